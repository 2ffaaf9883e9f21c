//! Points that one member sends to another, in memory.

use crate::decision::When;
use crate::event::Event;
use crate::id::MemberId;
use crate::said;
use crate::scenario::{EngineBackend, Fault, Outcome, TransferAsk};
use crate::time::Instant;
use crate::transfer::{Receiving, Sending, sent};

impl EngineBackend<'_> {
    /// Both sides of a transfer, or none of them.
    pub(super) fn send(&mut self, at: Instant, asked: &TransferAsk) -> Result<Outcome, Fault> {
        let (from, to) = (self.id_of(&asked.by)?, self.id_of(&asked.to)?);
        let before = (self.members.clone(), self.settled.clone());
        let sending = Event::Send(Sending {
            unit: asked.unit.clone(),
            points: asked.points,
            to,
        });
        let left = self.post(Some(&asked.by), &sending, When::now(at));
        let Some((lots, _)) = sent(&left) else {
            return Ok(self.outcome(&left));
        };
        let receiving = Event::Receive(Receiving {
            unit: asked.unit.clone(),
            from,
            lots: lots.to_vec(),
        });
        let came = self.post(Some(&asked.to), &receiving, When::now(at));
        if came.refusal.is_some() {
            (self.members, self.settled) = before;
            return Ok(self.outcome(&came));
        }
        let mut outcome = self.outcome(&left);
        outcome.explanation.extend(self.outcome(&came).explanation);
        Ok(outcome)
    }

    fn id_of(&self, name: &str) -> Result<MemberId, Fault> {
        let member = self.members.get(name).and_then(|one| one.member.as_ref());
        member.map(|member| member.id).ok_or_else(|| {
            Fault(said!(
                "there is no member `{name}`",
                "нет участника `{name}`"
            ))
        })
    }
}
