//! Rules as sentences in English and Russian, for the console, the terms of a program and explanations.
//!
//! A unit's name comes as its file has it, in the plural, so sentences keep it in the nominative: `Бонусы: 5% …`.

mod back;
pub(crate) mod challenges;
mod changes;
pub(crate) mod coupons;
pub(crate) mod earning;
mod fields;
mod gift_cards;
mod gifts;
mod levels;
mod partners;
pub(crate) mod parts;
pub(crate) mod prices;
pub(crate) mod rewards;
mod sets;
mod transfers;

pub use changes::{Change, ChangeKind};

use crate::language::Language;
use crate::name::RuleId;
use crate::program::{Activity, Cap, Program, Trigger};
use crate::stamp::Stage;

/// The part of a member's life a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What joining brings.
    Join,
    /// How points are earned, and how long they live.
    Earn,
    /// How points are spent.
    Spend,
    /// Levels and segments.
    Climb,
    /// What a return does.
    Return,
    /// Prices and offers.
    Goods,
    /// The program as a whole; no sentence is about it, but a change may be.
    Program,
}

/// What a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A unit of account.
    Unit,
    /// A scheme of levels.
    Tier,
    /// An earn rule.
    Earn,
    /// An activity.
    Activity,
    /// A reward of the catalogue.
    Reward,
    /// A badge.
    Badge,
    /// A challenge.
    Challenge,
    /// The club price.
    ClubPrice,
    /// An offer.
    Offer,
    /// A series of coupons.
    Coupon,
    /// A kind of gift cards.
    GiftCard,
    /// Redemption of a unit.
    Redeem,
    /// Transfers of a unit.
    Transfer,
    /// A partner of the coalition.
    Partner,
    /// A segment.
    Segment,
    /// A stage of a member's life.
    Stage,
    /// A name of cells of RFM.
    RfmName,
    /// What a return does.
    Returns,
    /// A lane; no sentence is about it, but a change may be.
    Lane,
    /// The program as a whole; no sentence is about it, but a change may be.
    Program,
}

impl Subject {
    /// The part of a member's life that parts of this kind belong to, where no sentence says it more closely.
    fn group(self) -> Group {
        match self {
            Self::Unit | Self::Earn | Self::Activity | Self::Badge | Self::Challenge => Group::Earn,
            Self::Tier | Self::Segment | Self::Stage | Self::RfmName => Group::Climb,
            Self::Redeem | Self::Transfer | Self::Partner | Self::GiftCard | Self::Reward => {
                Group::Spend
            }
            Self::Returns => Group::Return,
            Self::ClubPrice | Self::Offer | Self::Coupon | Self::Lane => Group::Goods,
            Self::Program => Group::Program,
        }
    }
}

/// A part of a program in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InWords {
    /// The part of a member's life it belongs to.
    pub group: Group,
    /// What kind of part.
    pub subject: Subject,
    /// Its id; of redemption and transfers the unit's.
    pub id: String,
    /// A sentence about it.
    pub text: String,
}

impl InWords {
    /// The part of a member's life it belongs to.
    fn of(group: Group, subject: Subject, id: &str, text: String) -> Self {
        Self {
            group,
            subject,
            id: id.to_owned(),
            text,
        }
    }
}

impl Program {
    /// The whole program in sentences, section by section.
    pub fn in_words(&self, language: Language) -> Vec<InWords> {
        let mut words = self.earning_in_words(language);
        words.extend(self.segments.iter().map(|segment| {
            let text = back::segment(segment, language);
            InWords::of(Group::Climb, Subject::Segment, segment.id.as_str(), text)
        }));
        words.extend(self.stages.iter().map(|stage| {
            let text = back::stage(stage, language);
            InWords::of(Group::Climb, Subject::Stage, stage.id.as_str(), text)
        }));
        if self.cell_names.are_own() {
            words.extend(self.cell_names.iter().map(|name| {
                let text = back::cell_name(name, language);
                InWords::of(Group::Climb, Subject::RfmName, &name.id, text)
            }));
        }
        words.extend(self.referral.iter().map(|one| {
            let text = back::referral(one, language);
            InWords::of(Group::Join, Subject::Program, "referral", text)
        }));
        words.extend(self.prices_in_words(language));
        words.extend(
            back::returns(self, language)
                .map(|text| InWords::of(Group::Return, Subject::Returns, "returns", text)),
        );
        words
    }

    fn earning_in_words(&self, language: Language) -> Vec<InWords> {
        let units = self.units.iter().map(|unit| {
            let text = earning::unit(self, unit, language);
            InWords::of(Group::Earn, Subject::Unit, unit.id.as_str(), text)
        });
        let schemes = self.schemes.iter().map(|scheme| {
            let text = levels::scheme(self, scheme, language);
            InWords::of(Group::Climb, Subject::Tier, scheme.id.as_str(), text)
        });
        let rules = self.earn.iter().map(|rule| {
            let text = earning::rule(self, rule, language);
            InWords::of(Group::Earn, Subject::Earn, rule.id.as_str(), text)
        });
        let set_off = |one: &&Activity| !matches!(one.on, Trigger::Claim(_));
        let activities = self.activities.iter().filter(set_off).map(|activity| {
            let text = earning::activity(self, activity, language);
            let group = group_of(activity);
            InWords::of(group, Subject::Activity, activity.id.as_str(), text)
        });
        units
            .chain(schemes)
            .chain(rules)
            .chain(activities)
            .chain(self.rewards_in_words(language))
            .chain(self.challenges_in_words(language))
            .collect()
    }

    fn rewards_in_words(&self, language: Language) -> impl Iterator<Item = InWords> {
        self.rewards.iter().filter_map(move |reward| {
            let text = rewards::reward(self, reward, language)?;
            let id = reward.id.as_str();
            Some(InWords::of(Group::Spend, Subject::Reward, id, text))
        })
    }

    fn challenges_in_words(&self, language: Language) -> impl Iterator<Item = InWords> {
        let badges = self.badges.iter().map(move |badge| {
            let text = challenges::badge(badge, language);
            InWords::of(Group::Earn, Subject::Badge, badge.id.as_str(), text)
        });
        let challenges = self.challenges.iter().map(move |challenge| {
            let text = challenges::challenge(self, challenge, language);
            let id = challenge.id.as_str();
            InWords::of(Group::Earn, Subject::Challenge, id, text)
        });
        badges.chain(challenges)
    }

    fn prices_in_words(&self, language: Language) -> Vec<InWords> {
        let club = self.club_price.iter().map(|who| {
            let text = prices::club_price(who, language);
            InWords::of(Group::Goods, Subject::ClubPrice, "club_price", text)
        });
        let offers = self.offers.iter().map(|offer| {
            let text = prices::offer(self, offer, language);
            InWords::of(Group::Goods, Subject::Offer, offer.id.as_str(), text)
        });
        let gifts = self.gifts.iter().map(|gift| {
            let text = gifts::gift(gift, language);
            InWords::of(Group::Goods, Subject::Offer, gift.id.as_str(), text)
        });
        let redeem = self.redeem.iter().map(|rule| {
            let text = prices::redeem(self, rule, language);
            InWords::of(Group::Spend, Subject::Redeem, rule.unit.as_str(), text)
        });
        let transfers = self.transfers.iter().map(|rule| {
            let text = transfers::transfer(self, rule, language);
            InWords::of(Group::Spend, Subject::Transfer, rule.unit.as_str(), text)
        });
        let partners = self.partners.iter().map(|one| {
            let text = partners::partner(self, one, language);
            InWords::of(Group::Spend, Subject::Partner, one.id.as_str(), text)
        });
        let caps = self.caps().filter_map(|(lane, cap)| {
            let text = sets::cap(self, lane, cap, language)?;
            let id = lane.unwrap_or("limits");
            Some(InWords::of(Group::Goods, Subject::Offer, id, text))
        });
        let coupons = self.coupons.iter().map(|series| {
            let text = coupons::series(series, language);
            InWords::of(Group::Goods, Subject::Coupon, series.id.as_str(), text)
        });
        let gift_cards = self.gift_cards.iter().map(|kind| {
            let text = gift_cards::kind(self, kind, language);
            InWords::of(Group::Spend, Subject::GiftCard, kind.id.as_str(), text)
        });
        club.chain(offers)
            .chain(gifts)
            .chain(caps)
            .chain(coupons)
            .chain(gift_cards)
            .chain(redeem)
            .chain(transfers)
            .chain(partners)
            .collect()
    }

    /// Whose a stage of its own is, as a sentence; nothing of the usual ones.
    pub fn stage_in_words(&self, id: Stage, language: Language) -> Option<String> {
        let stage = self.stages.iter().find(|stage| stage.id == id)?;
        Some(back::stage(stage, language))
    }

    /// Caps of lanes, and that of a whole purchase under no lane.
    fn caps(&self) -> impl Iterator<Item = (Option<&str>, Cap)> {
        let lanes = self
            .lanes
            .iter()
            .map(|lane| (Some(lane.id.as_str()), lane.cap));
        lanes.chain([(None, self.purchase_cap)])
    }

    /// The rule of that id as a sentence: an earn rule, an activity, a reward, a challenge, an offer, a series of
    /// coupons, a kind of gift cards or `club_price`.
    pub fn rule_in_words(&self, id: &RuleId, language: Language) -> Option<String> {
        let earn = self.earn.iter().find(|rule| rule.id == *id);
        let activity = self.activities.iter().find(|activity| activity.id == *id);
        let offer = self.offers.iter().find(|offer| offer.id == *id);
        let club = self
            .club_price
            .as_ref()
            .filter(|_| id.as_str() == "club_price");
        let reward = self.reward(id);
        None.or_else(|| earn.map(|rule| earning::rule(self, rule, language)))
            .or_else(|| reward.and_then(|one| rewards::reward(self, one, language)))
            .or_else(|| activity.map(|activity| earning::activity(self, activity, language)))
            .or_else(|| {
                self.challenge_of(id)
                    .map(|challenge| challenges::challenge(self, challenge, language))
            })
            .or_else(|| offer.map(|offer| prices::offer(self, offer, language)))
            .or_else(|| self.gift(id).map(|gift| gifts::gift(gift, language)))
            .or_else(|| {
                self.coupon_series(id)
                    .map(|series| coupons::series(series, language))
            })
            .or_else(|| {
                self.gift_card_kind(id)
                    .map(|kind| gift_cards::kind(self, kind, language))
            })
            .or_else(|| club.map(|who| prices::club_price(who, language)))
    }
}

/// What a member sees of an activity: a gift for joining, points to earn, or something to spend them on.
fn group_of(activity: &Activity) -> Group {
    match (&activity.on, &activity.take) {
        (_, Some(_)) => Group::Spend,
        (Trigger::Registered, None) => Group::Join,
        _ => Group::Earn,
    }
}
