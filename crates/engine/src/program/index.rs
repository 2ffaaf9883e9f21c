//! Which offers could apply to a basket: thousands may be live, but most ask for goods, a store, a code, a segment or
//! a date that this sale does not have.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::condition::{self, Condition, MemberView, NameId, View};
use crate::name::SegmentId;
use crate::program::Offer;
use crate::time::{Instant, Window};

/// Places of offers by what switches them on.
#[derive(Debug, Clone, Default)]
pub struct OfferIndex {
    /// Offers that ask for nothing below.
    always: Listed,
    /// Offers whose lines must have one of some names (sku, category, brand), under each of them.
    by_goods: BTreeMap<NameId, Listed>,
    /// Offers that ask for one of some codes, stores or channels, under each of them.
    by_word: BTreeMap<NameId, Listed>,
    /// Offers that ask for a segment, with what its members have in common.
    by_segment: BTreeMap<SegmentId, (Condition, Listed)>,
}

/// Offers that could apply to a basket, in the order of the program.
#[derive(Debug, Clone, Default)]
pub struct LiveOffers {
    /// The offers.
    pub offers: Vec<Live>,
    lines: Vec<usize>,
}

/// An offer that could apply to a basket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// Its place among the program's offers.
    pub offer: usize,
    /// Where the lines that it could be on are listed; `None`: any.
    lines: Option<Range<usize>>,
}

impl LiveOffers {
    /// Places of the lines that an offer could be on, in order; `None`: any.
    pub fn lines_of(&self, live: &Live) -> Option<&[usize]> {
        self.lines.get(live.lines.clone()?)
    }
}

impl OfferIndex {
    /// The index of a program's offers.
    pub fn of(offers: &[Offer]) -> Self {
        let mut index = Self::default();
        for (place, offer) in offers.iter().enumerate() {
            index.file(place, offer);
        }
        index.all_lists().for_each(Listed::sort);
        index
    }

    fn file(&mut self, place: usize, offer: &Offer) {
        let row = Row::of(place, offer.when.window());
        let by_goods = offer.lines.as_ref().and_then(|lines| lines.switches());
        if let Some(goods) = by_goods {
            file(&mut self.by_goods, goods, row);
        } else if let Some(words) = offer.when.switches() {
            file(&mut self.by_word, words, row);
        } else if let Some((segment, when)) = offer.when.segment() {
            let entry = self.by_segment.entry(segment.clone());
            entry
                .or_insert_with(|| (when.clone(), Listed::default()))
                .1
                .push(row);
        } else {
            self.always.push(row);
        }
    }

    fn all_lists(&mut self) -> impl Iterator<Item = &mut Listed> {
        let named = self.by_goods.values_mut().chain(self.by_word.values_mut());
        let segments = self.by_segment.values_mut().map(|(_, offers)| offers);
        named.chain(segments).chain([&mut self.always])
    }

    /// An index that leaves no offer out.
    #[cfg(test)]
    pub(crate) fn of_everything(offers: &[Offer]) -> Self {
        let mut index = Self::default();
        for place in 0..offers.len() {
            index.always.push(Row::of(place, Window::ALWAYS));
        }
        index.always.sort();
        index
    }

    /// The offers that could apply to the basket of a view at an instant, in the order of the program.
    pub fn live(&self, view: &MemberView<'_>, at: Instant) -> LiveOffers {
        let mut live = LiveOffers::default();
        self.on_goods(view, at, &mut live);
        let mut others = Vec::new();
        let words = view.basket().into_iter().flat_map(|basket| basket.words());
        for offers in words.filter_map(|word| self.by_word.get(&word)) {
            offers.at(at, &mut |offer| others.push(offer));
        }
        others.sort_unstable();
        others.dedup();
        for (when, offers) in self.by_segment.values() {
            if view.is_known() && condition::holds(when, view) {
                offers.at(at, &mut |offer| others.push(offer));
            }
        }
        self.always.at(at, &mut |offer| others.push(offer));
        let anywhere = |offer| Live { offer, lines: None };
        live.offers.extend(others.into_iter().map(anywhere));
        live.offers.sort_unstable_by_key(|live| live.offer);
        live
    }

    /// Offers on the goods of the basket, each with the lines that have them.
    fn on_goods(&self, view: &MemberView<'_>, at: Instant, live: &mut LiveOffers) {
        let lines = view.basket().map_or(&[][..], |basket| &basket.lines);
        let mut found: Vec<(usize, usize)> = Vec::with_capacity(lines.len() * 8);
        for (place, line) in lines.iter().enumerate() {
            for offers in line.names().filter_map(|name| self.by_goods.get(&name)) {
                offers.at(at, &mut |offer| found.push((offer, place)));
            }
        }
        found.sort_unstable();
        found.dedup();
        live.lines.extend(found.iter().map(|(_, line)| *line));
        let mut start = 0;
        for of_one in found.chunk_by(|a, b| a.0 == b.0) {
            let end = start + of_one.len();
            live.offers.push(Live {
                offer: of_one[0].0,
                lines: Some(start..end),
            });
            start = end;
        }
    }
}

/// Files an offer under each of its names.
fn file(index: &mut BTreeMap<NameId, Listed>, names: Vec<NameId>, row: Row) {
    for name in names {
        index.entry(name).or_default().push(row);
    }
}

/// Offers with the time they are for, by its beginning: a balanced tree laid out in order, so that those of an
/// instant are found among any number of past and future ones.
#[derive(Debug, Clone, Default)]
struct Listed(Vec<Row>);

#[derive(Debug, Clone, Copy)]
struct Row {
    window: Window,
    /// The last end in the part of the list that this row is the middle of.
    latest: Instant,
    offer: usize,
}

impl Row {
    fn of(offer: usize, window: Window) -> Self {
        Self {
            window,
            latest: window.to,
            offer,
        }
    }
}

impl Listed {
    fn push(&mut self, row: Row) {
        self.0.push(row);
    }

    fn sort(&mut self) {
        self.0.sort_by_key(|row| (row.window.from, row.offer));
        note_latest(&mut self.0);
    }

    /// Says the offers whose time contains an instant.
    fn at(&self, at: Instant, say: &mut impl FnMut(usize)) {
        say_at(&self.0, at, say);
    }
}

fn note_latest(rows: &mut [Row]) -> Instant {
    let (before, rest) = rows.split_at_mut(rows.len() / 2);
    let Some((middle, after)) = rest.split_first_mut() else {
        return Instant::MIN;
    };
    middle.latest = middle
        .window
        .to
        .max(note_latest(before))
        .max(note_latest(after));
    middle.latest
}

fn say_at(rows: &[Row], at: Instant, say: &mut impl FnMut(usize)) {
    let (before, rest) = rows.split_at(rows.len() / 2);
    let Some((middle, after)) = rest.split_first() else {
        return;
    };
    if middle.latest <= at {
        return;
    }
    say_at(before, at, say);
    if middle.window.contains(at) {
        say(middle.offer);
    }
    if middle.window.from <= at {
        say_at(after, at, say);
    }
}
