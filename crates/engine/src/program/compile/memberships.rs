//! Section `memberships`: schemes whose levels are paid for.

use super::conditions::when;
use super::limits::per;
use super::names::text;
use super::scalar::{field, item, span};
use super::scope::Scope;
use crate::condition::{self, Condition};
use crate::name::{SchemeId, TierId};
use crate::program::file::{MembershipFile, Named};
use crate::program::{
    Downgrade, Keep, LimitPer, Manual, Membership, Problem, TierLevel, TierMetric, TierPeriod,
    TierScheme, Upgrade,
};
use crate::said;
use crate::time::{Period, Span};

/// Every membership, in file order. Who may begin one is added by [`conditions`], once conditions can be read.
pub(super) fn compile(
    file: &Named<MembershipFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<TierScheme> {
    let one = |(id, membership): &(String, MembershipFile)| one(id, membership, scope, problems);
    file.0.iter().filter_map(one).collect()
}

/// Adds who may begin each.
pub(super) fn conditions(
    file: &Named<MembershipFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<(SchemeId, Condition)> {
    let memberships = file.0.iter();
    let conditions = memberships.map(|(id, membership)| {
        let path = field("memberships", id);
        let when = when(membership.when.as_ref(), &path, scope, problems);
        (SchemeId::new(id), when)
    });
    conditions.collect()
}

fn one(
    id: &str,
    file: &MembershipFile,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<TierScheme> {
    let path = field("memberships", id);
    let term = term(file, &field(&path, "term"), problems);
    let grace = match &file.grace {
        Some(text) => Some(span(text, &field(&path, "grace"), problems)?),
        None => None,
    };
    if matches!(term, Some(None)) && grace.is_some() {
        let message = said!(
            "what lasts for life has no end; leave this out",
            "у пожизненного нет конца; уберите это"
        );
        problems.push(Problem::new(field(&path, "grace"), message));
    }
    let fee = file.fee.as_ref().map(|lines| {
        let known = &mut scope.known.borrow_mut();
        condition::compile_lines(lines, &field(&path, "fee"), known, problems)
    });
    let (levels, after) = levels(id, file, &path, problems)?;
    Some(TierScheme {
        id: SchemeId::new(id),
        metric: TierMetric::Fee(Box::new(Membership {
            fee,
            when: Condition::Always,
            term: term?,
            grace,
            after,
        })),
        or: None,
        period: TierPeriod::Lifetime,
        levels,
        upgrade: Upgrade::AtOnce,
        keep: Keep::Forever,
        grace: None,
        round: None,
        downgrade: Downgrade::ToEarned,
        manual: Manual::Hold,
    })
}

/// `Some(None)` is the whole life.
fn term(file: &MembershipFile, path: &str, problems: &mut Vec<Problem>) -> Option<Option<Span>> {
    match per(&file.term, path, problems)? {
        LimitPer::Rolling(span) => Some(Some(span)),
        LimitPer::Calendar(period) => Some(Some(of_calendar(period))),
        LimitPer::Life => Some(None),
    }
}

/// `year` is a year from the payment, as `1 year` is.
fn of_calendar(period: Period) -> Span {
    match period {
        Period::Day => Span::LocalDays(1),
        Period::Week => Span::LocalDays(7),
        Period::Month => Span::Months(1),
        Period::Quarter => Span::Months(3),
        Period::Year => Span::Years(1),
    }
}

type Levels = (Vec<TierLevel>, Vec<Option<Span>>);

fn levels(
    id: &str,
    file: &MembershipFile,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<Levels> {
    let level = |id: &str, name| TierLevel {
        id: TierId::new(id),
        name: text(name, id),
        from: None,
        or_from: None,
    };
    if file.levels.is_empty() {
        return Some((vec![level(id, file.name.as_ref())], vec![None]));
    }
    let path = field(path, "levels");
    let mut levels = (Vec::new(), Vec::new());
    for (index, row) in file.levels.0.iter().enumerate() {
        let path = field(&item(&path, index), "after");
        let after = match &row.after {
            Some(text) => Some(span(text, &path, problems)?),
            None => None,
        };
        if after.is_some() == (index == 0) {
            let message = said!(
                "the first level is begun with, and each one after it says after how long it is reached; write after: 6 months there",
                "с первого уровня начинают, а каждый следующий говорит, через сколько его достигают; напишите там `after: 6 months`"
            );
            problems.push(Problem::new(&path, message));
            return None;
        }
        levels.0.push(level(&row.id.0, row.name.as_ref()));
        levels.1.push(after);
    }
    Some(levels)
}
