//! For any session: every contribution is printed or counted as withheld, the numbers add up, and nobody without a yes
//! is anywhere that others see.

use crate::alder::at;
use crate::pdf_text::{close, text_of};
use crate::print::pdf_of;
use lopdf::Object;
use proptest::prelude::*;
use upfront::app::{RoomShows, ViewState, room_view};
use upfront::edit::new_photo;
use upfront::insight::{Kind, check, heard};
use upfront::model::*;
use upfront::report::blocks::{DocumentKind, summary};
use upfront::report::text::has_glyph;
use upfront::report::to_markdown;
use upfront::store::{file_name_for, sample};
use uuid::Uuid;

/// Names of nobody else and no other word.
const NAMES: [&str; 6] =
    ["Xanthe Quillfeather", "Zbigniew Wrzosek", "Ngozi Okwuosa", "Yıldız Karaağaç", "Bartholomew Vexley", "Jo"];

fn consent() -> impl Strategy<Value = Consent> {
    prop_oneof![Just(Consent::NotAsked), Just(Consent::Yes), Just(Consent::No), Just(Consent::Withdrawn(at("20:14"))),]
}

/// Somebody on the list: the answers to the name, the name beside words, words, and photos.
type Answers = (Consent, Consent, Consent, Consent);
/// What is done to a contribution: taken out, whose it is, its answer taken, a name put into its words.
type Turn = (bool, Option<usize>, bool, Option<usize>);

fn sessions() -> impl Strategy<Value = Session> {
    let people = proptest::collection::vec((consent(), consent(), consent(), consent()), NAMES.len());
    let person = || proptest::option::of(0..NAMES.len());
    let named = || proptest::option::weighted(0.05, 0..NAMES.len());
    let turns = proptest::collection::vec((proptest::bool::weighted(0.2), person(), any::<bool>(), named()), 40);
    let photos = proptest::collection::vec(consent(), 0..4);
    (people, turns, photos, person(), person(), named()).prop_map(
        |(people, turns, photos, sees_to, signer, elsewhere)| {
            made(&people, &turns, &photos, (sees_to, signer, elsewhere))
        },
    )
}

fn made(
    people: &[Answers],
    turns: &[Turn],
    photos: &[Consent],
    (sees_to, signer, elsewhere): (Option<usize>, Option<usize>, Option<usize>),
) -> Session {
    let mut s = sample().unwrap();
    s.people = List::default();
    s.private.names.clear();
    s.private.notes = "Geheimnotiz of the facilitator".into();
    for (n, answers) in people.iter().enumerate() {
        let id = PersonId(Uuid::from_u128(1000 + n as u128));
        let (name_printed, name_by_words, words_printed, on_photos) = *answers;
        let person =
            Person { name_printed, name_by_words, words_printed, on_photos, ..Person::new(id, s.people.end()) };
        s.people.insert(person);
        s.private.names.insert(id, NAMES[n].into());
        s.private.contacts.insert(id, format!("kontakt{n}@geheim.example"));
    }
    let id = |n: usize| PersonId(Uuid::from_u128(1000 + n as u128));
    let all: Vec<ContributionId> = s.contributions.iter().map(|c| c.id).collect();
    for (n, (out, person, unanswered, named)) in turns.iter().enumerate() {
        if *out {
            s.contributions.remove(all[n]);
            continue;
        }
        s.contributions.update(all[n], |c| {
            c.words = format!("{} It was token{n:02}qx.", c.words);
            c.first_words = Some(format!("First token{n:02}qx"));
            c.person = person.map(id);
            if let Some(n) = named {
                c.words += &format!(" Ask {}.", NAMES[*n]);
            }
            if *unanswered {
                c.responses.clear();
            }
        });
    }
    s.merges = List::default();
    for (n, may_print) in photos.iter().enumerate() {
        let mut p = new_photo(&s, Uuid::from_u128(2000 + n as u128), at("19:20"), &format!("{n:064x}"), (30, 20));
        (p.caption, p.alt, p.may_print) = (format!("caption{n:02}qx"), format!("alt{n:02}qx"), *may_print);
        s.photos.insert(p);
    }
    let (action, answer) = (s.actions[0].id, s.answers[0].id);
    s.actions.update(action, |a| a.person = sees_to.map(id));
    s.answers.update(answer, |a| a.signer = signer.map(id));
    if let Some(n) = elsewhere {
        s.title = format!("Courtyard of {}", NAMES[n]);
    }
    s
}

fn is_withheld(s: &Session, c: &Contribution) -> bool {
    c.person
        .and_then(|id| s.people.get(id))
        .is_some_and(|p| matches!(p.words_printed, Consent::No | Consent::Withdrawn(_)))
}

/// Listed people who may not be named: whole names, and the parts of them that are long enough to be looked for.
fn unnamed(s: &Session) -> Vec<&'static str> {
    let no = s.people.iter().enumerate().filter(|(_, p)| p.name_printed != Consent::Yes).map(|(n, _)| NAMES[n]);
    no.flat_map(str::split_whitespace).collect()
}

fn says(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}

/// What is written into free text by a person, and so prints in a draft: it must be a finding that stops.
fn written_by_hand(s: &Session, name: &str) -> bool {
    let printed = s.contributions.iter().filter(|c| !is_withheld(s, c));
    printed.map(|c| c.words.as_str()).chain([s.title.as_str()]).any(|words| says(words, name))
}

/// Everything that nobody else is to see, in something that others see. `drafts`: what a person wrote into words may
/// be there.
fn gives_nothing_away(s: &Session, text: &str, drafts: bool, what: &str) -> Result<(), TestCaseError> {
    for name in unnamed(s) {
        let by_hand = drafts && written_by_hand(s, name);
        prop_assert!(by_hand || !says(text, name), "{what} says {name}");
    }
    for secret in ["kontakt", "Geheimnotiz"] {
        prop_assert!(!text.contains(secret), "{what} says {secret}");
    }
    for c in s.contributions.iter().filter(|c| is_withheld(s, c)) {
        let token = c.first_words.as_ref().unwrap().split_whitespace().last().unwrap();
        prop_assert!(!text.contains(token), "{what} says the withheld {token}");
    }
    for p in s.photos.iter().filter(|p| p.may_print != Consent::Yes) {
        prop_assert!(!text.contains(&p.caption) && !text.contains(&p.alt), "{what} has the photo {}", p.caption);
    }
    Ok(())
}

/// In any document that leaves the facilitator's hands.
fn is_printed(s: &Session, words: &str) -> bool {
    let public = DocumentKind::ALL.into_iter().filter(|kind| *kind != DocumentKind::RunBook);
    public.into_iter().any(|kind| to_markdown(&kind.of(s)).contains(words))
}

/// The number before a word.
fn number_before(text: &str, word: &str) -> Option<usize> {
    text.split(word).next()?.split_whitespace().last()?.parse().ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_contribution_is_printed_or_counted_and_nobody_is_given_away(s in sessions()) {
        // All but the run-book, which is for the facilitator alone.
        for kind in DocumentKind::ALL.into_iter().filter(|kind| *kind != DocumentKind::RunBook) {
            gives_nothing_away(&s, &to_markdown(&kind.of(&s)), true, kind.name())?;
        }
        let text = to_markdown(&summary(&s));
        let mut printed = 0;
        for c in s.contributions.iter().filter(|c| !is_withheld(&s, c)) {
            let token = c.words.split("It was ").nth(1).unwrap().split('.').next().unwrap();
            prop_assert!(text.contains(token), "C{} is not printed", c.no);
            printed += 1;
        }
        let withheld = s.contributions.len() - printed;
        if !s.contributions.is_empty() {
            let line = text.lines().find(|l| l.contains("each under its first theme")).unwrap();
            prop_assert_eq!(number_before(line, "contribution"), Some(printed), "{}", line);
            let said = if withheld == 1 { number_before(line, " is withheld") } else { number_before(line, " are withheld") };
            prop_assert_eq!(said.unwrap_or(0), withheld, "{}", line);
            prop_assert_eq!(heard(&s).iter().map(|h| h.contributions).sum::<usize>(), printed + withheld);
        }
        // What a person wrote by hand stops the record.
        for name in unnamed(&s).into_iter().filter(|name| written_by_hand(&s, name)) {
            let found = check(&s, &has_glyph);
            let named = |f: &upfront::insight::Finding| matches!(f.kind, Kind::NameWithoutYes | Kind::NameInPart);
            prop_assert!(found.iter().any(named), "{name} is in somebody's words");
            prop_assert!(!upfront::insight::ready(&found));
        }
    }

    #[test]
    fn the_rooms_screen_gives_nobody_away(s in sessions()) {
        for shows in RoomShows::ALL {
            for place in 0..upfront::insight::read_back(&s).len() {
                let v = ViewState {
                    room_shows: shows,
                    read_back: place,
                    room_balance: true,
                    let_through: Some(at("20:40")),
                    ..ViewState::default()
                };
                let heard = heard(&s).into_iter().map(|h| (h.partner, h.contributions));
                let seen = format!("{:?}", room_view(&s, &v, &[5, 1], heard, at("20:40")));
                gives_nothing_away(&s, &seen, false, "the room's screen")?;
                if shows != RoomShows::ReadBack {
                    break;
                }
            }
        }
    }
}

/// Words of every object of a PDF that are not drawn on a page: title, author, descriptions, XMP.
fn described(pdf: &[u8]) -> String {
    let mut doc = lopdf::Document::load_mem(pdf).unwrap();
    doc.decompress();
    let mut all = String::new();
    fn strings(object: &Object, all: &mut String) {
        match object {
            Object::String(bytes, _) => {
                let wide: Vec<u16> = bytes
                    .get(2..)
                    .unwrap_or_default()
                    .chunks(2)
                    .map(|b| u16::from(b[0]) << 8 | u16::from(*b.get(1).unwrap_or(&0)))
                    .collect();
                let utf16 = bytes.starts_with(&[0xFE, 0xFF]).then(|| String::from_utf16_lossy(&wide));
                all.push_str(&utf16.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()));
                all.push('\n');
            }
            Object::Array(items) => items.iter().for_each(|o| strings(o, all)),
            Object::Dictionary(d) => d.iter().for_each(|(_, o)| strings(o, all)),
            Object::Stream(s) => {
                s.dict.iter().for_each(|(_, o)| strings(o, all));
                if s.dict.has_type(b"Metadata") {
                    all.push_str(&String::from_utf8_lossy(&s.content));
                }
            }
            _ => {}
        }
    }
    doc.objects.values().for_each(|o| strings(o, &mut all));
    doc.trailer.iter().for_each(|(_, o)| strings(o, &mut all));
    all
}

proptest! {
    // A PDF takes its time, and is laid out from the blocks that the test above looks at.
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_pdf_gives_nobody_away_in_its_text_its_description_or_its_name(s in sessions()) {
        let pdf = pdf_of(&s);
        let text = text_of(&pdf);
        gives_nothing_away(&s, &text, true, "the PDF")?;
        gives_nothing_away(&s, &described(&pdf), true, "the PDF's description")?;
        gives_nothing_away(&s, &file_name_for(&s, |_| false), true, "the file's name")?;
        let text = close(&text);
        for c in s.contributions.iter().filter(|c| !is_withheld(&s, c)) {
            prop_assert!(text.contains(&close(&c.words)), "C{} is not on paper", c.no);
        }
    }
}

/// Names, quotes and characters are looked for in one list of all that prints. Every word of the sample's file is marked
/// in turn: what is marked and prints must be in that list.
#[test]
fn everything_that_prints_is_looked_at() {
    use upfront::insight::printed_texts;
    use upfront::store::{parse, to_text};
    const MARK: &str = "qzmarkqz";
    let mut s = sample().unwrap();
    let (c, a) = (s.contributions[0].id, s.answers[0].id);
    s.contributions.update(c, |c| c.first_words = Some("first".into()));
    s.answers.update(a, |a| a.how = How::Spoken("a witness".into()));
    s.follows = "the first workshop".into();
    s.left.insert(Left {
        id: LeftId(Uuid::from_u128(1)),
        order: s.left.end(),
        kind: Kind::ChallengeWithoutAnswer.word().into(),
        about: Some(s.challenges[2].id.0),
        because: "nobody knew".into(),
        at: at("20:20"),
    });
    let text = to_text(&s).unwrap();
    let ends: Vec<usize> =
        text.match_indices("\",").map(|(end, _)| end).filter(|end| !text[..*end].ends_with('\\')).collect();
    let (mut printed, mut tried) = (0, 0);
    for end in ends {
        let marked = format!("{} {MARK}{}", &text[..end], &text[end..]);
        // What is no words, an id or a date, cannot be marked; nor what others name it by.
        let Ok(s) = parse(std::path::Path::new("s"), marked.as_bytes()) else { continue };
        let line = text[..end].lines().last().unwrap_or_default();
        // What was frozen prints where the session itself says it.
        if line.starts_with("        frozen: ") {
            continue;
        }
        tried += 1;
        if s.private.names.values().any(|name| name.contains(MARK)) || !is_printed(&s, MARK) {
            continue;
        }
        printed += 1;
        assert!(printed_texts(&s).iter().any(|t| t.words.contains(MARK)), "prints, and is not looked at: {line}");
    }
    assert!(printed > 150 && tried > printed, "{printed} of {tried}");
}
