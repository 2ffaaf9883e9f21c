//! Corrects a balance by hand, with a reason.

use regulars_engine::decision::When;
use regulars_engine::event::{Adjustment, Event};
use regulars_engine::id::{AdjustmentId, MemberId};
use regulars_engine::name::UnitId;
use regulars_engine::number::Points;
use regulars_engine::points::Book;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;
use regulars_engine::{both, said};
use regulars_store::{Actor, Cause, Changeset, Fact, NewAdjustment, NewAudit, Reader};
use serde::{Deserialize, Serialize};

use crate::account::by_hand::{self, Step};
use crate::app::App;
use crate::audit::tell;
use crate::basket::{Decimal, MemberRef, points};
use crate::commit::{Ledger, to_json};
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::rollout::for_member;
use crate::scope;

/// A correction.
#[derive(Debug, Clone)]
pub struct AdjustmentRequest {
    /// Who corrects it.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// Whose balance.
    pub member: MemberRef,
    /// Unit; `None`: the program's only one.
    pub unit: Option<UnitId>,
    /// Signed points.
    pub points: Decimal,
    /// Why; at least three characters, no personal data.
    pub reason: String,
    /// When points given burn; `None`: by the unit's rule.
    pub expires_at: Option<Instant>,
    /// Brought along from another system.
    pub opening: bool,
}

/// A correction done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjusted {
    /// Our id.
    pub adjustment: AdjustmentId,
    /// Whose.
    pub member: MemberId,
    /// Unit.
    pub unit: UnitId,
    /// Signed points.
    pub points: Points,
    /// Balance after it.
    pub available: Points,
}

/// Corrects a balance.
///
/// # Errors
/// `NotFound`, more than is spendable, an unknown unit, `KeyReused`, an unavailable store.
pub async fn adjust(app: &App, request: AdjustmentRequest) -> Result<Done<Adjusted>> {
    let whose = (request.keyed.clone(), request.member.clone());
    by_hand::change(app, request, whose, step).await
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    owner: MemberId,
    request: &AdjustmentRequest,
) -> Step<Adjusted> {
    if let Some(done) = keyed::known(reader, request.keyed.as_ref())? {
        return Ok((None, done));
    }
    let when = When::now(app.now());
    let live = for_member(app, reader, owner, when.at)?;
    let adjustment = parse(&live.program, request)?;
    let loaded = reader.situation(owner, &scope::bare(&live.program, when))?;
    let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
    let id = AdjustmentId::from_raw(app.next_id());
    let mut ledger = Ledger::open(&live.program, owner, loaded.version, loaded.situation);
    let decision = ledger.decide(
        app,
        &Event::Adjustment(adjustment.clone()),
        when,
        Cause::Adjustment(id),
    );
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    let available =
        Book::open(&live.program, &ledger.situation.wallet, when).available(&adjustment.unit);
    let outcome = Adjusted {
        adjustment: id,
        member: owner,
        unit: adjustment.unit,
        points: adjustment.points,
        available,
    };
    let (change, facts) = ledger.close(when.posted_at);
    let payload = serde_json::json!({
        "adjustment": id.to_string(), "unit": outcome.unit, "points": outcome.points.raw(),
    });
    let mut changeset = Changeset {
        posted_at: when.posted_at,
        owners: vec![change],
        ..Changeset::default()
    };
    changeset.call = keyed::call(app, request.keyed.as_ref(), &outcome);
    changeset.adjustments = vec![NewAdjustment {
        id,
        member: owner,
        by: request.by,
        reason: request.reason.trim().to_owned(),
    }];
    changeset.audit = vec![told(app, &live.program, request.by, &outcome)];
    changeset.facts.push(Fact {
        at: when.at,
        kind: "points.adjusted",
        owner: Some(owner),
        payload: to_json(&payload),
    });
    changeset.facts.extend(facts);
    Ok((
        Some(changeset),
        Done {
            outcome,
            replayed: false,
        },
    ))
}

/// What the audit tells of it: the amount; why it was done is told by the ledger.
fn told(app: &App, program: &Program, by: Actor, done: &Adjusted) -> NewAudit {
    let scale = program.unit(&done.unit).map(|unit| unit.scale);
    let amount = scale.map_or_else(String::new, |scale| scale.format(done.points));
    NewAudit {
        note: Some(format!("{amount} {} {}", done.unit, done.adjustment)),
        ..tell(app, by, "account.adjust", Some(done.member.to_string()))
    }
}

fn parse(program: &Program, request: &AdjustmentRequest) -> Result<Adjustment> {
    if request.reason.trim().chars().count() < 3 {
        return Err(AppError::field(
            "/reason",
            both!(
                "is missing; say in a few words why the balance is corrected",
                "не указано; напишите в двух словах, почему правите баланс"
            ),
        ));
    }
    let unit = match (&request.unit, program.units.as_slice()) {
        (Some(id), _) => program.unit(id),
        (None, [only]) => Some(only),
        (None, _) => {
            return Err(AppError::field(
                "/unit",
                both!(
                    "is missing; the program has several units or none",
                    "не указано; в программе несколько единиц или ни одной"
                ),
            ));
        }
    };
    let Some(unit) = unit else {
        let known: Vec<_> = program.units.iter().map(|unit| unit.id.as_str()).collect();
        return Err(AppError::field(
            "/unit",
            said!(
                "is not a unit of the program; it has: {}",
                "нет такой единицы в программе; есть: `{}`",
                known.join(", ")
            ),
        ));
    };
    let mut wrong = Vec::new();
    let amount = points(request.points, unit, "/points", &mut wrong);
    match amount {
        Some(amount) if !amount.is_zero() => Ok(Adjustment {
            unit: unit.id.clone(),
            points: amount,
            expires_at: request.expires_at,
            opening: request.opening,
        }),
        Some(_) => Err(AppError::field(
            "/points",
            both!(
                "is zero; positive points are given, negative ones taken",
                "указан ноль; с плюсом баллы начисляют, с минусом списывают"
            ),
        )),
        None => Err(AppError::Invalid(wrong)),
    }
}
