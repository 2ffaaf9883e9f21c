//! A minimum of a smooth function of a few variables, by its gradient.

use super::Minimum;

/// Steps after which a search that has not settled is cut.
const STEPS_MAX: usize = 200;
/// Points tried along one direction.
const TRIES_MAX: usize = 50;
/// The gap to the minimum, as the curvature foretells it, at which a search has settled; relative to the value.
const CLOSE: f64 = 1e-16;
/// A step gains at least this part of what the slope promises.
const GAIN: f64 = 1e-4;
/// And leaves at most this part of the slope.
const SLOPE_LEFT: f64 = 0.9;
/// What rounding of a long sum may move a value, relative to it.
const ROUNDING: f64 = 1e-14;
/// No variable moves further in one step.
const REACH: f64 = 2.0;

/// A point with the function and its gradient there.
#[derive(Clone)]
struct Place {
    at: Vec<f64>,
    value: f64,
    slope: Vec<f64>,
}

/// A local minimum by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno with a line search to the weak
/// Wolfe conditions (Nocedal and Wright 2006, Numerical Optimization, ch. 6; Lewis and Overton 2013). It takes a few
/// dozen values where a search without derivatives takes thousands.
///
/// The function answers its value and gradient, +∞ where it is not defined. Not settled where the gradient leads out of
/// what is defined, or to no end.
pub fn descend(start: &[f64], mut function: impl FnMut(&[f64]) -> (f64, Vec<f64>)) -> Minimum {
    let mut look = |at: Vec<f64>| {
        let (value, slope) = function(&at);
        let value = if value.is_nan() { f64::INFINITY } else { value };
        Place { at, value, slope }
    };
    let mut here = look(start.to_vec());
    let mut curvature = Curvature::unknown(&here.slope);
    let mut settled = false;
    for _ in 0..STEPS_MAX {
        let way = curvature.way(&here.slope);
        let promised = -dot(&way, &here.slope);
        settled = curvature.known && promised <= CLOSE * (here.value.abs() + 1.0);
        if settled || !promised.is_finite() {
            break;
        }
        let Some(next) = along(&here, &way, &mut look) else {
            break;
        };
        curvature.learn(&less(&next.at, &here.at), &less(&next.slope, &here.slope));
        here = next;
    }
    Minimum {
        at: here.at,
        value: here.value,
        settled,
    }
}

/// The first point on a way down that gains enough and leaves the slope flatter; `None` where rounding hides any gain.
fn along(here: &Place, way: &[f64], look: &mut impl FnMut(Vec<f64>) -> Place) -> Option<Place> {
    let slope = dot(way, &here.slope);
    let furthest = way.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
    let (mut short, mut long) = (0.0, f64::INFINITY);
    let mut step = (REACH / furthest).min(1.0);
    let rounding = ROUNDING * (here.value.abs() + 1.0);
    for _ in 0..TRIES_MAX {
        let moved = here.at.iter().zip(way).map(|(at, part)| at + step * part);
        let there = look(moved.collect());
        if there.value > here.value + GAIN * step * slope + rounding {
            long = step;
        } else if dot(way, &there.slope) < SLOPE_LEFT * slope {
            short = step;
        } else {
            return Some(there);
        }
        step = if long.is_finite() {
            f64::midpoint(short, long)
        } else {
            2.0 * step
        };
    }
    None
}

/// What is known of the inverse of the second derivatives.
struct Curvature {
    inverse: Vec<Vec<f64>>,
    known: bool,
}

impl Curvature {
    /// The first step goes as far as one in logarithms does, whatever the size of the gradient.
    fn unknown(slope: &[f64]) -> Self {
        let size = dot(slope, slope).sqrt().max(1.0);
        Self {
            inverse: scaled(slope.len(), 1.0 / size),
            known: false,
        }
    }

    fn way(&self, slope: &[f64]) -> Vec<f64> {
        self.inverse.iter().map(|row| -dot(row, slope)).collect()
    }

    /// H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ with ρ = 1/yᵀs, from yᵀs/yᵀy·I.
    fn learn(&mut self, step: &[f64], bend: &[f64]) {
        let along = dot(step, bend);
        let positive = along > 0.0 && along.is_finite();
        if !positive {
            return;
        }
        if !self.known {
            self.inverse = scaled(step.len(), along / dot(bend, bend));
            self.known = true;
        }
        let seen: Vec<f64> = self.inverse.iter().map(|row| dot(row, bend)).collect();
        let weight = (1.0 + dot(bend, &seen) / along) / along;
        for (row, (step_row, seen_row)) in self.inverse.iter_mut().zip(step.iter().zip(&seen)) {
            for (cell, (step_cell, seen_cell)) in row.iter_mut().zip(step.iter().zip(&seen)) {
                let crossed = step_row * seen_cell + seen_row * step_cell;
                *cell += weight * step_row * step_cell - crossed / along;
            }
        }
    }
}

fn scaled(size: usize, by: f64) -> Vec<Vec<f64>> {
    let row = |place| (0..size).map(move |other| if other == place { by } else { 0.0 });
    (0..size).map(|place| row(place).collect()).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn less(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter()
        .zip(other)
        .map(|(one, other)| one - other)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valleys_are_found_to_their_ground() {
        let rosenbrock = |at: &[f64]| {
            let (x, y) = (at[0], at[1]);
            let (one, two) = (1.0 - x, y - x * x);
            let slope = vec![-2.0 * one - 400.0 * x * two, 200.0 * two];
            (one * one + 100.0 * two * two, slope)
        };
        let found = descend(&[-1.2, 1.0], rosenbrock);
        assert!(found.settled, "{found:?}");
        assert!(
            found.at.iter().all(|at| (at - 1.0).abs() < 1e-7),
            "{found:?}"
        );
    }

    #[test]
    fn what_has_no_ground_is_not_settled() {
        let fenced = |at: &[f64]| {
            let value = if at[0] > 5.0 { f64::INFINITY } else { -at[0] };
            (value, vec![-1.0])
        };
        let found = descend(&[0.0], fenced);
        assert!(!found.settled && found.at[0] <= 5.0, "{found:?}");
        assert!(!descend(&[0.0], |_| (f64::NAN, vec![f64::NAN])).settled);
        assert_eq!(descend(&[], |_| (3.0, Vec::new())).value, 3.0);
    }

    #[test]
    fn steps_are_few() {
        let mut asked = 0;
        let found = descend(&[3.0, -2.0, 1.0], |at| {
            asked += 1;
            let parts = || at.iter().zip([1.0, 100.0, 10_000.0]);
            let value = parts().map(|(at, steep)| steep * at * at).sum();
            (value, parts().map(|(at, steep)| 2.0 * steep * at).collect())
        });
        assert!(found.settled && asked < 40, "{asked}: {found:?}");
    }
}
