//! Plays the years in the order of time: who joins, comes, brings something back; what time brings in between.
//!
//! Every event is a changeset of its own, posted at its own instant. The writer commits thousands of them in one
//! transaction while the next ones are decided.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::sync::Arc;

use regulars_engine::decision::{Decision, EffectKind};
use regulars_engine::event::{Event, Return, ReturnAsk};
use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::number::{Points, Quantity};
use regulars_engine::time::Instant;
use regulars_store::{Acknowledgement, Cause};

use super::calendar::Calendar;
use super::chain::{Chain, Shop};
use super::clock::PlayedClock;
use super::goods::Menu;
use super::life::{GoingBack, Life, Visit, lives};
use super::order::{Guest, order};
use super::person::person;
use super::random::Random;
use super::till::{Bill, Tills};
use super::unavailable;
use super::{Plan, Progress, Watch};
use crate::app::{App, Commit};
use crate::bulk::{Bulk, Sale, Sold};
use crate::error::{AppError, Result};
use crate::member::Joined;

/// Changesets on their way to the disk: some are made while others are written.
const IN_FLIGHT: usize = 32_768;

/// Receipts of unknown buyers for each hundred members: with the members' own, about a third of all.
const PASSERS_BY: u64 = 500;

/// Of a million purchases, those of which something comes back.
const RETURNED: u32 = 8_000;

/// Of a hundred purchases of members, those ordered in the app.
const IN_THE_APP: u32 = 9;

/// Streams of randomness apart from those of members.
const STREAM_OF_PEOPLE: u64 = 1 << 40;
const STREAM_OF_PASSERS_BY: u64 = 1 << 41;

/// Where it all happens.
pub(super) struct Stage<'a> {
    pub(super) app: &'a App,
    pub(super) clock: &'a PlayedClock,
    pub(super) calendar: Calendar,
    pub(super) chain: Chain,
    pub(super) menu: Menu,
    pub(super) plan: Plan,
}

/// Something to happen.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment {
    at: Instant,
    what: What,
}

/// What happens. Members are named by their place.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// A day of the calendar begins.
    Day(i32),
    /// Time passes for a member.
    Tick(usize),
    Join(usize),
    Visit(usize),
    Return(usize),
    /// Somebody unknown buys; by the place in the day's list.
    PasserBy(usize),
}

/// The years being played.
pub(super) struct Play<'a> {
    stage: &'a Stage<'a>,
    bulk: Bulk<'a>,
    lives: Vec<Life>,
    queue: BinaryHeap<Reverse<Moment>>,
    /// Where today's unknown buyers buy.
    passers_by: Vec<Arc<Shop>>,
    random: Random,
    tills: Tills,
    in_flight: VecDeque<Acknowledgement>,
}

impl<'a> Play<'a> {
    pub(super) fn new(stage: &'a Stage<'a>, bulk: Bulk<'a>) -> Self {
        let Plan { members, seed } = stage.plan;
        let mut play = Self {
            stage,
            bulk,
            lives: lives(members, seed, &stage.calendar, &stage.chain),
            queue: BinaryHeap::new(),
            passers_by: Vec::new(),
            random: Random::of(seed, STREAM_OF_PASSERS_BY),
            tills: Tills::default(),
            in_flight: VecDeque::new(),
        };
        for member in 0..play.lives.len() {
            play.push(play.lives[member].joins, What::Join(member));
        }
        play.push(stage.app.now(), What::Day(0));
        play
    }

    /// Plays everything up to now, and waits until it is on the disk.
    pub(super) fn run(mut self, watch: Watch<'_>) -> Result<()> {
        let days = u64::try_from(self.stage.calendar.last_day()).unwrap_or(0) + 1;
        while let Some(Reverse(Moment { at, what })) = self.queue.pop() {
            if at > self.stage.calendar.now {
                break;
            }
            self.stage.clock.set(at);
            match what {
                What::Day(day) => {
                    watch(Progress {
                        done: u64::try_from(day).unwrap_or(0),
                        total: days,
                    });
                    self.begin_day(day)?;
                }
                What::Join(member) => self.join(member, at)?,
                What::Visit(member) => self.visit(member, at)?,
                What::Return(member) => self.return_(member, at)?,
                What::Tick(member) => self.tick(member, at)?,
                What::PasserBy(place) => self.pass_by(place, at)?,
            }
        }
        self.settle(0)?;
        watch(Progress {
            done: days,
            total: days,
        });
        Ok(())
    }

    fn push(&mut self, at: Instant, what: What) {
        self.queue.push(Reverse(Moment { at, what }));
    }

    /// Sends the day's unknown buyers out.
    fn begin_day(&mut self, day: i32) -> Result<()> {
        let Stage {
            calendar,
            chain,
            plan,
            ..
        } = self.stage;
        let days = u64::try_from(calendar.last_day()).unwrap_or(0).max(1);
        let millionths =
            u64::from(plan.members) * PASSERS_BY * u64::from(calendar.busy(day)) * 10 / days;
        let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
        let one_more = self.random.happens(u32::try_from(rest).unwrap_or(0));
        self.passers_by.clear();
        for place in 0..usize::try_from(whole).unwrap_or(0) + usize::from(one_more) {
            let Some(shop) = chain.any(day, &mut self.random) else {
                continue;
            };
            let at = shop.instant(calendar.date(day), calendar.time(day, &mut self.random));
            self.passers_by.push(shop.clone());
            self.push(at, What::PasserBy(place));
        }
        self.push(calendar.start(day + 1), What::Day(day + 1));
        Ok(())
    }

    fn join(&mut self, member: usize, at: Instant) -> Result<()> {
        let (today, day) = (
            self.stage.calendar.date(self.stage.calendar.last_day()),
            self.stage.calendar.day(at),
        );
        let number = u32::try_from(member).unwrap_or(u32::MAX);
        let mut random = Random::of(self.stage.plan.seed, STREAM_OF_PEOPLE + u64::from(number));
        let id = MemberId::from_raw(self.stage.app.next_id());
        let life = &mut self.lives[member];
        let person = person(number, &life.home, at, today, &mut random);
        life.id = Some(id);
        life.born = person.profile.birth_date;
        life.begin(day, &self.stage.calendar, &self.stage.chain);
        let joined = joined(&person.profile, number, life.joins_at_the_till());
        self.bulk.changeset().registrations.push(joined.of(id));
        self.bulk
            .register(id, person.profile, person.identifiers, at);
        self.push_visit(member);
        self.commit(Some(member), at)
    }

    fn push_visit(&mut self, member: usize) {
        if let Some(at) = self.lives[member].visit.as_ref().map(|visit| visit.at) {
            self.push(at, What::Visit(member));
        }
    }

    fn visit(&mut self, member: usize, at: Instant) -> Result<()> {
        let life = &mut self.lives[member];
        // Somebody who was won back comes earlier than planned; then nothing is left of the plan.
        let Some(visit) = life.visit.take_if(|visit| visit.at == at) else {
            return Ok(());
        };
        let Some(id) = life.id else { return Ok(()) };
        self.open(id, at)?;
        let balance = self.balance(id);
        let life = &mut self.lives[member];
        let local = visit.shop.local(at);
        let (taste, adult) = (Some(life.taste), life.is_adult(local.date));
        let guest = Guest {
            taste,
            adult,
            date: local.date,
            hour: local.time.hour(),
        };
        let bill = Bill {
            lines: order(&self.stage.menu, guest, &mut life.random),
            redeem: life.redeems(&visit, balance),
            in_the_app: life.random.percent(IN_THE_APP),
        };
        let sold = self.sell(Some(id), &visit.shop, bill, at)?;
        self.maybe_return(member, &visit, &sold, at);
        let day = self.stage.calendar.day(at);
        self.lives[member].plan(day, &self.stage.calendar, &self.stage.chain);
        self.push_visit(member);
        self.commit(Some(member), at)
    }

    fn pass_by(&mut self, place: usize, at: Instant) -> Result<()> {
        let Some(shop) = self.passers_by.get(place).cloned() else {
            return Ok(());
        };
        let local = shop.local(at);
        let adult = self.random.percent(80);
        let guest = Guest {
            taste: None,
            adult,
            date: local.date,
            hour: local.time.hour(),
        };
        let bill = Bill {
            lines: order(&self.stage.menu, guest, &mut self.random),
            redeem: false,
            in_the_app: false,
        };
        self.sell(None, &shop, bill, at)?;
        self.commit(None, at)
    }

    fn sell(
        &mut self,
        member: Option<MemberId>,
        shop: &Shop,
        bill: Bill,
        at: Instant,
    ) -> Result<Sold> {
        let (request, number) = self.tills.receipt(shop, bill);
        self.bulk.purchase(Sale {
            member,
            request: &request,
            at,
            offset: shop.offset_at(at),
            external: Some(number),
        })
    }

    /// Something of some receipts comes back within the hour.
    fn maybe_return(&mut self, member: usize, visit: &Visit, sold: &Sold, at: Instant) {
        let life = &mut self.lives[member];
        let lines = &sold.basket.lines;
        // What is left of the receipt still is a visit.
        if lines.len() < 2 || !life.random.happens(RETURNED) {
            return;
        }
        let back = at.plus_seconds(i64::from(life.random.between(300, 2_700)));
        let line = life.random.pick(lines).map(|line| ReturnAsk {
            number: line.number,
            quantity: Quantity::ONE,
        });
        if let (Some(line), Some(past)) = (line, sold.past()) {
            let asked = Return {
                purchase: Box::new(past),
                lines: vec![line],
            };
            life.return_ = Some(Box::new(GoingBack {
                asked,
                offset: visit.shop.offset_at(back),
            }));
            self.push(back, What::Return(member));
        }
    }

    fn return_(&mut self, member: usize, at: Instant) -> Result<()> {
        let life = &mut self.lives[member];
        let (Some(id), Some(back)) = (life.id, life.return_.take()) else {
            return Ok(());
        };
        // A ledger opened anew would not have the lots that the purchase emptied.
        if self.bulk.situation(id).is_none() {
            return Ok(());
        }
        let GoingBack { asked, offset } = *back;
        let taken = self.bulk.return_goods(id, asked, at, offset);
        if taken.is_none() {
            return Err(AppError::Internal(format!(
                "the rules refuse a return of {id} at {at}"
            )));
        }
        self.commit(Some(member), at)
    }

    /// Lets time pass for a member, as the job does.
    fn tick(&mut self, member: usize, at: Instant) -> Result<()> {
        let life = &mut self.lives[member];
        // Whatever happened since has put the tick off.
        let (Some(id), Some(_)) = (life.id, life.tick.take_if(|tick| *tick == at)) else {
            return Ok(());
        };
        self.open(id, at)?;
        let decision = self
            .bulk
            .event(id, &Event::Tick, at, Cause::Time)
            .unwrap_or_default();
        if decision.segments.iter().any(|moved| moved.entered) {
            let (points, day) = (gives(&decision), self.stage.calendar.day(at));
            let planned = self.lives[member].visit.as_ref().map(|visit| visit.at);
            self.lives[member].is_lost(day, points, &self.stage.calendar, &self.stage.chain);
            if self.lives[member].visit.as_ref().map(|visit| visit.at) != planned {
                self.push_visit(member);
            }
        }
        self.commit(Some(member), at)
    }

    /// Opens the member's ledger, if it was closed to save room.
    fn open(&mut self, id: MemberId, at: Instant) -> Result<()> {
        // Whoever is not open has nothing in flight: that was settled when the ledgers were closed.
        if self.bulk.situation(id).is_some() {
            return Ok(());
        }
        self.bulk.load(HashMap::from([(id, vec![at])]))
    }

    /// Points that could be redeemed.
    fn balance(&self, id: MemberId) -> Points {
        let lots = self
            .bulk
            .situation(id)
            .map(|situation| &situation.wallet.lots);
        lots.into_iter().flatten().map(|lot| lot.remaining).sum()
    }

    /// Sends off what was decided, and notes when time is next to pass for the member.
    fn commit(&mut self, member: Option<usize>, at: Instant) -> Result<()> {
        let changeset = self.bulk.take(at, at);
        if let (Some(member), Some(change)) = (member, changeset.owners.first()) {
            let next = change
                .due_at
                .into_iter()
                .chain(change.check_at)
                .filter(|due| *due > at)
                .min();
            let known = std::mem::replace(&mut self.lives[member].tick, next);
            if let Some(next) = next.filter(|_| known != next) {
                self.push(next, What::Tick(member));
            }
        }
        self.in_flight
            .push_back(self.stage.app.submit_here(changeset));
        self.settle(IN_FLIGHT)?;
        if self.bulk.is_full() {
            self.settle(0)?;
            self.bulk.forget();
        }
        Ok(())
    }

    /// Waits until so many changesets are in flight.
    fn settle(&mut self, left: usize) -> Result<()> {
        while self.in_flight.len() > left {
            let Some(flight) = self.in_flight.pop_front() else {
                break;
            };
            match self.stage.app.outcome_here(flight)? {
                Commit::Done => {}
                Commit::Again | Commit::Replayed => {
                    return Err(unavailable("somebody else writes into this folder"));
                }
            }
        }
        Ok(())
    }
}

/// Whether points were given.
/// Where somebody joined: at the till of the home store, or at home in the application or on the site.
fn joined(profile: &Profile, number: u32, at_the_till: bool) -> Joined {
    if at_the_till {
        return Joined {
            store: profile.store.clone(),
            till: Some("1".to_owned()),
            ..Joined::from("till")
        };
    }
    Joined::from(if number.is_multiple_of(3) {
        "site"
    } else {
        "app"
    })
}

fn gives(decision: &Decision) -> bool {
    let mut effects = decision.effects.iter();
    effects.any(|effect| matches!(effect.kind, EffectKind::Grant { .. }))
}
