//! What is drawn with lines: the record code for a camera, and a signature drawn on screen.

use crate::model::{Digest, Mark};
use qrcode::types::{Color, QrError};
use qrcode::{EcLevel, QrCode};

/// Strokes of one thickness on a field, in millimetres from its top left. All sizes are above 0.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawing {
    /// What it is, for those who do not see it.
    pub alt: String,
    pub width_mm: f32,
    pub height_mm: f32,
    pub line_mm: f32,
    pub strokes: Vec<Vec<(f32, f32)>>,
}

/// The side of a QR code with its quiet zone. At 12 pt print a telephone reads it from a hand's breadth.
const QR_MM: f32 = 28.0;
/// Empty modules around it (ISO/IEC 18004: four).
const QUIET: usize = 4;

impl Drawing {
    /// All of a record code, as a camera reads it: `UPFRONT V2` and 64 hexadecimal digits. None: it has no room in a
    /// QR code, which does not happen.
    pub fn code(version: u32, code: &Digest) -> Option<Self> {
        let text = format!("UPFRONT V{version} {code}").to_uppercase();
        let rows = modules(&text).ok()?;
        let side = QR_MM / (rows.len() + 2 * QUIET) as f32;
        let mut strokes = Vec::new();
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    let middle = (QUIET + y) as f32 * side + side / 2.0;
                    let at = |x: usize| ((QUIET + x) as f32 * side, middle);
                    strokes.push(vec![at(x), at(x + run.len())]);
                }
                x += run.len();
            }
        }
        let alt = format!("The record code of version {version} for a camera: {code}");
        Some(Self { alt, width_mm: QR_MM, height_mm: QR_MM, line_mm: side, strokes })
    }

    /// A signature drawn on screen, as large as the space for one on paper.
    pub fn mark(partner: &str, mark: &Mark) -> Self {
        let mm = |unit: u16| f32::from(unit) / 10.0;
        let stroke = |points: &Vec<(u16, u16)>| points.iter().map(|(x, y)| (mm(*x), mm(*y))).collect();
        Self {
            alt: format!("Signature for {partner}, drawn on screen"),
            width_mm: mm(Mark::WIDTH),
            height_mm: mm(Mark::HEIGHT),
            line_mm: 0.5,
            strokes: mark.strokes().iter().map(stroke).collect(),
        }
    }

    /// Its strokes as an SVG path, in millimetres.
    pub fn path(&self) -> String {
        let point = |(x, y): &(f32, f32)| format!("{x:.2} {y:.2}");
        let stroke = |points: &Vec<(f32, f32)>| {
            let points: Vec<String> = points.iter().map(point).collect();
            format!("M{}", points.join("L"))
        };
        self.strokes.iter().map(stroke).collect()
    }
}

/// The dark modules of a QR code, row by row.
fn modules(text: &str) -> Result<Vec<Vec<bool>>, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect::<Vec<_>>();
    Ok(dark.chunks(code.width()).map(<[bool]>::to_vec).collect())
}
