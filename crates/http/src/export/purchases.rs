//! `GET /v1/exports/purchases`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regulars_app::purchase::{self, PurchaseFilter, PurchaseFound};
use regulars_app::{Cursor, Page, audit};

use super::stream::{self, Listing, PAGE};
use crate::auth::By;
use crate::body::Params;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::Problem;
use crate::purchase::search::{EXTERNAL, FROM, IDENTIFIED, STATE, STORE, SearchParams, TO, state};
use crate::render::{Moment, Scales};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_purchases",
    noun: Noun::Reports,
    summary: "Take purchases out as a file",
    description: "Everyone's purchases, latest first, as CSV in the form of the file of members.",
    address: &[],
    query: &[FROM, TO, STORE, IDENTIFIED, STATE, EXTERNAL],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[],
};

const COLUMNS: [&str; 15] = [
    "purchase",
    "id",
    "at",
    "store",
    "till",
    "cashier",
    "channel",
    "state",
    "member",
    "member_name",
    "amount",
    "discount",
    "redeemed",
    "to_pay",
    "refunded",
];

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    headers: HeaderMap,
    Params(params): Params<SearchParams>,
) -> Result<Response, Problem> {
    let (filter, ..) = params.check()?;
    audit::exported(&server.app, caller.by, "purchases.export", None).await?;
    stream::send(server, headers, "purchases", Purchases(filter)).await
}

struct Purchases(PurchaseFilter);

impl Listing for Purchases {
    type Row = PurchaseFound;

    fn header(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(
        &self,
        server: &Server,
        after: Option<Cursor>,
    ) -> Result<Page<PurchaseFound>, Problem> {
        Ok(purchase::search(&server.app, self.0.clone(), after, PAGE).await?)
    }

    fn cells(&self, server: &Server, found: PurchaseFound) -> Vec<String> {
        let head = found.head;
        let live = server.app.programs().at(head.at);
        let money = |money| Scales(&live.program).money(money).to_string();
        let text = |text: Option<String>| text.unwrap_or_default();
        let (buyer, name) = match found.buyer {
            Some(buyer) => (buyer.id.to_string(), text(buyer.name)),
            None => Default::default(),
        };
        vec![
            head.id.to_string(),
            text(head.external.map(|external| external.id)),
            Moment::local(head.at, head.offset).to_string(),
            text(head.store.map(|store| store.to_string())),
            text(found.till),
            text(found.cashier),
            text(head.channel),
            state(found.standing).word().to_owned(),
            buyer,
            name,
            money(head.totals.amount),
            money(head.totals.discount),
            money(head.totals.redeemed),
            money(head.totals.to_pay),
            money(head.returned),
        ]
    }
}
