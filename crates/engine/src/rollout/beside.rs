//! What one ledger cannot have twice: where two versions differ so that they cannot decide side by side.

use crate::language::Both;
use crate::program::{PointValue, Problem, Program, TierScheme};
use crate::{both, said};

/// Where a version differs from the standing one so that both cannot decide beside each other: a member who moves from one to
/// the other would have points, levels or cards that the other does not know or counts otherwise. Paths are those of the new
/// version's file, or of the standing one's for what is gone. Empty: they can.
pub fn cannot_live_beside(standing: &Program, new: &Program) -> Vec<Problem> {
    let mut found = Vec::new();
    about(standing, new, &mut found);
    units(standing, new, &mut found);
    levels(standing, new, &mut found);
    fn cards(program: &Program) -> Vec<&str> {
        program
            .gift_cards
            .iter()
            .map(|kind| kind.id.as_str())
            .collect()
    }
    fn partners(program: &Program) -> Vec<&str> {
        program
            .partners
            .iter()
            .map(|partner| partner.id.as_str())
            .collect()
    }
    same_ids(
        "gift_cards",
        both!("kind of gift cards", "вид подарочных карт"),
        (cards(standing), cards(new)),
        &mut found,
    );
    same_ids(
        "partners",
        both!("partner", "партнёр"),
        (partners(standing), partners(new)),
        &mut found,
    );
    found
}

fn about(standing: &Program, new: &Program, found: &mut Vec<Problem>) {
    let mut compare = |path: &str, before: &str, after: &str| {
        if before != after {
            found.push(differs(path, before, after));
        }
    };
    compare("program.id", standing.id.as_str(), new.id.as_str());
    let (before, after) = (standing.currency.code(), new.currency.code());
    compare("program.currency", before, after);
    // Counters and dates are kept by the days of the zone.
    compare("program.time_zone", standing.zone.name(), new.zone.name());
}

fn units(standing: &Program, new: &Program, found: &mut Vec<Problem>) {
    fn all(program: &Program) -> Vec<&str> {
        program.units.iter().map(|unit| unit.id.as_str()).collect()
    }
    let what = both!("unit", "единица");
    same_ids("units", what, (all(standing), all(new)), found);
    for before in &standing.units {
        let Some(after) = new.units.iter().find(|unit| unit.id == before.id) else {
            continue;
        };
        let path = format!("units.{}", before.id);
        if before.scale != after.scale {
            let (one, other) = (before.scale.decimals(), after.scale.decimals());
            let path = format!("{path}.decimals");
            found.push(differs(&path, &one.to_string(), &other.to_string()));
        }
        let worth = |value: Option<PointValue>| {
            value.map(|value| (value.points.raw(), value.money.minor()))
        };
        // 1 for 1.00 and 10 for 10.00 are worth the same.
        let same = match (worth(before.value), worth(after.value)) {
            (Some((points, money)), Some((others, theirs))) => {
                i128::from(points) * i128::from(theirs) == i128::from(others) * i128::from(money)
            }
            (one, other) => one == other,
        };
        if !same {
            let why = said!(
                "is another than that of the standing version; points of one purse cannot be worth two things",
                "не та, что в действующей версии; баллы одного счёта не могут стоить по-разному"
            );
            found.push(Problem::new(format!("{path}.value"), why));
        }
    }
}

fn levels(standing: &Program, new: &Program, found: &mut Vec<Problem>) {
    fn all(program: &Program) -> Vec<&str> {
        program
            .schemes
            .iter()
            .map(|scheme| scheme.id.as_str())
            .collect()
    }
    fn held(scheme: &TierScheme) -> Vec<&str> {
        scheme
            .levels
            .iter()
            .map(|level| level.id.as_str())
            .collect()
    }
    let what = both!("scheme of levels", "шкала уровней");
    same_ids("tiers", what, (all(standing), all(new)), found);
    for before in &standing.schemes {
        let Some(after) = new.schemes.iter().find(|scheme| scheme.id == before.id) else {
            continue;
        };
        let path = format!("tiers.{}.levels", before.id);
        let what = both!("level", "уровень");
        same_ids(&path, what, (held(before), held(after)), found);
    }
}

fn same_ids(
    path: &str,
    what: Both,
    (before, after): (Vec<&str>, Vec<&str>),
    found: &mut Vec<Problem>,
) {
    for id in before.iter().filter(|id| !after.contains(id)) {
        let why = said!(
            "the {what} `{id}` of the standing version is gone; members who have it would lose it on one side",
            "нет того, что есть в действующей версии: {what:#} `{id}`; у кого это уже есть, на одной из сторон потеряют"
        );
        found.push(Problem::new(format!("{path}.{id}"), why));
    }
    for id in after.iter().filter(|id| !before.contains(id)) {
        let why = said!(
            "the {what} `{id}` is new; publish it to everybody first, or leave it out until then",
            "в действующей версии этого нет: {what:#} `{id}`; сначала опубликуйте для всех или пока уберите"
        );
        found.push(Problem::new(format!("{path}.{id}"), why));
    }
}

fn differs(path: &str, before: &str, after: &str) -> Problem {
    let why = said!(
        "is `{after}`, and `{before}` in the standing version; both cannot hold in one ledger",
        "указано `{after}`, а в действующей версии `{before}`; в одном учёте этого быть не может"
    );
    Problem::new(path, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDING: &str = "program: { id: shop, name: { en: Shop, ru: Магазин }, currency: RUB, time_zone: Europe/Moscow }
units:
  points: { name: { en: points, ru: баллы }, value: { points: 1, money: 1.00 } }
  stars: { name: { en: stars, ru: звёзды }, decimals: 1 }
tiers:
  club:
    metric: visits
    period: calendar_year
    levels:
      - { id: silver, name: { en: Silver, ru: Серебро }, from: 1 }
      - { id: gold, name: { en: Gold, ru: Золото }, from: 10 }
earn:
  - { id: base, unit: points, rate: 5% }
";

    fn program(text: &str) -> Program {
        Program::read(text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
    }

    fn check(change: &[(&str, &str)], expected: &[&str]) {
        let mut text = STANDING.to_owned();
        for (from, to) in change {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        let found = cannot_live_beside(&program(STANDING), &program(&text));
        let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
        assert_eq!(paths, expected, "{change:?}");
        for problem in &found {
            assert!(
                crate::language::is_russian(&format!("{:#}", problem.told())),
                "{problem:?}"
            );
        }
    }

    #[test]
    fn what_one_ledger_cannot_have_twice_is_refused() {
        check(&[], &[]);
        check(&[("rate: 5%", "rate: 7%"), ("from: 10", "from: 12")], &[]);
        check(
            &[("points: 1, money: 1.00", "points: 10, money: 10.00")],
            &[],
        );
        check(
            &[("points: 1, money: 1.00", "points: 2, money: 1.00")],
            &["units.points.value"],
        );
        check(&[("decimals: 1", "decimals: 2")], &["units.stars.decimals"]);
        check(&[("id: shop", "id: other")], &["program.id"]);
        check(&[("RUB", "EUR")], &["program.currency"]);
        check(&[("Europe/Moscow", "Asia/Omsk")], &["program.time_zone"]);
        check(&[("stars:", "moons:")], &["units.stars", "units.moons"]);
        check(&[("  club:", "  guild:")], &["tiers.club", "tiers.guild"]);
        check(
            &[("id: gold,", "id: platinum,")],
            &["tiers.club.levels.gold", "tiers.club.levels.platinum"],
        );
        check(
            &[(
                "earn:",
                "gift_cards:
  present: { name: { en: Present, ru: Подарок }, prefix: ST, sold: { sku: reload } }
earn:",
            )],
            &["gift_cards.present"],
        );
    }
}
