//! Points that a member sends to another.
//!
//! A transfer is two decisions in one changeset: the sender's lots give points to the program's account `transferred`, and
//! the receiver's new lots take them from there, so that the account stands at zero again. Lots move in the order they would
//! burn, each with its dates, and a lot that is split stays one at the sender.

mod receive;
mod send;
#[cfg(test)]
mod tests;

pub(crate) use receive::decide_receive;
pub(crate) use send::decide_send;

use serde::{Deserialize, Serialize};

use crate::coalition::Issue;
use crate::decision::{Decision, EffectKind};
use crate::id::MemberId;
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::time::Instant;

/// The rule named by what a transfer does.
pub(crate) const TRANSFER: &str = "transfer";

/// Points to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// The unit.
    pub unit: UnitId,
    /// So many, the fee not counted.
    pub points: Points,
    /// To whom.
    pub to: MemberId,
}

/// Points that come from somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiving {
    /// The unit.
    pub unit: UnitId,
    /// From whom.
    pub from: MemberId,
    /// As they left the sender.
    pub lots: Vec<MovedLot>,
}

/// Points of one lot on their way to another owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedLot {
    /// So many.
    pub points: Points,
    /// Since when they can be spent.
    pub activates_at: Instant,
    /// When they burn; `None`: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Instant>,
    /// The partner that paid for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<Issue>,
}

/// What was sent: the points that left their lots, and the fee.
pub fn sent(decision: &Decision) -> Option<(&[MovedLot], Points)> {
    let mut effects = decision.effects.iter();
    effects.find_map(|effect| match &effect.kind {
        EffectKind::Send { lots, fee, .. } => Some((lots.as_slice(), *fee)),
        _ => None,
    })
}

fn rule() -> RuleId {
    RuleId::new(TRANSFER)
}
