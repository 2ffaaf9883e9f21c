//! Rewards of the catalogue in words.

use super::earning::{rewards, stock};
use super::parts::{Sentence, condition, limit, named, unit_of};
use crate::language::Language;
use crate::program::{Activity, Program, Reward, TakingPoints, TakingTo};
use crate::time::{ExpireWhen, ExpiryRule};

/// `Mug: points: 300; if the level is silver or above; once a calendar quarter, one of “gifts”; to be fetched within 30
/// days.` `None` for one that the program does not have.
pub(crate) fn reward(program: &Program, reward: &Reward, language: Language) -> Option<String> {
    let activity = program.activity_of(reward)?;
    let name = named(&reward.name, language);
    let price = price(program, activity, language);
    let statement = match language {
        Language::En => format!("reward “{name}”: {price}"),
        Language::Ru => format!("награда «{name}»: {price}"),
    };
    let text = Sentence::new(language, &statement)
        .and(brings(program, activity, language))
        .and(condition(&activity.when, language))
        .and(limit(activity.limit.as_ref(), language))
        .and(choice(activity, language))
        .and(stock(activity, language))
        .and(fetched(reward, activity, language))
        .and(cost(program, reward, language))
        .end();
    Some(text)
}

/// `bonuses: 300`, `for nothing`.
pub(crate) fn price(program: &Program, activity: &Activity, language: Language) -> String {
    let Some(taking) = &activity.take else {
        return language.pick("for nothing", "бесплатно").to_owned();
    };
    let (unit, scale) = unit_of(program, &taking.unit, language);
    let points = match &taking.points {
        TakingPoints::Fixed(points) => language.points(*points, scale),
        TakingPoints::Property(name) => name.clone(),
    };
    match taking.to {
        TakingTo::Redeemed => format!("{unit}: {points}"),
        TakingTo::Donated => {
            let charity = language.pick("given to charity", "на благотворительность");
            format!("{unit}: {points}, {charity}")
        }
    }
}

fn brings(program: &Program, activity: &Activity, language: Language) -> Option<String> {
    let given = Activity {
        take: None,
        ..activity.clone()
    };
    let brings = rewards(program, &given, language);
    (!brings.is_empty()).then(|| {
        let brings = language.all_of(&brings);
        format!("{} {brings}", language.pick("brings", "даёт:"))
    })
}

fn choice(activity: &Activity, language: Language) -> Option<String> {
    let choice = activity.choice.as_ref()?;
    Some(match language {
        Language::En => format!("one of several, “{choice}”, that share the limit"),
        Language::Ru => format!("одна из наград «{choice}» с общим лимитом"),
    })
}

/// Till when it is fetched, and what becomes of it else.
fn fetched(reward: &Reward, activity: &Activity, language: Language) -> Option<String> {
    if !reward.is_handed_over {
        return Some(language.pick("given at once", "выдаётся сразу").to_owned());
    }
    let within = within(reward.expire.as_ref()?, language)?;
    if activity.take.is_none() {
        return Some(within);
    }
    let points = if reward.forfeits {
        language.pick("later the points are gone", "потом баллы сгорают")
    } else {
        language.pick("later the points come back", "потом баллы возвращаются")
    };
    Some(format!("{within}, {points}"))
}

fn within(rule: &ExpiryRule, language: Language) -> Option<String> {
    match (rule.when, language) {
        (ExpireWhen::Never, _) => None,
        (ExpireWhen::After(span), Language::En) => {
            Some(format!("to be fetched within {}", language.span(span)))
        }
        (ExpireWhen::After(span), Language::Ru) => Some(format!(
            "забрать в течение {}",
            language.span_genitive(span)
        )),
        (ExpireWhen::On(day), Language::En) => {
            Some(format!("to be fetched through {}", language.date(day)))
        }
        (ExpireWhen::On(day), Language::Ru) => {
            Some(format!("забрать по {} включительно", language.date(day)))
        }
    }
}

fn cost(program: &Program, reward: &Reward, language: Language) -> Option<String> {
    let cost = language.money(reward.cost?, program.currency);
    Some(match language {
        Language::En => format!("costs the business {cost}"),
        Language::Ru => format!("обходится бизнесу в {cost}"),
    })
}
