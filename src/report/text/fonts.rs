//! The fonts in the order they are asked for a character: the bundled ones, then what was handed in (PRINT.md,
//! "Fonts").

use harfrust::ShaperData;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Names a face of [`Fonts`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct FaceId(pub u8);

/// A face.
pub struct Face {
    /// PostScript name.
    pub name: String,
    pub bytes: Cow<'static, [u8]>,
    /// Its place in a file of several fonts.
    pub index: u32,
    pub bold: bool,
    /// Not bundled: it was installed on this machine.
    pub borrowed: bool,
    pub units_per_em: f32,
    /// Of the em, above and below (a positive number) the baseline.
    pub ascent: f32,
    pub descent: f32,
    pub(super) shaping: ShaperData,
}

/// All faces, regular and bold.
pub struct Fonts {
    faces: Vec<Face>,
}

macro_rules! font {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../assets/fonts/", $name, ".ttf")).as_slice())
    };
}

/// Regular first, then its bold, down the chain.
const FILES: [(&str, &[u8]); 19] = [
    font!("AtkinsonHyperlegibleNext-Regular"),
    font!("AtkinsonHyperlegibleNext-Bold"),
    font!("NotoSans-Regular"),
    font!("NotoSans-Bold"),
    font!("NotoSansArabic-Regular"),
    font!("NotoSansArabic-Bold"),
    font!("NotoSansBengali-Regular"),
    font!("NotoSansBengali-Bold"),
    font!("NotoSansGujarati-Regular"),
    font!("NotoSansGujarati-Bold"),
    font!("NotoSansDevanagari-Regular"),
    font!("NotoSansDevanagari-Bold"),
    font!("NotoSansGurmukhi-Regular"),
    font!("NotoSansGurmukhi-Bold"),
    font!("NotoSansTamil-Regular"),
    font!("NotoSansTamil-Bold"),
    font!("NotoSansHebrew-Regular"),
    font!("NotoSansHebrew-Bold"),
    font!("NotoEmoji-Regular"),
];

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| &face.name)).finish()
    }
}

impl Face {
    /// To be read; None where the file is none.
    pub fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, self.index).ok()
    }
}

impl Fonts {
    /// The fonts inside the program. Faces that don't parse are left out; a test refuses that.
    pub fn bundled() -> Self {
        let bundled = |(name, bytes): &(&str, &'static [u8])| face(name, Cow::Borrowed(bytes), 0, false);
        Self { faces: FILES.iter().filter_map(bundled).collect() }
    }

    /// With a font more, asked after all others: its name, its file, and its place in the file. One that cannot be read
    /// is passed over.
    pub fn with(mut self, name: &str, bytes: Vec<u8>, index: u32) -> Self {
        if self.faces.len() < usize::from(u8::MAX) {
            self.faces.extend(face(name, Cow::Owned(bytes), index, true));
        }
        self
    }

    /// The bundled font files, for a window that draws with them too.
    pub fn files() -> &'static [(&'static str, &'static [u8])] {
        &FILES
    }

    /// The face of an id that came from here.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Are there none? Never, with the bundled ones.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Does a face have this character?
    pub fn covers(&self, id: FaceId, c: char) -> bool {
        self.face(id).and_then(Face::font).is_some_and(|f| f.charmap().map(c).is_some())
    }

    /// Can this character be printed?
    pub fn has(&self, c: char) -> bool {
        has_glyph(c) || self.find(c, false).is_some()
    }

    /// The first face of that weight that has the character; then of the other weight.
    pub fn find(&self, c: char, bold: bool) -> Option<FaceId> {
        let of = |want: bool| {
            (0..self.faces.len() as u8)
                .map(FaceId)
                .find(|id| self.face(*id).is_some_and(|f| f.bold == want) && self.covers(*id, c))
        };
        of(bold).or_else(|| of(!bold))
    }
}

/// Can this character be printed: is it in a bundled font, or one that is there to steer and not to be seen?
pub fn has_glyph(c: char) -> bool {
    static COVERED: LazyLock<HashSet<u32>> = LazyLock::new(|| {
        let fonts = FILES.iter().filter_map(|(_, bytes)| FontRef::new(bytes).ok());
        fonts.flat_map(|font| font.charmap().mappings().map(|(c, _)| c).collect::<Vec<_>>()).collect()
    });
    c.is_control() || c.is_whitespace() || super::shape::is_unseen(c) || COVERED.contains(&u32::from(c))
}

fn face(name: &str, bytes: Cow<'static, [u8]>, index: u32, borrowed: bool) -> Option<Face> {
    let font = FontRef::from_index(&bytes, index).ok()?;
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let em = f32::from(metrics.units_per_em);
    let (ascent, descent) = (metrics.ascent / em, -metrics.descent / em);
    let shaping = ShaperData::new(&harfrust::FontRef::from_index(&bytes, index).ok()?);
    let (name, bold) = (name.to_string(), name.ends_with("-Bold"));
    Some(Face { name, bytes, index, bold, borrowed, units_per_em: em, ascent, descent, shaping })
}
