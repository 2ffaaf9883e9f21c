//! `GET /v1/reports/next`

use axum::extract::State;
use regulars_app::report::{self, NextReport};
use regulars_app::suggestion::{SuggestRequest, Suggested};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::Moment;
use crate::server::Server;
use crate::suggestion::{GoodsSuggested, skus};

/// The reference.
pub const DOC: Doc = Doc {
    id: "report_next",
    noun: Noun::Reports,
    summary: "Report what is taken next",
    description: "How often suggestions are right, beside the list of what is popular: members' last visit is taken away, lists are made of \
        what is left, and it is counted whose last visit held any of their list. Learned of all members, of an even part of them in a \
        large base; with `basket` also what would be suggested to go with it.",
    address: &[],
    query: &[
        (
            "basket",
            "Goods to go with, as SKUs with commas between them: `burger,cola`. Absent: nothing is suggested.",
        ),
        ("top", "Length of each list, 1 to 100. Absent: 10."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Next>()),
    also: &[],
    problems: &[],
};

/// How often suggestions are right.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = NextReport)]
pub struct Next {
    /// When it was learned.
    #[schema(value_type = Moment)]
    as_of: String,
    /// Length of the lists.
    top: usize,
    /// Members with two visits or more, on whom the lists were tried.
    members: i64,
    /// The share of them whose last visit held one of what would have been suggested to them; `null` of nobody.
    #[schema(example = 0.42)]
    suggested_hit: Option<f64>,
    /// The same of what is popular, one list for everybody.
    #[schema(example = 0.35)]
    popular_hit: Option<f64>,
    /// To go with the basket.
    suggested: Vec<GoodsSuggested>,
    /// What is popular.
    popular: Vec<GoodsSuggested>,
}

/// With what, how many.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NextParams {
    basket: Option<String>,
    top: Option<usize>,
}

/// Reports.
pub async fn read(
    State(server): State<Server>,
    Params(params): Params<NextParams>,
) -> Outcome<Next> {
    let request = SuggestRequest {
        member: None,
        basket: skus(params.basket.as_deref()),
        top: params.top.unwrap_or(10),
    };
    let report = report::next(&server.app, request).await?;
    Ok(Answer::ok(report.into()))
}

impl From<NextReport> for Next {
    fn from(report: NextReport) -> Self {
        let list = |goods: Vec<Suggested>| goods.into_iter().map(GoodsSuggested::from).collect();
        Self {
            as_of: report.as_of,
            top: report.hit_rate.most,
            members: report.hit_rate.members,
            suggested_hit: report.hit_rate.suggested,
            popular_hit: report.hit_rate.popular,
            suggested: list(report.suggestions),
            popular: list(report.popular),
        }
    }
}
