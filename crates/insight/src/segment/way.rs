//! How a leaf is asked of many members at once.

use regulars_engine::condition::{Adds, Condition, Fact, Tally, goods_wanted, holds};

use super::bits::{Bits, ones};
use super::memo::Memo;
use super::select::Asked;
use super::sweep::Sweep;
use super::tables::Tables;
use crate::column::Part;

/// Ways to ask a prepared leaf. They differ in what they read, never in what they answer.
#[derive(Debug)]
pub(super) enum Way {
    /// Members of whom a fact is the same are asked once.
    Fact(Memo),
    /// Purchases are counted column by column, or looked up where few are in question.
    Sweep(Tables),
    /// Purchases with goods are looked up and counted.
    Goods(Tables),
    /// One member after the other.
    Each,
}

/// So few members of 64 are rather asked one by one.
const FEW: u32 = 4;

impl Way {
    pub(super) fn of(condition: &Condition, asked: &Asked<'_>) -> Self {
        if let Some(fact) = Fact::of(condition) {
            return Self::Fact(Memo::of(fact, asked.words()));
        }
        let tally = Tally::of(condition).filter(|tally| !tally.window().is_empty());
        let Some(tally) = tally else {
            return Self::Each;
        };
        let tables = || Tables::of(&tally, asked);
        match (tally.goods, tally.adds) {
            (Some(_), _) => Self::Goods(tables()),
            (None, Adds::Units) => Self::Each,
            (None, Adds::Nothing | Adds::Money) => Self::Sweep(tables()),
        }
    }

    /// Those of some members of a part for whom the leaf holds.
    pub(super) fn ask(
        &self,
        asked: &Asked<'_>,
        condition: &Condition,
        part: &Part,
        of: &Bits,
    ) -> Bits {
        let one = |n: usize| {
            let view = asked.view(part, n);
            view.is_some_and(|view| holds(condition, &view))
        };
        match self {
            Self::Fact(memo) => of.only(|n| memo.answer(part, n, || one(n))),
            Self::Sweep(tables) => {
                let Some(mut sweep) = Sweep::of(condition, tables, asked, part) else {
                    return of.only(one);
                };
                if let Some(found) = sweep.look_up(of) {
                    return found;
                }
                of.by_word(|first, word| match word.count_ones() {
                    0 => 0,
                    1..FEW => {
                        ones(word).fold(0, |found, bit| found | u64::from(one(first + bit)) << bit)
                    }
                    _ => sweep.ask(first, word),
                })
            }
            Self::Goods(tables) => {
                let sweep = Sweep::of(condition, tables, asked, part);
                let found = sweep.and_then(|sweep| sweep.look_up(of));
                found.unwrap_or_else(|| of.only(one))
            }
            Self::Each => {
                let buyers =
                    goods_wanted(condition).and_then(|goods| part.buyers(goods, of.count()));
                buyers.map_or_else(|| of.only(one), |buyers| of.and(&buyers).only(one))
            }
        }
    }
}
