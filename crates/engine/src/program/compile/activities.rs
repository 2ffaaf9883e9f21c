//! Section `activities`.

use super::challenges::Known;
use super::conditions::{Filter, when};
use super::earn::factor;
use super::limits;
use super::scalar::{field, item, parsed, share, some_points};
use super::scope::Scope;
use crate::language::Said;
use crate::name::{RuleId, SchemeId, SegmentId};
use crate::number::{Ratio, Rounding, shown};
use crate::program::file::{
    ActivityFile, AwardFile, DestinationFile, DividendFile, LimitFile, List, MomentFile, TakeFile,
    TriggerFields, TriggerFile, Word, WordOr,
};
use crate::program::{
    Activity, Award, AwardPoints, Badge, CalendarDay, Chance, Codes, CouponSeries, Dividend,
    LimitPer, NUMBERS, PointsCap, Problem, Stock, Taking, TakingPoints, TakingTo, Trigger, Unit,
};
use crate::time::{MonthDay, Period};
use crate::{both, said};

/// Every activity, in file order.
pub(super) fn compile(
    file: &List<ActivityFile>,
    known: Known<'_>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Activity> {
    let activity = |(index, activity): (usize, &ActivityFile)| {
        one(activity, known, &item("activities", index), scope, problems)
    };
    let mut activities: Vec<Activity> = file.0.iter().enumerate().filter_map(activity).collect();
    lay_out(&mut activities, problems);
    activities
}

/// Gives each chance its numbers: those of one draw lie one after another, in file order.
fn lay_out(activities: &mut [Activity], problems: &mut Vec<Problem>) {
    let mut draws: Vec<(RuleId, i64)> = Vec::new();
    for (index, activity) in activities.iter_mut().enumerate() {
        let Some(chance) = &mut activity.chance else {
            continue;
        };
        let known = draws.iter().position(|(draw, _)| *draw == chance.draw);
        chance.place = known.unwrap_or(draws.len());
        if known.is_none() {
            draws.push((chance.draw.clone(), 0));
        }
        let Some((draw, taken)) = draws.get_mut(chance.place) else {
            continue;
        };
        (chance.from, chance.to) = (*taken, *taken + chance.to);
        *taken = chance.to;
        if *taken > NUMBERS {
            let message = said!(
                "the chances of the draw `{draw}` are more than 100% together",
                "вместе шансы розыгрыша `{draw}` — больше 100%"
            );
            problems.push(Problem::new(
                field(&item("activities", index), "chance"),
                message,
            ));
        }
    }
}

/// The trigger of what is set off by something else than activities are: its place is taken once it is compiled.
pub(super) fn set_off_elsewhere() -> TriggerFile {
    WordOr::Fields(TriggerFields {
        event: None,
        date: None,
        days_before: None,
        segment_entered: None,
        calendar: Some(Word("01-01".to_owned())),
    })
}

/// An activity at a path.
pub(super) fn one(
    file: &ActivityFile,
    known: Known<'_>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Activity> {
    if does_nothing(file) {
        problems.push(Problem::new(
            path,
            said!("it neither gives nor takes; write `award: {{ points: 300 }}`, `coupon: welcome` or `take: {{ points: 100 }}`", "активность ничего не даёт и не берёт; напишите `award: {{ points: 300 }}`, `coupon: welcome` или `take: {{ points: 100 }}`"),
        ));
    }
    bare(file, known, path, scope, problems)
}

/// The same, for what may also do nothing of this.
pub(super) fn bare(
    file: &ActivityFile,
    known: Known<'_>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Activity> {
    let on = trigger(&file.on, &field(path, "on"), scope, problems);
    let condition = when(file.when.as_ref(), path, scope, problems);
    let award = awards(file, path, scope, problems);
    let take = file
        .take
        .as_ref()
        .map(|take| taking(take, on.as_ref(), &field(path, "take"), scope, problems));
    let limit = limits::limit(file.limit.as_ref(), path, problems);
    let cap = cap(file, &award, path, scope, problems);
    let join = join(file, &field(path, "join"), scope, problems);
    let coupon = file.coupon.as_ref();
    let coupon = coupon.and_then(|id| given(id, known.coupons, &field(path, "coupon"), problems));
    let badge = file.badge.as_ref();
    let badge = badge.and_then(|id| badge_of(id, known.badges, &field(path, "badge"), problems));
    if on == Some(Trigger::Purchase) {
        of_purchase(file, path, problems);
    }
    let take = match take {
        Some(take) => Some(take?),
        None => None,
    };
    let join = match join {
        Some(join) => Some(join?),
        None => None,
    };
    Some(Activity {
        id: RuleId::new(&file.id.0),
        on: on?,
        when: condition,
        award,
        coupon,
        badge,
        take,
        join,
        limit,
        choice: None,
        cap,
        stock: file
            .stock
            .as_ref()
            .and_then(|file| stock(file, &field(path, "stock"), problems)),
        chance: chance(file, path, problems),
    })
}

/// What there is for all members together.
pub(super) fn stock(file: &LimitFile, path: &str, problems: &mut Vec<Problem>) -> Option<Stock> {
    let limit = limits::limit_at(file, path, problems)?;
    let period = match limit.per {
        LimitPer::Life => None,
        LimitPer::Calendar(period) => Some(period),
        LimitPer::Rolling(_) => {
            problems.push(limits::by_the_calendar(&field(path, "per")));
            return None;
        }
    };
    Some(Stock {
        times: limit.times,
        period,
    })
}

/// How likely it comes. Its numbers are laid out once all are known.
fn chance(file: &ActivityFile, path: &str, problems: &mut Vec<Problem>) -> Option<Chance> {
    if file.draw.is_some() && file.chance.is_none() {
        let message = said!(
            "goes with `chance`; write `chance: 25%`, or leave it out",
            "бывает только с `chance`; напишите `chance: 25%` или уберите"
        );
        problems.push(Problem::new(field(path, "draw"), message));
    }
    let path = field(path, "chance");
    let share = share(file.chance.as_ref()?, &path, problems)?;
    let numbers = share.of(NUMBERS, Rounding::Floor);
    if share.of(NUMBERS, Rounding::Ceil) != numbers {
        let message = said!(
            "has at most four decimals of a percent, like 0.0125%",
            "задаётся с точностью до четырёх знаков процента, например `0.0125%`"
        );
        problems.push(Problem::new(path, message));
        return None;
    }
    let draw = file.draw.as_ref().unwrap_or(&file.id);
    Some(Chance {
        draw: RuleId::new(&draw.0),
        place: 0,
        from: 0,
        to: numbers,
    })
}

/// Whether it neither gives nor takes.
fn does_nothing(file: &ActivityFile) -> bool {
    file.award.is_empty()
        && file.take.is_none()
        && file.join.is_none()
        && file.coupon.is_none()
        && file.badge.is_none()
}

/// The badge that is given.
fn badge_of(
    id: &Word,
    badges: &[Badge],
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<RuleId> {
    let found = badges.iter().find(|badge| badge.id.as_str() == id.0);
    if found.is_none() {
        problems.push(Problem::unknown(
            path,
            both!("there is no badge", "нет значка"),
            &id.0,
            badges.iter().map(|badge| badge.id.as_str()),
        ));
    }
    found.map(|badge| badge.id.clone())
}

/// The membership an activity pays a term of.
fn join(
    file: &ActivityFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Option<SchemeId>> {
    let word = file.join.as_ref()?;
    let memberships = || {
        let schemes = scope.schemes.iter();
        schemes.filter(|scheme| scheme.membership().is_some())
    };
    let found = memberships().find(|scheme| scheme.id.as_str() == word.0);
    if found.is_none() {
        problems.push(Problem::unknown(
            path,
            both!("there is no membership", "нет членства"),
            &word.0,
            memberships().map(|scheme| scheme.id.as_str()),
        ));
    }
    Some(found.map(|scheme| scheme.id.clone()))
}

/// The series of a coupon that is given.
fn given(
    id: &Word,
    coupons: &[CouponSeries],
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<RuleId> {
    let known = |series: &&CouponSeries| series.id.as_str() == id.0;
    let Some(series) = coupons.iter().find(known) else {
        problems.push(Problem::unknown(
            path,
            both!("there is no coupon series", "нет серии купонов"),
            &id.0,
            coupons.iter().map(|series| series.id.as_str()),
        ));
        return None;
    };
    if let Codes::Public(code) = &series.codes {
        problems.push(Problem::new(
            path,
            said!(
                "everybody knows the code `{code}`; name a series without `code`",
                "код `{code}` и так известен всем; назовите серию без `code`"
            ),
        ));
    }
    Some(series.id.clone())
}

/// What a purchase brings as points is the business of earn rules.
fn of_purchase(file: &ActivityFile, path: &str, problems: &mut Vec<Problem>) {
    if file.award.is_empty() && file.take.is_none() {
        return;
    }
    problems.push(Problem::new(
        path,
        said!(
            "a purchase sets off a coupon only; points for purchases are given by `earn`",
            "за покупку активность выдаёт только купон; баллы за покупки начисляет `earn`"
        ),
    ));
}

/// A cap is on one award.
fn cap(
    file: &ActivityFile,
    award: &[Award],
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<PointsCap> {
    let cap = file.cap.as_ref()?;
    let path = field(path, "cap");
    if file.award.iter().count() != 1 {
        problems.push(Problem::new(
            path,
            said!(
                "goes with one award; make an activity of each",
                "бывает только с одной наградой; сделайте по активности на каждую"
            ),
        ));
        return None;
    }
    let unit = scope.unit_named(award.first()?.unit.as_str(), &path, problems)?;
    limits::cap(cap, &file.id.0, unit.scale, &path, problems)
}

fn trigger(
    file: &TriggerFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Trigger> {
    let fields = match file {
        WordOr::Word(MomentFile::Registered) => return Some(Trigger::Registered),
        WordOr::Word(MomentFile::Purchase) => return Some(Trigger::Purchase),
        WordOr::Word(MomentFile::FriendBought) => {
            return Some(friend_bought(path, scope, problems));
        }
        WordOr::Fields(fields) => fields,
    };
    if fields.days_before.is_some() && fields.date.is_none() {
        problems.push(Problem::new(
            field(path, "days_before"),
            said!(
                "goes with `date`; write {{ date: birthday, days_before: 7 }}",
                "бывает только с `date`; напишите `{{ date: birthday, days_before: 7 }}`"
            ),
        ));
    }
    match fields {
        TriggerFields {
            event: Some(event),
            date: None,
            segment_entered: None,
            calendar: None,
            ..
        } => Some(Trigger::Event(event.0.clone())),
        TriggerFields {
            event: None,
            date: Some(date),
            segment_entered: None,
            calendar: None,
            days_before,
        } => yearly(date, days_before.unwrap_or(0), path, problems),
        TriggerFields {
            event: None,
            date: None,
            segment_entered: Some(segment),
            calendar: None,
            ..
        } => entered(segment, &field(path, "segment_entered"), scope, problems),
        TriggerFields {
            event: None,
            date: None,
            segment_entered: None,
            calendar: Some(day),
            ..
        } => {
            parsed(&day.0, &field(path, "calendar"), problems, calendar_day).map(Trigger::Calendar)
        }
        _ => {
            let message = said!(
                "exactly one thing sets an activity off; write registered, purchase, {{ event: check_in }}, {{ date: birthday }}, {{ segment_entered: lost }} or {{ calendar: 03-01 }}",
                "активность запускает ровно что-то одно; напишите `registered`, `purchase`, `{{ event: check_in }}`, `{{ date: birthday }}`, `{{ segment_entered: lost }}` или `{{ calendar: 03-01 }}`"
            );
            problems.push(Problem::new(path, message));
            None
        }
    }
}

fn friend_bought(path: &str, scope: &Scope, problems: &mut Vec<Problem>) -> Trigger {
    if !scope.has_referral {
        let message = said!(
            "needs a section `referral` that says when a purchase of a friend counts; write `referral: {{ when: {{ basket.total: {{ gte: 20.00 }} }} }}`",
            "нужен раздел `referral`, который говорит, какая покупка друга засчитывается; напишите `referral: {{ when: {{ basket.total: {{ gte: 20.00 }} }} }}`"
        );
        problems.push(Problem::new(path, message));
    }
    Trigger::FriendBought
}

/// `03-01` of each year, or `15` of each month.
fn calendar_day(text: &str) -> Result<CalendarDay, Said> {
    const DAYS: std::ops::RangeInclusive<i32> = 1..=31;
    let yearly = text.parse::<MonthDay>().ok().map(CalendarDay::Yearly);
    let day = text.parse().ok().filter(|day| DAYS.contains(day));
    yearly.or(day.map(CalendarDay::Monthly)).ok_or_else(|| {
        let text = shown(text);
        said!(
            "`{text}` is not a day of the calendar; write 03-01 for 1 March of each year, or 15 for that day of each month",
            "`{text}` — не день календаря; напишите `03-01` для 1 марта каждого года или `15` для этого дня каждого месяца"
        )
    })
}

fn yearly(
    date: &Word,
    days_before: u16,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Trigger> {
    const YEAR: u16 = 365;
    if days_before > YEAR {
        problems.push(Problem::new(
            field(path, "days_before"),
            said!("at most {YEAR} days before", "не больше чем за {YEAR} дней"),
        ));
        return None;
    }
    Some(Trigger::Date {
        date: date.0.clone(),
        days_before,
    })
}

fn entered(
    segment: &Word,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Trigger> {
    if !scope
        .segments
        .iter()
        .any(|known| known.as_str() == segment.0)
    {
        problems.push(Problem::unknown(
            path,
            both!("there is no segment", "нет сегмента"),
            &segment.0,
            scope.segments.iter().map(SegmentId::as_str),
        ));
        return None;
    }
    Some(Trigger::SegmentEntered(SegmentId::new(&segment.0)))
}

fn awards(
    file: &ActivityFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Award> {
    let path = field(path, "award");
    let path =
        |index: Option<usize>| index.map_or_else(|| path.clone(), |index| item(&path, index));
    let is_event = is_event(&file.on);
    file.award
        .iter()
        .filter_map(|(index, one)| award(one, is_event, &path(index), scope, problems))
        .collect()
}

/// Whether it is an event that sets it off: only events have properties.
fn is_event(on: &TriggerFile) -> bool {
    matches!(on, WordOr::Fields(fields) if fields.event.is_some())
}

fn award(
    file: &AwardFile,
    is_event: bool,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Award> {
    let unit = scope.unit(file.unit.as_ref(), &field(path, "unit"), problems)?;
    let points = match &file.share {
        Some(_) => dividend(file, unit, path, scope, problems),
        None => award_points(file, is_event, unit, path, problems),
    };
    let activate_after = limits::activation(file.activate.as_ref(), path, problems);
    let expire = limits::expiry(file.expire.as_ref(), path, problems);
    Some(Award {
        unit: unit.id.clone(),
        points: points?,
        activate_after,
        expire,
    })
}

/// `share` with `of` and its lines.
fn dividend(
    file: &AwardFile,
    unit: &Unit,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<AwardPoints> {
    if file.points.is_some() || file.from.is_some() || file.times.is_some() {
        let message = said!(
            "a share says how many points; leave `points`, `from` and `times` out",
            "сколько баллов, говорит доля; уберите `points`, `from` и `times`"
        );
        problems.push(Problem::new(path, message));
    }
    if unit.value.is_none() {
        let message = said!(
            "`{}` has no value in money; write `value` at the unit, or give `points`",
            "у `{}` нет цены в деньгах; напишите `value` у единицы или давайте `points`",
            unit.id
        );
        problems.push(Problem::new(field(path, "share"), message));
    }
    let share = share(file.share.as_ref()?, &field(path, "share"), problems);
    let filter = Filter {
        name: "lines",
        on: file.lines.as_ref(),
        not_on: file.exclude.as_ref(),
    };
    let lines = filter.compile(path, scope, problems);
    let of = match file.of {
        None | Some(DividendFile::LastYear) => Period::Year,
        Some(DividendFile::LastQuarter) => Period::Quarter,
        Some(DividendFile::LastMonth) => Period::Month,
    };
    let share = share?;
    Some(AwardPoints::Dividend(Box::new(Dividend {
        share,
        of,
        lines,
    })))
}

/// `points`, or `from` with `times`.
fn award_points(
    file: &AwardFile,
    is_event: bool,
    unit: &Unit,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<AwardPoints> {
    let times = file.times.as_ref();
    if file.of.is_some() || file.lines.is_some() || file.exclude.is_some() {
        let message = said!(
            "`of`, `lines` and `exclude` go with `share`; write `share: 10%`, or leave them out",
            "`of`, `lines` и `exclude` бывают только с `share`; напишите `share: 10%` или уберите их"
        );
        problems.push(Problem::new(path, message));
    }
    match (&file.points, &file.from) {
        (Some(points), None) => {
            if times.is_some() {
                let message = said!(
                    "goes with `from`; leave it out",
                    "бывает только с `from`; уберите"
                );
                problems.push(Problem::new(field(path, "times"), message));
            }
            let points = some_points(points, &field(path, "points"), unit.scale, problems)?;
            Some(AwardPoints::Fixed(points))
        }
        (None, Some(from)) => {
            if !is_event {
                let message = said!(
                    "only an event has properties; write `points`, or set it off by {{ event: … }}",
                    "свойства есть только у события; напишите `points` или запускайте активность событием `{{ event: … }}`"
                );
                problems.push(Problem::new(field(path, "from"), message));
            }
            let times = times.map_or(Some(Ratio::ONE), |times| {
                factor(times, &field(path, "times"), problems)
            });
            Some(AwardPoints::Property {
                name: from.0.clone(),
                times: times?,
            })
        }
        _ => {
            let message = said!(
                "one of `points`, `from` and `share` must be said; write {{ points: 100 }}, {{ from: amount }} or {{ share: 10% }}",
                "нужно одно из `points`, `from` и `share`; напишите `{{ points: 100 }}`, `{{ from: amount }}` или `{{ share: 10% }}`"
            );
            problems.push(Problem::new(path, message));
            None
        }
    }
}

fn taking(
    file: &TakeFile,
    on: Option<&Trigger>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Taking> {
    let unit = scope.unit(file.unit.as_ref(), &field(path, "unit"), problems)?;
    let points = match (&file.points, &file.from) {
        (Some(points), None) => TakingPoints::Fixed(some_points(
            points,
            &field(path, "points"),
            unit.scale,
            problems,
        )?),
        (None, Some(from)) => {
            if !matches!(on, None | Some(Trigger::Event(_))) {
                problems.push(Problem::new(
                    field(path, "from"),
                    said!("only an event has properties; write `points`, or set it off by {{ event: … }}", "свойства есть только у события; напишите `points` или запускайте активность событием `{{ event: … }}`"),
                ));
            }
            TakingPoints::Property(from.0.clone())
        }
        _ => {
            problems.push(Problem::new(path, said!("one of `points` and `from` must be said; write {{ points: 100 }} or {{ from: points }}", "нужно одно из `points` и `from`; напишите `{{ points: 100 }}` или `{{ from: points }}`")));
            return None;
        }
    };
    let to = match file.to {
        None | Some(DestinationFile::Redeemed) => TakingTo::Redeemed,
        Some(DestinationFile::Donated) => TakingTo::Donated,
    };
    Some(Taking {
        unit: unit.id.clone(),
        points,
        to,
    })
}
