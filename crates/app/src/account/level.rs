//! Gives, freezes or lets go of a member's level by hand, with a reason.

use regulars_engine::decision::When;
use regulars_engine::event::{ByHand, Event, LevelChange};
use regulars_engine::id::MemberId;
use regulars_engine::name::{SchemeId, TierId};
use regulars_engine::program::{Program, TierScheme};
use regulars_engine::situation::Held;
use regulars_engine::time::Instant;
use regulars_engine::{both, said};
use regulars_store::{Actor, Cause, Changeset, Fact, NewAudit, Reader};
use serde::{Deserialize, Serialize};

use crate::account::by_hand::{self, Step};
use crate::app::App;
use crate::audit::tell;
use crate::basket::MemberRef;
use crate::commit::{Ledger, to_json};
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::rollout::for_member;
use crate::scope;

/// A change of a level by hand.
#[derive(Debug, Clone)]
pub struct LevelRequest {
    /// Who changes it.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// Whose level.
    pub member: MemberRef,
    /// In which scheme; `None`: the program's only one.
    pub scheme: Option<SchemeId>,
    /// What is done.
    pub by_hand: ByHand,
    /// Why; at least three characters, no personal data.
    pub reason: String,
}

/// A level as a hand left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelChanged {
    /// Whose.
    pub member: MemberId,
    /// Scheme.
    pub scheme: SchemeId,
    /// The level before.
    pub before: Option<TierId>,
    /// The level now.
    pub level: Option<TierId>,
    /// Kept till; `None`: no end.
    pub until: Option<Instant>,
    /// How it is held.
    pub held: Held,
}

/// Changes a level by hand.
///
/// # Errors
/// `NotFound`, an unknown scheme or level, an end that has passed, nothing to let go of, `KeyReused`, an unavailable
/// store.
pub async fn change_level(app: &App, request: LevelRequest) -> Result<Done<LevelChanged>> {
    let whose = (request.keyed.clone(), request.member.clone());
    by_hand::change(app, request, whose, step).await
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    owner: MemberId,
    request: &LevelRequest,
) -> Step<LevelChanged> {
    if let Some(done) = keyed::known(reader, request.keyed.as_ref())? {
        return Ok((None, done));
    }
    let when = When::now(app.now());
    let live = for_member(app, reader, owner, when.at)?;
    let scheme = parse(&live.program, request, when.at)?;
    let loaded = reader.situation(owner, &scope::bare(&live.program, when))?;
    let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    // What was due has its turn first: nobody freezes a level that is over.
    ledger.decide(app, &Event::Tick, when, Cause::Time);
    let before = scheme
        .level_of(&ledger.situation)
        .map(|level| level.id.clone());
    let event = Event::Level(LevelChange {
        scheme: scheme.id.clone(),
        by_hand: request.by_hand.clone(),
    });
    let decision = ledger.decide(app, &event, when, Cause::Time);
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    let state = ledger.situation.tiers.get(&scheme.id);
    let outcome = LevelChanged {
        member: owner,
        scheme: scheme.id.clone(),
        before,
        level: scheme
            .level_of(&ledger.situation)
            .map(|level| level.id.clone()),
        until: state.and_then(|state| state.until),
        held: state.map_or(Held::Earned, |state| state.held),
    };
    let (change, facts) = ledger.close(when.posted_at);
    let mut changeset = Changeset {
        posted_at: when.posted_at,
        owners: vec![change],
        ..Changeset::default()
    };
    changeset.call = keyed::call(app, request.keyed.as_ref(), &outcome);
    changeset.audit = vec![told(app, request, &outcome)];
    let payload = serde_json::json!({
        "scheme": outcome.scheme, "before": outcome.before, "level": outcome.level, "held": outcome.held,
        "until": outcome.until.map(Instant::ms), "reason": request.reason,
    });
    changeset.facts.push(Fact {
        at: when.at,
        kind: "tier.set_by_hand",
        owner: Some(owner),
        payload: to_json(&payload),
    });
    changeset.facts.extend(facts);
    let replayed = false;
    Ok((Some(changeset), Done { outcome, replayed }))
}

/// What the audit tells of it; why it was done is told by the journal.
fn told(app: &App, request: &LevelRequest, done: &LevelChanged) -> NewAudit {
    let action = match request.by_hand {
        ByHand::Grant { .. } => "level.grant",
        ByHand::Freeze { .. } => "level.freeze",
        ByHand::Release => "level.release",
    };
    let name = |level: &Option<TierId>| level.as_ref().map_or("none", TierId::as_str).to_owned();
    NewAudit {
        note: Some(format!(
            "{} {} → {}",
            done.scheme,
            name(&done.before),
            name(&done.level)
        )),
        ..tell(app, request.by, action, Some(done.member.to_string()))
    }
}

fn parse<'p>(program: &'p Program, request: &LevelRequest, now: Instant) -> Result<&'p TierScheme> {
    if request.reason.trim().chars().count() < 3 {
        return Err(AppError::field(
            "/reason",
            both!(
                "is missing; say in a few words why the level is changed",
                "не указано; напишите в двух словах, почему меняете уровень"
            ),
        ));
    }
    let known = || {
        let ids = program.schemes.iter().map(|scheme| scheme.id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    };
    let scheme = match (&request.scheme, program.schemes.as_slice()) {
        (None, [only]) => only,
        (None, _) => {
            let message = both!(
                "is missing; the program has several schemes of levels or none",
                "не указано; в программе несколько шкал уровней или ни одной"
            );
            return Err(AppError::field("/scheme", message));
        }
        (Some(id), all) => all.iter().find(|scheme| scheme.id == *id).ok_or_else(|| {
            let message = said!(
                "names no scheme of the program; it has: {}",
                "нет такой шкалы уровней в программе; есть: `{}`",
                known()
            );
            AppError::field("/scheme", message)
        })?,
    };
    if let ByHand::Grant { until, .. } | ByHand::Freeze { until } = &request.by_hand
        && until.is_some_and(|until| until <= now)
    {
        return Err(AppError::field(
            "/until",
            both!(
                "has passed; name a later time",
                "уже прошло; укажите время позже"
            ),
        ));
    }
    Ok(scheme)
}
