//! The capture line: words, and short tokens for who, what kind, where and about what.
//!
//! `=name` partner, `!kind`, `@table`, `#theme`, `~voice`, `/S3` what it is about. A token counts only at the start or after a space,
//! and only if it names something known, or is a theme made new with Tab; everything else stays in the
//! words ("flat #4", "me@home", "no!"). A backslash makes any of the signs plain.

use crate::model::{BoundaryId, ContributionKind, Number, PartnerId, Session, ThemeId, Voice};

/// The line as it is typed, and what stays from one to the next.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CaptureLine {
    pub text: String,
    pub partner: Option<PartnerId>,
    pub kind: ContributionKind,
    pub table: u8,
    pub voice: Voice,
    /// What is up for grabs that it is about.
    pub boundary: Option<BoundaryId>,
    /// Themes made new with Tab in this line.
    pub new_themes: Vec<String>,
}

impl CaptureLine {
    /// What stays from one line to the next: who, what kind, where, whose words and about what.
    pub fn kept(&self) -> Parsed {
        let (partner, kind, table) = (self.partner, self.kind, self.table);
        Parsed { partner, kind, table, voice: self.voice, boundary: self.boundary, ..Parsed::default() }
    }
}

impl Parsed {
    /// The empty line after this one.
    pub fn next_line(&self) -> CaptureLine {
        let (partner, kind, table) = (self.partner, self.kind, self.table);
        CaptureLine { partner, kind, table, voice: self.voice, boundary: self.boundary, ..CaptureLine::default() }
    }
}

/// A theme that a line names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    Known(ThemeId),
    New(String),
}

/// What a line will be saved as.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parsed {
    pub words: String,
    pub partner: Option<PartnerId>,
    pub kind: ContributionKind,
    pub table: u8,
    pub voice: Voice,
    pub boundary: Option<BoundaryId>,
    /// In the order they were named.
    pub themes: Vec<Named>,
}

/// What a token names.
enum Token {
    Partner(PartnerId),
    Kind(ContributionKind),
    Table(u8),
    Voice(Voice),
    About(Option<BoundaryId>),
    Theme(Named),
}

/// What the line says.
pub fn parse(s: &Session, line: &CaptureLine) -> Parsed {
    let mut parsed = line.kept();
    let mut words: Vec<String> = Vec::new();
    for word in line.text.split(' ') {
        match token(s, line, word) {
            Some(Token::Partner(id)) => parsed.partner = Some(id),
            Some(Token::Kind(kind)) => parsed.kind = kind,
            Some(Token::Table(table)) => parsed.table = table,
            Some(Token::Voice(voice)) => parsed.voice = voice,
            Some(Token::About(boundary)) => parsed.boundary = boundary,
            Some(Token::Theme(theme)) if parsed.themes.contains(&theme) => {}
            Some(Token::Theme(theme)) => parsed.themes.push(theme),
            None => words.push(plain(word)),
        }
    }
    parsed.words = words.join(" ").trim().to_string();
    parsed
}

/// A word with a backslash before a sign, without it.
fn plain(word: &str) -> String {
    match word.strip_prefix('\\') {
        Some(rest) if rest.starts_with(['#', '!', '@', '=', '~', '/']) => rest.to_string(),
        _ => word.to_string(),
    }
}

fn token(s: &Session, line: &CaptureLine, word: &str) -> Option<Token> {
    let mut chars = word.chars();
    let sign = chars.next()?;
    let name = chars.as_str();
    if name.is_empty() {
        return None;
    }
    match sign {
        '=' => partner(s, name).map(Token::Partner),
        '!' => ContributionKind::ALL.into_iter().find(|k| k.word().eq_ignore_ascii_case(name)).map(Token::Kind),
        '@' => table(s, name).map(Token::Table),
        '~' => voice(name).map(Token::Voice),
        '/' => about(s, name).map(Token::About),
        '#' => theme(s, name)
            .map(Named::Known)
            .or_else(|| line.new_themes.iter().find(|t| same(t, name)).map(|t| Named::New(t.clone())))
            .map(Token::Theme),
        _ => None,
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// By key, or by a name written together ("=riversidehomes").
fn partner(s: &Session, name: &str) -> Option<PartnerId> {
    let joined = |n: &str| n.split_whitespace().collect::<String>();
    s.partners.iter().find(|p| same(&p.key, name) || same(&joined(&p.name), name)).map(|p| p.id)
}

/// Tables there are in the agenda; 0 is the whole room.
fn table(s: &Session, name: &str) -> Option<u8> {
    let most = s.agenda.iter().map(|i| i.tables).max().unwrap_or(0);
    name.parse().ok().filter(|n| *n <= most && most > 0)
}

/// One word for each voice.
const VOICES: [(&str, Voice); 4] = [
    ("words", Voice::TheirWords),
    ("paraphrase", Voice::Paraphrase),
    ("summary", Voice::TableSummary),
    ("prompt", Voice::OrganiserPrompt),
];

fn voice(name: &str) -> Option<Voice> {
    VOICES.iter().find(|(word, _)| same(word, name)).map(|(_, voice)| *voice)
}

/// "/S3" or "/3"; "/0" is nothing that is named.
fn about(s: &Session, name: &str) -> Option<Option<BoundaryId>> {
    let no: Number = name.trim_start_matches(['s', 'S']).parse().ok()?;
    if no == 0 { Some(None) } else { s.boundaries.iter().find(|b| b.no == no).map(|b| Some(b.id)) }
}

fn theme(s: &Session, name: &str) -> Option<ThemeId> {
    s.themes.iter().find(|t| same(&t.name.replace(' ', "-"), name) || same(&t.name, name)).map(|t| t.id)
}

/// What Tab makes of the last word: the whole of the only known name it begins, or a new theme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Completion {
    /// The line with the word completed.
    Line(String),
    NewTheme(String),
}

/// Completes the last word of the line; None where it is no token.
pub fn complete(s: &Session, line: &CaptureLine) -> Option<Completion> {
    let (before, word) = line.text.rsplit_once(' ').map_or(("", line.text.as_str()), |(b, w)| (b, w));
    let mut chars = word.chars();
    let sign = chars.next()?;
    let begun = chars.as_str().to_lowercase();
    if begun.is_empty() || token(s, line, word).is_some() {
        return None;
    }
    let names: Vec<String> = match sign {
        '=' => s.partners.iter().flat_map(|p| [p.key.clone(), p.name.split_whitespace().collect()]).collect(),
        '!' => ContributionKind::ALL.into_iter().map(|k| k.word().to_string()).collect(),
        '#' => s.themes.iter().map(|t| t.name.replace(' ', "-")).collect(),
        '~' => VOICES.iter().map(|(word, _)| (*word).to_string()).collect(),
        _ => return None,
    };
    let begins: Vec<&String> = names.iter().filter(|n| n.to_lowercase().starts_with(&begun)).collect();
    match begins.as_slice() {
        [one] => {
            let space = if before.is_empty() { "" } else { " " };
            Some(Completion::Line(format!("{before}{space}{sign}{one} ")))
        }
        [] if sign == '#' => Some(Completion::NewTheme(chars.as_str().to_string())),
        _ => None,
    }
}
