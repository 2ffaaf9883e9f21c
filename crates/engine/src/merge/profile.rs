//! Two profiles of one person.

use std::collections::BTreeMap;

use crate::member::{Consent, Profile};

/// The profile of who stays, with what only the other said. Of a channel's consent the later statement stands; one of the same
/// instant is that of who stays.
pub fn merge_profiles(stays: &Profile, joins: &Profile) -> Profile {
    let text = |one: &Option<String>, other: &Option<String>| one.clone().or_else(|| other.clone());
    let mut tags = stays.tags.clone();
    let others = joins.tags.iter();
    tags.extend(others.filter(|tag| !stays.tags.contains(tag)).cloned());
    Profile {
        first_name: text(&stays.first_name, &joins.first_name),
        middle_name: text(&stays.middle_name, &joins.middle_name),
        last_name: text(&stays.last_name, &joins.last_name),
        birth_date: stays.birth_date.or(joins.birth_date),
        gender: stays.gender.or(joins.gender),
        city: text(&stays.city, &joins.city),
        phone: text(&stays.phone, &joins.phone),
        email: text(&stays.email, &joins.email),
        language: text(&stays.language, &joins.language),
        store: stays.store.clone().or_else(|| joins.store.clone()),
        tags,
        dates: both(&stays.dates, &joins.dates),
        consents: later(&stays.consents, &joins.consents),
        attributes: both(&stays.attributes, &joins.attributes),
    }
}

fn both<T: Clone>(stays: &BTreeMap<String, T>, joins: &BTreeMap<String, T>) -> BTreeMap<String, T> {
    let mut all = joins.clone();
    all.extend(
        stays
            .iter()
            .map(|(name, value)| (name.clone(), value.clone())),
    );
    all
}

fn later(
    stays: &BTreeMap<String, Consent>,
    joins: &BTreeMap<String, Consent>,
) -> BTreeMap<String, Consent> {
    let mut all = stays.clone();
    for (channel, said) in joins {
        let known = all.entry(channel.clone()).or_insert(*said);
        if said.at > known.at {
            *known = *said;
        }
    }
    all
}
