//! What an offer does to prices.

use super::conditions::Filter;
use super::limits;
use super::scalar::{above_zero, field, item, money, parsed, share, some_money};
use super::scope::Scope;
use crate::language::Both;
use crate::number::Quantity;
use crate::program::file::{
    AmountPerFile, OfferFile, PickFile, SetPartFile, SplitFile, StepFile, StepsByFile, StepsFile,
    StepsModeFile,
};
use crate::program::{
    AmountPer, GoodsSet, Level, LimitPer, OfferShape, Problem, SetOff, SetPart, Step, Steps,
    StepsBy, StepsPast,
};
use crate::{both, said};

/// Exactly one of `percent`, `amount`, `price`, `steps` and `free`, and one that its lane can do.
pub(super) fn shape(
    file: &OfferFile,
    level: Level,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<OfferShape> {
    stray_fields(file, path, problems);
    if file.set.is_some() {
        let set = set(file, level, path, scope, problems);
        return set.map(|set| OfferShape::Set(Box::new(set)));
    }
    match (&file.percent, &file.amount, &file.price, &file.steps) {
        (Some(percent), None, None, None) => {
            share(percent, &field(path, "percent"), problems).map(OfferShape::Percent)
        }
        (None, Some(_), None, None) => amount(file, level, path, scope, problems),
        (None, None, Some(price), None) => {
            on_lines_only(
                "price",
                both!("a price is of one unit", "цена задаётся за одну штуку"),
                level,
                path,
                problems,
            );
            money(price, &field(path, "price"), scope.currency, problems)
                .map(OfferShape::FixedPrice)
        }
        (None, None, None, Some(file)) => {
            on_lines_only(
                "steps",
                both!("steps are of units", "ступени — по штукам"),
                level,
                path,
                problems,
            );
            steps(file, &field(path, "steps"), scope, problems).map(OfferShape::Steps)
        }
        (None, None, None, None) => {
            problems.push(Problem::new(
                path,
                said!("what it does is not said; write `percent: 10%`, `amount: 50.00` or `price: 99.00`", "не сказано, что акция делает; напишите `percent: 10%`, `amount: 50.00` или `price: 99.00`"),
            ));
            None
        }
        _ => {
            problems.push(Problem::new(
                path,
                said!("only one of `percent`, `amount`, `price` and `steps` can be said; make an offer of each", "можно сказать только одно из `percent`, `amount`, `price` и `steps`; сделайте по акции на каждое"),
            ));
            None
        }
    }
}

/// Of a field that only an amount off the basket has.
const OFF_THE_BASKET: Both = both!(
    "goes with `amount` off the basket; leave it out",
    "бывает только с `amount` на корзину; уберите"
);

/// Of a field that only a set has.
const WITH_SET: Both = both!(
    "goes with `set`; leave it out",
    "бывает только с `set`; уберите"
);

/// Fields that say something of a shape the offer does not have.
fn stray_fields(file: &OfferFile, path: &str, problems: &mut Vec<Problem>) {
    let (amount, set) = (file.amount.is_some(), file.set.is_some());
    let stray = [
        (
            "per",
            file.per.is_some() && !amount,
            both!(
                "says what `amount` is off; leave it out, or write `amount`",
                "говорит, с чего снимается `amount`; уберите или напишите `amount`"
            ),
        ),
        (
            "per",
            file.per.is_some() && amount && set,
            both!(
                "an amount with a set is off each set; leave it out",
                "сумма с набором снимается с каждого набора; уберите"
            ),
        ),
        (
            "every",
            file.every.is_some() && (!amount || set),
            OFF_THE_BASKET,
        ),
        (
            "split",
            file.split.is_some() && (!amount || set),
            OFF_THE_BASKET,
        ),
        (
            "get",
            file.get.is_some() && !set,
            both!(
                "goes with `set`; leave it out, or write `set: { units: 2 }`",
                "бывает только с `set`; уберите или напишите `set: { units: 2 }`"
            ),
        ),
        (
            "free",
            file.free.is_some() && !set,
            both!(
                "goes with `set`; leave it out, or write `set: { units: 3 }`",
                "бывает только с `set`; уберите или напишите `set: { units: 3 }`"
            ),
        ),
        ("pick", file.pick.is_some() && !set, WITH_SET),
        ("consumes", file.consumes.is_some() && !set, WITH_SET),
        ("repeat", file.repeat.is_some() && !set, WITH_SET),
        (
            "cap_base",
            file.cap_base.is_some() && (amount || set || file.price.is_some()),
            both!(
                "goes with `percent` or `steps`; write `max_discount`",
                "бывает только с `percent` или `steps`; напишите `max_discount`"
            ),
        ),
    ];
    for (name, is, message) in stray {
        if is {
            problems.push(Problem::new(field(path, name), message));
        }
    }
}

fn on_lines_only(name: &str, why: Both, level: Level, path: &str, problems: &mut Vec<Problem>) {
    if level == Level::Basket {
        problems.push(Problem::new(
            field(path, name),
            said!(
                "{why}; put the offer into a line lane",
                "{why:#}; перенесите акцию на дорожку строк"
            ),
        ));
    }
}

fn amount(
    file: &OfferFile,
    level: Level,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<OfferShape> {
    let amount = file.amount.as_ref()?;
    let money = some_money(amount, &field(path, "amount"), scope.currency, problems);
    let per = amount_per(file, level, path, problems);
    for (name, is) in [
        ("every", file.every.is_some()),
        ("split", file.split.is_some()),
    ] {
        if is && per.is_some_and(|per| per != AmountPer::Basket) {
            problems.push(Problem::new(
                field(path, name),
                said!("goes with an amount off the basket; put the offer into a basket lane", "бывает только со скидкой суммой на корзину; перенесите акцию на дорожку корзины"),
            ));
        }
    }
    let every = file
        .every
        .as_ref()
        .and_then(|text| some_money(text, &field(path, "every"), scope.currency, problems));
    Some(OfferShape::Amount {
        money: money?,
        per: per?,
        every,
        by_quantity: file.split == Some(SplitFile::Quantity),
    })
}

fn amount_per(
    file: &OfferFile,
    level: Level,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<AmountPer> {
    let per = match (file.per, level) {
        (None | Some(AmountPerFile::Basket), Level::Basket) => Some(AmountPer::Basket),
        (None | Some(AmountPerFile::Line), Level::Line | Level::Service) => Some(AmountPer::Line),
        (Some(AmountPerFile::Unit), Level::Line | Level::Service) => Some(AmountPer::Unit),
        (Some(AmountPerFile::Basket), Level::Line | Level::Service) | (Some(_), Level::Basket) => {
            None
        }
    };
    if per.is_none() {
        let help = match level {
            Level::Line | Level::Service => {
                said!(
                    "in a line lane write `per: line` or `per: unit`, or put the offer into a basket lane",
                    "на дорожке строк напишите `per: line` или `per: unit` либо перенесите акцию на дорожку корзины"
                )
            }
            Level::Basket => {
                said!(
                    "in a basket lane write `per: basket`, or put the offer into a line lane",
                    "на дорожке корзины напишите `per: basket` либо перенесите акцию на дорожку строк"
                )
            }
        };
        problems.push(
            Problem::new(
                field(path, "per"),
                said!(
                    "does not fit the offer's lane",
                    "не подходит к дорожке этой акции"
                ),
            )
            .with_help(help),
        );
    }
    per
}

fn steps(
    file: &StepsFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Steps> {
    let by = match file.by {
        StepsByFile::Units => StepsBy::Units,
        StepsByFile::Amount => StepsBy::Amount,
    };
    let past = file.per.as_ref().and_then(|per| {
        match limits::per(per, &field(path, "per"), problems)? {
            LimitPer::Life => Some(StepsPast::Life),
            LimitPer::Calendar(period) => Some(StepsPast::Period(period)),
            LimitPer::Rolling(_) => {
                problems.push(Problem::new(
                    field(path, "per"),
                    said!("steps count over calendar periods; write life, day, week, month, quarter or year", "ступени считаются по календарным периодам; напишите `life`, `day`, `week`, `month`, `quarter` или `year`"),
                ));
                None
            }
        }
    });
    let mut levels: Vec<Step> = Vec::with_capacity(file.levels.len());
    for (index, row) in file.levels.iter().enumerate() {
        let path = item(&field(path, "levels"), index);
        let Some(step) = step(row, by, &path, scope, problems) else {
            continue;
        };
        if levels.last().is_some_and(|last| last.after >= step.after) {
            problems.push(Problem::new(
                field(&path, "from"),
                said!(
                    "must be above the step before it",
                    "должно быть выше предыдущей ступени"
                ),
            ));
        }
        levels.push(step);
    }
    if file.levels.is_empty() {
        problems.push(Problem::new(
            field(path, "levels"),
            said!(
                "must have at least one step, like {{ from: 101, percent: 5% }}",
                "нужна хотя бы одна ступень, например `{{ from: 101, percent: 5% }}`"
            ),
        ));
    }
    Some(Steps {
        by,
        past,
        marginal: file.mode == Some(StepsModeFile::Marginal),
        levels,
    })
}

/// Units count from 1, so the 101st comes after 100; money is a threshold.
fn step(
    file: &StepFile,
    by: StepsBy,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Step> {
    let share = share(&file.percent, &field(path, "percent"), problems);
    let (from, path) = (file.from.as_str(), field(path, "from"));
    let after = match by {
        StepsBy::Units => {
            let units = parsed(from, &path, problems, Quantity::parse)?;
            above_zero(units, units >= Quantity::ONE, &path, problems)?.raw() - Quantity::ONE.raw()
        }
        StepsBy::Amount => {
            let read = |text: &str| scope.currency.parse_money(text);
            parsed(from, &path, problems, read)?.minor()
        }
    };
    Some(Step {
        after,
        share: share?,
    })
}

fn set(
    file: &OfferFile,
    level: Level,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<GoodsSet> {
    on_lines_only(
        "set",
        both!("a set is of units", "набор — из штук"),
        level,
        path,
        problems,
    );
    let mut parts = Vec::new();
    for (index, part) in file.set.iter().flat_map(|set| set.iter()) {
        let path = match index {
            Some(index) => item(&field(path, "set"), index),
            None => field(path, "set"),
        };
        parts.push(part_of(part, &path, scope, problems));
    }
    let mut get = file
        .get
        .as_ref()
        .map(|part| part_of(part, &field(path, "get"), scope, problems));
    let off = set_off(file, path, scope, problems)?;
    if let Some(free) = file.free {
        get = freed(i64::from(free), &mut parts, path, problems);
    }
    if file.repeat == Some(0) {
        problems.push(Problem::new(
            field(path, "repeat"),
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    if file.consumes == Some(false) && get.is_none() {
        problems.push(Problem::new(
            field(path, "consumes"),
            said!(
                "goes with `get`: without it every unit of the set has the discount",
                "бывает только с `get`: без него скидка — на все штуки набора"
            ),
        ));
    }
    Some(GoodsSet {
        parts,
        get,
        off,
        dearest: file.pick == Some(PickFile::Dearest),
        consumes: file.consumes != Some(false),
        repeat: file.repeat.map(i64::from),
    })
}

fn part_of(file: &SetPartFile, path: &str, scope: &Scope, problems: &mut Vec<Problem>) -> SetPart {
    if file.units == Some(0) {
        problems.push(Problem::new(
            field(path, "units"),
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    let filter = Filter {
        name: "lines",
        on: file.lines.as_ref(),
        not_on: None,
    };
    SetPart {
        units: i64::from(file.units.unwrap_or(1)),
        lines: filter.compile(path, scope, problems),
    }
}

/// So many units of a set of one part cost nothing: the rest of it is bought, they are got.
fn freed(
    free: i64,
    parts: &mut [SetPart],
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<SetPart> {
    match parts {
        [part] if (1..part.units).contains(&free) => {
            part.units -= free;
            Some(SetPart {
                units: free,
                lines: part.lines.clone(),
            })
        }
        _ => {
            problems.push(Problem::new(
                field(path, "free"),
                said!("is some units of a set of one part; write `set: {{ units: 3 }}, free: 1`, or say `get`", "это часть штук набора из одной части; напишите `set: {{ units: 3 }}, free: 1` или скажите `get`"),
            ));
            None
        }
    }
}

/// What is off: everything with `free`, or with `get` where nothing is said.
fn set_off(
    file: &OfferFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<SetOff> {
    let said = [
        file.percent.is_some(),
        file.amount.is_some(),
        file.price.is_some(),
        file.free.is_some(),
    ];
    let times = said.iter().filter(|said| **said).count();
    let nothing = times == 0 && file.get.is_none();
    if nothing || times > 1 || file.steps.is_some() || (file.free.is_some() && file.get.is_some()) {
        problems.push(Problem::new(
            path,
            said!("with `set` say one of `free: 1`, `percent`, `amount` and `price`; with `get` nothing more means it is free", "с `set` нужно одно из `free: 1`, `percent`, `amount` и `price`; с `get` можно ничего: тогда бесплатно"),
        ));
        return None;
    }
    if let Some(text) = &file.percent {
        share(text, &field(path, "percent"), problems).map(SetOff::Percent)
    } else if let Some(text) = &file.amount {
        some_money(text, &field(path, "amount"), scope.currency, problems).map(SetOff::Amount)
    } else if let Some(text) = &file.price {
        money(text, &field(path, "price"), scope.currency, problems).map(SetOff::Price)
    } else {
        Some(SetOff::Percent(crate::number::Ratio::ONE))
    }
}
