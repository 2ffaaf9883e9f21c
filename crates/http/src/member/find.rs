//! `GET /v1/members`

use axum::extract::State;
use regulars_app::member::{self, MemberFilter, MemberView};
use regulars_app::{Identifier, IdentifierKind, Page};
use regulars_engine::name::StoreId;
use regulars_engine::said;
use serde::Deserialize;

use super::answer::Member;
use super::listed::{self, MemberListed};
use crate::body::{Answer, Outcome, Params};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, Paging};
use crate::parse::{card, email, phone};
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_find",
    noun: Noun::Members,
    summary: "Find members",
    description: "By one identifier, exactly: the list has one member or none. Or by `q`, what a person remembers: parts of names, \
        four digits of a telephone, a card. Every word of it must be found; whole words come first, then beginnings of words \
        and ends of numbers, then any part, and of those that fit equally the newest member. A word of one or two letters is \
        looked for at the beginnings of words. Without either, all members, the newest first. Identifiers stand in the query \
        and not in the path, because paths end up in logs.",
    address: &[],
    query: &[
        ("card", "A card number."),
        ("phone", "A telephone, in any of the forms a profile takes."),
        ("email", "An e-mail address."),
        ("external_id", "Your own id of the member."),
        (
            "q",
            "Parts of a name, telephone, e-mail address, card or of your own id, in any letter case; `е` finds `ё`.",
        ),
        ("city", "City, exactly."),
        ("tag", "A label, exactly."),
        ("store", "Home store."),
        listed::SUMMARY,
        LANGUAGE,
        ("limit", "Items of a page, 1 to 200. Absent: 50."),
        ("cursor", "The `next` of the page before, unchanged."),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<MemberListed>>()),
    also: &[],
    problems: &[],
};

/// What members are found by.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FindParams {
    card: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    external_id: Option<String>,
    q: Option<String>,
    city: Option<String>,
    tag: Option<String>,
    store: Option<StoreId>,
    summary: bool,
    limit: Option<usize>,
    cursor: Option<String>,
}

/// Finds members.
pub async fn find(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Params(params): Params<FindParams>,
) -> Outcome<Listed<MemberListed>> {
    let summary = params.summary;
    let page = page(&server, params).await?;
    let mut summaries = match summary {
        true => {
            let ids = page.items.iter().map(|member| member.id).collect();
            let read = member::summaries(&server.app, ids).await?;
            listed::summaries(read, language)
        }
        false => Vec::new(),
    }
    .into_iter();
    Ok(Answer::ok(Listed::of(page, |view| MemberListed {
        member: Member::from(view),
        summary: summaries.next(),
    })))
}

async fn page(server: &Server, params: FindParams) -> Result<Page<MemberView>, Problem> {
    if let Some(identifier) = identifier(&params)? {
        let found = member::find_one(&server.app, identifier).await?;
        return Ok(Page {
            items: found.into_iter().collect(),
            next: None,
        });
    }
    let (cursor, limit) = Paging {
        limit: params.limit,
        cursor: params.cursor,
    }
    .check()?;
    let filter = MemberFilter {
        q: params.q,
        city: params.city,
        tag: params.tag,
        store: params.store,
    };
    Ok(member::find(&server.app, filter, cursor, limit).await?)
}

/// The one identifier given, normalised.
fn identifier(params: &FindParams) -> Result<Option<Identifier>, Problem> {
    let given = [
        (
            "card",
            IdentifierKind::Card,
            params.card.as_deref().map(card),
        ),
        (
            "phone",
            IdentifierKind::Phone,
            params.phone.as_deref().map(phone),
        ),
        (
            "email",
            IdentifierKind::Email,
            params.email.as_deref().map(email),
        ),
        (
            "external_id",
            IdentifierKind::ExternalId,
            params.external_id.clone().map(Ok),
        ),
    ];
    let mut given = given
        .into_iter()
        .filter_map(|(name, kind, value)| Some((name, kind, value?)));
    let Some((name, kind, value)) = given.next() else {
        return Ok(None);
    };
    if let Some((other, ..)) = given.next() {
        return Err(Problem::at(
            Kind::BadQuery,
            other,
            said!(
                "stands beside `{name}`; find by one identifier at a time",
                "указано вместе с `{name}`; ищите по чему-то одному"
            ),
        ));
    }
    let value = value.map_err(|fault| Problem::at(Kind::BadQuery, name, fault))?;
    Ok(Some(Identifier { kind, value }))
}
