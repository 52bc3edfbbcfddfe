//! Photos beside the board: each with its caption, what it shows, and whether it may be printed. And how pictures come
//! in: dropped anywhere on the window, or pasted.

use super::belongs::{choose_boundary, choose_item, choose_table};
use super::commands::Cmd;
use super::names_card::choose_consent;
use super::people_cards::hidden_from_the_room;
use super::widgets::{
    Field, Icon, bold, card, icon_button, labelled_row, link, primary_cmd, row_buttons, section_title, small,
    text_field, wrapped,
};
use super::{Cx, theme};
use crate::app::{Action, Actions, App, Look, Seen, Shown};
use crate::edit::{Command, Edit, Key as Thing, PhotoField as F};
use crate::model::*;
use crate::report::raster::Picture;
use egui::{
    Align2, Color32, ColorImage, CornerRadius, Event, Id, Key, LayerId, Modifiers, Order, Rect, Role, Sense, Stroke,
    StrokeKind, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// So many pictures stay with the graphics card; a panel shows fewer.
const MOST_TEXTURES: usize = 24;
/// A small picture is at most so high.
const MOST_HEIGHT: f32 = 240.0;

/// The panel.
pub fn photos_ui(ui: &mut Ui, cx: &mut Cx) {
    card(ui, |ui| {
        section_title(ui, "Photos");
        wrapped(
            ui,
            small(
                "Flip charts and maps, as JPEG or PNG. Drop them anywhere on the window, paste them, or choose a file. Where and when they were taken is not kept.",
            ),
        );
        ui.add_space(4.0);
        if primary_cmd(ui, "Add a photo…", Cmd::AddPhoto).clicked() {
            cx.run(ui, Cmd::AddPhoto);
        }
        if !cx.s.photos.is_empty() {
            ui.add_space(2.0);
            // Faces are for those who were asked.
            hidden_from_the_room(ui, cx, "the photos");
        }
    });
    for p in &cx.s.photos {
        ui.add_space(8.0);
        card(ui, |ui| ui.push_id(p.id, |ui| photo_ui(ui, cx, p)));
    }
}

fn photo_ui(ui: &mut Ui, cx: &mut Cx, p: &Photo) {
    let id = p.id;
    let edit = move |f: F| Command::Edit(Edit::Photo(id, f));
    if may_be_seen(cx) {
        small_picture_ui(ui, cx, p);
    }
    text_field(
        ui,
        cx,
        (id, "caption"),
        Field::line("Caption").hint("Table 3: what the room is for"),
        &p.caption,
        |t| edit(F::Caption(t)),
    );
    let look = Field {
        hint: "A flip chart with six ideas, “homework club” circled",
        ..Field::lines("What it shows, for those who do not see it", 2)
    };
    text_field(ui, cx, (id, "alt"), look, &p.alt, |t| edit(F::Alt(t)));
    labelled_row(ui, "Print it", |ui| {
        if let Some(c) = choose_consent(ui, cx, id, "May it be printed", p.may_print) {
            cx.act("whether a photo may be printed", edit(F::MayPrint(c)));
        }
    });
    let unwilling = cx.s.people.iter().filter(|person| person.on_photos.forbids()).count();
    let listed = if unwilling == 0 { String::new() } else { format!(" {unwilling} on the list said no to photos.") };
    wrapped(ui, small(format!("Yes: everybody who can be recognised said yes, or nobody can be.{listed}")));
    labelled_row(ui, "Item", |ui| {
        if let Some(i) = choose_item(ui, cx, id.0, "Agenda item of the photo", p.item) {
            cx.act("agenda item of a photo", edit(F::Item(i)));
        }
    });
    labelled_row(ui, "Table", |ui| {
        if let Some(t) = choose_table(ui, cx, id.0, "Table of the photo", p.table) {
            cx.act("table of a photo", edit(F::Table(t)));
        }
    });
    labelled_row(ui, "About", |ui| {
        if let Some(b) = choose_boundary(ui, cx, id.0, "What the photo is about", p.boundary) {
            cx.act("what a photo is about", edit(F::Boundary(b)));
        }
    });
    ui.horizontal(|ui| {
        let what = format!("the photo “{}”", p.called());
        row_buttons(ui, cx, &cx.s.photos, id, (&what, Thing::Photo(id)), |o| Edit::Photo(id, F::Order(o)));
    });
}

/// Not where the room may see this screen, until it is asked for.
fn may_be_seen(cx: &Cx) -> bool {
    !cx.v.room_was_here || cx.v.private
}

/// The picture, as wide as there is room; a click shows it large.
fn small_picture_ui(ui: &mut Ui, cx: &mut Cx, p: &Photo) {
    let width = ui.available_width();
    let size = fit_into(vec2(p.width_px.max(1) as f32, p.height_px.max(1) as f32), vec2(width, MOST_HEIGHT));
    let (rect, response) = ui.allocate_exact_size(vec2(width, size.y), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show large: {}", p.called())));
    let place = Rect::from_center_size(rect.center(), size);
    picture_ui(ui, cx, &p.digest, false, place);
    let line = if response.has_focus() { Stroke::new(2.0, theme::ink()) } else { Stroke::new(1.0, theme::line()) };
    ui.painter().rect_stroke(place, CornerRadius::same(4), line, StrokeKind::Outside);
    if response.on_hover_text("Show it large").clicked() {
        cx.look(Look::LargePhoto(Some(p.id)));
    }
}

/// A picture where it is here; else why it is not.
fn picture_ui(ui: &mut Ui, cx: &mut Cx, digest: &str, large: bool, place: Rect) {
    let shown = Shown { digest: digest.into(), large };
    match cx.v.photos.get(&shown) {
        None if ui.is_rect_visible(place) => cx.push(Action::SeePhoto(shown)),
        None | Some(Seen::Coming) => drop(ui.painter().rect_filled(place, CornerRadius::same(4), theme::sunk())),
        Some(Seen::Here(picture)) => {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let texture = texture(ui, &shown, picture);
            ui.painter().image(texture.id(), place, whole, Color32::WHITE);
        }
        Some(Seen::Missing(why)) => {
            ui.painter().rect_filled(place, CornerRadius::same(4), theme::warn_soft());
            let words =
                ui.painter().layout(why.clone(), theme::plain(theme::SMALL), theme::warn(), place.width() - 16.0);
            ui.painter().with_clip_rect(place).galley(place.min + vec2(8.0, 8.0), words, theme::warn());
        }
    }
}

/// The largest size of these proportions that fits.
fn fit_into(size: Vec2, room: Vec2) -> Vec2 {
    size * (room.x / size.x).min(room.y / size.y)
}

fn texture(ui: &Ui, shown: &Shown, picture: &Arc<Picture>) -> TextureHandle {
    let id = Id::unique("photo textures");
    let mut kept: Vec<(Shown, TextureHandle)> = ui.data_mut(|d| d.get_temp(id)).unwrap_or_default();
    let texture = match kept.iter().position(|(of, _)| of == shown) {
        Some(place) => kept.remove(place).1,
        None => {
            let size = [picture.width as usize, picture.height as usize];
            let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            ui.ctx().load_texture("photo", image, TextureOptions::LINEAR)
        }
    };
    kept.push((shown.clone(), texture.clone()));
    let old = kept.len().saturating_sub(MOST_TEXTURES);
    kept.drain(..old);
    ui.data_mut(|d| d.insert_temp(id, kept));
    texture
}

/// One photo, as large as the window: to read what stands on a flip chart.
pub fn large_window(ui: &mut Ui, cx: &mut Cx) {
    let Some(p) = cx.v.large_photo.and_then(|id| cx.s.photos.get(id)).filter(|_| may_be_seen(cx)) else { return };
    let place = cx.s.photos.position(p.id).unwrap_or(0);
    let room = ui.ctx().content_rect().size() - vec2(60.0, 120.0);
    let size = fit_into(vec2(p.width_px.max(1) as f32, p.height_px.max(1) as f32), room.max(vec2(80.0, 80.0)));
    egui::Window::new("Photo").title_bar(false).resizable(false).anchor(Align2::CENTER_CENTER, [0.0, 0.0]).show(
        ui.ctx(),
        |ui| {
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, p.called()));
            picture_ui(ui, cx, &p.digest, true, rect);
            ui.horizontal(|ui| {
                let ways = [
                    (Icon::Left, -1, "The photo before", Key::ArrowLeft),
                    (Icon::Right, 1, "The next photo", Key::ArrowRight),
                ];
                for (icon, by, name, key) in ways {
                    let other = place.checked_add_signed(by).and_then(|place| cx.s.photos.get_at(place));
                    let pressed = ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
                    ui.add_enabled_ui(other.is_some(), |ui| {
                        if icon_button(ui, icon, name).clicked() || (pressed && other.is_some()) {
                            cx.look(Look::LargePhoto(other.map(|o| o.id)));
                        }
                    });
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if link(ui, "Close", Some("Esc")).clicked() {
                        cx.look(Look::LargePhoto(None));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(egui::Label::new(bold(p.called(), theme::BODY)).truncate().selectable(false));
                    });
                });
            });
        },
    );
}

/// Takes in what was dropped on the window or pasted as a picture, and says where a drop goes while it is held.
pub fn brought_in(ui: &Ui, app: &App, actions: &mut Actions) {
    let (dropped, held) = ui.input(|i| {
        let paths: Vec<_> = i.raw.dropped_files.iter().map(|f| f.path().to_path_buf()).collect();
        (paths, !i.raw.hovered_files.is_empty())
    });
    if !dropped.is_empty() {
        actions.push(Action::Dropped(dropped));
    }
    let pasted = ui.input_mut(|i| {
        let place = i.events.iter().position(|e| matches!(e, Event::PasteImage(_)));
        place.map(|place| i.events.remove(place))
    });
    if let Some(Event::PasteImage(image)) = pasted.filter(|_| app.document.is_some()) {
        actions.push(Action::PastePhoto(image));
    }
    if held {
        let words = if app.document.is_some() { "Drop a photo or a table here" } else { "Drop a session here" };
        held_over(ui, words);
    }
}

fn held_over(ui: &Ui, words: &str) {
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("held over the window")));
    let full = ui.ctx().content_rect();
    painter.rect_filled(full, 0.0, theme::accent_soft().gamma_multiply(0.85));
    painter.rect_stroke(
        full.shrink(14.0),
        CornerRadius::same(10),
        Stroke::new(3.0, theme::accent()),
        StrokeKind::Inside,
    );
    painter.text(full.center(), Align2::CENTER_CENTER, words, theme::bold(24.0), theme::accent());
}
