//! The pictures of photos: JPEG bytes by digest, as they were kept, and their pixels for a screen.

use super::raster::Picture;
use image::codecs::jpeg::JpegDecoder;
use image::{ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

/// No larger picture is read: what Upfront keeps has 2,000 pixels at most.
const MOST_SIDE: u32 = 4_000;

/// Pictures by digest, and the folder they lie in, for documents that only point at them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Photos {
    pictures: Arc<BTreeMap<String, Vec<u8>>>,
    folder: String,
}

impl Photos {
    /// `folder` as seen from beside the session: "alder-street photos". What is no picture as Upfront keeps them counts
    /// as not here.
    pub fn new(mut pictures: BTreeMap<String, Vec<u8>>, folder: String) -> Self {
        pictures.retain(|_, jpeg| is_kept_picture(jpeg));
        Self { pictures: Arc::new(pictures), folder }
    }

    /// The JPEG with this digest.
    pub fn get(&self, digest: &str) -> Option<&[u8]> {
        self.pictures.get(digest).map(Vec::as_slice)
    }

    /// Where it lies; None where it is not here.
    pub fn link(&self, digest: &str) -> Option<String> {
        self.get(digest).map(|_| format!("{}/{digest}.jpg", self.folder.replace(['<', '>'], "")))
    }
}

/// Is it a JPEG of three colours, and not huge? A file handed in could name anything.
fn is_kept_picture(bytes: &[u8]) -> bool {
    let Ok(decoder) = JpegDecoder::new(Cursor::new(bytes)) else { return false };
    let (width, height) = decoder.dimensions();
    decoder.original_color_type() == ExtendedColorType::Rgb8
        && (1..=MOST_SIDE).contains(&width)
        && (1..=MOST_SIDE).contains(&height)
}

/// The pixels of a JPEG, made smaller to fit into a square of `most` pixels. None where it is none.
pub fn pixels(jpeg: &[u8], most: u32) -> Option<Picture> {
    let mut reader = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_SIDE), Some(MOST_SIDE));
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let large = picture.width().max(picture.height()) > most;
    let picture = if large { picture.resize(most, most, FilterType::Triangle) } else { picture };
    Some(Picture { width: picture.width(), height: picture.height(), rgba: picture.into_rgba8().into_raw() })
}
