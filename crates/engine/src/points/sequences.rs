//! What no sequence of sales, holds, returns, voids, corrections and time may break. Proptest prints the seed.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::decision::{Decision, When};
use crate::event::{Adjustment, Event};
use crate::id::QuoteId;
use crate::number::Points;
use crate::points::fixture::{day, points, unit, wallet};
use crate::points::{
    Account, Book, HoldAsk, Lot, LotNumber, LotState, Posting, Wallet, decide_hold, decide_release,
};
use crate::program::Shortfall;
use crate::purchase::fixture::{Goods, Sale, Shop, counter};
use crate::time::{Instant, Span};

const HOUR: i64 = 3_600_000;

/// Something that happens.
#[derive(Debug, Clone)]
enum Act {
    Sell {
        sale: Sale,
        hours_late: i64,
        days_alive: Option<i64>,
        days_pending: Option<i64>,
    },
    SellHeld {
        basket: u8,
    },
    Hold {
        basket: u8,
        points: i64,
        minutes: i64,
    },
    Cancel {
        basket: u8,
    },
    TakeBack {
        sale: prop::sample::Index,
        line: Option<prop::sample::Index>,
        units: i64,
    },
    Void {
        sale: prop::sample::Index,
    },
    Adjust {
        points: i64,
        days_alive: Option<i64>,
    },
    Tick,
}

fn goods() -> impl Strategy<Value = Goods> {
    (1..5i64, 1..2_000i64, 0..3i64, 0..3i64).prop_map(|(units, amount, one, other)| Goods {
        units,
        amount,
        discounts: [amount * one / 10, amount * other / 10],
    })
}

fn sale() -> impl Strategy<Value = Sale> {
    let goods = prop::collection::vec(goods(), 1..4);
    (
        goods,
        0..400i64,
        0..200i64,
        0..60i64,
        prop::bool::weighted(0.2),
    )
        .prop_map(|(goods, redeem, base, bonus, till)| Sale {
            goods,
            bonus,
            till,
            ..Sale::of(&[], redeem, base)
        })
}

fn act() -> impl Strategy<Value = Act> {
    let days = || prop::option::of(1..40i64);
    let index = || any::<prop::sample::Index>();
    prop_oneof![
        4 => (sale(), prop_oneof![4 => Just(0), 1 => 0..200i64], days(), days()).prop_map(
            |(sale, hours_late, days_alive, days_pending)| Act::Sell { sale, hours_late, days_alive, days_pending }
        ),
        1 => (0..3u8).prop_map(|basket| Act::SellHeld { basket }),
        2 => (0..3u8, 1..300i64, 1..4_000i64)
            .prop_map(|(basket, points, minutes)| Act::Hold { basket, points, minutes }),
        1 => (0..3u8).prop_map(|basket| Act::Cancel { basket }),
        4 => (index(), prop::option::of(index()), 1..3i64)
            .prop_map(|(sale, line, units)| Act::TakeBack { sale, line, units }),
        1 => index().prop_map(|sale| Act::Void { sale }),
        2 => (-200..300i64, days()).prop_map(|(points, days_alive)| Act::Adjust { points, days_alive }),
        1 => Just(Act::Tick),
    ]
}

/// An act and the hours that pass before it.
fn acts() -> impl Strategy<Value = Vec<(i64, Act)>> {
    let pause = prop_oneof![3 => Just(0), 3 => 0..30i64, 1 => 0..600i64];
    prop::collection::vec((pause, act()), 1..40)
}

fn policy() -> impl Strategy<Value = (Shortfall, Option<Span>)> {
    let shortfall = prop_oneof![
        3 => Just(Shortfall::NegativeBalance),
        1 => Just(Shortfall::WithholdFromRefund),
        1 => Just(Shortfall::Forgive),
    ];
    (
        shortfall,
        prop_oneof![Just(Some(Span::Days(30))), Just(None)],
    )
}

/// A shop with its journal.
struct Played {
    shop: Shop,
    now: Instant,
    journal: Vec<Posting>,
    decisions: Vec<Decision>,
    quotes: i64,
}

impl Played {
    fn open(policy: (Shortfall, Option<Span>)) -> Self {
        let mut shop = Shop::open(Wallet::default());
        (
            shop.program.returns.shortfall,
            shop.program.returns.restore_grace,
        ) = policy;
        Self {
            shop,
            now: day(0),
            journal: Vec::new(),
            decisions: Vec::new(),
            quotes: 0,
        }
    }

    fn play(policy: (Shortfall, Option<Span>), acts: &[(i64, Act)]) -> Self {
        let mut played = Self::open(policy);
        for (hours, act) in acts {
            played.now = played.now.plus_ms(hours * HOUR);
            let decision = played.act(act);
            played.journal.extend(decision.postings.clone());
            played.decisions.push(decision);
            played.check();
        }
        played
    }

    fn act(&mut self, act: &Act) -> Decision {
        let when = When::now(self.now);
        let in_days = |days: &Option<i64>| days.map(|days| self.now.plus_ms(days * 24 * HOUR));
        match act {
            Act::Sell {
                sale,
                hours_late,
                days_alive,
                days_pending,
            } => {
                let sale = Sale {
                    expires_at: in_days(days_alive),
                    bonus_from: in_days(days_pending),
                    ..sale.clone()
                };
                let at = self.now.plus_ms(-hours_late * HOUR);
                self.shop.sell(
                    &sale,
                    When {
                        at,
                        posted_at: self.now,
                    },
                )
            }
            Act::SellHeld { basket } => self.sell_held(*basket),
            Act::Hold {
                basket,
                points,
                minutes,
            } => self.hold(*basket, *points, *minutes),
            Act::Cancel { basket } => self.cancel(*basket),
            Act::TakeBack { sale, line, units } => self.take_back(*sale, *line, *units),
            Act::Void { sale } if self.shop.sold.is_empty() => {
                let _ = sale;
                Decision::default()
            }
            Act::Void { sale } => {
                let sale = sale.index(self.shop.sold.len());
                self.shop.void(sale, when)
            }
            Act::Adjust {
                points: amount,
                days_alive,
            } => self.decide(&Event::Adjustment(Adjustment {
                unit: unit(),
                points: points(*amount),
                expires_at: in_days(days_alive),
                opening: false,
            })),
            Act::Tick => self.decide(&Event::Tick),
        }
    }

    fn decide(&mut self, event: &Event) -> Decision {
        let when = When::now(self.now);
        let decision = crate::decide(&self.shop.program, &self.shop.now, event, when);
        self.shop
            .now
            .apply(&self.shop.program, event, &decision, when);
        decision
    }

    fn hold(&mut self, basket: u8, amount: i64, minutes: i64) -> Decision {
        self.quotes += 1;
        let ask = HoldAsk {
            quote: QuoteId::from_raw(self.quotes),
            basket: basket.to_string(),
            expires_at: self.now.plus_ms(minutes * 60_000),
            points: vec![(unit(), points(amount))],
        };
        let when = When::now(self.now);
        let (hold, decision) = decide_hold(&self.shop.program, &self.shop.now.wallet, ask, when);
        self.shop.now.hold(hold, &decision);
        decision
    }

    fn held(&self, basket: u8) -> Option<(QuoteId, Points)> {
        let book = Book::open(
            &self.shop.program,
            &self.shop.now.wallet,
            When::now(self.now),
        );
        let hold = book.hold_of(&basket.to_string())?;
        Some((hold.quote, crate::points::HeldLot::sum(&hold.lots)))
    }

    fn cancel(&mut self, basket: u8) -> Decision {
        let Some((quote, _)) = self.held(basket) else {
            return Decision::default();
        };
        let (program, wallet) = (&self.shop.program, &self.shop.now.wallet);
        let decision = decide_release(program, wallet, quote, When::now(self.now));
        self.shop.now.wallet.apply(&decision);
        decision
    }

    /// A live quote is a promise: what it holds is what its sale spends, whatever is owed.
    fn sell_held(&mut self, basket: u8) -> Decision {
        let Some((quote, held)) = self.held(basket) else {
            return Decision::default();
        };
        let book = Book::open(
            &self.shop.program,
            &self.shop.now.wallet,
            When::now(self.now),
        );
        let choice = book.choose(&unit(), held, Some(quote));
        assert_eq!(crate::points::HeldLot::sum(&choice), held);
        let sale = Sale {
            own: Some(quote),
            ..Sale::of(&[held.raw() + 10], held.raw(), 3)
        };
        self.shop.sell(&sale, When::now(self.now))
    }

    fn take_back(
        &mut self,
        sale: prop::sample::Index,
        line: Option<prop::sample::Index>,
        units: i64,
    ) -> Decision {
        if self.shop.sold.is_empty() {
            return Decision::default();
        }
        let sale = sale.index(self.shop.sold.len());
        let lines = &self.shop.sold[sale].priced.lines;
        let line = line.map(|line| lines[line.index(lines.len())].number);
        let asked: Vec<(u32, i64)> = line.map(|number| (number, units)).into_iter().collect();
        self.shop.take_back(sale, &asked, When::now(self.now))
    }

    /// The invariants that hold after every act.
    fn check(&self) {
        let wallet = &self.shop.now.wallet;
        for posting in &self.journal {
            assert!(posting.is_balanced(), "{posting:?}");
        }
        for lot in &wallet.lots {
            assert_eq!(
                lot.remaining,
                entries_of(&self.journal, Some(lot.number)),
                "{lot:?}"
            );
            assert!(!lot.remaining.is_negative(), "{lot:?}");
            assert!(
                held(wallet, lot) <= lot.remaining,
                "{lot:?} {:?}",
                wallet.holds
            );
        }
        let debt: Points = wallet.debts.iter().map(|debt| debt.remaining).sum();
        assert_eq!(debt, -entries_of(&self.journal, None));
        let remaining = |state: LotState| -> Points {
            let lots = wallet.lots.iter().filter(|lot| lot.state == state);
            lots.map(|lot| lot.remaining).sum()
        };
        let available = remaining(LotState::Active) - debt;
        assert_eq!(available, balance(&self.journal, Account::Available));
        assert_eq!(
            remaining(LotState::Pending),
            balance(&self.journal, Account::Pending)
        );
        let expired: Points = wallet.lots.iter().map(|lot| lot.expired).sum();
        assert_eq!(expired, balance(&self.journal, Account::Expired));
        let loose = |lot: &&Lot| lot.state == LotState::Active && held(wallet, lot) < lot.remaining;
        if debt.is_positive() {
            assert_eq!(wallet.lots.iter().find(loose), None, "owing {debt:?}");
        }
    }
}

fn held(wallet: &Wallet, lot: &Lot) -> Points {
    wallet.holds.iter().map(|hold| hold.of(lot.number)).sum()
}

fn entries_of(journal: &[Posting], lot: Option<LotNumber>) -> Points {
    let entries = journal.iter().flat_map(|posting| &posting.entries);
    let owners = entries.filter(|entry| entry.account.is_owners() && entry.lot == lot);
    owners.map(|entry| entry.points).sum()
}

fn balance(journal: &[Posting], account: Account) -> Points {
    let entries = journal.iter().flat_map(|posting| &posting.entries);
    let of_account = entries.filter(|entry| entry.account == account);
    of_account.map(|entry| entry.points).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_unbalances_the_ledger(policy in policy(), acts in acts()) {
        Played::play(policy, &acts);
    }

    #[test]
    fn a_replay_decides_alike(policy in policy(), acts in acts()) {
        let first = Played::play(policy, &acts);
        let second = Played::play(policy, &acts);
        prop_assert_eq!(first.decisions, second.decisions);
    }

    /// A store loads only lots with something left, and those the event refers to.
    #[test]
    fn closed_lots_are_not_needed(policy in policy(), acts in acts(), sale in any::<prop::sample::Index>()) {
        let played = Played::play(policy, &acts);
        let shop = &played.shop;
        let when = When::now(played.now);
        let mut open = shop.now.clone();
        open.wallet.lots.retain(|lot| lot.remaining.is_positive());
        let whole = crate::decide(&shop.program, &shop.now, &Event::Tick, when);
        prop_assert_eq!(&whole, &crate::decide(&shop.program, &open, &Event::Tick, when));
        if shop.sold.is_empty() {
            return Ok(());
        }
        let purchase = &shop.sold[sale.index(shop.sold.len())];
        let named: Vec<LotNumber> = named_by(purchase);
        let mut loaded = shop.now.clone();
        loaded.wallet.lots.retain(|lot| lot.remaining.is_positive() || named.contains(&lot.number));
        let event = Event::Return(crate::event::Return { purchase: Box::new(purchase.clone()), lines: vec![] });
        let whole = crate::decide(&shop.program, &shop.now, &event, when);
        prop_assert_eq!(whole, crate::decide(&shop.program, &loaded, &event, when));
    }

    /// Two sales, each taken back whole in pieces, in any order: every balance is as it was.
    #[test]
    fn a_full_return_in_any_pieces_restores_every_balance(
        lots in prop::collection::vec((1..300i64, prop::option::of(50..90i64)), 0..4),
        sales in prop::collection::vec(sale(), 1..4),
        pieces in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..20),
    ) {
        let before = wallet(&lots);
        let mut shop = Shop::open(before.clone());
        let when = When::now(day(1));
        let balance = shop.available(when);
        for sale in &sales {
            let sale = Sale { bonus_from: Some(day(9)), ..sale.clone() };
            shop.sell(&sale, when);
        }
        let mut refunds: BTreeMap<usize, i64> = BTreeMap::new();
        let rest = (0..sales.len()).map(|sale| (sale, None));
        let pieces = pieces.iter().map(|(sale, line)| (sale.index(sales.len()), Some(line)));
        for (sale, line) in pieces.chain(rest) {
            let lines = &shop.sold[sale].priced.lines;
            let line = line.map(|line| (lines[line.index(lines.len())].number, 1));
            let asked: Vec<(u32, i64)> = line.into_iter().collect();
            let decision = shop.take_back(sale, &asked, when);
            let refund = decision.returned.map_or(0, |returned| returned.refund.minor());
            *refunds.entry(sale).or_default() += refund;
        }
        for (sale, refund) in refunds {
            prop_assert_eq!(refund, shop.sold[sale].priced.totals.to_pay.minor());
        }
        for scheme in ["spend", "visits", "earned"] {
            prop_assert_eq!(shop.now.counters.get(&counter(scheme)), 0);
        }
        prop_assert_eq!(shop.available(when), balance);
        prop_assert_eq!(&shop.now.wallet.debts, &vec![]);
        prop_assert_eq!(&shop.now.history, &vec![]);
        let pending = shop.now.wallet.lots.iter().filter(|lot| lot.state == LotState::Pending);
        prop_assert_eq!(pending.map(|lot| lot.remaining).sum::<Points>(), Points::ZERO);
        if sales.len() == 1 && !sales[0].till {
            let left = |wallet: &Wallet| -> Vec<(Points, Option<Instant>)> {
                let lots = wallet.lots.iter().take(lots.len());
                lots.map(|lot| (lot.remaining, lot.expires_at)).collect()
            };
            prop_assert_eq!(left(&shop.now.wallet), left(&before));
        }
    }
}

/// Lots a purchase took from or gave.
fn named_by(purchase: &crate::event::PastDecision) -> Vec<LotNumber> {
    use crate::decision::EffectKind;
    let named = purchase
        .effects
        .iter()
        .flat_map(|effect| match &effect.kind {
            EffectKind::Grant { lot, .. } => vec![*lot],
            EffectKind::Take { lots, .. } => lots.iter().map(|part| part.lot).collect(),
            _ => vec![],
        });
    named.collect()
}
