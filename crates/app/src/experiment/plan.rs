//! How many units an experiment takes, before it begins.

use regulars_engine::both;
use regulars_engine::language::Both;
use regulars_insight::experiment::{
    Arrangement, detectable_share, detectable_value, share_sample, value_sample,
};
use serde::Serialize;

use super::stated::{SHARE, is_share};
use crate::error::{AppError, Result};

/// What is known and what is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlanRequest {
    /// The metric without the campaign: a share of 0..1, or a mean if `deviation` is given.
    pub baseline: f64,
    /// The standard deviation of a unit; absent: the metric is a share.
    pub deviation: Option<f64>,
    /// Correlation with what was known before, for CUPED; 0: none.
    pub correlation: f64,
    /// The part of the units that is control: 0.1.
    pub control: f64,
    /// The relative lift to see: 0.05 for 5 %; tells how many units that takes.
    pub lift: Option<f64>,
    /// Units there are; tells what lift will be seen.
    pub units: Option<i64>,
    /// Chance of a false alarm, two-sided.
    pub alpha: f64,
    /// Chance to see a lift that is there.
    pub power: f64,
}

/// The plan. Units are of both arms together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Plan {
    /// Units that show the lift asked for; `null` if none was asked.
    pub units_needed: Option<f64>,
    /// Of them control.
    pub control_needed: Option<f64>,
    /// The smallest relative lift that the units there are will show; `null` if none were told, or nothing would be seen.
    pub detectable_lift: Option<f64>,
}

/// Plans an experiment.
///
/// # Errors
/// A baseline, deviation, share or lift that cannot be; neither a lift nor units.
pub fn plan(request: &PlanRequest) -> Result<Plan> {
    check(request)?;
    let how = Arrangement {
        alpha: request.alpha,
        power: request.power,
        treated_per_control: (1.0 - request.control) / request.control,
    };
    let control_needed = request.lift.map(|lift| {
        let difference = request.baseline * lift;
        match request.deviation {
            Some(deviation) => value_sample(difference, deviation, request.correlation, how),
            None => {
                share_sample(request.baseline, request.baseline + difference, how)
                    * (1.0 - request.correlation.powi(2))
            }
        }
    });
    let detectable_lift = request.units.and_then(|units| match request.deviation {
        Some(deviation) => {
            let seen = detectable_value(deviation, request.correlation, units, how);
            Some(seen / request.baseline.abs())
        }
        None => detectable_share(request.baseline, units, how),
    });
    let whole = |units: f64| units.ceil();
    Ok(Plan {
        units_needed: control_needed.map(|control| whole(control / request.control)),
        control_needed: control_needed.map(whole),
        detectable_lift,
    })
}

fn check(request: &PlanRequest) -> Result<()> {
    let wrong = |field: &str, message: Both| Err(AppError::field(field, message));
    let share = is_share;
    match request.deviation {
        None if !share(request.baseline) => {
            return wrong(
                "/baseline",
                both!(
                    "of a share is between 0 and 1; a mean needs a deviation",
                    "для доли указывают между 0 и 1; для среднего нужно отклонение"
                ),
            );
        }
        Some(deviation) if deviation <= 0.0 || request.baseline == 0.0 => {
            return wrong(
                "/deviation",
                both!(
                    "is above nothing, and the baseline not nothing",
                    "должно быть больше нуля, и база не ноль"
                ),
            );
        }
        _ => {}
    }
    let treated = request.lift.map(|lift| request.baseline * (1.0 + lift));
    if request.lift == Some(0.0) || (request.deviation.is_none() && !treated.is_none_or(share)) {
        return wrong(
            "/lift",
            both!(
                "is not nothing and leaves a share a share",
                "не может быть нулём, и доля с ним должна остаться долей"
            ),
        );
    }
    if request.lift.is_none() && request.units.is_none() {
        return wrong(
            "/lift",
            both!("or units must be told", "или `units` нужно указать"),
        );
    }
    check_arrangement(request)
}

/// How the units are divided, and the chances to be held to.
fn check_arrangement(request: &PlanRequest) -> Result<()> {
    let wrong = |field: &str, message: Both| Err(AppError::field(field, message));
    for (field, value) in [("/alpha", request.alpha), ("/power", request.power)] {
        if !is_share(value) {
            return wrong(field, SHARE);
        }
    }
    if request.units.is_some_and(|units| units < 2) {
        return wrong(
            "/units",
            both!(
                "are two at least; one for each arm",
                "нужны хотя бы двое; по одному на группу"
            ),
        );
    }
    if !is_share(request.control) {
        return wrong(
            "/control",
            both!(
                "is a part of the units, such as 0.1",
                "указывают как долю участников, например 0.1"
            ),
        );
    }
    if !(0.0..1.0).contains(&request.correlation) {
        return wrong(
            "/correlation",
            both!("is from 0 to below 1", "должно быть от 0 и меньше 1"),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: PlanRequest = PlanRequest {
        baseline: 0.05,
        deviation: None,
        correlation: 0.0,
        control: 0.1,
        lift: Some(0.1),
        units: Some(100_000),
        alpha: 0.05,
        power: 0.8,
    };

    #[test]
    fn units_and_lifts_are_those_of_the_tables() {
        let found = plan(&REQUEST).unwrap();
        assert!(
            (found.control_needed.unwrap() - 17_596.0).abs() <= 1.0,
            "{found:?}"
        );
        let seen = plan(&PlanRequest {
            units: Some(175_955),
            ..REQUEST
        });
        assert!((seen.unwrap().detectable_lift.unwrap() - 0.1).abs() < 1e-4);
        let spend = plan(&PlanRequest {
            baseline: 100.0,
            deviation: Some(300.0),
            lift: Some(0.05),
            correlation: 0.7,
            control: 0.5,
            ..REQUEST
        });
        assert!((spend.unwrap().control_needed.unwrap() - 28_821.0).abs() <= 1.0);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for wrong in [
            PlanRequest {
                baseline: 1.5,
                ..REQUEST
            },
            PlanRequest {
                lift: Some(40.0),
                ..REQUEST
            },
            PlanRequest {
                lift: Some(0.0),
                ..REQUEST
            },
            PlanRequest {
                control: 0.0,
                ..REQUEST
            },
            PlanRequest {
                correlation: 1.0,
                ..REQUEST
            },
            PlanRequest {
                deviation: Some(0.0),
                ..REQUEST
            },
            PlanRequest {
                power: 1.0,
                ..REQUEST
            },
            PlanRequest {
                units: Some(1),
                ..REQUEST
            },
            PlanRequest {
                lift: None,
                units: None,
                ..REQUEST
            },
        ] {
            assert!(plan(&wrong).is_err(), "{wrong:?}");
        }
    }
}
