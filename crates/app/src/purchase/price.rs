//! What quoting and confirming share: who buys, when, and under which version it is priced.

use std::sync::Arc;

use regulars_engine::basket::{Basket, Priced, PricedBy};
use regulars_engine::decision::{Discrepancy, When};
use regulars_engine::event::Purchase;
use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::said;
use regulars_engine::situation::Situation;
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::{LotsOf, PurchaseRow, Reader, Scope};

use crate::app::App;
use crate::basket::{BasketRequest, MemberRef};
use crate::coupon;
use crate::error::{AppError, Result};
use crate::gift_card;
use crate::live::LiveProgram;
use crate::rollout::for_buyer;
use crate::scope;

/// A decision that differs from what the till expects.
#[derive(Debug, Clone)]
pub struct PriceChanged {
    /// The version that decided.
    pub live: Arc<LiveProgram>,
    /// The decision as it would be now.
    pub priced: Priced,
    /// The expected sum, if one was given.
    pub expected_to_pay: Option<regulars_engine::number::Money>,
}

/// A request placed in time and under a version.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) live: Arc<LiveProgram>,
    pub(crate) basket: Basket,
    pub(crate) when: When,
    /// The quote that a purchase confirms: what it holds is there for it.
    pub(crate) quote: Option<QuoteId>,
    /// The till's basket, if a quote asks: what its earlier quote held is free.
    pub(crate) replaces: Option<String>,
    /// The till's clock was ahead: what it said.
    pub(crate) clock_ahead: Option<Instant>,
}

/// A loaded buyer.
#[derive(Debug)]
pub(crate) struct Pricing {
    pub(crate) situation: Situation,
    pub(crate) owner: Option<(MemberId, i64)>,
    pub(crate) offset: UtcOffset,
    pub(crate) discrepancies: Vec<Discrepancy>,
    /// The quote of a buyer who is not identified has money of gift cards set aside: it is a promise.
    pub(crate) cards_held: bool,
}

impl Asked {
    /// Places a request that came now: its instant, version and basket in the program's decimals.
    pub(crate) fn of(
        app: &App,
        reader: &Reader<'_>,
        request: &BasketRequest,
        now: Instant,
    ) -> Result<Self> {
        let stated = request.at.map(|stated| stated.at);
        let (when, clock_ahead) = when_of(app, stated, now, request.priced)?;
        let live = live_for(app, reader, request, when.at)?;
        let basket = request.basket(&live.program)?;
        Ok(Self {
            live,
            basket,
            when,
            quote: None,
            replaces: None,
            clock_ahead,
        })
    }

    /// The purchase to decide.
    pub(crate) fn purchase(&self, id: PurchaseId, own_hold: Option<QuoteId>) -> Purchase {
        Purchase {
            id,
            basket: self.basket.clone(),
            own_hold,
            promised: None,
        }
    }
}

/// The instants of a stated time: now when not stated; ahead of the server by more than allowed is refused, except
/// for what a till has already sold, which is taken as happening now.
pub(crate) fn when_of(
    app: &App,
    at: Option<Instant>,
    now: Instant,
    priced: PricedBy,
) -> Result<(When, Option<Instant>)> {
    let Some(at) = at else {
        return Ok((When::now(now), None));
    };
    if at <= now {
        return Ok((When { at, posted_at: now }, None));
    }
    if at.ms_since(now) <= app.settings().clock_ahead_ms {
        return Ok((When { at, posted_at: at }, None));
    }
    match priced {
        PricedBy::Till => Ok((When::now(now), Some(at))),
        PricedBy::Here => Err(AppError::field(
            "/at",
            said!(
                "is {at}, more than 10 minutes ahead of the server's {now}; send when it has happened, or leave it out for now",
                "указано `{at}`, больше чем на 10 минут позже времени сервера (`{now}`); пришлите, когда это произойдёт, или уберите поле"
            ),
        )),
    }
}

/// Loads the buyer and the facts the program needs.
pub(crate) fn load(reader: &Reader<'_>, asked: &Asked, request: &BasketRequest) -> Result<Pricing> {
    load_with(reader, asked, request, None)
}

/// The same, with the lots a purchase touched: an exchange returns it first.
pub(crate) fn load_with(
    reader: &Reader<'_>,
    asked: &Asked,
    request: &BasketRequest,
    returned: Option<&PurchaseRow>,
) -> Result<Pricing> {
    let program = &asked.live.program;
    let member = request
        .member
        .as_ref()
        .map(|named| find(reader, named))
        .transpose()?
        .flatten();
    let mut discrepancies = Vec::new();
    if let (None, Some(named)) = (member, &request.member) {
        match request.priced {
            PricedBy::Till => discrepancies.push(Discrepancy::UnknownCard),
            PricedBy::Here => return Err(named.missing()),
        }
    }
    if let Some(said) = asked.clock_ahead {
        discrepancies.push(Discrepancy::ClockAhead { said });
    }
    let made_at = returned.map_or(asked.when.at, |row| row.at);
    let scope = Scope {
        lots_of: returned.map(|row| LotsOf::Purchase(row.id)),
        ..scope_of(asked, made_at)
    };
    let loaded = match member {
        Some(id) => reader
            .situation(id, &scope)?
            .map(|loaded| (loaded.situation, Some((id, loaded.version)))),
        None => None,
    };
    let (mut situation, owner) = match loaded {
        Some(loaded) => loaded,
        None => (reader.anonymous_situation(&scope)?, None),
    };
    situation.gift_cards = gift_card::states(reader, asked)?;
    situation.coupons = coupon::states(reader, asked, owner.map(|(owner, _)| owner))?;
    let zone = situation
        .store
        .as_ref()
        .and_then(|place| place.zone.as_ref())
        .unwrap_or(&program.zone);
    let stated = request.at.and_then(|stated| stated.offset);
    let offset = stated.unwrap_or_else(|| zone.offset_at(asked.when.at));
    Ok(Pricing {
        situation,
        owner,
        offset,
        discrepancies,
        cards_held: false,
    })
}

/// What a decision about this basket reads, and about a purchase made then.
fn scope_of(asked: &Asked, made_at: Instant) -> Scope<'_> {
    let lines = asked.basket.lines.iter();
    Scope {
        skus: lines.filter_map(|line| line.sku.clone()).collect(),
        store: asked.basket.store.clone(),
        ..scope::with(&asked.live.program, asked.when, &[made_at])
    }
}

/// The version that decides for who buys. Nobody is looked for while one version decides for all.
pub(crate) fn live_for(
    app: &App,
    reader: &Reader<'_>,
    request: &BasketRequest,
    at: Instant,
) -> Result<Arc<LiveProgram>> {
    let named = match app.programs().audience(at) {
        Some(_) => request.member.as_ref(),
        None => None,
    };
    let member = named
        .map(|named| find(reader, named))
        .transpose()?
        .flatten();
    for_buyer(app, reader, member, request.store.as_ref(), at)
}

/// The member a caller names.
pub(crate) fn find(reader: &Reader<'_>, named: &MemberRef) -> Result<Option<MemberId>> {
    match named {
        MemberRef::Id(id) => Ok({ reader.member(*id)? }
            .filter(|row| row.erased_at.is_none())
            .map(|row| row.id)),
        MemberRef::Identifier(identifier) => Ok(reader.find_member(identifier)?),
    }
}

/// Whether two answers would make the till print another receipt. Hints do not count.
pub(crate) fn differs(one: &Priced, other: &Priced) -> bool {
    let line = |line: &regulars_engine::basket::PricedLine| {
        (
            line.number,
            line.quantity,
            line.amount,
            line.to_pay,
            line.redeemed.clone(),
        )
    };
    let due = |priced: &Priced| (priced.totals, priced.due());
    due(one) != due(other) || !one.lines.iter().map(line).eq(other.lines.iter().map(line))
}
