//! A rehearsal: what is chosen before it, and what stands above the pages while it plays: the time of that evening, how
//! fast it goes, and what the room says.

use super::commands::Cmd;
use super::theme;
use super::widgets::{
    bold, button, button_cmd, chip, dot, link, primary, segmented, small, small_segmented, window_over, wrapped,
};
use crate::app::{Action, Actions, App, Look, Rehearsal, Rehearse, SPEEDS};
use crate::model::time::{clock, in_zone};
use crate::rehearsal::{Line, Practises};
use crate::report::blocks::words::table_name;
use egui::{Frame, Margin, Panel, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

/// Which part is practised, and how fast the evening plays.
pub fn rehearsal_window(ui: &mut Ui, app: &App, actions: &mut Actions) {
    let Some((practises, speed)) = app.view.rehearse else { return };
    let speed = if SPEEDS.contains(&speed) { speed } else { SPEEDS[0] };
    window_over(ui, "Rehearse an evening", vec2(620.0, 420.0), |ui| {
        // In a small window the words scroll, and the button to begin stays.
        let height = (ui.available_height() - 52.0).max(80.0);
        ScrollArea::vertical().id_salt("what is rehearsed").max_height(height).show(ui, |ui| {
            choice_ui(ui, practises, speed, actions);
        });
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            if primary(ui, "Begin", None).clicked() {
                actions.look(Look::ChooseRehearsal(None));
                actions.push(Action::Rehearse(Rehearse::Begin(practises, speed)));
            }
            if link(ui, "Not now", Some("Esc")).clicked() {
                actions.look(Look::ChooseRehearsal(None));
            }
        });
    });
}

fn choice_ui(ui: &mut Ui, practises: Practises, speed: u32, actions: &mut Actions) {
    wrapped(
        ui,
        RichText::new(
            "The workshop of Alder Street plays as if the room were speaking: what people say, decide and \
                 challenge, minute by minute. You practise on the real pages; what you do not practise is done for \
                 you. At the end you see what you caught, what you missed, and how long it took.",
        ),
    );
    wrapped(ui, small("Nothing of it is kept, and no session of yours is touched."));
    ui.add_space(10.0);
    ui.label(bold("What do you practise?", theme::BODY));
    ui.horizontal_wrapped(|ui| {
        for other in Practises::ALL {
            if segmented(ui, other.word(), other == practises).clicked() {
                actions.look(Look::ChooseRehearsal(Some((other, speed))));
            }
        }
    });
    let about = match practises {
        Practises::NoteTaker => "Write down what is said, decided, disagreed with, and who does what.",
        Practises::Facilitator => {
            "Start each item, move what is up for grabs, write down challenges and their answers, count people who \
                 come and go, and ask who disagrees."
        }
        Practises::Both => "Everything, alone. That is hard; pause when you need to.",
    };
    wrapped(ui, small(about));
    ui.add_space(10.0);
    ui.label(bold("How fast?", theme::BODY));
    ui.horizontal_wrapped(|ui| {
        for other in SPEEDS {
            if segmented(ui, &format!("{other}×"), other == speed).clicked() {
                actions.look(Look::ChooseRehearsal(Some((practises, other))));
            }
        }
    });
    let takes = match speed {
        1 => "As it was: two and a half hours.",
        10 => "A quarter of an hour: somebody speaks every few seconds.",
        _ => "Under three minutes, to see how it goes; nobody can write that fast.",
    };
    wrapped(ui, small(format!("{takes} It can be changed, held, and taken back while it plays.")));
}

/// So high that the pages under it never jump.
const HEIGHT: f32 = 118.0;

pub fn rehearsal_strip_ui(ui: &mut Ui, r: &Rehearsal, actions: &mut Actions) {
    let narrow = theme::is_narrow(ui.ctx());
    Panel::top("rehearsal")
        .exact_size(if narrow { HEIGHT + 44.0 } else { HEIGHT })
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::new().fill(theme::accent_soft()).inner_margin(Margin::symmetric(18, 8)))
        .show(ui, |ui| {
            let line = ui.max_rect().expand2(vec2(18.0, 8.0));
            ui.painter().hline(line.x_range(), line.bottom(), Stroke::new(2.0, theme::accent()));
            ui.horizontal_wrapped(|ui| controls_ui(ui, r, actions));
            ui.add_space(2.0);
            ScrollArea::vertical().id_salt("what the room says").auto_shrink(false).show(ui, |ui| room_ui(ui, r));
        });
}

fn controls_ui(ui: &mut Ui, r: &Rehearsal, actions: &mut Actions) {
    let mut ask = |asked| actions.push(Action::Rehearse(asked));
    chip(ui, "Rehearsal", theme::on_accent(), theme::accent());
    let time = clock(in_zone(r.now(), &r.script.begin.zone));
    ui.label(bold(time, 20.0));
    for speed in SPEEDS {
        if small_segmented(ui, &format!("{speed}×"), speed == r.speed).clicked() {
            ask(Rehearse::Speed(speed));
        }
    }
    ui.add_space(8.0);
    if r.is_over() {
        ui.label(bold("The evening is over", theme::BODY));
    } else if button_cmd(ui, if r.running { "Hold" } else { "Go on" }, Cmd::RehearsePause).clicked() {
        ask(Rehearse::PauseOrResume);
    }
    if button_cmd(ui, "A minute back", Cmd::RehearseBack).clicked() {
        ask(Rehearse::BackAMinute);
    }
    if button(ui, "End, and see what I caught").clicked() {
        ask(Rehearse::End);
    }
}

/// So many lines can be scrolled back to.
const MOST_LINES: usize = 6;

/// What was said last, large and whole, and what was said before that.
fn room_ui(ui: &mut Ui, r: &Rehearsal) {
    let heard = r.heard(MOST_LINES);
    if heard.is_empty() {
        ui.label(RichText::new("People come in and sit down.").color(theme::ink_2()));
        return;
    }
    // Large is what is theirs to catch.
    let newest = heard.iter().position(|(_, theirs)| *theirs);
    for (nth, (line, _)) in heard.iter().enumerate() {
        line_ui(ui, r, line, Some(nth) == newest);
    }
}

fn line_ui(ui: &mut Ui, r: &Rehearsal, line: &Line, newest: bool) {
    let s = &r.script.begin;
    ui.horizontal_top(|ui| {
        if let Some(id) = line.who {
            let d = r.app.document.as_ref().map(|d| d.derived());
            dot(ui, d.map_or_else(theme::ink_2, |d| theme::partner_of(d, Some(id))));
        } else {
            ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
        }
        let at = if line.table > 0 { format!(", {}", table_name(line.table)) } else { String::new() };
        let who = line.who.map_or_else(String::new, |id| format!("{}{at}: ", s.partner_name(Some(id))));
        let words = RichText::new(format!("{who}{}", line.words));
        wrapped(
            ui,
            match newest {
                true => words.size(17.0).color(theme::ink()),
                false => words.size(theme::SMALL).color(theme::ink_2()),
            },
        );
    });
}
