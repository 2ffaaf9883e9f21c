//! Members found by the beginning of a number: a card, the caller's id or a telephone.
//!
//! The index of trigrams would have to look at everybody whose numbers are made of the same digits, and cards of a chain
//! all begin alike. The table of identifiers is in the order of its values, so a page costs its rows. Within a kind the
//! members come in the order of the numbers.

use regulars_engine::id::MemberId;

use super::{Narrowed, TRIGRAM};
use crate::codec::{Word, number};
use crate::database::Connection;
use crate::rows::{all, sql_limit};
use crate::sql::member as sql;
use crate::{Identifier, IdentifierKind, StoreError, member};

/// Identifiers of a kind that begin so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Beginning {
    kind: IdentifierKind,
    prefix: String,
}

/// Where these digits may be the beginning, in the order the pages tell. A Russian telephone may be typed with 8 in
/// place of 7.
pub(super) fn beginnings(digits: &str) -> Vec<Beginning> {
    let of = |kind, prefix: String| Beginning { kind, prefix };
    let mut beginnings = vec![
        of(IdentifierKind::Card, digits.to_owned()),
        of(IdentifierKind::ExternalId, digits.to_owned()),
        of(IdentifierKind::Phone, format!("+{digits}")),
    ];
    if let Some(rest) = digits.strip_prefix('8').filter(|rest| rest.len() > TRIGRAM) {
        beginnings.push(of(IdentifierKind::Phone, format!("+7{rest}")));
    }
    beginnings
}

/// The first of these beginnings that the member has, and the smallest of their numbers there: the one place where
/// pages tell them.
fn first_fit<'i>(
    beginnings: &[Beginning],
    identifiers: &'i [Identifier],
) -> Option<(usize, &'i str)> {
    beginnings.iter().enumerate().find_map(|(place, begins)| {
        let of_kind = identifiers.iter().filter(|found| found.kind == begins.kind);
        let values = of_kind.map(|found| found.value.as_str());
        let fitting = values.filter(|value| value.starts_with(&begins.prefix));
        fitting.min().map(|value| (place, value))
    })
}

/// Whether one of the member's numbers begins so.
pub(super) fn fits(
    conn: &Connection,
    beginnings: &[Beginning],
    member: MemberId,
) -> Result<bool, StoreError> {
    let identifiers = member::identifiers(conn, member)?;
    Ok(first_fit(beginnings, &identifiers).is_some())
}

/// Members told at one of the beginnings, after one of them.
pub(super) fn told_at(
    conn: &Connection,
    narrowed: &Narrowed<'_>,
    beginnings: &[Beginning],
    place: usize,
    after: Option<MemberId>,
    limit: usize,
) -> Result<Vec<MemberId>, StoreError> {
    let Some(begins) = beginnings.get(place) else {
        return Ok(Vec::new());
    };
    let mut last = match after {
        Some(member) => value_at(conn, beginnings, place, member)?.ok_or(StoreError::BadCursor)?,
        None => String::new(),
    };
    let mut told = Vec::new();
    while told.len() < limit {
        let rows = rows_after(conn, narrowed, begins, &last, limit)?;
        let is_last = rows.len() < limit;
        for (value, member) in rows {
            let fit = value_at(conn, beginnings, place, member)?;
            if fit.as_ref() == Some(&value) && told.len() < limit {
                told.push(member);
            }
            last = value;
        }
        if is_last {
            break;
        }
    }
    Ok(told)
}

/// The number under which the member is told at this beginning.
fn value_at(
    conn: &Connection,
    beginnings: &[Beginning],
    place: usize,
    member: MemberId,
) -> Result<Option<String>, StoreError> {
    let identifiers = member::identifiers(conn, member)?;
    let fit = first_fit(beginnings, &identifiers);
    Ok(fit
        .filter(|(at, _)| *at == place)
        .map(|(_, value)| value.to_owned()))
}

fn rows_after(
    conn: &Connection,
    narrowed: &Narrowed<'_>,
    begins: &Beginning,
    last: &str,
    limit: usize,
) -> Result<Vec<(String, MemberId)>, StoreError> {
    let params = (
        begins.kind.word(),
        &begins.prefix,
        narrowed.city,
        &narrowed.tag,
        narrowed.store,
        sql_limit(limit),
        last,
    );
    all(conn, sql::MEMBER_FIND_NUMBER, params, |row| {
        Ok((row.get(0)?, number(row, 1)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identifier(kind: IdentifierKind, value: &str) -> Identifier {
        Identifier {
            kind,
            value: value.to_owned(),
        }
    }

    #[test]
    fn a_member_is_told_once_however_many_numbers_fit() {
        let has = [
            identifier(IdentifierKind::Phone, "+79001234567"),
            identifier(IdentifierKind::Card, "8900155"),
            identifier(IdentifierKind::Card, "8900122"),
            identifier(IdentifierKind::ExternalId, "79001"),
        ];
        let check = |digits: &str, expected: Option<(usize, &str)>| {
            assert_eq!(
                first_fit(&beginnings(digits), &has),
                expected,
                "{digits} first"
            );
        };
        check("89001", Some((0, "8900122")));
        check("890012", Some((0, "8900122")));
        check("8900123", Some((3, "+79001234567")));
        check("79001", Some((1, "79001")));
        check("790012", Some((2, "+79001234567")));
        check("00123", None);
    }
}
