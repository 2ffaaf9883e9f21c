//! A round: tills at work, faults at random instants, then the reckoning.

use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::compare::{Touched, compare};
use crate::fault::Fault;
use crate::machine::Machine;
use crate::random::Random;
use crate::summary::Summary;
use crate::till::{Desk, Till, resolve, try_tombstones};
use crate::time::pass_ms;

/// Tills at work.
const TILLS: u64 = 8;

/// The stream of choices that belongs to the faults; those of the tills follow it.
const FAULTS: u64 = 1_000;

/// A round's place in the run.
#[derive(Debug, Clone, Copy)]
pub struct Round {
    /// The seed of the run.
    pub seed: u64,
    /// Its number, from 1.
    pub number: u64,
}

impl Round {
    /// Lets it happen and adds what came of it.
    ///
    /// # Errors
    /// A machine that does not come back; what is wrong is in the summary.
    pub fn run(
        self,
        machine: &mut Machine<'_>,
        desk: &Desk,
        possible: &[Fault],
        summary: &mut Summary,
    ) -> Result<()> {
        summary.begin();
        let before = desk.state().account.done.len();
        let struck = self.work(machine, desk, possible, summary);
        struck.with_context(|| machine.server.last_words())?;
        machine.server.wait_until_ready()?;
        summary.in_doubt += u64::try_from(desk.state().doubt.len())?;
        summary.add_resolved(resolve(desk, &machine.line));
        self.reckon(machine, desk, before, summary)
    }

    /// Tills work while faults strike.
    fn work(
        self,
        machine: &mut Machine<'_>,
        desk: &Desk,
        possible: &[Fault],
        summary: &mut Summary,
    ) -> Result<()> {
        let line = machine.line.clone();
        self.till(TILLS).register(desk, &line);
        desk.close(false);
        thread::scope(|scope| {
            for number in 0..TILLS {
                let (mut till, line) = (self.till(number), &line);
                scope.spawn(move || till.work(desk, line));
            }
            let struck = self.strike(machine, possible, summary);
            desk.close(true);
            struck
        })
    }

    fn till(self, number: u64) -> Till {
        let name = format!("{}-{number}", self.number);
        Till::new(name, Random::new(self.seed, &[self.number, number]))
    }

    fn strike(
        self,
        machine: &mut Machine<'_>,
        possible: &[Fault],
        summary: &mut Summary,
    ) -> Result<()> {
        let mut random = Random::new(self.seed, &[self.number, FAULTS]);
        let faults = if random.chance(40) { 2 } else { 1 };
        for _ in 0..faults {
            pass_ms(random.between(100, 700));
            let fault = *random.pick(possible).context("no fault is possible here")?;
            summary.strike(fault);
            fault
                .strike(machine, &mut random)
                .with_context(|| format!("after the fault: {fault}"))?;
        }
        pass_ms(random.between(100, 300));
        Ok(())
    }

    /// Compares the account with what the server and the books say.
    fn reckon(
        self,
        machine: &Machine<'_>,
        desk: &Desk,
        from: usize,
        summary: &mut Summary,
    ) -> Result<()> {
        let stones: Vec<_> = desk.state().account.tombstones.iter().cloned().collect();
        let mine = format!("{}-", self.number);
        let stones: Vec<_> = { stones.into_iter() }
            .filter(|id| id.starts_with(&mine))
            .collect();
        try_tombstones(desk, &machine.line, &stones);
        let compared = {
            let state = desk.state();
            let touched = Touched::since(&state.account, from);
            compare(&state.account, &touched, &machine.line).map_err(|why| anyhow!(why))?
        };
        summary.add_compared(compared);
        match machine.verify() {
            Ok(()) => summary.verified += 1,
            Err(error) => summary.find(format!("verify: {error:#}")),
        }
        for panic in machine.server.panics() {
            summary.find(format!("the server's log: {panic}"));
        }
        summary.add_desk(&mut desk.state());
        Ok(())
    }
}
