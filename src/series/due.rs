//! What was promised by a day, and what of it is overdue: the reply to everybody, actions, answers.

use crate::insight::sentence;
use crate::model::time::day;
use crate::model::*;
use chrono::NaiveDate;

/// Something that was promised by a day and is not done with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Promise {
    pub by: NaiveDate,
    /// The number of an action or of something sent elsewhere: A3, R1. Empty: the reply to everyone.
    pub what: String,
    /// It is of a session before.
    pub carried: bool,
}

/// What a session promised and nobody has written down as kept: the reply first.
pub fn promises(s: &Session) -> Vec<Promise> {
    let promise = |by: Option<NaiveDate>, what: String| by.map(|by| Promise { by, what, carried: false });
    let carried = |e: &Earlier| e.due().map(|by| Promise { by, what: e.called(), carried: true });
    let replies = s.replied.is_none() && s.run.started().is_some();
    let reply = promise(s.reply_by.filter(|_| replies), String::new());
    let earlier = s.earlier.iter().filter(|e| e.is_going_on());
    let actions = s.actions.iter().filter(|a| a.is_going_on()).map(|a| promise(a.due(), format!("A{}", a.no)));
    let sent = s.referrals.iter().filter(|r| !r.progress.is_over()).map(|r| promise(r.by, format!("R{}", r.no)));
    let all = std::iter::once(reply).chain(earlier.map(carried)).chain(actions).chain(sent);
    all.flatten().collect()
}

/// Those that are overdue on a day. A promise holds to the end of its day.
pub fn overdue(promises: &[Promise], today: NaiveDate) -> Vec<&Promise> {
    promises.iter().filter(|p| p.by < today).collect()
}

/// "The reply to everyone was due on 11 June 2026", "A2 and A5 are overdue", "The answer to R1 is overdue".
pub fn overdue_sentences(promises: &[Promise], today: NaiveDate) -> Vec<String> {
    let late = overdue(promises, today);
    let reply = late.iter().find(|p| p.what.is_empty());
    let reply = reply.map(|p| format!("The reply to everyone was due on {}", day(p.by)));
    let with = |letter: char| late.iter().filter(|p| p.what.starts_with(letter)).map(|p| p.what.as_str()).collect();
    let (actions, sent): (Vec<&str>, Vec<&str>) = (with('A'), with('R'));
    let answers = if sent.len() == 1 { "the answer to" } else { "the answers to" };
    let sent = are_overdue(&sent).map(|late| sentence(&format!("{answers} {late}")));
    reply.into_iter().chain(are_overdue(&actions)).chain(sent).collect()
}

fn are_overdue(what: &[&str]) -> Option<String> {
    match what {
        [] => None,
        [one] => Some(format!("{one} is overdue")),
        [rest @ .., last] => Some(format!("{} and {last} are overdue", rest.join(", "))),
    }
}
