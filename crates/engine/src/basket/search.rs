//! The search for the best winner of each line, where what offers give on a line depends on the others they win.
//!
//! Branch and bound over the lines: the most that any way can still bring is known, and a way that cannot beat the
//! best one found is left. The first way takes at each line whoever adds most, so a search that ends early has a
//! good choice already. Nothing is allocated on the way.

use std::cmp::Reverse;
use std::ops::Range;

use crate::basket::choose::{Field, Intricate, Plain};
use crate::basket::offer::{Benefit, Pricer, Sums};

/// How many partial choices are looked at in a lane before the search ends.
pub(super) const NODES: u32 = 5_000;
/// Where so many lines are contested at once that looking at all choices is out of reach, so few are looked at.
const NODES_WIDE: u32 = 250;
/// Up to so many lines, [`NODES`] nodes may prove a choice the best.
const NARROW: usize = 8;

/// The search over the lines that offers with a cap or a total bid for.
pub(super) struct Search<'a> {
    /// Contenders with a cap or a total, with what each has won on the way and can still win.
    runners: Vec<Runner<'a>>,
    lines: Vec<Contested>,
    /// Who may win, line by line.
    options: Vec<Candidate>,
    /// What each option adds, as last seen, and options in the order of it, line by line.
    gains: Vec<Benefit>,
    order: Vec<usize>,
    /// Per depth, what lines from here on can still bring by plain offers,
    reach_plain: Vec<Benefit>,
    /// and by any one offer a line.
    reach: Vec<Benefit>,
    /// What the runners have won on the way.
    won: Benefit,
    way: Vec<usize>,
    best: Vec<usize>,
    best_worth: Option<Benefit>,
    nodes: u32,
    nodes_max: u32,
    ended_early: bool,
}

/// What a search came to.
pub(super) struct Found<W> {
    /// Places of lines, each with its winner.
    pub winners: W,
    /// Whether there is no better choice.
    pub exact: bool,
    /// How many partial choices were looked at.
    pub nodes: u32,
}

/// A contender whose lines depend on each other.
struct Runner<'a> {
    pricer: &'a Pricer<'a>,
    won: Sums,
    worth: Benefit,
    open: Sums,
}

/// A line that several may win.
struct Contested {
    place: usize,
    options: Range<usize>,
    plain: Benefit,
}

/// Who may win it.
#[derive(Clone, Copy)]
struct Candidate {
    line: usize,
    contender: usize,
    worth: Benefit,
    /// Of a runner: its place and its bid.
    bid: Option<(usize, Sums)>,
    at_most: Benefit,
}

impl<'a> Search<'a> {
    /// A search among these bids and the plain ones for the same lines, of so many nodes.
    pub fn over(field: &Field<'a>, bids: &[Intricate], nodes_left: u32) -> Self {
        let (runners, bids) = enter(field, bids);
        let lines = contested(field, &bids);
        let options = by_line(field, &lines, bids);
        let mut reach_plain = vec![Benefit::default(); lines.len() + 1];
        let mut reach = reach_plain.clone();
        for (depth, line) in lines.iter().enumerate().rev() {
            let options = options[line.options.clone()].iter();
            let most = options.map(|option| option.at_most).max();
            reach_plain[depth] = reach_plain[depth + 1] + line.plain;
            reach[depth] = reach[depth + 1] + most.unwrap_or_default();
        }
        let budget = if lines.len() > NARROW {
            NODES_WIDE
        } else {
            NODES
        };
        Self {
            runners,
            gains: vec![Benefit::default(); options.len()],
            order: (0..options.len()).collect(),
            reach_plain,
            reach,
            won: Benefit::default(),
            way: vec![0; lines.len()],
            best: vec![0; lines.len()],
            best_worth: None,
            nodes: 0,
            ended_early: false,
            nodes_max: budget.min(nodes_left),
            lines,
            options,
        }
    }

    /// The winners of the best way found.
    pub fn run(mut self) -> Found<impl Iterator<Item = (usize, usize)>> {
        self.go(0, Benefit::default());
        let (lines, options, best) = (self.lines, self.options, self.best);
        let winner =
            move |(line, option): (Contested, usize)| (line.place, options[option].contender);
        Found {
            winners: lines.into_iter().zip(best).map(winner),
            exact: !self.ended_early,
            nodes: self.nodes,
        }
    }

    /// Tries every winner of the line at `depth`, given what plain offers have brought so far.
    fn go(&mut self, depth: usize, plain: Benefit) {
        let Some(line) = self.lines.get(depth) else {
            let worth = plain + self.won;
            if self.best_worth.is_none_or(|best| worth > best) {
                self.best_worth = Some(worth);
                self.best.clone_from(&self.way);
            }
            return;
        };
        let options = line.options.clone();
        let bound = self.bound(depth, plain);
        self.sort_by_gain(options.clone());
        for option in options.clone() {
            if let Some((runner, sums)) = self.options[option].bid {
                self.runners[runner].open = self.runners[runner].open - sums;
            }
        }
        for place in options.clone() {
            if self.best_worth.is_some_and(|best| bound <= best) {
                break;
            }
            if self.best_worth.is_some() && self.nodes >= self.nodes_max {
                self.ended_early = true;
                break;
            }
            self.nodes += 1;
            self.way[depth] = self.order[place];
            self.take(self.order[place], depth, plain);
        }
        for option in options {
            if let Some((runner, sums)) = self.options[option].bid {
                self.runners[runner].open = self.runners[runner].open + sums;
            }
        }
    }

    /// Goes on with a line taken by one of its options.
    fn take(&mut self, option: usize, depth: usize, plain: Benefit) {
        let Candidate { bid, worth, .. } = self.options[option];
        let Some((runner, sums)) = bid else {
            return self.go(depth + 1, plain + worth);
        };
        let taker = &mut self.runners[runner];
        let (won, worth, all) = (taker.won, taker.worth, self.won);
        taker.won = won + sums;
        taker.worth = taker.pricer.worth(taker.won);
        self.won = all - worth + taker.worth;
        self.go(depth + 1, plain);
        let taker = &mut self.runners[runner];
        (taker.won, taker.worth, self.won) = (won, worth, all);
    }

    /// Puts the options of a line in order, the one that adds most first.
    fn sort_by_gain(&mut self, options: Range<usize>) {
        for option in options.clone() {
            let Candidate { bid, worth, .. } = self.options[option];
            self.gains[option] = bid.map_or(worth, |(runner, sums)| {
                let runner = &self.runners[runner];
                runner.pricer.worth(runner.won + sums) - runner.worth
            });
        }
        let (gains, all) = (&self.gains, &self.options);
        let by_gain = |option: &usize| (Reverse(gains[*option]), all[*option].contender);
        self.order[options].sort_unstable_by_key(by_gain);
    }

    /// More than this cannot come of the way so far.
    fn bound(&self, depth: usize, plain: Benefit) -> Benefit {
        let runners = self.runners.iter();
        let each_to_all: Benefit = runners
            .map(|runner| runner.pricer.worth(runner.won + runner.open))
            .sum();
        let one_a_line = self.won + self.reach[depth];
        plain + (each_to_all + self.reach_plain[depth]).min(one_a_line)
    }
}

/// Contenders of bids, and the bids as options.
fn enter<'a>(field: &Field<'a>, bids: &[Intricate]) -> (Vec<Runner<'a>>, Vec<Candidate>) {
    let mut runners: Vec<Runner<'a>> = Vec::new();
    let mut options = Vec::with_capacity(bids.len() * 2);
    for of_one in bids.chunk_by(|a, b| a.contender == b.contender) {
        let contender = of_one[0].contender;
        let pricer = &field.contenders[contender];
        let mut open = Sums::default();
        for Intricate { bid, .. } in of_one {
            let sums = pricer.sum(bid);
            open = open + sums;
            options.push(Candidate {
                line: bid.line,
                contender,
                worth: bid.worth(),
                bid: Some((runners.len(), sums)),
                at_most: bid.at_most(),
            });
        }
        runners.push(Runner {
            pricer,
            won: Sums::default(),
            worth: Benefit::default(),
            open,
        });
    }
    (runners, options)
}

/// The lines that bids are for; those that lose least by leaving their plain offer come first.
fn contested(field: &Field<'_>, bids: &[Candidate]) -> Vec<Contested> {
    let mut bids_for = vec![0; field.stall.len()];
    bids.iter().for_each(|bid| bids_for[bid.line] += 1);
    let plain = |line: usize| field.plain[line].map_or(Benefit::default(), |plain| plain.worth);
    let mut places: Vec<usize> = (0..bids_for.len())
        .filter(|line| bids_for[*line] > 0)
        .collect();
    places.sort_by_key(|line| plain(*line));
    let mut start = 0;
    let line = |place: usize| {
        let options = start..start + bids_for[place] + usize::from(field.plain[place].is_some());
        start = options.end;
        Contested {
            place,
            options,
            plain: plain(place),
        }
    };
    places.into_iter().map(line).collect()
}

/// All options, line by line.
fn by_line(field: &Field<'_>, lines: &[Contested], bids: Vec<Candidate>) -> Vec<Candidate> {
    let plain = |line: &Contested| {
        let Plain { contender, worth } = field.plain[line.place]?;
        Some(Candidate {
            line: line.place,
            contender,
            worth,
            bid: None,
            at_most: worth,
        })
    };
    let mut depth_of = vec![0; field.stall.len()];
    let places = lines.iter().enumerate();
    places.for_each(|(depth, line)| depth_of[line.place] = depth);
    let mut options: Vec<Candidate> = bids;
    options.extend(lines.iter().filter_map(plain));
    let mut next: Vec<usize> = lines.iter().map(|line| line.options.start).collect();
    let mut sorted = options.clone();
    for option in options {
        let place = &mut next[depth_of[option.line]];
        sorted[*place] = option;
        *place += 1;
    }
    sorted
}
