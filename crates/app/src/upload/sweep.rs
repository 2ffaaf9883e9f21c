//! Removes uploads nobody has touched for a month, and what is left of those that never became whole.

use super::stored::{self, Folder};
use super::{KEPT_MS, off};
use crate::app::App;
use crate::error::Result;

/// How often old ones are looked for.
const EVERY_MS: i64 = 3_600_000;

/// Removes what is due, if it has not been looked for lately.
pub(crate) async fn sweep(app: &App) -> Result<()> {
    let now = app.now();
    {
        let mut busy = app.desk().lock();
        if busy
            .swept_at
            .is_some_and(|swept| now.ms_since(swept) < EVERY_MS)
        {
            return Ok(());
        }
        busy.swept_at = Some(now);
    }
    off(app, move |app| {
        let busy = app.desk().lock();
        for id in stored::all(app)? {
            if busy.is_live(id) || busy.receiving.contains(&id) {
                continue;
            }
            let folder = Folder::of(app, id);
            // A state that cannot be read is a person's to look at.
            let due = match folder.load() {
                Ok(Some(stored)) => now.ms_since(stored.changed_at()) > KEPT_MS,
                Ok(None) => true,
                Err(error) => {
                    tracing::warn!(import = %id, %error, "the state of an upload cannot be read");
                    false
                }
            };
            if due {
                folder.remove()?;
                tracing::info!(import = %id, "an upload was removed");
            }
        }
        Ok(())
    })
    .await
}
