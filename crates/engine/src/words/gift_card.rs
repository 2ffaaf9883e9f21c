//! Gift cards in words: what they paid, and why less.

use super::{Amount, Kind, Told, Words};
use crate::basket::{GiftCardAnswer, GiftCardLoad, GiftCardReason};
use crate::language::Language;
use crate::program::describe::parts::{Sentence, named};

impl Words<'_> {
    /// `Gift card “Gift” pays $15.00; $5.00 are left on it.`
    pub(super) fn card_paid(self, card: &GiftCardAnswer) -> Option<Told> {
        if !card.amount.is_positive() {
            return None;
        }
        let (paid, left) = (
            self.money(card.amount),
            self.money(card.balance - card.amount),
        );
        let kind = card.kind.as_ref();
        let known = kind.and_then(|kind| self.program.gift_card_kind(kind));
        let name = known.map_or("", |kind| named(&kind.name, self.language));
        let text = match self.language {
            Language::En => format!("gift card “{name}” pays {paid}; {left} left on it"),
            Language::Ru => format!("подарочная карта «{name}» оплачивает {paid}; остаток {left}"),
        };
        Some(Told {
            kind: Kind::Redeem,
            rule: card.kind.clone(),
            text: Sentence::new(self.language, &text).end(),
            amount: Some(Amount::Money(card.amount)),
        })
    }

    /// `Card GC…5X does not pay in full: its money is set aside for another basket.`
    pub(super) fn card_refused(self, card: &GiftCardAnswer) -> Option<Told> {
        let why = why_not(card.reason?, self.language);
        let code = masked(&card.code);
        let paid = card.amount.is_positive();
        let text = match (self.language, paid) {
            (Language::En, true) => format!("card {code} pays less than asked: {why}"),
            (Language::En, false) => format!("card {code} does not pay: {why}"),
            (Language::Ru, true) => format!("карта {code} оплачивает меньше, чем просили: {why}"),
            (Language::Ru, false) => format!("карта {code} не принята: {why}"),
        };
        Some(self.refused_card(&text))
    }

    /// `Line 2 sells no card: money was put on it before.`
    pub(super) fn card_not_sold(self, load: &GiftCardLoad) -> Option<Told> {
        let (line, why) = (load.line, why_not(load.reason?, self.language));
        let text = match self.language {
            Language::En => format!("line {line} cannot sell the card: {why}"),
            Language::Ru => format!("карту в строке {line} продать нельзя: {why}"),
        };
        Some(self.refused_card(&text))
    }

    fn refused_card(self, text: &str) -> Told {
        Told {
            kind: Kind::Refused,
            rule: None,
            text: Sentence::new(self.language, text).end(),
            amount: None,
        }
    }
}

/// The end of a code: who reads it aloud gives nothing away.
fn masked(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let shown = letters.len().saturating_sub(4);
    let end: String = letters.iter().skip(shown).collect();
    format!("…{end}")
}

/// `it is blocked`, `она заблокирована`.
pub(crate) fn why_not(reason: GiftCardReason, language: Language) -> &'static str {
    let pick = |en, ru| language.pick(en, ru);
    match reason {
        GiftCardReason::Unknown => pick("there is no such card", "такой карты нет"),
        GiftCardReason::Mistyped => pick(
            "its code is mistyped; check it symbol by symbol",
            "в её коде опечатка, сверьте его посимвольно",
        ),
        GiftCardReason::Blocked => pick("it is blocked", "она заблокирована"),
        GiftCardReason::Expired => pick("it has expired", "срок её действия истёк"),
        GiftCardReason::Empty => pick("there is no money on it", "на ней нет денег"),
        GiftCardReason::Held => pick(
            "its money is set aside for another basket for a while",
            "её деньги временно отложены для другой покупки",
        ),
        GiftCardReason::Balance => pick("there is less on it", "на ней меньше денег"),
        GiftCardReason::NothingToPay => pick("less was left to pay", "к оплате осталось меньше"),
        GiftCardReason::Repeated => pick("it was entered twice", "она введена дважды"),
        GiftCardReason::NotSold => pick(
            "the goods of the line are not this card",
            "товар в строке — не эта карта",
        ),
        GiftCardReason::LoadedAlready => pick(
            "money was put on it before, and it cannot be topped up",
            "деньги на неё уже вносили, пополнить её нельзя",
        ),
        GiftCardReason::TooMuch => pick(
            "more would be on it than it may hold",
            "на ней окажется больше денег, чем можно",
        ),
        GiftCardReason::OneAtATime => pick(
            "a line sells one card at hand, or from 1 to 100 new ones",
            "в строке продаётся одна готовая карта или от 1 до 100 новых",
        ),
    }
}
