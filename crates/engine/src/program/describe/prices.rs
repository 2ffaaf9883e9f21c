//! Offers, the club price and redemption in words.

use super::parts::{Sentence, condition, goods, limit, unit_of};
use crate::condition::Condition;
use crate::language::Language;
use crate::number::{Points, Ratio};
use crate::program::{AmountPer, Offer, OfferClass, OfferShape, Program, RedeemRule, ShareOf};

use super::sets;

/// `10% off; on goods (…); at most $100 a purchase.`
pub(super) fn offer(program: &Program, offer: &Offer, language: Language) -> String {
    let money = |money| language.money(money, program.currency);
    let cap = offer.max_discount.map(|most| match language {
        Language::En => format!("at most {} a purchase", money(most)),
        Language::Ru => format!("не больше {} за покупку", money(most)),
    });
    let line_cap = offer.max_line_share.map(|most| match language {
        Language::En => format!("at most {} of a line", language.share(most)),
        Language::Ru => format!("не больше {} от строки", language.share(most)),
    });
    Sentence::new(language, &shape(program, &offer.shape, language))
        .and(goods(offer.lines.as_ref(), language))
        .and_if(
            program.is_of_services(offer),
            "on delivery and services",
            "на доставку и услуги",
        )
        .and(condition(&offer.when, language))
        .and_if(
            offer.class == OfferClass::Always,
            "adds to any other offer",
            "суммируется с любыми предложениями",
        )
        .and_if(
            offer.class == OfferClass::ExclusiveUnits,
            "not together with other offers on the same goods",
            "не суммируется с другими предложениями на те же товары",
        )
        .and_if(
            offer.class == OfferClass::ExclusiveBasket,
            "not together with other offers in one basket",
            "не суммируется с другими предложениями в одной корзине",
        )
        .and(cap)
        .and(line_cap)
        .and(sets::member_cap(program, offer, language))
        .and(sets::cap_base(program, offer, language))
        .and(sets::in_group(program, offer, language))
        .and_if(
            offer.all_or_nothing,
            "whole or not at all",
            "целиком или никак",
        )
        .and(limit(offer.limit.as_ref(), language))
        .end()
}

pub(crate) fn shape(program: &Program, shape: &OfferShape, language: Language) -> String {
    match shape {
        OfferShape::Percent(share) => match language {
            Language::En => format!("{} off", language.share(*share)),
            Language::Ru => format!("скидка {}", language.share(*share)),
        },
        OfferShape::Steps(steps) => sets::steps(program, steps, language),
        OfferShape::Set(set) => sets::set(program, set, language),
        OfferShape::Amount {
            money, per, every, ..
        } => {
            let off = match per {
                AmountPer::Basket => language.pick("the basket", "на корзину"),
                AmountPer::Line => language.pick("each line", "на каждую строку"),
                AmountPer::Unit => language.pick("each unit", "на каждую единицу"),
            };
            let money = language.money(*money, program.currency);
            let every = every.map(|every| language.money(every, program.currency));
            match (language, every) {
                (Language::En, None) => format!("{money} off {off}"),
                (Language::Ru, None) => format!("скидка {money} {off}"),
                (Language::En, Some(every)) => format!("{money} off each full {every} of goods"),
                (Language::Ru, Some(every)) => {
                    format!("скидка {money} с каждых полных {every} покупки")
                }
            }
        }
        OfferShape::FixedPrice(price) => {
            let price = language.money(*price, program.currency);
            match language {
                Language::En => format!("{price} for a unit"),
                Language::Ru => format!("цена {price} за единицу"),
            }
        }
    }
}

/// `Members pay the club price.`
pub(super) fn club_price(who: &Condition, language: Language) -> String {
    Sentence::new(
        language,
        language.pick(
            "members pay the club price",
            "участники платят клубную цену",
        ),
    )
    .and(condition(who, language))
    .end()
}

/// `Paying with points (bonuses): up to 50% of the goods that can be paid so; in steps of 100.`
pub(super) fn redeem(program: &Program, rule: &RedeemRule, language: Language) -> String {
    let (name, scale) = unit_of(program, &rule.unit, language);
    let money = rule.max_money.map(|most| match language {
        Language::En => format!(
            "at most {} a purchase",
            language.money(most, program.currency)
        ),
        Language::Ru => format!(
            "не больше {} за покупку",
            language.money(most, program.currency)
        ),
    });
    let at_least = |points: Points| {
        points.is_positive().then(|| {
            format!(
                "{} {}",
                language.pick("not fewer than", "не меньше"),
                language.points(points, scale)
            )
        })
    };
    let step = |points: Points| {
        (points > Points::from_raw(1)).then(|| {
            format!(
                "{} {}",
                language.pick("in steps of", "шагом по"),
                language.points(points, scale)
            )
        })
    };
    Sentence::new(
        language,
        &format!(
            "{} ({name}): {}",
            language.pick("paying with points", "оплата баллами"),
            part(rule, language)
        ),
    )
    .and(goods(rule.lines.as_ref(), language))
    .and(condition(&rule.when, language))
    .and(money)
    .and(at_least(rule.min_points))
    .and(step(rule.step))
    .end()
}

/// How much of a purchase points may pay.
pub(crate) fn part(rule: &RedeemRule, language: Language) -> String {
    let whole = rule.max_share == Ratio::ONE;
    let share = language.share(rule.max_share);
    match (rule.share_of, language) {
        (ShareOf::Eligible, Language::En) if whole => "the whole price of the goods".to_owned(),
        (ShareOf::Eligible, Language::Ru) if whole => "вся стоимость товаров".to_owned(),
        (ShareOf::Eligible, Language::En) => {
            format!("up to {share} of the goods that can be paid so")
        }
        (ShareOf::Eligible, Language::Ru) => {
            format!("до {share} стоимости товаров, которые можно так оплатить")
        }
        (ShareOf::Basket, Language::En) => format!("up to {share} of the basket"),
        (ShareOf::Basket, Language::Ru) => format!("до {share} суммы корзины"),
    }
}
