//! A member as people see them.

use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::time::Instant;
use regulars_store::{Identifier, MemberRow, Reader};

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::{AppError, Result, Thing};

/// A member. Personal data.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberView {
    /// Our id.
    pub id: MemberId,
    /// When they joined.
    pub registered_at: Instant,
    /// Blocked.
    pub blocked: bool,
    /// Profile.
    pub profile: Profile,
    /// How they can be found.
    pub identifiers: Vec<Identifier>,
    /// Moves with every change decisions read.
    pub version: i64,
    /// When they were erased: nothing is known of them since.
    pub erased_at: Option<Instant>,
}

impl From<MemberRow> for MemberView {
    fn from(row: MemberRow) -> Self {
        Self {
            id: row.id,
            registered_at: row.registered_at,
            blocked: row.blocked,
            profile: row.profile,
            identifiers: row.identifiers,
            version: row.version,
            erased_at: row.erased_at,
        }
    }
}

/// Reads a member.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, named: MemberRef) -> Result<MemberView> {
    app.read(move |_, reader| Ok(row(reader, &named)?.into()))
        .await
}

/// The row of a member a caller names.
pub(crate) fn row(reader: &Reader<'_>, named: &MemberRef) -> Result<MemberRow> {
    let id = resolve(reader, named)?;
    reader
        .member(id)?
        .ok_or_else(|| AppError::not_found(Thing::Member, id))
}

/// Our id of a member a caller names, who may be another's since.
pub(crate) fn resolve(reader: &Reader<'_>, named: &MemberRef) -> Result<MemberId> {
    match named {
        MemberRef::Id(id) => Ok(reader.whose(*id)?.member),
        MemberRef::Identifier(identifier) => reader
            .find_member(identifier)?
            .ok_or_else(|| named.missing()),
    }
}

/// The same of somebody who is to be changed: nobody who was erased is.
pub(crate) fn living(reader: &Reader<'_>, named: &MemberRef) -> Result<MemberId> {
    let member = resolve(reader, named)?;
    match reader.whose(member)?.is_erased {
        true => Err(AppError::Erased),
        false => Ok(member),
    }
}
