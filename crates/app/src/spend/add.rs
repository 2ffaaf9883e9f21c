//! Enters money spent.

use std::sync::Arc;

use regulars_engine::id::SpendId;
use regulars_store::{Actor, Changeset, NewAudit, SpendChange, SpendRow};
use serde::{Deserialize, Serialize};

use super::entry::{SpendEntry, Spent};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::keyed::{self, Done, Keyed};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Entered {
    spend: SpendId,
}

/// Enters money spent.
///
/// # Errors
/// Days or an amount that cannot be; `KeyReused`; an unavailable store.
pub async fn add(
    app: &App,
    by: Actor,
    entry: SpendEntry,
    keyed: Option<Keyed>,
) -> Result<Done<SpendId>> {
    let keyed = Arc::new(keyed);
    let _call = match keyed.as_ref() {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    if let Some(done) = keyed::before::<Entered>(app, keyed.clone()).await? {
        return Ok(Done {
            outcome: done.outcome.spend,
            replayed: true,
        });
    }
    let live = app.programs().at(app.now());
    let spent = entry.check(&live.program)?;
    let row = addition(app, by, spent);
    let outcome = row.id;
    let audit = NewAudit {
        note: Some(said(&live.program.currency, &row)),
        ..tell(app, by, "spend.add", Some(outcome.to_string()))
    };
    let changeset = Changeset {
        posted_at: app.now(),
        call: keyed::call(app, keyed.as_ref().as_ref(), &Entered { spend: outcome }),
        spend: vec![SpendChange::Add(row)],
        audit: vec![audit],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(Done {
            outcome,
            replayed: false,
        }),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "money spent has no guard to fail".to_owned(),
        )),
    }
}

/// A new entry.
pub(crate) fn addition(app: &App, by: Actor, spent: Spent) -> SpendRow {
    SpendRow {
        id: SpendId::from_raw(app.next_id()),
        from: spent.days.0,
        to: spent.days.1,
        purpose: spent.purpose,
        amount: spent.amount,
        source: spent.source,
        label: spent.label,
        note: spent.note,
        by,
        name: None,
        at: app.now(),
    }
}

/// What the audit says of an entry: purpose, amount and days.
pub(super) fn said(currency: &regulars_engine::number::Currency, row: &SpendRow) -> String {
    let amount = currency.format_money(row.amount);
    format!("{} {amount}, {} – {}", row.purpose.name(), row.from, row.to)
}
