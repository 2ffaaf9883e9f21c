//! `GET /v1/members/{id}/accounts`

use axum::extract::State;
use regulars_app::account::{self, AccountView, AccountsView};
use regulars_engine::id::PurchaseId;
use regulars_engine::language::Language;
use regulars_engine::name::{RuleId, SegmentId, UnitId};
use regulars_engine::points::{Lot, LotState};
use regulars_engine::words::Words;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::challenge::{Badge, Challenge, badges, challenges};
use super::tier::Tier;
use crate::body::{Address, Answer, Outcome, Params};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::member;
use crate::problem::Kind;
use crate::render::{Decimal, LANGUAGE, Moment, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "account_read",
    noun: Noun::Accounts,
    summary: "Read balances",
    description: "Balances of a member by unit with their lots, tiers and segments, as of now: what activates or expires by now \
        has done so in the answer. Of each tier scheme: the level held, what is missing to the next one and by when, and what \
        it takes to keep the present one. Of each challenge that is on: what was done of it and what is missing.",
    address: &[ID],
    query: &[
        LANGUAGE,
        (
            "lots",
            "At most so many lots of each account, those that are spent first; 0: none. Absent: all.",
        ),
    ],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Accounts>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::BadQuery],
};

/// Balances of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accounts {
    /// As of when.
    as_of: Moment,
    /// One account for each unit of the program, in its order.
    accounts: Vec<Account>,
    /// The level held in each scheme of the program, and the way to the next one.
    tiers: Vec<Tier>,
    /// Segments of the program the member is in.
    #[schema(value_type = Vec<String>, example = json!(["lost"]))]
    segments: Vec<SegmentId>,
    /// Challenges of the program that are on, in its order; hidden ones once a goal of theirs was reached.
    challenges: Vec<Challenge>,
    /// Badges the member was given.
    badges: Vec<Badge>,
}

/// The account of one unit.
#[derive(Debug, Serialize, ToSchema)]
struct Account {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Its name.
    #[schema(example = "bonuses")]
    name: String,
    /// Active points less debt.
    available: Decimal,
    /// Available less what live quotes hold.
    spendable: Decimal,
    /// Not yet active.
    pending: Decimal,
    /// Owed.
    debt: Decimal,
    /// The active points that burn first; `null`: none ever will.
    next_expiry: Option<Expiry>,
    /// How many lots have something left.
    lot_count: usize,
    /// Lots with something left, in the order they are spent; pending ones last.
    lots: Vec<LotAnswer>,
}

/// Points that burn at one instant.
#[derive(Debug, Serialize, ToSchema)]
struct Expiry {
    /// When.
    at: Moment,
    /// How many, of all lots that end then.
    points: Decimal,
}

/// How much of it is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    lots: Option<usize>,
}

/// Points given together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Lot)]
struct LotAnswer {
    /// Its number, from 1 for each member.
    lot: u32,
    /// Points given.
    amount: Decimal,
    /// Points left.
    remaining: Decimal,
    /// `pending` or `active`.
    #[schema(value_type = String, example = "active")]
    state: LotState,
    /// Spendable from here on.
    activates_at: Moment,
    /// When the rest burns; `null`: never.
    expires_at: Option<Moment>,
    /// The rule that gave it; `opening`, `adjustment` for those given by hand.
    #[schema(value_type = String, example = "base")]
    rule: RuleId,
    /// The purchase that earned it.
    #[schema(value_type = Option<String>)]
    purchase: Option<PurchaseId>,
}

/// Reads a member's balances.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Params(asked): Params<Asked>,
) -> Outcome<Accounts> {
    let view = account::read(&server.app, member(&id)?).await?;
    let most = asked.lots.unwrap_or(usize::MAX);
    Ok(Answer::ok(answer(&view, most, language)))
}

fn answer(view: &AccountsView, most: usize, language: Language) -> Accounts {
    let words = Words {
        program: &view.live.program,
        language,
    };
    let tiers = view.tiers.iter().filter_map(|tier| Tier::of(tier, words));
    Accounts {
        as_of: Moment::utc(view.as_of),
        accounts: view
            .accounts
            .iter()
            .map(|account| one(view, account, most, language))
            .collect(),
        tiers: tiers.collect(),
        segments: view.segments.clone(),
        challenges: challenges(view, words),
        badges: badges(view, words),
    }
}

fn one(view: &AccountsView, account: &AccountView, most: usize, language: Language) -> Account {
    let program = &view.live.program;
    let points = |points| Scales(program).points(&account.unit, points);
    let name = program
        .unit(&account.unit)
        .map(|unit| language.pick(&unit.name.en, &unit.name.ru).clone());
    Account {
        unit: account.unit.clone(),
        name: name.unwrap_or_default(),
        available: points(account.available),
        spendable: points(account.spendable),
        pending: points(account.pending),
        debt: points(account.debt),
        next_expiry: account.next_expiry().map(|(at, burning)| Expiry {
            at: Moment::utc(at),
            points: points(burning),
        }),
        lot_count: account.lots.len(),
        lots: account
            .lots
            .iter()
            .take(most)
            .map(|own| lot(own, Scales(program)))
            .collect(),
    }
}

fn lot(lot: &Lot, scales: Scales<'_>) -> LotAnswer {
    LotAnswer {
        lot: lot.number.0,
        amount: scales.points(&lot.unit, lot.amount),
        remaining: scales.points(&lot.unit, lot.remaining),
        state: lot.state,
        activates_at: Moment::utc(lot.activates_at),
        expires_at: lot.expires_at.map(Moment::utc),
        rule: lot.rule.clone(),
        purchase: lot.purchase,
    }
}
