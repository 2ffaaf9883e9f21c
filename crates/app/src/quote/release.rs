//! Releases a quote's hold before its time.

use regulars_engine::decision::When;
use regulars_engine::id::QuoteId;
use regulars_store::Changeset;

use crate::app::{App, Commit};
use crate::commit::Ledger;
use crate::error::{AppError, Result, Thing};
use crate::quote::Promise;
use crate::rollout::for_member;
use crate::scope;

/// Ends the hold; ending one that is over already changes nothing.
///
/// # Errors
/// A quote that never held anything; an unavailable store.
pub async fn release(app: &App, quote: QuoteId) -> Result<()> {
    loop {
        let (row, remembered, holds_cards) = app
            .read(move |app, reader| {
                let row = reader.quote(quote)?;
                let holds_cards = reader.holds_gift_cards(quote, app.now())?;
                Ok((row, Promise::remembered(app, reader, quote)?, holds_cards))
            })
            .await?;
        if holds_cards && row.is_none() {
            let changeset = Changeset {
                posted_at: app.now(),
                gift_card_releases: vec![quote],
                ..Changeset::default()
            };
            app.commit(changeset).await?;
            return Ok(());
        }
        let Some(row) = row else {
            // Over already, or never held anything but is remembered.
            return remembered
                .map(|_| ())
                .ok_or_else(|| AppError::not_found(Thing::Quote, quote));
        };
        let owner = row.owner;
        let _held = app.owners().hold(owner).await;
        let changeset = app
            .read(move |app, reader| {
                let when = When::now(app.now());
                let live = for_member(app, reader, owner, when.at)?;
                let Some(loaded) = reader.situation(owner, &scope::bare(&live.program, when))?
                else {
                    return Ok(None);
                };
                if !loaded
                    .situation
                    .wallet
                    .holds
                    .iter()
                    .any(|hold| hold.quote == quote)
                {
                    return Ok(None);
                }
                let mut ledger =
                    Ledger::open(&live.program, owner, loaded.version, loaded.situation);
                ledger.release(app, quote, when);
                let (change, facts) = ledger.close(when.posted_at);
                Ok(Some(Changeset {
                    posted_at: when.posted_at,
                    owners: vec![change],
                    facts,
                    gift_card_releases: vec![quote],
                    ..Changeset::default()
                }))
            })
            .await?;
        let Some(changeset) = changeset else {
            return Ok(());
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(());
        }
    }
}
