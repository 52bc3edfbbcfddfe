//! The web page: what a reader who hears it, or goes through it by keys, needs.

use std::collections::BTreeSet;
use upfront::report::blocks::DocumentKind;
use upfront::report::to_html;
use upfront::store::sample;

/// What stands between `open` and `close`, everywhere.
fn between<'t>(text: &'t str, open: &str, close: char) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn every_page_has_one_title_no_gap_in_its_headings_and_links_that_lead_somewhere() {
    let s = sample().unwrap();
    for kind in DocumentKind::ALL {
        let html = to_html(&kind.of(&s));
        let levels: Vec<u32> = html.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)).collect();
        assert_eq!(levels.first(), Some(&1), "{}", kind.name());
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", kind.name());
        let ids = between(&html, " id=\"", '"');
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(once.len(), ids.len(), "{}: a name is given twice", kind.name());
        for to in between(&html, "href=\"#", '"') {
            assert!(once.contains(to), "{}: #{to} leads nowhere", kind.name());
        }
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
        for never in ["<script", "http://", "https://", "<th>", "javascript:"] {
            assert!(!html.contains(never), "{}: {never}", kind.name());
        }
    }
}

#[test]
fn words_stay_words() {
    use upfront::edit::{Command, ContributionField, Edit, apply};
    let mut s = sample().unwrap();
    let words = ContributionField::Words("<script>alert(1)</script> & \"so on\"".into());
    let id = s.contributions[0].id;
    apply(&mut s, Command::Edit(Edit::Contribution(id, words))).unwrap();
    let html = to_html(&DocumentKind::Summary.of(&s));
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so on&quot;") && !html.contains("<script>")
    );
}
