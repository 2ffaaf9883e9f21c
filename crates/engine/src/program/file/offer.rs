//! Sections `lanes` and `offers`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::List;
use super::limit::LimitFile;
use super::scalar::{MoneyText, PeriodText, ShareText, Word};
use super::set::{SetFile, SetPartFile, StepsFile};
use crate::condition::{ConditionFile, LineWhereFile};
use crate::number::Rounding;

/// Where offers compete. Inside a lane one common offer wins per unit; between lanes discounts add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Lane")]
#[serde(
    deny_unknown_fields,
    expecting = "a lane, like { id: promo, level: line } ¦ дорожка, например `{ id: promo, level: line }`"
)]
pub struct LaneFile {
    /// Its name.
    pub id: Word,
    /// What its offers are on.
    pub level: LevelFile,
    /// Who wins; `best` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<ChooseFile>,
    /// Amounts it computes on; `running` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<LaneBaseFile>,
    /// How many apply; `one` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply: Option<ApplyFile>,
    /// The most its offers take off a purchase together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_discount: Option<MoneyText>,
    /// The most its offers take off a purchase together, as a share of its amount before discounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_share: Option<ShareText>,
}

/// What a lane's offers are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LaneLevel")]
#[serde(rename_all = "snake_case")]
pub enum LevelFile {
    /// Single lines.
    Line,
    /// The basket or a part of it, spread over lines.
    Basket,
    /// Delivery and services: lines with the flag `service`, which offers of other lanes never touch.
    Service,
}

/// Who wins in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Choose")]
#[serde(rename_all = "snake_case")]
pub enum ChooseFile {
    /// The greatest benefit to the buyer.
    Best,
    /// The highest priority.
    Priority,
}

/// Amounts a lane computes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "LaneBase")]
#[serde(rename_all = "snake_case")]
pub enum LaneBaseFile {
    /// What earlier lanes left.
    Running,
    /// Amounts before all offers.
    Initial,
}

/// How many offers of a lane apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Apply")]
#[serde(rename_all = "snake_case")]
pub enum ApplyFile {
    /// One common offer per unit.
    One,
    /// Every offer, by priority.
    All,
}

/// A rule that lowers prices, or gives goods. One of `percent`, `amount`, `price` and `steps` says how; with `set`, for whom of
/// the set; or `gift`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Offer")]
#[serde(
    deny_unknown_fields,
    expecting = "an offer, like { id: spring, percent: 10% } ¦ акция, например `{ id: spring, percent: 10% }`"
)]
pub struct OfferFile {
    /// Its id, unique in the program.
    pub id: Word,
    /// Lane it competes in; the first of its level if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lane: Option<Word>,
    /// How it meets others; `common` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassFile>,
    /// What an exclusive offer keeps others off; its own units if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<ScopeFile>,
    /// Higher comes first; 0 if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// When it applies; always if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Lines it is on; all if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<LineWhereFile>,
    /// Lines it is not on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclude: Option<LineWhereFile>,
    /// Goods given for the basket; goes with `when`, `limit` and `stock` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<GiftFile>,
    /// How many units of the gift there are for all members together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<LimitFile>,
    /// A share off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<ShareText>,
    /// An amount off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<MoneyText>,
    /// What the amount is off; in a basket lane the basket, in a line lane each line if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<AmountPerFile>,
    /// A unit costs this, never more than it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyText>,
    /// A share off that grows with units, amounts or what the member bought so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub steps: Option<StepsFile>,
    /// Goods that belong together: it is granted once for every full set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<SetFile>,
    /// Units beside the set that get the discount; the set itself if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub get: Option<SetPartFile>,
    /// So many units of the set cost nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<u32>,
    /// Which units get the discount of a set; the cheapest if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pick: Option<PickFile>,
    /// Whether the units of the set that pay full price are used up by it; yes if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consumes: Option<bool>,
    /// At most so many sets in a purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
    /// The amount is granted once for each full so much of the goods it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<MoneyText>,
    /// How an amount off the basket is spread over lines; by their amounts if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<SplitFile>,
    /// Of the goods it is on, at most so much is discounted, from the first line on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_base: Option<MoneyText>,
    /// The most it takes off a purchase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_discount: Option<MoneyText>,
    /// The most it gives a member in a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_member: Option<MemberCapFile>,
    /// Granted whole or not at all, where a cap or a floor would cut it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_or_nothing: bool,
    /// Group of `limits.groups` it counts in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Word>,
    /// The most it takes off a line, as a share of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_line_share: Option<ShareText>,
    /// How often a member may use it; without limit if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<LimitFile>,
    /// Rounding of the discount; `half_up` if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Rounding>,
    /// Where a discount is rounded; a line offer per line, a basket offer on its total if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_on: Option<RoundOnFile>,
}

/// Goods given for a basket: the till adds the line, it costs nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Gift")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { choose: [mug, cup], count: 1 } ¦ поля, например `{ choose: [mug, cup], count: 1 }`"
)]
pub struct GiftFile {
    /// What there is to choose from: SKUs; a single one is simply given.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub choose: List<Word>,
    /// Units of a basket; one if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// The most an offer gives a member in a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MemberCap")]
#[serde(
    deny_unknown_fields,
    expecting = "fields, like { amount: 1000.00, per: month } ¦ поля, например `{ amount: 1000.00, per: month }`"
)]
pub struct MemberCapFile {
    /// So much money.
    pub amount: MoneyText,
    /// In which time: `life`, `day`, `week`, `month`, `quarter` or `year`.
    pub per: PeriodText,
}

/// Which units of a set get its discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Pick")]
#[serde(rename_all = "snake_case")]
pub enum PickFile {
    /// The cheapest.
    Cheapest,
    /// The dearest.
    Dearest,
}

/// How an amount is spread over lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Split")]
#[serde(rename_all = "snake_case")]
pub enum SplitFile {
    /// By their amounts.
    Amount,
    /// By their units.
    Quantity,
}

/// Where a discount is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "RoundOn")]
#[serde(rename_all = "snake_case")]
pub enum RoundOnFile {
    /// For a single unit, times its units.
    Unit,
    /// Once on each line.
    Line,
    /// Once on the sum of lines.
    Total,
}

/// How an offer meets others of its lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Class")]
#[serde(rename_all = "snake_case")]
pub enum ClassFile {
    /// One wins per unit.
    Common,
    /// Adds to anything.
    Always,
    /// Keeps common offers off.
    Exclusive,
}

/// What an exclusive offer keeps others off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Scope")]
#[serde(rename_all = "snake_case")]
pub enum ScopeFile {
    /// The units it is on.
    Units,
    /// The whole basket.
    Basket,
}

/// What an amount is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AmountPer")]
#[serde(rename_all = "snake_case")]
pub enum AmountPerFile {
    /// The basket.
    Basket,
    /// Each matching line.
    Line,
    /// Each unit of matching lines.
    Unit,
}
