//! Reading: everything inside one [`crate::Store::read`] is of the same instant.

use std::marker::PhantomData;

use regulars_engine::basket::Totals;
use regulars_engine::counter::CounterKey;
use regulars_engine::id::{
    ExchangeId, JobId, KeyId, MemberId, PostingId, PurchaseId, QuoteId, ReturnId,
};
use regulars_engine::member::Profile;
use regulars_engine::name::{ProgramId, Sku, StoreId, UnitId};
use regulars_engine::number::{Money, Points, Quantity};
use regulars_engine::points::{Debt, Hold, Lot, Posting};
use regulars_engine::program::Needs;
use regulars_engine::situation::Situation;
use regulars_engine::time::{Instant, UtcOffset};

use crate::{
    Answer, Cause, Cursor, ExternalId, Identifier, Lane, Page, ProductRow, ProgramVersion,
    PurchaseLine, ReturnLine, StoreError, StoreRow,
};

/// A snapshot to read from.
#[derive(Debug)]
pub struct Reader<'a> {
    snapshot: PhantomData<&'a ()>,
}

/// What a decision about one owner needs loaded.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// What the program's conditions read of the past.
    pub needs: &'a Needs,
    /// When the event happened: purchases and events are loaded up to here.
    pub at: Instant,
    /// When it is posted.
    pub posted_at: Instant,
    /// Counters the decision may read or move.
    pub counters: Vec<CounterKey>,
    /// Uses of rules with a rolling limit are loaded from here; `None`: not at all.
    pub rolling_from: Option<Instant>,
    /// Goods of the basket.
    pub skus: Vec<Sku>,
    /// Where.
    pub store: Option<StoreId>,
    /// The purchase a return or void is about: its lots, and those it burned, are loaded dead or alive.
    pub lots_of: Option<PurchaseId>,
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

/// A member, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    /// Our id.
    pub id: MemberId,
    /// When they joined.
    pub registered_at: Instant,
    /// Blocked.
    pub blocked: bool,
    /// Profile. Personal data.
    pub profile: Profile,
    /// How they can be found. Personal data.
    pub identifiers: Vec<Identifier>,
    /// The owner's version.
    pub version: i64,
    /// When the owner is due next.
    pub due_at: Option<Instant>,
    /// When the owner's segments are to be looked at next.
    pub check_at: Option<Instant>,
}

/// Which members a search is for; what is `None` does not narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberFilter {
    /// A part of a name, telephone or e-mail address, any case.
    pub q: Option<String>,
    /// City, exactly.
    pub city: Option<String>,
    /// A tag, exactly.
    pub tag: Option<String>,
    /// Home store.
    pub store: Option<StoreId>,
}

/// An owner whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When it came.
    pub at: Instant,
    /// Whose.
    pub owner: MemberId,
}

/// The balance of one unit, as stored: activations and expiries that are due but not posted are not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceRow {
    /// Unit.
    pub unit: UnitId,
    /// Active points less debt.
    pub available: Points,
    /// Points not yet active.
    pub pending: Points,
    /// Points owed, ≥ 0.
    pub debt: Points,
}

/// A posting, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingRow {
    /// Our id.
    pub id: PostingId,
    /// What it belongs to.
    pub cause: Cause,
    /// When it was posted.
    pub posted_at: Instant,
    /// The posting.
    pub posting: Posting,
}

/// A live hold and what it promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRow {
    /// Whose.
    pub owner: MemberId,
    /// The hold.
    pub hold: Hold,
    /// Program version that priced it.
    pub version: ProgramVersion,
    /// The basket and its priced answer, as JSON.
    pub promise: String,
}

/// A purchase, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseRow {
    /// Our id.
    pub id: PurchaseId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// Who.
    pub member: Option<MemberId>,
    /// When it happened.
    pub at: Instant,
    /// Local offset it was decided under.
    pub offset: UtcOffset,
    /// When it was posted.
    pub posted_at: Instant,
    /// Where.
    pub store: Option<StoreId>,
    /// Till.
    pub till: Option<String>,
    /// Cashier.
    pub cashier: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// What decided it; `None` for history.
    pub version: Option<ProgramVersion>,
    /// Sums.
    pub totals: Totals,
    /// Priced answer and effects, as JSON; `None` for history.
    pub decision: Option<String>,
    /// Lines.
    pub lines: Vec<PurchaseLineRow>,
    /// What came back, in order of posting.
    pub returns: Vec<ReturnRow>,
    /// Cancelled.
    pub voided: bool,
    /// The exchange it is part of.
    pub exchange: Option<ExchangeId>,
}

/// A line of a stored purchase.
#[derive(Debug, Clone, PartialEq)]
pub struct PurchaseLineRow {
    /// As sold.
    pub line: PurchaseLine,
    /// Units that came back.
    pub returned_quantity: Quantity,
    /// Money given back for them.
    pub returned_amount: Money,
}

/// A purchase in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseHead {
    /// Our id.
    pub id: PurchaseId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// When it happened.
    pub at: Instant,
    /// Local offset it was decided under.
    pub offset: UtcOffset,
    /// Where.
    pub store: Option<StoreId>,
    /// Channel.
    pub channel: Option<String>,
    /// Sums.
    pub totals: Totals,
    /// Money that came back.
    pub returned: Money,
    /// Cancelled.
    pub voided: bool,
}

/// A return, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnRow {
    /// Our id.
    pub id: ReturnId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// The purchase; `None`: unlinked.
    pub purchase: Option<PurchaseId>,
    /// Who.
    pub member: Option<MemberId>,
    /// When.
    pub at: Instant,
    /// Local offset.
    pub offset: UtcOffset,
    /// When it was posted.
    pub posted_at: Instant,
    /// Where.
    pub store: Option<StoreId>,
    /// Money given back.
    pub refund: Money,
    /// The outcome and effects, as JSON.
    pub decision: Option<String>,
    /// Lines.
    pub lines: Vec<ReturnLine>,
    /// The exchange it is part of.
    pub exchange: Option<ExchangeId>,
}

/// An earlier call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    /// Hash of its body.
    pub hash: [u8; 32],
    /// Its answer.
    pub answer: Answer,
    /// When it was committed.
    pub posted_at: Instant,
}

/// A stored program version, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Which.
    pub version: ProgramVersion,
    /// When it was stored.
    pub posted_at: Instant,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationRow {
    /// Which version.
    pub version: ProgramVersion,
    /// It decides from here on.
    pub live_at: Instant,
    /// When that was said.
    pub posted_at: Instant,
}

/// An API key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Our id.
    pub id: KeyId,
    /// Name, for people.
    pub name: String,
    /// Whose calls share ids.
    pub integration: String,
    /// Scopes, or `all`.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// A fact of the journal, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    /// Its place, dense from 1.
    pub pos: i64,
    /// When it happened.
    pub at: Instant,
    /// When it was posted.
    pub posted_at: Instant,
    /// `purchase.posted`, …
    pub kind: String,
    /// Whose.
    pub owner: Option<MemberId>,
    /// JSON object.
    pub payload: String,
}

/// A leased job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Our id.
    pub id: JobId,
    /// What to do.
    pub kind: String,
    /// Lane.
    pub lane: Lane,
    /// Its key, unique among its kind.
    pub key: String,
    /// When it was due.
    pub due_at: Instant,
    /// JSON object.
    pub payload: String,
    /// How often it was leased, this time included.
    pub attempts: u32,
}

/// Jobs of one lane that are not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaneCount {
    /// Lane.
    pub lane: Lane,
    /// Waiting or leased.
    pub waiting: u64,
    /// Laid aside after too many failures.
    pub dead: u64,
}

/// How much there is. Cheap at any size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Members.
    pub members: u64,
    /// Purchases, voided ones included.
    pub purchases: u64,
    /// Journal facts.
    pub facts: u64,
}

/// Where the data stands, for a process that starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Identity of this data; another after a restore.
    pub instance: String,
    /// How often it was restored.
    pub epoch: u32,
    /// The greatest id ever written, of any kind; ids made from now on must be above it.
    pub last_id: i64,
    /// The latest posting; a clock that shows less has gone back.
    pub posted_at: Option<Instant>,
}

impl Reader<'_> {
    /// Everything a decision about a member may read; `None`: no such member.
    pub fn situation(
        &self,
        member: MemberId,
        scope: &Scope<'_>,
    ) -> Result<Option<Loaded>, StoreError> {
        let _ = (member, scope);
        todo!()
    }

    /// The same for an unidentified buyer: catalogue and place.
    pub fn anonymous_situation(&self, scope: &Scope<'_>) -> Result<Situation, StoreError> {
        let _ = scope;
        todo!()
    }

    /// A member.
    pub fn member(&self, id: MemberId) -> Result<Option<MemberRow>, StoreError> {
        let _ = id;
        todo!()
    }

    /// Who has this identifier.
    pub fn find_member(&self, identifier: &Identifier) -> Result<Option<MemberId>, StoreError> {
        let _ = identifier;
        todo!()
    }

    /// Members by filter, in order of registration.
    pub fn search_members(
        &self,
        filter: &MemberFilter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<MemberRow>, StoreError> {
        let _ = (filter, after, limit);
        todo!()
    }

    /// Members whose yearly date (`birthday` or a name under `dates`) falls on this day, by id. 29 February is asked
    /// for by itself.
    pub fn members_with_date(
        &self,
        month: i32,
        day: i32,
        date: &str,
        after: Option<MemberId>,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let _ = (month, day, date, after, limit);
        todo!()
    }

    /// Owners whose lots, holds or tiers are due by `now`, in order of time.
    pub fn owners_due(
        &self,
        now: Instant,
        after: Option<Due>,
        limit: usize,
    ) -> Result<Vec<Due>, StoreError> {
        let _ = (now, after, limit);
        todo!()
    }

    /// Owners whose segments are to be looked at by `now`, in order of time.
    pub fn owners_to_check(
        &self,
        now: Instant,
        after: Option<Due>,
        limit: usize,
    ) -> Result<Vec<Due>, StoreError> {
        let _ = (now, after, limit);
        todo!()
    }

    /// Balances by unit, as stored.
    pub fn balances(&self, owner: MemberId) -> Result<Vec<BalanceRow>, StoreError> {
        let _ = owner;
        todo!()
    }

    /// Lots with something left, by number.
    pub fn lots(&self, owner: MemberId) -> Result<Vec<Lot>, StoreError> {
        let _ = owner;
        todo!()
    }

    /// Debts not yet paid, by number.
    pub fn debts(&self, owner: MemberId) -> Result<Vec<Debt>, StoreError> {
        let _ = owner;
        todo!()
    }

    /// Postings with their entries, latest first.
    pub fn entries(
        &self,
        owner: MemberId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<PostingRow>, StoreError> {
        let _ = (owner, after, limit);
        todo!()
    }

    /// A quote that holds, live or lapsed but not yet released.
    pub fn quote(&self, id: QuoteId) -> Result<Option<QuoteRow>, StoreError> {
        let _ = id;
        todo!()
    }

    /// Quotes that hold under a basket id, of any owner: a quote replaces its owner's by itself, those of others are
    /// to be released in the same changeset.
    pub fn basket_quotes(&self, basket: &str) -> Result<Vec<(MemberId, QuoteId)>, StoreError> {
        let _ = basket;
        todo!()
    }

    /// A purchase with its lines and returns.
    pub fn purchase(&self, id: PurchaseId) -> Result<Option<PurchaseRow>, StoreError> {
        let _ = id;
        todo!()
    }

    /// Our id of a purchase by the caller's.
    pub fn purchase_by_external(
        &self,
        external: &ExternalId,
    ) -> Result<Option<PurchaseId>, StoreError> {
        let _ = external;
        todo!()
    }

    /// A member's purchases, latest first.
    pub fn purchases(
        &self,
        member: MemberId,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<PurchaseHead>, StoreError> {
        let _ = (member, after, limit);
        todo!()
    }

    /// A return.
    pub fn return_(&self, id: ReturnId) -> Result<Option<ReturnRow>, StoreError> {
        let _ = id;
        todo!()
    }

    /// Our id of a return by the caller's.
    pub fn return_by_external(
        &self,
        external: &ExternalId,
    ) -> Result<Option<ReturnId>, StoreError> {
        let _ = external;
        todo!()
    }

    /// Whether this id was voided before its purchase came.
    pub fn tombstone(&self, external: &ExternalId) -> Result<bool, StoreError> {
        let _ = external;
        todo!()
    }

    /// An earlier call.
    pub fn call(&self, scope: &str, key: &str) -> Result<Option<CallRow>, StoreError> {
        let _ = (scope, key);
        todo!()
    }

    /// A product.
    pub fn product(&self, sku: &Sku) -> Result<Option<ProductRow>, StoreError> {
        let _ = sku;
        todo!()
    }

    /// Products by sku.
    pub fn products(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<(Sku, ProductRow)>, StoreError> {
        let _ = (after, limit);
        todo!()
    }

    /// A place of sale.
    pub fn store(&self, id: &StoreId) -> Result<Option<StoreRow>, StoreError> {
        let _ = id;
        todo!()
    }

    /// Places of sale by id.
    pub fn stores(
        &self,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<(StoreId, StoreRow)>, StoreError> {
        let _ = (after, limit);
        todo!()
    }

    /// The file of a program version, as sent.
    pub fn program_text(&self, version: &ProgramVersion) -> Result<Option<String>, StoreError> {
        let _ = version;
        todo!()
    }

    /// Versions of a program, or of all, oldest first.
    pub fn versions(&self, program: Option<&ProgramId>) -> Result<Vec<VersionRow>, StoreError> {
        let _ = program;
        todo!()
    }

    /// The number the next version of a program takes, from 1.
    pub fn next_version(&self, program: &ProgramId) -> Result<u32, StoreError> {
        let _ = program;
        todo!()
    }

    /// The publication in force at an instant: the latest `live_at` not after it, the last said among equals.
    pub fn live_publication(&self, at: Instant) -> Result<Option<PublicationRow>, StoreError> {
        let _ = at;
        todo!()
    }

    /// Publications, in the order they were said.
    pub fn publications(&self) -> Result<Vec<PublicationRow>, StoreError> {
        todo!()
    }

    /// The live key with this hash of its secret.
    pub fn key_by_hash(&self, hash: &[u8; 32]) -> Result<Option<KeyRow>, StoreError> {
        let _ = hash;
        todo!()
    }

    /// All keys, by id.
    pub fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        todo!()
    }

    /// Facts with `pos > after`, in order.
    pub fn journal(&self, after: i64, limit: usize) -> Result<Vec<JournalRow>, StoreError> {
        let _ = (after, limit);
        todo!()
    }

    /// Jobs not done, by lane.
    pub fn job_counts(&self) -> Result<Vec<LaneCount>, StoreError> {
        todo!()
    }

    /// How much there is.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        todo!()
    }

    /// Where the data stands.
    pub fn marks(&self) -> Result<Marks, StoreError> {
        todo!()
    }
}
