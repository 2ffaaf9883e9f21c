//! Binds a person who joins.

use std::collections::BTreeMap;

use super::Binder;
use crate::member::{Consent, ConsentState, Gender, Profile, Value};
use crate::name::{SchemeId, SegmentId, StoreId, TierId};
use crate::number::Quantity;
use crate::program::remedy;
use crate::said;
use crate::scenario::Registration;
use crate::scenario::expect::NONE;
use crate::scenario::file::RegisterFile;
use crate::stamp::Marks;
use crate::time::{Instant, LocalDate};

/// Words that begin an expectation and so cannot be a member's name.
const RESERVED: [&str; 21] = [
    "amount",
    "discount",
    "redeemed",
    "paid",
    "refund",
    "withheld",
    "net",
    "earned",
    "allowed",
    "restored",
    "reversed",
    "debt",
    "line",
    "redeem",
    "coupon",
    "hint",
    "hints",
    "refused",
    "discrepancies",
    "without_redemption",
    "with_max_redemption",
];

impl Binder<'_> {
    pub(super) fn registration(
        &mut self,
        written: &RegisterFile,
        path: &str,
    ) -> Option<Registration> {
        let name = written.name.clone();
        if RESERVED.contains(&name.as_str()) || name.contains('.') || name.is_empty() {
            self.wrong(
                path,
                said!(
                    "a member cannot be called `{name}`",
                    "участника нельзя назвать `{name}`"
                ),
                said!(
                    "choose another name, without dots",
                    "выберите другое имя, без точек"
                ),
            );
            return None;
        }
        if !self.members.insert(name.clone()) {
            self.wrong(
                path,
                said!("`{name}` has joined already", "`{name}` уже участник"),
                said!("choose another name", "выберите другое имя"),
            );
        }
        let profile = Profile {
            first_name: written.first_name.clone(),
            middle_name: written.middle_name.clone(),
            last_name: written.last_name.clone(),
            birth_date: written
                .birth_date
                .as_ref()
                .and_then(|text| self.date(text, &format!("{path}.birth_date"))),
            gender: written
                .gender
                .as_ref()
                .and_then(|text| self.gender(text, &format!("{path}.gender"))),
            city: written.city.clone(),
            phone: written.phone.clone(),
            email: written.email.clone(),
            language: written.language.clone(),
            store: written.store.as_ref().map(StoreId::new),
            tags: written.tags.0.clone(),
            dates: self.dates(&written.dates, &format!("{path}.dates")),
            consents: self.consents(&written.consents, &format!("{path}.consents")),
            attributes: written
                .attributes
                .iter()
                .map(|(name, text)| (name.clone(), value(text)))
                .collect(),
        };
        Some(Registration {
            name,
            card: written.card.clone(),
            profile,
            tiers: self.tiers(&written.tier, &format!("{path}.tier")),
            saved: self.saved(&written.saved_segments.0, &format!("{path}.saved_segments")),
            rfm: self.marks(&written.rfm.0, &format!("{path}.rfm")),
        })
    }

    /// Marks of recency, frequency and money.
    fn marks(&mut self, written: &[String], path: &str) -> Option<Marks> {
        if written.is_empty() {
            return None;
        }
        let marks = written.iter().map(|word| word.parse::<u8>().ok());
        let marks: Option<Vec<u8>> = marks.collect();
        match marks.as_deref() {
            Some(&[recency, frequency, money])
                if [recency, frequency, money]
                    .iter()
                    .all(|mark| (1..=5).contains(mark)) =>
            {
                Some(Marks {
                    recency,
                    frequency,
                    money,
                })
            }
            _ => {
                self.wrong(
                    path,
                    said!("are no marks of RFM", "это не оценки RFM"),
                    said!(
                        "write recency, frequency and money from 1 to 5, like [5, 5, 4]",
                        "напишите давность, частоту и деньги от 1 до 5, например `[5, 5, 4]`"
                    ),
                );
                None
            }
        }
    }

    /// Saved segments of those that the program names.
    fn saved(&mut self, written: &[String], path: &str) -> Vec<SegmentId> {
        let known = &self.program.needs.saved;
        let mut saved = Vec::new();
        for word in written {
            let id = SegmentId::new(word);
            if known.contains(&id) {
                saved.push(id);
                continue;
            }
            let help = remedy(word, known.iter().map(SegmentId::as_str));
            let message = said!(
                "no rule names the saved segment `{word}`",
                "ни одно правило не называет сохранённый сегмент `{word}`"
            );
            self.wrong(path, message, help);
        }
        saved
    }

    /// Levels held from the start.
    fn tiers(&mut self, written: &BTreeMap<String, String>, path: &str) -> Vec<(SchemeId, TierId)> {
        let mut tiers = Vec::new();
        for (scheme, level) in written {
            let path = format!("{path}.{scheme}");
            let Some(scheme) = self.scheme_named(scheme, &path) else {
                continue;
            };
            if let Some(level) = self
                .level(&scheme, level, &path)
                .filter(|level| level != NONE)
            {
                tiers.push((scheme, TierId::new(level)));
            }
        }
        tiers
    }

    fn dates(
        &mut self,
        written: &BTreeMap<String, String>,
        path: &str,
    ) -> BTreeMap<String, LocalDate> {
        let mut dates = BTreeMap::new();
        for (name, text) in written {
            dates.extend(
                self.date(text, &format!("{path}.{name}"))
                    .map(|date| (name.clone(), date)),
            );
        }
        dates
    }

    /// Consents are given before the first step of the timeline.
    fn consents(
        &mut self,
        written: &BTreeMap<String, String>,
        path: &str,
    ) -> BTreeMap<String, Consent> {
        let mut consents = BTreeMap::new();
        for (channel, text) in written {
            let state = match text.as_str() {
                "granted" => ConsentState::Granted,
                "withdrawn" => ConsentState::Withdrawn,
                _ => {
                    self.wrong(
                        &format!("{path}.{channel}"),
                        said!("is not a consent", "это не согласие"),
                        said!(
                            "write granted or withdrawn",
                            "напишите `granted` или `withdrawn`"
                        ),
                    );
                    continue;
                }
            };
            consents.insert(
                channel.clone(),
                Consent {
                    state,
                    at: Instant::MIN,
                },
            );
        }
        consents
    }

    fn gender(&mut self, text: &str, path: &str) -> Option<Gender> {
        match text {
            "female" => Some(Gender::Female),
            "male" => Some(Gender::Male),
            "other" => Some(Gender::Other),
            _ => {
                self.wrong(
                    path,
                    said!("is not a gender", "это не пол"),
                    said!(
                        "write female, male or other",
                        "напишите `female`, `male` или `other`"
                    ),
                );
                None
            }
        }
    }

    fn date(&mut self, text: &str, path: &str) -> Option<LocalDate> {
        let read = text.parse();
        self.read(read, path)
    }
}

/// An attribute or property by its look: yes or no, a number, a day, else text.
pub(super) fn value(text: &str) -> Value {
    match text {
        "true" => return Value::Flag(true),
        "false" => return Value::Flag(false),
        _ => {}
    }
    if let Ok(number) = Quantity::parse(text) {
        return Value::Number(number);
    }
    text.parse()
        .map_or_else(|_| Value::Text(text.to_owned()), Value::Date)
}
