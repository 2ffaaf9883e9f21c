//! A small shop to test with: a store in a folder of its own, and changesets as the application makes them.

use std::sync::atomic::{AtomicI64, Ordering};

use regulars_engine::basket::Totals;
use regulars_engine::id::{MemberId, PostingId, PurchaseId, QuoteId, ReturnId};
use regulars_engine::member::Profile;
use regulars_engine::name::{Category, RuleId, Sku, StoreId, UnitId};
use regulars_engine::number::{Money, Points, Price, Quantity};
use regulars_engine::points::{
    Account, Entry, HeldLot, Hold, Lot, LotNumber, LotState, Posting, PostingKind,
};
use regulars_engine::program::Needs;
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::*;
use tempfile::TempDir;

use crate::engine;

/// 2026-03-01T00:00Z.
pub const START_MS: i64 = 1_772_323_200_000;

/// So many hours after the start.
pub fn hour(hours: i64) -> Instant {
    Instant::from_ms(START_MS + hours * 3_600_000)
}

/// So many days after the start.
pub fn day(days: i64) -> Instant {
    hour(days * 24)
}

pub struct Shop {
    pub store: Store,
    pub folder: TempDir,
    last_id: AtomicI64,
}

impl Shop {
    pub fn open() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = engine::open(folder.path(), options).unwrap();
        Self {
            store,
            folder,
            last_id: AtomicI64::new(1_000),
        }
    }

    /// Closes the store and opens the folder again.
    pub fn reopen(self, options: Options) -> Self {
        let Self {
            store,
            folder,
            last_id,
        } = self;
        drop(store);
        let store = engine::open(folder.path(), options).unwrap();
        Self {
            store,
            folder,
            last_id,
        }
    }

    pub fn id(&self) -> i64 {
        self.last_id.fetch_add(1, Ordering::Relaxed)
    }

    /// Reads once the journal has every fact that is committed.
    pub fn read_caught_up<T>(&self, read: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> T {
        engine::catch_up(&self.store);
        self.store.read(read).unwrap()
    }

    pub fn commit(&self, changeset: Changeset) -> Committed {
        self.store.commit_blocking(changeset).unwrap()
    }

    pub fn refuse(&self, changeset: Changeset) -> CommitError {
        self.store.commit_blocking(changeset).unwrap_err()
    }

    /// Registers a member found by a card.
    pub fn register(&self, number: &str) -> MemberId {
        self.register_with(Profile::default(), vec![card(number)])
    }

    pub fn register_with(&self, profile: Profile, identifiers: Vec<Identifier>) -> MemberId {
        let id = MemberId::from_raw(self.id());
        let new = NewMember {
            id,
            registered_at: day(0),
            identifiers,
            profile,
        };
        self.commit(Changeset {
            posted_at: day(0),
            new_members: vec![new],
            ..Changeset::default()
        });
        id
    }

    /// What a purchase of a member changes: two lines, 30 points earned in one lot.
    pub fn sale(&self, member: MemberId, version: i64, lot: u32, at: Instant) -> Changeset {
        let purchase = self.purchase(Some(member), at);
        let owner = OwnerChange {
            postings: vec![self.earn(purchase.id, lot, 30, at)],
            lots: vec![active_lot(lot, 30, Some(purchase.id))],
            next_lot: lot + 1,
            ..unchanged(member, version)
        };
        let fact = Fact {
            at,
            kind: "purchase.posted",
            owner: Some(member),
            payload: "{}".to_owned(),
        };
        Changeset {
            posted_at: at,
            owners: vec![owner],
            purchases: vec![purchase],
            facts: vec![fact],
            ..Changeset::default()
        }
    }

    /// Two lines: a burger and two colas, 500.00 in all.
    pub fn purchase(&self, member: Option<MemberId>, at: Instant) -> NewPurchase {
        let money = Money::from_minor;
        NewPurchase {
            id: PurchaseId::from_raw(self.id()),
            external: None,
            member,
            at,
            offset: UtcOffset::from_seconds(3 * 3600),
            store: Some(StoreId::new("kazan-1")),
            till: Some("2".to_owned()),
            cashier: None,
            channel: Some("store".to_owned()),
            version: None,
            totals: Totals {
                amount: money(50_000),
                to_pay: money(50_000),
                ..Totals::default()
            },
            decision: Some(r#"{"effects":[]}"#.to_owned()),
            lines: vec![line(1, "burger", 1, 40_000), line(2, "cola", 2, 10_000)],
            exchange: None,
        }
    }

    pub fn earn(
        &self,
        purchase: PurchaseId,
        lot: u32,
        points: i64,
        at: Instant,
    ) -> (PostingId, Cause, Posting) {
        let entries = vec![
            entry(Account::Available, Some(lot), points),
            entry(Account::Issued, None, -points),
        ];
        let posting = posting(PostingKind::Earn, at, entries);
        (
            PostingId::from_raw(self.id()),
            Cause::Purchase(purchase),
            posting,
        )
    }

    /// A return of so many units of one line.
    pub fn returned(
        &self,
        purchase: PurchaseId,
        line: u32,
        units: i64,
        refund: i64,
        at: Instant,
    ) -> NewReturn {
        NewReturn {
            id: ReturnId::from_raw(self.id()),
            external: None,
            purchase: Some(purchase),
            member: None,
            at,
            offset: UtcOffset::ZERO,
            store: None,
            refund: Money::from_minor(refund),
            decision: None,
            lines: vec![ReturnLine {
                number: line,
                sku: None,
                quantity: Quantity::whole(units),
                refund: Money::from_minor(refund),
            }],
            exchange: None,
        }
    }

    pub fn hold(&self, basket: &str, lot: u32, points: i64) -> NewHold {
        let lots = vec![HeldLot {
            lot: LotNumber(lot),
            points: Points::from_raw(points),
        }];
        let quote = QuoteId::from_raw(self.id());
        let hold = Hold {
            quote,
            basket: basket.to_owned(),
            expires_at: day(1),
            lots,
        };
        NewHold {
            hold,
            version: program_version(1),
            promise: r#"{"promised":true}"#.to_owned(),
            coupons: vec![],
        }
    }

    pub fn version_of(&self, member: MemberId) -> i64 {
        self.member(member).version
    }

    pub fn member(&self, member: MemberId) -> MemberRow {
        self.store
            .read(|reader| reader.member(member))
            .unwrap()
            .unwrap()
    }

    pub fn available(&self, member: MemberId) -> i64 {
        let balances = self.store.read(|reader| reader.balances(member)).unwrap();
        balances
            .first()
            .map_or(0, |balance| balance.available.raw())
    }

    pub fn verify(&self) -> VerifyReport {
        self.store.verify(|_| {}).unwrap()
    }

    pub fn assert_sound(&self) {
        let report = self.verify();
        assert!(report.ok && report.differences.is_empty(), "{report:#?}");
        crate::past::assert_agrees(self);
    }
}

pub fn card(number: &str) -> Identifier {
    Identifier {
        kind: IdentifierKind::Card,
        value: number.to_owned(),
    }
}

pub fn phone(number: &str) -> Identifier {
    Identifier {
        kind: IdentifierKind::Phone,
        value: number.to_owned(),
    }
}

pub fn external(id: &str) -> ExternalId {
    ExternalId {
        integration: "till".to_owned(),
        id: id.to_owned(),
    }
}

pub fn program_version(version: u32) -> ProgramVersion {
    ProgramVersion {
        program: "burger-heroes".into(),
        version,
    }
}

/// An identified call; its answer says what it was.
pub fn call(key: &str, body: u8) -> Call {
    Call {
        scope: "purchase/till".to_owned(),
        key: key.to_owned(),
        hash: [body; 32],
        answer: Answer {
            status: 201,
            body: format!("{{\"id\":\"{key}\"}}"),
        },
        keep_until: None,
    }
}

/// A change that only moves the owner's version.
pub fn unchanged(owner: MemberId, expected: i64) -> OwnerChange {
    OwnerChange {
        owner,
        expected,
        postings: Vec::new(),
        clearing: Vec::new(),
        lots: Vec::new(),
        debts: Vec::new(),
        hold: None,
        released: Vec::new(),
        coupons: Vec::new(),
        counters: Vec::new(),
        stocks: Vec::new(),
        draws: Vec::new(),
        uses: Vec::new(),
        unused: Vec::new(),
        tiers: Vec::new(),
        segments: Vec::new(),
        next_lot: 1,
        next_debt: 1,
        due_at: None,
        check_at: None,
    }
}

pub fn touched(owner: MemberId, expected: i64) -> Changeset {
    Changeset {
        posted_at: day(1),
        owners: vec![unchanged(owner, expected)],
        ..Changeset::default()
    }
}

pub fn line(number: u32, sku: &str, units: i64, amount: i64) -> PurchaseLine {
    PurchaseLine {
        number,
        sku: Some(Sku::new(sku)),
        category: vec![Category::new("food"), Category::new(sku)],
        brand: None,
        quantity: Quantity::whole(units),
        price: Price::from_raw(amount * 100 / units),
        amount: Money::from_minor(amount),
        to_pay: Money::from_minor(amount),
    }
}

pub fn entry(account: Account, lot: Option<u32>, points: i64) -> Entry {
    Entry {
        account,
        lot: lot.map(LotNumber),
        points: Points::from_raw(points),
    }
}

pub fn posting(kind: PostingKind, at: Instant, entries: Vec<Entry>) -> Posting {
    Posting {
        kind,
        unit: UnitId::new("points"),
        at,
        rule: Some(RuleId::new("base")),
        effect: Some(0),
        entries,
    }
}

pub fn active_lot(number: u32, points: i64, purchase: Option<PurchaseId>) -> Lot {
    Lot {
        number: LotNumber(number),
        unit: UnitId::new("points"),
        amount: Points::from_raw(points),
        remaining: Points::from_raw(points),
        expired: Points::ZERO,
        activates_at: day(0),
        state: LotState::Active,
        expires_at: Some(day(365)),
        rule: RuleId::new("base"),
        purchase,
        issue: None,
    }
}

/// Everything a decision might need, as of a day.
pub fn scope(needs: &Needs, at: Instant) -> Scope<'_> {
    Scope {
        needs,
        at,
        posted_at: at,
        counters: Vec::new(),
        counter_ranges: Vec::new(),
        stocks: Vec::new(),
        rolling_from: None,
        skus: Vec::new(),
        store: None,
        lots_of: None,
    }
}

/// A sale whose call is remembered and whose fact names it, of a member who has had one for each earlier lot.
pub fn told_sale(shop: &Shop, member: MemberId, lot: u32) -> Changeset {
    let mut sale = shop.sale(member, lot.into(), lot, day(lot.into()));
    let purchase = &mut sale.purchases[0];
    let id = format!("sale-{lot}");
    purchase.external = Some(ExternalId {
        integration: "test".to_owned(),
        id: id.clone(),
    });
    sale.facts[0].payload = format!(r#"{{"purchase":"{}"}}"#, purchase.id);
    sale.call = Some(Call {
        scope: "purchase/test".to_owned(),
        ..call(&id, 7)
    });
    sale
}

/// How many sales a store has of a member: the ledger, the owner and the journal must agree on it.
pub fn written(store: &Store, member: MemberId) -> usize {
    store.settle().unwrap();
    let (lots, row, entries, facts) = store
        .read(|reader| {
            let (lots, row) = (reader.lots(member)?, reader.member(member)?);
            let facts = reader.journal(0, 100)?;
            Ok((lots, row, reader.entries(member, None, 100)?.items, facts))
        })
        .unwrap();
    let sales = lots.len();
    assert_eq!(row.unwrap().version, i64::try_from(sales).unwrap() + 1);
    assert_eq!(entries.len(), sales);
    let of_member = { facts.iter() }.filter(|fact| fact.owner == Some(member));
    let posted = of_member.filter(|fact| fact.kind == "purchase.posted");
    assert_eq!(posted.count(), sales);
    sales
}
