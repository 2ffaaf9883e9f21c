//! Gifts in words.

use super::earning::of_stock;
use super::parts::{Sentence, condition, limit};
use crate::language::Language;
use crate::program::Gift;

/// `A gift: mug; if the basket comes to $50 or more; once a calendar year.`
pub(super) fn gift(gift: &Gift, language: Language) -> String {
    let goods: Vec<&str> = gift.choose.iter().map(|sku| sku.as_str()).collect();
    let goods = goods.join(", ");
    let count = (gift.count > 1).then(|| format!("{} × ", gift.count));
    let count = count.unwrap_or_default();
    let statement = match (language, gift.choose.len() > 1) {
        (Language::En, false) => format!("a gift: {count}{goods}"),
        (Language::En, true) => format!("a gift to choose: {count}{goods}"),
        (Language::Ru, false) => format!("подарок: {count}{goods}"),
        (Language::Ru, true) => format!("подарок на выбор: {count}{goods}"),
    };
    Sentence::new(language, &statement)
        .and(condition(&gift.when, language))
        .and(limit(gift.limit.as_ref(), language))
        .and(of_stock(gift.stock, language))
        .end()
}
