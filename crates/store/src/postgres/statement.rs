//! The text of a statement as PostgreSQL takes it.
//!
//! Most are the text of `queries/<noun>.sql` with `$1` for `?1`. What SQLite says in words of its own has another text under
//! the same name in `queries/postgres.sql`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::sql::Statement;

const OWN: &str = include_str!("../../queries/postgres.sql");

/// The text of a statement.
pub(super) fn text(statement: Statement) -> Cow<'static, str> {
    match own().get(statement.name) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(numbered(statement.text)),
    }
}

/// Statements that have a text of their own, by the name in capitals that constants have.
fn own() -> &'static BTreeMap<String, &'static str> {
    static BY_NAME: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    BY_NAME.get_or_init(|| {
        let parts = OWN.split("-- name: ").skip(1);
        let named = parts.filter_map(|part| part.split_once('\n'));
        named
            .map(|(name, text)| (name.to_uppercase(), text))
            .collect()
    })
}

/// Parameters by PostgreSQL's sign. A question mark stands nowhere else before a digit.
fn numbered(text: &str) -> String {
    let mut numbered = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_parameter = letter == '?' && letters.peek().is_some_and(char::is_ascii_digit);
        numbered.push(if is_parameter { '$' } else { letter });
    }
    numbered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql;

    #[test]
    fn parameters_take_the_other_sign() {
        assert_eq!(
            numbered("a = ?1 AND b = '?' || ?12"),
            "a = $1 AND b = '?' || $12"
        );
    }

    #[test]
    fn a_statement_of_its_own_stands_for_one_of_the_nouns() {
        let known: Vec<&str> = sql::names().collect();
        for name in own().keys() {
            assert!(known.contains(&name.as_str()), "{name} stands for nothing");
        }
    }
}
