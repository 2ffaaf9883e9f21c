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

/// The line of an entry of a section: of a map by its key, of a list by the `id` of its items.
pub(super) fn entry(root: &Node, section: &str, id: &str) -> Option<usize> {
    let section = match section {
        "" => root,
        name => child(root, name)?,
    };
    match &section.kind {
        Kind::Scalar { .. } => None,
        Kind::Map(entries) => entries
            .iter()
            .find(|(key, _)| key.text == id)
            .map(|(key, _)| key.line),
        Kind::List(items) => items
            .iter()
            .find(|item| child(item, "id").is_some_and(|value| is_word(value, id)))
            .map(|item| item.line),
    }
}

fn child<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    match &node.kind {
        Kind::Map(entries) => entries
            .iter()
            .find(|(key, _)| key.text == name)
            .map(|(_, value)| value),
        _ => None,
    }
}

fn is_word(node: &Node, word: &str) -> bool {
    matches!(&node.kind, Kind::Scalar { text, .. } if text == word)
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
