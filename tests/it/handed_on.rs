//! What is handed on, read back by readers that we did not write: the same content, and nothing that comes to life.

use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;
use upfront::exchange::{Cell, What, calendar_of, csv_of, polis_seed, table, xlsx_of};
use upfront::model::*;
use upfront::report::blocks::words::and;
use upfront::store::{json_schema, sample, to_json};

/// What a spreadsheet could take for something else, and what breaks a careless writer.
const HARD: [&str; 12] = [
    "=1+1",
    "+44 117 496 0000",
    "-5 floors",
    "@everybody",
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "two\nlines, with \"quotes\" and a comma",
    "\tstarts with a tab",
    "01/02/2026",
    "00012",
    "https://example.org",
    "আমার হুইলচেয়ার নুড়ি পাথরে চলে না।",
    "TRUE",
];

/// The sample with hard words everywhere, a name that may stand beside words, and words that may not be handed on.
fn hard() -> Session {
    let mut s = sample().unwrap();
    let at = |nth: usize| HARD[nth % HARD.len()].to_string();
    for (nth, id) in s.contributions.iter().map(|c| c.id).enumerate().collect::<Vec<_>>() {
        s.contributions.update(id, |c| c.words = at(nth));
    }
    for (nth, id) in s.boundaries.iter().map(|b| b.id).enumerate().collect::<Vec<_>>() {
        s.boundaries.update(id, |b| (b.what, b.why) = (at(nth), at(nth + 1)));
    }
    for (nth, id) in s.decisions.iter().map(|d| d.id).enumerate().collect::<Vec<_>>() {
        s.decisions.update(id, |d| (d.what, d.options) = (at(nth), at(nth + 5)));
    }
    for (nth, id) in s.actions.iter().map(|a| a.id).enumerate().collect::<Vec<_>>() {
        s.actions.update(id, |a| (a.what, a.shows) = (at(nth), at(nth + 3)));
    }
    let ids: Vec<PersonId> = s.people.iter().map(|p| p.id).collect();
    s.private.contacts = ids.iter().enumerate().map(|(nth, id)| (*id, at(nth))).collect();
    s
}

#[test]
fn every_csv_is_read_back_with_the_same_content() {
    let s = hard();
    for what in What::ALL {
        let (bytes, wanted) = (csv_of(&s, what).unwrap(), table(&s, what));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let rows: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(String::from).collect()).collect();
        assert_eq!(rows[0], wanted.heads);
        let cells: Vec<Vec<String>> = wanted.rows.iter().map(|r| r.iter().map(Cell::text).collect()).collect();
        assert_eq!(rows[1..], cells, "{}", what.name());
        assert!(rows.iter().all(|r| r.len() == wanted.heads.len()));
    }
}

#[test]
fn the_spreadsheet_is_read_back_with_the_same_content_and_without_a_formula() {
    let s = hard();
    let bytes = xlsx_of(&s, &What::ALL).unwrap();
    assert_eq!(bytes, xlsx_of(&s, &What::ALL).unwrap(), "the same bytes each time");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names().len(), 5);
    for (sheet, what) in book.sheet_names().into_iter().zip(What::ALL) {
        let wanted = table(&s, what);
        assert!(book.worksheet_formula(&sheet).unwrap().used_cells().next().is_none(), "{sheet} has a formula");
        let range = book.worksheet_range(&sheet).unwrap();
        for (row, cells) in (1_u32..).zip(&wanted.rows) {
            for (column, cell) in (0_u32..).zip(cells) {
                let there = range.get_value((row, column)).unwrap_or(&Data::Empty);
                let same = match (cell, there) {
                    (Cell::Words(words), Data::String(read)) => words == read,
                    (Cell::Number(n), Data::Float(read)) => f64::from(*n) == *read,
                    (Cell::Day(day), Data::DateTime(read)) => read.as_datetime().unwrap().date() == *day,
                    (Cell::Nothing, Data::Empty) => true,
                    _ => false,
                };
                assert!(same, "{sheet} row {row} column {column}: {cell:?} is {there:?}");
            }
        }
    }
    // What is given to others has no sheet of people.
    let book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(xlsx_of(&s, &What::PUBLIC).unwrap())).unwrap();
    assert_eq!(book.sheet_names(), ["Contributions", "Boundaries", "Decisions", "Actions"]);
}

#[test]
fn what_is_too_long_for_a_cell_is_cut_and_says_so() {
    let mut s = sample().unwrap();
    let d = s.decisions[0].id;
    s.decisions.update(d, |d| d.options = "𝄞".repeat(40_000));
    let bytes = xlsx_of(&s, &[What::Decisions]).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Decisions").unwrap();
    let Some(Data::String(read)) = range.get_value((1, 4)) else { panic!("no text") };
    assert!(read.encode_utf16().count() <= 32_767 && read.ends_with("the CSV has all of it)"));
}

#[test]
fn the_calendar_is_read_back_with_the_same_content() {
    let mut s = hard();
    // Contacts stay here, also where an action has the same words; that is another test's.
    s.private.contacts.clear();
    let text = calendar_of(&s);
    assert_eq!(text, calendar_of(&s), "the same each time");
    // No line is longer than RFC 5545 allows.
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let mut all = ical::IcalParser::new(text.as_bytes());
    let calendar = all.next().unwrap().unwrap();
    let of = |properties: &[ical::property::Property], name: &str| {
        let found = properties.iter().find(|p| p.name == name).and_then(|p| p.value.clone()).unwrap_or_default();
        found.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    };
    assert_eq!(calendar.todos.len(), s.actions.len());
    for (a, todo) in s.actions.iter().zip(&calendar.todos) {
        assert_eq!(of(&todo.properties, "SUMMARY"), format!("A{}: {}", a.no, a.what));
        assert_eq!(of(&todo.properties, "DUE"), a.by.unwrap().format("%Y%m%d").to_string());
    }
    assert_eq!(calendar.events.len(), s.actions.len() + 1);
    let starts: Vec<String> = calendar.events.iter().map(|e| of(&e.properties, "DTSTART")).collect();
    assert!(starts.contains(&"20260611".to_string()), "everyone hears back: {starts:?}");
    let ids: std::collections::BTreeSet<String> = calendar.events.iter().map(|e| of(&e.properties, "UID")).collect();
    assert_eq!(ids.len(), calendar.events.len());
}

#[test]
fn words_that_may_not_be_handed_on_are_in_no_file() {
    let mut s = sample().unwrap();
    let (c, no) = (s.contributions[3].id, s.people.iter().last().unwrap().id);
    s.people.update(no, |p| p.words_printed = Consent::No);
    s.contributions.update(c, |c| c.person = Some(no));
    let (words, name) = (s.contributions[3].words.clone(), s.private.names[&no].clone());
    s.private.contacts.insert(no, "nobody@contact.example".into());
    for what in What::PUBLIC {
        let text = String::from_utf8(csv_of(&s, what).unwrap()).unwrap();
        assert!(!text.contains(&words) && !text.contains(&name) && !text.contains("contact.example"), "{text}");
    }
    let (bytes, left_out) = polis_seed(&s).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("comment_text\r\n") && left_out == 1 && !text.contains(&words));
    assert_eq!(text.lines().count(), s.contributions.len());
    let a = s.actions[0].id;
    s.actions.update(a, |a| a.what = format!("Ring {name}, nobody@contact.example"));
    let calendar = calendar_of(&s);
    assert!(!calendar.contains(&name) && !calendar.contains("contact.example"), "{calendar}");
    let actions = String::from_utf8(csv_of(&s, What::Actions).unwrap()).unwrap();
    assert!(!actions.contains("contact.example"), "{actions}");
}

/// Polis's own export comes in, and goes out in the form in which Polis takes seeds.
#[test]
fn statements_of_polis_come_in_and_go_out_again() {
    use upfront::exchange::{ImportAs, import_command, preview};
    let csv = include_bytes!("../data/polis-bowling-green/comments.csv");
    let mut s = Session::new(uuid::Uuid::nil(), sample().unwrap().date, "Europe/London");
    let how = ImportAs { text: "comment-body".into(), ..ImportAs::default() };
    let import = preview(&s, csv, &how).unwrap();
    let mut ids = (1..).map(uuid::Uuid::from_u128);
    let command = import_command(&s, &import, crate::alder::at("18:00"), || ids.next().unwrap());
    upfront::edit::apply(&mut s, command).unwrap();
    let (bytes, _) = polis_seed(&s).unwrap();
    let again = preview(&s, &bytes, &ImportAs { text: "comment_text".into(), ..ImportAs::default() }).unwrap();
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let goes = import.rows.iter().map(|r| plain(&r.words)).filter(|w| w.chars().count() <= 400);
    assert_eq!(goes.collect::<Vec<_>>(), again.rows.iter().map(|r| r.words.clone()).collect::<Vec<_>>());
    assert!(again.rows.len() > 500, "{}", and(&[again.rows.len().to_string()]));
}

#[test]
fn the_json_of_a_session_keeps_to_its_schema_and_the_schema_is_committed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/session.schema.json");
    let schema = json_schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), schema, "UPDATE_SCHEMA=1 writes it anew");
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let third = upfront::series::next_session(&sample().unwrap(), sample().unwrap().date, || uuid::Uuid::from_u128(7));
    let full = crate::record::full_session();
    for s in [sample().unwrap(), hard(), third, full] {
        let json: serde_json::Value = serde_json::from_str(&to_json(&s).unwrap()).unwrap();
        let problems: Vec<String> =
            validator.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(problems.is_empty(), "{problems:?}");
        // The validator can say no.
        let mut wrong = json.clone();
        wrong["session"]["date"] = serde_json::Value::Null;
        assert!(!validator.is_valid(&wrong));
        let mut wrong = json;
        wrong["session"]["mood"] = 3.into();
        assert!(!validator.is_valid(&wrong));
    }
}

/// The window writes the same bytes beside the session, and never over what is there.
#[test]
fn the_window_writes_what_other_programs_read() {
    use egui_kittest::kittest::Queryable;
    use upfront::exchange::HandOn;
    let world = crate::fake::World::at(crate::alder::at("20:50"));
    let mut w = crate::window::window(&world, [1280.0, 1600.0], 1.0);
    world.disk.put("/stick/alder.ron", upfront::store::SAMPLE.as_bytes());
    w.state_mut().app.handle(upfront::app::Action::Open("/stick/alder.ron".into()));
    w.run_steps(4);
    crate::window::go(&mut w, upfront::app::Page::Sign);
    for what in HandOn::OFFERED {
        crate::keyboard::use_it(&mut w, &what.label());
        let path = format!("/stick/alder{}", what.ending());
        let wanted = what.bytes(&sample().unwrap()).unwrap().0;
        assert_eq!(world.disk.file(&path).as_deref(), Some(wanted.as_slice()), "{path}");
        assert!(w.query_by_label_contains(&format!("Written to {path}")).is_some());
    }
    crate::keyboard::use_it(&mut w, "Spreadsheet");
    assert!(world.disk.file("/stick/alder-2.xlsx").is_some());
}
