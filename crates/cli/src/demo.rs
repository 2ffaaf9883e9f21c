//! `regulars demo`: a working chain to look at and to call.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use regulars_app::demo::{self, DemoBase};
use regulars_app::folder::Role;
use regulars_app::{App, key};
use regulars_http::Options;

use crate::data;
use crate::failure::{Done, Failure};
use crate::log::Logging;
use crate::output;
use crate::progress::Progress;
use crate::{serve, serving};

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
    /// Where to listen.
    #[arg(long, value_name = "HOST:PORT", default_value = serve::LISTEN)]
    listen: String,
    #[command(flatten)]
    logging: Logging,
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
/// A folder that holds something else, or cannot be used; an address that cannot be listened on.
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
    args.logging.start()?;
    data::block_on(async {
        let key = key::create(&app, "demo", "demo", vec!["all".to_owned()])
            .await?
            .secret;
        let options = Options::default();
        serving::serve(app, &args.listen, options, |address| {
            greet(address, &key, &folder, &base)
        })
        .await
    })
}

fn greet(address: SocketAddr, key: &str, folder: &Path, base: &DemoBase) {
    let DemoBase {
        members,
        purchases,
        card,
        ..
    } = base;
    output::say(format_args!("listening http://{address}"));
    output::say(format_args!(
        "\n  Burger Heroes: {members} members, {purchases} purchases over two years, in {}\n  documentation  http://{address}/docs\n  key            {key}\n\n  A quote for a member who pays with points:\n\n  curl -s http://{address}/v1/quotes -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' -d '{}'\n",
        folder.display(),
        sample(card),
    ));
}

fn sample(card: &str) -> serde_json::Value {
    serde_json::json!({
        "basket": "b-1", "member": {"card": card}, "store": "kazan-1", "redeem": {"points": "max"},
        "lines": [{"line": 1, "sku": "burger-hero", "quantity": "1", "price": "390.00"}],
    })
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
