//! A scheme as one member climbs it: its periods, its counters, and what they earn.

use crate::counter::{Counted, CounterKey, CounterRange, Counters};
use crate::program::{Keep, Program, TierPeriod, TierScheme};
use crate::situation::Situation;
use crate::time::{Instant, LocalDate, Span, anniversary};

/// A scheme, a member, and counters that may be ahead of what is stored.
pub(crate) struct Climb<'a> {
    pub program: &'a Program,
    pub scheme: &'a TierScheme,
    pub situation: &'a Situation,
    counters: &'a Counters,
}

/// One of the two metrics of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// `metric`.
    First,
    /// The one beside it.
    Or,
}

impl Part {
    /// Both of them.
    pub const BOTH: [Self; 2] = [Self::First, Self::Or];

    pub fn counted(self, scheme: &TierScheme) -> Counted {
        match self {
            Self::First => Counted::Tier(scheme.id.clone()),
            Self::Or => Counted::TierOr(scheme.id.clone()),
        }
    }
}

impl<'a> Climb<'a> {
    pub fn of(program: &'a Program, situation: &'a Situation, scheme: &'a TierScheme) -> Self {
        Self::counting(program, situation, scheme, &situation.counters)
    }

    /// The same with counters that some moves have changed.
    pub fn counting(
        program: &'a Program,
        situation: &'a Situation,
        scheme: &'a TierScheme,
        counters: &'a Counters,
    ) -> Self {
        Self {
            program,
            scheme,
            situation,
            counters,
        }
    }

    /// The counter that a metric moves on a day.
    pub fn key(&self, part: Part, day: LocalDate) -> CounterKey {
        let period = match self.scheme.period {
            TierPeriod::Rolling(_) => Some(day),
            _ => self.start(day),
        };
        CounterKey {
            counted: part.counted(self.scheme),
            period,
        }
    }

    /// The first day of the period a day lies in; `None` where there are no periods that end.
    pub fn start(&self, day: LocalDate) -> Option<LocalDate> {
        match self.scheme.period {
            TierPeriod::Calendar(period) => Some(period.start(day)),
            TierPeriod::MembershipYear => Some(self.year(day).0),
            TierPeriod::Rolling(_) | TierPeriod::Lifetime => None,
        }
    }

    /// The first day of the next period.
    pub fn next(&self, day: LocalDate) -> Option<LocalDate> {
        match self.scheme.period {
            TierPeriod::Calendar(period) => Some(period.end(day)),
            TierPeriod::MembershipYear => Some(self.year(day).1),
            TierPeriod::Rolling(_) | TierPeriod::Lifetime => None,
        }
    }

    /// The membership year a day lies in and the next one's first day.
    fn year(&self, day: LocalDate) -> (LocalDate, LocalDate) {
        let member = self.situation.member.as_ref();
        let joined = member.map_or(day, |member| self.program.zone.date(member.registered_at));
        let this = anniversary(joined, day.year());
        if this <= day {
            (this, anniversary(joined, day.year() + 1))
        } else {
            (anniversary(joined, day.year() - 1), this)
        }
    }

    /// The day whose metric an event counts into: with rolling periods the window that ends on the day of posting.
    pub fn day(&self, at: Instant, posted_at: Instant) -> LocalDate {
        let at = match self.scheme.period {
            TierPeriod::Rolling(_) => at.max(posted_at),
            _ => at,
        };
        self.program.zone.date(at)
    }

    /// What a metric has come to in the period of a day, or in the time up to its end.
    pub fn metric(&self, part: Part, day: LocalDate) -> i64 {
        match self.scheme.period {
            TierPeriod::Rolling(span) => {
                let inside = self.window(part, span, day);
                inside.map(|(_, value)| value).sum()
            }
            _ => self.counters.get(&self.key(part, day)),
        }
    }

    /// Place of the highest level that the metrics of a day's period earn.
    pub fn earned_on(&self, day: LocalDate) -> Option<usize> {
        let first = self.metric(Part::First, day);
        let or = self.scheme.or.as_ref().map(|_| self.metric(Part::Or, day));
        self.scheme.rank_of_metrics(first, or)
    }

    /// What the period before the one a day lies in has earned.
    pub fn earned_before(&self, day: LocalDate) -> Option<usize> {
        self.start(day)
            .and_then(|start| self.earned_on(start.plus_days(-1)))
    }

    /// When a level that begins on a day, in its period, ends by the scheme's rule; `None` for never. A level won
    /// in the middle of a period may be kept for the next one too.
    pub fn kept_from(&self, rank: usize, day: LocalDate, next_too: bool) -> Option<Instant> {
        if Some(rank) <= self.scheme.rank_for(0) {
            return None;
        }
        let over = match self.scheme.keep {
            Keep::Forever => None,
            Keep::ThisPeriod => self.next(day),
            Keep::ThisAndNextPeriod if next_too => self.next(day).and_then(|next| self.next(next)),
            Keep::ThisAndNextPeriod => self.next(day),
            Keep::Rolling => self.falls_out_on(rank, day),
            Keep::For(span) => Some(away(day, span).plus_days(1)),
        };
        over.map(|over| self.end(over))
    }

    /// The end of a level that would be over on a day, with grace and rounding.
    fn end(&self, over: LocalDate) -> Instant {
        let zone = &self.program.zone;
        let last = match self.scheme.grace {
            None => over.plus_days(-1),
            Some(grace) => zone.date(grace.after(zone.start_of_day(over), zone).plus_ms(-1)),
        };
        let next = self.scheme.round.map(|round| round.period().end(last));
        zone.start_of_day(next.unwrap_or_else(|| last.plus_days(1)))
    }

    /// The first day after this one on which the time before no longer earns a level, if nothing more is done.
    fn falls_out_on(&self, rank: usize, day: LocalDate) -> Option<LocalDate> {
        let TierPeriod::Rolling(span) = self.scheme.period else {
            return None;
        };
        let counted = Part::BOTH
            .iter()
            .flat_map(|part| self.window(*part, span, day));
        let mut days: Vec<LocalDate> = counted.map(|(counted, _)| away(counted, span)).collect();
        days.sort_unstable();
        days.into_iter()
            .find(|day| self.earned_on(*day) < Some(rank))
    }

    /// The days before the end of a day that count, with what was counted on them.
    fn window(
        &self,
        part: Part,
        span: Span,
        day: LocalDate,
    ) -> impl Iterator<Item = (LocalDate, i64)> {
        let range = CounterRange {
            counted: part.counted(self.scheme),
            from: back(day, span),
            to: day,
        };
        let counted: Vec<_> = self.counters.in_range(&range).collect();
        counted
            .into_iter()
            .filter(move |(counted, _)| away(*counted, span) > day)
    }
}

/// The stretch of days that a scheme's counters of an instant lie in, where they are not single keys.
pub(crate) fn range(scheme: &TierScheme, part: Part, today: LocalDate) -> Option<CounterRange> {
    /// This membership year and the one before it begin in this time.
    const TWO_YEARS: Span = Span::Years(2);
    let span = match scheme.period {
        TierPeriod::Rolling(span) => span,
        TierPeriod::MembershipYear => TWO_YEARS,
        TierPeriod::Calendar(_) | TierPeriod::Lifetime => return None,
    };
    Some(CounterRange {
        counted: part.counted(scheme),
        from: back(today, span),
        to: today,
    })
}

/// The day so long after another, in whole local days.
fn away(day: LocalDate, span: Span) -> LocalDate {
    match (span.as_days(), span.as_months()) {
        (Some(days), _) => day.plus_days(days),
        (None, Some(months)) => day.plus_months(months),
        (None, None) => day,
    }
}

/// A day so long before another, or some days earlier: months are not of one length.
fn back(day: LocalDate, span: Span) -> LocalDate {
    const LONGEST_LESS_SHORTEST_MONTH: i32 = 3;
    let before = match (span.as_days(), span.as_months()) {
        (Some(days), _) => day.plus_days(days.saturating_neg()),
        (None, Some(months)) => day.plus_months(months.saturating_neg()),
        (None, None) => day,
    };
    before.plus_days(-LONGEST_LESS_SHORTEST_MONTH)
}
