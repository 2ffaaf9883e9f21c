//! Just enough of Rust's grammar to count lines and find names without being fooled by text.

mod item;
mod mask;

use std::ops::Range;

pub use item::Function;

/// A Rust file with comments and literals blanked, and its test code told apart.
pub struct Source {
    code: String,
    production: String,
    production_lines: usize,
}

impl Source {
    /// Reads a file's text.
    pub fn read(text: &str) -> Self {
        let code = mask::mask(text);
        let tests = item::test_items(&code);
        let test_lines: usize = tests.iter().map(|range| lines_in(&code, range)).sum();
        let production_lines = text.lines().count().saturating_sub(test_lines);
        let production = mask::blank(&code, &tests);
        Self {
            code,
            production,
            production_lines,
        }
    }

    /// Lines outside test items.
    pub fn production_lines(&self) -> usize {
        self.production_lines
    }

    /// Functions outside test items.
    pub fn functions(&self) -> Vec<Function> {
        item::functions(&self.production)
    }

    /// Lines of the file, without comments and literals.
    pub fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.code.lines())
    }

    /// The same without test items.
    pub fn production_code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.production.lines())
    }
}

/// Lines an item takes. It begins and ends within a line, so there is one more than line ends.
fn lines_in(code: &str, range: &Range<usize>) -> usize {
    code.get(range.clone())
        .map_or(0, |item| item.matches('\n').count() + 1)
}

/// Whether `line` holds `name` as a whole path segment, not as part of a longer name.
pub fn names(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line
            .get(at + name.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(mask::is_word) && !after.is_some_and(mask::is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_items_are_not_production() {
        let source = Source::read(
            "fn price() {}\n\n#[cfg(test)]\nmod tests {\n    fn check() {}\n}\n\nfn pay() {}\n",
        );
        let names: Vec<_> = source
            .functions()
            .into_iter()
            .map(|function| function.name)
            .collect();
        assert_eq!(names, ["price", "pay"]);
        assert_eq!(source.production_lines(), 4);
    }

    #[test]
    fn a_name_is_found_whole() {
        assert!(names("let x: f64 = 0;", "f64"));
        assert!(names("std::time::Instant::now()", "Instant::now"));
        assert!(!names("let x = as_f64();", "f64"));
        assert!(!names("MyInstant::now()", "Instant::now"));
    }
}
