//! Sections `badges` and `challenges`.

use super::activities;
use super::conditions::{Filter, when};
use super::limits;
use super::names::text;
use super::scalar::{above_zero, field, instant, item, parsed, some_money};
use super::scope::Scope;
use crate::condition::{ConditionFile, Dimension, LineWhere, Variety};
use crate::name::RuleId;
use crate::number::Quantity;
use crate::program::file::{
    ActivityFile, BadgeFile, ChallengeCountFields, ChallengeCountWord, ChallengeFile,
    ChallengeLevelFile, List, MoneyText, Named, NumberText, PeriodText, WordOr,
};
use crate::program::{
    Badge, Challenge, ChallengeCount, ChallengeGoal, ChallengeWindow, CouponSeries, LimitPer,
    Problem, Trigger,
};
use crate::said;
use crate::time::{Period, Span};

/// The most periods of a streak: so many are read with every purchase.
const STREAK_MAX: i64 = 100;
/// The longest time that is counted day by day.
const ROLLING_DAYS_MAX: i32 = 366;

/// Every badge, in file order.
pub(super) fn badges(file: &Named<BadgeFile>) -> Vec<Badge> {
    let badges = file.0.iter().map(|(id, badge)| Badge {
        id: RuleId::new(id),
        name: text(badge.name.as_ref(), id),
    });
    badges.collect()
}

/// What rewards are made of.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub coupons: &'k [CouponSeries],
    pub badges: &'k [Badge],
}

/// Every challenge, in file order.
pub(super) fn compile(
    file: &List<ChallengeFile>,
    known: Known<'_>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Challenge> {
    let one = |(index, file): (usize, &ChallengeFile)| {
        one(file, known, &item("challenges", index), scope, problems)
    };
    file.0.iter().enumerate().filter_map(one).collect()
}

fn one(
    file: &ChallengeFile,
    known: Known<'_>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Challenge> {
    let condition = when(file.when.as_ref(), path, scope, problems);
    let filter = Filter {
        name: "lines",
        on: file.lines.as_ref(),
        not_on: file.exclude.as_ref(),
    };
    let lines = filter.compile(path, scope, problems);
    let window = window(file, path, problems)?;
    let count = count(file, window, lines.clone(), path, problems)?;
    let mut moment =
        |text: &Option<_>, name| instant(text.as_ref()?, &field(path, name), &scope.zone, problems);
    let starts = moment(&file.starts, "starts");
    let ends = moment(&file.ends, "ends");
    let goals = goals(file, &count, window, known, path, scope, problems);
    if file.repeat {
        repeats(file, window, path, problems);
    }
    if goals.is_empty() {
        return None;
    }
    Some(Challenge {
        id: RuleId::new(&file.id.0),
        name: text(file.name.as_ref(), &file.id.0),
        count,
        when: condition,
        lines,
        window,
        starts,
        ends,
        goals,
        repeat: file.repeat,
        hidden: file.hidden,
    })
}

fn window(
    file: &ChallengeFile,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<ChallengeWindow> {
    let mut per = |text: &PeriodText, name| limits::per(text, &field(path, name), problems);
    match (&file.within, &file.streak) {
        (None, None) => Some(ChallengeWindow::Life),
        (Some(within), None) => match per(within, "within")? {
            LimitPer::Life => Some(ChallengeWindow::Life),
            LimitPer::Calendar(period) => Some(ChallengeWindow::Calendar(period)),
            LimitPer::Rolling(span) => rolling(span, &field(path, "within"), problems),
        },
        (None, Some(streak)) => match per(streak, "streak")? {
            LimitPer::Calendar(period) => Some(ChallengeWindow::Streak(period)),
            LimitPer::Life | LimitPer::Rolling(_) => {
                let message = said!(
                    "a streak is of calendar periods; write day, week, month, quarter or year",
                    "серия состоит из календарных периодов; напишите `day`, `week`, `month`, `quarter` или `year`"
                );
                problems.push(Problem::new(field(path, "streak"), message));
                None
            }
        },
        (Some(_), Some(_)) => {
            let message = said!(
                "goes without `within`; leave one of them out",
                "бывает только без `within`; уберите одно из двух"
            );
            problems.push(Problem::new(field(path, "streak"), message));
            None
        }
    }
}

fn rolling(span: Span, path: &str, problems: &mut Vec<Problem>) -> Option<ChallengeWindow> {
    let days = span.as_days();
    if days.is_some_and(|days| (1..=ROLLING_DAYS_MAX).contains(&days)) {
        return Some(ChallengeWindow::Rolling(span));
    }
    let message = said!(
        "is counted in whole days, up to {ROLLING_DAYS_MAX}; write 30d, or a calendar period",
        "считается целыми днями, не больше {ROLLING_DAYS_MAX}; напишите `30d` или календарный период"
    );
    problems.push(Problem::new(path, message));
    None
}

fn count(
    file: &ChallengeFile,
    window: ChallengeWindow,
    lines: Option<LineWhere>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<ChallengeCount> {
    let fields = match &file.count {
        WordOr::Word(ChallengeCountWord::Purchases) => return Some(ChallengeCount::Purchases),
        WordOr::Word(ChallengeCountWord::Units) => return Some(ChallengeCount::Units),
        WordOr::Word(ChallengeCountWord::Spend) => return Some(ChallengeCount::Spend),
        WordOr::Fields(fields) => fields,
    };
    match fields {
        ChallengeCountFields {
            event: Some(event),
            distinct: None,
        } => {
            no_lines(file, path, problems);
            Some(ChallengeCount::Event(event.0.clone()))
        }
        ChallengeCountFields {
            event: None,
            distinct: Some(of),
        } => distinct(file.when.as_ref(), *of, window, lines, path, problems),
        _ => {
            let message = said!(
                "one of `event` and `distinct` must be said; write {{ event: workout }} or {{ distinct: store }}",
                "нужно одно из `event` и `distinct`; напишите `{{ event: workout }}` или `{{ distinct: store }}`"
            );
            problems.push(Problem::new(field(path, "count"), message));
            None
        }
    }
}

/// An event has no goods.
fn no_lines(file: &ChallengeFile, path: &str, problems: &mut Vec<Problem>) {
    if file.lines.is_none() && file.exclude.is_none() {
        return;
    }
    let message = said!(
        "an event has no lines; write its properties in `when`, or leave this out",
        "у события нет строк; напишите его свойства в `when` или уберите это"
    );
    problems.push(Problem::new(field(path, "lines"), message));
}

/// Different values are read from the purchases themselves, as far back as the window reaches.
fn distinct(
    condition: Option<&ConditionFile>,
    of: Dimension,
    window: ChallengeWindow,
    lines: Option<LineWhere>,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<ChallengeCount> {
    let reach = match window {
        ChallengeWindow::Rolling(span) => Some(span),
        ChallengeWindow::Calendar(period) => Some(longest(period)),
        ChallengeWindow::Life | ChallengeWindow::Streak(_) => None,
    };
    if condition.is_some() {
        let message = said!(
            "different values are counted over past purchases; say in `lines` which goods count",
            "разные значения считаются по прошлым покупкам; какие товары учитывать, скажите в `lines`"
        );
        problems.push(Problem::new(field(path, "when"), message));
    }
    let Some(reach) = reach else {
        let message = said!(
            "different values are counted in a time; write `within: year`",
            "разные значения считаются за срок; напишите `within: year`"
        );
        problems.push(Problem::new(field(path, "within"), message));
        return None;
    };
    Some(ChallengeCount::Distinct(Box::new(Variety::new(
        of, lines, reach,
    ))))
}

fn longest(period: Period) -> Span {
    match period {
        Period::Day => Span::LocalDays(1),
        Period::Week => Span::LocalDays(7),
        Period::Month => Span::Months(1),
        Period::Quarter => Span::Months(3),
        Period::Year => Span::Years(1),
    }
}

/// Twice the goal needs one goal and a time that does not move on with each day.
fn repeats(file: &ChallengeFile, window: ChallengeWindow, path: &str, problems: &mut Vec<Problem>) {
    let is_still = matches!(window, ChallengeWindow::Life | ChallengeWindow::Calendar(_));
    if !is_still || !file.levels.is_empty() {
        let message = said!(
            "goes with one `goal` in a calendar period or the whole life; leave it out",
            "бывает только с одной `goal` за календарный период или за всё время; уберите"
        );
        problems.push(Problem::new(field(path, "repeat"), message));
    }
}

fn goals(
    file: &ChallengeFile,
    count: &ChallengeCount,
    window: ChallengeWindow,
    known: Known<'_>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<ChallengeGoal> {
    let mut goals: Vec<ChallengeGoal> = Vec::new();
    for (level, path) in levels(file, path, problems) {
        let goal_path = field(&path, "goal");
        let from = threshold(&level.goal, count, window, &goal_path, scope, problems);
        let reward = activities::one(&activity(&level), known, &path, scope, problems);
        let (Some(from), Some(mut reward)) = (from, reward) else {
            continue;
        };
        reward.on = Trigger::Goal(RuleId::new(&file.id.0));
        if goals.last().is_some_and(|before| before.from >= from) {
            let message = said!(
                "must be above the goal before it",
                "должна быть выше предыдущей"
            );
            problems.push(Problem::new(goal_path, message));
        }
        goals.push(ChallengeGoal {
            name: text(level.name.as_ref().or(file.name.as_ref()), &level.id.0),
            from,
            reward,
        });
    }
    goals
}

/// The goals as written, each at its path; a single goal has the challenge's own id.
fn levels(
    file: &ChallengeFile,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Vec<(ChallengeLevelFile, String)> {
    match (&file.goal, file.levels.is_empty()) {
        (Some(goal), true) => {
            let level = ChallengeLevelFile {
                id: file.id.clone(),
                name: file.name.clone(),
                goal: goal.clone(),
                award: file.award.clone(),
                coupon: file.coupon.clone(),
                badge: file.badge.clone(),
                join: file.join.clone(),
            };
            vec![(level, path.to_owned())]
        }
        (None, false) => {
            if !file.award.is_empty()
                || file.coupon.is_some()
                || file.badge.is_some()
                || file.join.is_some()
            {
                let message = said!(
                    "each level says what it brings; move `award`, `coupon`, `badge` and `join` there",
                    "что даёт уровень, говорит он сам; перенесите туда `award`, `coupon`, `badge` и `join`"
                );
                problems.push(Problem::new(path, message));
            }
            let path = field(path, "levels");
            let levels = file.levels.0.iter().enumerate();
            levels
                .map(|(index, level)| (level.clone(), item(&path, index)))
                .collect()
        }
        _ => {
            let message = said!(
                "one of `goal` and `levels` must be said; write goal: 3",
                "нужно одно из `goal` и `levels`; напишите `goal: 3`"
            );
            problems.push(Problem::new(field(path, "goal"), message));
            Vec::new()
        }
    }
}

/// What a goal brings, as an activity is written: it is checked as one.
fn activity(level: &ChallengeLevelFile) -> ActivityFile {
    ActivityFile {
        id: level.id.clone(),
        on: activities::set_off_elsewhere(),
        when: None,
        award: level.award.clone(),
        coupon: level.coupon.clone(),
        badge: level.badge.clone(),
        take: None,
        join: level.join.clone(),
        limit: None,
        cap: None,
        stock: None,
        chance: None,
        draw: None,
    }
}

fn threshold(
    text: &NumberText,
    count: &ChallengeCount,
    window: ChallengeWindow,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<i64> {
    if matches!(window, ChallengeWindow::Streak(_)) {
        let periods = whole(text, path, problems)?;
        if periods > STREAK_MAX {
            let message = said!(
                "a streak is at most {STREAK_MAX} periods long",
                "в серии не больше {STREAK_MAX} периодов"
            );
            problems.push(Problem::new(path, message));
        }
        return Some(periods);
    }
    match count {
        ChallengeCount::Spend => {
            let money = MoneyText(text.0.clone());
            some_money(&money, path, scope.currency, problems).map(|money| money.minor())
        }
        ChallengeCount::Units => {
            let units = parsed(text.as_str(), path, problems, Quantity::parse)?;
            above_zero(units.raw(), units.is_positive(), path, problems)
        }
        ChallengeCount::Purchases | ChallengeCount::Event(_) | ChallengeCount::Distinct(_) => {
            whole(text, path, problems)
        }
    }
}

fn whole(text: &NumberText, path: &str, problems: &mut Vec<Problem>) -> Option<i64> {
    let number = parsed(text.as_str(), path, problems, |text| {
        text.parse::<u32>().map_err(|_| {
            said!(
                "must be a whole number, like 3",
                "должно быть целым числом, например `3`"
            )
        })
    })?;
    above_zero(i64::from(number), number > 0, path, problems)
}
