//! What members say.

use super::share;
use crate::experiment::Interval;
use crate::number::{normal_quantile, real};

/// The net promoter score of some answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nps {
    /// 100 × (promoters − detractors) / answers.
    pub value: f64,
    /// 100 × √((P + D − (P − D)²)/n).
    pub standard_error: f64,
    /// Normal interval.
    pub interval: Interval,
    /// Answers of 9 and 10.
    pub promoters: i64,
    /// Answers of 0 to 6.
    pub detractors: i64,
    /// All answers.
    pub answers: i64,
}

/// % 9–10 − % 0–6 among answers on the scale of 0 to 10; others are no answers. `None` without any.
pub fn nps(answers: impl IntoIterator<Item = i64>, alpha: f64) -> Option<Nps> {
    let (mut promoters, mut detractors, mut n) = (0, 0, 0);
    for answer in answers
        .into_iter()
        .filter(|answer| (0..=10).contains(answer))
    {
        n += 1;
        promoters += i64::from(answer >= 9);
        detractors += i64::from(answer <= 6);
    }
    let (high, low) = (share(promoters, n)?, share(detractors, n)?);
    let standard_error = 100.0 * ((high + low - (high - low).powi(2)) / real(n)).sqrt();
    let value = 100.0 * (high - low);
    let reach = normal_quantile(1.0 - alpha / 2.0) * standard_error;
    Some(Nps {
        value,
        standard_error,
        interval: Interval::around(value, reach),
        promoters,
        detractors,
        answers: n,
    })
}

/// The share of answers at or above `satisfied` (4 of 5 usually) among answers from 1 to `highest`; `None` without any.
pub fn csat(answers: impl IntoIterator<Item = i64>, satisfied: i64, highest: i64) -> Option<f64> {
    let (mut happy, mut n) = (0, 0);
    for answer in answers
        .into_iter()
        .filter(|answer| (1..=highest).contains(answer))
    {
        n += 1;
        happy += i64::from(answer >= satisfied);
    }
    share(happy, n)
}

/// The mean effort among answers from 1 to `highest`; `None` without any.
pub fn ces(answers: impl IntoIterator<Item = i64>, highest: i64) -> Option<f64> {
    let (mut sum, mut n) = (0, 0);
    for answer in answers
        .into_iter()
        .filter(|answer| (1..=highest).contains(answer))
    {
        n += 1;
        sum += answer;
    }
    share(sum, n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nps_comes_out_as_computed_elsewhere() {
        let many = |promoters, passives, detractors| {
            let part = |answer: i64, times| std::iter::repeat_n(answer, times);
            part(9, promoters)
                .chain(part(7, passives))
                .chain(part(0, detractors))
        };
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 0.005, "{found}");
        let found = nps(many(50, 30, 20), 0.05).unwrap();
        near(found.value, 30.0);
        near(found.standard_error, 7.81025);
        near(found.interval.low, 14.69);
        near(found.interval.high, 45.31);
        let found = nps(many(550, 250, 200), 0.05).unwrap();
        near(found.standard_error, 2.504_995);
        near(found.interval.low, 30.09);
        near(found.interval.high, 39.91);
    }

    #[test]
    fn what_is_no_answer_does_not_count() {
        assert_eq!(nps([11, -1], 0.05), None);
        assert_eq!(nps([10, 11], 0.05).unwrap().answers, 1);
        assert_eq!(csat([5, 4, 3, 0, 6], 4, 5), Some(2.0 / 3.0));
        assert_eq!(ces([1, 2, 9], 7), Some(1.5));
        assert_eq!((csat([], 4, 5), ces([0], 7)), (None, None));
    }
}
