//! `GET /v1/exports/members`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regulars_app::member::{self, MemberFilter, MemberView, Summary};
use regulars_app::{Cursor, IdentifierKind, Page, audit};
use regulars_engine::member::Gender;
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::Points;
use serde::Deserialize;

use super::stream::{self, Listing, PAGE};
use crate::auth::By;
use crate::body::Params;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::Problem;
use crate::render::Scales;
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_members",
    noun: Noun::Reports,
    summary: "Take members out as a file",
    description: "Members with where they stand, as CSV in UTF-8 with a byte order mark; cells that a spreadsheet would run begin \
        with an apostrophe. The file is sent as it is read. It breaks off, without its last chunk, when the session ends, the \
        key is revoked or the server stops. The audit tells who took it.",
    address: &[],
    query: &[
        ("q", "As for the list of members."),
        ("city", "City, exactly."),
        ("tag", "A label, exactly."),
        ("store", "Home store."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[],
};

/// Columns of every member, before those of the program's units.
const COLUMNS: [&str; 20] = [
    "id",
    "registered_at",
    "blocked",
    "last_name",
    "first_name",
    "middle_name",
    "birth_date",
    "gender",
    "city",
    "phone",
    "email",
    "external_id",
    "card",
    "language",
    "store",
    "tags",
    "tier",
    "purchases",
    "spent",
    "last_purchase_at",
];

/// Which members.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExportParams {
    q: Option<String>,
    city: Option<String>,
    tag: Option<String>,
    store: Option<StoreId>,
}

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    headers: HeaderMap,
    Params(params): Params<ExportParams>,
) -> Result<Response, Problem> {
    audit::exported(&server.app, caller.by, "members.export", None).await?;
    let live = server.app.programs().at(server.app.now());
    let listing = Members {
        filter: MemberFilter {
            q: params.q,
            city: params.city,
            tag: params.tag,
            store: params.store,
        },
        units: live
            .program
            .units
            .iter()
            .map(|unit| unit.id.clone())
            .collect(),
    };
    stream::send(server, headers, "members", listing).await
}

struct Members {
    filter: MemberFilter,
    units: Vec<UnitId>,
}

impl Listing for Members {
    type Row = (MemberView, Summary);

    fn header(&self) -> Vec<String> {
        let units = self.units.iter().map(UnitId::as_str);
        COLUMNS
            .into_iter()
            .chain(units)
            .map(str::to_owned)
            .collect()
    }

    async fn page(
        &self,
        server: &Server,
        after: Option<Cursor>,
    ) -> Result<Page<Self::Row>, Problem> {
        let page = member::find(&server.app, self.filter.clone(), after, PAGE).await?;
        let ids = page.items.iter().map(|view| view.id).collect();
        let summaries = member::summaries(&server.app, ids).await?;
        Ok(Page {
            items: page.items.into_iter().zip(summaries.of).collect(),
            next: page.next,
        })
    }

    fn cells(&self, server: &Server, (view, summary): Self::Row) -> Vec<String> {
        let live = server.app.programs().at(server.app.now());
        let scales = Scales(&live.program);
        let profile = view.profile;
        let of = |kind| {
            let own = view.identifiers.iter().filter(move |own| own.kind == kind);
            own.map(|own| own.value.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let text = |text: Option<String>| text.unwrap_or_default();
        let mut cells = vec![
            view.id.to_string(),
            view.registered_at.to_string(),
            view.blocked.to_string(),
            text(profile.last_name),
            text(profile.first_name),
            text(profile.middle_name),
            profile
                .birth_date
                .map(|date| date.to_string())
                .unwrap_or_default(),
            profile.gender.map(word).unwrap_or_default().to_owned(),
            text(profile.city),
            text(profile.phone),
            text(profile.email),
            of(IdentifierKind::ExternalId),
            of(IdentifierKind::Card),
            text(profile.language),
            text(profile.store.map(|store| store.to_string())),
            profile.tags.join(" "),
            text(summary.tier.map(|tier| tier.to_string())),
            summary.purchases.to_string(),
            scales.money(summary.spent).to_string(),
            text(summary.last_purchase_at.map(|at| at.to_string())),
        ];
        let available = |unit: &UnitId| {
            let own = summary.balances.iter().find(|own| own.unit == *unit);
            let points = own.map(|own| own.available).unwrap_or(Points::ZERO);
            scales.points(unit, points).to_string()
        };
        cells.extend(self.units.iter().map(available));
        cells
    }
}

fn word(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "female",
        Gender::Male => "male",
        Gender::Other => "other",
    }
}
