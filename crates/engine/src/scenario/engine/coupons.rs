//! What a store knows of coupons, in memory.

use std::collections::BTreeMap;

use crate::basket::Basket;
use crate::coupon::{CouponMove, CouponState};
use crate::id::{MemberId, QuoteId};
use crate::name::RuleId;
use crate::program::Program;
use crate::purchase::coupon_keys;
use crate::said;
use crate::scenario::Fault;
use crate::time::Instant;

/// Codes given out and used, and those that quotes hold.
#[derive(Debug, Default, Clone)]
pub(super) struct CouponBook {
    codes: BTreeMap<String, Code>,
    holds: Vec<Held>,
    drawn: u64,
}

#[derive(Debug, Clone)]
struct Code {
    series: RuleId,
    member: Option<MemberId>,
    expires_at: Option<Instant>,
    revoked: bool,
    uses: i64,
    /// The later the greater.
    issued: u64,
}

#[derive(Debug, Clone)]
struct Held {
    code: String,
    series: RuleId,
    quote: QuoteId,
    member: Option<MemberId>,
    until: Instant,
}

impl CouponBook {
    /// Random numbers for so many codes: any that do not repeat will do here.
    pub fn draw(&mut self, count: usize) -> Vec<u64> {
        let draw = |_| {
            self.drawn += 1;
            self.drawn.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        };
        (0..count).map(draw).collect()
    }

    /// The code that `@series` stands for: the latest of that series that was given to the member.
    pub fn latest(&self, series: &str, member: Option<MemberId>) -> Result<String, Fault> {
        let given = self.codes.iter().filter(|(_, code)| {
            code.series.as_str() == series && code.member.is_some() && code.member == member
        });
        let latest = given.max_by_key(|(_, code)| code.issued);
        latest.map(|(code, _)| code.clone()).ok_or_else(|| {
            Fault(said!(
                "no coupon of the series `{series}` was given to the member",
                "участнику не выдавался купон серии `{series}`"
            ))
        })
    }

    /// What is known of the codes of a basket. The hold of the basket's own quote does not count.
    pub fn states(
        &self,
        program: &Program,
        basket: &Basket,
        buyer: Option<MemberId>,
        own: Option<QuoteId>,
        now: Instant,
    ) -> BTreeMap<String, CouponState> {
        let holds = || {
            let holds = self.holds.iter();
            holds.filter(|held| Some(held.quote) != own && held.until > now)
        };
        let count = |held: usize| i64::try_from(held).unwrap_or(i64::MAX);
        let state = |key: String| {
            let code = self.codes.get(&key);
            let series = match code {
                Some(code) => Some(code.series.clone()),
                None => program.public_series(&key).map(|series| series.id.clone()),
            }?;
            let of_series = || holds().filter(|held| held.series == series);
            let uses = self.codes.values().filter(|code| code.series == series);
            let state = CouponState {
                member: code.and_then(|code| code.member),
                expires_at: code.and_then(|code| code.expires_at),
                revoked: code.is_some_and(|code| code.revoked),
                uses: code.map_or(0, |code| code.uses),
                held: count(holds().filter(|held| held.code == key).count()),
                series_uses: uses.map(|code| code.uses).sum(),
                series_held: count(of_series().count()),
                member_held: count(of_series().filter(|held| held.member == buyer).count()),
                series: Some(series),
            };
            Some((key, state))
        };
        let keys = coupon_keys(program, basket).into_iter();
        keys.filter_map(state).collect()
    }

    /// Reserves codes for a quote.
    pub fn hold(
        &mut self,
        codes: impl Iterator<Item = (RuleId, String)>,
        quote: QuoteId,
        member: Option<MemberId>,
        until: Instant,
    ) {
        self.holds.extend(codes.map(|(series, code)| Held {
            code,
            series,
            quote,
            member,
            until,
        }));
    }

    /// Ends the holds of quotes.
    pub fn release(&mut self, quotes: &[QuoteId]) {
        self.holds.retain(|held| !quotes.contains(&held.quote));
    }

    /// Does what was decided for a buyer.
    pub fn apply(&mut self, moves: &[CouponMove], member: Option<MemberId>) {
        for moved in moves {
            match moved {
                CouponMove::Issued {
                    code,
                    series,
                    expires_at,
                } => {
                    let code_of = self.code(code, series);
                    code_of.member = member;
                    code_of.expires_at = *expires_at;
                }
                CouponMove::Used { code, series } => self.code(code, series).uses += 1,
                CouponMove::GivenBack { code, series, .. } => self.code(code, series).uses -= 1,
                CouponMove::Withdrawn { code, series } => {
                    let code = self.code(code, series);
                    code.revoked |= code.uses == 0;
                }
            }
        }
    }

    fn code(&mut self, code: &str, series: &RuleId) -> &mut Code {
        let issued = u64::try_from(self.codes.len()).unwrap_or(u64::MAX);
        self.codes.entry(code.to_owned()).or_insert_with(|| Code {
            series: series.clone(),
            member: None,
            expires_at: None,
            revoked: false,
            uses: 0,
            issued,
        })
    }
}
