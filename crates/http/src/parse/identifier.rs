//! Identifiers as bodies name them. Their one form is the app's: equal people find equal rows.

pub use regulars_app::member::identifier::{card, email, phone};
use regulars_app::{Identifier, IdentifierKind, MemberRef};
use regulars_engine::language::{Both, Said};
use regulars_engine::{both, said};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::stated::{Stated, Written};
use super::{NAME_MAX, Pointer, Wrong, text};

/// A member by exactly one identifier.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberName {
    /// Our id: `mem_…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "mem_01HZX3V8K0G04")]
    pub id: Option<String>,
    /// A card number: 4 to 64 printable characters; spaces are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "2900000000018")]
    pub card: Option<String>,
    /// A telephone: international with `+`, or Russian with 8 or 7. Spaces, dots, dashes and brackets are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "+7 900 000-00-01")]
    pub phone: Option<String>,
    /// An e-mail address, in any letter case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "ann@example.org")]
    pub email: Option<String>,
    /// The integrator's own id of the member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "crm-17")]
    pub external_id: Option<String>,
}

impl MemberName {
    /// Whether any identifier is given.
    pub fn is_said(&self) -> bool {
        let Self {
            id,
            card,
            phone,
            email,
            external_id,
        } = self;
        [id, card, phone, email, external_id]
            .into_iter()
            .any(Option::is_some)
    }

    /// The member named.
    pub fn check(self, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<MemberRef> {
        let Self {
            id,
            card: number,
            phone: telephone,
            email: address,
            external_id: external,
        } = self;
        let given = [&id, &number, &telephone, &address, &external]
            .into_iter()
            .flatten()
            .count();
        if given != 1 {
            let said = said!(
                "has {given} identifiers; exactly one of `id`, `card`, `phone`, `email`, `external_id` names a member",
                "указано: {given}; участника называет что-то одно: `id`, `card`, `phone`, `email` или `external_id`"
            );
            return wrong.none(at, said);
        }
        let by = |kind, value| MemberRef::Identifier(Identifier { kind, value });
        if let Some(id) = id {
            return parsed(id.parse(), &at.field("id"), wrong).map(MemberRef::Id);
        }
        if let Some(value) = number {
            return parsed(card(&value), &at.field("card"), wrong)
                .map(|value| by(IdentifierKind::Card, value));
        }
        if let Some(value) = telephone {
            return parsed(phone(&value), &at.field("phone"), wrong)
                .map(|value| by(IdentifierKind::Phone, value));
        }
        if let Some(value) = address {
            return parsed(email(&value), &at.field("email"), wrong)
                .map(|value| by(IdentifierKind::Email, value));
        }
        let at = at.field("external_id");
        external_id(external?, &at, wrong).map(|value| by(IdentifierKind::ExternalId, value))
    }
}

impl MemberName {
    /// The member presented at a till that has sold already: such a purchase is not refused for a number that was
    /// misread. It stands as it is, and is nobody's.
    pub fn check_sold(self, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<MemberRef> {
        let misread = match &self {
            Self {
                card: Some(number), ..
            } if card(number).is_err() => Some((IdentifierKind::Card, number)),
            Self {
                phone: Some(number),
                ..
            } if phone(number).is_err() => Some((IdentifierKind::Phone, number)),
            Self {
                email: Some(address),
                ..
            } if email(address).is_err() => Some((IdentifierKind::Email, address)),
            _ => None,
        };
        match misread {
            Some((kind, value)) => {
                let value = value.chars().take(NAME_MAX).collect();
                Some(MemberRef::Identifier(Identifier { kind, value }))
            }
            None => self.check(at, wrong),
        }
    }
}

fn parsed<T, E: Into<Said>>(read: Result<T, E>, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<T> {
    read.map_err(|fault| wrong.say(at, fault)).ok()
}

/// The integrator's own id of a member.
pub fn external_id(value: String, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<String> {
    text(value, NAME_MAX, at, wrong)
}

/// An identifier stated in a body: normalised, or its fault.
macro_rules! written_identifier {
    ($($(#[$doc:meta])* $name:ident $read:path, $expected:expr, $description:literal, $example:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl Written for $name {
            const NAME: &'static str = stringify!($name);
            const EXPECTED: Both = $expected;
            const NUMBER: bool = false;

            fn read(text: &str) -> Result<Self, Said> {
                $read(text).map(Self)
            }

            fn schema() -> utoipa::openapi::schema::ObjectBuilder {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some($description))
                    .examples([serde_json::Value::from($example)])
            }
        }
    )*};
}

written_identifier! {
    /// A telephone in a profile.
    Phone phone, both!("a telephone as a string", "телефон в кавычках"), "A telephone: international with +, or Russian with 8 or 7.", "+7 900 000-00-01";
    /// An e-mail address in a profile.
    Email email, both!("an e-mail address as a string", "адрес почты в кавычках"), "An e-mail address, in any letter case.", "ann@example.org";
    /// A card in a profile.
    Card card, both!("a card number as a string", "номер карты в кавычках"), "A card number: 4 to 64 printable characters; spaces are left out.", "2900000000018";
}

/// A telephone as a caller wrote it.
pub type StatedPhone = Stated<Phone>;
/// An e-mail address as a caller wrote it.
pub type StatedEmail = Stated<Email>;
/// A card as a caller wrote it.
pub type StatedCard = Stated<Card>;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: fn(&str) -> Result<String, Said>, written: &str, expected: Result<&str, &str>) {
        match (read(written), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(found), Err(says)) => assert!(found.to_string().contains(says), "{found}"),
            (found, expected) => panic!("{written}: {found:?} where {expected:?} is due"),
        }
    }

    #[test]
    fn telephones_become_international() {
        check(phone, "+7 (900) 000-00-01", Ok("+79000000001"));
        check(phone, "8 900 000 00 01", Ok("+79000000001"));
        check(phone, "79000000001", Ok("+79000000001"));
        check(phone, "+1 212 555 0100", Ok("+12125550100"));
        check(phone, "+44.20.7946.0958", Ok("+442079460958"));
        check(phone, "9000000001", Err("does not say its country"));
        check(phone, "+7900", Err("has 4 digits"));
        check(phone, "+0123456789", Err("begins with +0"));
        check(phone, "ann", Err("is not a telephone"));
        check(phone, "", Err("is not a telephone"));
        check(phone, "+7900000000１", Err("is not a telephone"));
    }

    #[test]
    fn addresses_become_lower_case() {
        check(email, " Ann@Example.ORG ", Ok("ann@example.org"));
        check(email, "a+b@c.de", Ok("a+b@c.de"));
        check(email, "анна@почта.рф", Ok("анна@почта.рф"));
        check(email, "ann", Err("has no @"));
        check(email, "@b.c", Err("is not an e-mail address"));
        check(email, "a@b", Err("has no domain"));
        check(email, "a@b..c", Err("has no domain"));
        check(email, "a b@c.de", Err("characters"));
        check(email, "a@b@c.de", Err("is not an e-mail address"));
    }

    #[test]
    fn cards_are_what_is_printed() {
        check(card, "2900 0000 00018", Ok("2900000000018"));
        check(card, "AB-17", Ok("AB-17"));
        check(card, "17", Err("has 2 characters"));
        check(card, "29000\n00018", Err("cannot be printed"));
    }

    #[test]
    fn a_member_has_one_name() {
        let check = |name: MemberName| {
            let mut wrong = Wrong::default();
            let member = name.check(&Pointer::ROOT.field("member"), &mut wrong);
            wrong
                .finish(member)
                .map_err(|problem| format!("{problem:?}"))
        };
        assert!(
            check(MemberName {
                card: Some("2900".to_owned()),
                ..MemberName::default()
            })
            .is_ok()
        );
        assert!(
            check(MemberName::default())
                .unwrap_err()
                .contains("has 0 identifiers")
        );
        let two = MemberName {
            card: Some("2900".to_owned()),
            id: Some("mem_0".to_owned()),
            ..MemberName::default()
        };
        assert!(check(two).unwrap_err().contains("has 2 identifiers"));
        let wrong_id = MemberName {
            id: Some("pur_0".to_owned()),
            ..MemberName::default()
        };
        assert!(check(wrong_id).unwrap_err().contains("/member/id"));
    }
}
