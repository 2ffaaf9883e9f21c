//! Sets, steps and caps of offers in words.

use super::parts::{a_period, goods};
use crate::condition::describe_lines;
use crate::language::Language;
use crate::number::{Money, Quantity, Ratio};
use crate::program::{
    Cap, GoodsSet, Offer, OfferGroup, Program, SetOff, SetPart, Steps, StepsBy, StepsPast,
};
use crate::time::Period;

/// `5% off from unit 101, 10% off from unit 201, each unit by its own place, counted over a calendar year`.
pub(super) fn steps(program: &Program, steps: &Steps, language: Language) -> String {
    let step = |step: &crate::program::Step| {
        let share = language.share(step.share);
        let from = match steps.by {
            StepsBy::Units => {
                let from = Quantity::from_raw(step.after + Quantity::ONE.raw()).to_string();
                let from = language.number(&from);
                match language {
                    Language::En => format!("from unit {from}"),
                    Language::Ru => format!("с {from}-й единицы"),
                }
            }
            StepsBy::Amount => {
                let from = language.money(Money::from_minor(step.after), program.currency);
                format!("{} {from}", language.pick("from", "от"))
            }
        };
        match language {
            Language::En => format!("{share} off {from}"),
            Language::Ru => format!("скидка {share} {from}"),
        }
    };
    let mut said: Vec<String> = steps.levels.iter().map(step).collect();
    if steps.marginal {
        let own = language.pick(
            "each unit by its own place",
            "каждая единица по своему месту",
        );
        said.push(own.to_owned());
    }
    said.extend(steps.past.map(|past| {
        match past {
            StepsPast::Life => language
                .pick("counted over all purchases", "считая все покупки")
                .to_owned(),
            StepsPast::Period(period) => format!(
                "{} {}",
                language.pick("counted over", "считая с начала"),
                counted_over(period, language)
            ),
        }
    }));
    said.join(", ")
}

/// `with 2 units: 1 unit 50% off, the cheapest`.
pub(super) fn set(program: &Program, set: &GoodsSet, language: Language) -> String {
    let mut said =
        for_the_price_of(set, language).unwrap_or_else(|| with_and_get(program, set, language));
    if set.get.is_some() {
        let pick = if set.dearest {
            language.pick(", the dearest", ", самые дорогие")
        } else {
            language.pick(", the cheapest", ", самые дешёвые")
        };
        said.push_str(pick);
    }
    if let Some(repeat) = set.repeat {
        let times = match language {
            Language::En => format!(
                ", at most {} a purchase",
                language.count(repeat, ["set", "sets"], ["", "", ""])
            ),
            Language::Ru => format!(
                ", не больше {} за покупку",
                language.count(repeat, ["", ""], ["набора", "наборов", "наборов"])
            ),
        };
        said.push_str(&times);
    }
    said
}

/// `3 for the price of 2, 1 free`: of a set of one kind of goods, some of which cost nothing.
fn for_the_price_of(set: &GoodsSet, language: Language) -> Option<String> {
    let ([part], Some(get)) = (set.parts.as_slice(), &set.get) else {
        return None;
    };
    let is_free = set.off == SetOff::Percent(Ratio::ONE);
    if !is_free || part.lines != get.lines || !set.consumes {
        return None;
    }
    let (all, paid, free) = (part.units + get.units, part.units, get.units);
    let said = match language {
        Language::En => format!("{all} for the price of {paid}, {free} free"),
        Language::Ru => format!("{all} по цене {paid}, бесплатно {free}"),
    };
    Some(match goods(part.lines.as_ref(), language) {
        Some(goods) => format!("{said} {goods}"),
        None => said,
    })
}

fn with_and_get(program: &Program, set: &GoodsSet, language: Language) -> String {
    let part = |part: &SetPart| units(part, language);
    let parts: Vec<String> = set.parts.iter().map(part).collect();
    let parts = parts.join(" + ");
    let off = off(program, set.off, language);
    match (&set.get, language) {
        (Some(get), Language::En) => format!("bought {parts}: {}: {off}", part(get)),
        (Some(get), Language::Ru) => format!("куплено {parts}: {}: {off}", part(get)),
        (None, Language::En) => format!("{parts} together: {off}"),
        (None, Language::Ru) => format!("{parts} вместе: {off}"),
    }
}

fn units(part: &SetPart, language: Language) -> String {
    let units = language.count(
        part.units,
        ["unit", "units"],
        ["единица", "единицы", "единиц"],
    );
    match part
        .lines
        .as_ref()
        .map(|lines| describe_lines(lines.written(), language))
    {
        Some(goods) => format!("{units} ({goods})"),
        None => units,
    }
}

fn off(program: &Program, off: SetOff, language: Language) -> String {
    match off {
        SetOff::Percent(share) if share == Ratio::ONE => {
            language.pick("free", "бесплатно").to_owned()
        }
        SetOff::Percent(share) => match language {
            Language::En => format!("{} off", language.share(share)),
            Language::Ru => format!("скидка {}", language.share(share)),
        },
        SetOff::Amount(money) => {
            let money = language.money(money, program.currency);
            match language {
                Language::En => format!("{money} off"),
                Language::Ru => format!("скидка {money}"),
            }
        }
        SetOff::Price(price) => {
            let price = language.money(price, program.currency);
            format!("{} {price}", language.pick("for", "за"))
        }
    }
}

/// `at most $1,000 a calendar month for each member`.
pub(super) fn member_cap(program: &Program, offer: &Offer, language: Language) -> Option<String> {
    let cap = offer.max_per_member?;
    let money = language.money(cap.money, program.currency);
    let period = cap.period.map(|period| a_period(period, language));
    Some(match (language, period) {
        (Language::En, Some(period)) => format!("at most {money} {period} for each member"),
        (Language::En, None) => format!("at most {money} for each member"),
        (Language::Ru, Some(period)) => format!("не больше {money} {period} на участника"),
        (Language::Ru, None) => format!("не больше {money} на участника"),
    })
}

/// `on the first $500`.
pub(super) fn cap_base(program: &Program, offer: &Offer, language: Language) -> Option<String> {
    let cap = language.money(offer.cap_base?, program.currency);
    Some(format!(
        "{} {cap}",
        language.pick("on the first", "на первые")
    ))
}

/// `one of group season, at most 1 of them in a purchase`.
pub(super) fn in_group(program: &Program, offer: &Offer, language: Language) -> Option<String> {
    let OfferGroup {
        id,
        max_count,
        max_amount,
    } = program.groups.get(offer.group?)?;
    let count = max_count.map(|count| match language {
        Language::En => format!("at most {count} of them in a purchase"),
        Language::Ru => format!("не больше {count} из них в покупке"),
    });
    let amount = max_amount.map(|money| {
        let money = language.money(money, program.currency);
        match language {
            Language::En => format!("at most {money} from them together"),
            Language::Ru => format!("не больше {money} от них вместе"),
        }
    });
    let group = match language {
        Language::En => format!("one of group {id}"),
        Language::Ru => format!("из группы {id}"),
    };
    let said: Vec<String> = [group].into_iter().chain(count).chain(amount).collect();
    Some(said.join(", "))
}

/// `All offers of a purchase together: at most 50% of it.` Of a lane: `Offers of lane promo together: …`.
pub(super) fn cap(
    program: &Program,
    lane: Option<&str>,
    cap: Cap,
    language: Language,
) -> Option<String> {
    let money = cap
        .money
        .map(|money| language.money(money, program.currency));
    let share = cap.share.map(|share| match language {
        Language::En => format!("{} of the purchase", language.share(share)),
        Language::Ru => format!("{} от покупки", language.share(share)),
    });
    let said: Vec<String> = money.into_iter().chain(share).collect();
    let who = match (lane, language) {
        (None, Language::En) => "All offers of a purchase together".to_owned(),
        (None, Language::Ru) => "Все предложения покупки вместе".to_owned(),
        (Some(lane), Language::En) => format!("Offers of lane {lane} together"),
        (Some(lane), Language::Ru) => format!("Предложения полосы {lane} вместе"),
    };
    let most = language.pick("at most", "не больше");
    (!said.is_empty()).then(|| format!("{who}: {most} {}.", said.join(", ")))
}

fn counted_over(period: Period, language: Language) -> &'static str {
    match period {
        Period::Day => language.pick("a day", "дня"),
        Period::Week => language.pick("a week", "недели"),
        Period::Month => language.pick("a calendar month", "месяца"),
        Period::Quarter => language.pick("a calendar quarter", "квартала"),
        Period::Year => language.pick("a calendar year", "года"),
    }
}
