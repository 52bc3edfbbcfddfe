//! The same placed pages, written by krilla: same glyphs, rules, footers and structure.

use krilla::Document;
use krilla::geom::{PathBuilder, Point, Size};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag as T, TagGroup, TagKind,
    TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::BTreeMap;
use std::num::NonZeroU16;
use upfront::report::tags::{Scope, Tag, TagId, Tree};
use upfront::report::text::{FaceId, Fonts, Shaped};
use upfront::report::{Pages, Placed};

/// The bytes of the PDF.
pub fn to_pdf(pages: &Pages, fonts: &Fonts) -> Vec<u8> {
    let mut doc = Document::new();
    let mut faces: BTreeMap<FaceId, Font> = BTreeMap::new();
    let mut words: Vec<Vec<Identifier>> = pages.tags.nodes().iter().map(|_| Vec::new()).collect();
    for page in &pages.pages {
        let size = Size::from_wh(pages.paper.width, pages.paper.height).unwrap();
        let mut sheet = doc.start_page_with(PageSettings::new(size));
        let mut surface = sheet.surface();
        let mut open: Option<Option<TagId>> = None;
        for item in &page.items {
            let tag = match item {
                Placed::Run { tag, .. } | Placed::Line { tag, .. } => *tag,
                Placed::Mark { .. } | Placed::Photo { .. } => continue,
            };
            if open != Some(tag) {
                if open.is_some() {
                    surface.end_tagged();
                }
                match tag {
                    Some(tag) => {
                        let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                        words[tag.0 as usize].push(id);
                    }
                    None => drop(surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)))),
                }
                open = Some(tag);
            }
            match item {
                Placed::Run { x, y, size, shaped, .. } => {
                    let font = faces.entry(shaped.face).or_insert_with(|| {
                        let face = fonts.face(shaped.face).unwrap();
                        Font::new(face.bytes.to_vec().into(), face.index).unwrap()
                    });
                    surface.set_stroke(None);
                    surface.set_fill(Some(Fill { opacity: NormalizedF32::ONE, ..Fill::default() }));
                    surface.draw_glyphs(
                        Point::from_xy(*x, *y),
                        &glyphs(shaped),
                        font.clone(),
                        &shaped.text,
                        *size,
                        false,
                    );
                }
                Placed::Line { from, to, width, .. } => {
                    let mut path = PathBuilder::new();
                    path.move_to(from.0, from.1);
                    path.line_to(to.0, to.1);
                    surface.set_fill(None);
                    surface.set_stroke(Some(Stroke { width: *width, ..Stroke::default() }));
                    surface.draw_path(&path.finish().unwrap());
                }
                Placed::Mark { .. } | Placed::Photo { .. } => {}
            }
        }
        if open.is_some() {
            surface.end_tagged();
        }
        surface.finish();
        sheet.finish();
    }
    doc.set_tag_tree(tree(&pages.tags, words));
    doc.finish().unwrap()
}

fn glyphs(shaped: &Shaped) -> Vec<KrillaGlyph> {
    let ends = |i: usize| shaped.glyphs.get(i + 1).map_or(shaped.text.len(), |g| g.cluster as usize);
    let of = |(i, g): (usize, &upfront::report::text::Glyph)| {
        let start = g.cluster as usize;
        let range = start..ends(i).max(start);
        let em = |n: f32| n / 1000.0;
        KrillaGlyph::new(GlyphId::new(u32::from(g.id)), em(g.advance), em(g.dx), em(g.dy), 0.0, range, None)
    };
    shaped.glyphs.iter().enumerate().map(of).collect()
}

fn tree(tags: &Tree, words: Vec<Vec<Identifier>>) -> TagTree {
    // Children come after their parents: from the end, each group is whole when it is put into its parent.
    let mut groups: Vec<Option<TagGroup>> =
        tags.nodes().iter().map(|node| kind(&node.tag).map(TagGroup::new)).collect();
    for (group, words) in groups.iter_mut().zip(words) {
        group.iter_mut().for_each(|g| words.iter().for_each(|id| g.push(Node::Leaf(*id))));
    }
    let mut root = TagTree::new();
    let mut top: Vec<TagGroup> = Vec::new();
    for n in (1..groups.len()).rev() {
        let Some(mut group) = groups[n].take() else { continue };
        group.children.reverse();
        match tags.nodes()[n].parent.filter(|p| p.0 > 0).and_then(|p| groups[p.0 as usize].as_mut()) {
            Some(parent) => parent.push(Node::Group(group)),
            None => top.push(group),
        }
    }
    top.into_iter().rev().for_each(|group| root.push(Node::Group(group)));
    root
}

fn kind(tag: &Tag) -> Option<TagKind> {
    let level = |n: u8| T::Hn(NonZeroU16::new(u16::from(n.max(1))).unwrap(), None).into();
    Some(match tag {
        // krilla gets no fields to fill in.
        Tag::Document | Tag::Form => return None,
        Tag::Section => T::Section.into(),
        Tag::Heading(n) => level(*n),
        Tag::Paragraph => T::P.into(),
        Tag::List => T::L(krilla::tagging::ListNumbering::None).into(),
        Tag::Item => T::LI.into(),
        Tag::Body => T::LBody.into(),
        Tag::Contents => T::TOC.into(),
        Tag::ContentsItem => T::TOCI.into(),
        Tag::Reference => T::Reference.into(),
        Tag::Table => T::Table.into(),
        Tag::TableHead => T::THead.into(),
        Tag::TableBody => T::TBody.into(),
        Tag::Row => T::TR.into(),
        Tag::HeadCell(Scope::Column, _) => T::TH(TableHeaderScope::Column).into(),
        Tag::HeadCell(Scope::Row, _) => T::TH(TableHeaderScope::Row).into(),
        Tag::Cell => T::TD.into(),
        Tag::Figure { alt, .. } => T::Figure(Some(alt.clone())).into(),
        Tag::Span => T::Span.into(),
        Tag::Link => T::Span.into(),
    })
}
