//! Units, earn rules and activities in words.

use super::challenges::given;
use super::parts::{
    Sentence, a_period, activation, amount_of, condition, expiry, goods, limit, named, unit_of,
};
use crate::language::Language;
use crate::name::{RuleId, SchemeId};
use crate::number::Ratio;
use crate::program::{
    Activity, Award, AwardPoints, CalendarDay, Combine, Dividend, EarnBase, EarnRate, EarnRule,
    LineTrait, Program, Stock, Taking, TakingPoints, TakingTo, Trigger, Unit,
};
use crate::time::{ExpiryRule, Period};

/// `Bonuses: 100 = $10; valid for 365 days.`
pub(super) fn unit(program: &Program, unit: &Unit, language: Language) -> String {
    let name = named(&unit.name, language);
    let worth = unit.value.map(|value| {
        let points = language.points(value.points, unit.scale);
        let money = language.money(value.money, program.currency);
        format!("{name}: {points} = {money}")
    });
    let no_worth = || {
        format!(
            "{name}: {}",
            language.pick("without a value in money", "без цены в деньгах")
        )
    };
    Sentence::new(language, &worth.unwrap_or_else(no_worth))
        .and(activation(unit.activate_after, language))
        .and(expiry(
            Some(unit.expire.as_ref().unwrap_or(&ExpiryRule::NEVER)),
            language,
        ))
        .and(reminders(&unit.remind_days_before, language))
        .end()
}

/// `their owner is reminded 30 days and 7 days before they burn`.
fn reminders(days_before: &[u16], language: Language) -> Option<String> {
    let days: Vec<String> = days_before
        .iter()
        .map(|days| language.count(i64::from(*days), ["day", "days"], ["день", "дня", "дней"]))
        .collect();
    let days = (!days.is_empty()).then(|| language.all_of(&days))?;
    Some(match language {
        Language::En => format!("their owner is reminded {days} before they burn"),
        Language::Ru => format!("владельцу напоминают за {days} до сгорания"),
    })
}

/// `Bonuses: 15% of the amount paid; if …; instead of the other rules where it gives more.`
pub(super) fn rule(program: &Program, rule: &EarnRule, language: Language) -> String {
    let (name, _) = unit_of(program, &rule.unit, language);
    let after_points = rule.base == EarnBase::BeforeRedemption
        && matches!(
            rule.rate,
            EarnRate::Share(_) | EarnRate::PerMoney { .. } | EarnRate::Times(_)
        );
    Sentence::new(
        language,
        &format!("{name}: {}", rate(program, rule, language)),
    )
    .and(goods(rule.lines.as_ref(), language))
    .and(condition(&rule.when, language))
    .and_if(
        rule.combine == Combine::Max,
        "instead of the other rules where it gives more",
        "вместо остальных правил, если так больше",
    )
    .and_if(
        rule.combine == Combine::AddAfter,
        "on top of the other rules",
        "сверх остальных правил",
    )
    .and_if(
        after_points,
        "what points have paid counts too",
        "оплаченное баллами тоже учитывается",
    )
    .and_if(
        rule.stop,
        "no further rule applies",
        "следующие правила не применяются",
    )
    .and(limit(rule.limit.as_ref(), language))
    .and(activation(rule.activate_after, language))
    .and(expiry(rule.expire.as_ref(), language))
    .end()
}

pub(crate) fn rate(program: &Program, rule: &EarnRule, language: Language) -> String {
    let (_, scale) = unit_of(program, &rule.unit, language);
    match &rule.rate {
        EarnRate::Share(share) => {
            format!(
                "{} {}",
                language.share(*share),
                language.pick("of the amount paid", "от оплаченной суммы")
            )
        }
        EarnRate::PerMoney { points, money } => {
            let (points, money) = (
                language.points(*points, scale),
                language.money(*money, program.currency),
            );
            match language {
                Language::En => format!("{points} for each {money} paid"),
                Language::Ru => format!("{points} за {money} оплаты"),
            }
        }
        EarnRate::Fixed(points) => {
            format!(
                "{} {}",
                language.points(*points, scale),
                language.pick("for a purchase", "за покупку")
            )
        }
        EarnRate::PerUnit(points) => {
            format!(
                "{} {}",
                language.points(*points, scale),
                language.pick("for each unit of goods", "за каждую единицу товара")
            )
        }
        EarnRate::PerDistinct { points, of } => {
            let points = language.points(*points, scale);
            let each = match of {
                LineTrait::Sku => language.pick("for each different article", "за каждый артикул"),
                LineTrait::Category => {
                    language.pick("for each different category", "за каждую категорию")
                }
                LineTrait::Brand => language.pick("for each different brand", "за каждый бренд"),
            };
            format!("{points} {each}")
        }
        EarnRate::Times(ratio) => times(*ratio, language),
    }
}

/// `2 times as many`, `в 2 раза больше`, `в 1,5 раза больше`.
pub(crate) fn times(ratio: Ratio, language: Language) -> String {
    match language {
        Language::En => format!("{} times as many", language.times(ratio)),
        Language::Ru if ratio.den() == 1 => {
            format!(
                "в {} больше",
                language.count(ratio.num(), ["", ""], ["раз", "раза", "раз"])
            )
        }
        Language::Ru => format!("в {}\u{a0}раза больше", language.times(ratio)),
    }
}

/// `For joining — bonuses: 300, valid for 30 days.`
pub(super) fn activity(program: &Program, activity: &Activity, language: Language) -> String {
    let moves = rewards(program, activity, language);
    Sentence::new(
        language,
        &format!(
            "{} — {}",
            trigger(&activity.on, language),
            language.all_of(&moves)
        ),
    )
    .and(condition(&activity.when, language))
    .and(limit(activity.limit.as_ref(), language))
    .and(cap(program, activity, language))
    .and(stock(activity, language))
    .and(chance(program, activity, language))
    .end()
}

/// `with a chance of 10%, the draw “wheel” is won in 35%`. Of a draw that is won
/// less often than that it warns: players lose heart.
fn chance(program: &Program, activity: &Activity, language: Language) -> Option<String> {
    let chance = activity.chance.as_ref()?;
    let own = language.share(chance.share()?);
    let odds = program.odds_of(&chance.draw)?;
    let all = language.share(odds);
    let (shared, few) = (chance.draw != activity.id, odds < Ratio::percent(25));
    let draw = &chance.draw;
    let mut text = match language {
        Language::En => format!("with a chance of {own}"),
        Language::Ru => format!("с вероятностью {own}"),
    };
    if shared {
        text.push_str(&match language {
            Language::En => format!(", the draw “{draw}” is won in {all}"),
            Language::Ru => format!(", розыгрыш «{draw}» выигрывает в {all}"),
        });
    }
    if few {
        text.push_str(language.pick(": fewer than one in four", ": реже чем один раз из четырёх"));
    }
    Some(text)
}

/// `100 for all members together a calendar month`.
pub(super) fn stock(activity: &Activity, language: Language) -> Option<String> {
    of_stock(activity.stock, language)
}

/// The same of any stock.
pub(super) fn of_stock(stock: Option<Stock>, language: Language) -> Option<String> {
    let stock = stock?;
    let times = language.count(stock.times, ["time", "times"], ["раза", "раз", "раз"]);
    let all = match language {
        Language::En => format!("for all members together at most {times}"),
        Language::Ru => format!("на всех участников не больше {times}"),
    };
    let per = stock.period.map(|period| a_period(period, language));
    Some(per.map_or_else(|| all.clone(), |per| format!("{all} {per}")))
}

/// What an activity gives and takes, one by one.
pub(super) fn rewards(program: &Program, activity: &Activity, language: Language) -> Vec<String> {
    let awards = activity.award.iter();
    let awards = awards.map(|one| award(program, one, language));
    let coupon = activity.coupon.iter();
    let coupon = coupon.map(|series| coupon_of(program, series, language));
    let badge = activity.badge.iter();
    let badge = badge.map(|badge| given(program, badge, language));
    let take = activity.take.iter();
    let take = take.map(|one| taking(program, one, language));
    let join = activity.join.iter();
    let join = join.map(|one| joining(program, one, language));
    awards
        .chain(coupon)
        .chain(badge)
        .chain(take)
        .chain(join)
        .collect()
}

/// `at most 100 a calendar year together with others under “activities”`.
fn cap(program: &Program, activity: &Activity, language: Language) -> Option<String> {
    let cap = activity.cap.as_ref()?;
    let award = activity.award.first()?;
    let (_, scale) = unit_of(program, &award.unit, language);
    let most = language.points(cap.points, scale);
    let per = match cap.period {
        Some(period) => a_period(period, language),
        None => language.pick("for each member", "для каждого участника"),
    };
    let shared = cap.name != activity.id;
    let name = &cap.name;
    Some(match language {
        Language::En if shared => format!("all under “{name}” at most {most} {per}"),
        Language::En => format!("at most {most} points {per}"),
        Language::Ru if shared => format!("всего по «{name}» не больше {most} {per}"),
        Language::Ru => format!("не больше {most} баллов {per}"),
    })
}

pub(crate) fn trigger(on: &Trigger, language: Language) -> String {
    match (on, language) {
        (Trigger::Registered, _) => language.pick("for joining", "за регистрацию").to_owned(),
        (Trigger::Purchase, _) => language.pick("for a purchase", "за покупку").to_owned(),
        (Trigger::Event(kind), Language::En) => format!("for the event “{kind}”"),
        (Trigger::Event(kind), Language::Ru) => format!("за событие «{kind}»"),
        (Trigger::SegmentEntered(segment), Language::En) => {
            format!("on entering the segment “{segment}”")
        }
        (Trigger::SegmentEntered(segment), Language::Ru) => {
            format!("при входе в сегмент «{segment}»")
        }
        (Trigger::Calendar(day), _) => on_calendar(*day, language),
        (Trigger::FriendBought, _) => language
            .pick("for a friend who bought", "за покупку приведённого друга")
            .to_owned(),
        (Trigger::Claim(reward), Language::En) => format!("for the reward “{reward}”"),
        (Trigger::Claim(reward), Language::Ru) => format!("за награду «{reward}»"),
        (Trigger::Goal(challenge), Language::En) => format!("for the challenge “{challenge}”"),
        (Trigger::Goal(challenge), Language::Ru) => format!("за челлендж «{challenge}»"),
        (
            Trigger::Date {
                date,
                days_before: 0,
            },
            _,
        ) => on_date(date, language),
        (Trigger::Date { date, days_before }, _) => before_date(date, *days_before, language),
    }
}

/// `every year on 1 March`, `on day 15 of every month`.
fn on_calendar(day: CalendarDay, language: Language) -> String {
    match (day, language) {
        (CalendarDay::Yearly(day), Language::En) => {
            format!("every year on {}", language.day_of_year(day))
        }
        (CalendarDay::Yearly(day), Language::Ru) => {
            format!("каждый год {}", language.day_of_year(day))
        }
        (CalendarDay::Monthly(day), Language::En) => format!("on day {day} of every month"),
        (CalendarDay::Monthly(day), Language::Ru) => format!("каждый месяц {day}-го числа"),
    }
}

/// A term of a membership.
fn joining(program: &Program, id: &SchemeId, language: Language) -> String {
    let mut schemes = program.schemes.iter();
    let scheme = schemes.find(|scheme| scheme.id == *id);
    let level = scheme.and_then(|scheme| scheme.levels.first());
    let name = level.map_or(id.as_str(), |level| named(&level.name, language));
    match language {
        Language::En => format!("a term of the membership “{name}”"),
        Language::Ru => format!("срок членства «{name}»"),
    }
}

/// `10% of what was paid in the year before`.
fn dividend(dividend: &Dividend, language: Language) -> String {
    let share = language.share(dividend.share);
    let of = match dividend.of {
        Period::Month => language.pick("paid in the month before", "оплаченного за прошлый месяц"),
        Period::Quarter => language.pick(
            "paid in the quarter before",
            "оплаченного за прошлый квартал",
        ),
        _ => language.pick("paid in the year before", "оплаченного за прошлый год"),
    };
    let goods = goods(dividend.lines.as_ref(), language);
    let goods = goods.map_or(String::new(), |goods| format!(", {goods}"));
    match language {
        Language::En => format!("{share} of what was {of}{goods}"),
        Language::Ru => format!("{share} {of}{goods}"),
    }
}

fn is_birthday(date: &str) -> bool {
    matches!(date, "birthday" | "birth_date")
}

fn on_date(date: &str, language: Language) -> String {
    match language {
        Language::En if is_birthday(date) => "on the birthday".to_owned(),
        Language::Ru if is_birthday(date) => "в день рождения".to_owned(),
        Language::En => format!("on the day “{date}”"),
        Language::Ru => format!("в день «{date}»"),
    }
}

fn before_date(date: &str, days: u16, language: Language) -> String {
    let days = language.count(i64::from(days), ["day", "days"], ["день", "дня", "дней"]);
    match language {
        Language::En if is_birthday(date) => format!("{days} before the birthday"),
        Language::Ru if is_birthday(date) => format!("за {days} до дня рождения"),
        Language::En => format!("{days} before the day “{date}”"),
        Language::Ru => format!("за {days} до дня «{date}»"),
    }
}

fn award(program: &Program, award: &Award, language: Language) -> String {
    let mut text = match &award.points {
        AwardPoints::Fixed(points) => amount_of(program, &award.unit, *points, language),
        AwardPoints::Dividend(share) => {
            let (unit, _) = unit_of(program, &award.unit, language);
            format!("{unit}: {}", dividend(share, language))
        }
        AwardPoints::Property { name, times } => {
            let (unit, _) = unit_of(program, &award.unit, language);
            let as_many = as_many_as(name, language);
            if *times == Ratio::ONE {
                format!("{unit}: {as_many}")
            } else {
                format!("{unit}: {} × {as_many}", language.times(*times))
            }
        }
    };
    let terms = [
        activation(award.activate_after, language),
        expiry(award.expire.as_ref(), language),
    ];
    for term in terms.into_iter().flatten() {
        text.push_str(", ");
        text.push_str(&term);
    }
    text
}

/// `coupon “Welcome”`.
fn coupon_of(program: &Program, series: &RuleId, language: Language) -> String {
    let known = program.coupon_series(series);
    let name = known.map_or(series.as_str(), |series| named(&series.name, language));
    match language {
        Language::En => format!("a coupon “{name}”"),
        Language::Ru => format!("купон «{name}»"),
    }
}

fn as_many_as(property: &str, language: Language) -> String {
    match language {
        Language::En => format!("as many as “{property}” of the event says"),
        Language::Ru => format!("сколько указано в поле «{property}» события"),
    }
}

fn taking(program: &Program, taking: &Taking, language: Language) -> String {
    let (name, scale) = unit_of(program, &taking.unit, language);
    let points = match &taking.points {
        TakingPoints::Fixed(points) => language.points(*points, scale),
        TakingPoints::Property(name) => as_many_as(name, language),
    };
    let what_for = match taking.to {
        TakingTo::Redeemed => language.pick("for a reward", "за награду"),
        TakingTo::Donated => language.pick("for charity", "на благотворительность"),
    };
    format!(
        "{} {what_for}, {name}: {points}",
        language.pick("taken off", "списание")
    )
}
