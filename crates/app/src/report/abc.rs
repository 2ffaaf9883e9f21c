//! The few that carry most, and how regular they are.

use std::collections::BTreeMap;

use regulars_engine::both;
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::Step;
use regulars_insight::history::within;
use regulars_insight::rfm::{self, Class, Regularity, Shares, xyz};
use regulars_store::Reader;
use serde::Serialize;

use super::base::{Base, Days, Purse};
use crate::app::App;
use crate::error::{AppError, Result};

/// What is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Members by what they paid.
    Members,
    /// Goods by what members paid for them.
    Products,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct AbcRequest {
    /// What is weighed.
    pub of: Of,
    /// On which days.
    pub days: Days,
    /// Class A carries so many hundredths of the whole.
    pub a: u8,
    /// A and B carry so many.
    pub b: u8,
    /// Tell every item.
    pub each: bool,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassRow {
    /// A, B or C.
    pub class: Class,
    /// How many.
    pub items: u64,
    /// What they carry.
    pub revenue: String,
    /// Of them even from month to month (variation up to 10 %), somewhat (25 %), not.
    pub x: u64,
    /// Somewhat even.
    pub y: u64,
    /// Not even.
    pub z: u64,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// The member's id, or the SKU.
    pub id: String,
    /// What it carries.
    pub revenue: String,
    /// Its weight.
    pub class: Class,
    /// Its regularity by month.
    pub regularity: Regularity,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AbcReport {
    /// What was weighed.
    pub of: Of,
    /// The currency of money in it.
    pub currency: String,
    /// Classes in order.
    pub classes: Vec<ClassRow>,
    /// Every item, the heaviest first, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<Vec<Item>>,
}

/// Money by month of an item.
type Months = BTreeMap<i32, i64>;

/// Makes the report.
///
/// # Errors
/// Days that are no period, shares that do not rise; a store that cannot be read.
pub async fn abc(app: &App, request: AbcRequest) -> Result<AbcReport> {
    let ends = request.days.ends()?;
    if !(1..=100).contains(&request.b) || !(1..=request.b).contains(&request.a) {
        return Err(AppError::field(
            "a",
            both!(
                "and b are percent, b not below a",
                "и `b` указывают в процентах, `b` не меньше `a`"
            ),
        ));
    }
    app.read(move |app, reader| {
        let items = match request.of {
            Of::Members => members(reader, ends)?,
            Of::Products => products(reader, ends)?,
        };
        Ok(report(&request, &items, Purse::of(app)))
    })
    .await
}

fn members(reader: &Reader<'_>, (from, to): (i32, i32)) -> Result<Vec<(String, Months)>> {
    let base = Base::load(reader)?;
    let items = base.each().map(|(member, purchases)| {
        let mut months = Months::new();
        for purchase in within(purchases, from, to) {
            *months.entry(Step::Month.of(purchase.day)).or_default() += purchase.amount;
        }
        (member.to_string(), months)
    });
    Ok(items.filter(|(_, months)| !months.is_empty()).collect())
}

fn products(reader: &Reader<'_>, (from, to): (i32, i32)) -> Result<Vec<(String, Months)>> {
    let days = LocalDate::from_days(from)..=LocalDate::from_days(to);
    let mut items: BTreeMap<String, Months> = BTreeMap::new();
    reader.kept_lines(|line| {
        let purchase = line.purchase;
        if days.contains(&purchase.day) {
            let months = items.entry(line.sku.as_str().to_owned()).or_default();
            *months
                .entry(Step::Month.of(purchase.day.days()))
                .or_default() += purchase.amount.minor();
        }
    })?;
    Ok(items.into_iter().collect())
}

fn report(request: &AbcRequest, items: &[(String, Months)], purse: Purse) -> AbcReport {
    let shares = Shares {
        a: request.a,
        b: request.b,
    };
    let revenue: Vec<i64> = items
        .iter()
        .map(|(_, months)| months.values().sum())
        .collect();
    let classes = rfm::abc(&revenue, shares);
    let first = items
        .iter()
        .filter_map(|(_, months)| months.keys().next())
        .min();
    let last = items
        .iter()
        .filter_map(|(_, months)| months.keys().next_back())
        .max();
    let span = first
        .zip(last)
        .map_or(0..0, |(first, last)| *first..*last + 1);
    let regular = items.iter().map(|(_, months)| {
        let even: Vec<i64> = span
            .clone()
            .map(|month| months.get(&month).copied().unwrap_or(0))
            .collect();
        xyz(&even)
    });
    let rows: Vec<(i64, Class, Regularity)> = revenue
        .iter()
        .zip(classes)
        .zip(regular)
        .map(|((revenue, class), regular)| (*revenue, class, regular))
        .collect();
    AbcReport {
        of: request.of,
        currency: purse.code(),
        classes: [Class::A, Class::B, Class::C]
            .map(|class| class_row(class, &rows, purse))
            .into(),
        each: request.each.then(|| each(items, &rows, purse)),
    }
}

fn class_row(class: Class, rows: &[(i64, Class, Regularity)], purse: Purse) -> ClassRow {
    let own = || rows.iter().filter(move |(_, of, _)| *of == class);
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    let regular = |as_this| count(own().filter(|(_, _, regular)| *regular == as_this).count());
    ClassRow {
        class,
        items: count(own().count()),
        revenue: purse.exact(own().map(|(revenue, _, _)| revenue).sum()),
        x: regular(Regularity::X),
        y: regular(Regularity::Y),
        z: regular(Regularity::Z),
    }
}

fn each(items: &[(String, Months)], rows: &[(i64, Class, Regularity)], purse: Purse) -> Vec<Item> {
    let mut order: Vec<_> = items.iter().zip(rows).collect();
    order.sort_by(|((one, _), a), ((other, _), b)| b.0.cmp(&a.0).then(one.cmp(other)));
    let item = |((id, _), (revenue, class, regularity)): (
        &(String, Months),
        &(i64, Class, Regularity),
    )| Item {
        id: id.clone(),
        revenue: purse.exact(*revenue),
        class: *class,
        regularity: *regularity,
    };
    order.into_iter().map(item).collect()
}
