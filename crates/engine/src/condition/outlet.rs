//! The filter that says where and how purchases that count were made.

use std::sync::Arc;

use super::leaf::WordTest;
use super::names::NameId;
use super::prepare::Answers;
use super::written::Dimension;

/// A filter of where and how purchases were made. The default is about all of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OutletWhere {
    pub(super) store: Option<WordTest>,
    pub(super) channel: Option<WordTest>,
    pub(super) city: Option<WordTest>,
    pub(super) country: Option<WordTest>,
    /// Whether it is about each of the outlets it was prepared for.
    pub(super) of_outlets: Option<Arc<Answers>>,
}

/// Where and how a purchase was made, as filters compare it.
#[derive(Debug, Clone, Copy, Default)]
pub struct OutletRow {
    /// Store.
    pub store: NameId,
    /// Channel.
    pub channel: NameId,
    /// City of the store.
    pub city: NameId,
    /// Country of the store.
    pub country: NameId,
}

impl OutletRow {
    /// The word of a dimension; nothing for those of lines and for days.
    pub fn word(&self, of: Dimension) -> NameId {
        match of {
            Dimension::Store => self.store,
            Dimension::Channel => self.channel,
            Dimension::City => self.city,
            Dimension::Country => self.country,
            Dimension::Day | Dimension::Sku | Dimension::Category | Dimension::Brand => {
                NameId::NONE
            }
        }
    }
}

impl OutletWhere {
    /// Whether it is about all purchases.
    pub(super) fn is_about_all(&self) -> bool {
        let tests = [&self.store, &self.channel, &self.city, &self.country];
        tests.iter().all(|test| test.is_none())
    }

    /// Whether it is about purchases of these words.
    pub fn fits(&self, word: impl Fn(Dimension) -> NameId) -> bool {
        let named =
            |test: &Option<WordTest>, of| test.as_ref().is_none_or(|test| test.holds_one(word(of)));
        named(&self.store, Dimension::Store)
            && named(&self.channel, Dimension::Channel)
            && named(&self.city, Dimension::City)
            && named(&self.country, Dimension::Country)
    }

    /// What it answered for the outlets it was prepared for; `None` if it was not.
    pub fn of_outlets(&self) -> Option<&Answers> {
        self.of_outlets.as_deref()
    }

    /// Answers for every one of the outlets beforehand.
    pub(super) fn answer_for(&mut self, outlets: &[OutletRow]) {
        let fits = outlets.iter().map(|row| self.fits(|of| row.word(of)));
        self.of_outlets = Some(Arc::new(fits.collect()));
    }
}
