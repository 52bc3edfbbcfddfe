//! The blocks where partners sign: two beside each other, each kept whole (PRINT.md: signature
//! space at least 20 mm high and 80 mm wide, tick boxes 5 mm or more).

use super::flow::Flow;
use super::*;
use crate::report::blocks::SignBlock;

const GAP: f32 = 10.0 * MM;
const TICK: f32 = 5.2 * MM;
const SIGNATURE: f32 = 20.0 * MM;
const LINE_TO_FILL: f32 = 9.0 * MM;
const CHOICES: [&str; 3] = ["We sign", "We sign, with this reservation", "We decline"];
const TO_FILL: [(&str, f32); 3] =
    [("Reservation or reason", LINE_TO_FILL), ("Name and capacity", LINE_TO_FILL), ("Signature and date", SIGNATURE)];

fn width(flow: &Flow) -> f32 {
    (flow.width() - GAP) / 2.0
}

struct Set {
    name: Lines,
    about: Vec<Lines>,
    given: Vec<Lines>,
    to_fill: bool,
    height: f32,
}

fn set(flow: &Flow, b: &SignBlock) -> Set {
    let body = flow.style.body;
    let name = flow.lines(&Text::bold(b.partner.as_str()), body, width(flow));
    let about: Vec<Lines> = b.about.iter().map(|t| flow.lines(t, body, width(flow))).collect();
    let given: Vec<Lines> = b.given.iter().map(|t| flow.lines(t, body, width(flow))).collect();
    let words = |lines: &[Lines]| lines.iter().map(Lines::height).sum::<f32>();
    let said = if given.is_empty() { 0.0 } else { words(&given) + body * 0.4 };
    let choices = CHOICES.len() as f32 * (TICK + 5.0) + TO_FILL.iter().map(|(_, h)| h + body * 1.4).sum::<f32>();
    let filled = if b.to_fill { choices } else { 0.0 };
    let height = 6.0 + name.height() + words(&about) + body * 0.4 + said + filled + 8.0;
    Set { name, about, given, to_fill: b.to_fill, height }
}

pub(super) fn least(flow: &Flow, blocks: &[SignBlock]) -> f32 {
    blocks.iter().take(2).map(|b| set(flow, b).height).fold(0.0, f32::max)
}

pub(super) fn put(flow: &mut Flow, blocks: &[SignBlock]) {
    for pair in blocks.chunks(2) {
        let sets: Vec<Set> = pair.iter().map(|b| set(flow, b)).collect();
        let height = sets.iter().map(|s| s.height).fold(0.0, f32::max);
        if height > flow.page_room() {
            sets.iter().for_each(|set| tall(flow, set));
            continue;
        }
        if flow.room() < height && !flow.at_top() {
            flow.new_page();
        }
        let top = flow.y;
        for (i, set) in sets.iter().enumerate() {
            one(flow, set, flow.left() + i as f32 * (width(flow) + GAP), top);
        }
        flow.y = top + height + flow.style.body * 0.5;
    }
}

/// Words longer than a page (a reservation in full): they run on over the whole width, and what is to
/// be filled in stands whole behind them.
fn tall(flow: &mut Flow, set: &Set) {
    if !flow.at_top() {
        flow.new_page();
    }
    flow.rule(flow.y, 1.0, false);
    flow.y += 6.0;
    for lines in std::iter::once(&set.name).chain(&set.about).chain(&set.given) {
        flow.paragraph(lines, 0.0);
    }
    if set.to_fill {
        flow.new_page();
        let open = Set { name: set.name.clone(), about: Vec::new(), given: Vec::new(), to_fill: true, height: 0.0 };
        one(flow, &open, flow.left(), flow.y);
        flow.new_page();
    }
    flow.y += flow.style.body;
}

fn one(flow: &mut Flow, set: &Set, x: f32, top: f32) {
    let (width, body) = (width(flow), flow.style.body);
    flow.put(Placed::Line { from: (x, top), to: (x + width, top), width: 1.0, quiet: false });
    let mut y = top + 6.0;
    for lines in std::iter::once(&set.name).chain(&set.about) {
        y = words(flow, lines, x, y);
    }
    y += body * 0.4;
    for lines in &set.given {
        y = words(flow, lines, x, y);
    }
    if !set.to_fill {
        return;
    }
    if !set.given.is_empty() {
        y += body * 0.4;
    }
    for choice in CHOICES {
        flow.put(Placed::Box { x, y, side: TICK });
        let lines = flow.lines(&choice.into(), body, width - TICK - 6.0);
        let down = (TICK - lines.line_height) / 2.0;
        words(flow, &lines, x + TICK + 6.0, y + down);
        y += TICK + 5.0;
    }
    for (label, room) in TO_FILL {
        let lines = flow.lines(&Text::quiet(label), body, width);
        y = words(flow, &lines, x, y);
        y += room;
        flow.put(Placed::Line { from: (x, y), to: (x + width, y), width: 0.5, quiet: false });
    }
}

fn words(flow: &mut Flow, lines: &Lines, x: f32, top: f32) -> f32 {
    for (i, line) in lines.lines.iter().enumerate() {
        flow.put_line(line, x, top + i as f32 * lines.line_height, lines.size);
    }
    top + lines.height()
}
