//! Moves the situation forward by a decision, as a store does when it commits one.

use crate::basket::{Basket, Priced};
use crate::condition::BasketFacts;
use crate::decision::{Decision, ReturnedLine, SegmentMove, When};
use crate::event::{Custom, Event, PastDecision, Purchase};
use crate::id::PurchaseId;
use crate::name::SchemeId;
use crate::number::{Money, Quantity};
use crate::points::{Hold, Wallet};
use crate::program::Program;
use crate::situation::{PastEvent, PastLine, PastPurchase, Situation, TierState};

impl Situation {
    /// Moves the situation forward by what was decided, so that the next event can be decided without a store.
    /// A refusal moves nothing. The member and the profile are the caller's to set; so are holds (see
    /// [`Situation::hold`]).
    pub fn apply(&mut self, program: &Program, event: &Event, decision: &Decision, when: When) {
        if decision.refusal.is_some() {
            return;
        }
        self.wallet.apply(decision);
        for moved in &decision.counters {
            self.counters.add(&moved.key, moved.delta);
        }
        for stock in &decision.stocks {
            self.stocks.add(&stock.moved.key, stock.moved.delta);
        }
        self.apply_uses(decision, when);
        self.move_cards(decision);
        for (scheme, state) in &decision.tiers {
            self.move_tier(scheme, state);
        }
        for moved in &decision.segments {
            self.move_segment(moved);
        }
        match event {
            Event::Purchase(purchase) => {
                if let Some(priced) = &decision.priced {
                    self.add_purchase(program, purchase, priced, when);
                }
            }
            Event::Return(asked) => self.lessen(&asked.purchase, decision),
            Event::Void(purchase) => self.remove_purchase(purchase.id),
            Event::Custom(custom) => self.add_event(custom, when),
            Event::Erased => self.wallet.forfeits = true,
            Event::UnlinkedReturn(_)
            | Event::Registered
            | Event::Claim(_)
            | Event::ClaimEnded(_)
            | Event::Send(_)
            | Event::Receive(_)
            | Event::Date { .. }
            | Event::Calendar
            | Event::FriendBought
            | Event::Tick
            | Event::Adjustment(_)
            | Event::Level(_) => {}
        }
    }

    /// Keeps a hold that a quote was given, with the changes that went with it.
    pub fn hold(&mut self, hold: Hold, decision: &Decision) {
        self.wallet.apply(decision);
        self.wallet.holds.push(hold);
    }

    /// Moves what is known of gift cards.
    pub fn move_cards(&mut self, decision: &Decision) {
        for moved in &decision.gift_cards {
            if let Some(state) = self.gift_cards.get_mut(moved.code()) {
                state.apply(moved);
            }
        }
    }

    fn apply_uses(&mut self, decision: &Decision, when: When) {
        for rule in &decision.uses {
            let uses = self.uses.entry(rule.clone()).or_default();
            let place = uses.partition_point(|used| *used <= when.at);
            uses.insert(place, when.at);
        }
        for (rule, at) in &decision.unused {
            let uses = self.uses.entry(rule.clone()).or_default();
            if let Some(place) = uses.iter().position(|used| used == at) {
                uses.remove(place);
            }
        }
    }

    /// Moves the member to another level. What was held since then or later has never been.
    pub fn move_tier(&mut self, scheme: &SchemeId, state: &TierState) {
        let left = self.tiers.insert(scheme.clone(), state.clone());
        let earlier = self.earlier_tiers.entry(scheme.clone()).or_default();
        earlier.extend(left);
        earlier.retain(|held| held.since < state.since);
    }

    pub(crate) fn move_segment(&mut self, moved: &SegmentMove) {
        self.segments.retain(|segment| *segment != moved.segment);
        if moved.entered {
            self.segments.push(moved.segment.clone());
            self.segments.sort();
        }
    }

    fn add_event(&mut self, custom: &Custom, when: When) {
        let place = self.events.partition_point(|event| event.at <= when.at);
        let event = PastEvent {
            kind: custom.kind.clone(),
            at: when.at,
            properties: custom.properties.clone(),
        };
        self.events.insert(place, event);
    }

    /// Puts a purchase as it was priced into the past.
    pub(crate) fn add_purchase(
        &mut self,
        program: &Program,
        purchase: &Purchase,
        priced: &Priced,
        when: When,
    ) {
        let lines = if program.needs.lines {
            self.past_lines(program, purchase, priced)
        } else {
            Vec::new()
        };
        let past = PastPurchase {
            id: purchase.id,
            at: when.at,
            store: purchase.basket.store.clone(),
            channel: Some(channel(&purchase.basket)),
            amount: priced.totals.to_pay,
            lines,
        };
        let place = self
            .history
            .partition_point(|earlier| earlier.at <= when.at);
        self.history.insert(place, past);
        self.last_purchase_at = self.last_purchase_at.max(Some(when.at));
    }

    fn past_lines(&self, program: &Program, purchase: &Purchase, priced: &Priced) -> Vec<PastLine> {
        let facts = BasketFacts::of(program, &purchase.basket, self);
        let lines = priced.lines.iter().zip(facts.lines);
        let past = lines.map(|(priced, facts)| PastLine {
            sku: facts.sku,
            category: facts.category,
            brand: facts.brand,
            quantity: priced.quantity,
            amount: priced.to_pay,
        });
        past.collect()
    }

    /// Takes what came back off a purchase of the history; one that came back whole leaves it.
    fn lessen(&mut self, purchase: &PastDecision, decision: &Decision) {
        let Some(returned) = &decision.returned else {
            return;
        };
        let kept = kept_after(purchase, &returned.lines);
        if kept.iter().all(|quantity| quantity.is_zero()) {
            self.remove_purchase(purchase.id);
            return;
        }
        let mut history = self.history.iter_mut();
        let Some(past) = history.find(|past| past.id == purchase.id) else {
            return;
        };
        let refund: Money = returned.lines.iter().map(|line| line.refund).sum();
        past.amount -= refund;
        lessen_lines(&mut past.lines, purchase, &returned.lines);
    }

    fn remove_purchase(&mut self, purchase: PurchaseId) {
        let Some(place) = self.history.iter().position(|past| past.id == purchase) else {
            return;
        };
        let gone = self.history.remove(place);
        if self.last_purchase_at == Some(gone.at) {
            self.last_purchase_at = self.history.last().map(|past| past.at);
        }
    }
}

impl Wallet {
    /// Moves the wallet forward by what was decided.
    pub fn apply(&mut self, decision: &Decision) {
        for lot in &decision.lots {
            self.next_lot = self.next_lot.max(lot.number.0 + 1);
            match self
                .lots
                .binary_search_by_key(&lot.number, |known| known.number)
            {
                Ok(place) => self.lots[place] = lot.clone(),
                Err(place) => self.lots.insert(place, lot.clone()),
            }
        }
        for debt in &decision.debts {
            self.next_debt = self.next_debt.max(debt.number.0 + 1);
            self.debts.retain(|known| known.number != debt.number);
            if debt.remaining.is_positive() {
                self.debts.push(debt.clone());
            }
        }
        self.debts.sort_by_key(|debt| debt.number);
        self.holds
            .retain(|hold| !decision.released.contains(&hold.quote));
    }
}

/// Where a basket was sold when it does not say.
fn channel(basket: &Basket) -> String {
    let channel = basket.channel.as_deref();
    channel.unwrap_or("store").to_owned()
}

/// Units of each line that are left after a return.
fn kept_after(purchase: &PastDecision, now: &[ReturnedLine]) -> Vec<Quantity> {
    let lines = purchase.priced.lines.iter();
    let kept = lines.map(|line| {
        let back: Quantity = units_of(now, line.number);
        line.quantity - purchase.returned_of(line.number) - back
    });
    kept.collect()
}

fn units_of(lines: &[ReturnedLine], number: u32) -> Quantity {
    let of_line = lines.iter().filter(|back| back.number == number);
    of_line.map(|back| back.quantity).sum()
}

/// Past lines stand in the order of the purchase's lines; those that came back whole before are no longer there.
fn lessen_lines(lines: &mut Vec<PastLine>, purchase: &PastDecision, now: &[ReturnedLine]) {
    let sold = purchase.priced.lines.iter();
    let there: Vec<u32> = sold
        .filter(|line| purchase.returned_of(line.number) < line.quantity)
        .map(|line| line.number)
        .collect();
    if there.len() != lines.len() {
        return;
    }
    for (past, number) in lines.iter_mut().zip(there) {
        for back in now.iter().filter(|back| back.number == number) {
            past.quantity -= back.quantity;
            past.amount -= back.refund;
        }
    }
    lines.retain(|line| line.quantity.is_positive());
}
