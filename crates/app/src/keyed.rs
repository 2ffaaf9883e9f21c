//! Writes under an `Idempotency-Key`: only what was committed is remembered, for thirty days.

use std::sync::Arc;

use regulars_store::{Actor, Answer, Call, Reader};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::caller::{CallKey, Caller};
use crate::commit::to_json;
use crate::error::{AppError, Result};

/// The identity of a write, scoped to the caller's key and the route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed {
    /// Where the key is unique.
    pub scope: String,
    /// The key and the hash of the body.
    pub call: CallKey,
}

/// What a keyed write did. Ids and amounts only: it is kept as the call's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// The outcome.
    pub outcome: T,
    /// It was done before; this is the same outcome.
    pub replayed: bool,
}

impl Keyed {
    /// A key of this caller on this route.
    pub fn new(caller: &Caller, route: &str, call: CallKey) -> Self {
        let key = match caller.by {
            Actor::Key(key) => key.to_string(),
            Actor::Staff(staff) => staff.to_string(),
            Actor::Machine => caller.integration.clone(),
        };
        Self {
            scope: format!("idempotency/{key}/{route}"),
            call,
        }
    }

    /// The lock that makes parallel equals wait for each other.
    pub(crate) fn lock(&self) -> (String, String) {
        (self.scope.clone(), self.call.key.clone())
    }
}

/// The outcome of an earlier call with this key.
///
/// # Errors
/// `KeyReused` if its body was another one.
pub(crate) fn known<T: DeserializeOwned>(
    reader: &Reader<'_>,
    keyed: Option<&Keyed>,
) -> Result<Option<Done<T>>> {
    let Some(keyed) = keyed else { return Ok(None) };
    let Some(row) = reader.call(&keyed.scope, &keyed.call.key)? else {
        return Ok(None);
    };
    if row.hash != keyed.call.hash {
        return Err(AppError::KeyReused(keyed.call.key.clone()));
    }
    let outcome = serde_json::from_str(&row.answer.body)
        .map_err(|error| AppError::Internal(format!("a stored answer cannot be read: {error}")))?;
    Ok(Some(Done {
        outcome,
        replayed: true,
    }))
}

/// The same before anything else is read; without a key nothing was done before.
pub(crate) async fn before<T: DeserializeOwned + Send + 'static>(
    app: &App,
    keyed: Arc<Option<Keyed>>,
) -> Result<Option<Done<T>>> {
    if keyed.is_none() {
        return Ok(None);
    }
    app.read(move |_, reader| known(reader, keyed.as_ref().as_ref()))
        .await
}

/// The call to commit with the outcome.
pub(crate) fn call(app: &App, keyed: Option<&Keyed>, outcome: &impl Serialize) -> Option<Call> {
    keyed.map(|keyed| Call {
        scope: keyed.scope.clone(),
        key: keyed.call.key.clone(),
        hash: keyed.call.hash,
        answer: Answer {
            status: 200,
            body: to_json(outcome),
        },
        keep_until: Some(app.now().plus_ms(app.settings().call_memory_ms)),
    })
}
