//! What stands above the page until it is dealt with: what was recovered, what cannot be saved and
//! where it is instead, and the choice between two states of one file.

use super::widgets::{button, link, primary, small, wrapped};
use super::{Cx, theme};
use crate::app::{Action, Banner, Document};
use crate::model::Number;
use crate::model::number::kind;
use crate::model::time::{Moment, clock, day, in_zone};
use crate::store::compare::Difference;
use crate::store::keeper::{FileFails, Settle};
use egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Ui};

/// What a banner offers; the first is the one that is meant most.
pub(super) enum Offer {
    Dismiss(Banner),
    SaveCopy,
    Settle(&'static str, Settle),
    TakeEarlier,
    OpenLeftBehind,
    Forget,
    WasMoved(String),
    /// What lies beside the session comes in, or not now.
    BringIn,
    LeaveBeside,
    /// What two wrote to one file is put together.
    Together,
    /// The room that was open is opened again, or stays closed.
    OpenRoom,
    CloseRoom,
    LeaveRoom,
}

pub(super) struct Strip {
    /// Something is in the way; otherwise it is only told.
    pub bad: bool,
    pub words: String,
    /// Words before and after, or damaged parts.
    pub details: Vec<String>,
    pub offers: Vec<Offer>,
}

/// More are counted.
const MOST_DETAILS: usize = 4;

pub fn banners_ui(ui: &mut Ui, cx: &mut Cx) {
    let mut strips = strips(cx.document, cx.now);
    strips.extend(super::room_strip::strip_of_room(cx.app, &cx.s.zone));
    strips.extend(cx.v.copies_in.as_ref().and_then(|form| form.told()).map(beside));
    for (place, strip) in strips.iter().enumerate() {
        let fill = if strip.bad { theme::warn_soft() } else { theme::accent_soft() };
        Panel::top(egui::Id::unique(("banner", place)))
            .resizable(false)
            .show_separator_line(false)
            .frame(Frame::new().fill(fill).inner_margin(Margin::symmetric(18, 8)))
            .show(ui, |ui| strip_ui(ui, cx, strip));
    }
}

fn strip_ui(ui: &mut Ui, cx: &mut Cx, strip: &Strip) {
    let ink = if strip.bad { theme::warn() } else { theme::accent() };
    let words = RichText::new(&strip.words).color(ink);
    if let ([only @ Offer::LeaveRoom], false) = (strip.offers.as_slice(), theme::is_narrow(ui.ctx())) {
        // It stands there all the time: one line is enough for it.
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                offer_ui(ui, cx, only, false);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(Label::new(words).wrap()));
            });
        });
        return strip.details.iter().for_each(|detail| drop(wrapped(ui, small(detail))));
    }
    wrapped(ui, words);
    for detail in strip.details.iter().take(MOST_DETAILS) {
        wrapped(ui, small(detail));
    }
    if strip.details.len() > MOST_DETAILS {
        ui.label(small(format!("and {} more", strip.details.len() - MOST_DETAILS)));
    }
    if strip.offers.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for (place, offer) in strip.offers.iter().enumerate() {
            offer_ui(ui, cx, offer, place == 0 && strip.offers.len() > 1);
        }
    });
}

fn offer_ui(ui: &mut Ui, cx: &mut Cx, offer: &Offer, first: bool) {
    let (words, action) = match offer {
        Offer::WasMoved(words) => (words.as_str(), Action::WasMoved),
        Offer::Dismiss(banner) => {
            let words = match banner {
                Banner::Changed => "Go on with this one",
                Banner::ForgetDue => "Later",
                _ => "All right",
            };
            (words, Action::Dismiss(*banner))
        }
        Offer::SaveCopy => ("Save a copy elsewhere…", Action::BrowseSaveAs),
        Offer::Settle(words, choice) => (*words, Action::Settle(*choice)),
        Offer::TakeEarlier => ("Take the earlier one", Action::TakeEarlier),
        Offer::OpenLeftBehind => ("Open them as a copy", Action::OpenLeftBehind),
        Offer::Forget => ("Remove them now", Action::ForgetPeople),
        Offer::BringIn => ("Bring in", Action::TakeCopies),
        Offer::LeaveBeside => ("Not now", Action::LeaveCopies),
        Offer::Together => ("Put both together…", Action::TogetherWithOther),
        Offer::OpenRoom => ("Open it again", Action::OpenRoom),
        Offer::CloseRoom => ("Leave it closed", Action::CloseRoom),
        Offer::LeaveRoom => ("Leave the room", Action::LeaveRoom),
    };
    let clicked = if matches!(offer, Offer::Dismiss(Banner::Copied) | Offer::LeaveBeside | Offer::LeaveRoom) {
        link(ui, words, None).clicked()
    } else if first {
        primary(ui, words, None).clicked()
    } else if matches!(offer, Offer::Dismiss(_)) {
        link(ui, words, None).clicked()
    } else {
        button(ui, words).clicked()
    };
    if clicked {
        cx.push(action);
    }
}

fn strips(document: &Document, now: Moment) -> Vec<Strip> {
    let mut all = Vec::new();
    all.extend(trouble(document));
    all.extend(other(document));
    all.extend(changed(document));
    all.extend(damaged(document));
    all.extend(recovered(document, now));
    all.extend(left_behind(document, now));
    all.extend(copied(document));
    all.extend(forgetting(document, now));
    if let Some(who) = document.status.in_use.as_ref().or(document.found.in_use.as_ref()) {
        let words = format!(
            "{} is {who}, it says. You can go on: nothing is overwritten, and where both change it you are asked.",
            file_name(document)
        );
        all.push(Strip { bad: false, words, details: vec![], offers: vec![Offer::Dismiss(Banner::InUse)] });
    }
    if let Some(name) = &document.found.paper {
        let words = format!(
            "This is the record inside {name}: without names, contacts and anything private. It can be read, checked, \
             printed and signed here; what goes on is the session’s own file."
        );
        all.push(Strip { bad: false, words, details: vec![], offers: vec![] });
    }
    if let Some(needs) = document.found.newer {
        let words = format!(
            "{} was made by a newer version of Upfront (format {needs}). It is shown as far as this version \
             understands it, and cannot be changed here.",
            file_name(document)
        );
        let details = document.found.damaged.iter().map(|d| format!("Not understood: {}", d.name)).collect();
        all.push(Strip { bad: true, words, details, offers: vec![] });
    }
    all
}

/// The sentence for what is not saved, and where it is instead.
fn trouble(document: &Document) -> Option<Strip> {
    let status = &document.status;
    let name = file_name(document);
    let free = "Free some space on the disk.";
    let full = |why: &str| if why.contains("full") { format!(" {free}") } else { String::new() };
    let words = match (&status.journal_fails, &status.file_fails) {
        (None, None) => return None,
        (None, Some(FileFails::FolderGone)) => format!(
            "The folder of {name} is not there; was a stick pulled out? Every change is kept on this laptop, for as \
             long as you like, and goes into the file when the folder is back."
        ),
        (None, Some(FileFails::Reason(why))) => format!(
            "{name} cannot be written: {why}. Every change is kept on this laptop only, for as long as you like.{}",
            full(why)
        ),
        (Some(why), None) => format!(
            "Changes cannot be kept on this laptop as they are made: {why}. They go into {name} every few seconds, \
             and only there.{}",
            full(why)
        ),
        (Some(why), Some(_)) => format!(
            "Nothing can be saved at the moment: {why}. Leave the window open; it is tried again every few \
             seconds.{}",
            full(why)
        ),
    };
    Some(Strip { bad: true, words, details: vec![], offers: vec![Offer::SaveCopy] })
}

fn other(document: &Document) -> Option<Strip> {
    let other = document.status.other.as_ref()?;
    let name = file_name(document);
    let words = if other.readable {
        format!("{name} was changed by something else since. Both states are there; what is to become of them?")
    } else {
        format!("{name} holds something else now. It is left as it is; what is to become of yours?")
    };
    if other.forgot {
        let words = format!(
            "Names, contacts and access needs were removed from {name} meanwhile, and this window still has them. \
             Yours stays an earlier version, without them."
        );
        let offers = vec![Offer::Settle("Take the other; mine stays an earlier version", Settle::TakeOther)];
        return Some(Strip { bad: true, words, details: lines("there", "here", &other.differences), offers });
    }
    let mut offers = Vec::new();
    if other.readable {
        offers.push(Offer::Together);
    }
    offers.push(Offer::Settle("Keep both: go on in a copy", Settle::KeepBoth));
    if other.readable {
        offers.push(Offer::Settle("Take the other; mine stays an earlier version", Settle::TakeOther));
    }
    offers.push(Offer::Settle("Write mine; the other stays an earlier version", Settle::ReplaceOther));
    Some(Strip { bad: true, words, details: lines("there", "here", &other.differences), offers })
}

/// Copies that lie beside the session, and what they bring.
fn beside(offer: &crate::app::Offer) -> Strip {
    let files = offer.brought.arrived.iter().filter_map(|a| a.path.file_name());
    let files: Vec<String> = files.map(|f| f.to_string_lossy().into_owned()).collect();
    let lies = if files.len() == 1 { "lies" } else { "lie" };
    let (files, from) = (files.join(", "), offer.from());
    let words = format!("{files} {lies} beside this session, from {from}: {}.", offer.words);
    Strip { bad: false, words, details: vec![], offers: vec![Offer::BringIn, Offer::LeaveBeside] }
}

fn changed(document: &Document) -> Option<Strip> {
    let changed = document.found.changed.as_ref()?;
    let mut words = format!("{} was changed outside Upfront: {}.", file_name(document), changed.names);
    let mut offers = vec![Offer::Dismiss(Banner::Changed)];
    if changed.earlier.is_some() {
        offers.push(Offer::TakeEarlier);
    } else {
        words.push_str(" No earlier version of it is on this laptop to compare with.");
    }
    Some(Strip { bad: true, words, details: lines("before", "now", &changed.differences), offers })
}

fn damaged(document: &Document) -> Option<Strip> {
    let found = &document.found;
    if found.damaged.is_empty() || found.newer.is_some() {
        return None;
    }
    let name = file_name(document);
    let words = if found.mended {
        format!("{name} is damaged. This laptop still had all of it, and that is what is open.")
    } else {
        format!(
            "{name} is damaged. Everything else is open; what could not be read is put into a file of its own \
             beside it with your first change."
        )
    };
    let details = found.damaged.iter().map(|d| match d.line {
        0 => format!("{}: {}", d.name, first_line(&d.text)),
        line => format!("{} (line {line}): {}", d.name, first_line(&d.text)),
    });
    Some(Strip { bad: true, words, details: details.collect(), offers: vec![Offer::Dismiss(Banner::Damaged)] })
}

fn recovered(document: &Document, now: Moment) -> Option<Strip> {
    let found = document.found.recovered.as_ref()?;
    let what = match (found.changes, found.typing) {
        (0, false) => {
            let words =
                "Something in this laptop’s journal could not be read; what is in the file is all there.".into();
            return Some(Strip { bad: true, words, details: vec![], offers: vec![Offer::Dismiss(Banner::Recovered)] });
        }
        (0, true) => "Words that were being typed".to_string(),
        (1, false) => "1 change".into(),
        (1, true) => "1 change, and words that were being typed".into(),
        (n, false) => format!("{n} changes"),
        (n, true) => format!("{n} changes, and words that were being typed"),
    };
    let from = found.last.map(|at| format!(" from {}", when(at, document, now))).unwrap_or_default();
    let many = found.changes > 1 || found.typing;
    let were = if many { "were" } else { "was" };
    let mut words =
        format!("{what}{from} {were} not in the file yet, and {} recovered.", if many { "are" } else { "is" });
    if document.found.journal_damaged > 0 {
        let n = document.found.journal_damaged;
        words.push_str(&format!(" {n} could not be read."));
    }
    Some(Strip { bad: false, words, details: vec![], offers: vec![Offer::Dismiss(Banner::Recovered)] })
}

fn left_behind(document: &Document, now: Moment) -> Option<Strip> {
    let left = document.found.left_behind.as_ref()?;
    let from = left.last.map(|at| format!(" from {}", when(at, document, now))).unwrap_or_default();
    let words = format!("This laptop has changes{from} that are not in {} as it stands.", file_name(document));
    let offers = vec![Offer::OpenLeftBehind, Offer::Dismiss(Banner::LeftBehind)];
    Some(Strip { bad: false, words, details: vec![], offers })
}

/// A plain copy of a session, which numbers by a name of its own.
fn copied(document: &Document) -> Option<Strip> {
    let was = document.found.copied?;
    let s = document.session();
    if s.copy == was || document.is_read_only() {
        return None;
    }
    let words = format!(
        "This is a copy: the session is written elsewhere, too. What is written down here is numbered C{}, C{}, …, so \
         that no number is given twice; bring the copies together when you meet.",
        s.next_no(kind::contributions),
        s.next_no(kind::contributions).plus(1),
    );
    let mut before = s.given_by(was);
    let next = Number { copy: was, no: kind::contributions(&mut before).saturating_add(1) };
    let moved = Offer::WasMoved(format!("It has moved here: go on with C{next}"));
    Some(Strip { bad: false, words, details: vec![], offers: vec![Offer::Dismiss(Banner::Copied), moved] })
}

/// Names that were removed from an older copy, and the date by which they are to be removed.
fn forgetting(document: &Document, now: Moment) -> Option<Strip> {
    if let Some(at) = document.found.forgotten {
        let words = format!(
            "This is an older copy. The names, contacts and access needs in it were removed on {}, and are not shown.",
            day(at.date_naive())
        );
        let offers = vec![Offer::Forget, Offer::Dismiss(Banner::Forgotten)];
        return Some(Strip { bad: false, words, details: vec![], offers });
    }
    if document.found.copies_remember && !document.found.forget_later {
        let words = "Names, contacts and access needs were removed from this session elsewhere. Earlier versions on \
                     this laptop may still hold them."
            .to_string();
        let offers = vec![Offer::Forget, Offer::Dismiss(Banner::ForgetDue)];
        return Some(Strip { bad: true, words, details: vec![], offers });
    }
    let s = document.session();
    let until = s.forget_after.filter(|until| in_zone(now, &s.zone).date_naive() > *until)?;
    let private = &s.private;
    let any = !(private.names.is_empty() && private.contacts.is_empty() && private.access.is_empty());
    if !any || document.found.forget_later || document.is_read_only() {
        return None;
    }
    let words = format!(
        "Names, contacts and access needs were to be kept until {}. Counts stay when they are removed.",
        day(until)
    );
    Some(Strip { bad: true, words, details: vec![], offers: vec![Offer::Forget, Offer::Dismiss(Banner::ForgetDue)] })
}

fn lines(was: &str, is: &str, all: &[Difference]) -> Vec<String> {
    let side = |words: &Option<String>| words.as_deref().map_or("not there".to_string(), |w| short(w, 90));
    all.iter().map(|d| format!("{}: {was} {}; {is} {}", d.name, side(&d.before), side(&d.after))).collect()
}

fn first_line(text: &str) -> String {
    short(text.trim().lines().next().unwrap_or_default(), 110)
}

fn short(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_string();
    }
    format!("{}…", words.chars().take(most).collect::<String>())
}

/// "18:32", or with the day where that is another.
fn when(at: Moment, document: &Document, now: Moment) -> String {
    let zone = &document.session().zone;
    let (at, now) = (in_zone(at, zone), in_zone(now, zone));
    if at.date_naive() == now.date_naive() { clock(at) } else { format!("{}, {}", day(at.date_naive()), clock(at)) }
}

fn file_name(document: &Document) -> String {
    let name = document.status.path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "The session".into())
}
