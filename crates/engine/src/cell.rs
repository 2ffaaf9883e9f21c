//! Cells of RFM and their names.

use crate::language::Language;
use crate::program::Text;
use crate::stamp::Marks;

/// Scores of a stamp go from 1 to this.
const BEST: u8 = 5;

/// The name of cells that no other name takes.
pub const OTHERS: &str = "others";

/// Scores of each axis that will do; all of one of which nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scores {
    /// How lately.
    pub recency: Vec<u8>,
    /// How often.
    pub frequency: Vec<u8>,
    /// For how much.
    pub money: Vec<u8>,
}

impl Scores {
    /// Whether a cell will do.
    pub fn take(&self, cell: Marks) -> bool {
        let fits = |wanted: &[u8], score: u8| wanted.is_empty() || wanted.contains(&score);
        fits(&self.recency, cell.recency)
            && fits(&self.frequency, cell.frequency)
            && fits(&self.money, cell.money)
    }

    /// Whether every cell will do, because nothing is said.
    pub fn is_any(&self) -> bool {
        [&self.recency, &self.frequency, &self.money]
            .iter()
            .all(|axis| axis.is_empty())
    }

    /// In words: `recency 4 or 5, money 5`; nothing where nothing is said.
    pub fn told(&self, language: Language) -> String {
        let axes = [
            (language.pick("recency", "давность"), &self.recency),
            (language.pick("frequency", "частота"), &self.frequency),
            (language.pick("money", "деньги"), &self.money),
        ];
        let axes = axes.into_iter().filter(|(_, scores)| !scores.is_empty());
        let axes = axes.map(|(axis, scores)| {
            let scores: Vec<String> = scores.iter().map(u8::to_string).collect();
            format!("{axis} {}", scores.join(language.pick(" or ", " или ")))
        });
        axes.collect::<Vec<_>>().join(", ")
    }
}

/// A set of cells: scores from 1 to 5 of recency, frequency and money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cells(u128);

impl Cells {
    /// Those whose scores are among these.
    pub fn of(scores: &Scores) -> Self {
        let cells = every_cell().filter(|cell| scores.take(*cell));
        Self(cells.fold(0, |set, cell| set | bit(cell)))
    }

    /// Whether a cell is among them.
    pub fn contains(self, cell: Marks) -> bool {
        self.0 & bit(cell) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These and those.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Those of these that are among others.
    #[must_use]
    pub fn among(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// These but for those.
    #[must_use]
    pub fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }
}

/// The place of a cell in a set; scores that no stamp has are in none.
fn bit(cell: Marks) -> u128 {
    let scores = [cell.recency, cell.frequency, cell.money];
    if scores.iter().any(|score| !(1..=BEST).contains(score)) {
        return 0;
    }
    let place = scores.iter().fold(0_u32, |place, score| {
        place * u32::from(BEST) + u32::from(*score) - 1
    });
    1 << place
}

fn every_cell() -> impl Iterator<Item = Marks> {
    let scores = || 1..=BEST;
    scores().flat_map(move |recency| {
        scores().flat_map(move |frequency| {
            scores().map(move |money| Marks {
                recency,
                frequency,
                money,
            })
        })
    })
}

/// A name of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellName {
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: Text,
    /// The scores of its rule.
    pub scores: Scores,
    /// The cells it takes; no other name has any of them.
    pub cells: Cells,
}

/// Names of all cells in order, those that no rule takes last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNames {
    names: Vec<CellName>,
    own: bool,
}

impl CellNames {
    /// Names in order of their rules: the first that takes a cell names it. What is left has the name [`OTHERS`].
    pub fn own(rules: impl IntoIterator<Item = (String, Text, Scores)>) -> Self {
        Self::of(rules, true)
    }

    /// Ten names: the map of the CRAN package `rfm`, newer manual, in its order.
    pub fn usual() -> Self {
        let rules = USUAL.map(|(id, en, ru, recency, frequency, money)| {
            let scores = Scores {
                recency: recency.to_vec(),
                frequency: frequency.to_vec(),
                money: money.to_vec(),
            };
            (id.to_owned(), text(en, ru), scores)
        });
        Self::of(rules, false)
    }

    fn of(rules: impl IntoIterator<Item = (String, Text, Scores)>, own: bool) -> Self {
        let mut left = Cells::of(&Scores::default());
        let mut names = Vec::new();
        for (id, name, scores) in rules {
            let cells = Cells::of(&scores).among(left);
            left = left.without(cells);
            names.push(CellName {
                id,
                name,
                scores,
                cells,
            });
        }
        if !left.is_empty() {
            names.push(CellName {
                id: OTHERS.to_owned(),
                name: text("Others", "Остальные"),
                scores: Scores::default(),
                cells: left,
            });
        }
        Self { names, own }
    }

    /// Whether a program named its cells itself.
    pub fn are_own(&self) -> bool {
        self.own
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &CellName> {
        self.names.iter()
    }

    /// Their ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.id.as_str())
    }

    /// The name of that id.
    pub fn get(&self, id: &str) -> Option<&CellName> {
        self.names.iter().find(|name| name.id == id)
    }

    /// The id of the name of a cell.
    pub fn id_of(&self, cell: Marks) -> &str {
        let mut names = self.names.iter();
        let found = names.find(|name| name.cells.contains(cell));
        found.map_or(OTHERS, |name| name.id.as_str())
    }
}

fn text(en: &str, ru: &str) -> Text {
    Text {
        en: en.to_owned(),
        ru: ru.to_owned(),
    }
}

/// Id, names in English and Russian, scores of recency, frequency and money.
type Rule = (
    &'static str,
    &'static str,
    &'static str,
    &'static [u8],
    &'static [u8],
    &'static [u8],
);

const USUAL: [Rule; 10] = [
    ("champions", "Champions", "Чемпионы", &[5], &[5], &[5]),
    (
        "potential_loyalists",
        "Potential loyalists",
        "Почти лояльные",
        &[3, 4, 5],
        &[3, 4, 5],
        &[2, 3, 4, 5],
    ),
    (
        "loyal",
        "Loyal",
        "Лояльные",
        &[2, 3, 4],
        &[2, 3, 4],
        &[2, 3, 4],
    ),
    (
        "promising",
        "Promising",
        "Перспективные",
        &[3, 4],
        &[1, 2, 3],
        &[3, 4, 5],
    ),
    ("new", "New", "Новички", &[4, 5], &[1, 2, 3], &[]),
    (
        "cannot_lose",
        "Cannot lose them",
        "Нельзя потерять",
        &[1, 2],
        &[3, 4],
        &[4, 5],
    ),
    (
        "at_risk",
        "At risk",
        "В зоне риска",
        &[1, 2],
        &[2, 3, 4, 5],
        &[4, 5],
    ),
    (
        "need_attention",
        "Need attention",
        "Требуют внимания",
        &[1, 2, 3],
        &[3, 4, 5],
        &[3, 4, 5],
    ),
    (
        "about_to_sleep",
        "About to sleep",
        "Засыпающие",
        &[2, 3],
        &[1, 2, 3],
        &[1, 2, 3, 4],
    ),
    ("lost", "Lost", "Потерянные", &[1], &[], &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(recency: u8, frequency: u8, money: u8) -> Marks {
        Marks {
            recency,
            frequency,
            money,
        }
    }

    #[test]
    fn the_first_name_that_takes_a_cell_names_it() {
        let names = CellNames::usual();
        for (r, f, m, id) in [
            (5, 5, 5, "champions"),
            (4, 4, 4, "potential_loyalists"),
            (2, 4, 4, "loyal"),
            (2, 4, 5, "cannot_lose"),
            (1, 5, 5, "at_risk"),
            (5, 1, 1, "new"),
            (1, 1, 1, "lost"),
            (5, 4, 1, OTHERS),
        ] {
            assert_eq!(names.id_of(cell(r, f, m)), id, "{r}{f}{m}");
        }
    }

    #[test]
    fn every_cell_has_one_name() {
        let names = CellNames::usual();
        for cell in every_cell() {
            let taken = names.iter().filter(|name| name.cells.contains(cell));
            assert_eq!(taken.count(), 1, "{cell:?}");
        }
        assert!(names.iter().all(|name| !name.cells.is_empty()));
    }

    #[test]
    fn scores_that_no_stamp_has_are_in_no_cell() {
        let all = Cells::of(&Scores::default());
        for cell in [cell(0, 1, 1), cell(6, 1, 1), cell(1, 1, 255)] {
            assert!(!all.contains(cell), "{cell:?}");
        }
        let six = Scores {
            recency: vec![6],
            ..Scores::default()
        };
        assert!(Cells::of(&six).is_empty());
    }
}
