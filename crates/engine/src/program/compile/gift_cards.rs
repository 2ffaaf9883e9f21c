//! Section `gift_cards`.

use super::coupons::is_prefix;
use super::limits;
use super::names::text;
use super::scalar::{field, some_money};
use super::scope::Scope;
use crate::condition;
use crate::name::RuleId;
use crate::number::shown;
use crate::program::file::{GiftCardFile, Named};
use crate::program::{Codes, CouponSeries, GiftCardKind, Problem};
use crate::said;

/// Every kind, in file order.
pub(super) fn compile(
    file: &Named<GiftCardFile>,
    coupons: &[CouponSeries],
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<GiftCardKind> {
    let kinds = file.0.iter().map(|(id, file)| {
        let path = field("gift_cards", id);
        one(id, file, &path, scope, problems)
    });
    let kinds: Vec<GiftCardKind> = kinds.collect();
    prefix_twice(&kinds, coupons, problems);
    kinds
}

fn one(
    id: &str,
    file: &GiftCardFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> GiftCardKind {
    let prefix = file.prefix.0.as_str();
    if prefix.is_empty() || !is_prefix(prefix) {
        problems.push(Problem::new(
            field(path, "prefix"),
            said!(
                "`{}` cannot begin a code of a card; write 1 to 8 capital letters and digits without I, L, O and U",
                "с `{}` код карты начинаться не может; напишите от 1 до 8 заглавных латинских букв и цифр без I, L, O и U",
                shown(prefix)
            ),
        ));
    }
    let sold = file.sold.as_ref().map(|lines| {
        let known = &mut scope.known.borrow_mut();
        condition::compile_lines(lines, &field(path, "sold"), known, problems)
    });
    let most = |text| some_money(text, &field(path, "max_balance"), scope.currency, problems);
    GiftCardKind {
        id: RuleId::new(id),
        name: text(file.name.as_ref(), id),
        prefix: prefix.to_owned(),
        sold,
        max_balance: file.max_balance.as_ref().and_then(most),
        expire: limits::expiry(file.expire.as_ref(), path, problems),
        top_up: file.top_up,
    }
}

/// A code must say by itself what it is.
fn prefix_twice(kinds: &[GiftCardKind], coupons: &[CouponSeries], problems: &mut Vec<Problem>) {
    for (index, kind) in kinds.iter().enumerate() {
        let before = kinds.iter().take(index);
        let cards = before.map(|other| (&other.id, &other.prefix));
        let series = coupons.iter().filter_map(|series| match &series.codes {
            Codes::Unique { prefix } => Some((&series.id, prefix)),
            Codes::Public(_) => None,
        });
        let other = cards
            .chain(series)
            .find(|(_, prefix)| **prefix == kind.prefix);
        if let Some((other, _)) = other {
            problems.push(Problem::new(
                field(&field("gift_cards", kind.id.as_str()), "prefix"),
                said!(
                    "codes of `{other}` begin with `{}` already; take another",
                    "с `{}` уже начинаются коды `{other}`; возьмите другое начало",
                    shown(&kind.prefix)
                ),
            ));
        }
    }
}
