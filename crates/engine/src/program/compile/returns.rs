//! Sections `returns` and `late`.

use super::scalar::span;
use super::scope::Scope;
use crate::condition::Condition;
use crate::program::file::{
    BrokenFile, ProgramFile, ReturnsFile, ShortfallFile, SpentFile, TierReturnFile, UnlinkedFile,
    Word,
};
use crate::program::{
    Broken, Combine, EarnRate, EarnRule, Problem, ReturnPolicy, Shortfall, UnlinkedReverse,
};
use crate::time::Span;
use crate::{both, said};

/// How long points live on that come back to a lot that has died, when not said.
const GRACE: Span = Span::Days(30);

/// How late an event may come before somebody looks at it, when not said.
const LATE: Span = Span::Days(30);

/// Section `returns`.
pub(super) fn compile(
    file: &ProgramFile,
    earn: &[EarnRule],
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<ReturnPolicy> {
    let default = ReturnsFile::default();
    let returns = file.returns.as_ref().unwrap_or(&default);
    let restore_grace = match &returns.spent {
        None => Some(GRACE),
        Some(SpentFile::Lost) => None,
        Some(SpentFile::RestoreWithGrace(text)) => {
            Some(span(text, "returns.spent.restore_with_grace", problems)?)
        }
    };
    let shortfall = match returns.shortfall {
        None | Some(ShortfallFile::NegativeBalance) => Shortfall::NegativeBalance,
        Some(ShortfallFile::WithholdFromRefund) => Shortfall::WithholdFromRefund,
        Some(ShortfallFile::Forgive) => Shortfall::Forgive,
    };
    if shortfall == Shortfall::WithholdFromRefund {
        every_unit_has_a_value(scope, problems);
    }
    let unlinked = match &returns.unlinked {
        None | Some(UnlinkedFile::Nothing) => UnlinkedReverse::Nothing,
        Some(UnlinkedFile::Reverse(rule)) => {
            UnlinkedReverse::BaseRate(reversed(rule, file, earn, problems)?.id.clone())
        }
    };
    let broken = match returns.broken {
        None | Some(BrokenFile::Keep) => Broken::Keep,
        Some(BrokenFile::Reprice) => Broken::Reprice,
        Some(BrokenFile::Refuse) => Broken::Refuse,
    };
    let tier_at_once = returns.tier == Some(TierReturnFile::AtOnce);
    Some(ReturnPolicy {
        restore_grace,
        shortfall,
        tier_at_once,
        broken,
        unlinked,
    })
}

/// Points can be kept back from money only if they are worth some.
fn every_unit_has_a_value(scope: &Scope, problems: &mut Vec<Problem>) {
    for unit in scope.units.iter().filter(|unit| unit.value.is_none()) {
        let message = said!(
            "`withhold_from_refund` needs to know what `{}` is worth; give the unit a value",
            "для `withhold_from_refund` нужно знать, сколько стоит `{}`; задайте единице стоимость",
            unit.id
        );
        problems.push(Problem::new("returns.shortfall", message));
    }
}

/// The rule an unlinked return takes back by: the named one, or with `base_rate` the one that applies always.
fn reversed<'r>(
    named: &Word,
    file: &ProgramFile,
    earn: &'r [EarnRule],
    problems: &mut Vec<Problem>,
) -> Option<&'r EarnRule> {
    const PATH: &str = "returns.unlinked.reverse";
    let ids = file.earn.0.iter().map(|rule| rule.id.0.as_str());
    if named.0 != "base_rate" {
        let found = earn.iter().find(|rule| rule.id.as_str() == named.0);
        if !ids.clone().any(|id| id == named.0) {
            problems.push(Problem::unknown(
                PATH,
                both!("there is no earn rule", "нет правила начисления"),
                &named.0,
                ids,
            ));
        }
        if found.is_some_and(|rule| !is_proportional(rule)) {
            let message = said!(
                "`{}` does not go by the amount; name a rule with a `rate`",
                "`{}` не зависит от суммы; назовите правило, у которого есть `rate`",
                named.0
            );
            problems.push(Problem::new(PATH, message));
        }
        return found;
    }
    let found = earn.iter().find(|rule| is_base(rule));
    if found.is_none() {
        problems.push(Problem::new(
            PATH,
            said!("no earn rule applies always; name the rule instead of `base_rate`", "ни одно правило начисления не действует всегда; вместо `base_rate` назовите правило"),
        ));
    }
    found
}

/// A rule that gives points in proportion to every purchase.
fn is_base(rule: &EarnRule) -> bool {
    is_proportional(rule)
        && rule.combine == Combine::Sum
        && rule.when == Condition::Always
        && rule.lines.is_none()
}

fn is_proportional(rule: &EarnRule) -> bool {
    matches!(rule.rate, EarnRate::Share(_) | EarnRate::PerMoney { .. })
}

/// Section `late`.
pub(super) fn compile_late(file: &ProgramFile, problems: &mut Vec<Problem>) -> Option<Span> {
    match &file.late {
        None => Some(LATE),
        Some(late) => span(&late.accept, "late.accept", problems),
    }
}
