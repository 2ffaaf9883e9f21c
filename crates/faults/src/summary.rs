//! What a run came to.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::compare::Compared;
use crate::fault::Fault;
use crate::request::Kind;
use crate::till::{Resolved, State};

/// The most findings told.
const TOLD: usize = 20;

/// Sums over the rounds.
#[derive(Debug, Default)]
pub struct Summary {
    engine: &'static str,
    seed: u64,
    /// Rounds played to their end.
    pub rounds: u64,
    /// Requests nobody answered.
    pub in_doubt: u64,
    /// Rounds after which the books were recomputed and agreed.
    pub verified: u64,
    /// How long it took.
    pub took: Duration,
    /// Faults this machine cannot be made to suffer.
    pub left_out: Vec<Fault>,
    /// The faults of the present round.
    last: Vec<Fault>,
    faults: BTreeMap<Fault, u64>,
    acknowledged: BTreeMap<Kind, u64>,
    resolved: Resolved,
    repeated: u64,
    conflicts: u64,
    refused: u64,
    members: u64,
    purchases: u64,
    lost: u64,
    doubled: u64,
    findings: Vec<String>,
}

impl Summary {
    /// Nothing yet, on an engine by a seed.
    pub fn new(engine: &'static str, seed: u64) -> Self {
        Self {
            engine,
            seed,
            ..Self::default()
        }
    }

    /// A round begins.
    pub fn begin(&mut self) {
        self.last.clear();
    }

    /// A fault strikes.
    pub fn strike(&mut self, fault: Fault) {
        self.last.push(fault);
        *self.faults.entry(fault).or_default() += 1;
    }

    /// Requests in doubt are known now.
    pub fn add_resolved(&mut self, resolved: Resolved) {
        self.resolved.were_done += resolved.were_done;
        self.resolved.done_now += resolved.done_now;
        self.resolved.refused += resolved.refused;
    }

    /// A comparison was made.
    pub fn add_compared(&mut self, compared: Compared) {
        self.members += compared.members;
        self.purchases += compared.purchases;
        self.lost += compared.lost;
        self.doubled += compared.doubled;
        self.findings.extend(compared.findings);
    }

    /// What the tills counted since the last time; it is counted here from now on.
    pub fn add_desk(&mut self, state: &mut State) {
        for (kind, count) in std::mem::take(&mut state.acknowledged) {
            *self.acknowledged.entry(kind).or_default() += count;
        }
        self.repeated += std::mem::take(&mut state.repeated);
        self.conflicts += std::mem::take(&mut state.conflicts);
        self.refused += std::mem::take(&mut state.refused);
        self.findings.append(&mut state.findings);
    }

    /// Something is wrong.
    pub fn find(&mut self, what: String) {
        self.findings.push(what);
    }

    /// A round in a line.
    pub fn line(&self, number: u64) -> String {
        let writes: u64 = self.acknowledged.values().sum();
        let last = self.last.iter().map(Fault::to_string);
        let last = last.collect::<Vec<_>>().join(", ");
        format!(
            "round {number}: {last}; {writes} writes so far, {} in doubt, lost {}, doubled {}",
            self.in_doubt, self.lost, self.doubled
        )
    }

    /// Whether nothing is.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.lost == 0 && self.doubled == 0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (engine, rounds, seed) = (&self.engine, self.rounds, self.seed);
        let seconds = self.took.as_secs();
        writeln!(f, "{engine}: {rounds} rounds in {seconds} s, seed {seed}")?;
        let faults = self.faults.iter();
        writeln!(f, "  faults         {}", counted(faults))?;
        if !self.left_out.is_empty() {
            let left_out = self.left_out.iter().map(Fault::to_string);
            let left_out = left_out.collect::<Vec<_>>().join(", ");
            writeln!(
                f,
                "  left out       {left_out}: not possible on this machine"
            )?;
        }
        let kinds = self.acknowledged.iter();
        let kinds = kinds.map(|(kind, count)| (kind.word(), count));
        let all: u64 = self.acknowledged.values().sum();
        writeln!(f, "  acknowledged   {all} writes: {}", counted(kinds))?;
        writeln!(
            f,
            "  sent again     {} answered as before; {} with another body refused; {} refused for what other tills did",
            self.repeated, self.conflicts, self.refused
        )?;
        let Resolved {
            were_done,
            done_now,
            refused,
        } = self.resolved;
        writeln!(
            f,
            "  in doubt       {}: {were_done} had been done, {done_now} were done when repeated, {refused} refused",
            self.in_doubt
        )?;
        writeln!(
            f,
            "  compared       {} members, {} purchases: lost {}, doubled {}",
            self.members, self.purchases, self.lost, self.doubled
        )?;
        write!(f, "  verify         clean after {} rounds", self.verified)?;
        for finding in self.findings.iter().take(TOLD) {
            write!(f, "\n  FOUND {finding}")?;
        }
        match self.findings.len().saturating_sub(TOLD) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

fn counted<N: fmt::Display>(counts: impl Iterator<Item = (N, impl fmt::Display)>) -> String {
    let each = counts.map(|(name, count)| format!("{name} {count}"));
    each.collect::<Vec<_>>().join(", ")
}
