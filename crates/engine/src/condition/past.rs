//! What past purchases answer: counts, sums, averages, different values, favourites.

use super::evaluate::places_in;
use super::leaf::{Measure, PurchaseTest, PurchaseWhere, WindowTest, whole};
use super::line::LineWhere;
use super::names::{NameId, NameSet};
use super::view::View;
use super::written::Dimension;
use crate::number::{Money, Quantity};

/// Whether past purchases are as asked.
pub(super) fn purchases_hold(test: &PurchaseTest, view: &impl View) -> bool {
    match test.measure {
        // Nobody counts on once the answer stands.
        Measure::Count => {
            let enough = usize::try_from(test.range.settled_at()).unwrap_or(usize::MAX);
            test.holds_of(counted(test, view).take(enough).count(), 0)
        }
        Measure::Average => {
            let purchases = counted(test, view).count();
            test.holds_of(purchases, sum(test, view).minor())
        }
        Measure::Sum | Measure::Units | Measure::Distinct(_) => {
            test.holds_of(0, measured(test, view))
        }
    }
}

/// What is measured of the purchases that count: purchases, minor units, ten-thousandths of units or different
/// values. Of an average it is the sum.
pub(super) fn measured(test: &PurchaseTest, view: &impl View) -> i64 {
    match test.measure {
        Measure::Count => whole(counted(test, view).count()),
        Measure::Sum | Measure::Average => sum(test, view).minor(),
        Measure::Units => {
            let mut units = Quantity::ZERO;
            each_line(test, view, |place| units += view.line(place).quantity);
            units.raw()
        }
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
    if test.filter.lines.is_none() {
        let paid = counted(test, view).map(|n| view.purchase_amount(n));
        return paid.sum();
    }
    let mut sum = Money::ZERO;
    each_line(test, view, |place| sum += view.line(place).amount);
    sum
}

/// Calls `each` with the place of every line that counts: of the purchases the filter is about, those it is about.
fn each_line(test: &PurchaseTest, view: &impl View, mut each: impl FnMut(usize)) {
    let (filter, places) = (
        &test.filter,
        places_in(view.purchase_times(), &test.window, view),
    );
    // Lines of purchases that all count are read in one go.
    let step = if filter.is_about_all() {
        places.len().max(1)
    } else {
        1
    };
    for n in places.step_by(step).filter(|n| filter.is_about(view, *n)) {
        let lines = view.lines(n..n + step);
        match &filter.lines {
            None => lines.for_each(&mut each),
            Some(filter) => view.lines_fitting(filter, lines).for_each(&mut each),
        }
    }
}

impl PurchaseWhere {
    /// Whether a purchase counts.
    fn holds(&self, view: &impl View, n: usize) -> bool {
        self.is_about(view, n)
            && self.lines.as_ref().is_none_or(|filter| {
                let lines = view.lines(n..n + 1);
                view.lines_fitting(filter, lines).next().is_some()
            })
    }

    /// Whether a purchase counts if its lines do.
    fn is_about(&self, view: &impl View, n: usize) -> bool {
        (self.outlet.is_about_all() || view.outlet_fits(&self.outlet, n))
            && self
                .week
                .as_ref()
                .is_none_or(|week| view.week_fits(week, n))
    }

    /// Whether every purchase counts if its lines do.
    fn is_about_all(&self) -> bool {
        self.outlet.is_about_all() && self.week.is_none()
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
    let lines = view.lines(n..n + 1);
    let show = |place| names_of_line(of, view, place, |name| each(i64::from(name.number())));
    match filter {
        None => lines.for_each(show),
        Some(filter) => view.lines_fitting(filter, lines).for_each(show),
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
    for place in view.lines(n..n + 1) {
        let amount = view.line(place).amount;
        names_of_line(of, view, place, |name| each(name, amount));
    }
}
