//! Who wins each line of a lane, when one common offer may.
//!
//! `priority`: the highest priority that gives something; equal priorities by benefit, then id.
//!
//! `best`: the greatest benefit to the buyer over all lines together, before rounding. Where what an offer
//! gives on a line does not depend on the other lines, that is the best offer of each line. Offers with a cap
//! or an amount for the basket are then settled by branch and bound up to [`NODES`] nodes; beyond it the best
//! choice found stands. Either way the outcome is never worse than any single offer alone.

use std::cmp::Reverse;

use crate::basket::offer::{Benefit, Bid, Goods, Pricer, Sums};
use crate::number::Money;

/// How many partial choices are looked at before the search ends.
const NODES: u32 = 5_000;

/// The winner of each line, as its place among the contenders.
pub(super) type Winners = Vec<Option<usize>>;

/// The highest priority wins each line. Contenders come by priority, then id.
pub(super) fn by_priority(contenders: &[Pricer<'_>], stall: &[Option<Goods<'_>>]) -> Winners {
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
pub(super) fn best(contenders: &[Pricer<'_>], stall: &[Option<Goods<'_>>]) -> (Winners, bool) {
    if contenders.iter().all(Pricer::is_plain) {
        return (best_of_each_line(contenders, stall), true);
    }
    let field = Field::survey(contenders, stall);
    let (mut winners, exact) = field.choose();
    field.respect_singles(&mut winners);
    (winners, exact)
}

/// The contender that gives most on each line, the first of equals.
fn best_of_each_line(contenders: &[Pricer<'_>], stall: &[Option<Goods<'_>>]) -> Winners {
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
struct Field<'a> {
    contenders: &'a [Pricer<'a>],
    stall: &'a [Option<Goods<'a>>],
    /// Per line: the best of the offers whose lines stand for themselves.
    plain: Vec<Option<Plain>>,
    /// Bids of the other offers, by contender, then line.
    intricate: Vec<Intricate>,
    /// Per contender: its bids for every line, added up.
    sums: Vec<Sums>,
}

#[derive(Clone, Copy)]
struct Plain {
    contender: usize,
    worth: Benefit,
}

#[derive(Clone, Copy)]
struct Intricate {
    contender: usize,
    bid: Bid,
}

impl<'a> Field<'a> {
    fn survey(contenders: &'a [Pricer<'a>], stall: &'a [Option<Goods<'a>>]) -> Self {
        let mut field = Self {
            contenders,
            stall,
            plain: vec![None; stall.len()],
            intricate: Vec::new(),
            sums: Vec::with_capacity(contenders.len()),
        };
        let mut bids: Vec<Bid> = Vec::with_capacity(stall.len());
        for (contender, pricer) in contenders.iter().enumerate() {
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
        if self.intricate.is_empty() {
            return (winners, true);
        }
        let mut search = Search::over(self);
        search.go(0, Benefit::default());
        for (line, option) in search.lines.iter().zip(&search.best) {
            winners[line.place] = Some(line.options[*option].contender);
        }
        (winners, search.nodes < NODES)
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
        let better = best.filter(|(_, _, most)| *most > self.gives(winners));
        if let Some((pricer, contender, _)) = better {
            pricer
                .bids(self.stall)
                .for_each(|bid| winners[bid.line] = Some(contender));
        }
    }

    /// What the winners give, to the minor unit.
    fn gives(&self, winners: &Winners) -> Money {
        let gives = |(contender, pricer): (usize, &Pricer<'_>)| {
            let won = pricer
                .bids(self.stall)
                .filter(|bid| winners[bid.line] == Some(contender));
            pricer.gives(won.fold(Sums::default(), |sums, bid| sums + pricer.sum(&bid)))
        };
        self.contenders.iter().enumerate().map(gives).sum()
    }
}

/// The search over the lines that offers with a cap or a total bid for.
struct Search<'a> {
    /// Contenders with a cap or a total, with what each has won on the way and can still win.
    intricate: Vec<Runner<'a>>,
    lines: Vec<Contested>,
    /// Per depth, what lines from here on can still bring by plain offers,
    reach_plain: Vec<Benefit>,
    /// and by any one offer a line.
    reach: Vec<Benefit>,
    way: Vec<usize>,
    best: Vec<usize>,
    best_worth: Option<Benefit>,
    nodes: u32,
}

/// A contender whose lines depend on each other.
struct Runner<'a> {
    pricer: &'a Pricer<'a>,
    won: Sums,
    open: Sums,
}

/// A line that several may win.
struct Contested {
    place: usize,
    options: Vec<Candidate>,
}

/// Who may win it.
#[derive(Clone, Copy)]
struct Candidate {
    contender: usize,
    worth: Benefit,
    /// Of an intricate contender: its place in [`Search::intricate`] and its bid.
    bid: Option<(usize, Sums)>,
    at_most: Benefit,
}

impl<'a> Search<'a> {
    fn over(field: &Field<'a>) -> Self {
        let mut intricate: Vec<Runner<'a>> = Vec::new();
        let mut lines: Vec<Contested> = (0..field.stall.len())
            .map(|place| Contested {
                place,
                options: Vec::new(),
            })
            .collect();
        let mut last = None;
        for Intricate { contender, bid } in &field.intricate {
            let pricer = &field.contenders[*contender];
            if last.replace(*contender) != Some(*contender) {
                intricate.push(Runner {
                    pricer,
                    won: Sums::default(),
                    open: Sums::default(),
                });
            }
            let place = intricate.len() - 1;
            let sums = pricer.sum(bid);
            intricate[place].open = intricate[place].open + sums;
            lines[bid.line].options.push(Candidate {
                contender: *contender,
                worth: bid.worth(),
                bid: Some((place, sums)),
                at_most: bid.at_most(),
            });
        }
        lines.retain(|line| !line.options.is_empty());
        for line in &mut lines {
            if let Some(Plain { contender, worth }) = field.plain[line.place] {
                line.options.push(Candidate {
                    contender,
                    worth,
                    bid: None,
                    at_most: worth,
                });
            }
        }
        // The lines that lose least by leaving their plain offer come first.
        lines.sort_by_key(|line| (line.plain_worth(), line.place));
        let mut reach_plain = vec![Benefit::default(); lines.len() + 1];
        let mut reach = reach_plain.clone();
        for (depth, line) in lines.iter().enumerate().rev() {
            reach_plain[depth] = reach_plain[depth + 1] + line.plain_worth();
            reach[depth] = reach[depth + 1] + line.at_most();
        }
        let (way, best) = (vec![0; lines.len()], vec![0; lines.len()]);
        Self {
            intricate,
            lines,
            reach_plain,
            reach,
            way,
            best,
            best_worth: None,
            nodes: 0,
        }
    }

    /// Tries every winner of the line at `depth`, given what plain offers have brought so far.
    fn go(&mut self, depth: usize, plain: Benefit) {
        if depth == self.lines.len() {
            let worth = plain + self.won();
            if self.best_worth.is_none_or(|best| worth > best) {
                self.best_worth = Some(worth);
                self.best.clone_from(&self.way);
            }
            return;
        }
        let bound = self.bound(depth, plain);
        let options = self.by_gain(depth);
        let bids = |option: &Candidate| option.bid;
        let closed: Vec<(usize, Sums)> =
            self.lines[depth].options.iter().filter_map(bids).collect();
        for (place, sums) in &closed {
            self.intricate[*place].open = self.intricate[*place].open - *sums;
        }
        for option in options {
            let hopeless = self.best_worth.is_some_and(|best| bound <= best);
            if hopeless || self.nodes >= NODES {
                break;
            }
            self.nodes += 1;
            self.way[depth] = option;
            self.take(self.lines[depth].options[option], depth, plain);
        }
        for (place, sums) in closed {
            self.intricate[place].open = self.intricate[place].open + sums;
        }
    }

    /// Goes on with a line taken by one of its options.
    fn take(&mut self, option: Candidate, depth: usize, plain: Benefit) {
        let Some((place, sums)) = option.bid else {
            return self.go(depth + 1, plain + option.worth);
        };
        let before = self.intricate[place].won;
        self.intricate[place].won = before + sums;
        self.go(depth + 1, plain);
        self.intricate[place].won = before;
    }

    /// Options of a line, the one that adds most first.
    fn by_gain(&self, depth: usize) -> Vec<usize> {
        let options = &self.lines[depth].options;
        let gain = |option: &Candidate| match option.bid {
            None => option.worth,
            Some((place, sums)) => {
                let Runner { pricer, won, .. } = &self.intricate[place];
                pricer.worth(*won + sums) - pricer.worth(*won)
            }
        };
        let mut order: Vec<usize> = (0..options.len()).collect();
        order.sort_by_cached_key(|option| {
            (Reverse(gain(&options[*option])), options[*option].contender)
        });
        order
    }

    /// More than this cannot come of the way so far.
    fn bound(&self, depth: usize, plain: Benefit) -> Benefit {
        let runners = self.intricate.iter();
        let each_to_all: Benefit = runners
            .map(|runner| runner.pricer.worth(runner.won + runner.open))
            .sum();
        let one_a_line = self.won() + self.reach[depth];
        plain + (each_to_all + self.reach_plain[depth]).min(one_a_line)
    }

    /// What the intricate contenders have won on the way.
    fn won(&self) -> Benefit {
        self.intricate
            .iter()
            .map(|runner| runner.pricer.worth(runner.won))
            .sum()
    }
}

impl Contested {
    fn plain_worth(&self) -> Benefit {
        let plain = self.options.iter().find(|option| option.bid.is_none());
        plain.map_or(Benefit::default(), |option| option.worth)
    }

    /// The most one offer can bring here, whatever it brings elsewhere.
    fn at_most(&self) -> Benefit {
        self.options
            .iter()
            .map(|option| option.at_most)
            .max()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Field, best};
    use crate::basket::offer::{Benefit, Goods, Pricer, Stall, Sums};
    use crate::basket::tests::program;
    use crate::condition::LineFacts;
    use crate::number::Money;
    use crate::program::{Level, Program};

    /// A program whose offers compete for the basket.
    fn competing(offers: &[String]) -> Program {
        let row =
            |(id, offer): (usize, &String)| format!("  - {{ id: o{id}, lane: whole, {offer} }}\n");
        let rows: String = offers.iter().enumerate().map(row).collect();
        program(&format!(
            "lanes: [{{ id: whole, level: basket }}]\noffers:\n{rows}"
        ))
    }

    fn pricers<'a>(program: &'a Program, on: &[Vec<usize>]) -> Vec<Pricer<'a>> {
        let offers = program.offers.iter().zip(on);
        offers
            .map(|(offer, on)| Pricer::new(offer, Level::Basket, on.clone()))
            .collect()
    }

    /// Lines of so much, each with what can be taken off it.
    fn stall<'a>(lines: &[(i64, i64)], facts: &'a LineFacts) -> Stall<'a> {
        let goods = |(line, (base, room)): (usize, &(i64, i64))| {
            let base = Money::from_minor(*base);
            Some(Goods {
                line,
                facts,
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
            let (pricers, facts) = (pricers(&program, &on), LineFacts::default());
            let stall = stall(&lines, &facts);
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
        let (pricers, facts) = (pricers(&program, &on), LineFacts::default());
        let stall = stall(&lines, &facts);
        let (winners, exact) = best(&pricers, &stall);
        assert!(!exact);
        let field = Field::survey(&pricers, &stall);
        let singles = field
            .sums
            .iter()
            .zip(&pricers)
            .map(|(sums, pricer)| pricer.gives(*sums));
        assert!(field.gives(&winners) >= singles.max().unwrap());
    }
}
