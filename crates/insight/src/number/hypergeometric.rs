//! Gauss's hypergeometric function, in the one form that models of purchases need.

/// Terms after which a series that has not converged is cut.
const TERMS_MAX: u32 = 20_000;

/// (1 − (1 − z)^u · ₂F₁(a, u; c; z)) / u for 0 ≤ z < 1, c > 0.
///
/// This is what remains of the expected purchases of BG/NBD and its kin once Euler's transformation ₂F₁(A, B; C; z) =
/// (1 − z)^{C−A−B} ₂F₁(C − A, C − B; C; z) (Abramowitz and Stegun 15.3.3) has taken the power out of the series, whose
/// parameters are then small whatever the number of purchases. With (u)ₖ = u·(u + 1)ₖ₋₁ the division by u is carried out
/// term by term, so nothing is lost where u is close to nothing; u = 0 is an ordinary point.
pub fn gauss_near_one(a: f64, u: f64, c: f64, z: f64) -> f64 {
    if z <= 0.0 {
        return 0.0;
    }
    let ln_rest = (-z).ln_1p();
    let power = (u * ln_rest).exp();
    let quotient = if u == 0.0 {
        ln_rest
    } else {
        (u * ln_rest).exp_m1() / u
    };
    -quotient - power * tail(a, u, c, z)
}

/// Σ over k ≥ 1 of (a)ₖ (u + 1)ₖ₋₁ / ((c)ₖ k!) · zᵏ.
fn tail(a: f64, u: f64, c: f64, z: f64) -> f64 {
    let mut term = a / c * z;
    let mut sum = term;
    for place in 1..TERMS_MAX {
        let k = f64::from(place);
        term *= (a + k) * (u + k) / ((c + k) * (k + 1.0)) * z;
        sum += term;
        if term.abs() <= sum.abs() * 1e-16 || term == 0.0 {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The series as it is written in books.
    fn plain(a: f64, b: f64, c: f64, z: f64) -> f64 {
        let (mut term, mut sum) = (1.0, 1.0);
        for place in 0..5_000 {
            let k = f64::from(place);
            term *= (a + k) * (b + k) / ((c + k) * (k + 1.0)) * z;
            sum += term;
        }
        sum
    }

    #[test]
    fn it_is_the_plain_series_rearranged() {
        for (a, u, c, z) in [
            (1.9, 0.3, 4.2, 0.5),
            (0.4, -0.2, 2.2, 0.9),
            (-0.7, 1.4, 3.1, 0.2),
        ] {
            let expected = (1.0 - (1.0_f64 - z).powf(u) * plain(a, u, c, z)) / u;
            let found = gauss_near_one(a, u, c, z);
            assert!((found - expected).abs() < 1e-10, "{found} for {expected}");
        }
    }

    #[test]
    fn nothing_jumps_where_the_divisor_is_nothing() {
        let at = |u| gauss_near_one(1.2, u, 3.0, 0.6);
        assert!((at(0.0) - at(1e-9)).abs() < 1e-8);
        assert!((at(0.0) - at(-1e-9)).abs() < 1e-8);
        assert_eq!(gauss_near_one(1.0, 0.5, 2.0, 0.0), 0.0);
    }
}
