//! How often what is suggested is right, beside what is popular; and what would be suggested.

use regulars_engine::said;
use regulars_insight::recommend::{HitRate, evaluate};
use serde::Serialize;

use crate::app::App;
use crate::error::{AppError, Result};
use crate::suggestion::{SuggestRequest, Suggested, check, learned, suggest};

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextReport {
    /// When it was learned what goes together.
    pub as_of: String,
    /// For the member and the basket that were named; empty of neither.
    pub suggestions: Vec<Suggested>,
    /// What everybody would get: the bar to beat.
    pub popular: Vec<Suggested>,
    /// How often members' last visit held what would have been suggested before it.
    pub hit_rate: HitRate,
}

/// Makes the report.
///
/// # Errors
/// A list of no length, a member or goods nobody knows; a store that cannot be read.
pub async fn next(app: &App, request: SuggestRequest) -> Result<NextReport> {
    check(&request)?;
    app.read(move |app, reader| {
        let learned = learned(app, reader)?;
        if let Some(sku) = { request.basket.iter() }.find(|sku| learned.number(sku).is_none()) {
            return Err(AppError::field(
                "basket",
                said!(
                    "holds `{sku}`, which no member has bought",
                    "содержит `{sku}`, чего никто из участников не покупал"
                ),
            ));
        }
        let found = suggest(app, reader, &request)?;
        let is_asked = request.member.is_some() || !request.basket.is_empty();
        Ok(NextReport {
            as_of: learned.as_of.to_string(),
            suggestions: if is_asked {
                found.suggested
            } else {
                Vec::new()
            },
            popular: found.popular,
            hit_rate: evaluate(&learned.visits, request.top),
        })
    })
    .await
}
