//! An agenda and people from other people's tables and pastes: what comes in, one undo, and what bad ones get.

use crate::agreeing::{open, session};
use crate::alder::at;
use crate::fake::World;
use crate::keyboard::use_it;
use crate::window::{go, window};
use egui_kittest::kittest::Queryable;
use proptest::prelude::*;
use upfront::app::{Action, Page};
use upfront::edit::apply;
use upfront::exchange::{ListKind, What, agenda_command, csv_of, list_text, people_command, read_agenda, read_people};
use upfront::model::*;
use upfront::store::{SAMPLE, sample};
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
    let found = read_agenda(&empty(), text).unwrap();
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
        // Words of a title are no times.
        ("18:40 Amenity space\n18:50", vec![w("Amenity space", 10, Activity)]),
        (
            "The 20-minute neighbourhood\nWalk 100 m along the street (20 min)",
            vec![w("The 20-minute neighbourhood", 10, Activity), w("Walk 100 m along the street", 20, Activity)],
        ),
        (
            "Breakout groups (20 min)\nDisagreements (5 min)\nFood growing (5 min)",
            vec![w("Breakout groups", 20, Activity), w("Disagreements", 5, Activity), w("Food growing", 5, Activity)],
        ),
        // As it comes out of spreadsheets.
        ("18:00\t18:10\tWelcome\n18:10\t18:40\tTalk", vec![w("Welcome", 10, Welcome), w("Talk", 30, Activity)]),
        ("18:00:00\tWelcome\n18:20:00\tTalk\n18:30:00", vec![w("Welcome", 20, Welcome), w("Talk", 10, Activity)]),
        ("1\tWelcome\t10 min\n2\tTalk\t20 min", vec![w("Welcome", 10, Welcome), w("Talk", 20, Activity)]),
        ("1\tWelcome\t10\n2\tTalk\t20", vec![w("Welcome", 10, Welcome), w("Talk", 20, Activity)]),
        ("6 pm Welcome\n6.15pm Talk\n7 pm", vec![w("Welcome", 15, Welcome), w("Talk", 45, Activity)]),
        ("12:30 Lunch\n1:15 Ideas\n2:00", vec![w("Lunch", 45, Break), w("Ideas", 45, Activity)]),
        ("12:15 am Owls\n12:45 am", vec![w("Owls", 30, Activity)]),
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
    let told = |s: &Session, text: &str| read_agenda(s, text).unwrap().told;
    assert_eq!(told(&empty(), "Talk"), ["“Talk” does not say how long; 10 minutes are taken"]);
    assert_eq!(told(&empty(), "18:30 Talk (5 min)"), ["It begins at 18:30, and the session at 18:00"]);
    assert_eq!(told(&sample().unwrap(), "Talk (5 min)"), ["They come behind the 8 items that are there already"]);
    assert_eq!(told(&empty(), "18:00 Talk\n23:30"), ["“Talk” would last 5 h 30; look at its times"]);
    assert_eq!(told(&empty(), "item;mood;min\nTalk;good;5"), ["Columns that were not read: “mood”"]);
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
    // A person's name would print in the notes.
    let item = &found.items[0];
    assert_eq!((item.notes.as_str(), item.private_notes.as_str(), item.lead), ("", "led by the mayor", None));
    assert_eq!(found.told[0], "“the mayor” is no partner of this session; that stands in your private notes");
    assert!(found.told[1].starts_with("“party” is no kind of item; the kinds are welcome"), "{:?}", found.told);
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
    assert_eq!(
        found.told,
        [
            "“The Choir” is no partner of this session; those come in without one",
            "A yes in the list is not taken over: everybody is asked in the room"
        ]
    );
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

/// What somebody wrote in words of their own would print; and a no that is not understood is no yes.
#[test]
fn what_one_person_needs_in_their_own_words_and_what_is_unclear_is_told() {
    let s = sample().unwrap();
    let list = "Name,Needs,Words printed,On photos,Attendee no\n\
                Ada Brown,\"I have MS and must lie down, ring Tom\",N,not sure,1\n\
                Ben Cole,a ramp; large print,rather not,,2\n\
                Cy Dunn,A ramp,,No,3\n";
    let found = read_people(&s, list).unwrap();
    assert_eq!(found.needs, [("a ramp".to_string(), 2), ("large print".to_string(), 1)]);
    let no: Vec<[bool; 5]> = found.people.iter().map(|p| p.no).collect();
    assert_eq!(
        no,
        [[false, false, true, false, false], [false, false, true, false, false], [false, false, false, true, false]]
    );
    assert_eq!(
        found.told,
        [
            "Columns that were not read: “Attendee no”",
            "“not sure” under “on photos” was not understood; it is asked in the room",
            "“rather not” under “words printed” was not understood; it is taken as a no",
            "“I have MS and must lie down” is not taken over; write what is needed under Access in your own words",
            "“ring Tom” is not taken over; write what is needed under Access in your own words"
        ]
    );
    let mut after = s.clone();
    after.private.access[0].met = Some(6);
    let command = people_command(&after, &found, ids());
    apply(&mut after, command).unwrap();
    assert_eq!((after.private.access[0].count, after.private.access[0].met), (7, None), "for the new one nobody knows");
    // A contact is no part of a name, and what is not known is told.
    let found = read_people(&s, "Ann Lee <ann@x.example>\nBo Li 07700 900123\nCarl XVI, RA, wheelchair").unwrap();
    let read: Vec<(&str, &str)> = found.people.iter().map(|p| (p.name.as_str(), p.contact.as_str())).collect();
    assert_eq!(read, [("Ann Lee", "ann@x.example"), ("Bo Li", "07700 900123"), ("Carl XVI", "")]);
    assert_eq!(
        (found.people[2].partner, found.told),
        (Some(s.partners[0].id), vec!["“wheelchair” is not taken over".to_string()])
    );
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
    assert_eq!(long.left_out[0].why, "its title is longer than 300 characters, or a note than 4,000");
    let long = read_people(&s, &"y".repeat(201)).unwrap();
    assert_eq!((long.people.len(), long.left_out.len()), (0, 1));
    assert_eq!(people("PK\u{3}\u{4}\0\0"), "it is no text");
    assert_eq!(agenda(&"x".repeat(1024 * 1024 + 1)), "it is larger than 1 MB; bring it in in parts");
    assert_eq!(people(&"\n,a".repeat(10_001)), "it has more than 10000 rows; bring it in in parts");
    // A quote that does not close swallows nothing, and what turns words around is not taken over.
    let found = read_agenda(&empty(), "12\" pipes\t5\nTalk \u{202e}x\t6").unwrap();
    let read: Vec<(&str, u32)> = found.items.iter().map(|i| (i.title.as_str(), i.min)).collect();
    assert_eq!(read, [("12\" pipes", 5), ("Talk x", 6)]);
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
    w.state_mut().app.handle(Action::ListTyped("Talk (5 min)\nBreak 15 min\n".into()));
    w.run_steps(3);
    assert!(w.query_by_label("15 min · break").is_some());
    // What was typed is there again, and is no key of the page.
    w.key_press(egui::Key::Escape);
    w.run_steps(3);
    assert!(w.state().app.view.list_in.is_none());
    use_it(&mut w, "Bring in…");
    use_it(&mut w, "Add 2 items");
    assert_eq!(session(&w).agenda.len(), before + 2);
    assert!(w.query_by_label_contains("2 items brought in; one undo takes it back").is_some());
    w.state_mut().app.handle(Action::Undo);
    w.run_steps(3);
    assert_eq!(session(&w).agenda.len(), before);
    go(&mut w, Page::Purpose);
    use_it(&mut w, "Bring in a list…");
    w.state_mut().app.handle(Action::ListTyped("name,partner\nAda Brown,The Choir".into()));
    w.run_steps(3);
    assert!(w.query_by_label_contains("“The Choir” is no partner of this session").is_some());
    use_it(&mut w, "Add 1 person");
    assert_eq!(session(&w).people.len(), sample().unwrap().people.len() + 1);
    assert!(w.state().app.view.list_in.is_none());
}

/// After a crash it is there again; a file comes behind it, also one that is dropped on it.
#[test]
fn a_list_that_is_typed_is_not_lost() {
    let world = World::at(at("17:30"));
    world.disk.put("/evening.ron", SAMPLE.as_bytes());
    world.disk.put("/more.csv", b"Break 15 min\n");
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    let act = |w: &mut egui_kittest::Harness<'static, upfront::app::Window>, action| {
        w.state_mut().app.handle(action);
        w.run_steps(4);
    };
    act(&mut w, Action::Open("/evening.ron".into()));
    act(&mut w, Action::BringIn(ListKind::Agenda));
    act(&mut w, Action::ListTyped("Talk (5 min)".into()));
    act(&mut w, Action::Dropped(vec!["/more.csv".into()]));
    assert_eq!(w.state().app.view.list_in.as_ref().unwrap().text, "Talk (5 min)\nBreak 15 min\n");
    world.pass_s(2);
    w.run_steps(4);
    drop(w);
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    act(&mut w, Action::Open("/evening.ron".into()));
    act(&mut w, Action::BringIn(ListKind::Agenda));
    assert_eq!(w.state().app.view.list_in.as_ref().unwrap().text, "Talk (5 min)\nBreak 15 min\n");
    act(&mut w, Action::TakeList);
    assert_eq!(session(&w).agenda.len(), sample().unwrap().agenda.len() + 2);
}
