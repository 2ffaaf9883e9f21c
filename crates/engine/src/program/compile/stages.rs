//! Section `stages`: the first that fits counts, the last one takes everybody else.

use super::conditions::when_at;
use super::names::text;
use super::scalar::field;
use super::scope::Scope;
use crate::condition::Condition;
use crate::program::file::{Named, StageFile};
use crate::program::{LifeStage, Problem};
use crate::said;
use crate::stamp::Stage;

/// The most stages of a program.
const STAGES_MAX: usize = 30;

/// Ids of the stages that conditions can name: the program's own, or the usual ones.
pub(super) fn ids(file: &Named<StageFile>) -> Vec<Stage> {
    match file.0.is_empty() {
        true => Stage::USUAL.to_vec(),
        false => file.0.iter().filter_map(|(id, _)| Stage::new(id)).collect(),
    }
}

/// Every stage, in file order.
pub(super) fn compile(
    file: &Named<StageFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<LifeStage> {
    if file.0.len() > STAGES_MAX {
        let message = said!(
            "{} stages; the most is {STAGES_MAX}",
            "стадий {}; можно не больше {STAGES_MAX}",
            file.0.len()
        );
        problems.push(Problem::new("stages", message));
        return Vec::new();
    }
    let last = file.0.len().saturating_sub(1);
    let stages = file.0.iter().enumerate();
    stages
        .filter_map(|(place, (id, written))| one(id, written, place == last, scope, problems))
        .collect()
}

fn one(
    id: &str,
    written: &StageFile,
    is_last: bool,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<LifeStage> {
    let path = field("stages", id);
    let stage = Stage::new(id);
    if stage.is_none() {
        let message = said!(
            "the id of a stage has {} letters at most; shorten it",
            "в коде стадии не больше {} знаков; сократите его",
            Stage::LONGEST
        );
        problems.push(Problem::new(&path, message));
    }
    let when = match (&written.when, is_last) {
        (None, true) => Condition::Always,
        (Some(when), false) => when_of_members(
            when_at(when, &field(&path, "when"), scope, problems),
            &path,
            problems,
        ),
        (None, false) => {
            let message = said!(
                "takes everybody, and the stages after it nobody; say `when`, or put it last",
                "забирает всех, и стадиям после неё никого не остаётся; напишите `when` или поставьте её последней"
            );
            problems.push(Problem::new(&path, message));
            return None;
        }
        (Some(_), true) => {
            let message = said!(
                "the last stage takes everybody whom no other takes; leave its `when` out",
                "последняя стадия забирает всех, кого не забрали другие; уберите у неё `when`"
            );
            problems.push(Problem::new(field(&path, "when"), message));
            return None;
        }
    };
    Some(LifeStage {
        id: stage?,
        name: text(written.name.as_ref(), id),
        when,
    })
}

/// A stage is worked out by night, of the member alone, before anything that is worked out of stages.
fn when_of_members(when: Condition, path: &str, problems: &mut Vec<Problem>) -> Condition {
    let path = field(path, "when");
    for leaf in when.leaves() {
        let why = leaf.not_of_members().or_else(|| leaf.of_stamps());
        let Some(why) = why else { continue };
        let help = said!(
            "ask for what members are and did",
            "спросите о том, кто участник и что он делал"
        );
        let at = format!("{path}.{}", leaf.path());
        problems.push(Problem::new(at, why).with_help(help));
    }
    when
}

#[cfg(test)]
mod tests {
    use crate::program::{Program, told};
    use crate::stamp::Stage;

    fn read(stages: &str, when: &str) -> Result<Program, Vec<String>> {
        let text = format!(
            "program: {{ id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }}\n\
             units: {{ points: {{ value: {{ points: 1, money: 1.00 }} }} }}\n\
             earn: [{{ id: base, rate: 1%, when: {{ stage: {when} }} }}]\n{stages}"
        );
        Program::read(&text).map_err(|problems| problems.iter().map(told).collect())
    }

    const GONE: &str = "stages:\n  gone: { when: { last_purchase: { days_ago: { gt: 90 } } } }\n";

    #[test]
    fn conditions_name_the_stages_there_are() {
        assert_eq!(
            read("", "at_risk").map(|program| program.stages),
            Ok(vec![])
        );
        let own = format!("{GONE}  guest: {{ name: {{ en: Guest, ru: Гость }} }}\n");
        let program = read(&own, "[gone, guest]").unwrap();
        let name = |id: &str| program.stage_name(Stage::new(id).unwrap()).ru;
        assert_eq!(
            [name("gone"), name("guest"), name("lost")],
            ["gone", "Гость", "lost"]
        );
        assert!(program.has_stage(program.stages[0].id) && !program.has_stage(Stage::LOST));
        let unknown = read(&own, "lost").unwrap_err();
        assert_eq!(
            unknown,
            ["line 3: earn[0].when.stage: there is no stage `lost`; there is gone, guest"]
        );
    }

    #[test]
    fn what_no_stage_can_be_is_told_where_it_stands() {
        let check = |more: &str, expected: &str| {
            let problems = read(&format!("{GONE}{more}"), "gone").unwrap_err();
            assert!(
                problems.iter().any(|problem| problem.contains(expected)),
                "{more}: {problems:?}"
            );
        };
        check("", "stages.gone.when: the last stage takes everybody");
        check(
            "  all: {}\n  guest: {}\n",
            "stages.all: takes everybody, and the stages after it nobody",
        );
        check(
            "  a_stage_with_a_long_id: { when: { last_purchase: never } }\n  guest: {}\n",
            "has 20 letters at most",
        );
        check(
            "  dear: { when: { any: [{ clv: { top: 20% } }, { segment: rich }] } }\n  guest: {}\n\
             segments: { rich: { rfm: { money: 5 } } }\n",
            "stages.dear.when.any[0].clv: is worked out by night",
        );
        check(
            "  here: { when: { basket.total: { gte: 5 } } }\n  guest: {}\n",
            "stages.here.when.basket.total: members have no basket",
        );
        check(
            "  saved: { when: { saved_segment: lost } }\n  guest: {}\n",
            "stages.saved.when.saved_segment: a segment cannot wait",
        );
    }
}
