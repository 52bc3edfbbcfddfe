//! How things are said on paper. The window says them the same way.

pub use crate::insight::{and, sentence};
use crate::insight::{name_beside, printable_name, standing_outcome};
use crate::model::time::{clock, day};
use crate::model::*;
use crate::series::WITHHELD;

/// "everyone who signs, today", "Riverside Homes to find out by 28 May".
pub fn decides(s: &Session, standing: &Standing) -> String {
    let who = s.decider_name(&standing.decider);
    match (standing.status, standing.when.trim()) {
        (Status::NotKnown, "") => format!("{who} to find out"),
        (Status::NotKnown, when) => format!("{who} to find out by {when}"),
        (_, "") => who,
        (_, when) => format!("{who}, {when}"),
    }
}

/// A record code, or that of an answer; it stays on one line.
pub fn code(code: &Digest) -> String {
    code.short().replace('-', "\u{2011}")
}

/// "S3", or nothing.
pub fn boundary_no(s: &Session, id: Option<BoundaryId>) -> Option<String> {
    id.and_then(|id| s.boundaries.get(id)).map(|b| format!("S{}", b.no))
}

/// "table 3", "whole room".
pub fn table_name(table: u8) -> String {
    if table == 0 { "whole room".into() } else { format!("table {table}") }
}

/// Whose, what kind, in whose words, where, about what, when: one line under a contribution.
pub fn about_contribution(s: &Session, c: &Contribution) -> String {
    let mut parts: Vec<String> = name_beside(s, c).map(String::from).into_iter().collect();
    parts.extend([s.partner_name(c.partner).to_string(), c.kind.word().into(), c.voice.word().into()]);
    parts.push(table_name(c.table));
    parts.extend(boundary_no(s, c.boundary).map(|no| format!("about {no}")));
    let themes: Vec<&str> = c.themes.iter().filter_map(|t| s.themes.get(*t)).map(|t| t.name.as_str()).collect();
    if !themes.is_empty() {
        parts.push(themes.join(", "));
    }
    if c.support > 0 {
        parts.push(format!("{} in support", c.support));
    }
    let local = time::in_zone(c.at, &s.zone);
    if local.date_naive() == s.date {
        parts.push(clock(local));
    }
    if !c.through.trim().is_empty() {
        parts.push(format!("said through {}", c.through));
    }
    // A line ends behind a dot, never before it.
    left_to_right(parts.join("\u{a0}· "))
}

/// A line that we put together: it runs from the left, whatever script the first name in it is in.
pub fn left_to_right(line: String) -> String {
    const MARK: char = '\u{200e}';
    if crate::report::text::needs_bidi(&line) { format!("{MARK}{line}") } else { line }
}

/// "Used in decision D1", "Not taken: 21:30 agreed for the trial".
pub fn response(s: &Session, r: &Response) -> String {
    match r {
        Response::Decision(id) => s.decisions.get(*id).map_or_else(String::new, |d| match standing_outcome(s, d) {
            Outcome::Request => format!("Used in request D{}", d.no),
            _ => format!("Used in decision D{}", d.no),
        }),
        Response::Action(id) => s.actions.get(*id).map_or_else(String::new, |a| format!("Became action A{}", a.no)),
        Response::Sent(id) => {
            s.referrals.get(*id).map_or_else(String::new, |r| format!("Sent elsewhere: {}", referral(s, r)))
        }
        Response::Noted(words) if words.trim().is_empty() => "Noted".into(),
        Response::Noted(words) => format!("Noted: {words}"),
        Response::NotTaken(why) if why.trim().is_empty() => "Not taken, and no reason given".into(),
        Response::NotTaken(why) => format!("Not taken: {why}"),
        Response::StillOpen => "Still open".into(),
    }
}

/// All that became of a contribution, or that there is no answer yet.
pub fn responses(s: &Session, c: &Contribution) -> Vec<String> {
    if c.voice == Voice::OrganiserPrompt && c.responses.is_empty() {
        return Vec::new();
    }
    if c.responses.is_empty() {
        return vec!["No answer yet".into()];
    }
    c.responses.iter().map(|r| response(s, r)).collect()
}

/// "R1 lifts, to Riverside Homes by 21 May 2026".
pub fn referral(s: &Session, r: &Referral) -> String {
    let to = referral_to(s, r);
    let by = r.by.map_or_else(|| "no date".into(), |d| format!("by {}", day(d)));
    format!("R{} {}, to {to} {by}", r.no, r.what)
}

/// To whom it was sent.
pub fn referral_to<'a>(s: &'a Session, r: &'a Referral) -> &'a str {
    match (r.to, r.to_other.trim()) {
        (Some(id), _) => s.partner_name(Some(id)),
        (None, "") => "nobody named yet",
        (None, other) => other,
    }
}

/// "Riverside Homes, with the residents' committee".
pub fn owner(s: &Session, a: &Action) -> String {
    let owner = a.owner.map_or("no owner yet", |id| s.partner_name(Some(id)));
    let person = a.person.and_then(|id| printable_name(s, id)).map_or_else(String::new, |name| format!(" ({name})"));
    let with = if a.with.trim().is_empty() { String::new() } else { format!(", with {}", a.with) };
    format!("{owner}{person}{with}")
}

/// "money: funded · checked by Riverside Homes · from D1"
pub fn action_details(s: &Session, a: &Action) -> String {
    let mut details = vec![format!("money: {}", a.money.word())];
    details.extend(a.checker.map(|checker| format!("checked by {}", s.partner_name(Some(checker)))));
    let from = source(s, a.from);
    if !from.is_empty() {
        details.push(format!("from {from}"));
    }
    left_to_right(details.join(" · "))
}

/// "D1", "S8", "C12", or nothing.
pub fn source(s: &Session, from: Option<Source>) -> String {
    match from {
        Some(Source::Decision(id)) => s.decisions.get(id).map(|d| format!("D{}", d.no)),
        Some(Source::Boundary(id)) => s.boundaries.get(id).map(|b| format!("S{}", b.no)),
        Some(Source::Contribution(id)) => s.contributions.get(id).map(|c| format!("C{}", c.no)),
        None => None,
    }
    .unwrap_or_default()
}

/// Kind and method: "activity, five tables in parallel". Only activities say how.
pub fn item_kind(i: &AgendaItem) -> String {
    if i.kind == ItemKind::Activity || i.tables > 0 {
        format!("{}, {}", i.kind.word(), i.method())
    } else {
        i.kind.word().into()
    }
}

/// Everything said of an item beside its title: report-back, pin, protection, notes.
pub fn item_notes(s: &Session, i: &AgendaItem) -> String {
    let plan = crate::live::plan(s);
    let place = s.agenda.position(i.id).unwrap_or(0);
    let mut notes: Vec<String> = Vec::new();
    if i.report_back_total_min() > 0 {
        let unit = if i.report_back_min == 1 { "minute" } else { "minutes" };
        let mut note = format!("then {} {unit} a table to report back", i.report_back_min);
        if let Some(next) = s.agenda.get_at(place + 1).filter(|n| n.pinned.is_some())
            && plan.iter().any(|p| p.item == next.id && p.gap_min == 0)
        {
            note +=
                &format!(", which fills the {} before the {}", i.report_back_total_min(), next.title.to_lowercase());
        }
        notes.push(note);
    }
    if let Some(pin) = i.pinned {
        let mut note = format!("pinned to {}", pin.format("%H:%M"));
        if !i.pin_reason.trim().is_empty() {
            note += &format!(", {}", i.pin_reason);
        }
        let before = place.checked_sub(1).and_then(|p| s.agenda.get_at(p)).map_or(0, AgendaItem::report_back_total_min);
        if before > 0 {
            note += &format!(" ({before} before it for the report-back)");
        }
        notes.push(note);
    }
    if i.protected {
        notes.push("protected".into());
    }
    if !i.notes.trim().is_empty() {
        notes.push(i.notes.clone());
    }
    notes.join("; ")
}

/// "the plan is 5 minutes over its end", or nothing.
pub fn plan_over(s: &Session) -> Option<String> {
    let over = time::minutes_between(s.end_moment(), crate::live::planned_end(s)?);
    let unit = if over == 1 { "minute" } else { "minutes" };
    (over > 0).then(|| format!("the plan is {over} {unit} over its end"))
}

/// "1 person", "31 people".
pub fn people(n: u32) -> String {
    if n == 1 { "1 person".into() } else { format!("{n} people") }
}

/// What the session before left, in quotation marks where somebody said it in these words.
pub fn earlier_words(e: &Earlier) -> String {
    let said = matches!(e.kind, EarlierKind::Said | EarlierKind::Challenge) && e.what != WITHHELD;
    if said { format!("“{}”", e.what) } else { e.what.clone() }
}

/// "Alder Street courtyard, second workshop, 14 May 2026: version 2, record code K7QM-2D4X-9RTB-6HNE"
pub fn earlier_session(e: &EarlierSession) -> String {
    let version = match (e.version, &e.code) {
        (0, _) => "never frozen".to_string(),
        (no, None) => format!("version {no}"),
        (no, Some(digest)) => format!("version {no}, record code {}", code(digest)),
    };
    format!("{}, {}: {version}", e.title, day(e.on))
}

/// Who said what the session before left, who owes it by when, and how it stood: a line.
pub fn about_earlier(s: &Session, e: &Earlier) -> String {
    let is_action = e.kind == EarlierKind::Action;
    let from = e.from.map(|id| format!("from {}", s.partner_name(Some(id))));
    let owner = match e.owner.map(|id| s.partner_name(Some(id))) {
        Some(name) if is_action => Some(name.to_string()),
        Some(name) => Some(format!("to be answered by {name}")),
        None => is_action.then(|| "no owner".into()),
    };
    let due = e.due().map(|due| format!("by {}", day(due))).or_else(|| is_action.then(|| "no date".into()));
    let stood = Some(e.stood.clone()).filter(|words| !words.trim().is_empty());
    let said = [from, owner, due, moves(s, e.by, &e.moved), stood];
    left_to_right(said.into_iter().flatten().collect::<Vec<_>>().join("\u{a0}· "))
}

/// "first promised for 28 May 2026; moved to 2 June 2026 on 27 May 2026 by Riverside Homes: the survey was late".
/// None: it was never moved.
pub fn moves(s: &Session, promised: Option<chrono::NaiveDate>, moved: &[DateMove]) -> Option<String> {
    let date = |d: Option<chrono::NaiveDate>| d.map_or_else(|| "no date".into(), day);
    let said: Vec<String> = moved
        .iter()
        .map(|m| {
            let by = m.by.map_or_else(String::new, |id| format!(" by {}", s.partner_name(Some(id))));
            let why = match m.why.trim().trim_end_matches('.') {
                "" => ", no reason written down".to_string(),
                why => format!(": {why}"),
            };
            format!("moved to {} on {}{by}{why}", date(m.to), day(m.on))
        })
        .collect();
    (!said.is_empty()).then(|| format!("first promised for {}; {}", date(promised), said.join("; ")))
}

/// Who decides a stage of the project, where that is not everyone who signs: "by Northgate Council".
pub fn stage_decider(s: &Session, stage: &Stage) -> String {
    let who = match &stage.decider {
        Decider::Everyone if stage.mode == StageMode::Together => return String::new(),
        Decider::Everyone => "everyone who signs".into(),
        decider => s.decider_name(decider),
    };
    match (stage.mode, who.trim()) {
        (_, "") => "by whom is not said".into(),
        (StageMode::Shaped, who) => format!("decided by {who}"),
        (_, who) => format!("by {who}"),
    }
}
