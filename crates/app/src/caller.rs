//! Who calls, and the identity of a call.

use regulars_engine::id::{KeyId, StaffId};
use regulars_store::Actor;
use sha2::{Digest, Sha256};

/// Who calls: an API key, one of the staff, or the machine itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who it is.
    pub by: Actor,
    /// Of a session, the hash of its token.
    pub session: Option<[u8; 32]>,
    /// Calls of one integration share their ids.
    pub integration: String,
    /// What they may do.
    pub scopes: Vec<String>,
}

impl Caller {
    /// The machine itself: commands and jobs.
    pub fn local() -> Self {
        Self {
            by: Actor::Machine,
            session: None,
            integration: "local".to_owned(),
            scopes: vec!["all".to_owned()],
        }
    }

    /// The key, if it is one.
    pub fn key(&self) -> Option<KeyId> {
        match self.by {
            Actor::Key(key) => Some(key),
            Actor::Staff(_) | Actor::Machine => None,
        }
    }

    /// Who of the staff it is, if anybody.
    pub fn staff(&self) -> Option<StaffId> {
        match self.by {
            Actor::Staff(staff) => Some(staff),
            Actor::Key(_) | Actor::Machine => None,
        }
    }

    /// Whether they have the scope.
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
