//! The commands that need no window, as a person runs them.

use std::path::Path;
use std::process::{Command, Output};
use upfront::store::sample;

fn upfront(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_upfront"));
    // What the app keeps for itself on a laptop is none of this machine's.
    command.env("HOME", folder).env("XDG_DATA_HOME", folder.join("data")).env("LOCALAPPDATA", folder.join("data"));
    command.current_dir(folder).args(args).output().unwrap()
}

pub fn check(folder: &Path, args: &[&str], code: i32, out: &str, err: &str) {
    let done = upfront(folder, args);
    let (stdout, stderr) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!(done.status.code(), Some(code), "{args:?}: {stdout} {stderr}");
    assert!(stdout.contains(out), "{args:?} says {stdout}");
    assert!(stderr.contains(err), "{args:?} says {stderr}");
}

#[test]
fn a_session_is_made_filled_checked_and_exported_without_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    check(at, &["new", "evening.ron", "--template", "design"], 0, "evening.ron is ready", "");
    check(at, &["new", "evening.ron"], 1, "", "exists already");
    check(at, &["check", "evening.ron"], 3, "Stops sign-off: The session has no title", "");
    std::fs::write(at.join("said.csv"), "words,votes\nMore benches,3\n,1\n").unwrap();
    let import = ["import", "evening.ron", "--csv", "said.csv", "--text", "words", "--support", "votes"];
    check(at, &import, 0, "1 contribution imported\nLine 3 was left out: its words are empty", "");
    std::fs::write(at.join("agenda.csv"), "item,minutes,kind\nTalk,20,party\nTea,10,break\n").unwrap();
    let told = "2 items brought in\n“party” is no kind of item";
    check(at, &["import", "evening.ron", "--csv", "agenda.csv", "--what", "agenda"], 0, told, "");
    std::fs::write(at.join("people.txt"), "Ada Brown\nBen Cole\nada brown\n").unwrap();
    let told = "2 people brought in\nLine 3 is left out: somebody of that name is listed already";
    check(at, &["import", "evening.ron", "--csv", "people.txt", "--what", "people"], 0, told, "");
    check(
        at,
        &["import", "evening.ron", "--csv", "said.csv"],
        1,
        "",
        "say which column holds the words; its columns are “words”",
    );
    check(at, &["export", "evening.ron", "-o", "summary.md"], 0, "", "");
    let text = std::fs::read_to_string(at.join("summary.md")).unwrap();
    assert!(text.contains("More benches") && text.contains("3 in support"), "{text}");
    check(at, &["export", "evening.ron", "-o", "summary.pdf"], 0, "", "");
    assert!(std::fs::read(at.join("summary.pdf")).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn what_fails_says_one_sentence_and_exits_with_1() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("empty.ron"), "").unwrap();
    check(at, &["check", "none.ron"], 1, "", "none.ron is not there");
    check(at, &["check", "empty.ron"], 1, "", "empty.ron is empty");
    check(at, &["new", "a.ron"], 0, "", "");
    check(at, &["import", "a.ron", "--csv", "none.csv", "--text", "x"], 1, "", "none.csv is not there");
    check(at, &["export", "a.ron", "-o", "a.ron/summary.pdf"], 1, "", "could not be written");
}

#[test]
fn bad_usage_exits_with_2() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    check(at, &["new", "a.ron"], 0, "", "");
    check(
        at,
        &["export", "a.ron", "-o", "summary.doc"],
        2,
        "",
        "must end in .pdf, .html, .md, .csv, .xlsx, .ics or .json",
    );
    check(at, &["export", "a.ron"], 2, "", "--out");
    check(at, &["new", "b.ron", "--template", "party"], 2, "", "“party” is no template");
    check(at, &["dance"], 1, "", "");
}

#[test]
fn the_sample_has_nothing_that_stops_sign_off() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    check(root, &["check", "sessions/alder-street.ron"], 0, "The challenge to S7 has no answer yet", "");
    check(root, &["--version"], 0, "upfront 0.1.0", "");
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/alder-street.ron");
    let sample = sample.to_str().unwrap();
    for out in ["one.pdf", "two.pdf"] {
        check(folder.path(), &["export", sample, "-o", out], 0, "", "");
    }
    let [one, two] = ["one.pdf", "two.pdf"].map(|f| std::fs::read(folder.path().join(f)).unwrap());
    assert!(one == two, "two runs gave different bytes");
}

#[test]
fn without_a_display_the_window_says_a_sentence() {
    let done = Command::new(env!("CARGO_BIN_EXE_upfront"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    if cfg!(target_os = "linux") {
        assert_eq!(done.status.code(), Some(1));
        assert!(said.starts_with("There is no display here") && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn a_damaged_file_is_refused_and_rescued_to_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let damaged = upfront::store::SAMPLE.replacen("        kind: Concern,", "        kind: Con ern,", 1);
    std::fs::write(at.join("evening.ron"), &damaged).unwrap();
    for command in [&["check", "evening.ron"][..], &["export", "evening.ron", "-o", "s.md"]] {
        check(at, command, 1, "", "upfront rescue evening.ron -o OUT.ron");
    }
    check(at, &["rescue", "evening.ron", "-o", "out.ron"], 0, "out.ron holds what could be read", "");
    check(at, &["check", "out.ron"], 0, "", "");
    let aside = std::fs::read_to_string(at.join("out damaged parts.txt")).unwrap();
    assert!(aside.contains("kind: Con ern"), "{aside}");
    assert_eq!(std::fs::read_to_string(at.join("evening.ron")).unwrap(), damaged, "the damaged one stays as it is");
    check(at, &["rescue", "evening.ron", "-o", "out.ron"], 1, "", "exists already");
    std::fs::write(at.join("junk.ron"), "hello").unwrap();
    check(at, &["rescue", "junk.ron", "-o", "more.ron"], 1, "", "nothing of a session could be read");
}

#[test]
fn a_file_that_was_changed_outside_is_used_with_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let changed = upfront::store::SAMPLE.replacen("title: \"Alder", "title: \"Older", 1);
    std::fs::write(at.join("evening.ron"), changed).unwrap();
    check(at, &["export", "evening.ron", "-o", "s.md"], 0, "", "evening.ron was changed outside Upfront: title");
    assert!(std::fs::read_to_string(at.join("s.md")).unwrap().contains("Older Street"));
}

#[test]
fn names_are_removed_when_the_date_is_past_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut s = upfront::store::sample().unwrap();
    let write = |s: &upfront::model::Session| {
        std::fs::write(at.join("alder.ron"), upfront::store::to_text(s).unwrap()).unwrap();
    };
    write(&s);
    check(at, &["forget", "alder.ron"], 1, "", "does not say after which date names are removed");
    s.forget_after = chrono::NaiveDate::from_ymd_opt(2199, 1, 1);
    write(&s);
    check(at, &["forget", "alder.ron"], 1, "", "names are kept until 1 January 2199, as the session says");
    s.forget_after = chrono::NaiveDate::from_ymd_opt(2000, 1, 1);
    write(&s);
    let old = std::fs::read(at.join("alder.ron")).unwrap();
    check(at, &["forget", "alder.ron"], 0, "Removed: 5 names, 0 contacts and 10 access needs; counts stay", "");
    assert!(!std::fs::read_to_string(at.join("alder.ron")).unwrap().contains("Amina"));
    check(at, &["forget", "alder.ron"], 0, "Removed: 0 names", "");
    // A copy from before prints none of them either.
    std::fs::write(at.join("copy.ron"), old).unwrap();
    check(
        at,
        &["export", "copy.ron", "-o", "copy.md"],
        0,
        "",
        "copy.ron is an older copy; the names in it were removed",
    );
    assert!(!std::fs::read_to_string(at.join("copy.md")).unwrap().contains("Amina"));
}

#[test]
fn freezing_gives_a_code_that_verifies_until_the_file_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("evening.ron");
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/alder-street.ron"), &file).unwrap();
    let path = file.to_str().unwrap();
    let s = sample().unwrap();
    let codes: Vec<String> = s.versions.iter().map(|v| v.code.unwrap().short()).collect();

    // Nothing has changed: the same version again.
    let again = upfront(folder.path(), &["freeze", path]);
    assert!(again.status.success(), "{again:?}");
    let line = format!("Version 2 · {} · frozen on 16 May 2026 at 09:05 · signed by 4 of 5\n", codes[1]);
    assert_eq!(String::from_utf8_lossy(&again.stdout), line);

    let listed = upfront(folder.path(), &["versions", path]);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains(&format!("Version 1 · {} · frozen on 14 May 2026 at 20:29 · signed by 3 of 5", codes[0])));
    assert!(listed.contains("  Calloway Developments: declines, “needs board approval for action A4” · "), "{listed}");
    assert_eq!(listed.lines().count(), 12, "{listed}");

    // As people type it: small letters, O for 0, l for 1, blanks for dashes.
    let typed = codes[0].to_lowercase().replace('0', "O").replace('1', "l").replace('-', " ");
    let first = upfront(folder.path(), &["verify", path, &typed]);
    assert!(first.status.success(), "{first:?}");
    let said = String::from_utf8_lossy(&first.stdout).into_owned();
    assert!(said.starts_with("It matches version 1, frozen on 14 May 2026 at 20:29\n"), "{said}");
    assert!(said.contains("The present text is that of version 2"), "{said}");

    let wrong = upfront(folder.path(), &["verify", path, "K7QM-2D4X-9RTB-6HNE"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&wrong.stdout).starts_with("It does not match: version 1 has "));
    let none = upfront(folder.path(), &["verify", path, "K7QM-2D4X"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&none.stderr).contains("“K7QM-2D4X” is no record code"));

    // Somebody changes one word with a text editor.
    let text =
        std::fs::read_to_string(&file).unwrap().replacen("a rain garden, in that order", "trees, in that order", 1);
    std::fs::write(&file, text).unwrap();
    let changed = upfront(folder.path(), &["verify", path, &codes[1]]);
    let said = String::from_utf8_lossy(&changed.stdout).into_owned();
    assert!(said.contains("The text has changed since version 2; the first difference is D3: "), "{said}");
    assert!(said.contains("“and a rain garden, in” is now “and trees, in”"), "{said}");
    let new = upfront(folder.path(), &["freeze", path, "--because", "misheard"]);
    let said = String::from_utf8_lossy(&new.stdout).into_owned();
    assert!(new.status.success() && said.starts_with("Version 3 · "), "{new:?}");
}

/// The independent program works out the same code. Where there is no Python there is nothing to be held against;
/// `UPFRONT_PYTHON=1` says that there must be.
#[test]
fn a_program_in_another_language_works_out_the_same_code() {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/record_code.py");
    assert!(std::fs::read_to_string(&program).unwrap().lines().count() <= 50);
    let python = ["python3", "python"].into_iter().find(|p| Command::new(p).arg("--version").output().is_ok());
    let Some(python) = python else {
        assert!(std::env::var_os("UPFRONT_PYTHON").is_none(), "there is no Python here");
        return;
    };
    let run = |file: &Path| {
        let done = Command::new(python).arg(&program).arg(file).output().unwrap();
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stdout).unwrap().replace("\r\n", "\n")
    };
    let record = folder.path().join("record.json");
    let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions");
    let session = sessions.join("alder-street.ron");
    let done = upfront(folder.path(), &["export", session.to_str().unwrap(), "-o", record.to_str().unwrap()]);
    assert!(done.status.success(), "{done:?}");
    let code = sample().unwrap().version().unwrap().code.unwrap();
    assert_eq!(run(&record), format!("Version 2: {}\n{code}\n", code.short()));

    // Words with everything that JSON escapes, and with what lies beyond the first plane.
    let mut s = crate::record::full_session();
    let c = s.contributions[9].id;
    s.contributions.update(c, |c| c.words = "\u{1}\u{7f}\"\\/\u{8}\t\r\n\u{c} é \u{2028} 🏠 \u{10ffff}".into());
    crate::record::freeze(&mut s);
    let v = s.version().unwrap();
    std::fs::write(&record, upfront::record::readable_text(v).unwrap()).unwrap();
    let code = v.code.unwrap();
    assert_eq!(run(&record), format!("Version 4: {}\n{code}\n", code.short()));
}

#[test]
fn a_partner_signs_a_pdf_on_one_laptop_and_the_answer_is_taken_down_on_another() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (at, there) = (ours.path(), theirs.path());
    std::fs::write(at.join("alder.ron"), upfront::store::to_text(&sample().unwrap()).unwrap()).unwrap();
    check(at, &["export", "alder.ron", "-o", "summary.pdf", "--with-record"], 0, "", "");
    std::fs::copy(at.join("summary.pdf"), there.join("summary.pdf")).unwrap();
    let sign = |more: &[&str], code, out: &str, err: &str| {
        let first = ["sign", "summary.pdf", "--laptop", "Front desk", "--name", "Rae Rivers", "-o", "rh.signature"];
        check(there, &[&first[..], more].concat(), code, out, err);
    };
    sign(
        &["--partner", "XX", "--says", "signs"],
        1,
        "",
        "“XX” is no partner of this session; they are RA (Alder Street",
    );
    sign(&["--partner", "RH", "--says", "maybe"], 2, "", "[possible values: signs, reservation, declines]");
    sign(&["--partner", "RH", "--says", "declines"], 1, "", "Write why you decline, in your words");
    sign(
        &["--partner", "rh", "--says", "declines", "--words", "The lease"],
        0,
        "rh.signature is signed with the key",
        "",
    );
    sign(&["--partner", "RH", "--says", "signs"], 1, "", "rh.signature exists already; choose another name");
    let back = std::fs::read_to_string(there.join("rh.signature")).unwrap();
    std::fs::write(at.join("rh.signature"), &back).unwrap();
    std::fs::write(at.join("forged.signature"), back.replace("The lease", "No reason")).unwrap();
    std::fs::write(at.join("cut.signature"), &back[..back.len() / 2]).unwrap();
    let before = std::fs::read(at.join("alder.ron")).unwrap();
    check(
        at,
        &["answer", "alder.ron", "forged.signature"],
        1,
        "",
        "forged.signature does not hold: it was changed after",
    );
    check(
        at,
        &["answer", "alder.ron", "cut.signature"],
        1,
        "",
        "cut.signature is no signature from Upfront, or only a part",
    );
    check(at, &["answer", "alder.ron", "alder.ron"], 1, "", "alder.ron is no signature from Upfront");
    assert_eq!(std::fs::read(at.join("alder.ron")).unwrap(), before);
    let taken = upfront(at, &["answer", "alder.ron", "rh.signature"]);
    let said = String::from_utf8_lossy(&taken.stdout).into_owned();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "Riverside Homes declines version 2: “The lease”");
    assert!(lines[1].starts_with("Rae Rivers, neighbourhood manager, for Riverside, signed on the laptop"), "{said}");
    assert_eq!(lines.len(), 3, "nothing is said of a key from before: {said}");
    check(at, &["answer", "alder.ron", "rh.signature"], 1, "", "rh.signature is in the record already");
    check(at, &["versions", "alder.ron"], 0, "Riverside Homes: declines, “The lease”", "");
    check(at, &["export", "alder.ron", "-o", "answered.pdf"], 0, "", "");
    check(at, &["verify", "alder.ron", "answered.pdf"], 0, "It matches version 2", "");
    check(at, &["export", "alder.ron", "-o", "summary.md"], 0, "", "");
    let printed = std::fs::read_to_string(at.join("summary.md")).unwrap();
    assert!(printed.contains("signed on the laptop that calls itself “Front desk”, key ends in "), "{printed}");
}

#[test]
fn the_next_session_and_what_is_handed_on_are_written_by_commands() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("a.ron"), upfront::store::SAMPLE).unwrap();
    check(at, &["next", "a.ron", "-o", "b.ron", "--date", "2026-09-10"], 0, "b.ron is ready, with 19 matters", "");
    check(at, &["next", "a.ron", "-o", "b.ron"], 1, "", "b.ron");
    for (args, out) in [
        (&["--what", "actions"][..], "x.csv"),
        (&["--what", "polis"], "p.csv"),
        (&[], "x.xlsx"),
        (&["--what", "people"], "people.xlsx"),
        (&[], "x.ics"),
        (&[], "x.json"),
        (&[], "a-record.json"),
        (&["--document", "letter", "--reader", "RA"], "l.md"),
        (&["--document", "letter", "--reader", "everyone"], "e.md"),
        (&["--document", "guide"], "g.md"),
    ] {
        let all: Vec<&str> = ["export", "a.ron", "-o", out].into_iter().chain(args.iter().copied()).collect();
        check(at, &all, 0, "", "");
        assert!(std::fs::read(at.join(out)).unwrap().len() > 100, "{out}");
    }
    let read = |name: &str| std::fs::read_to_string(at.join(name)).unwrap();
    assert!(read("l.md").contains("To the people of Alder Street Residents") && !read("l.md").contains("To everyone"));
    assert!(read("a-record.json").contains("\"form\": 1") && read("x.json").contains("\"format\": 10"));
    let series = ["export", "b.ron", "-o", "c.md", "--document", "case-study", "--earlier", "a.ron"];
    check(at, &series, 0, "", "");
    assert!(read("c.md").contains("14 May 2026 and 10 September 2026"));
    // A letter leaves out what the record holds, and must not carry it.
    for of in ["letter", "case-study", "guide"] {
        let with = ["export", "a.ron", "-o", "l.pdf", "--document", of, "--with-record"];
        check(at, &with, 2, "", "carries no record");
    }
    let other = ["export", "a.ron", "-o", "c.md", "--document", "case-study", "--earlier", "b.ron"];
    check(at, &other, 1, "", "b.ron is none of the sessions before a.ron");
    check(at, &["export", "a.ron", "-o", "x.csv"], 2, "", "say which table with --what");
    check(at, &["export", "a.ron", "-o", "l.md", "--document", "letter", "--reader", "XY"], 1, "", "is no partner");
    check(at, &["schema"], 0, "\"additionalProperties\": false", "");
}

#[test]
fn a_template_is_made_passed_on_and_used_by_commands() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("a.ron"), upfront::store::SAMPLE).unwrap();
    check(at, &["template", "a.ron", "-o", "t.ron", "--title", "Courtyard evening"], 0, "t.ron is ready", "");
    check(at, &["template", "a.ron", "-o", "t.ron", "--title", "again"], 1, "", "t.ron");
    check(at, &["new", "b.ron", "--template", "t.ron"], 0, "b.ron is ready", "");
    check(at, &["export", "b.ron", "-o", "b.md", "--document", "agenda"], 0, "", "");
    let text = std::fs::read_to_string(at.join("b.md")).unwrap();
    assert!(text.contains("What is up for grabs, and what is not") && !text.contains("Alder Street"), "{text}");
    std::fs::write(
        at.join("bad.ron"),
        "Template(format: 1, title: \"x\", agenda: [Item(title: \"y\", kind: \"party\", min: 5)])",
    )
    .unwrap();
    check(at, &["new", "c.ron", "--template", "bad.ron"], 1, "", "agenda item 1 is of the kind “party”");
    check(at, &["new", "c.ron", "--template", "none.ron"], 1, "", "none.ron is not there");
}
