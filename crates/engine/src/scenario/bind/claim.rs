//! Binds what becomes of claims of rewards.

use super::Binder;
use crate::name::RuleId;
use crate::program::Problem;
use crate::scenario::file::ClaimFile;
use crate::scenario::{ClaimAct, ClaimStep};
use crate::{both, said};

impl Binder<'_> {
    /// One thing done with a claim: made, handed over, given up.
    pub(super) fn claim(&mut self, written: &ClaimFile, path: &str) -> Option<ClaimStep> {
        let (by, reward, of) = (&written.by, &written.reward, &written.of);
        match (by, reward, of, written.cancel) {
            (Some(by), Some(reward), None, false) => {
                self.member_named(by, &format!("{path}.by"))?;
                let reward = self.reward_named(reward, &format!("{path}.reward"))?;
                let claim = written.name.as_deref().unwrap_or(reward.as_str());
                self.claims.insert(claim.to_owned());
                Some(ClaimStep {
                    claim: claim.to_owned(),
                    what: ClaimAct::Make {
                        by: by.clone(),
                        reward,
                    },
                })
            }
            (None, None, Some(of), cancel) => {
                self.claim_named(of, &format!("{path}.of"))?;
                Some(ClaimStep {
                    claim: of.clone(),
                    what: if cancel {
                        ClaimAct::Cancel
                    } else {
                        ClaimAct::HandOver
                    },
                })
            }
            _ => {
                self.wrong(
                    path,
                    said!(
                        "a claim is made, handed over or given up",
                        "награду выбирают, выдают или отменяют"
                    ),
                    said!(
                        "write {{by: ann, reward: mug}}, {{of: mug}} or {{of: mug, cancel: true}}",
                        "напишите `{{by: ann, reward: mug}}`, `{{of: mug}}` или `{{of: mug, cancel: true}}`"
                    ),
                );
                None
            }
        }
    }

    fn reward_named(&mut self, name: &str, path: &str) -> Option<RuleId> {
        let id = RuleId::new(name);
        if self.program.reward(&id).is_some() {
            return Some(id);
        }
        let known = self.program.rewards.iter().map(|reward| reward.id.as_str());
        self.problems.push(Problem::unknown(
            path,
            both!("there is no reward", "нет награды"),
            name,
            known,
        ));
        None
    }

    fn claim_named(&mut self, name: &str, path: &str) -> Option<()> {
        if self.claims.contains(name) {
            return Some(());
        }
        let known = self.claims.iter().map(String::as_str);
        self.problems.push(Problem::unknown(
            path,
            both!("there is no claim", "нет выбранной награды"),
            name,
            known,
        ));
        None
    }
}
