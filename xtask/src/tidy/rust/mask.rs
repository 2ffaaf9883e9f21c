//! Blanks comments and literals, so that braces and names left over are code.

use std::ops::Range;

/// The source with every comment and literal turned into spaces; lines and offsets stay.
pub fn mask(source: &str) -> String {
    let mut literals = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let literal = literal_len(rest);
        let end = at + literal.unwrap_or_else(|| token_len(rest));
        if literal.is_some() {
            literals.push(at..end);
        }
        at = end;
    }
    blank(source, &literals)
}

/// The text with these ranges turned into spaces, line ends kept.
pub fn blank(text: &str, ranges: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        for byte in bytes.get_mut(range.clone()).into_iter().flatten() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    // The ranges begin and end between characters, so nothing is lost here.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a character can be part of a name.
pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Length of the comment or literal that `rest` begins with.
fn literal_len(rest: &str) -> Option<usize> {
    line_comment_len(rest)
        .or_else(|| block_comment_len(rest))
        .or_else(|| raw_string_len(rest))
        .or_else(|| string_len(rest))
        .or_else(|| char_len(rest))
}

/// Length of the name, number or single sign that `rest` begins with. A name is taken whole, so
/// that the `r` that ends one does not look like the beginning of a raw string.
fn token_len(rest: &str) -> usize {
    let word: usize = rest
        .chars()
        .take_while(|c| is_word(*c))
        .map(char::len_utf8)
        .sum();
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    word.max(sign)
}

fn line_comment_len(rest: &str) -> Option<usize> {
    rest.starts_with("//")
        .then(|| rest.find('\n').unwrap_or(rest.len()))
}

/// Block comments nest.
fn block_comment_len(rest: &str) -> Option<usize> {
    if !rest.starts_with("/*") {
        return None;
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += token_len(tail);
        }
        if depth == 0 {
            return Some(at);
        }
    }
    Some(rest.len())
}

/// `r"…"`, `r#"…"#` and their byte and C kinds; `r#name` is none.
fn raw_string_len(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r"]
        .into_iter()
        .find(|prefix| rest.starts_with(prefix))?;
    let hashes = rest
        .get(prefix.len()..)?
        .bytes()
        .take_while(|byte| *byte == b'#')
        .count();
    let open = prefix.len() + hashes;
    let body = rest.get(open..)?.strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = body
        .find(&close)
        .map(|found| open + 1 + found + close.len());
    Some(end.unwrap_or(rest.len()))
}

fn string_len(rest: &str) -> Option<usize> {
    let open = usize::from(rest.starts_with(['b', 'c']));
    rest.get(open..)?.strip_prefix('"')?;
    Some(closing_quote(rest, open + 1, b'"').map_or(rest.len(), |close| close + 1))
}

/// A character literal; `'a` of a lifetime or a label is none.
fn char_len(rest: &str) -> Option<usize> {
    let open = usize::from(rest.starts_with('b'));
    let body = rest.get(open..)?.strip_prefix('\'')?;
    if body.starts_with('\\') {
        return closing_quote(rest, open + 1, b'\'').map(|close| close + 1);
    }
    let character = body.chars().next()?.len_utf8();
    body.get(character..)?
        .starts_with('\'')
        .then_some(open + 1 + character + 1)
}

/// Offset of the first `quote` at or after `from` that no backslash escapes.
fn closing_quote(rest: &str, from: usize, quote: u8) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(from) {
        if escaped {
            escaped = false;
        } else if byte == b'\\' {
            escaped = true;
        } else if byte == quote {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `·` in the expected text stands for a blanked byte.
    #[track_caller]
    fn check(source: &str, expected: &str) {
        let masked = mask(source);
        assert_eq!(masked.len(), source.len(), "offsets moved in {source}");
        assert_eq!(masked, expected.replace('·', " "), "{source}");
    }

    #[test]
    fn comments() {
        check("a // { b\nc", "a ······\nc");
        check("a /* { /* } */ { */ b", "a ················· b");
        check("a /* {\n} */ b", "a ····\n···· b");
        check("/// a { doc\nfn", "···········\nfn");
        check("a /* never closed {", "a ·················");
        check("a / b / c", "a / b / c");
    }

    #[test]
    fn strings() {
        check(r#"a "{" b"#, "a ··· b");
        check(r#"a "\"{" b"#, "a ····· b");
        check(r#"a "\\" { b"#, "a ···· { b");
        check(r#"a b"{" c"{" d"#, "a ···· ···· d");
        check("\"// no comment\" a", "··············· a");
        check("\"never closed {", "···············");
    }

    #[test]
    fn raw_strings() {
        check(r##"a r"\" { b"##, "a ···· { b");
        check(r###"a r#"{ " }"# b"###, "a ·········· b");
        check(r###"a br##"{ "# "## b"###, "a ············· b");
        check("let r#type = { }", "let r#type = { }");
        check("for\"{\"", "for···");
        check("bar + r", "bar + r");
    }

    #[test]
    fn characters_and_lifetimes() {
        check("'{' a", "··· a");
        check("b'{' a", "···· a");
        check(r"'\'' { a", "···· { a");
        check(r"'\\' { a", "···· { a");
        check(r"'\u{7b}' a", "········ a");
        check("'ё' { a", "···· { a");
        check(
            "fn f<'a>(x: &'a str) { 'outer: loop {} }",
            "fn f<'a>(x: &'a str) { 'outer: loop {} }",
        );
        check("x: &'static str, '\"'", "x: &'static str, ···");
    }

    #[test]
    fn names_outside_ascii_stay() {
        check("let баланс = \"ё{\";", "let баланс = ·····;");
    }
}
