//! Whether a document was imported before, and with what content.

use regulars_engine::id::MemberId;
use regulars_store::{ExternalId, Identifier, IdentifierKind, PurchaseRow, Reader, ReturnRow};

use super::INTEGRATION;
use super::document::Document;
use crate::error::Result;

/// What the store knows of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Nothing.
    New,
    /// This very content.
    Same,
    /// Another content under the same id.
    Other,
}

/// Looks a document up by its id and compares.
pub(super) fn known(
    reader: &Reader<'_>,
    document: &Document,
    member: Option<MemberId>,
) -> Result<Known> {
    let external = external(document);
    let same = if document.returned {
        let Some(id) = reader.return_by_external(&external)? else {
            return Ok(Known::New);
        };
        reader
            .return_(id)?
            .is_some_and(|row| is_return(document, member, &row))
    } else {
        let Some(id) = reader.purchase_by_external(&external)? else {
            return Ok(Known::New);
        };
        reader
            .purchase(id)?
            .is_some_and(|row| is_purchase(document, member, &row))
    };
    // A member the store does not know cannot be the one it was imported for.
    let same = same && document.member.is_some() == member.is_some();
    Ok(if same { Known::Same } else { Known::Other })
}

/// The id under which a document is kept.
pub(super) fn external(document: &Document) -> ExternalId {
    ExternalId {
        integration: INTEGRATION.to_owned(),
        id: document.id.clone(),
    }
}

/// How the member of a document is found.
pub(super) fn identifier(member: &str) -> Identifier {
    Identifier {
        kind: IdentifierKind::ExternalId,
        value: member.to_owned(),
    }
}

fn is_purchase(document: &Document, member: Option<MemberId>, row: &PurchaseRow) -> bool {
    let lines = document
        .lines
        .iter()
        .map(|line| (&line.sku, line.quantity, line.price, line.amount));
    let kept = row
        .lines
        .iter()
        .map(|row| &row.line)
        .map(|line| (&line.sku, line.quantity, line.price, line.amount));
    row.member == member
        && row.at == document.instant()
        && row.store == document.store
        && row.till.as_deref() == document.till.as_deref()
        && row.channel.as_deref() == document.channel.as_deref()
        && lines.eq(kept)
}

fn is_return(document: &Document, member: Option<MemberId>, row: &ReturnRow) -> bool {
    let lines = document
        .lines
        .iter()
        .map(|line| (&line.sku, line.quantity, line.amount));
    let kept = row
        .lines
        .iter()
        .map(|line| (&line.sku, line.quantity, line.refund));
    row.member == member
        && row.at == document.instant()
        && row.store == document.store
        && lines.eq(kept)
}
