//! Sends points from one member to another.

use std::sync::Arc;

use regulars_engine::decision::{Decision, When};
use regulars_engine::event::Event;
use regulars_engine::id::{MemberId, TransferId};
use regulars_engine::name::UnitId;
use regulars_engine::program::{Program, Unit};
use regulars_engine::transfer::{Receiving, Sending, sent};
use regulars_engine::{both, said};
use regulars_store::{Actor, Cause, Changeset, Fact, NewAudit, Reader, TransferRow};

use super::TransferView;
use super::read::view;
use crate::account::Step;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::basket::{Decimal, MemberRef, points};
use crate::commit::{Ledger, to_json};
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::member::living;
use crate::rollout::for_member;
use crate::scope;

/// Points to send.
#[derive(Debug, Clone)]
pub struct TransferRequest {
    /// Who asks.
    pub by: Actor,
    /// The caller's key of this write.
    pub keyed: Option<Keyed>,
    /// Who sends.
    pub from: MemberRef,
    /// Who receives.
    pub to: MemberRef,
    /// Unit; `None`: the only one that can be sent.
    pub unit: Option<UnitId>,
    /// Points the receiver gets.
    pub points: Decimal,
}

/// Sends points: both members' accounts move in one changeset, or neither.
///
/// # Errors
/// An unknown member; a rule, a bound, a limit or points that stand against it; `KeyReused`; an unavailable store.
pub async fn make(app: &App, request: TransferRequest) -> Result<Done<TransferView>> {
    let _call = match &request.keyed {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    let request = Arc::new(request);
    let done = loop {
        let named = request.clone();
        let (from, to) = app.read(move |_, reader| both_of(reader, &named)).await?;
        // One order for all, so that two who send to one another do not wait for each other.
        let _first = app.owners().hold(from.min(to)).await;
        let _second = app.owners().hold(from.max(to)).await;
        let asked = request.clone();
        let (changeset, done) = app
            .read(move |app, reader| step(app, reader, (from, to), &asked))
            .await?;
        let Some(changeset) = changeset else {
            break done;
        };
        if let Commit::Done = app.commit(changeset).await? {
            break done;
        }
    };
    let transfer = done.outcome;
    let outcome = app
        .read(move |app, reader| view(app, reader, transfer))
        .await?;
    Ok(Done {
        outcome,
        replayed: done.replayed,
    })
}

fn both_of(reader: &Reader<'_>, request: &TransferRequest) -> Result<(MemberId, MemberId)> {
    let from = living(reader, &request.from)?;
    let to = living(reader, &request.to).map_err(|error| match error {
        AppError::NotFound {
            what: Thing::Member,
            ..
        } => AppError::field(
            "/to",
            both!(
                "is nobody we know; register the member first",
                "такого участника нет; сначала зарегистрируйте его"
            ),
        ),
        other => other,
    })?;
    if from == to {
        return Err(AppError::field(
            "/to",
            both!(
                "is who sends; name another member",
                "это сам отправитель; укажите другого участника"
            ),
        ));
    }
    Ok((from, to))
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    (from, to): (MemberId, MemberId),
    request: &TransferRequest,
) -> Step<TransferId> {
    if let Some(done) = keyed::known(reader, request.keyed.as_ref())? {
        return Ok((None, done));
    }
    let when = When::now(app.now());
    let live = for_member(app, reader, from, when.at)?;
    let sending = parse(&live.program, request, to)?;
    let id = TransferId::from_raw(app.next_id());
    let mut sender = open(reader, &live.program, from, when)?;
    let left = decide(app, &mut sender, &Event::Send(sending.clone()), when, id)?;
    let (lots, fee) = sent(&left).ok_or_else(|| AppError::Internal("nothing was sent".into()))?;
    let receiving = Receiving {
        unit: sending.unit.clone(),
        from,
        lots: lots.to_vec(),
    };
    let mut receiver = open(reader, &live.program, to, when)?;
    decide(app, &mut receiver, &Event::Receive(receiving), when, id)?;
    let row = TransferRow {
        id,
        sender: from,
        receiver: to,
        unit: sending.unit,
        points: sending.points,
        fee,
        at: when.at,
    };
    let done = Done {
        outcome: id,
        replayed: false,
    };
    let call = keyed::call(app, request.keyed.as_ref(), &done.outcome);
    let note = told(&live.program, &row);
    let mut changeset = changeset([sender, receiver], row, when);
    changeset.call = call;
    changeset.audit = vec![NewAudit {
        note: Some(note),
        ..tell(app, request.by, "transfer.make", Some(id.to_string()))
    }];
    Ok((Some(changeset), done))
}

fn open<'p>(
    reader: &Reader<'_>,
    program: &'p Program,
    owner: MemberId,
    when: When,
) -> Result<Ledger<'p>> {
    let loaded = reader.situation(owner, &scope::bare(program, when))?;
    let loaded = loaded.ok_or_else(|| AppError::not_found(Thing::Member, owner))?;
    Ok(Ledger::open(
        program,
        owner,
        loaded.version,
        loaded.situation,
    ))
}

fn decide(
    app: &App,
    ledger: &mut Ledger<'_>,
    event: &Event,
    when: When,
    id: TransferId,
) -> Result<Decision> {
    let mut decision = ledger.decide(app, event, when, Cause::Transfer(id));
    match decision.refusal.take() {
        Some(refusal) => Err(AppError::Refused(refusal)),
        None => Ok(decision),
    }
}

/// Both owners' changes, in the order of their ids, and a fact for each.
fn changeset(ledgers: [Ledger<'_>; 2], row: TransferRow, when: When) -> Changeset {
    let payload = to_json(&serde_json::json!({
        "transfer": row.id.to_string(), "unit": row.unit, "points": row.points.raw(), "fee": row.fee.raw(),
        "from": row.sender, "to": row.receiver,
    }));
    let mut owners = Vec::new();
    let mut facts = Vec::new();
    for ledger in ledgers {
        let kind = match ledger.owner == row.sender {
            true => "points.sent",
            false => "points.received",
        };
        let (change, told) = ledger.close(when.posted_at);
        facts.push(Fact {
            at: when.at,
            kind,
            owner: Some(change.owner),
            payload: payload.clone(),
        });
        facts.extend(told);
        owners.push(change);
    }
    owners.sort_by_key(|change| change.owner);
    Changeset {
        posted_at: when.posted_at,
        owners,
        transfers: vec![row],
        facts,
        ..Changeset::default()
    }
}

/// What the audit tells of it: how much, from whom to whom.
fn told(program: &Program, row: &TransferRow) -> String {
    let scale = program.unit(&row.unit).map(|unit| unit.scale);
    let points = scale.map_or_else(String::new, |scale| scale.format(row.points));
    format!("{points} {} {} → {}", row.unit, row.sender, row.receiver)
}

fn parse(program: &Program, request: &TransferRequest, to: MemberId) -> Result<Sending> {
    let unit = unit(program, request.unit.as_ref())?;
    let mut wrong = Vec::new();
    match points(request.points, unit, "/points", &mut wrong) {
        Some(points) if points.is_positive() => Ok(Sending {
            unit: unit.id.clone(),
            points,
            to,
        }),
        Some(_) => Err(AppError::field(
            "/points",
            both!("must be above zero", "должно быть больше нуля"),
        )),
        None => Err(AppError::Invalid(wrong)),
    }
}

fn unit<'p>(program: &'p Program, named: Option<&UnitId>) -> Result<&'p Unit> {
    let named = match (named, program.transfers.as_slice()) {
        (Some(unit), _) => unit,
        (None, [only]) => &only.unit,
        (None, []) => {
            return Err(AppError::field(
                "/unit",
                both!(
                    "nothing can be sent in this program",
                    "в этой программе ничего нельзя передавать"
                ),
            ));
        }
        (None, _) => {
            return Err(AppError::field(
                "/unit",
                both!(
                    "is missing; several units can be sent",
                    "не указано; передавать можно несколько единиц"
                ),
            ));
        }
    };
    program.unit(named).ok_or_else(|| {
        let known: Vec<_> = { program.transfers.iter() }
            .map(|transfer| transfer.unit.as_str())
            .collect();
        AppError::field(
            "/unit",
            said!(
                "is not a unit of the program; it sends: {}",
                "нет такой единицы в программе; передавать можно: `{}`",
                known.join(", ")
            ),
        )
    })
}
