//! The house rules, held by reading the sources: who may know whom, and what is named where.

use std::path::{Path, PathBuf};

/// A source file: its path below `src`, and its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(files.len() > 60, "the sources were not found");
    files
}

fn room(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// Code without comments.
fn code(text: &str) -> String {
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Rooms that a room may name with `crate::`.
fn may_know(room: &str) -> &'static [&'static str] {
    match room {
        "model" => &["model"],
        "edit" => &["edit", "model"],
        "live" => &["live", "model"],
        "insight" => &["insight", "live", "model"],
        "record" => &["record", "insight", "model"],
        "series" => &["series", "insight", "model"],
        "rehearsal" => &["rehearsal", "edit", "insight", "model"],
        "guide" => &["guide", "insight"],
        "report" => &["report", "guide", "insight", "live", "model", "record", "series"],
        "share" => &["share"],
        "store" => &["store", "edit", "model", "share"],
        "nearby" => &["nearby", "edit", "model", "share", "store"],
        "exchange" => &["exchange", "edit", "insight", "model", "report"],
        "printing" => &["edit", "model", "printing", "record", "report", "store"],
        "cli" => &["edit", "exchange", "insight", "model", "printing", "record", "report", "series", "store"],
        "app" => &[
            "app",
            "share",
            "edit",
            "exchange",
            "guide",
            "insight",
            "live",
            "model",
            "nearby",
            "printing",
            "record",
            "rehearsal",
            "report",
            "series",
            "store",
            "ui",
        ],
        "ui" => &[
            "app",
            "edit",
            "exchange",
            "guide",
            "insight",
            "live",
            "model",
            "nearby",
            "record",
            "rehearsal",
            "report",
            "series",
            "store",
            "ui",
        ],
        _ => &[],
    }
}

const ROOMS: [&str; 17] = [
    "model",
    "edit",
    "live",
    "insight",
    "record",
    "rehearsal",
    "series",
    "guide",
    "report",
    "share",
    "store",
    "nearby",
    "exchange",
    "printing",
    "cli",
    "app",
    "ui",
];

#[test]
fn rooms_name_only_the_rooms_they_may_know() {
    for (file, text) in sources().iter().filter(|(f, _)| ROOMS.contains(&room(f))) {
        for part in code(text).split("crate::").skip(1) {
            let Some(named) = ROOMS
                .iter()
                .find(|r| part.strip_prefix(**r).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
            else {
                continue;
            };
            assert!(may_know(room(file)).contains(named), "src/{file} names crate::{named}");
        }
    }
}

/// Only `app::window` starts the drawing; the rest of `app` does not know what draws it.
#[test]
fn of_the_app_only_the_window_knows_the_ui() {
    for (file, text) in sources().iter().filter(|(f, _)| room(f) == "app" && f != "app/window.rs") {
        assert!(!code(text).contains("crate::ui"), "src/{file}");
    }
}

#[test]
fn things_are_named_only_where_they_belong() {
    let rules: [(&str, &[&str]); 18] = [
        ("automerge", &["share/"]),
        ("printpdf", &["report/pdf/"]),
        ("lopdf", &["report/pdf/"]),
        ("rfd::", &["app/env.rs"]),
        ("ed25519_dalek", &["record/laptop.rs"]),
        ("getrandom", &["store/signing_key.rs"]),
        ("std::fs", &["store/"]),
        // Nothing but an open room, one that is joined, and looking for one touches a network.
        ("std::net", &["nearby/air/"]),
        ("mdns_sd", &["nearby/air/"]),
        ("if_addrs", &["nearby/air/"]),
        ("snow::", &["nearby/air/"]),
        ("spake2", &["nearby/air/"]),
        // The disk waits a moment for a file that a scanner holds (Windows).
        ("std::thread", &["app/env.rs", "app/window.rs", "cli/", "nearby/air/", "store/disk.rs"]),
        ("Local::now", &["app/env.rs", "app/window.rs", "cli/"]),
        ("now_v7", &["app/env.rs", "cli/"]),
        ("new_v4", &["app/env.rs", "cli/"]),
        ("egui::", &["app/", "ui/"]),
        ("Color32::from_rgb(", &["ui/"]),
    ];
    for (file, text) in &sources() {
        for (word, places) in rules {
            if code(text).contains(word) {
                assert!(places.iter().any(|p| file.starts_with(p)), "src/{file} names {word}");
            }
        }
    }
}

#[test]
fn nothing_gives_up_by_panicking() {
    for (file, text) in &sources() {
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
            assert!(!code(text).contains(word), "src/{file} has {word}");
        }
    }
}

#[test]
fn files_open_with_their_duty_and_stay_small() {
    for (file, text) in &sources() {
        // A long one stands beside it.
        let says = text.starts_with("//! ") || text.starts_with("#![doc = include_str!(");
        assert!(says, "src/{file} does not say what it is for");
        assert!(text.lines().count() <= 600, "src/{file} has over 600 lines");
    }
}

/// Every page goes through printpdf's own pages and operators; what is put on afterwards adds no content of its own.
#[test]
fn pages_are_written_by_printpdf_alone() {
    let of_pdf: Vec<_> = sources().into_iter().filter(|(file, _)| file.starts_with("report/pdf/")).collect();
    let content = of_pdf.iter().find(|(file, _)| file == "report/pdf/content.rs").map(|(_, text)| code(text)).unwrap();
    assert!(content.contains("PdfPage::new(") && !content.contains("lopdf"));
    for (file, text) in &of_pdf {
        for word in ["lopdf::content", "Operation", "b\"Contents\"", "change_page_content", "add_page_contents"] {
            assert!(!code(text).contains(word), "src/{file} names {word}");
        }
    }
}
