//! `GET /v1/exports/entries`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use regulars_app::account::{self, EntryView};
use regulars_app::{Cursor, MemberRef, Page, audit};
use regulars_engine::language::Language;
use regulars_engine::points::{Account, PostingKind};
use serde::Deserialize;

use super::stream::{self, Listing, PAGE};
use crate::account::entries::{cause, gained};
use crate::auth::By;
use crate::body::Params;
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::parse::member;
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_entries",
    noun: Noun::Reports,
    summary: "Take a member's ledger out as a file",
    description: "Postings of a member, latest first, each with a sentence, as CSV in the form of the file of members.",
    address: &[],
    query: &[
        ("member", "Our id of the member, or `ext:` and your own."),
        LANGUAGE,
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[Kind::NotFound],
};

const COLUMNS: [&str; 11] = [
    "posting",
    "at",
    "posted_at",
    "kind",
    "unit",
    "available",
    "pending",
    "rule",
    "cause",
    "cause_id",
    "text",
];

/// Whose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportParams {
    member: String,
}

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    headers: HeaderMap,
    Params(params): Params<ExportParams>,
) -> Result<Response, Problem> {
    let named = member(&params.member)?;
    let target = regulars_app::member::read(&server.app, named.clone()).await?;
    let target = Some(target.id.to_string());
    audit::exported(&server.app, caller.by, "entries.export", target).await?;
    let listing = Entries {
        member: named,
        language,
    };
    stream::send(server, headers, "entries", listing).await
}

struct Entries {
    member: MemberRef,
    language: Language,
}

impl Listing for Entries {
    type Row = EntryView;

    fn header(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(
        &self,
        server: &Server,
        after: Option<Cursor>,
    ) -> Result<Page<EntryView>, Problem> {
        Ok(account::entries(&server.app, self.member.clone(), after, PAGE).await?)
    }

    fn cells(&self, server: &Server, view: EntryView) -> Vec<String> {
        let live = server.app.programs().at(server.app.now());
        let text = view.in_words(self.language);
        let (row, posting) = (&view.row, &view.row.posting);
        let points = |account| {
            let points = gained(posting, account);
            Scales(&live.program)
                .points(&posting.unit, points)
                .to_string()
        };
        let (cause, cause_id) = cause(row.cause);
        vec![
            row.id.to_string(),
            posting.at.to_string(),
            row.posted_at.to_string(),
            word(posting.kind),
            posting.unit.to_string(),
            points(Account::Available),
            points(Account::Pending),
            posting
                .rule
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            cause.to_owned(),
            cause_id.unwrap_or_default(),
            text,
        ]
    }
}

/// The word for a kind of posting, as answers write it.
fn word(kind: PostingKind) -> String {
    let word = serde_json::to_value(kind).ok();
    let word = word.as_ref().and_then(serde_json::Value::as_str);
    word.unwrap_or_default().to_owned()
}
