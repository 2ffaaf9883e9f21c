//! `regulars demo`: a working chain to look at and to call.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use regulars_app::demo::{self, DemoBase};
use regulars_app::{App, key};
use regulars_store::Role;

use crate::data;
use crate::failure::{Done, Failure};
use crate::output;
use crate::progress::Progress;

/// Says that a folder holds a whole demo base, and what is in it.
const MARK: &str = "demo.json";

/// Arguments of `demo`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  regulars demo --members 1000 --listen 127.0.0.1:8080")]
pub struct Args {
    /// Members of the generated chain.
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    members: u32,
    /// The data folder; without, one in the system's folder for temporary files. A base made before is used again.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Make the base and stop.
    #[arg(long)]
    only_make: bool,
    /// Print what was made as JSON; only with --only-make.
    #[arg(long, requires = "only_make")]
    json: bool,
}

/// Makes a demo base if there is none, and serves it.
///
/// # Errors
/// A folder that holds something else, or cannot be used.
pub fn run(args: Args) -> Done {
    let folder = args
        .data
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("regulars-demo-{}", args.members)));
    let (app, base) = open(&folder, args.members)?;
    if args.only_make {
        tell(&args, &folder, &base);
        return Ok(());
    }
    let key = data::block_on(async {
        let created = key::create(&app, "demo", "demo", vec!["all".to_owned()]).await;
        created.map_err(Failure::from)
    })?;
    drop(key);
    Ok(())
}

fn open(folder: &Path, members: u32) -> Result<(App, DemoBase), Failure> {
    let mark = folder.join(MARK);
    if let Ok(text) = std::fs::read_to_string(&mark) {
        let base = serde_json::from_str(&text)
            .map_err(|error| Failure::Other(format!("{}: {error}", mark.display())))?;
        return Ok((data::start(folder, Role::Server)?, base));
    }
    if data::exists(folder) {
        let why = "holds a database that is no whole demo base; remove it, or name another folder with --data";
        return Err(Failure::Other(format!("{} {why}", folder.display())));
    }
    let app = data::start(folder, Role::Server)?;
    let progress = Progress::new("days lived");
    let base = demo::build(&app, members, |day, days| progress.show(day, days))?;
    progress.end();
    let text = serde_json::to_string(&base).map_err(|error| Failure::Other(error.to_string()))?;
    std::fs::write(&mark, text).map_err(|error| Failure::of_file(&mark, &error))?;
    Ok((app, base))
}

fn tell(args: &Args, folder: &Path, base: &DemoBase) {
    if args.json {
        output::json(base);
        return;
    }
    let DemoBase {
        members,
        purchases,
        returns,
        card,
    } = base;
    output::say(format_args!(
        "{}: {members} members, {purchases} purchases, {returns} returns; a card to present: {card}",
        folder.display()
    ));
}
