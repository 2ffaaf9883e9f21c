//! Lives the two years of a chain: every day's registrations, purchases, returns and passing time, through the engine.

use std::collections::{BTreeMap, HashMap};

use std::sync::Arc;

use regulars_engine::decision::When;
use regulars_engine::event::{Event, PastDecision, Return, ReturnAsk};
use regulars_engine::id::MemberId;
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::time::{Instant, LocalDate, LocalTime};
use regulars_store::{Acknowledgement, Cause, Changeset, NewVersion, ProgramVersion, Publication};
use serde::{Deserialize, Serialize};

use super::life::{Life, second_of_day};
use super::meal::{Meal, with_points};
use super::menu::MENU;
use super::people::{card, person};
use super::places::{SPOTS, Spot};
use super::random::Random;
use crate::app::{App, Commit};
use crate::bulk::{Bulk, Catalogue, Sale, Sold};
use crate::error::{AppError, Result};
use crate::job;
use crate::live::LiveProgram;

/// The program of the chain.
const PROGRAM: &str = include_str!("../../../../programs/burger-heroes.yaml");
/// How long the chain has had it.
const DAYS: i32 = 730;
/// Purchases of nobody known, in percent of those of members.
const STRANGERS: u32 = 30;

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoBase {
    /// Members.
    pub members: u32,
    /// Purchases.
    pub purchases: u64,
    /// Returns.
    pub returns: u64,
    /// A card to present: that of the first member.
    pub card: String,
}

/// Makes the base of a burger chain with so many members in an empty system: two years up to now. `told` is told
/// which day of how many it is. The same members on the same day make the same base.
///
/// # Errors
/// A system that holds a program already; a store that takes no writes.
pub fn build(app: &App, members: u32, mut told: impl FnMut(u64, u64)) -> Result<DemoBase> {
    if !app.programs().timeline().is_empty() {
        return Err(AppError::field(
            "/data",
            "holds a program already; a demo base is made in an empty folder",
        ));
    }
    let live = open(app)?;
    let catalogue = Catalogue::load(app)?;
    let mut chain = Chain::new(app, &live, &catalogue, members);
    for day in 0..=DAYS {
        chain.live(day)?;
        told(
            u64::try_from(day).unwrap_or(0),
            u64::try_from(DAYS).unwrap_or(0),
        );
    }
    chain.close()
}

/// Opens the chain: menu, stores, program.
fn open(app: &App) -> Result<Arc<LiveProgram>> {
    let program = regulars_engine::program::Program::read(PROGRAM).map_err(AppError::BadFile)?;
    let now = app.now();
    let first_day = program.zone.date(now).plus_days(-DAYS);
    let live_at = program.zone.start_of_day(first_day);
    let version = ProgramVersion {
        program: program.id.clone(),
        version: 1,
    };
    let opening = Changeset {
        posted_at: live_at,
        products: MENU.iter().map(super::menu::Dish::row).collect(),
        stores: SPOTS.iter().map(Spot::row).collect(),
        versions: vec![NewVersion {
            version: version.clone(),
            text: PROGRAM.to_owned(),
        }],
        publications: vec![Publication { version, live_at }],
        ..Changeset::default()
    };
    done(app.commit_here(opening)?)?;
    app.programs().refresh(app.store())?;
    // Yearly dates go on from today; those of the years before are over.
    let jobs = vec![job::date_job(app, program.zone.date(now), now)];
    done(app.commit_here(Changeset {
        posted_at: now,
        jobs,
        ..Changeset::default()
    })?)?;
    Ok(app.programs().at(now))
}

fn done(commit: Commit) -> Result<()> {
    match commit {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Unavailable(
            "somebody else writes to the folder; make the demo base in one of its own".to_owned(),
        )),
    }
}

/// A chain as it lives.
struct Chain<'a> {
    app: &'a App,
    live: &'a LiveProgram,
    bulk: Bulk<'a>,
    now: Instant,
    today: LocalDate,
    customers: Vec<Customer>,
    numbers: HashMap<MemberId, usize>,
    /// Purchases of which something comes back a day later, by buyer.
    regretted: BTreeMap<usize, (Instant, Sold)>,
    in_flight: Option<Acknowledgement>,
    purchases: u64,
    returns: u64,
}

/// A person between visits.
struct Customer {
    number: u32,
    life: Life,
    spot: &'static Spot,
    member: Option<MemberId>,
    /// When time next does something to them.
    wakes: Option<Instant>,
    random: Random,
}

/// What happens to somebody at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happening {
    Time,
    Return,
    Visit,
}

impl<'a> Chain<'a> {
    fn new(
        app: &'a App,
        live: &'a Arc<LiveProgram>,
        catalogue: &'a Catalogue,
        members: u32,
    ) -> Self {
        let now = app.now();
        let weights: Vec<u32> = SPOTS.iter().map(|spot| spot.weight).collect();
        let customer = |number| {
            let mut random = Random::of(3, u64::from(number));
            let spot = &SPOTS[random.weighted(&weights)];
            Customer {
                number,
                life: Life::of(number, DAYS),
                spot,
                member: None,
                wakes: None,
                random,
            }
        };
        Self {
            app,
            live,
            bulk: Bulk::new(app, live, catalogue),
            now,
            today: live.program.zone.date(now),
            customers: (1..=members).map(customer).collect(),
            numbers: HashMap::new(),
            regretted: BTreeMap::new(),
            in_flight: None,
            purchases: 0,
            returns: 0,
        }
    }

    /// Lives one day.
    fn live(&mut self, day: i32) -> Result<()> {
        let date = self.today.plus_days(day - DAYS);
        let happenings = self.happenings(day, date);
        if self.bulk.is_full() {
            self.wait()?;
            self.bulk.forget();
        }
        self.load(&happenings)?;
        for (at, happening, place) in happenings {
            match happening {
                Happening::Time => self.pass(at, place),
                Happening::Return => self.give_back(at, place),
                Happening::Visit => self.visit(at, place, day)?,
            }
        }
        let end = self.live.program.zone.end_of_day(date).min(self.now);
        self.write(end)
    }

    /// Everything that happens on a day, in order of time. Nothing has happened yet that is ahead of now.
    fn happenings(&mut self, day: i32, date: LocalDate) -> Vec<(Instant, Happening, usize)> {
        let window = self.live.program.zone.day(date);
        let mut happenings = Vec::new();
        for (place, customer) in self.customers.iter_mut().enumerate() {
            if let Some(at) = customer.wakes.filter(|at| *at < window.to) {
                happenings.push((at.max(window.from), Happening::Time, place));
            }
            if customer.life.joins <= day && customer.life.comes(day, date, &mut customer.random) {
                let second = second_of_day(&mut customer.random);
                let time = LocalTime::from_ms(second * 1_000);
                happenings.push((
                    self.live.program.zone.instant(date, time),
                    Happening::Visit,
                    place,
                ));
            }
        }
        let day_later = |at: &Instant| at.plus_seconds(86_400);
        let back = self
            .regretted
            .iter()
            .map(|(place, (at, _))| (day_later(at), Happening::Return, *place));
        happenings.extend(back);
        happenings.retain(|(at, _, _)| *at <= self.now);
        happenings.sort_unstable();
        happenings
    }

    /// Loads those whose ledgers were closed.
    fn load(&mut self, happenings: &[(Instant, Happening, usize)]) -> Result<()> {
        let mut owners: HashMap<MemberId, Vec<Instant>> = HashMap::new();
        for (at, _, place) in happenings {
            if let Some(member) = self.customers[*place].member {
                owners.entry(member).or_default().push(*at);
            }
        }
        self.bulk.load(owners)
    }

    fn pass(&mut self, at: Instant, place: usize) {
        if let Some(member) = self.customers[place].member {
            self.bulk.event(member, &Event::Tick, at, Cause::Time);
        }
    }

    /// Somebody eats; who is new joins first. A stranger may stand behind them.
    fn visit(&mut self, at: Instant, place: usize, day: i32) -> Result<()> {
        let member = self.member(at, place);
        let date = self.today.plus_days(day - DAYS);
        let customer = &mut self.customers[place];
        let local = self.live.program.zone.local(at);
        let spot = if customer.random.percent(86) {
            customer.spot
        } else {
            neighbour(customer.spot, &mut customer.random)
        };
        let meal = Meal {
            spot,
            at,
            days_ago: DAYS - day,
            warm: (5..=8).contains(&date.month()),
            evening: local.time.hour() >= 18,
        };
        let mut basket = meal.basket(&mut customer.random);
        if customer.random.percent(32) && self.bulk.situation(member).is_some_and(has_points) {
            with_points(&mut basket);
        }
        let stranger = customer
            .random
            .percent(STRANGERS)
            .then(|| meal.basket(&mut customer.random));
        let comes_back = customer.random.per_million(8_000);
        let offset = self.live.program.zone.offset_at(at);
        let sold = self.bulk.purchase(Sale {
            member: Some(member),
            request: &basket,
            at,
            offset,
            external: None,
        })?;
        self.purchases += 1;
        if comes_back {
            self.regretted.insert(place, (at, sold));
        }
        if let Some(basket) = stranger {
            self.bulk.purchase(Sale {
                member: None,
                request: &basket,
                at,
                offset,
                external: None,
            })?;
            self.purchases += 1;
        }
        Ok(())
    }

    /// The member somebody is, or becomes now.
    fn member(&mut self, at: Instant, place: usize) -> MemberId {
        let customer = &mut self.customers[place];
        if let Some(member) = customer.member {
            return member;
        }
        let member = MemberId::from_raw(self.app.next_id());
        customer.member = Some(member);
        self.numbers.insert(member, place);
        let found = person(customer.number, customer.spot, at, self.today);
        self.bulk
            .register(member, found.profile, found.identifiers, at);
        member
    }

    /// The first line of a purchase of the day before comes back.
    fn give_back(&mut self, at: Instant, place: usize) {
        let Some((bought_at, sold)) = self.regretted.remove(&place) else {
            return;
        };
        let Some(member) = self.customers[place].member else {
            return;
        };
        let past = PastDecision::of(&sold.purchase, &sold.decision, When::now(bought_at));
        let Some(past) = past else { return };
        let first = past.priced.lines.first();
        let lines = first.map(|line| ReturnAsk {
            number: line.number,
            quantity: line.quantity,
        });
        let asked = Return {
            lines: lines.into_iter().collect(),
            purchase: Box::new(past),
        };
        let offset = self.live.program.zone.offset_at(at);
        if self.bulk.return_goods(member, asked, at, offset).is_some() {
            self.returns += 1;
        }
    }

    /// Hands the day's changeset to the store while the next day is lived.
    fn write(&mut self, end: Instant) -> Result<()> {
        let changeset = self.bulk.take(end, end);
        for owner in &changeset.owners {
            if let Some(place) = self.numbers.get(&owner.owner) {
                let wakes = [owner.due_at, owner.check_at];
                self.customers[*place].wakes = wakes.into_iter().flatten().min();
            }
        }
        self.wait()?;
        self.in_flight = Some(self.app.submit_here(changeset));
        Ok(())
    }

    fn wait(&mut self) -> Result<()> {
        match self.in_flight.take() {
            Some(outcome) => done(App::outcome_here(outcome)?),
            None => Ok(()),
        }
    }

    fn close(mut self) -> Result<DemoBase> {
        self.wait()?;
        let members = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        Ok(DemoBase {
            members,
            purchases: self.purchases,
            returns: self.returns,
            card: card(1),
        })
    }
}

/// Another store of the same city.
fn neighbour(spot: &'static Spot, random: &mut Random) -> &'static Spot {
    let near: Vec<&'static Spot> = SPOTS
        .iter()
        .filter(|other| other.city == spot.city)
        .collect();
    near[random.weighted(&vec![1; near.len()])]
}

/// Enough points that it is worth asking.
fn has_points(situation: &regulars_engine::situation::Situation) -> bool {
    let unit = UnitId::new("points");
    let lots = situation.wallet.lots.iter().filter(|lot| lot.unit == unit);
    lots.map(|lot| lot.remaining).sum::<Points>() >= Points::from_raw(100)
}
