//! Quotes and purchases: what an application around the engine does with promises and holds.

use crate::basket::{Basket, Priced};
use crate::decision::When;
use crate::event::{Event, PastDecision, Purchase};
use crate::id::QuoteId;
use crate::points::{HoldAsk, decide_hold};
use crate::scenario::engine::{EngineBackend, Quoted, Sold, sale};
use crate::scenario::explain::explain_priced;
use crate::scenario::{Fault, Outcome, PurchaseAsk};
use crate::time::Instant;

/// How long a quote's hold lives.
const HOLD_SECONDS: i64 = 15 * 60;

impl EngineBackend<'_> {
    pub(super) fn quote_basket(&mut self, at: Instant, asked: &PurchaseAsk) -> Outcome {
        let when = When::now(at);
        let situation = self.situation(asked.by.as_deref());
        let id = QuoteId::from_raw(self.id());
        let purchase = self.event_of(asked.basket.clone());
        let quote = crate::purchase::quote(self.program, &situation, &purchase, when);
        let priced = quote.asked;
        self.fired.sale(self.program, Some(&priced));
        let holds_till = asked.hold.then(|| at.plus_seconds(HOLD_SECONDS));
        if let Some(till) = holds_till {
            self.hold(id, till, asked, &priced, when);
        }
        let mut sale = sale::sale(&priced);
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
        Outcome {
            sale: Some(sale),
            explanation,
            ..Outcome::default()
        }
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
        let whole = whole(asked, quoted);
        let by = whole.by.clone();
        let promise = quoted.filter(|quoted| quoted.holds_till.is_some_and(|till| at < till));
        let promise = promise.map(|quoted| (quoted.id, quoted.priced.clone()));
        let expected = quoted
            .filter(|_| promise.is_none())
            .map(|quoted| quoted.priced.clone());
        let mut purchase = self.event_of(whole.basket);
        if let Some((id, priced)) = promise {
            purchase.own_hold = Some(id);
            purchase.promised = Some(Box::new(priced));
        }
        if let Some(expected) = expected {
            let now = crate::basket::price(
                self.program,
                &self.situation(by.as_deref()),
                &purchase,
                when,
            );
            if !same_price(&expected, &now) {
                let explanation = explain_priced(self.program, &now);
                let sale = Some(sale::sale(&now));
                return Ok(Outcome {
                    sale,
                    explanation,
                    ..refused("price_changed")
                });
            }
        }
        let (id, store) = (purchase.id, purchase.basket.store.clone());
        let decision = self.post(by.as_deref(), &Event::Purchase(purchase), when);
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
        Ok(self.outcome(&decision))
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

/// A purchase that names a quote alone takes buyer and basket from it.
fn whole(asked: &PurchaseAsk, quoted: Option<&Quoted>) -> PurchaseAsk {
    let mut whole = asked.clone();
    if let Some(quoted) = quoted.filter(|_| asked.basket.lines.is_empty()) {
        whole.basket = quoted.asked.basket.clone();
        whole.by = asked.by.clone().or_else(|| quoted.asked.by.clone());
    }
    whole
}

/// Whether a decision made anew is what the quote said: lines, points spent and what is to pay.
fn same_price(quoted: &Priced, now: &Priced) -> bool {
    let lines = |priced: &Priced| {
        let lines = priced.lines.iter();
        lines
            .map(|line| (line.number, line.to_pay, line.redeemed.clone()))
            .collect::<Vec<_>>()
    };
    quoted.totals == now.totals && lines(quoted) == lines(now)
}

fn refused(reason: &str) -> Outcome {
    Outcome {
        refused: Some(reason.to_owned()),
        ..Outcome::default()
    }
}
