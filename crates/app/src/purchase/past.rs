//! A stored purchase as the engine reads it to return or void it.

use regulars_engine::basket::{Priced, PricedLine};
use regulars_engine::event::{PastDecision, PastReturn};
use regulars_store::{PurchaseRow, SeenPurchase};

use crate::commit::StoredDecision;
use crate::error::{AppError, Result};

/// The decision of a stored purchase with its earlier returns.
///
/// # Errors
/// A stored decision that cannot be read: a fault of ours.
pub(crate) fn past_decision(row: &PurchaseRow) -> Result<PastDecision> {
    let mut stored = match &row.decision {
        Some(text) => read(text)?,
        None => StoredDecision {
            priced: Some(as_sold(row)),
            ..StoredDecision::default()
        },
    };
    // Lots have other numbers since the buyer became another member.
    row.shift.effects(&mut stored.effects);
    let returned = row
        .returns
        .iter()
        .map(|past| {
            let mut stored = past
                .decision
                .as_deref()
                .map(read)
                .transpose()?
                .unwrap_or_default();
            let lines = stored
                .returned
                .map(|returned| returned.lines)
                .unwrap_or_default();
            past.shift.effects(&mut stored.effects);
            Ok(PastReturn {
                lines,
                effects: stored.effects,
            })
        })
        .collect::<Result<_>>()?;
    Ok(PastDecision {
        id: row.id,
        at: row.at,
        store: row.store.clone(),
        priced: stored.priced.unwrap_or_else(|| as_sold(row)),
        effects: stored.effects,
        returned,
        voided: row.voided,
    })
}

/// The purchase as it was when something about it was decided: the guard of those that no owner's version guards.
pub(crate) fn seen(row: &PurchaseRow) -> SeenPurchase {
    SeenPurchase {
        purchase: row.id,
        returns: u32::try_from(row.returns.len()).unwrap_or(u32::MAX),
        voided: row.voided,
    }
}

/// A stored decision from its JSON.
pub(crate) fn read(text: &str) -> Result<StoredDecision> {
    serde_json::from_str(text)
        .map_err(|error| AppError::Internal(format!("a stored decision cannot be read: {error}")))
}

/// History was kept without a decision: sold at the shelf price, nothing earned.
pub(crate) fn as_sold(row: &PurchaseRow) -> Priced {
    let lines = row
        .lines
        .iter()
        .map(|row| &row.line)
        .map(|line| PricedLine {
            number: line.number,
            quantity: line.quantity,
            amount: line.amount,
            discounts: Vec::new(),
            redeemed: Vec::new(),
            to_pay: line.to_pay,
            earned: Vec::new(),
            pieces: Vec::new(),
        });
    Priced {
        lines: lines.collect(),
        totals: row.totals,
        redeem: Vec::new(),
        earn: Vec::new(),
        coupons: Vec::new(),
        hints: Vec::new(),
        gifts: Vec::new(),
        gift_cards: Vec::new(),
        gift_card_loads: Vec::new(),
        approximate: Vec::new(),
    }
}
