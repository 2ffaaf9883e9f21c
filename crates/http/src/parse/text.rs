//! Texts: within limits, without control characters.

use std::borrow::Borrow;

use regulars_engine::language::{Both, Said};
use regulars_engine::{both, said};

use super::{Pointer, Wrong};

/// The longest code: a SKU, a store, a coupon, a till.
pub const NAME_MAX: usize = 128;
/// What is said of a field that has to be there.
pub const MISSING: Both = both!("is missing", "не указано");
/// The longest text for people: a name, a city, a reason.
pub const TEXT_MAX: usize = 500;

/// A text as given if it is one: not empty, not too long, no control characters.
pub fn text(value: String, most: usize, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<String> {
    match fault(&value, most) {
        None => Some(value),
        Some(fault) => wrong.none(at, fault),
    }
}

/// Judges a code that is kept in its own type.
pub fn name<T: Borrow<str>>(value: Option<T>, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<T> {
    let value = value?;
    match fault(value.borrow(), NAME_MAX) {
        None => Some(value),
        Some(fault) => wrong.none(at, fault),
    }
}

/// Judges a list of codes.
pub fn names<T: Borrow<str>>(values: &[T], most: usize, at: &Pointer<'_>, wrong: &mut Wrong) {
    if values.len() > most {
        wrong.say(at, too_many(values.len(), most));
        return;
    }
    for (index, value) in values.iter().enumerate() {
        if let Some(fault) = fault(value.borrow(), NAME_MAX) {
            wrong.say(&at.item(index), fault);
        }
    }
}

/// The caller's own id of a document.
pub fn caller_id(value: String, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<String> {
    text(value, NAME_MAX, at, wrong)
}

/// More items than there may be.
pub fn too_many(count: usize, most: usize) -> Said {
    said!(
        "has {count} items; the most is {most}",
        "записей: {count}; их может быть {most}"
    )
}

fn fault(value: &str, most: usize) -> Option<Said> {
    if value.trim().is_empty() {
        return Some(said!(
            "is empty; leave the field out if there is nothing to say",
            "пусто; если сказать нечего, уберите поле"
        ));
    }
    // Bytes are never fewer than characters: only a long text is counted.
    if value.len() > most {
        let length = value.chars().count();
        if length > most {
            return Some(said!(
                "has {length} characters; the most is {most}",
                "знаков: {length}; их может быть {most}"
            ));
        }
    }
    value.chars().any(char::is_control).then(|| {
        said!(
            "has control characters; leave them out",
            "есть управляющие знаки; уберите их"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, fault_says: Option<&str>) {
        match (fault(value, 8), fault_says) {
            (None, None) => {}
            (Some(found), Some(says)) => assert!(found.to_string().contains(says), "{found}"),
            (found, says) => panic!("{value:?}: {found:?} where {says:?} is due"),
        }
    }

    #[test]
    fn texts_within_limits_pass() {
        check("kazan-1", None);
        check("бургерыы", None);
        check("", Some("is empty"));
        check(" \t", Some("is empty"));
        check("123456789", Some("has 9 characters; the most is 8"));
        check("a\u{0}b", Some("control characters"));
    }
}
