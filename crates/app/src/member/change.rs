//! Changes a member's profile, identifiers or block.

use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_engine::id::MemberId;
use regulars_engine::member::{Consent, ConsentState, Gender, Profile, Value};
use regulars_engine::name::StoreId;
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{
    Actor, Changeset, Fact, Identifier, IdentifierKind, MemberRow, NewAudit, ProfileChange, Reader,
};

use crate::app::{App, Commit};
use crate::audit::tell;
use crate::basket::MemberRef;
use crate::commit::to_json;
use crate::error::{AppError, Result};
use crate::keyed::{self, Done, Keyed};
use crate::member::MemberView;
use crate::member::read::row;

/// Fields to change. The outer `None` leaves a field alone, an inner one clears it.
#[derive(Debug, Clone, Default)]
pub struct ProfilePatch {
    /// First name.
    pub first_name: Option<Option<String>>,
    /// Patronymic.
    pub middle_name: Option<Option<String>>,
    /// Family name.
    pub last_name: Option<Option<String>>,
    /// Date of birth.
    pub birth_date: Option<Option<LocalDate>>,
    /// Gender.
    pub gender: Option<Option<Gender>>,
    /// City.
    pub city: Option<Option<String>>,
    /// Telephone, normalised.
    pub phone: Option<Option<String>>,
    /// E-mail address, normalised.
    pub email: Option<Option<String>>,
    /// The integrator's id.
    pub external_id: Option<Option<String>>,
    /// Cards, all of them.
    pub cards: Option<Vec<String>>,
    /// Language.
    pub language: Option<Option<String>>,
    /// Home store.
    pub store: Option<Option<StoreId>>,
    /// Tags, all of them.
    pub tags: Option<Vec<String>>,
    /// Yearly dates by name.
    pub dates: BTreeMap<String, Option<LocalDate>>,
    /// Consents by channel.
    pub consents: BTreeMap<String, ConsentState>,
    /// Attributes by name.
    pub attributes: BTreeMap<String, Option<Value>>,
    /// Block.
    pub blocked: Option<bool>,
}

impl ProfilePatch {
    /// The profile with the patch on it.
    pub fn apply(&self, profile: &mut Profile, at: Instant) {
        set(&mut profile.first_name, &self.first_name);
        set(&mut profile.middle_name, &self.middle_name);
        set(&mut profile.last_name, &self.last_name);
        set(&mut profile.birth_date, &self.birth_date);
        set(&mut profile.gender, &self.gender);
        set(&mut profile.city, &self.city);
        set(&mut profile.phone, &self.phone);
        set(&mut profile.email, &self.email);
        set(&mut profile.language, &self.language);
        set(&mut profile.store, &self.store);
        if let Some(tags) = &self.tags {
            profile.tags.clone_from(tags);
        }
        merge(&mut profile.dates, &self.dates);
        merge(&mut profile.attributes, &self.attributes);
        for (channel, state) in &self.consents {
            profile
                .consents
                .insert(channel.clone(), Consent { state: *state, at });
        }
    }

    /// Identifiers this patch sets, by kind; a kind not named is left alone.
    fn identifiers(&self) -> Vec<(IdentifierKind, Vec<String>)> {
        let one = |kind, field: &Option<Option<String>>| {
            field
                .clone()
                .map(|value| (kind, value.into_iter().collect()))
        };
        [
            one(IdentifierKind::Phone, &self.phone),
            one(IdentifierKind::Email, &self.email),
            one(IdentifierKind::ExternalId, &self.external_id),
            self.cards
                .clone()
                .map(|cards| (IdentifierKind::Card, cards)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn set<T: Clone>(field: &mut Option<T>, patch: &Option<Option<T>>) {
    if let Some(value) = patch {
        field.clone_from(value);
    }
}

fn merge<T: Clone>(fields: &mut BTreeMap<String, T>, patch: &BTreeMap<String, Option<T>>) {
    for (name, value) in patch {
        match value {
            Some(value) => fields.insert(name.clone(), value.clone()),
            None => fields.remove(name),
        };
    }
}

/// Changes a member.
///
/// # Errors
/// `NotFound`, `Taken`, `KeyReused`, an unavailable store.
pub async fn change(
    app: &App,
    by: Actor,
    named: MemberRef,
    patch: ProfilePatch,
    key: Option<Keyed>,
) -> Result<Done<MemberView>> {
    let _call = match &key {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    let asked = Arc::new((named, patch, key));
    loop {
        let work = asked.clone();
        let owner = app
            .read(move |_, reader| Ok(row(reader, &work.0)?.id))
            .await?;
        let _held = app.owners().hold(owner).await;
        let work = asked.clone();
        let (changeset, view) = app
            .read(move |app, reader| step(app, reader, (by, owner), &work.1, work.2.as_ref()))
            .await?;
        let Some(changeset) = changeset else {
            return Ok(Done {
                outcome: view,
                replayed: true,
            });
        };
        if let Commit::Done = app.commit(changeset).await? {
            return Ok(Done {
                outcome: view,
                replayed: false,
            });
        }
    }
}

fn step(
    app: &App,
    reader: &Reader<'_>,
    (by, owner): (Actor, MemberId),
    patch: &ProfilePatch,
    key: Option<&Keyed>,
) -> Result<(Option<Changeset>, MemberView)> {
    let row = row(reader, &MemberRef::Id(owner))?;
    if row.erased_at.is_some() {
        return Err(AppError::Erased);
    }
    if keyed::known::<MemberId>(reader, key)?.is_some() {
        return Ok((None, row.into()));
    }
    let now = app.now();
    let mut profile = row.profile.clone();
    patch.apply(&mut profile, now);
    let (add, drop) = moves(&row, patch);
    let blocked = patch.blocked.unwrap_or(row.blocked);
    let change = ProfileChange {
        member: owner,
        expected: row.version,
        profile: profile.clone(),
        add: add.clone(),
        drop: drop.clone(),
        blocked,
    };
    let fields = differences(&row, &profile, blocked, add.iter().chain(&drop));
    let audit = NewAudit {
        fields: fields.into_iter().map(str::to_owned).collect(),
        ..tell(app, by, "member.change", Some(owner.to_string()))
    };
    let payload = serde_json::json!({"member": owner.to_string(), "blocked": blocked});
    let changeset = Changeset {
        posted_at: now,
        call: keyed::call(app, key, &owner),
        profiles: vec![change],
        audit: vec![audit],
        facts: vec![Fact {
            at: now,
            kind: "member.changed",
            owner: Some(owner),
            payload: to_json(&payload),
        }],
        ..Changeset::default()
    };
    let mut view = MemberView::from(row);
    view.identifiers
        .retain(|identifier| !drop.contains(identifier));
    view.identifiers.extend(add);
    view.profile = profile;
    view.blocked = blocked;
    view.version += 1;
    Ok((Some(changeset), view))
}

/// Names of the fields that differ.
fn differences<'i>(
    row: &MemberRow,
    after: &Profile,
    blocked: bool,
    moved: impl Iterator<Item = &'i Identifier> + Clone,
) -> Vec<&'static str> {
    let before = &row.profile;
    let moves = |kind| moved.clone().any(|moved| moved.kind == kind);
    let fields = [
        ("first_name", before.first_name != after.first_name),
        ("middle_name", before.middle_name != after.middle_name),
        ("last_name", before.last_name != after.last_name),
        ("birth_date", before.birth_date != after.birth_date),
        ("gender", before.gender != after.gender),
        ("city", before.city != after.city),
        ("phone", moves(IdentifierKind::Phone)),
        ("email", moves(IdentifierKind::Email)),
        ("external_id", moves(IdentifierKind::ExternalId)),
        ("cards", moves(IdentifierKind::Card)),
        ("language", before.language != after.language),
        ("store", before.store != after.store),
        ("tags", before.tags != after.tags),
        ("dates", before.dates != after.dates),
        ("consents", before.consents != after.consents),
        ("attributes", before.attributes != after.attributes),
        ("blocked", row.blocked != blocked),
    ];
    let differing = fields.into_iter().filter(|(_, differs)| *differs);
    differing.map(|(name, _)| name).collect()
}

/// Identifiers to add and to drop.
fn moves(row: &MemberRow, patch: &ProfilePatch) -> (Vec<Identifier>, Vec<Identifier>) {
    let (mut add, mut drop) = (Vec::new(), Vec::new());
    for (kind, values) in patch.identifiers() {
        let wanted: Vec<_> = values
            .into_iter()
            .map(|value| Identifier { kind, value })
            .collect();
        let current = || {
            row.identifiers
                .iter()
                .filter(move |identifier| identifier.kind == kind)
        };
        drop.extend(
            current()
                .filter(|identifier| !wanted.contains(identifier))
                .cloned(),
        );
        add.extend(
            wanted
                .iter()
                .filter(|identifier| !current().any(|own| own == *identifier))
                .cloned(),
        );
    }
    (add, drop)
}
