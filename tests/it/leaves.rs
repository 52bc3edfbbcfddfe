//! Every single value in the text of a session file, with the field it belongs to: so that a test can change one.

/// A value as it stands in a file.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// "Contribution.words"
    pub field: String,
    /// Does it belong to the text of a frozen version?
    pub frozen: bool,
    pub from: usize,
    pub to: usize,
}

/// What the reading is inside of.
enum Inside {
    /// A struct, and the field that is being read.
    Struct(String, String),
    /// A list, a map, or what a choice holds.
    Other,
}

/// All values of a text that Upfront wrote.
pub fn leaves(text: &str) -> Vec<Leaf> {
    let bytes = text.as_bytes();
    let (mut inside, mut found, mut at) = (Vec::new(), Vec::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes[at..].starts_with(b"//") => at = end_of(text, at, "\n"),
            b'(' | b'[' | b'{' => {
                inside.push(Inside::Other);
                at += 1;
            }
            b')' | b']' | b'}' => {
                inside.pop();
                at += 1;
            }
            b'"' => {
                let mut to = at + 1;
                while bytes[to] != b'"' {
                    to += if bytes[to] == b'\\' { 2 } else { 1 };
                }
                found.extend(leaf(&inside, at, to + 1));
                at = to + 1;
            }
            b'r' if bytes[at..].starts_with(b"r#\"") => {
                let to = end_of(text, at, "\"#") + 2;
                found.extend(leaf(&inside, at, to));
                at = to;
            }
            c if c.is_ascii_alphanumeric() || c == b'-' => {
                let rest = text[at..].bytes().take_while(|c| c.is_ascii_alphanumeric() || b"_-.".contains(c));
                let to = at + rest.count();
                let word = &text[at..to];
                match bytes.get(to) {
                    // Of a struct or of a choice that holds something.
                    Some(b'(') => {
                        let of_fields = is_field(&text[to + 1..]);
                        // The name it has had in files since only actions were brought along.
                        let of = if word == "EarlierAction" { "Earlier" } else { word };
                        inside.push(match of_fields {
                            true => Inside::Struct(of.into(), String::new()),
                            false => Inside::Other,
                        });
                        at = to + 1;
                        continue;
                    }
                    Some(b':') => {
                        if let Some(Inside::Struct(_, field)) = inside.last_mut() {
                            *field = word.into();
                        }
                    }
                    _ => found.extend(leaf(&inside, at, to)),
                }
                at = to;
            }
            _ => at += 1,
        }
    }
    found
}

fn end_of(text: &str, from: usize, end: &str) -> usize {
    text[from..].find(end).map_or(text.len(), |to| from + to)
}

/// Does a name with a colon come next?
fn is_field(rest: &str) -> bool {
    let rest = rest.trim_start();
    let name: usize = rest.bytes().take_while(|c| c.is_ascii_lowercase() || *c == b'_').count();
    name > 0 && rest[name..].starts_with(':')
}

fn leaf(inside: &[Inside], from: usize, to: usize) -> Option<Leaf> {
    let of = |i: &Inside| match i {
        Inside::Struct(name, field) => Some(format!("{name}.{field}")),
        Inside::Other => None,
    };
    let field = inside.iter().rev().find_map(of)?;
    let frozen = inside.iter().any(|i| of(i).is_some_and(|f| f == "Version.frozen"));
    Some(Leaf { field, frozen, from, to })
}

/// Other values that might stand in a leaf's place: those that other things have in that field, and the same changed
/// a little.
pub fn others(text: &str, all: &[Leaf], leaf: &Leaf) -> Vec<String> {
    let own = &text[leaf.from..leaf.to];
    let mut values: Vec<String> = match own.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(words) => vec![
            format!("\"{words}, and more\""),
            // Of a date, a time or a digest.
            format!("\"{}\"", words.replacen('2', "3", 1)),
            format!("\"{}\"", words.replacen('0', "1", 1)),
            format!("\"{}\"", words.replacen(|c: char| matches!(c, 'a'..='e'), "f", 1)),
            format!("\"{}\"", words.replacen(char::is_numeric, "4", 1)),
        ],
        None if own.starts_with("r#") => vec![own.replacen("#\"", "#\"More: ", 1)],
        None if own == "true" => vec!["false".into()],
        None => vec![own.parse::<i64>().map_or_else(|_| own.into(), |n| (n + 1).to_string())],
    };
    let of_field = all.iter().filter(|l| l.field == leaf.field && l.frozen == leaf.frozen);
    let mut pool: Vec<&str> = of_field.map(|l| &text[l.from..l.to]).collect();
    pool.sort_unstable();
    pool.dedup();
    values.extend(pool.into_iter().map(String::from));
    if own.starts_with(|c: char| c.is_ascii_uppercase()) {
        // Any choice; those of another kind cannot be read.
        let mut choices: Vec<&str> = all.iter().map(|l| &text[l.from..l.to]).collect();
        choices.retain(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        choices.sort_unstable();
        choices.dedup();
        values.extend(choices.into_iter().map(String::from));
    }
    values.retain(|value| value != own);
    values
}
