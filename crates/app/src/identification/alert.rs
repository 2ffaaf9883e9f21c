//! Stores whose share of identified receipts fell.

use std::collections::BTreeMap;

use regulars_engine::name::StoreId;
use regulars_engine::time::LocalDate;
use regulars_insight::kpi::identification;
use regulars_store::{Reader, Receipts};
use serde::Serialize;

use super::Targets;
use crate::error::Result;

/// So many days up to yesterday are looked at.
pub const ALERT_DAYS: i32 = 7;

/// They are held against so many days before them.
pub const BASE_DAYS: i32 = 28;

/// More points of a percent than these are a fall.
pub const FALL_POINTS: i64 = 5;

/// Fewer receipts than these tell nothing, on either side.
pub const RECEIPTS_MIN: i64 = 20;

/// What happened to the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fall {
    /// It is under its target.
    UnderTarget,
    /// It fell against the weeks before.
    Fell,
}

/// A store that somebody should ask what happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alert {
    /// The store.
    pub store: StoreId,
    /// What happened; a store that fell and is under its target is told as fallen.
    pub kind: Fall,
    /// The share of the last days.
    pub identification: f64,
    /// That of the weeks before; `null`: too few receipts.
    pub before: Option<f64>,
    /// The target, in percent.
    pub target: Option<u8>,
    /// Receipts of the last days.
    pub receipts: i64,
}

/// Every store that fell, by id. A receipt without a store is of none.
pub(crate) fn alerts(
    reader: &Reader<'_>,
    targets: &Targets,
    today: LocalDate,
) -> Result<Vec<Alert>> {
    let first = today.plus_days(-ALERT_DAYS);
    let ends = (first.plus_days(-BASE_DAYS), today.plus_days(-1));
    let mut stores: BTreeMap<StoreId, (Receipts, Receipts)> = BTreeMap::new();
    for (day, place, receipts) in reader.receipts_by_store(ends)? {
        let Some(store) = place.store else { continue };
        let (before, now) = stores.entry(store).or_default();
        let side = if day < first { before } else { now };
        *side += receipts;
    }
    let told = stores.into_iter().filter_map(|(store, (before, now))| {
        let target = targets.of(Some(&store));
        let kind = fall(before, now, target)?;
        Some(Alert {
            kind,
            identification: identification(now.identified, now.receipts)?,
            before: enough(before).and_then(|of| identification(of.identified, of.receipts)),
            target,
            receipts: now.receipts,
            store,
        })
    });
    Ok(told.collect())
}

fn enough(receipts: Receipts) -> Option<Receipts> {
    (receipts.receipts >= RECEIPTS_MIN).then_some(receipts)
}

/// Whether a share fell: in whole numbers, so that the bound is exact.
fn fall(before: Receipts, now: Receipts, target: Option<u8>) -> Option<Fall> {
    let now = enough(now)?;
    let fell = enough(before).is_some_and(|before| {
        let lost = before.identified * now.receipts - now.identified * before.receipts;
        lost * 100 > FALL_POINTS * before.receipts * now.receipts
    });
    let is_under = |target: u8| now.identified * 100 < now.receipts * i64::from(target);
    match (fell, target.is_some_and(is_under)) {
        (true, _) => Some(Fall::Fell),
        (false, true) => Some(Fall::UnderTarget),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_more_than_five_points_or_under_the_target() {
        let of = |identified, receipts| Receipts {
            receipts,
            identified,
            ..Receipts::default()
        };
        for (before, now, target, expected) in [
            (of(60, 100), of(55, 100), None, None),
            (of(60, 100), of(54, 100), None, Some(Fall::Fell)),
            (of(60, 100), of(54, 100), Some(50), Some(Fall::Fell)),
            (of(60, 100), of(60, 100), Some(61), Some(Fall::UnderTarget)),
            (of(60, 100), of(60, 100), Some(60), None),
            (of(0, 0), of(10, 100), Some(60), Some(Fall::UnderTarget)),
            (of(19, 19), of(0, 100), None, None),
            (of(60, 100), of(0, 19), Some(60), None),
            (of(0, 0), of(0, 0), Some(60), None),
        ] {
            assert_eq!(fall(before, now, target), expected, "{before:?} {now:?}");
        }
    }
}
