//! Writes documents in changesets of thousands, some being committed while the next is made.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use regulars_engine::id::MemberId;
use regulars_engine::language::Said;
use regulars_engine::member::Profile;
use regulars_engine::name::Sku;
use regulars_engine::said;
use regulars_engine::situation::Product;
use regulars_engine::time::Instant;
use regulars_store::{Acknowledgement, Changeset, NewMember, ProductRow};

use super::document::{Document, NamedGoods};
use super::known::{Known, identifier, known};
use super::report::RefusedRows;
use super::tally::Tally;
use super::{INTEGRATION, ImportError, Progress, PurchasesImport, Watch, count, effects, history};
use crate::app::{App, Commit};
use crate::bulk::{Bulk, Catalogue};
use crate::error::AppError;
use crate::live::LiveProgram;
use crate::member::{Joined, registered_fact};

/// Documents of a changeset: small enough that a server beside it waits for moments only.
const CHUNK: usize = 2_000;
/// Changesets on their way to the disk while the next one is made; the writer commits as many as it may at once.
const IN_FLIGHT: usize = 4;
/// How often somebody else may move an owner of the same chunk before the import gives up.
const ATTEMPTS: u32 = 100;

/// Writes what an import has read.
pub(super) struct Writer<'a> {
    app: &'a App,
    asked: &'a PurchasesImport,
    id_column: String,
    refused: RefusedRows,
    members: HashMap<Arc<str>, MemberId>,
    tally: Tally,
    in_flight: VecDeque<Flight>,
    attempts: u32,
}

/// A changeset on its way.
struct Flight {
    outcome: Acknowledgement,
    documents: Range<usize>,
    tally: Tally,
}

/// A changeset to be.
struct Built {
    changeset: Changeset,
    tally: Tally,
    /// Documents it is of.
    taken: usize,
    /// The next one may only be made once this one is committed.
    alone: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        app: &'a App,
        asked: &'a PurchasesImport,
        id_column: String,
        refused: RefusedRows,
    ) -> Self {
        Self {
            app,
            asked,
            id_column,
            refused,
            members: HashMap::new(),
            tally: Tally::default(),
            in_flight: VecDeque::new(),
            attempts: 0,
        }
    }

    /// What was done, and the report of what was not.
    pub(super) fn finish(self) -> (Tally, RefusedRows) {
        (self.tally, self.refused)
    }

    /// Whether documents are decided.
    fn decides(&self) -> bool {
        !self.asked.history && !self.asked.dry_run
    }

    /// Puts goods that the catalogue does not have into it.
    pub(super) fn goods(&mut self, named: &HashMap<Sku, NamedGoods>) -> Result<(), ImportError> {
        let catalogue = Catalogue::load(self.app)?;
        let mut unknown: Vec<_> = named
            .iter()
            .filter(|(sku, _)| !catalogue.knows(sku))
            .collect();
        unknown.sort_by_key(|(sku, _)| *sku);
        self.tally.products = count(unknown.len());
        for part in unknown.chunks(CHUNK) {
            let products = part
                .iter()
                .map(|(sku, goods)| ((*sku).clone(), product(goods)))
                .collect();
            self.commit(Changeset {
                posted_at: self.app.now(),
                products,
                ..Changeset::default()
            })?;
        }
        Ok(())
    }

    /// Registers members that only refused rows name: such a customer exists.
    pub(super) fn members(&mut self, named: &BTreeSet<Arc<str>>) -> Result<(), ImportError> {
        let now = self.app.now();
        let unknown: Vec<_> = named
            .iter()
            .filter(|name| !self.members.contains_key(*name))
            .cloned()
            .collect();
        self.find_members(unknown.iter())?;
        let live = self.app.programs().at(now);
        let catalogue = Catalogue::default();
        let mut bulk = Bulk::new(self.app, &live, &catalogue);
        let mut newcomers = Tally::default();
        for name in &unknown {
            self.member(&mut bulk, &mut newcomers, name, now);
        }
        self.tally.members += newcomers.members;
        let changeset = bulk.take(now, now);
        if changeset.new_members.is_empty() {
            return Ok(());
        }
        self.commit(changeset)
    }

    /// Commits rows that depend on nothing.
    fn commit(&self, changeset: Changeset) -> Result<(), ImportError> {
        if self.asked.dry_run {
            return Ok(());
        }
        match self.app.commit_here(changeset)? {
            Commit::Done => Ok(()),
            Commit::Again | Commit::Replayed => Err(AppError::Unavailable(said!(
                "somebody else is writing the same; import again",
                "то же самое записывает кто-то ещё; повторите загрузку"
            ))
            .into()),
        }
    }

    /// Writes documents, in their order, each under the program that was live at its instant.
    pub(super) fn documents(
        &mut self,
        all: &[Document],
        watch: Watch<'_>,
    ) -> Result<(), ImportError> {
        let catalogue = Catalogue::load(self.app)?;
        let live_at = |document: &Document| self.app.programs().at(document.instant());
        let mut from = 0;
        while let Some(first) = all.get(from) {
            let live = live_at(first);
            let same = all[from..]
                .iter()
                .take_while(|document| Arc::ptr_eq(&live_at(document), &live))
                .count();
            let bulk = Bulk::new(self.app, &live, &catalogue);
            self.stretch(bulk, &live, all, from..from + same, watch)?;
            from += same;
        }
        if self.asked.history && !self.asked.dry_run && self.tally.purchases > 0 {
            self.look_at_segments()?;
        }
        Ok(())
    }

    /// History may have moved members into segments and out of them.
    fn look_at_segments(&self) -> Result<(), ImportError> {
        let now = self.app.now();
        if self.app.programs().at(now).program.segments.is_empty() {
            return Ok(());
        }
        let jobs = vec![crate::job::look(now)];
        self.commit(Changeset {
            posted_at: now,
            jobs,
            ..Changeset::default()
        })
    }

    /// Writes documents of one program version.
    fn stretch(
        &mut self,
        mut bulk: Bulk<'_>,
        live: &LiveProgram,
        all: &[Document],
        range: Range<usize>,
        watch: Watch<'_>,
    ) -> Result<(), ImportError> {
        let mut size = CHUNK;
        let mut todo = VecDeque::from([range]);
        loop {
            let Some(range) = todo.pop_front() else {
                if self.in_flight.is_empty() {
                    return Ok(());
                }
                self.settle(0, &mut todo, &mut bulk)?;
                continue;
            };
            if bulk.is_full() {
                self.settle(0, &mut todo, &mut bulk)?;
                bulk.forget();
            }
            let end = range.end.min(range.start + size);
            let built = self.build(&mut bulk, live, &all[range.start..end])?;
            let end = range.start + built.taken;
            if end < range.end {
                todo.push_front(end..range.end);
            }
            let alone = built.alone;
            self.submit(built, range.start..end)?;
            let left = if alone { 0 } else { IN_FLIGHT };
            if !self.settle(left, &mut todo, &mut bulk)? {
                size = (size / 2).max(1);
            }
            watch(Progress::Writing {
                done: count(end),
                total: count(all.len()),
            })?;
        }
    }

    fn submit(&mut self, built: Built, documents: Range<usize>) -> Result<(), ImportError> {
        let Built {
            changeset, tally, ..
        } = built;
        if self.asked.dry_run || is_empty(&changeset) {
            return self.merge(tally);
        }
        let outcome = self.app.submit_here(changeset);
        self.in_flight.push_back(Flight {
            outcome,
            documents,
            tally,
        });
        Ok(())
    }

    /// Waits until so many changesets are in flight; false if some have to be made anew.
    fn settle(
        &mut self,
        left: usize,
        todo: &mut VecDeque<Range<usize>>,
        bulk: &mut Bulk<'_>,
    ) -> Result<bool, ImportError> {
        let mut again = Vec::new();
        // One that was moved by somebody else takes those after it along, as far as they build on it.
        while self.in_flight.len() > left || (!again.is_empty() && !self.in_flight.is_empty()) {
            let Some(flight) = self.in_flight.pop_front() else {
                break;
            };
            match self.app.outcome_here(flight.outcome) {
                Ok(Commit::Done) => self.merge(flight.tally)?,
                Ok(Commit::Again | Commit::Replayed) => again.push(flight.documents),
                Err(AppError::Taken(_) | AppError::NotFound { .. }) => again.push(flight.documents),
                Err(error) => return Err(error.into()),
            }
        }
        if again.is_empty() {
            self.attempts = 0;
            return Ok(true);
        }
        self.attempts += 1;
        if self.attempts > ATTEMPTS {
            return Err(AppError::Unavailable(said!(
                "others move the same members all the time; import again",
                "тех же участников всё время меняют другие; повторите загрузку"
            ))
            .into());
        }
        again
            .into_iter()
            .rev()
            .for_each(|documents| todo.push_front(documents));
        bulk.forget();
        self.members.clear();
        Ok(false)
    }

    fn merge(&mut self, tally: Tally) -> Result<(), ImportError> {
        for (line, refusal) in &tally.refused {
            self.refused.add(*line, refusal)?;
        }
        self.tally.add(tally);
        Ok(())
    }

    /// Makes a changeset of as many documents as can be in one.
    fn build(
        &mut self,
        bulk: &mut Bulk<'_>,
        live: &LiveProgram,
        documents: &[Document],
    ) -> Result<Built, ImportError> {
        self.find_members(
            documents
                .iter()
                .filter_map(|document| document.member.as_ref()),
        )?;
        let known = self.look_up(documents)?;
        if self.decides() {
            bulk.load(self.owners(documents, &known))?;
        }
        let mut tally = Tally::default();
        let mut taken = 0_usize;
        for (document, known) in documents.iter().zip(known) {
            if known == Known::New && !self.is_ready(bulk, document) {
                break;
            }
            taken += 1;
            match known {
                Known::New => self.add(bulk, live, &mut tally, document)?,
                Known::Same => tally.unchanged += document.rows(),
                Known::Other => tally.refuse(
                    document,
                    &self.id_column,
                    &said!(
                        "was imported before with another content",
                        "уже загружено раньше с другим содержимым"
                    ),
                ),
            }
        }
        let now = self.app.now();
        let as_of = documents
            .get(taken.saturating_sub(1))
            .map_or(now, Document::instant);
        let alone = taken < documents.len() || bulk.has_loaded_once();
        let mut changeset = bulk.take(now, as_of);
        if !self.decides() && has_documents(&changeset) {
            history::note(&mut changeset);
        }
        Ok(Built {
            changeset,
            tally,
            taken,
            alone,
        })
    }

    fn is_ready(&self, bulk: &Bulk<'_>, document: &Document) -> bool {
        let member = document
            .member
            .as_ref()
            .and_then(|name| self.members.get(name));
        member.is_none_or(|member| bulk.is_ready(*member))
    }

    /// Adds a new document, with its member if that is new too.
    fn add(
        &mut self,
        bulk: &mut Bulk<'_>,
        live: &LiveProgram,
        tally: &mut Tally,
        document: &Document,
    ) -> Result<(), ImportError> {
        let at = document.instant();
        let member = document
            .member
            .as_ref()
            .map(|name| self.member(bulk, tally, name, at));
        let offset = document
            .at
            .offset
            .unwrap_or_else(|| live.program.zone.offset_at(at));
        if self.decides() {
            match effects::decide(bulk, document, member, offset, live.program.currency) {
                Ok(()) => {}
                Err(error @ (AppError::Refused(_) | AppError::Invalid(_))) => {
                    tally.refuse(document, &self.id_column, &reason(&error));
                    return Ok(());
                }
                Err(error) => return Err(error.into()),
            }
        } else {
            history::keep(self.app, bulk, document, member, offset);
        }
        tally.take(document);
        Ok(())
    }

    /// The member of that name, registered if there is none.
    fn member(
        &mut self,
        bulk: &mut Bulk<'_>,
        tally: &mut Tally,
        name: &Arc<str>,
        at: Instant,
    ) -> MemberId {
        if let Some(id) = self.members.get(name) {
            return *id;
        }
        let id = MemberId::from_raw(self.app.next_id());
        self.members.insert(name.clone(), id);
        tally.members += 1;
        let identifiers = vec![identifier(name)];
        let joined = Joined::from(INTEGRATION).of(id);
        bulk.changeset().registrations.push(joined);
        if self.decides() {
            bulk.register(id, Profile::default(), identifiers, at);
            return id;
        }
        let changeset = bulk.changeset();
        let profile = Profile::default();
        changeset.new_members.push(NewMember {
            id,
            registered_at: at,
            identifiers,
            profile,
        });
        changeset.facts.push(registered_fact(id, at));
        id
    }

    /// Finds members the store has.
    fn find_members<'n>(
        &mut self,
        names: impl Iterator<Item = &'n Arc<str>>,
    ) -> Result<(), ImportError> {
        let unknown: BTreeSet<_> = names
            .filter(|name| !self.members.contains_key(*name))
            .cloned()
            .collect();
        let found: Vec<_> = self.app.read_here(|reader| {
            let found = unknown.iter().map(|name| {
                Ok(reader
                    .find_member(&identifier(name))?
                    .map(|id| (name.clone(), id)))
            });
            found.collect::<Result<_, AppError>>()
        })?;
        self.members.extend(found.into_iter().flatten());
        Ok(())
    }

    fn look_up(&self, documents: &[Document]) -> Result<Vec<Known>, AppError> {
        self.app.read_here(|reader| {
            let member = |document: &Document| {
                document
                    .member
                    .as_ref()
                    .and_then(|name| self.members.get(name))
                    .copied()
            };
            documents
                .iter()
                .map(|document| known(reader, document, member(document)))
                .collect()
        })
    }

    /// Owners of new documents, with the instants they are needed for.
    fn owners(&self, documents: &[Document], known: &[Known]) -> HashMap<MemberId, Vec<Instant>> {
        let mut owners: HashMap<MemberId, Vec<Instant>> = HashMap::new();
        let new = documents
            .iter()
            .zip(known)
            .filter(|(_, known)| **known == Known::New);
        for (document, _) in new {
            if let Some(owner) = document
                .member
                .as_ref()
                .and_then(|name| self.members.get(name))
            {
                owners.entry(*owner).or_default().push(document.instant());
            }
        }
        owners
    }
}

fn is_empty(changeset: &Changeset) -> bool {
    !has_documents(changeset) && changeset.new_members.is_empty()
}

fn has_documents(changeset: &Changeset) -> bool {
    !changeset.purchases.is_empty() || !changeset.returns.is_empty()
}

fn product(goods: &NamedGoods) -> ProductRow {
    let name = goods.name.as_deref().map(str::to_owned);
    ProductRow {
        facts: Product {
            name,
            category: goods.category.clone(),
            ..Product::default()
        },
        price: None,
        cost: None,
    }
}

/// Why the engine did not take a document, in words of a report.
fn reason(error: &AppError) -> Said {
    match error {
        AppError::Refused(refusal) => {
            let why = refusal.said();
            said!(
                "the rules refuse it: {why}",
                "правила не позволяют: {why:#}"
            )
        }
        AppError::Invalid(fields) => Said::by(|language| {
            let each = fields
                .iter()
                .map(|field| format!("`{}` {}", field.pointer, field.message.describe(language)));
            each.collect::<Vec<_>>().join("; ")
        }),
        error => error.said(),
    }
}
