//! `regulars spend`: money spent on customers.

use clap::{Args, Subcommand};
use regulars_app::folder::Role;
use regulars_app::spend::{self, Purpose, SpendDays, SpendEntry, SpendRow};
use regulars_app::{Actor, App, Decimal};
use regulars_engine::id::SpendId;
use regulars_engine::time::LocalDate;

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Commands about money spent on customers.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Enter money spent; `regulars import spend` brings in a file.
    Add(Add),
    /// List what was spent.
    List(List),
    /// Take a wrong entry back.
    Remove(Remove),
}

/// Arguments of `spend add`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  regulars spend add --data /var/lib/regulars --purpose acquisition --amount 150000 --from 2026-03-01 --to 2026-03-31 --source instagram"
)]
pub struct Add {
    #[command(flatten)]
    data: Data,
    /// For what: acquisition, keeping, contacts.
    #[arg(long, value_name = "WHAT", value_parser = spend::purpose)]
    purpose: Purpose,
    /// How much, over all its days.
    #[arg(long, value_name = "MONEY", value_parser = Decimal::parse)]
    amount: Decimal,
    /// The day, or the first of those it is spread over.
    #[arg(long, value_name = "DATE")]
    from: LocalDate,
    /// The last of them, included; the same day, if not said.
    #[arg(long, value_name = "DATE")]
    to: Option<LocalDate>,
    /// Where it was to bring members from: the source of registrations.
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// What it belongs to: a campaign, or the id of an experiment.
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// A remark.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Arguments of `spend list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    data: Data,
    /// The first day; without it from the first of all.
    #[arg(long, value_name = "DATE")]
    from: Option<LocalDate>,
    /// The last day, included; without it to the last.
    #[arg(long, value_name = "DATE")]
    to: Option<LocalDate>,
}

/// Arguments of `spend remove`.
#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    data: Data,
    /// The id of the entry, spd_….
    #[arg(value_name = "ID")]
    id: SpendId,
}

/// Entries read at once.
const PAGE: usize = 1_000;

/// Runs a command about money spent.
///
/// # Errors
/// An entry that cannot be, or that does not exist; a folder that cannot be used.
pub fn run(command: Command) -> Done {
    match command {
        Command::Add(args) => add(args),
        Command::List(args) => list(&args),
        Command::Remove(args) => remove(&args),
    }
}

fn add(args: Add) -> Done {
    let app = data::start(&args.data.place()?, Role::Command)?;
    let entry = SpendEntry {
        from: args.from,
        to: args.to.unwrap_or(args.from),
        purpose: args.purpose,
        amount: args.amount,
        source: args.source,
        label: args.label,
        note: args.note,
    };
    let id = data::block_on(async {
        let done = spend::add(&app, Actor::Machine, entry, None).await;
        done.map(|done| done.outcome).map_err(Failure::from)
    })?;
    output::say(id);
    Ok(())
}

fn list(args: &List) -> Done {
    let app = data::start_existing(&args.data.place()?)?;
    let days = SpendDays {
        from: args.from,
        to: args.to,
    };
    let mut after = None;
    loop {
        let page = data::block_on(async {
            let page = spend::list(&app, days, after.take(), PAGE).await;
            page.map_err(Failure::from)
        })?;
        page.items.iter().for_each(|row| tell(&app, row));
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

fn tell(app: &App, row: &SpendRow) {
    let currency = app.programs().at(app.now()).program.currency;
    let about = [&row.source, &row.label, &row.note];
    let about: Vec<&str> = { about.into_iter().flatten() }
        .map(String::as_str)
        .collect();
    output::say(format_args!(
        "{}  {} – {}  {:<11}  {:>12}  {}",
        row.id,
        row.from,
        row.to,
        row.purpose.name(),
        currency.format_money(row.amount),
        about.join("; ")
    ));
}

fn remove(args: &Remove) -> Done {
    let app = data::start(&args.data.place()?, Role::Command)?;
    data::block_on(async {
        let removed = spend::remove(&app, Actor::Machine, args.id).await;
        removed.map_err(Failure::from)
    })
}
