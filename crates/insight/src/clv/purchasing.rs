//! When members buy and when they stop: BG/NBD and MBG/NBD.

use super::history::Past;
use crate::number::{gauss_near_one, integral, ln_beta, ln_gamma};

/// When a member may stop buying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropout {
    /// After a repeat purchase: BG/NBD (Fader, Hardie, Lee 2005, Marketing Science 24:275). Who bought once is alive for
    /// certain, so this says nothing of one-time buyers.
    AfterRepeat,
    /// After any purchase, the first too: MBG/NBD (Batislam, Denizel, Filiztekin 2007; Hoppe and Wagner 2007).
    AfterAny,
}

impl Dropout {
    /// Chances to stop that the first purchase adds.
    pub(super) fn first(self) -> f64 {
        match self {
            Self::AfterRepeat => 0.0,
            Self::AfterAny => 1.0,
        }
    }
}

/// A fitted model: while alive a member buys at a rate λ per week, λ ~ Gamma(r, α), and stops after a purchase with
/// chance p ~ Beta(a, b).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Purchasing {
    /// When a member may stop.
    pub dropout: Dropout,
    /// Shape of the rates.
    pub r: f64,
    /// Scale of the rates, in weeks.
    pub alpha: f64,
    /// Of the chance to stop.
    pub a: f64,
    /// Of the chance to go on.
    pub b: f64,
}

/// From this `a` on members hardly differ in their chance to stop; terms of the series then outgrow a float, while the
/// integral over that chance has a smooth, narrow hump.
const SERIES_UNTIL: f64 = 20.0;

impl Purchasing {
    /// ln of the likelihood of a past: A1 + A2 + ln(e^{A3} + [may have stopped]·e^{A4}), summed in logarithms.
    pub fn log_likelihood(&self, past: Past) -> f64 {
        let (x, (last, age)) = (past.x(), past.weeks());
        let steady = ln_gamma(self.r + x) - ln_gamma(self.r)
            + self.r * self.alpha.ln()
            + ln_beta(self.a, self.b + x + self.dropout.first())
            - ln_beta(self.a, self.b);
        let alive = -(self.r + x) * (self.alpha + age).ln();
        let stopped = self.ln_odds_factor(x) - (self.r + x) * (self.alpha + last).ln();
        steady + ln_sum(alive, stopped)
    }

    /// ln(a/(b + x − 1)), with one more chance where the first purchase gives one; −∞ when nobody may have stopped.
    pub(super) fn ln_odds_factor(&self, x: f64) -> f64 {
        let chances = x + self.dropout.first();
        if chances > 0.0 {
            self.a.ln() - (self.b + chances - 1.0).ln()
        } else {
            f64::NEG_INFINITY
        }
    }

    /// ln of the odds of having stopped: kept in logarithms, since the power overflows for frequent buyers.
    fn ln_odds(&self, past: Past) -> f64 {
        let (x, (last, age)) = (past.x(), past.weeks());
        let ratio = ((self.alpha + age) / (self.alpha + last)).ln();
        self.ln_odds_factor(x) + (self.r + x) * ratio
    }

    /// The chance that a member has not stopped.
    pub fn alive(&self, past: Past) -> f64 {
        1.0 / (1.0 + self.ln_odds(past).exp())
    }

    /// Purchases expected in the next weeks: (a + b + x − 1)/(a − 1)·[1 − ((α + T)/(α + T + t))^{r+x}·₂F₁(r + x, b + x; a
    /// + b + x − 1; t/(α + T + t))] over the odds, with b one higher for MBG/NBD; without a jump at a = 1.
    pub fn expected(&self, past: Past, weeks: f64) -> f64 {
        let of_alive = if self.a < SERIES_UNTIL {
            self.expected_by_series(past, weeks)
        } else {
            self.expected_by_integral(past, weeks)
        };
        (of_alive * self.alive(past)).max(0.0)
    }

    fn expected_by_series(&self, past: Past, weeks: f64) -> f64 {
        let (x, (_, age)) = (past.x(), past.weeks());
        let c = self.a + self.b + x - 1.0 + self.dropout.first();
        let share = weeks / (self.alpha + age + weeks);
        c * gauss_near_one(c - self.r - x, self.a - 1.0, c, share)
    }

    /// The same before the chance p was integrated out: who is alive will buy (1 − (1 + p·t/(α + T))^{−(r+x)})/p times,
    /// and p ~ Beta(a, b + x).
    fn expected_by_integral(&self, past: Past, weeks: f64) -> f64 {
        let (x, (_, age)) = (past.x(), past.weeks());
        let (a, b) = (self.a, self.b + x + self.dropout.first());
        let middle = a / (a + b);
        let reach = 9.0 * (middle * (1.0 - middle) / (a + b + 1.0)).sqrt();
        let ln_all = ln_beta(a, b);
        let at = |p: f64| {
            let density = ((a - 1.0) * p.ln() + (b - 1.0) * (-p).ln_1p() - ln_all).exp();
            let wait = (p * weeks / (self.alpha + age)).ln_1p();
            density * -(-(self.r + x) * wait).exp_m1() / p
        };
        let (from, to) = ((middle - reach).max(1e-9), (middle + reach).min(1.0 - 1e-9));
        integral(from, to, at)
    }

    /// Repeat purchases expected of a new member in its first weeks.
    pub fn expected_of_new(&self, weeks: f64) -> f64 {
        self.expected(NEW, weeks)
    }

    /// The chance of a purchase in the next weeks: alive, and not waiting longer. Who is alive stops only after a
    /// purchase, so the wait alone decides: 1 − ((α + T)/(α + T + t))^{r+x}.
    pub fn buys_within(&self, past: Past, weeks: f64) -> f64 {
        let (x, (_, age)) = (past.x(), past.weeks());
        let wait = (self.r + x) * ((self.alpha + age) / (self.alpha + age + weeks)).ln();
        self.alive(past) * -wait.exp_m1()
    }

    /// Weeks after the last purchase by which half of such members have bought again, if they stayed: (α + tₓ)(2^{1/(r+x)} − 1).
    /// It is what could be said on the day of that purchase; how long ago that was says whether they stayed.
    pub fn median_gap(&self, past: Past) -> f64 {
        let (x, (last, _)) = (past.x(), past.weeks());
        (self.alpha + last) * (std::f64::consts::LN_2 / (self.r + x)).exp_m1()
    }

    /// The chance that a new member makes exactly so many repeat purchases in its first weeks (Fader, Hardie, Lee 2005,
    /// equation 8). BG/NBD only in that form; for MBG/NBD the first purchase may already be the last.
    pub fn repeats(&self, count: u32, weeks: f64) -> f64 {
        let x = f64::from(count);
        let first = self.dropout.first();
        let (ln_rest, ln_share) = (
            (self.alpha / (self.alpha + weeks)).ln(),
            (weeks / (self.alpha + weeks)).ln(),
        );
        let ln_times = |j: f64| {
            ln_gamma(self.r + j) - ln_gamma(self.r) - ln_gamma(j + 1.0)
                + self.r * ln_rest
                + j * ln_share
        };
        let base = ln_beta(self.a, self.b);
        let going = (ln_beta(self.a, self.b + x + first) - base + ln_times(x)).exp();
        if x + first <= 0.0 {
            return going;
        }
        let fewer: f64 = (0..count).map(|j| ln_times(f64::from(j)).exp()).sum();
        let stopped = (ln_beta(self.a + 1.0, self.b + x + first - 1.0) - base).exp();
        going + stopped * (1.0 - fewer)
    }
}

/// A member at its first purchase.
const NEW: Past = Past {
    repeats: 0,
    last: 0,
    age: 0,
    repeat_amount: 0,
};

/// ln(eˣ + eʸ).
fn ln_sum(one: f64, other: f64) -> f64 {
    let (high, low) = if one > other {
        (one, other)
    } else {
        (other, one)
    };
    if low == f64::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_to_expect_agree(
            r in 0.1_f64..3.0, alpha in 1.0_f64..20.0, a in 8.0_f64..20.0, b in 5.0_f64..60.0,
            repeats in 0_u32..30, age in 0_u32..500, weeks in 0.1_f64..100.0,
        ) {
            let past = Past { repeats, last: age, age, repeat_amount: 0 };
            for dropout in [Dropout::AfterRepeat, Dropout::AfterAny] {
                let model = Purchasing { dropout, r, alpha, a, b };
                let (one, other) = (model.expected_by_series(past, weeks), model.expected_by_integral(past, weeks));
                prop_assert!((one - other).abs() <= 1e-6 * (1.0 + other), "{one} and {other}");
            }
        }
    }
}
