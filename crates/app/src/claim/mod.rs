//! Rewards: what a member may claim, claims, and what becomes of them.

mod catalogue;
mod end;
mod expire;
mod list;
mod make;
mod read;

pub use catalogue::{Catalogue, catalogue};
pub use end::{EndRequest, Wish, end};
pub(crate) use expire::expire;
pub use list::{Which, list};
pub use make::{ClaimRequest, make};
pub use read::{ClaimView, read};
pub use regulars_store::{ClaimRow, ClaimState};

use regulars_engine::id::ClaimId;
use regulars_engine::name::RuleId;
use regulars_engine::time::Instant;
use regulars_store::Fact;

/// What becomes of a claim, for the journal.
fn fact(at: Instant, kind: &'static str, claim: ClaimId, reward: &RuleId) -> Fact {
    let payload = serde_json::json!({"claim": claim.to_string(), "reward": reward});
    Fact {
        at,
        kind,
        owner: None,
        payload: payload.to_string(),
    }
}
