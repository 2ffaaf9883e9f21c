//! `regulars columns`: what analytics keep on disk.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use regulars_app::App;
use regulars_app::insight::file::{self, Kept, Status};

use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// Commands about columns on disk.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is on disk, and whether a start would take it.
    #[command(after_help = "Example:\n  regulars columns status --data /var/lib/regulars")]
    Status(Args),
    /// Make the columns from the store, whatever is on disk, and write them.
    #[command(after_help = "Example:\n  regulars columns rebuild --data /var/lib/regulars")]
    Rebuild(Args),
    /// Write the columns of now as Parquet into a folder of their own, for DuckDB, pandas or Polars.
    #[command(
        after_help = "Example:\n  regulars columns export --data /var/lib/regulars /tmp/columns\n  duckdb -c \"SELECT count(*) FROM '/tmp/columns/purchases-*.parquet'\""
    )]
    Export(Export),
}

/// Whose columns.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// Where they are kept; `columns` in the data folder when nothing says otherwise.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Whose columns, and where to.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// The folder, new or empty, or of an earlier export.
    #[arg(value_name = "DIR")]
    into: PathBuf,
    #[command(flatten)]
    args: Args,
}

/// Runs a command about columns on disk.
///
/// # Errors
/// Data that cannot be used; a folder that cannot be written to.
pub fn run(command: &Command) -> Done {
    match command {
        Command::Status(args) => {
            let app = open(args)?;
            let status = data::block_on(async { Ok::<_, Failure>(file::status(&app).await?) })?;
            match status {
                Some(status) if args.json => output::json(&status),
                Some(status) => print_status(&status),
                None => output::say("columns are kept in memory alone"),
            }
        }
        Command::Rebuild(args) => {
            let app = open(args)?;
            let kept = data::block_on(async { Ok::<_, Failure>(file::rebuild(&app).await?) })?;
            print_kept(kept, args.json);
        }
        Command::Export(Export { into, args }) => {
            let app = open(args)?;
            let kept = data::block_on(async { Ok::<_, Failure>(file::export(&app, into).await?) })?;
            print_kept(kept, args.json);
        }
    }
    Ok(())
}

fn open(args: &Args) -> Result<App, Failure> {
    let mut place = args.data.place()?;
    if let Some(folder) = &args.folder {
        place.columns.folder.clone_from(folder);
    }
    data::start_existing(&place)
}

fn print_status(status: &Status) {
    output::say(status.folder.display());
    if let Some(written) = status.written_at() {
        let Status {
            parts,
            members,
            purchases,
            lines,
            position,
            behind,
            ..
        } = status;
        output::say(format_args!(
            "written at {written}: {members} members, {purchases} purchases, {lines} lines in {parts} parts, {} MiB",
            status.bytes >> 20
        ));
        output::say(format_args!(
            "up to fact {position} of the journal, {behind} behind"
        ));
    }
    match &status.not_taken {
        None => output::say("a start reads them"),
        Some(why) => output::say(format_args!("a start makes columns from the store: {why}")),
    }
}

fn print_kept(kept: Option<Kept>, json: bool) {
    let Some(kept) = kept else {
        return output::say("nothing is written: the journal is empty");
    };
    if json {
        return output::json(&kept);
    }
    output::say(format_args!(
        "{} parts, {} of them written, {} MiB in {} ms",
        kept.parts,
        kept.written,
        kept.bytes >> 20,
        kept.took_ms
    ));
}
