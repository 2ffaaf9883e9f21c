//! Members as callers read them.

use std::collections::BTreeMap;

use regulars_app::IdentifierKind;
use regulars_app::member::MemberView;
use regulars_engine::id::MemberId;
use regulars_engine::member::{ConsentState, Gender};
use regulars_engine::name::StoreId;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::{Loose, StatedDate};
use crate::render::Moment;

/// A member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// Our id.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    id: MemberId,
    /// When they joined.
    registered_at: Moment,
    /// A blocked member is priced as unidentified.
    blocked: bool,
    /// When the member was erased; nothing is known of them since.
    #[serde(skip_serializing_if = "Option::is_none")]
    erased_at: Option<Moment>,
    /// First name.
    first_name: Option<String>,
    /// Patronymic.
    middle_name: Option<String>,
    /// Family name.
    last_name: Option<String>,
    /// Date of birth.
    #[schema(value_type = Option<StatedDate>)]
    birth_date: Option<LocalDate>,
    /// `female`, `male` or `other`, as told.
    #[schema(value_type = Option<String>)]
    gender: Option<Gender>,
    /// City of residence.
    city: Option<String>,
    /// Telephone, in the form +79000000001.
    #[schema(example = "+79000000001")]
    phone: Option<String>,
    /// E-mail address, in lower case.
    email: Option<String>,
    /// Your own id of the member.
    external_id: Option<String>,
    /// Cards.
    cards: Vec<String>,
    /// Language of messages.
    language: Option<String>,
    /// Home store.
    #[schema(value_type = Option<String>)]
    store: Option<StoreId>,
    /// Free labels.
    tags: Vec<String>,
    /// Other yearly dates by name.
    #[schema(value_type = std::collections::HashMap<String, StatedDate>)]
    dates: BTreeMap<String, LocalDate>,
    /// Consents by channel.
    #[schema(value_type = std::collections::HashMap<String, ConsentAnswer>)]
    consents: BTreeMap<String, ConsentAnswer>,
    /// Typed attributes of your own.
    #[schema(value_type = std::collections::HashMap<String, Loose>)]
    attributes: BTreeMap<String, Loose>,
}

/// A consent as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Consent)]
struct ConsentAnswer {
    /// `granted` or `withdrawn`.
    #[schema(value_type = String, example = "granted")]
    state: ConsentState,
    /// Since when.
    at: Moment,
}

impl From<MemberView> for Member {
    fn from(view: MemberView) -> Self {
        let profile = view.profile;
        let of = |kind| {
            view.identifiers
                .iter()
                .filter(move |own| own.kind == kind)
                .map(|own| own.value.clone())
        };
        let consent = |(channel, consent): (String, regulars_engine::member::Consent)| {
            (
                channel,
                ConsentAnswer {
                    state: consent.state,
                    at: Moment::utc(consent.at),
                },
            )
        };
        Self {
            id: view.id,
            registered_at: Moment::utc(view.registered_at),
            blocked: view.blocked,
            erased_at: view.erased_at.map(Moment::utc),
            first_name: profile.first_name,
            middle_name: profile.middle_name,
            last_name: profile.last_name,
            birth_date: profile.birth_date,
            gender: profile.gender,
            city: profile.city,
            phone: profile.phone,
            email: profile.email,
            external_id: of(IdentifierKind::ExternalId).next(),
            cards: of(IdentifierKind::Card).collect(),
            language: profile.language,
            store: profile.store,
            tags: profile.tags,
            dates: profile.dates,
            consents: profile.consents.into_iter().map(consent).collect(),
            attributes: profile
                .attributes
                .into_iter()
                .map(|(name, value)| (name, Loose::of(value)))
                .collect(),
        }
    }
}
