//! What analytics say of members.

use regulars_engine::id::MemberId;
use regulars_engine::number::Money;
use regulars_engine::stamp::{Marks, Purchases, Share, Stage, Stamps, Worth};
use regulars_engine::time::{Instant, LocalDate};

use crate::codec::{number, number_or_none, small};
use crate::database::{Connection, Row};
use crate::rows::{all, one, run, touch};
use crate::sql::stamp as sql;
use crate::{Reader, StoreError};

/// What is written down about a member who bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampRow {
    /// When it was first found so.
    pub as_of: Instant,
    /// RFM scores.
    pub marks: Marks,
    /// The name of their cell.
    pub cell: String,
    /// Where in its life with the shop.
    pub stage: Stage,
    /// What a model foretells; `None`: there is too little to make one of.
    pub foretold: Option<Foretold>,
}

/// What a model foretells of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foretold {
    /// The model, with the day it was made on.
    pub model: String,
    /// The chance of being still there.
    pub alive: Share,
    /// What is expected; `None` where the model of spend has none.
    pub worth: Option<Worth>,
    /// Purchases expected within a year; `None` of a row written before they were kept.
    pub purchases: Option<Purchases>,
    /// The local day by which the next one is expected; `None` where the model sees none coming.
    pub next_purchase: Option<LocalDate>,
}

impl StampRow {
    /// As conditions read it.
    pub fn stamps(&self) -> Stamps {
        let foretold = self.foretold.as_ref();
        Stamps {
            rfm: Some(self.marks),
            stage: Some(self.stage),
            alive: foretold.map(|foretold| foretold.alive),
            worth: foretold.and_then(|foretold| foretold.worth),
            purchases: foretold.and_then(|foretold| foretold.purchases),
            next_purchase: foretold.and_then(|foretold| foretold.next_purchase),
        }
    }
}

/// Writes what is said of a member now; `None`: nothing any more.
pub(crate) fn put(
    conn: &Connection,
    member: MemberId,
    row: Option<&StampRow>,
) -> Result<(), StoreError> {
    let Some(row) = row else {
        return run(conn, sql::STAMP_DROP, [member.raw()]).map(|_| ());
    };
    let foretold = row.foretold.as_ref();
    let worth = foretold.and_then(|foretold| foretold.worth);
    let share = |share: Share| i64::from(share.millionths());
    let purchases = foretold.and_then(|foretold| foretold.purchases);
    let next = foretold.and_then(|foretold| foretold.next_purchase);
    let params = (
        member.raw(),
        row.as_of.ms(),
        i64::from(row.marks.recency),
        i64::from(row.marks.frequency),
        i64::from(row.marks.money),
        &row.cell,
        row.stage.as_str(),
        foretold.map(|foretold| share(foretold.alive)),
        worth.map(|worth| worth.value.minor()),
        worth.map(|worth| share(worth.top)),
        foretold.map(|foretold| foretold.model.as_str()),
        purchases.map(Purchases::hundredths),
        next.map(LocalDate::days),
    );
    touch(conn, sql::STAMP_PUT, params)
}

/// What conditions read of a member.
pub(crate) fn stamps(conn: &Connection, member: MemberId) -> Result<Stamps, StoreError> {
    let row = one(conn, sql::STAMP_LOAD, [member.raw()], stamp)?;
    Ok(row.map(|row| row.stamps()).unwrap_or_default())
}

/// A row whose first column is the member.
pub(crate) fn stamp(row: &Row<'_>) -> Result<StampRow, StoreError> {
    let mark = |column| Ok::<_, StoreError>(u8::try_from(small(row, column)?).unwrap_or(u8::MAX));
    let model: Option<String> = row.get(10)?;
    let worth = number_or_none::<Money>(row, 8)?.zip(share(row, 9)?);
    let purchases = row.get::<Option<u32>>(11)?;
    let next = row.get::<Option<i32>>(12)?;
    let foretold = model.zip(share(row, 7)?).map(|(model, alive)| Foretold {
        model,
        alive,
        worth: worth.map(|(value, top)| Worth { value, top }),
        purchases: purchases.map(Purchases::from_hundredths),
        next_purchase: next.map(LocalDate::from_days),
    });
    Ok(StampRow {
        as_of: number(row, 1)?,
        marks: Marks {
            recency: mark(2)?,
            frequency: mark(3)?,
            money: mark(4)?,
        },
        cell: row.get(5)?,
        stage: stage(row, 6)?,
        foretold,
    })
}

fn stage(row: &Row<'_>, column: usize) -> Result<Stage, StoreError> {
    let id = row.text(column)?;
    Stage::new(id).ok_or_else(|| StoreError::Inconsistent {
        table: "stamps",
        key: format!("`{id}`"),
        what: format!("a stage has {} bytes at most", Stage::LONGEST),
    })
}

fn share(row: &Row<'_>, column: usize) -> Result<Option<Share>, StoreError> {
    let millionths = row.get::<Option<u32>>(column)?;
    Ok(millionths.map(Share::from_millionths))
}

/// Which stamps there are at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StampsThere {
    /// Somebody has scores and a stage.
    pub any: bool,
    /// Of somebody a model foretells something.
    pub foretold: bool,
}

impl Reader<'_> {
    /// What is said of a member; `None`: nothing yet, or the member never bought.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn stamp(&self, member: MemberId) -> Result<Option<StampRow>, StoreError> {
        one(self.conn, sql::STAMP_LOAD, [member.raw()], stamp)
    }

    /// What is said of everybody, by member.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn stamped(&self) -> Result<Vec<(MemberId, StampRow)>, StoreError> {
        all(self.conn, sql::STAMP_LIST, (), |row| {
            Ok((number(row, 0)?, stamp(row)?))
        })
    }

    /// Which stamps there are at all.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn stamps_there(&self) -> Result<StampsThere, StoreError> {
        let there = one(self.conn, sql::STAMP_ANY, (), |row| {
            let is = |column| Ok::<_, StoreError>(row.get::<Option<i64>>(column)?.is_some());
            Ok(StampsThere {
                any: is(0)?,
                foretold: is(1)?,
            })
        })?;
        Ok(there.unwrap_or_default())
    }
}
