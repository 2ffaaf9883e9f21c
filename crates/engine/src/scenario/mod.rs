//! Scenarios: a program tested by playing a timeline of events and stating what must come of each.
//!
//! [`parse`] binds a file to its program, [`run`] plays it on a [`Backend`]: the engine alone ([`EngineBackend`]) or a
//! running server. The same file gives the same numbers on both.

mod backend;
mod bind;
mod coverage;
mod engine;
mod expect;
mod explain;
mod file;
mod parse;
mod record;
mod report;
mod run;
mod step;
mod write;

pub use backend::{Back, Backend, CardSale, Fault, Outcome, Sale, SaleLine, SaleVariant, Standing};
pub use coverage::rules;
pub use engine::EngineBackend;
pub use expect::{Expectation, LineFact, Mismatch, PointsOf, Settled, StandingFact, Subject, Sum};
pub use parse::parse;
pub use record::record;
pub use report::{Failure, Played, ScenarioReport};
pub use run::{run, test};
pub use step::{
    Action, AdjustAsk, CardByHand, ClaimAct, ClaimStep, EventAsk, GiftCardStep, LevelAsk,
    PurchaseAsk, Registration, ReturnAsk, Scenario, Step, TransferAsk,
};

use serde::Serialize;

/// The name of an enum's variant as it is serialised: `below_minimum`. What back ends answer for reasons.
pub fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
