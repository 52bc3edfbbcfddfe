//! Writing down what is said: from the capture line into the record.

use super::action::Pasted;
use super::capture::{CaptureLine, Named, Parsed, parse};
use super::state::App;
use crate::edit::{Command, Item, new_contribution, new_theme};
use crate::live::item_on;
use crate::model::time::in_zone;
use crate::model::{Number, Session, SortKey};
use crate::store::keeper::CAPTURE_SLOT;

impl App {
    pub(super) fn capture_new_theme(&mut self, name: String) {
        let line = &mut self.view.capture;
        if !line.new_themes.contains(&name) {
            line.new_themes.push(name);
        }
        line.text.push(' ');
    }

    /// What is typed in the capture line. Several lines are set aside until the person has said whether they
    /// are one contribution or many; what was typed before stays in the line.
    pub(super) fn capture_text(&mut self, text: String) {
        let several = text.lines().filter(|line| !line.trim().is_empty()).count() > 1;
        if several {
            self.view.pasted = Some(text);
        } else {
            self.view.capture.text = text.replace(['\n', '\r'], " ");
        }
        self.tell_typing(CAPTURE_SLOT);
    }

    /// The several lines that were pasted: one contribution, one each, or none of it.
    pub(super) fn pasted(&mut self, choice: Pasted) {
        let Some(text) = self.view.pasted.take() else { return };
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        match choice {
            Pasted::One => {
                let typed = self.view.capture.text.trim();
                let words: Vec<&str> = std::iter::once(typed).chain(lines).filter(|w| !w.is_empty()).collect();
                self.view.capture.text = words.join(" ");
            }
            Pasted::Many => {
                let typed = std::mem::take(&mut self.view.capture.text);
                if !self.write_down(&lines) {
                    // Refused: nothing that was pasted or typed is gone.
                    self.view.pasted = Some(text.clone());
                }
                self.view.capture.text = typed;
            }
            Pasted::Neither => {}
        }
        self.tell_typing(CAPTURE_SLOT);
    }

    /// Saves the capture line. Who, what kind, where, about what stay for the next one.
    pub(super) fn capture(&mut self) {
        let text = self.view.capture.text.clone();
        self.write_down(&[&text]);
    }

    /// Writes down each line; true where nothing was refused.
    fn write_down(&mut self, lines: &[&str]) -> bool {
        let Some(document) = &self.document else { return false };
        let s = document.session();
        let mut line = self.view.capture.clone();
        let mut made = Made::default();
        for text in lines {
            line.text = (*text).to_string();
            let parsed = parse(s, &line);
            if !parsed.words.is_empty() {
                made.add(self, s, &parsed);
            }
            // A token counts from its line on.
            line = CaptureLine { new_themes: line.new_themes, ..parsed.next_line() };
        }
        let next = CaptureLine { new_themes: Vec::new(), ..line };
        if made.commands.is_empty() {
            // Tokens alone set what stays.
            self.view.capture = next;
            self.tell_typing(CAPTURE_SLOT);
            return true;
        }
        // A refused line keeps its words.
        let done = self.apply_typed(made.label(), Command::Batch(made.commands), Some(CAPTURE_SLOT));
        if done {
            self.view.capture = next;
        }
        done
    }
}

/// Contributions of one paste or one Enter.
#[derive(Default)]
struct Made {
    commands: Vec<Command>,
    first_no: Number,
    count: u32,
    /// New themes, by name, so that two lines share one.
    themes: Vec<(String, crate::model::ThemeId)>,
    order: Option<(SortKey, SortKey)>,
}

impl Made {
    fn add(&mut self, app: &App, s: &Session, parsed: &Parsed) {
        let mut c = new_contribution(s, app.env.new_id(), in_zone(app.env.now(), &s.zone), &parsed.words);
        let (order, theme_order) = self.order.take().unwrap_or_else(|| (c.order.clone(), s.themes.end()));
        if self.count == 0 {
            self.first_no = c.no;
        }
        c.no = self.first_no.plus(self.count);
        self.count += 1;
        c.order = order;
        c.partner = parsed.partner;
        c.kind = parsed.kind;
        c.table = parsed.table;
        c.voice = parsed.voice;
        c.boundary = parsed.boundary;
        c.item = item_on(s, app.view.table_item).map(|i| i.id);
        let mut theme_order = theme_order;
        for named in &parsed.themes {
            let name = match named {
                Named::Known(id) => {
                    c.themes.push(*id);
                    continue;
                }
                Named::New(name) => name,
            };
            let known = self.themes.iter().find(|(n, _)| n == name).map(|(_, id)| *id);
            let id = known.unwrap_or_else(|| {
                let mut theme = new_theme(s, app.env.new_id(), name);
                theme.order = theme_order.clone();
                theme_order = SortKey::new_after(&theme_order);
                let id = theme.id;
                self.themes.push((name.clone(), id));
                self.commands.push(Command::Add(Item::from(theme)));
                id
            });
            c.themes.push(id);
        }
        self.order = Some((SortKey::new_after(&c.order), theme_order));
        self.commands.push(Command::Add(Item::from(c)));
    }

    fn label(&self) -> String {
        match self.count {
            1 => format!("C{}", self.first_no),
            n => format!("C{} to C{}", self.first_no, self.first_no.plus(n - 1)),
        }
    }
}
