//! `GET /v1/reports/abc`

use axum::extract::State;
use regulars_app::report::{self, AbcReport, AbcRequest, Of};
use regulars_engine::name::SegmentId;
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::params::{FROM, SEGMENT, TO, TOP, days, segment, shown, top, wrong};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::Problem;
use crate::render::{Decimal, Moment};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_abc",
    noun: Noun::Reports,
    summary: "Report weight and regularity",
    description: "The few members or goods that carry most, and how even they are from month to month.\n\n\
        - From the heaviest down, an item is A while those before it carry less than `a` percent of the whole, B up to `b`, C the rest; \
        equal ones are of one class.\n\
        - X, Y and Z: money varies by up to 10 %, by up to 25 %, by more, over the months from the first to the last with a purchase.",
    address: &[],
    query: &[
        (
            "of",
            "What is weighed: `members` by what they paid, or `products` by what members paid for them. Absent: `members`.",
        ),
        FROM,
        TO,
        (
            "a",
            "Percent of the whole that class A carries. Absent: 80.",
        ),
        ("b", "Percent of the whole that A and B carry. Absent: 95."),
        SEGMENT,
        TOP,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Abc>()),
    also: &[],
    problems: &[],
};

/// Weight and regularity of members or goods.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AbcReport)]
pub struct Abc {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// By whose purchases; `null`: by those of all members.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// What was weighed: `members` or `products`.
    #[schema(example = "products")]
    of: &'static str,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Classes in order.
    classes: Vec<Class>,
    /// What the heaviest carry together, from none to all, in a hundred steps at most.
    curve: Vec<Point>,
    /// Items, the heaviest first; `null`: not asked.
    each: Option<Vec<Item>>,
}

/// A class.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AbcClass)]
struct Class {
    /// `A`, `B` or `C`.
    #[schema(example = "A")]
    class: &'static str,
    /// How many.
    items: u64,
    /// What they carry.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// Of them even from month to month.
    x: u64,
    /// Somewhat even.
    y: u64,
    /// Not even.
    z: u64,
}

/// A point of the curve of Pareto.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AbcPoint)]
struct Point {
    /// So many of the heaviest.
    items: usize,
    /// What they carry.
    #[schema(value_type = Decimal)]
    revenue: String,
}

/// A member, or goods.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AbcItem)]
struct Item {
    /// The member's id, or the SKU.
    #[schema(example = "burger")]
    id: String,
    /// What the catalogue calls the goods; `null` of members, and of goods it does not know.
    #[schema(example = "Burger")]
    name: Option<String>,
    /// What it carries.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// `A`, `B` or `C`.
    #[schema(example = "A")]
    class: &'static str,
    /// `X`, `Y` or `Z`.
    #[schema(example = "Z")]
    regularity: &'static str,
}

/// Of what, on which days, by whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AbcParams {
    of: Option<String>,
    from: Option<String>,
    to: Option<String>,
    a: Option<u8>,
    b: Option<u8>,
    segment: Option<String>,
    top: Option<usize>,
}

/// Percent that class A carries when nobody says.
const A: u8 = 80;
/// Percent that A and B carry when nobody says.
const B: u8 = 95;

/// Reports.
pub async fn read(State(server): State<Server>, Params(params): Params<AbcParams>) -> Outcome<Abc> {
    let request = AbcRequest {
        of: of(params.of.as_deref())?,
        days: days(params.from.as_deref(), params.to.as_deref())?,
        a: params.a.unwrap_or(A),
        b: params.b.unwrap_or(B),
        segment: segment(params.segment),
        each: top(params.top)?,
    };
    let report = report::abc(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}

fn of(text: Option<&str>) -> Result<Of, Problem> {
    match text {
        None | Some("members") => Ok(Of::Members),
        Some("products") => Ok(Of::Products),
        Some(other) => {
            let shown = shown(other);
            Err(wrong(
                "of",
                said!(
                    "`{shown}` cannot be weighed; write members or products",
                    "для `{shown}` классов нет; подойдёт `members` или `products`"
                ),
            ))
        }
    }
}

impl From<AbcReport> for Abc {
    fn from(report: AbcReport) -> Self {
        let point = |point: report::CurvePoint| Point {
            items: point.items,
            revenue: point.revenue,
        };
        let each = |items: Vec<_>| items.into_iter().map(Item::from).collect();
        Self {
            as_of: report.as_of,
            segment: report.segment,
            of: match report.of {
                Of::Members => "members",
                Of::Products => "products",
            },
            currency: report.currency,
            classes: report.classes.into_iter().map(Class::from).collect(),
            curve: report.curve.into_iter().map(point).collect(),
            each: report.each.map(each),
        }
    }
}

impl From<report::ClassRow> for Class {
    fn from(row: report::ClassRow) -> Self {
        Self {
            class: letter(row.class),
            items: row.items,
            revenue: row.revenue,
            x: row.x,
            y: row.y,
            z: row.z,
        }
    }
}

impl From<report::Item> for Item {
    fn from(item: report::Item) -> Self {
        Self {
            id: item.id,
            name: item.name,
            revenue: item.revenue,
            class: letter(item.class),
            regularity: match item.regularity {
                report::Regularity::X => "X",
                report::Regularity::Y => "Y",
                report::Regularity::Z => "Z",
            },
        }
    }
}

fn letter(class: report::Class) -> &'static str {
    match class {
        report::Class::A => "A",
        report::Class::B => "B",
        report::Class::C => "C",
    }
}
