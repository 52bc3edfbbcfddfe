//! Photos from a camera, a phone or the clipboard: made small enough to print sharp, turned as the camera meant, and
//! written anew, so that nothing the camera knew (where, when, which phone) is kept.

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgba, RgbaImage, imageops};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// No larger file is read, in bytes.
pub const MOST_PHOTO_BYTES: u64 = 64 * 1024 * 1024;
/// The longer side of what is kept, in pixels: 300 for each of the 6.7 inches that print has across.
const MOST_SIDE: u32 = 2_000;
/// A picture with longer sides, or that needs more memory to be read, is no photo.
const MOST_READ_SIDE: u32 = 20_000;
const MOST_READ_BYTES: u64 = 512 * 1024 * 1024;
/// Of 100: hand-writing on a flip chart stays clean.
const QUALITY: u8 = 88;

/// A photo ready to be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PhotoIn {
    /// The file, a JPEG without any camera data.
    pub jpeg: Vec<u8>,
    /// SHA-256 of it, in hexadecimal.
    pub digest: String,
    pub width_px: u32,
    pub height_px: u32,
}

/// Why a picture does not come in. The display is the sentence the person reads, after the file's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PhotoError {
    #[error("it is no JPEG or PNG picture; export it as one of them, and bring that in")]
    OtherKind,
    #[error("the picture is damaged or cut off; take it from the camera once more")]
    Damaged,
    #[error("the picture is larger than {MOST_READ_SIDE} pixels across or high; make it smaller first")]
    TooLarge,
}

/// A photo from the bytes of a JPEG or PNG file.
pub fn photo_from_file(bytes: &[u8]) -> Result<PhotoIn, PhotoError> {
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let format = image::guess_format(bytes).map_err(|_| PhotoError::OtherKind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png) {
        return Err(PhotoError::OtherKind);
    }
    reader.set_format(format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_READ_SIDE), Some(MOST_READ_SIDE));
    limits.max_alloc = Some(MOST_READ_BYTES);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(reason)?;
    // What a header says is only held against the limit when it is asked for.
    limits.reserve(decoder.total_bytes()).map_err(reason)?;
    // Camera data that cannot be read says nothing about how it was held.
    let held = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(reason)?;
    picture.apply_orientation(held);
    keep(&picture)
}

/// A photo from plain pixels: red, green, blue and how opaque, row by row.
pub fn photo_from_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<PhotoIn, PhotoError> {
    if width > MOST_READ_SIDE || height > MOST_READ_SIDE {
        return Err(PhotoError::TooLarge);
    }
    let picture = RgbaImage::from_raw(width, height, rgba).ok_or(PhotoError::Damaged)?;
    keep(&DynamicImage::ImageRgba8(picture))
}

fn reason(e: image::ImageError) -> PhotoError {
    match e {
        image::ImageError::Limits(_) => PhotoError::TooLarge,
        image::ImageError::Unsupported(_) => PhotoError::OtherKind,
        _ => PhotoError::Damaged,
    }
}

fn keep(picture: &DynamicImage) -> Result<PhotoIn, PhotoError> {
    if picture.width() == 0 || picture.height() == 0 {
        return Err(PhotoError::Damaged);
    }
    let large = picture.width().max(picture.height()) > MOST_SIDE;
    let small =
        if large { picture.resize(MOST_SIDE, MOST_SIDE, imageops::FilterType::CatmullRom) } else { picture.clone() };
    // What can be seen through stands on paper, which is white.
    let mut page = RgbaImage::from_pixel(small.width(), small.height(), Rgba([255; 4]));
    imageops::overlay(&mut page, &small.to_rgba8(), 0, 0);
    let page = DynamicImage::ImageRgba8(page).to_rgb8();
    let mut jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    encoder.encode_image(&page).map_err(|_| PhotoError::Damaged)?;
    let digest = Sha256::digest(&jpeg).iter().map(|b| format!("{b:02x}")).collect();
    Ok(PhotoIn { jpeg, digest, width_px: page.width(), height_px: page.height() })
}
