//! The few that carry most, and how regular they are.

use std::collections::BTreeMap;

use regulars_engine::both;
use regulars_engine::name::{SegmentId, Sku};
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::Step;
use regulars_insight::history::within;
use regulars_insight::rfm::{self, Class, Regularity, Shares, xyz};
use regulars_store::Reader;
use serde::Serialize;

use super::base::{Audience, Base, Days, Purse, as_of, read};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::insight;

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
#[derive(Debug, Clone)]
pub struct AbcRequest {
    /// What is weighed.
    pub of: Of,
    /// On which days.
    pub days: Days,
    /// Class A carries so many hundredths of the whole.
    pub a: u8,
    /// A and B carry so many.
    pub b: u8,
    /// By whose purchases; absent: by those of all members.
    pub segment: Option<SegmentId>,
    /// Tell so many items, the heaviest first.
    pub each: Option<usize>,
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
    /// What the catalogue calls the goods; `null` of members, and of goods it does not know.
    pub name: Option<String>,
    /// What it carries.
    pub revenue: String,
    /// Its weight.
    pub class: Class,
    /// Its regularity by month.
    pub regularity: Regularity,
}

/// What the heaviest carry together: a point of the curve of Pareto.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CurvePoint {
    /// So many of the heaviest.
    pub items: usize,
    /// What they carry.
    pub revenue: String,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AbcReport {
    /// As of when.
    pub as_of: String,
    /// By whose purchases; `null`: by those of all members.
    pub segment: Option<SegmentId>,
    /// What was weighed.
    pub of: Of,
    /// The currency of money in it.
    pub currency: String,
    /// Classes in order.
    pub classes: Vec<ClassRow>,
    /// What the heaviest carry, from none to all, in a hundred steps at most.
    pub curve: Vec<CurvePoint>,
    /// Items, the heaviest first, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<Vec<Item>>,
}

/// Money by month of an item.
type Months = BTreeMap<i32, i64>;

/// Makes the report.
///
/// # Errors
/// Days that are no period, shares that do not rise; no such segment; a store that cannot be read.
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
    read(app, move |app, reader| {
        let audience = Audience::read(app, reader, request.segment.as_ref())?;
        let items = match request.of {
            Of::Members => members(app, reader, &audience, ends)?,
            Of::Products => products(app, reader, &audience, ends)?,
        };
        let mut report = report(request, &items, Purse::of(app), as_of(app));
        if report.of == Of::Products {
            name_goods(reader, report.each.as_deref_mut().unwrap_or_default())?;
        }
        Ok(report)
    })
    .await
}

fn members(
    app: &App,
    reader: &Reader<'_>,
    audience: &Audience,
    (from, to): (i32, i32),
) -> Result<Vec<(String, Months)>> {
    let base = Base::load(app, reader, audience)?;
    let items = base.each().map(|(member, purchases)| {
        let mut months = Months::new();
        for purchase in within(purchases, from, to) {
            *months.entry(Step::Month.of(purchase.day)).or_default() += purchase.amount;
        }
        (member.to_string(), months)
    });
    Ok(items.filter(|(_, months)| !months.is_empty()).collect())
}

fn products(
    app: &App,
    reader: &Reader<'_>,
    audience: &Audience,
    (from, to): (i32, i32),
) -> Result<Vec<(String, Months)>> {
    let days = LocalDate::from_days(from)..=LocalDate::from_days(to);
    let month = |day: LocalDate| days.contains(&day).then(|| Step::Month.of(day.days()));
    insight::read(app, reader, |columns| {
        let mut items: BTreeMap<String, Months> = BTreeMap::new();
        columns.each_sold(
            |member| audience.has(member),
            month,
            |sku, month, amount| {
                let months = items.entry(sku.to_owned()).or_default();
                *months.entry(month).or_default() += amount;
            },
        );
        items.into_iter().collect()
    })
}

fn name_goods(reader: &Reader<'_>, items: &mut [Item]) -> Result<()> {
    for item in items {
        item.name = { reader.product(&Sku::new(&item.id))? }.and_then(|product| product.facts.name);
    }
    Ok(())
}

fn report(
    request: AbcRequest,
    items: &[(String, Months)],
    purse: Purse,
    as_of: String,
) -> AbcReport {
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
        as_of,
        segment: request.segment,
        of: request.of,
        currency: purse.code(),
        classes: [Class::A, Class::B, Class::C]
            .map(|class| class_row(class, &rows, purse))
            .into(),
        curve: curve(revenue, purse),
        each: request.each.map(|most| each(items, &rows, purse, most)),
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

/// Steps of the curve.
const STEPS: usize = 100;

fn curve(mut revenue: Vec<i64>, purse: Purse) -> Vec<CurvePoint> {
    revenue.sort_unstable_by_key(|carried| std::cmp::Reverse(*carried));
    let steps = revenue.len().min(STEPS);
    let places = (0..=steps).map(|step| (revenue.len() * step).checked_div(steps).unwrap_or(0));
    let (mut items, mut carried) = (0, 0_i64);
    let point = |place: usize| {
        carried += revenue
            .get(items..place)
            .unwrap_or_default()
            .iter()
            .sum::<i64>();
        items = place;
        CurvePoint {
            items,
            revenue: purse.exact(carried),
        }
    };
    places.map(point).collect()
}

fn each(
    items: &[(String, Months)],
    rows: &[(i64, Class, Regularity)],
    purse: Purse,
    most: usize,
) -> Vec<Item> {
    let mut order: Vec<_> = items.iter().zip(rows).collect();
    order.sort_by(|((one, _), a), ((other, _), b)| b.0.cmp(&a.0).then(one.cmp(other)));
    let item = |((id, _), (revenue, class, regularity)): (
        &(String, Months),
        &(i64, Class, Regularity),
    )| Item {
        id: id.clone(),
        name: None,
        revenue: purse.exact(*revenue),
        class: *class,
        regularity: *regularity,
    };
    order.into_iter().take(most).map(item).collect()
}
