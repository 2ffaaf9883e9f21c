//! `GET /v1/members/{id}/entries`

use axum::extract::State;
use regulars_app::Cause;
use regulars_app::account::{self, AdjustmentRow, EntryView};
use regulars_engine::id::PostingId;
use regulars_engine::language::Language;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::points::{self, Account, PostingKind};
use serde::Serialize;
use utoipa::ToSchema;

use crate::audit::Doer;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::page::{Listed, PAGING, Paging};
use crate::parse::member;
use crate::problem::Kind;
use crate::render::{Decimal, LANGUAGE, Moment, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "account_entries",
    noun: Noun::Accounts,
    summary: "Read the ledger",
    description: "Postings of a member, latest first. The entries of a posting sum to zero; postings never change, a correction is \
        another posting. `at` is when it takes effect, `posted_at` when it was written, `text` says what happened and why.",
    address: &[ID],
    query: &[PAGING[0], PAGING[1], LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Listed<Posting>>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// A movement of one unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Posting {
    /// Our id.
    #[schema(value_type = String, example = "pst_01HZX3V8K0G04")]
    posting: PostingId,
    /// Why: `earn`, `activate`, `redeem`, `expire`, `restore`, `reverse`, `reclassify`, `settle_debt`, `forgive`,
    /// `adjust`, `opening`, `donate`, `forfeit`.
    #[schema(value_type = String, example = "earn")]
    kind: PostingKind,
    /// The unit moved.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// What the balance gains; below zero: loses.
    available: Decimal,
    /// What the points not yet active gain.
    pending: Decimal,
    /// When it takes effect.
    at: Moment,
    /// When it was written.
    posted_at: Moment,
    /// The rule behind it.
    #[schema(value_type = Option<String>, example = "base")]
    rule: Option<RuleId>,
    /// What it belongs to.
    cause: CauseAnswer,
    /// Why a balance was corrected by hand, as somebody wrote it.
    #[schema(example = "a cold burger")]
    reason: Option<String>,
    /// Who corrected it.
    by: Option<Doer>,
    /// Its sides; they sum to zero.
    entries: Vec<Entry>,
    /// What happened and why, in a sentence.
    #[schema(
        example = "37 bonuses = 5% of 740 ₽; valid through 10 March 2027; rule base; purchase of 10 March 2026."
    )]
    text: String,
}

/// What a posting belongs to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Cause)]
struct CauseAnswer {
    /// `purchase`, `return`, `void`, `event`, `adjustment`, `registration` or `time`.
    #[schema(example = "purchase")]
    kind: &'static str,
    /// Our id of it, if it has one.
    #[schema(example = "pur_01HZX3V8K0G04")]
    id: Option<String>,
}

/// One side of a posting.
#[derive(Debug, Serialize, ToSchema)]
struct Entry {
    /// `available`, `pending` of the member; `issued`, `redeemed`, `expired`, `reversed`, `adjusted`, `opening`,
    /// `donated`, `forfeited` of the program.
    #[schema(value_type = String, example = "available")]
    account: Account,
    /// The lot moved; `null` for a debt and for the program's accounts.
    lot: Option<u32>,
    /// What the account gains.
    points: Decimal,
}

/// Lists a member's postings.
pub async fn entries(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Params(paging): Params<Paging>,
) -> Outcome<Listed<Posting>> {
    let (cursor, limit) = paging.check()?;
    let page = account::entries(&server.app, member(&id)?, cursor, limit).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Listed::of(page, |view| {
        answer(view, Scales(&live.program), language)
    })))
}

fn answer(view: EntryView, scales: Scales<'_>, language: Language) -> Posting {
    let text = view.in_words(language);
    let (reason, by) = match view.correction {
        Some(AdjustmentRow { by, name, reason }) => (Some(reason), Some(Doer::of(by, name))),
        None => (None, None),
    };
    let row = view.row;
    let posting = row.posting;
    let entries = posting.entries.iter().map(|entry| Entry {
        account: entry.account,
        lot: entry.lot.map(|lot| lot.0),
        points: scales.points(&posting.unit, entry.points),
    });
    let (kind, id) = cause(row.cause);
    Posting {
        posting: row.id,
        kind: posting.kind,
        available: scales.points(&posting.unit, gained(&posting, Account::Available)),
        pending: scales.points(&posting.unit, gained(&posting, Account::Pending)),
        at: Moment::utc(posting.at),
        posted_at: Moment::utc(row.posted_at),
        cause: CauseAnswer { kind, id },
        reason,
        by,
        entries: entries.collect(),
        text,
        rule: posting.rule,
        unit: posting.unit,
    }
}

/// What an account gains by a posting.
pub fn gained(posting: &points::Posting, account: Account) -> Points {
    let of = posting
        .entries
        .iter()
        .filter(|entry| entry.account == account);
    of.map(|entry| entry.points).sum()
}

/// The word for what a posting belongs to, and our id of it.
pub fn cause(cause: Cause) -> (&'static str, Option<String>) {
    match cause {
        Cause::Purchase(id) => ("purchase", Some(id.to_string())),
        Cause::Return(id) => ("return", Some(id.to_string())),
        Cause::Void(id) => ("void", Some(id.to_string())),
        Cause::Event(id) => ("event", Some(id.to_string())),
        Cause::Claim(id) => ("claim", Some(id.to_string())),
        Cause::Transfer(id) => ("transfer", Some(id.to_string())),
        Cause::Merge(id) => ("merge", Some(id.to_string())),
        Cause::Erasure => ("erasure", None),
        Cause::Adjustment(id) => ("adjustment", Some(id.to_string())),
        Cause::Registration => ("registration", None),
        Cause::Time => ("time", None),
    }
}
