//! The engine alone as a back end: situations in memory, moved by decisions.

mod cards;
mod claims;
mod coupons;
mod pass;
mod sale;
mod sell;
mod transfers;

use std::collections::{BTreeMap, BTreeSet};

use crate::challenge::{badges, progress};
use crate::coalition::Settlement;
use crate::counter::Counters;
use crate::decision::{Decision, When};
use crate::event::{
    Adjustment, Custom, Event, PastDecision, PastReturn, Return, ReturnAsk as Line,
};
use crate::gift_card::{GiftCardMove, keys_of_basket, keys_of_past};
use crate::id::{MemberId, PurchaseId, QuoteId};
use crate::name::{RuleId, SchemeId, TierId};
use crate::number::{Money, Quantity};
use crate::points::Book;
use crate::program::{Program, TierScheme};
use crate::said;
use crate::scenario::coverage::Fired;
use crate::scenario::engine::cards::CardBook;
use crate::scenario::engine::claims::Claimed;
use crate::scenario::engine::coupons::CouponBook;
use crate::scenario::explain::explain;
use crate::scenario::{
    AdjustAsk, Backend, CardByHand, ClaimStep, EventAsk, Fault, GiftCardStep, LevelAsk, Outcome,
    PurchaseAsk, Registration, ReturnAsk, Standing, TransferAsk, word,
};
use crate::situation::{Member, Situation, TierState};
use crate::stamp::Stamps;
use crate::time::Instant;

/// Plays scenarios on the engine alone.
#[derive(Debug)]
pub struct EngineBackend<'p> {
    program: &'p Program,
    /// Up to when time has passed.
    now: Option<Instant>,
    /// What is known of each member, by the scenario's name.
    members: BTreeMap<String, Situation>,
    /// Members by the cards they were handed out.
    cards: BTreeMap<String, String>,
    purchases: BTreeMap<String, Sold>,
    quotes: BTreeMap<String, Quoted>,
    coupons: CouponBook,
    gift_cards: CardBook,
    claims: BTreeMap<String, Claimed>,
    /// What was given of stocks that all members share.
    stocks: Counters,
    /// Purchases that were cancelled before they came.
    tombstones: BTreeSet<String>,
    /// What every draw comes to.
    drawn: u64,
    /// What partners and the program owe one another.
    settled: Settlement,
    fired: Fired,
    next_id: i64,
}

/// A purchase as its return needs it.
#[derive(Debug)]
struct Sold {
    by: Option<String>,
    past: PastDecision,
}

/// A quote as its purchase needs it.
#[derive(Debug)]
struct Quoted {
    id: QuoteId,
    asked: PurchaseAsk,
    priced: crate::basket::Priced,
    /// Till when it is a promise; `None` for a quote that holds nothing.
    holds_till: Option<Instant>,
}

impl<'p> EngineBackend<'p> {
    /// An empty base under a program.
    pub fn new(program: &'p Program) -> Self {
        Self {
            program,
            now: None,
            members: BTreeMap::new(),
            cards: BTreeMap::new(),
            purchases: BTreeMap::new(),
            quotes: BTreeMap::new(),
            coupons: CouponBook::default(),
            gift_cards: CardBook::default(),
            claims: BTreeMap::new(),
            stocks: Counters::default(),
            tombstones: BTreeSet::new(),
            drawn: u64::MAX,
            settled: Settlement::default(),
            fired: Fired::default(),
            next_id: 0,
        }
    }

    fn id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    /// The situation of a buyer; nobody known has an empty one.
    fn situation(&self, by: Option<&str>) -> Situation {
        by.and_then(|name| self.members.get(name))
            .cloned()
            .unwrap_or_default()
    }

    /// Decides an event of a buyer and keeps what it changes.
    fn post(&mut self, by: Option<&str>, event: &Event, when: When) -> Decision {
        let mut situation = by
            .and_then(|name| self.members.remove(name))
            .unwrap_or_default();
        let buyer = situation.member.as_ref().map(|member| member.id);
        situation.draws = vec![self.drawn; self.program.draws().len()];
        situation.stocks = self.stocks.clone();
        situation.random = self.coupons.draw(self.program.coupons_given_most());
        if let Event::Purchase(purchase) = event {
            let (own, now) = (purchase.own_hold, when.posted_at);
            let basket = &purchase.basket;
            situation.coupons = self.coupons.states(self.program, basket, buyer, own, now);
        }
        self.look_at_cards(&mut situation, event, when);
        let decision = crate::decide(self.program, &situation, event, when);
        if decision.refusal.is_none() {
            situation.apply(self.program, event, &decision, when);
            self.stocks = situation.stocks.clone();
            self.coupons.apply(&decision.coupons, buyer);
            self.coupons.release(&decision.released);
            self.gift_cards.apply(&decision.gift_cards);
            self.settled.apply(&decision);
        }
        situation.gift_cards.clear();
        self.fired.note(self.program, &decision, &situation);
        if let Some(name) = by {
            self.members.insert(name.to_owned(), situation);
        }
        decision
    }

    /// What is known of the cards that an event is about.
    fn look_at_cards(&mut self, situation: &mut Situation, event: &Event, when: When) {
        let (keys, own) = match event {
            Event::Purchase(purchase) => {
                let keys = keys_of_basket(self.program, &purchase.basket);
                (keys, purchase.own_hold)
            }
            Event::Return(asked) => (keys_of_past(&asked.purchase), None),
            Event::Void(purchase) => (keys_of_past(purchase), None),
            _ => return,
        };
        let made = self.program.gift_cards_made_most(event);
        situation.card_random = self.gift_cards.draw(made);
        situation.gift_cards = self.gift_cards.states(&keys, own, when.posted_at);
    }

    fn outcome(&self, decision: &Decision) -> Outcome {
        Outcome {
            refused: decision.refusal.as_ref().map(word),
            sale: decision.priced.as_ref().map(sale::sale),
            back: decision.returned.as_ref().map(sale::back),
            discrepancies: decision.discrepancies.iter().map(word).collect(),
            explanation: explain(self.program, decision),
        }
    }

    fn sold(&self, name: &str) -> Result<&Sold, Fault> {
        self.purchases.get(name).ok_or_else(|| {
            Fault(said!(
                "there is no purchase `{name}`",
                "нет покупки `{name}`"
            ))
        })
    }

    /// The lines a return asks for; a line without a quantity is all that is left of it.
    fn asked_lines(past: &PastDecision, asked: &ReturnAsk) -> Vec<Line> {
        let lines = asked.lines.iter().map(|(number, quantity)| Line {
            number: *number,
            quantity: quantity.unwrap_or_else(|| left(past, *number)),
        });
        lines.collect()
    }
}

/// What of a line has not come back yet.
fn left(past: &PastDecision, number: u32) -> Quantity {
    let sold = past.priced.lines.iter().find(|line| line.number == number);
    let back = past.returned.iter().flat_map(|back| &back.lines);
    let back: Quantity = back
        .filter(|line| line.number == number)
        .map(|line| line.quantity)
        .sum();
    sold.map_or(Quantity::ZERO, |line| line.quantity - back)
}

impl Backend for EngineBackend<'_> {
    fn pass(&mut self, at: Instant) -> Result<(), Fault> {
        self.pass_time(at);
        Ok(())
    }

    fn draw(&mut self, bits: u64) {
        self.drawn = bits;
    }

    fn register(&mut self, at: Instant, asked: &Registration) -> Result<Outcome, Fault> {
        let id = MemberId::from_raw(self.id());
        let member = Member {
            id,
            registered_at: at,
            blocked: false,
            profile: asked.profile.clone(),
        };
        let held = |(scheme, level): &(SchemeId, TierId)| {
            let state = TierState::earned(Some(level.clone()), at, None);
            (scheme.clone(), state)
        };
        let situation = Situation {
            member: Some(member),
            tiers: asked.tiers.iter().map(held).collect(),
            saved: asked.saved.clone(),
            stamps: Stamps {
                rfm: asked.rfm,
                ..Stamps::default()
            },
            ..Situation::default()
        };
        self.members.insert(asked.name.clone(), situation);
        if let Some(card) = &asked.card {
            self.cards.insert(card.clone(), asked.name.clone());
        }
        let decision = self.post(Some(&asked.name), &Event::Registered, When::now(at));
        Ok(self.outcome(&decision))
    }

    fn quote(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        self.quote_basket(at, asked)
    }

    fn purchase(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        self.sell(at, asked)
    }

    fn give_back(&mut self, at: Instant, asked: &ReturnAsk) -> Result<Outcome, Fault> {
        let sold = self.sold(&asked.of)?;
        let lines = Self::asked_lines(&sold.past, asked);
        let (by, past) = (sold.by.clone(), sold.past.clone());
        let event = Event::Return(Return {
            purchase: Box::new(past),
            lines,
        });
        let decision = self.post(by.as_deref(), &event, When::now(at));
        if let (Some(returned), Some(sold)) =
            (&decision.returned, self.purchases.get_mut(&asked.of))
        {
            let (lines, effects) = (returned.lines.clone(), decision.effects.clone());
            sold.past.returned.push(PastReturn { lines, effects });
        }
        Ok(self.outcome(&decision))
    }

    fn give_back_unlinked(&mut self, at: Instant, asked: &PurchaseAsk) -> Result<Outcome, Fault> {
        let event = Event::UnlinkedReturn(crate::event::UnlinkedReturn {
            basket: asked.basket.clone(),
        });
        let decision = self.post(asked.by.as_deref(), &event, When::now(at));
        Ok(self.outcome(&decision))
    }

    fn void(&mut self, at: Instant, purchase: &str) -> Result<Outcome, Fault> {
        let Some(sold) = self.purchases.get(purchase) else {
            self.tombstones.insert(purchase.to_owned());
            return Ok(Outcome::default());
        };
        let (by, past) = (sold.by.clone(), sold.past.clone());
        let decision = self.post(by.as_deref(), &Event::Void(Box::new(past)), When::now(at));
        if let (None, Some(sold)) = (&decision.refusal, self.purchases.get_mut(purchase)) {
            sold.past.voided = true;
        }
        Ok(self.outcome(&decision))
    }

    fn exchange(
        &mut self,
        at: Instant,
        back: &ReturnAsk,
        bought: &PurchaseAsk,
    ) -> Result<Outcome, Fault> {
        let (members, sold) = (self.members.clone(), self.sold(&back.of)?.past.clone());
        let (coupons, gift_cards) = (self.coupons.clone(), self.gift_cards.clone());
        let (stocks, settled) = (self.stocks.clone(), self.settled.clone());
        let returned = self.give_back(at, back)?;
        if returned.refused.is_some() {
            return Ok(returned);
        }
        let mut outcome = self.sell(at, bought)?;
        if outcome.refused.is_some() {
            self.members = members;
            self.coupons = coupons;
            self.gift_cards = gift_cards;
            self.stocks = stocks;
            self.settled = settled;
            if let Some(kept) = self.purchases.get_mut(&back.of) {
                kept.past = sold;
            }
            return Ok(outcome);
        }
        outcome.back = returned.back;
        outcome.explanation = [returned.explanation, outcome.explanation].concat();
        Ok(outcome)
    }

    fn event(&mut self, at: Instant, asked: &EventAsk) -> Result<Outcome, Fault> {
        let custom = Custom {
            kind: asked.kind.clone(),
            properties: asked.properties.clone(),
        };
        let decision = self.post(Some(&asked.by), &Event::Custom(custom), When::now(at));
        Ok(self.outcome(&decision))
    }

    fn adjust(&mut self, at: Instant, asked: &AdjustAsk) -> Result<Outcome, Fault> {
        let adjustment = Adjustment {
            unit: asked.unit.clone(),
            points: asked.points,
            expires_at: asked.expires_at,
            opening: asked.opening,
        };
        let decision = self.post(
            Some(&asked.by),
            &Event::Adjustment(adjustment),
            When::now(at),
        );
        Ok(self.outcome(&decision))
    }

    fn level(&mut self, at: Instant, asked: &LevelAsk) -> Result<Outcome, Fault> {
        let event = Event::Level(asked.change.clone());
        let decision = self.post(Some(&asked.by), &event, When::now(at));
        Ok(self.outcome(&decision))
    }

    fn gift_card(&mut self, at: Instant, asked: &GiftCardStep) -> Result<Outcome, Fault> {
        let name = &asked.card;
        if let CardByHand::Make { kind, amount } = &asked.by_hand {
            let code = self.gift_cards.make(self.program, name, kind);
            self.load(code, kind, *amount, at);
        }
        let (code, card) = self.gift_cards.card(name)?;
        let kind = card.kind.clone();
        match asked.by_hand {
            CardByHand::Block(blocked) => card.blocked = blocked,
            CardByHand::Load(amount) => self.load(code, &kind, Some(amount), at),
            CardByHand::Make { .. } => {}
        }
        Ok(Outcome::default())
    }

    fn claim(&mut self, at: Instant, asked: &ClaimStep) -> Result<Outcome, Fault> {
        self.act_on_claim(at, asked)
    }

    fn transfer(&mut self, at: Instant, asked: &TransferAsk) -> Result<Outcome, Fault> {
        self.send(at, asked)
    }

    fn settlement(&mut self) -> Result<Settlement, Fault> {
        Ok(self.settled.clone())
    }

    fn claim_state(&mut self, claim: &str) -> Result<Option<String>, Fault> {
        let state = self.claims.get(claim).map(|claim| word(&claim.state));
        Ok(state)
    }

    fn card_balance(&mut self, card: &str) -> Result<Option<Money>, Fault> {
        let now = self.now.unwrap_or_default();
        Ok(self.gift_cards.balance(card, now))
    }

    fn standing(&mut self, member: &str) -> Result<Standing, Fault> {
        let situation = self.members.get(member);
        let situation = situation.ok_or_else(|| {
            Fault(said!(
                "there is no member `{member}`",
                "нет участника `{member}`"
            ))
        })?;
        let now = self.now.unwrap_or_default();
        let book = Book::open(self.program, &situation.wallet, When::now(now));
        let units = || self.program.units.iter().map(|unit| unit.id.clone());
        let schemes = self.program.schemes.iter();
        let level =
            |scheme: &TierScheme| Some((scheme.id.clone(), scheme.level_of(situation)?.id.clone()));
        Ok(Standing {
            available: units()
                .map(|unit| (unit.clone(), book.available(&unit)))
                .collect(),
            pending: units()
                .map(|unit| (unit.clone(), book.pending(&unit)))
                .collect(),
            owed: units()
                .map(|unit| (unit.clone(), book.debt(&unit)))
                .collect(),
            tiers: schemes.filter_map(level).collect(),
            segments: situation.segments.iter().cloned().collect(),
            progress: progress(self.program, situation, When::now(now))
                .into_iter()
                .filter_map(|one| {
                    let challenge = self.program.challenge_of(&one.challenge)?;
                    Some((one.challenge, challenge.plain(one.done, self.program)))
                })
                .collect(),
            badges: badges(self.program, situation)
                .into_iter()
                .map(|(badge, _)| badge)
                .collect(),
        })
    }

    fn fired(&self) -> BTreeSet<String> {
        self.fired.names()
    }
}

impl EngineBackend<'_> {
    /// Puts money on a card by hand.
    fn load(&mut self, code: String, kind: &RuleId, amount: Option<Money>, at: Instant) {
        let expire = self
            .program
            .gift_card_kind(kind)
            .and_then(|kind| kind.expire);
        let loaded = amount.map(|amount| GiftCardMove::Loaded {
            code,
            kind: kind.clone(),
            amount,
            expires_at: expire.and_then(|rule| rule.expires_at(at, &self.program.zone)),
            made: false,
        });
        self.gift_cards.apply(loaded.as_slice());
    }

    fn purchase_id(&mut self) -> PurchaseId {
        PurchaseId::from_raw(self.id())
    }
}
