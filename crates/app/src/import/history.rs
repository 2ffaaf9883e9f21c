//! Documents as rows without ledger effects.

use regulars_engine::basket::Totals;
use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::time::UtcOffset;
use regulars_store::{Changeset, Fact, NewPurchase, NewReturn, PurchaseLine, ReturnLine};

use super::document::Document;
use super::known::external;
use crate::app::App;
use crate::bulk::Bulk;
use crate::commit::to_json;

/// Adds a document to a changeset as it was.
pub(super) fn keep(
    app: &App,
    bulk: &mut Bulk<'_>,
    document: &Document,
    member: Option<MemberId>,
    offset: UtcOffset,
) {
    if document.returned {
        let returned = returned(app, document, member, offset);
        bulk.changeset().returns.push(returned);
    } else {
        let mut sold = sold(app, document, member, offset);
        sold.lines.iter_mut().for_each(|line| describe(line, bulk));
        bulk.changeset().purchases.push(sold);
    }
}

/// Takes what the file does not say of goods from the catalogue, as a purchase at a till does.
fn describe(line: &mut PurchaseLine, bulk: &Bulk<'_>) {
    let Some(product) = line.sku.as_ref().and_then(|sku| bulk.product(sku)) else {
        return;
    };
    if line.category.is_empty() {
        line.category.clone_from(&product.category);
    }
    if line.brand.is_none() {
        line.brand.clone_from(&product.brand);
    }
}

/// The kind of the fact about documents brought in as they were.
pub const HISTORY_FACT: &str = "history.imported";

/// One fact for all of them: they are no news to anybody but those who count.
pub(super) fn note(changeset: &mut Changeset) {
    let ids = changeset.purchases.iter().map(|row| row.id.to_string());
    let (first, last) = (ids.clone().min(), ids.max());
    let payload = serde_json::json!({
        "purchases": changeset.purchases.len(), "returns": changeset.returns.len(), "first": first, "last": last,
    });
    let at = changeset.posted_at;
    changeset.facts.push(Fact {
        at,
        kind: HISTORY_FACT,
        owner: None,
        payload: to_json(&payload),
    });
}

fn sold(
    app: &App,
    document: &Document,
    member: Option<MemberId>,
    offset: UtcOffset,
) -> NewPurchase {
    let amount = document.amount();
    NewPurchase {
        id: PurchaseId::from_raw(app.next_id()),
        external: Some(external(document)),
        member,
        at: document.instant(),
        offset,
        store: document.store.clone(),
        till: document.till.as_deref().map(str::to_owned),
        cashier: None,
        channel: document.channel.as_deref().map(str::to_owned),
        version: None,
        totals: Totals {
            amount,
            to_pay: amount,
            ..Totals::default()
        },
        decision: None,
        lines: (1..)
            .zip(&document.lines)
            .map(|(number, line)| PurchaseLine {
                number,
                sku: line.sku.clone(),
                category: line.category.clone(),
                brand: None,
                quantity: line.quantity,
                price: line.price,
                amount: line.amount,
                to_pay: line.amount,
            })
            .collect(),
        exchange: None,
    }
}

fn returned(
    app: &App,
    document: &Document,
    member: Option<MemberId>,
    offset: UtcOffset,
) -> NewReturn {
    NewReturn {
        id: ReturnId::from_raw(app.next_id()),
        external: Some(external(document)),
        purchase: None,
        member,
        at: document.instant(),
        offset,
        store: document.store.clone(),
        refund: document.amount(),
        decision: None,
        lines: (1..)
            .zip(&document.lines)
            .map(|(number, line)| ReturnLine {
                number,
                sku: line.sku.clone(),
                quantity: line.quantity,
                refund: line.amount,
            })
            .collect(),
        exchange: None,
    }
}
