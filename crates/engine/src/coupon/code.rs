//! Codes that cannot be guessed: sixty random bits as twelve symbols, and one that catches a slip of the finger.
//!
//! The symbols are Crockford's, without I, L, O and U; the last one is Luhn's check for an alphabet of 32
//! (<https://en.wikipedia.org/wiki/Luhn_mod_N_algorithm>): it catches every single wrong symbol and nearly every swap of
//! neighbours.

/// Digits and letters without those that look like others.
pub(crate) const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BITS: u32 = 5;
/// Random symbols of a code.
const RANDOM: u32 = 12;
/// Symbols of a code after its prefix.
const LENGTH: usize = 13;

/// A code of a series from a random number, of which sixty bits count.
pub fn make(prefix: &str, random: u64) -> String {
    let mut code = prefix.to_owned();
    let mut values = Vec::new();
    for place in (0..RANDOM).rev() {
        let value = usize::try_from((random >> (place * BITS)) & 31).unwrap_or(0);
        values.push(value);
        code.push(symbol(value));
    }
    code.push(symbol(check(&values)));
    code
}

/// A code as it is kept: capital letters without spaces and dashes; O, I and L are read as 0, 1 and 1.
pub fn folded(text: &str) -> String {
    let symbols = text.chars().filter(|symbol| !matches!(symbol, ' ' | '-'));
    let plain = symbols.map(|symbol| match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    plain.collect()
}

/// Whether a text, without its prefix, has the shape of a code.
pub(crate) fn is_shaped(body: &str) -> bool {
    values(body).is_some()
}

/// Whether a text, without its prefix, is a code whose check symbol is right.
pub(crate) fn is_sound(body: &str) -> bool {
    let values = values(body);
    let split = values.as_deref().and_then(<[usize]>::split_last);
    split.is_some_and(|(last, random)| check(random) == *last)
}

fn values(body: &str) -> Option<Vec<usize>> {
    let place = |symbol: u8| SYMBOLS.iter().position(|known| *known == symbol);
    let values: Option<Vec<usize>> = body.bytes().map(place).collect();
    values.filter(|values| values.len() == LENGTH)
}

fn symbol(value: usize) -> char {
    SYMBOLS.get(value).map_or('0', |symbol| char::from(*symbol))
}

/// Luhn's check: from the right every other value is doubled, and the digits of what comes out are added.
fn check(values: &[usize]) -> usize {
    let base = SYMBOLS.len();
    let doubled = [true, false].into_iter().cycle();
    let parts = values.iter().rev().zip(doubled).map(|(value, doubled)| {
        let value = if doubled { value * 2 } else { *value };
        value / base + value % base
    });
    (base - parts.sum::<usize>() % base) % base
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_its_prefix_twelve_symbols_and_a_check() {
        assert_eq!(make("HB", 0), "HB0000000000000");
        assert_eq!(make("", 1), "000000000001Y");
        assert_eq!(make("", u64::MAX).len(), 13);
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(folded("hb-0o00 il00-0000-0"), "HB0000110000000");
        assert!(is_sound(&folded("oooo-oooo-oooo-o")));
        assert!(!is_shaped("000000000000U"));
        assert!(!is_shaped("00000"));
        assert!(!is_sound(""));
    }

    proptest! {
        #[test]
        fn a_made_code_is_sound_and_a_wrong_symbol_is_seen(random: u64, place in 0_usize..13, other in 0_usize..32) {
            let code = make("", random);
            prop_assert!(is_sound(&code));
            let mut wrong: Vec<char> = code.chars().collect();
            let was = std::mem::replace(&mut wrong[place], symbol(other));
            let wrong: String = wrong.into_iter().collect();
            prop_assert_eq!(is_sound(&wrong), was == symbol(other));
        }

        #[test]
        fn any_text_is_answered(text in ".{0,30}") {
            is_sound(&folded(&text));
        }
    }
}
