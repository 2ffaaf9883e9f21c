//! An id out of a name.

/// The most letters of it.
const MOST: usize = 40;

/// The name in small Latin letters and figures, with hyphens for all else; `otherwise` where nothing is left.
pub(crate) fn slug(name: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match latin(letter) {
            Some(letters) => slug.push_str(letters),
            None if letter.is_ascii_alphanumeric() => slug.push(letter),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() >= MOST {
            break;
        }
    }
    match slug.trim_end_matches('-') {
        "" => otherwise.to_owned(),
        slug => slug.to_owned(),
    }
}

/// A Russian letter in Latin ones.
fn latin(letter: char) -> Option<&'static str> {
    const LETTERS: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    if letter == 'ё' {
        return Some("e");
    }
    let place = u32::from(letter).checked_sub(u32::from('а'))?;
    LETTERS.get(usize::try_from(place).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        let check =
            |name: &str, expected: &str| assert_eq!(slug(name, "segment"), expected, "{name}");
        check("Lost, 60 days", "lost-60-days");
        check("  Женщины 25–40 из Казани  ", "zhenshchiny-25-40-iz-kazani");
        check("Ёлки", "elki");
        check("♥", "segment");
        check(&"я".repeat(99), &"ya".repeat(20));
    }
}
