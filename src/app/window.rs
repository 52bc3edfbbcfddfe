//! Opens the window: wgpu first, glow where that does not start, and a sentence where neither does. Where
//! the window stops without being asked to (a fault of ours, a graphics device that was lost), a new one
//! opens with the same session.

use super::{Action, App, RealEnv};
use crate::store::{self, RealDisk};
use crate::ui;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// The window is open: from here on nothing is tried a second time in this process.
static STARTED: AtomicBool = AtomicBool::new(false);
/// The session that is open, for the window that takes over.
static OPEN: Mutex<Option<Uuid>> = Mutex::new(None);
/// The last stop was in the code that draws; the next window draws in the other way.
static IN_GRAPHICS: AtomicBool = AtomicBool::new(false);

/// So many windows in a row take over from one that stopped at once, then the start page offers the rest.
const MOST_IN_A_ROW: u32 = 3;
/// Counts them, from process to process.
const IN_A_ROW: &str = "UPFRONT_TAKEN_OVER";

/// What the window is to begin with.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    pub file: Option<PathBuf>,
    /// Goes on with this session, from a window that stopped.
    pub session: Option<Uuid>,
    /// Draw with glow at once.
    pub glow: bool,
    /// Writes down what the rail has shown as saved, so that a test can hold it to that.
    pub ack_log: Option<PathBuf>,
}

/// The app as the window system runs it.
pub struct Window {
    pub app: App,
    acknowledged: Option<Acknowledged>,
    pace: ui::pace::Pace,
}

impl Window {
    pub fn new(app: App) -> Self {
        Self { app, acknowledged: None, pace: Default::default() }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        ui::frame_ui(ui, &mut self.app);
        if let Ok(mut open) = OPEN.lock() {
            *open = self.app.document.as_ref().map(|d| d.session().id);
        }
        if let Some(acknowledged) = &mut self.acknowledged {
            acknowledged.note(&self.app);
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        // The room's screen has frames of its own; what is typed belongs to this window.
        if input.viewport_id != egui::ViewportId::ROOT {
            return;
        }
        if self.pace.pace(&mut input.events) {
            ctx.request_repaint();
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.app.close();
        if let Ok(mut open) = OPEN.lock() {
            *open = None;
        }
    }
}

/// Writes a line whenever the rail says that more is saved: how many contributions, and the words in the
/// capture line.
struct Acknowledged {
    path: PathBuf,
    last: String,
}

impl Acknowledged {
    fn note(&mut self, app: &App) {
        let Some(document) = app.document.as_ref().filter(|d| d.is_kept()) else { return };
        let line = format!("{} {}\n", document.session().contributions.len(), app.view.capture.text);
        if line != self.last {
            let _ = store::log::append(&RealDisk, &self.path, &line);
            self.last = line;
        }
    }
}

/// Opens the window. The error is the sentence the person reads.
pub fn open_window(launch: Launch) -> Result<(), String> {
    if no_display() {
        return Err("There is no display here to open a window on; log in to a desktop (X11 or Wayland), or use \
                    the commands that need no window (upfront --help)"
            .into());
    }
    note_crashes();
    let first = if launch.glow { eframe::Renderer::Glow } else { eframe::Renderer::Wgpu };
    if start(first, launch.clone()).is_ok() {
        return Ok(());
    }
    if STARTED.load(Ordering::Relaxed) {
        return take_over(launch.ack_log);
    }
    start(eframe::Renderer::Glow, launch).map_err(|()| {
        "The window could not be opened: the system gave no working graphics. Upfront needs X11 or Wayland with \
         libxkbcommon, and OpenGL or Vulkan (on Debian: libxkbcommon-x11-0 libgl1 libegl1)"
            .into()
    })
}

/// Can there be no window? Only X11 and Wayland say so in the environment.
fn no_display() -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|v| v.is_empty());
    cfg!(all(unix, not(target_os = "macos"))) && unset("DISPLAY") && unset("WAYLAND_DISPLAY") && unset("WAYLAND_SOCKET")
}

/// A panic is noted in the log by its place in the source: its message may hold somebody's words.
fn note_crashes() {
    note_all_crashes();
    crate::share::say_nothing_of_guarded();
}

fn note_all_crashes() {
    std::panic::set_hook(Box::new(|info| {
        // A missing libxkbcommon is a panic in winit, not an error; its trace helps nobody.
        if !STARTED.load(Ordering::Relaxed) {
            return;
        }
        let (file, line) = info.location().map_or(("", 0), |l| (l.file(), l.line()));
        IN_GRAPHICS.store(["wgpu", "naga", "glow", "glutin"].iter().any(|g| file.contains(g)), Ordering::Relaxed);
        // From the crate on: the rest of the path is of the machine it was built on.
        let file = file.rsplit_once("/src/index").map_or(file, |(_, rest)| rest);
        let thread = std::thread::current();
        if let Some(places) = store::places() {
            let at = chrono::Local::now().fixed_offset();
            store::log::note_crash(&RealDisk, &places.log(), at, file, line, thread.name().unwrap_or("a thread"));
        }
        eprintln!("Upfront stopped at {file}:{line}; everything typed is kept");
    }));
}

/// A new process opens the session that was open here. By now everything is in its journal.
fn take_over(ack_log: Option<PathBuf>) -> Result<(), String> {
    let in_a_row = std::env::var(IN_A_ROW).ok().and_then(|n| n.parse().ok()).unwrap_or(0u32);
    let session = OPEN.lock().ok().and_then(|mut open| open.take());
    let exe = std::env::current_exe().map_err(|e| e.to_string())?;
    if in_a_row >= MOST_IN_A_ROW {
        return Err(
            "Upfront stopped several times in a row. Nothing is lost: start it again, and go on from the start \
                    page"
                .into(),
        );
    }
    let mut next = std::process::Command::new(exe);
    next.env(IN_A_ROW, (in_a_row + 1).to_string());
    if let Some(session) = session {
        next.arg("--continue-session").arg(session.to_string());
    }
    if IN_GRAPHICS.load(Ordering::Relaxed) {
        next.arg("--glow");
    }
    if let Some(path) = ack_log {
        next.arg("--ack-log").arg(path);
    }
    next.spawn()
        .map(drop)
        .map_err(|e| format!("Upfront stopped, and could not be started again ({e}); nothing is lost"))
}

fn start(renderer: eframe::Renderer, launch: Launch) -> Result<(), ()> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Upfront")
        .with_app_id("upfront")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([900.0, 600.0]);
    let options = eframe::NativeOptions { viewport, renderer, ..Default::default() };
    let run = move || {
        eframe::run_native(
            "Upfront",
            options,
            Box::new(move |cc| {
                STARTED.store(true, Ordering::Relaxed);
                ui::install(&cc.egui_ctx);
                let mut app = App::new(Box::new(RealEnv::new(cc.egui_ctx.clone())));
                // The table of commands has keys for the size, and keeps it; egui's own would reset it on Ctrl 0.
                cc.egui_ctx.options_mut(|o| o.zoom_with_keyboard = false);
                if let Some(session) = launch.session {
                    app.handle(Action::Continue(session));
                } else if let Some(file) = launch.file {
                    app.handle(Action::Open(file));
                }
                let acknowledged = launch.ack_log.map(|path| Acknowledged { path, last: String::new() });
                Ok(Box::new(Window { acknowledged, ..Window::new(app) }))
            }),
        )
    };
    // Unwinding drops the app, and with it the way to the keeper, which then writes all it knows.
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => Ok(()),
        _ => Err(()),
    }
}
