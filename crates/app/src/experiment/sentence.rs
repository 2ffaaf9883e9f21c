//! An experiment in words: what it is, and what it says.

use regulars_engine::language::Language;
use regulars_engine::program::Text;
use regulars_engine::time::LocalDate;
use regulars_insight::experiment::ArmResult;

use super::design::{Design, Metric, Strata};
use super::forecast::Forecast;
use super::results::Verdict;

fn by(tell: impl Fn(Language) -> String) -> Text {
    Text {
        en: tell(Language::En),
        ru: tell(Language::Ru),
    }
}

/// What is planned, and whether its members suffice.
pub(super) fn of_forecast(design: &Design, forecast: &Forecast) -> Text {
    by(|language| {
        let (plan, size) = (
            plan(design, forecast, language),
            size(design, forecast, language),
        );
        format!("{plan} {size}")
    })
}

fn plan(design: &Design, forecast: &Forecast, language: Language) -> String {
    let who = match (&design.segment, language) {
        (None, Language::En) => "Everybody".to_owned(),
        (None, Language::Ru) => "Все участники".to_owned(),
        (Some(id), Language::En) => format!("Members of the segment `{id}`"),
        (Some(id), Language::Ru) => format!("Участники сегмента `{id}`"),
    };
    let left_out = match (forecast.left_out, language) {
        (0, _) => String::new(),
        (n, Language::En) => format!(", but for {} in the universal control", whole(n, language)),
        (n, Language::Ru) => format!(", кроме {} в универсальном контроле", whole(n, language)),
    };
    let arms = design.arms.iter().map(|arm| {
        let share = f64::from(arm.parts) * 100.0 / all_parts(design);
        format!("{} {}", percent(share, language), arm.name)
    });
    let arms = arms.collect::<Vec<_>>().join(", ");
    let strata = strata(design.strata, language);
    let metric = metric(design.metric, language);
    let days = i64::from(design.days);
    match language {
        Language::En => {
            let days = language.count(days, ["day", "days"], ["", "", ""]);
            format!("{who}{left_out}: {arms}{strata}. After {days} the {metric} decides.")
        }
        Language::Ru => {
            let days = language.count(days, ["", ""], ["день", "дня", "дней"]);
            format!("{who}{left_out}: {arms}{strata}. Через {days} решает {metric}.")
        }
    }
}

fn size(design: &Design, forecast: &Forecast, language: Language) -> String {
    let lift = percent(design.lift * 100.0, language);
    let members = whole(forecast.members, language);
    let seen = forecast
        .detectable
        .map(|lift| percent(lift * 100.0, language));
    match (forecast.needed, seen, language) {
        (None, None, Language::En) => {
            "What these members did before says nothing of how many it takes.".to_owned()
        }
        (None, None, Language::Ru) => {
            "По прошлым покупкам этих участников нельзя сказать, сколько их нужно.".to_owned()
        }
        (None, Some(seen), Language::En) => {
            format!("A lift of {lift} cannot be; these {members} members show {seen} or more.")
        }
        (None, Some(seen), Language::Ru) => {
            format!("Прирост {lift} невозможен; на {members} участниках будет видно от {seen}.")
        }
        (Some(needed), seen, language) => {
            let needed = whole(needed, language);
            let enough = match (forecast.is_enough, seen, language) {
                (true, _, Language::En) => format!("there are {members}, which is enough"),
                (true, _, Language::Ru) => format!("их {members}, этого достаточно"),
                (false, Some(seen), Language::En) => {
                    format!("there are only {members}, who show {seen} or more")
                }
                (false, Some(seen), Language::Ru) => {
                    format!("их только {members}, и будет виден прирост от {seen}")
                }
                (false, None, Language::En) => format!("there are only {members}"),
                (false, None, Language::Ru) => format!("их только {members}"),
            };
            match language {
                Language::En => {
                    format!("It takes {needed} members to show a lift of {lift}: {enough}.")
                }
                Language::Ru => {
                    format!("Чтобы увидеть прирост {lift}, нужно участников: {needed}; {enough}.")
                }
            }
        }
    }
}

fn strata(strata: Strata, language: Language) -> &'static str {
    match (strata, language) {
        (Strata::None, _) => "",
        (Strata::Tier, Language::En) => ", the same shares of each level",
        (Strata::Tier, Language::Ru) => ", в каждом уровне доли те же",
        (Strata::Rfm, Language::En) => ", the same shares of each RFM cell",
        (Strata::Rfm, Language::Ru) => ", в каждой ячейке RFM доли те же",
        (Strata::City, Language::En) => ", the same shares of each city",
        (Strata::City, Language::Ru) => ", в каждом городе доли те же",
    }
}

fn metric(metric: Metric, language: Language) -> &'static str {
    match (metric, language) {
        (Metric::Buyers, Language::En) => "share of buyers",
        (Metric::Buyers, Language::Ru) => "доля купивших",
        (Metric::Revenue, Language::En) => "revenue per member",
        (Metric::Revenue, Language::Ru) => "выручка на участника",
        (Metric::Purchases, Language::En) => "number of purchases per member",
        (Metric::Purchases, Language::Ru) => "число покупок на участника",
        (Metric::Receipt, Language::En) => "average receipt",
        (Metric::Receipt, Language::Ru) => "средний чек",
    }
}

/// What came out: the verdict, with the arm that is furthest from the control where something is shown.
pub(super) fn of_results(
    design: &Design,
    verdict: Verdict,
    due: LocalDate,
    arm: Option<&ArmResult>,
) -> Text {
    by(|language| told(design, verdict, due, arm, language))
}

fn told(
    design: &Design,
    verdict: Verdict,
    due: LocalDate,
    arm: Option<&ArmResult>,
    language: Language,
) -> String {
    match (verdict, language) {
        (Verdict::SizesWrong, Language::En) => {
            "The arms have not the sizes they were drawn with: something loses members of one arm more than of another. Believe no difference until it is found."
                .to_owned()
        }
        (Verdict::SizesWrong, Language::Ru) => {
            "Размеры групп не такие, какими их выбрали: из одной группы участники пропадают чаще, чем из другой. Не верьте разнице, пока причина не найдена."
                .to_owned()
        }
        (Verdict::TooEarly, language) => too_early(due, language),
        (Verdict::Nothing, Language::En) => "There is nothing to compare yet.".to_owned(),
        (Verdict::Nothing, Language::Ru) => "Сравнивать пока нечего.".to_owned(),
        (Verdict::NotShown, Language::En) => format!(
            "No difference is shown in the {}. That is no proof that there is none: the plan was to show a lift of {} or more.",
            metric(design.metric, language),
            percent(design.lift * 100.0, language)
        ),
        (Verdict::NotShown, Language::Ru) => format!(
            "Разницы не видно, показатель: {}. Это не значит, что её нет: план был рассчитан на прирост от {}.",
            metric(design.metric, language),
            percent(design.lift * 100.0, language)
        ),
        (Verdict::Shown, language) => arm.map_or_else(String::new, |arm| shown(design, arm, language)),
    }
}

fn too_early(day: LocalDate, language: Language) -> String {
    let day = language.date(day);
    match language {
        Language::En => format!(
            "It is too early: it is to be read on {day}. A difference that is seen on the way comes and goes, and who stops at one finds what is not there."
        ),
        Language::Ru => format!(
            "Ещё рано: итоги подводят {day}. Разница по ходу дела появляется и исчезает, и кто остановится на ней, найдёт то, чего нет."
        ),
    }
}

fn shown(design: &Design, arm: &ArmResult, language: Language) -> String {
    let metric = metric(design.metric, language);
    let share = |value: f64| signed(value * 100.0, language);
    let (name, control) = (&arm.arm, &design.control);
    match (arm.lift.zip(arm.lift_ci), language) {
        (Some((lift, within)), Language::En) => format!(
            "`{name}` against `{control}`: the {metric} differs by {} ({} to {}).",
            share(lift),
            share(within.low),
            share(within.high)
        ),
        (Some((lift, within)), Language::Ru) => format!(
            "`{name}` против `{control}`: {metric}, разница {} (от {} до {}).",
            share(lift),
            share(within.low),
            share(within.high)
        ),
        (None, Language::En) => format!("`{name}` against `{control}`: the {metric} differs."),
        (None, Language::Ru) => format!("`{name}` против `{control}`: {metric}, разница есть."),
    }
}

fn all_parts(design: &Design) -> f64 {
    design
        .arms
        .iter()
        .map(|arm| f64::from(arm.parts))
        .sum::<f64>()
        .max(1.0)
}

fn whole(number: u64, language: Language) -> String {
    language.number(&number.to_string())
}

/// `12.5 %`, with a digit after the point where it is not nothing.
fn percent(value: f64, language: Language) -> String {
    let digits = format!("{value:.1}");
    let digits = digits.strip_suffix(".0").unwrap_or(&digits);
    format!("{}\u{a0}%", language.number(digits))
}

fn signed(value: f64, language: Language) -> String {
    let told = percent(value.abs(), language);
    if value < 0.0 {
        format!("−{told}")
    } else {
        format!("+{told}")
    }
}
