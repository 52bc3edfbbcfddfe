//! The layout, for any words: nothing leaves its page, nothing overlaps, nothing is lost, and the order holds.

use crate::pdf_text::close;
use proptest::prelude::*;
use upfront::edit::{
    BoundaryField, Command, ContributionField, DecisionField, Edit, PartnerField, SessionField, apply,
};
use upfront::model::{Session, SignOff};
use upfront::report::blocks::{Block, Document, DocumentKind, Part, Row};
use upfront::report::tags::{Tag, TagId, Tree};
use upfront::report::text::{Fonts, Shaper, Text};
use upfront::report::{Page, Pages, Placed, Print, Style, Watch, lay_out, lay_out_in};
use upfront::store::sample;

const SIZES: [Print; 2] = [Print::Standard, Print::Large];

/// A rectangle: left, top, right, bottom.
type Bounds = [f32; 4];

/// Words of the page with the room their letters take.
fn words(page: &Page) -> Vec<(Bounds, String, bool)> {
    let of = |item: &Placed| match item {
        Placed::Run { x, y, size, shaped, tag, .. } => {
            let left = if shaped.rtl { x + (shaped.width - shaped.trimmed) * size / 1000.0 } else { *x };
            let right = left + shaped.trimmed * size / 1000.0;
            Some(([left, y - 0.72 * size, right, y + 0.2 * size], shaped.text.clone(), tag.is_some()))
        }
        _ => None,
    };
    page.items.iter().filter_map(of).filter(|(_, text, _)| !text.trim().is_empty()).collect()
}

fn overlap(a: &Bounds, b: &Bounds) -> bool {
    const SLACK: f32 = 0.6;
    a[0] + SLACK < b[2] && b[0] + SLACK < a[2] && a[1] + SLACK < b[3] && b[1] + SLACK < a[3]
}

/// What is wrong with where things stand.
pub fn misplaced(pages: &Pages) -> Vec<String> {
    let (paper, mut faults) = (pages.paper, Vec::new());
    let (left, right) = (paper.margin - 0.6, paper.width - paper.margin + 0.6);
    for (n, page) in pages.pages.iter().enumerate() {
        let words = words(page);
        for (bounds, text, content) in &words {
            // A footer may stand in the margin, but on the paper.
            let bottom = if *content { paper.height - paper.margin } else { paper.height };
            if bounds[0] < left || bounds[2] > right || bounds[1] < paper.margin - 0.6 || bounds[3] > bottom {
                faults.push(format!("page {}: “{text}” leaves its place: {bounds:?}", n + 1));
            }
        }
        // By height, so that only neighbours are compared.
        let mut sorted: Vec<_> = words.iter().collect();
        sorted.sort_by(|a, b| a.0[1].total_cmp(&b.0[1]));
        for (i, a) in sorted.iter().enumerate() {
            for b in sorted.iter().skip(i + 1).take_while(|b| b.0[1] < a.0[3]) {
                if overlap(&a.0, &b.0) {
                    faults.push(format!("page {}: “{}” lies over “{}”", n + 1, a.1, b.1));
                }
            }
        }
        for item in &page.items {
            let bounds = match item {
                Placed::Mark { x, y, size, .. } => [*x, y - size, x + size, *y],
                Placed::Line { from, to, .. } => [from.0, from.1 - 0.9, to.0, to.1 + 0.9],
                Placed::Photo { x, y, width, height, .. } => [*x, *y, x + width, y + height],
                Placed::Run { .. } => continue,
            };
            if bounds[0] < left || bounds[2] > right || bounds[3] > paper.height {
                faults.push(format!("page {}: {item:?} leaves the page", n + 1));
            }
            for (of_words, text, _) in words.iter().filter(|w| overlap(&w.0, &bounds)) {
                faults.push(format!("page {}: {item:?} lies over “{text}” {of_words:?}", n + 1));
            }
        }
    }
    faults
}

/// All texts of a document in their order.
fn texts(d: &Document, print: Print) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    for block in &d.blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => all.push(text.clone()),
            Block::List(items) => all.extend(items.clone()),
            Block::Facts(facts) => all.extend(facts.iter().flat_map(|(label, text)| [label.clone(), text.clone()])),
            Block::Table(t) => {
                // In large print heads are said with each row, where it has something under them.
                if print == Print::Standard {
                    all.extend(t.columns.iter().map(|c| c.head.clone()));
                }
                for row in &t.rows {
                    match row {
                        Row::Group(text) => all.push(text.clone()),
                        Row::Cells(_) if t.to_page_end => {}
                        Row::Cells(cells) => all.extend(cells.iter().flatten().cloned()),
                    }
                }
            }
            Block::Cards(cards) => {
                for card in &cards.cards {
                    all.extend(card.heading.clone());
                    all.extend(card.parts.iter().filter_map(|part| match part {
                        Part::Words(text) | Part::ToFill { label: text, .. } => Some(text.clone()),
                        Part::Drawing(_) | Part::Gap => None,
                    }));
                }
            }
            Block::Photo(photo) => all.push(photo.caption.clone()),
            // Its labels are cut where they are long, and stand elsewhere.
            Block::Chart(chart) => all.extend(chart.series.iter().filter(|_| chart.series.len() > 1).cloned()),
            Block::Contents | Block::Rule | Block::PageBreak => {}
        }
    }
    all
}

/// What is read out, by the structure: without white space, and without what steers and is not seen.
fn read_out(pages: &Pages) -> String {
    let nodes = pages.tags.nodes();
    let mut words: Vec<Vec<(usize, String)>> = nodes.iter().map(|_| Vec::new()).collect();
    let mut at = 0;
    for item in pages.pages.iter().flat_map(|p| &p.items) {
        if let Placed::Run { shaped, tag: Some(tag), .. } = item {
            words[tag.0 as usize].push((at, shaped.text.clone()));
            at += 1;
        }
    }
    let mut children: Vec<Vec<usize>> = nodes.iter().map(|_| Vec::new()).collect();
    for (n, node) in nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            children[parent.0 as usize].push(n);
        }
    }
    let mut out = String::new();
    read_node(Tree::ROOT, &pages.tags, &words, &children, &mut out);
    seen(&out)
}

fn read_node(id: TagId, tree: &Tree, words: &[Vec<(usize, String)>], children: &[Vec<usize>], out: &mut String) {
    let node = id.0 as usize;
    if matches!(tree.get(id).map(|n| &n.tag), Some(Tag::Contents)) {
        return;
    }
    // Words within a paragraph stand where they were placed.
    let inline = |n: &usize| matches!(tree.nodes()[*n].tag, Tag::Span | Tag::Link);
    let mut own: Vec<(usize, String)> = words[node].clone();
    own.extend(children[node].iter().filter(|n| inline(n)).flat_map(|n| words[*n].clone()));
    own.sort();
    own.iter().for_each(|(_, text)| out.push_str(text));
    for child in children[node].iter().filter(|n| !inline(n)) {
        read_node(TagId(*child as u32), tree, words, children, out);
    }
}

/// Without white space and what is not seen, and as the layout writes what has no sign of its own.
fn seen(text: &str) -> String {
    let fonts = upfront::report::text::has_glyph;
    let mut out = String::new();
    for c in close(text).chars() {
        match c {
            '\u{2011}' => out.push('-'),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {}
            '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_control() => {}
            c if fonts(c) => out.push(c),
            c => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }
    out
}

/// What was lost, or stands in another order.
fn lost(d: &Document, pages: &Pages, print: Print) -> Vec<String> {
    let all = read_out(pages);
    let mut from = 0;
    let mut lost = Vec::new();
    for text in texts(d, print) {
        let wanted = seen(&text.words());
        // In large print the cells of a row can stand in another order.
        let rest = if print == Print::Standard { &all[from..] } else { &all[..] };
        match rest.find(&wanted) {
            Some(at) if print == Print::Standard => from += at + wanted.len(),
            Some(_) => {}
            None => lost.push(text.words()),
        }
    }
    lost
}

fn check(s: &Session, kind: DocumentKind, print: Print) {
    let fonts = Fonts::bundled();
    let document = kind.of(s);
    let pages = lay_out(&document, &fonts, print);
    assert_eq!(misplaced(&pages), Vec::<String>::new(), "{} {print:?}", kind.name());
    assert_eq!(lost(&document, &pages, print), Vec::<String>::new(), "{} {print:?}", kind.name());
}

#[test]
fn all_documents_of_the_sample_stand_right() {
    let s = sample().unwrap();
    for kind in DocumentKind::ALL {
        SIZES.into_iter().for_each(|print| check(&s, kind, print));
    }
}

#[test]
fn all_documents_of_an_empty_session_stand_right() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
    let s = Session::new(uuid::Uuid::nil(), date, "Europe/London");
    for kind in DocumentKind::ALL {
        SIZES.into_iter().for_each(|print| check(&s, kind, print));
    }
}

#[test]
fn things_out_of_place_are_seen() {
    let fonts = Fonts::bundled();
    let document = DocumentKind::Summary.of(&sample().unwrap());
    let sound = lay_out(&document, &fonts, Print::Standard);
    let spoilt = |spoil: fn(&mut Vec<Placed>)| {
        let mut pages = sound.clone();
        spoil(&mut pages.pages[7].items);
        pages
    };
    let moved = spoilt(|items| {
        let place = |item: &Placed| match item {
            Placed::Run { x, y, tag: Some(_), .. } => Some((*x, *y)),
            _ => None,
        };
        let (first, mut last) = (items.iter().find_map(place).unwrap(), items.iter_mut().rev());
        let word = last.find_map(|item| match item {
            Placed::Run { x, y, tag: Some(_), .. } => Some((x, y)),
            _ => None,
        });
        let (x, y) = word.unwrap();
        (*x, *y) = first;
    });
    assert_ne!(misplaced(&moved), Vec::<String>::new());
    let out = spoilt(|items| {
        if let Some(Placed::Run { x, .. }) = items.get_mut(3) {
            *x = -4.0;
        }
    });
    assert_ne!(misplaced(&out), Vec::<String>::new());
    let gone = spoilt(|items| {
        let word = |item: &Placed| matches!(item, Placed::Run { tag: Some(_), .. });
        let at = items.iter().position(word).unwrap();
        items.remove(at);
    });
    assert_ne!(lost(&document, &gone, Print::Standard), Vec::<String>::new());
    let turned = spoilt(|items| {
        let mut words = items.iter_mut().filter_map(|item| match item {
            Placed::Run { tag: tag @ Some(_), .. } => Some(tag),
            _ => None,
        });
        let (first, other) = (words.nth(30).unwrap(), words.nth(40).unwrap());
        std::mem::swap(first, other);
    });
    assert_ne!(lost(&document, &turned, Print::Standard), Vec::<String>::new());
}

/// Words of all kinds: ten scripts, emoji, what steers, no word at all, one of 3,000 letters, 20 KB.
fn any_words() -> impl Strategy<Value = String> {
    let script = prop::sample::select(vec![
        "[a-z éßł]{0,80}",
        "[α-ωά ]{0,60}",
        "[а-яіїґ ]{0,60}",
        "[ا-ي ٠-٩]{0,60}",
        "[א-ת 0-9()]{0,60}",
        "[ক-হািীুেো্ ]{0,60}",
        "[ક-હાિીુેો્ ]{0,60}",
        "[क-हािीुेो् ]{0,60}",
        "[ਕ-ਹਾਿੀੁੇੋ ]{0,60}",
        "[க-ஹாிீுெொ் ]{0,60}",
        "[😀-😆🏠🌳👩‍👧 ]{0,20}",
        "[a-zא-ת0-9 (){}.,:]{0,80}",
        "\\PC{0,80}",
        ".{0,60}",
    ]);
    prop_oneof![
        12 => script.prop_flat_map(|pattern| prop::string::string_regex(pattern).unwrap()),
        1 => Just("x".repeat(3_000)),
        1 => Just("Wörter und noch mehr, ".repeat(900)),
        1 => Just("\n\n\t \u{2028}".to_string()),
    ]
}

/// A session that holds these words in many places.
fn with_words(words: &[String]) -> Session {
    let mut s = sample().unwrap();
    let word = |n: usize| words.get(n).cloned().unwrap_or_default();
    let (c, other) = (s.contributions[0].id, s.contributions[7].id);
    let (b, p, d) = (s.boundaries[0].id, s.partners[1].id, s.decisions[0].id);
    let a = s.answers.last().unwrap().id;
    let all = [
        Command::session(SessionField::Title(word(0))),
        Command::session(SessionField::Why(word(1))),
        Command::Edit(Edit::Contribution(c, ContributionField::Words(word(2)))),
        Command::Edit(Edit::Contribution(other, ContributionField::Words(word(3)))),
        Command::Edit(Edit::Boundary(b, BoundaryField::What(word(4)))),
        Command::Edit(Edit::Boundary(b, BoundaryField::Why(word(5)))),
        Command::Edit(Edit::Partner(p, PartnerField::Name(word(6)))),
        Command::Edit(Edit::Decision(d, DecisionField::What(word(7)))),
    ];
    s.answers.update(a, |a| a.says = SignOff::SignsWithReservation(word(8)));
    for command in all {
        // What is refused (too long, say) is not in the session, and not asked for.
        let _ = apply(&mut s, command);
    }
    s
}

/// `UPFRONT_CASES` for more.
fn cases() -> u32 {
    std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_stand_right(
        words in prop::collection::vec(any_words(), 9),
        kind in prop::sample::select(DocumentKind::ALL.to_vec()),
        large in any::<bool>(),
    ) {
        let s = with_words(&words);
        check(&s, kind, if large { Print::Large } else { Print::Standard });
    }

    #[test]
    fn any_width_will_do(words in prop::collection::vec(any_words(), 9), width in 380.0_f32..1000.0, large in 0.0_f32..1.0) {
        let s = with_words(&words);
        let fonts = Fonts::bundled();
        let shaper = Shaper::new(&fonts);
        let mut style = Style::of(Default::default(), Print::Standard).remove(0);
        style.paper.width = width;
        style.measure = style.measure.min(width - 2.0 * style.paper.margin);
        // A column has to have room for a letter.
        style.body = 8.0 + large * (width / 30.0 - 8.0);
        let pages = lay_out_in(&DocumentKind::Summary.of(&s), &shaper, style, &Watch::default());
        let faults = misplaced(&pages);
        prop_assert!(faults.is_empty(), "{faults:?}");
    }
}
