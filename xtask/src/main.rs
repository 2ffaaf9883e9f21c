//! `cargo xtask <chore>`: the command line of the chores.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::output::complain;
use xtask::{bench, cargo, demo, faults, guards, openapi, test, tidy, ui};

/// Chores of the workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every check, cheapest first, and close with a summary.
    ///
    /// Example: `cargo xtask test` or `cargo xtask test format tidy`.
    Test {
        /// Run these steps only; all of them when none is named.
        steps: Vec<String>,
    },
    /// Build the server and start it on a generated demo base.
    ///
    /// Example: `cargo xtask demo --members 1000`.
    Demo {
        /// Arguments for `regulars demo`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Run a benchmark in a release build.
    ///
    /// Example: `cargo xtask bench till`.
    Bench {
        /// Arguments for `regulars bench`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Let the machine fail under a server at work; see that nothing acknowledged is lost or doubled.
    ///
    /// Example: `cargo xtask faults --engine sqlite --rounds 200 --seed 7`.
    Faults {
        /// Arguments for `regulars-faults`; `--help` tells them.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Take each guard of the store away, in a copy of the sources, and see that tests fail without it.
    ///
    /// Example: `cargo xtask guards`, or `cargo xtask guards coupon lease` for those whose names hold a word.
    Guards {
        /// Words of the guards to try; all of them when none is given.
        words: Vec<String>,
    },
    /// Build the screens, which the next build of the binary embeds.
    Ui,
    /// Check the rules of the house over every file of the repository.
    Tidy,
    /// Write docs/openapi.json from the routes, and the schema of program files for the editor.
    Openapi {
        /// Write nothing; fail if a file differs from the code.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    run(Arguments::parse().chore).unwrap_or_else(|error| {
        complain(format_args!("error: {error:#}"));
        ExitCode::FAILURE
    })
}

fn run(chore: Chore) -> Result<ExitCode> {
    let passed = match chore {
        Chore::Test { steps } => test::run(&steps)?,
        Chore::Demo { arguments } => return demo::run(&arguments),
        Chore::Bench { arguments } => return bench::run(&arguments),
        Chore::Faults { arguments } => return faults::run(&arguments),
        Chore::Guards { words } => return guards::run(&words),
        Chore::Ui => {
            ui::build()?;
            true
        }
        Chore::Tidy => tidy::report(cargo::root())?,
        Chore::Openapi { check } => openapi::run(check)?,
    };
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
