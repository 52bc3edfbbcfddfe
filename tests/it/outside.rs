//! What goes outside, letters and case studies, gives nobody away, whatever a session holds.

use crate::alder::at;
use crate::pdf_text::text_of;
use proptest::prelude::*;
use upfront::insight::{banded_groups, came_by_partner};
use upfront::model::*;
use upfront::report::blocks::{Document, DocumentKind, Reader, case_study, letter};
use upfront::report::to_markdown;
use upfront::store::sample;
use uuid::Uuid;

/// 300 here; `UPFRONT_CASES=10000 cargo test --release outside` for more.
fn cases() -> u32 {
    std::env::var("UPFRONT_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300)
}

/// What is planted where it must not get out, and nowhere else. Numbered, so that each is found by itself.
#[derive(Default)]
struct Planted {
    names: Vec<String>,
    contacts: Vec<String>,
    needs: Vec<String>,
    /// Said by somebody who was not asked, or said no.
    words: Vec<String>,
    /// Of those, said by somebody who said no.
    refused: Vec<String>,
}

/// The sample, with people, words and counts that a seed gives.
fn random_session(seed: u64) -> (Session, Planted) {
    let mut rng = fastrand::Rng::with_seed(seed);
    let (mut s, mut planted) = (sample().unwrap(), Planted::default());
    let consent = |rng: &mut fastrand::Rng| match rng.u8(0..4) {
        0 => Consent::NotAsked,
        1 => Consent::Yes,
        2 => Consent::No,
        _ => Consent::Withdrawn(at("20:10")),
    };
    let partners: Vec<PartnerId> = s.partners.iter().map(|p| p.id).collect();
    let mut people = Vec::new();
    for n in 0..rng.usize(1..7) {
        let id = PersonId(Uuid::from_u128(0x900 + n as u128));
        let name = format!("Zq{n}first Zq{n}last");
        let mut p = Person { partner: rng.choice(&partners).copied(), ..Person::new(id, s.people.end()) };
        (p.name_printed, p.name_by_words) = (consent(&mut rng), consent(&mut rng));
        (p.words_printed, p.contact_again) = (consent(&mut rng), consent(&mut rng));
        s.people.insert(p.clone());
        s.private.names.insert(id, name);
        planted.names.extend([format!("Zq{n}first"), format!("Zq{n}last")]);
        // As people write them down, and as they stand in a sentence.
        s.private.contacts.insert(id, format!("0117 49 601{n}{n}, zq{n}@contact.example (evenings)"));
        planted.contacts.extend([format!("zq{n}@contact.example"), format!("01174 9601-{n}{n}")]);
        people.push(p);
    }
    s.private.access = (0..rng.usize(0..4))
        .map(|n| {
            planted.needs.push(format!("zqneed{n}"));
            Access { need: format!("zqneed{n}"), count: rng.u32(0..9), met: Some(rng.u32(0..3)) }
        })
        .collect();
    // Names and contacts stand where people type them: in words, decisions, actions, what was sent, the title.
    let slip = |rng: &mut fastrand::Rng| match rng.u8(0..3) {
        0 => format!(" (ask {})", rng.choice(&planted.names).unwrap()),
        1 => format!(" ({})", rng.choice(&planted.contacts).unwrap()),
        _ => String::new(),
    };
    let ids: Vec<ContributionId> = s.contributions.iter().map(|c| c.id).collect();
    for (n, id) in ids.into_iter().enumerate() {
        let said = rng.choice(&people).filter(|_| rng.bool());
        let words = format!("zqwords{n} said by somebody in the room{}", slip(&mut rng));
        let quoted = said.is_some_and(|p| p.words_printed == Consent::Yes);
        if !quoted {
            planted.words.push(format!("zqwords{n} "));
        }
        if said.is_some_and(|p| p.words_printed.forbids()) {
            planted.refused.push(format!("zqwords{n} "));
        }
        s.contributions.update(id, |c| {
            (c.words, c.person) = (words, said.map(|p| p.id));
            (c.first_words, c.original) = (None, None);
        });
    }
    // Somebody copies what was said into a reason, word for word.
    let copied = s.contributions[rng.usize(0..s.contributions.len())].words.clone();
    let (d, a, r) = (s.decisions[0].id, s.actions[rng.usize(0..7)].id, s.referrals[0].id);
    let (in_what, in_action, in_answer) = (slip(&mut rng), slip(&mut rng), slip(&mut rng));
    s.decisions.update(d, |d| d.what = format!("{copied}{in_what}"));
    s.actions.update(a, |a| {
        a.what.push_str(&in_action);
        (a.progress, a.person, a.shows) = (Progress::Done, people.first().map(|p| p.id), copied.clone());
    });
    s.referrals.update(r, |r| (r.progress, r.shows) = (Progress::Done, format!("mended{in_answer}")));
    if rng.bool() {
        s.title.push_str(&slip(&mut rng));
    }
    let (i, b, q) = (s.agenda[rng.usize(0..8)].id, s.boundaries[rng.usize(0..10)].id, s.rules[0].id);
    let (in_item, in_boundary, in_rule) = (slip(&mut rng), slip(&mut rng), slip(&mut rng));
    s.agenda.update(i, |i| (i.prompt, i.private_notes) = (format!("What next?{in_item}"), copied.clone()));
    s.boundaries.update(b, |b| b.why.push_str(&in_boundary));
    s.rules.update(q, |r| r.text.push_str(&in_rule));
    charter(&mut s, &mut rng, &copied, &slip);
    for id in s.dissents.iter().map(|d| d.id).collect::<Vec<_>>() {
        planted.words.push("zqdissent".into());
        s.dissents.update(id, |d| d.words = "zqdissent is what they said".into());
    }
    for id in s.movements.iter().map(|m| m.id).collect::<Vec<_>>() {
        let n = rng.u32(0..8);
        s.movements.update(id, |m| m.count = n);
    }
    (s, planted)
}

/// A charter that was answered, by few on slips, with words that were copied, and names.
fn charter(s: &mut Session, rng: &mut fastrand::Rng, copied: &str, slip: &impl Fn(&mut fastrand::Rng) -> String) {
    let choose = upfront::store::charters()[rng.usize(0..3)].choose(s, {
        let mut n = 0xc0_000;
        move || {
            n += 1;
            Uuid::from_u128(n)
        }
    });
    upfront::edit::apply(s, choose).unwrap();
    for id in s.charter_questions.iter().map(|q| q.id).collect::<Vec<_>>() {
        let kept = |rng: &mut fastrand::Rng| Kept::ALL[rng.usize(0..3)];
        let said = s.partners.iter().map(|p| Said { partner: p.id, kept: kept(rng), words: copied.into() }).collect();
        let room = RoomSaid { yes: rng.u32(0..9), partly: rng.u32(0..9), no: rng.u32(0..9), words: copied.into() };
        let asks = slip(rng);
        let before = SaidBefore { who: format!("Residents{}", slip(rng)), kept: kept(rng) };
        s.charter_questions.update(id, |q| {
            q.text.push_str(&asks);
            q.before =
                vec![Round { on: s.date, said: vec![before], room: RoomSaid { words: String::new(), ..room.clone() } }];
            (q.said, q.room) = (said, room);
        });
    }
}

pub fn words(d: &Document) -> String {
    format!("{}\n{}\n{}", d.title, d.footer, to_markdown(d))
}

/// What a text holds of what was planted.
fn planted_in(text: &str, of: &[&[String]]) -> Vec<String> {
    of.iter().flat_map(|all| all.iter()).filter(|w| text.contains(w.as_str())).cloned().collect()
}

/// What a document holds of what was planted, and counts of people under five.
fn given_away(text: &str, of: &[&[String]]) -> Vec<String> {
    let mut found = planted_in(text, of);
    let small = |word: &str| matches!(word, "1" | "2" | "3" | "4" | "one" | "two" | "three" | "four");
    let all: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    for pair in all.windows(2) {
        if small(&pair[0].to_lowercase())
            && ["people", "person", "residents", "came", "things", "yes", "partly", "no"].contains(&pair[1])
        {
            found.push(pair.join(" "));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn no_letter_case_study_or_template_gives_anybody_away(seed: u64) {
        let (s, p) = random_session(seed);
        let study = words(&case_study(&[&s]));
        prop_assert_eq!(given_away(&study, &[&p.names, &p.contacts, &p.needs, &p.words]), Vec::<String>::new());
        let (earlier, q) = random_session(seed.wrapping_add(1));
        let series = words(&case_study(&[&earlier, &s]));
        let of_both = [&p.names[..], &q.names, &p.contacts, &q.contacts, &p.needs, &q.needs];
        prop_assert_eq!(given_away(&series, &of_both), Vec::<String>::new());
        let template = upfront::store::template_file(&upfront::series::as_template(&s), "Evening").unwrap();
        prop_assert_eq!(planted_in(&template, &[&p.names, &p.contacts, &p.needs, &p.words]), Vec::<String>::new());
        let named = s.partners.iter().find(|p| template.contains(&p.name));
        prop_assert!(named.is_none(), "{:?} is in {}", named, template);
        let readers = s.partners.iter().map(|p| Reader::Partner(p.id)).chain([Reader::Each, Reader::Everyone]);
        for reader in readers {
            let text = words(&letter(&s, reader));
            prop_assert_eq!(given_away(&text, &[&p.names, &p.contacts, &p.needs, &p.refused]), Vec::<String>::new());
        }
    }

    /// What cannot be read in a document cannot be worked out of it either: another secret gives the same document.
    #[test]
    fn another_secret_gives_the_same_document(seed: u64) {
        let (s, _) = random_session(seed);
        let mut other = s.clone();
        for (n, name) in other.private.names.values_mut().enumerate() {
            *name = format!("Xy{n}one Xy{n}two");
        }
        other.private.contacts.clear();
        other.private.access.clear();
        other.private.payment = Payment { took: 3, declined: 1 };
        other.private.notes = "something else".into();
        let came = |s: &Session, p: PartnerId| came_by_partner(s, Some(p));
        for m in s.movements.iter().filter(|m| m.partner.is_some_and(|p| came(&s, p) < 5)) {
            // Of a group so small any other size would do.
            other.movements.update(m.id, |m| m.count = u32::from(m.count == 0));
        }
        // Without slips of names in other texts: those are held back, which a reader may see.
        let plain = |s: &Session| {
            let mut s = s.clone();
            s.title = "A workshop".into();
            for id in s.contributions.iter().map(|c| c.id).collect::<Vec<_>>() {
                s.contributions.update(id, |c| c.words = "Words".into());
            }
            for (id, n) in s.decisions.iter().map(|d| d.id).zip(1..).collect::<Vec<_>>() {
                s.decisions.update(id, |d| d.what = format!("Decision {n}"));
            }
            for id in s.actions.iter().map(|a| a.id).collect::<Vec<_>>() {
                s.actions.update(id, |a| (a.what, a.shows) = ("Do it".into(), "done".into()));
            }
            for id in s.referrals.iter().map(|r| r.id).collect::<Vec<_>>() {
                s.referrals.update(id, |r| r.shows = "mended".into());
            }
            for id in s.charter_questions.iter().map(|q| q.id).collect::<Vec<_>>() {
                s.charter_questions.update(id, |q| (q.text, q.before) = ("Was it kept?".into(), Vec::new()));
            }
            s
        };
        let (s, other) = (plain(&s), plain(&other));
        prop_assert_eq!(words(&case_study(&[&s])), words(&case_study(&[&other])));
        prop_assert_eq!(words(&letter(&s, Reader::Each)), words(&letter(&other, Reader::Each)));
    }

    /// Of every small group any size from none to four is said the same way.
    #[test]
    fn no_subtraction_gives_a_small_group_away(counts in prop::collection::vec(0_u32..30, 1..6)) {
        let said = banded_groups(&counts);
        for (nth, _) in counts.iter().enumerate().filter(|(_, n)| **n < 5) {
            prop_assert_eq!(said.0[nth].as_str(), "fewer than five");
            for wanted in 0..5 {
                let mut other = counts.clone();
                other[nth] = wanted;
                prop_assert_eq!(&banded_groups(&other), &said, "{:?} and {:?}", counts, other);
            }
        }
    }
}

#[test]
fn the_case_study_of_alder_street_says_what_changed() {
    let s = sample().unwrap();
    let text = words(&case_study(&[&s]));
    assert_eq!(came_by_partner(&s, Some(s.partners[3].id)), 2);
    assert!(text.contains("At least 24 came: Alder Street Residents' Association five or more"), "{text}");
    for said in [
        "moved during the workshop; at the start it was shape",
        "Spend the £140,000 on lighting, benches with arms and a rain garden, in that order; no loose gravel",
        "Draw the courtyard door, the path lights and the bench places (Field &amp; Form Architects)",
        "A request to the planning committee",
        "Calloway Developments: waiting",
    ] {
        let found = text.contains(said)
            || text.contains(&said.replace("&amp;", "&"))
            || text.contains(&said.replace("&amp;", "\\&"));
        assert!(found, "{said}: {text}");
    }
    // Nobody in the sample was asked whether they may be quoted elsewhere.
    for c in &s.contributions {
        assert!(!text.contains(&c.words), "{}", c.words);
    }
}

#[test]
fn the_letters_say_what_became_of_what_was_said() {
    let mut s = sample().unwrap();
    let r = s.referrals[0].id;
    s.referrals.update(r, |r| (r.progress, r.shows) = (Progress::Done, "It runs again since 20 May".into()));
    let ra = s.partners[0].id;
    let text = words(&letter(&s, Reader::Partner(ra)));
    assert!(text.contains("To the people of Alder Street Residents' Association"));
    assert!(text.contains("We promised you this by 11 June 2026"));
    for c in s.contributions.iter().filter(|c| c.partner == Some(ra)) {
        assert!(text.contains(&format!("C{}", c.no)), "C{}", c.no);
    }
    assert!(text.contains("It runs again since 20 May") && text.contains("Not taken: 21:30 agreed for the trial"));
    assert!(!text.contains("The £140,000 does not have to be spent"), "what others said is in their letters");
    let each = DocumentKind::Letter.of(&s);
    let to = |d: &Document| words(d).matches("\n# To ").count();
    assert_eq!(to(&each), 6, "{}", words(&each));
    let printed = text_of(&crate::print::pdf_of_kind(&s, DocumentKind::Letter));
    assert!(printed.contains("To everyone who came"));
}
