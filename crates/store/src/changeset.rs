//! The changeset: everything one use case changes, as plain data. Applied whole or not at all.

use std::collections::BTreeMap;

use regulars_engine::basket::Totals;
use regulars_engine::coalition::ClearingMove;
use regulars_engine::counter::{CounterMove, StockMove};
use regulars_engine::decision::SegmentMove;
use regulars_engine::id::{
    AdjustmentId, AuditId, ClaimId, EventId, ExchangeId, JobId, KeyId, MemberId, MergeId,
    PostingId, PublicationId, PurchaseId, QuoteId, ReturnId, StaffId, TransferId,
};
use regulars_engine::member::{Profile, Value};
use regulars_engine::name::{Category, ProgramId, RuleId, SchemeId, SegmentId, Sku, StoreId};
use regulars_engine::number::{Money, Price, Quantity};
use regulars_engine::points::{Debt, Hold, Lot, Posting};
use regulars_engine::situation::TierState;
use regulars_engine::time::{Instant, UtcOffset};

use crate::{
    Actor, ClaimEnding, DashboardChange, ExperimentChanges, GiftCardChange, GiftCardHold, Held,
    JobLease, Memberships, NewAdjustment, NewClaim, NewDraw, NewMerge, ProductRow, RolloutStep,
    SeedMove, SegmentRow, SpendChange, StaffRow, StampRow, TargetRow, TransferRow,
};

/// What one use case changes. Guards (`call`, `owners[].expected`, `uniques`) are checked before the first write.
#[derive(Debug, Clone, Default)]
pub struct Changeset {
    /// Server time of posting; every row written takes it.
    pub posted_at: Instant,
    /// Identity of the call that caused it; `None` for jobs and imports that need none.
    pub call: Option<Call>,
    /// Members registered.
    pub new_members: Vec<NewMember>,
    /// Where and how they joined, as far as it was said.
    pub registrations: Vec<NewRegistration>,
    /// Members whose profile changed.
    pub profiles: Vec<ProfileChange>,
    /// Owners whose state decisions read has changed, sorted by id.
    pub owners: Vec<OwnerChange>,
    /// What becomes of coupons that no owner's change tells: those of buyers who are not identified, and those made by
    /// hand.
    pub coupons: Vec<CouponWrite>,
    /// What becomes of gift cards, each once.
    pub gift_cards: Vec<GiftCardChange>,
    /// Money of gift cards that quotes set aside.
    pub gift_card_holds: Vec<GiftCardHold>,
    /// Quotes that set no money of gift cards aside any more.
    pub gift_card_releases: Vec<QuoteId>,
    /// Purchases made.
    pub purchases: Vec<NewPurchase>,
    /// Those of them in which the till did otherwise than the rules say.
    pub discrepancies: Vec<PurchaseId>,
    /// Discrepancies looked at, or to be looked at again.
    pub reviews: Vec<Review>,
    /// Goods returned, linked or not.
    pub returns: Vec<NewReturn>,
    /// Purchases voided.
    pub voids: Vec<PurchaseId>,
    /// Callers' ids voided before their purchase came.
    pub tombstones: Vec<ExternalId>,
    /// Rewards claimed. Their members are among `owners`, whose versions guard them.
    pub claims: Vec<NewClaim>,
    /// Claims that were open and end. Their members are among `owners`.
    pub claim_ends: Vec<ClaimEnding>,
    /// What becomes of the seeds of draws, in order.
    pub seeds: Vec<SeedMove>,
    /// Points sent from one member to another. Both are among `owners`.
    pub transfers: Vec<TransferRow>,
    /// Members who become another. Both are among `owners` and `profiles`.
    pub merges: Vec<NewMerge>,
    /// Members who are erased. They are among `owners` and `profiles`, which leave nothing of them.
    pub erased: Vec<MemberId>,
    /// Custom events.
    pub events: Vec<NewEvent>,
    /// Corrections by hand.
    pub adjustments: Vec<NewAdjustment>,
    /// Goods put into the catalogue.
    pub products: Vec<(Sku, ProductRow)>,
    /// Places put into the catalogue.
    pub stores: Vec<(StoreId, StoreRow)>,
    /// The share of receipts that should have a member, in place of all that was said of it.
    pub targets: Option<Vec<TargetRow>>,
    /// What becomes of dashboards.
    pub dashboards: Vec<DashboardChange>,
    /// What becomes of money spent on customers.
    pub spend: Vec<SpendChange>,
    /// What becomes of experiments.
    pub experiments: ExperimentChanges,
    /// Program version stored.
    pub versions: Vec<NewVersion>,
    /// Scenario files of programs, in place of what was there.
    pub scenarios: Vec<(ProgramId, String)>,
    /// Program version made live.
    pub publications: Vec<Publication>,
    /// Publications taken back.
    pub cancelled_publications: Vec<PublicationId>,
    /// Steps of versions rolled out.
    pub rollout_steps: Vec<RolloutStep>,
    /// Segments saved, or in another state, with the members of frozen ones in order.
    pub segments: Vec<(SegmentRow, Vec<MemberId>)>,
    /// Segments dropped.
    pub dropped_segments: Vec<SegmentId>,
    /// What [`Reader::segments_mark`](crate::Reader::segments_mark) said when the changeset was decided; another one
    /// since fails it with [`crate::CommitError::SegmentsMoved`].
    pub segments_seen: Option<i64>,
    /// What analytics say of members now; `None`: nothing any more.
    pub stamps: Vec<(MemberId, Option<StampRow>)>,
    /// What became of members in dynamic segments.
    pub memberships: Memberships,
    /// Keys created.
    pub new_keys: Vec<NewKey>,
    /// Keys revoked.
    pub revoked_keys: Vec<KeyId>,
    /// Staff added, or in another state.
    pub staff: Vec<StaffRow>,
    /// What [`Reader::staff_mark`](crate::Reader::staff_mark) said when the changeset was decided; another one since
    /// fails it with [`crate::CommitError::StaffMoved`].
    pub staff_seen: Option<i64>,
    /// Sessions opened, used and ended, in order.
    pub sessions: Vec<SessionMove>,
    /// What the audit tells of it.
    pub audit: Vec<NewAudit>,
    /// Journal facts, in order.
    pub facts: Vec<Fact>,
    /// Jobs to run later.
    pub jobs: Vec<NewJob>,
    /// Jobs this changeset is the outcome of: they end with it.
    pub finished_jobs: Vec<JobLease>,
    /// What it is made under, if it is not for a caller: without it nothing is written.
    pub held: Option<Held>,
    /// Jobs laid aside that are to be tried again.
    pub revived_jobs: Vec<JobId>,
    /// Purchases the changeset was decided on. The guard of purchases without a member, whose owner no version
    /// guards; welcome on others.
    pub seen_purchases: Vec<SeenPurchase>,
}

impl Changeset {
    /// Everything that becomes of coupons.
    pub(crate) fn coupon_writes(&self) -> impl Iterator<Item = &CouponWrite> {
        let of_owners = self.owners.iter().flat_map(|change| &change.coupons);
        of_owners.chain(&self.coupons)
    }

    /// Everything that becomes of stocks.
    pub(crate) fn stock_moves(&self) -> impl Iterator<Item = &StockMove> {
        self.owners.iter().flat_map(|change| &change.stocks)
    }

    /// Quotes that hold, perhaps coupons.
    pub(crate) fn holds(&self) -> impl Iterator<Item = &NewHold> {
        self.owners.iter().filter_map(|change| change.hold.as_ref())
    }
}

/// What becomes of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouponWrite {
    /// The code, as the program keeps it.
    pub code: String,
    /// Its series.
    pub series: RuleId,
    /// What.
    pub change: CouponChange,
}

/// A change of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CouponChange {
    /// It is given out.
    Issue {
        /// To whom; `None`: to whoever gets it.
        member: Option<MemberId>,
        /// Till when it is valid; `None`: as long as its series.
        expires_at: Option<Instant>,
    },
    /// A purchase uses it. More than the limits allow fails the changeset with
    /// [`crate::CommitError::CouponMoved`]; so does a code that was called back, unless a quote holds it.
    Use {
        /// The purchase.
        purchase: PurchaseId,
        /// The most uses of the code.
        most: Option<i64>,
        /// The most uses of its series.
        total: Option<i64>,
        /// The quote that holds it.
        quote: Option<QuoteId>,
    },
    /// The use by a purchase is taken back.
    GiveBack {
        /// The purchase.
        purchase: PurchaseId,
    },
    /// It is void unless it was used.
    Withdraw,
    /// It is void.
    Revoke,
}

/// A code that a quote holds, within the same limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCoupon {
    /// The code.
    pub code: String,
    /// Its series.
    pub series: RuleId,
    /// The most uses of the code.
    pub most: Option<i64>,
    /// The most uses of its series.
    pub total: Option<i64>,
}

/// A purchase as it was when a return or void of it was decided; another state since fails the changeset with
/// [`crate::CommitError::PurchaseMoved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenPurchase {
    /// Which.
    pub purchase: PurchaseId,
    /// How many returns it had.
    pub returns: u32,
    /// Whether it was voided.
    pub voided: bool,
}

/// Identity of a call and the answer to give when it comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Where the key is unique: `purchase/<integration>`, `idempotency/<key id>/<route>`.
    pub scope: String,
    /// The caller's id or `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of the parsed, canonical body.
    pub hash: [u8; 32],
    /// The answer, as JSON without personal data.
    pub answer: Answer,
    /// When it may be forgotten; `None`: never.
    pub keep_until: Option<Instant>,
}

/// A stored answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: String,
}

/// A caller's own id of a document, unique per integration for ever.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalId {
    /// Who called.
    pub integration: String,
    /// The caller's id.
    pub id: String,
}

/// A way to find a member.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum IdentifierKind {
    /// Card number.
    Card,
    /// Telephone, E.164.
    Phone,
    /// E-mail address, lower case.
    Email,
    /// The integrator's id.
    ExternalId,
}

/// An identifier. Personal data.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Identifier {
    /// Kind.
    pub kind: IdentifierKind,
    /// Value, normalised.
    pub value: String,
}

/// A member to register. The owner's row is made with version 1.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Our id.
    pub id: MemberId,
    /// When they joined.
    pub registered_at: Instant,
    /// How they can be found; an identifier that is taken fails the changeset with [`crate::CommitError::Taken`].
    pub identifiers: Vec<Identifier>,
    /// Profile. Personal data.
    pub profile: Profile,
}

/// Where and how a member registered in the same changeset joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegistration {
    /// Who.
    pub member: MemberId,
    /// Where.
    pub store: Option<StoreId>,
    /// At which till.
    pub till: Option<String>,
    /// By whom.
    pub cashier: Option<String>,
    /// From where: a word of the caller's.
    pub source: Option<String>,
}

/// A changed profile: the new one, whole. Bumps the owner's version.
#[derive(Debug, Clone)]
pub struct ProfileChange {
    /// Whose.
    pub member: MemberId,
    /// Version the change was decided on.
    pub expected: i64,
    /// The new profile.
    pub profile: Profile,
    /// Identifiers to add.
    pub add: Vec<Identifier>,
    /// Identifiers to drop.
    pub drop: Vec<Identifier>,
    /// Blocked or not.
    pub blocked: bool,
}

/// Changes to one owner's state. Guarded by the version it was decided on; bumps it by one.
#[derive(Debug, Clone)]
pub struct OwnerChange {
    /// Whose.
    pub owner: MemberId,
    /// Version loaded with the situation. A member registered in this changeset has 1.
    pub expected: i64,
    /// Postings with their ids, in order.
    pub postings: Vec<(PostingId, Cause, Posting)>,
    /// Money moved between partners and the program, each move with its id and when it takes effect.
    pub clearing: Vec<(PostingId, Cause, ClearingMove, Instant)>,
    /// Lots born or changed, in their new state.
    pub lots: Vec<Lot>,
    /// Debts born or changed, in their new state.
    pub debts: Vec<Debt>,
    /// A hold placed, with the promise it stands for. Replaces one of the same basket.
    pub hold: Option<NewHold>,
    /// Holds ended.
    pub released: Vec<QuoteId>,
    /// What becomes of coupons.
    pub coupons: Vec<CouponWrite>,
    /// Counters moved.
    pub counters: Vec<CounterMove>,
    /// Stocks of all members, moved. More than there is fails the changeset with
    /// [`crate::CommitError::StockMoved`].
    pub stocks: Vec<StockMove>,
    /// Numbers drawn.
    pub draws: Vec<NewDraw>,
    /// Uses of rules with a rolling limit.
    pub uses: Vec<(RuleId, Instant)>,
    /// Uses taken back: no longer counted.
    pub unused: Vec<(RuleId, Instant)>,
    /// Tiers in their new states, in the order of the moves.
    pub tiers: Vec<(SchemeId, TierState)>,
    /// Segments entered or left.
    pub segments: Vec<SegmentMove>,
    /// Number the next lot takes.
    pub next_lot: u32,
    /// Number the next debt takes.
    pub next_debt: u32,
    /// When the owner is due next (activation, expiry, hold end, tier end).
    pub due_at: Option<Instant>,
    /// When the owner's segments are to be looked at next.
    pub check_at: Option<Instant>,
}

/// What a posting belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A purchase.
    Purchase(PurchaseId),
    /// A return.
    Return(ReturnId),
    /// A void of a purchase.
    Void(PurchaseId),
    /// A custom event.
    Event(EventId),
    /// A claim of a reward, or its end.
    Claim(ClaimId),
    /// Points sent to another member, or received from one.
    Transfer(TransferId),
    /// Two members who became one.
    Merge(MergeId),
    /// The member was erased.
    Erasure,
    /// A correction by hand.
    Adjustment(AdjustmentId),
    /// Registration.
    Registration,
    /// Time.
    Time,
}

/// That the discrepancies of a purchase were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The purchase.
    pub purchase: PurchaseId,
    /// Who looked; `None`: they are to be looked at again.
    pub by: Option<Actor>,
}

/// A hold and what it promises.
#[derive(Debug, Clone)]
pub struct NewHold {
    /// The hold.
    pub hold: Hold,
    /// Program version that priced it.
    pub version: ProgramVersion,
    /// The basket and its priced answer, as JSON, for the purchase that comes.
    pub promise: String,
    /// Codes it holds.
    pub coupons: Vec<HeldCoupon>,
}

/// A version of a program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProgramVersion {
    /// Program.
    pub program: ProgramId,
    /// Version, from 1.
    pub version: u32,
}

/// A purchase to keep.
#[derive(Debug, Clone)]
pub struct NewPurchase {
    /// Our id.
    pub id: PurchaseId,
    /// The caller's id.
    pub external: Option<ExternalId>,
    /// Who; `None`: unidentified.
    pub member: Option<MemberId>,
    /// When it happened.
    pub at: Instant,
    /// Local offset it was decided under.
    pub offset: UtcOffset,
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
    pub lines: Vec<PurchaseLine>,
    /// The exchange it is part of.
    pub exchange: Option<ExchangeId>,
}

/// A line of a purchase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLine {
    /// The till's number.
    pub number: u32,
    /// Goods.
    pub sku: Option<Sku>,
    /// Categories at the time.
    pub category: Vec<Category>,
    /// Brand at the time.
    pub brand: Option<String>,
    /// Units.
    pub quantity: Quantity,
    /// Shelf price of a unit.
    pub price: Price,
    /// At shelf price.
    pub amount: Money,
    /// Paid by money.
    pub to_pay: Money,
}

/// A return to keep.
#[derive(Debug, Clone)]
pub struct NewReturn {
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
    /// Where.
    pub store: Option<StoreId>,
    /// Money given back.
    pub refund: Money,
    /// The outcome and effects, as JSON.
    pub decision: Option<String>,
    /// Lines: number, goods, quantity, refund.
    pub lines: Vec<ReturnLine>,
    /// The exchange it is part of.
    pub exchange: Option<ExchangeId>,
}

/// A line of a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnLine {
    /// The till's number of the purchase's line, or of the document's own.
    pub number: u32,
    /// Goods, for unlinked ones.
    pub sku: Option<Sku>,
    /// Units that came back.
    pub quantity: Quantity,
    /// Money given back.
    pub refund: Money,
}

/// A custom event to keep.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// Our id.
    pub id: EventId,
    /// Whose.
    pub member: MemberId,
    /// Type.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Properties.
    pub properties: BTreeMap<String, Value>,
}

/// A place of sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreRow {
    /// Name.
    pub name: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country, as conditions name it.
    pub country: Option<String>,
    /// Its own time zone.
    pub time_zone: Option<String>,
}

/// A version of a program file.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// Which.
    pub version: ProgramVersion,
    /// The file, as sent.
    pub text: String,
    /// Who stores it.
    pub by: Actor,
}

/// A version that decides from an instant on.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Our id.
    pub id: PublicationId,
    /// Which.
    pub version: ProgramVersion,
    /// From when.
    pub live_at: Instant,
    /// Who says so.
    pub by: Actor,
}

/// An API key.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Our id.
    pub id: KeyId,
    /// Name, for people.
    pub name: String,
    /// Whose calls share ids.
    pub integration: String,
    /// Scopes, or `all`.
    pub scopes: Vec<String>,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
}

/// What becomes of sessions. A hash is SHA-256 of the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionMove {
    /// One begins.
    Open {
        /// Of its token.
        hash: [u8; 32],
        /// Whose.
        staff: StaffId,
    },
    /// One is used.
    See {
        /// Of its token.
        hash: [u8; 32],
    },
    /// One ends.
    Close {
        /// Of its token.
        hash: [u8; 32],
    },
    /// All of somebody end, but one.
    CloseOthers {
        /// Whose.
        staff: StaffId,
        /// The one that goes on.
        but: Option<[u8; 32]>,
    },
    /// Those of somebody that are over are forgotten.
    Forget {
        /// Whose.
        staff: StaffId,
        /// Opened then or before.
        opened_until: Instant,
        /// Last seen then or before.
        seen_until: Instant,
    },
}

/// A line of the audit. Ids, names of fields and amounts, never names or contacts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAudit {
    /// Our id.
    pub id: AuditId,
    /// Who.
    pub by: Actor,
    /// What was done: `member.change`.
    pub action: &'static str,
    /// The id of what was changed.
    pub target: Option<String>,
    /// Names of the fields that changed.
    pub fields: Vec<String>,
    /// Amounts and ids that belong to it.
    pub note: Option<String>,
}

/// A fact of the journal. Payloads hold ids and amounts, never names or contacts.
#[derive(Debug, Clone)]
pub struct Fact {
    /// When it happened.
    pub at: Instant,
    /// `purchase.posted`, `points.expired`, …
    pub kind: &'static str,
    /// Whose.
    pub owner: Option<MemberId>,
    /// JSON object.
    pub payload: String,
}

/// Work for later, written with its cause.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// `daily`, …
    pub kind: &'static str,
    /// Lane.
    pub lane: Lane,
    /// Runs once per key.
    pub key: String,
    /// When.
    pub due_at: Instant,
    /// JSON object.
    pub payload: String,
}

/// How urgent a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// A person waits.
    Transactional,
    /// Caused by an event.
    Triggered,
    /// Many at once.
    Bulk,
    /// Housekeeping.
    Maintenance,
}
