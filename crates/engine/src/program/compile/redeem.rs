//! Section `redeem`.

use super::conditions::{Filter, when};
use super::scalar::{field, points, share, some_money, some_points};
use super::scope::Scope;
use crate::number::{Points, Ratio};
use crate::program::file::{Named, RedeemFile, ShareOfFile};
use crate::program::{Problem, RedeemRule, ShareOf};
use crate::said;

/// Redemption by unit, in file order: the order units are used in.
pub(super) fn compile(
    file: &Named<RedeemFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<RedeemRule> {
    file.0
        .iter()
        .filter_map(|(unit, rule)| one(unit, rule, scope, problems))
        .collect()
}

fn one(
    unit: &str,
    file: &RedeemFile,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<RedeemRule> {
    let path = field("redeem", unit);
    let unit = scope.unit_named(unit, &path, problems)?;
    if unit.value.is_none() {
        let help = said!(
            "give it a value, like value: {{ points: 1, money: 1.00 }} under units.{}",
            "задайте ей стоимость, например `value: {{ points: 1, money: 1.00 }}` в `units.{}`",
            unit.id
        );
        problems.push(
            Problem::new(
                &path,
                said!(
                    "what `{}` is worth is not said",
                    "не сказано, сколько стоит `{}`",
                    unit.id
                ),
            )
            .with_help(help),
        );
    }
    let max_share = file
        .max_share
        .as_ref()
        .map(|text| share(text, &field(&path, "max_share"), problems));
    let cap = |text| some_money(text, &field(&path, "max_money"), scope.currency, problems);
    let max_money = file.max_money.as_ref().and_then(cap);
    let min_points = file
        .min
        .as_ref()
        .map(|text| points(text, &field(&path, "min"), unit.scale, problems));
    let step = file
        .step
        .as_ref()
        .map(|text| some_points(text, &field(&path, "step"), unit.scale, problems));
    let filter = Filter {
        name: "include",
        on: file.include.as_ref(),
        not_on: file.exclude.as_ref(),
    };
    Some(RedeemRule {
        unit: unit.id.clone(),
        when: when(file.when.as_ref(), &path, scope, problems),
        lines: filter.compile(&path, scope, problems),
        max_share: max_share.unwrap_or(Some(Ratio::ONE))?,
        share_of: match file.share_of {
            None | Some(ShareOfFile::Eligible) => ShareOf::Eligible,
            Some(ShareOfFile::Basket) => ShareOf::Basket,
        },
        max_money,
        min_points: min_points.unwrap_or(Some(Points::ZERO))?,
        step: step.unwrap_or(Some(Points::from_raw(1)))?,
    })
}
