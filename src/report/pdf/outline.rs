//! Bookmarks: the headings, each under the one it belongs to.

use crate::report::layout::{Headline, Pages, Place};
use lopdf::{Document, Object, ObjectId, dictionary, text_string};

/// Where a reader is led: the place at the top of the window, the size as it is.
pub fn destination(place: Place, pages: &Pages, on_paper: &[ObjectId]) -> Option<Object> {
    let page = *on_paper.get(place.page)?;
    let y = pages.paper.height - place.y;
    Some(Object::Array(vec![
        Object::Reference(page),
        "XYZ".into(),
        Object::Real(pages.paper.margin / 2.0),
        Object::Real(y),
        Object::Null,
    ]))
}

/// A heading with those under it.
struct Branch<'h> {
    head: &'h Headline,
    under: Vec<Branch<'h>>,
}

fn branches<'h>(heads: &mut std::iter::Peekable<std::slice::Iter<'h, Headline>>, above: u8) -> Vec<Branch<'h>> {
    let mut all = Vec::new();
    while let Some(head) = heads.next_if(|h| h.level > above) {
        let under = branches(heads, head.level);
        all.push(Branch { head, under });
    }
    all
}

/// Writes the bookmarks; None where there is no heading.
pub fn put_into(doc: &mut Document, on_paper: &[ObjectId], pages: &Pages) -> Option<ObjectId> {
    let all = branches(&mut pages.headings.iter().peekable(), 0);
    if all.is_empty() {
        return None;
    }
    let root = doc.new_object_id();
    let ends = put(doc, &all, root, on_paper, pages);
    let mut dict = dictionary! { "Type" => "Outlines", "Count" => all.len() as i64 };
    if let Some((first, last)) = ends {
        dict.set("First", first);
        dict.set("Last", last);
    }
    doc.objects.insert(root, Object::Dictionary(dict));
    Some(root)
}

/// The first and the last of those written.
fn put(
    doc: &mut Document,
    all: &[Branch],
    parent: ObjectId,
    on_paper: &[ObjectId],
    pages: &Pages,
) -> Option<(ObjectId, ObjectId)> {
    let ids: Vec<ObjectId> = all.iter().map(|_| doc.new_object_id()).collect();
    for (n, branch) in all.iter().enumerate() {
        let id = *ids.get(n)?;
        let mut dict = dictionary! { "Title" => text_string(&branch.head.words), "Parent" => parent };
        if let Some(to) = destination(branch.head.place, pages, on_paper) {
            dict.set("Dest", to);
        }
        if let Some(before) = n.checked_sub(1).and_then(|n| ids.get(n)) {
            dict.set("Prev", *before);
        }
        if let Some(after) = ids.get(n + 1) {
            dict.set("Next", *after);
        }
        if let Some((first, last)) = put(doc, &branch.under, id, on_paper, pages) {
            dict.set("First", first);
            dict.set("Last", last);
            // Closed, so that the list is short at first.
            dict.set("Count", -(branch.under.len() as i64));
        }
        doc.objects.insert(id, Object::Dictionary(dict));
    }
    Some((*ids.first()?, *ids.last()?))
}
