//! What somebody logs in by.

use regulars_engine::language::Said;
use regulars_engine::said;

/// A login: a short word or an e-mail address, in small letters. Personal data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

impl Login {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 64;

    /// Reads a login; capitals and spaces around it make no difference.
    ///
    /// # Errors
    /// What is wrong with it and what would be right.
    pub fn parse(text: &str) -> Result<Self, Said> {
        let login = text.trim().to_lowercase();
        let length = login.chars().count();
        if !(Self::SHORTEST..=Self::LONGEST).contains(&length) {
            return Err(said!(
                "has {length} characters; a login has {} to {}",
                "знаков: {length}; в логине от {} до {}",
                Self::SHORTEST,
                Self::LONGEST
            ));
        }
        if login.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(said!(
                "has spaces in it; a login is one word or an e-mail address",
                "внутри пробелы; логин — это одно слово или адрес почты"
            ));
        }
        Ok(Self(login))
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_one_word_in_small_letters() {
        for (text, expected) in [
            (" Anna ", Some("anna")),
            ("ANNA@Burgers.example", Some("anna@burgers.example")),
            ("Аня", Some("аня")),
            ("a", None),
            ("anna k", None),
            ("an\u{7}na", None),
        ] {
            let login = Login::parse(text).ok();
            assert_eq!(login.as_ref().map(Login::as_str), expected, "{text}");
        }
        assert!(Login::parse(&"x".repeat(65)).is_err());
    }
}
