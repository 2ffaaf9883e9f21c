//! `regulars coupon`: codes of coupons.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use regulars_app::coupon::{self, CODES_MOST};
use regulars_app::folder::Role;
use regulars_app::{Actor, App};
use regulars_engine::name::RuleId;

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Commands about coupons.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make codes of a series and write them to a file.
    Make(Make),
}

/// Arguments of `coupon make`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  regulars coupon make --data /var/lib/regulars --series welcome --count 5000 --out welcome.csv"
)]
pub struct Make {
    #[command(flatten)]
    data: Data,
    /// The series, as the live program names it; one without a public code.
    #[arg(long, value_name = "ID")]
    series: String,
    /// How many codes.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    count: u32,
    /// The file to write, CSV; it must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Runs a command about coupons.
///
/// # Errors
/// A series that does not exist or has a public code; a file that is there already; a folder that cannot be used.
pub fn run(command: Command) -> Done {
    let Command::Make(args) = command;
    // The file comes first: codes that could not be written down would be lost.
    let file = std::fs::File::create_new(&args.out);
    let mut file = file.map_err(|error| of_file(&args.out, &error))?;
    let app = data::start(&args.data.place()?, Role::Command)?;
    let made = write(&app, &args, &mut file);
    if made.is_err() {
        // What was made so far stays in the file.
        output::complain(format_args!(
            "{} holds the codes made before it failed",
            args.out.display()
        ));
    }
    made?;
    output::say(format_args!(
        "{} codes of {} in {}",
        args.count,
        args.series,
        args.out.display()
    ));
    Ok(())
}

fn write(app: &App, args: &Make, file: &mut std::fs::File) -> Done {
    let series = RuleId::new(&args.series);
    let mut left = usize::try_from(args.count).unwrap_or(usize::MAX);
    let mut text = "code,series,expires_at\r\n".to_owned();
    while left > 0 {
        let count = left.min(CODES_MOST);
        let made = data::block_on(async {
            let made = coupon::make(app, Actor::Machine, &series, count, None).await;
            made.map_err(Failure::from)
        })?;
        let made = made.outcome;
        let expires_at = made.expires_at().map(|at| at.to_string());
        let expires_at = expires_at.unwrap_or_default();
        for code in &made.codes {
            text.push_str(&format!("{code},{series},{expires_at}\r\n"));
        }
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| of_file(&args.out, &error))?;
        text.clear();
        left -= count;
    }
    Ok(())
}

fn of_file(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Other(format!("{}: {error}", path.display()))
}
