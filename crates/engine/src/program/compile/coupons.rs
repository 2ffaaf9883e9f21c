//! Section `coupons`.

use super::limits;
use super::names::text;
use super::scalar::{field, instant};
use super::scope::Scope;
use crate::coupon::SYMBOLS;
use crate::name::RuleId;
use crate::number::shown;
use crate::program::file::{CouponFile, Named, NoEffectFile};
use crate::program::{Codes, CouponSeries, Problem};
use crate::said;

/// The longest prefix of codes, in symbols.
const PREFIX_MAX: usize = 8;
/// The longest public code, in letters.
const CODE_MAX: usize = 40;

/// Every series, in file order.
pub(super) fn compile(
    file: &Named<CouponFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<CouponSeries> {
    let series = file.0.iter().map(|(id, file)| {
        let path = field("coupons", id);
        one(id, file, &path, scope, problems)
    });
    let series: Vec<CouponSeries> = series.collect();
    public_twice(&series, problems);
    series
}

fn one(
    id: &str,
    file: &CouponFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> CouponSeries {
    let codes = codes(file, path, problems);
    let is_public = matches!(codes, Codes::Public(_));
    let mut moment =
        |text: &Option<_>, name| instant(text.as_ref()?, &field(path, name), &scope.zone, problems);
    let starts = moment(&file.starts, "starts");
    let ends = moment(&file.ends, "ends");
    if starts
        .zip(ends)
        .is_some_and(|(starts, ends)| ends <= starts)
    {
        problems.push(Problem::new(
            field(path, "ends"),
            said!("must be later than `starts`", "должно быть позже `starts`"),
        ));
    }
    if is_public && file.expire.is_some() {
        problems.push(Problem::new(
            field(path, "expire"),
            said!(
                "a public code is not given out to anybody; write `ends`",
                "публичный код никому не выдаётся; напишите `ends`"
            ),
        ));
    }
    let mut most = |number: Option<u32>, name| above_zero(number, &field(path, name), problems);
    let uses = most(file.uses, "uses");
    let total = most(file.total, "total");
    CouponSeries {
        id: RuleId::new(id),
        name: text(file.name.as_ref(), id),
        codes,
        starts,
        ends,
        expire: limits::expiry(file.expire.as_ref(), path, problems),
        uses: uses.or((!is_public).then_some(1)),
        total,
        limit: limits::limit(file.limit.as_ref(), path, problems),
        transferable: file.transferable,
        returnable: file.returnable,
        consumed_idle: file.no_effect == Some(NoEffectFile::Consume),
    }
}

fn codes(file: &CouponFile, path: &str, problems: &mut Vec<Problem>) -> Codes {
    let Some(code) = &file.code else {
        let prefix = file.prefix.as_ref();
        let prefix = prefix.map_or("", |prefix| prefix.0.as_str());
        if !is_prefix(prefix) {
            problems.push(Problem::new(
                field(path, "prefix"),
                said!(
                    "`{}` cannot begin a code; write up to {PREFIX_MAX} capital letters and digits without I, L, O and U",
                    "с `{}` код начинаться не может; напишите до {PREFIX_MAX} заглавных латинских букв и цифр без I, L, O и U",
                    shown(prefix)
                ),
            ));
        }
        return Codes::Unique {
            prefix: prefix.to_owned(),
        };
    };
    if file.prefix.is_some() {
        problems.push(Problem::new(
            field(path, "prefix"),
            said!(
                "a public code has no prefix; leave it out",
                "у публичного кода нет префикса; уберите"
            ),
        ));
    }
    if code.0.trim().is_empty() || code.0.chars().count() > CODE_MAX {
        problems.push(Problem::new(
            field(path, "code"),
            said!(
                "is no code; write up to {CODE_MAX} letters and digits, like SPRING",
                "это не код; напишите до {CODE_MAX} букв и цифр, например SPRING"
            ),
        ));
    }
    Codes::Public(code.0.clone())
}

/// Whether codes can begin so.
pub(super) fn is_prefix(prefix: &str) -> bool {
    let symbols = prefix.bytes().all(|symbol| SYMBOLS.contains(&symbol));
    symbols && prefix.len() <= PREFIX_MAX
}

fn above_zero(number: Option<u32>, path: &str, problems: &mut Vec<Problem>) -> Option<i64> {
    let number = i64::from(number?);
    if number == 0 {
        problems.push(Problem::new(
            path,
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    Some(number)
}

/// A public code leads to one series.
fn public_twice(series: &[CouponSeries], problems: &mut Vec<Problem>) {
    let key = |series: &CouponSeries| match &series.codes {
        Codes::Public(code) => Some(code.trim().to_uppercase()),
        Codes::Unique { .. } => None,
    };
    for (index, one) in series.iter().enumerate() {
        let Some(code) = key(one) else { continue };
        let before = series.iter().take(index);
        if let Some(first) = before
            .into_iter()
            .find(|other| key(other).as_ref() == Some(&code))
        {
            let first = &first.id;
            problems.push(Problem::new(
                field(&field("coupons", one.id.as_str()), "code"),
                said!(
                    "`{code}` is the code of `{first}` already; take another",
                    "код `{code}` уже у серии `{first}`; возьмите другой"
                ),
            ));
        }
    }
}
