//! Signing on a laptop of one's own: the file that comes back, what it shows, and what is no signature.

use crate::alder::at;
use crate::fake::World;
use crate::keyboard::{use_it, write};
use crate::signing::{act, open_at, says, session};
use crate::window::{go, window};
use upfront::app::{Action, Page};
use upfront::edit::{self, Command, SessionField, apply, forget};
use upfront::model::*;
use upfront::printing::{self, FontShelf, Format, Sheets};
use upfront::record::{self, Fault, LaptopKey, NotSigned, OwnAnswer, SignatureError, Signed, read_signature};
use upfront::report::Watch;
use upfront::report::blocks::{DocumentKind, summary};
use upfront::report::to_markdown;
use upfront::store::photos::Shelves;
use upfront::store::{RealDisk, sample, to_text};
use uuid::Uuid;

fn key() -> LaptopKey {
    LaptopKey::of(&[9; 32])
}

/// What Northgate Council says on its own laptop to version 2 of the sample, which it declined on paper before.
fn said(s: &Session) -> OwnAnswer {
    OwnAnswer {
        partner: s.partners[1].id,
        says: SignOff::SignsWithReservation("The bins are not solved".into()),
        name: "Nadia Ncube".into(),
        capacity: "head of regeneration".into(),
        laptop: "NC-17".into(),
        at: later(),
        salt: "0123456789abcdef".repeat(2),
    }
}

/// After all answers of the sample.
fn later() -> upfront::model::time::Moment {
    at("20:00") + chrono::TimeDelta::days(12)
}

fn file(s: &Session) -> String {
    record::sign(s, &said(s), &key()).unwrap()
}

fn read(s: &Session, text: &str) -> Result<Signed, SignatureError> {
    read_signature(s, text.as_bytes(), later() + chrono::TimeDelta::hours(3))
}

/// Takes a signature down, as window and command line do.
pub fn take(s: &mut Session, text: &str) -> AnswerId {
    let signed = read(s, text).unwrap();
    let n = s.answers.len() as u128;
    let (id, person) = (AnswerId(Uuid::from_u128((11 << 100) + n)), PersonId(Uuid::from_u128((12 << 100) + n)));
    let answer = signed.taken(s, id, person);
    let command = edit::answer(s, answer, signed.signer, None);
    apply(s, command).unwrap();
    id
}

/// How an answer was given; when comes last.
fn how(s: &Session, a: &Answer) -> String {
    record::given_words(s, a).into_iter().rev().nth(1).unwrap()
}

#[test]
fn an_answer_signed_elsewhere_is_taken_down_prints_what_it_is_and_can_be_checked() {
    let mut s = sample().unwrap();
    // The partner has no more than the public part, as a PDF carries it.
    let text = file(&record::public_session(&s));
    let back = read(&s, &text).unwrap();
    let end = key().end();
    assert_eq!(end.len(), 19, "16 digits in fours: {end}");
    assert_eq!(
        back.sentences(&s),
        [
            "Northgate Council signs version 2 with a reservation: “The bins are not solved”".to_string(),
            format!(
                "Nadia Ncube, head of regeneration, signed on the laptop that calls itself “NC-17”, key ends in {end}, 26 \
                 May 2026 at 20:00"
            ),
            "It shows that whoever has this key gave this answer to this text, not who that is: compare the end of the \
             key with them"
                .into(),
        ]
    );
    let id = take(&mut s, &text);
    let v = s.version().unwrap().clone();
    assert_eq!(s.answer_of(s.partners[1].id, v.id).unwrap().id, id);
    assert_eq!(record::faults(&s), []);
    assert!(!s.changed_since_version, "an answer is no change of the text");
    let code = s.answers.get(id).unwrap().digest.unwrap();
    let verdict = record::verify(&s, &TypedCode::read(&code.short()).unwrap());
    assert!(verdict.matches, "{:?}", verdict.lines);
    let printed = to_markdown(&summary(&s));
    assert!(
        printed.contains(&format!("signed on the laptop that calls itself “NC-17”, key ends in {end}")),
        "{printed}"
    );
    assert!(printed.contains("Signed on a laptop means: whoever has the key"));
    assert!(to_markdown(&DocumentKind::SignOff.of(&s)).contains("It does not show who that is"));
    assert_eq!(record::faults(&record::public_session(&s)), [], "nor in what a PDF carries");
    // It is as good when the file was written and read, and when the name was removed.
    let mut again = upfront::store::parse(std::path::Path::new("s"), to_text(&s).unwrap().as_bytes()).unwrap();
    assert_eq!(record::faults(&again), []);
    forget(&mut again, at("20:59"));
    assert_eq!(record::faults(&again), []);
    assert_eq!(record::signature_holds(&again, again.answers.get(id).unwrap()), Some(true));
    // A second one with the same key is known by it, another key and another partner's are, too.
    let mut hours = 0;
    let mut last = |said: OwnAnswer, key: &LaptopKey| {
        hours += 1;
        let text = record::sign(&s, &OwnAnswer { at: later() + chrono::TimeDelta::hours(hours), ..said }, key).unwrap();
        read(&s, &text).unwrap().sentences(&s).pop().unwrap()
    };
    let declines = SignOff::Declines("We thought again".into());
    let again = last(OwnAnswer { says: declines, ..said(&s) }, &key());
    assert_eq!(again, "It is the key this partner has signed with before");
    let other = last(said(&s), &LaptopKey::of(&[8; 32]));
    assert_eq!(other, "It is another key than this partner has signed with before; ask them why");
    let shared = last(OwnAnswer { partner: s.partners[3].id, ..said(&s) }, &key());
    assert_eq!(shared, "It is the key that Northgate Council has signed with; ask both why");
}

/// Cut anywhere, or with another character anywhere: it is refused, or says the very same.
#[test]
fn a_cut_or_forged_signature_is_refused() {
    let s = sample().unwrap();
    let text = file(&s);
    let whole = read(&s, &text).unwrap();
    for end in 0..text.trim_end().len() {
        assert_eq!(read_signature(&s, &text.as_bytes()[..end], later()), Err(SignatureError::NotOne), "cut at {end}");
    }
    let mut forged = 0;
    for (place, c) in text.char_indices() {
        for other in ['0', '7', 'f', 'F', 'x', ' ', '"', '\n', 'ß'] {
            let changed: String = [&text[..place], &other.to_string(), &text[place + c.len_utf8()..]].concat();
            match read(&s, &changed) {
                Ok(signed) => assert_eq!(signed, whole, "{changed}"),
                Err(e) => forged += usize::from(e == SignatureError::Forged),
            }
        }
    }
    assert!(forged > 1_000, "{forged} times the signature did not hold");
    // Words that no signature covers, and a field nobody knows.
    let with = |from: &str, to: &str| read(&s, &text.replacen(from, to, 1));
    assert_eq!(with("\"says\": \"signs with a reservation\"", "\"says\": \"signs\""), Err(SignatureError::Forged));
    assert_eq!(with("\"name\": \"Nadia Ncube\"", "\"name\": \"Nobody Atall\""), Err(SignatureError::Forged));
    assert_eq!(with("\"version\": 2", "\"version\": 2, \"note\": \"gladly\""), Err(SignatureError::NotOne));
    assert_eq!(with("\"upfront_signature\": 1", "\"upfront_signature\": 2"), Err(SignatureError::Newer(2)));
    assert_eq!(read(&s, &"[".repeat(60_000)), Err(SignatureError::NotOne));
    // With a weak key one signature would hold for any words.
    let public = key().public();
    let weak = with(&public, &format!("01{}", "00".repeat(31)));
    assert_eq!(weak, Err(SignatureError::Forged));
}

#[test]
fn an_answer_for_another_text_partner_or_time_is_refused() {
    let mut s = sample().unwrap();
    let text = file(&s);
    let with = |from: &str, to: &str| read(&s, &text.replacen(from, to, 1)).unwrap_err().to_string();
    assert_eq!(
        with("\"name\": \"Northgate Council\"", "\"name\": \"Southgate\""),
        "is for “Southgate”, who is no partner in version 2, or is none any more"
    );
    let code = s.versions[1].code.unwrap().to_string();
    let other = Digest::of("another text");
    assert_eq!(
        with(&code, &other.to_string()),
        format!("answers version 2 with the code {}, which is not in this session", other.short())
    );
    assert!(with("\"version\": 2", "\"version\": 3").starts_with("answers version 3 with the code"));
    // The facilitator's laptop signs for nobody.
    let who = OwnAnswer { name: "the note-taker".into(), ..said(&s) };
    assert_eq!(record::sign(&s, &who, &key()), Err(NotSigned::RunsTheSession("Northgate Council".into())));
    // What was said earlier does not stand over what was said later.
    let early =
        record::sign(&s, &OwnAnswer { at: at("20:30") + chrono::TimeDelta::days(2), ..said(&s) }, &key()).unwrap();
    assert_eq!(
        read(&s, &early).unwrap_err().to_string(),
        "is older than the answer of Northgate Council that is here: it was signed on 16 May 2026 at 20:30; the newer one \
         stands"
    );
    // Nor does one that was held back, whatever was noted since.
    let mut noted = s.clone();
    let waits = Answer {
        says: SignOff::Waiting(None),
        at: None,
        how: How::NotGiven,
        ..noted.answer_of(s.partners[1].id, s.versions[1].id).unwrap().clone()
    };
    noted.answers.insert(Answer { id: AnswerId(Uuid::from_u128(1)), order: noted.answers.end(), ..waits });
    assert!(matches!(read(&noted, &early), Err(SignatureError::Older { .. })));
    // By the clock of that laptop it may be any year.
    let clock = |years: i64| {
        let at = later() + chrono::TimeDelta::days(365 * years);
        let text = record::sign(&s, &OwnAnswer { at, ..said(&s) }, &key()).unwrap();
        read(&s, &text).unwrap_err()
    };
    assert_eq!(
        clock(5).to_string(),
        "was signed on 25 May 2031 at 20:00 by the clock of that laptop, which does not fit that of this one; set the wrong \
         one, and sign again"
    );
    assert!(matches!(clock(-900), SignatureError::Clock(_)));
    // At the ends of all dates nothing gives way.
    for end in [chrono::DateTime::<chrono::Utc>::MIN_UTC, chrono::DateTime::<chrono::Utc>::MAX_UTC] {
        let mut far = s.clone();
        far.versions.update(s.versions[1].id, |v| (v.at, v.frozen) = (end.fixed_offset(), None));
        let read = read_signature(&far, text.as_bytes(), end.fixed_offset());
        assert!(matches!(read, Err(SignatureError::Clock(_))), "{read:?}");
    }
    // Where somebody rewrote what was frozen here, nobody is said to have signed it.
    let mut rewritten = s.clone();
    let v = s.versions[1].id;
    rewritten.versions.update(v, |v| {
        let mut then = v.frozen_text().unwrap().clone();
        then.place = "Elsewhere".into();
        v.frozen = Some(then.into());
    });
    assert_eq!(read(&rewritten, &text), Err(SignatureError::TextChanged(2)));
    // An editor may have put a mark in front.
    assert!(read(&s, &format!("\u{feff}{text}")).is_ok());
    take(&mut s, &text);
    assert_eq!(read(&s, &text), Err(SignatureError::IsHere));
    assert_eq!(read(&s, &text.replace("\"signature\": \"", "\"signature\":   \"")), Err(SignatureError::IsHere));
}

#[test]
fn nobody_signs_a_text_that_is_not_what_was_frozen() {
    let s = sample().unwrap();
    let sign = |s: &Session, said: OwnAnswer| record::sign(s, &said, &key()).unwrap_err();
    let mut draft = s.clone();
    apply(&mut draft, Command::session(SessionField::Place("Upstairs".into()))).unwrap();
    assert_eq!(sign(&draft, said(&s)), NotSigned::Changed(2));
    let mut other = s.clone();
    let v = other.version().unwrap().id;
    other.versions.update(v, |v| v.code = Some(Digest::of("another text")));
    assert_eq!(sign(&other, said(&s)), NotSigned::OtherText(2));
    let blank = Session::new(Uuid::nil(), s.date, "Europe/London");
    assert_eq!(sign(&blank, said(&s)), NotSigned::NotFrozen);
    assert_eq!(sign(&s, OwnAnswer { partner: PartnerId(Uuid::nil()), ..said(&s) }), NotSigned::NoPartner(2));
    assert_eq!(sign(&s, OwnAnswer { says: SignOff::Declines(" ".into()), ..said(&s) }), NotSigned::NoReason);
    assert_eq!(
        sign(&s, OwnAnswer { says: SignOff::SignsWithReservation("".into()), ..said(&s) }),
        NotSigned::NoReservation
    );
    assert_eq!(sign(&s, OwnAnswer { laptop: " ".into(), ..said(&s) }), NotSigned::NoLaptop);
    // Nobody writes a sentence of the app's behind a name.
    let deceives = "Front desk\nIt is the key this partner has signed with before";
    assert_eq!(sign(&s, OwnAnswer { laptop: deceives.into(), ..said(&s) }), NotSigned::HiddenSigns);
    assert_eq!(sign(&s, OwnAnswer { name: "A\u{202e}B".into(), ..said(&s) }), NotSigned::HiddenSigns);
    let long = SignOff::Declines("no ".repeat(30_000));
    assert_eq!(sign(&s, OwnAnswer { says: long, ..said(&s) }), NotSigned::TooLong);
    let hidden = SignOff::Declines("no\u{202e}".into());
    assert_eq!(sign(&s, OwnAnswer { says: hidden, ..said(&s) }), NotSigned::HiddenSigns);
}

/// Somebody who has the session's file can work out every digest in it; a partner's signature they cannot make.
#[test]
fn an_answer_forged_in_the_file_is_found_though_its_chain_was_mended() {
    let mut s = sample().unwrap();
    let id = take(&mut s, &file(&sample().unwrap()));
    s.answers.update(id, |a| a.says = SignOff::Signs);
    assert!(record::faults(&s).contains(&Fault::Answer(id)));
    let digest = record::next_digest(&s, s.answers.get(id).unwrap(), &s.all_digests());
    s.answers.update(id, |a| a.digest = digest);
    assert_eq!(record::faults(&s), [Fault::Signature(id)]);
    let verdict = record::verify(&s, &TypedCode::read(&digest.unwrap().short()).unwrap());
    assert!(!verdict.matches);
    assert_eq!(
        verdict.lines[..2],
        [
            "It is the code of an answer of Northgate Council to version 2 whose signature does not hold",
            "The answer of Northgate Council to version 2 is not what was signed on a laptop, or never was"
        ]
    );
    let printed = to_markdown(&summary(&s));
    assert!(printed.contains("said to be signed on a laptop; the signature does not hold"));
    assert!(!printed.contains("key ends in"));
    let v = s.version().unwrap();
    assert_eq!(record::signing(&s, v).words(), "signed by 3 of 5", "it is not counted");
    assert_eq!(how(&s, s.answers.get(id).unwrap()), "said to be signed on a laptop; the signature does not hold");
    // Where the text is not here, nothing is claimed.
    let unknown = record::public_session(&s);
    let a = s.answers.get(id).unwrap().clone();
    let mut unknown = Session { answers: [a.clone()].into_iter().collect(), ..unknown };
    unknown.versions.update(v.id, |v| v.frozen = None);
    assert_eq!(how(&unknown, &a), "said to be signed on a laptop, which cannot be checked here");
    // A version without a code was never signed on a laptop.
    unknown.versions.update(v.id, |v| v.code = None);
    assert_eq!(record::signature_holds(&unknown, &a), Some(false));
}

/// From the PDF that a partner gets to the answer on the facilitator's laptop.
#[test]
fn a_partner_signs_the_pdf_on_its_own_laptop_and_the_file_comes_back() {
    let s = sample().unwrap();
    let (fonts, sheets) = (FontShelf::new(|_| Vec::new()), Sheets { with_record: true, ..Sheets::default() });
    let printing = printing::prepare(&s, &[], sheets, &Shelves::of(None, None), &RealDisk, &fonts);
    let pdf = printing::file(&printing, Format::Pdf, &Watch::default()).unwrap().0;
    let theirs = World::at(later());
    theirs.disk.put("/mail/summary.pdf", &pdf);
    let mut w = window(&theirs, [1280.0, 800.0], 1.0);
    act(&mut w, Action::Open("/mail/summary.pdf".into()));
    go(&mut w, Page::Sign);
    for needs_the_file in ["Take in a signature…", "Change…", "Close it without", "Somebody asks for a correction"]
    {
        assert!(!says(&w, needs_the_file), "{needs_the_file} in what is only read");
    }
    use_it(&mut w, "Sign on this laptop…");
    use_it(&mut w, "Riverside Homes");
    use_it(&mut w, "Declines");
    use_it(&mut w, "Decline version 2 for Riverside Homes");
    assert!(says(&w, "Write why you decline, in your words"));
    write(&mut w, "Why, in your words", "The lease is not ready");
    write(&mut w, "Your name (it may stay empty)", "Rae Rivers");
    write(&mut w, "What this laptop is to be called", "Riverside’s front desk");
    use_it(&mut w, "Decline version 2 for Riverside Homes");
    let end = LaptopKey::of(&[7; 32]).end();
    assert!(says(&w, &format!("Your key ends in {end}: tell them some other way")));
    let path = "/Documents/Upfront/alder-street-courtyard-and-ground-floor-version-2-rh.signature";
    let signature = theirs.disk.file(path).expect("the file that goes back");
    assert!(theirs.disk.file("/data/signing.key").is_some(), "the key stays there");
    let private = String::from_utf8(theirs.disk.file("/data/signing.key").unwrap()).unwrap();
    let secret = private.lines().nth(1).unwrap();
    assert!(!String::from_utf8_lossy(&signature).contains(secret));
    // Once more goes beside it.
    use_it(&mut w, "Sign on this laptop…");
    write(&mut w, "In what capacity", "for nobody else");
    use_it(&mut w, "Sign version 2 for Alder Street Residents' Association");
    assert!(
        theirs.disk.file("/Documents/Upfront/alder-street-courtyard-and-ground-floor-version-2-ra.signature").is_some()
    );

    let (ours, mut w) = open_at(&s, "20:59");
    ours.set(later());
    ours.disk.put("/mail/rh.signature", &signature);
    let before = session(&w).clone();
    act(&mut w, Action::Dropped(vec!["/mail/rh.signature".into()]));
    assert!(says(&w, "Riverside Homes declines version 2: “The lease is not ready”"));
    assert_eq!(*session(&w), before, "it is shown first");
    use_it(&mut w, "Record this answer");
    let a = session(&w).answers.iter().last().unwrap().clone();
    assert!(matches!(&a.how, How::OnLaptop(l) if l.name == "Riverside’s front desk" && l.key_end() == end));
    assert_eq!(upfront::insight::printable_name(session(&w), a.signer.unwrap()), Some("Rae Rivers"));
    assert_eq!(record::faults(session(&w)), []);
    assert!(says(&w, "key ends in"), "the page says how it was given");
    act(&mut w, Action::Dropped(vec!["/mail/rh.signature".into()]));
    assert!(says(&w, "rh.signature is in the record already"));
    act(&mut w, Action::Undo);
    assert_eq!(*session(&w), before);
    // Another file that is called so.
    ours.disk.put("/mail/photo.signature", b"\xff\xd8\xff");
    act(&mut w, Action::Dropped(vec!["/mail/photo.signature".into()]));
    assert!(says(&w, "photo.signature is no signature from Upfront, or only a part of one"));
    ours.disk.put("/mail/large.signature", &vec![b' '; 100_000]);
    act(&mut w, Action::Dropped(vec!["/mail/large.signature".into()]));
    assert!(says(&w, "large.signature is no signature from Upfront, or only a part of one"));
}

#[test]
fn the_key_of_a_laptop_is_made_once_and_for_its_owner() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("Upfront").join("signing.key");
    let made = upfront::store::signing_key(&RealDisk, &path, || Some([3; 32])).unwrap();
    assert_eq!(made, [3; 32]);
    let again = upfront::store::signing_key(&RealDisk, &path, || panic!("one is there")).unwrap();
    assert_eq!(again, [3; 32]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_ne!(upfront::store::random_key(), upfront::store::random_key());
    // A crash before anything was written; then something else.
    std::fs::write(&path, "").unwrap();
    assert_eq!(upfront::store::signing_key(&RealDisk, &path, || Some([4; 32])).unwrap(), [4; 32]);
    std::fs::write(&path, "my shopping").unwrap();
    let refused = upfront::store::signing_key(&RealDisk, &path, || Some([5; 32])).unwrap_err().to_string();
    assert_eq!(refused, format!("{} is no key that Upfront made; move it away, and a new key is made", path.display()));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "my shopping");
}
