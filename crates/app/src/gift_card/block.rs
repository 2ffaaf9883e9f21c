//! Blocks a gift card, or lets it go.

use std::sync::Arc;

use regulars_store::{Actor, Changeset, GiftCardChange, NewAudit};

use super::read::{find, view};
use super::{GiftCardView, fact};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::Result;

/// Blocks a card, or lets it go. Its money stays on it; a quote that holds some keeps its promise. Doing it again changes
/// nothing.
///
/// # Errors
/// No such card; an unavailable store.
pub async fn block(
    app: &App,
    by: Actor,
    code: String,
    (blocked, note): (bool, Option<String>),
) -> Result<GiftCardView> {
    let code = Arc::new(code);
    loop {
        let (typed, note) = (code.clone(), note.clone());
        let changeset = app
            .read(move |app, reader| {
                let row = find(reader, &typed)?;
                if row.blocked_at.is_some() == blocked {
                    return Ok(None);
                }
                let (action, kind) = if blocked {
                    ("gift_card.block", "gift_card.blocked")
                } else {
                    ("gift_card.unblock", "gift_card.unblocked")
                };
                let audit = NewAudit {
                    note,
                    ..tell(app, by, action, Some(row.kind.to_string()))
                };
                let payload = serde_json::json!({"kind": row.kind});
                let change = GiftCardChange {
                    code: row.code,
                    kind: row.kind,
                    expected: Some(row.version),
                    postings: Vec::new(),
                    blocked: Some(blocked),
                };
                Ok(Some(Changeset {
                    posted_at: app.now(),
                    gift_cards: vec![change],
                    facts: vec![fact(app.now(), kind, &payload)],
                    audit: vec![audit],
                    ..Changeset::default()
                }))
            })
            .await?;
        let done = match changeset {
            Some(changeset) => matches!(app.commit(changeset).await?, Commit::Done),
            None => true,
        };
        if done {
            let typed = code.clone();
            return app.read(move |app, reader| view(app, reader, &typed)).await;
        }
    }
}
