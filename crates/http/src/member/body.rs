//! Profiles as callers send them.

use std::collections::BTreeMap;

use regulars_app::member::{Joined, ProfilePatch};
use regulars_app::{Identifier, IdentifierKind};
use regulars_engine::member::{Consent, ConsentState, Gender, Profile};
use regulars_engine::name::StoreId;
use regulars_engine::time::{Instant, LocalDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::parse::too_many;
use crate::parse::{
    Loose, Pointer, StatedCard, StatedDate, StatedEmail, StatedPhone, TEXT_MAX, Wrong, name, names,
    or_default, text, there, values,
};

/// The most cards or tags of a member.
const MOST: usize = 100;

/// A person who joins. Everything is optional: a card handed out at a till knows nothing yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = MemberRequest)]
pub struct MemberBody {
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Anna")]
    first_name: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    middle_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    /// Date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_date: Option<StatedDate>,
    /// `female`, `male` or `other`, as told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "female")]
    gender: Option<Gender>,
    /// City of residence.
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    /// Telephone; identifies the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<StatedPhone>,
    /// E-mail address; identifies the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<StatedEmail>,
    /// Your own id of the member; identifies them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "crm-17")]
    external_id: Option<String>,
    /// A card; identifies the member. The same as `cards` with one item.
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<StatedCard>,
    /// Cards; each identifies the member.
    #[serde(deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    cards: Vec<StatedCard>,
    /// Language of messages: `en`, `ru` or another BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "ru")]
    language: Option<String>,
    /// Home store, by the integrator's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// Free labels.
    #[serde(deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    /// Other yearly dates by name.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, StatedDate>)]
    dates: BTreeMap<String, StatedDate>,
    /// Consents by channel: `granted` or `withdrawn`.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, String>, example = json!({"sms": "granted"}))]
    consents: BTreeMap<String, ConsentState>,
    /// Typed attributes of your own.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, Loose>, example = json!({"shoe_size": 38, "vip": true}))]
    attributes: BTreeMap<String, Loose>,
    /// Where and how they join. Not kept in the profile: reports tell of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<JoinedBody>,
}

/// Where and how somebody joins.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = JoinedRequest)]
pub struct JoinedBody {
    /// The store, by the integrator's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// The till.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2")]
    till: Option<String>,
    /// The cashier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "17")]
    cashier: Option<String>,
    /// From where: a word of yours, as `till`, `site`, `app`. Absent: the integration of the key, or `staff`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "till")]
    source: Option<String>,
}

impl MemberBody {
    /// Where and how they join; without a source from `otherwise`.
    pub fn joined(&self, otherwise: &str, wrong: &mut Wrong) -> Joined {
        let (body, root) = (self.joined.clone().unwrap_or_default(), Pointer::ROOT);
        let root = root.field("joined");
        let source = name(body.source, &root.field("source"), wrong);
        Joined {
            store: name(body.store, &root.field("store"), wrong),
            till: name(body.till, &root.field("till"), wrong),
            cashier: name(body.cashier, &root.field("cashier"), wrong),
            source: source.or_else(|| Some(otherwise.to_owned())),
        }
    }

    /// The profile and the identifiers, with consents given `now`.
    pub fn check(
        self,
        root: &Pointer<'_>,
        now: Instant,
        wrong: &mut Wrong,
    ) -> (Profile, Vec<Identifier>) {
        let mut words = |value: Option<String>, field| {
            value.and_then(|value| text(value, TEXT_MAX, &root.field(field), wrong))
        };
        let (first_name, middle_name) = (
            words(self.first_name, "first_name"),
            words(self.middle_name, "middle_name"),
        );
        let (last_name, city) = (words(self.last_name, "last_name"), words(self.city, "city"));
        let phone = self
            .phone
            .and_then(|phone| phone.take(&root.field("phone"), wrong))
            .map(|phone| phone.0);
        let email = self
            .email
            .and_then(|email| email.take(&root.field("email"), wrong))
            .map(|email| email.0);
        let external_id = name(self.external_id, &root.field("external_id"), wrong);
        let cards = cards(self.card, self.cards, root, wrong);
        names(&self.tags, MOST, &root.field("tags"), wrong);
        let given = identifiers(&phone, &email, &external_id, cards);
        let consent = |state| Consent { state, at: now };
        let profile = Profile {
            first_name,
            middle_name,
            last_name,
            birth_date: self
                .birth_date
                .and_then(|date| date.take(&root.field("birth_date"), wrong)),
            gender: self.gender,
            city,
            phone,
            email,
            language: name(self.language, &root.field("language"), wrong),
            store: name(self.store, &root.field("store"), wrong),
            tags: self.tags,
            dates: dates(self.dates, &root.field("dates"), wrong),
            consents: self
                .consents
                .into_iter()
                .map(|(channel, state)| (channel, consent(state)))
                .collect(),
            attributes: values(self.attributes, &root.field("attributes"), wrong),
        };
        (profile, given)
    }
}

fn cards(
    one: Option<StatedCard>,
    many: Vec<StatedCard>,
    root: &Pointer<'_>,
    wrong: &mut Wrong,
) -> Vec<String> {
    let at = root.field("cards");
    if many.len() > MOST {
        wrong.say(&at, too_many(many.len(), MOST));
        return Vec::new();
    }
    let mut numbers = Vec::new();
    numbers.extend(
        one.and_then(|card| card.take(&root.field("card"), wrong))
            .map(|card| card.0),
    );
    for (index, card) in many.into_iter().enumerate() {
        let number = card.take(&at.item(index), wrong).map(|card| card.0);
        numbers.extend(number.filter(|number| !numbers.contains(number)));
    }
    numbers
}

fn identifiers(
    phone: &Option<String>,
    email: &Option<String>,
    external_id: &Option<String>,
    cards: Vec<String>,
) -> Vec<Identifier> {
    let one = |kind, value: &Option<String>| value.clone().map(|value| Identifier { kind, value });
    let mut all: Vec<_> = cards
        .into_iter()
        .map(|value| Identifier {
            kind: IdentifierKind::Card,
            value,
        })
        .collect();
    all.extend(one(IdentifierKind::Phone, phone));
    all.extend(one(IdentifierKind::Email, email));
    all.extend(one(IdentifierKind::ExternalId, external_id));
    all
}

fn dates(
    given: BTreeMap<String, StatedDate>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> BTreeMap<String, LocalDate> {
    let mut dates = BTreeMap::new();
    for (name, date) in given {
        if let Some(date) = date.take(&at.field(&name), wrong) {
            dates.insert(name, date);
        }
    }
    dates
}

/// A field that may be left out (left alone) or null (cleared).
type Patch<T> = Option<Option<T>>;

/// Changes to a member. A field left out is left alone, `null` clears it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = MemberChange)]
pub struct ChangeBody {
    /// First name.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    first_name: Patch<String>,
    /// Patronymic.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    middle_name: Patch<String>,
    /// Family name.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    last_name: Patch<String>,
    /// Date of birth.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<StatedDate>)]
    birth_date: Patch<StatedDate>,
    /// `female`, `male` or `other`, as told.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    gender: Patch<Gender>,
    /// City of residence.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "Казань")]
    city: Patch<String>,
    /// Telephone.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<StatedPhone>)]
    phone: Patch<StatedPhone>,
    /// E-mail address.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<StatedEmail>)]
    email: Patch<StatedEmail>,
    /// Your own id of the member.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    external_id: Patch<String>,
    /// All cards: those not named are taken away.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<StatedCard>>)]
    cards: Patch<Vec<StatedCard>>,
    /// Language of messages.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    language: Patch<String>,
    /// Home store.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    store: Patch<StoreId>,
    /// All labels: those not named are taken away.
    #[serde(deserialize_with = "there", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<String>>)]
    tags: Patch<Vec<String>>,
    /// Yearly dates by name; those not named are left alone, `null` clears one.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, StatedDate>)]
    dates: BTreeMap<String, Option<StatedDate>>,
    /// Consents by channel: `granted` or `withdrawn`.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, String>, example = json!({"sms": "withdrawn"}))]
    consents: BTreeMap<String, ConsentState>,
    /// Attributes by name; those not named are left alone, `null` clears one.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, Loose>)]
    attributes: BTreeMap<String, Option<Loose>>,
    /// A blocked member is priced as unidentified.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocked: Option<bool>,
}

impl ChangeBody {
    /// The changes, within their limits.
    pub fn check(self, wrong: &mut Wrong) -> ProfilePatch {
        let root = Pointer::ROOT;
        let mut words = |patch: Patch<String>, field| {
            patch.map(|value| {
                value.and_then(|value| text(value, TEXT_MAX, &root.field(field), wrong))
            })
        };
        let (first_name, middle_name) = (
            words(self.first_name, "first_name"),
            words(self.middle_name, "middle_name"),
        );
        let (last_name, city) = (words(self.last_name, "last_name"), words(self.city, "city"));
        ProfilePatch {
            first_name,
            middle_name,
            last_name,
            birth_date: self
                .birth_date
                .map(|date| date.and_then(|date| date.take(&root.field("birth_date"), wrong))),
            gender: self.gender,
            city,
            phone: self.phone.map(|phone| {
                phone
                    .and_then(|phone| phone.take(&root.field("phone"), wrong))
                    .map(|phone| phone.0)
            }),
            email: self.email.map(|email| {
                email
                    .and_then(|email| email.take(&root.field("email"), wrong))
                    .map(|email| email.0)
            }),
            external_id: self
                .external_id
                .map(|id| name(id, &root.field("external_id"), wrong)),
            cards: self
                .cards
                .map(|all| cards(None, all.unwrap_or_default(), &root, wrong)),
            language: self
                .language
                .map(|language| name(language, &root.field("language"), wrong)),
            store: self
                .store
                .map(|store| name(store, &root.field("store"), wrong)),
            tags: self.tags.map(|tags| {
                let tags = tags.unwrap_or_default();
                names(&tags, MOST, &root.field("tags"), wrong);
                tags
            }),
            dates: patch_dates(self.dates, &root.field("dates"), wrong),
            consents: self.consents,
            attributes: patch_values(self.attributes, &root.field("attributes"), wrong),
            blocked: self.blocked,
        }
    }
}

fn patch_dates(
    given: BTreeMap<String, Option<StatedDate>>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> BTreeMap<String, Option<LocalDate>> {
    let mut take = |name: &str, date: StatedDate| date.take(&at.field(name), wrong);
    given
        .into_iter()
        .map(|(name, date)| {
            let date = date.and_then(|date| take(&name, date));
            (name, date)
        })
        .collect()
}

fn patch_values(
    given: BTreeMap<String, Option<Loose>>,
    at: &Pointer<'_>,
    wrong: &mut Wrong,
) -> BTreeMap<String, Option<regulars_engine::member::Value>> {
    let mut take = |name: &str, value: Loose| value.take(name, at, wrong);
    given
        .into_iter()
        .map(|(name, value)| {
            let value = value.and_then(|value| take(&name, value));
            (name, value)
        })
        .collect()
}
