//! A till for tests of the ledger: it sells lines, redeems and earns by the simplest rules, through the same book.

use crate::basket::{
    Basket, Discount, Earned, Line, Priced, PricedBy, PricedLine, Redeemed, Totals,
};
use crate::counter::{Counted, CounterKey, CounterMove};
use crate::decision::{Decision, Effect, EffectKind, When};
use crate::event::{Event, PastDecision, PastReturn, Purchase, Return, ReturnAsk};
use crate::id::{MemberId, PurchaseId, QuoteId};
use crate::member::Profile;
use crate::name::{RuleId, SchemeId};
use crate::number::{Money, Points, Price, Quantity, distribute, distribute_or_equal};
use crate::points::fixture::{day, points, program, unit};
use crate::points::{Book, NewLot, PostingKind, Spending, Wallet};
use crate::program::{
    Downgrade, Keep, Manual, PointValue, Program, TierMetric, TierPeriod, TierScheme, Upgrade,
};
use crate::situation::{Member, Situation};
use crate::tier::after_metric;
use crate::time::Instant;

/// A line to sell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goods {
    pub units: i64,
    pub amount: i64,
    pub discounts: [i64; 2],
}

/// A sale to make.
#[derive(Debug, Clone)]
pub(crate) struct Sale {
    pub goods: Vec<Goods>,
    pub redeem: i64,
    /// Earned over all lines by the rule `base`.
    pub base: i64,
    /// Earned over all lines by the rule `bonus`.
    pub bonus: i64,
    /// When `bonus` becomes active.
    pub bonus_from: Option<Instant>,
    /// When everything earned burns.
    pub expires_at: Option<Instant>,
    pub own: Option<QuoteId>,
    /// Redeem without backing.
    pub till: bool,
}

impl Sale {
    /// Lines of one unit without discounts, that redeem and earn so much.
    pub fn of(amounts: &[i64], redeem: i64, base: i64) -> Self {
        let goods = amounts.iter().map(|amount| Goods {
            units: 1,
            amount: *amount,
            discounts: [0, 0],
        });
        Self {
            goods: goods.collect(),
            redeem,
            base,
            bonus: 0,
            bonus_from: None,
            expires_at: None,
            own: None,
            till: false,
        }
    }
}

/// A program whose point is a minor unit, with a scheme of each metric.
pub(crate) fn shop() -> Program {
    let mut program = program();
    program.units[0].value = Some(PointValue {
        points: points(1),
        money: Money::from_minor(1),
    });
    let scheme = |metric: TierMetric| TierScheme {
        id: scheme_of(&metric),
        metric,
        or: None,
        period: TierPeriod::Lifetime,
        levels: vec![],
        upgrade: Upgrade::AtOnce,
        keep: Keep::Forever,
        grace: None,
        round: None,
        downgrade: Downgrade::ToEarned,
        manual: Manual::Hold,
    };
    program.schemes = vec![
        scheme(TierMetric::Spend),
        scheme(TierMetric::Visits),
        scheme(TierMetric::Earned(unit())),
    ];
    program
}

fn scheme_of(metric: &TierMetric) -> SchemeId {
    SchemeId::new(match metric {
        TierMetric::Spend => "spend",
        TierMetric::Visits => "visits",
        TierMetric::Earned(_) => "earned",
        TierMetric::Units(_) => "units",
        TierMetric::Fee(_) => "fee",
    })
}

pub(crate) fn counter(scheme: &str) -> CounterKey {
    CounterKey {
        counted: Counted::Tier(SchemeId::new(scheme)),
        period: None,
    }
}

pub(crate) fn member(wallet: Wallet) -> Situation {
    let member = Member {
        id: MemberId::from_raw(1),
        registered_at: day(0),
        blocked: false,
        profile: Profile::default(),
    };
    Situation {
        member: Some(member),
        wallet,
        ..Situation::default()
    }
}

/// A shop with one member: sales, returns and voids, each applied to the situation.
#[derive(Debug, Clone)]
pub(crate) struct Shop {
    pub program: Program,
    pub now: Situation,
    pub sold: Vec<PastDecision>,
}

impl Shop {
    pub fn open(wallet: Wallet) -> Self {
        Self {
            program: shop(),
            now: member(wallet),
            sold: Vec::new(),
        }
    }

    /// Sells and answers the number of the sale.
    pub fn sell(&mut self, sale: &Sale, when: When) -> Decision {
        let id = PurchaseId::from_raw(i64::try_from(self.sold.len()).unwrap() + 1);
        let purchase = purchase(id, sale);
        let decision = sell(&self.program, &self.now, id, sale, when);
        self.sold
            .extend(PastDecision::of(&purchase, &decision, when));
        self.apply(&Event::Purchase(purchase), &decision, when);
        decision
    }

    /// Takes units of lines of a sale back; none asked for: everything that is left.
    pub fn take_back(&mut self, sale: usize, asked: &[(u32, i64)], when: When) -> Decision {
        let lines = asked.iter().map(|(number, units)| ReturnAsk {
            number: *number,
            quantity: Quantity::whole(*units),
        });
        let event = Event::Return(Return {
            purchase: Box::new(self.sold[sale].clone()),
            lines: lines.collect(),
        });
        let decision = crate::decide(&self.program, &self.now, &event, when);
        self.sold[sale].returned.extend(PastReturn::of(&decision));
        self.apply(&event, &decision, when);
        decision
    }

    /// Voids a sale.
    pub fn void(&mut self, sale: usize, when: When) -> Decision {
        let event = Event::Void(Box::new(self.sold[sale].clone()));
        let decision = crate::decide(&self.program, &self.now, &event, when);
        self.sold[sale].voided |= decision.refusal.is_none();
        self.apply(&event, &decision, when);
        decision
    }

    fn apply(&mut self, event: &Event, decision: &Decision, when: When) {
        self.now.apply(&self.program, event, decision, when);
    }

    /// Points to spend less debt, as of an instant.
    pub fn available(&self, when: When) -> i64 {
        let book = Book::open(&self.program, &self.now.wallet, when);
        book.available(&unit()).raw()
    }
}

/// A basket of so many lines of one free unit.
pub(crate) fn basket(lines: u32) -> Basket {
    let lines = (1..=lines).map(|number| Line {
        number,
        sku: None,
        quantity: Quantity::ONE,
        price: Price::ZERO,
        club_price: None,
        min_price: None,
        category: vec![],
        brand: None,
        flags: vec![],
        sold_for: None,
        gift_card: None,
        gift_of: None,
    });
    Basket {
        lines: lines.collect(),
        store: None,
        channel: None,
        coupons: vec![],
        payments: vec![],
        gift_cards: vec![],
        redeem: vec![],
        priced: PricedBy::Here,
    }
}

fn purchase(id: PurchaseId, sale: &Sale) -> Purchase {
    let mut basket = basket(u32::try_from(sale.goods.len()).unwrap());
    for (line, goods) in basket.lines.iter_mut().zip(&sale.goods) {
        line.quantity = Quantity::whole(goods.units);
    }
    Purchase {
        id,
        basket,
        own_hold: sale.own,
        promised: None,
    }
}

/// Sells: what `decide` does for a purchase, by simpler rules.
pub(crate) fn sell(
    program: &Program,
    situation: &Situation,
    id: PurchaseId,
    sale: &Sale,
    when: When,
) -> Decision {
    let mut book = Book::open(program, &situation.wallet, when);
    let mut decision = Decision::default();
    let redeemed = redeem(&mut book, &mut decision, sale);
    let mut lines = priced_lines(sale, redeemed);
    earn(&mut book, &mut decision, id, sale, &mut lines);
    let earned: Points = lines
        .iter()
        .flat_map(|line| &line.earned)
        .map(|part| part.points)
        .sum();
    let to_pay: Money = lines.iter().map(|line| line.to_pay).sum();
    for (scheme, delta) in [
        ("spend", to_pay.minor()),
        ("visits", 1),
        ("earned", earned.raw()),
    ] {
        let moved = CounterMove {
            key: counter(scheme),
            delta,
        };
        decision.counters.push(moved.clone());
        decision
            .effects
            .push(effect(scheme, EffectKind::Counter(moved)));
        lift(program, situation, scheme, delta, when, &mut decision);
    }
    let totals = Totals {
        to_pay,
        ..Totals::default()
    };
    decision.priced = Some(Priced {
        lines,
        totals,
        redeem: vec![],
        earn: vec![],
        coupons: vec![],
        hints: vec![],
        gifts: vec![],
        gift_cards: vec![],
        gift_card_loads: vec![],
        approximate: vec![],
    });
    book.close(&mut decision);
    decision
}

fn lift(
    program: &Program,
    situation: &Situation,
    id: &str,
    delta: i64,
    when: When,
    decision: &mut Decision,
) {
    let scheme = program
        .schemes
        .iter()
        .find(|scheme| scheme.id.as_str() == id);
    let scheme = scheme.unwrap();
    let moved = CounterMove {
        key: counter(id),
        delta,
    };
    let counters = situation.counters.after(&[moved]);
    if let Some(moved) = after_metric(program, situation, scheme, when, &counters) {
        moved.record(scheme, situation, decision);
    }
}

fn redeem(book: &mut Book<'_>, decision: &mut Decision, sale: &Sale) -> Points {
    let most: i64 = sale.goods.iter().map(left_to_pay).sum();
    let asked = points(sale.redeem.min(most));
    let spendable = book.spendable(&unit(), sale.own);
    let asked = if sale.till {
        asked
    } else {
        asked.min(spendable)
    };
    let spent = book.spend(Spending {
        unit: unit(),
        points: asked,
        own: sale.own,
        allow_debt: sale.till,
        rule: RuleId::new("redeem"),
        kind: PostingKind::Redeem,
        effect: decision.next_effect(),
    });
    let total = spent.total();
    decision.effects.push(effect(
        "redeem",
        EffectKind::Take {
            unit: unit(),
            wanted: asked,
            granted: total,
            lots: spent.lots,
            debt: spent.debt,
        },
    ));
    if let Some(own) = sale.own {
        book.release(own);
    }
    total
}

fn left_to_pay(goods: &Goods) -> i64 {
    goods.amount - goods.discounts.iter().sum::<i64>()
}

fn priced_lines(sale: &Sale, redeemed: Points) -> Vec<PricedLine> {
    let room: Vec<i64> = sale.goods.iter().map(left_to_pay).collect();
    let shares = distribute(redeemed.raw(), &room, Some(&room)).parts;
    let lines = sale.goods.iter().zip(shares).zip(1..);
    let lines = lines.map(|((goods, share), number)| PricedLine {
        number,
        quantity: Quantity::whole(goods.units),
        amount: Money::from_minor(goods.amount),
        discounts: goods.discounts.map(discount).to_vec(),
        redeemed: vec![Redeemed {
            unit: unit(),
            points: points(share),
            amount: Money::from_minor(share),
        }],
        to_pay: Money::from_minor(left_to_pay(goods) - share),
        earned: vec![],
        pieces: vec![],
    });
    lines.collect()
}

fn discount(granted: i64) -> Discount {
    Discount {
        rule: RuleId::new("sale"),
        lane: None,
        quantity: Quantity::ONE,
        wanted: Money::from_minor(granted),
        granted: Money::from_minor(granted),
    }
}

fn earn(
    book: &mut Book<'_>,
    decision: &mut Decision,
    id: PurchaseId,
    sale: &Sale,
    lines: &mut [PricedLine],
) {
    let rules = [
        ("base", sale.base, None),
        ("bonus", sale.bonus, sale.bonus_from),
    ];
    for (rule, amount, activates_at) in rules.into_iter().filter(|(_, amount, _)| *amount > 0) {
        let paid: Vec<i64> = lines.iter().map(|line| line.to_pay.minor()).collect();
        let shares = distribute_or_equal(amount, &paid, None).parts;
        for (line, share) in lines.iter_mut().zip(shares) {
            line.earned.push(Earned {
                unit: unit(),
                rule: RuleId::new(rule),
                points: points(share),
            });
        }
        let lot = book.give(NewLot {
            unit: unit(),
            points: points(amount),
            activates_at,
            expires_at: sale.expires_at,
            rule: RuleId::new(rule),
            purchase: Some(id),
            issue: None,
            kind: PostingKind::Earn,
            effect: decision.next_effect(),
        });
        let given = EffectKind::Grant {
            unit: unit(),
            points: points(amount),
            lot,
        };
        decision.effects.push(effect(rule, given));
    }
}

fn effect(rule: &str, kind: EffectKind) -> Effect {
    Effect {
        rule: RuleId::new(rule),
        line: None,
        kind,
    }
}
