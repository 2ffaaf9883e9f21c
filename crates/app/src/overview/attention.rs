//! What somebody should look at.

use regulars_engine::name::StoreId;
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::Reader;

use crate::app::App;
use crate::error::Result;
use crate::identification::{self, Targets};

/// A job that could have begun so long ago and has not ended is late.
const LATE_MS: i64 = 15 * 60_000;

/// A store that sold on each of so many days has fallen silent when it sold nothing since.
const STEADY_DAYS: i32 = 7;

/// Days in which purchases name stores.
const RECENT_DAYS: i32 = 30;

/// Something that needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attention {
    /// No program is published: nothing is issued and nothing is priced.
    NoProgram,
    /// The program that decides has ended.
    ProgramEnded,
    /// Jobs that failed too often and were laid aside.
    JobsDead(u64),
    /// Jobs that should have run and have not.
    JobsLate(u64),
    /// Purchases in which a till did otherwise than the rules say, and nobody has looked.
    Discrepancies(u64),
    /// Stores that sold every day of a week, and nothing yesterday and today.
    StoresSilent(Vec<StoreId>),
    /// Stores that purchases name and the catalogue does not have.
    StoresUnknown(Vec<StoreId>),
    /// Stores where fewer receipts have a member than before, or than should.
    IdentificationFell(Vec<StoreId>),
}

impl Attention {
    /// Its stable name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NoProgram => "no_program",
            Self::ProgramEnded => "program_ended",
            Self::JobsDead(_) => "jobs_dead",
            Self::JobsLate(_) => "jobs_late",
            Self::Discrepancies(_) => "discrepancies",
            Self::StoresSilent(_) => "stores_silent",
            Self::StoresUnknown(_) => "stores_unknown",
            Self::IdentificationFell(_) => "identification_fell",
        }
    }

    /// How many of what it is about; never none.
    pub fn count(&self) -> u64 {
        match self {
            Self::NoProgram | Self::ProgramEnded => 1,
            Self::JobsDead(count) | Self::JobsLate(count) | Self::Discrepancies(count) => *count,
            Self::StoresSilent(stores)
            | Self::StoresUnknown(stores)
            | Self::IdentificationFell(stores) => u64::try_from(stores.len()).unwrap_or(u64::MAX),
        }
    }
}

/// Everything that needs a person now; what stops the program first.
pub(crate) fn find(
    app: &App,
    reader: &Reader<'_>,
    now: Instant,
    today: LocalDate,
) -> Result<Vec<Attention>> {
    let recent = (today.plus_days(1 - RECENT_DAYS), today);
    let steady = (today.plus_days(-1 - STEADY_DAYS), today.plus_days(-2));
    let program = app.programs().at(now);
    let ended = program.program.ends.is_some_and(|end| end <= now);
    let alerts = identification::alerts(reader, &Targets::read(reader)?, today)?;
    let fallen = alerts.into_iter().map(|alert| alert.store).collect();
    let found = [
        (program.version.version == 0).then_some(Attention::NoProgram),
        ended.then_some(Attention::ProgramEnded),
        Some(Attention::JobsDead(reader.dead_job_count()?)),
        Some(Attention::JobsLate(
            reader.late_jobs(now.plus_ms(-LATE_MS))?,
        )),
        Some(Attention::Discrepancies(reader.open_discrepancies()?)),
        Some(Attention::StoresSilent(
            reader.silent_stores(steady, today)?,
        )),
        Some(Attention::StoresUnknown(reader.unknown_stores(recent)?)),
        Some(Attention::IdentificationFell(fallen)),
    ];
    let found = found.into_iter().flatten();
    Ok(found.filter(|found| found.count() > 0).collect())
}
