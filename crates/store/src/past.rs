//! Everything of members that analytics keep, read along the members in one snapshot.

use std::collections::BTreeMap;

use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::name::SchemeId;
use regulars_engine::number::Money;
use regulars_engine::points::{Debt, Hold, Lot, Wallet};
use regulars_engine::situation::{Member, PastEvent, PastLine, PastPurchase, TierState};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::{Instant, UtcOffset};

use crate::codec::{name_or_none, number};
use crate::database::{Connection, Row};
use crate::rows::all;
use crate::sql::past as sql;
use crate::stream::Stream;
use crate::{Reader, StampRow, StoreError, counter, event, ledger, member, purchase, quote, stamp};

/// A member with everything that conditions may read, of all time.
#[derive(Debug, Clone)]
pub struct MemberPast {
    /// Who, with the profile. Personal data.
    pub member: Member,
    /// What analytics have written down.
    pub stamps: Stamps,
    /// Live lots, unpaid debts, holds.
    pub wallet: Wallet,
    /// Levels held by scheme, oldest first.
    pub tiers: BTreeMap<SchemeId, Vec<TierState>>,
    /// Purchases that are kept, wholly or in part, oldest first.
    pub sales: Vec<SalePast>,
    /// Events, oldest first.
    pub events: Vec<PastEvent>,
}

/// A kept purchase.
#[derive(Debug, Clone, PartialEq)]
pub struct SalePast {
    /// Net of what came back.
    pub past: PastPurchase,
    /// Money given back.
    pub returned: Money,
    /// Till.
    pub till: Option<String>,
    /// How far the clock at the place was ahead of UTC.
    pub offset: UtcOffset,
}

/// Members read at once.
const STEP: u32 = 1_000;

/// Names read at once.
const NAMES: u32 = 10_000;

/// What stands beside a range of members, read along them.
struct Streams {
    purchases: Stream<SalePast>,
    lines: Stream<(PurchaseId, PastLine)>,
    lots: Stream<Lot>,
    debts: Stream<Debt>,
    holds: Stream<Hold>,
    tiers: Stream<(SchemeId, TierState)>,
    events: Stream<PastEvent>,
    stamps: Stream<StampRow>,
}

impl Streams {
    /// What is of members after the first, up to the last.
    fn open(conn: &Connection, range: (i64, i64)) -> Result<Self, StoreError> {
        let line = |row: &Row<'_>| Ok((number(row, 1)?, purchase::past_line(row, 2)?));
        Ok(Self {
            purchases: Stream::open(conn, sql::PAST_PURCHASES, range, sale)?,
            lines: Stream::open(conn, sql::PAST_LINES, range, line)?,
            lots: Stream::open(conn, sql::PAST_LOTS, range, |row| ledger::lot(row, 1))?,
            debts: Stream::open(conn, sql::PAST_DEBTS, range, |row| ledger::debt(row, 1))?,
            holds: Stream::open(conn, sql::PAST_HOLDS, range, |row| quote::hold(row, 1))?,
            tiers: Stream::open(conn, sql::PAST_TIERS, range, |row| counter::tier(row, 1))?,
            events: Stream::open(conn, sql::PAST_EVENTS, range, |row| event::event(row, 1))?,
            stamps: Stream::open(conn, sql::PAST_STAMPS, range, stamp::stamp)?,
        })
    }

    fn past(&mut self, member: Member) -> MemberPast {
        let id = member.id;
        let mut sales = self.purchases.take(id).0;
        let mut lines = self.lines.take(id).0.into_iter().peekable();
        for sale in &mut sales {
            let own = std::iter::from_fn(|| lines.next_if(|(of, _)| *of == sale.past.id));
            sale.past.lines = own.map(|(_, line)| line).collect();
        }
        let stamp = self.stamps.take(id).0.into_iter().next();
        MemberPast {
            member,
            stamps: stamp.map(|stamp| stamp.stamps()).unwrap_or_default(),
            wallet: Wallet {
                lots: self.lots.take(id).0,
                debts: self.debts.take(id).0,
                holds: self.holds.take(id).0,
                ..Wallet::default()
            },
            tiers: counter::by_scheme(self.tiers.take(id).0),
            sales,
            events: self.events.take(id).0,
        }
    }
}

fn named(row: &Row<'_>) -> Result<(MemberId, Option<String>, Option<String>), StoreError> {
    Ok((number(row, 0)?, row.get(1)?, row.get(2)?))
}

fn person(row: &Row<'_>) -> Result<Member, StoreError> {
    Ok(Member {
        id: number(row, 0)?,
        registered_at: number(row, 1)?,
        blocked: row.get(2)?,
        profile: member::profile(row, 3)?,
    })
}

fn sale(row: &Row<'_>) -> Result<SalePast, StoreError> {
    Ok(SalePast {
        past: PastPurchase {
            id: number(row, 1)?,
            at: number(row, 2)?,
            store: name_or_none(row, 3)?,
            channel: row.get(4)?,
            amount: number(row, 5)?,
            lines: Vec::new(),
        },
        returned: number(row, 6)?,
        till: row.get(7)?,
        offset: UtcOffset::from_seconds(row.get(8)?),
    })
}

/// A member alone, the purchases without their lines. Every question is put whatever the others find, so that all can be foreseen.
fn bare(conn: &Connection, id: MemberId) -> Result<Option<MemberPast>, StoreError> {
    let loaded = member::load(conn, id)?;
    let wallet = Wallet {
        lots: ledger::lots(conn, id, None)?,
        debts: ledger::debts(conn, id)?,
        holds: quote::holds(conn, id)?,
        ..Wallet::default()
    };
    let (stamps, tiers) = (stamp::stamps(conn, id)?, counter::tiers(conn, id)?);
    let sales = all(conn, sql::PAST_PURCHASES_OF, [id.raw()], sale)?;
    let events = event::history(conn, id, (Instant::MIN, Instant::MAX))?;
    let living =
        |loaded: &member::Loaded| loaded.merged_into.is_none() && loaded.erased_at.is_none();
    Ok(loaded.filter(living).map(|loaded| MemberPast {
        member: loaded.member,
        stamps,
        wallet,
        tiers,
        sales,
        events,
    }))
}

fn lines_of(conn: &Connection, sale: &SalePast) -> Result<Vec<PastLine>, StoreError> {
    all(conn, sql::PAST_LINES_OF, [sale.past.id.raw()], |row| {
        purchase::past_line(row, 0)
    })
}

impl Reader<'_> {
    /// Calls `each` with every member from one id to another, both included, in the order of ids.
    ///
    /// # Errors
    /// A database that cannot be read; what `each` answers ends the reading.
    pub fn pasts(
        &self,
        (from, to): (MemberId, MemberId),
        mut each: impl FnMut(MemberPast) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut after = from.raw().saturating_sub(1);
        loop {
            let range = (after, to.raw(), STEP);
            let members = all(self.conn, sql::PAST_MEMBERS, range, person)?;
            let Some(last) = members.last().map(|member| member.id.raw()) else {
                return Ok(());
            };
            self.conn
                .foresee(&mut |conn| drop(Streams::open(conn, (after, last))));
            let mut streams = Streams::open(self.conn, (after, last))?;
            let is_full = u32::try_from(members.len()) == Ok(STEP);
            for member in members {
                each(streams.past(member))?;
            }
            if !is_full {
                return Ok(());
            }
            after = last;
        }
    }

    /// The same of these members alone, each with how many of its first purchases are to come without their lines; who is not there
    /// is left out.
    ///
    /// # Errors
    /// A database that cannot be read; what `each` answers ends the reading.
    pub fn pasts_of(
        &self,
        members: &[(MemberId, usize)],
        mut each: impl FnMut(MemberPast) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.conn.foresee(&mut |conn| {
            members.iter().for_each(|(id, _)| drop(bare(conn, *id)));
        });
        let mut pasts = Vec::with_capacity(members.len());
        for (id, known) in members {
            pasts.extend(bare(self.conn, *id)?.map(|past| (past, *known)));
        }
        self.conn.foresee(&mut |conn| {
            for (past, known) in &pasts {
                for sale in past.sales.iter().skip(*known) {
                    drop(lines_of(conn, sale));
                }
            }
        });
        for (mut past, known) in pasts {
            for sale in past.sales.iter_mut().skip(known) {
                sale.past.lines = lines_of(self.conn, sale)?;
            }
            each(past)?;
        }
        Ok(())
    }

    /// Calls `each` with every member who has a first or a last name, in the order of ids. Personal data.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn names(
        &self,
        mut each: impl FnMut(MemberId, Option<&str>, Option<&str>),
    ) -> Result<(), StoreError> {
        let mut after = i64::MIN;
        loop {
            let names = all(self.conn, sql::PAST_NAMES, (after, NAMES), named)?;
            for (member, first, last) in &names {
                each(*member, first.as_deref(), last.as_deref());
            }
            match names.last() {
                Some((last, ..)) if u32::try_from(names.len()) == Ok(NAMES) => after = last.raw(),
                _ => return Ok(()),
            }
        }
    }

    /// Members who have a purchase among those of these ids, both included.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn buyers_between(
        &self,
        from: PurchaseId,
        to: PurchaseId,
    ) -> Result<Vec<MemberId>, StoreError> {
        all(self.conn, sql::PAST_BUYERS, (from.raw(), to.raw()), |row| {
            number(row, 0)
        })
    }

    /// Position of the last fact of the journal; 0 if there is none.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn journal_end(&self) -> Result<i64, StoreError> {
        crate::journal::end(self.conn)
    }
}
