//! `regulars program rollout start|status|widen|withdraw`: a version for a part of the base.

use clap::{ArgGroup, Args as ClapArgs, Subcommand};
use regulars_app::experiment::parts_of;
use regulars_app::rollout::{
    self, Audience, Comparison, PARTS, Rollout, RolloutStep, RolloutStepKind, Share, Start, Wider,
};
use regulars_app::{Actor, AppError, ProgramVersion};
use regulars_engine::name::{ProgramId, SegmentId, StoreId};
use regulars_engine::program::Program;

use crate::data::{self, Data};
use crate::failure::{self, Done, Failure};
use crate::output;

/// Commands about a version that is rolled out.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Let a stored version decide for a part of the base, beside the one in force.
    #[command(
        after_help = "Example:\n  regulars program rollout start burger-heroes 3 --percent 10 --data /var/lib/regulars"
    )]
    Start(StartArgs),
    /// Tell how a roll-out stands, and what was bought on either side.
    Status(Of),
    /// Let it decide for more: a greater share, more stores, or everybody.
    #[command(
        after_help = "Example:\n  regulars program rollout widen burger-heroes --everybody --data /var/lib/regulars"
    )]
    Widen(Widen),
    /// Let the version of before decide for everybody again.
    Withdraw(Withdraw),
}

/// A program of an installation.
#[derive(Debug, ClapArgs)]
pub struct Of {
    #[command(flatten)]
    data: Data,
    /// The program.
    #[arg(value_name = "PROGRAM")]
    program: String,
    /// Print the outcome as JSON.
    #[arg(long)]
    json: bool,
}

/// Whom a version decides for.
#[derive(Debug, ClapArgs)]
struct To {
    /// Whoever buys at this store; may be said several times.
    #[arg(long, value_name = "STORE")]
    store: Vec<String>,
    /// Members of a saved segment.
    #[arg(long, value_name = "ID")]
    segment: Option<String>,
    /// A share of the members, in percent: 10 or 2.5.
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    percent: Option<Share>,
}

/// Arguments of `program rollout start`.
#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("to").required(true).args(["store", "segment", "percent"])))]
pub struct StartArgs {
    #[command(flatten)]
    of: Of,
    /// The number of the version.
    #[arg(value_name = "VERSION")]
    version: u32,
    #[command(flatten)]
    to: To,
    /// Why, for those who read it later.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Arguments of `program rollout widen`.
#[derive(Debug, ClapArgs)]
#[command(group(ArgGroup::new("to").required(true).args(["store", "segment", "percent", "everybody"])))]
pub struct Widen {
    #[command(flatten)]
    of: Of,
    #[command(flatten)]
    to: To,
    /// Everybody: the version is published.
    #[arg(long)]
    everybody: bool,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Arguments of `program rollout withdraw`.
#[derive(Debug, ClapArgs)]
pub struct Withdraw {
    #[command(flatten)]
    of: Of,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Runs a command. Those that change something return once it holds.
///
/// # Errors
/// What the use case answers; a folder that cannot be used.
pub fn run(command: Command) -> Done {
    match command {
        Command::Start(args) => {
            let version = ProgramVersion {
                program: ProgramId::new(&args.of.program),
                version: args.version,
            };
            let asked = Start {
                version,
                to: args.to.audience()?,
                at: None,
                note: args.note,
            };
            change(&args.of, async |app| {
                rollout::start(app, Actor::Machine, asked).await
            })
        }
        Command::Widen(args) => {
            let to = match args.everybody {
                true => Wider::Everybody,
                false => Wider::To(args.to.audience()?),
            };
            let program = ProgramId::new(&args.of.program);
            change(&args.of, async |app| {
                rollout::widen(app, Actor::Machine, program, to, args.note).await
            })
        }
        Command::Withdraw(args) => {
            let program = ProgramId::new(&args.of.program);
            change(&args.of, async |app| {
                rollout::withdraw(app, Actor::Machine, program, args.note).await
            })
        }
        Command::Status(of) => status(&of),
    }
}

impl To {
    fn audience(&self) -> Result<Audience, Failure> {
        match (&self.segment, self.percent) {
            (Some(segment), _) => Ok(Audience::Segment(SegmentId::new(segment))),
            (None, Some(share)) => Ok(Audience::Share(share)),
            (None, None) => Ok(Audience::Stores(
                self.store.iter().map(StoreId::new).collect(),
            )),
        }
    }
}

fn share(text: &str) -> Result<Share, String> {
    let percent = text.parse().ok().and_then(parts_of);
    percent.and_then(Share::of_parts).ok_or_else(|| {
        "write a share in percent, more than 0 and less than 100, such as 10 or 2.5".to_owned()
    })
}

fn change(
    of: &Of,
    work: impl AsyncFnOnce(&regulars_app::App) -> regulars_app::Result<RolloutStep>,
) -> Done {
    let app = data::start_existing(&of.data.place()?)?;
    let step = data::block_on(async {
        let step = work(&app).await.map_err(|error| told(of, error))?;
        app.wait_until(step.live_at).await;
        Ok::<_, Failure>(step)
    })?;
    if of.json {
        output::json(&json_of(&step));
        return Ok(());
    }
    output::say(format_args!("{}", sentence(&step)));
    Ok(())
}

fn told(of: &Of, error: AppError) -> Failure {
    match error {
        AppError::BadFile(found) => failure::problems(&of.program, &found),
        other => other.into(),
    }
}

fn status(of: &Of) -> Done {
    let app = data::start_existing(&of.data.place()?)?;
    let program = ProgramId::new(&of.program);
    let (found, live) = data::block_on(async {
        let found = rollout::read(&app, program).await?;
        Ok::<_, Failure>((found, app.programs().at(app.now())))
    })?;
    if of.json {
        output::json(&json_of_all(&found, &live.program));
        return Ok(());
    }
    for row in &found.steps {
        let note = row.step.note.as_deref().map(|note| format!("; {note}"));
        output::say(format_args!(
            "{}{}",
            sentence(&row.step),
            note.unwrap_or_default()
        ));
    }
    let Some(comparison) = &found.comparison else {
        output::say("nothing was decided by it yet");
        return Ok(());
    };
    for side in &comparison.sides {
        let money = |money| live.program.currency.format_money(money);
        output::say(format_args!(
            "version {}: {} members, {} purchases, {} paid, {} on average, {} off",
            side.version,
            side.members,
            side.purchases,
            money(side.revenue),
            side.average().map_or_else(|| "-".to_owned(), money),
            money(side.discount),
        ));
    }
    tell_metrics(comparison);
    Ok(())
}

fn tell_metrics(comparison: &Comparison) {
    for metric in &comparison.metrics {
        for arm in &metric.arms {
            let within = arm
                .ci
                .map(|ci| format!(" ({:.4} to {:.4})", ci.low, ci.high));
            output::say(format_args!(
                "{}: {:+.4}{} for each of {} members against {}",
                metric.metric,
                arm.diff.unwrap_or_default(),
                within.unwrap_or_default(),
                arm.n,
                metric.control.n,
            ));
        }
    }
    output::say(&comparison.text.en);
}

fn sentence(step: &RolloutStep) -> String {
    let (program, version, from) = (&step.version.program, step.version.version, step.live_at);
    match &step.audience {
        Some(audience) => format!(
            "{program} version {version} decides for {} from {from}, version {} for everybody else",
            whom(audience),
            step.beside
        ),
        None if step.kind == RolloutStepKind::Everybody => {
            format!("{program} version {version} decides for everybody from {from}")
        }
        None => format!(
            "{program} version {version} is withdrawn: version {} decides for everybody from {from}",
            step.beside
        ),
    }
}

fn whom(audience: &Audience) -> String {
    match audience {
        Audience::Stores(stores) => {
            let names: Vec<&str> = stores.iter().map(StoreId::as_str).collect();
            format!("purchases at {}", names.join(", "))
        }
        Audience::Segment(segment) => format!("members of the segment {segment}"),
        Audience::Share(share) => {
            let percent = f64::from(share.parts()) * 100.0 / f64::from(PARTS);
            format!("{percent} % of the members")
        }
    }
}

fn json_of(step: &RolloutStep) -> serde_json::Value {
    serde_json::json!({
        "program": step.version.program,
        "version": step.version.version,
        "beside": step.beside,
        "to": step.audience,
        "live_at": step.live_at.to_string(),
        "note": step.note,
    })
}

fn json_of_all(found: &Rollout, program: &Program) -> serde_json::Value {
    let money = |money| program.currency.format_money(money);
    let sides = found.comparison.iter().flat_map(|of| &of.sides);
    let sides = sides.map(|side| {
        serde_json::json!({
            "version": side.version,
            "members": side.members,
            "purchases": side.purchases,
            "revenue": money(side.revenue),
            "average": side.average().map(money),
            "discount": money(side.discount),
        })
    });
    serde_json::json!({
        "running": found.is_running,
        "steps": found.steps.iter().map(|row| json_of(&row.step)).collect::<Vec<_>>(),
        "sides": sides.collect::<Vec<_>>(),
        "metrics": found.comparison.as_ref().map(|of| &of.metrics),
    })
}
