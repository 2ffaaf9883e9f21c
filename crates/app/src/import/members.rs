//! Imports members: registers who is not known, fills in what is newly stated of who is.

use std::collections::HashSet;
use std::path::PathBuf;

use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{
    Actor, Changeset, Fact, Identifier, IdentifierKind, MemberRow, NewMember, ProfileChange, Reader,
};

use super::audit::audited;
use super::field::Refusal;
use super::mapping::Mapping;
use super::person::{Person, PersonReader};
use super::report::{RefusedRows, Report};
use super::source::Source;
use super::{INTEGRATION, ImportError, Progress, TELL_EVERY, Watch};
use crate::app::{App, Commit};
use crate::bulk::{Bulk, Catalogue};
use crate::commit::to_json;
use crate::error::{AppError, taken};
use crate::member::{Joined, registered_fact};

/// Rows of a changeset.
const CHUNK: usize = 2_000;
/// How often somebody else may move a member of the same chunk before the import gives up.
const ATTEMPTS: u32 = 100;

/// A file of members to import.
#[derive(Debug, Clone)]
pub struct MembersImport {
    /// The file.
    pub file: PathBuf,
    /// Who imports it.
    pub by: Actor,
    /// Its columns.
    pub mapping: Mapping,
    /// Where refused rows are listed.
    pub report: PathBuf,
    /// Write nothing.
    pub dry_run: bool,
    /// Give nothing for joining.
    pub history: bool,
}

/// Imports a file of members. A member is who has the row's external id, else its card, telephone or e-mail address;
/// what the row leaves empty stays as it is.
///
/// # Errors
/// As [`super::purchases`].
pub fn members(app: &App, asked: &MembersImport, watch: Watch<'_>) -> Result<Report, ImportError> {
    audited(app, (asked.by, "members"), asked.dry_run, || {
        read_all(app, asked, watch)
    })
}

fn read_all(app: &App, asked: &MembersImport, watch: Watch<'_>) -> Result<Report, ImportError> {
    let zone = app.programs().at(app.now()).program.zone.clone();
    let mut source = Source::open(&asked.file)?;
    let latest = app.now().plus_ms(app.settings().clock_ahead_ms);
    let reader = PersonReader::new(&source, &asked.mapping, zone, latest)?;
    let mut intake = Intake::new(app, asked, &reader);
    let total = source.bytes;
    loop {
        let done = source.bytes_read();
        let Some(row) = source.next()? else { break };
        let line = row.line;
        intake.row(line, reader.read(row))?;
        if intake.report.rows.is_multiple_of(TELL_EVERY) {
            let rows = intake.report.rows;
            watch(Progress::Reading { rows, done, total })?;
        }
    }
    intake.flush()?;
    intake.finish()
}

/// Rows on their way into the store.
struct Intake<'a> {
    app: &'a App,
    asked: &'a MembersImport,
    reader: &'a PersonReader,
    refused: RefusedRows,
    report: Report,
    chunk: Vec<Person>,
    /// Identifiers of the chunk: whoever is named again waits for the next one.
    named: HashSet<Identifier>,
}

/// What becomes of a row.
enum Plan {
    Register,
    Change(Box<ProfileChange>),
    Leave,
    Refuse(Refusal),
}

impl<'a> Intake<'a> {
    fn new(app: &'a App, asked: &'a MembersImport, reader: &'a PersonReader) -> Self {
        Self {
            app,
            asked,
            reader,
            refused: RefusedRows::new(&asked.report),
            report: Report {
                dry_run: asked.dry_run,
                ..Report::default()
            },
            chunk: Vec::new(),
            named: HashSet::new(),
        }
    }

    fn finish(self) -> Result<Report, ImportError> {
        let Self {
            refused,
            mut report,
            ..
        } = self;
        (report.refused, report.report) = refused.close()?;
        Ok(report)
    }

    fn row(&mut self, line: u64, read: Result<Person, Refusal>) -> Result<(), ImportError> {
        self.report.rows += 1;
        let person = match read {
            Ok(person) => person,
            Err(refusal) => return self.refused.add(line, &refusal),
        };
        if self.chunk.len() == CHUNK
            || person
                .identifiers
                .iter()
                .any(|name| self.named.contains(name))
        {
            self.flush()?;
        }
        self.named.extend(person.identifiers.iter().cloned());
        self.chunk.push(person);
        Ok(())
    }

    /// Writes the chunk, as often as it takes beside others.
    fn flush(&mut self) -> Result<(), ImportError> {
        let chunk = std::mem::take(&mut self.chunk);
        self.named.clear();
        for _ in 0..ATTEMPTS {
            let now = self.app.now();
            let plans = self.app.read_here(|reader| {
                chunk
                    .iter()
                    .map(|person| self.plan(reader, person, now))
                    .collect::<Result<Vec<_>, AppError>>()
            })?;
            if self.commit(&chunk, &plans, now)? {
                return self.count(&chunk, plans);
            }
        }
        Err(AppError::Unavailable(said!(
            "others change the same members all the time; import again",
            "тех же участников всё время меняют другие; повторите загрузку"
        ))
        .into())
    }

    fn plan(&self, reader: &Reader<'_>, person: &Person, now: Instant) -> Result<Plan, AppError> {
        let mut owners = Vec::new();
        for name in &person.identifiers {
            owners.push((name, reader.find_member(name)?));
        }
        let found = owners
            .iter()
            .find_map(|(name, owner)| Some((*name, (*owner)?)));
        let Some((found_by, member)) = found else {
            return Ok(Plan::Register);
        };
        let others = |owner: Option<MemberId>| owner.is_some_and(|owner| owner != member);
        if let Some((name, _)) = owners.iter().find(|(_, owner)| others(*owner)) {
            return Ok(Plan::Refuse(self.taken(name)));
        }
        let Some(row) = reader.member(member)? else {
            return Ok(Plan::Register);
        };
        // Known to the integrator under another id: another person with the same card or telephone.
        let is_other = |known: &Identifier| {
            known.kind == IdentifierKind::ExternalId
                && person
                    .identifiers
                    .iter()
                    .any(|name| name.kind == known.kind && name != known)
        };
        if row.identifiers.iter().any(is_other) {
            return Ok(Plan::Refuse(self.taken(found_by)));
        }
        Ok(change(person, &row, now))
    }

    fn taken(&self, name: &Identifier) -> Refusal {
        Refusal {
            column: self.reader.column(name.kind).to_owned(),
            value: name.value.clone(),
            reason: taken(name.kind).into(),
        }
    }

    /// Writes what is planned; false if somebody else was there first.
    fn commit(&self, chunk: &[Person], plans: &[Plan], now: Instant) -> Result<bool, ImportError> {
        let live = self.app.programs().at(now);
        let catalogue = Catalogue::default();
        let mut bulk = Bulk::new(self.app, &live, &catalogue);
        for (person, plan) in chunk.iter().zip(plans) {
            match plan {
                Plan::Register => self.register(&mut bulk, person, now),
                Plan::Change(change) => {
                    let changeset = bulk.changeset();
                    changeset.facts.push(changed_fact(change.member, now));
                    changeset.profiles.push((**change).clone());
                }
                Plan::Leave | Plan::Refuse(_) => {}
            }
        }
        let changeset = bulk.take(now, now);
        if self.asked.dry_run || is_empty(&changeset) {
            return Ok(true);
        }
        match self.app.commit_here(changeset) {
            Ok(Commit::Done) => Ok(true),
            Ok(Commit::Again | Commit::Replayed) | Err(AppError::Taken(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn register(&self, bulk: &mut Bulk<'_>, person: &Person, now: Instant) {
        let id = MemberId::from_raw(self.app.next_id());
        let at = person.registered_at.unwrap_or(now);
        let profile = person.over(&Profile::default(), at);
        let identifiers = person.identifiers.clone();
        let joined = Joined::from(INTEGRATION).of(id);
        bulk.changeset().registrations.push(joined);
        if !self.asked.history && !self.asked.dry_run {
            bulk.register(id, profile, identifiers, at);
            return;
        }
        let changeset = bulk.changeset();
        changeset.new_members.push(NewMember {
            id,
            registered_at: at,
            identifiers,
            profile,
        });
        changeset.facts.push(registered_fact(id, at));
    }

    fn count(&mut self, chunk: &[Person], plans: Vec<Plan>) -> Result<(), ImportError> {
        for (person, plan) in chunk.iter().zip(plans) {
            match plan {
                Plan::Register => {
                    self.report.imported += 1;
                    self.report.members += 1;
                }
                Plan::Change(_) => self.report.imported += 1,
                Plan::Leave => self.report.unchanged += 1,
                Plan::Refuse(refusal) => self.refused.add(person.line, &refusal)?,
            }
        }
        Ok(())
    }
}

/// What a row adds to a known member.
fn change(person: &Person, row: &MemberRow, now: Instant) -> Plan {
    let profile = person.over(&row.profile, now);
    let add: Vec<_> = person
        .identifiers
        .iter()
        .filter(|name| !row.identifiers.contains(name))
        .cloned()
        .collect();
    if profile == row.profile && add.is_empty() {
        return Plan::Leave;
    }
    // A member has many cards, but one telephone and one address: the new one takes the place of the old.
    let replaced = |known: &&Identifier| {
        known.kind != IdentifierKind::Card && add.iter().any(|name| name.kind == known.kind)
    };
    let drop = row.identifiers.iter().filter(replaced).cloned().collect();
    let (member, expected, blocked) = (row.id, row.version, row.blocked);
    Plan::Change(Box::new(ProfileChange {
        member,
        expected,
        profile,
        add,
        drop,
        blocked,
    }))
}

fn changed_fact(member: MemberId, at: Instant) -> Fact {
    let payload = serde_json::json!({"member": member.to_string()});
    Fact {
        at,
        kind: "member.changed",
        owner: Some(member),
        payload: to_json(&payload),
    }
}

fn is_empty(changeset: &Changeset) -> bool {
    changeset.new_members.is_empty() && changeset.profiles.is_empty()
}
