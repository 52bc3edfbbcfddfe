//! Names of fields and choices as words in a sentence, and long words cut short.

use unicode_segmentation::UnicodeSegmentation;

/// At most so many letters as a reader sees them, with dots where there were more.
pub fn shortened(text: &str, letters: usize) -> String {
    let short: String = text.graphemes(true).take(letters).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// "ReplyBy" and "reply_by" as "reply by".
pub fn words_of_name(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        match c {
            '_' => words.push(' '),
            c if c.is_uppercase() && !words.is_empty() => words.extend(std::iter::once(' ').chain(c.to_lowercase())),
            c => words.extend(c.to_lowercase()),
        }
    }
    words
}
