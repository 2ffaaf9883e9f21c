//! What past purchases answer: counts, sums, averages, different values, favourites.

use super::evaluate::places_in;
use super::leaf::{Measure, PurchaseTest, PurchaseWhere, WindowTest, one, whole};
use super::line::{LineRow, LineWhere};
use super::names::{NameId, NameSet};
use super::view::{MemberView, Purchases};
use super::written::Dimension;
use crate::number::{Money, Quantity};
use crate::time::{Span, Window};

/// Whether past purchases are as asked.
pub(super) fn purchases_hold(test: &PurchaseTest, view: &MemberView<'_>) -> bool {
    if test.measure != Measure::Average {
        return test.range.contains(measured(test, view));
    }
    let purchases = counted(test, view).count();
    purchases > 0
        && test
            .range
            .contains_ratio(sum(test, view).minor(), whole(purchases))
}

/// What is measured of the purchases that count: purchases, minor units, ten-thousandths of units or different
/// values. Of an average it is the sum.
pub(super) fn measured(test: &PurchaseTest, view: &MemberView<'_>) -> i64 {
    match test.measure {
        Measure::Count => whole(counted(test, view).count()),
        Measure::Sum | Measure::Average => sum(test, view).minor(),
        Measure::Units => counted(test, view)
            .flat_map(|n| lines(test, view, n))
            .map(|line| line.quantity)
            .sum::<Quantity>()
            .raw(),
        Measure::Distinct(of) => {
            let mut values = Vec::new();
            for n in counted(test, view) {
                values_of(
                    of,
                    &view.purchases,
                    n,
                    test.filter.lines.as_ref(),
                    |value| values.push(value),
                );
            }
            values.sort_unstable();
            values.dedup();
            whole(values.len())
        }
    }
}

/// Places of the purchases that count.
fn counted<'a>(
    test: &'a PurchaseTest,
    view: &'a MemberView<'_>,
) -> impl Iterator<Item = usize> + use<'a> {
    let places = places_in(view.purchases.at, &test.window, view.member);
    places.filter(move |n| test.filter.holds(&view.purchases, *n))
}

/// Money paid: for whole purchases, or for the lines that the filter is about.
fn sum(test: &PurchaseTest, view: &MemberView<'_>) -> Money {
    let paid = |n: usize| match &test.filter.lines {
        None => view.purchases.amount.get(n).copied().unwrap_or_default(),
        Some(_) => lines(test, view, n).map(|line| line.amount).sum(),
    };
    counted(test, view).map(paid).sum()
}

/// Lines of the n-th purchase that the filter is about.
fn lines<'a>(
    test: &'a PurchaseTest,
    view: &MemberView<'a>,
    n: usize,
) -> impl Iterator<Item = LineRow<'a>> + use<'a> {
    let filter = test.filter.lines.as_ref();
    view.purchases
        .lines(n)
        .filter(move |line| filter.is_none_or(|filter| filter.matches_row(line)))
}

impl PurchaseWhere {
    fn holds(&self, purchases: &Purchases<'_>, n: usize) -> bool {
        let named = |test: &Option<super::leaf::WordTest>, column: &[NameId]| {
            test.as_ref()
                .is_none_or(|test| test.holds_one(column.get(n).copied().unwrap_or_default()))
        };
        named(&self.store, purchases.store)
            && named(&self.channel, purchases.channel)
            && named(&self.city, purchases.city)
            && named(&self.country, purchases.country)
            && self.week.as_ref().is_none_or(|week| {
                purchases
                    .local(n)
                    .is_some_and(|local| week.contains(&local))
            })
            && self
                .lines
                .as_ref()
                .is_none_or(|filter| purchases.lines(n).any(|line| filter.matches_row(&line)))
    }
}

/// Calls `each` with every value of a dimension that the n-th purchase has; days are numbers since 1970.
fn values_of(
    of: Dimension,
    purchases: &Purchases<'_>,
    n: usize,
    filter: Option<&LineWhere>,
    mut each: impl FnMut(i64),
) {
    let mut each_name = |name: NameId| {
        one(&name)
            .iter()
            .for_each(|name| each(i64::from(name.number())))
    };
    let of_purchase = |column: &[NameId]| column.get(n).copied().unwrap_or_default();
    match of {
        Dimension::Store => each_name(of_purchase(purchases.store)),
        Dimension::Channel => each_name(of_purchase(purchases.channel)),
        Dimension::City => each_name(of_purchase(purchases.city)),
        Dimension::Country => each_name(of_purchase(purchases.country)),
        Dimension::Day => purchases
            .local(n)
            .into_iter()
            .for_each(|local| each(i64::from(local.date.days()))),
        Dimension::Sku | Dimension::Category | Dimension::Brand => {
            let lines = purchases.lines(n);
            for line in lines.filter(|line| filter.is_none_or(|filter| filter.matches_row(line))) {
                match of {
                    Dimension::Sku => each_name(line.sku),
                    Dimension::Brand => each_name(line.brand),
                    _ => line.category.iter().for_each(|name| each_name(*name)),
                }
            }
        }
    }
}

/// Whether what the member buys most often is one of these: in most purchases, then for most money; if still
/// several stand first, any of them will do.
pub(super) fn favourite_is(
    of: Dimension,
    is: &NameSet,
    within: Span,
    view: &MemberView<'_>,
) -> bool {
    let window = WindowTest {
        within: Some(within),
        fixed: Window::ALWAYS,
    };
    let mut rows: Vec<Bought> = Vec::new();
    for n in places_in(view.purchases.at, &window, view.member) {
        rows.extend(bought(of, &view.purchases, n));
    }
    rows.sort_unstable_by_key(|row| (row.name, row.purchase));
    let scores: Vec<(NameId, i64, Money)> = rows
        .chunk_by(|one, two| one.name == two.name)
        .map(|rows| {
            let purchases = rows
                .chunk_by(|one, two| one.purchase == two.purchase)
                .count();
            let name = rows.first().map_or(NameId::NONE, |row| row.name);
            (
                name,
                whole(purchases),
                rows.iter().map(|row| row.amount).sum(),
            )
        })
        .collect();
    let best = scores
        .iter()
        .map(|(_, purchases, amount)| (*purchases, *amount))
        .max();
    scores
        .iter()
        .any(|(name, purchases, amount)| Some((*purchases, *amount)) == best && is.contains(*name))
}

/// Something bought in a purchase, for so much.
struct Bought {
    name: NameId,
    purchase: usize,
    amount: Money,
}

fn bought(of: Dimension, purchases: &Purchases<'_>, purchase: usize) -> Vec<Bought> {
    let amount = purchases.amount.get(purchase).copied().unwrap_or_default();
    let whole = |column: &[NameId]| {
        let name = column.get(purchase).copied().unwrap_or_default();
        one(&name)
            .iter()
            .map(|name| Bought {
                name: *name,
                purchase,
                amount,
            })
            .collect()
    };
    let by_line = |names: fn(&LineRow<'_>) -> Vec<NameId>| {
        let lines = purchases.lines(purchase);
        lines
            .flat_map(|line| {
                names(&line).into_iter().map(move |name| Bought {
                    name,
                    purchase,
                    amount: line.amount,
                })
            })
            .collect()
    };
    match of {
        Dimension::Store => whole(purchases.store),
        Dimension::Channel => whole(purchases.channel),
        Dimension::City => whole(purchases.city),
        Dimension::Country => whole(purchases.country),
        Dimension::Day => Vec::new(),
        Dimension::Sku => by_line(|line| one(&line.sku).to_vec()),
        Dimension::Brand => by_line(|line| one(&line.brand).to_vec()),
        Dimension::Category => by_line(|line| line.category.to_vec()),
    }
}
