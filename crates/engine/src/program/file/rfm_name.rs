//! Section `rfm_names`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::about::NameFile;
use crate::condition::{OneOrMany, Scalar};

/// A name of cells of RFM: scores from 1 to 5, 5 the best; all of an axis of which nothing is said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RfmName")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { name: { en: Stars, ru: Звёзды }, recency: [4, 5], frequency: 5 } ¦ поля, например `{ name: { en: Stars, ru: Звёзды }, recency: [4, 5], frequency: 5 }`"
)]
pub struct RfmNameFile {
    /// The name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// How lately.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recency: Option<OneOrMany<Scalar>>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<OneOrMany<Scalar>>,
    /// For how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<OneOrMany<Scalar>>,
}
