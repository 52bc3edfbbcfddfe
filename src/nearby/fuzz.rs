//! What must hold for any bytes whatever that come on a line: the fuzz target and the tests over its kept corpus ask the
//! same.

use super::host::{Host, HostOut, Known, Proof};
use super::role::Role;
use super::say::{Say, Ticket};
use super::{Entry, Guest, News, Order};
use crate::edit::{Command, apply, new_contribution};
use crate::model::time::Moment;
use crate::model::{CopyName, Session};
use crate::share::{Pen, Talk, message_with, with_right_checksums};
use crate::store::book::Book;
use std::sync::Arc;
use uuid::Uuid;

const TABLE: CopyName = CopyName::Table { table: 3, again: 0 };
const OTHER: CopyName = CopyName::Table { table: 5, again: 0 };

/// A room with two laptops: one that says anything, and one that says what it should. Whatever the first says, nothing
/// stops; what is passed on reads as a session in which only its own has changed; and the other is heard afterwards.
pub fn hear_any(bytes: &[u8]) -> Result<(), String> {
    let (s, now) = (session(), Moment::default());
    let history: Arc<[u8]> = Book::begin(&s).changes_since(&Vec::new()).into();
    for said in
        [bytes.to_vec(), Say::Sync(bytes.to_vec()).to_bytes(), sync_of(bytes), sync_of(&with_right_checksums(bytes))]
    {
        let known = [TABLE, OTHER].map(|copy| Known {
            ticket: ticket_of(copy),
            copy: copy.to_string(),
            laptop: copy.to_string(),
            role: Role::NoteTaker,
        });
        let mut host = Host::new("any", known.to_vec(), now);
        host.order(Order::Ours(history.clone()), now);
        for (line, copy) in [(1, TABLE), (2, OTHER)] {
            host.came(line, Proof::Ticket(ticket_of(copy).id), now);
            host.heard(line, &Say::Back { laptop: "any".into() }.to_bytes(), now);
        }
        host.take_out();
        host.heard(1, &said, now);
        for out in host.take_out() {
            if let HostOut::Tell(News::Heard(changes)) = out {
                only_its_own(&s, &history, &changes)?;
            }
        }
        goes_on(&mut host, &s, now)?;
        let mut guest = Guest::new(Entry::Again(ticket_of(TABLE)), "any", now);
        guest.order(Order::Ours(history.clone()));
        guest.came(now);
        guest.heard(&Say::WelcomeBack { role: Role::NoteTaker, room: "any".into() }.to_bytes(), now);
        guest.take_out();
        guest.heard(&said, now);
        drop(guest.take_out());
    }
    Ok(())
}

fn session() -> Session {
    let mut s = Session::new(Uuid::from_u128(1), chrono::NaiveDate::default(), "Europe/London");
    let said = new_contribution(&s, Uuid::from_u128(2), Moment::default(), "Said in the whole room");
    // It is a whole session: nothing refuses it.
    let _ = apply(&mut s, Command::Add(said.into()));
    s
}

fn ticket_of(copy: CopyName) -> Ticket {
    let byte = if copy == TABLE { 3 } else { 5 };
    Ticket { id: [byte; 8], secret: [byte; 32] }
}

fn sync_of(bytes: &[u8]) -> Vec<u8> {
    Say::Sync(message_with(bytes)).to_bytes()
}

fn only_its_own(before: &Session, history: &Arc<[u8]>, changes: &Arc<[u8]>) -> Result<(), String> {
    let book = Book::of_changes(history).map_err(|e| e.to_string())?;
    let (_, after) = book.with(std::slice::from_ref(changes)).map_err(|e| format!("what was passed on: {e}"))?;
    let said = before.contributions.iter().all(|c| after.contributions.get(c.id) == Some(c));
    let own = after.contributions.iter().all(|c| before.contributions.get(c.id).is_some() || c.no.copy == TABLE);
    if said && own && after.title == before.title { Ok(()) } else { Err("somebody else’s words were changed".into()) }
}

/// The other table writes something down, and it is heard.
fn goes_on(host: &mut Host, s: &Session, now: Moment) -> Result<(), String> {
    let mut mine = Session { copy: OTHER, ..s.clone() };
    let said = new_contribution(&mine, Uuid::from_u128(5), now, "Said at table five");
    apply(&mut mine, Command::Add(said.into())).map_err(|e| e.to_string())?;
    let mut book = Book::begin(s);
    book.note(&mine, Pen { run: [5; 16], by: &OTHER.words(), at: 0 });
    let mut talk = Talk::default();
    for _ in 0..6 {
        while let Some(message) = book.say(&mut talk) {
            host.heard(2, &Say::Sync(message).to_bytes(), now);
        }
        for out in host.take_out() {
            match out {
                HostOut::Tell(News::Heard(_)) => return Ok(()),
                HostOut::Send(2, Say::Sync(message)) => {
                    let (heard, after) = book.hear(&talk, &message).map_err(|e| e.to_string())?;
                    (talk, book) = (heard.talk, after);
                }
                _ => {}
            }
        }
    }
    Err("the room does not go on".into())
}

/// What fuzzing starts from: things that are really said, and the changes of a table.
pub fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let s = session();
    let mut mine = Session { copy: TABLE, ..s.clone() };
    let said = new_contribution(&mine, Uuid::from_u128(3), Moment::default(), "Benches with arms");
    let _ = apply(&mut mine, Command::Add(said.into()));
    let mut book = Book::begin(&s);
    let before = book.heads();
    book.note(&mine, Pen { run: [3; 16], by: &TABLE.words(), at: 0 });
    let changes = book.changes_since(&before);
    let join = Say::Join { laptop: "LAPTOP".into(), wants: super::Wants::Notes { table: 3 } };
    let first = book.say(&mut Talk::default()).unwrap_or_default();
    vec![
        ("join", join.to_bytes()),
        ("beat", Say::Beat { at_ms: 1_778_778_000_000, typing: true }.to_bytes()),
        ("sync", Say::Sync(first).to_bytes()),
        ("changes", changes),
    ]
}
