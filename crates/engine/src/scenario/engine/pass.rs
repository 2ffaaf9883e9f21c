//! Time passes: what a server's daily jobs do, in memory.

use crate::condition::{MemberColumns, holds};
use crate::decision::When;
use crate::event::Event;
use crate::program::Trigger;
use crate::scenario::EngineBackend;
use crate::time::{Instant, LocalDate, LocalTime, anniversary};

/// When stages are worked out on a server.
const NIGHT_MS: i32 = 4 * 3_600_000;

impl EngineBackend<'_> {
    /// Steps through the local midnights up to `at`, at each of which periods turn, segments are looked at and yearly
    /// dates come, and the nights after them, in which stages are worked out. Lots need no step of their own: every
    /// decision and every reading first posts what was due.
    pub(super) fn pass_time(&mut self, at: Instant) {
        let before = self.now.replace(at).unwrap_or(at);
        let zone = &self.program.zone;
        let mut day = zone.date(before);
        let last = zone.date(at);
        while day <= last {
            let (midnight, night) = (
                zone.start_of_day(day),
                zone.instant(day, LocalTime::from_ms(NIGHT_MS)),
            );
            if midnight > before {
                self.start_day(day, midnight);
            }
            if night > before && night <= at {
                self.work_out_stages(night);
            }
            day = day.plus_days(1);
        }
        self.end_claims(at);
    }

    /// Stages that the program defines, of everybody who has bought. The usual ones need the days of all purchases, which
    /// no condition reads: they are played on a server alone.
    fn work_out_stages(&mut self, night: Instant) {
        let program = self.program;
        for situation in self.members.values_mut() {
            if situation.last_purchase_at.is_none() {
                continue;
            }
            let columns = MemberColumns::of(program, situation, When::now(night));
            let mut stages = program.stages.iter();
            let found = stages.find(|stage| holds(&stage.when, &columns.view()));
            situation.stamps.stage = found.map(|stage| stage.id);
        }
    }

    /// What the first instant of a day brings to every member.
    fn start_day(&mut self, day: LocalDate, midnight: Instant) {
        let when = When::now(midnight);
        self.end_claims(midnight);
        let names: Vec<String> = self.members.keys().cloned().collect();
        for name in names {
            self.post(Some(&name), &Event::Tick, when);
            for date in self.dates_of(&name, day) {
                self.post(Some(&name), &Event::Date { date }, when);
            }
            if self.program.waits_for(day) {
                self.post(Some(&name), &Event::Calendar, when);
            }
        }
    }

    /// Yearly dates of a member that some activity waits for on this day.
    fn dates_of(&self, name: &str, day: LocalDate) -> Vec<String> {
        let profile = self
            .members
            .get(name)
            .and_then(|situation| Some(&situation.member.as_ref()?.profile));
        let Some(profile) = profile else {
            return Vec::new();
        };
        let mut dates = Vec::new();
        for activity in &self.program.activities {
            let Trigger::Date { date, days_before } = &activity.on else {
                continue;
            };
            let born = match date.as_str() {
                "birthday" => profile.birth_date,
                other => profile.dates.get(other).copied(),
            };
            let celebrated = day.plus_days(i32::from(*days_before));
            let comes = born.is_some_and(|born| anniversary(born, celebrated.year()) == celebrated);
            if comes && !dates.contains(date) {
                dates.push(date.clone());
            }
        }
        dates
    }
}
