//! The tables of Alder Street, said at random moments, while links are cut, a laptop is killed, and a clock is wrong; in
//! the end all have everything, once.

use crate::network::{LAPTOPS, Network};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout};
use std::time::{Duration, Instant};
use upfront::store::sample;

/// Everything is said within so long.
const SAID_S: u64 = 40;
/// And has arrived everywhere by so long after the last cut.
const ARRIVED_S: u64 = 60;
/// The table whose laptop is killed, and the one whose clock is an hour wrong.
const KILLED: usize = 2;
const WRONG_CLOCK: usize = 4;

struct Laptop {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Laptop {
    fn start(network: &Network, nth: usize, folder: &Path) -> Self {
        let mut child = network.start(nth, folder).expect("a laptop starts");
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    fn ask(&mut self, what: &str) -> String {
        self.tell(&format!("ask {what}"));
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end_matches('\n').to_string()
    }

    fn wait_for(&mut self, what: &str, is_right: impl Fn(&str) -> bool) -> Result<String, String> {
        let began = Instant::now();
        loop {
            let said = self.ask(what);
            if is_right(&said) {
                return Ok(said);
            }
            if began.elapsed() > Duration::from_secs(ARRIVED_S) {
                return Err(format!("“{what}” is still “{said}” after {ARRIVED_S} s"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Laptop {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Something that happens, and when.
enum Happens {
    Said(usize, String),
    Cut(usize, bool),
    Killed,
    Started,
}

/// Plays it; the error is what was not as it should be.
pub fn play(network: &Network, seed: u64, cut_s: u64) -> Result<(), String> {
    let folders: Vec<_> = (0..LAPTOPS).map(|_| tempfile::tempdir().unwrap()).collect();
    let folder = |nth: usize| folders[nth].path();
    let mut all: Vec<Laptop> = (0..LAPTOPS).map(|nth| Laptop::start(network, nth, folder(nth))).collect();
    all[0].tell("prepare");
    all[0].tell("open");
    all[0].wait_for("count", |n| n != "0")?;
    let before: usize = all[0].ask("count").parse().unwrap_or_default();
    all[0].tell("open-room");
    let code = all[0].wait_for("code", |code| !code.is_empty())?;
    let address = all[0].ask("address");
    all[WRONG_CLOCK].tell("wrong-clock 3600000");
    for (table, laptop) in all.iter_mut().enumerate().skip(1) {
        let place = network.address_for(table, &address);
        if place == "found" {
            laptop.tell("look");
            let began = Instant::now();
            laptop.wait_for("found", |n| n != "0")?;
            println!("Table {table} found the room after {} ms", began.elapsed().as_millis());
        }
        laptop.tell(&format!("join {place} {code} {table}"));
        let came_in = laptop.wait_for("in", |is_in| is_in == "true");
        came_in.map_err(|e| format!("table {table}: {e}; tried: {}", laptop.ask("tried")))?;
    }
    all[0].wait_for("laptops", |n| n == "5")?;

    let mut rng = fastrand::Rng::with_seed(seed);
    let said = said();
    let mut script: Vec<(u64, Happens)> =
        said.iter().map(|(table, words)| (rng.u64(0..SAID_S * 1000), Happens::Said(*table, words.clone()))).collect();
    for table in 1..LAPTOPS {
        let at = rng.u64(0..SAID_S * 1000);
        script.push((at, Happens::Cut(table, true)));
        script.push((at + cut_s * 1000, Happens::Cut(table, false)));
    }
    let killed = rng.u64(5_000..SAID_S * 1000 - 5_000);
    script.push((killed, Happens::Killed));
    script.push((killed + 2_000, Happens::Started));
    script.sort_by_key(|(at, _)| *at);
    let late = run(network, &mut all, &folders, script)?;

    // What the killed one's person wanted to write down meanwhile.
    late.iter().for_each(|words| all[KILLED].tell(&format!("say {words}")));
    let total = (before + said.len()).to_string();
    for (nth, laptop) in all.iter_mut().enumerate() {
        laptop.wait_for("count", |n| n == total).map_err(|e| format!("laptop {nth}: {e}, and not {total}"))?;
    }
    all[0].wait_for("waits", str::is_empty)?;
    let sum = all[0].ask("sum");
    for (nth, laptop) in all.iter_mut().enumerate() {
        laptop
            .wait_for("sum", |theirs| theirs == sum)
            .map_err(|e| format!("laptop {nth} ends with another session: {e}"))?;
        if laptop.ask("clashes") != "0" {
            return Err(format!("laptop {nth} has clashes, and nobody wrote what another did"));
        }
    }
    let words = all[0].ask("words");
    for (table, said) in &said {
        // By the numbers that this table gives.
        let is_it = |one: &&str| {
            one.split_once(' ').is_some_and(|(no, words)| no.starts_with(&format!("C{table}-")) && words == said)
        };
        let found = words.split('\u{1f}').filter(is_it).count();
        if found != 1 {
            return Err(format!("“{said}” is there {found} times from table {table}"));
        }
    }
    let hour_off = all[WRONG_CLOCK].ask("now");
    println!(
        "Six laptops, {} contributions, each link cut for {cut_s} s, one laptop killed, one clock an hour wrong (it said \
         {hour_off}): all equal, 0 lost",
        said.len()
    );
    Ok(())
}

/// What happens, when it is due. What was to be said on a laptop that is off is given back.
fn run(
    network: &Network,
    all: &mut [Laptop],
    folders: &[tempfile::TempDir],
    script: Vec<(u64, Happens)>,
) -> Result<Vec<String>, String> {
    let (began, mut is_off, mut late) = (Instant::now(), false, Vec::new());
    for (at, happens) in script {
        std::thread::sleep(Duration::from_millis(at).saturating_sub(began.elapsed()));
        match happens {
            Happens::Said(KILLED, words) if is_off => late.push(words),
            Happens::Said(table, words) => {
                all[table].tell(&format!("say {words}"));
                // Only what is acknowledged counts; a person sees that in the rail.
                all[table].wait_for("kept", |kept| kept == "true")?;
            }
            Happens::Cut(table, is_cut) => network.cut(table, is_cut),
            Happens::Killed => {
                let _ = all[KILLED].child.kill();
                let _ = all[KILLED].child.wait();
                is_off = true;
            }
            Happens::Started => {
                all[KILLED] = Laptop::start(network, KILLED, folders[KILLED].path());
                all[KILLED].tell("continue");
                all[KILLED].wait_for("in", |is_in| is_in == "true")?;
                is_off = false;
            }
        }
    }
    Ok(late)
}

/// What the script has each table say; three times over, so that somebody says something at any moment.
fn said() -> Vec<(usize, String)> {
    let of_tables = sample().map(|s| s.contributions.iter().filter(|c| c.table > 0).cloned().collect::<Vec<_>>());
    let of_tables = of_tables.unwrap_or_default();
    let rounds = ["", " (again)", " (and once more)"];
    let all = rounds
        .iter()
        .flat_map(|round| of_tables.iter().map(move |c| (usize::from(c.table), format!("{}{round}", c.words))));
    all.filter(|(table, _)| *table < LAPTOPS).collect()
}
