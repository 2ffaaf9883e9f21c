//! Reads what the rules need from Markdown, line by line.

/// The lines outside fenced code, counted from 1.
pub fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// The targets of the links in a line: `[text](target)`.
pub fn link_targets(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("](").skip(1);
    after.filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
}

/// The code spans of a line: what stands between backticks.
pub fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fenced_code_is_not_prose() {
        let lines: Vec<_> = prose("a\n```\nb\n```\nc").collect();
        assert_eq!(lines, [(1, "a"), (5, "c")]);
    }

    #[test]
    fn links_and_code_are_found() {
        let line = "see [a](a.md) and [b](b.md#c), `x` and `y`";
        assert_eq!(link_targets(line).collect::<Vec<_>>(), ["a.md", "b.md#c"]);
        assert_eq!(code_spans(line).collect::<Vec<_>>(), ["x", "y"]);
    }
}
