//! A claim, as people look at it.

use regulars_app::claim::{ClaimState, ClaimView};
use regulars_engine::id::{ClaimId, MemberId};
use regulars_engine::name::{RuleId, StoreId};
use regulars_engine::program::Text;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::Moment;

/// A claim of a reward.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Claim)]
pub struct ClaimAnswer {
    /// Our id.
    #[schema(value_type = String, example = "clm_01HZX3V8K0G04")]
    claim: ClaimId,
    /// What the member shows to be given the reward.
    #[schema(example = "RW7K2M9QX4T0RWC")]
    code: String,
    /// The reward.
    #[schema(value_type = String, example = "mug")]
    reward: RuleId,
    /// Its name in English and Russian; `null` if the program has it no more.
    name: Option<RewardName>,
    /// Whose.
    member: Claimant,
    /// `open`: waits to be fetched; `given`, `cancelled`, or `expired`: not fetched in time.
    #[schema(example = "open")]
    state: &'static str,
    /// When it was claimed.
    at: Moment,
    /// Till when the reward is to be fetched; `null`: for ever.
    expires_at: Option<Moment>,
    /// When it was handed over, given up or over; `null` while it is open, and for what was given with the claim.
    ended_at: Option<Moment>,
    /// Where it was handed over or given up.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// By whom, as the till named them.
    #[schema(example = "Olga")]
    cashier: Option<String>,
    /// It was done before; this is the same answer.
    replayed: bool,
}

/// A name in two languages.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RewardName {
    /// English.
    #[schema(example = "A mug")]
    en: String,
    /// Russian.
    #[schema(example = "Кружка")]
    ru: String,
}

/// Whose claim it is.
#[derive(Debug, Serialize, ToSchema)]
struct Claimant {
    /// Our id.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    id: MemberId,
    /// Their name.
    #[schema(example = "Anna Petrova")]
    name: Option<String>,
}

impl RewardName {
    pub(super) fn of(name: &Text) -> Self {
        Self {
            en: name.en.clone(),
            ru: name.ru.clone(),
        }
    }
}

impl From<ClaimView> for ClaimAnswer {
    fn from(view: ClaimView) -> Self {
        let row = view.row;
        Self {
            claim: row.id,
            code: row.code,
            reward: row.reward,
            name: view.name.as_ref().map(RewardName::of),
            member: Claimant {
                id: row.member,
                name: view.member,
            },
            state: match row.state {
                ClaimState::Open => "open",
                ClaimState::Given => "given",
                ClaimState::Cancelled => "cancelled",
                ClaimState::Expired => "expired",
            },
            at: Moment::utc(row.at),
            expires_at: row.expires_at.map(Moment::utc),
            ended_at: row.ended_at.map(Moment::utc),
            store: row.store,
            cashier: row.cashier,
            replayed: false,
        }
    }
}

impl ClaimAnswer {
    /// The same, of a call that may have been answered before.
    pub(super) fn again(view: ClaimView, replayed: bool) -> Self {
        Self {
            replayed,
            ..Self::from(view)
        }
    }
}
