//! The world, as the app sees it: the clock, fresh ids, dialogs, the disk, and other threads.
//!
//! The only place that names rfd. Tests hand in their own.

use super::action::{Action, Job};
use crate::model::time::Moment;
use crate::store::{Disk, RealDisk};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use uuid::Uuid;

/// Work for another thread; what it brings back is an action.
pub type Work = Box<dyn FnOnce() -> Job + Send>;

/// The world.
pub trait Env {
    /// The present moment, with the offset of this place.
    fn now(&self) -> Moment;
    /// The IANA name of the zone here.
    fn zone(&self) -> String;
    /// An id that no other laptop gives.
    fn new_id(&self) -> Uuid;
    fn disk(&self) -> Arc<dyn Disk>;
    /// Where new sessions go.
    fn session_folder(&self) -> PathBuf;
    /// Where settings are; None: nowhere.
    fn settings_path(&self) -> Option<PathBuf>;
    /// Does something without keeping the window waiting.
    fn spawn(&mut self, work: Work);
    /// What came back.
    fn poll(&mut self) -> Vec<Action>;
    /// Asks for a file to open.
    fn pick_open(&mut self, what: &'static str, ending: &'static str, done: fn(Option<PathBuf>) -> Job);
    /// Asks where to write.
    fn pick_save(&mut self, folder: PathBuf, name: String, done: fn(Option<PathBuf>) -> Job);
    /// Opens a file in the system's viewer.
    fn show(&self, path: &Path) -> Result<(), String>;
}

/// The real world.
pub struct RealEnv {
    ctx: egui::Context,
    sender: Sender<Job>,
    receiver: Receiver<Job>,
}

impl RealEnv {
    /// Wakes `ctx` when slow work is done.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self { ctx, sender, receiver }
    }

    fn in_background(&self, work: impl FnOnce() -> Job + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        std::thread::spawn(move || {
            // The window may be gone by then; there is nobody to tell.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
    }
}

impl Env for RealEnv {
    fn now(&self) -> Moment {
        chrono::Local::now().fixed_offset()
    }

    fn zone(&self) -> String {
        iana_time_zone::get_timezone().unwrap_or_else(|_| "Europe/London".into())
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(RealDisk)
    }

    fn session_folder(&self) -> PathBuf {
        crate::store::session_folder()
    }

    fn settings_path(&self) -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "Upfront").map(|d| d.config_dir().join("settings.ron"))
    }

    fn spawn(&mut self, work: Work) {
        self.in_background(work);
    }

    fn poll(&mut self) -> Vec<Action> {
        self.receiver.try_iter().map(Action::Done).collect()
    }

    fn pick_open(&mut self, what: &'static str, ending: &'static str, done: fn(Option<PathBuf>) -> Job) {
        let folder = self.session_folder();
        self.in_background(move || {
            done(rfd::FileDialog::new().add_filter(what, &[ending]).set_directory(folder).pick_file())
        });
    }

    fn pick_save(&mut self, folder: PathBuf, name: String, done: fn(Option<PathBuf>) -> Job) {
        self.in_background(move || done(rfd::FileDialog::new().set_directory(folder).set_file_name(name).save_file()));
    }

    fn show(&self, path: &Path) -> Result<(), String> {
        open::that_detached(path).map_err(|_| format!("No program here opens it; it lies at {}", path.display()))
    }
}
