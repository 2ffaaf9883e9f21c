//! From a decision to the rows of a changeset.

use regulars_engine::basket::Priced;
use regulars_engine::coalition;
use regulars_engine::condition::{self, MemberColumns};
use regulars_engine::coupon::CouponMove;
use regulars_engine::decision::{Decision, Discrepancy, Effect, EffectKind, Returned, When};
use regulars_engine::event::Event;
use regulars_engine::id::{MemberId, PostingId, QuoteId};
use regulars_engine::points::{HoldAsk, PostingKind, decide_hold, decide_release};
use regulars_engine::program::{Program, Segment};
use regulars_engine::situation::Situation;
use regulars_engine::time::Instant;
use regulars_store::{Cause, Fact, HeldCoupon, NewHold, OwnerChange, ProgramVersion};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::coupon::Moves;
use crate::game::{self, Hand};
use crate::gift_card;
use crate::secret::random;

/// A purchase's or return's decision as stored: what returns and explanations read later.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StoredDecision {
    /// The priced basket, for purchases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priced: Option<Priced>,
    /// The outcome, for returns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<Returned>,
    /// Effects; postings refer to their places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// What somebody should look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub discrepancies: Vec<Discrepancy>,
    /// A purchase that counts for the member who brought the buyer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub referred: bool,
}

impl StoredDecision {
    /// What of a decision is stored.
    pub(crate) fn of(decision: Decision) -> Self {
        Self {
            priced: decision.priced,
            returned: decision.returned,
            effects: decision.effects,
            discrepancies: decision.discrepancies,
            referred: decision.referred,
        }
    }

    /// As JSON.
    pub(crate) fn json(&self) -> String {
        to_json(self)
    }
}

/// JSON of plain data of ours; such data always has a JSON form.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"unwritable\":\"{error}\"}}"))
}

/// An owner whose situation was loaded and is moved forward by decisions, until its change is taken.
pub(crate) struct Ledger<'a> {
    pub(crate) program: &'a Program,
    pub(crate) owner: MemberId,
    pub(crate) version: i64,
    pub(crate) situation: Situation,
    /// What the member says to what is drawn for them.
    pub(crate) word: Option<String>,
    change: OwnerChange,
    facts: Vec<Fact>,
}

impl<'a> Ledger<'a> {
    /// Opens a loaded situation.
    pub(crate) fn open(
        program: &'a Program,
        owner: MemberId,
        version: i64,
        situation: Situation,
    ) -> Self {
        let change = empty_change(owner, version, &situation);
        Self {
            program,
            owner,
            version,
            situation,
            word: None,
            change,
            facts: Vec::new(),
        }
    }

    /// Decides an event, moves the situation forward and takes down what is to be written.
    pub(crate) fn decide(
        &mut self,
        app: &App,
        event: &Event,
        when: When,
        cause: Cause,
    ) -> Decision {
        let wanted = self.program.coupons_given_most();
        if wanted > 0 {
            // A machine without randomness gives no coupons, and no keys either.
            self.situation.random = random(wanted).unwrap_or_default();
        }
        gift_card::draw(self.program, &mut self.situation, event);
        let (word, situation) = (self.word.as_deref(), &self.situation);
        let hands = game::deal(app, self.program, situation, self.owner, word);
        self.situation.draws = Hand::bits_of(&hands);
        let decision = regulars_engine::decide(self.program, &self.situation, event, when);
        if decision.refusal.is_none() {
            let moves = Moves {
                program: self.program,
                cause,
                member: Some(self.owner),
                quote: promised(event),
            };
            self.change.coupons.extend(moves.writes(&decision.coupons));
            let made = Hand::made(app, hands, &decision, self.word.as_deref(), when.at);
            self.change.draws.extend(made);
            self.situation.apply(self.program, event, &decision, when);
            self.take_down(app, &decision, when, cause);
        }
        decision
    }

    /// Takes over what was decided elsewhere, of this owner together with another.
    pub(crate) fn adopt(&mut self, app: &App, decision: &Decision, when: When, cause: Cause) {
        self.situation
            .apply(self.program, &Event::Tick, decision, when);
        self.take_down(app, decision, when, cause);
    }

    fn take_down(&mut self, app: &App, decision: &Decision, when: When, cause: Cause) {
        let change = &mut self.change;
        for posting in &decision.postings {
            change
                .postings
                .push((PostingId::from_raw(app.next_id()), cause, posting.clone()));
        }
        for moved in coalition::moves(decision) {
            let id = PostingId::from_raw(app.next_id());
            change.clearing.push((id, cause, moved.clone(), when.at));
        }
        replace_all(&mut change.lots, &decision.lots, |lot| lot.number);
        replace_all(&mut change.debts, &decision.debts, |debt| debt.number);
        change.released.extend(&decision.released);
        change.counters.extend(decision.counters.iter().cloned());
        change.stocks.extend(decision.stocks.iter().cloned());
        change
            .uses
            .extend(decision.uses.iter().map(|rule| (rule.clone(), when.at)));
        change.unused.extend(decision.unused.iter().cloned());
        change.tiers.extend(decision.tiers.iter().cloned());
        change.segments.extend(decision.segments.iter().cloned());
        self.facts.extend(facts(self.owner, decision, when.at));
    }

    /// Reserves points for a quote, with the promise it stands for.
    pub(crate) fn hold(
        &mut self,
        app: &App,
        ask: HoldAsk,
        promise: (ProgramVersion, String),
        coupons: Vec<HeldCoupon>,
        when: When,
    ) {
        let (hold, decision) = decide_hold(self.program, &self.situation.wallet, ask, when);
        self.situation.hold(hold.clone(), &decision);
        self.take_down(app, &decision, when, Cause::Time);
        let (version, promise) = promise;
        self.change.hold = Some(NewHold {
            hold,
            version,
            promise,
            coupons,
        });
    }

    /// Ends a hold.
    pub(crate) fn release(&mut self, app: &App, quote: QuoteId, when: When) {
        let decision = decide_release(self.program, &self.situation.wallet, quote, when);
        self.situation.wallet.apply(&decision);
        self.take_down(app, &decision, when, Cause::Time);
    }

    /// The change so far, and the facts it makes.
    pub(crate) fn close(mut self, at: Instant) -> (OwnerChange, Vec<Fact>) {
        let facts = self.take_facts();
        (self.take_change(at), facts)
    }

    /// The facts noted since they were last taken.
    pub(crate) fn take_facts(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// The change so far. The ledger goes on as it will be once that is committed, for the changeset after.
    pub(crate) fn take_change(&mut self, at: Instant) -> OwnerChange {
        self.change.next_lot = self.situation.wallet.next_lot;
        self.change.next_debt = self.situation.wallet.next_debt;
        self.change.due_at = self.situation.due_at();
        self.change.check_at = check_at(self.program, &self.situation, at);
        self.version += 1;
        let next = empty_change(self.owner, self.version, &self.situation);
        std::mem::replace(&mut self.change, next)
    }
}

/// Decides an event of nobody, and moves the gift cards in question forward.
pub(crate) fn decide_for_nobody(
    program: &Program,
    nobody: &mut Situation,
    event: &Event,
    when: When,
) -> Decision {
    gift_card::draw(program, nobody, event);
    let decision = regulars_engine::decide(program, nobody, event, when);
    nobody.move_cards(&decision);
    decision
}

fn empty_change(owner: MemberId, expected: i64, situation: &Situation) -> OwnerChange {
    OwnerChange {
        owner,
        expected,
        postings: Vec::new(),
        clearing: Vec::new(),
        lots: Vec::new(),
        debts: Vec::new(),
        hold: None,
        released: Vec::new(),
        coupons: Vec::new(),
        counters: Vec::new(),
        stocks: Vec::new(),
        draws: Vec::new(),
        uses: Vec::new(),
        unused: Vec::new(),
        tiers: Vec::new(),
        segments: Vec::new(),
        next_lot: situation.wallet.next_lot,
        next_debt: situation.wallet.next_debt,
        due_at: None,
        check_at: None,
    }
}

/// The quote whose promise a purchase keeps.
fn promised(event: &Event) -> Option<QuoteId> {
    match event {
        Event::Purchase(purchase) if purchase.promised.is_some() => purchase.own_hold,
        _ => None,
    }
}

/// Puts newer states over older ones of the same key.
fn replace_all<T: Clone, K: PartialEq>(kept: &mut Vec<T>, newer: &[T], key: impl Fn(&T) -> K) {
    for item in newer {
        match kept.iter_mut().find(|old| key(old) == key(item)) {
            Some(old) => *old = item.clone(),
            None => kept.push(item.clone()),
        }
    }
}

/// The local midnight at which the owner's segments are to be looked at next: the first one after which one of them
/// could have changed. A segment the stored list is wrong about already is due at the very next midnight.
fn check_at(program: &Program, situation: &Situation, at: Instant) -> Option<Instant> {
    if program.segments.is_empty() {
        return None;
    }
    // What happened at this instant is past only just after it; else everybody would be due on the day they buy.
    let just_after = When::now(at.plus_ms(1));
    let columns = MemberColumns::of(program, situation, just_after);
    let view = columns.view();
    let change = |segment: &Segment| {
        if condition::holds(&segment.when, &view) != situation.segments.contains(&segment.id) {
            return Some(at);
        }
        condition::next_change_at(&segment.when, &view)
    };
    let first = program.segments.iter().filter_map(change).min()?;
    let midnight = program.zone.start_of_day(program.zone.date(first));
    Some(if midnight == first && first > at {
        first
    } else {
        program.zone.end_of_day(program.zone.date(first))
    })
}

/// Facts of the journal that follow from a decision beside the document's own.
fn facts(owner: MemberId, decision: &Decision, at: Instant) -> Vec<Fact> {
    let fact = |kind, payload: serde_json::Value| Fact {
        at,
        kind,
        owner: Some(owner),
        payload: payload.to_string(),
    };
    let mut facts = Vec::new();
    for posting in &decision.postings {
        let kind = match posting.kind {
            PostingKind::Expire => "points.expired",
            PostingKind::Activate => "points.activated",
            _ => continue,
        };
        let points = posting
            .entries
            .iter()
            .map(|entry| entry.points.raw())
            .filter(|points| *points > 0)
            .sum::<i64>();
        facts.push(fact(
            kind,
            serde_json::json!({"unit": posting.unit, "points": points, "at": posting.at.ms()}),
        ));
    }
    for effect in &decision.effects {
        if let EffectKind::Tier {
            scheme,
            from,
            to,
            reason,
            ..
        } = &effect.kind
        {
            facts.push(fact(
                "tier.changed",
                serde_json::json!({"scheme": scheme, "from": from, "to": to, "reason": reason}),
            ));
        }
    }
    for effect in &decision.effects {
        if let EffectKind::Draw { draw, number } = &effect.kind {
            facts.push(fact(
                "draw.made",
                serde_json::json!({"draw": draw, "number": number}),
            ));
        }
    }
    for moved in &decision.coupons {
        let kind = match moved {
            CouponMove::Issued { .. } => "coupon.issued",
            CouponMove::Used { .. } => "coupon.used",
            CouponMove::GivenBack { .. } => "coupon.given_back",
            CouponMove::Withdrawn { .. } => "coupon.withdrawn",
        };
        facts.push(fact(kind, serde_json::json!({"series": moved.series()})));
    }
    for moved in &decision.segments {
        let kind = if moved.entered {
            "segment.entered"
        } else {
            "segment.left"
        };
        facts.push(fact(kind, serde_json::json!({"segment": moved.segment})));
    }
    for discrepancy in &decision.discrepancies {
        facts.push(fact("discrepancy.found", serde_json::json!(discrepancy)));
    }
    facts
}
