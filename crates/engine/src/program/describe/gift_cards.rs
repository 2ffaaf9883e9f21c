//! Kinds of gift cards in words.

use super::parts::{Sentence, expiry, named};
use crate::condition::describe_lines;
use crate::language::Language;
use crate::program::{GiftCardKind, Program};

/// `Gift card “Gift”: codes begin with GC; sold as goods of the category cards; valid for 3 years; at most ₽15,000.`
pub(super) fn kind(program: &Program, kind: &GiftCardKind, language: Language) -> String {
    let (name, prefix) = (named(&kind.name, language), &kind.prefix);
    let statement = match language {
        Language::En => format!("gift card “{name}”: codes begin with {prefix}"),
        Language::Ru => format!("подарочная карта «{name}»: коды начинаются с {prefix}"),
    };
    let most = kind.max_balance.map(|most| {
        let most = language.money(most, program.currency);
        match language {
            Language::En => format!("at most {most} on a card"),
            Language::Ru => format!("на карте не больше {most}"),
        }
    });
    let sold = kind.sold.as_ref().map(|sold| {
        let goods = describe_lines(sold.written(), language);
        match language {
            Language::En => format!("sold as goods ({goods})"),
            Language::Ru => format!("продаётся как товар ({goods})"),
        }
    });
    Sentence::new(language, &statement)
        .and(sold)
        .and_if(
            kind.top_up,
            "money can be put on it again",
            "её можно пополнять",
        )
        .and(most)
        .and(expiry(kind.expire.as_ref(), language))
        .end()
}
