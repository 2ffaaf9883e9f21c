//! What a store knows of claims of rewards, in memory.

use serde::Serialize;

use crate::decision::{Decision, When};
use crate::event::Event;
use crate::reward::{Claim, ClaimEnd, ClaimMove, Ending, claim_move};
use crate::said;
use crate::scenario::{ClaimAct, ClaimStep, EngineBackend, Fault, Outcome};
use crate::time::Instant;

/// A claim.
#[derive(Debug)]
pub(super) struct Claimed {
    by: String,
    /// As it would end.
    end: ClaimEnd,
    expires_at: Option<Instant>,
    pub state: ClaimState,
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimState {
    Open,
    Given,
    Cancelled,
    Expired,
}

/// Why nothing is done with a claim that has ended.
const CLOSED: &str = "claim_closed";

impl EngineBackend<'_> {
    /// Makes a claim, hands its reward over, or gives it up.
    pub(super) fn act_on_claim(
        &mut self,
        at: Instant,
        asked: &ClaimStep,
    ) -> Result<Outcome, Fault> {
        let name = &asked.claim;
        if let ClaimAct::Make { by, reward } = &asked.what {
            let claim = Claim {
                reward: reward.clone(),
            };
            let decision = self.post(Some(by), &Event::Claim(claim.clone()), When::now(at));
            if let Some(claimed) = claimed(by, claim, at, &decision) {
                self.claims.insert(name.clone(), claimed);
            }
            return Ok(self.outcome(&decision));
        }
        let claim = self.claims.get_mut(name);
        let claim = claim
            .ok_or_else(|| Fault(said!("there is no claim `{name}`", "нет награды `{name}`")))?;
        if claim.state != ClaimState::Open {
            return Ok(Outcome {
                refused: Some(CLOSED.to_owned()),
                ..Outcome::default()
            });
        }
        if let ClaimAct::Cancel = asked.what {
            let decision = self.end_claim(name, Ending::Cancelled, When::now(at));
            return Ok(decision.map_or_else(Outcome::default, |one| self.outcome(&one)));
        }
        claim.state = ClaimState::Given;
        Ok(Outcome::default())
    }

    /// Ends the claims whose time is over, each as of its own instant.
    pub(super) fn end_claims(&mut self, now: Instant) {
        let due = |claim: &Claimed| {
            let at = claim.expires_at.filter(|at| *at <= now)?;
            (claim.state == ClaimState::Open).then_some(at)
        };
        let claims = self.claims.iter();
        let due: Vec<(String, Instant)> = claims
            .filter_map(|(name, claim)| Some((name.clone(), due(claim)?)))
            .collect();
        for (name, at) in due {
            let when = When { at, posted_at: now };
            self.end_claim(&name, Ending::Expired, when);
        }
    }

    fn end_claim(&mut self, name: &str, why: Ending, when: When) -> Option<Decision> {
        let claim = self.claims.get_mut(name)?;
        claim.state = match why {
            Ending::Cancelled => ClaimState::Cancelled,
            Ending::Expired => ClaimState::Expired,
        };
        claim.end.why = why;
        let (by, end) = (claim.by.clone(), claim.end.clone());
        Some(self.post(Some(&by), &Event::ClaimEnded(Box::new(end)), when))
    }
}

/// The claim that a decision made, if it made one.
fn claimed(by: &str, claim: Claim, at: Instant, decision: &Decision) -> Option<Claimed> {
    let ClaimMove::Made { expires_at, given } = claim_move(decision)? else {
        return None;
    };
    Some(Claimed {
        by: by.to_owned(),
        end: ClaimEnd {
            reward: claim.reward,
            at,
            effects: decision.effects.clone(),
            why: Ending::Cancelled,
        },
        expires_at: *expires_at,
        state: if *given {
            ClaimState::Given
        } else {
            ClaimState::Open
        },
    })
}
