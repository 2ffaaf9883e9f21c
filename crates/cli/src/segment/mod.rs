//! `regulars segment`: who a condition is true of.

use std::fs;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use regulars_app::App;
use regulars_app::segment::{self, Listed, Preview, PreviewRequest};
use regulars_engine::condition::ConditionFile;
use regulars_engine::time::Instant;

use crate::data::{self, Data};
use crate::failure::{self, Done, Failure};
use crate::output;

/// Commands about segments.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Count the members a condition is true of, and the money they have paid.
    #[command(
        after_help = "Example:\n  echo '{ purchases: { within: 30d, count: { gte: 3 } } }' > regulars.yaml\n  regulars segment count --data /var/lib/regulars regulars.yaml"
    )]
    Count(Args),
    /// List the members a condition is true of, an id a line.
    #[command(
        after_help = "Example:\n  regulars segment list --data /var/lib/regulars --as-of 2026-03-01T00:00:00+03:00 regulars.yaml"
    )]
    List(Args),
}

/// A condition, and as of when.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// A file with the condition, in YAML or JSON, as a program file has it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    data: Data,
    /// As of when, as 2026-03-01T00:00:00+03:00; now when nothing says otherwise.
    #[arg(long, value_name = "TIME", value_parser = instant)]
    as_of: Option<Instant>,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs a command about segments.
///
/// # Errors
/// A file that is wrong, a folder that cannot be used.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Count(args) => {
            let (app, request) = open(args)?;
            let counted =
                data::block_on(async { Ok::<_, Failure>(segment::preview(&app, request).await?) })?;
            if args.json {
                output::json(&count_json(&counted));
            } else {
                print_count(&counted);
            }
        }
        Command::List(args) => {
            let (app, request) = open(args)?;
            let listed =
                data::block_on(async { Ok::<_, Failure>(segment::list(&app, request).await?) })?;
            print_list(&listed, args.json);
        }
    }
    Ok(())
}

fn open(args: &Args) -> Result<(App, PreviewRequest), Failure> {
    let path = args.file.display().to_string();
    let text = fs::read_to_string(&args.file)
        .map_err(|error| Failure::Usage(format!("{path}: {error}")))?;
    let when = ConditionFile::read(&text).map_err(|found| failure::problems(&path, &found))?;
    // A folder that is not there is an error, not an empty base.
    let app = data::start_existing(&args.data.place()?)?;
    let as_of = args.as_of;
    Ok((app, PreviewRequest { when, as_of }))
}

fn instant(text: &str) -> Result<Instant, String> {
    text.parse::<Instant>().map_err(|error| error.to_string())
}

fn count_json(counted: &Preview) -> serde_json::Value {
    let currency = counted.live.program.currency;
    let sum = |sum: &segment::Sum| {
        serde_json::json!({
            "members": sum.members, "purchases": sum.purchases, "revenue": currency.format_money(sum.revenue),
        })
    };
    serde_json::json!({
        "as_of": counted.as_of.to_string(), "currency": currency.to_string(), "sentence": counted.sentence.en,
        "found": sum(&counted.found), "base": sum(&counted.base), "sample": counted.sample,
        "without_figure": counted.without_figure,
    })
}

fn print_count(counted: &Preview) {
    let currency = counted.live.program.currency;
    let (found, base) = (&counted.found, &counted.base);
    output::say(&counted.sentence.en);
    output::say(format_args!(
        "{} of {} members, who have paid {} of {} {currency}",
        found.members,
        base.members,
        currency.format_money(found.revenue),
        currency.format_money(base.revenue),
    ));
    for path in &counted.without_figure {
        output::say(format_args!(
            "{path} holds for nobody: that figure is not computed yet"
        ));
    }
    output::say(format_args!("as of {}", counted.as_of));
}

fn print_list(listed: &Listed, json: bool) {
    if json {
        let members = &listed.members;
        output::json(&serde_json::json!({"as_of": listed.as_of.to_string(), "members": members}));
    } else {
        listed.members.iter().for_each(output::say);
    }
}
