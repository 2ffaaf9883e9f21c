//! Rewards of the catalogue: claimed by a member, handed over or not.
//!
//! A reward is an activity that a claim sets off: its condition, limit and stock, its price and what it brings are those of
//! any other. What is added here is the claim, which is open until the reward is handed over, given up or left too long.

mod claim;
mod end;

pub(crate) use claim::decide_claim;
pub(crate) use end::decide_end;

use serde::{Deserialize, Serialize};

use crate::counter::Counted;
use crate::decision::{Decision, Effect, EffectKind, Refusal, When};
use crate::event::Event;
use crate::name::RuleId;
use crate::program::{Activity, Program, Reward};
use crate::situation::Situation;
use crate::time::Instant;

/// A reward to claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which.
    pub reward: RuleId,
}

/// A claim that ends without its reward.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimEnd {
    /// What was claimed.
    pub reward: RuleId,
    /// When.
    pub at: Instant,
    /// The effects of the claim's decision.
    pub effects: Vec<Effect>,
    /// Why it ends.
    pub why: Ending,
}

/// Why a claim ends without its reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Somebody gave it up: it has never been.
    Cancelled,
    /// Nobody fetched the reward in time.
    Expired,
}

/// What becomes of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimMove {
    /// It is made.
    Made {
        /// Till when the reward is to be fetched; `None`: for ever, or nothing is to be fetched.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expires_at: Option<Instant>,
        /// It was given with the claim; nothing is handed over.
        given: bool,
    },
    /// It was given up.
    Cancelled,
    /// Its reward was not fetched in time.
    Expired,
}

/// A reward as a member finds it in the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// Which.
    pub reward: RuleId,
    /// Why it cannot be claimed now; `None`: it can.
    pub refusal: Option<Refusal>,
    /// How many are left of its stock; `None`: it has none.
    pub left: Option<i64>,
    /// How often the member may still claim it, or one of its choice, in the time of its limit; `None`: without limit.
    pub times_left: Option<i64>,
}

/// The catalogue, as a member finds it at an instant, in file order.
pub fn catalogue(program: &Program, situation: &Situation, when: When) -> Vec<Offered> {
    let offered = |reward: &Reward| {
        let claim = Claim {
            reward: reward.id.clone(),
        };
        let activity = program.activity_of(reward)?;
        let zone = &program.zone;
        let left = activity.stock.map(|stock| {
            let id = &activity.id;
            stock.left(id, situation, &[], when.posted_at, zone)
        });
        let times_left = activity
            .limit
            .map(|limit| limit.left(activity.limited_as(), situation, when.posted_at, zone));
        let refusal = crate::decide(program, situation, &Event::Claim(claim), when).refusal;
        Some(Offered {
            reward: reward.id.clone(),
            refusal,
            left,
            times_left,
        })
    };
    program.rewards.iter().filter_map(offered).collect()
}

/// What a decision said of a claim.
pub fn claim_move(decision: &Decision) -> Option<&ClaimMove> {
    decision
        .effects
        .iter()
        .find_map(|effect| match &effect.kind {
            EffectKind::Claim(moved) => Some(moved),
            _ => None,
        })
}

impl Program {
    /// The reward of that id.
    pub fn reward(&self, id: &RuleId) -> Option<&Reward> {
        self.rewards.iter().find(|reward| reward.id == *id)
    }

    /// The activity that a claim of a reward sets off.
    pub fn activity_of(&self, reward: &Reward) -> Option<&Activity> {
        let mut activities = self.activities.iter();
        activities.find(|activity| activity.id == reward.id)
    }
}

/// Whether a counter holds how often rules were used.
fn is_of_uses(counted: &Counted) -> bool {
    matches!(counted, Counted::Uses(_))
}

#[cfg(test)]
mod tests;
