//! `GET /v1/reports/hours`

use axum::extract::State;
use regulars_app::report::{self, HourRow, HoursRequest};
use regulars_engine::name::SegmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::params::{FROM, SEGMENT, TO, days, segment};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::Moment;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_hours",
    noun: Noun::Reports,
    summary: "Report the busiest hours",
    description: "Purchases by day of the week and hour of the day, by the clocks of the place: everybody's, those without a card too, \
        or those of a segment's members.",
    address: &[],
    query: &[FROM, TO, SEGMENT],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Hours>()),
    also: &[],
    problems: &[],
};

/// Purchases by hour of the week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HoursReport)]
pub struct Hours {
    /// As of when.
    #[schema(value_type = Moment)]
    as_of: String,
    /// Of whom; `null`: of everybody, those without a card too.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// Hours with any, in order.
    rows: Vec<Hour>,
}

/// An hour of the week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HoursRow)]
struct Hour {
    /// 1 is Monday, 7 Sunday.
    weekday: u8,
    /// 0 to 23.
    hour: u8,
    /// Purchases of which something was kept.
    purchases: i64,
}

impl From<HourRow> for Hour {
    fn from(row: HourRow) -> Self {
        Self {
            weekday: row.weekday,
            hour: row.hour,
            purchases: row.purchases,
        }
    }
}

/// Which days, of whom.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HoursParams {
    from: Option<String>,
    to: Option<String>,
    segment: Option<String>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<HoursParams>,
) -> Outcome<Hours> {
    let request = HoursRequest {
        days: days(params.from.as_deref(), params.to.as_deref())?,
        segment: segment(params.segment),
    };
    let report = report::hours(&server.app, request).await?;
    Ok(Answer::ok(Hours {
        as_of: report.as_of,
        segment: report.segment,
        rows: report.rows.into_iter().map(Hour::from).collect(),
    }))
}
