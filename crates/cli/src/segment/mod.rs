//! `regulars segment`: who a condition is true of.

use std::fs;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use regulars_app::App;
use regulars_app::segment::{self, Listed, Preview, PreviewRequest};
use regulars_engine::condition::ConditionFile;
use regulars_engine::name::SegmentId;
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
    /// List who came to a saved segment and went, newest first.
    #[command(
        after_help = "Example:\n  regulars segment changes --data /var/lib/regulars --limit 100 lost"
    )]
    Changes(Changes),
}

/// A saved segment.
#[derive(Debug, ClapArgs)]
pub struct Changes {
    /// Its id.
    #[arg(value_name = "ID")]
    segment: String,
    #[command(flatten)]
    data: Data,
    /// How many, 1000 at most.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    limit: u16,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
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
        Command::Changes(args) => print_changes(args)?,
    }
    Ok(())
}

fn print_changes(args: &Changes) -> Done {
    let app = data::start_existing(&args.data.place()?)?;
    let id = SegmentId::new(&args.segment);
    let page = data::block_on(async {
        let page = segment::changes(&app, id, None, usize::from(args.limit)).await;
        page.map_err(Failure::from)
    })?;
    if args.json {
        let items = page.items.iter().map(|change| {
            serde_json::json!({"member": change.member, "entered": change.entered, "at": change.at.to_string()})
        });
        output::json(&serde_json::json!({"items": items.collect::<Vec<_>>()}));
        return Ok(());
    }
    for change in &page.items {
        let what = if change.entered { "came" } else { "went" };
        output::say(format_args!("{} {} {what}", change.at, change.member));
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
            "{path} holds for nobody: that figure is not worked out yet; see `regulars stamp`"
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
