//! A metric of members, as the statistics take it.

use regulars_insight::column::Outcome;
use regulars_insight::experiment::Arm;
use regulars_insight::number::real;

use super::design::Metric;

/// What a member counts for in a metric; money in major units, of which a minor unit is `1 / scale`.
impl Metric {
    fn value(self, of: Outcome, scale: f64) -> f64 {
        match self {
            Self::Buyers => real(i64::from(of.purchases > 0)),
            Self::Revenue | Self::Receipt => real(of.revenue) / scale,
            Self::Purchases => real(of.purchases),
        }
    }

    fn before(self, of: Outcome, scale: f64) -> f64 {
        let before = Outcome {
            purchases: of.purchases_before,
            revenue: of.revenue_before,
            ..Outcome::default()
        };
        self.value(before, scale)
    }
}

/// The members of an arm, measured. The same before the experiment only where it is to be taken out.
pub(crate) fn measured(
    metric: Metric,
    name: &str,
    outcomes: &[Outcome],
    with_before: bool,
    scale: f64,
) -> Arm {
    let each = |value: &dyn Fn(Outcome) -> f64| outcomes.iter().map(|of| value(*of)).collect();
    let under = match metric {
        Metric::Receipt => each(&|of| real(of.purchases)),
        _ => Vec::new(),
    };
    let before = match with_before && metric != Metric::Receipt {
        true => each(&|of| metric.before(of, scale)),
        false => Vec::new(),
    };
    Arm {
        name: name.to_owned(),
        values: each(&|of| metric.value(of, scale)),
        under,
        before,
    }
}
