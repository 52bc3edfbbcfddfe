//! Photos: the very JPEG that was kept goes into the file, once, however often it is shown.

use crate::report::layout::{Pages, Placed};
use printpdf::matrix::CurTransMat;
use printpdf::xobject::{ExternalStream, ExternalXObject};
use printpdf::{DictItem, Op, PdfDocument, Px, XObject, XObjectId, XObjectTransform};
use std::collections::BTreeMap;

/// Draws a photo into a rectangle: left, bottom, width, height.
pub fn put(ops: &mut Vec<Op>, digest: &str, [x, y, width, height]: [f32; 4]) {
    ops.push(Op::SaveGraphicsState);
    ops.push(Op::SetTransformationMatrix { matrix: CurTransMat::Raw([width, 0.0, 0.0, height, x, y]) });
    let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
    ops.push(Op::UseXobject { id: id(digest), transform });
    ops.push(Op::RestoreGraphicsState);
}

/// Puts the pictures that the pages show into the document.
pub fn put_into(doc: &mut PdfDocument, pages: &Pages) {
    for item in pages.pages.iter().flat_map(|p| &p.items) {
        let Placed::Photo { digest, .. } = item else { continue };
        let Some(jpeg) = pages.photos.get(digest) else { continue };
        let Some((width, height)) = size(jpeg) else { continue };
        let number = |n: u32| DictItem::Int(i64::from(n));
        let name = |n: &str| DictItem::Name(n.as_bytes().to_vec());
        let dict = BTreeMap::from([
            ("Type".to_string(), name("XObject")),
            ("Subtype".to_string(), name("Image")),
            ("Width".to_string(), number(width)),
            ("Height".to_string(), number(height)),
            ("ColorSpace".to_string(), name("DeviceRGB")),
            ("BitsPerComponent".to_string(), number(8)),
            ("Filter".to_string(), name("DCTDecode")),
        ]);
        let stream = ExternalStream { dict, content: jpeg.to_vec(), compress: false };
        let picture =
            ExternalXObject { stream, width: Some(Px(width as usize)), height: Some(Px(height as usize)), dpi: None };
        doc.resources.xobjects.map.insert(id(digest), XObject::External(picture));
    }
}

fn id(digest: &str) -> XObjectId {
    XObjectId(format!("Photo{}", digest.get(..16).unwrap_or(digest)))
}

/// What the JPEG itself says: what stands in a session's file may be anything.
fn size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let reader = image::ImageReader::with_format(std::io::Cursor::new(jpeg), image::ImageFormat::Jpeg);
    reader.into_dimensions().ok()
}
