//! Takes goods of a purchase back, some or all, one time or many.

use std::sync::Arc;

use regulars_engine::basket::PricedBy;
use regulars_engine::decision::{Decision, When};
use regulars_engine::event::{Event, Return, ReturnAsk};
use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::name::StoreId;
use regulars_engine::number::Quantity;
use regulars_engine::situation::Situation;
use regulars_engine::time::UtcOffset;
use regulars_store::{
    Answer, Call, Cause, Changeset, ExternalId, Fact, LotsOf, NewReturn, PurchaseRow, Reader,
    ReturnLine, Scope,
};

use crate::app::{App, Commit};
use crate::basket::Stated;
use crate::caller::{CallKey, Caller};
use crate::commit::{Ledger, StoredDecision, decide_for_nobody, to_json};
use crate::coupon::undone;
use crate::error::{AppError, Result};
use crate::gift_card::{self, Changes};
use crate::live::LiveProgram;
use crate::purchase::read::{DocumentRef, ReturnView, find_purchase, read_return_view};
use crate::purchase::{past_decision, seen, when_of};
use crate::rollout::for_buyer;
use crate::scope;

/// Goods that come back.
#[derive(Debug, Clone)]
pub struct ReturnRequest {
    /// The caller's id and the hash of the body.
    pub call: CallKey,
    /// The purchase.
    pub purchase: DocumentRef,
    /// What comes back of it.
    pub goods: ReturnedGoods,
}

/// What comes back of a purchase.
#[derive(Debug, Clone, Default)]
pub struct ReturnedGoods {
    /// When; `None`: now.
    pub at: Option<Stated>,
    /// Where, if not where it was bought.
    pub store: Option<StoreId>,
    /// Lines; empty: everything that is left.
    pub lines: Vec<ReturnLineRequest>,
}

/// A line that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnLineRequest {
    /// The till's number of the purchase's line.
    pub line: u32,
    /// Units.
    pub quantity: Quantity,
}

/// A return done.
#[derive(Debug, Clone)]
pub struct Returned {
    /// The return.
    pub return_: ReturnView,
    /// It was done before; this is the same answer.
    pub replayed: bool,
}

/// Where the caller's return ids are unique.
pub(crate) fn call_scope(caller: &Caller) -> String {
    format!("return/{}", caller.integration)
}

/// Takes goods back. The same id again gives the same answer.
///
/// # Errors
/// An unknown purchase, more than is left, `Voided`, `KeyReused`, an unavailable store.
pub async fn return_goods(app: &App, caller: &Caller, request: ReturnRequest) -> Result<Returned> {
    let _call = app
        .calls()
        .hold((call_scope(caller), request.call.key.clone()))
        .await;
    let request = Arc::new(request);
    let caller = Arc::new(caller.clone());
    loop {
        let named = request.purchase.clone();
        let owner = app
            .read(move |_, reader| Ok(find_purchase(reader, &named)?.member))
            .await?;
        let _owner = match owner {
            Some(owner) => Some(app.owners().hold(owner).await),
            None => None,
        };
        let (request, caller) = (request.clone(), caller.clone());
        let step = app
            .read(move |app, reader| step(app, reader, &caller, &request))
            .await?;
        let (changeset, returned) = match step {
            Step::Known(returned) => return Ok(*returned),
            Step::Commit(work) => *work,
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(returned);
        }
    }
}

/// What a return would come to now. Nothing is written, and nothing promised.
///
/// # Errors
/// An unknown purchase, more than is left, `Voided`.
pub async fn preview_return(
    app: &App,
    purchase: DocumentRef,
    goods: ReturnedGoods,
) -> Result<ReturnView> {
    app.read(move |app, reader| {
        let row = find_purchase(reader, &purchase)?;
        let decided = decide(app, reader, &row, &goods)?;
        Ok(ReturnView::fresh(self::row(&decided, None), decided.stored))
    })
    .await
}

enum Step {
    Known(Box<Returned>),
    Commit(Box<(Changeset, Returned)>),
}

fn step(app: &App, reader: &Reader<'_>, caller: &Caller, request: &ReturnRequest) -> Result<Step> {
    let external = ExternalId {
        integration: caller.integration.clone(),
        id: request.call.key.clone(),
    };
    if let Some(return_) = replay(reader, caller, &request.call, &external)? {
        return Ok(Step::Known(Box::new(Returned {
            return_,
            replayed: true,
        })));
    }
    let row = find_purchase(reader, &request.purchase)?;
    let decided = decide(app, reader, &row, &request.goods)?;
    let call = Call {
        scope: call_scope(caller),
        key: request.call.key.clone(),
        hash: request.call.hash,
        answer: Answer {
            status: 201,
            body: String::new(),
        },
        keep_until: None,
    };
    let mut changeset = Changeset {
        posted_at: decided.when.posted_at,
        call: Some(call),
        seen_purchases: vec![seen(&row)],
        ..Changeset::default()
    };
    let return_ = add(&mut changeset, decided, Some(external));
    Ok(Step::Commit(Box::new((
        changeset,
        Returned {
            return_,
            replayed: false,
        },
    ))))
}

/// The return of an earlier call with this id, if its body was the same.
pub(crate) fn replay(
    reader: &Reader<'_>,
    caller: &Caller,
    call: &CallKey,
    external: &ExternalId,
) -> Result<Option<ReturnView>> {
    let Some(known) = reader.call(&call_scope(caller), &call.key)? else {
        return Ok(None);
    };
    if known.hash != call.hash {
        return Err(AppError::KeyReused(call.key.clone()));
    }
    read_return_view(reader, &DocumentRef::External(external.clone())).map(Some)
}

/// A decided return on its way to the store.
pub(crate) struct Decided {
    pub(crate) id: ReturnId,
    pub(crate) purchase: Option<PurchaseId>,
    pub(crate) member: Option<MemberId>,
    pub(crate) when: When,
    pub(crate) offset: UtcOffset,
    pub(crate) store: Option<StoreId>,
    pub(crate) stored: StoredDecision,
    pub(crate) owner: Option<(regulars_store::OwnerChange, Vec<Fact>)>,
    pub(crate) cards: Changes,
    pub(crate) skus: Vec<(u32, Option<regulars_engine::name::Sku>)>,
}

fn decide(
    app: &App,
    reader: &Reader<'_>,
    row: &PurchaseRow,
    goods: &ReturnedGoods,
) -> Result<Decided> {
    let (when, _) = when_of(
        app,
        goods.at.map(|stated| stated.at),
        app.now(),
        PricedBy::Here,
    )?;
    let live = live_of(app, reader, row, when)?;
    let lines = goods
        .lines
        .iter()
        .map(|line| ReturnAsk {
            number: line.line,
            quantity: line.quantity,
        })
        .collect();
    let past = past_decision(row)?;
    let id = ReturnId::from_raw(app.next_id());
    let mut loaded = load_owner(reader, row.member, &live, when, Some(row))?;
    loaded.1.gift_cards = gift_card::states_of_past(reader, &past, when.posted_at)?;
    let mut cards = Changes::of(&loaded.1);
    let event = Event::Return(Return {
        purchase: Box::new(past),
        lines,
    });
    let (decision, owner) = decide_for(app, &live, loaded, &event, when, Cause::Return(id));
    cards.add(app, &decision.effects, Cause::Return(id), when.at);
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    Ok(Decided {
        id,
        purchase: Some(row.id),
        member: row.member,
        when,
        offset: goods
            .at
            .and_then(|stated| stated.offset)
            .unwrap_or(live.program.zone.offset_at(when.at)),
        store: goods.store.clone().or_else(|| row.store.clone()),
        stored: StoredDecision::of(decision),
        owner,
        cards,
        skus: row
            .lines
            .iter()
            .map(|row| (row.line.number, row.line.sku.clone()))
            .collect(),
    })
}

/// The version that decided a purchase also decides what becomes of it.
pub(crate) fn live_of(
    app: &App,
    reader: &Reader<'_>,
    row: &PurchaseRow,
    when: When,
) -> Result<Arc<LiveProgram>> {
    let version = row.version.as_ref();
    match version.and_then(|version| app.programs().version(version)) {
        Some(live) => Ok(live),
        None => for_buyer(app, reader, row.member, row.store.as_ref(), when.at),
    }
}

/// Loads an owner with the lots a purchase touched and the counters of its time.
pub(crate) fn load_owner(
    reader: &Reader<'_>,
    member: Option<MemberId>,
    live: &LiveProgram,
    when: When,
    purchase: Option<&PurchaseRow>,
) -> Result<(Option<(MemberId, i64)>, Situation)> {
    let made_at = purchase.map_or(when.at, |row| row.at);
    let scope = Scope {
        lots_of: purchase.map(|row| LotsOf::Purchase(row.id)),
        ..scope::with(&live.program, when, &[made_at])
    };
    match member {
        Some(id) => match reader.situation(id, &scope)? {
            Some(loaded) => Ok((Some((id, loaded.version)), loaded.situation)),
            None => Ok((None, reader.anonymous_situation(&scope)?)),
        },
        None => Ok((None, reader.anonymous_situation(&scope)?)),
    }
}

/// Decides for a loaded owner, or for nobody.
pub(crate) fn decide_for(
    app: &App,
    live: &LiveProgram,
    (owner, mut situation): (Option<(MemberId, i64)>, Situation),
    event: &Event,
    when: When,
    cause: Cause,
) -> (Decision, Option<(regulars_store::OwnerChange, Vec<Fact>)>) {
    match owner {
        Some((id, version)) => {
            let mut ledger = Ledger::open(&live.program, id, version, situation);
            let decision = ledger.decide(app, event, when, cause);
            (decision, Some(ledger.close(when.posted_at)))
        }
        None => (
            decide_for_nobody(&live.program, &mut situation, event, when),
            None,
        ),
    }
}

/// Adds a decided return to a changeset and gives it as it will be read.
pub(crate) fn add(
    changeset: &mut Changeset,
    decided: Decided,
    external: Option<ExternalId>,
) -> ReturnView {
    let row = row(&decided, external);
    let payload = serde_json::json!({
        "return": row.id.to_string(), "purchase": row.purchase.map(|id| id.to_string()),
        "store": row.store, "refund": row.refund.minor(),
    });
    changeset.facts.push(Fact {
        at: row.at,
        kind: "purchase.returned",
        owner: row.member,
        payload: to_json(&payload),
    });
    if decided.member.is_none() {
        changeset.coupons.extend(undone(&decided.stored.effects));
    }
    if let Some((change, facts)) = decided.owner {
        changeset.owners.push(change);
        changeset.facts.extend(facts);
    }
    changeset.gift_cards.extend(decided.cards.close());
    changeset.returns.push(row.clone());
    ReturnView::fresh(row, decided.stored)
}

fn row(decided: &Decided, external: Option<ExternalId>) -> NewReturn {
    let returned = decided.stored.returned.as_ref();
    let sku = |number: u32| {
        decided
            .skus
            .iter()
            .find(|(known, _)| *known == number)
            .and_then(|(_, sku)| sku.clone())
    };
    NewReturn {
        id: decided.id,
        external,
        purchase: decided.purchase,
        member: decided.member,
        at: decided.when.at,
        offset: decided.offset,
        store: decided.store.clone(),
        refund: returned.map(|returned| returned.refund).unwrap_or_default(),
        decision: Some(decided.stored.json()),
        lines: returned
            .into_iter()
            .flat_map(|returned| &returned.lines)
            .map(|line| ReturnLine {
                number: line.number,
                sku: sku(line.number),
                quantity: line.quantity,
                refund: line.refund,
            })
            .collect(),
        exchange: None,
    }
}
