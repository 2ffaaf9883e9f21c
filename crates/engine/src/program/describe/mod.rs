//! Rules as sentences in English and Russian, for the console, the terms of a program and explanations.
//!
//! A unit's name comes as its file has it, in the plural, so sentences keep it in the nominative: `Бонусы: 5% …`.

mod earning;
mod levels;
mod parts;
mod prices;

use crate::language::Language;
use crate::name::RuleId;
use crate::program::Program;

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
    /// The club price.
    ClubPrice,
    /// An offer.
    Offer,
    /// Redemption of a unit.
    Redeem,
}

/// A part of a program in words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct InWords {
    /// What kind of part.
    pub subject: Subject,
    /// Its id; of redemption the unit's.
    pub id: String,
    /// A sentence about it.
    pub text: String,
}

impl Program {
    /// The whole program in sentences, section by section.
    pub fn in_words(&self, language: Language) -> Vec<InWords> {
        let entry = |subject, id: &str, text| InWords {
            subject,
            id: id.to_owned(),
            text,
        };
        let mut words = Vec::new();
        words.extend(self.units.iter().map(|unit| {
            entry(
                Subject::Unit,
                unit.id.as_str(),
                earning::unit(self, unit, language),
            )
        }));
        words.extend(self.schemes.iter().map(|scheme| {
            entry(
                Subject::Tier,
                scheme.id.as_str(),
                levels::scheme(self, scheme, language),
            )
        }));
        words.extend(self.earn.iter().map(|rule| {
            entry(
                Subject::Earn,
                rule.id.as_str(),
                earning::rule(self, rule, language),
            )
        }));
        words.extend(self.activities.iter().map(|activity| {
            entry(
                Subject::Activity,
                activity.id.as_str(),
                earning::activity(self, activity, language),
            )
        }));
        words.extend(self.club_price.iter().map(|who| {
            entry(
                Subject::ClubPrice,
                "club_price",
                prices::club_price(who, language),
            )
        }));
        words.extend(self.offers.iter().map(|offer| {
            entry(
                Subject::Offer,
                offer.id.as_str(),
                prices::offer(self, offer, language),
            )
        }));
        words.extend(self.redeem.iter().map(|rule| {
            entry(
                Subject::Redeem,
                rule.unit.as_str(),
                prices::redeem(self, rule, language),
            )
        }));
        words
    }

    /// The rule of that id as a sentence: an earn rule, an activity, an offer or `club_price`.
    pub fn rule_in_words(&self, id: &RuleId, language: Language) -> Option<String> {
        let earn = self.earn.iter().find(|rule| rule.id == *id);
        let activity = self.activities.iter().find(|activity| activity.id == *id);
        let offer = self.offers.iter().find(|offer| offer.id == *id);
        let club = self
            .club_price
            .as_ref()
            .filter(|_| id.as_str() == "club_price");
        None.or_else(|| earn.map(|rule| earning::rule(self, rule, language)))
            .or_else(|| activity.map(|activity| earning::activity(self, activity, language)))
            .or_else(|| offer.map(|offer| prices::offer(self, offer, language)))
            .or_else(|| club.map(|who| prices::club_price(who, language)))
    }
}
