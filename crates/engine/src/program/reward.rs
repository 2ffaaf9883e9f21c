//! Rewards of the catalogue, compiled.

use crate::name::RuleId;
use crate::number::Money;
use crate::program::{Activity, Text};
use crate::time::ExpiryRule;

/// A reward that members claim. Who may claim it, how often, for what price and what it brings are said by the activity of
/// its id.
#[derive(Debug, Clone)]
pub struct Reward {
    /// Its id.
    pub id: RuleId,
    /// Its name.
    pub name: Text,
    /// Till when it is fetched once it was claimed; `None`: for ever.
    pub expire: Option<ExpiryRule>,
    /// The points of a claim that was left too long are gone.
    pub forfeits: bool,
    /// What it costs the business; > 0.
    pub cost: Option<Money>,
    /// Something is handed over for it; else it is given with the claim.
    pub is_handed_over: bool,
}

impl Activity {
    /// The rule under whose name its uses are counted: its own, or the choice it is one of.
    pub fn limited_as(&self) -> &RuleId {
        self.choice.as_ref().unwrap_or(&self.id)
    }
}
