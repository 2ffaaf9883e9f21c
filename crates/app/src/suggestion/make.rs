//! Suggests goods to a member, or to go with a basket.

use std::collections::BTreeSet;

use regulars_engine::name::Sku;
use regulars_engine::number::limits::LINES_MAX;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_insight::recommend::{Suggestion, Visit, Why, for_basket, for_member, popular};
use regulars_store::Reader;
use serde::Serialize;

use super::{Learned, learned};
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::{AppError, FieldError, Result};
use crate::insight;
use crate::purchase::find;

/// The longest list.
const TOP_MOST: usize = 100;

/// What is asked.
#[derive(Debug, Clone)]
pub struct SuggestRequest {
    /// Who buys; `None`: nobody who is known.
    pub member: Option<MemberRef>,
    /// Goods in the basket. Those that nobody has bought yet tell nothing.
    pub basket: Vec<String>,
    /// Length of the lists.
    pub top: usize,
}

/// Goods suggested.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggested {
    /// What.
    pub sku: String,
    /// What the catalogue calls it; `None`: it does not know it.
    pub name: Option<String>,
    /// From 0 to 1; comparable within the list only.
    pub score: f64,
    /// Why.
    pub why: Why,
}

/// What is suggested.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestions {
    /// When what it stands on was learned.
    pub as_of: Instant,
    /// For the member and the basket; of neither it is what is popular.
    pub suggested: Vec<Suggested>,
    /// What everybody would get: the bar to beat.
    pub popular: Vec<Suggested>,
}

/// Suggests.
///
/// # Errors
/// `NotFound`, a list too long, a store that cannot be read.
pub async fn make(app: &App, request: SuggestRequest) -> Result<Suggestions> {
    check(&request)?;
    app.read(move |app, reader| suggest(app, reader, &request))
        .await
}

/// Suggests what was checked.
pub(crate) fn suggest(
    app: &App,
    reader: &Reader<'_>,
    request: &SuggestRequest,
) -> Result<Suggestions> {
    let member = match &request.member {
        Some(named) => Some(find(reader, named)?.ok_or_else(|| named.missing())?),
        None => None,
    };
    let learned = learned(app, reader)?;
    let basket: BTreeSet<u32> = { request.basket.iter() }
        .filter_map(|sku| learned.number(sku))
        .collect();
    let found = match member {
        None => {
            let basket: Vec<u32> = basket.into_iter().collect();
            for_basket(&learned.together, &basket, request.top)
        }
        Some(member) => {
            let mut visits =
                insight::read(app, reader, |columns| learned.visits_of(columns, member))?;
            let today = learned.day.days();
            if !basket.is_empty() {
                let goods = basket.iter().copied().collect();
                visits.push(Visit { day: today, goods });
            }
            // What lies in the basket is not suggested again.
            let most = request.top + basket.len();
            let mut found = for_member(&learned.together, &visits, today, most);
            found.retain(|one| !basket.contains(&one.good));
            found.truncate(request.top);
            found
        }
    };
    Ok(Suggestions {
        as_of: learned.as_of,
        suggested: named(reader, &learned, &found)?,
        popular: named(reader, &learned, &popular(&learned.together, request.top))?,
    })
}

/// Lists and baskets of a bearable length.
pub(crate) fn check(request: &SuggestRequest) -> Result<()> {
    let mut wrong = Vec::new();
    if !(1..=TOP_MOST).contains(&request.top) {
        wrong.push(FieldError::new(
            "top",
            said!("goes from 1 to {TOP_MOST}", "может быть от 1 до {TOP_MOST}"),
        ));
    }
    if request.basket.len() > LINES_MAX {
        let given = request.basket.len();
        wrong.push(FieldError::new(
            "basket",
            said!(
                "has {given} goods; up to {LINES_MAX} can be asked about",
                "содержит товаров: {given}; можно не больше {LINES_MAX}"
            ),
        ));
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(AppError::Invalid(wrong)),
    }
}

/// Suggestions with what the catalogue calls them.
fn named(reader: &Reader<'_>, learned: &Learned, found: &[Suggestion]) -> Result<Vec<Suggested>> {
    let named = found.iter().filter_map(|one| {
        let sku = learned.sku(one.good)?;
        Some(reader.product(&Sku::new(sku)).map(|product| Suggested {
            sku: sku.to_owned(),
            name: product.and_then(|product| product.facts.name),
            score: one.score,
            why: one.why,
        }))
    });
    Ok(named.collect::<std::result::Result<_, _>>()?)
}
