//! Time passes: what a server's daily jobs do, in memory.

use crate::decision::When;
use crate::event::Event;
use crate::program::Trigger;
use crate::scenario::EngineBackend;
use crate::time::{Instant, LocalDate, anniversary};

impl EngineBackend<'_> {
    /// Steps through the local midnights up to `at`, at each of which periods turn, segments are looked at and yearly
    /// dates come. Lots need no step of their own: every decision and every reading first posts what was due.
    pub(super) fn pass_time(&mut self, at: Instant) {
        let before = self.now.replace(at).unwrap_or(at);
        let zone = &self.program.zone;
        let mut day = zone.date(before).plus_days(1);
        let last = zone.date(at);
        while day <= last {
            self.start_day(day, zone.start_of_day(day));
            day = day.plus_days(1);
        }
        self.end_claims(at);
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
