//! Quotes and purchases: what an application around the engine does with promises and holds.

use crate::activity::referrer;
use crate::basket::{Basket, Priced};
use crate::decision::When;
use crate::event::{Event, PastDecision, Purchase};
use crate::gift_card::keys_of_basket;
use crate::id::QuoteId;
use crate::points::{HoldAsk, decide_hold};
use crate::purchase::consumed;
use crate::scenario::engine::{EngineBackend, Quoted, Sold, sale};
use crate::scenario::explain::explain_priced;
use crate::scenario::{Fault, Outcome, PurchaseAsk, Sale};
use crate::situation::Situation;
use crate::time::Instant;

/// How long a quote's hold lives.
const HOLD_SECONDS: i64 = 15 * 60;

impl EngineBackend<'_> {
    pub(super) fn quote_basket(
        &mut self,
        at: Instant,
        asked: &PurchaseAsk,
    ) -> Result<Outcome, Fault> {
        let when = When::now(at);
        let id = QuoteId::from_raw(self.id());
        let basket = self.with_codes(asked.by.as_deref(), &asked.basket)?;
        let mut purchase = self.event_of(basket);
        purchase.own_hold = self.replaced(asked);
        let cards = self.gift_cards.holder(asked.name.as_ref());
        purchase.own_hold = purchase.own_hold.or(cards);
        let situation = self.buyer(asked.by.as_deref(), &purchase, at);
        let quote = crate::purchase::quote(self.program, &situation, &purchase, when);
        let priced = quote.asked;
        self.fired.sale(self.program, Some(&priced));
        let holds_till = asked.hold.then(|| at.plus_seconds(HOLD_SECONDS));
        if let Some(till) = holds_till {
            self.hold(id, till, asked, &priced, when);
        }
        let mut sale = sale::sale(&priced);
        as_written(&mut sale, &asked.basket);
        sale.without_redemption = Some(sale::variant(&quote.without_redemption));
        sale.with_max_redemption = Some(sale::variant(&quote.with_max_redemption));
        let explanation = explain_priced(self.program, &priced);
        if let Some(name) = &asked.name {
            let quoted = Quoted {
                id,
                asked: asked.clone(),
                priced,
                holds_till,
            };
            self.quotes.insert(name.clone(), quoted);
        }
        Ok(Outcome {
            sale: Some(sale),
            explanation,
            ..Outcome::default()
        })
    }

    /// The buyer, with what is known of the codes in the basket.
    fn buyer(&self, by: Option<&str>, purchase: &Purchase, now: Instant) -> Situation {
        let mut situation = self.situation(by);
        let buyer = situation.member.as_ref().map(|member| member.id);
        let (basket, own) = (&purchase.basket, purchase.own_hold);
        situation.coupons = self.coupons.states(self.program, basket, buyer, own, now);
        let keys = keys_of_basket(self.program, basket);
        situation.gift_cards = self.gift_cards.states(&keys, own, now);
        situation
    }

    /// The basket with the codes that `@series` stand for.
    fn with_codes(&self, by: Option<&str>, basket: &Basket) -> Result<Basket, Fault> {
        let mut basket = basket.clone();
        for card in &mut basket.gift_cards {
            card.code = self.gift_cards.code(&card.code);
        }
        for line in &mut basket.lines {
            let card = line.gift_card.as_ref();
            line.gift_card = card.map(|card| self.gift_cards.code(card));
        }
        for code in &mut basket.coupons {
            let Some(named) = code.strip_prefix('@') else {
                continue;
            };
            let (owner, series) = match named.split_once('.') {
                Some((owner, series)) => (Some(owner), series),
                None => (by, named),
            };
            let member = owner.and_then(|name| self.members.get(name));
            let member = member.and_then(|known| known.member.as_ref());
            let code_of = self
                .coupons
                .latest(series, member.map(|member| member.id))?;
            *code = code_of;
        }
        Ok(basket)
    }

    /// The quote whose hold a later one of its name takes over.
    fn replaced(&self, asked: &PurchaseAsk) -> Option<QuoteId> {
        let situation = self.members.get(asked.by.as_deref()?)?;
        let name = asked.name.as_ref()?;
        let mut holds = situation.wallet.holds.iter();
        holds
            .find(|hold| hold.basket == *name)
            .map(|hold| hold.quote)
    }

    /// Reserves what the quote would spend. A later quote of the same name takes over the hold of the earlier.
    fn hold(
        &mut self,
        id: QuoteId,
        till: Instant,
        asked: &PurchaseAsk,
        priced: &Priced,
        when: When,
    ) {
        self.gift_cards.hold(priced, id, asked.name.as_ref(), till);
        let Some(situation) = asked
            .by
            .as_ref()
            .and_then(|name| self.members.get_mut(name))
        else {
            return;
        };
        let points = priced
            .redeem
            .iter()
            .map(|redemption| (redemption.unit.clone(), redemption.granted));
        let basket = asked.name.clone().unwrap_or_default();
        let ask = HoldAsk {
            quote: id,
            basket,
            expires_at: till,
            points: points.collect(),
        };
        let (hold, decision) = decide_hold(self.program, &situation.wallet, ask, when);
        situation.hold(hold, &decision);
        self.settled.apply(&decision);
        let member = situation.member.as_ref().map(|member| member.id);
        let codes = consumed(self.program, priced).into_iter();
        let codes = codes.map(|(series, code)| (series.id.clone(), code));
        self.coupons.release(&decision.released);
        self.coupons.hold(codes, id, member, till);
    }

    pub(super) fn sell(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        if asked
            .name
            .as_ref()
            .is_some_and(|name| self.tombstones.contains(name))
        {
            return Ok(refused("voided"));
        }
        let when = When {
            at: asked.sold_at.unwrap_or(at),
            posted_at: at,
        };
        let quoted = asked.quote.as_ref().and_then(|name| self.quotes.get(name));
        let quote = quoted.map(|quoted| quoted.id);
        let whole = whole(asked, quoted);
        let by = whole.by.clone();
        let promise = quoted.filter(|quoted| quoted.holds_till.is_some_and(|till| at < till));
        let promise = promise.map(|quoted| (quoted.id, quoted.priced.clone()));
        let expected = quoted
            .filter(|_| promise.is_none())
            .map(|quoted| quoted.priced.clone());
        let basket = self.with_codes(by.as_deref(), &whole.basket)?;
        let mut purchase = self.event_of(basket);
        if let Some((id, priced)) = promise {
            purchase.own_hold = Some(id);
            purchase.promised = Some(Box::new(priced));
        }
        if let Some(expected) = expected {
            let situation = self.buyer(by.as_deref(), &purchase, at);
            let now = crate::basket::price(self.program, &situation, &purchase, when);
            if !same_price(&expected, &now) {
                let explanation = explain_priced(self.program, &now);
                let mut sale = sale::sale(&now);
                as_written(&mut sale, &whole.basket);
                return Ok(Outcome {
                    sale: Some(sale),
                    explanation,
                    ..refused("price_changed")
                });
            }
        }
        let (id, store) = (purchase.id, purchase.basket.store.clone());
        let decision = self.post(by.as_deref(), &Event::Purchase(purchase), when);
        if decision.refusal.is_none() {
            self.gift_cards.release(quote);
        }
        let by_whom = by.clone();
        if let (Some(name), Some(priced), None) = (&asked.name, &decision.priced, &decision.refusal)
        {
            let past = PastDecision {
                id,
                at: when.at,
                store,
                priced: priced.clone(),
                effects: decision.effects.clone(),
                returned: Vec::new(),
                voided: false,
            };
            self.purchases.insert(name.clone(), Sold { by, past });
        }
        if decision.referred {
            self.reward_referrer(by_whom.as_deref(), when);
        }
        let mut outcome = self.outcome(&decision);
        if let Some(sale) = &mut outcome.sale {
            as_written(sale, &whole.basket);
        }
        Ok(outcome)
    }

    /// Tells the member who brought the buyer that a friend bought.
    fn reward_referrer(&mut self, friend: Option<&str>, when: When) {
        let situation = self.situation(friend);
        let named = referrer(self.program, &situation);
        let member = named.and_then(|card| self.cards.get(card)).cloned();
        if let Some(member) = member.filter(|member| Some(member.as_str()) != friend) {
            self.post(Some(&member), &Event::FriendBought, when);
        }
    }

    fn event_of(&mut self, basket: Basket) -> Purchase {
        Purchase {
            id: self.purchase_id(),
            basket,
            own_hold: None,
            promised: None,
        }
    }
}

/// Codes as the scenario writes them; answers come in order of entry.
fn as_written(sale: &mut Sale, basket: &Basket) {
    for (answer, written) in sale.coupons.iter_mut().zip(&basket.coupons) {
        answer.code.clone_from(written);
    }
    for (answer, written) in sale.gift_cards.iter_mut().zip(&basket.gift_cards) {
        answer.card.clone_from(&written.code);
    }
}

/// A purchase that names a quote alone takes buyer and basket from it.
fn whole(asked: &PurchaseAsk, quoted: Option<&Quoted>) -> PurchaseAsk {
    let mut whole = asked.clone();
    if let Some(quoted) = quoted.filter(|_| asked.basket.lines.is_empty()) {
        whole.basket = quoted.asked.basket.clone();
        whole.by = asked.by.clone().or_else(|| quoted.asked.by.clone());
    }
    whole
}

/// Whether a decision made anew is what the quote said: lines, points spent and what is to pay, and by cards.
fn same_price(quoted: &Priced, now: &Priced) -> bool {
    let lines = |priced: &Priced| {
        let lines = priced.lines.iter();
        lines
            .map(|line| (line.number, line.to_pay, line.redeemed.clone()))
            .collect::<Vec<_>>()
    };
    let due = quoted.due() == now.due();
    due && quoted.totals == now.totals && lines(quoted) == lines(now)
}

fn refused(reason: &str) -> Outcome {
    Outcome {
        refused: Some(reason.to_owned()),
        ..Outcome::default()
    }
}
