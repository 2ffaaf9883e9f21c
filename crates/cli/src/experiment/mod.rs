//! `regulars experiment`: how many units one takes, who is in it, and what its arms say.

mod analyse;
mod kept;
mod plan;

use crate::failure::Done;

/// Plan, run and read experiments.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    Analyse(analyse::Arguments),
    Plan(plan::Arguments),
    /// List the experiments of the base, the latest first.
    List(kept::List),
    /// Show an experiment; of a draft, what would come of it now.
    Show(kept::One),
    /// Launch a draft: everybody in its audience is drawn into an arm, for good.
    #[command(
        after_help = "Example:\n  regulars experiment launch --data /var/lib/regulars spring-offer"
    )]
    Launch(kept::One),
    /// End an experiment: what its members do from now on does not count.
    End(kept::One),
    /// Tell what an experiment says, everybody counted in the arm they were assigned to.
    #[command(
        after_help = "Example:\n  regulars experiment results --data /var/lib/regulars spring-offer --json"
    )]
    Results(kept::Read),
    /// Tell in which arm a member is; a newcomer is drawn, where the experiment takes newcomers.
    Assign(kept::Assign),
}

/// Runs a command.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Analyse(arguments) => analyse::run(arguments),
        Command::Plan(arguments) => plan::run(arguments),
        Command::List(arguments) => kept::list(arguments),
        Command::Show(arguments) => kept::show(arguments),
        Command::Launch(arguments) => kept::launch(arguments),
        Command::End(arguments) => kept::end(arguments),
        Command::Results(arguments) => kept::results(arguments),
        Command::Assign(arguments) => kept::assign(arguments),
    }
}
