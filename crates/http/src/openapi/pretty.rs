//! JSON laid out for reading, its fields in the order they were written.

/// Lays well-formed JSON out: a value on each line, two spaces a level. Order and numbers stay as they are.
pub fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut in_text, mut escaped, mut opened) = (0_usize, false, false, false);
    for c in json.chars() {
        if in_text {
            out.push(c);
            in_text = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        if c.is_ascii_whitespace() {
            continue;
        }
        if opened && !matches!(c, '}' | ']') {
            new_line(&mut out, depth);
        }
        if !opened && matches!(c, '}' | ']') {
            new_line(&mut out, depth.saturating_sub(1));
        }
        opened = matches!(c, '{' | '[');
        out.push(c);
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            ',' => new_line(&mut out, depth),
            ':' => out.push(' '),
            '"' => in_text = true,
            _ => {}
        }
    }
    out.push('\n');
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_texts_and_empty_things_stay() {
        let json = r#"{"b":[],"a":{ },"c":[1,{"d":"x, {\"y\": [1]}\\"}],"e":1.50}"#;
        let expected = "{\n  \"b\": [],\n  \"a\": {},\n  \"c\": [\n    1,\n    {\n      \"d\": \"x, {\\\"y\\\": [1]}\\\\\"\n    }\n  ],\n  \"e\": 1.50\n}\n";
        assert_eq!(pretty(json), expected);
        assert_eq!(pretty(expected), expected);
    }
}
