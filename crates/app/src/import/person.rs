//! A row of a file of members, understood.

use std::collections::BTreeMap;

use regulars_engine::both;
use regulars_engine::language::Said;
use regulars_engine::member::{Consent, ConsentState, Gender, Profile};
use regulars_engine::name::StoreId;
use regulars_engine::time::{Instant, Zone};
use regulars_store::{Identifier, IdentifierKind};

use super::ImportError;
use super::field::{Fields, Refusal};
use super::mapping::{Columns, Mapping};
use super::source::{RawRow, Source};
use crate::member::identifier::{card, email, phone};

pub(super) const FIELDS: [&str; 15] = [
    "external_id",
    "card",
    "phone",
    "email",
    "first_name",
    "middle_name",
    "last_name",
    "birth_date",
    "gender",
    "city",
    "language",
    "store",
    "tags",
    "consents",
    "registered_at",
];

/// How a file of members is read.
pub(super) struct PersonReader {
    columns: Columns<15>,
    decimal_comma: bool,
    zone: Zone,
    latest: Instant,
}

/// A member as a row states them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    /// Line of the file.
    pub(super) line: u64,
    /// How they can be found; the first one says who it is.
    pub(super) identifiers: Vec<Identifier>,
    /// What is stated; the rest is empty.
    pub(super) stated: Profile,
    /// Channels agreed to.
    pub(super) consents: Vec<String>,
    /// When they joined.
    pub(super) registered_at: Option<Instant>,
}

impl PersonReader {
    pub(super) fn new(
        source: &Source,
        mapping: &Mapping,
        zone: Zone,
        latest: Instant,
    ) -> Result<Self, ImportError> {
        let columns = mapping.resolve(FIELDS, &source.headers)?;
        columns.need_one_of(&["external_id", "card", "phone", "email"])?;
        Ok(Self {
            columns,
            decimal_comma: source.decimal_comma,
            zone,
            latest,
        })
    }

    /// The column of an identifier.
    pub(super) fn column(&self, kind: IdentifierKind) -> &str {
        self.columns.column(crate::error::kind_name(kind))
    }

    /// Understands a row.
    pub(super) fn read(&self, row: RawRow<'_>) -> Result<Person, Refusal> {
        let line = row.line;
        let fields = Fields {
            row,
            columns: &self.columns,
            decimal_comma: self.decimal_comma,
        };
        fields.check_width()?;
        let identifiers = identifiers(&fields)?;
        let registered_at = fields
            .instant("registered_at", &self.zone)?
            .map(|stated| stated.at);
        if registered_at.is_some_and(|at| at > self.latest) {
            return Err(fields.refuse(
                "registered_at",
                both!("has not come yet", "ещё не наступило"),
            ));
        }
        let text = |field| Ok(fields.text(field)?.map(str::to_owned));
        let of = |kind| {
            identifiers
                .iter()
                .find(|known| known.kind == kind)
                .map(|known| known.value.clone())
        };
        let stated = Profile {
            first_name: text("first_name")?,
            middle_name: text("middle_name")?,
            last_name: text("last_name")?,
            birth_date: fields.date("birth_date")?,
            gender: gender(&fields)?,
            city: text("city")?,
            phone: of(IdentifierKind::Phone),
            email: of(IdentifierKind::Email),
            language: text("language")?,
            store: fields.text("store")?.map(StoreId::new),
            tags: list(&fields, "tags")?,
            ..Profile::default()
        };
        let consents = list(&fields, "consents")?;
        Ok(Person {
            line,
            identifiers,
            stated,
            consents,
            registered_at,
        })
    }
}

impl Person {
    /// The profile with what the row states on it.
    pub(super) fn over(&self, profile: &Profile, at: Instant) -> Profile {
        let stated = &self.stated;
        let or = |stated: &Option<String>, known: &Option<String>| {
            stated.clone().or_else(|| known.clone())
        };
        Profile {
            first_name: or(&stated.first_name, &profile.first_name),
            middle_name: or(&stated.middle_name, &profile.middle_name),
            last_name: or(&stated.last_name, &profile.last_name),
            birth_date: stated.birth_date.or(profile.birth_date),
            gender: stated.gender.or(profile.gender),
            city: or(&stated.city, &profile.city),
            phone: or(&stated.phone, &profile.phone),
            email: or(&stated.email, &profile.email),
            language: or(&stated.language, &profile.language),
            store: stated.store.clone().or_else(|| profile.store.clone()),
            tags: if stated.tags.is_empty() {
                profile.tags.clone()
            } else {
                stated.tags.clone()
            },
            dates: profile.dates.clone(),
            consents: self.consents_over(&profile.consents, at),
            attributes: profile.attributes.clone(),
        }
    }

    /// A consent that stands already keeps its date.
    fn consents_over(
        &self,
        known: &BTreeMap<String, Consent>,
        at: Instant,
    ) -> BTreeMap<String, Consent> {
        let mut consents = known.clone();
        for channel in &self.consents {
            let stands = consents
                .get(channel)
                .is_some_and(|consent| consent.state == ConsentState::Granted);
            if !stands {
                consents.insert(
                    channel.clone(),
                    Consent {
                        state: ConsentState::Granted,
                        at,
                    },
                );
            }
        }
        consents
    }
}

fn identifiers(fields: &Fields<'_, 15>) -> Result<Vec<Identifier>, Refusal> {
    let mut identifiers = Vec::new();
    let plain = |text: &str| Ok(text.to_owned());
    identifier(
        fields,
        "external_id",
        IdentifierKind::ExternalId,
        plain,
        &mut identifiers,
    )?;
    identifier(fields, "card", IdentifierKind::Card, card, &mut identifiers)?;
    identifier(
        fields,
        "phone",
        IdentifierKind::Phone,
        phone,
        &mut identifiers,
    )?;
    identifier(
        fields,
        "email",
        IdentifierKind::Email,
        email,
        &mut identifiers,
    )?;
    if identifiers.is_empty() {
        return Err(fields.refuse(
            "external_id",
            both!(
                "is empty, and so are card, phone and email: nobody to find",
                "пусто, как и карта, телефон и почта: искать некого"
            ),
        ));
    }
    Ok(identifiers)
}

fn identifier(
    fields: &Fields<'_, 15>,
    field: &'static str,
    kind: IdentifierKind,
    read: fn(&str) -> Result<String, Said>,
    into: &mut Vec<Identifier>,
) -> Result<(), Refusal> {
    if let Some(text) = fields.text(field)? {
        let value = read(text).map_err(|reason| fields.refuse(field, reason))?;
        into.push(Identifier { kind, value });
    }
    Ok(())
}

fn gender(fields: &Fields<'_, 15>) -> Result<Option<Gender>, Refusal> {
    let Some(text) = fields.text("gender")? else {
        return Ok(None);
    };
    match text.to_lowercase().as_str() {
        "f" | "female" | "ж" => Ok(Some(Gender::Female)),
        "m" | "male" | "м" => Ok(Some(Gender::Male)),
        "other" => Ok(Some(Gender::Other)),
        _ => Err(fields.refuse(
            "gender",
            both!(
                "is not a gender; write female, male or other",
                "это не пол; напишите `female`, `male` или `other`"
            ),
        )),
    }
}

/// Values divided by `|`.
fn list(fields: &Fields<'_, 15>, field: &'static str) -> Result<Vec<String>, Refusal> {
    let parts = fields
        .text(field)?
        .into_iter()
        .flat_map(|text| text.split('|'))
        .map(str::trim);
    Ok(parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect())
}
