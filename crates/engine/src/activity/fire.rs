//! Fires activities: condition, limit, points taken, points given.

use crate::condition::{MemberColumns, holds};
use crate::counter::{CounterKey, CounterMove};
use crate::coupon::issue;
use crate::decision::{Decision, Effect, EffectKind, Refusal, When, add};
use crate::event::Custom;
use crate::member::Value;
use crate::name::{RuleId, UnitId};
use crate::number::{Fraction, Points, Quantity, Ratio, mul_div};
use crate::points::{Book, LotDates, NewLot, PostingKind, Spending};
use crate::program::{
    Activity, Award, AwardPoints, Dividend, Program, Taking, TakingPoints, TakingTo, TierScheme,
    Trigger, number_of,
};
use crate::situation::Situation;
use crate::tier::Moved;
use crate::tier::metric::Metrics;
use crate::tier::paid::paid;

/// The rule named by a number that was drawn.
const DRAW: &str = "draw";

/// Activities being fired for one event.
pub(crate) struct Firing<'a> {
    pub program: &'a Program,
    pub situation: &'a Situation,
    pub when: When,
    pub book: Book<'a>,
    pub decision: Decision,
    /// Effects before this place have been counted towards tiers.
    counted: usize,
}

/// Why an activity did not fire.
enum Idle {
    /// Its condition does not hold or its limit is used up. For a claim, the refusal if no other claim fires.
    NotNow(Option<Refusal>),
    /// What it takes is not there.
    Refused(Refusal),
}

impl<'a> Firing<'a> {
    /// Opens the member's wallet.
    pub fn open(program: &'a Program, situation: &'a Situation, when: When) -> Self {
        Self {
            program,
            situation,
            when,
            book: Book::open(program, &situation.wallet, when),
            decision: Decision::default(),
            counted: 0,
        }
    }

    /// Goes on with what was decided so far.
    pub fn go_on(
        program: &'a Program,
        situation: &'a Situation,
        when: When,
        decision: Decision,
        book: Book<'a>,
    ) -> Self {
        Self {
            program,
            situation,
            when,
            book,
            counted: decision.effects.len(),
            decision,
        }
    }

    /// Hands back what it went on with.
    pub fn stop(mut self) -> (Decision, Book<'a>) {
        self.count_points();
        (self.decision, self.book)
    }

    /// Fires every activity whose trigger is accepted, in file order, for a member that is known and not blocked.
    /// `columns` is what their conditions read.
    ///
    /// A reward, and an activity that takes points, is a claim. A claim whose points are not there refuses the whole event; so does
    /// one whose condition or limit stands against it, unless another claim of the event fires.
    pub fn fire(
        &mut self,
        columns: &MemberColumns,
        custom: Option<&Custom>,
        accepts: impl Fn(&Trigger) -> bool,
    ) -> Result<(), Refusal> {
        let member = self.situation.member.as_ref();
        if !self.program.gives_at(self.when.at) || member.is_none_or(|member| member.blocked) {
            return Ok(());
        }
        let mut claimed = false;
        let mut refused = None;
        let program = self.program;
        for activity in program.activities.iter().filter(|one| accepts(&one.on)) {
            match self.fire_one(activity, columns, custom) {
                Ok(()) => claimed |= activity.is_claimed(),
                Err(Idle::NotNow(refusal)) => refused = refused.or(refusal),
                Err(Idle::Refused(refusal)) => return Err(refusal),
            }
        }
        match refused {
            Some(refusal) if !claimed => Err(refusal),
            _ => Ok(()),
        }
    }

    /// The decision, or the refusal alone.
    pub fn close(mut self, outcome: Result<(), Refusal>) -> Decision {
        match outcome {
            Ok(()) => {
                self.count_points();
                self.book.close(&mut self.decision);
                self.decision
            }
            Err(refusal) => Decision::refused(refusal),
        }
    }

    /// Counts points given towards tiers that go by points earned.
    fn count_points(&mut self) {
        let mut given = Vec::new();
        for effect in self.decision.effects.iter().skip(self.counted) {
            if let EffectKind::Grant { unit, points, .. } = &effect.kind {
                add(&mut given, unit, *points);
            }
        }
        let mut metrics = Metrics::new(self.program, self.situation, self.when);
        metrics.points(&given);
        if metrics.is_empty() {
            return;
        }
        let mut now = self.situation.clone();
        now.counters = now.counters.after(&self.decision.counters);
        for (scheme, state) in &self.decision.tiers {
            now.move_tier(scheme, state);
        }
        metrics.count(&mut self.decision);
        metrics.lift(&now, &mut self.decision);
    }

    fn fire_one(
        &mut self,
        activity: &Activity,
        columns: &MemberColumns,
        custom: Option<&Custom>,
    ) -> Result<(), Idle> {
        let not_now = |refusal: Refusal| Idle::NotNow(activity.is_claimed().then_some(refusal));
        let rule = || activity.id.clone();
        let view = columns.view();
        let view = custom.map_or(view, |custom| view.with_event(custom));
        if !holds(&activity.when, &view) {
            return Err(not_now(Refusal::NotAllowed { rule: rule() }));
        }
        if self.left(activity) == 0 {
            return Err(not_now(Refusal::LimitReached { rule: rule() }));
        }
        if !self.is_won(activity) {
            return Err(Idle::NotNow(None));
        }
        if self.stock_left(activity) == 0 {
            return Err(not_now(Refusal::OutOfStock { rule: rule() }));
        }
        let joined = self.joined(activity);
        if activity.join.is_some() && joined.is_none() {
            return Err(not_now(Refusal::NotAllowed { rule: rule() }));
        }
        if let Some(taking) = &activity.take {
            self.take(activity, taking, custom).map_err(Idle::Refused)?;
        }
        if let Some((scheme, now, moved)) = joined {
            moved.record_by(rule(), None, scheme, &now, &mut self.decision);
        }
        self.bring(activity, custom).map_err(Idle::Refused)?;
        self.count_use(activity);
        if let Some(stock) = &activity.stock {
            let (at, zone) = (self.when.at, &self.program.zone);
            stock.take(&activity.id, at, zone, &mut self.decision);
        }
        Ok(())
    }

    /// Gives what an activity brings, whatever its condition and limit say.
    pub fn give(&mut self, activity: &Activity) {
        if let Some((scheme, now, moved)) = self.joined(activity) {
            moved.record_by(activity.id.clone(), None, scheme, &now, &mut self.decision);
        }
        // Only a property of an event can be missing, and a reward reads none.
        let _ = self.bring(activity, None);
    }

    /// Points, a coupon, a badge.
    fn bring(&mut self, activity: &Activity, custom: Option<&Custom>) -> Result<(), Refusal> {
        for award in &activity.award {
            let points = self.points_to_give(&activity.id, award, custom)?;
            let points = self.within_cap(activity, points);
            if points.is_positive() {
                self.award(activity, award, points);
            }
        }
        issue(
            self.program,
            self.situation,
            activity,
            self.when,
            &mut self.decision,
        );
        if let Some(badge) = &activity.badge {
            let key = CounterKey::badge(badge);
            let moved = CounterMove { key, delta: 1 };
            self.decision.counters.push(moved.clone());
            self.effect(activity, EffectKind::Badge(moved));
        }
        Ok(())
    }

    /// Moves a counter for a rule.
    pub fn count(&mut self, rule: &RuleId, moved: CounterMove) {
        self.decision.counters.push(moved.clone());
        self.decision.effects.push(Effect {
            rule: rule.clone(),
            line: None,
            kind: EffectKind::Counter(moved),
        });
    }

    /// How often it may still fire.
    fn left(&self, activity: &Activity) -> i64 {
        let zone = &self.program.zone;
        activity.limit.map_or(i64::MAX, |limit| {
            limit.left(activity.limited_as(), self.situation, self.when.at, zone)
        })
    }

    /// Whether the draw is for it. The number is told once, whether it wins or not.
    fn is_won(&mut self, activity: &Activity) -> bool {
        let Some(chance) = &activity.chance else {
            return true;
        };
        let Some(bits) = self.situation.draws.get(chance.place) else {
            return false;
        };
        let number = number_of(*bits);
        let draw = &chance.draw;
        let mut effects = self.decision.effects.iter();
        let is_it =
            |kind: &EffectKind| matches!(kind, EffectKind::Draw { draw: told, .. } if told == draw);
        if !effects.any(|effect| is_it(&effect.kind)) {
            let key = CounterKey::draws(draw);
            self.decision.counters.push(CounterMove { key, delta: 1 });
            let draw = draw.clone();
            self.decision.effects.push(Effect {
                rule: RuleId::new(DRAW),
                line: None,
                kind: EffectKind::Draw { draw, number },
            });
        }
        chance.wins(number)
    }

    /// How often it may still fire for all members together.
    fn stock_left(&self, activity: &Activity) -> i64 {
        let (at, zone) = (self.when.at, &self.program.zone);
        let taken = &self.decision.stocks;
        activity.stock.map_or(i64::MAX, |stock| {
            stock.left(&activity.id, self.situation, taken, at, zone)
        })
    }

    fn count_use(&mut self, activity: &Activity) {
        let Some(limit) = activity.limit else {
            return;
        };
        let counter = limit.counter(activity.limited_as(), self.when.at, &self.program.zone);
        match counter {
            Some(key) => {
                let moved = CounterMove { key, delta: 1 };
                self.decision.counters.push(moved.clone());
                self.effect(activity, EffectKind::Counter(moved));
            }
            None => self.decision.uses.push(activity.limited_as().clone()),
        }
    }

    fn take(
        &mut self,
        activity: &Activity,
        taking: &Taking,
        custom: Option<&Custom>,
    ) -> Result<(), Refusal> {
        let points = self.points_to_take(taking, custom)?;
        let spendable = self.book.spendable(&taking.unit, None);
        if points > spendable {
            let unit = taking.unit.clone();
            return Err(Refusal::NotEnough { unit, spendable });
        }
        let spent = self.book.spend(Spending {
            unit: taking.unit.clone(),
            points,
            own: None,
            allow_debt: false,
            rule: activity.id.clone(),
            kind: match taking.to {
                TakingTo::Redeemed => PostingKind::Redeem,
                TakingTo::Donated => PostingKind::Donate,
            },
            effect: self.decision.next_effect(),
        });
        let taken = EffectKind::Take {
            unit: taking.unit.clone(),
            wanted: points,
            granted: spent.total(),
            lots: spent.lots,
            debt: spent.debt,
        };
        self.effect(activity, taken);
        Ok(())
    }

    fn points_to_take(&self, taking: &Taking, custom: Option<&Custom>) -> Result<Points, Refusal> {
        match &taking.points {
            TakingPoints::Fixed(points) => Ok(*points),
            TakingPoints::Property(name) => {
                let value = custom.and_then(|custom| custom.properties.get(name));
                let points = value.and_then(|value| self.as_points(value, &taking.unit));
                points.ok_or_else(|| Refusal::BadProperty {
                    property: name.clone(),
                })
            }
        }
    }

    /// A positive number as points, if the unit's scale can hold it.
    fn as_points(&self, value: &Value, unit: &UnitId) -> Option<Points> {
        let Value::Number(number) = value else {
            return None;
        };
        let scaled = number
            .raw()
            .checked_mul(self.program.unit(unit)?.scale.parts())?;
        let one = Quantity::ONE.raw();
        let points = Points::from_raw(scaled / one);
        (scaled % one == 0 && points.is_positive()).then_some(points)
    }

    fn points_to_give(
        &self,
        rule: &RuleId,
        award: &Award,
        custom: Option<&Custom>,
    ) -> Result<Points, Refusal> {
        let (name, times) = match &award.points {
            AwardPoints::Fixed(points) => return Ok(*points),
            AwardPoints::Dividend(dividend) => {
                return Ok(self.share_of_paid(rule, dividend, &award.unit));
            }
            AwardPoints::Property { name, times } => (name, *times),
        };
        let value = custom.and_then(|custom| custom.properties.get(name));
        let points = value.and_then(|value| self.times_value(value, times, &award.unit));
        points.ok_or_else(|| Refusal::BadProperty {
            property: name.clone(),
        })
    }

    /// A share of what was paid in the period before, at the unit's value.
    fn share_of_paid(&self, rule: &RuleId, dividend: &Dividend, unit: &UnitId) -> Points {
        let key = dividend.counter_before(rule, self.when.at, &self.program.zone);
        let paid = self.situation.counters.get(&key).max(0);
        let unit = self.program.unit(unit);
        let each = unit.and_then(|unit| {
            let value = unit.value?;
            Some((unit, Ratio::points_per_money(value.points, value.money)?))
        });
        let points = each.map_or(0, |(unit, each)| {
            Fraction::of(paid, each)
                .times(dividend.share)
                .round(unit.rounding)
        });
        Points::from_raw(points)
    }

    /// What a term of the activity's membership begins or goes on with, and on top of what; `None` if nothing.
    fn joined(&self, activity: &Activity) -> Option<(&'a TierScheme, Situation, Moved)> {
        let mut schemes = self.program.schemes.iter();
        let scheme = schemes.find(|scheme| Some(&scheme.id) == activity.join.as_ref())?;
        let mut now = self.situation.clone();
        for (scheme, state) in &self.decision.tiers {
            now.move_tier(scheme, state);
        }
        let moved = paid(self.program, &now, scheme, 1, self.when)?;
        Some((scheme, now, moved))
    }

    /// So many times a positive number, as the unit's points are rounded and within what points can be.
    fn times_value(&self, value: &Value, times: Ratio, unit: &UnitId) -> Option<Points> {
        let Value::Number(number) = value else {
            return None;
        };
        let unit = self.program.unit(unit)?;
        let scaled = number.raw().checked_mul(unit.scale.parts())?;
        let one = times.den().checked_mul(Quantity::ONE.raw())?;
        let points = mul_div(scaled, times.num(), one, unit.rounding);
        (number.raw() > 0).then_some(Points::from_raw(points))
    }

    /// What of some points the activity's cap still lets through; the cap's counter moves by it.
    fn within_cap(&mut self, activity: &Activity, points: Points) -> Points {
        let Some(cap) = &activity.cap else {
            return points;
        };
        let key = cap.counter(self.when.at, &self.program.zone);
        let moves = self.decision.counters.iter();
        let here: i64 = moves
            .filter(|moved| moved.key == key)
            .map(|moved| moved.delta)
            .sum();
        let left = cap.points.raw() - self.situation.counters.get(&key) - here;
        let given = points.min(Points::from_raw(left.max(0)));
        if given.is_positive() {
            let moved = CounterMove {
                key,
                delta: given.raw(),
            };
            self.decision.counters.push(moved.clone());
            self.effect(activity, EffectKind::Counter(moved));
        }
        given
    }

    fn award(&mut self, activity: &Activity, award: &Award, points: Points) {
        let unit = self.program.unit(&award.unit);
        let (at, zone) = (self.when.at, &self.program.zone);
        let dates = LotDates::of(unit, award.activate_after, award.expire, at, zone);
        let lot = self.book.give(NewLot {
            unit: award.unit.clone(),
            points,
            activates_at: dates.activates_at,
            expires_at: dates.expires_at,
            rule: activity.id.clone(),
            purchase: None,
            issue: None,
            kind: PostingKind::Earn,
            effect: self.decision.next_effect(),
        });
        let given = EffectKind::Grant {
            unit: award.unit.clone(),
            points,
            lot,
        };
        self.effect(activity, given);
    }

    fn effect(&mut self, activity: &Activity, kind: EffectKind) {
        self.decision.effects.push(Effect {
            rule: activity.id.clone(),
            line: None,
            kind,
        });
    }
}
