//! Takes goods back and sells others, as one.

use std::sync::Arc;

use regulars_engine::basket::{Priced, PricedBy};
use regulars_engine::both;
use regulars_engine::decision::{Returned, When};
use regulars_engine::event::{Event, PastDecision, Return, ReturnAsk};
use regulars_engine::id::{ExchangeId, PurchaseId, ReturnId};
use regulars_engine::number::Money;
use regulars_store::{
    Answer, Call, Cause, Changeset, ExternalId, Fact, OwnerChange, PurchaseRow, Reader,
};

use crate::app::{App, Commit};
use crate::basket::BasketRequest;
use crate::caller::{CallKey, Caller};
use crate::commit::{Ledger, StoredDecision, decide_for_nobody};
use crate::error::{AppError, Result};
use crate::gift_card::{self, Changes};
use crate::purchase::{
    Asked, DocumentRef, Pricing, PurchaseView, ReturnLineRequest, ReturnView, confirm, find,
    find_purchase, load_with, past_decision, read_return_view, read_view, return_, seen,
};

/// An exchange.
#[derive(Debug, Clone)]
pub struct ExchangeRequest {
    /// The caller's id and the hash of the body.
    pub call: CallKey,
    /// The purchase goods come back from.
    pub purchase: DocumentRef,
    /// What comes back; empty: everything that is left.
    pub lines: Vec<ReturnLineRequest>,
    /// What is sold instead. Buyer and store default to the purchase's.
    pub basket: BasketRequest,
}

/// An exchange done.
#[derive(Debug, Clone)]
pub struct Exchanged {
    /// What came back.
    pub return_: ReturnView,
    /// What was sold.
    pub purchase: PurchaseView,
    /// Paid by the buyer; negative: given back.
    pub net: Money,
    /// It was done before; this is the same answer.
    pub replayed: bool,
}

/// Exchanges goods. The same id again gives the same answer.
///
/// # Errors
/// As a return and a purchase; nothing happens unless both can.
pub async fn make(app: &App, caller: &Caller, request: ExchangeRequest) -> Result<Exchanged> {
    let _call = app
        .calls()
        .hold((scope(caller), request.call.key.clone()))
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
        let (changeset, exchanged) = app
            .read(move |app, reader| step(app, reader, &caller, &request))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(exchanged);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(exchanged);
        }
    }
}

fn scope(caller: &Caller) -> String {
    format!("exchange/{}", caller.integration)
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    caller: &Caller,
    request: &ExchangeRequest,
) -> Result<(Option<Changeset>, Exchanged)> {
    let external = ExternalId {
        integration: caller.integration.clone(),
        id: format!("exchange/{}", request.call.key),
    };
    if let Some(known) = reader.call(&scope(caller), &request.call.key)? {
        if known.hash != request.call.hash {
            return Err(AppError::KeyReused(request.call.key.clone()));
        }
        let named = DocumentRef::External(external);
        let (return_, purchase) = (
            read_return_view(reader, &named)?,
            read_view(reader, &named)?,
        );
        return Ok((
            None,
            Exchanged {
                net: net(&return_, &purchase),
                return_,
                purchase,
                replayed: true,
            },
        ));
    }
    let row = find_purchase(reader, &request.purchase)?;
    if let Some(named) = &request.basket.member
        && find(reader, named)? != row.member
    {
        return Err(AppError::field(
            "/member",
            both!(
                "is not the buyer of the purchase; leave it out, or return and sell apart",
                "это не покупатель из чека; уберите поле или оформите возврат и покупку отдельно"
            ),
        ));
    }
    let mut changeset = Changeset {
        seen_purchases: vec![seen(&row)],
        call: Some(Call {
            scope: scope(caller),
            key: request.call.key.clone(),
            hash: request.call.hash,
            answer: Answer {
                status: 201,
                body: String::new(),
            },
            keep_until: None,
        }),
        ..Changeset::default()
    };
    let (return_, purchase) = decide(app, reader, &row, request, external, &mut changeset)?;
    Ok((
        Some(changeset),
        Exchanged {
            net: net(&return_, &purchase),
            return_,
            purchase,
            replayed: false,
        },
    ))
}

fn net(return_: &ReturnView, purchase: &PurchaseView) -> Money {
    let priced = purchase.decision.priced.as_ref();
    let due = priced.map(Priced::due).unwrap_or_default();
    let returned = return_.decision.returned.as_ref();
    due - returned.map_or(return_.refund, Returned::due)
}

fn decide(
    app: &App,
    reader: &Reader<'_>,
    row: &PurchaseRow,
    request: &ExchangeRequest,
    external: ExternalId,
    changeset: &mut Changeset,
) -> Result<(ReturnView, PurchaseView)> {
    let mut basket = request.basket.clone();
    basket.member = row.member.map(crate::basket::MemberRef::Id);
    basket.store = basket.store.or_else(|| row.store.clone());
    basket.priced = PricedBy::Here;
    let mut asked = Asked::of(app, reader, &basket, app.now())?;
    let past = past_decision(row)?;
    let pricing = loaded(reader, &mut asked, &basket, row, &past)?;
    let exchange = ExchangeId::from_raw(app.next_id());
    changeset.posted_at = asked.when.posted_at;
    let back = Event::Return(Return {
        purchase: Box::new(past),
        lines: asks(&request.lines),
    });
    let mut sides = Sides::open(app, &asked, pricing);
    let return_id = ReturnId::from_raw(app.next_id());
    let returned = sides.decide(&back, asked.when, Cause::Return(return_id))?;
    let purchase_id = PurchaseId::from_raw(app.next_id());
    let sold = sides.decide(
        &Event::Purchase(asked.purchase(purchase_id, None)),
        asked.when,
        Cause::Purchase(purchase_id),
    )?;
    let offset = sides.offset;
    let (owner, cards) = sides.close(asked.when);
    let back = return_::Decided {
        id: return_id,
        purchase: Some(row.id),
        member: row.member,
        when: asked.when,
        offset,
        store: basket.store.clone(),
        stored: returned,
        // The owner's change is one for both sides, and so is that of a card; the purchase brings them.
        owner: None,
        cards: Changes::default(),
        skus: row
            .lines
            .iter()
            .map(|row| (row.line.number, row.line.sku.clone()))
            .collect(),
    };
    let return_ = return_::add(changeset, back, Some(external.clone()));
    let sold = confirm::Decided {
        id: purchase_id,
        asked: asked.clone(),
        owner,
        stored: sold,
        offset,
        cards,
    };
    let purchase = confirm::add(changeset, sold, &basket, Some(external));
    for side in &mut changeset.returns {
        side.exchange = Some(exchange);
    }
    for side in &mut changeset.purchases {
        side.exchange = Some(exchange);
    }
    Ok((return_, purchase))
}

/// The buyer, the goods, and the gift cards of both sides.
fn loaded(
    reader: &Reader<'_>,
    asked: &mut Asked,
    basket: &BasketRequest,
    row: &PurchaseRow,
    past: &PastDecision,
) -> Result<Pricing> {
    let mut pricing = load_with(reader, asked, basket, Some(row))?;
    let catalogue = &pricing.situation.catalogue;
    asked
        .basket
        .describe_goods(|sku| catalogue.get(sku).map(AsRef::as_ref));
    let of_past = gift_card::states_of_past(reader, past, asked.when.posted_at)?;
    pricing.situation.gift_cards.extend(of_past);
    Ok(pricing)
}

fn asks(lines: &[ReturnLineRequest]) -> Vec<ReturnAsk> {
    lines
        .iter()
        .map(|line| ReturnAsk {
            number: line.line,
            quantity: line.quantity,
        })
        .collect()
}

/// Both sides of an exchange, decided one after the other on the same situation.
struct Sides<'a> {
    app: &'a App,
    program: &'a regulars_engine::program::Program,
    ledger: Option<Ledger<'a>>,
    nobody: regulars_engine::situation::Situation,
    offset: regulars_engine::time::UtcOffset,
    cards: Changes,
}

impl<'a> Sides<'a> {
    fn open(app: &'a App, asked: &'a Asked, pricing: Pricing) -> Self {
        let program = &asked.live.program;
        let offset = pricing.offset;
        let cards = Changes::of(&pricing.situation);
        match pricing.owner {
            Some((owner, version)) => {
                let ledger = Some(Ledger::open(program, owner, version, pricing.situation));
                Self {
                    app,
                    program,
                    ledger,
                    nobody: Default::default(),
                    offset,
                    cards,
                }
            }
            None => Self {
                app,
                program,
                ledger: None,
                nobody: pricing.situation,
                offset,
                cards,
            },
        }
    }

    fn decide(&mut self, event: &Event, when: When, cause: Cause) -> Result<StoredDecision> {
        let decision = match &mut self.ledger {
            Some(ledger) => ledger.decide(self.app, event, when, cause),
            None => decide_for_nobody(self.program, &mut self.nobody, event, when),
        };
        match decision.refusal {
            Some(refusal) => Err(AppError::Refused(refusal)),
            None => {
                self.cards.add(self.app, &decision.effects, cause, when.at);
                Ok(StoredDecision::of(decision))
            }
        }
    }

    fn close(self, when: When) -> (Option<(OwnerChange, Vec<Fact>)>, Changes) {
        let owner = self.ledger.map(|ledger| ledger.close(when.posted_at));
        (owner, self.cards)
    }
}
