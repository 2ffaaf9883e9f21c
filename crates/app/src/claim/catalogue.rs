//! What a member may claim now.

use std::sync::Arc;

use regulars_engine::decision::When;
use regulars_engine::reward::{self, Offered};

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::{AppError, Result, Thing};
use crate::live::LiveProgram;
use crate::member::resolve;
use crate::rollout::for_member;
use crate::scope;

/// The catalogue as a member finds it.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// The program that decides now.
    pub live: Arc<LiveProgram>,
    /// Its rewards, in its order.
    pub rewards: Vec<Offered>,
}

/// Every reward of the live program, with whether this member may claim it now, and else why not.
///
/// # Errors
/// An unknown member; an unavailable store.
pub async fn catalogue(app: &App, member: MemberRef) -> Result<Catalogue> {
    app.read(move |app, reader| {
        let owner = resolve(reader, &member)?;
        let when = When::now(app.now());
        let live = for_member(app, reader, owner, when.at)?;
        let loaded = reader.situation(owner, &scope::bare(&live.program, when))?;
        let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
        let rewards = reward::catalogue(&live.program, &loaded.situation, when);
        Ok(Catalogue { live, rewards })
    })
    .await
}
