//! Who bought: distinct members of periods, and those who no longer did.

use regulars_engine::id::MemberId;
use regulars_engine::name::StoreId;
use regulars_store::Reader;

use super::period::Period;
use crate::error::Result;

/// Active and lost members of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Activity {
    /// Distinct members with a purchase of which something was kept.
    pub active: i64,
    /// Active in the period before and not in this one.
    pub lost: i64,
}

/// The activity of a period and of each before it, `count` in all, latest first. One pass over their purchases.
pub(crate) fn activity(
    reader: &Reader<'_>,
    latest: Period,
    count: usize,
    store: Option<&StoreId>,
) -> Result<Vec<Activity>> {
    let chain: Vec<Period> = std::iter::successors(Some(latest), |period| Some(period.previous()))
        .take(count + 1)
        .collect();
    let from = chain.last().map_or(latest.from, |first| first.from);
    let mut buyers: Vec<Vec<MemberId>> = vec![Vec::new(); chain.len()];
    reader.buyers((from, latest.to), store, |buyer| {
        let back = latest.to.days_since(buyer.day) / latest.days();
        let place = usize::try_from(back).ok();
        if let Some(members) = place.and_then(|place| buyers.get_mut(place)) {
            members.push(buyer.member);
        }
    })?;
    for members in &mut buyers {
        members.sort_unstable();
        members.dedup();
    }
    let pairs = buyers.iter().zip(buyers.iter().skip(1));
    Ok(pairs.map(|(now, before)| compared(now, before)).collect())
}

fn compared(now: &[MemberId], before: &[MemberId]) -> Activity {
    let length = |members: usize| i64::try_from(members).unwrap_or(i64::MAX);
    let lost = before
        .iter()
        .filter(|member| now.binary_search(member).is_err());
    Activity {
        active: length(now.len()),
        lost: length(lost.count()),
    }
}
