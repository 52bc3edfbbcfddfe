//! A session in ten scripts: what is printed of it comes back as it was typed.

use crate::conformance::faults;
use crate::layout::misplaced;
use crate::pdf_text::{close, text_of};
use chrono::NaiveDate;
use upfront::edit::{Command, ContributionField, Edit, SessionField, apply, new_contribution, new_partner};
use upfront::model::{Original, Session};
use upfront::report::blocks::DocumentKind;
use upfront::report::text::Fonts;
use upfront::report::{Print, lay_out, to_pdf};
use uuid::Uuid;

/// Language, words, and what they mean. Ours, for this test; nobody said them.
const SAID: [(&str, &str, &str); 16] = [
    (
        "Polish",
        "Ławka przy każdych drzwiach, żeby można było usiąść.",
        "A bench at every door, so that one can sit down.",
    ),
    (
        "Turkish",
        "Işıklar gece yarısına kadar açık kalsın, ağaçların altı karanlık.",
        "Let the lights stay on until midnight.",
    ),
    ("Romanian", "Fără trepte la intrare; bunica mea folosește un cărucior.", "No steps at the entrance."),
    ("Vietnamese", "Chúng tôi muốn một khu vườn nhỏ để trồng rau thơm.", "We want a small garden to grow herbs."),
    (
        "Greek",
        "Ποιος πληρώνει τη θέρμανση όταν φύγει ο κατασκευαστής;",
        "Who pays for the heating once the builder has gone?",
    ),
    (
        "Ukrainian",
        "Дітям потрібен майданчик, де їх видно з вікон; ґанок теж.",
        "Children need a playground seen from the windows.",
    ),
    ("Russian", "Мусорные баки пахнут в июле, окна не открыть.", "The bins smell in July."),
    (
        "Arabic",
        "نريد غرفة مشتركة تبقى مفتوحة حتى الساعة 21:30 في أيام الأسبوع.",
        "We want a shared room open until 21:30.",
    ),
    ("Urdu", "ہمیں بچوں کے لیے محفوظ راستہ چاہیے، سڑک (نمبر 12) بہت تیز ہے۔", "We need a safe path for children."),
    ("Hebrew", "מי מחזיק במפתחות של החדר המשותף (S1) בסוף השבוע?", "Who holds the keys at the weekend?"),
    ("Bengali", "আমার হুইলচেয়ার নুড়ি পাথরে চলে না। র‍্যাম্প দরকার।", "My wheelchair cannot move on gravel."),
    ("Gujarati", "બગીચામાં વૃદ્ધો માટે છાંયડો અને પાણીની વ્યવસ્થા જોઈએ.", "The garden needs shade and water."),
    ("Hindi", "हमें शाम को पढ़ने की जगह चाहिए, क्योंकि पुस्तकालय बंद हो गया।", "We need a place to study in the evening."),
    ("Punjabi", "ਬੱਚਿਆਂ ਦੇ ਖੇਡਣ ਲਈ ਥਾਂ ਖੁੱਲ੍ਹੀ ਰੱਖੋ, ਕਾਰਾਂ ਲਈ ਨਹੀਂ।", "Keep the space open for children, not for cars."),
    (
        "Tamil",
        "மழை பெய்தால் வடக்கு மூலையில் தண்ணீர் தேங்குகிறது; வடிகால் வேண்டும்.",
        "Water stands in the north corner when it rains.",
    ),
    ("emoji", "🏠 🌳 👍 and a heart ❤️ for the garden", "A heart for the garden."),
];

/// A session that holds them, each beside its meaning.
pub fn ten_scripts() -> Session {
    let date = NaiveDate::from_ymd_opt(2026, 5, 14).unwrap();
    let mut s = Session::new(Uuid::from_u128(10), date, "Europe/London");
    let mut ids = (11_u128..).map(Uuid::from_u128);
    let mut id = move || ids.next().unwrap();
    let run = |s: &mut Session, command: Command| drop(apply(s, command).unwrap());
    run(&mut s, Command::session(SessionField::Title("Courtyard · فناء · חצר · উঠান · Αυλή".into())));
    run(&mut s, Command::session(SessionField::Why("To hear everybody: in English, اردو, বাংলা and ਪੰਜਾਬੀ.".into())));
    for name in ["Residents of Mill Lane", "مجلس السكان", "தமிழ் மன்றம்"] {
        let partner = new_partner(&s, id(), name);
        run(&mut s, Command::Add(partner.into()));
    }
    let partners: Vec<_> = s.partners.iter().map(|p| p.id).collect();
    let at = s.start_moment();
    for (n, (language, words, meaning)) in SAID.into_iter().enumerate() {
        let mut c = new_contribution(&s, id(), at, meaning);
        c.partner = partners.get(n % 3).copied();
        let (no, of) = (c.id, Original { language: language.into(), words: words.into() });
        run(&mut s, Command::Add(c.into()));
        run(&mut s, Command::Edit(Edit::Contribution(no, ContributionField::Original(Some(of)))));
    }
    s
}

#[test]
fn ten_scripts_come_back_as_they_were_typed() {
    let s = ten_scripts();
    let fonts = Fonts::bundled();
    for print in [Print::Standard, Print::Large] {
        let pages = lay_out(&DocumentKind::Summary.of(&s), &fonts, print);
        assert_eq!(pages.missing, Vec::<char>::new());
        assert_eq!(misplaced(&pages), Vec::<String>::new());
        let pdf = to_pdf(&pages, &fonts).unwrap();
        assert_eq!(faults(&pdf), Vec::<String>::new());
        let text = close(&text_of(&pdf));
        for (language, words, _) in SAID {
            // Readers of Arabic letters and Hebrew ones give the words of a line, but each in an order of its own.
            if matches!(language, "Arabic" | "Urdu" | "Hebrew") {
                continue;
            }
            assert!(text.contains(&close(words)), "{language} {print:?}: {words}");
        }
    }
}

/// Words from the right come back letter for letter; but for a ligature of lam and alef, whose letters can be swapped, and
/// brackets round a number, which can be mirrored. This reader gives letters as they are painted, from the left.
#[test]
fn words_from_the_right_come_back_letter_for_letter() {
    let fonts = Fonts::bundled();
    let pdf = to_pdf(&lay_out(&DocumentKind::Summary.of(&ten_scripts()), &fonts, Print::Standard), &fonts).unwrap();
    let text = text_of(&pdf);
    let mut of = 0;
    for (_, words, _) in SAID.iter().filter(|(language, ..)| matches!(*language, "Arabic" | "Urdu" | "Hebrew")) {
        let plain = |word: &&str| {
            !["لا", "لأ", "لإ", "لآ"].iter().any(|pair| word.contains(pair))
                && !word.contains(['(', ')'])
                && !word.contains(char::is_numeric)
        };
        for word in words.split_whitespace().filter(plain) {
            of += 1;
            let word = word.trim_end_matches(['.', '،', '؟', '?', '۔']);
            let painted: String = word.chars().rev().collect();
            assert!(text.contains(word) || text.contains(&painted), "{word} does not come back");
        }
    }
    assert!(of > 25, "only {of} words were looked for");
}

/// For `pdf-check` by hand: `UPFRONT_TEN_SCRIPTS=file.ron`.
#[test]
fn ten_scripts_can_be_written_down() {
    if let Ok(path) = std::env::var("UPFRONT_TEN_SCRIPTS") {
        std::fs::write(path, upfront::store::to_text(&ten_scripts()).unwrap()).unwrap();
    }
}
