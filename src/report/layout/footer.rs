//! Footers: title, document and version at the left, page x of y at the right, a thin line above.

use super::*;

/// A long title takes two lines; more is cut off.
const MOST_LINES: usize = 2;

/// Puts them on all pages.
pub(super) fn number(pages: &mut [Page], shaper: &Shaper, document: &Document, style: Style) {
    let (paper, size, count) = (style.paper, style.footer, pages.len());
    let room = paper.width - 2.0 * paper.margin;
    for (i, page) in pages.iter_mut().enumerate() {
        let y = paper.height - paper.margin + size * 0.4;
        let (from, to) = ((paper.margin, y - size * 1.5), (paper.width - paper.margin, y - size * 1.5));
        page.items.push(Placed::Line { from, to, width: 0.5, ink: Ink::Quiet, tag: None });
        let right = fit(shaper, &Text::quiet(format!("Page {} of {count}", i + 1)), size, room);
        let right_width = right.first().map_or(0.0, |l| l.width);
        let left = fit(shaper, &Text::quiet(document.footer.as_str()), size, room - right_width - size);
        let mut put = |line: &Fitted, x: f32, y: f32| {
            for run in &line.runs {
                let (tone, shaped) = (run.tone, run.shaped.clone());
                page.items.push(Placed::Run { x: x + run.x, y, size, tone, shaped, tag: None });
            }
        };
        for (n, line) in left.iter().take(MOST_LINES).enumerate() {
            put(line, paper.margin, y + n as f32 * size * 1.25);
        }
        right.iter().take(1).for_each(|line| put(line, paper.width - paper.margin - right_width, y));
    }
}
