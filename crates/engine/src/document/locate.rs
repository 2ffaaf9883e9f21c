//! The line of a path, for problems found after reading.

use super::node::{Kind, Node};

/// The line of the value at the path, or of the deepest part of it that is written.
pub(super) fn line(root: &Node, path: &str) -> Option<usize> {
    if path.is_empty() {
        return None;
    }
    let mut node = root;
    let mut line = root.line;
    let mut rest = path;
    while let Some((next, at, left)) = step(node, rest) {
        (node, line, rest) = (next, at, left);
    }
    Some(line)
}

/// The child the path names next, its line, and what is left of the path.
fn step<'n, 'p>(node: &'n Node, path: &'p str) -> Option<(&'n Node, usize, &'p str)> {
    match &node.kind {
        Kind::Scalar { .. } => None,
        Kind::List(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            let item = items.get(index.parse::<usize>().ok()?)?;
            Some((item, item.line, after_dot(rest)))
        }
        // Keys may hold dots (`member.city`): the longest that fits is meant.
        Kind::Map(entries) => entries
            .iter()
            .filter_map(|(key, value)| Some((key, value, rest_after(path, &key.text)?)))
            .max_by_key(|(key, ..)| key.text.len())
            .map(|(key, value, rest)| (value, key.line, rest)),
    }
}

fn rest_after<'p>(path: &'p str, key: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(key)?;
    let ends = rest.is_empty() || rest.starts_with('.') || rest.starts_with('[');
    (ends && !key.is_empty()).then(|| after_dot(rest))
}

fn after_dot(rest: &str) -> &str {
    rest.strip_prefix('.').unwrap_or(rest)
}
