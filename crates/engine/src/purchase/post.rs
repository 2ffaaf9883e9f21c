//! A purchase posted: points burned and given, counters and tiers moved, every move under the effect that
//! caused it.

use crate::basket::{Basket, Discounted, Priced, PricedBy, Redemption, Sale};
use crate::counter::CounterMove;
use crate::decision::{Decision, Discrepancy, Effect, EffectKind, Refusal, When};
use crate::event::Purchase;
use crate::name::{RuleId, SchemeId};
use crate::number::Points;
use crate::points::{Book, NewLot, PostingKind, Spending};
use crate::program::{Limit, Program, TierMetric, TierScheme};
use crate::situation::Situation;
use crate::tier;

/// The rule named by points spent on a purchase.
pub const REDEEM: &str = "redeem";

/// Prices a purchase (or takes the promised price) and posts it.
pub fn decide(
    program: &Program,
    situation: &Situation,
    purchase: &Purchase,
    when: When,
) -> Decision {
    let mut decision = Decision::default();
    let is_late = when.posted_at > program.late_accept.after(when.at, &program.zone);
    if is_late && purchase.basket.priced == PricedBy::Here {
        decision.refusal = Some(Refusal::TooLate);
        return decision;
    }
    let mut book = Book::open(program, &situation.wallet, when);
    let priced = match &purchase.promised {
        Some(promised) => (**promised).clone(),
        None => {
            let sale = Sale::new(program, situation, purchase, &book);
            let discounted = Discounted::of(&sale);
            decision.discrepancies.clone_from(&discounted.discrepancies);
            discounted.redeem_and_earn(&sale, &purchase.basket.redeem)
        }
    };
    if is_late {
        decision.discrepancies.push(Discrepancy::Late);
    }
    let mut posting = Posting {
        program,
        situation,
        purchase,
        when,
        decision,
    };
    posting.discounts(&priced);
    posting.redemptions(&priced.redeem, &mut book);
    posting.grants(&priced, &mut book);
    posting.uses(&priced);
    posting.metrics(&priced);
    let mut decision = posting.decision;
    book.close(&mut decision);
    decision.priced = Some(priced);
    decision
}

/// A purchase on its way into the ledger.
struct Posting<'a> {
    program: &'a Program,
    situation: &'a Situation,
    purchase: &'a Purchase,
    when: When,
    decision: Decision,
}

impl Posting<'_> {
    /// Appends an effect and answers its number.
    fn effect(&mut self, rule: RuleId, line: Option<u32>, kind: EffectKind) -> u32 {
        self.decision.effects.push(Effect { rule, line, kind });
        u32::try_from(self.decision.effects.len() - 1).unwrap_or(u32::MAX)
    }

    fn is_member(&self) -> bool {
        self.situation
            .member
            .as_ref()
            .is_some_and(|member| !member.blocked)
    }

    fn basket(&self) -> &Basket {
        &self.purchase.basket
    }

    fn discounts(&mut self, priced: &Priced) {
        for line in &priced.lines {
            for discount in &line.discounts {
                let kind = EffectKind::Discount {
                    quantity: discount.quantity,
                    wanted: discount.wanted,
                    granted: discount.granted,
                };
                self.effect(discount.rule.clone(), Some(line.number), kind);
            }
        }
    }

    /// Burns the points redeemed: the lots of the own hold first. Then the hold has done its work.
    fn redemptions(&mut self, redemptions: &[Redemption], book: &mut Book<'_>) {
        let till = self.basket().priced == PricedBy::Till;
        let card = self.situation.member.as_ref();
        if till && card.is_some_and(|member| member.blocked) {
            self.decision.discrepancies.push(Discrepancy::BlockedCard);
        }
        let has_wallet = card.is_some();
        for redemption in redemptions
            .iter()
            .filter(|redemption| redemption.granted.is_positive())
        {
            let unbacked = if has_wallet {
                self.burn(redemption, till, book)
            } else {
                redemption.granted
            };
            if unbacked.is_positive() {
                let unit = redemption.unit.clone();
                self.decision.discrepancies.push(Discrepancy::Redemption {
                    unit,
                    points: unbacked,
                });
            }
        }
        if let Some(quote) = self.purchase.own_hold {
            book.release(quote);
        }
    }

    /// Burns the points of one unit and answers how many of them no lot backed.
    fn burn(&mut self, redemption: &Redemption, allow_debt: bool, book: &mut Book<'_>) -> Points {
        let rule = RuleId::new(REDEEM);
        let spent = book.spend(Spending {
            unit: redemption.unit.clone(),
            points: redemption.granted,
            own: self.purchase.own_hold,
            allow_debt,
            rule: rule.clone(),
            kind: PostingKind::Redeem,
            effect: u32::try_from(self.decision.effects.len()).unwrap_or(u32::MAX),
        });
        let debt = spent.debt;
        let kind = EffectKind::Take {
            unit: redemption.unit.clone(),
            wanted: redemption.granted,
            granted: spent.total(),
            lots: spent.lots,
            debt,
        };
        self.effect(rule, None, kind);
        debt
    }

    fn grants(&mut self, priced: &Priced, book: &mut Book<'_>) {
        for earning in &priced.earn {
            let effect = u32::try_from(self.decision.effects.len()).unwrap_or(u32::MAX);
            let lot = book.give(NewLot {
                unit: earning.unit.clone(),
                points: earning.amount,
                activates_at: earning.activates_at,
                expires_at: earning.expires_at,
                rule: earning.rule.clone(),
                purchase: Some(self.purchase.id),
                kind: PostingKind::Earn,
                effect,
            });
            let (unit, points) = (earning.unit.clone(), earning.amount);
            self.effect(
                earning.rule.clone(),
                None,
                EffectKind::Grant { unit, points, lot },
            );
        }
    }

    /// Counts one use of every rule with a limit that gave something.
    fn uses(&mut self, priced: &Priced) {
        if !self.is_member() {
            return;
        }
        let offers = self
            .program
            .offers
            .iter()
            .map(|offer| (&offer.id, offer.limit));
        let earn = self.program.earn.iter().map(|rule| (&rule.id, rule.limit));
        for (rule, limit) in offers.chain(earn) {
            if let Some(limit) = limit.filter(|_| priced.gave(rule)) {
                self.use_once(rule, &limit);
            }
        }
    }

    fn use_once(&mut self, rule: &RuleId, limit: &Limit) {
        match limit.counter(rule, self.when.at, &self.program.zone) {
            Some(key) => self.count(rule.clone(), CounterMove { key, delta: 1 }),
            None => self.decision.uses.push(rule.clone()),
        }
    }

    fn count(&mut self, rule: RuleId, counter: CounterMove) {
        self.decision.counters.push(counter.clone());
        self.effect(rule, None, EffectKind::Counter(counter));
    }

    /// Moves the metric of every tier scheme, and lifts the member where a threshold is crossed.
    fn metrics(&mut self, priced: &Priced) {
        if !self.is_member() {
            return;
        }
        let program = self.program;
        let mut risen = Vec::new();
        for scheme in &program.schemes {
            let delta = metric(scheme, priced);
            if delta == 0 {
                continue;
            }
            let key = scheme.counter(self.when.at, &program.zone);
            let total = self.situation.counters.get(&key) + delta;
            self.count(rule_of(&scheme.id), CounterMove { key, delta });
            let state = tier::after_metric(program, self.situation, scheme, self.when, total);
            risen.extend(state.map(|state| (scheme, state)));
        }
        for (scheme, state) in risen {
            let kind = EffectKind::Tier {
                scheme: scheme.id.clone(),
                from: scheme
                    .level_of(self.situation)
                    .map(|level| level.id.clone()),
                to: state.level.clone(),
                before: self.situation.tiers.get(&scheme.id).cloned(),
            };
            self.effect(rule_of(&scheme.id), None, kind);
            self.decision.tiers.push((scheme.id.clone(), state));
        }
    }
}

/// The rule named by what a tier scheme does.
fn rule_of(scheme: &SchemeId) -> RuleId {
    RuleId::new(scheme.as_str())
}

/// What a purchase adds to the metric of a scheme.
fn metric(scheme: &TierScheme, priced: &Priced) -> i64 {
    match &scheme.metric {
        TierMetric::Spend => priced.totals.to_pay.minor(),
        TierMetric::Visits => 1,
        TierMetric::Earned(unit) => {
            let earned = priced.earn.iter().filter(|earning| earning.unit == *unit);
            earned.map(|earning| earning.amount.raw()).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::basket::{Basket, Line, PricedBy, RedeemAsk, RedeemMuch};
    use crate::condition::Condition;
    use crate::decision::When;
    use crate::event::{Event, Purchase};
    use crate::id::{MemberId, PurchaseId};
    use crate::member::Profile;
    use crate::name::{RuleId, Sku, UnitId};
    use crate::number::{Money, Points, Price, Quantity, Ratio, Rounding};
    use crate::points::{Book, fixture};
    use crate::program::{
        Combine, EarnBase, EarnRate, EarnRule, PointValue, Program, RedeemRule, ShareOf,
    };
    use crate::situation::{Member, Situation};
    use crate::time::Instant;

    fn burger_heroes() -> Program {
        let mut program = fixture::program();
        let rule = |id: &str, percent: i32, combine: Combine| EarnRule {
            id: RuleId::new(id),
            unit: fixture::unit(),
            group: "points".to_owned(),
            priority: 0,
            when: Condition::Always,
            lines: None,
            rate: EarnRate::Share(Ratio::percent(percent)),
            combine,
            stop: false,
            base: EarnBase::Paid,
            rounding: Rounding::Floor,
            activate_after: None,
            expire: None,
            limit: None,
        };
        program.units[0].value = Some(PointValue {
            points: Points::from_raw(1),
            money: Money::from_minor(100),
        });
        program.earn = vec![
            rule("base", 5, Combine::Sum),
            rule("regulars", 15, Combine::Max),
        ];
        program.redeem = vec![RedeemRule {
            unit: fixture::unit(),
            when: Condition::Always,
            lines: None,
            max_share: Ratio::percent(50),
            share_of: ShareOf::Eligible,
            max_money: None,
            min_points: Points::ZERO,
            step: Points::from_raw(1),
        }];
        program
    }

    fn ann() -> Situation {
        Situation {
            member: Some(Member {
                id: MemberId::from_raw(1),
                registered_at: fixture::day(0),
                blocked: false,
                profile: Profile::default(),
            }),
            wallet: fixture::wallet(&[(300, None), (60, None)]),
            ..Situation::default()
        }
    }

    fn burger(redeem: RedeemMuch) -> Purchase {
        let line = Line {
            number: 1,
            sku: Some(Sku::new("burger")),
            quantity: Quantity::ONE,
            price: Price::parse("400").unwrap(),
            club_price: None,
            min_price: None,
            category: vec![],
            brand: None,
            flags: vec![],
            sold_for: None,
        };
        Purchase {
            id: PurchaseId::from_raw(4),
            basket: Basket {
                lines: vec![line],
                store: None,
                channel: None,
                coupons: vec![],
                redeem: vec![RedeemAsk {
                    unit: fixture::unit(),
                    much: redeem,
                }],
                priced: PricedBy::Here,
            },
            own_hold: None,
            promised: None,
        }
    }

    #[test]
    fn the_fourth_purchase_in_thirty_days_redeems_200_earns_30_and_leaves_190() {
        let (program, situation) = (burger_heroes(), ann());
        let when = When::now(fixture::day(10));
        let event = Event::Purchase(burger(RedeemMuch::Max));
        let decision = crate::decide(&program, &situation, &event, when);
        let priced = decision.priced.clone().unwrap();
        assert_eq!(priced.totals.to_pay, Money::from_minor(20_000));
        assert_eq!(priced.totals.redeemed, Money::from_minor(20_000));
        assert_eq!(priced.earn.len(), 1);
        assert_eq!(priced.earn[0].rule, RuleId::new("regulars"));
        assert_eq!(priced.earn[0].amount, Points::from_raw(30));
        let mut after = situation;
        after.apply(&program, &event, &decision, when);
        let book = Book::open(&program, &after.wallet, when);
        assert_eq!(
            book.available(&UnitId::new("points")),
            Points::from_raw(190)
        );
    }

    #[test]
    fn a_quote_tells_what_no_points_and_most_points_lead_to() {
        let (program, situation) = (burger_heroes(), ann());
        let asked = burger(RedeemMuch::Points(Points::from_raw(100)));
        let quote =
            crate::purchase::quote(&program, &situation, &asked, When::now(Instant::from_ms(0)));
        let pays = |minor| Money::from_minor(minor);
        assert_eq!(quote.asked.totals.to_pay, pays(30_000));
        assert_eq!(quote.without_redemption.totals.to_pay, pays(40_000));
        assert_eq!(
            quote.without_redemption.earn[0].amount,
            Points::from_raw(60)
        );
        assert_eq!(quote.with_max_redemption.totals.to_pay, pays(20_000));
        assert_eq!(
            quote.with_max_redemption.earn[0].amount,
            Points::from_raw(30)
        );
    }
}
