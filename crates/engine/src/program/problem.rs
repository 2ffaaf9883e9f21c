//! What is wrong with a file, said to the person who wrote it.

use std::fmt;

use serde::Serialize;

use crate::language::{Both, Language, Said};
use crate::number::nearest::nearest;
use crate::number::shown;
use crate::said;

/// One thing wrong in a program, scenario or request document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where: `earn[1].rate`. Empty for the document as a whole.
    pub path: String,
    /// Line in the text, from 1, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is wrong.
    pub message: Said,
    /// What would be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Said>,
}

impl Problem {
    /// A problem at a path. The message may carry its remedy behind a `; `.
    pub fn new(path: impl Into<String>, said: impl Into<Said>) -> Self {
        let (message, help) = said.into().and_remedy();
        Self {
            path: path.into(),
            line: None,
            message,
            help,
        }
    }

    /// A reference to something that is not there: at `earn[0].unit`, `there is no unit`, `pionts`, of `["points"]`.
    pub fn unknown<'k>(
        path: impl Into<String>,
        missing: Both,
        found: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        Self {
            path: path.into(),
            line: None,
            message: said!("{missing} `{}`", "{missing:#} `{}`", shown(found)),
            help: Some(remedy(found, known)),
        }
    }

    /// The same problem with what would be right.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<Said>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Problem {
    /// What is wrong and what would be right, without the place.
    pub fn told(&self) -> Said {
        let message = &self.message;
        match &self.help {
            Some(help) => said!("{message}; {help}", "{message:#}; {help:#}"),
            None => message.clone(),
        }
    }

    /// The whole problem in a line: its place, what is wrong, what would be right.
    pub fn describe(&self, language: Language) -> String {
        let mut text = String::new();
        if let Some(line) = self.line {
            text.push_str(&format!("{} {line}: ", language.pick("line", "строка")));
        }
        if !self.path.is_empty() {
            text.push_str(&format!("{}: ", self.path));
        }
        text.push_str(self.message.describe(language));
        if let Some(help) = &self.help {
            text.push_str(&format!("; {}", help.describe(language)));
        }
        text
    }
}

/// In English.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::En))
    }
}

/// The candidate nearest to `word`, if one is near enough to be worth a "did you mean".
pub fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    nearest(word, candidates)
}

/// The remedy for an unknown name: the one that was probably meant, else those there are.
pub fn remedy<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Said {
    const SHOWN: usize = 12;
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(near) = suggest(word, candidates.iter().copied()) {
        return said!("did you mean `{near}`?", "может быть, `{near}`?");
    }
    let shown = candidates.iter().take(SHOWN).copied();
    let shown = shown.collect::<Vec<_>>().join(", ");
    match candidates.len() {
        0 => said!("none is declared", "ни одного не объявлено"),
        1..=SHOWN => said!("there is {shown}", "есть `{shown}`"),
        more => said!(
            "there are {more}, such as {shown}",
            "всего {more}, например `{shown}`"
        ),
    }
}

/// The problem in English, once its Russian has been looked at: what every test of problems compares.
#[cfg(test)]
pub(crate) fn told(problem: &Problem) -> String {
    for said in std::iter::once(&problem.message).chain(&problem.help) {
        let russian = said.describe(Language::Ru);
        assert!(crate::language::is_russian(russian), "{russian}");
    }
    problem.to_string()
}
