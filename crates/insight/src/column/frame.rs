//! What a question is asked against: the instant, and the program in force.

use regulars_engine::condition::{NameId, Names};
use regulars_engine::program::{Program, TierScheme};
use regulars_engine::time::{Instant, Local, UtcOffset, Window, Zone};

use super::dictionary::Dictionary;

/// The instant of a question, with what the program says of levels, units and clocks.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(crate) at: Instant,
    pub(crate) zone: Zone,
    pub(crate) local: Local,
    /// Units of the program, by its order.
    pub(crate) units: Vec<NameId>,
    /// Schemes of the program, by its order.
    pub(crate) schemes: Vec<Ranks>,
    /// The program's clock.
    clock: Clock,
    /// Clocks of stores with a zone of their own; empty unless the program reads them.
    clocks: Vec<Clock>,
}

/// Levels of a scheme by rank: 0 for no level, 1 for the lowest.
#[derive(Debug, Clone)]
pub(crate) struct Ranks {
    pub id: NameId,
    /// The rank of who has never had a level.
    pub start: usize,
    levels: Vec<NameId>,
}

impl Ranks {
    fn of(scheme: &TierScheme, names: &Names) -> Self {
        let start = scheme.start().map(|start| start.id.clone());
        let place = scheme
            .levels
            .iter()
            .position(|level| Some(&level.id) == start.as_ref());
        let levels = scheme.levels.iter();
        Self {
            id: names.id(scheme.id.as_str()),
            start: place.map_or(0, |place| place + 1),
            levels: levels.map(|level| names.id(level.id.as_str())).collect(),
        }
    }

    pub fn rank(&self, level: NameId) -> usize {
        let place = self.levels.iter().position(|known| *known == level);
        place.map_or(0, |place| place + 1)
    }
}

impl Frame {
    /// The program as of an instant.
    pub fn new(program: &Program, words: &Dictionary, at: Instant) -> Self {
        let units = program.units.iter();
        let schemes = program.schemes.iter();
        let zones = words.zones().iter().filter(|_| program.store_time);
        Self {
            at,
            local: program.zone.local(at),
            units: units.map(|unit| words.names.id(unit.id.as_str())).collect(),
            schemes: schemes
                .map(|scheme| Ranks::of(scheme, &words.names))
                .collect(),
            clock: Clock::new(&program.zone, at),
            clocks: zones.map(|zone| Clock::new(zone, at)).collect(),
            zone: program.zone.clone(),
        }
    }

    /// The instant.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// The program's zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The clock of all stores, if there is one.
    pub(crate) fn one_clock(&self) -> Option<&Clock> {
        self.clocks.is_empty().then_some(&self.clock)
    }

    /// How far clocks of stores were ahead of UTC in a stretch of time before the instant; each of them once or more.
    pub(crate) fn offsets(&self, window: Window) -> impl Iterator<Item = UtcOffset> {
        let clocks = self.clocks.iter().chain([&self.clock]);
        clocks.flat_map(move |clock| clock.offsets(window))
    }

    /// The clock of a store by the place of its zone.
    pub(crate) fn clock(&self, zone: Option<u16>) -> &Clock {
        let own = zone.and_then(|zone| self.clocks.get(usize::from(zone)));
        own.unwrap_or(&self.clock)
    }
}

/// A zone's clock with its changes looked up beforehand: wall clocks of millions of purchases are read off it.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    /// Instants from which an offset holds, in order.
    changes: Vec<(Instant, UtcOffset)>,
    /// Which of them holds at the beginning of each stretch after the first: hardly a stretch has a change of its own.
    stretches: Vec<usize>,
}

/// Milliseconds of a stretch, as a power of two: about 25 days.
const STRETCH_BITS: u32 = 31;

impl Clock {
    fn new(zone: &Zone, to: Instant) -> Self {
        /// Purchases are not older than tills that send them: 1980-01-01.
        const OLDEST: i64 = 315_532_800_000;
        let from = Instant::from_ms(OLDEST).min(to);
        let changes = zone.offsets(Window { from, to });
        let begins =
            (0..=to.ms_since(from) >> STRETCH_BITS).map(|n| from.plus_ms(n << STRETCH_BITS));
        let holds = |begins| changes.partition_point(|(change, _)| *change <= begins);
        Self {
            stretches: begins
                .map(|begins| holds(begins).saturating_sub(1))
                .collect(),
            changes,
        }
    }

    /// How far it was ahead of UTC in a stretch of time.
    fn offsets(&self, window: Window) -> impl Iterator<Item = UtcOffset> {
        let later = |(change, _): &(Instant, UtcOffset)| *change <= window.from;
        let first = self.changes.partition_point(later).saturating_sub(1);
        let held = self.changes.get(first..).unwrap_or_default().iter();
        // The first one holds however long ago.
        let held = held.enumerate();
        let held = held.take_while(move |(n, (change, _))| *n == 0 || *change < window.to);
        held.map(|(_, (_, offset))| *offset)
    }

    /// How far it is ahead of UTC at an instant.
    pub fn offset(&self, at: Instant) -> UtcOffset {
        let after = self
            .changes
            .first()
            .map_or(0, |(first, _)| at.ms_since(*first));
        let stretch = usize::try_from(after >> STRETCH_BITS).unwrap_or_default();
        let stretch = self.stretches.get(stretch).or(self.stretches.last());
        let from = stretch.copied().unwrap_or_default();
        let later = self.changes.get(from + 1..).unwrap_or_default();
        let later = later.iter().take_while(|(change, _)| *change <= at).count();
        let change = self.changes.get(from + later);
        change.map_or(UtcOffset::ZERO, |(_, offset)| *offset)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn clocks_show_what_their_zones_do(
            zone in prop::sample::select(vec!["Europe/Moscow", "Europe/Berlin", "Pacific/Apia", "UTC"]),
            to in 0_i64..2_000_000_000_000,
            before in 0_i64..2_000_000_000_000,
            near in -9_000_000_i64..9_000_000,
            change in any::<prop::sample::Index>(),
        ) {
            let (zone, to) = (Zone::parse(zone).unwrap(), Instant::from_ms(to));
            let clock = Clock::new(&zone, to);
            let (change, _) = clock.changes[change.index(clock.changes.len())];
            let oldest = clock.changes[0].0;
            for at in [to.plus_ms(-before), change.plus_ms(near)] {
                if oldest <= at && at <= to {
                    prop_assert_eq!(clock.offset(at), zone.offset_at(at), "{}", at);
                }
            }
        }
    }
}
