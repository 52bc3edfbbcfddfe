//! The commands that need no window, as a person runs them.

use std::path::Path;
use std::process::{Command, Output};

fn upfront(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_upfront"));
    // What the app keeps for itself on a laptop is none of this machine's.
    command.env("HOME", folder).env("XDG_DATA_HOME", folder.join("data")).env("LOCALAPPDATA", folder.join("data"));
    command.current_dir(folder).args(args).output().unwrap()
}

fn check(folder: &Path, args: &[&str], code: i32, out: &str, err: &str) {
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
    check(at, &["export", "a.ron", "-o", "summary.doc"], 2, "", "must end in .pdf, .html or .md");
    check(at, &["export", "a.ron"], 2, "", "--out");
    check(at, &["new", "b.ron", "--template", "party"], 2, "", "party");
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
