//! One claim: what was claimed, by whom, and how it stands.

use regulars_engine::both;
use regulars_engine::coupon::folded;
use regulars_engine::id::ClaimId;
use regulars_engine::program::Text;
use regulars_engine::time::Instant;
use regulars_store::{ClaimRow, ClaimState, Reader};

use crate::app::App;
use crate::error::{AppError, Result, Thing};
use crate::rollout::for_member;

/// A claim as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimView {
    /// As it is stored, but for the state: a claim whose time is over has expired.
    pub row: ClaimRow,
    /// The name of its reward in the live program.
    pub name: Option<Text>,
    /// The member's name. Personal data.
    pub member: Option<String>,
}

/// Reads a claim by our id, or by its code however it is typed.
///
/// # Errors
/// A claim that was never made; an unavailable store.
pub async fn read(app: &App, claim: String) -> Result<ClaimView> {
    app.read(move |app, reader| view(app, reader, &claim)).await
}

pub(super) fn view(app: &App, reader: &Reader<'_>, named: &str) -> Result<ClaimView> {
    let row = find(reader, named)?;
    shown(app, reader, row)
}

/// A stored claim as it is shown.
pub(super) fn shown(app: &App, reader: &Reader<'_>, mut row: ClaimRow) -> Result<ClaimView> {
    let now = app.now();
    row.state = standing(&row, now);
    let live = for_member(app, reader, row.member, now)?;
    let reward = live.program.reward(&row.reward);
    let member = reader.member(row.member)?;
    let member = member.map(|member| {
        let profile = member.profile;
        let names = [profile.first_name, profile.last_name];
        let names: Vec<String> = names.into_iter().flatten().collect();
        names.join(" ")
    });
    Ok(ClaimView {
        name: reward.map(|reward| reward.name.clone()),
        member: member.filter(|name| !name.is_empty()),
        row,
    })
}

/// How a claim stands at an instant, whether its end was written yet or not.
pub(super) fn standing(row: &ClaimRow, now: Instant) -> ClaimState {
    let is_over = row.expires_at.is_some_and(|end| end <= now);
    match row.state {
        ClaimState::Open if is_over => ClaimState::Expired,
        state => state,
    }
}

/// The claim of our id or of a code that somebody typed.
pub(super) fn find(reader: &Reader<'_>, named: &str) -> Result<ClaimRow> {
    if let Ok(id) = named.parse::<ClaimId>() {
        let row = reader.claim(id)?;
        return row.ok_or_else(|| AppError::not_found(Thing::Claim, id));
    }
    let row = reader.claim_of_code(&folded(named))?;
    row.ok_or_else(|| AppError::NotFound {
        what: Thing::Claim,
        named: both!("with this code", "с таким кодом").into(),
    })
}
