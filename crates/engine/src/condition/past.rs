//! What past purchases answer: counts, sums, averages, different values, favourites.

use super::evaluate::places_in;
use super::leaf::{Measure, PurchaseTest, PurchaseWhere, WindowTest, WordTest, whole};
use super::line::LineWhere;
use super::names::{NameId, NameSet};
use super::view::View;
use super::written::Dimension;
use crate::number::{Money, Quantity};

/// Whether past purchases are as asked.
pub(super) fn purchases_hold(test: &PurchaseTest, view: &impl View) -> bool {
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
pub(super) fn measured(test: &PurchaseTest, view: &impl View) -> i64 {
    match test.measure {
        Measure::Count => whole(counted(test, view).count()),
        Measure::Sum | Measure::Average => sum(test, view).minor(),
        Measure::Units => counted(test, view)
            .flat_map(|n| lines(test, view, n))
            .map(|place| view.line(place).quantity)
            .sum::<Quantity>()
            .raw(),
        Measure::Distinct(of) => {
            let mut values = Vec::new();
            for n in counted(test, view) {
                values_of(of, view, n, test.filter.lines.as_ref(), |value| {
                    values.push(value);
                });
            }
            values.sort_unstable();
            values.dedup();
            whole(values.len())
        }
    }
}

/// Places of the purchases that count.
fn counted<'a, V: View>(
    test: &'a PurchaseTest,
    view: &'a V,
) -> impl Iterator<Item = usize> + use<'a, V> {
    let places = places_in(view.purchase_times(), &test.window, view);
    places.filter(move |n| test.filter.holds(view, *n))
}

/// Money paid: for whole purchases, or for the lines that the filter is about.
fn sum(test: &PurchaseTest, view: &impl View) -> Money {
    let paid = |n: usize| match &test.filter.lines {
        None => view.purchase_amount(n),
        Some(_) => lines(test, view, n)
            .map(|place| view.line(place).amount)
            .sum(),
    };
    counted(test, view).map(paid).sum()
}

/// Places of the lines of the n-th purchase that the filter is about.
fn lines<'a, V: View>(
    test: &'a PurchaseTest,
    view: &'a V,
    n: usize,
) -> impl Iterator<Item = usize> + use<'a, V> {
    let filter = test.filter.lines.as_ref();
    view.lines(n)
        .filter(move |place| filter.is_none_or(|filter| view.line_fits(filter, *place)))
}

impl PurchaseWhere {
    fn holds(&self, view: &impl View, n: usize) -> bool {
        let named = |test: &Option<WordTest>, of: Dimension| {
            test.as_ref()
                .is_none_or(|test| test.holds_one(view.purchase_word(of, n)))
        };
        named(&self.store, Dimension::Store)
            && named(&self.channel, Dimension::Channel)
            && named(&self.city, Dimension::City)
            && named(&self.country, Dimension::Country)
            && self.week.as_ref().is_none_or(|week| {
                let local = view.purchase_local(n);
                local.is_some_and(|local| week.contains(&local))
            })
            && self.lines.as_ref().is_none_or(|filter| {
                let mut places = view.lines(n);
                places.any(|place| view.line_fits(filter, place))
            })
    }
}

/// Calls `each` with every value of a dimension that the n-th purchase has; days are numbers since 1970.
fn values_of(
    of: Dimension,
    view: &impl View,
    n: usize,
    filter: Option<&LineWhere>,
    mut each: impl FnMut(i64),
) {
    if of == Dimension::Day {
        let local = view.purchase_local(n).into_iter();
        return local.for_each(|local| each(i64::from(local.date.days())));
    }
    if !of.is_of_lines() {
        return each_name(view.purchase_word(of, n), |name| {
            each(i64::from(name.number()))
        });
    }
    for place in view.lines(n) {
        if filter.is_none_or(|filter| view.line_fits(filter, place)) {
            names_of_line(of, view, place, |name| each(i64::from(name.number())));
        }
    }
}

/// Calls `each` with a name, if it is one.
fn each_name(name: NameId, mut each: impl FnMut(NameId)) {
    if name != NameId::NONE {
        each(name);
    }
}

/// Calls `each` with the goods, the brand or every category of a line.
fn names_of_line(of: Dimension, view: &impl View, place: usize, mut each: impl FnMut(NameId)) {
    let line = view.line(place);
    match of {
        Dimension::Sku => each_name(line.sku, each),
        Dimension::Brand => each_name(line.brand, each),
        _ => line.category.iter().for_each(|name| each(*name)),
    }
}

/// Whether what the member buys most often is one of these: in most purchases, then for most money; if still
/// several stand first, any of them will do.
pub(super) fn favourite_is(
    of: Dimension,
    is: &NameSet,
    window: &WindowTest,
    view: &impl View,
) -> bool {
    let mut rows: Vec<Bought> = Vec::new();
    for purchase in places_in(view.purchase_times(), window, view) {
        each_bought(of, view, purchase, |name, amount| {
            rows.push(Bought {
                name,
                purchase,
                amount,
            });
        });
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

/// Calls `each` with every name of a dimension that the n-th purchase has, and the money paid under it.
fn each_bought(of: Dimension, view: &impl View, n: usize, mut each: impl FnMut(NameId, Money)) {
    if !of.is_of_lines() {
        let amount = view.purchase_amount(n);
        return each_name(view.purchase_word(of, n), |name| each(name, amount));
    }
    for place in view.lines(n) {
        let amount = view.line(place).amount;
        names_of_line(of, view, place, |name| each(name, amount));
    }
}
