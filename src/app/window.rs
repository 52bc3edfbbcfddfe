//! Opens the window: wgpu first, glow where that does not start, and a sentence where neither does.

use super::{App, RealEnv};
use crate::ui;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

/// The window is open: from here on nothing is tried a second time.
static STARTED: AtomicBool = AtomicBool::new(false);

/// The app as the window system runs it.
pub struct Window {
    pub app: App,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        ui::frame_ui(ui, &mut self.app);
        self.app.settings.zoom_percent = (ui.ctx().zoom_factor() * 100.0).round() as u16;
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.app.close();
    }
}

/// Opens the window, with a session if one is named. The error is the sentence the person reads.
pub fn open_window(file: Option<PathBuf>) -> Result<(), String> {
    if no_display() {
        return Err("There is no display here to open a window on; log in to a desktop (X11 or Wayland), or use \
                    the commands that need no window (upfront --help)"
            .into());
    }
    let first = start(eframe::Renderer::Wgpu, file.clone());
    if first.is_ok() {
        return Ok(());
    }
    start(eframe::Renderer::Glow, file).map_err(|_| {
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

fn start(renderer: eframe::Renderer, file: Option<PathBuf>) -> Result<(), ()> {
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
                ui::theme::install(&cc.egui_ctx);
                let mut app = App::new(Box::new(RealEnv::new(cc.egui_ctx.clone())));
                if app.settings.zoom_percent > 0 {
                    cc.egui_ctx.set_zoom_factor(f32::from(app.settings.zoom_percent) / 100.0);
                }
                if let Some(file) = file {
                    app.handle(super::Action::Open(file));
                }
                Ok(Box::new(Window { app }))
            }),
        )
    };
    // A missing libxkbcommon is a panic in winit, not an error; its trace helps nobody. Once the window
    // has started a panic is ours, and is told.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if STARTED.load(Ordering::Relaxed) {
            hook(info);
        }
    }));
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => Ok(()),
        Err(panic) if STARTED.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
        _ => Err(()),
    }
}
