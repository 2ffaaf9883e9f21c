//! Sentences beside the machine's fields: hints, and lines a till may print.

use regulars_engine::basket::{Earning, Hint, Missing, Priced};
use regulars_engine::decision::{Discrepancy, Returned};
use regulars_engine::language::Language;
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::program::Program;
use regulars_engine::time::UtcOffset;

/// What is missing for a rule: `62 ₽ more for snack-pack`.
pub fn hint(language: Language, program: &Program, hint: &Hint) -> String {
    let more = |text: String| language.pick(format!("{text} more"), text.clone());
    let missing = match &hint.missing {
        Missing::Money(money) => more(language.money(*money, program.currency)),
        Missing::Units(units) => match units.as_whole() {
            Some(units) => {
                let (en, ru) = (["more item", "more items"], ["штука", "штуки", "штук"]);
                language.count(units, en, ru)
            }
            None => more(language.number(&units.to_string())),
        },
        Missing::Purchases(count) => {
            let en = ["more purchase", "more purchases"];
            language.count(*count, en, ["покупка", "покупки", "покупок"])
        }
        Missing::Points { unit, points } => more(amount(language, program, unit, *points)),
    };
    let rule = &hint.rule;
    match language {
        Language::En => format!("{missing} for {rule}"),
        Language::Ru => format!("{rule}: ещё {missing}"),
    }
}

/// What a till did otherwise than the rules say: `Line 2 was sold for $4; by the rules it would be $5.`
pub fn discrepancy(
    language: Language,
    program: &Program,
    found: &Discrepancy,
    offset: UtcOffset,
) -> String {
    let say = |en: &str, ru: &str| language.pick(en, ru).to_owned();
    match found {
        Discrepancy::Price { line, sold, ruled } => {
            let sold = language.money(*sold, program.currency);
            let ruled = language.money(*ruled, program.currency);
            language.pick(
                format!("Line {line} was sold for {sold}; by the rules it would be {ruled}."),
                format!("Позиция {line} продана за {sold}, по правилам — {ruled}."),
            )
        }
        Discrepancy::Redemption { unit, points } => {
            let points = amount(language, program, unit, *points);
            language.pick(
                format!("{points} were taken that the balance did not have."),
                format!("Списано, хотя на счёте не было: {points}."),
            )
        }
        Discrepancy::GiftCard { amount } => {
            let amount = language.money(*amount, program.currency);
            language.pick(
                format!("A gift card paid {amount} that were not on it."),
                format!("Подарочной картой оплачено {amount}, которых на ней не было."),
            )
        }
        Discrepancy::GiftCardSale { line, .. } => language.pick(
            format!("Line {line} sold a gift card that could not be sold."),
            format!("В строке {line} продана подарочная карта, которую продать нельзя."),
        ),
        Discrepancy::BlockedCard => say("The card was blocked.", "Карта заблокирована."),
        Discrepancy::UnknownCard => say("Nobody has this card.", "Такой карты ни у кого нет."),
        Discrepancy::Late => say(
            "It came long after it had happened.",
            "Данные пришли намного позже покупки.",
        ),
        Discrepancy::ClockAhead { said } => {
            let (date, time) = said.wall_clock(offset);
            let said = format!("{}, {}", language.date(date), language.time_of_day(time));
            language.pick(
                format!("The till’s clock was ahead: it said {said}."),
                format!("Часы кассы спешили: {said}."),
            )
        }
    }
}

/// Lines for the receipt of a purchase; none if the program gave and took nothing.
pub fn slip_of_purchase(
    language: Language,
    program: &Program,
    priced: &Priced,
    offset: UtcOffset,
) -> Vec<String> {
    let mut lines = Vec::new();
    if priced.totals.discount.is_positive() {
        let discount = language.money(priced.totals.discount, program.currency);
        lines.push(format!(
            "{}: {discount}",
            language.pick("Discount", "Скидка")
        ));
    }
    for redemption in priced
        .redeem
        .iter()
        .filter(|redemption| redemption.granted.is_positive())
    {
        let points = amount(language, program, &redemption.unit, redemption.granted);
        let money = language.money(redemption.amount, program.currency);
        lines.push(match language {
            Language::En => format!("Paid with {points}: {money}"),
            Language::Ru => format!("Оплачено, {points}: {money}"),
        });
    }
    let cards = priced.gift_cards.iter();
    for card in cards.filter(|card| card.amount.is_positive()) {
        let paid = language.money(card.amount, program.currency);
        let left = language.money(card.balance - card.amount, program.currency);
        lines.push(match language {
            Language::En => format!("Paid by gift card: {paid}, {left} left"),
            Language::Ru => format!("Подарочная карта: {paid}, остаток {left}"),
        });
    }
    lines.extend(
        priced
            .earn
            .iter()
            .map(|earning| earned(language, program, earning, offset)),
    );
    lines
}

fn earned(language: Language, program: &Program, earning: &Earning, offset: UtcOffset) -> String {
    let points = amount(language, program, &earning.unit, earning.amount);
    let mut line = match language {
        Language::En => format!("Earned {points}"),
        Language::Ru => format!("Начислено, {points}"),
    };
    if let Some(at) = earning.activates_at {
        let from = language.date(at.wall_clock(offset).0);
        line.push_str(&format!(
            ", {} {from}",
            language.pick("from", "действуют с")
        ));
    }
    line
}

/// Lines for the receipt of a return or void.
pub fn slip_of_return(language: Language, program: &Program, returned: &Returned) -> Vec<String> {
    let mut lines = Vec::new();
    let mut say = |points: &[(UnitId, Points)], en: &str, ru: &str| {
        for (unit, points) in points {
            lines.push(format!(
                "{}: {}",
                language.pick(en, ru),
                amount(language, program, unit, *points)
            ));
        }
    };
    say(&returned.restored, "Given back", "Возвращено");
    say(&returned.reversed, "Taken back", "Отозвано");
    say(&returned.debt, "Owed", "Долг");
    if !returned.gift_cards.is_empty() {
        let to_cards = language.money(returned.to_cards(), program.currency);
        let words = language.pick("Back to the gift card", "На подарочную карту");
        lines.push(format!("{words}: {to_cards}"));
    }
    if returned.withheld.is_positive() {
        let withheld = language.money(returned.withheld, program.currency);
        lines.push(format!(
            "{}: {withheld}",
            language.pick("Withheld for spent points", "Удержано за потраченные баллы")
        ));
    }
    if !returned.repriced.is_zero() {
        let (en, ru) = if returned.repriced.is_positive() {
            ("Kept back: discounts end", "Удержано: скидки больше нет")
        } else {
            ("Given back of what was kept", "Возвращено из удержанного")
        };
        let kept_back = language.money(returned.repriced.abs(), program.currency);
        lines.push(format!("{}: {kept_back}", language.pick(en, ru)));
    }
    lines
}

/// `30 bonuses`; in Russian `бонусы — 30`, which is right for every number.
fn amount(language: Language, program: &Program, unit: &UnitId, points: Points) -> String {
    let Some(unit) = program.unit(unit) else {
        return format!("{} {unit}", points.raw());
    };
    let number = language.points(points, unit.scale);
    match language {
        Language::En => format!("{number} {}", unit.name.en),
        Language::Ru => format!("{} — {number}", unit.name.ru),
    }
}
