//! Who buys: names, telephones, cards, birthdays.

use std::collections::BTreeMap;

use regulars_engine::member::{Consent, ConsentState, Gender, Profile};
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{Identifier, IdentifierKind};

use super::places::Spot;
use super::random::Random;

const WOMEN: [(&str, &str); 24] = [
    ("Анна", "anna"),
    ("Мария", "maria"),
    ("Елена", "elena"),
    ("Ольга", "olga"),
    ("Наталья", "natalia"),
    ("Ирина", "irina"),
    ("Екатерина", "ekaterina"),
    ("Татьяна", "tatiana"),
    ("Светлана", "svetlana"),
    ("Юлия", "julia"),
    ("Дарья", "daria"),
    ("Полина", "polina"),
    ("Ксения", "ksenia"),
    ("Алина", "alina"),
    ("Вера", "vera"),
    ("Софья", "sofia"),
    ("Виктория", "victoria"),
    ("Алиса", "alisa"),
    ("Марина", "marina"),
    ("Гульнара", "gulnara"),
    ("Лейла", "leila"),
    ("Айгуль", "aigul"),
    ("Диана", "diana"),
    ("Камила", "kamila"),
];

const MEN: [(&str, &str); 24] = [
    ("Александр", "alexander"),
    ("Дмитрий", "dmitry"),
    ("Максим", "maxim"),
    ("Сергей", "sergey"),
    ("Андрей", "andrey"),
    ("Алексей", "alexey"),
    ("Артём", "artem"),
    ("Илья", "ilya"),
    ("Кирилл", "kirill"),
    ("Михаил", "mikhail"),
    ("Никита", "nikita"),
    ("Матвей", "matvey"),
    ("Роман", "roman"),
    ("Егор", "egor"),
    ("Иван", "ivan"),
    ("Денис", "denis"),
    ("Тимур", "timur"),
    ("Ильдар", "ildar"),
    ("Руслан", "ruslan"),
    ("Марат", "marat"),
    ("Павел", "pavel"),
    ("Глеб", "gleb"),
    ("Фёдор", "fedor"),
    ("Константин", "konstantin"),
];

/// Surnames as men bear them; women's end in «а».
const SURNAMES: [(&str, &str); 30] = [
    ("Иванов", "ivanov"),
    ("Смирнов", "smirnov"),
    ("Кузнецов", "kuznetsov"),
    ("Попов", "popov"),
    ("Васильев", "vasiliev"),
    ("Петров", "petrov"),
    ("Соколов", "sokolov"),
    ("Михайлов", "mikhailov"),
    ("Новиков", "novikov"),
    ("Фёдоров", "fedorov"),
    ("Морозов", "morozov"),
    ("Волков", "volkov"),
    ("Алексеев", "alekseev"),
    ("Лебедев", "lebedev"),
    ("Семёнов", "semenov"),
    ("Егоров", "egorov"),
    ("Павлов", "pavlov"),
    ("Козлов", "kozlov"),
    ("Степанов", "stepanov"),
    ("Николаев", "nikolaev"),
    ("Орлов", "orlov"),
    ("Андреев", "andreev"),
    ("Макаров", "makarov"),
    ("Никитин", "nikitin"),
    ("Захаров", "zakharov"),
    ("Зайцев", "zaitsev"),
    ("Галиев", "galiev"),
    ("Хасанов", "khasanov"),
    ("Сафин", "safin"),
    ("Яковлев", "yakovlev"),
];

/// A person and how they are found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    pub(super) profile: Profile,
    pub(super) identifiers: Vec<Identifier>,
}

/// The card of the member with this number, from 1: an EAN-13 under 29, a range for use inside a shop.
pub(super) fn card(number: u32) -> String {
    let digits = format!("29{number:010}");
    let sum: u32 = digits
        .bytes()
        .zip([1, 3].into_iter().cycle())
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// The member with this number, from 1, who joins at a store.
pub(super) fn person(number: u32, spot: &Spot, joined: Instant, today: LocalDate) -> Person {
    let random = &mut Random::of(2, u64::from(number));
    let woman = random.percent(54);
    let (first, first_latin) = if woman {
        random.pick(&WOMEN)
    } else {
        random.pick(&MEN)
    };
    let (last, last_latin) = random.pick(&SURNAMES);
    let ending = if woman { "а" } else { "" };
    let in_latin = random.percent(6);
    let phone = random.percent(78).then(|| format!("+7900{number:07}"));
    let latin_ending = if woman { "a" } else { "" };
    let email = random
        .percent(48)
        .then(|| format!("{first_latin}.{last_latin}{latin_ending}.{number}@example.org"));
    let profile = Profile {
        first_name: Some(if in_latin {
            capital(first_latin)
        } else {
            first.to_owned()
        }),
        last_name: Some(if in_latin {
            capital(last_latin)
        } else {
            format!("{last}{ending}")
        }),
        birth_date: random.percent(64).then(|| birth_date(random, today)),
        gender: random
            .percent(90)
            .then_some(if woman { Gender::Female } else { Gender::Male }),
        city: Some(spot.city.to_owned()),
        language: Some(if in_latin { "en" } else { "ru" }.to_owned()),
        store: Some(spot.store()),
        tags: tags(random),
        consents: consents(random, phone.is_some(), email.is_some(), joined),
        phone: phone.clone(),
        email: email.clone(),
        ..Profile::default()
    };
    let by = |kind, value: Option<String>| value.map(|value| Identifier { kind, value });
    let identifiers = [
        by(IdentifierKind::Card, Some(card(number))),
        by(IdentifierKind::Phone, phone),
        by(IdentifierKind::Email, email),
    ];
    Person {
        profile,
        identifiers: identifiers.into_iter().flatten().collect(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Most are between 18 and 45.
fn birth_date(random: &mut Random, today: LocalDate) -> LocalDate {
    let years = 16 + random.below(14) + random.below(14) + random.below(20);
    let years = i32::try_from(years).unwrap_or(30);
    today.plus_years(-years).plus_days(-random.between(0, 364))
}

fn tags(random: &mut Random) -> Vec<String> {
    let mut tags = Vec::new();
    for (tag, share) in [
        ("app", 35),
        ("delivery", 22),
        ("family", 18),
        ("student", 15),
    ] {
        if random.percent(share) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn consents(
    random: &mut Random,
    phone: bool,
    email: bool,
    joined: Instant,
) -> BTreeMap<String, Consent> {
    let mut consents = BTreeMap::new();
    for (channel, reachable, share) in
        [("sms", phone, 70), ("email", email, 62), ("push", true, 25)]
    {
        if reachable {
            let state = if random.percent(share) {
                ConsentState::Granted
            } else {
                ConsentState::Withdrawn
            };
            consents.insert(channel.to_owned(), Consent { state, at: joined });
        }
    }
    consents
}

#[cfg(test)]
mod tests {
    use super::super::places::SPOTS;
    use super::*;

    #[test]
    fn cards_bear_their_check_digit() {
        assert_eq!(card(1), "2900000000018");
        assert_eq!(card(20_000), "2900000200005");
        let sum = |card: &str| -> u32 {
            card.bytes()
                .zip([1, 3].into_iter().cycle())
                .map(|(byte, weight)| u32::from(byte - b'0') * weight)
                .sum()
        };
        assert!((1..500).all(|number| sum(&card(number)).is_multiple_of(10)));
    }

    #[test]
    fn a_person_is_always_the_same_and_nobody_else() {
        let today = LocalDate::new(2026, 3, 1).unwrap();
        let of = |number| person(number, &SPOTS[0], Instant::from_ms(0), today);
        assert_eq!(of(17), of(17));
        let mut found: Vec<_> = (1..=2_000)
            .flat_map(|number| of(number).identifiers)
            .collect();
        let all = found.len();
        found.sort();
        found.dedup();
        assert_eq!(found.len(), all);
    }
}
