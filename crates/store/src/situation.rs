//! The situation of one decision: a handful of indexed reads, whose cost does not grow with what lies behind the
//! program's windows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use regulars_engine::counter::{CounterKey, CounterRange};
use regulars_engine::id::{ClaimId, MemberId, PurchaseId};
use regulars_engine::name::{SegmentId, Sku, StoreId};
use regulars_engine::points::Wallet;
use regulars_engine::program::Needs;
use regulars_engine::situation::{PastPurchase, Place, Product, Situation};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::{Instant, Span, Zone};

use crate::database::Connection;
use crate::{
    Reader, StoreError, counter, event, ledger, member, membership, place, product, purchase,
    quote, stamp, stock,
};

/// What a decision about one owner needs loaded.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// What the program's conditions read of the past.
    pub needs: &'a Needs,
    /// When the event happened: purchases and events are loaded up to here, this instant included.
    pub at: Instant,
    /// When it is posted.
    pub posted_at: Instant,
    /// Counters the decision may read or move.
    pub counters: Vec<CounterKey>,
    /// Counters of whole stretches of days.
    pub counter_ranges: Vec<CounterRange>,
    /// Stocks the decision may read or move.
    pub stocks: Vec<CounterKey>,
    /// Uses of rules with a rolling limit are loaded from here; `None`: not at all.
    pub rolling_from: Option<Instant>,
    /// Goods of the basket.
    pub skus: Vec<Sku>,
    /// Where.
    pub store: Option<StoreId>,
    /// What is undone: lots it gave, and those it took from, are loaded dead or alive.
    pub lots_of: Option<LotsOf>,
}

/// What is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LotsOf {
    /// A purchase that comes back or is voided.
    Purchase(PurchaseId),
    /// A claim that ends without its reward.
    Claim(ClaimId),
}

/// A loaded situation.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What decisions read.
    pub situation: Situation,
    /// The owner's version, for the changeset's guard.
    pub version: i64,
    /// When the owner is due next, as stored.
    pub due_at: Option<Instant>,
    /// When the owner's segments are to be looked at next, as stored.
    pub check_at: Option<Instant>,
}

/// Local windows begin up to a day before those of UTC; another day costs nothing.
const ZONE_MARGIN_MS: i64 = 2 * 24 * 60 * 60 * 1000;

impl Scope<'_> {
    /// A window that holds the program's, whatever its zone; conditions look at their own part of it. `None`: nothing
    /// of the past is read.
    fn window(&self, span: Option<Span>, since: Option<Instant>) -> Option<(Instant, Instant)> {
        let back = span.map(|span| span.before(self.at, &Zone::utc()).plus_ms(-ZONE_MARGIN_MS));
        let from = back.into_iter().chain(since).min()?;
        Some((from, self.at))
    }

    fn purchases(&self) -> Option<(Instant, Instant)> {
        self.window(self.needs.purchases, self.needs.purchases_since)
    }

    fn events(&self) -> Option<(Instant, Instant)> {
        self.window(self.needs.events, self.needs.events_since)
    }
}

impl Reader<'_> {
    /// Everything a decision about a member may read; `None`: no such member, or one who is another's now.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn situation(
        &self,
        member: MemberId,
        scope: &Scope<'_>,
    ) -> Result<Option<Loaded>, StoreError> {
        self.foresee(|reader| drop(reader.read_situation(member, scope)));
        self.read_situation(member, scope)
    }

    /// Every question is put whatever the others find, so that all can be foreseen; a member who is not there is rare.
    fn read_situation(
        &self,
        member: MemberId,
        scope: &Scope<'_>,
    ) -> Result<Option<Loaded>, StoreError> {
        let conn = self.conn;
        let loaded = member::load(conn, member)?;
        let wallet = wallet(conn, member, scope, loaded.as_ref())?;
        let uses = scope
            .rolling_from
            .map(|from| counter::uses(conn, member, from));
        let (history, last_purchase_at) = history(conn, member, scope)?;
        let events = scope
            .events()
            .map(|window| event::history(conn, member, window));
        let mut earlier_tiers = counter::tiers(conn, member)?;
        let tiers = earlier_tiers.iter_mut();
        let tiers = tiers.filter_map(|(scheme, held)| Some((scheme.clone(), held.pop()?)));
        let tiers = tiers.collect();
        let counters = counter::counters(conn, member, &scope.counters, &scope.counter_ranges)?;
        let stocks = stock::given(conn, &scope.stocks)?;
        let segments = counter::segments(conn, member)?;
        let stamps = stamps(conn, member, scope)?;
        let saved = saved(conn, member, scope)?;
        let (catalogue, store) = (
            catalogue(conn, &scope.skus)?,
            store(conn, scope.store.as_ref())?,
        );
        let places = places(conn, scope, &history)?;
        let (uses, events) = (uses.transpose()?, events.transpose()?);
        let Some(loaded) = loaded.filter(|loaded| loaded.merged_into.is_none()) else {
            return Ok(None);
        };
        let situation = Situation {
            member: Some(loaded.member),
            wallet,
            counters,
            stocks,
            uses: uses.unwrap_or_default(),
            tiers,
            earlier_tiers,
            places,
            history,
            last_purchase_at,
            events: events.unwrap_or_default(),
            segments,
            stamps,
            saved,
            // Of the basket alone: see `Reader::coupon_states` and `Reader::gift_card_states`.
            coupons: BTreeMap::new(),
            random: Vec::new(),
            gift_cards: BTreeMap::new(),
            card_random: Vec::new(),
            draws: Vec::new(),
            catalogue,
            store,
        };
        let (version, due_at, check_at) = (loaded.version, loaded.due_at, loaded.check_at);
        Ok(Some(Loaded {
            situation,
            version,
            due_at,
            check_at,
        }))
    }

    /// The same for an unidentified buyer: catalogue and place.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn anonymous_situation(&self, scope: &Scope<'_>) -> Result<Situation, StoreError> {
        let catalogue = catalogue(self.conn, &scope.skus)?;
        let store = store(self.conn, scope.store.as_ref())?;
        Ok(Situation {
            catalogue,
            store,
            ..Situation::default()
        })
    }
}

/// The member's points, numbered on from what the owner's row says.
fn wallet(
    conn: &Connection,
    member: MemberId,
    scope: &Scope<'_>,
    owner: Option<&member::Loaded>,
) -> Result<Wallet, StoreError> {
    Ok(Wallet {
        lots: ledger::lots(conn, member, scope.lots_of)?,
        debts: ledger::debts(conn, member)?,
        holds: quote::holds(conn, member)?,
        next_lot: owner.map_or(1, |owner| owner.next_lot),
        next_debt: owner.map_or(1, |owner| owner.next_debt),
        forfeits: owner.is_some_and(|owner| owner.erased_at.is_some()),
    })
}

/// Kept purchases inside the window, and the last one of all time.
fn history(
    conn: &Connection,
    member: MemberId,
    scope: &Scope<'_>,
) -> Result<(Vec<PastPurchase>, Option<Instant>), StoreError> {
    let inside = scope
        .purchases()
        .map(|window| purchase::history(conn, member, window, scope.needs.lines));
    let inside = inside.transpose()?.unwrap_or_default();
    let last = match inside.last() {
        Some(last) => Some(last.at),
        None => purchase::last_at(conn, member, scope.at)?,
    };
    Ok((inside, last))
}

/// What analytics say of the member, if conditions read anything of it.
fn stamps(conn: &Connection, member: MemberId, scope: &Scope<'_>) -> Result<Stamps, StoreError> {
    match scope.needs.stamps {
        true => stamp::stamps(conn, member),
        false => Ok(Stamps::default()),
    }
}

/// Of the saved segments that conditions name, those the member was last found in.
fn saved(
    conn: &Connection,
    member: MemberId,
    scope: &Scope<'_>,
) -> Result<Vec<SegmentId>, StoreError> {
    let named = &scope.needs.saved;
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let found = membership::of_member(conn, member)?.into_iter();
    let found = found.map(|(segment, _)| segment);
    Ok(found.filter(|segment| named.contains(segment)).collect())
}

/// Stores of the history that the catalogue of places knows, if conditions read anything of them.
fn places(
    conn: &Connection,
    scope: &Scope<'_>,
    history: &[PastPurchase],
) -> Result<BTreeMap<StoreId, Place>, StoreError> {
    if !scope.needs.places {
        return Ok(BTreeMap::new());
    }
    let ids: BTreeSet<&StoreId> = history
        .iter()
        .filter_map(|past| past.store.as_ref())
        .collect();
    let known = ids
        .into_iter()
        .map(|id| Ok(place::place(conn, id)?.map(|place| (id.clone(), place))));
    let known: Vec<_> = known.collect::<Result<_, StoreError>>()?;
    Ok(known.into_iter().flatten().collect())
}

/// Catalogue facts of the goods it knows.
fn catalogue(conn: &Connection, skus: &[Sku]) -> Result<BTreeMap<Sku, Arc<Product>>, StoreError> {
    let mut catalogue = BTreeMap::new();
    for sku in skus {
        if let Some(product) = product::load(conn, sku)? {
            catalogue.insert(sku.clone(), Arc::new(product.facts));
        }
    }
    Ok(catalogue)
}

/// The place, if the catalogue of places knows it.
fn store(conn: &Connection, id: Option<&StoreId>) -> Result<Option<Place>, StoreError> {
    id.map_or(Ok(None), |id| place::place(conn, id))
}
