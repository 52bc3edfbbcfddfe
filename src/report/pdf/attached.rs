//! The record inside the PDF: an associated file as PDF/A-3 wants it, and read back from there.

use super::metadata::pdf_date;
use crate::report::Attached;
use lopdf::{Document, Object, ObjectId, Stream, dictionary, text_string};

/// What the file is called inside the PDF.
pub const NAME: &str = "record.ron";
const SAYS: &str = "The record as a session file, without names and anything private; Upfront opens it";

/// Puts the file in; what the catalog is to name.
pub fn put_into(doc: &mut Document, attached: &Attached) -> ObjectId {
    let about = dictionary! {
        "Size" => i64::try_from(attached.text.len()).unwrap_or(i64::MAX),
        "ModDate" => Object::string_literal(pdf_date(attached.at)),
    };
    let file = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(b"text/plain".to_vec()),
        "Params" => about,
    };
    let file = doc.add_object(Stream::new(file, attached.text.clone().into_bytes()));
    doc.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text_string(NAME),
        "UF" => text_string(NAME),
        "Desc" => text_string(SAYS),
        // The pages are made from it (ISO 19005-3, annex E).
        "AFRelationship" => "Source",
        "EF" => dictionary! { "F" => file, "UF" => file },
    })
}

/// The file of that name, unpacked to at most so many bytes. None: there is none.
pub fn find(doc: &Document, most: usize) -> Option<Vec<u8>> {
    let files = doc.catalog().ok()?.get(b"AF").ok()?;
    let (_, files) = doc.dereference(files).ok()?;
    files.as_array().ok()?.iter().find_map(|spec| {
        let (_, spec) = doc.dereference(spec).ok()?;
        let spec = spec.as_dict().ok()?;
        let (_, name) = doc.dereference(spec.get(b"UF").ok()?).ok()?;
        let name = lopdf::decode_text_string(name).ok()?;
        let (_, file) = doc.dereference(spec.get(b"EF").ok()?).ok()?;
        let (_, file) = doc.dereference(file.as_dict().ok()?.get(b"F").ok()?).ok()?;
        let file = file.as_stream().ok().filter(|_| name == NAME)?;
        file.get_plain_content_with_limit(most).ok()
    })
}
