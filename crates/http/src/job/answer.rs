//! A job as people look at it.

use regulars_app::job::{JobRow, JobState};
use regulars_engine::id::JobId;
use regulars_engine::language::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::Moment;

/// Work that time brings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Job)]
pub struct JobAnswer {
    /// Our id.
    #[schema(value_type = String, example = "job_01HZX3V8K0G04")]
    id: JobId,
    /// `dates` (what yearly dates of members set off), `recheck` (who is in which segment), `stamp` (what analytics say of members).
    #[schema(example = "dates")]
    kind: String,
    /// What it does, in a sentence.
    #[schema(example = "Birthdays and other yearly dates of 10 March 2026")]
    text: String,
    /// `waiting`, `done`, or `failed`: it will not run again by itself.
    #[schema(example = "failed")]
    state: &'static str,
    /// When it was due.
    due_at: Moment,
    /// How often it was tried.
    attempts: u32,
    /// When it is tried next; `null` unless it waits.
    next_at: Option<Moment>,
    /// Why it failed the last time; `null`: it has not.
    reason: Option<String>,
}

impl JobAnswer {
    /// A job in this language.
    pub fn of(row: JobRow, language: Language) -> Self {
        let state = match row.state {
            JobState::Waiting => "waiting",
            JobState::Done => "done",
            JobState::Dead => "failed",
        };
        let waits = row.state == JobState::Waiting;
        Self {
            id: row.job.id,
            text: text(&row, language),
            kind: row.job.kind,
            state,
            due_at: Moment::utc(row.job.due_at),
            attempts: row.job.attempts,
            next_at: waits.then(|| Moment::utc(row.ready_at)),
            reason: row.reason,
        }
    }
}

fn text(row: &JobRow, language: Language) -> String {
    let job = &row.job;
    match job.kind.as_str() {
        "dates" => {
            let about = language.pick(
                "Birthdays and other yearly dates of",
                "Дни рождения и другие ежегодные даты за",
            );
            match job.key.parse() {
                Ok(date) => format!("{about} {}", language.date(date)),
                Err(_) => format!("{about} {}", job.key),
            }
        }
        "recheck" => language
            .pick(
                "A look at every member: who is in which segment",
                "Обход всех участников: кто в каком сегменте",
            )
            .to_owned(),
        "stamp" => language
            .pick(
                "Scores, stages and forecasts of members",
                "Оценки, стадии и прогнозы участников",
            )
            .to_owned(),
        kind => kind.to_owned(),
    }
}
