//! What is said in both languages where it is known, and chosen from where it is read.

use std::fmt;

use super::Language;

/// A message in both languages. It is made by [`said!`](crate::said), which the compiler lets pass only with both, and
/// with Russian that is Russian but for names in backticks.
///
/// Written with `{}` it is English, with `{:#}` Russian: the one thing serde carries of an error is how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    en: String,
    ru: String,
}

impl Said {
    /// The message in English and in Russian.
    pub fn new(en: impl Into<String>, ru: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            ru: ru.into(),
        }
    }

    /// What this tells in each language.
    pub fn by(tell: impl Fn(Language) -> String) -> Self {
        Self::new(tell(Language::En), tell(Language::Ru))
    }

    /// Of what is written in both languages, as this type is.
    pub fn of(told: impl fmt::Display) -> Self {
        Self::new(format!("{told}"), format!("{told:#}"))
    }

    /// The same text in both languages: a name, a figure.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), text)
    }

    /// The message in a language.
    pub fn describe(&self, language: Language) -> &str {
        language.pick(&self.en, &self.ru)
    }

    /// What is wrong, and what would be right, which stands behind the first `; `.
    pub fn and_remedy(self) -> (Self, Option<Self>) {
        match (self.en.split_once("; "), self.ru.split_once("; ")) {
            (Some((en, en_help)), Some((ru, ru_help))) => {
                (Self::new(en, ru), Some(Self::new(en_help, ru_help)))
            }
            _ => (self, None),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if out.alternate() { &self.ru } else { &self.en })
    }
}

/// In English: for programs, which know no reader.
impl serde::Serialize for Said {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.en)
    }
}

/// A constant text in both languages, made by [`both!`](crate::both).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Both {
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
}

impl fmt::Display for Both {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if out.alternate() { self.ru } else { self.en })
    }
}

impl From<Both> for Said {
    fn from(both: Both) -> Self {
        Self::new(both.en, both.ru)
    }
}

/// A [`Said`](crate::language::Said): the English format string, the Russian one, and arguments of both. What is itself
/// told in two languages stands as `{it}` in the English and as `{it:#}` in the Russian.
#[macro_export]
macro_rules! said {
    ($en:literal, $ru:literal $(, $($arguments:tt)*)?) => {{
        const { $crate::language::check_pair($en, $ru) };
        $crate::language::Said::new(
            ::std::format!($en $(, $($arguments)*)?),
            ::std::format!($ru $(, $($arguments)*)?),
        )
    }};
}

/// A [`Both`](crate::language::Both): a constant text in English and in Russian.
#[macro_export]
macro_rules! both {
    ($en:literal, $ru:literal) => {{
        const { $crate::language::check_pair($en, $ru) };
        $crate::language::Both { en: $en, ru: $ru }
    }};
}

/// Stops the compiler at a pair whose Russian is not Russian, or of which one alone has a remedy behind `; `.
pub const fn check_pair(en: &str, ru: &str) {
    assert!(
        is_russian(ru),
        "the Russian text has Latin letters outside of backticks, or no Russian ones"
    );
    assert!(
        has_remedy(en) == has_remedy(ru),
        "a remedy stands behind `; ` in both languages or in none"
    );
}

/// Whether a text has Russian letters, and Latin ones only in backticks, in placeholders of a format string, and as
/// abbreviations in capitals (YAML, UTF-8).
pub const fn is_russian(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut place, mut russian) = (0, false);
    while place < bytes.len() {
        let byte = bytes[place];
        match byte {
            b'`' => place = after(bytes, place + 1, b'`'),
            b'{' => {
                place = after(bytes, place + 1, b'}');
                // `{it:#}`: told in Russian elsewhere.
                russian = russian || bytes[place.saturating_sub(2)] == b'#';
            }
            b'a'..=b'z' => return false,
            // The first bytes of Cyrillic letters in UTF-8.
            0xD0 | 0xD1 => {
                russian = true;
                place += 1;
            }
            _ => place += 1,
        }
    }
    russian
}

/// The place after the next such byte, or the end.
const fn after(bytes: &[u8], mut place: usize, end: u8) -> usize {
    while place < bytes.len() && bytes[place] != end {
        place += 1;
    }
    if place < bytes.len() {
        place + 1
    } else {
        place
    }
}

const fn has_remedy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut place = 1;
    while place < bytes.len() {
        if bytes[place - 1] == b';' && bytes[place] == b' ' {
            return true;
        }
        place += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_told_in_both_languages() {
        let unit = both!("there is no unit", "нет единицы");
        let said = said!("{unit} `{}`; add it", "{unit:#} `{}`; добавьте её", "miles");
        assert_eq!(said.to_string(), "there is no unit `miles`; add it");
        assert_eq!(format!("{said:#}"), "нет единицы `miles`; добавьте её");
        let (message, help) = said.and_remedy();
        assert_eq!(message.describe(Language::Ru), "нет единицы `miles`");
        assert_eq!(help.unwrap().describe(Language::En), "add it");
    }

    #[test]
    fn russian_has_latin_letters_only_as_names() {
        for (text, expected) in [
            ("нет единицы `points`", true),
            ("нет единицы `{unit}`; можно {MOST}", true),
            ("не читается как YAML или JSON", true),
            ("{unit:#} `{name}`", true),
            ("{unit} `{name}`", false),
            ("нет единицы points", false),
            ("`points`", false),
            ("", false),
            ("напишите `{{ a: 1 }}`", true),
            ("оборвано `points", true),
        ] {
            assert_eq!(is_russian(text), expected, "{text}");
        }
    }
}
