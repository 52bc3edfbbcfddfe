//! Finding words: all of them, in any order, whatever their case.

/// The form words are compared in. Plain lower case: good enough to find, never shown.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Does the folded text hold every word of the folded query?
pub fn matches(folded_text: &str, folded_query: &str) -> bool {
    folded_query.split_whitespace().all(|word| folded_text.contains(word))
}
