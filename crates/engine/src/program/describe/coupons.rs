//! Series of coupons in words.

use super::parts::{Sentence, expiry, limit, named};
use crate::language::Language;
use crate::program::{Codes, CouponSeries};

/// `Coupon “Spring”: code SPRING for everybody; 1,000 uses in all; once for each member.`
pub(super) fn series(series: &CouponSeries, language: Language) -> String {
    let name = named(&series.name, language);
    let codes = match (&series.codes, language) {
        (Codes::Public(code), Language::En) => format!("code {code} for everybody"),
        (Codes::Public(code), Language::Ru) => format!("код {code} для всех"),
        (Codes::Unique { .. }, _) => language
            .pick("a code of its own for each", "у каждого свой код")
            .to_owned(),
    };
    let statement = match language {
        Language::En => format!("coupon “{name}”: {codes}"),
        Language::Ru => format!("купон «{name}»: {codes}"),
    };
    Sentence::new(language, &statement)
        .and(uses(series, language))
        .and(total(series, language))
        .and(limit(series.limit.as_ref(), language))
        .and(expiry(series.expire.as_ref(), language))
        .and_if(
            series.transferable,
            "anybody can use it",
            "можно передать другому",
        )
        .and_if(
            series.returnable,
            "comes back when the whole purchase is returned",
            "возвращается при возврате всей покупки",
        )
        .and_if(
            series.consumed_idle,
            "is used up even if it gives nothing",
            "сгорает, даже если ничего не дал",
        )
        .end()
}

fn uses(series: &CouponSeries, language: Language) -> Option<String> {
    let uses = series.uses?;
    Some(match language {
        Language::En => format!(
            "each code can be used {}",
            language.count(uses, ["time", "times"], ["", "", ""])
        ),
        Language::Ru => format!(
            "каждый код действует {}",
            language.count(uses, ["", ""], ["раз", "раза", "раз"])
        ),
    })
}

fn total(series: &CouponSeries, language: Language) -> Option<String> {
    let total = series.total?;
    Some(match language {
        Language::En => format!(
            "{} in all",
            language.count(total, ["use", "uses"], ["", "", ""])
        ),
        Language::Ru => format!(
            "всего {}",
            language.count(
                total,
                ["", ""],
                ["использование", "использования", "использований"]
            )
        ),
    })
}
