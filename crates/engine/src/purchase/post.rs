//! A purchase posted: points burned and given, counters and tiers moved, every move under the effect that
//! caused it.

use crate::activity::referrer;
use crate::basket::{Basket, Discounted, Priced, PricedBy, Redemption, Sale};
use crate::challenge::of_purchase;
use crate::condition::{BasketFacts, MemberColumns, holds};
use crate::counter::{CounterKey, CounterMove};
use crate::coupon::{issue, move_coupon};
use crate::decision::{Decision, Discrepancy, Effect, EffectKind, Refusal, When};
use crate::event::Purchase;
use crate::gift_card::{move_card, with_codes};
use crate::name::RuleId;
use crate::number::{Points, Quantity};
use crate::points::{Book, NewLot, PostingKind, Spending};
use crate::program::{Limit, Offer, OfferShape, Program, StepsBy};
use crate::purchase::cards;
use crate::purchase::coupons::{consumed, set_off, used};
use crate::situation::Situation;
use crate::tier::metric::Metrics;
use crate::tier::paid::paid;

/// The rule named by points spent on a purchase.
pub const REDEEM: &str = "redeem";

/// The rule named by the count of purchases.
const PURCHASES: &str = "purchases";

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
    if let Some(refusal) = cards::refusal(&priced, purchase.basket.priced) {
        return Decision::refused(refusal);
    }
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
    if posting.is_member() {
        book.renew(when.at);
    }
    posting.uses(&priced);
    posting.offers(&priced);
    posting.gifts(&priced);
    posting.gift_cards(&priced);
    posting.coupons(&priced);
    posting.metrics(&priced);
    posting.referral(&priced);
    posting.number();
    posting.dividends(&priced);
    posting.memberships(&priced);
    let decision = posting.decision;
    let (mut decision, book) =
        of_purchase(program, situation, purchase, &priced, when, decision, book);
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
                issue: self
                    .program
                    .issuer(self.basket().store.as_ref(), &earning.unit),
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

    /// Takes what was given from the stocks, and counts a use of each gift. A quote that was promised more than is left is
    /// kept all the same.
    fn gifts(&mut self, priced: &Priced) {
        let (program, at) = (self.program, self.when.at);
        for answer in priced.gifts.iter().filter(|gift| !gift.taken.is_empty()) {
            let Some(gift) = program.gift(&answer.rule) else {
                continue;
            };
            for line in &answer.taken {
                let quantity = line.quantity;
                let kind = EffectKind::Gift { quantity };
                self.effect(gift.id.clone(), Some(line.line), kind);
            }
            let left = gift.stock_left(self.situation, at, &program.zone);
            let units = answer.given().whole_units().min(left);
            if let Some(stock) = gift.stock.filter(|_| units > 0) {
                let when = (at, &program.zone);
                stock.take_some(&gift.id, units, when, &mut self.decision);
            }
            if let Some(limit) = gift.limit.filter(|_| self.is_member()) {
                self.use_once(&gift.id, &limit);
            }
        }
    }

    /// Counts what steps and caps for each member look at: goods bought, line by line, and money given.
    fn offers(&mut self, priced: &Priced) {
        if !self.is_member() {
            return;
        }
        let (program, at) = (self.program, self.when.at);
        for offer in &program.offers {
            if let OfferShape::Steps(steps) = &offer.shape
                && let Some(key) = steps.counter(&offer.id, at, &program.zone)
            {
                self.bought(offer, steps.by, &key, priced);
            }
            if let Some(cap) = &offer.max_per_member {
                let key = cap.counter(&offer.id, at, &program.zone);
                let delta = priced.given_by(&offer.id).minor();
                if delta != 0 {
                    self.count(offer.id.clone(), CounterMove { key, delta });
                }
            }
        }
    }

    /// Counts the lines that an offer with steps is on, each under an effect of its own: it comes back by itself.
    fn bought(&mut self, offer: &Offer, by: StepsBy, key: &CounterKey, priced: &Priced) {
        let facts = BasketFacts::of(self.program, self.basket(), self.situation);
        for (line, facts) in priced.lines.iter().zip(&facts.lines) {
            let filter = offer.lines.as_ref();
            if !filter.is_none_or(|filter| filter.matches(facts)) {
                continue;
            }
            let delta = match by {
                StepsBy::Units => line.quantity.raw(),
                StepsBy::Amount => line.to_pay.minor(),
            };
            let moved = CounterMove {
                key: key.clone(),
                delta,
            };
            if delta != 0 {
                self.decision.counters.push(moved.clone());
                let kind = EffectKind::Counter(moved);
                self.effect(offer.id.clone(), Some(line.number), kind);
            }
        }
    }

    /// Notes the first purchase that counts for the member who brought the buyer. A void does not undo it: buying and
    /// voiding again and again would bring a reward each time.
    fn referral(&mut self, priced: &Priced) {
        let program = self.program;
        let Some(referral) = program.referral.as_ref().filter(|_| self.is_member()) else {
            return;
        };
        let key = CounterKey::referral();
        let is_first = self.situation.counters.get(&key) == 0;
        if !is_first || referrer(program, self.situation).is_none() {
            return;
        }
        let mut facts = BasketFacts::of(program, self.basket(), self.situation);
        for (facts, line) in facts.lines.iter_mut().zip(&priced.lines) {
            let off = line.discounts.iter().map(|discount| discount.granted).sum();
            facts.now = line.amount - off;
        }
        let columns = MemberColumns::of(program, self.situation, self.when);
        if holds(&referral.when, &columns.view().with_basket(&facts)) {
            self.decision.counters.push(CounterMove { key, delta: 1 });
            self.decision.referred = true;
        }
    }

    /// Counts the purchase, where a condition asks which one it is.
    fn number(&mut self) {
        if !self.is_member() {
            return;
        }
        let program = self.program;
        for period in &program.needs.numbers {
            let key = CounterKey::purchases(*period, self.when.at, &program.zone);
            self.count(RuleId::new(PURCHASES), CounterMove { key, delta: 1 });
        }
    }

    /// Counts the money paid that activities give shares of, line by line: it comes back by itself.
    fn dividends(&mut self, priced: &Priced) {
        let (program, at) = (self.program, self.when.at);
        let activities = program.activities.iter();
        let mut shares = activities
            .flat_map(|activity| {
                activity
                    .dividends()
                    .map(|dividend| (&activity.id, dividend))
            })
            .peekable();
        if shares.peek().is_none() || !self.is_member() {
            return;
        }
        let facts = BasketFacts::of(program, self.basket(), self.situation);
        for (rule, dividend) in shares {
            let key = dividend.counter(rule, at, &program.zone);
            for (line, facts) in priced.lines.iter().zip(&facts.lines) {
                let filter = dividend.lines.as_ref();
                let delta = line.to_pay.minor();
                if delta == 0 || !filter.is_none_or(|filter| filter.matches(facts)) {
                    continue;
                }
                let moved = CounterMove {
                    key: key.clone(),
                    delta,
                };
                self.decision.counters.push(moved.clone());
                let kind = EffectKind::Counter(moved);
                self.effect(rule.clone(), Some(line.number), kind);
            }
        }
    }

    /// Begins and goes on with memberships whose fees are among the goods.
    fn memberships(&mut self, priced: &Priced) {
        let program = self.program;
        let fees = program.schemes.iter();
        let mut fees = fees
            .filter_map(|scheme| Some((scheme, scheme.membership()?.fee.as_ref()?)))
            .peekable();
        if fees.peek().is_none() || !self.is_member() {
            return;
        }
        let facts = BasketFacts::of(program, self.basket(), self.situation);
        let mut now = None;
        for (scheme, fee) in fees {
            for (line, facts) in priced.lines.iter().zip(&facts.lines) {
                let terms = line.quantity.as_whole().filter(|_| fee.matches(facts));
                let Some(terms) = terms else { continue };
                let now = now.get_or_insert_with(|| self.situation.clone());
                if let Some(moved) = paid(program, now, scheme, terms, self.when) {
                    let state = moved.state.clone();
                    let (rule, line) = (RuleId::new(scheme.id.as_str()), Some(line.number));
                    moved.record_by(rule, line, scheme, now, &mut self.decision);
                    now.move_tier(&scheme.id, &state);
                }
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

    /// Uses up the codes that count, and gives the coupons that the purchase brings.
    fn coupons(&mut self, priced: &Priced) {
        let (program, situation, when) = (self.program, self.situation, self.when);
        for (series, code) in consumed(program, priced) {
            move_coupon(&mut self.decision, &series.id, used((series, code)));
            if let Some(limit) = series.limit.filter(|_| self.is_member()) {
                self.use_once(&series.id, &limit);
            }
        }
        if !self.is_member() {
            return;
        }
        for activity in set_off(program, situation, self.basket(), priced, when) {
            issue(program, situation, activity, when, &mut self.decision);
            if let Some(limit) = activity.limit {
                self.use_once(&activity.id, &limit);
            }
            if let Some(stock) = &activity.stock {
                stock.take(&activity.id, when.at, &program.zone, &mut self.decision);
            }
        }
    }

    /// Takes from the cards what they pay, and puts money on those that are sold.
    fn gift_cards(&mut self, priced: &Priced) {
        if self.basket().priced == PricedBy::Till {
            let differences = cards::differences(self.basket(), priced);
            self.decision.discrepancies.extend(differences);
        }
        for moved in cards::paid(priced) {
            move_card(&mut self.decision, None, moved);
        }
        let mut random = self.situation.card_random.iter().copied();
        for load in &priced.gift_card_loads {
            let mut lines = priced.lines.iter();
            let sold = lines.find(|line| line.number == load.line);
            let quantity = sold.map_or(Quantity::ZERO, |line| line.quantity);
            for moved in with_codes(self.program, load, quantity, &mut random, self.when) {
                move_card(&mut self.decision, Some(load.line), moved);
            }
        }
    }

    /// Moves the metrics of every tier scheme, and lifts the member where a threshold is crossed.
    fn metrics(&mut self, priced: &Priced) {
        if !self.is_member() {
            return;
        }
        let mut metrics = Metrics::new(self.program, self.situation, self.when);
        metrics.purchase(&self.purchase.basket, priced);
        metrics.count(&mut self.decision);
        metrics.lift(self.situation, &mut self.decision);
    }
}

#[cfg(test)]
mod tests {
    use crate::basket::tests::{member, program, purchase, stranger, today};
    use crate::counter::{Counted, CounterKey};
    use crate::decide;
    use crate::decision::{Decision, EffectKind, Refusal, When};
    use crate::event::{Event, Purchase};
    use crate::id::QuoteId;
    use crate::name::RuleId;
    use crate::number::{Money, Points};
    use crate::points::{Book, HoldAsk, PostingKind, fixture};
    use crate::situation::{PastPurchase, Situation};
    use crate::time::Span;

    const BURGER_HEROES: &str = "
earn:
  - { id: base, rate: 5% }
  - { id: regulars, when: { purchases: { within: 30d, count: { gte: 3 } } }, rate: 15%, combine: max }
redeem: { points: { max_share: 50%, exclude: { category: [alcohol, tobacco] } } }";

    fn decided(rules: &str, buyer: &Situation, purchase: &Purchase, when: When) -> Decision {
        decide(
            &program(rules),
            buyer,
            &Event::Purchase(purchase.clone()),
            when,
        )
    }

    fn balance_after(rules: &str, buyer: &Situation, purchase: &Purchase, when: When) -> Points {
        let decision = decided(rules, buyer, purchase, when);
        let mut after = buyer.clone();
        after.apply(
            &program(rules),
            &Event::Purchase(purchase.clone()),
            &decision,
            when,
        );
        Book::open(&program(rules), &after.wallet, when).available(&fixture::unit())
    }

    /// A member with 360 points who bought on these days.
    fn ann(days: &[i64]) -> Situation {
        let past = |day: &i64| PastPurchase {
            id: crate::id::PurchaseId::from_raw(*day),
            at: fixture::day(*day),
            store: None,
            channel: None,
            amount: Money::from_minor(40_000),
            lines: vec![],
        };
        Situation {
            history: days.iter().map(past).collect(),
            ..member(360)
        }
    }

    fn earned(decision: &Decision) -> Vec<(String, i64)> {
        let earn = &decision.priced.as_ref().unwrap().earn;
        earn.iter()
            .map(|earning| (earning.rule.to_string(), earning.amount.raw()))
            .collect()
    }

    #[test]
    fn the_fourth_purchase_in_thirty_days_redeems_200_earns_30_and_leaves_190() {
        let purchase = purchase("burger p=400 | redeem=max");
        let decision = decided(BURGER_HEROES, &ann(&[2, 5, 9]), &purchase, today());
        let totals = decision.priced.as_ref().unwrap().totals;
        assert_eq!(totals.to_pay, Money::from_minor(20_000));
        assert_eq!(earned(&decision), [("regulars".to_owned(), 30)]);
        let left = balance_after(BURGER_HEROES, &ann(&[2, 5, 9]), &purchase, today());
        assert_eq!(left, Points::from_raw(190));
        let third = decided(BURGER_HEROES, &ann(&[2, 5]), &purchase, today());
        assert_eq!(earned(&third), [("base".to_owned(), 10)]);
    }

    #[test]
    fn effects_come_in_order_and_postings_name_theirs() {
        let rules = "
tiers: { status: { metric: spend, period: calendar_year, levels: [{ id: silver, from: 100 }] } }
offers: [{ id: ten, percent: 10%, limit: { times: 3, per: month } }]
earn: [{ id: base, rate: 5%, limit: { times: 1, per: 30d } }]
redeem: { points: {} }";
        let decision = decided(
            rules,
            &member(50),
            &purchase("A p=200 | redeem=max"),
            today(),
        );
        let kinds: Vec<&str> = decision
            .effects
            .iter()
            .map(|effect| match &effect.kind {
                EffectKind::Discount { .. } => "discount",
                EffectKind::Take { .. } => "take",
                EffectKind::Grant { .. } => "grant",
                EffectKind::Counter(_) => "counter",
                EffectKind::Tier { .. } => "tier",
                _ => "other",
            })
            .collect();
        assert_eq!(
            kinds,
            ["discount", "take", "grant", "counter", "counter", "tier"]
        );
        let posted: Vec<_> = decision
            .postings
            .iter()
            .map(|posting| (posting.kind, posting.effect))
            .collect();
        assert_eq!(
            posted,
            [(PostingKind::Redeem, Some(1)), (PostingKind::Earn, Some(2))]
        );
        assert_eq!(decision.uses, [RuleId::new("base")]);
        let deltas: Vec<i64> = decision.counters.iter().map(|moved| moved.delta).collect();
        assert_eq!(deltas, [1, 13_000]);
        assert_eq!(decision.tiers.len(), 1);
    }

    #[test]
    fn a_stranger_moves_nothing() {
        let decision = decided(
            BURGER_HEROES,
            &stranger(),
            &purchase("A p=400 | redeem=max"),
            today(),
        );
        assert_eq!(decision.effects, []);
        assert_eq!(decision.postings, []);
        assert_eq!(
            decision.priced.unwrap().totals.to_pay,
            Money::from_minor(40_000)
        );
    }

    /// A buyer whose quote holds 100 of 150 points, and that quote's purchase.
    fn held() -> (Situation, Purchase) {
        let mut buyer = member(150);
        let program = program(BURGER_HEROES);
        let mut book = Book::open(&program, &buyer.wallet, today());
        book.hold(HoldAsk {
            quote: QuoteId::from_raw(5),
            basket: "b-1".to_owned(),
            expires_at: fixture::day(11),
            points: vec![(fixture::unit(), Points::from_raw(100))],
        });
        buyer.wallet = book.wallet;
        let mut purchase = purchase("A p=400 | redeem=max");
        purchase.own_hold = Some(QuoteId::from_raw(5));
        (buyer, purchase)
    }

    #[test]
    fn the_own_hold_does_not_count_against_a_purchase_and_ends_with_it() {
        let (buyer, mut purchase) = held();
        let own = decided(BURGER_HEROES, &buyer, &purchase, today());
        assert_eq!(
            own.priced.as_ref().unwrap().redeem[0].granted,
            Points::from_raw(150)
        );
        assert_eq!(own.released, [QuoteId::from_raw(5)]);
        purchase.own_hold = None;
        let other = decided(BURGER_HEROES, &buyer, &purchase, today());
        assert_eq!(
            other.priced.as_ref().unwrap().redeem[0].granted,
            Points::from_raw(50)
        );
        assert_eq!(other.released, []);
    }

    #[test]
    fn a_promise_is_posted_whatever_has_changed_since() {
        let (buyer, mut purchase) = held();
        let quoted = decided(BURGER_HEROES, &ann(&[2, 5, 9]), &purchase, today());
        purchase.promised = quoted.priced.clone().map(Box::new);
        let mut changed = buyer;
        changed.wallet.lots[0].remaining = Points::from_raw(200);
        let decision = decided("", &changed, &purchase, today());
        assert_eq!(decision.priced, quoted.priced);
        assert_eq!(decision.released, [QuoteId::from_raw(5)]);
    }

    #[test]
    fn a_late_purchase_reads_history_as_of_its_time_and_counts_in_its_period() {
        let rules = "
tiers: { status: { metric: visits, period: month, levels: [{ id: guest, from: 10 }] } }
earn: [{ id: base, rate: 5%, expire: { after: 3d } }]";
        // Day 0 of the tests is 2024-10-04.
        let when = When {
            at: fixture::day(0),
            posted_at: fixture::day(29),
        };
        let decision = decided(rules, &member(0), &purchase("A p=400"), when);
        let counted = Counted::Tier("status".into());
        let october = CounterKey {
            counted,
            period: Some("2024-10-01".parse().unwrap()),
        };
        assert_eq!(decision.counters[0].key, october);
        let lot = &decision.lots[0];
        assert_eq!(
            (lot.amount.raw(), lot.remaining.raw(), lot.expired.raw()),
            (20, 0, 20)
        );
        let late = When {
            at: fixture::day(0),
            posted_at: Span::Days(31).after(fixture::day(0), &crate::time::Zone::utc()),
        };
        let refused = decided(rules, &member(0), &purchase("A p=400"), late);
        assert_eq!(refused.refusal, Some(Refusal::TooLate));
        let recorded = decided(rules, &member(0), &purchase("A p=400 | till"), late);
        assert_eq!(recorded.refusal, None);
        assert_eq!(recorded.discrepancies, [crate::decision::Discrepancy::Late]);
    }

    #[test]
    fn a_quote_tells_what_no_points_and_most_points_lead_to() {
        let asked = purchase("burger p=400 | redeem=100");
        let quote =
            crate::purchase::quote(&program(BURGER_HEROES), &ann(&[2, 5, 9]), &asked, today());
        let pays = Money::from_minor;
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
