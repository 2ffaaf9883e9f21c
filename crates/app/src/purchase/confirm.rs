//! Confirms a purchase: once, durably.

use std::sync::Arc;

use regulars_engine::basket::Priced;
use regulars_engine::both;
use regulars_engine::event::{Event, Purchase};
use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::Money;
use regulars_engine::time::Instant;
use regulars_store::{
    Answer, Call, Cause, Changeset, ExternalId, Fact, NewPurchase, ProgramVersion, PurchaseLine,
    Reader,
};
use serde::Serialize;

use crate::app::{App, Commit};
use crate::basket::BasketRequest;
use crate::caller::{CallKey, Caller};
use crate::commit::{Ledger, StoredDecision, decide_for_nobody, to_json};
use crate::coupon::Moves;
use crate::error::{AppError, Result};
use crate::gift_card::Changes;
use crate::live::LiveProgram;
use crate::purchase::price::{Asked, PriceChanged, Pricing, differs, find, load};
use crate::purchase::read::{DocumentRef, PurchaseView, read_view};
use crate::quote::Promise;

/// A purchase to confirm.
#[derive(Debug, Clone)]
pub struct ConfirmRequest {
    /// The caller's id and the hash of the body.
    pub call: CallKey,
    /// The goods; `None` with a quote alone.
    pub basket: Option<BasketRequest>,
    /// The quote it confirms.
    pub quote: Option<QuoteId>,
}

/// A confirmed purchase.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// The purchase.
    pub purchase: PurchaseView,
    /// It was confirmed before; this is the same answer.
    pub replayed: bool,
}

/// What a step of confirming came to.
enum Step {
    Known(Box<Confirmed>),
    Commit(Box<(Changeset, Confirmed)>),
}

/// Confirms a purchase. The same id again gives the same answer; another body under it is refused.
///
/// # Errors
/// `KeyReused`, `Voided`, `PriceChanged`, `QuoteGone`, an unknown member, wrong fields, an unavailable store.
pub async fn confirm(app: &App, caller: &Caller, request: ConfirmRequest) -> Result<Confirmed> {
    let scope = call_scope(caller);
    let _call = app.calls().hold((scope, request.call.key.clone())).await;
    let request = Arc::new(request);
    let caller = Arc::new(caller.clone());
    // Somebody else may move the owner between load and commit. Each round loads anew; from the second on the owner is held, so
    // that two tills with one buyer do not go on overtaking each other.
    let mut owner = None;
    loop {
        let _owner = match owner {
            Some(owner) => Some(app.owners().hold(owner).await),
            None => None,
        };
        let (request, caller, now) = (request.clone(), caller.clone(), app.now());
        let step = app
            .read_with_others(move |app, reader| step(app, reader, &caller, &request, now))
            .await?;
        let (changeset, confirmed) = match step {
            Step::Known(confirmed) => return Ok(*confirmed),
            Step::Commit(work) => *work,
        };
        owner = changeset.owners.first().map(|change| change.owner);
        match app.commit(changeset).await? {
            Commit::Done => return Ok(confirmed),
            Commit::Again | Commit::Replayed => {}
        }
    }
}

/// Where the caller's purchase ids are unique.
pub(crate) fn call_scope(caller: &Caller) -> String {
    format!("purchase/{}", caller.integration)
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    caller: &Caller,
    request: &ConfirmRequest,
    now: Instant,
) -> Result<Step> {
    let external = ExternalId {
        integration: caller.integration.clone(),
        id: request.call.key.clone(),
    };
    let scope = call_scope(caller);
    reader.foresee(|reader| {
        drop(reader.call(&scope, &request.call.key));
        drop(reader.tombstone(&external));
        if let Some(member) = request
            .basket
            .iter()
            .find_map(|basket| basket.member.as_ref())
        {
            drop(find(reader, member));
        }
    });
    if let Some(call) = reader.call(&scope, &request.call.key)? {
        if call.hash != request.call.hash {
            return Err(AppError::KeyReused(request.call.key.clone()));
        }
        let purchase = read_view(reader, &DocumentRef::External(external))?;
        return Ok(Step::Known(Box::new(Confirmed {
            purchase,
            replayed: true,
        })));
    }
    if reader.tombstone(&external)? {
        return Err(AppError::Voided(request.call.key.clone()));
    }
    let promise = promise(app, reader, request)?;
    let basket = match (&request.basket, &promise) {
        (Some(basket), _) => basket.clone(),
        (None, Some(promise)) => promise.request.clone(),
        (None, None) => {
            return Err(AppError::field(
                "/lines",
                both!(
                    "is missing; a purchase needs lines, or a quote to confirm",
                    "не указано; покупке нужны строки или расчёт, который она подтверждает"
                ),
            ));
        }
    };
    let mut asked = asked(app, reader, &basket, promise.as_ref(), now)?;
    let mut pricing = load(reader, &asked, &basket)?;
    if let (None, Some(quote)) = (pricing.owner, asked.quote) {
        pricing.cards_held = reader.holds_gift_cards(quote, asked.when.posted_at)?;
    }
    let catalogue = &pricing.situation.catalogue;
    asked
        .basket
        .describe_goods(|sku| catalogue.get(sku).map(AsRef::as_ref));
    let decided = decide(app, asked, pricing, &basket, promise.as_ref())?;
    Ok(Step::Commit(Box::new(write(
        caller, request, basket, decided,
    ))))
}

/// The quote the purchase names, with whether it still is a promise.
fn promise(app: &App, reader: &Reader<'_>, request: &ConfirmRequest) -> Result<Option<Promise>> {
    let Some(id) = request.quote else {
        return Ok(None);
    };
    if let Some(recent) = app.recent().get(id) {
        return Ok(Some(recent));
    }
    let stored = match reader.quote(id)? {
        Some(row) => Promise::of_row(&row),
        None => Promise::remembered(app, reader, id)?,
    };
    stored
        .map(Some)
        .ok_or_else(|| AppError::QuoteGone(id.to_string()))
}

fn asked(
    app: &App,
    reader: &Reader<'_>,
    basket: &BasketRequest,
    promise: Option<&Promise>,
    now: Instant,
) -> Result<Asked> {
    let mut asked = Asked::of(app, reader, basket, now)?;
    asked.quote = promise.map(|promise| promise.quote);
    // A promise is kept under the version that made it.
    if let Some(live) = promise.and_then(|promise| app.programs().version(&promise.version)) {
        asked.live = live;
    }
    Ok(asked)
}

/// A decided purchase on its way to the store.
pub(crate) struct Decided {
    pub(crate) id: PurchaseId,
    pub(crate) asked: Asked,
    pub(crate) owner: Option<(regulars_store::OwnerChange, Vec<Fact>)>,
    pub(crate) stored: StoredDecision,
    pub(crate) offset: regulars_engine::time::UtcOffset,
    pub(crate) cards: Changes,
}

fn decide(
    app: &App,
    asked: Asked,
    pricing: Pricing,
    basket: &BasketRequest,
    promise: Option<&Promise>,
) -> Result<Decided> {
    let own = promise.map(|promise| promise.quote);
    let live_hold = own.filter(|quote| {
        pricing
            .situation
            .wallet
            .holds
            .iter()
            .any(|hold| hold.quote == *quote && hold.expires_at > asked.when.posted_at)
            || pricing.cards_held
    });
    let mut purchase = asked.purchase(PurchaseId::from_raw(app.next_id()), own);
    if live_hold.is_some() {
        purchase.promised = promise.map(|promise| Box::new(promise.priced.clone()));
    }
    let decided = post(app, asked, pricing, purchase)?;
    let expected = match (live_hold, promise) {
        (None, Some(promise)) => Some(&promise.priced),
        _ => None,
    };
    agree(&decided, expected, basket)?;
    Ok(decided)
}

/// Posts a purchase in memory: the owner's change, or none for an unidentified buyer.
pub(crate) fn post(
    app: &App,
    asked: Asked,
    pricing: Pricing,
    purchase: Purchase,
) -> Result<Decided> {
    let id = purchase.id;
    let event = Event::Purchase(purchase);
    let live = asked.live.clone();
    let cause = Cause::Purchase(id);
    let mut cards = Changes::of(&pricing.situation);
    let (decision, owner) = match pricing.owner {
        Some((member, version)) => {
            let mut ledger = Ledger::open(&live.program, member, version, pricing.situation);
            let decision = ledger.decide(app, &event, asked.when, cause);
            (decision, Some(ledger.close(asked.when.posted_at)))
        }
        None => {
            let mut nobody = pricing.situation;
            let decision = decide_for_nobody(&live.program, &mut nobody, &event, asked.when);
            (decision, None)
        }
    };
    cards.add(app, &decision.effects, cause, asked.when.at);
    if let Some(refusal) = decision.refusal {
        return Err(AppError::Refused(refusal));
    }
    let mut stored = StoredDecision::of(decision);
    stored.discrepancies.extend(pricing.discrepancies);
    Ok(Decided {
        id,
        asked,
        owner,
        stored,
        offset: pricing.offset,
        cards,
    })
}

/// The till agrees with the decision, or is told the new one.
fn agree(decided: &Decided, quoted: Option<&Priced>, basket: &BasketRequest) -> Result<()> {
    let Some(priced) = &decided.stored.priced else {
        return Ok(());
    };
    let program = &decided.asked.live.program;
    let mut wrong = Vec::new();
    let expected = basket.expect.and_then(|expect| {
        crate::basket::money(expect.to_pay, program, "/expect/to_pay", &mut wrong)
    });
    let due = basket.expect.and_then(|expect| expect.due);
    let due = due.and_then(|due| crate::basket::money(due, program, "/expect/due", &mut wrong));
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong));
    }
    let changed = quoted.is_some_and(|quoted| differs(quoted, priced))
        || expected.is_some_and(|to_pay: Money| to_pay != priced.totals.to_pay)
        || due.is_some_and(|due: Money| due != priced.due());
    if !changed {
        return Ok(());
    }
    Err(AppError::PriceChanged(Box::new(PriceChanged {
        live: decided.asked.live.clone(),
        priced: priced.clone(),
        expected_to_pay: expected.or(quoted.map(|quoted| quoted.totals.to_pay)),
    })))
}

fn write(
    caller: &Caller,
    request: &ConfirmRequest,
    basket: BasketRequest,
    decided: Decided,
) -> (Changeset, Confirmed) {
    let external = ExternalId {
        integration: caller.integration.clone(),
        id: request.call.key.clone(),
    };
    let call = Call {
        scope: call_scope(caller),
        key: request.call.key.clone(),
        hash: request.call.hash,
        // The purchase's own row is the answer.
        answer: Answer {
            status: 201,
            body: String::new(),
        },
        keep_until: None,
    };
    let mut changeset = Changeset {
        posted_at: decided.asked.when.posted_at,
        call: Some(call),
        ..Changeset::default()
    };
    let purchase = add(&mut changeset, decided, &basket, Some(external));
    (
        changeset,
        Confirmed {
            purchase,
            replayed: false,
        },
    )
}

/// Adds a decided purchase to a changeset and gives it as it will be read.
pub(crate) fn add(
    changeset: &mut Changeset,
    decided: Decided,
    basket: &BasketRequest,
    external: Option<ExternalId>,
) -> PurchaseView {
    let Decided {
        id,
        asked,
        owner,
        stored,
        offset,
        cards,
    } = decided;
    changeset.gift_cards.extend(cards.close());
    changeset.gift_card_releases.extend(cards_held_by(&asked));
    let member = owner.as_ref().map(|(change, _)| change.owner);
    if let Some(friend) = member.filter(|_| stored.referred) {
        let at = asked.when.posted_at;
        changeset.jobs.push(crate::job::referral::job(friend, at));
    }
    let row = row(id, &asked, &stored, basket, offset, external, member);
    changeset.facts.push(posted_fact(&row, &stored));
    if member.is_none() {
        let moves = Moves {
            program: &asked.live.program,
            cause: Cause::Purchase(id),
            member: None,
            quote: None,
        };
        changeset.coupons.extend(moves.of_effects(&stored.effects));
    }
    if let Some((change, facts)) = owner {
        changeset.owners.push(change);
        changeset.facts.extend(facts);
    }
    if !stored.discrepancies.is_empty() {
        changeset.discrepancies.push(id);
    }
    changeset.purchases.push(row.clone());
    PurchaseView::fresh(row, stored)
}

/// The quote whose money of gift cards is set aside no longer, in programs with gift cards.
fn cards_held_by(asked: &Asked) -> Option<QuoteId> {
    let has_cards = !asked.live.program.gift_cards.is_empty();
    asked.quote.filter(|_| has_cards)
}

/// A decided purchase as it is kept.
pub(crate) fn row(
    id: PurchaseId,
    asked: &Asked,
    stored: &StoredDecision,
    basket: &BasketRequest,
    offset: regulars_engine::time::UtcOffset,
    external: Option<ExternalId>,
    member: Option<MemberId>,
) -> NewPurchase {
    NewPurchase {
        id,
        external,
        member,
        at: asked.when.at,
        offset,
        store: basket.store.clone(),
        till: basket.till.clone(),
        cashier: basket.cashier.clone(),
        channel: basket.channel.clone(),
        version: Some(version_of(&asked.live)),
        totals: stored
            .priced
            .as_ref()
            .map(|priced| priced.totals)
            .unwrap_or_default(),
        decision: Some(stored.json()),
        lines: lines(asked, stored),
        exchange: None,
    }
}

fn version_of(live: &LiveProgram) -> ProgramVersion {
    live.version.clone()
}

fn lines(asked: &Asked, stored: &StoredDecision) -> Vec<PurchaseLine> {
    let priced = stored.priced.iter().flat_map(|priced| &priced.lines);
    asked
        .basket
        .lines
        .iter()
        .zip(priced)
        .map(|(line, priced)| PurchaseLine {
            number: line.number,
            sku: line.sku.clone(),
            category: line.category.clone(),
            brand: line.brand.clone(),
            quantity: line.quantity,
            price: line.price,
            amount: priced.amount,
            to_pay: priced.to_pay,
        })
        .collect()
}

/// A purchase as the journal has it: sums in minor units, points by unit.
#[derive(Serialize)]
struct PostedFact<'a> {
    amount: i64,
    earned: Vec<(&'a UnitId, i64)>,
    purchase: String,
    store: Option<&'a StoreId>,
    to_pay: i64,
}

/// What the journal says of it.
pub(crate) fn posted_fact(row: &NewPurchase, stored: &StoredDecision) -> Fact {
    let earned = stored.priced.iter().flat_map(|priced| &priced.earn);
    let earned = earned
        .map(|earning| (&earning.unit, earning.amount.raw()))
        .collect();
    let payload = PostedFact {
        amount: row.totals.amount.minor(),
        earned,
        purchase: row.id.to_string(),
        store: row.store.as_ref(),
        to_pay: row.totals.to_pay.minor(),
    };
    Fact {
        at: row.at,
        kind: "purchase.posted",
        owner: row.member,
        payload: to_json(&payload),
    }
}
