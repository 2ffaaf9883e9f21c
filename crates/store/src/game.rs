//! Games: the seeds of draws, and every number drawn.
//!
//! A number is made of the seed that is not told yet, and of how many were drawn for the member before. The member's version guards the
//! count; the seed is guarded here: what was drawn by one that was told meanwhile is not written.

use std::collections::BTreeSet;
use std::fmt;

use regulars_engine::id::{DrawId, MemberId, SeedId};
use regulars_engine::name::RuleId;
use regulars_engine::time::Instant;

use crate::codec::{name, number, number_or_none};
use crate::database::{Connection, Row};
use crate::rows::{all, one, sql_limit, touch};
use crate::sql::game as sql;
use crate::{Changeset, Cursor, Page, Reader, StoreError};

/// The secret of a seed, in hexadecimal. It is not printed by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    pub fn new(hex: String) -> Self {
        Self(hex)
    }

    /// What it is, in hexadecimal: for drawing, and for telling it once it is told.
    pub fn hex(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// What becomes of the seeds of draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeedMove {
    /// One begins. It fails the changeset with [`crate::CommitError::SeedMoved`] while the draw has another.
    Open(NewSeed),
    /// One is told, and ends. One that was told before fails the changeset in the same way.
    Reveal {
        /// Which.
        seed: SeedId,
        /// Of which draw.
        draw: RuleId,
    },
}

impl SeedMove {
    /// The draw.
    pub fn draw(&self) -> &RuleId {
        match self {
            Self::Open(new) => &new.draw,
            Self::Reveal { draw, .. } => draw,
        }
    }
}

/// A seed that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeed {
    /// Our id.
    pub id: SeedId,
    /// Of which draw.
    pub draw: RuleId,
    /// What nobody may know yet.
    pub secret: Secret,
    /// SHA-256 of it, in hexadecimal.
    pub commitment: String,
}

/// A number drawn for a member. It goes with a move of the member, whose version guards the nonce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDraw {
    /// Our id.
    pub id: DrawId,
    /// The draw.
    pub draw: RuleId,
    /// How many were drawn for the member in it before.
    pub nonce: i64,
    /// What it was made of; one that is told by now fails the changeset with [`crate::CommitError::SeedMoved`]. `None`: nothing proves it.
    pub seed: Option<SeedId>,
    /// The player's own word.
    pub word: Option<String>,
    /// The number.
    pub number: i64,
    /// When.
    pub at: Instant,
}

/// A seed as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedRow {
    /// Our id.
    pub id: SeedId,
    /// Of which draw.
    pub draw: RuleId,
    /// SHA-256 of the secret, in hexadecimal.
    pub commitment: String,
    /// Since when numbers are made of it.
    pub since: Instant,
    /// When it was told.
    pub revealed_at: Option<Instant>,
    /// The secret, if it was told. [`Reader::open_seeds`] alone knows it before.
    pub secret: Option<Secret>,
}

/// A number drawn, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawRow {
    /// Our id.
    pub id: DrawId,
    /// Whose.
    pub member: MemberId,
    /// The draw.
    pub draw: RuleId,
    /// How many were drawn for the member in it before.
    pub nonce: i64,
    /// The player's own word.
    pub word: Option<String>,
    /// The number.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What it was made of; `None`: nothing proves it.
    pub seed: Option<SeedRow>,
}

/// The first draw whose seed is not what a changeset was decided on. The locks of the draws whose seeds move are held.
pub(crate) fn moved(
    conn: &Connection,
    changeset: &Changeset,
) -> Result<Option<RuleId>, StoreError> {
    for (seed, draw) in used(changeset) {
        if !is_open(conn, seed)? {
            return Ok(Some(draw.clone()));
        }
    }
    let mut told = BTreeSet::new();
    for moved in &changeset.seeds {
        let stands = match moved {
            SeedMove::Reveal { seed, .. } => told.insert(*seed) && is_open(conn, *seed)?,
            SeedMove::Open(new) => {
                let before = one(conn, sql::SEED_OF_DRAW, [new.draw.as_str()], |row| {
                    number(row, 0)
                })?;
                before.is_none_or(|before: SeedId| told.contains(&before))
            }
        };
        if !stands {
            return Ok(Some(moved.draw().clone()));
        }
    }
    Ok(None)
}

/// What [`moved`] asks of those who draw, for who foresees it.
pub(crate) fn foresee(conn: &Connection, changeset: &Changeset) {
    for (seed, _) in used(changeset) {
        drop(is_open(conn, seed));
    }
}

/// The seeds that numbers of a changeset were made of, each once.
fn used(changeset: &Changeset) -> BTreeSet<(SeedId, &RuleId)> {
    let draws = changeset.owners.iter().flat_map(|change| &change.draws);
    let seeds = draws.filter_map(|made| Some((made.seed?, &made.draw)));
    seeds.collect()
}

fn is_open(conn: &Connection, seed: SeedId) -> Result<bool, StoreError> {
    let told = one(conn, sql::SEED_GUARD, [seed.raw()], |row| {
        row.get::<Option<i64>>(0)
    })?;
    Ok(told == Some(None))
}

/// Begins or tells a seed.
pub(crate) fn write(
    conn: &Connection,
    moved: &SeedMove,
    posted_at: Instant,
) -> Result<(), StoreError> {
    match moved {
        SeedMove::Open(new) => {
            let params = (
                new.id.raw(),
                new.draw.as_str(),
                new.secret.hex(),
                new.commitment.as_str(),
                posted_at.ms(),
            );
            touch(conn, sql::SEED_OPEN, params)
        }
        SeedMove::Reveal { seed, .. } => {
            touch(conn, sql::SEED_REVEAL, (seed.raw(), posted_at.ms()))
        }
    }
}

/// Writes a number down.
pub(crate) fn insert(conn: &Connection, member: MemberId, new: &NewDraw) -> Result<(), StoreError> {
    let params = (
        new.id.raw(),
        member.raw(),
        new.draw.as_str(),
        new.nonce,
        new.seed.map(SeedId::raw),
        new.word.as_deref(),
        new.number,
        new.at.ms(),
    );
    touch(conn, sql::DRAW_INSERT, params)
}

/// A seed in six columns, from one on.
fn seed(row: &Row<'_>, first: usize) -> Result<SeedRow, StoreError> {
    Ok(SeedRow {
        id: number(row, first)?,
        draw: name(row, first + 1)?,
        commitment: row.get(first + 2)?,
        since: number(row, first + 3)?,
        revealed_at: number_or_none(row, first + 4)?,
        secret: row.get::<Option<String>>(first + 5)?.map(Secret::new),
    })
}

fn draw(row: &Row<'_>) -> Result<DrawRow, StoreError> {
    let made_of: Option<SeedId> = number_or_none(row, 7)?;
    Ok(DrawRow {
        id: number(row, 0)?,
        member: number(row, 1)?,
        draw: name(row, 2)?,
        nonce: row.get(3)?,
        word: row.get(4)?,
        number: row.get(5)?,
        at: number(row, 6)?,
        seed: made_of.map(|_| seed(row, 7)).transpose()?,
    })
}

impl Reader<'_> {
    /// Seeds that are not told, with their secrets: for drawing alone.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn open_seeds(&self) -> Result<Vec<SeedRow>, StoreError> {
        all(self.conn, sql::SEED_LIST_OPEN, (), |row| seed(row, 0))
    }

    /// Every seed of a draw, latest first; secrets of those that were told.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn seeds_of(&self, draw: &RuleId) -> Result<Vec<SeedRow>, StoreError> {
        all(self.conn, sql::SEED_LIST, [draw.as_str()], |row| {
            seed(row, 0)
        })
    }

    /// Numbers drawn for a member, latest first; secrets of seeds that were told.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn draws_of(
        &self,
        member: MemberId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<DrawRow>, StoreError> {
        let before = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let params = (before, sql_limit(limit).saturating_add(1), member.raw());
        let rows = all(self.conn, sql::DRAW_LIST, params, draw)?;
        let cursor = |row: &DrawRow| Cursor::of_number(row.id.raw());
        Ok(Page::cut(rows, limit, cursor))
    }
}
