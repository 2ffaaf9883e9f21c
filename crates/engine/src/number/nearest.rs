//! The known word that was probably meant by a misspelt one.

/// The candidate nearest to `word`, letter case apart, if one is near enough to be worth
/// suggesting. Of equally near candidates the first is taken.
pub(crate) fn nearest<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    const LONGEST: usize = 64;
    let word: Vec<char> = word.to_lowercase().chars().collect();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let most = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> = candidate.to_lowercase().chars().collect();
        let edits = edits_between(&word, &letters);
        if edits <= most && best.is_none_or(|(fewest, _)| edits < fewest) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be put in, left out, changed or swapped with their neighbour.
fn edits_between(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            let mut edits = changed.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && *letter == to[column - 1] && from[row - 1] == *other {
                edits = edits.min(before_last[column - 1] + 1);
            }
            current.push(edits);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<&str>) {
        assert_eq!(
            nearest(word, ["silver", "gold", "platinum", "golf"]),
            expected,
            "{word}"
        );
    }

    #[test]
    fn a_misspelt_word_finds_the_one_that_was_meant() {
        check("silvr", Some("silver"));
        check("Silver", Some("silver"));
        check("sivler", Some("silver"));
        check("platinium", Some("platinum"));
        check("gold", Some("gold"));
        check("golc", Some("gold"));
        check("bronze", None);
        check("", None);
        check(&"s".repeat(1_000), None);
    }
}
