//! `regulars gift-card`: codes that stand for money.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use regulars_app::folder::Role;
use regulars_app::gift_card::{self, CARDS_MOST, GiftCardView, MakeRequest};
use regulars_app::{Actor, App, Decimal};
use regulars_engine::name::RuleId;

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Commands about gift cards.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make cards of a kind and write their codes to a file.
    Make(Make),
    /// Show what is on a card and what happened to it.
    Show(Show),
}

/// Arguments of `gift-card make`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  regulars gift-card make --data /var/lib/regulars --kind gift --count 500 --amount 1000 --out cards.csv"
)]
pub struct Make {
    #[command(flatten)]
    data: Data,
    /// The kind, as the live program names it.
    #[arg(long, value_name = "ID")]
    kind: String,
    /// How many cards.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    count: u32,
    /// What is on each; nothing until it is sold, if not said.
    #[arg(long, value_name = "MONEY", value_parser = Decimal::parse)]
    amount: Option<Decimal>,
    /// Why, for the audit.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The file to write, CSV; it must not be there yet.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Arguments of `gift-card show`.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    data: Data,
    /// The code, however it is typed.
    #[arg(value_name = "CODE")]
    code: String,
}

/// Runs a command about gift cards.
///
/// # Errors
/// A kind or card that does not exist; a file that is there already; a folder that cannot be used.
pub fn run(command: Command) -> Done {
    match command {
        Command::Make(args) => make(&args),
        Command::Show(args) => show(&args),
    }
}

fn make(args: &Make) -> Done {
    // The file comes first: codes that could not be written down would be lost money.
    let file = std::fs::File::create_new(&args.out);
    let mut file = file.map_err(|error| of_file(&args.out, &error))?;
    let app = data::start(&args.data.place()?, Role::Command)?;
    let made = write(&app, args, &mut file);
    if made.is_err() {
        output::complain(format_args!(
            "{} holds the cards made before it failed",
            args.out.display()
        ));
    }
    made?;
    output::say(format_args!(
        "{} cards of {} in {}",
        args.count,
        args.kind,
        args.out.display()
    ));
    Ok(())
}

fn write(app: &App, args: &Make, file: &mut std::fs::File) -> Done {
    let mut left = usize::try_from(args.count).unwrap_or(usize::MAX);
    let mut text = "code,kind,amount,expires_at\r\n".to_owned();
    let currency = app.programs().at(app.now()).program.currency;
    while left > 0 {
        let request = MakeRequest {
            kind: RuleId::new(&args.kind),
            count: left.min(CARDS_MOST),
            amount: args.amount,
            note: args.note.clone(),
        };
        let made = data::block_on(async {
            let made = gift_card::make(app, Actor::Machine, &request, None).await;
            made.map_err(Failure::from)
        })?;
        let made = made.outcome;
        let expires_at = made.expires_at().map(|at| at.to_string());
        let expires_at = expires_at.unwrap_or_default();
        let amount = made.amount.map(|amount| currency.format_money(amount));
        let amount = amount.unwrap_or_default();
        for code in &made.codes {
            text.push_str(&format!("{code},{},{amount},{expires_at}\r\n", args.kind));
        }
        file.write_all(text.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(|error| of_file(&args.out, &error))?;
        text.clear();
        left -= request.count;
    }
    Ok(())
}

fn show(args: &Show) -> Done {
    let app = data::start(&args.data.place()?, Role::Command)?;
    let view = data::block_on(async {
        let view = gift_card::read(&app, args.code.clone()).await;
        view.map_err(Failure::from)
    })?;
    tell(&app, &view);
    Ok(())
}

fn tell(app: &App, view: &GiftCardView) {
    let currency = app.programs().at(app.now()).program.currency;
    let row = &view.row;
    let until = row.expires_at.map(|at| format!(", until {at}"));
    output::say(format_args!(
        "{} {}: {} {}{}",
        row.kind,
        row.code,
        view.standing.word(),
        currency.format_money(row.balance),
        until.unwrap_or_default()
    ));
    for entry in &view.entries {
        output::say(format_args!(
            "{}  {:>12}  {}",
            entry.at,
            currency.format_money(entry.amount),
            entry.account
        ));
    }
}

fn of_file(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Other(format!("{}: {error}", path.display()))
}
