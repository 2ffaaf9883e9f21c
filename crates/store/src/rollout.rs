//! Versions rolled out beside the standing one, step by step, and what was bought under each.

use regulars_engine::id::RolloutStepId;
use regulars_engine::name::UnitId;
use regulars_engine::number::{Money, Points};
use regulars_engine::rollout::Audience;
use regulars_engine::time::{Instant, Window};

use crate::audit::{actor, columns};
use crate::codec::{Word, count, name, number, program_version, small, word};
use crate::database::{Connection, Row};
use crate::rows::{all, touch};
use crate::sql::rollout as sql;
use crate::{Actor, ProgramVersion, Reader, StoreError};

/// What a step of a roll-out does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolloutStepKind {
    /// A version begins to decide for an audience.
    Started,
    /// It decides for a wider one.
    Widened,
    /// It is published: the roll-out is over.
    Everybody,
    /// The standing version decides for all again.
    Withdrawn,
}

/// A step of a roll-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolloutStep {
    /// Our id.
    pub id: RolloutStepId,
    /// What it does.
    pub kind: RolloutStepKind,
    /// The version rolled out.
    pub version: ProgramVersion,
    /// The number of the version that stands beside it.
    pub beside: u32,
    /// Whom it decides for; `None` where the step ends the roll-out.
    pub audience: Option<Audience>,
    /// What shares are drawn by.
    pub salt: String,
    /// It holds from here on.
    pub live_at: Instant,
    /// Who says so.
    pub by: Actor,
    /// Why, in their words.
    pub note: Option<String>,
}

/// A stored step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolloutRow {
    /// What was said.
    pub step: RolloutStep,
    /// When it was said.
    pub posted_at: Instant,
    /// The present name of that person or key.
    pub name: Option<String>,
}

/// What was bought under a version; of purchases of which something was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionSales {
    /// The version's number.
    pub version: u32,
    /// Purchases.
    pub purchases: u64,
    /// Members who made them.
    pub members: u64,
    /// Paid for them by money and kept.
    pub revenue: Money,
    /// Taken off by offers.
    pub discount: Money,
}

/// Points that purchases under a version gave and took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionPoints {
    /// The version's number.
    pub version: u32,
    /// Of which unit.
    pub unit: UnitId,
    /// Given for them.
    pub issued: Points,
    /// Spent on them.
    pub redeemed: Points,
}

pub(crate) fn insert(
    conn: &Connection,
    step: &RolloutStep,
    posted_at: Instant,
) -> Result<(), StoreError> {
    let (kind, by) = columns(step.by);
    let audience = step
        .audience
        .as_ref()
        .map(serde_json::to_string)
        .transpose();
    let audience = audience.map_err(|error| StoreError::Inconsistent {
        table: "rollout_steps",
        key: step.id.to_string(),
        what: error.to_string(),
    })?;
    let params = (
        step.id.raw(),
        step.kind.word(),
        step.version.program.as_str(),
        step.version.version,
        step.beside,
        audience,
        &step.salt,
        step.live_at.ms(),
        posted_at.ms(),
        kind,
        by,
        step.note.as_deref(),
    );
    touch(conn, sql::ROLLOUT_INSERT, params)
}

fn rollout_row(row: &Row<'_>) -> Result<RolloutRow, StoreError> {
    let audience: Option<String> = row.get(5)?;
    let audience = audience.map(|text| serde_json::from_str(&text)).transpose();
    let id: RolloutStepId = number(row, 0)?;
    Ok(RolloutRow {
        step: RolloutStep {
            id,
            kind: word(row, 1)?,
            version: program_version(row, 2)?,
            beside: small(row, 4)?,
            audience: audience.map_err(|error: serde_json::Error| StoreError::Inconsistent {
                table: "rollout_steps",
                key: id.to_string(),
                what: error.to_string(),
            })?,
            salt: row.get(6)?,
            live_at: number(row, 7)?,
            by: actor(row, 9, "rollout_steps")?,
            note: row.get(12)?,
        },
        posted_at: number(row, 8)?,
        name: row.get(11)?,
    })
}

impl Reader<'_> {
    /// Every step of every roll-out, in the order in which they were said.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn rollout_steps(&self) -> Result<Vec<RolloutRow>, StoreError> {
        all(self.conn, sql::ROLLOUT_LIST, (), rollout_row)
    }

    /// What was bought in a window under a version and the one beside it, by version.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn version_sales(
        &self,
        version: &ProgramVersion,
        beside: u32,
        window: Window,
    ) -> Result<Vec<VersionSales>, StoreError> {
        let params = of(version, beside, window);
        all(self.conn, sql::ROLLOUT_SALES, params, |row| {
            Ok(VersionSales {
                version: small(row, 0)?,
                purchases: count(row, 1)?,
                members: count(row, 2)?,
                revenue: number(row, 3)?,
                discount: number(row, 4)?,
            })
        })
    }

    /// Points of these purchases, by version and unit.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn version_points(
        &self,
        version: &ProgramVersion,
        beside: u32,
        window: Window,
    ) -> Result<Vec<VersionPoints>, StoreError> {
        let params = of(version, beside, window);
        all(self.conn, sql::ROLLOUT_POINTS, params, |row| {
            Ok(VersionPoints {
                version: small(row, 0)?,
                unit: name(row, 1)?,
                issued: number(row, 2)?,
                redeemed: number(row, 3)?,
            })
        })
    }
}

fn of(version: &ProgramVersion, beside: u32, window: Window) -> (i64, i64, &str, u32, u32) {
    let (from, to) = (window.from.ms(), window.to.ms());
    (from, to, version.program.as_str(), version.version, beside)
}
