//! A basket somebody asked about, as a scenario: the buyer's story as far as the program reads it, the basket, and what
//! came of it as what is to come again. A complaint becomes a test.

use crate::basket::{Basket, Line, PricedBy};
use crate::decision::When;
use crate::event::Purchase;
use crate::gift_card;
use crate::id::PurchaseId;
use crate::member::Profile;
use crate::name::{SchemeId, TierId, UnitId};
use crate::number::{Money, Points, Price, Quantity, Rounding, mul_div};
use crate::points::Book;
use crate::program::Program;
use crate::scenario::run::act;
use crate::scenario::write::write;
use crate::scenario::{
    Action, AdjustAsk, Backend, EngineBackend, EventAsk, Expectation, LineFact, Outcome, PointsOf,
    PurchaseAsk, Registration, Scenario, Step, Subject, Sum,
};
use crate::situation::{PastLine, PastPurchase, Product, Situation};
use crate::time::Instant;

/// What a recorded buyer is called.
const BUYER: &str = "buyer";

/// The most purchases and events of the past that are told.
const PAST_MOST: usize = 200;

/// How far back a story goes: a little less than a scenario may last.
const YEARS_MS: i64 = 19 * 365 * 86_400_000;

/// What is written in place of a telephone and an address, which conditions only ask the presence of.
const PHONE: &str = "+70000000000";
const EMAIL: &str = "buyer@example.org";

/// The text of a scenario file that prices this basket for this buyer, with what came as expectations. It passes on
/// the program it was recorded on.
///
/// Names and contacts of the buyer are left out. What a scenario cannot tell (holds, limits used up, facts about
/// stores, points owed) may make it come out otherwise than for the buyer; it then says so in its first lines.
pub fn record(
    program: &Program,
    situation: &Situation,
    basket: &Basket,
    when: When,
    name: &str,
) -> String {
    let mut recorder = Recorder {
        program,
        situation,
        when,
        backend: EngineBackend::new(program),
        steps: Vec::new(),
    };
    recorder.buyer();
    let outcome = recorder.quote(basket);
    let notes = recorder.notes(basket, &outcome);
    let scenario = Scenario {
        name: name.to_owned(),
        line: None,
        steps: recorder.steps,
    };
    write(program, &scenario, &notes)
}

struct Recorder<'a> {
    program: &'a Program,
    situation: &'a Situation,
    when: When,
    backend: EngineBackend<'a>,
    steps: Vec<Step>,
}

impl Recorder<'_> {
    /// Takes a step and keeps it, unless it was refused.
    fn take(&mut self, at: Instant, action: Action) -> Outcome {
        let step = Step {
            draw: u64::MAX,
            line: None,
            at,
            action,
            expect: Vec::new(),
        };
        let outcome = act(&step, &mut self.backend).unwrap_or_default();
        if outcome.refused.is_none() {
            self.steps.push(step);
        }
        outcome
    }

    /// The buyer joins, lives through what the program reads of them, and has the points they have.
    fn buyer(&mut self) {
        let Some(member) = &self.situation.member else {
            return;
        };
        let past = self.past();
        let first = past.first().map_or(self.when.at, |(at, _)| *at);
        let oldest = self.when.at.plus_ms(-YEARS_MS);
        let joined = member
            .registered_at
            .max(oldest)
            .min(first)
            .min(self.when.at);
        let registration = Registration {
            name: BUYER.to_owned(),
            card: None,
            profile: impersonal(&member.profile),
            tiers: self.tiers(),
            saved: self.situation.saved.clone(),
            rfm: self.situation.stamps.rfm,
        };
        self.take(joined, Action::Register(registration));
        for (at, action) in past {
            self.take(at, action);
        }
        self.balances();
    }

    fn tiers(&self) -> Vec<(SchemeId, TierId)> {
        let schemes = self.program.schemes.iter();
        let held = schemes.filter_map(|scheme| {
            let rank = scheme.rank_at(self.situation, self.when.at)?;
            let level = scheme.levels.get(rank)?;
            Some((scheme.id.clone(), level.id.clone()))
        });
        held.collect()
    }

    /// Purchases and events before this one, oldest first.
    fn past(&self) -> Vec<(Instant, Action)> {
        let oldest = self.when.at.plus_ms(-YEARS_MS);
        let before = |at: Instant| (oldest..self.when.at).contains(&at);
        let bought = self.situation.history.iter();
        let bought = bought.filter(|past| before(past.at));
        let mut past: Vec<(Instant, Action)> = bought
            .map(|past| (past.at, Action::Purchase(self.bought(past))))
            .collect();
        if past.is_empty() {
            past.extend(self.long_ago().filter(|(at, _)| before(*at)));
        }
        let events = self.situation.events.iter();
        past.extend(events.filter(|event| before(event.at)).map(|event| {
            let asked = EventAsk {
                by: BUYER.to_owned(),
                kind: event.kind.clone(),
                properties: event.properties.clone(),
            };
            (event.at, Action::Event(asked))
        }));
        past.sort_by_key(|(at, _)| *at);
        let older = past.len().saturating_sub(PAST_MOST);
        past.split_off(older)
    }

    /// The last purchase of all, where it is too long ago for the program to know more of it.
    fn long_ago(&self) -> impl Iterator<Item = (Instant, Action)> {
        self.situation.last_purchase_at.into_iter().map(|at| {
            let line = sold(1, Quantity::ONE, Money::from_minor(1), self.program);
            let asked = at_the_till(vec![line]);
            (at, Action::Purchase(asked))
        })
    }

    /// A purchase as it stands, whatever the rules say of it now.
    fn bought(&self, past: &PastPurchase) -> PurchaseAsk {
        let line = |(number, past): (u32, &PastLine)| Line {
            sku: past.sku.clone(),
            category: past.category.clone(),
            brand: past.brand.clone(),
            ..sold(number, past.quantity, past.amount, self.program)
        };
        let lines: Vec<Line> = if past.lines.is_empty() {
            vec![sold(1, Quantity::ONE, past.amount, self.program)]
        } else {
            (1..).zip(&past.lines).map(line).collect()
        };
        let mut asked = at_the_till(lines);
        asked.basket.store.clone_from(&past.store);
        asked.basket.channel.clone_from(&past.channel);
        asked
    }

    /// Corrects what the story gave to what the buyer has.
    fn balances(&mut self) {
        let book = Book::open(self.program, &self.situation.wallet, self.when);
        let at = self.when.at;
        // Time passes first: what is due by now is posted.
        let _ = self.backend.pass(at);
        let Ok(standing) = self.backend.standing(BUYER) else {
            return;
        };
        for unit in &self.program.units {
            let has = standing
                .available
                .get(&unit.id)
                .copied()
                .unwrap_or_default();
            let points = book.spendable(&unit.id, None).max(Points::ZERO) - has;
            if points.is_zero() {
                continue;
            }
            let asked = AdjustAsk {
                by: BUYER.to_owned(),
                unit: unit.id.clone(),
                points,
                expires_at: None,
                opening: points.is_positive(),
            };
            self.take(at, Action::Adjust(asked));
        }
    }

    /// The basket, with what comes of it as what is to come.
    fn quote(&mut self, basket: &Basket) -> Outcome {
        let asked = PurchaseAsk {
            name: None,
            by: self.situation.member.as_ref().map(|_| BUYER.to_owned()),
            sold_at: None,
            basket: stated(self.program, basket, self.situation),
            hold: false,
            quote: None,
        };
        let outcome = self.take(self.when.at, Action::Quote(asked));
        let expect = self.expectations(basket, &outcome);
        if let Some(step) = self.steps.last_mut() {
            step.expect = expect;
        }
        outcome
    }

    fn expectations(&self, basket: &Basket, outcome: &Outcome) -> Vec<Expectation> {
        let mut subjects = vec![
            ("paid".to_owned(), Subject::Sum(Sum::Paid)),
            ("discount".to_owned(), Subject::Sum(Sum::Discount)),
        ];
        for unit in &self.program.units {
            let id = &unit.id;
            let of = |of| Subject::Points(of, id.clone());
            subjects.push((format!("earned.{id}"), of(PointsOf::Earned)));
            let redeemed = basket.redeem.iter().any(|ask| ask.unit == *id);
            if redeemed {
                subjects.push((format!("redeemed.{id}"), of(PointsOf::Redeemed)));
                subjects.push((
                    format!("redeem.{id}.reason"),
                    Subject::RedeemReason(id.clone()),
                ));
            }
        }
        if basket.lines.len() > 1 {
            subjects.extend(basket.lines.iter().map(|line| {
                let key = format!("line.{}.to_pay", line.number);
                (key, Subject::Line(line.number, LineFact::ToPay))
            }));
        }
        let codes = basket.coupons.iter();
        subjects
            .extend(codes.map(|code| (format!("coupon.{code}"), Subject::Coupon(code.clone()))));
        subjects.push(("hints".to_owned(), Subject::Hints));
        let came = subjects
            .into_iter()
            .filter_map(|(key, subject)| Expectation::of(self.program, outcome, key, subject));
        came.collect()
    }

    /// What the reader should know: where the story alone comes to another answer than the buyer got.
    fn notes(&self, basket: &Basket, outcome: &Outcome) -> Vec<String> {
        let purchase = Purchase {
            id: PurchaseId::from_raw(0),
            basket: basket.clone(),
            own_hold: None,
            promised: None,
        };
        let priced = crate::basket::price(self.program, self.situation, &purchase, self.when);
        let Some(sale) = &outcome.sale else {
            return vec!["The basket could not be played.".to_owned()];
        };
        let mut earned: std::collections::BTreeMap<UnitId, Points> = sale.earned.clone();
        for earning in &priced.earn {
            *earned.entry(earning.unit.clone()).or_default() -= earning.amount;
        }
        let same = sale.totals == priced.totals && earned.values().all(|left| left.is_zero());
        if same {
            return Vec::new();
        }
        let money = |money| self.program.currency.format_money(money);
        vec![
            format!(
                "The buyer's own answer was {} to pay: something that a scenario cannot tell took part in it,",
                money(priced.totals.to_pay)
            ),
            "like a limit that is used up, points on hold, or facts about a store.".to_owned(),
        ]
    }
}

/// A profile without names and contacts.
fn impersonal(profile: &Profile) -> Profile {
    Profile {
        first_name: None,
        middle_name: None,
        last_name: None,
        phone: profile.phone.as_ref().map(|_| PHONE.to_owned()),
        email: profile.email.as_ref().map(|_| EMAIL.to_owned()),
        ..profile.clone()
    }
}

/// A purchase a till sold.
fn at_the_till(lines: Vec<Line>) -> PurchaseAsk {
    PurchaseAsk {
        name: None,
        by: Some(BUYER.to_owned()),
        sold_at: None,
        basket: Basket {
            lines,
            store: None,
            channel: None,
            coupons: Vec::new(),
            payments: Vec::new(),
            gift_cards: Vec::new(),
            redeem: Vec::new(),
            priced: PricedBy::Till,
        },
        hold: false,
        quote: None,
    }
}

/// A line sold for this amount.
fn sold(number: u32, quantity: Quantity, amount: Money, program: &Program) -> Line {
    let whole = Price::from_money(amount, program.currency);
    let quantity = if quantity.is_positive() {
        quantity
    } else {
        Quantity::ONE
    };
    let each = mul_div(
        whole.raw(),
        Quantity::ONE.raw(),
        quantity.raw(),
        Rounding::HalfUp,
    );
    Line {
        number,
        sku: None,
        quantity,
        price: Price::from_raw(each),
        club_price: None,
        min_price: None,
        category: Vec::new(),
        brand: None,
        flags: Vec::new(),
        gift_card: None,
        gift_of: None,
        sold_for: Some(amount),
    }
}

/// A basket with what the catalogue says of its goods written out.
fn stated(program: &Program, basket: &Basket, situation: &Situation) -> Basket {
    let unknown = Product::default();
    let line = |line: &Line| {
        let known = line
            .sku
            .as_ref()
            .and_then(|sku| situation.catalogue.get(sku));
        let known = known.map_or(&unknown, AsRef::as_ref);
        Line {
            club_price: line.club_price.or(known.club_price),
            min_price: line.min_price.or(known.min_price),
            brand: line.brand.clone().or_else(|| known.brand.clone()),
            category: first_said(&line.category, &known.category),
            flags: first_said(&line.flags, &known.flags),
            gift_card: None,
            ..line.clone()
        }
    };
    // Codes of cards are nobody's to read; what they were is told as what is paid by.
    let cards = gift_card::paying(program, situation, basket).into_iter();
    let cards = cards.map(|(kind, _)| kind);
    let payments = basket.payments.iter().cloned();
    Basket {
        lines: basket.lines.iter().map(line).collect(),
        payments: payments.chain(cards.map(str::to_owned)).collect(),
        gift_cards: Vec::new(),
        ..basket.clone()
    }
}

/// What the line says, else what the catalogue says.
fn first_said<T: Clone>(line: &[T], known: &[T]) -> Vec<T> {
    if line.is_empty() {
        known.to_vec()
    } else {
        line.to_vec()
    }
}
