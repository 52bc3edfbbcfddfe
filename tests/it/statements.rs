//! 896 statements that real residents wrote: imported, and printed whole.

use crate::alder::at;
use crate::pdf_text::{close, text_of};
use crate::print::pdf_of;
use upfront::edit::apply;
use upfront::exchange::{ImportAs, import_command, preview};
use upfront::model::{Response, Session};
use uuid::Uuid;

const COMMENTS: &[u8] = include_bytes!("../data/polis-bowling-green/comments.csv");

fn imported() -> Session {
    let mut s = Session::new(Uuid::from_u128(1), at("18:00").date_naive(), "Europe/London");
    let how = ImportAs {
        text: "comment-body".into(),
        support: Some("agrees".into()),
        rejected: Some(("moderated".into(), "-1".into())),
        ..ImportAs::default()
    };
    let import = preview(&s, COMMENTS, &how).unwrap();
    assert_eq!((import.rows.len(), import.left_out.len()), (896, 0));
    let mut n = 1;
    let command = import_command(&s, &import, at("18:00"), || {
        n += 1;
        Uuid::from_u128(n)
    });
    apply(&mut s, command).unwrap();
    s
}

#[test]
fn rejected_statements_come_in_as_not_taken() {
    let s = imported();
    let rejected =
        |c: &&upfront::model::Contribution| c.responses == [Response::NotTaken("rejected in the source".into())];
    assert_eq!(s.contributions.iter().filter(rejected).count(), 289);
    assert_eq!(s.contributions[0].support, 48);
}

#[test]
fn every_statement_is_printed_whole() {
    let text = close(&text_of(&pdf_of(&imported())));
    let mut reader = csv::Reader::from_reader(COMMENTS);
    let column = reader.headers().unwrap().iter().position(|h| h == "comment-body").unwrap();
    let missing: Vec<String> = reader
        .records()
        .map(|r| r.unwrap()[column].to_string())
        .filter(|words| !text.contains(&close(words)))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
