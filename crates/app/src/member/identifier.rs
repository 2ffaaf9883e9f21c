//! Identifiers in their one form, so that equal people find equal rows.

use regulars_engine::language::{Both, Said};
use regulars_engine::{both, said};

/// A telephone in the form +79000000001 (E.164).
///
/// # Errors
/// What is wrong with it and what would be right.
pub fn phone(written: &str) -> Result<String, Said> {
    let right = both!(
        "write it like +7 900 000-00-01, or 8 900 000-00-01 for a Russian one",
        "напишите как +7 900 000-00-01, российский можно как 8 900 000-00-01"
    );
    let is_blank = |c: &char| matches!(c, ' ' | '\u{a0}' | '-' | '(' | ')' | '.');
    let plain: String = written.chars().filter(|c| !is_blank(c)).collect();
    let (international, digits) = match plain.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, plain.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(said!(
            "is not a telephone; {right}",
            "это не телефон; {right:#}"
        ));
    }
    match (international, digits.len(), digits.as_bytes().first()) {
        (true, 8..=15, Some(b'1'..=b'9')) => Ok(plain),
        (true, _, Some(b'0')) => Err(said!(
            "begins with +0, which no country has; {right}",
            "начинается с +0, а такого кода страны нет; {right:#}"
        )),
        (true, length, _) => Err(said!(
            "has {length} digits; a telephone with its country has 8 to 15",
            "цифр: {length}; в телефоне с кодом страны их от 8 до 15"
        )),
        (false, 11, Some(b'7' | b'8')) => Ok(format!("+7{}", digits.get(1..).unwrap_or_default())),
        (false, _, _) => Err(said!(
            "does not say its country; {right}",
            "нет кода страны; {right:#}"
        )),
    }
}

/// An e-mail address in lower case.
///
/// # Errors
/// What is wrong with it and what would be right.
pub fn email(written: &str) -> Result<String, Said> {
    let address = written.trim().to_lowercase();
    let wrong = |what: Both| {
        Err(said!(
            "{what}; write it like ann@example.org",
            "{what:#}; напишите как `ann@example.org`"
        ))
    };
    let Some((local, domain)) = address.split_once('@') else {
        return wrong(both!("has no @", "нет знака @"));
    };
    if local.is_empty() || local.len() > 64 || domain.contains('@') || address.len() > 254 {
        return wrong(both!("is not an e-mail address", "это не адрес почты"));
    }
    let is_foreign =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';');
    if address.chars().any(is_foreign) {
        return wrong(both!(
            "has characters no e-mail address has",
            "есть знаки, которых в адресе почты не бывает"
        ));
    }
    let labels: Vec<_> = domain.split('.').collect();
    if labels.len() < 2 || labels.iter().any(|label| label.is_empty()) {
        return wrong(both!("has no domain after its @", "после @ нет домена"));
    }
    Ok(address)
}

/// A card number: 4 to 64 printable characters, its spaces left out.
///
/// # Errors
/// What is wrong with it and what would be right.
pub fn card(written: &str) -> Result<String, Said> {
    let number: String = written
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}'))
        .collect();
    let length = number.chars().count();
    if number.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(said!(
            "has characters that cannot be printed; a card number has 4 to 64 printable ones",
            "есть непечатаемые знаки; в номере карты от 4 до 64 печатаемых знаков"
        ));
    }
    match length {
        4..=64 => Ok(number),
        _ => Err(said!(
            "has {length} characters; a card number has 4 to 64",
            "знаков: {length}; в номере карты их от 4 до 64"
        )),
    }
}
