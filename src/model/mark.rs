//! A signature drawn on screen, as the strokes of a pen.

use std::fmt;
use std::str::FromStr;

/// Strokes on a field of [`Mark::WIDTH`] by [`Mark::HEIGHT`] units, whose origin is at its top left. At least one
/// stroke of one point, and at most [`Mark::MOST_POINTS`] points in all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    strokes: Vec<Vec<Point>>,
}

/// A point of a stroke, from the left and from the top.
pub type Point = (u16, u16);

impl Mark {
    /// The field has the shape of the space for a signature on paper: 80 by 20 mm (PRINT.md), in tenths of them.
    pub const WIDTH: u16 = 800;
    pub const HEIGHT: u16 = 200;
    /// A minute of drawing; more is no signature.
    pub const MOST_POINTS: usize = 4000;

    /// A mark of these strokes. Points beside the field are put on its edge, strokes without a point and points that
    /// repeat the one before are left out. None: nothing is left, or there are too many points.
    pub fn new(strokes: impl IntoIterator<Item = Vec<Point>>) -> Option<Self> {
        let on_field = |(x, y): Point| (x.min(Self::WIDTH), y.min(Self::HEIGHT));
        let strokes: Vec<Vec<Point>> = strokes
            .into_iter()
            .map(|stroke| {
                let mut stroke: Vec<Point> = stroke.into_iter().map(on_field).collect();
                stroke.dedup();
                stroke
            })
            .filter(|stroke| !stroke.is_empty())
            .collect();
        let points: usize = strokes.iter().map(Vec::len).sum();
        (1..=Self::MOST_POINTS).contains(&points).then_some(Self { strokes })
    }

    /// The strokes, each of at least one point.
    pub fn strokes(&self) -> &[Vec<Point>] {
        &self.strokes
    }
}

/// `12,30 14,33; 20,5`: points of a stroke are parted by a space, strokes by a semicolon.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, stroke) in self.strokes.iter().enumerate() {
            if nth > 0 {
                f.write_str("; ")?;
            }
            for (nth, (x, y)) in stroke.iter().enumerate() {
                let before = if nth > 0 { " " } else { "" };
                write!(f, "{before}{x},{y}")?;
            }
        }
        Ok(())
    }
}

/// Why a text is no mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoMark;

impl FromStr for Mark {
    type Err = NoMark;

    fn from_str(text: &str) -> Result<Self, NoMark> {
        let point = |text: &str| {
            let (x, y) = text.split_once(',').ok_or(NoMark)?;
            Ok((x.parse().map_err(|_| NoMark)?, y.parse().map_err(|_| NoMark)?))
        };
        let stroke = |text: &str| text.split_whitespace().map(point).collect::<Result<Vec<Point>, NoMark>>();
        let strokes = text.split(';').map(stroke).collect::<Result<Vec<_>, _>>()?;
        Self::new(strokes).ok_or(NoMark)
    }
}
