//! Every file is hostile or hurried: one plain sentence, and everything as it was.

use std::path::Path;
use upfront::exchange::{ImportAs, preview};
use upfront::model::Session;
use upfront::store::{MOST_BYTES, RealDisk, SAMPLE, create, open, parse, read_sound, sample, save};
use uuid::Uuid;

fn sentence(bytes: &[u8]) -> String {
    match parse(Path::new("evening.ron"), bytes) {
        Ok(_) => "it opens".into(),
        Err(e) => e.to_string(),
    }
}

fn check(bytes: &[u8], says: &str) {
    let said = sentence(bytes);
    assert!(said.contains(says), "it says: {said}");
    assert_eq!(said.lines().count(), 1, "more than one line: {said}");
    assert!(said.starts_with("evening.ron"), "it does not name the file: {said}");
}

#[test]
fn session_files_that_are_no_session_say_so() {
    check(b"", "is empty");
    check(b"  \n ", "is empty");
    check(b"\xff\xfeU\0p\0", "UTF-16");
    check(b"U\0p\0f\0r\0o\0n\0t\0", "UTF-16");
    check(b"Upfront(\n format: 1,\n \xff", "line 3: this is not readable text");
    check(
        b"Upfront(\n  format: 99,\n  needs: 99,\n session: Something(new: 1))",
        "newer version of Upfront (format 99)",
    );
    check(&vec![b'['; 1_000_000], "line 1");
    check(b"hello", "line 1");
    check(SAMPLE.replace("kind: Concern", "kind: Worry").as_bytes(), "“Worry” is not known as a kind of contribution");
    check(SAMPLE.replacen("partner: \"RH\"", "partner: \"XX\"", 1).as_bytes(), "“XX”, which is not in the file");
    check(SAMPLE.replacen("no: 2,", "no: 1,", 1).as_bytes(), "is there twice");
    check(SAMPLE.replacen("    title:", "    titel:", 1).as_bytes(), "“titel” is not a field Upfront knows");
}

#[test]
fn a_byte_order_mark_opens() {
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(SAMPLE.as_bytes());
    assert!(parse(Path::new("evening.ron"), &bytes).unwrap() == sample().unwrap());
}

#[test]
fn line_ends_of_windows_open() {
    let crlf = SAMPLE.replace('\n', "\r\n");
    assert!(parse(Path::new("evening.ron"), crlf.as_bytes()).unwrap() == sample().unwrap());
}

#[test]
fn no_truncated_file_opens_as_a_shorter_session() {
    let whole = SAMPLE.trim_end();
    let ends: Vec<usize> = whole.char_indices().map(|(i, _)| i).step_by(97).collect();
    for end in ends {
        match read_sound(Path::new("evening.ron"), &whole.as_bytes()[..end]) {
            Ok(sound) => assert!(sound.changed.is_some(), "cut at {end}, and nothing is said"),
            Err(e) => assert_eq!(e.to_string().lines().count(), 1),
        }
    }
}

#[test]
fn files_that_are_not_there_a_folder_or_huge_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let said = |path: &Path| open(&RealDisk, path).unwrap_err().to_string();
    assert!(said(&folder.path().join("none.ron")).contains("is not there"));
    assert!(said(folder.path()).contains("is a folder"));
    let huge = folder.path().join("huge.ron");
    std::fs::File::create(&huge).unwrap().set_len(MOST_BYTES + 1).unwrap();
    assert!(said(&huge).contains("larger than 256 MB"));
}

#[test]
fn an_existing_file_is_never_written_over_by_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("evening.ron");
    let s = sample().unwrap();
    create(&RealDisk, &path, &s).unwrap();
    let before = std::fs::read(&path).unwrap();
    let empty = Session::new(s.id, s.date, &s.zone);
    assert!(create(&RealDisk, &path, &empty).unwrap_err().to_string().contains("exists already"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    save(&RealDisk, &path, &empty, Uuid::from_u128(1), empty.start_moment()).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_folder_that_cannot_be_written_says_so() {
    let folder = tempfile::tempdir().unwrap();
    // A file where a folder should be: nobody can write below it, whoever runs the test.
    let file = folder.path().join("file");
    std::fs::write(&file, b"").unwrap();
    let said = save(
        &RealDisk,
        &file.join("evening.ron"),
        &sample().unwrap(),
        Uuid::from_u128(1),
        sample().unwrap().start_moment(),
    )
    .unwrap_err()
    .to_string();
    assert!(said.contains("could not be written"), "{said}");
}

fn import(bytes: &[u8], column: &str) -> Result<Vec<String>, String> {
    let how = ImportAs { text: column.into(), ..ImportAs::default() };
    preview(&sample().unwrap(), bytes, &how)
        .map(|i| i.rows.into_iter().map(|r| r.words).collect())
        .map_err(|e| e.to_string())
}

#[test]
fn tables_of_every_make_are_read() {
    for table in [
        "id,words\n1,Café at noon\n2,\"two\nlines\"\n",
        "id;words\n1;Café at noon\n2;\"two\nlines\"\n",
        "id\twords\n1\tCafé at noon\n2\t\"two\nlines\"\n",
        "\u{feff}id,words\r\n1,Café at noon\r\n2,\"two\nlines\"\r\n",
        "id, Words \n1,Café at noon,ragged,row\n2,\"two\nlines\"\n3\n",
    ] {
        assert_eq!(import(table.as_bytes(), "words").unwrap(), ["Café at noon", "two\nlines"], "{table:?}");
    }
    assert_eq!(import(b"words\nCaf\xe9\n", "words").unwrap(), ["Café"], "Windows-1252");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("words\nCafé\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(import(&utf16, "words").unwrap(), ["Café"]);
}

#[test]
fn tables_that_cannot_be_read_say_why() {
    assert!(import(b"", "words").unwrap_err().contains("nothing in it"));
    assert!(
        import(b"id,text\n1,x\n", "words").unwrap_err().contains("no column “words”; its columns are “id”, “text”")
    );
}

#[test]
fn rows_without_words_are_left_out_and_named() {
    let how = ImportAs { text: "words".into(), ..ImportAs::default() };
    let import = preview(&sample().unwrap(), b"id,words\n1,\n2,here\n", &how).unwrap();
    assert_eq!((import.rows.len(), import.left_out.len(), import.left_out[0].line), (1, 1, 2));
}
