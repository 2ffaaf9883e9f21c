//! Who wins each line of a lane, when one common offer may.
//!
//! `priority`: the highest priority that gives something; equal priorities by benefit, then id.
//!
//! `best`: the greatest benefit to the buyer over all lines together, before rounding. Where what an offer
//! gives on a line does not depend on the other lines, that is the best offer of each line. Offers with a cap
//! or an amount for the basket are then settled by a search (see `search`), those that share no line apart from
//! each other. The outcome is never worse than any single offer alone.

use crate::basket::offer::{Benefit, Bid, Goods, Pricer, Sums};
use crate::basket::search::{NODES, Search};
use crate::number::Money;

/// The winner of each line, as its place among the contenders.
pub(super) type Winners = Vec<Option<usize>>;

/// The highest priority wins each line. Contenders come by priority, then id.
pub(super) fn by_priority(contenders: &[Pricer<'_>], stall: &[Option<Goods>]) -> Winners {
    let mut winners = vec![None; stall.len()];
    let mut start = 0;
    for equals in contenders.chunk_by(|a, b| a.offer.priority == b.offer.priority) {
        for (winner, best) in winners.iter_mut().zip(best_of_each_line(equals, stall)) {
            *winner = winner.or(best.map(|best| start + best));
        }
        start += equals.len();
    }
    winners
}

/// The choice with the greatest benefit, and whether the search for it came to its end. Contenders come by
/// priority, then id; so are ties settled.
pub(super) fn best(contenders: &[Pricer<'_>], stall: &[Option<Goods>]) -> (Winners, bool) {
    let whole = |pricer: &Pricer<'_>| pricer.offer.all_or_nothing;
    if contenders
        .iter()
        .all(|pricer| pricer.is_plain() && !whole(pricer))
    {
        return (best_of_each_line(contenders, stall), true);
    }
    let field = Field::survey(contenders, stall);
    let (mut winners, exact) = field.choose();
    field.respect_singles(&mut winners);
    let has_whole = contenders.iter().any(whole);
    if has_whole {
        field.admit_whole(&mut winners);
    }
    (winners, exact && !has_whole)
}

/// What the best choice gives, to the minor unit.
pub(super) fn gives_best(contenders: &[Pricer<'_>], stall: &[Option<Goods>]) -> Money {
    if contenders.is_empty() {
        return Money::ZERO;
    }
    let (winners, _) = best(contenders, stall);
    gives(contenders, stall, &winners)
}

/// What winners give, to the minor unit.
fn gives(contenders: &[Pricer<'_>], stall: &[Option<Goods>], winners: &Winners) -> Money {
    let gives = |(contender, pricer): (usize, &Pricer<'_>)| {
        let won = pricer
            .bids(stall)
            .filter(|bid| winners[bid.line] == Some(contender));
        pricer.gives(won.fold(Sums::default(), |sums, bid| sums + pricer.sum(&bid)))
    };
    contenders.iter().enumerate().map(gives).sum()
}

/// The contender that gives most on each line, the first of equals.
fn best_of_each_line(contenders: &[Pricer<'_>], stall: &[Option<Goods>]) -> Winners {
    let mut best: Vec<Option<(usize, Benefit)>> = vec![None; stall.len()];
    for (contender, pricer) in contenders.iter().enumerate() {
        for bid in pricer.bids(stall) {
            let worth = bid.worth();
            let best = &mut best[bid.line];
            if best.is_none_or(|(_, most)| worth > most) {
                *best = Some((contender, worth));
            }
        }
    }
    best.into_iter()
        .map(|best| best.map(|(contender, _)| contender))
        .collect()
}

/// What everybody bids for.
pub(super) struct Field<'a> {
    pub contenders: &'a [Pricer<'a>],
    pub stall: &'a [Option<Goods>],
    /// Per line: the best of the offers whose lines stand for themselves.
    pub plain: Vec<Option<Plain>>,
    /// Bids of the other offers, by contender, then line.
    intricate: Vec<Intricate>,
    /// Per contender: its bids for every line, added up; nothing for one that gives all or nothing.
    sums: Vec<Sums>,
}

/// A bid that stands for itself.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    pub contender: usize,
    pub worth: Benefit,
}

/// A bid of an offer whose lines depend on each other.
#[derive(Clone, Copy)]
pub(super) struct Intricate {
    pub contender: usize,
    pub bid: Bid,
}

impl<'a> Field<'a> {
    fn survey(contenders: &'a [Pricer<'a>], stall: &'a [Option<Goods>]) -> Self {
        let mut field = Self {
            contenders,
            stall,
            plain: vec![None; stall.len()],
            intricate: Vec::new(),
            sums: Vec::with_capacity(contenders.len()),
        };
        let mut bids: Vec<Bid> = Vec::with_capacity(stall.len());
        for (contender, pricer) in contenders.iter().enumerate() {
            if pricer.offer.all_or_nothing {
                field.sums.push(Sums::default());
                continue;
            }
            bids.clear();
            bids.extend(pricer.bids(stall));
            let sums = bids
                .iter()
                .fold(Sums::default(), |sums, bid| sums + pricer.sum(bid));
            field.sums.push(sums);
            if pricer.is_additive(sums, bids.iter().all(Bid::fits)) {
                bids.iter().for_each(|bid| field.take_plain(contender, bid));
            } else {
                field.intricate.extend(bids.iter().map(|bid| Intricate {
                    contender,
                    bid: *bid,
                }));
            }
        }
        field
    }

    fn take_plain(&mut self, contender: usize, bid: &Bid) {
        let worth = bid.worth();
        let best = &mut self.plain[bid.line];
        if best.is_none_or(|best| worth > best.worth) {
            *best = Some(Plain { contender, worth });
        }
    }

    fn choose(&self) -> (Winners, bool) {
        let plain = self
            .plain
            .iter()
            .map(|plain| plain.map(|plain| plain.contender));
        let mut winners: Winners = plain.collect();
        let (mut left, mut exact) = (NODES, true);
        for bids in apart(&self.intricate, self.stall.len()) {
            let found = Search::over(self, &bids, left).run();
            found
                .winners
                .for_each(|(line, contender)| winners[line] = Some(contender));
            left = left.saturating_sub(found.nodes);
            exact &= found.exact;
        }
        (winners, exact)
    }

    /// A single offer that gives more than the choice takes all its lines. Rounding a total once can do that,
    /// and a search that ended early.
    fn respect_singles(&self, winners: &mut Winners) {
        let mut best: Option<(&Pricer<'_>, usize, Money)> = None;
        for (contender, pricer) in self.contenders.iter().enumerate() {
            let gives = pricer.gives(self.sums[contender]);
            if best.is_none_or(|(_, _, most)| gives > most) {
                best = Some((pricer, contender, gives));
            }
        }
        let better =
            best.filter(|(_, _, most)| *most > gives(self.contenders, self.stall, winners));
        if let Some((pricer, contender, _)) = better {
            pricer
                .bids(self.stall)
                .for_each(|bid| winners[bid.line] = Some(contender));
        }
    }
}

impl Field<'_> {
    /// Offers that give all or nothing stand apart from the search: with some of its lines one would give nothing. Each in
    /// turn takes all its lines if that gives more; another of them that loses a line then loses all.
    fn admit_whole(&self, winners: &mut Winners) {
        let without = winners.clone();
        let is_whole = |contender: usize| self.contenders[contender].offer.all_or_nothing;
        for (contender, pricer) in self.contenders.iter().enumerate() {
            if !is_whole(contender) {
                continue;
            }
            let mut tried = winners.clone();
            for bid in pricer.bids(self.stall) {
                if let Some(loser) = tried[bid.line].filter(|loser| is_whole(*loser)) {
                    give_back(&mut tried, loser, &without);
                }
            }
            for bid in pricer.bids(self.stall) {
                tried[bid.line] = Some(contender);
            }
            let gives = |winners: &Winners| gives(self.contenders, self.stall, winners);
            if gives(&tried) > gives(winners) {
                *winners = tried;
            }
        }
    }
}

/// Lines of a contender go back to who would have them without it.
fn give_back(winners: &mut Winners, loser: usize, without: &Winners) {
    for (winner, before) in winners.iter_mut().zip(without) {
        if *winner == Some(loser) {
            *winner = *before;
        }
    }
}

/// Bids in groups of which none shares a line with another, in the order of their first bids.
fn apart(bids: &[Intricate], lines: usize) -> Vec<Vec<Intricate>> {
    let mut leads_to: Vec<usize> = (0..lines).collect();
    for of_one in bids.chunk_by(|a, b| a.contender == b.contender) {
        for pair in of_one.windows(2) {
            let (one, other) = (
                end_of(&mut leads_to, pair[0].bid.line),
                end_of(&mut leads_to, pair[1].bid.line),
            );
            leads_to[one.max(other)] = one.min(other);
        }
    }
    let mut group_of: Vec<Option<usize>> = vec![None; lines];
    let mut groups: Vec<Vec<Intricate>> = Vec::new();
    for bid in bids {
        let end = end_of(&mut leads_to, bid.bid.line);
        let group = *group_of[end].get_or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(*bid);
    }
    groups
}

/// The line that stands for all that a line is joined with; the way there is made shorter.
fn end_of(leads_to: &mut [usize], mut line: usize) -> usize {
    while leads_to[line] != line {
        leads_to[line] = leads_to[leads_to[line]];
        line = leads_to[line];
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Field, best, gives};
    use crate::basket::offer::{Benefit, Goods, Pricer, Stall, Sums};
    use crate::basket::tests::{member, program, purchase, today};
    use crate::basket::{Pricing, Sale};
    use crate::number::{Money, Quantity};
    use crate::points::Book;
    use crate::program::Program;

    /// A program whose offers compete for the basket.
    fn competing(offers: &[String]) -> Program {
        let row =
            |(id, offer): (usize, &String)| format!("  - {{ id: o{id}, lane: whole, {offer} }}\n");
        let rows: String = offers.iter().enumerate().map(row).collect();
        program(&format!(
            "lanes: [{{ id: whole, level: basket }}]\noffers:\n{rows}"
        ))
    }

    /// The offers as they are on goods of these amounts.
    fn pricers<'a>(
        program: &'a Program,
        on: &[Vec<usize>],
        lines: &[(i64, i64)],
    ) -> Vec<Pricer<'a>> {
        let goods: Vec<String> = lines.iter().map(|_| "A p=1".to_owned()).collect();
        let (buyer, purchase) = (member(0), purchase(&goods.join("; ")));
        let book = Book::open(program, &buyer.wallet, today());
        let sale = Sale::new(program, &buyer, &purchase, &book);
        let pricing = Pricing::at_shelf_prices(&sale);
        let base: Vec<Money> = lines
            .iter()
            .map(|(base, _)| Money::from_minor(*base))
            .collect();
        let offers = program.offers.iter().zip(on);
        offers
            .filter_map(|(offer, on)| Pricer::new(&sale, offer, on.clone(), &base, &pricing))
            .collect()
    }

    /// Lines of so much, each with what can be taken off it.
    fn stall(lines: &[(i64, i64)]) -> Stall {
        let goods = |(line, (base, room)): (usize, &(i64, i64))| {
            let base = Money::from_minor(*base);
            Some(Goods {
                line,
                quantity: Quantity::ONE,
                of: Quantity::ONE,
                amount: base,
                base,
                room: Money::from_minor(*room).min(base),
            })
        };
        lines.iter().enumerate().map(goods).collect()
    }

    /// The most any choice gives, found by trying all of them.
    fn most(field: &Field<'_>, line: usize, won: &mut Vec<Sums>) -> Benefit {
        if line == field.stall.len() {
            let pricers = field.contenders.iter().zip(won.iter());
            return pricers.map(|(pricer, won)| pricer.worth(*won)).sum();
        }
        let mut most_of_all = most(field, line + 1, won);
        for (contender, pricer) in field.contenders.iter().enumerate() {
            let Some(bid) = pricer.bids(field.stall).find(|bid| bid.line == line) else {
                continue;
            };
            let before = won[contender];
            won[contender] = before + pricer.sum(&bid);
            most_of_all = most_of_all.max(most(field, line + 1, won));
            won[contender] = before;
        }
        most_of_all
    }

    fn worth(field: &Field<'_>, winners: &[Option<usize>]) -> Benefit {
        let worth = |(contender, pricer): (usize, &Pricer<'_>)| {
            let won = pricer
                .bids(field.stall)
                .filter(|bid| winners[bid.line] == Some(contender));
            pricer.worth(won.fold(Sums::default(), |sums, bid| sums + pricer.sum(&bid)))
        };
        field.contenders.iter().enumerate().map(worth).sum()
    }

    fn offer() -> impl Strategy<Value = String> {
        let shape = prop_oneof![
            (1..60_i64).prop_map(|percent| format!("percent: {percent}%")),
            (1..200_i64).prop_map(|amount| format!("amount: {amount}")),
        ];
        (shape, prop::option::of(1..100_i64)).prop_map(|(shape, cap)| match cap {
            Some(cap) => format!("{shape}, max_discount: {cap}"),
            None => shape,
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_search_finds_what_trying_everything_finds(
            offers in prop::collection::vec((offer(), prop::sample::subsequence(vec![0, 1, 2, 3, 4], 1..5)), 1..5),
            lines in prop::collection::vec((1..50_000_i64, 1..50_000_i64), 5),
        ) {
            let (texts, on): (Vec<String>, Vec<Vec<usize>>) = offers.into_iter().unzip();
            let program = competing(&texts);
            let (pricers, stall) = (pricers(&program, &on, &lines), stall(&lines));
            let field = Field::survey(&pricers, &stall);
            let (winners, exact) = field.choose();
            prop_assert!(exact);
            let most = most(&field, 0, &mut vec![Sums::default(); pricers.len()]);
            prop_assert_eq!(worth(&field, &winners), most);
        }
    }

    #[test]
    fn a_search_too_wide_ends_early_and_still_beats_every_single_offer() {
        // Each offer could bear a third of what the lines ask and a little more: a knapsack of 200 things.
        let offers: Vec<String> = (0..3)
            .map(|n| format!("percent: {}.3%, max_discount: {}", 20 + n, 530 + n * 7))
            .collect();
        let program = competing(&offers);
        let lines: Vec<(i64, i64)> = (0..200)
            .map(|n| (3_000 + n * n * 37 % 997, 5_000))
            .collect();
        let on = vec![(0..lines.len()).collect(); offers.len()];
        let (pricers, stall) = (pricers(&program, &on, &lines), stall(&lines));
        let (winners, exact) = best(&pricers, &stall);
        assert!(!exact);
        let field = Field::survey(&pricers, &stall);
        let singles = field
            .sums
            .iter()
            .zip(&pricers)
            .map(|(sums, pricer)| pricer.gives(*sums));
        assert!(gives(field.contenders, field.stall, &winners) >= singles.max().unwrap());
    }
}
