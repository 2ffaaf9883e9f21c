//! What an erased member leaves behind goes to the program.

use crate::decision::{Decision, When};
use crate::name::{RuleId, UnitId};
use crate::points::book::{Book, Cause, of, of_lot};
use crate::points::{Account, Debt, Lot, LotState, PostingKind, Wallet};
use crate::program::Program;
use crate::situation::Situation;

/// The rule named by what an erasure does.
const ERASURE: &str = "erasure";

/// Ends what is held and gives up all points, pending ones and debts too. What comes back to the member later is given up as
/// it comes (see [`Wallet::forfeits`]).
pub(crate) fn decide_erased(program: &Program, situation: &Situation, when: When) -> Decision {
    let wallet = Wallet {
        forfeits: true,
        ..situation.wallet.clone()
    };
    let mut book = Book::open(program, &wallet, when);
    let quotes: Vec<_> = book.wallet.holds.iter().map(|hold| hold.quote).collect();
    quotes.into_iter().for_each(|quote| book.release(quote));
    let mut decision = Decision::default();
    book.close(&mut decision);
    decision
}

impl Book<'_> {
    /// Gives up what no hold reserves, and lets go of what is owed.
    pub(super) fn give_up(&mut self) {
        let lots = self.wallet.lots.clone();
        lots.iter().for_each(|lot| self.give_up_lot(lot));
        let debts = self.wallet.debts.clone();
        let owed = debts.iter().filter(|debt| debt.remaining.is_positive());
        owed.for_each(|debt| self.let_go(debt));
    }

    fn give_up_lot(&mut self, lot: &Lot) {
        let points = self.free(lot, None);
        if !points.is_positive() {
            return;
        }
        if let Some(lot) = self.change_lot(lot.number) {
            lot.remaining -= points;
        }
        self.given_up.push((lot.number, points));
        let side = match lot.state {
            LotState::Pending => Account::Pending,
            LotState::Active | LotState::Expired => Account::Available,
        };
        let from = of_lot(side, lot.number, -points);
        self.post(
            self.by_erasure(&lot.unit),
            vec![from, of(Account::Forfeited, points)],
        );
    }

    fn let_go(&mut self, debt: &Debt) {
        let points = debt.remaining;
        self.lessen_debt(debt.number, points);
        if let Some(lot) = debt.lot
            && self.change_lot(lot).is_some()
        {
            self.given_up.push((lot, -points));
        }
        let sides = [
            of(Account::Available, points),
            of(Account::Forfeited, -points),
        ];
        self.post(self.by_erasure(&debt.unit), sides.to_vec());
    }

    fn by_erasure(&self, unit: &UnitId) -> Cause {
        Cause {
            kind: PostingKind::Forfeit,
            unit: unit.clone(),
            at: self.when.at,
            rule: Some(RuleId::new(ERASURE)),
            effect: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Event;
    use crate::number::Points;
    use crate::points::fixture::{day, on, points, program, unit, wallet};
    use crate::points::{DebtNumber, HeldLot, Hold, LotNumber};

    fn erased(wallet: Wallet) -> (Situation, Decision) {
        let mut owner = Situation {
            wallet,
            ..Situation::default()
        };
        let decision = crate::decide(&program(), &owner, &Event::Erased, on(1));
        owner.apply(&program(), &Event::Erased, &decision, on(1));
        (owner, decision)
    }

    /// What the program's account has gained, and that nothing is left with the owner.
    fn check(wallet: Wallet, forfeited: i64) {
        let (owner, decision) = erased(wallet);
        let entries = { decision.postings.iter() }.flat_map(|posting| &posting.entries);
        let gained = entries.filter(|entry| entry.account == Account::Forfeited);
        let gained: Points = gained.map(|entry| entry.points).sum();
        assert_eq!(gained, points(forfeited));
        assert!(
            decision
                .postings
                .iter()
                .all(crate::points::Posting::is_balanced)
        );
        assert!(owner.wallet.lots.iter().all(|lot| lot.remaining.is_zero()));
        assert!(owner.wallet.debts.is_empty() && owner.wallet.holds.is_empty());
    }

    #[test]
    fn everything_left_is_given_up() {
        check(wallet(&[(10, Some(5)), (20, None)]), 30);
        check(wallet(&[]), 0);
    }

    #[test]
    fn what_a_quote_held_is_given_up_too() {
        let mut held = wallet(&[(10, None)]);
        held.holds.push(Hold {
            quote: crate::id::QuoteId::from_raw(1),
            basket: "b".to_owned(),
            expires_at: day(9),
            lots: vec![HeldLot {
                lot: LotNumber(1),
                points: points(10),
            }],
        });
        check(held, 10);
    }

    #[test]
    fn pending_points_are_given_up_and_what_was_owed_is_let_go() {
        let mut both = wallet(&[(10, None)]);
        both.lots[0].state = LotState::Pending;
        both.lots[0].activates_at = day(9);
        both.debts.push(Debt {
            number: DebtNumber(1),
            unit: unit(),
            amount: points(4),
            remaining: points(4),
            lot: None,
            at: day(0),
        });
        check(both, 6);
    }

    #[test]
    fn what_comes_later_is_given_up_as_it_comes() {
        let (mut owner, _) = erased(wallet(&[(10, None)]));
        let asked = crate::event::Adjustment {
            unit: unit(),
            points: points(7),
            expires_at: None,
            opening: false,
        };
        let event = Event::Adjustment(asked);
        let decision = crate::decide(&program(), &owner, &event, on(2));
        owner.apply(&program(), &event, &decision, on(2));
        assert!(owner.wallet.lots.iter().all(|lot| lot.remaining.is_zero()));
    }
}
