//! What share of receipts should have a member.

use std::collections::BTreeSet;

use regulars_engine::name::StoreId;
use regulars_engine::{both, said};
use regulars_store::{Actor, Changeset, Reader, TargetRow};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, FieldError, Result};

/// The most targets there can be.
const MOST: usize = 2_000;

/// Targets by store.
#[derive(Debug, Default)]
pub(crate) struct Targets(Vec<TargetRow>);

impl Targets {
    pub(crate) fn read(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self(reader.identification_targets()?))
    }

    /// The target of a store, else that of every store; of none named that of every store.
    pub(crate) fn of(&self, store: Option<&StoreId>) -> Option<u8> {
        let find = |store: Option<&StoreId>| {
            let found = self.0.iter().find(|target| target.store.as_ref() == store);
            found.map(|target| target.percent)
        };
        find(store).or_else(|| find(None))
    }
}

/// All targets, that of every store first.
///
/// # Errors
/// A store that cannot be read.
pub async fn list(app: &App) -> Result<Vec<TargetRow>> {
    app.read(|_, reader| Ok(reader.identification_targets()?))
        .await
}

/// Puts targets in place of all there were.
///
/// # Errors
/// A share that is none, a store named twice; an unavailable store.
pub async fn put(app: &App, by: Actor, targets: Vec<TargetRow>) -> Result<()> {
    check(&targets)?;
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![regulars_store::NewAudit {
            note: Some(targets.len().to_string()),
            ..tell(app, by, "identification_targets.put", None)
        }],
        targets: Some(targets),
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "targets have no guard to fail".to_owned(),
        )),
    }
}

fn check(targets: &[TargetRow]) -> Result<()> {
    if targets.len() > MOST {
        let count = targets.len();
        return Err(AppError::field(
            "/items",
            said!(
                "has {count} targets; {MOST} are the most",
                "целей: {count}; можно не больше {MOST}"
            ),
        ));
    }
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (place, target) in targets.iter().enumerate() {
        if !(1..=100).contains(&target.percent) {
            wrong.push(FieldError::new(
                format!("/items/{place}/percent"),
                both!("is not from 1 to 100", "должно быть от 1 до 100"),
            ));
        }
        if !seen.insert(&target.store) {
            wrong.push(FieldError::new(
                format!("/items/{place}/store"),
                both!(
                    "has a target already; name each store once",
                    "уже с целью; назовите каждый магазин один раз"
                ),
            ));
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(AppError::Invalid(wrong)),
    }
}
