//! Where the parts of a program stand in its file.

use super::Subject;
use crate::document::Document;

/// The lines of a file's parts.
#[derive(Debug)]
pub struct Places(Option<Document>);

impl Places {
    /// Of a program file; of what cannot be read nothing has a line.
    pub fn of(text: &str) -> Self {
        Self(Document::scan(text).ok())
    }

    /// The line, from 1, of a part that is told in words, by what it is about and its id.
    pub fn line(&self, subject: Subject, id: &str) -> Option<usize> {
        let document = self.0.as_ref()?;
        let section = match subject {
            Subject::Unit => "units",
            Subject::Tier => "tiers",
            Subject::Earn => "earn",
            Subject::Activity => "activities",
            Subject::Reward => "rewards",
            Subject::Badge => "badges",
            Subject::Challenge => "challenges",
            Subject::Offer => "offers",
            Subject::Coupon => "coupons",
            Subject::GiftCard => "gift_cards",
            Subject::Redeem => "redeem",
            Subject::Transfer => "transfers",
            Subject::Partner => "partners",
            Subject::Segment => "segments",
            Subject::Stage => "stages",
            Subject::RfmName => "rfm_names",
            Subject::ClubPrice => return document.line_of_entry("program", "club_price"),
            Subject::Lane => "lanes",
            Subject::Program => return document.line_of_entry("", id),
            Subject::Returns => return document.line_of_entry("", "returns"),
        };
        document.line_of_entry(section, id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_their_ids() {
        let text = "# A chain.\nprogram:\n  id: shop\n  club_price: members\nunits:\n  points: { name: bonuses }\n\
                    earn:\n  - { id: base, rate: 5% }\n  - id: regulars\n    rate: 15%\n\
                    returns: { shortfall: debt }\n";
        let places = Places::of(text);
        for (subject, id, line) in [
            (Subject::Unit, "points", Some(6)),
            (Subject::Earn, "base", Some(8)),
            (Subject::Earn, "regulars", Some(9)),
            (Subject::ClubPrice, "club_price", Some(4)),
            (Subject::Returns, "returns", Some(11)),
            (Subject::Offer, "base", None),
            (Subject::Earn, "nobody", None),
        ] {
            assert_eq!(places.line(subject, id), line, "{subject:?} {id}");
        }
        assert_eq!(Places::of("[").line(Subject::Unit, "points"), None);
    }
}
