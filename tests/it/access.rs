//! Every page without eyes and without a pointer: each control has a role and a name, Tab goes to every one of them,
//! the focus is never lost, and it can be seen where it is.

use crate::alder::at;
use crate::fake::World;
use crate::window::{go, window};
use egui::{Event, Key, Modifiers, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::collections::BTreeSet;
use upfront::app::{Action, Look, Page, Select, Window};
use upfront::store::SAMPLE;

type Shown = Harness<'static, Window>;

/// A control as somebody meets it who does not see it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Control {
    role: String,
    name: String,
    /// Left and top, in whole points.
    at: (i32, i32),
}

const ROLES: [&str; 8] =
    ["Button", "TextInput", "MultilineTextInput", "CheckBox", "RadioButton", "ComboBox", "Link", "SpinButton"];

/// Every control that is drawn now and can be used.
fn controls(w: &Shown) -> Vec<Control> {
    let mut all = Vec::new();
    for node in w.root().children_recursive() {
        let n = node.accesskit_node();
        let role = format!("{:?}", n.role());
        if ROLES.contains(&role.as_str()) && !n.is_disabled() && n.bounding_box().is_some() {
            let rect = node.rect();
            let at = (rect.left().round() as i32, rect.top().round() as i32);
            all.push(Control {
                role,
                name: n.label().or_else(|| n.placeholder().map(String::from)).unwrap_or_default(),
                at,
            });
        }
    }
    all
}

/// The control that has the focus.
fn focused(w: &Shown) -> Option<Control> {
    let node = w.root().children_recursive().find(|n| n.is_focused())?;
    let n = node.accesskit_node();
    let rect = node.rect();
    let at = (rect.left().round() as i32, rect.top().round() as i32);
    Some(Control { role: format!("{:?}", n.role()), name: n.label().unwrap_or_default(), at })
}

fn press(w: &mut Shown, key: Key) {
    w.key_press_modifiers(Modifiers::NONE, key);
    w.run_steps(2);
}

/// Holds what is shown to the rules.
fn check(w: &mut Shown, what: &str) {
    let all = controls(w);
    assert!(all.len() > 2, "{what}: {all:?}");
    for c in &all {
        assert!(!c.name.trim().is_empty(), "{what}: {c:?} has no name");
    }
    // As often as there are controls, and as many again for those that a list draws on the way.
    let mut met = BTreeSet::new();
    let mut last = None;
    for nth in 0..all.len() * 2 + 20 {
        press(w, Key::Tab);
        let Some(c) = focused(w) else {
            assert!(nth < 2, "{what}: the focus was lost at the Tab number {nth}, after {last:?}");
            continue;
        };
        assert!(ROLES.contains(&c.role.as_str()) && !c.name.trim().is_empty(), "{what}: Tab comes to {c:?}");
        last = Some(c.clone());
        met.insert((c.role, c.name));
    }
    for c in &all {
        assert!(met.contains(&(c.role.clone(), c.name.clone())), "{what}: Tab never comes to {c:?}");
    }
}

fn open(size: [f32; 2]) -> (World, Shown) {
    let world = World::at(at("20:40"));
    let mut w = window(&world, size, 1.0);
    world.disk.put("/s/alder.ron", SAMPLE.as_bytes());
    w.state_mut().app.handle(Action::Open("/s/alder.ron".into()));
    w.run_steps(3);
    (world, w)
}

#[test]
fn every_control_of_every_page_has_a_name_and_is_reached_by_tab() {
    let (_, mut w) = open([1280.0, 800.0]);
    for page in Page::ALL {
        go(&mut w, page);
        check(&mut w, &format!("{page:?}"));
    }
}

#[test]
fn every_control_of_every_page_is_reached_in_a_narrow_window_too() {
    let (_, mut w) = open([512.0, 384.0]);
    for page in Page::ALL {
        go(&mut w, page);
        check(&mut w, &format!("narrow {page:?}"));
    }
}

#[test]
fn the_start_page_and_table_mode_are_reached_by_tab() {
    let world = World::at(at("20:40"));
    let mut w = window(&world, [1280.0, 800.0], 1.0);
    w.run_steps(3);
    check(&mut w, "start");
    let (_, mut w) = open([1280.0, 800.0]);
    w.state_mut().app.handle(Action::Look(Look::TableMode(true)));
    w.run_steps(3);
    check(&mut w, "table mode");
}

/// Selects the first of everything a page shows the details of.
fn first_of_each(w: &Shown) -> [Select; 6] {
    let s = w.state().app.document.as_ref().unwrap().session();
    [
        Select::Item(Some(s.agenda[0].id)),
        Select::Boundary(Some(s.boundaries[0].id)),
        Select::Contribution(Some(s.contributions[0].id)),
        Select::Decision(Some(s.decisions[0].id)),
        Select::Action(Some(s.actions[0].id)),
        Select::Partner(Some(s.partners[0].id)),
    ]
}

/// Scrolls down all that is shown, and notes every control that lies past an edge sideways.
fn note_past_the_edge(w: &mut Shown, width: f32, what: &str, past: &mut BTreeSet<String>) {
    for _ in 0..12 {
        for node in w.root().children_recursive() {
            let n = node.accesskit_node();
            if !ROLES.contains(&format!("{:?}", n.role()).as_str()) || n.bounding_box().is_none() {
                continue;
            }
            let rect = node.rect();
            if rect.left() < 0.0 || rect.right() > width {
                let name = n.label().unwrap_or_default();
                past.insert(format!("{what} at {width}: {name}, {} to {}", rect.left(), rect.right()));
            }
        }
        w.event(Event::PointerMoved(pos2(width * 0.8, 200.0)));
        w.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -200.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        w.run_steps(3);
    }
}

/// Down a page one can scroll; sideways only on the board, whose columns stand side by side.
#[test]
fn no_control_lies_past_the_edges_of_the_window() {
    let mut past = BTreeSet::new();
    for size in [[1280.0, 800.0], [1024.0, 768.0], [800.0, 600.0], [640.0, 480.0], [512.0, 384.0]] {
        let mut w = window(&World::at(at("20:40")), size, 1.0);
        w.run_steps(3);
        note_past_the_edge(&mut w, size[0], "start", &mut past);
        let (_, mut w) = open(size);
        for page in Page::ALL.into_iter().filter(|p| *p != Page::Board) {
            go(&mut w, page);
            for select in first_of_each(&w) {
                w.state_mut().app.handle(Action::Look(Look::Select(select)));
            }
            go(&mut w, page);
            note_past_the_edge(&mut w, size[0], &format!("{page:?}"), &mut past);
        }
        go(&mut w, Page::Board);
        w.state_mut().app.handle(Action::Look(Look::Import(Some(Box::default()))));
        w.run_steps(3);
        note_past_the_edge(&mut w, size[0], "import", &mut past);
        w.state_mut().app.handle(Action::Look(Look::Import(None)));
        go(&mut w, Page::Check);
        for (open, close, what) in [
            (Action::Versions(true), Action::Versions(false), "earlier versions"),
            (Action::Look(Look::Help(true)), Action::Look(Look::Help(false)), "keys"),
        ] {
            w.state_mut().app.handle(open);
            w.run_steps(3);
            note_past_the_edge(&mut w, size[0], what, &mut past);
            w.state_mut().app.handle(close);
        }
        w.state_mut().app.handle(Action::Look(Look::TableMode(true)));
        w.run_steps(3);
        note_past_the_edge(&mut w, size[0], "table mode", &mut past);
    }
    assert!(past.is_empty(), "{past:#?}");
}

#[test]
fn what_has_the_focus_looks_different() {
    let (_, mut w) = open([1280.0, 800.0]);
    go(&mut w, Page::Live);
    let mut seen = 0;
    for _ in 0..24 {
        press(&mut w, Key::Tab);
        let Some(node) = w.root().children_recursive().find(|n| n.is_focused()) else { continue };
        let (rect, name) = (node.rect().expand(4.0), node.accesskit_node().label().unwrap_or_default());
        w.run_steps(4);
        let with = w.render().unwrap();
        w.ctx.memory_mut(|m| m.stop_text_input());
        let id = w.ctx.memory(|m| m.focused());
        w.ctx.memory_mut(|m| id.into_iter().for_each(|id| m.surrender_focus(id)));
        w.run_steps(2);
        let without = w.render().unwrap();
        w.ctx.memory_mut(|m| id.into_iter().for_each(|id| m.request_focus(id)));
        w.run_steps(1);
        let inside = |x: u32, y: u32| rect.contains(egui::pos2(x as f32, y as f32));
        let differ =
            with.enumerate_pixels().filter(|(x, y, p)| inside(*x, *y) && without.get_pixel(*x, *y) != *p).count();
        assert!(differ > 20, "{name}: nothing shows that it has the focus");
        seen += 1;
    }
    assert!(seen > 20);
}
