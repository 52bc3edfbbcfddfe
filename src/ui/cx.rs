//! What a page is given: the session, what follows from it, how it is looked at, and where to send
//! actions.

use super::commands::{self, Cmd};
use crate::app::{Action, Actions, App, Derived, Document, Look, ViewState};
use crate::edit::{Command, Edit, Item, SessionField};
use crate::model::Session;
use crate::model::time::Moment;
use uuid::Uuid;

/// A read-only view of the state, and a list of actions to fill.
pub struct Cx<'a> {
    pub app: &'a App,
    pub s: &'a Session,
    pub d: &'a Derived,
    pub v: &'a ViewState,
    pub document: &'a Document,
    /// The clock, read once a frame.
    pub now: Moment,
    pub new_id: &'a dyn Fn() -> Uuid,
    pub actions: &'a mut Actions,
}

impl Cx<'_> {
    /// A fresh id for something new.
    pub fn id(&self) -> Uuid {
        (self.new_id)()
    }

    pub fn push(&mut self, action: Action) {
        self.actions.push(action);
    }

    pub fn act(&mut self, label: impl Into<String>, command: Command) {
        self.actions.act(label, command);
    }

    pub fn add(&mut self, label: impl Into<String>, item: impl Into<Item>) {
        self.act(label, Command::Add(item.into()));
    }

    pub fn edit(&mut self, label: impl Into<String>, edit: Edit) {
        self.act(label, Command::Edit(edit));
    }

    pub fn set(&mut self, label: impl Into<String>, field: SessionField) {
        self.act(label, Command::session(field));
    }

    /// Does a command of the table.
    pub fn run(&mut self, ui: &egui::Ui, cmd: Cmd) {
        if let Some(entry) = commands::entry(cmd) {
            commands::run(entry, 0, ui.ctx(), self.app, self.actions);
        }
    }

    pub fn look(&mut self, look: Look) {
        self.actions.look(look);
    }
}
