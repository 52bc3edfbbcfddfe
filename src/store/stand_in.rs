//! What takes the place of something that was lost from a damaged file, so that all that names it stays.

use super::rescue::Damaged;
use super::schema::form::NumberV1;
use super::schema::v1::SessionV1;
use super::sums::{self, Noted};
use crate::edit;
use crate::model::number::kind;
use crate::model::*;
use serde::Serialize;
use std::collections::HashSet;
use uuid::Uuid;

/// What a stand-in says where the lost words stood.
const LOST: &str = "(damaged; its text was set aside)";

/// Puts something in for what `name` named.
pub fn put(s: &mut Session, kind: &str, name: &str, id: Uuid) {
    let no = name.get(1..).and_then(|no| no.parse::<Number>().ok());
    let at = s.contributions.first().map_or_else(|| s.start_moment(), |c| c.at);
    let called = if name.parse::<Uuid>().is_ok() { LOST } else { name };
    match kind {
        "Partner" => {
            let mut partner = edit::new_partner(s, id, called);
            if s.partners.iter().all(|p| !p.key.eq_ignore_ascii_case(name)) {
                partner.key = name.into();
            }
            s.partners.insert(partner);
        }
        "Person" => s.people.insert(Person::new(id.into(), s.people.end())),
        "AgendaItem" => {
            let item = edit::new_agenda_item(s, id, called, 0);
            s.agenda.insert(item);
        }
        "Boundary" => {
            let mut b = edit::new_boundary(s, id, LOST, Status::NotKnown);
            b.no = no.filter(|no| s.boundaries.iter().all(|o| o.no != *no)).unwrap_or(b.no);
            s.keep_no(kind::boundaries, b.no);
            s.boundaries.insert(b);
        }
        "Contribution" => {
            let mut c = edit::new_contribution(s, id, at, LOST);
            c.no = no.filter(|no| s.contributions.iter().all(|o| o.no != *no)).unwrap_or(c.no);
            s.keep_no(kind::contributions, c.no);
            s.contributions.insert(c);
        }
        "Theme" => {
            let theme = edit::new_theme(s, id, called);
            s.themes.insert(theme);
        }
        "Referral" => {
            let mut r = edit::new_referral(s, id, LOST);
            r.no = no.filter(|no| s.referrals.iter().all(|o| o.no != *no)).unwrap_or(r.no);
            s.keep_no(kind::referrals, r.no);
            s.referrals.insert(r);
        }
        "Decision" => {
            let mut d = edit::new_decision(s, id, at, None);
            d.no = no.filter(|no| s.decisions.iter().all(|o| o.no != *no)).unwrap_or(d.no);
            // A stand-in never says that something was agreed.
            d.outcome = Outcome::PutOff;
            d.what = LOST.into();
            s.keep_no(kind::decisions, d.no);
            s.decisions.insert(d);
        }
        "Action" => {
            let mut a = edit::new_action(s, id, LOST);
            a.no = no.filter(|no| s.actions.iter().all(|o| o.no != *no)).unwrap_or(a.no);
            s.keep_no(kind::actions, a.no);
            s.actions.insert(a);
        }
        "Version" => {
            let no = name.strip_prefix("version ").and_then(|no| no.parse().ok());
            let no = no.unwrap_or(s.numbers.versions.saturating_add(1));
            s.numbers.versions = s.numbers.versions.max(no);
            let order = s.versions.end();
            s.versions.insert(Version {
                id: id.into(),
                order,
                no,
                at,
                clock: LOST.into(),
                changes: Vec::new(),
                why: String::new(),
                before: None,
                code: None,
                frozen: None,
                closed: None,
            });
        }
        _ => {}
    }
}

macro_rules! in_every_list {
    ($s:ident, $do:ident, $($list:ident),*) => { $($do!($s.$list);)* };
}

macro_rules! in_all_lists {
    ($s:ident, $do:ident) => {
        in_every_list!(
            $s,
            $do,
            partners,
            people,
            movements,
            interests,
            rules,
            agenda,
            boundaries,
            moves,
            challenges,
            themes,
            contributions,
            merges,
            photos,
            referrals,
            decisions,
            dissents,
            actions,
            earlier,
            series,
            stages,
            principles,
            charter_questions,
            left,
            questions,
            versions,
            answers,
            corrections
        )
    };
}

/// Gives what has the id or the number of another its own; which of two is the true one the sums tell.
pub fn make_unique(s: &mut SessionV1, noted: &Noted) -> Vec<Damaged> {
    let mut damaged = Vec::new();
    // The true ones have their ids first, whichever list they are in.
    let mut theirs: HashSet<Uuid> = HashSet::new();
    macro_rules! of_true_ones {
        ($list:expr) => {
            theirs.extend($list.iter().filter(|item| is_true(item.id, *item, noted)).map(|item| item.id));
        };
    }
    in_all_lists!(s, of_true_ones);
    let mut ids = theirs.clone();
    macro_rules! ids {
        ($list:expr) => {
            for item in &mut $list {
                let keeps = is_true(item.id, item, noted) && theirs.remove(&item.id);
                while !keeps && !ids.insert(item.id) {
                    let text = format!("The id {} is there twice; this one got its own", item.id);
                    damaged.push(Damaged { name: "an id".into(), line: 0, text });
                    item.id = next_id(item.id);
                }
            }
        };
    }
    in_all_lists!(s, ids);
    macro_rules! numbers {
        ($list:expr) => {
            let mut given: HashSet<Number> = HashSet::new();
            let of_main = $list.iter().filter(|i| i.no.0.copy == CopyName::Main).map(|i| i.no.0.no);
            let mut last = of_main.filter(|no| *no < u32::MAX).max().unwrap_or(0);
            $list.sort_by_key(|item| !is_true(item.id, item, noted));
            for item in &mut $list {
                if !given.insert(item.no.0) {
                    last += 1;
                    let text = format!("The number {} is there twice; this one is {last} now", item.no);
                    damaged.push(Damaged { name: "a number".into(), line: 0, text });
                    item.no = NumberV1(last.into());
                    given.insert(last.into());
                }
            }
        };
    }
    in_every_list!(s, numbers, boundaries, contributions, decisions, actions, referrals);
    damaged
}

/// Is it as it was noted?
fn is_true(id: Uuid, item: &impl Serialize, noted: &Noted) -> bool {
    noted.has(&sums::of_thing(&id.to_string(), item))
}

fn next_id(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128().wrapping_add(1 << 64))
}
