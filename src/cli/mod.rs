//! The commands that need no window. Exit 0 is done, 1 failed, 2 bad usage, 3 not ready to sign.

mod bringing_in;
mod handing_on;
mod merging;
mod signing;

use crate::exchange::{self, ImportAs, ListKind};
use crate::model::Session;
use crate::model::time::day;
use crate::printing::{self, FontShelf, Format, Sheets};
use crate::record;
use crate::report::blocks::{DocumentKind, Reader};
use crate::report::languages::{Language, languages};
use crate::report::text::has_glyph;
use crate::report::{Print, Watch, missing_sentence};
use crate::series;
use crate::store::{self, RealDisk, templates};
use crate::{edit, insight};
use clap::{Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs co-production workshops from one laptop, and prints a summary that all partners sign off.
#[derive(Parser, Debug)]
#[command(name = "upfront", version, about, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Commands>,
    /// A session to open in the window
    pub file: Option<PathBuf>,
    /// Goes on with a session from a window that stopped
    #[arg(long, hide = true)]
    pub continue_session: Option<uuid::Uuid>,
    /// Draws with OpenGL at once, where the other way has trouble
    #[arg(long)]
    pub glow: bool,
    /// Writes down what the window has shown as saved (for tests/kill)
    #[arg(long, hide = true)]
    pub ack_log: Option<PathBuf>,
}

/// What can be done without a window.
#[derive(Subcommand, Debug)]
pub enum Commands {
    /// Make a new session file; never over an existing one
    New {
        file: PathBuf,
        /// opening, design, agreement, follow-up, or the file of a template; without it the session is empty
        #[arg(long, value_name = "NAME|FILE.ron")]
        template: Option<String>,
    },
    /// Write what others can start from: agenda, prompts, what is up for grabs, rules; no names, nothing anybody said
    Template {
        file: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
        /// What it is called
        #[arg(long)]
        title: String,
    },
    /// Make the session after this one, with what is owed from it; never over an existing file
    Next {
        file: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
        /// When it is: 2026-09-10; without it, today
        #[arg(long, value_name = "DATE")]
        date: Option<chrono::NaiveDate>,
    },
    /// Make a copy for the note-taker at a table, without names, contacts, access needs and private notes; its numbers are
    /// its own (C3-1), and `merge` puts it back
    Copy {
        file: PathBuf,
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=99))]
        table: u8,
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Put other copies of a session to it: from tables, from another laptop, from a shared folder; nothing is lost
    Merge {
        file: PathBuf,
        #[arg(required = true)]
        others: Vec<PathBuf>,
        /// Say what would come, and change nothing
        #[arg(long)]
        preview: bool,
    },
    /// Add contributions, an agenda or people from a table (CSV)
    Import {
        file: PathBuf,
        #[arg(long)]
        csv: PathBuf,
        #[arg(long, value_enum, default_value_t)]
        what: Listed,
        /// The column with the words of contributions
        #[arg(long)]
        text: Option<String>,
        /// The column with how many support it
        #[arg(long)]
        support: Option<String>,
        /// The column and the value that mark a row as rejected: COLUMN=VALUE
        #[arg(long, value_parser = column_and_value, allow_hyphen_values = true)]
        rejected: Option<(String, String)>,
        /// The column that names the partner, by key or name
        #[arg(long)]
        from: Option<String>,
        /// The partner all of them come from, by key or name
        #[arg(long)]
        partner: Option<String>,
    },
    /// Write a document (pdf, html, md), a table (csv), a spreadsheet (xlsx), a calendar (ics), or the session (json);
    /// the ending of OUT says which. A name that ends in record.json gives the record of the newest version
    Export {
        file: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
        /// summary, sign-off, participant, actions, agenda, poster, attendance, table-pack, slips, run-book, letter or case-study
        #[arg(long, value_name = "NAME", value_parser = document, default_value = "summary")]
        document: DocumentKind,
        /// 18 point, tables as lists
        #[arg(long)]
        large_print: bool,
        /// The PDF carries the record, without names and anything private
        #[arg(long)]
        with_record: bool,
        /// The app's own words in a second language too: ar, bn, pl, ro or tr (drafts)
        #[arg(long, value_name = "TAG", value_parser = second_language)]
        second_language: Option<usize>,
        /// Of a csv: contributions, boundaries, decisions, actions, people (internal) or polis; of an xlsx only that sheet
        #[arg(long, value_name = "WHAT", value_parser = table_name)]
        what: Option<TableName>,
        /// Of the letters only the one to this partner’s people, by key or name, or to “everyone”
        #[arg(long, value_name = "PARTNER")]
        reader: Option<String>,
        /// A session before this one, which a case study is also made from; may be given several times
        #[arg(long, value_name = "FILE")]
        earlier: Vec<PathBuf>,
    },
    /// Say what stands between the session and a record people can sign
    Check { file: PathBuf },
    /// Freeze the text for signing, and print the version and its record code
    Freeze {
        file: PathBuf,
        /// Who made the changes since the version before
        #[arg(long, value_name = "WHO", default_value = "the note-taker")]
        by: String,
        /// Why they were made
        #[arg(long, value_name = "WHY", default_value = "")]
        because: String,
    },
    /// List the versions that were frozen, with their record codes and the answers to them
    Versions { file: PathBuf },
    /// Say whether a code from a paper is that of a version (or an answer) in the file, and what differs
    Verify {
        file: PathBuf,
        /// As printed: K7QM-2D4X-9RTB-6HNE; or a PDF, whose code and words are compared
        #[arg(value_name = "CODE|PAPER.pdf")]
        code: String,
    },
    /// Sign for a partner on this laptop, with a key made here; what is written goes back to the facilitator
    Sign {
        /// A PDF that carries the record, or a copy of the session
        #[arg(value_name = "FILE|PAPER.pdf")]
        file: PathBuf,
        /// The partner, by key or name
        #[arg(long, value_name = "PARTNER")]
        partner: String,
        #[arg(long)]
        says: Says,
        /// The reservation, or why the partner declines
        #[arg(long, default_value = "")]
        words: String,
        /// Who signs; it will be printed. It may be left out
        #[arg(long, default_value = "")]
        name: String,
        /// In what capacity; it will be printed
        #[arg(long)]
        capacity: Option<String>,
        /// What this laptop is to be called; it will be printed
        #[arg(long, value_name = "NAME")]
        laptop: String,
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Take down an answer that was signed on a laptop of a partner's own
    Answer {
        file: PathBuf,
        #[arg(value_name = "SIGNATURE")]
        signature: PathBuf,
    },
    /// Print the JSON Schema of what `export -o x.json` writes
    Schema,
    /// Open a session in the window; of a PDF the record that it carries, to be read
    Open { file: PathBuf },
    /// Remove names, contacts and access needs, once the date for that in the session is past
    Forget { file: PathBuf },
    /// Write what can be read of a damaged file to a new one, and what cannot beside it
    Rescue {
        file: PathBuf,
        #[arg(short, long)]
        out: PathBuf,
    },
}

/// What a table that is brought in holds.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Listed {
    #[default]
    Contributions,
    Agenda,
    People,
}

/// What a partner says on its own laptop.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Says {
    Signs,
    Reservation,
    Declines,
}

/// The document of a name on the command line.
fn document(name: &str) -> Result<DocumentKind, String> {
    DocumentKind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
        let names: Vec<&str> = DocumentKind::ALL.iter().map(|kind| kind.name()).collect();
        format!("the documents are {}", names.join(", "))
    })
}

/// The place of a second language by its tag or its English name.
fn second_language(name: &str) -> Result<usize, String> {
    let is_it = |l: &Language| l.lang.0 == name || l.name.eq_ignore_ascii_case(name);
    languages().iter().position(is_it).ok_or_else(|| {
        let all: Vec<String> = languages().iter().map(|l| format!("{} ({})", l.lang.0, l.name)).collect();
        format!("the second languages are {}", all.join(", "))
    })
}

/// A table on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableName {
    Of(exchange::What),
    /// Statements in the form in which Polis takes them.
    Polis,
}

fn table_name(name: &str) -> Result<TableName, String> {
    if name == "polis" {
        return Ok(TableName::Polis);
    }
    exchange::What::ALL.into_iter().find(|what| what.name() == name).map(TableName::Of).ok_or_else(|| {
        let names: Vec<&str> = exchange::What::ALL.iter().map(|what| what.name()).collect();
        format!("the tables are {} and polis", names.join(", "))
    })
}

fn column_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => Ok((column.into(), value.into())),
        _ => Err("write it as COLUMN=VALUE".into()),
    }
}

/// What went wrong, in one sentence.
#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error(transparent)]
    Open(#[from] store::OpenError),
    #[error("{problem}. What can be read of it is written by: upfront rescue {} -o OUT.ron", path.display())]
    Damaged { path: PathBuf, problem: store::OpenError },
    #[error(transparent)]
    Rescue(#[from] store::opening::RescueError),
    #[error(transparent)]
    Forget(#[from] store::forget::ForgetError),
    #[error(transparent)]
    Save(#[from] store::SaveError),
    #[error(transparent)]
    Bring(#[from] store::bring::BringError),
    #[error("{}: {problem}; nothing was imported", path.display())]
    Csv { path: PathBuf, problem: exchange::CsvError },
    #[error(transparent)]
    Refused(#[from] edit::Refusal),
    #[error(transparent)]
    Pdf(#[from] crate::report::PdfError),
    #[error("{} was not written: its name must end in .pdf, .html, .md, .csv, .xlsx, .ics or .json", .0.display())]
    Ending(PathBuf),
    #[error(
        "“{0}” is no record code; it has sixteen letters and digits, as at the foot of each page: K7QM-2D4X-9RTB-6HNE"
    )]
    NoCode(String),
    #[error("{} has no frozen version with a record code; freeze it first", .0.display())]
    NotFrozen(PathBuf),
    #[error(transparent)]
    Paper(#[from] printing::PaperError),
    #[error(transparent)]
    NotSigned(#[from] record::NotSigned),
    #[error("{} is none of the sessions before {}; nothing was written", .0.display(), .1.display())]
    NotBefore(PathBuf, PathBuf),
    #[error(transparent)]
    Template(#[from] store::TemplateError),
    #[error("“{0}” is no template; they are opening, design, agreement and follow-up, or the file of one (.ron)")]
    NoTemplate(String),
    #[error(transparent)]
    Key(#[from] store::KeyError),
    #[error("This system gives Upfront no folder in which it could keep a key")]
    NoPlaces,
    #[error("“{0}” is no partner of this session; they are {1}")]
    NoPartner(String, String),
    #[error("{} {problem}", path.display())]
    Signature { path: PathBuf, problem: record::SignatureError },
    #[error(transparent)]
    Busy(#[from] store::opening::Busy),
    #[error("{} was not written: say which table with --what contributions, boundaries, decisions, actions, people or polis", .0.display())]
    NoTable(PathBuf),
    #[error("{} was not written ({problem})", path.display())]
    HandedOn { path: PathBuf, problem: exchange::NotHandedOn },
    #[error("The answer could not be written out ({0})")]
    Out(#[from] std::io::Error),
}

/// Runs a command.
pub fn run(command: Commands) -> ExitCode {
    let done = match command {
        Commands::New { file, template } => new(&file, template.as_deref()),
        Commands::Template { file, out, title } => template(&file, &out, &title),
        Commands::Next { file, out, date } => next(&file, &out, date),
        Commands::Import { file, csv, what: Listed::Contributions, text, support, rejected, from, partner } => {
            // Without a column nothing can be found in it, and the sentence says which there are.
            let text = text.unwrap_or_default();
            bringing_in::contributions(&file, &csv, &ImportAs { text, support, rejected, from, partner })
        }
        Commands::Import { file, csv, what: Listed::Agenda, .. } => bringing_in::list(&file, &csv, ListKind::Agenda),
        Commands::Import { file, csv, what: Listed::People, .. } => bringing_in::list(&file, &csv, ListKind::People),
        Commands::Export { file, out, document, large_print, with_record, second_language, reader, earlier, what } => {
            let print = if large_print { Print::Large } else { Print::Standard };
            if with_record && !document.is_of_record() {
                warn(&format!("A {} carries no record: its pages leave out what the record holds", document.name()));
                return ExitCode::from(2);
            }
            let sheets =
                Sheets { kind: document, print, second: second_language, with_record, reader: Reader::default() };
            match handing_on::kind_of(&out) {
                Some(kind) => handing_on::export(&file, &out, kind, what),
                None => export(&file, &out, sheets, reader.as_deref(), &earlier),
            }
        }
        Commands::Check { file } => check(&file),
        Commands::Freeze { file, by, because } => signing::freeze(&file, &by, &because),
        Commands::Versions { file } => signing::versions(&file),
        Commands::Verify { file, code } if printing::is_pdf(Path::new(&code)) => {
            signing::verify_paper(&file, Path::new(&code))
        }
        Commands::Verify { file, code } => signing::verify(&file, &code),
        Commands::Sign { file, partner, says, words, name, capacity, laptop, out } => {
            let how = signing::Words { says, words, name, capacity, laptop };
            signing::sign(&file, &partner, how, &out)
        }
        Commands::Answer { file, signature } => signing::answer(&file, &signature),
        Commands::Schema => say(store::json_schema().trim_end()).map(|()| ExitCode::SUCCESS).map_err(Failed::Out),
        // The window opens it; see `main`.
        Commands::Open { .. } => Ok(ExitCode::FAILURE),
        Commands::Copy { file, table, out } => merging::copy(&file, table, &out),
        Commands::Merge { file, others, preview } => merging::merge(&file, &others, preview),
        Commands::Forget { file } => forget(&file),
        Commands::Rescue { file, out } => rescue(&file, &out),
    };
    match done {
        Ok(code) => code,
        Err(Failed::Out(e)) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failed) => {
            warn(&failed.to_string());
            ExitCode::from(
                if matches!(failed, Failed::Ending(_) | Failed::NoCode(_) | Failed::NoTable(_) | Failed::NoTemplate(_))
                {
                    2
                } else {
                    1
                },
            )
        }
    }
}

fn say(line: &str) -> Result<(), std::io::Error> {
    writeln!(std::io::stdout(), "{line}")
}

fn now() -> crate::model::time::Moment {
    chrono::Local::now().fixed_offset()
}

fn new(file: &Path, template: Option<&str>) -> Result<ExitCode, Failed> {
    let zone = zone();
    let today = now().date_naive();
    let s = match template {
        None => Session::new(uuid::Uuid::now_v7(), today, &zone),
        Some(name) => {
            let inside = templates().iter().find(|t| t.name == name).map(|t| t.text.clone());
            let text = match inside {
                Some(text) => text,
                None if name.ends_with(".ron") => store::read_template(&RealDisk, Path::new(name))?,
                None => return Err(Failed::NoTemplate(name.into())),
            };
            store::template(&text, today, &zone, uuid::Uuid::now_v7)
        }
    };
    store::create(&RealDisk, file, &s)?;
    say(&format!("{} is ready", file.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn template(file: &Path, out: &Path, title: &str) -> Result<ExitCode, Failed> {
    let text = store::template_file(&series::as_template(&open(file)?), title)?;
    store::create_new(&RealDisk, out, text.as_bytes())?;
    say(&format!("{} is ready", out.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn next(file: &Path, out: &Path, date: Option<chrono::NaiveDate>) -> Result<ExitCode, Failed> {
    let s = open(file)?;
    let next = series::next_session(&s, date.unwrap_or_else(|| now().date_naive()), uuid::Uuid::now_v7);
    store::create(&RealDisk, out, &next)?;
    let n = next.earlier.len();
    say(&format!("{} is ready, with {n} {} from last time", out.display(), if n == 1 { "matter" } else { "matters" }))?;
    Ok(ExitCode::SUCCESS)
}

/// The machine's zone, by its IANA name.
fn zone() -> String {
    #[cfg(feature = "window")]
    if let Ok(zone) = iana_time_zone::get_timezone() {
        return zone;
    }
    "Europe/London".into()
}

/// Opens a session. Refuses a damaged one; says what was changed outside, and what this laptop has that
/// is not in the file yet.
fn open(file: &Path) -> Result<Session, Failed> {
    open_bytes(file).map(|(s, _)| s)
}

/// The same, and what it was read from.
fn open_bytes(file: &Path) -> Result<(Session, Vec<u8>), Failed> {
    let bytes = store::read_limited(&RealDisk, file, store::MOST_BYTES)?;
    let mut sound = store::read_sound(file, &bytes).map_err(|problem| match problem.is_damage() {
        true => Failed::Damaged { path: file.into(), problem },
        false => Failed::Open(problem),
    })?;
    if let Some(changed) = &sound.changed {
        warn(&format!("{} was changed outside Upfront: {}", file.display(), changed.words()));
    }
    let world = world();
    if let Some(at) = store::forget::keep_forgotten(&RealDisk, world.places.as_ref(), &mut sound.session) {
        warn(&format!(
            "{} is an older copy; the names in it were removed on {}, and are left out",
            file.display(),
            day(at.date_naive())
        ));
    }
    if store::opening::has_more_than(&world, file, &sound.session, &bytes) {
        warn(&format!(
            "This laptop has changes that are not in {} yet; open it in the window to see them",
            file.display()
        ));
    }
    record::mark_changed(&mut sound.session);
    Ok((sound.session, bytes))
}

fn world() -> store::opening::World {
    store::opening::World {
        disk: std::sync::Arc::new(RealDisk),
        places: store::places(),
        writer: uuid::Uuid::now_v7(),
        who: store::open_since(now()),
        look_at: record::mark_changed,
    }
}

fn forget(file: &Path) -> Result<ExitCode, Failed> {
    let report = store::forget::forget_file(&world(), file, now(), insight::still_named)?;
    report.sentences().iter().try_for_each(|line| say(line))?;
    Ok(ExitCode::SUCCESS)
}

fn warn(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn rescue(file: &Path, out: &Path) -> Result<ExitCode, Failed> {
    let (damaged, aside) = store::opening::rescue_file(&RealDisk, file, out)?;
    if damaged.is_empty() {
        say(&format!("{} could be read as a whole; {} is the same", file.display(), out.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    say(&format!("{} holds what could be read; {} the rest:", out.display(), aside.display()))?;
    for d in &damaged {
        let line = if d.line > 0 { format!(", line {}", d.line) } else { String::new() };
        say(&format!("{}{line}", d.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn export(
    file: &Path,
    out: &Path,
    sheets: Sheets,
    reader: Option<&str>,
    names: &[PathBuf],
) -> Result<ExitCode, Failed> {
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or_default();
    let format = Format::of_ending(ending).ok_or_else(|| Failed::Ending(out.into()))?;
    let s = open(file)?;
    let reader = reader.map_or(Ok(Reader::default()), |name| reader_named(&s, name))?;
    let sheets = Sheets { reader, ..sheets };
    let mut earlier =
        names.iter().map(|file| open(file).map(std::sync::Arc::new)).collect::<Result<Vec<_>, Failed>>()?;
    for (of, name) in earlier.iter().zip(names) {
        match series::belongs(&s, of) {
            None => return Err(Failed::NotBefore(name.clone(), file.into())),
            Some((_, false)) => {
                warn(&format!("{} has no version with the record code that {} follows", name.display(), file.display()))
            }
            Some((_, true)) => {}
        }
    }
    earlier.sort_by_key(|s| s.date);
    earlier.dedup_by_key(|s| s.id);
    let (bytes, missing) = with_progress("Writing", || {
        let shelves = store::photos::Shelves::of(store::places().as_ref(), Some(file));
        let fonts = FontShelf::new(store::fonts::installed_with);
        let printing = printing::prepare(&s, &earlier, sheets, &shelves, &RealDisk, &fonts);
        printing::file(&printing, format, &Watch::default())
    })?;
    store::replace(&RealDisk, out, &bytes)?;
    if let Some(sentence) = missing_sentence(&missing) {
        warn(&sentence);
    }
    Ok(ExitCode::SUCCESS)
}

/// Whom a letter is for.
fn reader_named(s: &Session, name: &str) -> Result<Reader, Failed> {
    if name.eq_ignore_ascii_case("everyone") {
        return Ok(Reader::Everyone);
    }
    signing::partner_named(s, name).map(|p| Reader::Partner(p.id))
}

fn check(file: &Path) -> Result<ExitCode, Failed> {
    let s = open(file)?;
    let findings = insight::check(&s, &has_glyph);
    for f in &findings {
        say(&format!("{}: {}", f.weight().label(), f.sentence()))?;
    }
    Ok(if insight::ready(&findings) { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// Does something, and shows that it goes on where that takes over a second and somebody looks.
fn with_progress<T: Send>(what: &'static str, work: impl FnOnce() -> T + Send) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let (done, waits) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if waits.recv_timeout(std::time::Duration::from_secs(1)) == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
            {
                let spinner = indicatif::ProgressBar::new_spinner().with_message(what);
                spinner.enable_steady_tick(std::time::Duration::from_millis(120));
                let _ = waits.recv();
                spinner.finish_and_clear();
            }
        });
        let result = work();
        drop(done);
        result
    })
}

/// Writes a session that a command has changed.
fn save(file: &Path, s: &Session) -> Result<(), store::SaveError> {
    store::save(&RealDisk, file, s, uuid::Uuid::now_v7(), now())
}
