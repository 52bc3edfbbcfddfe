//! Bars as lines, with their numbers at the ends. Two series differ in being filled and being empty: no colour is needed.

use super::flow::Flow;
use super::*;
use crate::report::blocks::{Bars, Chart};
use crate::report::tags::Tag;

/// As multiples of the body size: how thick a bar is, from bar to bar, and between rows.
const THICK: f32 = 0.75;
const STEP: f32 = 1.25;
const BETWEEN: f32 = 0.35;
/// What part of a page a chart may take and still be kept whole.
const KEPT_WHOLE: f32 = 0.5;
/// A label is to be recognised; in full it stands elsewhere.
const LABEL_LINES: usize = 3;
/// Below the key to two series.
const KEY_GAP: f32 = 0.4;
/// What part of the width the labels have, and how much room the numbers have.
const LABELS: f32 = 0.36;
const NUMBERS: f32 = 3.2;

/// A row with its label set.
struct Set<'c> {
    bars: &'c Bars,
    label: Lines,
    height: f32,
}

fn width(flow: &Flow) -> f32 {
    flow.width().min(flow.style.measure * 1.15)
}

fn set<'c>(flow: &Flow, bars: &'c Bars) -> Set<'c> {
    let body = flow.style.body;
    let mut label = flow.lines(&Text::plain(bars.label.as_str()), body, width(flow) * LABELS - body * 0.6);
    label.lines.truncate(LABEL_LINES);
    let height = label.height().max(bars.values.len() as f32 * body * STEP) + body * BETWEEN;
    Set { bars, label, height }
}

/// All of it where that is no more than half a page; else the key to two series, and the first rows.
pub(super) fn least(flow: &Flow, c: &Chart) -> f32 {
    let heights: Vec<f32> = c.rows.iter().map(|bars| set(flow, bars).height).collect();
    let (key, all) = (key_height(flow, c), heights.iter().sum::<f32>());
    if key + all <= flow.page_room() * KEPT_WHOLE {
        return key + all;
    }
    (key + heights.iter().take(3).sum::<f32>()).min(flow.page_room())
}

fn key_height(flow: &Flow, c: &Chart) -> f32 {
    if c.series.len() > 1 { flow.style.body * (flow.style.leading * c.series.len() as f32 + KEY_GAP) } else { 0.0 }
}

pub(super) fn put(flow: &mut Flow, c: &Chart) {
    let sets: Vec<Set> = c.rows.iter().map(|bars| set(flow, bars)).collect();
    let mut rest = sets.as_slice();
    flow.need(least(flow, c));
    // A figure is on one page: a chart longer than that is several.
    while !rest.is_empty() {
        let mut room = flow.room() - key_height(flow, c);
        let fits = rest.iter().take_while(|set| {
            room -= set.height;
            room >= 0.0
        });
        let count = match fits.count() {
            0 if !flow.at_top() => {
                flow.new_page();
                continue;
            }
            count => count.max(1),
        };
        let (now, later) = rest.split_at(count.min(rest.len()));
        figure(flow, c, now);
        rest = later;
    }
}

fn figure(flow: &mut Flow, c: &Chart, rows: &[Set]) {
    let (x, top, body) = (flow.left(), flow.y, flow.style.body);
    let height = key_height(flow, c) + rows.iter().map(|set| set.height).sum::<f32>();
    let tag = flow.tag(Tag::Figure { alt: c.alt.clone(), bounds: [x, top, width(flow), height] });
    if c.series.len() > 1 {
        for (n, name) in c.series.iter().enumerate() {
            bar(flow, n, [x, flow.y + body * 0.45, body * 1.6], tag);
            let lines = flow.lines(name, body, width(flow) - body * 2.2);
            if let Some(line) = lines.lines.first() {
                flow.put_line(line, x + body * 2.2, flow.y, body, Some(tag));
            }
            flow.y += lines.line_height;
        }
        flow.y += body * KEY_GAP;
    }
    let from = x + width(flow) * LABELS;
    let longest = width(flow) * (1.0 - LABELS) - body * NUMBERS;
    for set in rows {
        for (i, line) in set.label.lines.iter().enumerate() {
            flow.put_line(line, x, flow.y + i as f32 * set.label.line_height, body, Some(tag));
        }
        for (n, value) in set.bars.values.iter().enumerate() {
            let long = longest * *value as f32 / c.longest() as f32;
            let y = flow.y + n as f32 * body * STEP + body * 0.3;
            bar(flow, n, [from, y, long], tag);
            let number = flow.lines(&Text::plain(value.to_string()), body, body * NUMBERS);
            if let Some(line) = number.lines.first() {
                flow.put_line(line, from + long + body * 0.4, y - body * 0.3, body, Some(tag));
            }
        }
        flow.y += set.height;
    }
}

/// A bar with its top left at (x, y): the first of a row is filled, the second an outline.
fn bar(flow: &mut Flow, nth: usize, [x, y, long]: [f32; 3], tag: TagId) {
    let thick = flow.style.body * THICK;
    let (ink, tag) = (Ink::Bar, Some(tag));
    if nth == 0 {
        let middle = y + thick / 2.0;
        flow.put(Placed::Line { from: (x, middle), to: (x + long, middle), width: thick, ink, tag });
        return;
    }
    let (right, bottom) = (x + long, y + thick);
    for (from, to) in
        [((x, y), (right, y)), ((right, y), (right, bottom)), ((right, bottom), (x, bottom)), ((x, bottom), (x, y))]
    {
        flow.put(Placed::Line { from, to, width: 0.9, ink, tag });
    }
}
