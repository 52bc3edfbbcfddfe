//! Actions as iCalendar (RFC 5545): a to-do each, an event on the day each is due, and one on the day everyone hears
//! back. Calendars that know the same ids keep what is moved, and do not show it twice.

use crate::insight::Outside;
use crate::model::time::day;
use crate::model::*;
use crate::report::blocks::words::owner;
use chrono::{NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property, Todo, TodoStatus};

/// What stands for words that must stay here.
const LEFT_OUT: &str = "(left out: it holds a name or a contact)";

/// The actions that have a date or not, and the reply.
pub fn calendar_of(s: &Session) -> String {
    let mut calendar = Calendar::new();
    let outside = Outside::to_those_who_came(s);
    // A calendar goes further than the record.
    let kept = |words: String| if outside.must_stay(&words) { LEFT_OUT.to_string() } else { words.replace('\r', "") };
    let title = kept(s.title_or_untitled().into());
    calendar.name(&title);
    // When it was written says nothing: the same session gives the same file.
    let stamp = s.version().map_or_else(|| s.start_moment(), |v| v.at).with_timezone(&Utc);
    for a in &s.actions {
        let words = format!("A{}: {}", a.no, kept(a.what.clone()));
        let about = kept(about(s, a));
        let mut todo = Todo::new();
        todo.uid(&format!("{}@upfront", a.id.0)).timestamp(stamp).summary(&words).description(&about);
        todo.status(match a.progress {
            Progress::Open | Progress::Blocked => TodoStatus::NeedsAction,
            Progress::Doing => TodoStatus::InProcess,
            Progress::Done => TodoStatus::Completed,
            Progress::Dropped => TodoStatus::Cancelled,
        });
        // A calendar that knows it takes the newer one.
        todo.add_property("SEQUENCE", a.moved.len().to_string());
        if let Some(due) = a.due() {
            todo.append_property(on_day("DUE", due));
        }
        if let Some(due) = a.due().filter(|_| a.is_going_on()) {
            let mut event = Event::new();
            event.uid(&format!("{}-due@upfront", a.id.0)).timestamp(stamp).summary(&words).description(&about);
            event.all_day(due).add_property("SEQUENCE", a.moved.len().to_string());
            calendar.push(event.done());
        }
        calendar.push(todo.done());
    }
    if let Some(reply) = s.reply_by {
        let mut event = Event::new();
        event.uid(&format!("{}-reply@upfront", s.id)).timestamp(stamp).all_day(reply);
        event.summary(&format!("Everyone who came hears back: {title}"));
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn on_day(name: &str, date: NaiveDate) -> Property {
    Property::new(name, date.format("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

fn about(s: &Session, a: &Action) -> String {
    let without_name = Action { person: None, ..a.clone() };
    format!("{}. From {}, {}", owner(s, &without_name), s.title_or_untitled(), day(s.date))
}
