//! Work that time brings: activations, expiries, lapsed holds, tiers, segments, yearly dates, housekeeping.
//!
//! Nothing here is needed for a right answer at the till, which settles what is due on touch; jobs do it for the idle
//! and tell the journal.

mod dates;
mod due;
mod lead;
mod list;
mod recheck;
pub(crate) mod referral;
mod retry;
mod run;
mod stamp;

pub(crate) use lead::Work;
pub use lead::{MAINTENANCE, leave};
pub use list::{Jobs, list};
pub use regulars_store::{JobRow, JobState};
pub use retry::retry;
pub use run::{Ran, run_due};

use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{Lane, NewJob};

use crate::app::App;

/// Jobs a publication starts: the chain of yearly dates, and one look at everybody's segments.
pub(crate) fn after_publishing(app: &App, live_at: Instant) -> Vec<NewJob> {
    let zone = &app.programs().at(live_at).program.zone;
    let today = zone.date(live_at);
    vec![date_job(app, today, live_at), look(live_at)]
}

/// One look at everybody's segments.
pub(crate) fn look(at: Instant) -> NewJob {
    NewJob {
        kind: recheck::KIND,
        lane: Lane::Maintenance,
        key: at.ms().to_string(),
        due_at: at,
        payload: serde_json::json!({"at": at.ms()}).to_string(),
    }
}

/// The job of one day's yearly dates.
pub(crate) fn date_job(app: &App, date: LocalDate, known_at: Instant) -> NewJob {
    let zone = &app.programs().at(known_at).program.zone;
    NewJob {
        kind: dates::KIND,
        lane: Lane::Triggered,
        key: date.to_string(),
        due_at: zone.start_of_day(date),
        payload: serde_json::json!({"date": date}).to_string(),
    }
}
