//! A member's ledger, newest first, each posting with what it belongs to.

use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_engine::basket::Priced;
use regulars_engine::decision::When;
use regulars_engine::id::{PurchaseId, ReturnId};
use regulars_engine::language::Language;
use regulars_engine::time::LocalDate;
use regulars_engine::words::{Hand, Occasion, Words};
use regulars_store::{Actor, AdjustmentRow, Cause, Cursor, Page, PostingRow, Reader};

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::live::LiveProgram;
use crate::member::resolve;
use crate::purchase::past;
use crate::purchase::return_::live_of;
use crate::rollout::for_member;

/// A posting with what it belongs to.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// The posting.
    pub row: PostingRow,
    /// The version whose rules moved the points.
    live: Arc<LiveProgram>,
    /// The purchase it belongs to, or whose goods came back.
    purchase: Option<Arc<Bought>>,
    /// Why and by whom, of a correction by hand.
    pub correction: Option<AdjustmentRow>,
}

/// A purchase, as far as a sentence tells it.
#[derive(Debug)]
struct Bought {
    on: LocalDate,
    live: Arc<LiveProgram>,
    priced: Option<Priced>,
}

impl EntryView {
    /// What happened and why, in a sentence.
    pub fn in_words(&self, language: Language) -> String {
        let bought = self.purchase.as_ref();
        let of = bought.map(|bought| bought.on);
        let occasion = match (self.row.cause, bought) {
            (Cause::Purchase(_), Some(bought)) => Occasion::Purchase {
                on: bought.on,
                priced: bought.priced.as_ref(),
            },
            (Cause::Void(_), Some(bought)) => Occasion::Void { of: bought.on },
            (Cause::Return(_), _) => Occasion::Return { of },
            (Cause::Adjustment(_), _) => self.correction.as_ref().map_or(Occasion::Other, of_hand),
            _ => Occasion::Other,
        };
        let words = Words {
            program: &self.live.program,
            language,
        };
        words.entry(&self.row.posting, &occasion)
    }
}

fn of_hand(correction: &AdjustmentRow) -> Occasion<'_> {
    let name = correction.name.as_deref();
    let by = match correction.by {
        Actor::Staff(_) => name.map(Hand::Person),
        Actor::Key(_) => name.map(Hand::Key),
        Actor::Machine => None,
    };
    Occasion::Correction {
        reason: &correction.reason,
        by,
    }
}

/// One page of postings with their entries.
///
/// # Errors
/// `NotFound`, a cursor that no list gave.
pub async fn entries(
    app: &App,
    named: MemberRef,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<EntryView>> {
    app.read(move |app, reader| {
        let owner = resolve(reader, &named)?;
        let page = reader.entries(owner, cursor.as_ref(), limit)?;
        let mut purchases = Purchases::default();
        let view = |row: PostingRow| {
            let purchase = purchases.of_cause(app, reader, row.cause)?;
            let live = match &purchase {
                Some(bought) => bought.live.clone(),
                None => for_member(app, reader, owner, row.posting.at)?,
            };
            let correction = match row.cause {
                Cause::Adjustment(id) => reader.adjustment(id)?,
                _ => None,
            };
            Ok(EntryView {
                row,
                live,
                purchase,
                correction,
            })
        };
        Ok(Page {
            items: page.items.into_iter().map(view).collect::<Result<_>>()?,
            next: page.next,
        })
    })
    .await
}

/// Purchases already read for this page: a purchase has several postings.
#[derive(Default)]
struct Purchases {
    read: BTreeMap<PurchaseId, Option<Arc<Bought>>>,
    returns: BTreeMap<ReturnId, Option<PurchaseId>>,
}

impl Purchases {
    fn of_cause(
        &mut self,
        app: &App,
        reader: &Reader<'_>,
        cause: Cause,
    ) -> Result<Option<Arc<Bought>>> {
        let purchase = match cause {
            Cause::Purchase(id) | Cause::Void(id) => Some(id),
            Cause::Return(id) => self.of_return(reader, id)?,
            Cause::Event(_)
            | Cause::Claim(_)
            | Cause::Transfer(_)
            | Cause::Merge(_)
            | Cause::Erasure
            | Cause::Adjustment(_)
            | Cause::Registration
            | Cause::Time => None,
        };
        match purchase {
            Some(id) => self.bought(app, reader, id),
            None => Ok(None),
        }
    }

    fn of_return(&mut self, reader: &Reader<'_>, id: ReturnId) -> Result<Option<PurchaseId>> {
        if let Some(known) = self.returns.get(&id) {
            return Ok(*known);
        }
        let purchase = reader.return_(id)?.and_then(|row| row.purchase);
        self.returns.insert(id, purchase);
        Ok(purchase)
    }

    fn bought(
        &mut self,
        app: &App,
        reader: &Reader<'_>,
        id: PurchaseId,
    ) -> Result<Option<Arc<Bought>>> {
        if let Some(known) = self.read.get(&id) {
            return Ok(known.clone());
        }
        let bought = match reader.purchase(id)? {
            None => None,
            Some(row) => {
                let live = live_of(app, reader, &row, When::now(row.at))?;
                let decision = row.decision.as_deref().map(past::read).transpose()?;
                Some(Arc::new(Bought {
                    on: row.at.wall_clock(row.offset).0,
                    live,
                    priced: decision.and_then(|decision| decision.priced),
                }))
            }
        };
        self.read.insert(id, bought.clone());
        Ok(bought)
    }
}
