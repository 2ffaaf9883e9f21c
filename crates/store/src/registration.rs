//! Where and how members joined.

use regulars_engine::id::MemberId;
use regulars_engine::name::StoreId;
use regulars_engine::time::Instant;

use crate::codec::number;
use crate::database::Connection;
use crate::rows::{each, touch};
use crate::sql::registration as sql;
use crate::{NewRegistration, Reader, StoreError};

/// How a member joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Who.
    pub member: MemberId,
    /// When.
    pub at: Instant,
    /// Where; if that was not said, the present home store.
    pub store: Option<StoreId>,
    /// At which till.
    pub till: Option<String>,
    /// By whom.
    pub cashier: Option<String>,
    /// From where: a word of the caller's.
    pub source: Option<String>,
}

pub(crate) fn insert(conn: &Connection, new: &NewRegistration) -> Result<(), StoreError> {
    let params = (
        new.member.raw(),
        new.store.as_ref().map(StoreId::as_str),
        &new.till,
        &new.cashier,
        &new.source,
    );
    touch(conn, sql::REGISTRATION_INSERT, params)
}

impl Reader<'_> {
    /// Tells of everybody who joined from an instant and before another, in order of member.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn registrations(
        &self,
        (from, to): (Instant, Instant),
        mut tell: impl FnMut(Registration),
    ) -> Result<(), StoreError> {
        each(
            self.conn,
            sql::REGISTRATION_LIST,
            (from.ms(), to.ms()),
            |row| {
                let said = |column| -> Result<Option<String>, StoreError> {
                    Ok(Some(row.get::<String>(column)?).filter(|text| !text.is_empty()))
                };
                tell(Registration {
                    member: number(row, 0)?,
                    at: number(row, 1)?,
                    store: said(2)?.map(StoreId::new),
                    till: said(3)?,
                    cashier: said(4)?,
                    source: said(5)?,
                });
                Ok(())
            },
        )
    }
}
