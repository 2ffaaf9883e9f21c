//! `regulars report`: what members did, and what they will do.

mod abc;
mod clv;
mod cohorts;
mod economics;
mod funnel;
mod hours;
mod identification;
mod kpi;
mod next;
mod nps;
mod opinions;
mod program;
mod rfm;
mod settlement;
mod shared;

use crate::failure::Done;

/// Report what members did, and what they will do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Rfm(rfm::Arguments),
    Cohorts(cohorts::Arguments),
    Kpi(kpi::Arguments),
    Program(program::Arguments),
    Economics(economics::Arguments),
    Clv(clv::Arguments),
    Abc(abc::Arguments),
    Hours(hours::Arguments),
    Identification(identification::Arguments),
    Funnel(funnel::Arguments),
    Next(next::Arguments),
    Nps(nps::Arguments),
    Settlement(settlement::Arguments),
    Opinions(opinions::Arguments),
}

/// Runs a command.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Rfm(arguments) => rfm::run(arguments),
        Command::Cohorts(arguments) => cohorts::run(arguments),
        Command::Kpi(arguments) => kpi::run(arguments),
        Command::Program(arguments) => program::run(arguments),
        Command::Economics(arguments) => economics::run(arguments),
        Command::Clv(arguments) => clv::run(arguments),
        Command::Abc(arguments) => abc::run(arguments),
        Command::Hours(arguments) => hours::run(arguments),
        Command::Identification(arguments) => identification::run(arguments),
        Command::Funnel(arguments) => funnel::run(arguments),
        Command::Next(arguments) => next::run(arguments),
        Command::Nps(arguments) => nps::run(arguments),
        Command::Settlement(arguments) => settlement::run(arguments),
        Command::Opinions(arguments) => opinions::run(arguments),
    }
}
