//! Compiles leaves about what the member did: purchases and events.

use super::{Compiler, Counts, join};
use crate::condition::leaf::{
    AgoTest, EventTest, Measure, PurchaseTest, PurchaseWhere, Test, WindowTest,
};
use crate::condition::line::LineWhere;
use crate::condition::names::NameSet;
use crate::condition::outlet::OutletWhere;
use crate::condition::range::Range;
use crate::condition::scalar::Scalar;
use crate::condition::week::WeekWhere;
use crate::condition::written::{
    Dimension, EventsFile, FavouriteFile, LastPurchaseFile, PurchaseWhereFile, PurchasesFile,
};
use crate::said;
use crate::time::{Span, WeekHours};

impl Compiler<'_> {
    pub(super) fn purchases(&mut self, file: &PurchasesFile, path: &str) -> Option<Test> {
        let window = self.window(file.within, file.from.as_ref(), file.to.as_ref(), path);
        let filter = file
            .filter
            .as_ref()
            .map(|filter| self.purchase_where(filter, &join(path, "where")));
        let distinct = file
            .distinct
            .as_ref()
            .map(|distinct| (Measure::Distinct(distinct.of), distinct.compare()));
        let given = [
            (
                "count",
                Counts::Whole,
                file.count.as_ref().map(|f| (Measure::Count, f.0.clone())),
            ),
            (
                "sum",
                Counts::Money,
                file.sum.as_ref().map(|f| (Measure::Sum, f.0.clone())),
            ),
            (
                "average",
                Counts::Money,
                file.average
                    .as_ref()
                    .map(|f| (Measure::Average, f.0.clone())),
            ),
            (
                "units",
                Counts::Quantity,
                file.units.as_ref().map(|f| (Measure::Units, f.0.clone())),
            ),
            ("distinct", Counts::Whole, distinct),
        ];
        let given: Vec<_> = given
            .into_iter()
            .filter_map(|(key, counts, f)| f.map(|f| (key, counts, f)))
            .collect();
        let (measure, range) = match given.as_slice() {
            [] => (Measure::Count, Range::at_least(1)),
            [(key, counts, (measure, compare))] => {
                (*measure, self.range(compare, *counts, &join(path, key))?)
            }
            _ => {
                let help = said!(
                    "write one here and the others in an `all`",
                    "оставьте здесь одно, остальные перенесите в `all`"
                );
                return self.problem(
                    path,
                    said!(
                        "more than one of count, sum, average, units and distinct",
                        "названо больше одного из `count`, `sum`, `average`, `units` и `distinct`"
                    ),
                    help,
                );
            }
        };
        let test = PurchaseTest {
            window: window?,
            filter: filter.unwrap_or_default(),
            measure,
            range,
        };
        Some(Test::Purchases(Box::new(test)))
    }

    fn purchase_where(&mut self, file: &PurchaseWhereFile, path: &str) -> PurchaseWhere {
        let lines = LineWhere {
            sku: self.words_at(file.sku.as_ref(), path, "sku"),
            category: self.words_at(file.category.as_ref(), path, "category"),
            brand: self.words_at(file.brand.as_ref(), path, "brand"),
            ..LineWhere::default()
        };
        PurchaseWhere {
            outlet: OutletWhere {
                store: self.words_at(file.store.as_ref(), path, "store"),
                channel: self.words_at(file.channel.as_ref(), path, "channel"),
                city: self.words_at(file.city.as_ref(), path, "city"),
                country: self.words_at(file.country.as_ref(), path, "country"),
                of_outlets: None,
            },
            week: (file.weekday.is_some() || file.hours.is_some()).then(|| {
                WeekWhere::new(WeekHours {
                    weekdays: file.weekday.clone().map_or_else(Vec::new, |days| days.0),
                    hours: file.hours,
                })
            }),
            lines: Some(lines).filter(|lines| *lines != LineWhere::default()),
        }
    }

    /// A stretch of the past; it must have a beginning, since only so much of the past is loaded.
    fn window(
        &mut self,
        within: Option<Span>,
        from: Option<&Scalar>,
        to: Option<&Scalar>,
        path: &str,
    ) -> Option<WindowTest> {
        let fixed = self.fixed_window(from, to, path)?;
        if within.is_none() && from.is_none() {
            let help = said!(
                "write `within: 1 year`, or `from` (and `to`); `last_purchase: never` is for who never bought",
                "напишите `within: 1 year` или `from` (и `to`); для тех, кто не покупал, есть `last_purchase: never`"
            );
            return self.problem(
                path,
                said!("the window has no beginning", "у окна нет начала"),
                help,
            );
        }
        Some(WindowTest { within, fixed })
    }

    pub(super) fn last_purchase(&mut self, file: &LastPurchaseFile, path: &str) -> Option<Test> {
        match (file.within, &file.days_ago, file.never) {
            (None, None, Some(never)) => Some(Test::NeverBought(never)),
            (Some(span), None, None) => {
                Some(Test::LastPurchase(AgoTest::Within(WindowTest::last(span))))
            }
            (None, Some(days), None) => {
                let days = self.days_ago(days, &join(path, "days_ago"))?;
                Some(Test::LastPurchase(AgoTest::Days(days)))
            }
            _ => self.problem(
                path,
                said!(
                    "needs exactly one of days_ago, within and never",
                    "нужно ровно одно из `days_ago`, `within` и `never`"
                ),
                said!(
                    "write {{ days_ago: {{ gt: 60 }} }}",
                    "напишите `{{ days_ago: {{ gt: 60 }} }}`"
                ),
            ),
        }
    }

    pub(super) fn favourite(&mut self, file: &FavouriteFile, path: &str) -> Option<Test> {
        if file.of == Dimension::Day {
            let help = said!(
                "write sku, category, brand, store, channel, city or country",
                "напишите `sku`, `category`, `brand`, `store`, `channel`, `city` или `country`"
            );
            return self.problem(
                &join(path, "of"),
                said!("nobody has a favourite day", "любимого дня не бывает"),
                help,
            );
        }
        let names = file
            .is
            .0
            .iter()
            .map(|word| self.known.names.intern(word.as_str()));
        let is = NameSet::new(names);
        Some(Test::Favourite {
            of: file.of,
            is,
            window: WindowTest::last(file.within),
        })
    }

    pub(super) fn events(&mut self, kind: &str, file: &EventsFile, path: &str) -> Option<Test> {
        let window = self.window(file.within, file.from.as_ref(), file.to.as_ref(), path);
        let filter = self.properties(&file.filter, &join(path, "where"));
        let count = match &file.count {
            Some(count) => self.range(&count.0, Counts::Whole, &join(path, "count"))?,
            None => Range::at_least(1),
        };
        let kind = self.known.names.intern(kind);
        Some(Test::Events(Box::new(EventTest {
            kind,
            window: window?,
            filter: filter?,
            count,
        })))
    }
}
