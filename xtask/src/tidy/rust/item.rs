//! Items in masked code: functions with their length, and what is compiled for tests only.

use std::ops::Range;

use super::mask::is_word;

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The line of its `fn`, counted from 1.
    pub line: usize,
    /// Lines from its `fn` to its closing brace, both counted.
    pub lines: usize,
}

/// Where an item ends.
struct Extent {
    /// The brace that opens its body, if it has one.
    body: Option<usize>,
    /// Just past its closing brace or semicolon.
    end: usize,
}

/// Every function with a body, nested ones too. `code` is masked.
pub fn functions(code: &str) -> Vec<Function> {
    let starts = code
        .match_indices("fn")
        .filter(|(at, _)| is_whole_word(code, *at, 2));
    starts.filter_map(|(at, _)| function_at(code, at)).collect()
}

/// The ranges of the items marked `#[cfg(test)]`. `code` is masked.
pub fn test_items(code: &str) -> Vec<Range<usize>> {
    if code.contains("#![cfg(test)]") {
        return std::iter::once(0..code.len()).collect();
    }
    let marks = code.match_indices("#[cfg(test)]");
    marks
        .map(|(at, mark)| at..extent(code, at + mark.len()).end)
        .collect()
}

/// The function whose `fn` stands at `at`; a function pointer type or a bodiless one is none.
fn function_at(code: &str, at: usize) -> Option<Function> {
    let after = code.get(at + 2..)?;
    let name: String = after
        .trim_start()
        .chars()
        .take_while(|c| is_word(*c))
        .collect();
    let extent = extent(code, at);
    extent.body.filter(|_| !name.is_empty())?;
    let line = 1 + code.get(..at)?.matches('\n').count();
    let lines = 1 + code.get(at..extent.end)?.matches('\n').count();
    Some(Function { name, line, lines })
}

/// The extent of the item that begins at `from`: to the first semicolon outside brackets, or to
/// the end of the first brace outside brackets.
fn extent(code: &str, from: usize) -> Extent {
    let mut depth = 0_usize;
    let mut body = None;
    for (at, byte) in code.bytes().enumerate().skip(from) {
        match byte {
            b'{' if depth == 0 => body = Some(at),
            b';' if depth == 0 => {
                return Extent {
                    body: None,
                    end: at + 1,
                };
            }
            _ => {}
        }
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && byte == b'}' {
            return Extent { body, end: at + 1 };
        }
    }
    Extent {
        body,
        end: code.len(),
    }
}

fn is_whole_word(code: &str, at: usize, length: usize) -> bool {
    let before = code.get(..at).and_then(|text| text.chars().next_back());
    let after = code.get(at + length..).and_then(|text| text.chars().next());
    // `r#fn` is a name.
    !before.is_some_and(|c| is_word(c) || c == '#') && !after.is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::super::mask::mask;
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[(&str, usize, usize)]) {
        let found = functions(&mask(source));
        let found: Vec<_> = found
            .iter()
            .map(|f| (f.name.as_str(), f.line, f.lines))
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[track_caller]
    fn check_tests(code: &str, expected: &str) {
        let found: Vec<_> = test_items(code)
            .into_iter()
            .map(|range| &code[range])
            .collect();
        assert_eq!(found.concat(), expected);
    }

    #[test]
    fn a_function_runs_from_its_name_to_its_closing_brace() {
        check("fn a() {}", &[("a", 1, 1)]);
        check(
            "/// doc\n#[inline]\npub fn a(\n    x: u8,\n) -> u8\n{\n    x\n}\n",
            &[("a", 3, 6)],
        );
        check(
            "fn a() { if x { y } }\nfn b() {\n}\n",
            &[("a", 1, 1), ("b", 2, 2)],
        );
    }

    #[test]
    fn braces_in_text_do_not_count() {
        check(
            "fn a() {\n    \"}\";\n    '}';\n    // }\n    r#\"}\"#\n}\nfn b() {}",
            &[("a", 1, 6), ("b", 7, 1)],
        );
    }

    #[test]
    fn types_and_bodiless_functions_are_none() {
        check("type A = fn(u8) -> u8;", &[]);
        check("trait A { fn a(&self); fn b(&self) {} }", &[("b", 1, 1)]);
        check(
            "struct A { run: fn(&Tree) -> u8 }\nfn b() {}",
            &[("b", 2, 1)],
        );
        check("let r#fn = 1; let fnord = 2;", &[]);
    }

    #[test]
    fn a_semicolon_inside_brackets_ends_nothing() {
        check("fn a(x: [u8; 4]) -> [u8; 2] {\n}\n", &[("a", 1, 2)]);
    }

    #[test]
    fn nested_functions_are_found_too() {
        check(
            "fn a() {\n    fn b() {\n    }\n}\n",
            &[("a", 1, 4), ("b", 2, 2)],
        );
    }

    #[test]
    fn an_unclosed_body_reaches_the_end() {
        check("fn a() {\n  {\n", &[("a", 1, 3)]);
    }

    #[test]
    fn test_items_are_found_whole() {
        check_tests(
            "fn a() {}\n#[cfg(test)]\n#[expect(dead_code)]\nmod tests { fn b() {} }\nfn c() {}",
            "#[cfg(test)]\n#[expect(dead_code)]\nmod tests { fn b() {} }",
        );
        check_tests(
            "#[cfg(test)]\nmod tests;\nfn a() {}",
            "#[cfg(test)]\nmod tests;",
        );
        check_tests("#![cfg(test)]\nfn a() {}", "#![cfg(test)]\nfn a() {}");
        check_tests("fn a() {}", "");
    }
}
