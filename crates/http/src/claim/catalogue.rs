//! `GET /v1/members/{id}/rewards`

use axum::extract::State;
use regulars_app::claim::{self, Catalogue};
use regulars_engine::language::Language;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::program::{Taking, TakingPoints};
use regulars_engine::reward::Offered;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::RewardName;
use crate::body::{Address, Answer, Outcome};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::member;
use crate::problem::{Kind, Problem, Told};
use crate::render::{Decimal, LANGUAGE, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "reward_list",
    noun: Noun::Rewards,
    summary: "List what a member may claim",
    description: "Every reward of the program in its order, with its price, and whether this member may claim it now, else why not.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Rewards>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The catalogue as a member finds it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rewards {
    /// Rewards in the order of the program.
    items: Vec<Reward>,
}

/// A reward.
#[derive(Debug, Serialize, ToSchema)]
struct Reward {
    /// Its id.
    #[schema(value_type = String, example = "mug")]
    reward: RuleId,
    /// Its name in English and Russian.
    name: RewardName,
    /// Its rule in one sentence.
    #[schema(example = "Reward “A mug”: points: 300.")]
    text: String,
    /// What it costs; `null`: nothing.
    price: Option<RewardPrice>,
    /// It is handed over later, with the claim's code; else it is given with the claim.
    handed_over: bool,
    /// How many are left for all members together, of its period; `null`: without stock.
    left: Option<i64>,
    /// How often the member may still claim it in the time of its limit; `null`: without limit.
    times_left: Option<i64>,
    /// Rewards of one choice share one limit.
    #[schema(value_type = Option<String>, example = "gift-of-the-quarter")]
    choice: Option<RuleId>,
    /// Why it cannot be claimed now; `null`: it can.
    problem: Option<Told>,
}

/// What a reward costs.
#[derive(Debug, Serialize, ToSchema)]
struct RewardPrice {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Points.
    points: Decimal,
}

/// Lists the catalogue.
pub async fn catalogue(
    State(server): State<Server>,
    Address(id): Address<String>,
    Spoken(language): Spoken,
) -> Outcome<Rewards> {
    let catalogue = claim::catalogue(&server.app, member(&id)?).await?;
    let rewards = catalogue.rewards.iter();
    let items = rewards.filter_map(|offered| reward(&catalogue, offered, language));
    Ok(Answer::ok(Rewards {
        items: items.collect(),
    }))
}

fn reward(catalogue: &Catalogue, offered: &Offered, language: Language) -> Option<Reward> {
    let program = &catalogue.live.program;
    let reward = program.reward(&offered.reward)?;
    let activity = program.activity_of(reward)?;
    let scales = Scales(program);
    let price = |taking: &Taking| match taking.points {
        TakingPoints::Fixed(points) => Some(RewardPrice {
            unit: taking.unit.clone(),
            points: scales.points(&taking.unit, points),
        }),
        TakingPoints::Property(_) => None,
    };
    let refusal = offered.refusal.clone();
    Some(Reward {
        reward: reward.id.clone(),
        name: RewardName::of(&reward.name),
        text: program.rule_in_words(&reward.id, language)?,
        price: activity.take.as_ref().and_then(price),
        handed_over: reward.is_handed_over,
        left: offered.left,
        times_left: offered.times_left,
        choice: activity.choice.clone(),
        problem: refusal.map(|refusal| Problem::from(refusal).told(language)),
    })
}
