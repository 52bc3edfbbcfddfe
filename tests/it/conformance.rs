//! Every PDF is PDF/UA-1 and PDF/A-3a, says a validator that we did not write; and it says so of nothing that is not.

use lopdf::{Dictionary, Document, Object, ObjectId};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::collections::HashMap;
use upfront::model::Session;
use upfront::report::blocks::{DocumentKind, summary};
use upfront::report::text::Fonts;
use upfront::report::{Print, lay_out, to_pdf};
use upfront::store::sample;

/// What the validator has against a file, by rule.
pub fn faults(pdf: &[u8]) -> Vec<String> {
    let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a];
    let found = profiles.map(|profile| {
        let report =
            validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)).expect("it can be checked");
        let mut rules: Vec<String> =
            report.failures.iter().map(|f| format!("{profile:?} {}: {}", f.rule_id, f.message)).collect();
        if rules.is_empty() && !report.is_compliant {
            rules.push(format!("{profile:?} is not complied with"));
        }
        rules
    });
    let mut all: Vec<String> = found.concat();
    all.extend(unanswered(pdf));
    all
}

/// The validator does not look whether words and links lead back into the structure; so we do.
fn unanswered(pdf: &[u8]) -> Vec<String> {
    let doc = Document::load_mem(pdf).expect("lopdf reads it");
    let mut faults = Vec::new();
    let Some(back) = way_back(&doc) else { return vec!["there is no way back into the structure".into()] };
    for (number, id) in doc.get_pages() {
        let page = doc.get_dictionary(id).expect("a page");
        let key = page.get(b"StructParents").and_then(Object::as_i64);
        let Some(elements) = key.ok().and_then(|key| back.get(&key)).and_then(|o| o.as_array().ok()) else {
            faults.push(format!("page {number} leads nowhere"));
            continue;
        };
        for (mcid, element) in elements.iter().enumerate() {
            if !element.as_reference().is_ok_and(|element| holds(&doc, element, id, mcid as i64)) {
                faults.push(format!("words {mcid} of page {number} are not in their element"));
            }
        }
        let Ok(annotations) = page.get(b"Annots").and_then(Object::as_array) else { continue };
        for annotation in annotations {
            let link = annotation.as_reference().and_then(|id| doc.get_dictionary(id)).expect("an annotation");
            let key = link.get(b"StructParent").and_then(Object::as_i64);
            let field = link.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget");
            let whole =
                if field { link.has(b"TU") && link.has(b"AP") } else { link.has(b"Contents") && link.has(b"Dest") };
            if !key.is_ok_and(|key| back.contains_key(&key)) || !whole {
                faults.push(format!("a link or field on page {number} is not whole"));
            }
        }
    }
    faults
}

/// The parent tree, arrays resolved.
fn way_back(doc: &Document) -> Option<HashMap<i64, Object>> {
    let dict = |object: &Object| object.as_reference().and_then(|id| doc.get_dictionary(id)).ok();
    let tree = dict(dict(doc.catalog().ok()?.get(b"StructTreeRoot").ok()?)?.get(b"ParentTree").ok()?)?;
    let pairs = tree.get(b"Nums").and_then(Object::as_array).ok()?;
    let resolved = |object: &Object| match object.as_reference().and_then(|id| doc.get_object(id)) {
        Ok(array @ Object::Array(_)) => array.clone(),
        _ => object.clone(),
    };
    pairs.chunks(2).map(|pair| Some((pair.first()?.as_i64().ok()?, resolved(pair.get(1)?)))).collect()
}

/// Does an element hold these words of a page?
fn holds(doc: &Document, element: ObjectId, page: ObjectId, mcid: i64) -> bool {
    let Ok(element) = doc.get_dictionary(element) else { return false };
    let home = element.get(b"Pg").and_then(Object::as_reference);
    let is_it = |kid: &Object| match kid {
        Object::Integer(n) => *n == mcid && home.as_ref().is_ok_and(|home| *home == page),
        Object::Dictionary(words) => {
            words.get(b"MCID").and_then(Object::as_i64).is_ok_and(|n| n == mcid)
                && words.get(b"Pg").and_then(Object::as_reference).is_ok_and(|at| at == page)
        }
        _ => false,
    };
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.iter().any(is_it),
        Ok(kid) => is_it(kid),
        Err(_) => false,
    }
}

fn sample_pdf(print: Print) -> Vec<u8> {
    let fonts = Fonts::bundled();
    to_pdf(&lay_out(&summary(&sample().unwrap()), &fonts, print), &fonts).unwrap()
}

#[test]
fn every_document_of_the_sample_conforms_and_is_the_same_each_time() {
    let (s, fonts) = (sample().unwrap(), Fonts::bundled());
    for kind in DocumentKind::ALL {
        for print in [Print::Standard, Print::Large] {
            let pdf = to_pdf(&lay_out(&kind.of(&s), &fonts, print), &fonts).unwrap();
            assert_eq!(faults(&pdf), Vec::<String>::new(), "{} {print:?}", kind.name());
            // With fonts and pages made anew.
            let fonts = Fonts::bundled();
            let again = to_pdf(&lay_out(&kind.of(&s), &fonts, print), &fonts).unwrap();
            assert!(pdf == again, "{} {print:?} is not the same twice", kind.name());
        }
    }
}

/// Without those of how its bytes are written: saved again by lopdf alone, a stream can end like a line (see
/// `report::pdf::line_ends`).
fn faults_of_what_it_says(pdf: &[u8]) -> Vec<String> {
    let mut faults = faults(pdf);
    faults.retain(|fault| !fault.contains("6.1.7.1"));
    faults
}

/// A way to spoil a sound file.
type Spoil = fn(&mut Document);

fn catalog(doc: &mut Document, spoil: fn(&mut Dictionary)) {
    spoil(doc.catalog_mut().unwrap());
}

/// Spoils every structure element of a kind.
fn elements(doc: &mut Document, kind: &str, spoil: fn(&mut Dictionary)) {
    let mut spoiled = 0;
    for object in doc.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut()
            && dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes())
        {
            spoil(dict);
            spoiled += 1;
        }
    }
    assert!(spoiled > 0, "there is no {kind} to spoil");
}

#[test]
fn faults_that_are_planted_are_found() {
    let spoils: [(&str, Spoil); 14] = [
        ("no language", |d| catalog(d, |c| drop(c.remove(b"Lang")))),
        ("not marked as tagged", |d| catalog(d, |c| drop(c.remove(b"MarkInfo")))),
        ("no structure", |d| catalog(d, |c| drop(c.remove(b"StructTreeRoot")))),
        ("no colours", |d| catalog(d, |c| drop(c.remove(b"OutputIntents")))),
        ("no metadata", |d| catalog(d, |c| drop(c.remove(b"Metadata")))),
        ("title not shown", |d| catalog(d, |c| drop(c.remove(b"ViewerPreferences")))),
        ("heads without scope", |d| elements(d, "TH", |th| drop(th.remove(b"A")))),
        ("a level left out", |d| elements(d, "H2", |h| h.set("S", "H4"))),
        ("a tag nobody knows", |d| elements(d, "TD", |cell| cell.set("S", "Zelle"))),
        ("no way back", |d| {
            let root = d.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
            d.get_object_mut(root).unwrap().as_dict_mut().unwrap().remove(b"ParentTree");
        }),
        ("pages without a number", |d| pages(d, |page| drop(page.remove(b"StructParents")))),
        ("tabs in any order", |d| pages(d, |page| drop(page.remove(b"Tabs")))),
        ("no words for glyphs", |d| fonts(d, |font| drop(font.remove(b"ToUnicode")))),
        ("a font left out", |d| fonts(d, |font| drop(font.remove(b"FontFile2")))),
    ];
    let sound = sample_pdf(Print::Standard);
    for (what, spoil) in spoils {
        let mut doc = Document::load_mem(&sound).unwrap();
        spoil(&mut doc);
        let mut bytes = Vec::new();
        doc.save_to(&mut bytes).unwrap();
        assert_ne!(faults_of_what_it_says(&bytes), Vec::<String>::new(), "{what}: not found");
    }
    // Saved again and left as it was, it stays sound: it is the spoiling that is found.
    let mut bytes = Vec::new();
    Document::load_mem(&sound).unwrap().save_to(&mut bytes).unwrap();
    assert_eq!(faults_of_what_it_says(&bytes), Vec::<String>::new());
}

fn pages(doc: &mut Document, spoil: fn(&mut Dictionary)) {
    for id in doc.get_pages().into_values().collect::<Vec<_>>() {
        spoil(doc.get_object_mut(id).unwrap().as_dict_mut().unwrap());
    }
}

/// Fonts and what describes them.
fn fonts(doc: &mut Document, spoil: fn(&mut Dictionary)) {
    for object in doc.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut()
            && (dict.has_type(b"Font") || dict.has_type(b"FontDescriptor"))
        {
            spoil(dict);
        }
    }
}

/// One stream in 256 ends in a byte that could be taken for the end of a line.
#[test]
fn a_stream_that_ends_like_a_line_is_told_from_the_end_of_its_line() {
    let fonts = Fonts::bundled();
    let date = chrono::NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
    let mut told_apart = 0;
    for n in 0..120 {
        let mut s = Session::new(uuid::Uuid::nil(), date, "Europe/London");
        s.title = format!("Evening {n}");
        let pdf = to_pdf(&lay_out(&DocumentKind::Agenda.of(&s), &fonts, Print::Standard), &fonts).unwrap();
        if memchr::memmem::find(&pdf, b"\r\r\nendstream").is_some() {
            told_apart += 1;
            assert_eq!(faults(&pdf), Vec::<String>::new(), "{n}");
            assert!(crate::pdf_text::close(&crate::pdf_text::text_of(&pdf)).contains(&format!("Evening{n}")));
        }
    }
    assert!(told_apart > 0, "no such stream came about");
}

#[test]
fn a_signed_paper_with_its_record_and_a_drawn_signature_holds_too() {
    let s = crate::record::full_session();
    let fonts = Fonts::bundled();
    for kind in [DocumentKind::Summary, DocumentKind::SignOff] {
        let text = upfront::store::to_text(&upfront::record::public_session(&s)).unwrap();
        let attached = Some(upfront::report::Attached { text, at: s.version().unwrap().at });
        let document = upfront::report::blocks::Document { attached, ..kind.of(&s) };
        let pdf = to_pdf(&lay_out(&document, &fonts, Print::Standard), &fonts).unwrap();
        assert_eq!(faults(&pdf), Vec::<String>::new(), "{kind:?}");
        assert!(Document::load_mem(&pdf).unwrap().catalog().unwrap().has(b"AF"));
    }
}

#[test]
fn whoever_has_not_answered_can_do_so_with_pdf_software_and_only_to_a_frozen_version() {
    let s = sample().unwrap();
    let fonts = Fonts::bundled();
    let pdf = |s: &Session, kind: DocumentKind, print| to_pdf(&lay_out(&kind.of(s), &fonts, print), &fonts).unwrap();
    let fields = |pdf: &[u8]| {
        let doc = Document::load_mem(pdf).unwrap();
        let Ok(form) = doc.catalog().unwrap().get(b"AcroForm").and_then(Object::as_dict) else { return Vec::new() };
        let all = form.get(b"Fields").unwrap().as_array().unwrap();
        let field = |id: &Object| doc.get_dictionary(id.as_reference().unwrap()).unwrap();
        let said = |id| lopdf::decode_text_string(field(id).get(b"TU").unwrap()).unwrap();
        all.iter().map(said).collect::<Vec<String>>()
    };
    let wanted = [
        "Calloway Developments, version 2: reservation, or why it declines",
        "Calloway Developments, version 2: name and capacity of who signs",
        "Calloway Developments, version 2: signature",
    ];
    for kind in [DocumentKind::Summary, DocumentKind::SignOff] {
        for print in [Print::Standard, Print::Large] {
            assert_eq!(fields(&pdf(&s, kind, print)), wanted, "{kind:?} {print:?}");
        }
    }
    let mut draft = s.clone();
    draft.changed_since_version = true;
    assert_eq!(fields(&pdf(&draft, DocumentKind::SignOff, Print::Standard)), Vec::<String>::new());
    // Every field lies on its page, and no two have one name.
    let mut unsigned = s.clone();
    unsigned.answers = upfront::model::List::default();
    let pages = lay_out(&DocumentKind::SignOff.of(&unsigned), &fonts, Print::Standard);
    assert_eq!(pages.fields.len(), 15);
    assert_eq!(pages.pages.len(), 2, "front and back");
    let names: std::collections::HashSet<&str> = pages.fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names.len(), pages.fields.len());
    for f in &pages.fields {
        let [left, top, width, height] = f.bounds;
        assert!(left >= 0.0 && top >= 0.0 && width > 60.0 && height > 12.0, "{f:?}");
        assert!(left + width <= pages.paper.width && top + height <= pages.paper.height, "{f:?}");
    }
    assert_eq!(faults(&to_pdf(&pages, &fonts).unwrap()), Vec::<String>::new());
    // What is typed into them does no harm.
    let mut doc = Document::load_mem(&to_pdf(&pages, &fonts).unwrap()).unwrap();
    let typed: Vec<ObjectId> = doc
        .objects
        .iter()
        .filter(|(_, o)| o.as_dict().is_ok_and(|d| d.has(b"DA") && d.has(b"T")))
        .map(|(id, _)| *id)
        .collect();
    assert!(!typed.is_empty());
    for id in typed {
        doc.get_dictionary_mut(id).unwrap().set("V", lopdf::text_string("needs board approval for action A4"));
    }
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).unwrap();
    let about_fields: Vec<String> =
        faults(&bytes).into_iter().filter(|f| f.to_lowercase().contains("field") || f.contains("widget")).collect();
    assert_eq!(about_fields, Vec::<String>::new());
}

#[test]
fn a_camera_reads_the_whole_code_off_the_sign_off_page() {
    let s = sample().unwrap();
    let fonts = Fonts::bundled();
    let pages = lay_out(&DocumentKind::SignOff.of(&s), &fonts, Print::Standard);
    let picture = upfront::report::raster::Painter::new(&fonts).paint(&pages, 1, 2.5).unwrap();
    let grey = |x: usize, y: usize| picture.rgba[(y * picture.width as usize + x) * 4];
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(picture.width as usize, picture.height as usize, grey);
    let codes: Vec<String> = seen.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
    let code = s.version().unwrap().code.unwrap();
    assert_eq!(codes, [format!("UPFRONT V2 {}", code.to_string().to_uppercase())]);
    let whole = codes[0].rsplit(' ').next().unwrap();
    let typed = upfront::model::TypedCode::read(whole).unwrap();
    assert!(upfront::record::verify(&s, &typed).matches);
}
