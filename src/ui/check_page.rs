//! Check: what is missing before sign-off, and how the evening is rated.

use super::shell::{top_title, undo_ui};
use super::widgets::{
    Field, Icon, ROW_BUTTONS, bold, card, empty_note, icon_ui, link, number, page_columns, row_buttons, section_title,
    small, text_field, warn_chip, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Page};
use crate::edit::{Command, Edit, Key, QuestionField, SessionField};
use crate::insight::{Finding, Weight, ready};
use crate::model::*;
use egui::{RichText, ScrollArea, Sense, Ui, vec2};

pub fn top_ui(ui: &mut Ui, cx: &mut Cx) {
    let beside = if cx.d.findings.is_empty() {
        "Nothing is missing"
    } else if ready(&cx.d.findings) {
        "Nothing stops sign-off; what is open is printed as open"
    } else {
        "Something stops sign-off"
    };
    top_title(ui, cx, "Check", beside, undo_ui);
}

pub fn check_page_ui(ui: &mut Ui, cx: &mut Cx) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        page_columns(ui, &[620.0, 414.0], 0, |ui, column| {
            if column == 0 {
                card(ui, |ui| findings_ui(ui, cx));
            } else {
                card(ui, |ui| ratings_ui(ui, cx));
                ui.add_space(8.0);
                card(ui, |ui| slips_ui(ui, cx));
            }
        });
    });
}

fn findings_ui(ui: &mut Ui, cx: &mut Cx) {
    let findings = &cx.d.findings;
    if findings.is_empty() {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            icon_ui(ui, rect.center(), 7.0, Icon::Tick, theme::accent());
            ui.label(bold("Ready to read back and sign", theme::BODY));
        });
        return;
    }
    let stops: Vec<&Finding> = findings.iter().filter(|f| f.weight == Weight::Stops).collect();
    if !stops.is_empty() {
        section_title(ui, "Stops sign-off");
        stops.into_iter().for_each(|f| finding_ui(ui, cx, f));
        ui.add_space(10.0);
    }
    let printed: Vec<&Finding> = findings.iter().filter(|f| f.weight == Weight::Printed).collect();
    if !printed.is_empty() {
        section_title(ui, "Does not stop it; prints as it is");
        printed.into_iter().for_each(|f| finding_ui(ui, cx, f));
    }
}

fn finding_ui(ui: &mut Ui, cx: &mut Cx, f: &Finding) {
    ui.horizontal_top(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            let page = Page::of(f.page);
            if link(ui, page.title(), None).clicked() {
                cx.push(Action::Go(page));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Min), |ui| {
                if f.weight == Weight::Stops {
                    warn_chip(ui, "Stops");
                }
                ui.vertical(|ui| {
                    ui.add_space(4.0);
                    wrapped(ui, RichText::new(&f.text));
                });
            });
        });
    });
    ui.separator();
}

fn ratings_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "How we worked together");
    ui.label(small("Each partner, 1 to 6; 0 is not asked"));
    if cx.s.questions.is_empty() {
        empty_note(ui, "No question is set.");
    }
    for q in &cx.s.questions {
        let id = q.id;
        ui.horizontal(|ui| {
            let width = ui.available_width() - ROW_BUTTONS;
            text_field(ui, cx, (id, "text"), Field::bare("Question", "").width(width), &q.text, |t| {
                Command::Edit(Edit::Question(id, QuestionField::Text(t)))
            });
            let order = |o| Edit::Question(id, QuestionField::Order(o));
            row_buttons(ui, cx, &cx.s.questions, id, ("this question", Key::Question(id)), order);
        });
        ui.horizontal_wrapped(|ui| {
            for p in &cx.s.partners {
                let now = q.scores.iter().find(|x| x.partner == p.id).map_or(0, |x| u32::from(x.score));
                let look = Field::line(&p.key).width(38.0);
                number(ui, cx, (id, p.id), look, now, 6, |n| {
                    let mut scores: Vec<Score> = q.scores.iter().copied().filter(|x| x.partner != p.id).collect();
                    if n > 0 {
                        scores.push(Score { partner: p.id, score: n as u8 });
                    }
                    Command::Edit(Edit::Question(id, QuestionField::Scores(scores)))
                });
            }
        });
        ui.add_space(4.0);
    }
    let (id, order) = (cx.id().into(), cx.s.questions.end());
    let look = Field::bare("Add a question", "Type a question and press Enter");
    text_field(ui, cx, ("new question", cx.s.questions.len()), look, "", |text| {
        Command::Add(Question { id, order: order.clone(), text, scores: Vec::new() }.into())
    });
}

fn slips_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "Promised say against felt say");
    wrapped(
        ui,
        small(
            "From paper slips: the middle answer to “how much say were you promised” and “how much did you have”, 1 to 6.",
        ),
    );
    let slips = cx.s.slips;
    let set = |s: SlipScores| Command::session(SessionField::Slips(s));
    ui.horizontal_top(|ui| {
        number(ui, cx, "promised", Field::line("Promised").width(56.0), u32::from(slips.promised), 6, |n| {
            set(SlipScores { promised: n as u8, ..slips })
        });
        number(ui, cx, "felt", Field::line("Felt").width(56.0), u32::from(slips.felt), 6, |n| {
            set(SlipScores { felt: n as u8, ..slips })
        });
        number(ui, cx, "slips", Field::line("Slips").width(56.0), slips.slips, 100_000, |slips_n| {
            set(SlipScores { slips: slips_n, ..slips })
        });
        number(ui, cx, "left", Field::line("People then in the room").width(56.0), slips.in_room, 100_000, |in_room| {
            set(SlipScores { in_room, ..slips })
        });
    });
}
