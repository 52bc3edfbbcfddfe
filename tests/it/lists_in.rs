//! An agenda and people from other people's tables and pastes: what comes in, one undo, and what bad ones get.

use crate::agreeing::{open, session};
use crate::keyboard::use_it;
use crate::window::go;
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;
use upfront::app::{Action, ListForm, ListKind, Look, Page};
use upfront::edit::apply;
use upfront::exchange::{What, agenda_command, csv_of, list_text, people_command, read_agenda, read_people};
use upfront::model::*;
use upfront::store::sample;
use uuid::Uuid;

fn empty() -> Session {
    Session::new(Uuid::nil(), sample().unwrap().date, "Europe/London")
}

fn ids() -> impl FnMut() -> Uuid {
    let mut n = 0x11_0000;
    move || {
        n += 1;
        Uuid::from_u128(n)
    }
}

/// (what, minutes, kind)
fn items(text: &str) -> Vec<(String, u32, ItemKind)> {
    let found = read_agenda(&sample().unwrap(), text).unwrap();
    found.items.into_iter().map(|i| (i.title, i.min, i.kind)).collect()
}

#[test]
fn lines_say_when_what_and_how_long_in_the_ways_people_write() {
    use ItemKind::{Activity, Break, Decide, ReadBack, Scope, Welcome};
    let w = |title: &str, min: u32, kind: ItemKind| (title.to_string(), min, kind);
    for (text, wanted) in [
        (
            "18:00 Welcome\n18:10 What is up for grabs\n18:40 Courtyard\n19:00",
            vec![w("Welcome", 10, Welcome), w("What is up for grabs", 30, Scope), w("Courtyard", 20, Activity)],
        ),
        (
            "18:00-18:10 Welcome\n18.10 – 18.40: Ideas at tables",
            vec![w("Welcome", 10, Welcome), w("Ideas at tables", 30, Activity)],
        ),
        (
            "Welcome (10 min)\n- Ideas at tables, 30 mins\n• Break 15'\n* Agree actions - 1 h 30",
            vec![
                w("Welcome", 10, Welcome),
                w("Ideas at tables", 30, Activity),
                w("Break", 15, Break),
                w("Agree actions", 90, Decide),
            ],
        ),
        ("Talk 1 hour 15 min", vec![w("Talk", 75, Activity)]),
        (
            "6:30 pm Arrival\n6:45 pm Read back and sign\n7:00 pm",
            vec![w("Arrival", 15, Welcome), w("Read back and sign", 15, ReadBack)],
        ),
        (
            "18:00\t10\tWelcome\n18:10\t20\tDesign of the signage",
            vec![w("Welcome", 10, Welcome), w("Design of the signage", 20, Activity)],
        ),
        ("23:50 Late\n00:20 Later (5 min)", vec![w("Late", 30, Activity), w("Later", 5, Activity)]),
        ("Talk about 2026", vec![w("Talk about 2026", 10, Activity)]),
    ] {
        assert_eq!(items(text), wanted, "{text}");
    }
    let told = read_agenda(&sample().unwrap(), "Talk").unwrap().told;
    assert_eq!(told, ["“Talk” does not say how long; 10 minutes are taken"]);
}

#[test]
fn a_table_says_more_and_the_evening_is_the_same_again() {
    let whole = sample().unwrap();
    let mut rows = String::from("Item;Minutes;At least;Kind;Tables;Lead;Protected;Pinned to;Notes;Question\n");
    for i in &whole.agenda {
        let lead = i.lead.map_or("", |id| whole.partners.get(id).map_or("", |p| p.key.as_str()));
        let pinned = i.pinned.map_or(String::new(), |at| at.format("%H:%M").to_string());
        let protected = if i.protected { "yes" } else { "" };
        rows += &format!(
            "\"{}\";{} min;{};{};{};{lead};{protected};{pinned};{};{}\n",
            i.title,
            i.planned_min,
            i.least_min,
            i.kind.word(),
            i.tables,
            i.notes,
            i.prompt
        );
    }
    let mut s = Session { agenda: List::default(), run: Run::default(), ..whole.clone() };
    let found = read_agenda(&s, &rows).unwrap();
    assert_eq!((found.told, found.left_out.len()), (Vec::<String>::new(), 0));
    let found = read_agenda(&s, &rows).unwrap();
    let back = {
        let command = agenda_command(&s, &found, ids());
        apply(&mut s, command).unwrap()
    };
    let plan = |s: &Session| -> Vec<_> {
        let row = |i: &AgendaItem| (i.title.clone(), i.planned_min, i.least_min, i.kind, i.tables, i.lead, i.protected);
        s.agenda.iter().map(row).collect()
    };
    assert_eq!(plan(&s), plan(&whole));
    assert_eq!(
        s.agenda.iter().map(|i| i.pinned).collect::<Vec<_>>(),
        whole.agenda.iter().map(|i| i.pinned).collect::<Vec<_>>()
    );
    apply(&mut s, back).unwrap();
    assert!(s.agenda.is_empty(), "one undo takes it back");
    // Somebody who is no partner is told, and a kind that there is not.
    let found = read_agenda(&s, "what,min,lead,kind\nTalk,5,the mayor,party\n").unwrap();
    assert_eq!((found.items[0].notes.as_str(), found.items[0].lead), ("led by the mayor", None));
    assert!(found.told[0].starts_with("“party” is no kind of item; the kinds are welcome"), "{:?}", found.told);
}

#[test]
fn people_come_in_with_what_they_need_and_without_a_yes() {
    let s = sample().unwrap();
    let list = "Name,Organisation,E-mail,Phone,Access needs,Words printed\n\
                Ada Brown,RA,ada@x.example,,large print,yes\n\
                Ben Cole,northgate council,,020 7946 0001,none,No\n\
                \"Dee, Eva\",The Choir,eva@x.example,,Large print,\n\
                amina k.,RA,,,,\n\
                ,RA,,,,\n";
    let found = read_people(&s, list).unwrap();
    let names: Vec<&str> = found.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Ada Brown", "Ben Cole", "Dee, Eva"]);
    assert_eq!(found.people[0].partner, Some(s.partners[0].id));
    assert_eq!(found.people[1].partner, Some(s.partners[1].id));
    assert_eq!(found.people[1].contact, "020 7946 0001");
    assert_eq!((found.unknown_partners.as_slice(), found.yes_is_asked), (&["The Choir".to_string()][..], true));
    assert_eq!(found.needs, [("large print".to_string(), 2)]);
    let left: Vec<(u64, &str)> = found.left_out.iter().map(|left| (left.line, left.why)).collect();
    assert_eq!(left, [(5, "somebody of that name is listed already"), (6, "it has no name")]);
    let mut after = s.clone();
    let back = apply(&mut after, people_command(&s, &found, ids())).unwrap();
    assert_eq!(after.people.len(), s.people.len() + 3);
    let ben = after.people.iter().find(|p| after.private.names[&p.id] == "Ben Cole").unwrap();
    assert_eq!((ben.words_printed, ben.name_printed), (Consent::No, Consent::NotAsked));
    let ada = after.people.iter().find(|p| after.private.names[&p.id] == "Ada Brown").unwrap();
    assert_eq!((ada.words_printed, ada.name_printed), (Consent::NotAsked, Consent::NotAsked), "a yes is asked again");
    let print = after.private.access.iter().find(|a| a.need == "large print").unwrap();
    assert_eq!(print.count, 8);
    apply(&mut after, back).unwrap();
    assert!(Session { changed_since_version: s.changed_since_version, ..after } == s, "one undo takes it back");
}

#[test]
fn names_alone_and_our_own_table_come_in_too() {
    let s = sample().unwrap();
    let found = read_people(&s, "Ada Brown\nBen Cole\n").unwrap();
    assert_eq!(found.people.len(), 2);
    let found = read_people(&s, "Ada Brown\tRA\tada@x.example\nBen Cole\t020 7946 0001").unwrap();
    assert_eq!((found.people[0].partner, found.people[0].contact.as_str()), (Some(s.partners[0].id), "ada@x.example"));
    assert_eq!(found.people[1].contact, "020 7946 0001");
    // What this app writes out, it reads.
    let mut other = empty();
    other.partners = s.partners.clone();
    let csv = csv_of(&s, What::People).unwrap();
    let found = read_people(&other, &list_text(&csv)).unwrap();
    assert_eq!(found.people.len(), s.people.iter().filter(|p| s.private.names.contains_key(&p.id)).count());
    let no: Vec<&str> = found.people.iter().filter(|p| p.no[2]).map(|p| p.name.as_str()).collect();
    assert_eq!(no, ["Tomasz W."]);
}

#[test]
fn a_bad_list_gets_one_sentence() {
    let s = sample().unwrap();
    let agenda = |text: &str| read_agenda(&s, text).unwrap_err().to_string();
    let people = |text: &str| read_people(&s, text).unwrap_err().to_string();
    assert_eq!(agenda("  \n"), "there is nothing in it to import");
    assert_eq!(people(""), "there is nothing in it to import");
    assert_eq!(agenda(&"Talk (5 min)\n".repeat(201)), "it has more than 200 items; bring it in in parts");
    let many: String = (0..2001).map(|n| format!("Person {n}\n")).collect();
    assert_eq!(people(&many), "it has more than 2000 people; bring it in in parts");
    let long = read_agenda(&s, &format!("{}\nTalk", "x".repeat(301))).unwrap();
    assert_eq!(long.left_out[0].why, "its title is longer than 300 characters");
    let long = read_people(&s, &"y".repeat(201)).unwrap();
    assert_eq!((long.people.len(), long.left_out.len()), (0, 1));
    // The old encoding of Windows, and one with a mark.
    assert_eq!(list_text(b"Ren\xe9e"), "Renée");
    assert_eq!(list_text(b"\xff\xfeA\0"), "A");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is pasted, it is a list or a sentence, and what comes in can be taken and taken back.
    #[test]
    fn any_text_is_a_list_or_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..400), lines in "([0-9:.\\- a-zA-Z(),;|\t\"'pmh]{0,40}\n){0,12}") {
        let s = sample().unwrap();
        for text in [list_text(&bytes), lines.clone(), format!("name;minutes\n{lines}"), format!("item,time,duration\n{lines}")] {
            if let Ok(found) = read_agenda(&s, &text) {
                prop_assert!(found.items.iter().all(|i| i.min > 0 && i.min <= 24 * 60 && i.least_min <= i.min));
                let mut after = s.clone();
                let back = apply(&mut after, agenda_command(&s, &found, ids())).unwrap();
                apply(&mut after, back).unwrap();
                prop_assert!(after.agenda == s.agenda);
            }
            if let Ok(found) = read_people(&s, &text) {
                let mut after = s.clone();
                let back = apply(&mut after, people_command(&s, &found, ids())).unwrap();
                apply(&mut after, back).unwrap();
                prop_assert!(after.people == s.people && after.private == s.private);
            }
        }
    }
}

#[test]
fn in_the_window_it_is_pasted_looked_at_and_taken_with_one_undo() {
    let mut w = open(&sample().unwrap());
    go(&mut w, Page::Agenda);
    let before = session(&w).agenda.len();
    use_it(&mut w, "Bring in…");
    let form = ListForm { kind: ListKind::Agenda, text: "Talk (5 min)\nBreak 15 min\n".into() };
    w.state_mut().app.handle(Action::Look(Look::ListIn(Some(form))));
    w.run_steps(3);
    assert!(w.query_by_label("15 min · break").is_some());
    use_it(&mut w, "Add 2 items");
    assert_eq!(session(&w).agenda.len(), before + 2);
    assert!(w.query_by_label_contains("2 items brought in; one undo takes it back").is_some());
    w.state_mut().app.handle(Action::Undo);
    w.run_steps(3);
    assert_eq!(session(&w).agenda.len(), before);
    go(&mut w, Page::Purpose);
    use_it(&mut w, "Bring in a list…");
    let form = ListForm { kind: ListKind::People, text: "name,partner\nAda Brown,The Choir\n".into() };
    w.state_mut().app.handle(Action::Look(Look::ListIn(Some(form))));
    w.run_steps(3);
    assert!(w.query_by_label_contains("“The Choir” is no partner of this session").is_some());
    use_it(&mut w, "Add 1 person");
    assert_eq!(session(&w).people.len(), sample().unwrap().people.len() + 1);
    // What is typed in it is text, and no key of the page; Escape closes it and changes nothing.
    go(&mut w, Page::Agenda);
    use_it(&mut w, "Bring in…");
    w.key_press(egui::Key::Escape);
    w.run_steps(3);
    assert!(w.state().app.view.list_in.is_none());
}
