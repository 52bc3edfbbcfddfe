//! The structure of a document: what each placed thing is a part of, for readers who hear it.
//!
//! The layout grows the tree while it places; the PDF writer turns it into structure elements. Names follow ISO 32000-1,
//! 14.8.4, which PDF/UA-1 (ISO 14289-1) builds on. What has no tag is no content: rules, footers, repeated heads.

use super::text::Lang;

/// Names a node of a [`Tree`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct TagId(pub u32);

/// What a node is.
#[derive(Clone, PartialEq, Debug)]
pub enum Tag {
    Document,
    /// What belongs together, such as a partner's block.
    Section,
    /// Levels 1 to 6.
    Heading(u8),
    Paragraph,
    List,
    Item,
    /// What an item says. Items have no label of their own: a dash says nothing to those who hear it.
    Body,
    Contents,
    ContentsItem,
    Reference,
    Table,
    TableHead,
    TableBody,
    Row,
    /// Over how many columns, and what it is the head of.
    HeadCell(Scope, u16),
    Cell,
    /// In points from the top left: left, top, width, height. `alt` is for those who do not see it.
    Figure {
        alt: String,
        bounds: [f32; 4],
    },
    /// Words within a paragraph in another language.
    Span,
    /// Words that lead elsewhere in the document.
    Link,
    /// A field that is filled in with PDF software.
    Form,
}

/// What a head cell is the head of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Column,
    Row,
}

/// A node; parents come before their children.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    pub tag: Tag,
    /// None: the root.
    pub parent: Option<TagId>,
    /// Where it is not the document's.
    pub lang: Option<Lang>,
}

/// A document's structure. Children stand in the order in which they were made, words among them where they were placed.
#[derive(Clone, PartialEq, Debug)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Node { tag: Tag::Document, parent: None, lang: None }] }
    }
}

impl Tree {
    /// The document as a whole.
    pub const ROOT: TagId = TagId(0);

    /// A new last child of `parent`.
    pub fn child(&mut self, parent: TagId, tag: Tag) -> TagId {
        self.child_in(parent, tag, None)
    }

    /// The same in a language.
    pub fn child_in(&mut self, parent: TagId, tag: Tag, lang: Option<Lang>) -> TagId {
        self.nodes.push(Node { tag, parent: Some(parent), lang });
        TagId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    /// The node of an id that came from here.
    pub fn get(&self, id: TagId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// All nodes, by id.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

/// The levels headings have for those who hear them: what looks like level 3 right under a title is level 2, since
/// PDF/UA and readers of HTML allow no gap.
#[derive(Clone, Debug, Default)]
pub struct Depths {
    /// The headings that what comes next stands under: the level they look like, and the one they have.
    above: Vec<(u8, u8)>,
}

impl Depths {
    /// The level, 1 to 6, of the next heading, which looks like `level`.
    pub fn next(&mut self, level: u8) -> u8 {
        while self.above.last().is_some_and(|(look, _)| *look >= level) {
            self.above.pop();
        }
        let depth = self.above.last().map_or(1, |(_, depth)| depth + 1).min(6);
        self.above.push((level, depth));
        depth
    }
}
