//! Prices a basket; with `hold` it reserves what is redeemed and promises the answer.

use std::sync::Arc;

use regulars_engine::decision::Effect;
use regulars_engine::id::{PurchaseId, QuoteId};
use regulars_engine::points::{Book, HeldLot, Hold};
use regulars_engine::purchase::Quote;
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::{Changeset, NewHold, Reader};

use crate::app::{App, Commit};
use crate::basket::{BasketRequest, MemberRef};
use crate::commit::{Ledger, to_json};
use crate::error::Result;
use crate::live::LiveProgram;
use crate::purchase::{Asked, Pricing, load};
use crate::quote::recent::{Promise, StoredPromise};

/// A priced basket.
#[derive(Debug, Clone)]
pub struct QuoteAnswer {
    /// Its id; name it in the purchase.
    pub quote: QuoteId,
    /// How long it is remembered, and held if it holds.
    pub expires_at: Instant,
    /// Local offset to show times in.
    pub offset: UtcOffset,
    /// Whether points are reserved: the answer is then a promise.
    pub held: bool,
    /// The version that priced it.
    pub live: Arc<LiveProgram>,
    /// As asked, and with other redemptions.
    pub priced: Quote,
    /// Effects a purchase would have.
    pub effects: Vec<Effect>,
}

/// Prices a basket for an identified or anonymous buyer.
///
/// # Errors
/// An unknown member, wrong fields, an unavailable store (only with `hold`).
pub async fn make(app: &App, request: BasketRequest) -> Result<QuoteAnswer> {
    let request = Arc::new(request);
    if !request.hold || request.member.is_none() {
        let asked = request.clone();
        return app.read(move |app, reader| priced(app, reader, &asked).map(|priced| priced.answer)).await;
    }
    loop {
        let asked = request.clone();
        let owner = app
            .read(move |_, reader| asked.member.as_ref().map(|named| crate::purchase::find(reader, named)).transpose())
            .await?
            .flatten();
        let _owner = match owner {
            Some(owner) => Some(app.owners().hold(owner).await),
            None => None,
        };
        let asked = request.clone();
        let (answer, changeset) = app.read(move |app, reader| held(app, reader, &asked)).await?;
        let Some(changeset) = changeset else { return Ok(answer) };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(answer);
        }
    }
}

struct PricedQuote {
    answer: QuoteAnswer,
    asked: Asked,
    pricing: Pricing,
    replaced: Option<QuoteId>,
}

fn priced(app: &App, reader: &Reader<'_>, request: &BasketRequest) -> Result<PricedQuote> {
    let asked = Asked::of(app, request)?;
    let pricing = load(reader, &asked, request)?;
    let replaced = request.basket.as_ref().and_then(|basket| {
        pricing.situation.wallet.holds.iter().find(|hold| hold.basket == *basket).map(|hold| hold.quote)
    });
    let purchase = asked.purchase(PurchaseId::from_raw(0), replaced);
    let priced = regulars_engine::purchase::quote(&asked.live.program, &pricing.situation, &purchase, asked.when);
    let answer = QuoteAnswer {
        quote: QuoteId::from_raw(app.next_id()),
        expires_at: app.now().plus_ms(app.settings().quote_life_ms),
        offset: pricing.offset,
        held: false,
        live: asked.live.clone(),
        priced,
        effects: Vec::new(),
    };
    app.recent().put(Promise {
        quote: answer.quote,
        owner: pricing.owner.map(|(owner, _)| owner),
        request: request.clone(),
        priced: answer.priced.asked.clone(),
        version: asked.live.version.clone(),
    });
    Ok(PricedQuote { answer, asked, pricing, replaced })
}

/// A quote that reserves; nothing to write for an unidentified buyer.
fn held(app: &App, reader: &Reader<'_>, request: &BasketRequest) -> Result<(QuoteAnswer, Option<Changeset>)> {
    let PricedQuote { mut answer, asked, pricing, replaced } = priced(app, reader, request)?;
    let Some((owner, version)) = pricing.owner else { return Ok((answer, None)) };
    let hold = Hold {
        quote: answer.quote,
        basket: request.basket.clone().unwrap_or_else(|| answer.quote.to_string()),
        expires_at: answer.expires_at,
        lots: reserve(&asked, &pricing, &answer, replaced),
    };
    // Kept by our id: a stored promise names nobody's telephone.
    let kept = BasketRequest { member: Some(MemberRef::Id(owner)), ..request.clone() };
    let promise = StoredPromise { request: kept, priced: answer.priced.asked.clone() };
    let mut ledger = Ledger::open(&asked.live.program, owner, version, pricing.situation);
    if let Some(replaced) = replaced {
        ledger.release(replaced);
    }
    ledger.hold(NewHold { hold, version: asked.live.version.clone(), promise: to_json(&promise) });
    let (change, facts) = ledger.close(asked.when.posted_at);
    answer.held = true;
    let changeset =
        Changeset { posted_at: asked.when.posted_at, owners: vec![change], facts, ..Changeset::default() };
    Ok((answer, Some(changeset)))
}

/// The lots a purchase under this quote will burn.
fn reserve(asked: &Asked, pricing: &Pricing, answer: &QuoteAnswer, replaced: Option<QuoteId>) -> Vec<HeldLot> {
    let book = Book::open(&asked.live.program, &pricing.situation.wallet, asked.when);
    let redeem = answer.priced.asked.redeem.iter().filter(|redemption| redemption.granted.is_positive());
    redeem.flat_map(|redemption| book.choose(&redemption.unit, redemption.granted, replaced)).collect()
}

