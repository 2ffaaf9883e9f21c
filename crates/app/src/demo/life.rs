//! How long somebody comes, how often, and what brings them back.

use std::sync::Arc;

use regulars_engine::event::Return;
use regulars_engine::id::MemberId;
use regulars_engine::number::Points;
use regulars_engine::time::{Instant, LocalDate, UtcOffset};

use super::calendar::Calendar;
use super::chain::{Chain, Shop};
use super::random::Random;

/// A kind of guest.
struct Kind {
    /// Of a hundred members.
    percent: u32,
    /// The chance to come on an ordinary day, in millionths.
    visits: u32,
    /// The chance to stop coming, each day, in millionths.
    lapses: u32,
    /// Of a hundred that are given points to come back, those who do.
    answers: u32,
    /// Joined at the till while paying, not at home.
    at_the_till: bool,
}

const KINDS: [Kind; 6] = [
    // Joined at home, never seen.
    Kind {
        percent: 7,
        visits: 0,
        lapses: 0,
        answers: 8,
        at_the_till: false,
    },
    // Came once.
    Kind {
        percent: 23,
        visits: 0,
        lapses: 0,
        answers: 12,
        at_the_till: true,
    },
    Kind {
        percent: 29,
        visits: 11_000,
        lapses: 2_500,
        answers: 22,
        at_the_till: true,
    },
    Kind {
        percent: 26,
        visits: 32_000,
        lapses: 2_200,
        answers: 30,
        at_the_till: true,
    },
    Kind {
        percent: 12,
        visits: 105_000,
        lapses: 1_800,
        answers: 40,
        at_the_till: true,
    },
    FAN,
];

/// The most faithful kind, and the first member's.
const FAN: Kind = Kind {
    percent: 3,
    visits: 240_000,
    lapses: 900,
    answers: 50,
    at_the_till: true,
};

/// How often somebody comes who was lost and won back, at least.
const WON_BACK: u32 = 11_000;

/// Of a hundred lost ones who get no points (they had some lately), those who come back all the same.
const BACK_UNASKED: u32 = 4;

/// Points below which nobody bothers to redeem.
const WORTH_REDEEMING: Points = Points::from_raw(50);

/// How somebody treats their points, as the chance to redeem on a visit.
const THRIFT: [(u32, u32); 3] = [(22, 0), (43, 35), (35, 90)];

/// A member's life.
#[derive(Debug)]
pub(super) struct Life {
    pub(super) joins: Instant,
    /// Where they live and mostly eat.
    pub(super) home: Arc<Shop>,
    /// What their favourites are drawn from.
    pub(super) taste: u64,
    pub(super) born: Option<LocalDate>,
    /// Once joined.
    pub(super) id: Option<MemberId>,
    /// The next visit.
    pub(super) visit: Option<Visit>,
    /// When time is next to pass for them.
    pub(super) tick: Option<Instant>,
    /// Goods on their way back.
    pub(super) return_: Option<Box<GoingBack>>,
    pub(super) random: Random,
    visits: u32,
    lapses: u32,
    answers: u32,
    redeems: u32,
    at_the_till: bool,
    /// The last day on which they come by themselves.
    stays_till: i32,
}

/// A visit to come.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) at: Instant,
    pub(super) shop: Arc<Shop>,
    /// Points are why they come.
    pub(super) for_points: bool,
}

/// A return to come.
#[derive(Debug)]
pub(super) struct GoingBack {
    pub(super) asked: Return,
    pub(super) offset: UtcOffset,
}

/// Everybody who joins by now: the first is a fan of the first shop, the others follow in the order of joining.
pub(super) fn lives(members: u32, seed: u64, calendar: &Calendar, chain: &Chain) -> Vec<Life> {
    let born =
        (0..members).filter_map(|draw| joining(Random::of(seed, u64::from(draw)), calendar, chain));
    let mut lives: Vec<_> = born.collect();
    lives.sort_by_key(|life| life.joins);
    if let Some(shop) = chain.first() {
        put_a_fan_first(&mut lives, shop);
    }
    lives
}

/// Gives the first card to somebody of this shop who comes all the time: it is the one people try.
fn put_a_fan_first(lives: &mut [Life], shop: &Arc<Shop>) {
    let of_the_shop = lives.iter().position(|life| life.home.id == shop.id);
    if let Some(before) = lives.get_mut(..=of_the_shop.unwrap_or(0)) {
        before.rotate_right(1);
    }
    if let Some(life) = lives.first_mut() {
        life.home = shop.clone();
        life.be(&FAN);
        (life.lapses, life.redeems) = (0, 35);
    }
}

/// Somebody who will join. Many do in the first weeks, while everybody is asked to.
fn joining(mut random: Random, calendar: &Calendar, chain: &Chain) -> Option<Life> {
    let eager = |day: usize| match day {
        0..=44 => 30,
        45..=119 => 16,
        _ => 10,
    };
    let before_today = usize::try_from(calendar.last_day()).unwrap_or(0);
    let weights = calendar
        .all_busy()
        .take(before_today)
        .enumerate()
        .map(|(day, busy)| busy * eager(day));
    let day = i32::try_from(random.weighted(weights)).unwrap_or(0);
    let home = chain.any(day, &mut random)?.clone();
    let joins = home.instant(calendar.date(day), calendar.time(day, &mut random));
    let place = random.weighted(KINDS.iter().map(|kind| kind.percent));
    let (_, redeems) = THRIFT
        .get(random.weighted(THRIFT.iter().map(|(percent, _)| *percent)))
        .copied()?;
    let taste = u64::from(random.below(u32::MAX));
    let mut life = Life {
        joins,
        home,
        taste,
        born: None,
        id: None,
        visit: None,
        tick: None,
        return_: None,
        random,
        visits: 0,
        lapses: 0,
        answers: 0,
        redeems,
        at_the_till: false,
        stays_till: 0,
    };
    life.be(KINDS.get(place)?);
    Some(life)
}

impl Life {
    fn be(&mut self, kind: &Kind) {
        self.visits = kind.visits;
        self.lapses = kind.lapses;
        self.answers = kind.answers;
        self.at_the_till = kind.at_the_till;
    }

    /// Whether it joins at the till while paying.
    pub(super) fn joins_at_the_till(&self) -> bool {
        self.at_the_till
    }

    /// Joined on a day: pays at once, or comes some other time.
    pub(super) fn begin(&mut self, day: i32, calendar: &Calendar, chain: &Chain) {
        self.stay(day, calendar);
        if self.at_the_till {
            let at = self
                .joins
                .plus_seconds(i64::from(self.random.between(30, 240)));
            self.visit = Some(Visit {
                at,
                shop: self.home.clone(),
                for_points: false,
            });
        } else {
            self.plan(day, calendar, chain);
        }
    }

    /// Begins to come; till when is drawn now.
    fn stay(&mut self, day: i32, calendar: &Calendar) {
        let lapses = self.lapses;
        let mut days = day..calendar.last_day();
        self.stays_till = days
            .find(|_| self.random.happens(lapses))
            .unwrap_or(calendar.last_day());
    }

    /// Plans the next visit after a day.
    pub(super) fn plan(&mut self, day: i32, calendar: &Calendar, chain: &Chain) {
        let mut days = day + 1..=self.stays_till;
        let chance = |day| u64::from(self.visits) * u64::from(calendar.busy(day)) / 1_000;
        let chance = |day| u32::try_from(chance(day)).unwrap_or(u32::MAX);
        let next = days.find(|day| self.random.happens(chance(*day)));
        self.visit = next.and_then(|day| self.visit_on(day, calendar, chain));
    }

    fn visit_on(&mut self, day: i32, calendar: &Calendar, chain: &Chain) -> Option<Visit> {
        let random = &mut self.random;
        let shop = match random.below(100) {
            0..=85 => &self.home,
            86..=96 => chain.in_city(self.home.city, day, random)?,
            _ => chain.any(day, random)?,
        };
        let at = shop.instant(calendar.date(day), calendar.time(day, random));
        Some(Visit {
            at,
            shop: shop.clone(),
            for_points: false,
        })
    }

    /// Is lost since today; points may bring them back within weeks.
    pub(super) fn is_lost(&mut self, day: i32, points: bool, calendar: &Calendar, chain: &Chain) {
        let answers = if points { self.answers } else { BACK_UNASKED };
        if !self.random.percent(answers) {
            return;
        }
        let back = day + self.random.between(1, 26);
        let Some(visit) = self.visit_on(back, calendar, chain) else {
            return;
        };
        if self
            .visit
            .as_ref()
            .is_some_and(|planned| planned.at <= visit.at)
        {
            return;
        }
        self.visits = self.visits.max(WON_BACK);
        self.lapses += self.lapses / 2 + 500;
        self.stay(back, calendar);
        self.visit = Some(Visit {
            for_points: points,
            ..visit
        });
    }

    /// Whether points are redeemed on a visit.
    pub(super) fn redeems(&mut self, visit: &Visit, balance: Points) -> bool {
        let percent = match (self.redeems, visit.for_points) {
            (0, _) => 0,
            (_, true) => 90,
            (percent, false) => percent,
        };
        balance >= WORTH_REDEEMING && self.random.percent(percent)
    }

    /// Whether they were eighteen on a day; somebody of unknown age is not sold alcohol.
    pub(super) fn is_adult(&self, on: LocalDate) -> bool {
        self.born.is_some_and(|born| born.plus_years(18) <= on)
    }
}

#[cfg(test)]
mod tests {
    use regulars_engine::time::Zone;

    use super::*;

    fn years() -> (Calendar, Chain) {
        let now = Instant::parse_with_offset("2026-11-21T12:00:00Z")
            .unwrap()
            .0;
        (
            Calendar::of(now, &Zone::parse("Europe/Moscow").unwrap()),
            Chain::open().unwrap(),
        )
    }

    #[test]
    fn as_many_join_as_were_asked_for_in_order_and_before_today() {
        let (calendar, chain) = years();
        let lives = lives(500, 1, &calendar, &chain);
        assert_eq!(lives.len(), 500);
        assert!(lives[1..].is_sorted_by_key(|life| life.joins));
        assert!(lives.last().unwrap().joins < calendar.now);
        assert_eq!(lives[0].home.id.as_str(), "kazan-1");
    }

    #[test]
    fn the_first_member_never_stops_coming() {
        let (calendar, chain) = years();
        let life = &mut lives(20, 1, &calendar, &chain)[0];
        life.begin(0, &calendar, &chain);
        assert_eq!(life.stays_till, calendar.last_day());
        let mut visits = 0;
        while let Some(visit) = life.visit.take() {
            visits += 1;
            life.plan(calendar.day(visit.at), &calendar, &chain);
        }
        assert!((110..250).contains(&visits), "{visits}");
    }

    #[test]
    fn whoever_stays_lost_plans_nothing() {
        let (calendar, chain) = years();
        for life in &mut lives(200, 1, &calendar, &chain) {
            life.answers = 0;
            life.visit = None;
            life.is_lost(100, true, &calendar, &chain);
            assert!(life.visit.is_none());
            life.answers = 100;
            life.is_lost(100, true, &calendar, &chain);
            let visit = life.visit.as_ref().unwrap();
            assert!(visit.for_points && life.visits >= WON_BACK);
        }
    }
}
