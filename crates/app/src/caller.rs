//! Who calls, and the identity of a call.

use regulars_engine::id::KeyId;
use sha2::{Digest, Sha256};

/// Who calls: an API key, or the machine itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The key; `None` for jobs and commands.
    pub key: Option<KeyId>,
    /// Calls of one integration share their ids.
    pub integration: String,
    /// What the key may do.
    pub scopes: Vec<String>,
}

impl Caller {
    /// The machine itself: commands and jobs.
    pub fn local() -> Self {
        Self {
            key: None,
            integration: "local".to_owned(),
            scopes: vec!["all".to_owned()],
        }
    }

    /// Whether the key has the scope.
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.iter().any(|own| own == "all" || own == scope)
    }
}

/// The caller's key of a write and the hash of its parsed body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallKey {
    /// The caller's `id`, or the `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of the canonical body.
    pub hash: [u8; 32],
}

impl CallKey {
    /// The identity of a call with this canonical body.
    pub fn new(key: impl Into<String>, canonical_body: &[u8]) -> Self {
        Self {
            key: key.into(),
            hash: Sha256::digest(canonical_body).into(),
        }
    }
}
