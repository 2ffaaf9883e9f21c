//! Names of cells.

use super::Cell;

/// The name of cells that no other name takes.
pub const OTHERS: &str = "others";

/// A name and the scores it takes, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Recency.
    pub r: (u8, u8),
    /// Frequency.
    pub f: (u8, u8),
    /// Monetary.
    pub m: (u8, u8),
}

impl Named {
    fn takes(&self, cell: Cell) -> bool {
        let within = |(low, high): (u8, u8), score: u8| (low..=high).contains(&score);
        within(self.r, cell.r) && within(self.f, cell.f) && within(self.m, cell.m)
    }
}

/// A map that names cells wrongly.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}`: scores go from 1 to {bins} and the lower end first; found {low} to {high}")]
pub struct BadMap {
    /// Whose.
    pub name: String,
    /// How many scores there are.
    pub bins: u8,
    /// The lower end as given.
    pub low: u8,
    /// The upper end as given.
    pub high: u8,
}

/// Names in order. Ranges may overlap: the first that takes a cell names it, so the order is part of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map(Vec<Named>);

impl Map {
    /// A map for scores 1 to `bins`.
    ///
    /// # Errors
    /// A range outside of the scores, or turned round.
    pub fn new(names: Vec<Named>, bins: u8) -> Result<Self, BadMap> {
        let ranges = names
            .iter()
            .flat_map(|named| [named.r, named.f, named.m].map(|range| (&named.name, range)));
        for (name, (low, high)) in ranges {
            if low < 1 || low > high || high > bins {
                return Err(BadMap {
                    name: name.clone(),
                    bins,
                    low,
                    high,
                });
            }
        }
        Ok(Self(names))
    }

    /// Ten names for quintiles: the map of the CRAN package `rfm`, newer manual, in its order.
    pub fn usual() -> Self {
        let names = [
            ("champions", (5, 5), (5, 5), (5, 5)),
            ("potential_loyalists", (3, 5), (3, 5), (2, 5)),
            ("loyal", (2, 4), (2, 4), (2, 4)),
            ("promising", (3, 4), (1, 3), (3, 5)),
            ("new", (4, 5), (1, 3), (1, 5)),
            ("cannot_lose", (1, 2), (3, 4), (4, 5)),
            ("at_risk", (1, 2), (2, 5), (4, 5)),
            ("need_attention", (1, 3), (3, 5), (3, 5)),
            ("about_to_sleep", (2, 3), (1, 3), (1, 4)),
            ("lost", (1, 1), (1, 5), (1, 5)),
        ];
        let named = |(name, r, f, m): (&str, _, _, _)| Named {
            name: name.to_owned(),
            r,
            f,
            m,
        };
        Self(names.map(named).into())
    }

    /// The name of a cell; [`OTHERS`] when none takes it.
    pub fn name(&self, cell: Cell) -> &str {
        let first = self.0.iter().find(|named| named.takes(cell));
        first.map_or(OTHERS, |named| named.name.as_str())
    }

    /// The names in order, without [`OTHERS`].
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|named| named.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_takes_a_cell_names_it() {
        let map = Map::usual();
        for (r, f, m, name) in [
            (5, 5, 5, "champions"),
            (4, 4, 4, "potential_loyalists"),
            (2, 4, 4, "loyal"),
            (2, 4, 5, "cannot_lose"),
            (1, 5, 5, "at_risk"),
            (5, 1, 1, "new"),
            (1, 1, 1, "lost"),
            (5, 4, 1, OTHERS),
        ] {
            assert_eq!(map.name(Cell { r, f, m }), name, "{r}{f}{m}");
        }
    }

    #[test]
    fn ranges_outside_of_the_scores_are_refused() {
        let named = |r| Named {
            name: "a".to_owned(),
            r,
            f: (1, 3),
            m: (1, 3),
        };
        assert!(Map::new(vec![named((1, 3))], 3).is_ok());
        for range in [(0, 2), (1, 4), (3, 2)] {
            assert!(Map::new(vec![named(range)], 3).is_err(), "{range:?}");
        }
    }
}
