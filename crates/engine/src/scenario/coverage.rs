//! Which rules of a program a set of scenarios has seen at work.

use std::collections::BTreeSet;

use crate::counter::Counted;
use crate::decision::{Decision, EffectKind};
use crate::name::{RuleId, UnitId};
use crate::program::{Activity, ChallengeGoal, Program, Trigger};
use crate::situation::Situation;

/// Every rule of a program that scenarios should exercise, in file order: `earn base`, `offer spring`,
/// `activity welcome`, `redeem points`, `tier status.silver`.
pub fn rules(program: &Program) -> Vec<String> {
    let mut rules = Vec::new();
    for scheme in &program.schemes {
        rules.extend(
            scheme
                .levels
                .iter()
                .map(|level| tier(scheme.id.as_str(), level.id.as_str())),
        );
    }
    rules.extend(program.earn.iter().map(|rule| format!("earn {}", rule.id)));
    rules.extend(program.activities.iter().map(activity));
    rules.extend(goals(program).map(|goal| challenge(&goal.reward.id)));
    rules.extend(
        program
            .offers
            .iter()
            .map(|rule| format!("offer {}", rule.id)),
    );
    rules.extend({ program.gifts.iter() }.map(|gift| format!("offer {}", gift.id)));
    rules.extend(
        program
            .coupons
            .iter()
            .map(|series| format!("coupon {}", series.id)),
    );
    rules.extend(
        program
            .gift_cards
            .iter()
            .map(|kind| format!("gift_card {}", kind.id)),
    );
    rules.extend(program.redeem.iter().map(|rule| redeem(&rule.unit)));
    rules.extend({ program.partners.iter() }.map(|one| format!("partner {}", one.id)));
    rules.extend({ program.transfers.iter() }.map(|rule| transfer(&rule.unit)));
    rules
}

fn goals(program: &Program) -> impl Iterator<Item = &ChallengeGoal> {
    let challenges = program.challenges.iter();
    challenges.flat_map(|challenge| &challenge.goals)
}

/// Whether an effect only counts towards a goal.
fn is_progress(kind: &EffectKind) -> bool {
    match kind {
        EffectKind::Progress { .. } => true,
        EffectKind::Counter(moved) => matches!(moved.key.counted, Counted::Progress(_)),
        _ => false,
    }
}

/// An activity, or the reward whose claim sets it off.
fn activity(rule: &Activity) -> String {
    match rule.on {
        Trigger::Claim(_) => format!("reward {}", rule.id),
        _ => format!("activity {}", rule.id),
    }
}

fn challenge(goal: &RuleId) -> String {
    format!("challenge {goal}")
}

fn tier(scheme: &str, level: &str) -> String {
    format!("tier {scheme}.{level}")
}

fn transfer(unit: &UnitId) -> String {
    format!("transfer {unit}")
}

fn redeem(unit: &UnitId) -> String {
    format!("redeem {unit}")
}

/// Rules seen at work so far.
#[derive(Debug, Default)]
pub(super) struct Fired(BTreeSet<String>);

impl Fired {
    /// Notes what a decision did and where it left the member.
    pub(super) fn note(&mut self, program: &Program, decision: &Decision, situation: &Situation) {
        for effect in &decision.effects {
            if !is_progress(&effect.kind) {
                self.rule(program, &effect.rule);
            }
            match &effect.kind {
                EffectKind::Take { unit, .. } => self.redeemed(program, unit),
                EffectKind::Send { unit, .. } => {
                    self.0.insert(transfer(unit));
                }
                _ => {}
            }
        }
        self.sale(program, decision.priced.as_ref());
        for scheme in program
            .schemes
            .iter()
            .filter(|_| situation.member.is_some())
        {
            let level = scheme.level_of(situation);
            self.0
                .extend(level.map(|level| tier(scheme.id.as_str(), level.id.as_str())));
        }
    }

    /// Notes what a priced basket shows, committed or not.
    pub(super) fn sale(&mut self, program: &Program, priced: Option<&crate::basket::Priced>) {
        let Some(priced) = priced else { return };
        for earning in priced
            .earn
            .iter()
            .filter(|earning| !earning.amount.is_zero())
        {
            self.rule(program, &earning.rule);
            for rule in &earning.multiplied_by {
                self.rule(program, rule);
            }
        }
        for discount in priced.lines.iter().flat_map(|line| &line.discounts) {
            if !discount.granted.is_zero() {
                self.rule(program, &discount.rule);
            }
        }
        for redemption in priced
            .redeem
            .iter()
            .filter(|redemption| !redemption.granted.is_zero())
        {
            self.redeemed(program, &redemption.unit);
        }
    }

    /// The rules, by the names of [`rules`].
    pub(super) fn names(&self) -> BTreeSet<String> {
        self.0.clone()
    }

    fn redeemed(&mut self, program: &Program, unit: &UnitId) {
        if program.redeem.iter().any(|rule| rule.unit == *unit) {
            self.0.insert(redeem(unit));
        }
    }

    fn rule(&mut self, program: &Program, id: &RuleId) {
        if program.earn.iter().any(|rule| rule.id == *id) {
            self.0.insert(format!("earn {id}"));
        }
        let mut activities = program.activities.iter();
        let known = activities.find(|rule| rule.id == *id);
        self.0.extend(known.map(activity));
        if goals(program).any(|goal| goal.reward.id == *id) {
            self.0.insert(challenge(id));
        }
        if program
            .partners
            .iter()
            .any(|one| one.id.as_str() == id.as_str())
        {
            self.0.insert(format!("partner {id}"));
        }
        if program.coupon_series(id).is_some() {
            self.0.insert(format!("coupon {id}"));
        }
        if program.gift_card_kind(id).is_some() {
            self.0.insert(format!("gift_card {id}"));
        }
        let is_offer = program.offers.iter().any(|rule| rule.id == *id);
        if is_offer || program.gift(id).is_some() {
            self.0.insert(format!("offer {id}"));
        }
    }
}
