//! Compiles leaves about what analytics say of the member: stamps.

use super::{Compiler, Counts, join};
use crate::cell::{Cells, Scores};
use crate::condition::leaf::Test;
use crate::condition::range::{Bound, Range};
use crate::condition::scalar::{OneOrMany, Scalar};
use crate::condition::written::{ClvFile, CompareFile, NextPurchaseFile, RfmFile};
use crate::number::{Ratio, Rounding};
use crate::program::remedy;
use crate::said;
use crate::stamp::{Share, Stage};

impl Compiler<'_> {
    pub(super) fn rfm(&mut self, file: &RfmFile, path: &str) -> Option<Test> {
        let said = [&file.recency, &file.frequency, &file.money, &file.name];
        if said.iter().all(|said| said.is_none()) {
            return self.problem(
                path,
                said!("no mark is named", "не названа ни одна оценка"),
                said!(
                    "write recency, frequency, money or name",
                    "напишите `recency`, `frequency`, `money` или `name`"
                ),
            );
        }
        let cells = Cells::of(&Scores {
            recency: self.marks(file.recency.as_ref(), &join(path, "recency"))?,
            frequency: self.marks(file.frequency.as_ref(), &join(path, "frequency"))?,
            money: self.marks(file.money.as_ref(), &join(path, "money"))?,
        });
        let Some(names) = &file.name else {
            return Some(Test::Rfm(cells));
        };
        let named = self.cells_named(names, &join(path, "name"))?;
        Some(Test::Rfm(cells.among(named)))
    }

    /// Scores of one axis; none for one of which nothing is said.
    fn marks(&mut self, marks: Option<&OneOrMany<Scalar>>, path: &str) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        for mark in marks.iter().flat_map(|marks| &marks.0) {
            match mark.as_str().parse() {
                Ok(number) if (1..=5).contains(&number) => found.push(number),
                _ => {
                    return self.problem(
                        path,
                        said!("`{mark}` is no mark", "`{mark}` — не оценка"),
                        said!("write numbers from 1 to 5", "напишите числа от 1 до 5"),
                    );
                }
            }
        }
        Some(found)
    }

    /// Cells that have one of these names.
    fn cells_named(&mut self, names: &OneOrMany<Scalar>, path: &str) -> Option<Cells> {
        let mut cells = Cells::default();
        for word in &names.0 {
            let Some(named) = self.known.cell_names.get(word.as_str()) else {
                let help = remedy(word.as_str(), self.known.cell_names.ids());
                return self.problem(
                    path,
                    said!("there is no RFM group `{word}`", "нет группы RFM `{word}`"),
                    help,
                );
            };
            cells = cells.and(named.cells);
        }
        Some(cells)
    }

    pub(super) fn stage(&mut self, stages: &OneOrMany<Scalar>, path: &str) -> Option<Test> {
        let mut found = Vec::new();
        for word in &stages.0 {
            let mut known = self.known.stages.iter();
            let Some(stage) = known.find(|stage| stage.as_str() == word.as_str()) else {
                let help = remedy(word.as_str(), self.known.stages.iter().map(Stage::as_str));
                return self.problem(
                    path,
                    said!("there is no stage `{word}`", "нет стадии `{word}`"),
                    help,
                );
            };
            found.push(*stage);
        }
        Some(Test::Stage(found))
    }

    pub(super) fn clv(&mut self, file: &ClvFile, path: &str) -> Option<Test> {
        match (&file.top, &file.value) {
            (Some(share), None) => self.share(share, &join(path, "top")).map(Test::Top),
            (None, Some(value)) => {
                let range = self.range(&value.0, Counts::Money, &join(path, "value"))?;
                Some(Test::Value(range))
            }
            _ => self.problem(
                path,
                said!(
                    "needs exactly one of top and value",
                    "нужно ровно одно из `top` и `value`"
                ),
                said!(
                    "write {{ top: 20% }} or {{ value: {{ gte: 1000 }} }}",
                    "напишите `{{ top: 20% }}` или `{{ value: {{ gte: 1000 }} }}`"
                ),
            ),
        }
    }

    pub(super) fn alive(&mut self, file: &CompareFile, path: &str) -> Option<Test> {
        self.range(file, Counts::Share, path).map(Test::Alive)
    }

    /// A share from nothing to the whole, in millionths.
    pub(super) fn share(&mut self, text: &Scalar, path: &str) -> Option<i64> {
        match Ratio::parse(text.as_str()) {
            Ok(share) if share <= Ratio::ONE => {
                Some(share.of(i64::from(Share::WHOLE), Rounding::HalfUp))
            }
            _ => self.problem(
                path,
                said!("`{text}` is not a share", "`{text}` — не доля"),
                said!("write 20% or 0.2", "напишите `20%` или `0.2`"),
            ),
        }
    }

    pub(super) fn expected_purchases(&mut self, file: &CompareFile, path: &str) -> Option<Test> {
        self.range(file, Counts::Hundredths, path)
            .map(Test::ExpectedPurchases)
    }

    pub(super) fn next_purchase(&mut self, file: &NextPurchaseFile, path: &str) -> Option<Test> {
        let days = match (&file.within, &file.days_ago) {
            (Some(around), None) => {
                let (before, after) = self.around(around, &join(path, "within"))?;
                Range {
                    lower: included(-before),
                    upper: included(after),
                }
            }
            (None, Some(days)) => {
                let range = self.range(days, Counts::Whole, &join(path, "days_ago"))?;
                range.and(Range::at_least(0))
            }
            _ => {
                let help = said!(
                    "write {{ within: {{ before: 7d }} }} for soon, or {{ days_ago: {{ gt: 14 }} }} for overdue",
                    "напишите `{{ within: {{ before: 7d }} }}`, если скоро, или `{{ days_ago: {{ gt: 14 }} }}`, если срок прошёл"
                );
                return self.problem(
                    path,
                    said!(
                        "needs exactly one of within and days_ago",
                        "нужно ровно одно из `within` и `days_ago`"
                    ),
                    help,
                );
            }
        };
        Some(Test::NextPurchase(days))
    }
}

fn included(days: i32) -> Option<Bound> {
    Some(Bound {
        value: days.into(),
        included: true,
    })
}
