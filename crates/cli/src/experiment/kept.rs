//! `regulars experiment list|show|launch|end|results|assign`: experiments of the base.

use clap::Args as ClapArgs;
use regulars_app::experiment::{
    self, Analysis, Earned, Experiment, ExperimentState, MetricResult, Results,
};
use regulars_app::{Actor, App, MemberRef};
use regulars_engine::id::MemberId;
use regulars_engine::name::ExperimentId;
use regulars_engine::time::Instant;

use super::analyse::tell_arms;
use crate::data::{self, Data};
use crate::failure::{Done, Failure};
use crate::output;

/// All experiments.
#[derive(Debug, ClapArgs)]
pub struct List {
    #[command(flatten)]
    data: Data,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// One experiment.
#[derive(Debug, ClapArgs)]
pub struct One {
    /// Its id.
    #[arg(value_name = "ID")]
    experiment: String,
    #[command(flatten)]
    data: Data,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// What an experiment says.
#[derive(Debug, ClapArgs)]
pub struct Read {
    #[command(flatten)]
    of: One,
    /// As of when, as 2026-03-01T00:00:00+03:00; now, or its end, when nothing says otherwise.
    #[arg(long, value_name = "TIME", value_parser = instant)]
    as_of: Option<Instant>,
}

/// A member of an experiment.
#[derive(Debug, ClapArgs)]
pub struct Assign {
    #[command(flatten)]
    of: One,
    /// Our id of the member.
    #[arg(value_name = "MEMBER", value_parser = member)]
    member: MemberId,
}

impl One {
    fn open(&self) -> Result<(App, ExperimentId), Failure> {
        let app = data::start_existing(&self.data.place()?)?;
        Ok((app, ExperimentId::new(&self.experiment)))
    }
}

/// Lists them.
pub fn list(args: &List) -> Done {
    let app = data::start_existing(&args.data.place()?)?;
    let all = data::block_on(async { Ok::<_, Failure>(experiment::list(&app).await?) })?;
    if args.json {
        let items = all.iter().map(json_of).collect::<Vec<_>>();
        output::json(&serde_json::json!({"items": items}));
        return Ok(());
    }
    for found in &all {
        let members: u64 = found.sizes.iter().sum();
        output::say(format_args!(
            "{}: {}, {members} members; {}",
            found.id,
            word(found.state),
            found.design.name
        ));
    }
    Ok(())
}

/// Shows one; of a draft what would come of it now.
pub fn show(args: &One) -> Done {
    let (app, id) = args.open()?;
    let (found, forecast) = data::block_on(async {
        let found = experiment::read(&app, id).await?;
        let forecast = match &found.forecast {
            Some(forecast) => forecast.clone(),
            None => experiment::forecast(&app, found.design.clone()).await?,
        };
        Ok::<_, Failure>((found, forecast))
    })?;
    if args.json {
        let mut json = json_of(&found);
        json["forecast"] = serde_json::json!(forecast);
        output::json(&json);
        return Ok(());
    }
    tell(&found);
    output::say(forecast.text(&found.design).en);
    Ok(())
}

/// Launches one.
pub fn launch(args: &One) -> Done {
    let (app, id) = args.open()?;
    let found = data::block_on(async {
        experiment::launch(&app, Actor::Machine, id.clone()).await?;
        Ok::<_, Failure>(experiment::read(&app, id).await?)
    })?;
    told(args, &found)
}

/// Ends one.
pub fn end(args: &One) -> Done {
    let (app, id) = args.open()?;
    let found = data::block_on(async {
        experiment::end(&app, Actor::Machine, id.clone()).await?;
        Ok::<_, Failure>(experiment::read(&app, id).await?)
    })?;
    told(args, &found)
}

fn told(args: &One, found: &Experiment) -> Done {
    if args.json {
        output::json(&json_of(found));
    } else {
        tell(found);
    }
    Ok(())
}

/// Tells in which arm a member is, who is drawn now if that may be.
pub fn assign(args: &Assign) -> Done {
    let (app, id) = args.of.open()?;
    let named = MemberRef::Id(args.member);
    let placed =
        data::block_on(async { Ok::<_, Failure>(experiment::assign_one(&app, id, named).await?) })?;
    let arm = placed.arm.as_ref();
    if args.of.json {
        output::json(&serde_json::json!({
            "member": placed.member, "arm": arm.map(|(name, _)| name), "is_control": placed.is_control,
            "since": arm.map(|(_, since)| since.to_string()),
        }));
        return Ok(());
    }
    match arm {
        Some((name, since)) => output::say(format_args!("{name} since {since}")),
        None => output::say("in no arm"),
    }
    Ok(())
}

/// Tells what one says.
pub fn results(args: &Read) -> Done {
    let (app, id) = args.of.open()?;
    let found = data::block_on(async {
        Ok::<_, Failure>(experiment::results(&app, id, args.as_of).await?)
    })?;
    if args.of.json {
        output::json(&results_json(&found));
        return Ok(());
    }
    output::say(&found.text.en);
    for arm in &found.arms {
        output::say(format_args!(
            "{}: {} assigned, {} counted",
            arm.arm, arm.assigned, arm.counted
        ));
    }
    if let Some(p) = found.srm_p {
        output::say(format_args!("sizes of the arms: p {p:.4}"));
    }
    found.metrics.iter().for_each(tell_metric);
    found.money.iter().for_each(tell_money);
    output::say(format_args!("as of {}", found.as_of));
    Ok(())
}

fn tell_money(earned: &Earned) {
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    output::say(format_args!("\nspent on it: {}", earned.cost));
    for arm in &earned.arms {
        output::say(format_args!(
            "{}: {} more revenue, margin {}, cost {}, net result {}, ROI {}",
            arm.arm,
            arm.revenue,
            or_dash(&arm.margin),
            arm.cost,
            or_dash(&arm.net_result),
            or_dash(&arm.roi.map(|roi| format!("{roi:.2}")))
        ));
    }
}

fn tell_metric(of: &MetricResult) {
    let decides = if of.decides { ", which decides" } else { "" };
    output::say(format_args!("\n{}{decides}", of.metric.word()));
    let tell = |how: &str, analysis: &Analysis| {
        output::say(how);
        tell_arms(&analysis.control, &analysis.arms);
    };
    tell("as it is", &of.plain);
    if let Some(adjusted) = &of.adjusted {
        tell("less what was known before", adjusted);
    }
    if let Some(held) = &of.held {
        tell("with the few who spend most held back", held);
    }
}

fn tell(found: &Experiment) {
    output::say(format_args!(
        "{}: {} ({})",
        found.id,
        found.design.name,
        word(found.state)
    ));
    for (arm, members) in found.design.arms.iter().zip(&found.sizes) {
        let control = if arm.name == found.design.control {
            " (control)"
        } else {
            ""
        };
        output::say(format_args!("{}{control}: {members} members", arm.name));
    }
    if let Some((started, due)) = found.started_at.zip(found.due_at) {
        output::say(format_args!("began {started}, to be read {due}"));
    }
    if let Some(ended) = found.ended_at {
        output::say(format_args!("ended {ended}"));
    }
}

/// Results with instants as text, as every answer has them.
fn results_json(found: &Results) -> serde_json::Value {
    let mut json = serde_json::json!(found);
    for (field, at) in [
        ("as_of", found.as_of),
        ("started_at", found.started_at),
        ("due_at", found.due_at),
    ] {
        json[field] = serde_json::json!(at.to_string());
    }
    json
}

fn json_of(found: &Experiment) -> serde_json::Value {
    let at = |at: Option<Instant>| at.map(|at| at.to_string());
    serde_json::json!({
        "id": found.id, "state": word(found.state), "design": found.design, "sizes": found.sizes,
        "made_at": found.made_at.to_string(), "started_at": at(found.started_at), "due_at": at(found.due_at),
        "ended_at": at(found.ended_at),
    })
}

const fn word(state: ExperimentState) -> &'static str {
    match state {
        ExperimentState::Draft => "draft",
        ExperimentState::Running => "running",
        ExperimentState::Ended => "ended",
    }
}

fn instant(text: &str) -> Result<Instant, String> {
    text.parse::<Instant>().map_err(|error| error.to_string())
}

fn member(text: &str) -> Result<MemberId, String> {
    text.parse::<MemberId>().map_err(|error| error.to_string())
}
