//! Codes presented: which of them count.

use crate::basket::{Basket, CouponReason};
use crate::coupon::{CouponCode, CouponState};
use crate::decision::When;
use crate::id::MemberId;
use crate::name::RuleId;
use crate::program::{CouponSeries, Program};
use crate::situation::Situation;

/// A code presented.
#[derive(Debug, Clone)]
pub(crate) struct Presented<'a> {
    /// As presented.
    pub code: &'a str,
    /// What it is.
    pub verdict: Verdict<'a>,
}

impl<'a> Presented<'a> {
    /// What rules may ask for it by: nothing if it does not count.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        let (text, series) = match &self.verdict {
            Verdict::Plain => (Some(self.code), None),
            Verdict::Accepted(series) => (Some(self.code), Some(series.id.as_str())),
            Verdict::Refused(..) => (None, None),
        };
        text.into_iter().chain(series)
    }
}

/// What a code presented is.
#[derive(Debug, Clone)]
pub(crate) enum Verdict<'a> {
    /// None of any series: rules may ask for it by its text.
    Plain,
    /// A valid code of a series.
    Accepted(&'a CouponSeries),
    /// It does not count.
    Refused(Option<&'a RuleId>, CouponReason),
}

/// What the codes of a basket are, in order of entry. Validity is as of when it happened, uses as of the posting.
pub(crate) fn present<'a>(
    program: &'a Program,
    situation: &'a Situation,
    basket: &'a Basket,
    when: When,
) -> Vec<Presented<'a>> {
    let mut keys: Vec<String> = Vec::new();
    let mut taken: Vec<&RuleId> = Vec::new();
    let mut presented = Vec::new();
    for code in &basket.coupons {
        let known = program.coupon_code(code);
        let key = known.as_ref().and_then(CouponCode::key);
        let repeated = key.is_some_and(|key| keys.iter().any(|known| known == key));
        keys.extend(key.map(str::to_owned));
        let buyer = Buyer {
            program,
            situation,
            when,
        };
        let verdict = match buyer.judge(code, known) {
            Verdict::Accepted(series) if repeated => {
                Verdict::Refused(Some(&series.id), CouponReason::Repeated)
            }
            Verdict::Accepted(series) if taken.contains(&&series.id) => {
                Verdict::Refused(Some(&series.id), CouponReason::OnePerPurchase)
            }
            other => other,
        };
        if let Verdict::Accepted(series) = verdict {
            taken.push(&series.id);
        }
        presented.push(Presented { code, verdict });
    }
    presented
}

/// Who presents a code, and when.
struct Buyer<'a> {
    program: &'a Program,
    situation: &'a Situation,
    when: When,
}

impl<'a> Buyer<'a> {
    fn judge(&self, text: &str, code: Option<CouponCode<'a>>) -> Verdict<'a> {
        let states = &self.situation.coupons;
        let unknown = Verdict::Refused(None, CouponReason::Unknown);
        let (series, state) = match code {
            Some(CouponCode::Mistyped) => {
                return Verdict::Refused(None, CouponReason::Mistyped);
            }
            Some(CouponCode::Public(series, key)) => (Some(series), states.get(&key)),
            Some(CouponCode::Unique(key)) => {
                let state = states.get(&key);
                let series = state.and_then(|state| state.series.as_ref());
                (series.and_then(|id| self.program.coupon_series(id)), state)
            }
            // The name of a series is not a code of it.
            None if self.names_series(text) => return unknown,
            None => return Verdict::Plain,
        };
        let Some(series) = series else {
            return unknown;
        };
        match self.refusal(series, state.unwrap_or(&CouponState::default())) {
            Some(reason) => Verdict::Refused(Some(&series.id), reason),
            None => Verdict::Accepted(series),
        }
    }

    fn names_series(&self, text: &str) -> bool {
        let mut series = self.program.coupons.iter();
        series.any(|series| series.id.as_str().eq_ignore_ascii_case(text.trim()))
    }

    fn member(&self) -> Option<MemberId> {
        let member = self.situation.member.as_ref();
        member
            .filter(|member| !member.blocked)
            .map(|member| member.id)
    }

    fn refusal(&self, series: &CouponSeries, state: &CouponState) -> Option<CouponReason> {
        let at = self.when.at;
        let ends = state.expires_at.into_iter().chain(series.ends).min();
        let is_full = |most: Option<i64>, used: i64| most.is_some_and(|most| used >= most);
        if state.revoked {
            Some(CouponReason::Revoked)
        } else if series.starts.is_some_and(|starts| at < starts) {
            Some(CouponReason::NotYet)
        } else if ends.is_some_and(|ends| ends <= at) {
            Some(CouponReason::Expired)
        } else if is_full(series.uses, state.uses + state.held) {
            Some(CouponReason::UsedUp)
        } else if is_full(series.total, state.series_uses + state.series_held) {
            Some(CouponReason::AllUsed)
        } else {
            self.refusal_of_buyer(series, state)
        }
    }

    fn refusal_of_buyer(&self, series: &CouponSeries, state: &CouponState) -> Option<CouponReason> {
        let member = self.member();
        let owner = state.member.filter(|_| !series.transferable);
        if (owner.is_some() || series.limit.is_some()) && member.is_none() {
            return Some(CouponReason::MembersOnly);
        }
        if owner.is_some() && owner != member {
            return Some(CouponReason::NotYours);
        }
        let limit = series.limit.as_ref()?;
        let (at, zone) = (self.when.at, &self.program.zone);
        let left = limit.left(&series.id, self.situation, at, zone) - state.member_held;
        (left <= 0).then_some(CouponReason::MemberLimit)
    }
}
