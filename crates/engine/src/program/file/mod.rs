//! The program file as written: every number still text, every reference still a word.
//!
//! The types are the published JSON Schema too: their comments are its descriptions.

mod about;
mod activity;
mod challenge;
mod coupon;
mod earn;
mod gift_card;
mod limit;
mod list;
mod membership;
mod offer;
mod partner;
mod redeem;
mod referral;
mod returns;
mod reward;
mod rfm_name;
mod scalar;
mod set;
mod stage;
mod tier;
mod transfer;
mod unit;

pub use about::{AboutFile, Bilingual, ClubPriceFile, NameFile};
pub use activity::{
    ActivityFile, AwardFile, DestinationFile, DividendFile, MomentFile, TakeFile, TriggerFields,
    TriggerFile,
};
pub use challenge::{
    BadgeFile, ChallengeCountFields, ChallengeCountFile, ChallengeCountWord, ChallengeFile,
    ChallengeLevelFile,
};
pub use coupon::{CouponFile, NoEffectFile};
pub use earn::{CombineFile, EarnBaseFile, EarnFile, EarnPerFile, LineTraitFile};
pub use gift_card::GiftCardFile;
pub use limit::{
    ActivateFile, ExpireFields, ExpireFile, LimitFile, Never, PointsCapFile, RenewFile,
};
pub use list::{List, Named, OneOrMany, Unsupported, WordOr};
pub use membership::{MembershipFile, MembershipLevelFile};
pub use offer::{
    AmountPerFile, ApplyFile, ChooseFile, ClassFile, GiftFile, LaneBaseFile, LaneFile, LevelFile,
    MemberCapFile, OfferFile, PickFile, RoundOnFile, ScopeFile, SplitFile,
};
pub use partner::{ExpiredFile, PartnerFile};
pub use redeem::{RedeemFile, ShareOfFile};
pub use referral::ReferralFile;
pub use returns::{
    BrokenFile, LateFile, ReturnsFile, ShortfallFile, SpentFile, TierReturnFile, UnlinkedFile,
};
pub use reward::{PriceFields, PriceFile, RewardFile, UnclaimedFile};
pub use rfm_name::RfmNameFile;
pub use scalar::{
    DateTimeText, MoneyText, NumberText, PerText, PeriodText, PointsText, RateText, ShareText,
    SpanText, TimeText, Word,
};
pub use set::{
    CapFile, GroupFile, LimitsFile, SetFile, SetPartFile, StepFile, StepsByFile, StepsFile,
    StepsModeFile,
};
pub use stage::StageFile;
pub use tier::{
    DowngradeFile, KeepFile, LevelRowFile, ManualFile, MetricFile, PeriodFile, TierFile,
    UpgradeFile,
};
pub use transfer::{TransferFile, TransferLimitFile};
pub use unit::{UnitFile, ValueFile};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::condition::ConditionFile;

/// The rules of a loyalty program: what buyers earn, what they pay, what they climb.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(
    deny_unknown_fields,
    expecting = "the sections of a program, beginning with `program: { id: …, name: … }` ¦ разделы программы, первый — `program: { id: …, name: … }`"
)]
#[schemars(title = "Regulars program")]
pub struct ProgramFile {
    /// What the program is called and where it lives.
    pub program: AboutFile,
    /// Units of account by id: points, miles, stars. None for a program of prices alone.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub units: Named<UnitFile>,
    /// Schemes of levels by id.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub tiers: Named<TierFile>,
    /// Memberships that are paid for by the term, by id.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub memberships: Named<MembershipFile>,
    /// Named conditions over members by id.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub segments: Named<ConditionFile>,
    /// Stages of a member's life with the shop by id: the first that fits counts, the last takes everybody else who has
    /// bought. The usual six if not said.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub stages: Named<StageFile>,
    /// Names of cells of RFM by id: the first that takes a cell names it, and cells that none takes are `others`. The usual
    /// ten if not said.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub rfm_names: Named<RfmNameFile>,
    /// Rules that give points for a purchase.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub earn: List<EarnFile>,
    /// What members do beside buying, and dates that come. By id.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub activities: List<ActivityFile>,
    /// The catalogue of rewards: what members claim for points, or for nothing. By id.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub rewards: List<RewardFile>,
    /// Badges by id.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub badges: Named<BadgeFile>,
    /// Rows of actions that are rewarded. By id.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub challenges: List<ChallengeFile>,
    /// Where offers compete, in the order of pricing. One lane of each level, `line` and `basket`, if not said.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub lanes: List<LaneFile>,
    /// Rules that lower prices.
    #[serde(default, skip_serializing_if = "List::is_empty")]
    pub offers: List<OfferFile>,
    /// Series of coupons by id: public codes, and codes given out one by one.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub coupons: Named<CouponFile>,
    /// Kinds of gift cards and prepaid balances by id: money that was paid before.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub gift_cards: Named<GiftCardFile>,
    /// How points pay for goods, by unit, in the order units are used.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub redeem: Named<RedeemFile>,
    /// Partners of a coalition by id: what each pays and is paid for points.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub partners: Named<PartnerFile>,
    /// How members send points to one another, by unit.
    #[serde(default, skip_serializing_if = "Named::is_empty")]
    pub transfers: Named<TransferFile>,
    /// Members bring friends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<ReferralFile>,
    /// What a return does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<ReturnsFile>,
    /// Events that arrive late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<LateFile>,
    /// Bounds on discounts of several offers together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<LimitsFile>,
    #[serde(default, skip_serializing)]
    #[schemars(skip)]
    games: Unsupported,
    #[serde(default, skip_serializing)]
    #[schemars(skip)]
    clubs: Unsupported,
}
