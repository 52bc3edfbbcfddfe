//! Laptops that each have a disk, a clock and ids of their own, and what a person does at one.

use crate::alder::at;
use crate::fake::World;
use crate::window::window;
use egui_kittest::Harness;
use upfront::app::{Action, Look, Window};
use upfront::model::Session;

pub type Shown = Harness<'static, Window>;

/// What lies below it is on a stick.
pub const STICK: &str = "/stick";

pub fn laptop(nth: u128, clock: &str) -> World {
    let world = World::at(at(clock));
    *world.ids.lock().unwrap() = nth << 32;
    *world.machine.lock().unwrap() = format!("LAPTOP-{nth}");
    world.disk.removable.lock().unwrap().push(STICK.into());
    world
}

pub fn act(w: &mut Shown, action: Action) {
    w.state_mut().app.handle(action);
    w.run_steps(6);
}

/// A window with the file of these bytes.
pub fn open(world: &World, path: &str, bytes: &[u8]) -> Shown {
    open_in(world, path, bytes, [1280.0, 800.0], 1.0)
}

/// The same in a window of that size.
pub fn open_in(world: &World, path: &str, bytes: &[u8], points: [f32; 2], scale: f32) -> Shown {
    world.disk.put(path, bytes);
    let mut w = window(world, points, scale);
    act(&mut w, Action::Open(path.into()));
    w
}

pub fn session(w: &Shown) -> &Session {
    w.state().app.document.as_ref().unwrap().session()
}

/// Writes something down.
pub fn says(w: &mut Shown, words: &str) {
    act(w, Action::Look(Look::Capture(words.into())));
    act(w, Action::Capture);
}
