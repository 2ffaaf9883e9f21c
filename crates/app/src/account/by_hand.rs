//! How a person changes an account: under the locks of the call and of the owner, decided anew if the owner has moved on.

use std::sync::Arc;

use regulars_engine::id::MemberId;
use regulars_store::{Changeset, Reader};
use serde::de::DeserializeOwned;

use crate::app::{App, Commit};
use crate::basket::MemberRef;
use crate::error::Result;
use crate::keyed::{self, Done, Keyed};
use crate::member::living;

/// What a step came to: the changeset to commit, or none for a call that was answered before.
pub(crate) type Step<T> = Result<(Option<Changeset>, Done<T>)>;

/// Loads, decides and commits until it is done.
///
/// # Errors
/// Those of the step, `NotFound`, an unavailable store.
pub(crate) async fn change<R, T>(
    app: &App,
    request: R,
    (keyed, member): (Option<Keyed>, MemberRef),
    step: fn(&App, &Reader<'_>, MemberId, &R) -> Step<T>,
) -> Result<Done<T>>
where
    R: Send + Sync + 'static,
    T: DeserializeOwned + Send + 'static,
{
    let _call = match &keyed {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    let (request, member) = (Arc::new(request), Arc::new(member));
    loop {
        let (named, call) = (member.clone(), keyed.clone());
        let known = app.read(
            move |_, reader| match keyed::known(reader, call.as_ref())? {
                Some(done) => Ok(Err(done)),
                None => living(reader, &named).map(Ok),
            },
        );
        let owner = match known.await? {
            Ok(owner) => owner,
            Err(done) => return Ok(done),
        };
        let _held = app.owners().hold(owner).await;
        let asked = request.clone();
        let (changeset, done) = app
            .read(move |app, reader| step(app, reader, owner, &asked))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(done);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(done);
        }
    }
}
