//! The structure tree in the file (ISO 32000-1, 14.7): elements, what words they hold, and the way back from the words.

use crate::report::layout::Pages;
use crate::report::tags::{Scope, Tag, TagId, Tree};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

/// What an element holds, in order.
enum Kid {
    /// Words on a page, by their number there.
    Words {
        page: usize,
        mcid: usize,
    },
    Element(usize),
    /// The annotation of a link or a field, by its place in the list of both.
    Annotation(usize),
}

/// Words that are spelled out because their glyphs would be read wrongly.
struct SpelledOut {
    parent: TagId,
    words: String,
}

/// Grows while pages are written. Elements are the nodes of the tree by their ids, then what is spelled out.
pub struct Structure<'t> {
    tree: &'t Tree,
    spelled: Vec<SpelledOut>,
    kids: Vec<Vec<Kid>>,
    /// Which element the words of a page are of, by their number there.
    of_page: Vec<Vec<usize>>,
}

impl<'t> Structure<'t> {
    /// Before anything is written.
    pub fn new(tree: &'t Tree, pages: usize) -> Self {
        let mut kids: Vec<Vec<Kid>> = tree.nodes().iter().map(|_| Vec::new()).collect();
        for (element, node) in tree.nodes().iter().enumerate() {
            // Words within a paragraph take their place when they are written.
            if !is_inline(&node.tag)
                && let Some(of_parent) = node.parent.and_then(|parent| kids.get_mut(parent.0 as usize))
            {
                of_parent.push(Kid::Element(element));
            }
        }
        Self { tree, spelled: Vec::new(), kids, of_page: (0..pages).map(|_| Vec::new()).collect() }
    }

    /// Words of a part are about to be written on a page: the name of the part, and the number of the words there.
    pub fn words(&mut self, tag: TagId, page: usize) -> (&'static str, usize) {
        let element = tag.0 as usize;
        let node = self.tree.get(tag);
        let first = self.kids.get(element).is_some_and(Vec::is_empty);
        if let Some(node) = node.filter(|node| first && is_inline(&node.tag))
            && let Some(of_parent) = node.parent.and_then(|parent| self.kids.get_mut(parent.0 as usize))
        {
            of_parent.push(Kid::Element(element));
        }
        let mcid = self.put(element, page);
        (node.map_or("Span", |node| name(&node.tag)), mcid)
    }

    /// Words of a part that have to be spelled out.
    pub fn spelled_out(&mut self, parent: TagId, words: &str, page: usize) -> usize {
        let element = self.kids.len();
        self.kids.push(Vec::new());
        self.spelled.push(SpelledOut { parent, words: words.into() });
        let node = self.tree.get(parent);
        let first = self.kids.get(parent.0 as usize).is_some_and(Vec::is_empty);
        if let Some(node) = node.filter(|node| first && is_inline(&node.tag))
            && let Some(of_parent) = node.parent.and_then(|of| self.kids.get_mut(of.0 as usize))
        {
            of_parent.push(Kid::Element(parent.0 as usize));
        }
        if let Some(of_parent) = self.kids.get_mut(parent.0 as usize) {
            of_parent.push(Kid::Element(element));
        }
        self.put(element, page)
    }

    fn put(&mut self, element: usize, page: usize) -> usize {
        let Some(numbers) = self.of_page.get_mut(page) else { return 0 };
        let mcid = numbers.len();
        numbers.push(element);
        if let Some(kids) = self.kids.get_mut(element) {
            kids.push(Kid::Words { page, mcid });
        }
        mcid
    }

    /// Writes everything into the document. `on_paper` are its pages, `annotations` those of its links, then of its fields.
    pub fn put_into(
        mut self,
        doc: &mut Document,
        on_paper: &[ObjectId],
        pages: &Pages,
        annotations: &[ObjectId],
    ) -> ObjectId {
        for (n, tag) in annotated(pages).enumerate() {
            if let Some(kids) = self.kids.get_mut(tag.0 as usize) {
                kids.push(Kid::Annotation(n));
            }
        }
        let root = doc.new_object_id();
        let ids: Vec<ObjectId> = self.kids.iter().map(|_| doc.new_object_id()).collect();
        let kept = self.kept();
        for element in 0..self.kids.len() {
            if kept.get(element) == Some(&true)
                && let (Some(id), Some(dict)) =
                    (ids.get(element), self.element(element, root, &ids, &kept, on_paper, annotations))
            {
                doc.objects.insert(*id, Object::Dictionary(dict));
            }
        }
        let parents = self.parent_tree(doc, &ids, pages);
        let first = ids.first().map_or(Object::Null, |id| Object::Reference(*id));
        let dict = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => first,
            "ParentTree" => parents,
            "ParentTreeNextKey" => number(on_paper.len() + annotations.len()),
        };
        doc.objects.insert(root, Object::Dictionary(dict));
        root
    }

    /// Elements that hold something, and cells, without which a row would have too few.
    fn kept(&self) -> Vec<bool> {
        let mut kept = vec![false; self.kids.len()];
        // Children come after their parents: from the end, all children are known.
        for element in (0..self.kids.len()).rev() {
            let holds = self.kids.get(element).is_some_and(|kids| {
                kids.iter().any(|kid| match kid {
                    Kid::Element(child) => kept.get(*child) == Some(&true),
                    Kid::Words { .. } | Kid::Annotation(_) => true,
                })
            });
            let is_cell = self
                .tree
                .nodes()
                .get(element)
                .is_some_and(|node| matches!(node.tag, Tag::Cell | Tag::HeadCell(..) | Tag::Document));
            if let Some(keep) = kept.get_mut(element) {
                *keep = holds || is_cell;
            }
        }
        kept
    }

    fn element(
        &self,
        element: usize,
        root: ObjectId,
        ids: &[ObjectId],
        kept: &[bool],
        on_paper: &[ObjectId],
        annotations: &[ObjectId],
    ) -> Option<Dictionary> {
        let node = self.tree.nodes().get(element);
        let spelled = element.checked_sub(self.tree.nodes().len()).and_then(|n| self.spelled.get(n));
        let parent = node.map_or_else(|| spelled.map(|s| s.parent), |node| node.parent);
        let parent = parent.and_then(|parent| ids.get(parent.0 as usize)).copied().unwrap_or(root);
        let mut dict = dictionary! {
            "S" => node.map_or("Span", |node| name(&node.tag)),
            "P" => parent,
        };
        let kids = self.kids.get(element)?;
        let home = kids.iter().find_map(|kid| match kid {
            Kid::Words { page, .. } => Some(*page),
            _ => None,
        });
        if let Some(page) = home.and_then(|page| on_paper.get(page)) {
            dict.set("Pg", *page);
        }
        let mut all: Vec<Object> = kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Words { page, mcid } if Some(*page) == home => Some(number(*mcid)),
                Kid::Words { page, mcid } => Some(Object::Dictionary(dictionary! {
                    "Type" => "MCR",
                    "Pg" => *on_paper.get(*page)?,
                    "MCID" => number(*mcid),
                })),
                Kid::Element(child) if kept.get(*child) == Some(&true) => Some(Object::Reference(*ids.get(*child)?)),
                Kid::Element(_) => None,
                Kid::Annotation(n) => Some(Object::Dictionary(dictionary! {
                    "Type" => "OBJR",
                    "Obj" => *annotations.get(*n)?,
                })),
            })
            .collect();
        match all.len() {
            0 => {}
            1 => dict.set("K", all.remove(0)),
            _ => dict.set("K", Object::Array(all)),
        }
        if let Some(spelled) = spelled {
            dict.set("ActualText", text_string(&spelled.words));
        }
        if let Some(node) = node {
            if let Some(lang) = node.lang {
                dict.set("Lang", text_string(lang.0));
            }
            attributes(&mut dict, &node.tag);
        }
        Some(dict)
    }

    /// From words, links and fields back to their elements: pages first, then links, then fields.
    fn parent_tree(&self, doc: &mut Document, ids: &[ObjectId], pages: &Pages) -> ObjectId {
        let mut numbers: Vec<Object> = Vec::new();
        for (page, elements) in self.of_page.iter().enumerate() {
            let of: Vec<Object> =
                elements.iter().filter_map(|e| ids.get(*e)).map(|id| Object::Reference(*id)).collect();
            numbers.push(number(page));
            numbers.push(Object::Reference(doc.add_object(Object::Array(of))));
        }
        for (n, tag) in annotated(pages).enumerate() {
            if let Some(id) = ids.get(tag.0 as usize) {
                numbers.extend([number(link_number(pages, n)), Object::Reference(*id)]);
            }
        }
        doc.add_object(dictionary! { "Nums" => numbers })
    }
}

/// The elements of links, then of fields.
fn annotated(pages: &Pages) -> impl Iterator<Item = TagId> {
    pages.links.iter().map(|link| link.tag).chain(pages.fields.iter().map(|field| field.tag))
}

/// The number of a link in the parent tree; fields come behind the last link.
pub fn link_number(pages: &Pages, n: usize) -> usize {
    pages.pages.len() + n
}

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Span | Tag::Link)
}

pub fn number(n: usize) -> Object {
    Object::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn name(tag: &Tag) -> &'static str {
    match tag {
        Tag::Document => "Document",
        Tag::Section => "Sect",
        Tag::Heading(1) => "H1",
        Tag::Heading(2) => "H2",
        Tag::Heading(3) => "H3",
        Tag::Heading(4) => "H4",
        Tag::Heading(5) => "H5",
        Tag::Heading(_) => "H6",
        Tag::Paragraph => "P",
        Tag::List => "L",
        Tag::Item => "LI",
        Tag::Body => "LBody",
        Tag::Contents => "TOC",
        Tag::ContentsItem => "TOCI",
        Tag::Reference => "Reference",
        Tag::Table => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::Row => "TR",
        Tag::HeadCell(..) => "TH",
        Tag::Cell => "TD",
        Tag::Figure { .. } => "Figure",
        Tag::Span => "Span",
        Tag::Link => "Link",
        Tag::Form => "Form",
    }
}

/// What else a reader needs to know of an element.
fn attributes(dict: &mut Dictionary, tag: &Tag) {
    match tag {
        Tag::HeadCell(scope, columns) => {
            let scope = match scope {
                Scope::Column => "Column",
                Scope::Row => "Row",
            };
            let mut table = dictionary! { "O" => "Table", "Scope" => scope };
            if *columns > 1 {
                table.set("ColSpan", i64::from(*columns));
            }
            dict.set("A", table);
        }
        Tag::Figure { alt, bounds } => {
            dict.set("Alt", text_string(alt));
            let bounds: Vec<Object> = bounds.iter().map(|n| Object::Real(*n)).collect();
            dict.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds });
        }
        _ => {}
    }
}
