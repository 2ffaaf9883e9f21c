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
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// In the order of the goods.
    pub winners: Vec<Option<usize>>,
    /// False if the search ended early.
    pub exact: bool,
}

/// The highest priority wins each line. Contenders come by priority, then id.
pub(super) fn by_priority(contenders: &[Pricer<'_>], goods: &[Goods<'_>]) -> Vec<Option<usize>> {
    let winner_of = |goods: &Goods<'_>| {
        let mut winner: Option<(usize, Bid)> = None;
        for (place, contender) in contenders.iter().enumerate() {
            let priority = contender.offer.priority;
            if winner.is_some_and(|(best, _)| contenders[best].offer.priority > priority) {
                break;
            }
            let Some(bid) = contender.bid(goods) else {
                continue;
            };
            if winner.is_none_or(|(_, best)| bid.worth() > best.worth()) {
                winner = Some((place, bid));
            }
        }
        winner.map(|(place, _)| place)
    };
    goods.iter().map(winner_of).collect()
}

/// The choice with the greatest benefit. Contenders come by priority, then id; so are ties settled.
pub(super) fn best(contenders: &[Pricer<'_>], goods: &[Goods<'_>]) -> Choice {
    let field = Field::survey(contenders, goods);
    let mut choice = field.choose();
    field.respect_singles(&mut choice);
    choice
}

/// What everybody bids for.
struct Field<'a> {
    contenders: &'a [Pricer<'a>],
    goods: &'a [Goods<'a>],
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
    /// Place among the goods.
    place: usize,
    bid: Bid,
}

impl<'a> Field<'a> {
    fn survey(contenders: &'a [Pricer<'a>], goods: &'a [Goods<'a>]) -> Self {
        let mut field = Self {
            contenders,
            goods,
            plain: vec![None; goods.len()],
            intricate: Vec::new(),
            sums: Vec::with_capacity(contenders.len()),
        };
        let mut bids = Vec::with_capacity(goods.len());
        for (contender, pricer) in contenders.iter().enumerate() {
            bids.clear();
            let bid = |(place, goods)| {
                Some(Intricate {
                    contender,
                    place,
                    bid: pricer.bid(goods)?,
                })
            };
            bids.extend(goods.iter().enumerate().filter_map(bid));
            let sums = bids
                .iter()
                .fold(Sums::default(), |sums, of| sums + pricer.sum(&of.bid));
            field.sums.push(sums);
            if pricer.is_additive(sums, bids.iter().all(|of| of.bid.fits())) {
                bids.iter().for_each(|of| field.take_plain(of));
            } else {
                field.intricate.extend_from_slice(&bids);
            }
        }
        field
    }

    fn take_plain(&mut self, of: &Intricate) {
        let worth = of.bid.worth();
        let best = &mut self.plain[of.place];
        if best.is_none_or(|best| worth > best.worth) {
            *best = Some(Plain {
                contender: of.contender,
                worth,
            });
        }
    }

    fn choose(&self) -> Choice {
        let mut winners: Vec<Option<usize>> = self
            .plain
            .iter()
            .map(|plain| plain.map(|plain| plain.contender))
            .collect();
        if self.intricate.is_empty() {
            return Choice {
                winners,
                exact: true,
            };
        }
        let mut search = Search::over(self);
        search.go(0, Benefit::default());
        for (line, option) in search.lines.iter().zip(&search.best) {
            winners[line.place] = Some(line.options[*option].contender);
        }
        Choice {
            winners,
            exact: search.nodes < NODES,
        }
    }

    /// A single offer that gives more than the choice takes all its lines. Rounding a total once can do that,
    /// and a search that ended early.
    fn respect_singles(&self, choice: &mut Choice) {
        let mut best: Option<(usize, Money)> = None;
        for (contender, sums) in self.sums.iter().enumerate() {
            let gives = self.contenders[contender].gives(*sums);
            if best.is_none_or(|(_, most)| gives > most) {
                best = Some((contender, gives));
            }
        }
        let Some((contender, _)) = best.filter(|(_, most)| *most > self.gives(choice)) else {
            return;
        };
        for (goods, winner) in self.goods.iter().zip(&mut choice.winners) {
            if self.contenders[contender].bid(goods).is_some() {
                *winner = Some(contender);
            }
        }
    }

    /// What the winners give, to the minor unit.
    fn gives(&self, choice: &Choice) -> Money {
        let mut won = vec![Sums::default(); self.contenders.len()];
        for (goods, winner) in self.goods.iter().zip(&choice.winners) {
            let bid = winner.and_then(|winner| Some((winner, self.contenders[winner].bid(goods)?)));
            if let Some((winner, bid)) = bid {
                won[winner] = won[winner] + self.contenders[winner].sum(&bid);
            }
        }
        self.contenders
            .iter()
            .zip(won)
            .map(|(contender, sums)| contender.gives(sums))
            .sum()
    }
}

/// The search over the lines that offers with a cap or a total bid for.
struct Search<'a> {
    /// Contenders with a cap or a total, with what each has won on the way.
    intricate: Vec<(Pricer<'a>, Sums)>,
    lines: Vec<Contested>,
    /// Per depth, what lines from here on can still bring: by plain offers,
    reach_plain: Vec<Benefit>,
    /// to each intricate contender,
    reach_intricate: Vec<Vec<Sums>>,
    /// and by any one offer a line.
    reach: Vec<Benefit>,
    way: Vec<usize>,
    best: Vec<usize>,
    best_worth: Option<Benefit>,
    nodes: u32,
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
        let mut intricate: Vec<(Pricer<'a>, Sums)> = Vec::new();
        let mut lines: Vec<Contested> = (0..field.goods.len())
            .map(|place| Contested {
                place,
                options: Vec::new(),
            })
            .collect();
        let mut last = None;
        for Intricate {
            contender,
            place,
            bid,
        } in &field.intricate
        {
            let pricer = field.contenders[*contender];
            if last.replace(*contender) != Some(*contender) {
                intricate.push((pricer, Sums::default()));
            }
            lines[*place].options.push(Candidate {
                contender: *contender,
                worth: bid.worth(),
                bid: Some((intricate.len() - 1, pricer.sum(bid))),
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
        Self::with(intricate, lines)
    }

    fn with(intricate: Vec<(Pricer<'a>, Sums)>, lines: Vec<Contested>) -> Self {
        let mut reach_plain = vec![Benefit::default(); lines.len() + 1];
        let mut reach = reach_plain.clone();
        let mut reach_intricate = vec![vec![Sums::default(); intricate.len()]; lines.len() + 1];
        for (depth, line) in lines.iter().enumerate().rev() {
            reach_plain[depth] = reach_plain[depth + 1] + line.plain_worth();
            let at_most = line.options.iter().map(|option| option.at_most).max();
            reach[depth] = reach[depth + 1] + at_most.unwrap_or_default();
            reach_intricate[depth] = reach_intricate[depth + 1].clone();
            for (place, sums) in line.options.iter().filter_map(|option| option.bid) {
                reach_intricate[depth][place] = reach_intricate[depth][place] + sums;
            }
        }
        let (way, best) = (vec![0; lines.len()], vec![0; lines.len()]);
        let best_worth = None;
        Self {
            intricate,
            lines,
            reach_plain,
            reach_intricate,
            reach,
            way,
            best,
            best_worth,
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
        for option in self.by_gain(depth) {
            let hopeless = self
                .best_worth
                .is_some_and(|best| self.bound(depth, plain) <= best);
            if hopeless || self.nodes >= NODES {
                return;
            }
            self.nodes += 1;
            self.way[depth] = option;
            let Candidate { worth, bid, .. } = self.lines[depth].options[option];
            let Some((place, sums)) = bid else {
                self.go(depth + 1, plain + worth);
                continue;
            };
            let before = self.intricate[place].1;
            self.intricate[place].1 = before + sums;
            self.go(depth + 1, plain);
            self.intricate[place].1 = before;
        }
    }

    /// Options of a line, the one that adds most first.
    fn by_gain(&self, depth: usize) -> Vec<usize> {
        let options = &self.lines[depth].options;
        let gain = |option: &Candidate| match option.bid {
            None => option.worth,
            Some((place, sums)) => {
                let (pricer, won) = &self.intricate[place];
                pricer.worth(*won + sums) - pricer.worth(*won)
            }
        };
        let mut order: Vec<usize> = (0..options.len()).collect();
        order.sort_by_key(|option| (Reverse(gain(&options[*option])), options[*option].contender));
        order
    }

    /// More than this cannot come of the way so far.
    fn bound(&self, depth: usize, plain: Benefit) -> Benefit {
        let each_to_all = self.intricate.iter().zip(&self.reach_intricate[depth]);
        let each_to_all: Benefit = each_to_all
            .map(|((pricer, won), reach)| pricer.worth(*won + *reach))
            .sum();
        let one_a_line = self.won() + self.reach[depth];
        plain + (each_to_all + self.reach_plain[depth]).min(one_a_line)
    }

    /// What the intricate contenders have won on the way.
    fn won(&self) -> Benefit {
        self.intricate
            .iter()
            .map(|(pricer, won)| pricer.worth(*won))
            .sum()
    }
}

impl Contested {
    fn plain_worth(&self) -> Benefit {
        let plain = self.options.iter().find(|option| option.bid.is_none());
        plain.map_or(Benefit::default(), |option| option.worth)
    }
}
