//! Binds what is written to its program: names resolved, numbers exact, every mistake told with its path.

mod basket;
mod card;
mod claim;
mod expect;
mod member;
mod transfer;

use std::collections::{BTreeMap, BTreeSet};

use crate::event::{ByHand, LevelChange};
use crate::language::Said;
use crate::name::{TierId, UnitId};
use crate::number::{Points, Quantity, shown};
use crate::program::{Problem, Program, Unit};
use crate::scenario::file::{AdjustFile, EventFile, GoodsFile, LevelFile, ReturnFile, StepFile};
use crate::scenario::parse::{Placed, Several};
use crate::scenario::{Action, AdjustAsk, EventAsk, LevelAsk, ReturnAsk, Scenario, Step};
use crate::time::Instant;
use crate::{both, said};

/// The longest a scenario may last, in local days.
const DAYS_MAX: i32 = 20 * 366;

/// The most days that all members of a file may live through together: time is passed day by day.
const MEMBER_DAYS_MAX: i64 = 200_000;

/// Binds the scenarios of a file; `line` knows the line of a path.
pub(super) fn bind(
    program: &Program,
    file: &Several,
    line: impl Fn(&str) -> Option<usize>,
) -> Result<Vec<Scenario>, Vec<Problem>> {
    let mut problems = Vec::new();
    if let Some(named) = file
        .program
        .as_ref()
        .filter(|named| **named != *program.id.as_str())
    {
        let message = said!(
            "these scenarios are for `{}`, the program is `{}`",
            "эти сценарии — для `{}`, а программа — `{}`",
            shown(named),
            program.id
        );
        problems.push(Problem::new("program", message));
    }
    let mut bound = Vec::new();
    let mut days: i64 = 0;
    for placed in &file.scenarios {
        let mut binder = Binder::new(program, &file.goods);
        let steps = binder.steps(placed, &line);
        days = binder.member_days(&steps).saturating_add(days);
        problems.append(&mut binder.problems);
        bound.push(Scenario {
            name: placed.scenario.scenario.clone(),
            line: line(match placed.path.as_str() {
                "" => "scenario",
                path => path,
            }),
            steps,
        });
    }
    if days > MEMBER_DAYS_MAX {
        let message = said!(
            "all members together live through {days} days",
            "все участники вместе проживают {days} дней"
        );
        let help = said!(
            "the most is {MEMBER_DAYS_MAX}: register fewer, or play a shorter time",
            "можно не больше {MEMBER_DAYS_MAX}: заведите меньше участников или сократите время"
        );
        problems.push(Problem::new("", message).with_help(help));
    }
    if problems.is_empty() {
        Ok(bound)
    } else {
        Err(problems)
    }
}

/// One scenario being bound: what it has named so far.
struct Binder<'a> {
    program: &'a Program,
    goods: &'a BTreeMap<String, GoodsFile>,
    members: BTreeSet<String>,
    purchases: BTreeSet<String>,
    quotes: BTreeSet<String>,
    claims: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl<'a> Binder<'a> {
    fn new(program: &'a Program, goods: &'a BTreeMap<String, GoodsFile>) -> Self {
        Self {
            program,
            goods,
            members: BTreeSet::new(),
            purchases: BTreeSet::new(),
            quotes: BTreeSet::new(),
            claims: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    fn steps(&mut self, placed: &Placed, line: &impl Fn(&str) -> Option<usize>) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (index, written) in placed.scenario.steps.iter().enumerate() {
            let path = match placed.path.as_str() {
                "" => format!("steps[{index}]"),
                scenario => format!("{scenario}.steps[{index}]"),
            };
            let step = self.step(written, &path, line(&path));
            if let Some(step) = step {
                self.check_time(&steps, &step, &path);
                steps.push(step);
            }
        }
        steps
    }

    /// How many days its members live through, all together.
    fn member_days(&self, steps: &[Step]) -> i64 {
        let day = |step: &Step| self.program.zone.date(step.at);
        let span = steps.first().zip(steps.last());
        let days = span.map_or(0, |(first, last)| day(last).days_since(day(first)));
        let members = i64::try_from(self.members.len()).unwrap_or(i64::MAX);
        i64::from(days).saturating_mul(members)
    }

    fn step(&mut self, written: &StepFile, path: &str, line: Option<usize>) -> Option<Step> {
        let at = self.instant(&written.at, &format!("{path}.at"));
        let action = self.action(written, path);
        let draw = match &written.draw {
            Some(text) => self.drawn(text, &format!("{path}.draw"))?,
            None => u64::MAX,
        };
        let expect = self.expectations(&written.expect, &format!("{path}.expect"));
        Some(Step {
            line,
            at: at?,
            draw,
            action: action?,
            expect,
        })
    }

    /// A share of one as random bits.
    fn drawn(&mut self, text: &str, path: &str) -> Option<u64> {
        let number = self.read(Quantity::parse(text), path)?;
        let parts = u128::try_from(number.raw()).ok();
        let one = u128::try_from(Quantity::ONE.raw()).unwrap_or(1);
        let bits = parts.and_then(|parts| u64::try_from((parts << u64::BITS).div_ceil(one)).ok());
        if bits.is_none() {
            self.wrong(
                path,
                said!("is not a number of a draw", "это не число розыгрыша"),
                said!(
                    "write a number from 0 to 0.9999",
                    "напишите число от 0 до 0.9999"
                ),
            );
        }
        bits
    }

    /// Time does not run backwards, nor for longer than can be played.
    fn check_time(&mut self, before: &[Step], step: &Step, path: &str) {
        if before.last().is_some_and(|last| step.at < last.at) {
            self.wrong(
                &format!("{path}.at"),
                said!("is earlier than the step before", "раньше предыдущего шага"),
                said!(
                    "write steps in order of time",
                    "пишите шаги в порядке времени"
                ),
            );
        }
        let zone = &self.program.zone;
        let first = before.first().map_or(step.at, |first| first.at);
        if zone.date(step.at).days_since(zone.date(first)) > DAYS_MAX {
            self.wrong(
                &format!("{path}.at"),
                said!(
                    "is more than 20 years after the first step",
                    "больше чем через 20 лет после первого шага"
                ),
                said!("play a shorter time", "сократите время"),
            );
        }
    }

    /// Whether a step does one thing at most.
    fn is_one_thing(&mut self, written: &StepFile, path: &str) -> bool {
        let given = [
            written.register.is_some(),
            written.purchase.is_some(),
            written.quote.is_some(),
            written.give_back.is_some(),
            written.void.is_some(),
            written.exchange.is_some(),
            written.event.is_some(),
            written.adjust.is_some(),
            written.level.is_some(),
            written.gift_card.is_some(),
            written.claim.is_some(),
            written.transfer.is_some(),
            written.wait.is_some(),
        ];
        let is_one = given.iter().filter(|given| **given).count() <= 1;
        if !is_one {
            self.wrong(
                path,
                said!("one step does one thing", "один шаг делает что-то одно"),
                said!(
                    "split it into several steps at the same time",
                    "разделите его на несколько шагов в то же время"
                ),
            );
        }
        is_one
    }

    fn action(&mut self, written: &StepFile, path: &str) -> Option<Action> {
        if !self.is_one_thing(written, path) {
            return None;
        }
        if let Some(register) = &written.register {
            return self
                .registration(&register.0, &format!("{path}.register"))
                .map(Action::Register);
        }
        if let Some(purchase) = &written.purchase {
            return self
                .purchase(purchase, &format!("{path}.purchase"))
                .map(Action::Purchase);
        }
        if let Some(quote) = &written.quote {
            return self
                .quote(quote, &format!("{path}.quote"))
                .map(Action::Quote);
        }
        if let Some(back) = &written.give_back {
            return self.give_back(back, &format!("{path}.return"));
        }
        if let Some(exchange) = &written.exchange {
            let back = self.linked(&exchange.give_back, &format!("{path}.exchange.return"));
            let bought = self.purchase(&exchange.purchase, &format!("{path}.exchange.purchase"));
            return back
                .zip(bought)
                .map(|(back, bought)| Action::Exchange(back, bought));
        }
        if let Some(event) = &written.event {
            return self
                .event(event, &format!("{path}.event"))
                .map(Action::Event);
        }
        if let Some(adjust) = &written.adjust {
            return self
                .adjust(adjust, &format!("{path}.adjust"))
                .map(Action::Adjust);
        }
        if let Some(level) = &written.level {
            return self
                .level_by_hand(level, &format!("{path}.level"))
                .map(Action::Level);
        }
        if let Some(card) = &written.gift_card {
            return self
                .card_by_hand(card, &format!("{path}.gift_card"))
                .map(Action::GiftCard);
        }
        if let Some(claim) = &written.claim {
            return self
                .claim(claim, &format!("{path}.claim"))
                .map(Action::Claim);
        }
        if let Some(transfer) = &written.transfer {
            return self
                .transfer(transfer, &format!("{path}.transfer"))
                .map(Action::Transfer);
        }
        // A void may name a purchase that comes later.
        let void = written
            .void
            .as_ref()
            .map(|void| Action::Void(void.0.of.clone()));
        Some(void.unwrap_or(Action::Wait))
    }

    fn give_back(&mut self, back: &ReturnFile, path: &str) -> Option<Action> {
        match &back.of {
            Some(_) => self.linked(back, path).map(Action::Return),
            None => self.unlinked(back, path).map(Action::UnlinkedReturn),
        }
    }

    fn linked(&mut self, back: &ReturnFile, path: &str) -> Option<ReturnAsk> {
        let of = back.of.clone().unwrap_or_default();
        if !self.purchases.contains(&of) {
            let known = self.purchases.iter().map(String::as_str);
            self.problems.push(Problem::unknown(
                format!("{path}.of"),
                both!("there is no purchase", "нет покупки"),
                &of,
                known,
            ));
            return None;
        }
        let mut lines = Vec::new();
        for (index, line) in back.lines.iter().enumerate() {
            let path = format!("{path}.lines[{index}]");
            let Some(number) = line.0.line else {
                self.wrong(
                    &path,
                    said!("says nothing of the line", "не сказано, какая строка"),
                    said!(
                        "write the number of the purchase's line, like {{line: 1}}",
                        "напишите номер строки покупки, например `{{line: 1}}`"
                    ),
                );
                continue;
            };
            let quantity = line.0.quantity.as_ref();
            let quantity = quantity.map(|text| self.quantity(text, &format!("{path}.quantity")));
            lines.push((number, quantity.flatten()));
        }
        Some(ReturnAsk { of, lines })
    }

    fn event(&mut self, event: &EventFile, path: &str) -> Option<EventAsk> {
        self.member_named(&event.by, &format!("{path}.by"))?;
        let properties = event
            .properties
            .iter()
            .map(|(name, text)| (name.clone(), member::value(text)));
        Some(EventAsk {
            by: event.by.clone(),
            kind: event.kind.clone(),
            properties: properties.collect(),
        })
    }

    fn adjust(&mut self, adjust: &AdjustFile, path: &str) -> Option<AdjustAsk> {
        self.member_named(&adjust.by, &format!("{path}.by"))?;
        let unit = match &adjust.unit {
            Some(name) => self.unit_named(name, &format!("{path}.unit"))?,
            None => self.default_unit(&format!("{path}.unit"))?,
        };
        let points = self.points(unit, &adjust.points, &format!("{path}.points"))?;
        let expires_at = adjust.expires_at.as_ref();
        let expires_at =
            expires_at.and_then(|text| self.instant(text, &format!("{path}.expires_at")));
        let unit = unit.id.clone();
        Some(AdjustAsk {
            by: adjust.by.clone(),
            unit,
            points,
            expires_at,
            opening: adjust.opening,
        })
    }

    fn level_by_hand(&mut self, level: &LevelFile, path: &str) -> Option<LevelAsk> {
        self.member_named(&level.by, &format!("{path}.by"))?;
        let scheme = match &level.scheme {
            Some(id) => self.scheme_named(id, &format!("{path}.scheme"))?,
            None => self.only_scheme(path)?,
        };
        let until = level.until.as_ref();
        let until = until.map(|text| self.instant(text, &format!("{path}.until")));
        let until = until.map_or(Some(None), |until| until.map(Some))?;
        let by_hand = match (&level.grant, level.freeze, level.release) {
            (Some(level), false, false) => ByHand::Grant {
                level: TierId::new(level),
                until,
            },
            (None, true, false) => ByHand::Freeze { until },
            (None, false, true) => ByHand::Release,
            _ => {
                self.wrong(
                    path,
                    said!(
                        "a hand does one thing to a level",
                        "вручную с уровнем делают что-то одно"
                    ),
                    said!(
                        "write grant: gold, freeze: true or release: true",
                        "напишите `grant: gold`, `freeze: true` или `release: true`"
                    ),
                );
                return None;
            }
        };
        Some(LevelAsk {
            by: level.by.clone(),
            change: LevelChange { scheme, by_hand },
        })
    }

    fn instant(&mut self, text: &str, path: &str) -> Option<Instant> {
        let read = self.program.zone.parse_instant(text);
        self.read(read, path)
    }

    fn points(&mut self, unit: &Unit, text: &str, path: &str) -> Option<Points> {
        let read = unit.scale.parse(text);
        self.read(read, path)
    }

    fn member_named(&mut self, name: &str, path: &str) -> Option<()> {
        if self.members.contains(name) {
            return Some(());
        }
        let known = self.members.iter().map(String::as_str);
        self.problems.push(Problem::unknown(
            path,
            both!("there is no member", "нет участника"),
            name,
            known,
        ));
        None
    }

    fn unit_named(&mut self, name: &str, path: &str) -> Option<&'a Unit> {
        let found = self.program.unit(&UnitId::new(name));
        if found.is_none() {
            let known = self.program.units.iter().map(|unit| unit.id.as_str());
            self.problems.push(Problem::unknown(
                path,
                both!("there is no unit", "нет единицы"),
                name,
                known,
            ));
        }
        found
    }

    fn default_unit(&mut self, path: &str) -> Option<&'a Unit> {
        let first = self.program.units.first();
        if first.is_none() {
            self.wrong(
                path,
                said!("the program has no units", "в программе нет единиц"),
                said!("leave it out", "уберите это"),
            );
        }
        first
    }

    /// Takes a value or notes why it cannot be read.
    fn read<T, E: Into<Said>>(&mut self, read: Result<T, E>, path: &str) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.problems.push(Problem::new(path, error));
                None
            }
        }
    }

    fn wrong(&mut self, path: &str, message: impl Into<Said>, help: impl Into<Said>) {
        self.problems
            .push(Problem::new(path, message).with_help(help));
    }
}
