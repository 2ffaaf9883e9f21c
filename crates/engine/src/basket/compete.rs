//! Who wins what in a lane: exclusive offers first, then sets and offers on lines together.
//!
//! With `best`, sets are tried in every order up to [`LOOKS`] choices, each completed by the best choice of offers for
//! the lines that are left; each set alone, and no set at all, are always among them. With `priority`, the highest
//! priority that gives something takes its units first; equal priorities compete.

use crate::basket::choose::{self, Winners};
use crate::basket::offer::{Bid, Pricer, Stall, Take};
use crate::basket::set::{SetPricer, Taken};
use crate::number::Money;
use crate::program::{Choose, Offer, OfferClass};

/// How many choices of sets are looked at before the search ends.
const LOOKS: u32 = 200;
/// Up to so many equal sets, fewer of them are tried too.
const TIMES_TRIED: i64 = 6;

/// An offer that competes.
#[derive(Debug, Clone)]
pub(super) enum Contender<'a> {
    /// On lines.
    Lines(Pricer<'a>),
    /// On sets.
    Set(SetPricer<'a>),
}

/// Offers that compete for a lane's goods, each kind by priority, then id.
#[derive(Debug, Default)]
pub(super) struct Field<'a> {
    pub exclusive: Vec<Contender<'a>>,
    pub lines: Vec<Pricer<'a>>,
    pub sets: Vec<SetPricer<'a>>,
}

/// What the winners take off.
pub(super) type Won<'a> = Vec<(&'a Offer, Vec<Take>)>;

impl<'a> Contender<'a> {
    /// The offer.
    pub fn offer(&self) -> &'a Offer {
        match self {
            Self::Lines(pricer) => pricer.offer,
            Self::Set(set) => set.offer,
        }
    }

    /// What it takes off everything it is on; the units it is on leave the stall.
    pub fn claim(&self, stall: &mut Stall) -> Vec<Take> {
        match self {
            Self::Lines(pricer) => {
                let bids: Vec<Bid> = pricer.bids(stall).collect();
                bids.iter().for_each(|bid| stall[bid.line] = None);
                pricer.settle(&bids)
            }
            Self::Set(set) => set.claim(stall),
        }
    }

    /// What it would give if nobody else were there.
    fn gives_alone(&self, stall: &Stall) -> Money {
        let takes = self.claim(&mut stall.clone());
        takes.iter().map(|take| take.granted).sum()
    }

    /// Whether it would be cut where it must be whole.
    pub fn is_cut(&self, stall: &Stall) -> bool {
        self.offer().all_or_nothing && is_cut(&self.claim(&mut stall.clone()))
    }
}

/// Whether less is granted than was wanted.
pub(super) fn is_cut(takes: &[Take]) -> bool {
    takes.iter().any(|take| take.granted < take.wanted)
}

impl<'a> Field<'a> {
    /// Puts an offer where it belongs by its class. Those that `always` apply do not compete.
    pub fn enter(&mut self, contender: Contender<'a>) {
        match (contender.offer().class, contender) {
            (OfferClass::ExclusiveUnits | OfferClass::ExclusiveBasket, contender) => {
                self.exclusive.push(contender);
            }
            (_, Contender::Lines(pricer)) => self.lines.push(pricer),
            (_, Contender::Set(set)) => self.sets.push(set),
        }
    }

    /// Leaves out offers that must be whole and would not be, and of a group no more than may apply: those that
    /// would give most alone stay.
    pub fn thin_out(&mut self, stall: &Stall, group_room: impl Fn(usize) -> Option<usize>) {
        self.lines
            .retain(|pricer| !Contender::Lines(pricer.clone()).is_cut(stall));
        self.sets
            .retain(|set| !Contender::Set(set.clone()).is_cut(stall));
        let mut grouped: Vec<(usize, Money, &'a Offer)> = Vec::new();
        for contender in self.common() {
            let offer = contender.offer();
            if let Some(group) = offer.group.filter(|group| group_room(*group).is_some()) {
                grouped.push((group, contender.gives_alone(stall), offer));
            }
        }
        if grouped.is_empty() {
            return;
        }
        grouped.sort_by(|a, b| {
            let by_rank = b.2.priority.cmp(&a.2.priority).then(a.2.id.cmp(&b.2.id));
            (a.0.cmp(&b.0)).then(b.1.cmp(&a.1)).then(by_rank)
        });
        let mut out: Vec<&Offer> = Vec::new();
        for of_group in grouped.chunk_by(|a, b| a.0 == b.0) {
            let room = group_room(of_group[0].0).unwrap_or(usize::MAX);
            out.extend(of_group.iter().skip(room).map(|(_, _, offer)| *offer));
        }
        let stays = |offer: &Offer| out.iter().all(|gone| gone.id != offer.id);
        self.lines.retain(|pricer| stays(pricer.offer));
        self.sets.retain(|set| stays(set.offer));
    }

    fn common(&self) -> impl Iterator<Item = Contender<'a>> {
        let lines = self.lines.iter().cloned().map(Contender::Lines);
        lines.chain(self.sets.iter().cloned().map(Contender::Set))
    }

    fn has_whole(&self) -> bool {
        let lines = self.lines.iter().map(|pricer| pricer.offer);
        let sets = self.sets.iter().map(|set| set.offer);
        lines.chain(sets).any(|offer| offer.all_or_nothing)
    }

    /// What each winner takes off, and whether the choice is known to be the best.
    pub fn settle(self, choose: Choose, mut stall: Stall) -> (Won<'a>, bool) {
        let singles: Vec<Contender<'a>> = match choose {
            Choose::Best if self.has_whole() => self.common().collect(),
            Choose::Best | Choose::Priority => Vec::new(),
        };
        let (mut won, closed) = settle_exclusive(self.exclusive, &mut stall);
        if closed || (self.lines.is_empty() && self.sets.is_empty()) {
            return (won, true);
        }
        let exact = match choose {
            Choose::Best => {
                let sets: Vec<&SetPricer<'a>> = self.sets.iter().collect();
                let (open, before) = (stall.clone(), won.len());
                let exact = settle_best(&sets, &self.lines, &mut stall, &mut won);
                respect_singles(&singles, &open, &mut won, before);
                exact
            }
            Choose::Priority if self.sets.is_empty() => {
                let winners = choose::by_priority(&self.lines, &stall);
                settle_lines(&self.lines, &winners, &mut stall, &mut won);
                true
            }
            Choose::Priority => settle_by_priority(&self.sets, &self.lines, stall, &mut won),
        };
        (won, exact)
    }
}

/// Exclusive offers by priority, equal priorities by benefit, then id: each takes the units it is on from
/// everybody after it. One with the scope of the basket closes it: nothing else of the lane but `always`
/// follows. Says what they take and whether the basket is closed; the units they take leave the stall.
fn settle_exclusive<'a>(mut exclusive: Vec<Contender<'a>>, stall: &mut Stall) -> (Won<'a>, bool) {
    let mut won = Vec::new();
    while let Some(first) = exclusive.first() {
        let priority = first.offer().priority;
        let rivals = exclusive
            .iter()
            .take_while(|rival| rival.offer().priority == priority);
        let best = match rivals.clone().count() {
            1 => 0,
            several => {
                let worths: Vec<Money> = rivals.map(|rival| rival.gives_alone(stall)).collect();
                let best = (0..several).rev().max_by_key(|rival| worths[*rival]);
                best.unwrap_or(0)
            }
        };
        let contender = exclusive.remove(best);
        if contender.is_cut(stall) {
            continue;
        }
        let takes = contender.claim(stall);
        if takes.is_empty() {
            continue;
        }
        won.push((contender.offer(), takes));
        if contender.offer().class == OfferClass::ExclusiveBasket {
            return (won, true);
        }
    }
    (won, false)
}

/// Beside offers that give all or nothing a choice may come to less than one of its offers alone: what such an offer was
/// chosen for, it does not give once others have some of its lines. Then that one stands in place of the choice, which is
/// what was won from `before` on.
fn respect_singles<'a>(singles: &[Contender<'a>], open: &Stall, won: &mut Won<'a>, before: usize) {
    let granted = |takes: &[Take]| takes.iter().map(|take| take.granted).sum::<Money>();
    let given = |(offer, takes): &(&Offer, Vec<Take>)| match offer.all_or_nothing && is_cut(takes) {
        true => Money::ZERO,
        false => granted(takes),
    };
    let chosen: Money = won.iter().skip(before).map(given).sum();
    let mut best: Option<(&Contender<'a>, Money)> = None;
    for single in singles {
        let gives = single.gives_alone(open);
        if gives > best.map_or(chosen, |(_, most)| most) && !single.is_cut(open) {
            best = Some((single, gives));
        }
    }
    if let Some((single, _)) = best {
        won.truncate(before);
        won.push((single.offer(), single.claim(&mut open.clone())));
    }
}

/// What winners of lines take off; their lines leave the stall.
fn settle_lines<'a>(lines: &[Pricer<'a>], winners: &Winners, stall: &mut Stall, won: &mut Won<'a>) {
    for (contender, pricer) in lines.iter().enumerate() {
        if winners.contains(&Some(contender)) {
            let mine = pricer
                .bids(stall)
                .filter(|bid| winners[bid.line] == Some(contender));
            won.push((pricer.offer, pricer.settle(&mine.collect::<Vec<Bid>>())));
        }
    }
    for (goods, winner) in stall.iter_mut().zip(winners) {
        if winner.is_some() {
            *goods = None;
        }
    }
}

/// The highest priority first; what it takes leaves the stall.
fn settle_by_priority<'a>(
    sets: &[SetPricer<'a>],
    lines: &[Pricer<'a>],
    mut stall: Stall,
    won: &mut Won<'a>,
) -> bool {
    let ranks = sets.iter().map(|set| set.offer.priority);
    let mut ranks: Vec<i32> = ranks
        .chain(lines.iter().map(|pricer| pricer.offer.priority))
        .collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    let mut exact = true;
    for rank in ranks {
        let equals: Vec<Pricer<'a>> = lines
            .iter()
            .filter(|pricer| pricer.offer.priority == rank)
            .cloned()
            .collect();
        let sets = sets.iter().filter(|set| set.offer.priority == rank);
        exact &= settle_best(&sets.collect::<Vec<_>>(), &equals, &mut stall, won);
    }
    exact
}

/// The choice of sets and offers on lines that gives most; what it takes leaves the stall.
fn settle_best<'a>(
    sets: &[&SetPricer<'a>],
    lines: &[Pricer<'a>],
    stall: &mut Stall,
    won: &mut Won<'a>,
) -> bool {
    let mut exact = true;
    if !sets.is_empty() {
        let mut search = SetSearch::over(sets, lines);
        exact = search.run(stall);
        let mut takes: Vec<Vec<Take>> = vec![Vec::new(); sets.len()];
        for (set, taken, times) in search.best {
            takes[set].extend(sets[set].take(&taken, times, stall));
        }
        for (set, takes) in sets.iter().zip(takes) {
            if !takes.is_empty() {
                won.push((set.offer, set.settled(takes)));
            }
        }
    }
    let (winners, best) = choose::best(lines, stall);
    settle_lines(lines, &winners, stall, won);
    exact && best
}

/// Sets taken one after the other: which, what, and how many of it.
type Choice = Vec<(usize, Taken, i64)>;

/// The search for the sets to take.
struct SetSearch<'s, 'a> {
    sets: &'s [&'s SetPricer<'a>],
    lines: &'s [Pricer<'a>],
    way: Choice,
    /// By set, what it was granted on the way, and how many of it.
    given: Vec<(Money, i64)>,
    best: Choice,
    most: Option<Money>,
    looks: u32,
    exact: bool,
}

impl<'s, 'a> SetSearch<'s, 'a> {
    fn over(sets: &'s [&'s SetPricer<'a>], lines: &'s [Pricer<'a>]) -> Self {
        Self {
            sets,
            lines,
            way: Vec::new(),
            given: vec![(Money::ZERO, 0); sets.len()],
            best: Vec::new(),
            most: None,
            looks: 0,
            exact: true,
        }
    }

    /// Looks for the best choice; answers whether there is no better one.
    fn run(&mut self, stall: &Stall) -> bool {
        self.look(stall);
        for set in 0..self.sets.len() {
            self.all_of(set, stall.clone());
        }
        self.looks = 0;
        self.go(stall);
        self.exact
    }

    /// A way that takes one set as often as it can.
    fn all_of(&mut self, set: usize, mut stall: Stall) {
        let mut taken = 0;
        while let Some(next) = self.sets[set].next(&stall, self.given[set].1) {
            let times = next.times;
            self.step(set, next, times, &mut stall);
            taken += 1;
            self.look(&stall);
        }
        (0..taken).for_each(|_| self.back());
        self.given[set] = (Money::ZERO, 0);
    }

    /// Tries every set next.
    fn go(&mut self, stall: &Stall) {
        for set in 0..self.sets.len() {
            let Some(next) = self.sets[set].next(stall, self.given[set].1) else {
                continue;
            };
            let fewest = if next.times <= TIMES_TRIED {
                1
            } else {
                self.exact = false;
                next.times
            };
            for times in (fewest..=next.times).rev() {
                if self.looks >= LOOKS {
                    self.exact = false;
                    return;
                }
                let (before, mut rest) = (self.given[set], stall.clone());
                self.step(set, next.clone(), times, &mut rest);
                self.look(&rest);
                self.go(&rest);
                self.back();
                self.given[set] = before;
            }
        }
    }

    fn step(&mut self, set: usize, next: Taken, times: i64, stall: &mut Stall) {
        let takes = self.sets[set].take(&next, times, stall);
        let granted: Money = takes.iter().map(|take| take.granted).sum();
        self.given[set].0 += granted;
        self.given[set].1 += times;
        self.way.push((set, next, times));
    }

    fn back(&mut self) {
        self.way.pop();
    }

    /// Keeps the way so far if it gives most, the lines that are left included.
    fn look(&mut self, stall: &Stall) {
        self.looks += 1;
        let sets = self.sets.iter().zip(&self.given);
        let by_sets: Money = sets.map(|(set, (given, _))| set.worth(*given)).sum();
        let gives = by_sets + choose::gives_best(self.lines, stall);
        if self.most.is_none_or(|most| gives > most) {
            self.most = Some(gives);
            self.best.clone_from(&self.way);
        }
    }
}
