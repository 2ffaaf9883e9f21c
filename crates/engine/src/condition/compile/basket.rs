//! Compiles leaves about the basket, and filters of lines.

use super::{Compiler, Counts, join};
use crate::condition::leaf::{BasketLinesTest, LineMeasure, NumberTest, Test, Threshold};
use crate::condition::line::{CLUB_LANE, DiscountedTest, LineWhere, fold_code};
use crate::condition::names::NameSet;
use crate::condition::range::Range;
use crate::condition::scalar::{OneOrMany, Scalar, Short};
use crate::condition::written::{
    BasketLinesFile, BasketTotalFile, CompareFile, DiscountedFile, LineWhereFile, NumberFile,
    NumberPer, ThresholdFile,
};
use crate::name::LaneId;
use crate::program::remedy;
use crate::said;
use crate::time::Period;

impl Compiler<'_> {
    pub(super) fn basket_total(&mut self, file: &BasketTotalFile, path: &str) -> Option<Test> {
        let range = self.range(&file.compare(), Counts::Money, path);
        let threshold = match &file.at {
            None | Some(ThresholdFile::BeforeDiscounts) => Some(Threshold::BeforeDiscounts),
            Some(ThresholdFile::Final) => Some(Threshold::Final),
            Some(ThresholdFile::After(lane)) => self
                .lane(lane, &join(path, "at.after"), &[])
                .map(Threshold::After),
        };
        Some(Test::BasketTotal(threshold?, range?))
    }

    pub(super) fn basket_lines(&mut self, file: &BasketLinesFile, path: &str) -> Option<Test> {
        let filter = file
            .filter
            .as_ref()
            .map(|filter| self.lines(filter, &join(path, "where")));
        let filter = filter.unwrap_or_default();
        let given = [
            (LineMeasure::Units, "units", &file.units, Counts::Quantity),
            (LineMeasure::Count, "count", &file.count, Counts::Whole),
            (LineMeasure::Sum, "sum", &file.sum, Counts::Money),
        ];
        let given: Vec<_> = given
            .into_iter()
            .filter_map(|(m, key, f, c)| f.as_ref().map(|f| (m, key, f, c)))
            .collect();
        let (measure, range) = match given.as_slice() {
            [] => (LineMeasure::Count, Range::at_least(1)),
            [(measure, key, compare, counts)] => {
                (*measure, self.range(&compare.0, *counts, &join(path, key))?)
            }
            _ => {
                let help = said!(
                    "write one here and the others in an `all`",
                    "оставьте здесь одно, остальные перенесите в `all`"
                );
                return self.problem(
                    path,
                    said!(
                        "more than one of units, count and sum",
                        "названо больше одного из `units`, `count` и `sum`"
                    ),
                    help,
                );
            }
        };
        let test = BasketLinesTest {
            filter,
            measure,
            range,
        };
        Some(Test::BasketLines(Box::new(test)))
    }

    /// Compiles a filter of lines.
    pub(super) fn lines(&mut self, file: &LineWhereFile, path: &str) -> LineWhere {
        let range = |this: &mut Self, file: &Option<Short<CompareFile>>, counts, key: &str| {
            file.as_ref()
                .and_then(|file| this.range(&file.0, counts, &join(path, key)))
        };
        LineWhere {
            written: LineWhereFile::default(),
            sku: self.words_at(file.sku.as_ref(), path, "sku"),
            category: self.words_at(file.category.as_ref(), path, "category"),
            brand: self.words_at(file.brand.as_ref(), path, "brand"),
            quantity: range(self, &file.quantity, Counts::Quantity, "quantity"),
            amount: range(self, &file.amount, Counts::Money, "amount"),
            discounted: file
                .discounted
                .as_ref()
                .and_then(|by| self.discounted(by, &join(path, "discounted.by"))),
            any: self.any_lines(&file.any, &join(path, "any")),
            not: file
                .not
                .as_ref()
                .map(|not| Box::new(self.lines(not, &join(path, "not")))),
            of_goods: None,
        }
    }

    fn any_lines(&mut self, files: &[LineWhereFile], path: &str) -> Vec<LineWhere> {
        let numbered = files.iter().enumerate();
        numbered
            .map(|(n, file)| self.lines(file, &format!("{path}[{n}]")))
            .collect()
    }

    fn discounted(&mut self, file: &DiscountedFile, path: &str) -> Option<DiscountedTest> {
        match file.by.as_str() {
            "none" => Some(DiscountedTest::None),
            "any" => Some(DiscountedTest::Any),
            CLUB_LANE => Some(DiscountedTest::Lane(LaneId::new(CLUB_LANE))),
            _ => self
                .lane(&file.by, path, &["any", "none", CLUB_LANE])
                .map(DiscountedTest::Lane),
        }
    }

    fn lane(&mut self, lane: &Scalar, path: &str, also: &[&str]) -> Option<LaneId> {
        let known = self
            .known
            .lanes
            .iter()
            .find(|known| known.as_str() == lane.as_str());
        if let Some(lane) = known {
            return Some(lane.clone());
        }
        let lanes = self
            .known
            .lanes
            .iter()
            .map(LaneId::as_str)
            .chain(also.iter().copied());
        let help = remedy(lane.as_str(), lanes);
        self.problem(
            path,
            said!("there is no lane `{lane}`", "нет дорожки `{lane}`"),
            help,
        )
    }

    /// Which purchase: by its number, or every so many.
    pub(super) fn purchase_number(&mut self, file: &NumberFile, path: &str) -> Option<Test> {
        let range = match &file.number {
            Some(number) => self.range(&number.0, Counts::Whole, &join(path, "number")),
            None => Some(Range::default()),
        };
        let per = match file.per {
            None | Some(NumberPer::Life) => None,
            Some(NumberPer::Week) => Some(Period::Week),
            Some(NumberPer::Month) => Some(Period::Month),
            Some(NumberPer::Quarter) => Some(Period::Quarter),
            Some(NumberPer::Year) => Some(Period::Year),
        };
        if file.number.is_some() == file.every.is_some() || file.every == Some(0) {
            return self.problem(
                path,
                said!("which purchase is not said", "не сказано, какая покупка"),
                said!(
                    "write {{ number: 5 }} or {{ every: 10 }}",
                    "напишите `{{ number: 5 }}` или `{{ every: 10 }}`"
                ),
            );
        }
        Some(Test::Number(NumberTest {
            range: range?,
            every: file.every.map(i64::from),
            per,
        }))
    }

    pub(super) fn coupon(&mut self, codes: &OneOrMany<Scalar>, path: &str) -> Option<Test> {
        if codes.0.is_empty() {
            return self.problem(
                path,
                said!("no code is named", "не назван ни один код"),
                said!(
                    "write a code or a list of codes",
                    "напишите код или список кодов"
                ),
            );
        }
        Some(Test::Coupon(NameSet::new(codes.0.iter().map(|code| {
            self.known.names.intern(&fold_code(code.as_str()))
        }))))
    }
}
