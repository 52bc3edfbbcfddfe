//! How a promise is kept up after the evening: how far it is, what shows it, and a date that is moved. The date first
//! promised stays.

use super::Cx;
use super::widgets::{Field, Icon, choose_date, choose_partner, columns, icon_button, small, text_field, wrapped};
use crate::edit::Command;
use crate::model::time::{by, day};
use crate::model::*;
use crate::report::blocks::words::sentence;
use chrono::NaiveDate;
use egui::Ui;
use uuid::Uuid;

/// A name above what is chosen.
pub fn labelled(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(small(name));
    add(ui);
}

/// "by 28 May 2026", or that there is no date.
pub fn by_words(date: Option<NaiveDate>) -> String {
    if date.is_some() { by(date) } else { "no date".into() }
}

/// The date it was moved to, and every move so far: when, by whom and why. `called` is "A3".
pub fn moved_ui(
    ui: &mut Ui,
    cx: &mut Cx,
    (id, called): (Uuid, &str),
    (promised, moved): (Option<NaiveDate>, &[DateMove]),
    becomes: impl Fn(Vec<DateMove>) -> Command + Copy,
) {
    let with = move |nth: usize, one: DateMove| {
        let mut all = moved.to_vec();
        all.get_mut(nth).into_iter().for_each(|it| it.clone_from(&one));
        becomes(all)
    };
    for (nth, one) in moved.iter().enumerate() {
        let last = nth + 1 == moved.len();
        let from = nth.checked_sub(1).and_then(|n| moved.get(n)).map_or(promised, |before| before.to);
        let said = format!("{} the date was moved from {}", day(one.on), from.map_or("no date".into(), day));
        wrapped(ui, small(format!("On {said} to {}", one.to.map_or("no date".into(), day))));
        columns(ui, &[1.2, 2.8, 0.3], |ui, i| match i {
            0 => labelled(ui, "Moved by", |ui| {
                if let Some(by) = choose_partner(ui, cx, (id, nth, "by"), "Moved by", "nobody named", one.by) {
                    cx.act(format!("who moved {called}"), with(nth, DateMove { by, ..one.clone() }));
                }
            }),
            1 => drop(text_field(ui, cx, (id, nth, "why"), Field::line("Why it was moved"), &one.why, |why| {
                with(nth, DateMove { why, ..one.clone() })
            })),
            // Only the newest can be taken back: the others explain it.
            _ if last => labelled(ui, "", |ui| {
                if icon_button(ui, Icon::Remove, &format!("Take back that {called} was moved")).clicked() {
                    let all = moved.iter().take(nth).cloned().collect();
                    cx.act(format!("{called} not moved"), becomes(all));
                }
            }),
            _ => {}
        });
    }
    let today = cx.now.date_naive();
    let look = Field::line("Move its date to").width(130.0);
    let nothing = None;
    choose_date(ui, cx, (id, "moved", moved.len()), look, nothing, |to| {
        let one = DateMove { on: today, to, by: None, why: String::new() };
        becomes(moved.iter().cloned().chain(to.is_some().then_some(one)).collect())
    });
}

/// Every word for how far something is, with none for what nobody has said.
pub fn progress_words(kind: EarlierKind, progress: Option<Progress>) -> String {
    progress.map_or_else(|| "not said".into(), |p| sentence(kind.word(p)))
}
