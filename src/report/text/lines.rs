//! Breaking a paragraph into lines: by the Unicode rules, ragged, greedy, nothing hyphenated.

use super::shape::is_unseen;
use super::{FaceId, Lang, Mark, Shaped, Shaper, Text, Tone, bidi};
use std::sync::Arc;
use unicode_bidi::Level;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// A run placed on a line.
#[derive(Clone, Debug)]
pub struct FittedRun {
    /// From the left of the line, in points.
    pub x: f32,
    pub shaped: Arc<Shaped>,
    pub tone: Tone,
    /// A mark drawn here instead of glyphs.
    pub mark: Option<Mark>,
    /// Its language, where that is said or can be told from the script.
    pub lang: Option<Lang>,
    /// Where it leads.
    pub to: Option<Arc<str>>,
}

/// A line: its runs in the order they are read.
#[derive(Clone, Debug, Default)]
pub struct Fitted {
    pub runs: Vec<FittedRun>,
    /// Without spaces at its end, in points.
    pub width: f32,
    /// Its paragraph runs from the right, and the line ends at the right of the room it was fitted in.
    pub from_right: bool,
}

/// A piece of a word: one face, direction and look.
#[derive(Clone)]
struct Piece {
    shaped: Arc<Shaped>,
    level: Level,
    tone: Tone,
    mark: Option<Mark>,
    lang: Option<Lang>,
    to: Option<Arc<str>>,
}

impl Piece {
    fn width(&self) -> f32 {
        self.mark.map_or(self.shaped.width, Mark::width)
    }

    fn trimmed(&self) -> f32 {
        self.mark.map_or(self.shaped.trimmed, Mark::width)
    }
}

/// Pieces between two places where a line may break.
struct Word {
    pieces: Vec<Piece>,
    must_break: bool,
}

impl Word {
    fn width(&self) -> f32 {
        self.pieces.iter().map(Piece::width).sum()
    }

    fn trimmed(&self) -> f32 {
        match self.pieces.split_last() {
            Some((last, rest)) => rest.iter().map(Piece::width).sum::<f32>() + last.trimmed(),
            None => 0.0,
        }
    }
}

/// Fits a paragraph into lines of `width_pt` at `size_pt`.
pub fn fit(shaper: &Shaper, text: &Text, size_pt: f32, width_pt: f32) -> Vec<Fitted> {
    let most = width_pt * 1000.0 / size_pt;
    let (words, rtl) = words(shaper, text, most);
    let mut lines = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    let mut used = 0.0;
    for word in words {
        if !line.is_empty() && used + word.trimmed() > most {
            lines.push(set(&line, size_pt, width_pt, rtl));
            line.clear();
            used = 0.0;
        }
        used += word.width();
        line.extend(word.pieces);
        if word.must_break {
            lines.push(set(&line, size_pt, width_pt, rtl));
            line.clear();
            used = 0.0;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(set(&line, size_pt, width_pt, rtl));
    }
    lines
}

/// Gives every run of a line its place: seen order for x, read order in the list.
fn set(pieces: &[Piece], size_pt: f32, width_pt: f32, rtl: bool) -> Fitted {
    let levels: Vec<Level> = pieces.iter().map(|p| p.level).collect();
    let em = size_pt / 1000.0;
    let last = pieces.len().saturating_sub(1);
    let width_of = |i: usize, p: &Piece| if i == last { p.trimmed() } else { p.width() };
    let width: f32 = pieces.iter().enumerate().map(|(i, p)| width_of(i, p)).sum::<f32>() * em;
    let mut x = if rtl { (width_pt - width).max(0.0) } else { 0.0 };
    let mut places = vec![0.0; pieces.len()];
    for i in bidi::visual_order(&levels) {
        let Some(piece) = pieces.get(i) else { continue };
        // The spaces at the end of a line that runs from the right are at the left of its last letters.
        let spaces = if i == last && piece.shaped.rtl { piece.width() - piece.trimmed() } else { 0.0 };
        places[i] = x - spaces * em;
        x += width_of(i, piece) * em;
    }
    let runs = pieces
        .iter()
        .zip(places)
        .map(|(p, x)| FittedRun {
            x,
            shaped: p.shaped.clone(),
            tone: p.tone,
            mark: p.mark,
            lang: p.lang,
            to: p.to.clone(),
        })
        .collect();
    Fitted { runs, width, from_right: rtl }
}

/// One character of a paragraph with its look.
struct Char {
    c: char,
    /// What it is for breaking lines.
    breaks: char,
    span: usize,
    face: FaceId,
}

fn words(shaper: &Shaper, text: &Text, most: f32) -> (Vec<Word>, bool) {
    let (chars, whole) = resolve(shaper, text);
    let (levels, rtl) = bidi::levels(&whole);
    let mut words = Vec::new();
    let mut marked = vec![false; text.0.len()];
    let breaking: String = chars.iter().map(|c| c.breaks).collect();
    let (mut from, mut next, mut broken) = (0, 0, 0);
    for (to, kind) in linebreaks(&breaking) {
        let count = breaking.get(broken..to).map_or(0, |w| w.chars().count());
        let part = chars.get(next..next + count).unwrap_or_default();
        let mut pieces = Vec::new();
        cut(shaper, text, part, &levels, from, &mut marked, &mut pieces);
        let must_break = kind == BreakOpportunity::Mandatory && to < breaking.len();
        push_word(shaper, Word { pieces, must_break }, most, &mut words);
        from += part.iter().map(|c| c.c.len_utf8()).sum::<usize>();
        (next, broken) = (next + count, to);
    }
    (words, rtl)
}

/// Gives each character a face, with stand-ins for what no font has, and drops what is not text.
fn resolve(shaper: &Shaper, text: &Text) -> (Vec<Char>, String) {
    let mut chars: Vec<Char> = Vec::new();
    for (i, span) in text.0.iter().enumerate() {
        for typed in span.text.chars() {
            let c = match typed {
                '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
                '\t' => ' ',
                // The fonts have the plain ones only.
                '\u{2011}' => '-',
                '\u{202f}' | '\u{2007}' => '\u{a0}',
                c => c,
            };
            let before = chars.last().filter(|b| b.span == i).map(|b| b.face);
            if c == '\n' {
                chars.push(Char { c, breaks: c, span: i, face: before.unwrap_or(FaceId(0)) });
            } else if c.is_control() {
                continue;
            } else if let Some(face) = shaper.face_for(c, span.bold, before) {
                // No line breaks at it, though it looks like one where it may.
                let breaks = if typed == '\u{2011}' { typed } else { c };
                chars.push(Char { c, breaks, span: i, face });
            } else if c.is_whitespace() {
                // A space of a width no font here has.
                let face = shaper.face_for(' ', span.bold, before).unwrap_or(FaceId(0));
                chars.push(Char { c: ' ', breaks: ' ', span: i, face });
            } else if !is_unseen(c) {
                for c in shaper.stand_in(c).chars() {
                    let face = shaper.face_for(c, span.bold, None).unwrap_or(FaceId(0));
                    chars.push(Char { c, breaks: c, span: i, face });
                }
            }
        }
    }
    let whole = chars.iter().map(|c| c.c).collect();
    (chars, whole)
}

/// Cuts a word where face, direction or look change, and shapes the pieces.
fn cut(
    shaper: &Shaper,
    text: &Text,
    part: &[Char],
    levels: &[Level],
    from: usize,
    marked: &mut [bool],
    pieces: &mut Vec<Piece>,
) {
    let level_at = |at: usize| levels.get(at).copied().unwrap_or(Level::ltr());
    let mut at = from;
    let mut start = 0;
    while let Some(first) = part.get(start) {
        let level = level_at(at);
        let mut end = start;
        let mut words = String::new();
        let begin = at;
        while let Some(c) = part.get(end) {
            if c.face != first.face || c.span != first.span || level_at(at) != level {
                break;
            }
            if c.c != '\n' {
                words.push(c.c);
            }
            at += c.c.len_utf8();
            end += 1;
        }
        let Some(span) = text.0.get(first.span) else { break };
        if let (Some(mark), Some(done)) = (span.mark, marked.get_mut(first.span))
            && !*done
        {
            *done = true;
            let empty = shaper.shape(first.face, false, "");
            let level = level_at(begin);
            pieces.push(Piece { shaped: empty, level, tone: span.tone, mark: Some(mark), lang: None, to: None });
        }
        let shaped = shaper.shape(first.face, level.is_rtl(), &words);
        let lang = span.lang.or_else(|| Lang::of_script(&words));
        pieces.push(Piece { shaped, level, tone: span.tone, mark: None, lang, to: span.to.clone() });
        start = end;
    }
}

/// Puts a word in, broken at letters where it is wider than a whole line.
fn push_word(shaper: &Shaper, word: Word, most: f32, words: &mut Vec<Word>) {
    if word.trimmed() <= most {
        words.push(word);
        return;
    }
    for piece in word.pieces {
        if piece.trimmed() <= most || piece.mark.is_some() {
            words.push(Word { pieces: vec![piece], must_break: false });
            continue;
        }
        let fits = |text: &str| {
            let shaped = shaper.shape(piece.shaped.face, piece.shaped.rtl, text);
            (shaped.trimmed <= most).then_some(shaped)
        };
        let part_of = |shaped| Word { pieces: vec![Piece { shaped, ..piece.clone() }], must_break: false };
        let mut part = String::new();
        for letter in letters(&piece.shaped.text, |letter| fits(letter).is_some()) {
            let longer = format!("{part}{letter}");
            if !part.is_empty() && fits(&longer).is_none() {
                words.push(part_of(shaper.shape(piece.shaped.face, piece.shaped.rtl, &part)));
                part = letter.into();
            } else {
                part = longer;
            }
        }
        words.push(part_of(shaper.shape(piece.shaped.face, piece.shaped.rtl, &part)));
    }
    if let Some(last) = words.last_mut() {
        last.must_break = word.must_break;
    }
}

/// Letters as people see them; one that is no letter but a heap of signs, wider than a line, is taken apart.
fn letters(text: &str, fits: impl Fn(&str) -> bool) -> Vec<&str> {
    let apart = |letter| {
        let whole: Vec<&str> =
            if fits(letter) { vec![letter] } else { letter.split("").filter(|c| !c.is_empty()).collect() };
        whole
    };
    text.graphemes(true).flat_map(apart).collect()
}
