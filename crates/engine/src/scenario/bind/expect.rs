//! Binds expectations: keys to what they are about, values to canonical text.

use std::collections::BTreeMap;

use super::Binder;
use crate::name::{PartnerId, RuleId, SchemeId, UnitId};
use crate::program::{Problem, TierScheme};
use crate::scenario::expect::{NONE, listed, plain_number};
use crate::scenario::file::Words;
use crate::scenario::{Expectation, LineFact, PointsOf, Settled, StandingFact, Subject, Sum};
use crate::{both, said};

/// Keys that stand for a sum of money.
const SUMS: [(&str, Sum); 10] = [
    ("amount", Sum::Amount),
    ("discount", Sum::Discount),
    ("redeemed", Sum::Redeemed),
    ("paid", Sum::Paid),
    ("by_cards", Sum::ByCards),
    ("due", Sum::Due),
    ("refund", Sum::Refund),
    ("to_cards", Sum::ToCards),
    ("withheld", Sum::Withheld),
    ("net", Sum::Net),
];

/// Keys that stand for points of a unit, the first unit when they name none.
const POINTS: [(&str, PointsOf); 6] = [
    ("earned", PointsOf::Earned),
    ("redeemed", PointsOf::Redeemed),
    ("allowed", PointsOf::Allowed),
    ("restored", PointsOf::Restored),
    ("reversed", PointsOf::Reversed),
    ("debt", PointsOf::Debt),
];

/// Other keys, for suggestions.
const OTHERS: [&str; 17] = [
    "refused",
    "hints",
    "hint.<rule>",
    "gift.<rule>",
    "coupon.<code>",
    "claim.<claim>",
    "owes.<partner>",
    "clearing",
    "breakage",
    "card.<card>",
    "card.<card>.pays",
    "card.<card>.reason",
    "redeem.reason",
    "discrepancies",
    "line.<number>.to_pay",
    "without_redemption.paid",
    "with_max_redemption.paid",
];

impl Binder<'_> {
    pub(super) fn expectations(
        &mut self,
        written: &BTreeMap<String, Words>,
        path: &str,
    ) -> Vec<Expectation> {
        let mut expectations = Vec::new();
        for (key, words) in written {
            let path = format!("{path}.{key}");
            let Some(subject) = self.subject(key, &path) else {
                continue;
            };
            let want = self.want(&subject, &words.0, &path);
            expectations.extend(want.map(|want| Expectation {
                key: key.clone(),
                subject,
                want,
            }));
        }
        expectations
    }

    fn subject(&mut self, key: &str, path: &str) -> Option<Subject> {
        let (first, rest) = match key.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (key, None),
        };
        let named = |kinds: &str| first == kinds;
        if let (Some((_, sum)), None) = (SUMS.iter().find(|(name, _)| named(name)), rest) {
            return Some(Subject::Sum(*sum));
        }
        if let Some((_, of)) = POINTS.iter().find(|(name, _)| named(name)) {
            return Some(Subject::Points(*of, self.unit_or_first(rest, path)?));
        }
        match (first, rest) {
            ("refused", None) => Some(Subject::Refused),
            ("hints", None) => Some(Subject::Hints),
            ("discrepancies", None) => Some(Subject::Discrepancies),
            ("hint", Some(rule)) => self.rule_named(rule, path).map(Subject::Hint),
            ("gift", Some(rule)) => self.rule_named(rule, path).map(Subject::Gift),
            ("coupon", Some(code)) => Some(Subject::Coupon(code.to_owned())),
            ("claim", Some(claim)) => Some(Subject::Claim(claim.to_owned())),
            ("owes", Some(id)) => self.partner_named(id, path).map(Subject::Settled),
            ("clearing", None) => Some(Subject::Settled(Settled::Clearing)),
            ("breakage", None) => Some(Subject::Settled(Settled::Breakage)),
            ("card", Some(rest)) => Some(card_subject(rest)),
            ("redeem", Some("reason")) => {
                Some(Subject::RedeemReason(self.unit_or_first(None, path)?))
            }
            ("redeem", Some(rest)) if rest.ends_with(".reason") => {
                let unit = self.unit_or_first(rest.strip_suffix(".reason"), path)?;
                Some(Subject::RedeemReason(unit))
            }
            ("line", Some(rest)) => self.line_subject(rest, path),
            ("without_redemption", Some(rest)) => self.variant_subject(false, rest, path),
            ("with_max_redemption", Some(rest)) => self.variant_subject(true, rest, path),
            (member, Some(rest)) if self.members.contains(member) => {
                let fact = self.standing_fact(rest, path)?;
                Some(Subject::Standing(member.to_owned(), fact))
            }
            _ => {
                self.unknown_key(key, path);
                None
            }
        }
    }

    fn partner_named(&mut self, id: &str, path: &str) -> Option<Settled> {
        let partner = PartnerId::new(id);
        if self.program.partner(&partner).is_some() {
            return Some(Settled::Partner(partner));
        }
        let known = self.program.partners.iter().map(|one| one.id.as_str());
        self.problems.push(Problem::unknown(
            path,
            both!("there is no partner", "нет партнёра"),
            id,
            known,
        ));
        None
    }

    fn line_subject(&mut self, rest: &str, path: &str) -> Option<Subject> {
        let (number, fact) = rest.split_once('.').unwrap_or((rest, ""));
        let fact = match fact
            .split_once('.')
            .map_or((fact, None), |(fact, unit)| (fact, Some(unit)))
        {
            ("amount", None) => LineFact::Amount,
            ("discount", None) => LineFact::Discount,
            ("redeemed", None) => LineFact::Redeemed,
            ("to_pay", None) => LineFact::ToPay,
            ("refund", None) => LineFact::Refund,
            ("pieces", None) => LineFact::Pieces,
            ("earned", unit) => LineFact::Earned(self.unit_or_first(unit, path)?),
            _ => {
                let help = said!(
                    "write line.1.amount, .discount, .redeemed, .to_pay, .earned, .pieces or .refund",
                    "напишите `line.1.amount`, `.discount`, `.redeemed`, `.to_pay`, `.earned`, `.pieces` или `.refund`"
                );
                self.wrong(
                    path,
                    said!("is not a fact of a line", "у строки такого нет"),
                    help,
                );
                return None;
            }
        };
        let number = number.parse().ok();
        if number.is_none() {
            self.wrong(
                path,
                said!("names no line", "не сказано, какая строка"),
                said!(
                    "write the number of the line, like line.1.to_pay",
                    "напишите номер строки, например `line.1.to_pay`"
                ),
            );
        }
        number.map(|number| Subject::Line(number, fact))
    }

    fn variant_subject(&mut self, max: bool, rest: &str, path: &str) -> Option<Subject> {
        let earned = match rest
            .split_once('.')
            .map_or((rest, None), |(fact, unit)| (fact, Some(unit)))
        {
            ("paid", None) => None,
            ("earned", unit) => Some(self.unit_or_first(unit, path)?),
            _ => {
                self.wrong(
                    path,
                    said!("is not a fact of a quote", "у расчёта такого нет"),
                    said!(
                        "write .paid or .earned after it",
                        "допишите `.paid` или `.earned`"
                    ),
                );
                return None;
            }
        };
        Some(Subject::Variant { max, earned })
    }

    fn standing_fact(&mut self, rest: &str, path: &str) -> Option<StandingFact> {
        match rest.split_once('.') {
            None if rest == "tier" => self.only_scheme(path).map(StandingFact::Tier),
            None if rest == "segments" => Some(StandingFact::Segments),
            None if rest == "badges" => Some(StandingFact::Badges),
            None => self
                .unit_or_first(Some(rest), path)
                .map(StandingFact::Available),
            Some(("tier", scheme)) => self.scheme_named(scheme, path).map(StandingFact::Tier),
            Some(("progress", id)) => self.challenge_named(id, path).map(StandingFact::Progress),
            Some(("debt", unit)) => self.unit_or_first(Some(unit), path).map(StandingFact::Owed),
            Some((unit, "pending")) => self
                .unit_or_first(Some(unit), path)
                .map(StandingFact::Pending),
            Some(_) => {
                let help = said!(
                    "write a unit, a unit with .pending, debt. with a unit, progress. with a challenge, badges, tier or segments",
                    "напишите единицу, единицу с `.pending`, `debt.` с единицей, `progress.` с челленджем, `badges`, `tier` или `segments`"
                );
                self.wrong(
                    path,
                    said!("is not a fact of a member", "у участника такого нет"),
                    help,
                );
                None
            }
        }
    }

    pub(super) fn only_scheme(&mut self, path: &str) -> Option<SchemeId> {
        match self.program.schemes.as_slice() {
            [only] => Some(only.id.clone()),
            [] => {
                self.wrong(
                    path,
                    said!("the program has no tiers", "в программе нет уровней"),
                    said!("leave it out", "уберите это"),
                );
                None
            }
            _ => {
                self.wrong(
                    path,
                    said!(
                        "the program has several tier schemes",
                        "в программе несколько шкал уровней"
                    ),
                    said!(
                        "name one: `tier.status`, or `scheme: status`",
                        "назовите одну: `tier.status` или `scheme: status`"
                    ),
                );
                None
            }
        }
    }

    pub(super) fn scheme_named(&mut self, name: &str, path: &str) -> Option<SchemeId> {
        let id = SchemeId::new(name);
        if self.program.schemes.iter().any(|scheme| scheme.id == id) {
            return Some(id);
        }
        let known = self.program.schemes.iter().map(|scheme| scheme.id.as_str());
        self.problems.push(Problem::unknown(
            path,
            both!("there is no tier scheme", "нет шкалы уровней"),
            name,
            known,
        ));
        None
    }

    fn challenge_named(&mut self, name: &str, path: &str) -> Option<RuleId> {
        let challenges = self.program.challenges.iter();
        let known: Vec<&str> = challenges.map(|one| one.id.as_str()).collect();
        if known.contains(&name) {
            return Some(RuleId::new(name));
        }
        self.problems.push(Problem::unknown(
            path,
            both!("there is no challenge", "нет челленджа"),
            name,
            known,
        ));
        None
    }

    /// A rule that can nearly apply: an earn rule or an offer.
    fn rule_named(&mut self, name: &str, path: &str) -> Option<RuleId> {
        let (earn, offers) = (self.program.earn.iter(), self.program.offers.iter());
        let ids = earn
            .map(|rule| &rule.id)
            .chain(offers.map(|offer| &offer.id))
            .chain(self.program.gifts.iter().map(|gift| &gift.id));
        let known: Vec<&str> = ids.map(RuleId::as_str).collect();
        if !known.contains(&name) {
            self.problems.push(Problem::unknown(
                path,
                both!("there is no rule", "нет правила"),
                name,
                known,
            ));
            return None;
        }
        Some(RuleId::new(name))
    }

    fn unit_or_first(&mut self, name: Option<&str>, path: &str) -> Option<UnitId> {
        let unit = match name {
            Some(name) => self.unit_named(name, path),
            None => self.default_unit(path),
        };
        unit.map(|unit| unit.id.clone())
    }

    fn want(&mut self, subject: &Subject, words: &[String], path: &str) -> Option<String> {
        if matches!(
            subject,
            Subject::Hints | Subject::Discrepancies | Subject::Line(_, LineFact::Pieces)
        ) || matches!(
            subject,
            Subject::Standing(_, StandingFact::Segments | StandingFact::Badges)
        ) {
            let words = words.iter().filter(|word| *word != NONE);
            return Some(listed(words.cloned().collect()));
        }
        let [word] = words else {
            self.wrong(
                path,
                said!(
                    "one value is expected here",
                    "здесь ожидается одно значение"
                ),
                said!("write it without a list", "напишите его без списка"),
            );
            return None;
        };
        match subject {
            Subject::Sum(_)
            | Subject::CardBalance(_)
            | Subject::CardPays(_)
            | Subject::Variant { earned: None, .. }
            | Subject::Line(
                _,
                LineFact::Amount
                | LineFact::Discount
                | LineFact::Redeemed
                | LineFact::ToPay
                | LineFact::Refund,
            ) => self
                .money(word, path)
                .map(|money| self.program.currency.format_money(money)),
            Subject::Points(_, unit)
            | Subject::Line(_, LineFact::Earned(unit))
            | Subject::Variant {
                earned: Some(unit), ..
            }
            | Subject::Standing(
                _,
                StandingFact::Available(unit)
                | StandingFact::Pending(unit)
                | StandingFact::Owed(unit),
            ) => self.points_text(unit, word, path),
            Subject::Standing(_, StandingFact::Tier(scheme)) => self.level(scheme, word, path),
            Subject::Hint(_) | Subject::Standing(_, StandingFact::Progress(_)) => {
                Some(plain_number(word).unwrap_or_else(|| word.clone()))
            }
            _ => Some(word.clone()),
        }
    }

    fn points_text(&mut self, unit: &UnitId, word: &str, path: &str) -> Option<String> {
        let unit = self.program.unit(unit)?;
        self.points(unit, word, path)
            .map(|points| unit.scale.format(points))
    }

    pub(super) fn level(&mut self, scheme: &SchemeId, word: &str, path: &str) -> Option<String> {
        let scheme: &TierScheme = self
            .program
            .schemes
            .iter()
            .find(|known| known.id == *scheme)?;
        if word == NONE || scheme.levels.iter().any(|level| level.id.as_str() == word) {
            return Some(word.to_owned());
        }
        let known = scheme.levels.iter().map(|level| level.id.as_str());
        self.problems.push(Problem::unknown(
            path,
            both!("there is no level", "нет уровня"),
            word,
            known,
        ));
        None
    }

    fn unknown_key(&mut self, key: &str, path: &str) {
        let sums = SUMS.iter().map(|(name, _)| *name);
        let points = POINTS.iter().map(|(name, _)| *name);
        let members: Vec<String> = self
            .members
            .iter()
            .map(|name| format!("{name}.<unit>"))
            .collect();
        let known = sums
            .chain(points)
            .chain(OTHERS)
            .chain(members.iter().map(String::as_str));
        self.problems.push(Problem::unknown(
            path,
            both!("there is no expectation", "нет ожидания"),
            key,
            known,
        ));
    }
}

/// `card.gift`, `card.gift.pays` or `card.gift.reason`.
fn card_subject(rest: &str) -> Subject {
    match rest.rsplit_once('.') {
        Some((card, "pays")) => Subject::CardPays(card.to_owned()),
        Some((card, "reason")) => Subject::CardReason(card.to_owned()),
        _ => Subject::CardBalance(rest.to_owned()),
    }
}
