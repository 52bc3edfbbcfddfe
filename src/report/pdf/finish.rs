//! What printpdf does not write: the language, the title in the window bar, the version, and ids that
//! are the same on every run.

use super::PdfError;
use crate::report::layout::Pages;
use lopdf::{Dictionary, Document, Object, SaveOptions, StringFormat, dictionary, text_string};
use sha2::{Digest, Sha256};

/// Puts the last things on and gives the bytes.
pub fn finish(mut doc: Document, pages: &Pages) -> Result<Vec<u8>, PdfError> {
    doc.version = "1.7".into();
    let info = doc.add_object(dictionary! {
        "Title" => text_string(&pages.title),
        "Producer" => text_string("Upfront"),
    });
    doc.trailer.set("Info", info);
    let catalog = doc.catalog_mut().map_err(writer)?;
    catalog.set("Lang", text_string("en-GB"));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    // printpdf's own label of a conformance it does not have, with a clock time in it.
    for untrue in ["Metadata", "OutputIntents", "PageMode", "PageLayout"] {
        catalog.remove(untrue.as_bytes());
    }
    doc.trailer.remove(b"ID");
    doc.prune_objects();
    doc.renumber_objects();
    doc.compress();
    let id = id(&doc);
    doc.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    let mut bytes = Vec::new();
    doc.save_with_options(&mut bytes, options).map_err(writer)?;
    Ok(bytes)
}

fn writer(e: impl std::fmt::Display) -> PdfError {
    PdfError::Writer(e.to_string())
}

/// From everything in the document, so that the same document has the same id, and another another.
fn id(doc: &Document) -> Object {
    let mut hash = Sha256::new();
    for (number, object) in &doc.objects {
        hash.update(number.0.to_be_bytes());
        match object {
            Object::Stream(stream) => {
                hash.update(sorted(&stream.dict));
                hash.update(&stream.content);
            }
            other => hash.update(format!("{other:?}")),
        }
    }
    Object::String(hash.finalize().iter().take(16).copied().collect(), StringFormat::Hexadecimal)
}

fn sorted(dict: &Dictionary) -> String {
    let mut entries: Vec<String> = dict.iter().map(|(k, v)| format!("{}{v:?}", String::from_utf8_lossy(k))).collect();
    entries.sort();
    entries.concat()
}
