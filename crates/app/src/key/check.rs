//! Tells who calls by the secret they present.

use std::collections::HashMap;

use parking_lot::Mutex;
use regulars_engine::time::Instant;
use regulars_store::Actor;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;

/// How long an answer is believed: a revoked key stops working within this time everywhere.
const BELIEVED_MS: i64 = 500;
/// How many secrets are remembered; guesses of unknown ones are not.
const REMEMBERED: usize = 10_000;

/// Keys seen lately, by the hash of their secret.
#[derive(Debug, Default)]
pub(crate) struct Known(Mutex<HashMap<[u8; 32], (Caller, Instant)>>);

impl Known {
    fn get(&self, hash: &[u8; 32], now: Instant) -> Option<Caller> {
        let known = self.0.lock();
        let (caller, seen) = known.get(hash)?;
        (now.ms_since(*seen) < BELIEVED_MS && now >= *seen).then(|| caller.clone())
    }

    fn put(&self, hash: [u8; 32], caller: Caller, now: Instant) {
        let mut known = self.0.lock();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(hash, (caller, now));
    }

    /// Forgets all, so that a revocation in this process holds at once.
    pub(crate) fn clear(&self) {
        self.0.lock().clear();
    }
}

/// Who presents this secret; `None`: nobody we know.
///
/// # Errors
/// A store that cannot be read.
pub async fn check(app: &App, secret: &str) -> Result<Option<Caller>> {
    let hash: [u8; 32] = Sha256::digest(secret.as_bytes()).into();
    if let Some(caller) = app.known_keys().get(&hash, app.now()) {
        return Ok(Some(caller));
    }
    let row = app
        .read(move |_, reader| Ok(reader.key_by_hash(&hash)?))
        .await?;
    let Some(row) = row else { return Ok(None) };
    let caller = Caller {
        by: Actor::Key(row.id),
        session: None,
        integration: row.integration,
        scopes: row.scopes,
    };
    app.known_keys().put(hash, caller.clone(), app.now());
    Ok(Some(caller))
}
