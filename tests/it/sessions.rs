//! The committed sessions are what their commands make, and reading is the inverse of writing.

use crate::alder::{Builder, alder_street};
use chrono::{NaiveDate, NaiveTime};
use std::path::Path;
use upfront::edit::*;
use upfront::model::*;
use upfront::store::{parse, sample, template, template_of, templates, to_text};

/// Compares with the committed file; `UPDATE_SESSIONS=1 cargo test sessions` writes it anew.
fn check_committed(name: &str, made: &Session) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions").join(name);
    let text = to_text(made).unwrap();
    if std::env::var_os("UPDATE_SESSIONS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(committed == text, "sessions/{name} is not what its commands make");
    assert!(parse(&path, committed.as_bytes()).unwrap() == *made, "reading sessions/{name} gives another session");
}

#[test]
fn the_sample_is_what_its_commands_make() {
    let built = alder_street();
    check_committed("alder-street.ron", &built.session);
    assert!(sample().unwrap() == built.session);
}

#[test]
fn taking_all_commands_of_the_sample_back_gives_the_empty_session() {
    let built = alder_street();
    let mut s = Session::new(built.session.id, built.session.date, &built.session.zone);
    let empty = s.clone();
    let inverses: Vec<Command> = built.commands.into_iter().map(|c| apply(&mut s, c).unwrap()).collect();
    assert!(s == built.session);
    for inverse in inverses.into_iter().rev() {
        apply(&mut s, inverse).unwrap();
    }
    s.numbers = empty.numbers; // numbers that were said stay given
    assert!(s == empty);
}

/// A session as a new user has it after ten minutes: a template, and what they typed.
fn empty_evening() -> Session {
    let mut b = Builder::new(NaiveDate::from_ymd_opt(2026, 6, 18).unwrap());
    // As it was then: the program's own may get better.
    let design = template_of(Path::new("design"), include_str!("../data/design.template.ron")).unwrap();
    b.session = template(&design, b.session.date, "Europe/London", || b.id());
    b.set(SessionField::Title("Foundry Yard".into()));
    b.set(SessionField::Subtitle("first workshop".into()));
    b.set(SessionField::Place("St Jude's church hall".into()));
    b.set(SessionField::Starts(NaiveTime::from_hms_opt(18, 30, 0).unwrap()));
    b.set(SessionField::Ends(NaiveTime::from_hms_opt(21, 0, 0).unwrap()));
    b.set(SessionField::Why("To agree what the yard is for before the architects draw anything.".into()));
    for (name, kind, signatory, capacity) in [
        ("Foundry Yard Tenants", PartnerKind::Community, "secretary", ""),
        ("Eastmoor Council", PartnerKind::LocalAuthority, "project lead", "for the council"),
        ("Kiln Homes", PartnerKind::HousingAssociation, "", ""),
    ] {
        let id = b.id();
        let mut p = new_partner(&b.session, id, name);
        p.kind = kind;
        (p.signatory, p.capacity) = (signatory.into(), capacity.into());
        b.add(p);
    }
    for (what, status, why) in [
        ("What the yard is for", Status::Open, "nothing has been drawn yet"),
        ("The wall along the railway stays", Status::Fixed, ""),
    ] {
        let id = b.id();
        let mut boundary = new_boundary(&b.session, id, what, status);
        boundary.why = why.into();
        b.add(boundary);
    }
    b.session
}

#[test]
fn the_empty_evening_is_what_ten_minutes_of_preparing_make() {
    check_committed("empty-evening.ron", &empty_evening());
}

#[test]
fn every_template_reads_and_fills_its_time() {
    let mut n = 0;
    assert_eq!(templates().len(), 4);
    for t in templates() {
        let s = template(&t.text, NaiveDate::from_ymd_opt(2026, 6, 18).unwrap(), "Europe/London", || {
            n += 1;
            uuid::Uuid::from_u128(n)
        });
        assert!(s.agenda.len() >= 5, "{} has no agenda", t.name);
        let total = upfront::live::planned_total_min(&s);
        let said = upfront::model::time::span(total);
        assert!(t.text.about.starts_with(&said), "{} says {} and takes {said}", t.name, t.text.about);
        assert!(s.agenda.iter().any(|i| !i.prompt.is_empty() && !i.private_notes.is_empty()), "{}", t.name);
        assert_eq!(upfront::live::planned_end(&s), Some(s.end_moment()), "{}", t.name);
    }
}
