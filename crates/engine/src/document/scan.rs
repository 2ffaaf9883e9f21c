//! Text → tree, within the stated limits. No recursion: depth is an error, not a stack.

use std::collections::BTreeSet;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::node::{Key, Kind, Node};
use super::{DEPTH_MAX, PROBLEMS_MAX, TEXT_MAX, VALUES_MAX};
use crate::language::Said;
use crate::program::Problem;
use crate::said;

/// Scans a text into its tree.
pub(super) fn scan(text: &str) -> Result<Node, Vec<Problem>> {
    if text.len() > TEXT_MAX {
        return Err(vec![problem(
            None,
            said!(
                "the text has {} bytes; the most is {TEXT_MAX}",
                "в тексте {} байт; можно не больше {TEXT_MAX}",
                text.len()
            ),
        )]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut scan = Scan::default();
    for event in Parser::new_from_str(text) {
        let step = event
            .map_err(|error| not_yaml(&error))
            .and_then(|(event, span)| scan.take(event, span));
        if let Err(problem) = step {
            scan.duplicates.push(problem);
            return Err(scan.duplicates);
        }
    }
    match scan.root {
        Some(root) if scan.duplicates.is_empty() => Ok(root),
        Some(_) => Err(scan.duplicates),
        None => Err(vec![problem(
            None,
            said!("the document is empty", "документ пуст"),
        )]),
    }
}

/// The state of a scan.
#[derive(Default)]
struct Scan {
    /// Lists and maps not yet closed, outermost first.
    open: Vec<Open>,
    /// The value of the document.
    root: Option<Node>,
    /// Values seen.
    values: usize,
    /// Keys given twice: told together, they do not end the scan.
    duplicates: Vec<Problem>,
}

/// A list or map being filled.
struct Open {
    line: usize,
    filled: Filled,
}

enum Filled {
    List(Vec<Node>),
    Map {
        entries: Vec<(Key, Node)>,
        seen: BTreeSet<String>,
        key: Option<Key>,
    },
}

impl Scan {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Problem> {
        let line = span.start.line();
        let marked = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag) => *anchor != 0 || tag.is_some(),
            Event::Alias(_) => true,
            _ => false,
        };
        if marked {
            return Err(problem(
                Some(line),
                said!(
                    "anchors (&), aliases (*) and tags (!) are not read here; write the value out",
                    "якоря (&), ссылки (*) и теги (!) здесь не читаются; напишите само значение"
                ),
            ));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let kind = Kind::Scalar {
                    text: text.into_owned(),
                    plain: style == ScalarStyle::Plain,
                };
                self.put(Node { line, kind })
            }
            Event::SequenceStart(..) => self.begin(line, Filled::List(Vec::new())),
            Event::MappingStart(..) => self.begin(
                line,
                Filled::Map {
                    entries: Vec::new(),
                    seen: BTreeSet::new(),
                    key: None,
                },
            ),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::DocumentStart(..) if self.root.is_some() => Err(problem(
                Some(line),
                said!(
                    "a second document begins here (---); a file holds one",
                    "здесь начинается второй документ (---); в файле может быть один"
                ),
            )),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, line: usize, filled: Filled) -> Result<(), Problem> {
        if self.open.len() >= DEPTH_MAX {
            return Err(problem(
                Some(line),
                said!(
                    "more than {DEPTH_MAX} lists and maps within one another",
                    "больше {DEPTH_MAX} списков и полей вложено друг в друга"
                ),
            ));
        }
        if let Some(Open {
            filled: Filled::Map { key: None, .. },
            ..
        }) = self.open.last()
        {
            return Err(problem(
                Some(line),
                said!(
                    "a key must be a word, not a list or map",
                    "ключом может быть слово, а не список или поля"
                ),
            ));
        }
        self.open.push(Open { line, filled });
        Ok(())
    }

    fn end(&mut self) -> Result<(), Problem> {
        let Some(Open { line, filled }) = self.open.pop() else {
            return Ok(());
        };
        let kind = match filled {
            Filled::List(items) => Kind::List(items),
            Filled::Map { entries, .. } => Kind::Map(entries),
        };
        self.put(Node { line, kind })
    }

    /// Puts a finished value where it belongs.
    fn put(&mut self, node: Node) -> Result<(), Problem> {
        self.values += 1;
        if self.values > VALUES_MAX {
            return Err(problem(
                Some(node.line),
                said!(
                    "more than {VALUES_MAX} values",
                    "больше {VALUES_MAX} значений"
                ),
            ));
        }
        match self.open.last_mut().map(|open| &mut open.filled) {
            None => self.root = Some(node),
            Some(Filled::List(items)) => items.push(node),
            Some(Filled::Map { entries, seen, key }) => match key.take() {
                Some(key) if seen.insert(key.text.clone()) => entries.push((key, node)),
                Some(key) => self.twice(&key),
                None => *key = Some(as_key(node)?),
            },
        }
        Ok(())
    }

    fn twice(&mut self, key: &Key) {
        if self.duplicates.len() < PROBLEMS_MAX {
            self.duplicates.push(Problem {
                path: self.path_of(&key.text),
                line: Some(key.line),
                message: said!(
                    "`{}` is given twice",
                    "`{}` указано дважды",
                    crate::number::shown(&key.text)
                ),
                help: Some(said!("keep one of them", "оставьте одно")),
            });
        }
    }

    /// The path of a key of the innermost open map.
    fn path_of(&self, key: &str) -> String {
        let mut path = String::new();
        let outer = self.open.len().saturating_sub(1);
        for open in self.open.iter().take(outer) {
            match &open.filled {
                Filled::List(items) => path.push_str(&format!("[{}]", items.len())),
                Filled::Map { key, .. } => {
                    push_key(&mut path, key.as_ref().map_or("", |key| &key.text))
                }
            }
        }
        push_key(&mut path, key);
        path
    }
}

/// Adds a key to a path.
pub(super) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

fn as_key(node: Node) -> Result<Key, Problem> {
    match node.kind {
        Kind::Scalar { text, .. } => Ok(Key {
            text,
            line: node.line,
        }),
        Kind::List(_) | Kind::Map(_) => Err(problem(
            Some(node.line),
            said!("a key must be a word", "ключом может быть только слово"),
        )),
    }
}

fn not_yaml(error: &ScanError) -> Problem {
    Problem {
        help: Some(said!(
            "check indentation, brackets and quotes near this line",
            "проверьте отступы, скобки и кавычки рядом с этой строкой"
        )),
        ..problem(
            Some(error.marker().line()),
            said!(
                "not readable as YAML or JSON: {}",
                "не читается как YAML или JSON: `{}`",
                error.info()
            ),
        )
    }
}

fn problem(line: Option<usize>, message: Said) -> Problem {
    Problem {
        path: String::new(),
        line,
        message,
        help: None,
    }
}
