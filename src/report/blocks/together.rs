//! Section 11: how we worked together. Facts and gaps in words; no score and no badge: the room judges, the paper
//! counts.

use super::words::sentence;
use super::{Bars, Block, Cell, Chart, Document};
use crate::insight::{Finding, Kind, Weight, balance_of_decisions, came_by_partner, check, heard};
use crate::model::*;
use crate::record;
use crate::report::text::Text;

pub fn section(s: &Session, d: &mut Document, has_glyph: &dyn Fn(char) -> bool) {
    d.heading(2, "How we worked together");
    if s.questions.iter().any(|q| !q.scores.is_empty()) {
        d.heading(3, "What partners say of the evening, 1 to 6");
        let answered: Vec<&Question> = s.questions.iter().filter(|q| !q.scores.is_empty()).collect();
        for q in answered {
            let scores: Vec<String> = s
                .partners
                .iter()
                .filter_map(|p| q.scores.iter().find(|x| x.partner == p.id).map(|x| format!("{} {}", p.name, x.score)))
                .collect();
            d.paragraph(Text::bold(format!("{}: ", q.text)).then(format!("{}.", scores.join(", "))));
        }
    } else {
        d.paragraph("The evening was not rated.");
    }
    if s.slips.slips > 0 && s.slips.promised > 0 && s.slips.felt > 0 {
        d.paragraph(format!(
            "Promised say against felt say, on paper slips: promised {}, felt {} (medians of {} slips; {} were left in the room).",
            s.slips.promised, s.slips.felt, s.slips.slips, s.slips.in_room
        ));
        let of = |label: &str, value: u8| Bars { label: label.into(), values: vec![u32::from(value)] };
        let rows = vec![of("Promised", s.slips.promised), of("Felt", s.slips.felt)];
        let chart = Chart::new("Promised and felt say, 1 to 6", &["Say, 1 to 6"], rows);
        d.blocks.push(Block::Chart(Chart { most: Some(6), ..chart }));
    }
    brought_and_got(s, d);
    d.heading(3, "Whom we heard from");
    voices(s, d);
    d.heading(3, "Decisions and requests, by kind of partner");
    behind(s, d);
    super::people::access_and_payment(s, d);
    d.heading(3, "Gaps left open");
    d.list_or(gaps(s, has_glyph).into_iter().map(Text::plain).collect(), "None.");
}

/// What each partner says it brought and got, and what it would do differently.
pub fn brought_and_got(s: &Session, d: &mut Document) {
    d.heading(3, "What each partner brought and got, and would do differently");
    let said = |words: &str| match words.trim() {
        "" => vec![Text::quiet("not said")],
        words => vec![Text::plain(sentence(words))],
    };
    let told = |p: &&Partner| [&p.brought, &p.got, &p.differently].iter().any(|words| !words.trim().is_empty());
    let rows: Vec<Vec<Cell>> = s
        .partners
        .iter()
        .filter(told)
        .map(|p| vec![vec![Text::bold(p.name.as_str())], said(&p.brought), said(&p.got), said(&p.differently)])
        .collect();
    if rows.is_empty() {
        d.paragraph("Partners were not asked.");
    } else {
        d.table(&[("Partner", 2.4), ("Brought", 2.4), ("Got", 2.4), ("Would do differently", 2.8)], rows);
    }
}

fn voices(s: &Session, d: &mut Document) {
    let bars = heard(s).into_iter().map(|h| {
        let said = u32::try_from(h.contributions).unwrap_or(u32::MAX);
        Bars { label: s.partner_name(h.partner).into(), values: vec![came_by_partner(s, h.partner), said] }
    });
    let chart = Chart::new("People who came, and contributions", &["People who came", "Contributions"], bars.collect());
    if !chart.rows.is_empty() {
        d.blocks.push(Block::Chart(chart));
    }
    let rows: Vec<Vec<Cell>> = heard(s)
        .into_iter()
        .map(|h| {
            let came = came_by_partner(s, h.partner);
            let used = s
                .contributions
                .iter()
                .filter(|c| c.partner == h.partner)
                .filter(|c| c.responses.iter().any(|r| matches!(r, Response::Decision(_) | Response::Action(_))))
                .count();
            let cell = |n: usize| vec![Text::plain(n.to_string())];
            let kind = h.partner.and_then(|id| s.partners.get(id)).map(|p| Text::quiet(p.kind.word()));
            let name = std::iter::once(Text::plain(s.partner_name(h.partner))).chain(kind).collect();
            vec![name, cell(came as usize), cell(h.contributions), cell(used)]
        })
        .collect();
    if rows.is_empty() {
        d.paragraph("Nobody yet.");
    } else {
        d.table(&[("Partner", 4.0), ("People", 1.4), ("Contributions", 2.0), ("In a decision or action", 2.6)], rows);
    }
}

/// How often partners of each kind stand behind what was decided or asked.
fn behind(s: &Session, d: &mut Document) {
    let rows: Vec<Vec<Cell>> = balance_of_decisions(s)
        .into_iter()
        .map(|b| {
            let cell = |n: usize| vec![Text::plain(n.to_string())];
            vec![vec![Text::plain(sentence(b.kind.word()))], cell(b.behind), cell(b.not_behind), cell(b.not_there)]
        })
        .collect();
    if rows.is_empty() {
        d.paragraph("Nothing was decided or asked.");
        return;
    }
    d.table(
        &[
            ("Kind of partner", 3.2),
            ("Support, or can live with it", 2.4),
            ("Stand aside, or object", 2.2),
            ("Absent, or not written down", 2.2),
        ],
        rows,
    );
}

/// The gaps that say who has not signed.
pub fn unsigned_gaps(s: &Session) -> Vec<String> {
    let all = check(s, &|_| true).into_iter();
    all.filter(|f| matches!(f.kind, Kind::NotSigned | Kind::ChangedSinceVersion)).map(|f| f.sentence()).collect()
}

/// What stops sign-off and what is a gap, one line each; answers that are owed are counted in one.
fn gaps(s: &Session, has_glyph: &dyn Fn(char) -> bool) -> Vec<String> {
    let found = check(s, has_glyph);
    // What was typed into the private section since a version was frozen is not in it, and must not print in it: such a
    // finding stops freezing, so that one without a reason has come since.
    let frozen = record::current(s).is_some();
    let came_since = |f: &&Finding| frozen && f.kind.hangs_on_private() && f.because.is_none();
    let printed = || found.iter().filter(|f| f.weight() != Weight::Worth && !came_since(f));
    let is_owed = |kind, because: &Option<String>| kind == Kind::NoResponse && because.is_none();
    let owed = printed().filter(|f| is_owed(f.kind, &f.because)).count();
    let mut lines: Vec<String> = printed().filter(|f| !is_owed(f.kind, &f.because)).map(|f| f.sentence()).collect();
    match owed {
        0 => {}
        1 => lines.insert(0, "1 contribution has no answer yet".into()),
        n => lines.insert(0, format!("{n} contributions have no answer yet")),
    }
    lines
}
