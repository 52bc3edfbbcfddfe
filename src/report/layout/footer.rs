//! Footers: title and version at the left, page x of y at the right, a thin line above.

use super::*;

/// Puts them on all pages.
pub(super) fn number(pages: &mut [Page], shaper: &Shaper, document: &Document, style: Style) {
    let (paper, size, count) = (style.paper, style.footer, pages.len());
    for (i, page) in pages.iter_mut().enumerate() {
        let y = paper.height - paper.margin + size * 0.4;
        let (from, to) = ((paper.margin, y - size * 1.5), (paper.width - paper.margin, y - size * 1.5));
        page.items.push(Placed::Line { from, to, width: 0.5, ink: Ink::Quiet });
        let right = Text::quiet(format!("Page {} of {count}", i + 1));
        let room = paper.width - 2.0 * paper.margin;
        let right = fit(shaper, &right, size, room);
        let right_width = right.first().map_or(0.0, |l| l.width);
        let left = fit(shaper, &Text::quiet(document.footer.as_str()), size, room - right_width - 12.0);
        let mut put = |line: Option<&Fitted>, x: f32| {
            for run in line.iter().flat_map(|l| &l.runs) {
                let (tone, shaped) = (run.tone, run.shaped.clone());
                page.items.push(Placed::Run { x: x + run.x, y, size, tone, shaped, tag: None });
            }
        };
        put(left.first(), paper.margin);
        put(right.first(), paper.width - paper.margin - right_width);
    }
}
