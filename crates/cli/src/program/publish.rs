//! Stores a program file, and its scenarios where they stand beside it, and makes it the current program.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use regulars_app::program::{Published, publish, put, put_scenarios};
use regulars_app::{Actor, App, AppError};
use regulars_engine::program::Program;
use regulars_engine::scenario;
use regulars_engine::time::Instant;

use crate::data::{self, Data};
use crate::failure::{self, Done, Failure};
use crate::output;
use crate::program::files::{self, ProgramPath};

/// Arguments of `program publish`.
#[derive(Debug, ClapArgs)]
pub struct Args {
    #[command(flatten)]
    data: Data,
    /// The program file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// When it starts to decide (RFC 3339); as soon as may be when not said.
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

/// A running server looks for publications once a second.
const NOTICED_MS: i64 = 1_500;

/// Publishes a file. Without `--at` it returns once the program decides: at once on a new installation, else two
/// seconds later, so that every running server has seen it.
///
/// # Errors
/// A file that is wrong, an instant that is past, a folder that cannot be used.
pub fn run(args: Args) -> Done {
    let text = files::text(&args.file)?;
    let scenarios = scenarios_beside(&args.file, &text)?;
    let at = args.at.as_deref().map(instant).transpose()?;
    let (app, beside) = data::start_beside(&args.data.place()?)?;
    let published = data::block_on(async {
        let published = store_and_publish(&app, text, scenarios, at).await;
        if let (Ok(published), None) = (&published, at) {
            // A server that decides by no program yet learns of its first one when it next looks.
            let noticed = if beside {
                app.now().plus_ms(NOTICED_MS)
            } else {
                app.now()
            };
            app.wait_until(published.live_at.max(noticed)).await;
        }
        published.map_err(|error| said(&args.file, error))
    })?;
    let (program, version) = (&published.version.program, published.version.version);
    if args.json {
        let live_at = published.live_at.to_string();
        output::json(
            &serde_json::json!({"program": program, "version": version, "live_at": live_at}),
        );
        return Ok(());
    }
    output::say(format_args!(
        "{program} version {version} decides from {}",
        published.live_at
    ));
    Ok(())
}

/// The scenario file beside a program, if there is one and the program itself is right.
fn scenarios_beside(file: &Path, program: &str) -> Result<Option<String>, Failure> {
    let beside = files::programs(&[file.to_owned()])?;
    let beside = beside.iter().find_map(ProgramPath::scenarios);
    let (Some(path), Ok(program)) = (beside, Program::read(program)) else {
        return Ok(None);
    };
    let text = files::text(&path)?;
    match scenario::parse(&program, &text) {
        Ok(_) => Ok(Some(text)),
        Err(found) => Err(failure::problems(path.display(), &found)),
    }
}

async fn store_and_publish(
    app: &App,
    text: String,
    scenarios: Option<String>,
    at: Option<Instant>,
) -> regulars_app::Result<Published> {
    let stored = put(app, Actor::Machine, None, text, None).await?;
    if let Some(scenarios) = scenarios {
        let program = stored.outcome.program.clone();
        put_scenarios(app, Actor::Machine, program, scenarios).await?;
    }
    publish(app, Actor::Machine, stored.outcome, at).await
}

fn said(file: &Path, error: AppError) -> Failure {
    match error {
        AppError::BadFile(found) => failure::problems(file.display(), &found),
        other => other.into(),
    }
}

fn instant(text: &str) -> Result<Instant, Failure> {
    let read = Instant::parse_with_offset(text);
    read.map(|(at, _)| at)
        .map_err(|error| Failure::Usage(format!("--at: {error}")))
}
