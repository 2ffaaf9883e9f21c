//! Creates a key. The secret is shown once; only its hash is kept.

use regulars_engine::id::KeyId;
use regulars_engine::said;
use regulars_store::{Actor, Changeset, NewAudit, NewKey};
use sha2::{Digest, Sha256};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::error::{AppError, Result};
use crate::import;
use crate::secret::secret;

/// What a key may be for.
pub const SCOPES: &[&str] = &[
    "all",
    "till",
    "members:read",
    "members:write",
    "accounts:adjust",
    "events:write",
    "catalogue:read",
    "catalogue:write",
    "programs:read",
    "programs:write",
    "segments:write",
    "keys:write",
    "reports:read",
    "reports:write",
    "members:export",
    "imports:write",
    "staff:write",
    "audit:read",
    "review:write",
];

/// A key just created.
#[derive(Debug, Clone)]
pub struct Created {
    /// Our id.
    pub id: KeyId,
    /// The secret, to be shown once.
    pub secret: String,
}

/// Creates a key for an integration.
///
/// # Errors
/// A scope that does not exist; the integration of imports; an unavailable store; no randomness.
pub async fn create(
    app: &App,
    by: Actor,
    name: &str,
    integration: &str,
    scopes: Vec<String>,
) -> Result<Created> {
    if let Some(unknown) = scopes
        .iter()
        .find(|scope| !SCOPES.contains(&scope.as_str()))
    {
        return Err(AppError::field(
            "/scopes",
            said!(
                "`{unknown}` is not a scope; there are: {}",
                "нет права `{unknown}`; есть: `{}`",
                SCOPES.join(", ")
            ),
        ));
    }
    if scopes.is_empty() {
        return Err(AppError::field(
            "/scopes",
            said!(
                "is empty; there are: {}",
                "не указано ни одного права; есть: `{}`",
                SCOPES.join(", ")
            ),
        ));
    }
    if integration == import::INTEGRATION {
        return Err(AppError::field(
            "/integration",
            said!(
                "`{integration}` is whose ids imported documents have; choose another",
                "`{integration}` занято номерами загруженных документов; выберите другое название"
            ),
        ));
    }
    let secret = format!("rgl_{}", secret()?);
    let id = KeyId::from_raw(app.next_id());
    let key = NewKey {
        id,
        name: name.to_owned(),
        integration: integration.to_owned(),
        scopes,
        hash: Sha256::digest(secret.as_bytes()).into(),
    };
    let audit = NewAudit {
        note: Some(key.scopes.join(" ")),
        ..tell(app, by, "key.create", Some(id.to_string()))
    };
    let changeset = Changeset {
        posted_at: app.now(),
        audit: vec![audit],
        new_keys: vec![key],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(Created { id, secret }),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("a key has no guard to fail".to_owned()))
        }
    }
}
