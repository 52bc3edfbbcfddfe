//! Section 5: what people said, by theme, each with what became of it.

use super::words::{about_contribution, and, responses};
use super::{Bars, Block, Cell, Chart, Column, Document, Row, Table};
use crate::insight::{final_theme, may_print_words, withheld_words};
use crate::model::time::{clock, in_zone};
use crate::model::*;
use crate::report::text::{Text, needs_bidi};

pub fn section(s: &Session, d: &mut Document) {
    d.heading(2, "What people said");
    let printed = s.contributions.len() - withheld_words(s);
    if s.contributions.is_empty() {
        d.paragraph("Nothing was written down.");
        return;
    }
    let withheld = match withheld_words(s) {
        0 => String::new(),
        1 => " 1 is withheld, because the person said no to being quoted.".into(),
        n => format!(" {n} are withheld, because the people said no to being quoted."),
    };
    let things = if printed == 1 { "1 contribution".to_string() } else { format!("{printed} contributions") };
    d.paragraph(format!("{things}, each under its first theme, with what became of it.{withheld}"));
    dots(s, d);
    let mut rows: Vec<Row> = Vec::new();
    for (name, list) in grouped(s) {
        rows.push(Row::Group(Text::bold(name)));
        rows.extend(list.into_iter().map(|c| row(s, c)));
    }
    let columns = [("No.", 1.0), ("What was said", 6.2), ("What became of it", 2.8)];
    let columns = columns.map(|(head, share)| Column { head: head.into(), share }).to_vec();
    d.blocks.push(Block::Table(Table { columns, rows, names_rows: 0, row_mm: 0.0, to_page_end: false }));
    merges(s, d);
}

fn dots(s: &Session, d: &mut Document) {
    if s.dots.each > 0 {
        let each = number_word(s.dots.each);
        d.paragraph(format!(
            "Dots on themes, {each} each; {} of the {} people then in the room used theirs.",
            s.dots.voters, s.dots.in_room
        ));
    }
    let themes = in_order(s);
    let voted: Vec<String> = themes.iter().filter_map(|t| t.dots.map(|n| format!("{} {n}", t.name))).collect();
    if !voted.is_empty() {
        d.paragraph(format!("{}.", voted.join(", ")));
        let bars = themes.iter().filter_map(|t| Some(Bars { label: t.name.clone(), values: vec![t.dots?] }));
        d.blocks.push(Block::Chart(Chart::new("Dots by theme", &["Dots"], bars.collect())));
    }
}

/// Themes, those with most dots first, then as they came up.
fn in_order(s: &Session) -> Vec<&Theme> {
    let mut themes: Vec<&Theme> = s.themes.iter().collect();
    themes.sort_by_key(|t| std::cmp::Reverse(t.dots));
    themes
}

/// The theme a contribution stands under: its first, followed through merges.
fn stands_under(s: &Session, c: &Contribution) -> Option<ThemeId> {
    c.themes.first().map(|id| final_theme(s, *id))
}

fn grouped(s: &Session) -> Vec<(String, Vec<&Contribution>)> {
    let printable = || s.contributions.iter().filter(|c| may_print_words(s, c));
    let mut by_theme: std::collections::HashMap<Option<ThemeId>, Vec<&Contribution>> = std::collections::HashMap::new();
    for c in printable() {
        by_theme.entry(stands_under(s, c)).or_default().push(c);
    }
    let mut groups = Vec::new();
    for t in in_order(s) {
        if let Some(list) = by_theme.remove(&Some(t.id)) {
            let dots =
                t.dots.map_or_else(String::new, |n| if n == 1 { ", 1 dot".into() } else { format!(", {n} dots") });
            groups.push((format!("{}{dots}", super::words::sentence(&t.name)), list));
        }
    }
    if let Some(list) = by_theme.remove(&None) {
        groups.push((if s.themes.is_empty() { "In the order it was said".into() } else { "No theme".into() }, list));
    }
    groups
}

fn row(s: &Session, c: &Contribution) -> Row {
    let mut said: Cell = vec![Text::plain(c.words.as_str())];
    if let Some(o) = &c.original {
        let language = Text::quiet(format!("{}: ", o.language));
        if needs_bidi(&o.words) {
            // Words from the right stand in a paragraph of their own, or its lines would be read in the wrong order.
            said.push(language);
            said.push(Text::default().then_in(&o.language, o.words.as_str()));
        } else {
            said.push(language.then_in(&o.language, o.words.as_str()));
        }
    }
    if let Some(first) = c.first_words.as_ref().filter(|f| **f != c.words) {
        said.push(Text::quiet("First written down as: ").then(first.as_str()));
    }
    said.push(Text::quiet(about_contribution(s, c)).linked());
    let became = responses(s, c).into_iter().map(|r| Text::plain(r).linked()).collect();
    Row::Cells(vec![vec![Text::plain(format!("C{}", c.no))], said, became])
}

fn merges(s: &Session, d: &mut Document) {
    for m in &s.merges {
        let numbers: Vec<String> =
            m.contributions.iter().filter_map(|id| s.contributions.get(*id)).map(|c| format!("C{}", c.no)).collect();
        let at = clock(in_zone(m.at, &s.zone));
        let why = if m.why.trim().is_empty() { String::new() } else { format!(": {}", m.why) };
        let merged = Text::plain(format!("{} were merged", and(&numbers))).linked();
        d.paragraph(merged.then(format!(" when ideas were grouped, at {at}, and are both kept{why}.")));
    }
}
