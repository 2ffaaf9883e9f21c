//! `GET /v1/purchases`

use axum::extract::State as Of;
use regulars_app::purchase::{self, PurchaseFilter, PurchaseFound, Standing};
use regulars_app::{App, Cursor};
use regulars_engine::both;
use regulars_engine::id::MemberId;
use regulars_engine::name::StoreId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{PurchaseSummary, State};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, Paging};
use crate::parse::day;
use crate::problem::{Kind, Problem};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "purchase_search",
    noun: Noun::Purchases,
    summary: "List purchases",
    description: "Everyone's purchases, latest first. Days are those of the place of the sale.",
    address: &[],
    query: &[
        FROM,
        TO,
        STORE,
        IDENTIFIED,
        STATE,
        EXTERNAL,
        ("limit", "Items of a page, 1 to 200. Absent: 50."),
        ("cursor", "The `next` of the page before, unchanged."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<PurchaseListed>>()),
    also: &[],
    problems: &[],
};

/// Filters, for the reference of lists and exports.
pub const FROM: (&str, &str) = (
    "from",
    "The first day, as `2026-03-01`. Absent: from the beginning.",
);
/// The last day.
pub const TO: (&str, &str) = ("to", "The last day. Absent: to the latest.");
/// A store.
pub const STORE: (&str, &str) = ("store", "Where.");
/// Of whom.
pub const IDENTIFIED: (&str, &str) = (
    "identified",
    "`true`: those of members; `false`: those of nobody.",
);
/// A state.
pub const STATE: (&str, &str) = (
    "state",
    "`posted`, `partly_returned`, `returned` or `voided`.",
);
/// A caller's id.
pub const EXTERNAL: (&str, &str) = (
    "external",
    "The caller's own id, exactly, whoever the caller was.",
);

/// Which purchases.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SearchParams {
    from: Option<String>,
    to: Option<String>,
    store: Option<StoreId>,
    identified: Option<bool>,
    state: Option<String>,
    external: Option<String>,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// A purchase in a list of everyone's.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurchaseListed {
    #[serde(flatten)]
    summary: PurchaseSummary,
    /// Where it stands.
    state: State,
    /// Which till.
    till: Option<String>,
    /// Which cashier.
    cashier: Option<String>,
    /// Who bought; `null`: nobody was identified.
    member: Option<PurchaseBuyer>,
}

/// Who bought.
#[derive(Debug, Serialize, ToSchema)]
struct PurchaseBuyer {
    /// Our id.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    id: MemberId,
    /// First and last name, as far as they are known.
    name: Option<String>,
}

/// Lists purchases.
pub async fn search(
    Of(server): Of<Server>,
    Params(params): Params<SearchParams>,
) -> Outcome<Listed<PurchaseListed>> {
    let (filter, cursor, limit) = params.check()?;
    let page = purchase::search(&server.app, filter, cursor, limit).await?;
    Ok(Answer::ok(Listed::of(page, |found| {
        PurchaseListed::of(&server.app, found)
    })))
}

impl SearchParams {
    /// The filter, the cursor and the length of a page.
    ///
    /// # Errors
    /// `bad_query`.
    pub fn check(self) -> Result<(PurchaseFilter, Option<Cursor>, usize), Problem> {
        let (cursor, limit) = Paging {
            limit: self.limit,
            cursor: self.cursor,
        }
        .check()?;
        let date = |name, text: Option<String>| text.map(|text| day(name, &text)).transpose();
        let filter = PurchaseFilter {
            from: date("from", self.from)?,
            to: date("to", self.to)?,
            store: self.store.filter(|store| !store.as_str().is_empty()),
            identified: self.identified,
            standing: self.state.as_deref().map(standing).transpose()?,
            external: self.external,
        };
        Ok((filter, cursor, limit))
    }
}

fn standing(word: &str) -> Result<Standing, Problem> {
    Ok(match word {
        "posted" => Standing::Posted,
        "partly_returned" => Standing::PartlyReturned,
        "returned" => Standing::Returned,
        "voided" => Standing::Voided,
        _ => {
            let message = both!(
                "is `posted`, `partly_returned`, `returned` or `voided`",
                "может быть `posted`, `partly_returned`, `returned` или `voided`"
            );
            return Err(Problem::at(Kind::BadQuery, "state", message));
        }
    })
}

/// Where a purchase stands, as callers read it.
pub fn state(standing: Standing) -> State {
    match standing {
        Standing::Posted => State::Posted,
        Standing::PartlyReturned => State::PartlyReturned,
        Standing::Returned => State::Returned,
        Standing::Voided => State::Voided,
    }
}

impl PurchaseListed {
    fn of(app: &App, found: PurchaseFound) -> Self {
        Self {
            summary: PurchaseSummary::of(app, found.head),
            state: state(found.standing),
            till: found.till,
            cashier: found.cashier,
            member: found.buyer.map(|buyer| PurchaseBuyer {
                id: buyer.id,
                name: buyer.name,
            }),
        }
    }
}
