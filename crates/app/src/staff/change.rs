//! Changes somebody who may log in. One administrator who can log in always remains.

use regulars_engine::id::StaffId;
use regulars_engine::name::StoreId;
use regulars_engine::said;
use regulars_store::{Changeset, NewAudit, Reader, SessionMove, StaffRole, StaffRow};

use super::{Password, Staff, hash, role};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::caller::Caller;
use crate::error::{AppError, Result, Thing};

/// Fields to change; what is `None` is left alone.
#[derive(Debug, Clone, Default)]
pub struct StaffPatch {
    /// Their name.
    pub name: Option<String>,
    /// What they are for.
    pub role: Option<StaffRole>,
    /// Where they work; an inner `None`: anywhere.
    pub store: Option<Option<StoreId>>,
    /// Another password.
    pub password: Option<Password>,
    /// A blocked one cannot log in.
    pub blocked: Option<bool>,
}

/// Changes somebody. Another password or role, or a block, ends their sessions, save the one this is done in.
///
/// # Errors
/// `NotFound`, `LastAdmin`, `Forbidden` for a role, before or after, with scopes the caller has not, a store that does not exist, an unavailable store.
pub async fn change(
    app: &App,
    caller: &Caller,
    id: StaffId,
    mut patch: StaffPatch,
) -> Result<Staff> {
    let password = match patch.password.take() {
        Some(password) => Some(hash(app, password).await?),
        None => None,
    };
    loop {
        let (patch, password) = (patch.clone(), password.clone());
        let (seen, before, after) = app
            .read(move |_, reader| decide(reader, id, patch, password))
            .await?;
        role::covers(caller, before.role)?;
        role::covers(caller, after.role)?;
        let fields = differences(&before, &after);
        if fields.is_empty() {
            return Ok(after.into());
        }
        let ends = ["role", "password", "blocked"];
        let ends = fields.iter().any(|field| ends.contains(field));
        let close = SessionMove::CloseOthers {
            staff: id,
            but: caller.session,
        };
        let changeset = Changeset {
            posted_at: app.now(),
            staff: vec![after.clone()],
            staff_seen: Some(seen),
            sessions: ends.then_some(close).into_iter().collect(),
            audit: vec![NewAudit {
                fields: fields.into_iter().map(str::to_owned).collect(),
                ..tell(app, caller.by, "staff.change", Some(id.to_string()))
            }],
            ..Changeset::default()
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(after.into());
        }
    }
}

fn decide(
    reader: &Reader<'_>,
    id: StaffId,
    patch: StaffPatch,
    password: Option<String>,
) -> Result<(i64, StaffRow, StaffRow)> {
    let all = reader.all_staff()?;
    let found = all.iter().find(|row| row.id == id);
    let before = found.ok_or_else(|| AppError::not_found(Thing::Staff, id))?;
    check_store(reader, patch.store.as_ref().and_then(Option::as_ref))?;
    let after = patched(before.clone(), patch, password);
    let others = all.iter().filter(|row| row.id != id);
    if runs(before) && !others.chain([&after]).any(runs) {
        return Err(AppError::LastAdmin);
    }
    Ok((reader.staff_mark()?, before.clone(), after))
}

/// Whether somebody can run the installation.
fn runs(row: &StaffRow) -> bool {
    row.role == StaffRole::Admin && !row.blocked
}

fn patched(row: StaffRow, patch: StaffPatch, password: Option<String>) -> StaffRow {
    StaffRow {
        name: patch.name.unwrap_or(row.name),
        role: patch.role.unwrap_or(row.role),
        store: patch.store.unwrap_or(row.store),
        password: password.unwrap_or(row.password),
        blocked: patch.blocked.unwrap_or(row.blocked),
        ..row
    }
}

/// Names of the fields that differ.
pub(crate) fn differences(before: &StaffRow, after: &StaffRow) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("role", before.role != after.role),
        ("store", before.store != after.store),
        ("language", before.language != after.language),
        ("password", before.password != after.password),
        ("blocked", before.blocked != after.blocked),
    ];
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(name, _)| name).collect()
}

/// A place people work at must be known.
pub(super) fn check_store(reader: &Reader<'_>, store: Option<&StoreId>) -> Result<()> {
    match store {
        Some(id) if reader.store(id)?.is_none() => Err(AppError::field(
            "/store",
            said!(
                "`{id}` is not a store of the catalogue; put it there first",
                "магазина `{id}` нет в справочнике; сначала добавьте его"
            ),
        )),
        _ => Ok(()),
    }
}
