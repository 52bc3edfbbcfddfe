//! The capture line: words, and short tokens for who, what kind, where and about what.
//!
//! `=name` partner, `!kind`, `@table`, `#theme`. A token counts only at the start or after a space,
//! and only if it names something known, or is a theme made new with Tab; everything else stays in the
//! words ("flat #4", "me@home", "no!"). A backslash makes any of the signs plain.

use crate::model::{ContributionKind, PartnerId, Session, ThemeId};

/// The line as it is typed, and what stays from one to the next.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CaptureLine {
    pub text: String,
    pub partner: Option<PartnerId>,
    pub kind: ContributionKind,
    pub table: u8,
    /// Themes made new with Tab in this line.
    pub new_themes: Vec<String>,
}

/// What a line will be saved as.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parsed {
    pub words: String,
    pub partner: Option<PartnerId>,
    pub kind: ContributionKind,
    pub table: u8,
    pub themes: Vec<ThemeId>,
    pub new_themes: Vec<String>,
}

/// What a token names.
enum Token {
    Partner(PartnerId),
    Kind(ContributionKind),
    Table(u8),
    Theme(ThemeId),
    NewTheme(String),
}

/// What the line says.
pub fn parse(s: &Session, line: &CaptureLine) -> Parsed {
    let mut parsed = Parsed { partner: line.partner, kind: line.kind, table: line.table, ..Parsed::default() };
    let mut words: Vec<String> = Vec::new();
    for word in line.text.split(' ') {
        match token(s, line, word) {
            Some(Token::Partner(id)) => parsed.partner = Some(id),
            Some(Token::Kind(kind)) => parsed.kind = kind,
            Some(Token::Table(table)) => parsed.table = table,
            Some(Token::Theme(id)) if parsed.themes.contains(&id) => {}
            Some(Token::Theme(id)) => parsed.themes.push(id),
            Some(Token::NewTheme(name)) if parsed.new_themes.contains(&name) => {}
            Some(Token::NewTheme(name)) => parsed.new_themes.push(name),
            None => words.push(plain(word)),
        }
    }
    parsed.words = words.join(" ").trim().to_string();
    parsed
}

/// A word with a backslash before a sign, without it.
fn plain(word: &str) -> String {
    match word.strip_prefix('\\') {
        Some(rest) if rest.starts_with(['#', '!', '@', '=']) => rest.to_string(),
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
        '#' => theme(s, name)
            .map(Token::Theme)
            .or_else(|| line.new_themes.iter().find(|t| same(t, name)).map(|t| Token::NewTheme(t.clone()))),
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
