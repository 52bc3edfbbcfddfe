//! What printpdf does not write: structure, links, bookmarks, what the file says of itself, and ids that are the same on
//! every run.

use super::structure::{Structure, link_number, number};
use super::{PdfError, attached, fields, line_ends, metadata, outline};
use crate::report::layout::{Link, Pages};
use crate::report::text::ENGLISH;
use lopdf::{Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary, text_string};
use sha2::{Digest, Sha256};

/// Puts the last things on and gives the bytes.
pub fn finish(mut doc: Document, pages: &Pages, structure: Structure) -> Result<Vec<u8>, PdfError> {
    doc.version = "1.7".into();
    let on_paper: Vec<ObjectId> = doc.get_pages().into_values().collect();
    let links: Vec<ObjectId> =
        pages.links.iter().enumerate().map(|(n, link)| annotation(&mut doc, link, n, pages, &on_paper)).collect();
    let widgets = fields::widgets(&mut doc, pages, &on_paper);
    let form = if widgets.is_empty() { None } else { Some(fields::form(&mut doc, &widgets)?) };
    let annotations = [links, widgets].concat();
    for (n, id) in on_paper.iter().enumerate() {
        page(&mut doc, *id, n, pages, &annotations)?;
    }
    let tree = structure.put_into(&mut doc, &on_paper, pages, &annotations);
    let bookmarks = outline::put_into(&mut doc, &on_paper, pages);
    let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Not compressed: those who look for it need no PDF reader.
    let xmp = Stream::new(xmp, metadata::xmp(&pages.title).into_bytes()).with_compression(false);
    let xmp = doc.add_object(xmp);
    let profile = doc.add_object(Stream::new(dictionary! { "N" => 3 }, metadata::srgb()?));
    let info = doc.add_object(dictionary! {
        "Title" => text_string(&pages.title),
        "Producer" => text_string(super::PRODUCER),
    });
    doc.trailer.set("Info", info);
    let attached = pages.attached.as_ref().map(|file| attached::put_into(&mut doc, file));
    let catalog = doc.catalog_mut().map_err(writer)?;
    catalog.set("Lang", text_string(ENGLISH.0));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", tree);
    catalog.set("Metadata", xmp);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text_string("sRGB IEC61966-2.1"),
        "Info" => text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    };
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", "UseNone");
    if let Some(form) = form {
        catalog.set("AcroForm", form);
    }
    if let Some(file) = attached {
        catalog.set("AF", vec![Object::Reference(file)]);
        let files = dictionary! { "Names" => vec![text_string(attached::NAME), Object::Reference(file)] };
        catalog.set("Names", dictionary! { "EmbeddedFiles" => files });
    }
    if let Some(bookmarks) = bookmarks {
        catalog.set("Outlines", bookmarks);
    }
    doc.trailer.remove(b"ID");
    doc.compress();
    doc.trailer.set("ID", Object::Array(vec![no_id(), no_id()]));
    Ok(with_id(save(doc)?))
}

/// So long is an id.
const ID: usize = 16;

fn no_id() -> Object {
    Object::String(vec![0; ID], StringFormat::Hexadecimal)
}

/// Gives the file its id: from all its bytes, so that the same document has the same, and another another.
fn with_id(mut bytes: Vec<u8>) -> Vec<u8> {
    let hex = |id: &[u8]| format!("<{}>", id.iter().map(|b| format!("{b:02X}")).collect::<String>()).into_bytes();
    let (none, hash) = (hex(&[0; ID]), Sha256::digest(&bytes));
    let id = hex(hash.get(..ID).unwrap_or_default());
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, &none).collect();
    for place in places {
        if let Some(there) = bytes.get_mut(place..place + id.len()) {
            there.copy_from_slice(&id);
        }
    }
    bytes
}

/// Writes it all down.
fn save(mut doc: Document) -> Result<Vec<u8>, PdfError> {
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    let mut bytes = Vec::new();
    doc.save_with_options(&mut bytes, options).map_err(writer)?;
    Ok(line_ends::tell_apart(bytes))
}

fn writer(e: impl std::fmt::Display) -> PdfError {
    PdfError::Writer(e.to_string())
}

/// A link that leads to its place and says where.
fn annotation(doc: &mut Document, link: &Link, n: usize, pages: &Pages, on_paper: &[ObjectId]) -> ObjectId {
    let [left, top, width, height] = link.bounds;
    let (top, bottom) = (pages.paper.height - top, pages.paper.height - top - height);
    let bounds = [left, bottom, left + width, top].map(Object::Real).to_vec();
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => bounds,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // It prints (PDF/A), which for a link without a border shows nothing.
        "F" => 4,
        "Contents" => text_string(&format!("Go to {}", link.says.trim())),
        "StructParent" => number(link_number(pages, n)),
    };
    if let Some(to) = outline::destination(link.to, pages, on_paper) {
        dict.set("Dest", to);
    }
    doc.add_object(dict)
}

fn page(doc: &mut Document, id: ObjectId, n: usize, pages: &Pages, all: &[ObjectId]) -> Result<(), PdfError> {
    let homes = pages.links.iter().map(|link| link.page).chain(pages.fields.iter().map(|field| field.page));
    let here = homes.zip(all).filter(|(home, _)| *home == n);
    let here: Vec<Object> = here.map(|(_, id)| Object::Reference(*id)).collect();
    let dict = doc.get_object_mut(id).and_then(Object::as_dict_mut).map_err(writer)?;
    dict.set("StructParents", number(n));
    // Tab goes through links as the structure does.
    dict.set("Tabs", "S");
    if here.is_empty() {
        dict.remove(b"Annots");
    } else {
        dict.set("Annots", here);
    }
    Ok(())
}
