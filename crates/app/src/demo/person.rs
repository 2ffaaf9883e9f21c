//! Made-up people: profile, card, telephone, e-mail address. Nobody real can be reached by what they are given.

use std::collections::BTreeMap;

use regulars_engine::member::{Consent, ConsentState, Gender, Profile};
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{Identifier, IdentifierKind};

use super::chain::Shop;
use super::names::{in_latin_letters, name};
use super::random::Random;

/// Tags a shop gives, with how many of a hundred have each.
const TAGS: [(&str, u32); 5] = [
    ("student", 14),
    ("with-children", 18),
    ("vegetarian", 6),
    ("delivery", 12),
    ("staff", 1),
];

/// No operator in Russia has been given this code.
const PHONE_CODE: &str = "+7975";

/// Telephones of a code.
const PHONES: u64 = 10_000_000;

/// Spreads members over the telephones; shares no factor with their number, so that each has their own.
const PHONE_STEP: u64 = 7_654_321;

/// A person who is about to join.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    pub(super) profile: Profile,
    pub(super) identifiers: Vec<Identifier>,
}

/// The person who joins as that number (from 0), at a shop, at an instant.
pub(super) fn person(
    number: u32,
    shop: &Shop,
    at: Instant,
    today: LocalDate,
    random: &mut Random,
) -> Person {
    let gender = if random.percent(54) {
        Gender::Female
    } else {
        Gender::Male
    };
    let name = name(gender, shop.city, random);
    let phone = random.percent(94).then(|| phone(number));
    let email = random.percent(58).then(|| {
        let (first, last) = (in_latin_letters(name.first), in_latin_letters(&name.last));
        format!("{first}.{last}{}@example.com", u64::from(number) + 1)
    });
    let identifiers = identifiers(number, phone.as_deref(), email.as_deref());
    let profile = Profile {
        first_name: Some(name.first.to_owned()),
        middle_name: name.middle.map(str::to_owned),
        last_name: Some(name.last),
        birth_date: random.percent(82).then(|| birth_date(today, random)),
        gender: random.percent(93).then_some(gender),
        city: random.percent(88).then(|| shop.city.name().to_owned()),
        consents: consents(phone.is_some(), email.is_some(), at, random),
        phone,
        email,
        language: Some(name.language.to_owned()),
        store: Some(shop.id.clone()),
        tags: tags(random),
        dates: BTreeMap::new(),
        attributes: BTreeMap::new(),
    };
    Person {
        profile,
        identifiers,
    }
}

fn identifiers(number: u32, phone: Option<&str>, email: Option<&str>) -> Vec<Identifier> {
    let of = |kind, value: &str| Identifier {
        kind,
        value: value.to_owned(),
    };
    let mut identifiers = vec![of(IdentifierKind::Card, &card(number))];
    identifiers.extend(phone.map(|phone| of(IdentifierKind::Phone, phone)));
    identifiers.extend(email.map(|email| of(IdentifierKind::Email, email)));
    identifiers
}

/// The card of a member: an EAN-13 of the range that shops give out themselves. The first one is 2900000000018.
pub(super) fn card(number: u32) -> String {
    let body = format!("29{:010}", u64::from(number) + 1);
    let check = check_digit(&body);
    format!("{body}{check}")
}

/// The digit that makes the sum of an EAN-13's digits, every second one threefold, a multiple of ten.
fn check_digit(body: &str) -> u32 {
    let weights = [1, 3].into_iter().cycle();
    let digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    (10 - sum % 10) % 10
}

fn phone(number: u32) -> String {
    let digits = (u64::from(number) + 1) * PHONE_STEP % PHONES;
    format!("{PHONE_CODE}{digits:07}")
}

/// Sixteen to seventy-five years old, most of them between twenty and forty.
fn birth_date(today: LocalDate, random: &mut Random) -> LocalDate {
    let (young, old) = match random.below(100) {
        0..=13 => (16, 19),
        14..=55 => (20, 29),
        56..=81 => (30, 39),
        82..=93 => (40, 54),
        _ => (55, 75),
    };
    today
        .plus_years(-random.between(young, old) - 2)
        .plus_days(-random.between(0, 364))
}

fn consents(
    phone: bool,
    email: bool,
    at: Instant,
    random: &mut Random,
) -> BTreeMap<String, Consent> {
    let channels = [("sms", phone, 72), ("email", email, 64), ("push", true, 38)];
    let mut consents = BTreeMap::new();
    for (channel, has, percent) in channels {
        let state = match random.below(100) {
            draw if draw < percent => ConsentState::Granted,
            draw if draw < percent + 8 => ConsentState::Withdrawn,
            _ => continue,
        };
        if has {
            consents.insert(channel.to_owned(), Consent { state, at });
        }
    }
    consents
}

fn tags(random: &mut Random) -> Vec<String> {
    let mut tags = TAGS
        .iter()
        .filter(|(_, percent)| random.percent(*percent))
        .map(|(tag, _)| (*tag).to_owned());
    tags.by_ref().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::demo::chain::Chain;
    use crate::member::identifier;

    #[test]
    fn the_first_card_is_the_one_of_the_read_me() {
        assert_eq!(card(0), "2900000000018");
        assert_eq!(card(1), "2900000000025");
        assert_eq!(check_digit("400638133393"), 1);
    }

    #[test]
    fn nobody_shares_a_card_a_telephone_or_an_address() {
        let chain = Chain::open().unwrap();
        let today = LocalDate::new(2026, 3, 10).unwrap();
        let mut seen = BTreeSet::new();
        for number in 0..3_000 {
            let mut random = Random::of(1, u64::from(number));
            let one = person(
                number,
                chain.first().unwrap(),
                Instant::from_ms(0),
                today,
                &mut random,
            );
            for known in one.identifiers {
                assert!(seen.insert(known.clone()), "{known:?}");
                let read = match known.kind {
                    IdentifierKind::Phone => identifier::phone(&known.value),
                    IdentifierKind::Email => identifier::email(&known.value),
                    _ => identifier::card(&known.value),
                };
                assert_eq!(read, Ok(known.value));
            }
        }
    }

    #[test]
    fn everybody_is_at_least_sixteen_when_the_first_joined() {
        let today = LocalDate::new(2026, 3, 10).unwrap();
        let mut random = Random::of(1, 1);
        for _ in 0..1_000 {
            let born = birth_date(today, &mut random);
            assert!(
                born <= today.plus_years(-18) && born > today.plus_years(-79),
                "{born}"
            );
        }
    }
}
