//! How the evening is rated at its close: by partners, and by residents on paper slips.

use super::Cx;
use super::widgets::{
    Field, ROW_BUTTONS, bold, empty_note, focus_mended, number, row_buttons, section_title, small, text_field, wrapped,
};
use crate::edit::{Command, Edit, Key, PartnerField, QuestionField, SessionField};
use crate::model::*;
use egui::Ui;

pub fn ratings_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "How we worked together");
    ui.label(small("Each partner, 1 to 6; 0 is not asked"));
    if cx.s.questions.is_empty() {
        empty_note(ui, "No question is set.");
    }
    for q in &cx.s.questions {
        let id = q.id;
        ui.horizontal(|ui| {
            let width = ui.available_width() - ROW_BUTTONS;
            let words = text_field(ui, cx, (id, "text"), Field::bare("Question", "").width(width), &q.text, |t| {
                Command::Edit(Edit::Question(id, QuestionField::Text(t)))
            });
            focus_mended(ui, cx, &words, id.0);
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

pub fn slips_ui(ui: &mut Ui, cx: &mut Cx) {
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

/// What each partner brought and got, and would do differently: asked at the close, in its own words.
pub fn brought_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "What each partner brought and got");
    for p in &cx.s.partners {
        let id = p.id;
        let edit = move |f: PartnerField| Command::Edit(Edit::Partner(id, f));
        ui.add_space(4.0);
        ui.label(bold(&p.name, crate::ui::theme::CONTROL));
        if !p.brings.trim().is_empty() {
            wrapped(ui, small(format!("Said at the start: brings {}", p.brings)));
        }
        text_field(ui, cx, (id, "brought"), Field::line("Brought"), &p.brought, |t| edit(PartnerField::Brought(t)));
        text_field(ui, cx, (id, "got"), Field::line("Got"), &p.got, |t| edit(PartnerField::Got(t)));
        let look = Field::line("Would do differently");
        text_field(ui, cx, (id, "differently"), look, &p.differently, |t| edit(PartnerField::Differently(t)));
    }
}
