//! The capture line: always there, on every page, made for typing without looking.

use super::widgets::{button_key, caret, link, primary, short_name, small, words_line, wrapped};
use super::{Cx, theme};
use crate::app::{Action, Look, Named, Page, Parsed, Pasted, complete, parse};
use crate::model::{PartnerId, Voice};
use crate::report::blocks::words::table_name;
use crate::report::text::needs_bidi;
use egui::{
    CornerRadius, Event, Frame, Id, Key, Margin, Modifiers, Panel, RichText, Role, Sense, Stroke, StrokeKind, TextEdit,
    Ui, WidgetInfo, vec2,
};

/// The capture line's own id, so that a key can go there.
pub fn capture_id() -> Id {
    Id::unique("capture line")
}

pub fn capture_panel(ui: &mut Ui, cx: &mut Cx) {
    Panel::bottom("capture")
        .resizable(false)
        .show_separator_line(false)
        .frame(
            Frame::new()
                .fill(theme::panel())
                .stroke(Stroke::new(1.0, theme::line()))
                .inner_margin(Margin::symmetric(18, 10)),
        )
        .show(ui, |ui| {
            let parsed = parse(cx.s, &cx.v.capture);
            if (cx.v.page == Page::Live || cx.v.table_mode) && !theme::is_low(ui.ctx()) {
                partners_ui(ui, cx, &parsed);
            }
            line_ui(ui, cx, &parsed);
        });
}

/// Whose words it will hold, and what else it will be saved as.
fn partners_ui(ui: &mut Ui, cx: &mut Cx, parsed: &Parsed) {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (i, p) in cx.s.partners.iter().enumerate() {
            let key = (i < 9).then(|| format!("Alt {}", i + 1));
            if partner_chip(
                ui,
                cx,
                &short_name(&p.name),
                &p.name,
                key.as_deref(),
                Some(p.id),
                parsed.partner == Some(p.id),
            ) {
                chosen = Some(Some(p.id));
            }
        }
        if partner_chip(ui, cx, "Nobody’s", "Nobody’s partner", Some("Alt 0"), None, parsed.partner.is_none()) {
            chosen = Some(None);
        }
        ui.add_space(4.0);
        ui.add(egui::Label::new(small(saved_as(cx, parsed))).extend().selectable(false));
    });
    if let Some(partner) = chosen {
        cx.look(Look::CapturePartner(partner));
    }
}

fn partner_chip(
    ui: &mut Ui,
    cx: &Cx,
    text: &str,
    name: &str,
    key: Option<&str>,
    id: Option<PartnerId>,
    on: bool,
) -> bool {
    let font = if on { theme::bold(theme::SMALL) } else { theme::plain(theme::SMALL) };
    let words = ui.painter().layout_no_wrap(text.into(), font, theme::ink());
    let cap = key.map(|k| ui.painter().layout_no_wrap(k.into(), theme::plain(11.5), theme::ink_3()));
    let cap_width = cap.as_ref().map_or(0.0, |c| c.size().x + 16.0);
    let size = vec2(words.size().x + cap_width + 34.0, 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    let line = if on || response.has_focus() { Stroke::new(2.0, theme::partner_of(cx.d, id)) } else { Stroke::NONE };
    let fill = if on { theme::panel() } else { theme::sunk() };
    ui.painter().rect(rect, CornerRadius::same(13), fill, line, StrokeKind::Inside);
    super::widgets::dot_at(ui, rect.left_center() + vec2(15.0, 0.0), theme::partner_of(cx.d, id));
    let at = egui::pos2(rect.left() + 25.0, rect.center().y - words.size().y / 2.0);
    let after = at.x + words.size().x + 6.0;
    ui.painter().galley(at, words, theme::ink());
    if let Some(cap) = cap {
        let frame =
            egui::Rect::from_min_size(egui::pos2(after, rect.center().y - 9.0), vec2(cap.size().x + 10.0, 18.0));
        ui.painter().rect(
            frame,
            CornerRadius::same(4),
            theme::panel(),
            Stroke::new(1.0, theme::line()),
            StrokeKind::Inside,
        );
        ui.painter().galley(egui::pos2(after + 5.0, rect.center().y - cap.size().y / 2.0), cap, theme::ink_3());
    }
    response.clicked()
}

/// "“…near the door” · Concern · Table 3 · #hours": the words only where tokens were taken out of them.
fn saved_as(cx: &Cx, parsed: &Parsed) -> String {
    let mut parts = Vec::new();
    if parsed.words != cx.v.capture.text.trim() && !parsed.words.is_empty() {
        let end: String = parsed.words.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
        let cut = if end.len() < parsed.words.len() { "…" } else { "" };
        parts.push(format!("“{cut}{end}”"));
    }
    parts.push(crate::report::blocks::words::sentence(parsed.kind.word()));
    parts.push(crate::report::blocks::words::sentence(&table_name(parsed.table)));
    if parsed.voice != Voice::default() {
        parts.push(crate::report::blocks::words::sentence(parsed.voice.word()));
    }
    let about = parsed.boundary.and_then(|id| cx.s.boundaries.get(id));
    parts.extend(about.map(|b| format!("S{} {}", b.no, b.what)));
    parts.extend(parsed.themes.iter().filter_map(|t| match t {
        Named::Known(id) => cx.s.themes.get(*id).map(|t| format!("#{}", t.name)),
        Named::New(name) => Some(format!("#{name} (new)")),
    }));
    parts.join(" · ")
}

fn line_ui(ui: &mut Ui, cx: &mut Cx, parsed: &Parsed) {
    let id = capture_id();
    several_pasted(ui, cx, id);
    let mut text = cx.v.capture.text.clone();
    let completion = complete(cx.s, &cx.v.capture);
    let focused = ui.memory(|m| m.has_focus(id));
    if focused && completion.is_some() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Tab)) {
        match completion.clone() {
            Some(crate::app::Completion::Line(line)) => cx.look(Look::Capture(line)),
            Some(crate::app::Completion::NewTheme(name)) => cx.look(Look::CaptureNewTheme(name)),
            None => {}
        }
        draw_line(ui, cx, parsed, &mut text, true);
        // After the field, which keeps its caret within the words it was given: those are longer from now on.
        return move_caret_to_end(ui, id);
    }
    draw_line(ui, cx, parsed, &mut text, completion.is_some());
}

/// Several lines that are pasted are not run together: the app asks what they are.
fn several_pasted(ui: &Ui, cx: &mut Cx, id: Id) {
    if !ui.memory(|m| m.has_focus(id)) {
        return;
    }
    let several = |text: &str| text.trim().lines().nth(1).is_some();
    let mut pasted = None;
    ui.input_mut(|i| {
        i.events.retain(|event| match event {
            Event::Paste(text) if several(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
    });
    if let Some(text) = pasted {
        cx.look(Look::Capture(text));
    }
}

/// One contribution, or one for each line? Asked once for each paste.
pub fn pasted_window(ui: &mut Ui, cx: &mut Cx) {
    let Some(text) = &cx.v.pasted else { return };
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let key = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    egui::Window::new("Several lines were pasted")
        .collapsible(false)
        .resizable(false)
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .fixed_size([460.0_f32.min(ui.ctx().content_rect().width() - 60.0), 200.0])
        .show(ui.ctx(), |ui| {
            for line in lines.iter().take(4) {
                words_line(ui, line, theme::SMALL, ui.available_width());
            }
            if lines.len() > 4 {
                ui.label(small(format!("and {} more", lines.len() - 4)));
            }
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| {
                let many = format!("{} contributions", lines.len());
                if primary(ui, &many, Some("M")).clicked() || key(ui, Key::M) {
                    cx.push(Action::Pasted(Pasted::Many));
                }
                if button_key(ui, "One contribution", "O").clicked() || key(ui, Key::O) {
                    cx.push(Action::Pasted(Pasted::One));
                }
                if link(ui, "Neither", Some("Esc")).clicked() {
                    cx.push(Action::Pasted(Pasted::Neither));
                }
            });
        });
    let answered = cx.actions.0.iter().any(|a| matches!(a, Action::Pasted(_)));
    // The letters are the answer, not words; after it more words can come.
    ui.memory_mut(|m| if answered { m.request_focus(capture_id()) } else { m.surrender_focus(capture_id()) });
}

fn move_caret_to_end(ui: &Ui, id: Id) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = egui::text::CCursor::new(usize::MAX);
    state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
    TextEdit::store_state(ui.ctx(), id, state);
}

fn draw_line(ui: &mut Ui, cx: &mut Cx, parsed: &Parsed, text: &mut String, token: bool) {
    if text.is_empty()
        && let Some(mut state) = TextEdit::load_state(ui.ctx(), capture_id())
    {
        // Undo in the line does not bring back what has been written down.
        state.clear_undoer();
        TextEdit::store_state(ui.ctx(), capture_id(), state);
    }
    if needs_bidi(text) {
        wrapped(ui, RichText::new(&*text));
    }
    ui.horizontal(|ui| {
        if cx.v.page != Page::Live && !cx.v.table_mode && ui.available_width() > 760.0 {
            let who = cx.s.partner_name(parsed.partner).to_string();
            let words = format!("{} · {}", short_name(&who), saved_as(cx, parsed));
            let size = vec2(ui.available_width() * 0.26, 44.0);
            ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                super::widgets::dot(ui, theme::partner_of(cx.d, parsed.partner));
                ui.add(egui::Label::new(small(words)).truncate().selectable(false));
            });
        }
        let width = ui.available_width() - 152.0;
        let words = if cx.v.page == Page::Live || cx.v.table_mode {
            "What somebody says, then Enter   #theme  !kind  @table  /S3  ~voice"
        } else {
            "What somebody says, then Enter   F2"
        };
        let hint = RichText::new(words).color(theme::ink_3());
        let frame = Frame::new()
            .fill(theme::panel())
            .stroke(Stroke::new(2.0, theme::accent()))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin::symmetric(10, 6));
        let field = frame
            .show(ui, |ui| {
                let edit = caret::line(ui, capture_id(), text)
                    .frame(Frame::NONE)
                    .font(theme::plain(16.0))
                    .desired_width(width - 24.0)
                    .hint_text(hint)
                    .align(egui::Align2::LEFT_CENTER)
                    .lock_focus(token);
                ui.add(edit)
            })
            .inner;
        field.ctx.accesskit_node_builder(field.id, |node| node.set_label("Capture line"));
        if field.changed() {
            cx.look(Look::Capture(text.clone()));
        }
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if entered {
            field.request_focus();
        }
        if primary(ui, "Write down", Some("Enter")).clicked() || entered {
            cx.push(Action::Capture);
        }
    });
}
