//! A minimum of a function of a few variables, without its derivatives.

use super::count;

/// Where a search ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Minimum {
    /// The point.
    pub at: Vec<f64>,
    /// The function there.
    pub value: f64,
    /// Whether a search begun anew from the point found nothing better.
    pub settled: bool,
}

/// Evaluations of one search.
const STEPS_MAX: usize = 4_000;
/// Searches begun anew from the best point.
const RESTARTS_MAX: usize = 12;
/// A search ends when its corners differ by less, relative to the value.
const CLOSE: f64 = 1e-13;
/// A new search must gain so much, relative to the value, to be followed by another.
const GAIN: f64 = 1e-10;

/// A local minimum by the downhill simplex (Nelder and Mead 1965, Computer Journal 7:308, with the coefficients that
/// grow with the dimension of Gao and Han 2012), begun anew from its best point with shrinking steps until that gains
/// nothing: a simplex that has collapsed too early is so noticed.
///
/// `step` is the size of the first simplex. The function may answer +∞ where it is not defined. An empty start gives
/// the value there.
pub fn minimise(start: &[f64], step: f64, mut function: impl FnMut(&[f64]) -> f64) -> Minimum {
    let mut function = |at: &[f64]| {
        let value = function(at);
        if value.is_nan() { f64::INFINITY } else { value }
    };
    let mut best = Corner::at(start.to_vec(), &mut function);
    let mut step = step;
    for _ in 0..RESTARTS_MAX {
        let found = search(&best, step, &mut function);
        let gain = best.value - found.value;
        let settled = gain <= GAIN * (found.value.abs() + 1.0);
        if found.value <= best.value {
            best = found;
        }
        if settled {
            return Minimum {
                at: best.at,
                value: best.value,
                settled: true,
            };
        }
        step = (step / 2.0).max(0.05);
    }
    Minimum {
        at: best.at,
        value: best.value,
        settled: false,
    }
}

#[derive(Debug, Clone)]
struct Corner {
    at: Vec<f64>,
    value: f64,
}

impl Corner {
    fn at(at: Vec<f64>, function: &mut impl FnMut(&[f64]) -> f64) -> Self {
        let value = function(&at);
        Self { at, value }
    }
}

fn search(from: &Corner, step: f64, function: &mut impl FnMut(&[f64]) -> f64) -> Corner {
    let mut corners = vec![from.clone()];
    for axis in 0..from.at.len() {
        let mut at = from.at.clone();
        at[axis] += step;
        corners.push(Corner::at(at, function));
    }
    for _ in 0..STEPS_MAX {
        corners.sort_by(|one, other| one.value.total_cmp(&other.value));
        let (best, worst) = (corners[0].value, corners[corners.len() - 1].value);
        if worst - best <= CLOSE * (best.abs() + 1.0) {
            break;
        }
        improve(&mut corners, function);
    }
    corners.sort_by(|one, other| one.value.total_cmp(&other.value));
    corners.swap_remove(0)
}

/// One step: reflect the worst corner; expand, contract or shrink.
fn improve(corners: &mut [Corner], function: &mut impl FnMut(&[f64]) -> f64) {
    let last = corners.len() - 1;
    let n = count(last);
    let (expand, contract, shrink) = (1.0 + 2.0 / n, 0.75 - 0.5 / n, 1.0 - 1.0 / n.max(2.0));
    let centre = centre(&corners[..last]);
    let worst = corners[last].clone();
    let mut along = |factor: f64| {
        let at = centre
            .iter()
            .zip(&worst.at)
            .map(|(centre, worst)| centre + factor * (centre - worst))
            .collect();
        Corner::at(at, function)
    };
    let reflected = along(1.0);
    let better = if reflected.value < corners[0].value {
        let expanded = along(expand);
        Some(if expanded.value < reflected.value {
            expanded
        } else {
            reflected
        })
    } else if reflected.value < corners[last - 1].value {
        Some(reflected)
    } else {
        let (factor, bar) = if reflected.value < worst.value {
            (contract, reflected.value)
        } else {
            (-contract, worst.value)
        };
        Some(along(factor)).filter(|inside| inside.value < bar)
    };
    match better {
        Some(corner) => corners[last] = corner,
        None => shrink_to_best(corners, shrink, function),
    }
}

fn centre(corners: &[Corner]) -> Vec<f64> {
    let mut centre = vec![0.0; corners[0].at.len()];
    for corner in corners {
        for (sum, value) in centre.iter_mut().zip(&corner.at) {
            *sum += value / count(corners.len());
        }
    }
    centre
}

fn shrink_to_best(corners: &mut [Corner], shrink: f64, function: &mut impl FnMut(&[f64]) -> f64) {
    let best = corners[0].at.clone();
    for corner in &mut corners[1..] {
        let at = corner
            .at
            .iter()
            .zip(&best)
            .map(|(value, best)| best + shrink * (value - best))
            .collect();
        *corner = Corner::at(at, function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock_is_walked_to_its_end() {
        let found = minimise(&[-1.2, 1.0], 0.5, |at| {
            100.0 * (at[1] - at[0] * at[0]).powi(2) + (1.0 - at[0]).powi(2)
        });
        assert!(found.settled);
        assert!(found.value < 1e-12, "{found:?}");
        assert!((found.at[0] - 1.0).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn a_fence_is_not_climbed() {
        let found = minimise(&[3.0], 1.0, |at| if at[0] < 1.0 { f64::NAN } else { at[0] });
        assert!((found.at[0] - 1.0).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn nothing_to_search_is_the_value_there() {
        assert_eq!(minimise(&[], 1.0, |_| 4.0).value, 4.0);
    }
}
