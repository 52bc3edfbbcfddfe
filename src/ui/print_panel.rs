//! Beside signing: which document is printed, how it will look, and where its file goes.

use super::widgets::{Icon, button, caret, choose, icon_button, link, section_title, small, small_button, wrapped};
use super::{Cx, theme};
use crate::app::{Action, App, LaidOut, Look, Sheets};
use crate::exchange::HandOn;
use crate::model::time::day;
use crate::report::blocks::words::and;
use crate::report::blocks::{DocumentKind, GOES, Reader};
use crate::report::languages::languages;
use crate::report::{Print, missing_sentence};
use egui::{Color32, ColorImage, CornerRadius, Frame, Margin, Rect, Sense, TextureHandle, Ui, pos2, vec2};

/// The page as it will print: painted from the very glyphs and lines the PDF gets.
pub fn preview_ui(ui: &mut Ui, cx: &mut Cx, height: f32) {
    Frame::new().fill(theme::mat()).corner_radius(CornerRadius::same(8)).inner_margin(Margin::same(14)).show(
        ui,
        |ui| {
            ui.set_width(ui.available_width());
            ui.set_height((height - 30.0).max(0.0));
            sheets_ui(ui, cx);
            ui.add_space(8.0);
            let Some(LaidOut { pages, .. }) = &cx.v.export.pages else {
                ui.label(small("Laying the pages out…"));
                return;
            };
            let count = pages.pages.len();
            let page = cx.v.export.page.min(count.saturating_sub(1));
            let shape = pages.paper.height / pages.paper.width;
            let width = ui.available_width().min((ui.available_height() - 50.0) / shape);
            let size = vec2(width, width * shape);
            ui.vertical_centered(|ui| {
                let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                ui.painter().rect_filled(rect.expand(1.0), CornerRadius::ZERO, theme::line());
                ui.painter().rect_filled(rect, CornerRadius::ZERO, theme::sheet());
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Image, true, format!("Page {} as it prints", page + 1))
                });
                if let Some(texture) = texture(ui, cx) {
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    ui.painter().image(texture.id(), rect, whole, Color32::WHITE);
                }
                ui.add_space(8.0);
                turn_ui(ui, cx, page, count);
            });
        },
    );
}

fn turn_ui(ui: &mut Ui, cx: &mut Cx, page: usize, count: usize) {
    ui.horizontal(|ui| {
        ui.add_space((ui.available_width() - 170.0).max(0.0) / 2.0);
        if icon_button(ui, Icon::Left, "Page before").clicked() {
            cx.look(Look::PreviewPage(page.saturating_sub(1)));
        }
        ui.label(format!("Page {} of {count}", page + 1));
        if icon_button(ui, Icon::Right, "Page after").clicked() && page + 1 < count {
            cx.look(Look::PreviewPage(page + 1));
        }
    });
}

/// The painted page as a texture, kept while it is the same.
fn texture(ui: &Ui, cx: &Cx) -> Option<TextureHandle> {
    let painted = cx.v.export.picture.as_ref()?;
    let id = egui::Id::unique("preview texture");
    let key = (painted.revision, painted.sheets, painted.page);
    let kept: Option<((u64, Sheets, usize), TextureHandle)> = ui.data(|d| d.get_temp(id));
    if let Some((of, texture)) = kept
        && of == key
    {
        return Some(texture);
    }
    let picture = &painted.picture;
    let size = [picture.width as usize, picture.height as usize];
    let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
    let texture = ui.ctx().load_texture("preview", image, egui::TextureOptions::LINEAR);
    ui.data_mut(|d| d.insert_temp(id, (key, texture.clone())));
    Some(texture)
}

/// What is printed, and where its file goes: a dialog, and a path that always works.
/// Without a preview beside it, it also asks which document.
pub fn print_ui(ui: &mut Ui, app: &App, cx: &mut Cx, previewed: bool) {
    section_title(ui, "Print");
    if !previewed {
        sheets_ui(ui, cx);
    }
    record_ui(ui, cx);
    path_ui(ui, app, cx);
    wrapped(ui, small("A name ending in .html or .md gives the same as a web page or as Markdown"));
    ui.add_space(4.0);
    match cx.v.export.writing.clone() {
        Some(watch) => {
            ui.horizontal(|ui| {
                let bar = egui::ProgressBar::new(watch.done()).desired_width(180.0).text("Writing…");
                ui.add(bar);
                if link(ui, "Stop", None).clicked() {
                    cx.push(Action::StopExport);
                }
            });
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        }
        None => {
            ui.horizontal(|ui| {
                if button(ui, "Print").on_hover_text("Writes the file, and opens it where it can be printed").clicked()
                {
                    cx.push(Action::Print);
                }
                if button(ui, "Write the file").clicked() {
                    cx.push(Action::Export);
                }
            });
        }
    }
    let missing = cx.v.export.pages.as_ref().and_then(|p| missing_sentence(&p.pages.missing));
    if let Some(sentence) = missing {
        wrapped(ui, small(sentence).color(theme::warn()));
    }
    if let Some(written) = &cx.v.export.written {
        ui.horizontal(|ui| {
            wrapped(ui, small(format!("Written: {}", written.display())));
            if link(ui, "Open it", None).clicked() {
                cx.push(Action::OpenExported);
            }
        });
    }
}

/// Whether the PDF carries the record; it is the facilitator's to say.
fn record_ui(ui: &mut Ui, cx: &mut Cx) {
    if !cx.v.export.sheets.kind.is_of_record() {
        return;
    }
    let mut with = cx.v.export.sheets.with_record;
    let says = "Without names, contacts, access needs and your notes; Upfront opens it from the PDF, years later";
    if ui.checkbox(&mut with, "The PDF carries the record").on_hover_text(says).changed() {
        cx.look(Look::WithRecord(with));
    }
}

fn sheets_ui(ui: &mut Ui, cx: &mut Cx) {
    let now = cx.v.export.sheets;
    let mut new = now;
    ui.horizontal_wrapped(|ui| {
        if let Some(kind) = choose(ui, "document", "Document", now.kind, &DocumentKind::ALL, |k| k.label().into()) {
            new.kind = kind;
        }
        for (print, word) in [(Print::Standard, "Standard"), (Print::Large, "Large print")] {
            ui.radio_value(&mut new.print, print, word);
        }
        let all: Vec<Option<usize>> = std::iter::once(None).chain((0..languages().len()).map(Some)).collect();
        let word = |place: Option<usize>| match place.and_then(|place| languages().get(place)) {
            None => "English".to_string(),
            Some(language) => format!("English and {}", language.name),
        };
        if let Some(second) = choose(ui, "second language", "Language", now.second, &all, word) {
            new.second = second;
        }
    });
    match now.kind {
        DocumentKind::Letter => reader_ui(ui, cx, &mut new),
        DocumentKind::CaseStudy => goes_ui(ui, cx),
        _ => {}
    }
    if new != now {
        cx.look(Look::PreviewSheets(new));
    }
}

/// Whom the letter is for.
fn reader_ui(ui: &mut Ui, cx: &Cx, new: &mut Sheets) {
    let mut all = vec![Reader::Each, Reader::Everyone];
    all.extend(cx.s.partners.iter().map(|p| Reader::Partner(p.id)));
    let word = |reader: Reader| match reader {
        Reader::Each => "All letters".to_string(),
        Reader::Everyone => "To everyone who came".into(),
        Reader::Partner(id) => format!("To the people of {}", cx.s.partner_name(Some(id))),
    };
    if let Some(reader) = choose(ui, "reader", "Whom it is for", new.reader, &all, word) {
        new.reader = reader;
    }
}

/// What goes into a case study and what stays, and why; and the sessions it is made from.
fn goes_ui(ui: &mut Ui, cx: &mut Cx) {
    for words in GOES {
        wrapped(ui, small(words));
    }
    if cx.s.series.is_empty() {
        return;
    }
    let taken: Vec<String> = cx.v.export.earlier.iter().map(|s| day(s.date)).collect();
    let of = cx.s.series.len();
    ui.horizontal_wrapped(|ui| {
        let words = match taken.as_slice() {
            [] => format!("Of this session only; {of} before it can be added"),
            taken => format!("Also of {}", and(taken)),
        };
        wrapped(ui, small(words));
        if taken.len() < of && button(ui, "Add an earlier session…").clicked() {
            cx.push(Action::BrowseEarlier);
        }
    });
}

fn path_ui(ui: &mut Ui, app: &App, cx: &mut Cx) {
    let mut path = cx.v.export.path.clone();
    if path.is_empty() {
        path = app.default_export_path().display().to_string();
    }
    ui.horizontal(|ui| {
        let label = ui.label(small("Where"));
        let width = ui.available_width() - 100.0;
        let field = ui
            .add(caret::line(ui, egui::Id::unique("export path"), &mut path).desired_width(width))
            .labelled_by(label.id);
        if field.changed() {
            cx.look(Look::ExportPath(path.clone()));
        }
        if button(ui, "Browse…").clicked() {
            cx.push(Action::BrowseExport);
        }
    });
}

/// What other programs read; each is written beside the session at once.
pub fn hand_on_ui(ui: &mut Ui, cx: &mut Cx) {
    section_title(ui, "For other programs");
    wrapped(
        ui,
        small("Written beside the session, without words that are withheld and without names that have no yes"),
    );
    ui.horizontal_wrapped(|ui| {
        for what in HandOn::OFFERED {
            if small_button(ui, &what.label()).clicked() {
                cx.push(Action::HandOn(what));
            }
        }
    });
}
