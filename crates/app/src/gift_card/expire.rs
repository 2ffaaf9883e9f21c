//! Gift cards whose time is over: what is left on them is breakage.

use regulars_engine::gift_card::GiftCardMove;
use regulars_store::{Cause, Changeset, Held, Lease, Reader};

use super::{Changes, fact};
use crate::app::{App, Commit};
use crate::error::Result;

/// Cards looked at in one round.
const ROUND: usize = 500;

/// Takes the money off cards whose time is over, each as of its own instant; answers how many. One process does it for
/// all.
pub(crate) async fn expire(app: &App, lease: Lease) -> Result<usize> {
    let changeset = app
        .read(move |app, reader| {
            let codes = reader.gift_cards_due(app.now(), ROUND)?;
            let mut changeset = Changeset {
                posted_at: app.now(),
                held: Some(Held::Lease(lease)),
                ..Changeset::default()
            };
            for code in codes {
                add(app, reader, &code, &mut changeset)?;
            }
            Ok(changeset)
        })
        .await?;
    let expired = changeset.gift_cards.len();
    if expired == 0 {
        return Ok(0);
    }
    match app.commit(changeset).await? {
        // What has changed meanwhile is looked at anew in the next round.
        Commit::Done | Commit::Again | Commit::Replayed => Ok(expired),
    }
}

fn add(app: &App, reader: &Reader<'_>, code: &str, changeset: &mut Changeset) -> Result<()> {
    let Some(row) = reader.gift_card(code)? else {
        return Ok(());
    };
    let at = row.expires_at.unwrap_or(changeset.posted_at);
    let moved = GiftCardMove::Expired {
        code: row.code.clone(),
        kind: row.kind.clone(),
        amount: row.balance,
    };
    let mut changes = Changes::of_row(&row);
    changes.add_move(app, moved, Cause::Time, at);
    changeset.gift_cards.extend(changes.close());
    let payload = serde_json::json!({"kind": row.kind, "amount": row.balance.minor()});
    changeset
        .facts
        .push(fact(at, "gift_card.expired", &payload));
    Ok(())
}
