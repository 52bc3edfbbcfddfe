//! The app in a window that isn't there.

use crate::cpu_renderer::CpuRenderer;
use crate::fake::World;
use egui_kittest::Harness;
use upfront::app::{Action, App, Page, Window};
use upfront::ui;

/// The app at a size, with its fonts, drawn by our own renderer.
pub fn window(world: &World, size: [f32; 2], scale: f32) -> Harness<'static, Window> {
    Harness::builder()
        .with_size(size)
        .with_pixels_per_point(scale)
        .with_step_dt(0.1)
        .with_max_steps(40)
        .renderer(CpuRenderer::default())
        .with_context_setup(ui::install)
        .build_eframe(|_| Window::new(App::new(world.env())))
}

/// The same for words in any script: what no bundled font has is looked up on the system, which tests do not
/// have.
pub fn any_words(world: &World, size: [f32; 2]) -> Harness<'static, Window> {
    Harness::builder()
        .with_size(size)
        .with_step_dt(0.1)
        .allow_missing_glyphs()
        .with_context_setup(ui::install)
        .build_eframe(|_| Window::new(App::new(world.env())))
}

/// Shows a page and lets everything settle.
pub fn go(window: &mut Harness<'static, Window>, page: Page) {
    window.state_mut().app.handle(Action::Go(page));
    window.run_steps(6);
}
