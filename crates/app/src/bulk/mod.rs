//! Many decisions in few changesets: what imports and the demo base share.
//!
//! A ledger stays open from one changeset to the next, so an owner is loaded once; the version in each change guards
//! against whoever moved the owner in between.

mod catalogue;
mod open;

pub(crate) use catalogue::Catalogue;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use regulars_engine::basket::Basket;
use regulars_engine::decision::{Decision, When};
use regulars_engine::event::{Event, PastDecision, Return, UnlinkedReturn};
use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::member::Profile;
use regulars_engine::name::Sku;
use regulars_engine::situation::{Product, Situation};
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::{Cause, Changeset, ExternalId, Identifier, NewMember};

use crate::app::App;
use crate::basket::BasketRequest;
use crate::bulk::open::{Open, load_all};
use crate::commit::{Ledger, StoredDecision};
use crate::error::{AppError, Result, Thing};
use crate::gift_card::Changes;
use crate::live::LiveProgram;
use crate::member::{newcomer, registered_fact};
use crate::purchase::Asked;
use crate::purchase::confirm::{posted_fact, row as purchase_row};
use crate::purchase::return_::{Decided as DecidedReturn, add as add_return};

/// Ledgers kept open.
const LEDGERS_KEPT: usize = 100_000;
/// Threads that load owners.
const LOADERS: usize = 2;

/// Decides events one after another, each at its own instant, and keeps what is to be written.
pub(crate) struct Bulk<'a> {
    app: &'a App,
    live: &'a Arc<LiveProgram>,
    catalogue: &'a Catalogue,
    ledgers: HashMap<MemberId, Open<'a>>,
    /// Owners moved since the last changeset was taken.
    moved: BTreeSet<MemberId>,
    changeset: Changeset,
}

/// A purchase to decide.
pub(crate) struct Sale<'s> {
    pub(crate) member: Option<MemberId>,
    pub(crate) request: &'s BasketRequest,
    pub(crate) at: Instant,
    pub(crate) offset: UtcOffset,
    pub(crate) external: Option<ExternalId>,
}

/// A purchase decided.
pub(crate) struct Sold {
    id: PurchaseId,
    at: Instant,
    /// What was sold.
    pub(crate) basket: Basket,
    stored: StoredDecision,
}

impl Sold {
    /// The purchase as its returns read it.
    pub(crate) fn past(&self) -> Option<PastDecision> {
        Some(PastDecision {
            id: self.id,
            at: self.at,
            store: self.basket.store.clone(),
            priced: self.stored.priced.clone()?,
            effects: self.stored.effects.clone(),
            returned: Vec::new(),
            voided: false,
        })
    }
}

impl<'a> Bulk<'a> {
    pub(crate) fn new(app: &'a App, live: &'a Arc<LiveProgram>, catalogue: &'a Catalogue) -> Self {
        Self {
            app,
            live,
            catalogue,
            ledgers: HashMap::new(),
            moved: BTreeSet::new(),
            changeset: Changeset::default(),
        }
    }

    /// What the catalogue says of goods.
    pub(crate) fn product(&self, sku: &Sku) -> Option<&'a Product> {
        self.catalogue.product(sku)
    }

    /// Rows that no decision makes: goods, places.
    pub(crate) fn changeset(&mut self) -> &mut Changeset {
        &mut self.changeset
    }

    /// Whether so many ledgers are open that they should be forgotten, once what was taken is committed.
    pub(crate) fn is_full(&self) -> bool {
        self.ledgers.len() > LEDGERS_KEPT
    }

    /// Loads owners that are not open, as of their first event.
    pub(crate) fn load(&mut self, owners: HashMap<MemberId, Vec<Instant>>) -> Result<()> {
        let missing: Vec<_> = owners
            .into_iter()
            .filter(|(owner, _)| !self.ledgers.contains_key(owner))
            .collect();
        let share = missing.len().div_ceil(LOADERS).max(1);
        let (app, program) = (self.app, &self.live.program);
        let loaded: Vec<Result<Vec<_>>> = std::thread::scope(|scope| {
            let threads: Vec<_> = missing
                .chunks(share)
                .map(|part| scope.spawn(move || load_all(app, program, part)))
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(stopped())))
                .collect()
        });
        for part in loaded {
            self.ledgers
                .extend(part?.into_iter().map(|open| (open.ledger.owner, open)));
        }
        Ok(())
    }

    /// Whether the owner can take an event before the changeset is taken.
    pub(crate) fn is_ready(&self, owner: MemberId) -> bool {
        !self
            .ledgers
            .get(&owner)
            .is_some_and(|open| open.once && self.moved.contains(&owner))
    }

    /// Whether an owner has to be loaded again after the changeset, which must be committed by then.
    pub(crate) fn has_loaded_once(&self) -> bool {
        self.ledgers.values().any(|open| open.once)
    }

    /// The situation of an open owner.
    pub(crate) fn situation(&self, owner: MemberId) -> Option<&Situation> {
        self.ledgers.get(&owner).map(|open| &open.ledger.situation)
    }

    /// Registers a member and gives what the program gives for joining.
    pub(crate) fn register(
        &mut self,
        id: MemberId,
        profile: Profile,
        identifiers: Vec<Identifier>,
        at: Instant,
    ) {
        let when = When::now(at);
        let program = &self.live.program;
        let ledger = Ledger::open(program, id, 1, newcomer(id, profile.clone(), when));
        self.ledgers.insert(
            id,
            Open {
                ledger,
                once: false,
            },
        );
        self.changeset.new_members.push(NewMember {
            id,
            registered_at: at,
            identifiers,
            profile,
        });
        self.changeset.facts.push(registered_fact(id, at));
        self.event(id, &Event::Registered, at, Cause::Registration);
    }

    /// Decides an event of an open owner; `None` if the owner is not open.
    pub(crate) fn event(
        &mut self,
        owner: MemberId,
        event: &Event,
        at: Instant,
        cause: Cause,
    ) -> Option<Decision> {
        let ledger = &mut self.ledgers.get_mut(&owner)?.ledger;
        let decision = ledger.decide(self.app, event, When::now(at), cause);
        let facts = ledger.take_facts();
        // What was sold long ago is recorded as sold; nobody is to review how the rules of today differ from it.
        self.changeset.facts.extend(
            facts
                .into_iter()
                .filter(|fact| fact.kind != "discrepancy.found"),
        );
        self.moved.insert(owner);
        Some(decision)
    }

    /// Decides a purchase at its own instant, as if it were posted then.
    ///
    /// # Errors
    /// Numbers finer than the currency; the rules' refusal.
    pub(crate) fn purchase(&mut self, sale: Sale<'_>) -> Result<Sold> {
        let Sale {
            member,
            request,
            at,
            offset,
            external,
        } = sale;
        let id = PurchaseId::from_raw(self.app.next_id());
        let mut basket = request.basket(&self.live.program)?;
        basket.describe_goods(|sku| self.catalogue.product(sku));
        let asked = Asked {
            live: self.live.clone(),
            basket,
            when: When::now(at),
            quote: None,
            replaces: None,
            clock_ahead: None,
        };
        let event = Event::Purchase(asked.purchase(id, None));
        let decision = self.decide(member, &event, request, at, Cause::Purchase(id))?;
        let mut stored = StoredDecision::of(decision);
        stored.discrepancies.clear();
        let row = purchase_row(id, &asked, &stored, request, offset, external, member);
        self.changeset.facts.push(posted_fact(&row, &stored));
        self.changeset.purchases.push(row);
        Ok(Sold {
            id,
            at,
            basket: asked.basket,
            stored,
        })
    }

    /// Decides a return without its purchase.
    ///
    /// # Errors
    /// As [`Bulk::purchase`].
    pub(crate) fn return_unlinked(&mut self, sale: Sale<'_>) -> Result<()> {
        let Sale {
            member,
            request,
            at,
            offset,
            external,
        } = sale;
        let id = ReturnId::from_raw(self.app.next_id());
        let basket = request.basket(&self.live.program)?;
        let skus = basket
            .lines
            .iter()
            .map(|line| (line.number, line.sku.clone()))
            .collect();
        let event = Event::UnlinkedReturn(UnlinkedReturn { basket });
        let decision = self.decide(member, &event, request, at, Cause::Return(id))?;
        let stored = StoredDecision::of(decision);
        let when = When::now(at);
        let store = request.store.clone();
        let decided = DecidedReturn {
            cards: Changes::default(),
            id,
            purchase: None,
            member,
            when,
            offset,
            store,
            stored,
            owner: None,
            skus,
        };
        add_return(&mut self.changeset, decided, external);
        Ok(())
    }

    /// Decides a return of a purchase of this member; `None` if the rules refuse it.
    pub(crate) fn return_goods(
        &mut self,
        member: MemberId,
        asked: Return,
        at: Instant,
        offset: UtcOffset,
    ) -> Option<()> {
        let id = ReturnId::from_raw(self.app.next_id());
        let (purchase, store) = (Some(asked.purchase.id), asked.purchase.store.clone());
        let decision = self.event(member, &Event::Return(asked), at, Cause::Return(id))?;
        if decision.refusal.is_some() {
            return None;
        }
        let stored = StoredDecision::of(decision);
        let (when, member) = (When::now(at), Some(member));
        let decided = DecidedReturn {
            cards: Changes::default(),
            id,
            purchase,
            member,
            when,
            offset,
            store,
            stored,
            owner: None,
            skus: Vec::new(),
        };
        add_return(&mut self.changeset, decided, None);
        Some(())
    }

    /// Decides for a member or for nobody, with the catalogue's facts of this basket.
    fn decide(
        &mut self,
        member: Option<MemberId>,
        event: &Event,
        request: &BasketRequest,
        at: Instant,
        cause: Cause,
    ) -> Result<Decision> {
        let decision = match member {
            Some(member) => {
                let open = self
                    .ledgers
                    .get_mut(&member)
                    .ok_or_else(|| AppError::not_found(Thing::Member, member))?;
                self.catalogue.show(&mut open.ledger.situation, request);
                open.trim(&self.live.program, at);
                self.event(member, event, at, cause).unwrap_or_default()
            }
            None => {
                let mut nobody = Situation::default();
                self.catalogue.show(&mut nobody, request);
                regulars_engine::decide(&self.live.program, &nobody, event, When::now(at))
            }
        };
        match decision.refusal {
            Some(refusal) => Err(AppError::Refused(refusal)),
            None => Ok(decision),
        }
    }

    /// The changeset so far, as of an instant; what comes after goes into the next one.
    pub(crate) fn take(&mut self, posted_at: Instant, as_of: Instant) -> Changeset {
        let mut changeset = std::mem::take(&mut self.changeset);
        changeset.posted_at = posted_at;
        for owner in std::mem::take(&mut self.moved) {
            let Some(open) = self.ledgers.get_mut(&owner) else {
                continue;
            };
            changeset.owners.push(open.ledger.take_change(as_of));
            if open.once {
                self.ledgers.remove(&owner);
            }
        }
        changeset
    }

    /// Closes every ledger and drops what was not taken.
    pub(crate) fn forget(&mut self) {
        self.ledgers.clear();
        self.moved.clear();
        self.changeset = Changeset::default();
    }
}

fn stopped() -> AppError {
    AppError::Internal("a thread that loads owners stopped".to_owned())
}
