//! Direction: the level of each byte of a paragraph, by the Unicode rules.

use unicode_bidi::{BidiInfo, Level};

/// Levels by byte, and whether the paragraph as a whole runs from the right.
pub fn levels(text: &str) -> (Vec<Level>, bool) {
    // Almost everything is plain Latin: no table is asked then.
    if text.is_ascii() {
        return (vec![Level::ltr(); text.len()], false);
    }
    let info = BidiInfo::new(text, None);
    let rtl = info.paragraphs.first().is_some_and(|p| p.level.is_rtl());
    (info.levels, rtl)
}

/// Are there letters or digits that run from the right? What has none can be set by anybody.
pub fn needs_bidi(text: &str) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R, RLE, RLI, RLO};
    !text.is_ascii() && text.chars().any(|c| matches!(unicode_bidi::bidi_class(c), R | AL | AN | RLE | RLI | RLO))
}

/// The order in which runs of these levels are seen from left to right (rule L2).
pub fn visual_order(levels: &[Level]) -> Vec<usize> {
    if levels.iter().all(|l| l.number() == 0) {
        return (0..levels.len()).collect();
    }
    BidiInfo::reorder_visual(levels)
}
