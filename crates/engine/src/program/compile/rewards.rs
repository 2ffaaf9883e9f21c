//! Section `rewards`: each becomes an activity that a claim sets off, and what is told of it as a reward.

use super::activities;
use super::challenges::Known;
use super::limits;
use super::names::text;
use super::scalar::{field, item, some_money, some_points};
use super::scope::Scope;
use crate::name::RuleId;
use crate::number::shown;
use crate::program::file::{
    ActivityFile, DestinationFile, List, PriceFile, RewardFile, UnclaimedFile, WordOr,
};
use crate::program::{Activity, Problem, Reward, Taking, TakingPoints, TakingTo, Trigger};
use crate::said;

/// Every reward, in file order, each with its activity.
pub(super) fn compile(
    file: &List<RewardFile>,
    known: Known<'_>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> (Vec<Reward>, Vec<Activity>) {
    let rewards = file.0.iter().enumerate();
    let compiled: Vec<_> = rewards
        .map(|(index, reward)| one(reward, known, &item("rewards", index), scope, problems))
        .collect();
    choices(file, problems);
    compiled.into_iter().flatten().unzip()
}

fn one(
    file: &RewardFile,
    known: Known<'_>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<(Reward, Activity)> {
    let price = file.price.as_ref();
    let price = price.map(|price| taking(price, &field(path, "price"), scope, problems));
    let expire = limits::expiry(file.expire.as_ref(), path, problems);
    let cost_path = field(path, "cost");
    let cost = file.cost.as_ref();
    let cost = cost.and_then(|cost| some_money(cost, &cost_path, scope.currency, problems));
    let activity = activities::bare(&activity(file), known, path, scope, problems);
    let mut activity = activity?;
    activity.on = Trigger::Claim(activity.id.clone());
    activity.choice = file.choice.as_ref().map(|choice| RuleId::new(&choice.0));
    activity.take = match price {
        Some(price) => Some(price?),
        None => None,
    };
    let is_handed_over = is_handed_over(&activity);
    if !is_handed_over {
        nothing_to_fetch(file, path, problems);
    }
    let reward = Reward {
        id: activity.id.clone(),
        name: text(file.name.as_ref(), &file.id.0),
        expire,
        forfeits: file.unclaimed == Some(UnclaimedFile::Forfeit),
        cost,
        is_handed_over,
    };
    Some((reward, activity))
}

/// Whether somebody hands something over: it is not a matter of the program's own books.
fn is_handed_over(activity: &Activity) -> bool {
    let to = activity.take.as_ref().map(|taking| taking.to);
    activity.award.is_empty()
        && activity.coupon.is_none()
        && activity.badge.is_none()
        && activity.join.is_none()
        && to != Some(TakingTo::Donated)
}

fn nothing_to_fetch(file: &RewardFile, path: &str, problems: &mut Vec<Problem>) {
    for (name, is_said) in [
        ("expire", file.expire.is_some()),
        ("unclaimed", file.unclaimed.is_some()),
    ] {
        if is_said {
            let message = said!(
                "the reward is given with the claim, nothing is fetched later; leave it out",
                "награда выдаётся сразу, потом забирать нечего; уберите"
            );
            problems.push(Problem::new(field(path, name), message));
        }
    }
}

fn taking(
    file: &PriceFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Taking> {
    let (unit, points, to, points_path) = match file {
        WordOr::Word(points) => (None, points, None, path.to_owned()),
        WordOr::Fields(price) => {
            let points_path = field(path, "points");
            (price.unit.as_ref(), &price.points, price.to, points_path)
        }
    };
    let unit = scope.unit(unit, &field(path, "unit"), problems)?;
    let points = some_points(points, &points_path, unit.scale, problems)?;
    Some(Taking {
        unit: unit.id.clone(),
        points: TakingPoints::Fixed(points),
        to: match to {
            None | Some(DestinationFile::Redeemed) => TakingTo::Redeemed,
            Some(DestinationFile::Donated) => TakingTo::Donated,
        },
    })
}

/// What a claim brings, as an activity is written: it is checked as one.
fn activity(file: &RewardFile) -> ActivityFile {
    ActivityFile {
        id: file.id.clone(),
        on: activities::set_off_elsewhere(),
        when: file.when.clone(),
        award: file.award.clone(),
        coupon: file.coupon.clone(),
        badge: file.badge.clone(),
        take: None,
        join: file.join.clone(),
        limit: file.limit.clone(),
        cap: None,
        stock: file.stock.clone(),
        chance: None,
        draw: None,
    }
}

/// Rewards of one choice share one limit, so each of them says the same one.
fn choices(file: &List<RewardFile>, problems: &mut Vec<Problem>) {
    for (index, reward) in file.0.iter().enumerate() {
        let Some(choice) = &reward.choice else {
            continue;
        };
        let mut before = file.0.iter().take(index);
        let first = before.find(|other| other.choice.as_ref() == Some(choice));
        let path = item("rewards", index);
        if reward.limit.is_none() {
            let message = said!(
                "one of several needs to know how many; write limit: {{ times: 1, per: quarter }}",
                "для выбора нужно знать, сколько наград можно взять; напишите `limit: {{ times: 1, per: quarter }}`"
            );
            problems.push(Problem::new(field(&path, "choice"), message));
        } else if first.is_some_and(|first| first.limit != reward.limit) {
            let choice = shown(&choice.0);
            let message = said!(
                "all rewards of the choice `{choice}` share one limit; write the same one at each",
                "у всех наград выбора `{choice}` один общий лимит; напишите у каждой один и тот же"
            );
            problems.push(Problem::new(field(&path, "limit"), message));
        }
    }
}
