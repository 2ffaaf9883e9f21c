//! `regulars demo`: a burger chain with two years of history, to look at and to call.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use regulars_app::demo::{self, Base, CONSOLE, Earlier, FIRST_CARD, FIRST_STORE, Made, Plan, TILL};
use regulars_app::folder::Role;
use regulars_app::{Actor, Clock, SystemClock, key};
use regulars_http::Options;
use serde::Serialize;

use crate::data::{self, Place};
use crate::failure::{Done, Failure};
use crate::log::Logging;
use crate::progress::Progress;
use crate::{output, serve, serving};

/// Arguments of `demo`.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  regulars demo --members 1000 --listen 127.0.0.1:8080")]
pub struct Args {
    /// Members of the chain.
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..=i64::from(demo::MEMBERS_MAX)))]
    members: u32,
    /// What chance is drawn from; the same one gives the same chain.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The data folder, empty or of a demo made before, which is used again; without, one in the system's folder for
    /// temporary files, made anew every day.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Use the chain of an earlier day too.
    #[arg(long)]
    keep: bool,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT", default_value = serve::LISTEN)]
    listen: String,
    #[command(flatten)]
    logging: Logging,
    /// Make the chain and stop.
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
    let (folder, base) = ready(&args)?;
    if args.only_make {
        tell(&args, &folder, &base);
        return Ok(());
    }
    args.logging.start()?;
    let app = data::start(&Place::of(&folder), Role::Server)?;
    data::block_on(async {
        let scopes = vec!["all".to_owned()];
        demo::staff(&app).await?;
        let key = key::create(&app, Actor::Machine, "demo", "demo", scopes)
            .await?
            .secret;
        serving::serve(app, &args.listen, Options::default(), |address| {
            greet(address, &key, &folder, &base)
        })
        .await
    })
}

/// Has a base in its folder, and says on standard error whether it was there.
fn ready(args: &Args) -> Result<(PathBuf, Base), Failure> {
    let Args { members, seed, .. } = *args;
    let temporary = || std::env::temp_dir().join(format!("regulars-demo-{members}-{seed}"));
    let folder = args.data.clone().unwrap_or_else(temporary);
    // A folder of somebody's own is not made anew behind their back.
    let earlier = match args.keep || args.data.is_some() {
        true => Earlier::Keep,
        false => Earlier::Renew,
    };
    let (plan, now) = (Plan { members, seed }, SystemClock.now());
    let progress = Progress::new("days");
    let base = demo::ready(&folder, plan, now, earlier, &mut |at| {
        progress.show(at.done, at.total);
    });
    progress.end();
    let base = base?;
    let how = if base.found { "found" } else { "made" };
    output::complain(format_args!(
        "{how} a chain of {} members and {} purchases up to {} in {}",
        base.made.members,
        base.made.purchases,
        base.day,
        folder.display()
    ));
    Ok((folder, base))
}

fn greet(address: SocketAddr, key: &str, folder: &Path, base: &Base) {
    let Made { members, purchases } = base.made;
    output::say(format_args!("listening http://{address}"));
    output::say(format_args!(
        "
  Burger Heroes: {members} members, {purchases} purchases over two years
  console        http://{address}/console/   log in as {} with {}
  till page      http://{address}/till/      log in as {} with {}
  documentation  http://{address}/docs
  key            {key}

  A quote for a member who pays with points:

  curl -s http://{address}/v1/quotes -H 'Authorization: Bearer {key}' -H 'Content-Type: application/json' -d '{}'

  Ctrl-C stops; the data stays in {}
",
        CONSOLE.login,
        CONSOLE.password,
        TILL.login,
        TILL.password,
        sample(),
        folder.display(),
    ));
}

fn sample() -> serde_json::Value {
    serde_json::json!({
        "basket": "b-1", "member": {"card": FIRST_CARD}, "store": FIRST_STORE, "redeem": {"points": "max"},
        "lines": [{"line": 1, "sku": "burger", "quantity": "1", "price": "400.00"}],
    })
}

fn tell(args: &Args, folder: &Path, base: &Base) {
    #[derive(Serialize)]
    struct Told<'t> {
        members: u64,
        purchases: u64,
        card: &'t str,
        store: &'t str,
        data: &'t Path,
    }
    let Made { members, purchases } = base.made;
    if args.json {
        return output::json(&Told {
            members,
            purchases,
            card: FIRST_CARD,
            store: FIRST_STORE,
            data: folder,
        });
    }
    output::say(format_args!(
        "{}: {members} members, {purchases} purchases; a card to present: {FIRST_CARD}",
        folder.display()
    ));
}
