//! Lists of goods suggested.

use regulars_app::suggestion::{Suggested, Suggestions, Why};
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::Moment;

/// Goods suggested, beside what is popular.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suggestions)]
pub struct Lists {
    /// When it was learned what goes together: once a day.
    as_of: Moment,
    /// For whom it was asked, the likeliest first.
    suggested: Vec<GoodsSuggested>,
    /// What everybody would be told.
    popular: Vec<GoodsSuggested>,
}

/// Goods suggested.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Suggestion)]
pub struct GoodsSuggested {
    /// What.
    #[schema(example = "cola")]
    sku: String,
    /// What the catalogue calls it; `null`: it does not know it.
    #[schema(example = "Cola")]
    name: Option<String>,
    /// From 0 to 1; comparable within one list only.
    #[schema(example = 0.31)]
    score: f64,
    /// `again`: the member buys it again and again, and it is time. `together`: who has what the member or the basket has takes it too.
    /// `popular`: many buy it.
    #[schema(example = "together")]
    why: &'static str,
}

impl From<Suggestions> for Lists {
    fn from(found: Suggestions) -> Self {
        let list = |goods: Vec<Suggested>| goods.into_iter().map(GoodsSuggested::from).collect();
        Self {
            as_of: Moment::utc(found.as_of),
            suggested: list(found.suggested),
            popular: list(found.popular),
        }
    }
}

impl From<Suggested> for GoodsSuggested {
    fn from(goods: Suggested) -> Self {
        Self {
            sku: goods.sku,
            name: goods.name,
            score: goods.score,
            why: match goods.why {
                Why::Again => "again",
                Why::Together => "together",
                Why::Popular => "popular",
            },
        }
    }
}
