//! Which language words are in, as far as it is known: as somebody said, or else by their script.

use unicode_script::{Script, UnicodeScript};

/// A language as a BCP 47 tag, "bn".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Lang(pub &'static str);

/// The language of what the app says itself, and of words where nothing says otherwise.
pub const ENGLISH: Lang = Lang("en-GB");

/// Languages by the names that people write down: in English, and in the language itself.
const NAMED: [(&str, &[&str]); 44] = [
    ("sq", &["albanian", "shqip"]),
    ("am", &["amharic", "አማርኛ"]),
    ("ar", &["arabic", "العربية", "عربي"]),
    ("hy", &["armenian", "հայերեն"]),
    ("bn", &["bengali", "bangla", "sylheti", "বাংলা"]),
    ("bg", &["bulgarian", "български"]),
    ("zh", &["chinese", "mandarin", "中文", "普通话"]),
    ("yue", &["cantonese", "廣東話"]),
    ("hr", &["croatian", "hrvatski"]),
    ("cs", &["czech", "čeština"]),
    ("nl", &["dutch", "nederlands"]),
    ("en-GB", &["english"]),
    ("fr", &["french", "français"]),
    ("de", &["german", "deutsch"]),
    ("el", &["greek", "ελληνικά"]),
    ("gu", &["gujarati", "ગુજરાતી"]),
    ("he", &["hebrew", "עברית"]),
    ("hi", &["hindi", "हिन्दी", "हिंदी"]),
    ("hu", &["hungarian", "magyar"]),
    ("it", &["italian", "italiano"]),
    ("ja", &["japanese", "日本語"]),
    ("ko", &["korean", "한국어"]),
    ("ku", &["kurdish", "kurmanji", "kurdî"]),
    ("ckb", &["sorani", "کوردی"]),
    ("lv", &["latvian", "latviešu"]),
    ("lt", &["lithuanian", "lietuvių"]),
    ("ne", &["nepali", "नेपाली"]),
    ("ps", &["pashto", "پښتو"]),
    ("fa", &["farsi", "persian", "dari", "فارسی"]),
    ("pl", &["polish", "polski"]),
    ("pt", &["portuguese", "português"]),
    ("pa", &["punjabi", "panjabi", "ਪੰਜਾਬੀ"]),
    ("ro", &["romanian", "română"]),
    ("ru", &["russian", "русский"]),
    ("sr", &["serbian", "српски"]),
    ("sk", &["slovak", "slovenčina"]),
    ("so", &["somali", "soomaali"]),
    ("es", &["spanish", "español"]),
    ("ta", &["tamil", "தமிழ்"]),
    ("ti", &["tigrinya", "ትግርኛ"]),
    ("tr", &["turkish", "türkçe"]),
    ("uk", &["ukrainian", "українська"]),
    ("ur", &["urdu", "اردو"]),
    ("vi", &["vietnamese", "tiếng việt"]),
];

impl Lang {
    /// The language of a tag, "bn"; None where it is not one of those known here.
    pub fn tagged(tag: &str) -> Option<Self> {
        NAMED.iter().find(|(known, _)| *known == tag).map(|(tag, _)| Self(tag))
    }

    /// The language that somebody wrote down by its name; None where the name is not known.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        NAMED.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(tag, _)| Self(tag))
    }

    /// What can be known from the script alone: the first letter decides. None for Latin, and where there is no letter.
    pub fn of_script(text: &str) -> Option<Self> {
        if text.is_ascii() {
            return None;
        }
        let script = text.chars().map(|c| c.script()).find(|s| !matches!(s, Script::Common | Script::Inherited))?;
        Some(Self(match script {
            Script::Arabic => "ar",
            Script::Armenian => "hy",
            Script::Bengali => "bn",
            Script::Cyrillic => "und-Cyrl",
            Script::Devanagari => "hi",
            Script::Ethiopic => "und-Ethi",
            Script::Georgian => "ka",
            Script::Greek => "el",
            Script::Gujarati => "gu",
            Script::Gurmukhi => "pa",
            Script::Han | Script::Bopomofo => "zh",
            Script::Hangul => "ko",
            Script::Hebrew => "he",
            Script::Hiragana | Script::Katakana => "ja",
            Script::Khmer => "km",
            Script::Lao => "lo",
            Script::Myanmar => "my",
            Script::Sinhala => "si",
            Script::Tamil => "ta",
            Script::Telugu => "te",
            Script::Thai => "th",
            Script::Latin => return None,
            _ => "und",
        }))
    }

    /// Can words of this script be of this language? "Polish" said of Bengali letters is a slip.
    pub fn agrees_with(self, text: &str) -> bool {
        let Some(script) = Self::of_script(text) else { return true };
        match (script.0, self.0) {
            ("ar", tag) => matches!(tag, "ar" | "ur" | "fa" | "ps" | "ckb" | "ku" | "pa"),
            ("und-Cyrl", tag) => matches!(tag, "ru" | "uk" | "bg" | "sr"),
            ("hi", tag) => matches!(tag, "hi" | "ne"),
            ("zh", tag) => matches!(tag, "zh" | "yue" | "ja"),
            ("und-Ethi", tag) => matches!(tag, "am" | "ti"),
            (by_script, tag) => by_script == tag,
        }
    }
}
