//! Prices a basket; with `hold` it reserves what is redeemed and promises the answer.

use std::sync::Arc;

use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::points::HoldAsk;
use regulars_engine::purchase::Quote;
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::{Changeset, Reader};

use crate::app::{App, Commit};
use crate::basket::{BasketRequest, MemberRef};
use crate::commit::{Ledger, to_json};
use crate::coupon;
use crate::error::Result;
use crate::gift_card;
use crate::live::LiveProgram;
use crate::purchase::{Asked, Pricing, load};
use crate::quote::recent::{Promise, StoredPromise};
use crate::scope;

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
}

/// Prices a basket for an identified or anonymous buyer.
///
/// # Errors
/// An unknown member, wrong fields, an unavailable store (only with `hold`).
pub async fn make(app: &App, request: BasketRequest) -> Result<QuoteAnswer> {
    let request = Arc::new(request);
    let holds_for_nobody = !request.gift_cards.is_empty();
    if !request.hold || (request.member.is_none() && !holds_for_nobody) {
        return without_hold(app, request).await;
    }
    loop {
        let asked = request.clone();
        let owner = app
            .read_with_others(move |_, reader| {
                asked
                    .member
                    .as_ref()
                    .map(|named| crate::purchase::find(reader, named))
                    .transpose()
            })
            .await?
            .flatten();
        let _owner = match owner {
            Some(owner) => Some(app.owners().hold(owner).await),
            None => None,
        };
        let asked = request.clone();
        let (answer, changeset) = app
            .read(move |app, reader| held(app, reader, &asked))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(answer);
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(answer);
        }
    }
}

/// A quote that reserves nothing: remembered, and nothing more.
async fn without_hold(app: &App, request: Arc<BasketRequest>) -> Result<QuoteAnswer> {
    let now = app.now();
    let answer = app
        .read_with_others(move |app, reader| Ok(priced(app, reader, &request, now)?.answer))
        .await?;
    if app.store().is_shared()
        && let Some(promise) = app.recent().get(answer.quote)
    {
        let (quote, expires_at) = (answer.quote, answer.expires_at);
        let told = app
            .off(move |app| {
                Ok(app
                    .store()
                    .remember_quote(quote, &promise.shared(), expires_at)?)
            })
            .await;
        if let Err(error) = told {
            tracing::warn!(%error, "a quote is remembered by this process alone");
        }
    }
    Ok(answer)
}

struct PricedQuote {
    answer: QuoteAnswer,
    asked: Asked,
    pricing: Pricing,
}

fn priced(
    app: &App,
    reader: &Reader<'_>,
    request: &BasketRequest,
    now: Instant,
) -> Result<PricedQuote> {
    let mut asked = Asked::of(app, reader, request, now)?;
    asked.replaces.clone_from(&request.basket);
    let pricing = load(reader, &asked, request)?;
    let replaced = request.basket.as_ref().and_then(|basket| {
        pricing
            .situation
            .wallet
            .holds
            .iter()
            .find(|hold| hold.basket == *basket)
            .map(|hold| hold.quote)
    });
    let purchase = asked.purchase(PurchaseId::from_raw(0), replaced);
    let priced = regulars_engine::purchase::quote(
        &asked.live.program,
        &pricing.situation,
        &purchase,
        asked.when,
    );
    let answer = QuoteAnswer {
        quote: QuoteId::from_raw(app.next_id()),
        expires_at: now.plus_ms(app.settings().quote_life_ms),
        offset: pricing.offset,
        held: false,
        live: asked.live.clone(),
        priced,
    };
    app.recent().put(Promise {
        quote: answer.quote,
        owner: pricing.owner.map(|(owner, _)| owner),
        request: request.clone(),
        priced: answer.priced.asked.clone(),
        version: asked.live.version.clone(),
    });
    Ok(PricedQuote {
        answer,
        asked,
        pricing,
    })
}

/// A quote that reserves; for an unidentified buyer the money of gift cards alone.
fn held(
    app: &App,
    reader: &Reader<'_>,
    request: &BasketRequest,
) -> Result<(QuoteAnswer, Option<Changeset>)> {
    let PricedQuote {
        mut answer,
        asked,
        pricing,
    } = priced(app, reader, request, app.now())?;
    let basket = request
        .basket
        .clone()
        .unwrap_or_else(|| answer.quote.to_string());
    let (program, priced) = (&asked.live.program, &answer.priced.asked);
    let kept = (answer.quote, basket.as_str(), answer.expires_at);
    let cards = gift_card::hold(program, priced, &pricing.situation, kept);
    let Some((owner, version)) = pricing.owner else {
        answer.held = cards.as_ref().is_some_and(|hold| !hold.cards.is_empty());
        let changeset = cards.map(|hold| Changeset {
            posted_at: asked.when.posted_at,
            gift_card_holds: vec![hold],
            ..Changeset::default()
        });
        return Ok((answer, changeset));
    };
    let redeem = answer
        .priced
        .asked
        .redeem
        .iter()
        .filter(|redemption| redemption.granted.is_positive());
    let ask = HoldAsk {
        quote: answer.quote,
        basket: basket.clone(),
        expires_at: answer.expires_at,
        points: redeem
            .map(|redemption| (redemption.unit.clone(), redemption.granted))
            .collect(),
    };
    // Kept by our id: a stored promise names nobody's telephone.
    let kept = BasketRequest {
        member: Some(MemberRef::Id(owner)),
        ..request.clone()
    };
    let promise = to_json(&StoredPromise {
        request: kept,
        priced: answer.priced.asked.clone(),
    });
    let mut ledger = Ledger::open(&asked.live.program, owner, version, pricing.situation);
    let coupons = coupon::held(&asked.live.program, &answer.priced.asked);
    let promise = (asked.live.version.clone(), promise);
    ledger.hold(app, ask, promise, coupons, asked.when);
    let (change, facts) = ledger.close(asked.when.posted_at);
    let mut changeset = Changeset {
        posted_at: asked.when.posted_at,
        owners: vec![change],
        facts,
        gift_card_holds: cards.into_iter().collect(),
        ..Changeset::default()
    };
    if request.basket.is_some() {
        release_others(app, reader, &asked, (&basket, owner), &mut changeset)?;
    }
    answer.held = true;
    Ok((answer, Some(changeset)))
}

/// The basket has changed hands: what it held of another member's points is free again.
fn release_others(
    app: &App,
    reader: &Reader<'_>,
    asked: &Asked,
    (basket, owner): (&str, MemberId),
    changeset: &mut Changeset,
) -> Result<()> {
    for (other, quote) in reader.basket_quotes(basket)? {
        if other == owner {
            continue;
        }
        let program = &asked.live.program;
        let Some(loaded) = reader.situation(other, &scope::bare(program, asked.when))? else {
            continue;
        };
        let mut ledger = Ledger::open(program, other, loaded.version, loaded.situation);
        ledger.release(app, quote, asked.when);
        let (change, facts) = ledger.close(asked.when.posted_at);
        changeset.owners.push(change);
        changeset.facts.extend(facts);
    }
    changeset.owners.sort_by_key(|change| change.owner);
    Ok(())
}
