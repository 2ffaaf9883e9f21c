//! What is wrong with a file, said to the person who wrote it.

use std::fmt;

use serde::Serialize;

use crate::number::nearest::nearest;
use crate::number::shown;

/// One thing wrong in a program, scenario or request document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where: `earn[1].rate`. Empty for the document as a whole.
    pub path: String,
    /// Line in the text, from 1, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a path. The message may carry its remedy behind a `; `.
    pub fn new(path: impl Into<String>, said: impl fmt::Display) -> Self {
        let said = said.to_string();
        let (message, help) = match said.split_once("; ") {
            Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
            None => (said, None),
        };
        Self {
            path: path.into(),
            line: None,
            message,
            help,
        }
    }

    /// A reference to something that is not there: `unknown("earn[0].unit", "unit", "pionts", ["points"])`.
    pub fn unknown<'k>(
        path: impl Into<String>,
        kind: &str,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        let message = format!("there is no {kind} `{}`", shown(found));
        Self {
            path: path.into(),
            line: None,
            message,
            help: Some(remedy(found, known)),
        }
    }

    /// The same problem with what would be right.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

/// The candidate nearest to `word`, if one is near enough to be worth a "did you mean".
pub fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    nearest(word, candidates)
}

/// The remedy for an unknown name: the one that was probably meant, else those there are.
pub fn remedy<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    const SHOWN: usize = 12;
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(near) = suggest(word, candidates.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    let shown = candidates
        .iter()
        .take(SHOWN)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match candidates.len() {
        0 => "none is declared".to_owned(),
        1..=SHOWN => format!("there is {shown}"),
        more => format!("there are {more}, such as {shown}"),
    }
}
