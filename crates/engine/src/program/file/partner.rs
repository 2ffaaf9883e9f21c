//! Section `partners`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::List;
use super::about::NameFile;
use super::scalar::Word;
use super::unit::ValueFile;

/// A business whose customers earn and spend the program's points with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Partner")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { stores: [alpha-1], issue: { points: 100, money: 1.00 }, burn: { points: 100, money: 0.90 } } ¦ поля, например `{ stores: [alpha-1], issue: { points: 100, money: 1.00 }, burn: { points: 100, money: 0.90 } }`"
)]
pub struct PartnerFile {
    /// Its name, for people; the id if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<NameFile>,
    /// Its places of sale. A place belongs to one partner at most.
    pub stores: List<Word>,
    /// The unit that is settled; may be left out in a program with one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Word>,
    /// What it pays for points that are given with it.
    pub issue: ValueFile,
    /// What it is paid for points that are spent with it.
    pub burn: ValueFile,
    /// Who keeps the money for points that expire; `program` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired: Option<ExpiredFile>,
}

/// Who keeps the money for points that expire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ExpiredMoney")]
#[serde(rename_all = "snake_case")]
pub enum ExpiredFile {
    /// The program.
    Program,
    /// The partner that had paid for them.
    Partner,
}
