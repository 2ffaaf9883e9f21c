//! `regulars serve`: the HTTP API over a data folder or a database.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args as ClapArgs;
use regulars_app::folder::Role;
use regulars_app::{Clock, MovedClock, SystemClock, setup};

use crate::config::Config;
use crate::data::{self, Address, Data};
use crate::failure::Done;
use crate::log::Logging;
use crate::output;
use crate::serving;

/// Where a server listens when nothing says otherwise: on this machine only.
pub const LISTEN: &str = "127.0.0.1:8080";

/// Arguments of `serve`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  regulars serve --data /var/lib/regulars --listen 0.0.0.0:8080\n  regulars serve --database postgres://regulars@db.example/regulars\n\nThe first line on standard output is `listening http://HOST:PORT`; port 0 takes a free one. While\nthere are no staff the second is `set up http://HOST:PORT/console/setup#CODE`. Flags win over the\nconfiguration file:\n  listen: 0.0.0.0:8080\n  data: /var/lib/regulars\n  database: postgres://regulars@db.example/regulars\n  limits: { body_kib: 1024, bulk_kib: 16384, upload_mib: 512, requests_per_second: 20000, burst: 40000, timeout_seconds: 30, notice_seconds: 3, drain_seconds: 10 }\n  columns: { folder: /var/lib/regulars/columns, minutes: 60, off: false }"
)]
pub struct Args {
    /// A configuration file in YAML.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    data: Data,
    /// Where to listen; 127.0.0.1:8080 when nothing says otherwise.
    #[arg(long, value_name = "HOST:PORT", env = "REGULARS_LISTEN")]
    listen: Option<String>,
    /// A file that says by how many milliseconds the clock is off, read whenever it is asked: for tests of faults.
    #[arg(long, value_name = "FILE", hide = true)]
    clock_offset: Option<PathBuf>,
    #[command(flatten)]
    logging: Logging,
}

/// Serves until the process is told to stop.
///
/// # Errors
/// A folder that another server holds, a folder or a database that cannot be used; an address that cannot be listened on.
pub fn run(args: Args) -> Done {
    let config = Config::read(args.config.as_deref())?;
    args.logging.start()?;
    let mut place = args
        .data
        .place_or(config.data, config.database.map(Address::from))?;
    config.columns.set(&mut place.columns);
    let listen = args
        .listen
        .or(config.listen)
        .unwrap_or_else(|| LISTEN.to_owned());
    let clock: Arc<dyn Clock> = match args.clock_offset {
        Some(file) => Arc::new(MovedClock(file)),
        None => Arc::new(SystemClock),
    };
    let app = data::start_by(&place, Role::Server, clock)?;
    let options = config.limits.options(place.is_shared());
    data::block_on(async {
        let code = setup::code(&app).await?;
        serving::serve(app, &listen, options, |address| {
            output::say(format_args!("listening http://{address}"));
            if let Some(code) = code {
                output::say(format_args!("set up http://{address}/console/setup#{code}"));
            }
        })
        .await
    })
}
