//! Absent and `null` mean the same: not said. Where something is changed, `null` clears it.

use serde::{Deserialize, Deserializer};

/// Reads `null` as the default; for fields with `#[serde(default)]`.
///
/// # Errors
/// Those of the value.
pub fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads a field that is there: `null` clears it.
///
/// # Errors
/// Those of the value.
pub fn there<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}
