//! Claims whose reward nobody fetched in time.

use regulars_engine::decision::When;
use regulars_engine::reward::Ending;
use regulars_store::{ClaimRow, ClaimState, Held, Lease};

use super::end::ended;
use crate::app::App;
use crate::error::Result;

/// Claims looked at in one round.
const ROUND: usize = 500;

/// Ends the claims whose time is over, each as of its own instant; answers how many. One process does it for all.
pub(crate) async fn expire(app: &App, lease: Lease) -> Result<usize> {
    let due = app.read(|app, reader| Ok(reader.claims_due(app.now(), ROUND)?));
    let due = due.await?;
    let count = due.len();
    for row in due {
        expire_one(app, lease, row).await?;
    }
    Ok(count)
}

async fn expire_one(app: &App, lease: Lease, row: ClaimRow) -> Result<()> {
    let _held = app.owners().hold(row.member).await;
    let changeset = app
        .read(move |app, reader| {
            let Some(row) = reader.claim(row.id)? else {
                return Ok(None);
            };
            let (true, Some(at)) = (row.state == ClaimState::Open, row.expires_at) else {
                return Ok(None);
            };
            let when = When {
                at,
                posted_at: app.now(),
            };
            let end = (ClaimState::Expired, Some(Ending::Expired));
            let changeset = ended(app, reader, row.member, &row, end, (when, "claim.expired"))?;
            Ok(Some(changeset))
        })
        .await?;
    if let Some(mut changeset) = changeset {
        changeset.held = Some(Held::Lease(lease));
        // What has changed meanwhile is looked at anew in the next round.
        app.commit(changeset).await?;
    }
    Ok(())
}
