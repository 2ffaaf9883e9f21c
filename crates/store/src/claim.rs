//! Claims of rewards: who claimed what, and what became of it.
//!
//! A claim changes with its member, whose version guards it: of two who hand it over one finds the member moved on.

use regulars_engine::decision::Effect;
use regulars_engine::id::{ClaimId, MemberId};
use regulars_engine::merge::Shift;
use regulars_engine::name::{RuleId, StoreId};
use regulars_engine::time::Instant;

use crate::codec::{Word, json, name, name_or_none, number, number_or_none, to_json, word};
use crate::database::{Connection, Row};
use crate::merge::{self, Moved};
use crate::rows::{all, one, sql_limit, touch};
use crate::sql::claim as sql;
use crate::{Cursor, Page, Reader, StoreError};

/// A claim to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct NewClaim {
    /// Our id.
    pub id: ClaimId,
    /// Whose.
    pub member: MemberId,
    /// Of which reward.
    pub reward: RuleId,
    /// What the member shows to be given it.
    pub code: String,
    /// When.
    pub at: Instant,
    /// Till when the reward is to be fetched; `None`: for ever.
    pub expires_at: Option<Instant>,
    /// It was given with the claim.
    pub given: bool,
    /// The effects of its decision.
    pub effects: Vec<Effect>,
}

/// An open claim that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimEnding {
    /// Which.
    pub id: ClaimId,
    /// As what.
    pub state: ClaimState,
    /// When.
    pub at: Instant,
    /// Where it was handed over or given up.
    pub store: Option<StoreId>,
    /// By whom, as the till names them.
    pub cashier: Option<String>,
}

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimState {
    /// The reward waits to be fetched.
    Open,
    /// It was given.
    Given,
    /// It was given up.
    Cancelled,
    /// It was not fetched in time.
    Expired,
}

/// A claim as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    /// Our id.
    pub id: ClaimId,
    /// Whose.
    pub member: MemberId,
    /// Of which reward.
    pub reward: RuleId,
    /// What the member shows to be given it.
    pub code: String,
    /// How it stands.
    pub state: ClaimState,
    /// When it was made.
    pub at: Instant,
    /// Till when the reward is to be fetched; `None`: for ever.
    pub expires_at: Option<Instant>,
    /// The effects of its decision.
    pub effects: Vec<Effect>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// Where it was handed over or given up.
    pub store: Option<StoreId>,
    /// By whom, as the till names them.
    pub cashier: Option<String>,
}

/// Which claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimsOf {
    /// All.
    Everybody,
    /// Of a member.
    Member(MemberId),
    /// Those that stand so.
    State(ClaimState),
}

pub(crate) fn insert(conn: &Connection, new: &NewClaim) -> Result<(), StoreError> {
    let state = if new.given {
        ClaimState::Given
    } else {
        ClaimState::Open
    };
    let params = (
        new.id.raw(),
        new.member.raw(),
        new.reward.as_str(),
        new.code.as_str(),
        state.word(),
        new.at.ms(),
        new.expires_at.map(Instant::ms),
        to_json(&new.effects)?,
    );
    touch(conn, sql::CLAIM_INSERT, params)
}

pub(crate) fn end(conn: &Connection, ending: &ClaimEnding) -> Result<(), StoreError> {
    let params = (
        ending.id.raw(),
        ending.state.word(),
        ending.at.ms(),
        ending.store.as_ref().map(StoreId::as_str),
        ending.cashier.as_deref(),
    );
    touch(conn, sql::CLAIM_END, params)
}

fn row(row: &Row<'_>) -> Result<ClaimRow, StoreError> {
    Ok(ClaimRow {
        id: number(row, 0)?,
        member: number(row, 1)?,
        reward: name(row, 2)?,
        code: row.get(3)?,
        state: word(row, 4)?,
        at: number(row, 5)?,
        expires_at: number_or_none(row, 6)?,
        effects: json(row, 7, "claims")?,
        ended_at: number_or_none(row, 8)?,
        store: name_or_none(row, 9)?,
        cashier: row.get(10)?,
    })
}

impl Reader<'_> {
    /// By how much lots are numbered higher than in the effects of a claim: it may have come to its member by a merge.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn claim_shift(&self, claim: ClaimId) -> Result<Shift, StoreError> {
        merge::shift(self.conn, Moved::Claim(claim))
    }

    /// A claim.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn claim(&self, id: ClaimId) -> Result<Option<ClaimRow>, StoreError> {
        one(self.conn, sql::CLAIM_LOAD, [id.raw()], row)
    }

    /// The claim of a code, as it is kept.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn claim_of_code(&self, code: &str) -> Result<Option<ClaimRow>, StoreError> {
        one(self.conn, sql::CLAIM_BY_CODE, [code], row)
    }

    /// Claims, latest first.
    ///
    /// # Errors
    /// A cursor that no list gave; a database that cannot be read.
    pub fn claims(
        &self,
        of: ClaimsOf,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<ClaimRow>, StoreError> {
        let before = after.map_or(Ok(i64::MAX), Cursor::number)?;
        let most = sql_limit(limit).saturating_add(1);
        let rows = match of {
            ClaimsOf::Everybody => all(self.conn, sql::CLAIM_LIST, (before, most), row)?,
            ClaimsOf::Member(member) => {
                let params = (before, most, member.raw());
                all(self.conn, sql::CLAIM_LIST_OF_MEMBER, params, row)?
            }
            ClaimsOf::State(state) => {
                let params = (before, most, state.word());
                all(self.conn, sql::CLAIM_LIST_OF_STATE, params, row)?
            }
        };
        let cursor = |row: &ClaimRow| Cursor::of_number(row.id.raw());
        Ok(Page::cut(rows, limit, cursor))
    }

    /// Open claims whose time is over at an instant, the first to end first.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn claims_due(&self, at: Instant, limit: usize) -> Result<Vec<ClaimRow>, StoreError> {
        all(self.conn, sql::CLAIM_DUE, (at.ms(), sql_limit(limit)), row)
    }
}
