//! The tree of a document: values as spelt, with their lines.

/// A value of a document.
#[derive(Debug)]
pub(super) struct Node {
    /// Line in the text, from 1.
    pub(super) line: usize,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A word, number or text.
    Scalar {
        /// As spelt, quotes and escapes resolved.
        text: String,
        /// Written without quotes: `true`, `null` and an empty value mean themselves.
        plain: bool,
    },
    /// `[a, b]`.
    List(Vec<Node>),
    /// `{key: value}`, in the order of the text, keys unique.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Debug)]
pub(super) struct Key {
    /// As spelt.
    pub(super) text: String,
    /// Line in the text, from 1.
    pub(super) line: usize,
}

impl Node {
    /// Whether nothing is written here, or `null`.
    pub(super) fn is_null(&self) -> bool {
        match &self.kind {
            Kind::Scalar { text, plain: true } => {
                matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
            }
            _ => false,
        }
    }

    /// `true` or `false` where that is written without quotes.
    pub(super) fn as_bool(&self) -> Option<bool> {
        match &self.kind {
            Kind::Scalar { text, plain: true } => match text.as_str() {
                "true" | "True" | "TRUE" => Some(true),
                "false" | "False" | "FALSE" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }
}
