//! The member's profile: what conditions may read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::name::StoreId;
use crate::number::Quantity;
use crate::time::{Instant, LocalDate};

/// Facts about a person. Everything is optional: a card handed out at the till knows nothing yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// First name.
    pub first_name: Option<String>,
    /// Patronymic.
    pub middle_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Date of birth.
    pub birth_date: Option<LocalDate>,
    /// Gender as told.
    pub gender: Option<Gender>,
    /// City of residence.
    pub city: Option<String>,
    /// Telephone, E.164.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Language of messages, `en` or `ru` (BCP 47).
    pub language: Option<String>,
    /// Home store.
    pub store: Option<StoreId>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Other yearly dates by name: `wedding`.
    pub dates: BTreeMap<String, LocalDate>,
    /// Current consent by channel: `sms`, `email`, …
    pub consents: BTreeMap<String, Consent>,
    /// Typed custom attributes.
    pub attributes: BTreeMap<String, Value>,
}

/// Gender as told by the member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Woman.
    Female,
    /// Man.
    Male,
    /// Neither of the two words.
    Other,
}

impl Gender {
    /// The word in files and requests.
    pub fn key(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
        }
    }
}

/// Consent to one channel, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Given or withdrawn.
    pub state: ConsentState,
    /// Since when.
    pub at: Instant,
}

/// State of a consent; no row at all means never asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// The member agreed.
    Granted,
    /// The member refused or withdrew.
    Withdrawn,
}

/// A typed value of a custom attribute or an event property.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text.
    Text(String),
    /// A number with up to four decimals.
    Number(Quantity),
    /// Yes or no.
    Flag(bool),
    /// A local day.
    Date(LocalDate),
}
