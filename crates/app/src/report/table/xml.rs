//! Text as XML takes it.

/// With its marks escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Without the characters that no XML may hold.
pub(super) fn valid(text: &str) -> String {
    let may = |letter: &char| {
        matches!(letter, '\t' | '\n' | '\r')
            || (*letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(may).collect()
}
