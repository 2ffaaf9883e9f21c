//! Sentences beside the machine's fields: hints, and lines a till may print.

use regulars_engine::basket::{Earning, Hint, Missing, Priced};
use regulars_engine::decision::Returned;
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
    if returned.withheld.is_positive() {
        let withheld = language.money(returned.withheld, program.currency);
        lines.push(format!(
            "{}: {withheld}",
            language.pick("Withheld for spent points", "Удержано за потраченные баллы")
        ));
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
