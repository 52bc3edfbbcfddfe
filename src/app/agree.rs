//! Adding what is agreed, with its number, and selected, so that its words can be typed at once; and going to what the
//! check found.

use super::action::{Look, Page, Select};
use super::state::App;
use crate::edit::{Command, Item, Key, Place, new_action, new_boundary, new_decision};
use crate::insight::{Finding, read_back};
use crate::model::Status;
use crate::model::time::in_zone;

impl App {
    pub(super) fn add_boundary(&mut self, status: Status) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let b = new_boundary(s, self.env.new_id(), "", status);
        let (label, select) = (format!("S{}", b.no), Select::Boundary(Some(b.id)));
        self.add_selected(label, b.into(), select);
    }

    pub(super) fn add_decision(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let d = new_decision(s, self.env.new_id(), in_zone(self.env.now(), &s.zone), None);
        let (label, select) = (format!("D{}", d.no), Select::Decision(Some(d.id)));
        self.add_selected(label, d.into(), select);
    }

    pub(super) fn add_action(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let a = new_action(s, self.env.new_id(), "");
        let (label, select) = (format!("A{}", a.no), Select::Action(Some(a.id)));
        self.add_selected(label, a.into(), select);
    }

    /// Goes to the page that mends a finding, selects the thing there, and brings it into view.
    pub(super) fn mend(&mut self, finding: Finding) {
        let page = finding.page;
        self.handle(super::Action::Go(page));
        if let Some(key) = finding.thing.map(Key::from) {
            self.go_to(page, key);
        }
        // A contribution that has an answer is not among those that are owed.
        self.view.only_owed &= page != Page::Responses;
        self.handle(super::Action::Look(Look::Fresh(finding.about.unwrap_or_default())));
        self.view.mended = Some(finding.id());
    }

    /// Goes to where the item that is being read back is corrected. The room goes on seeing it, as it is corrected.
    pub(super) fn correct_read(&mut self) {
        let Some(s) = self.document.as_ref().map(|d| d.session()) else { return };
        let read = read_back(s).into_iter().nth(self.view.read_back);
        match read.and_then(|read| read.thing) {
            Some(thing) => self.show_place(Place::Thing(thing.into())),
            None => self.say("Nothing is being read back that could be corrected"),
        }
    }

    /// Goes to a page and selects a thing there.
    pub(super) fn go_to(&mut self, page: Page, key: Key) {
        self.handle(super::Action::Go(page));
        if let Some(select) = super::place::of(Place::Thing(key), page).1 {
            self.handle(super::Action::Look(Look::Select(select)));
        }
    }

    fn add_selected(&mut self, label: String, item: Item, select: Select) {
        self.keep_drafts();
        if self.apply(label, Command::Add(item)) {
            self.handle(super::Action::Look(Look::Select(select)));
        }
    }
}
