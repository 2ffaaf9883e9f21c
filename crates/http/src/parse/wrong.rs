//! Where a body is wrong, gathered.

use std::fmt;

use regulars_app::FieldError;
use regulars_engine::language::Said;

use crate::problem::{Kind, Problem};

/// A place in a body. Made on the way down for nothing; written only when something is wrong there.
#[derive(Debug, Clone, Copy)]
pub struct Pointer<'a> {
    above: Option<&'a Pointer<'a>>,
    part: Part<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    Root,
    Field(&'a str),
    Item(usize),
}

impl<'a> Pointer<'a> {
    /// The body as a whole.
    pub const ROOT: Pointer<'static> = Pointer {
        above: None,
        part: Part::Root,
    };

    /// A field of what is here.
    pub fn field(&'a self, name: &'a str) -> Self {
        Self {
            above: Some(self),
            part: Part::Field(name),
        }
    }

    /// An item of the list here.
    pub fn item(&'a self, index: usize) -> Self {
        Self {
            above: Some(self),
            part: Part::Item(index),
        }
    }
}

/// A JSON pointer (RFC 6901).
impl fmt::Display for Pointer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
        }
        match self.part {
            Part::Root => Ok(()),
            Part::Field(name) => write!(f, "/{}", name.replace('~', "~0").replace('/', "~1")),
            Part::Item(index) => write!(f, "/{index}"),
        }
    }
}

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Wrong(Vec<FieldError>);

impl Wrong {
    /// So many wrong places are told; more would help nobody.
    const MOST: usize = 100;

    /// Takes a wrong place down.
    pub fn say(&mut self, at: &Pointer<'_>, message: impl Into<Said>) {
        if self.0.len() < Self::MOST {
            self.0.push(FieldError::new(at.to_string(), message));
        }
    }

    /// Takes a wrong place down and has no value.
    pub fn none<T>(&mut self, at: &Pointer<'_>, message: impl Into<Said>) -> Option<T> {
        self.say(at, message);
        None
    }

    /// The value if nothing was wrong.
    ///
    /// # Errors
    /// `invalid` with every wrong place.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Problem> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(Problem::fields(Kind::Invalid, self.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use regulars_engine::both;

    use super::*;

    #[test]
    fn a_place_is_written_as_a_pointer() {
        let root = Pointer::ROOT;
        let (lines, dates) = (root.field("lines"), root.field("dates"));
        let line = lines.item(2);
        assert_eq!(root.to_string(), "");
        assert_eq!(line.field("price").to_string(), "/lines/2/price");
        assert_eq!(dates.field("a/b~c").to_string(), "/dates/a~1b~0c");
    }

    #[test]
    fn a_thousand_wrong_places_are_told_as_a_hundred() {
        let mut wrong = Wrong::default();
        for index in 0..1_000 {
            wrong.say(&Pointer::ROOT.item(index), both!("is wrong", "неверно"));
        }
        assert_eq!(wrong.0.len(), 100);
        assert!(wrong.finish(Some(())).is_err());
    }
}
