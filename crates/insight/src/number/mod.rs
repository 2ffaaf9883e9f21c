//! Numbers of statistics: distributions, special functions, an optimiser, percentiles.
//!
//! Floats live here and never touch money that somebody is paid: sums of money are whole minor units until they enter
//! an average or a model.

mod convert;
mod descend;
mod distribution;
mod gamma;
mod hypergeometric;
mod integral;
mod minimise;
mod percentile;

pub use convert::{count, figures, real, whole};
pub use descend::descend;
pub use distribution::{
    chi_square_upper, normal_cdf, normal_quantile, normal_two_sided, student_cdf, student_quantile,
    student_two_sided, student_upper_shifted,
};
pub use gamma::{digamma, ln_beta, ln_choose, ln_gamma, trigamma};
pub use hypergeometric::gauss_near_one;
pub use integral::integral;
pub use minimise::{Minimum, minimise};
pub use percentile::{Percentiles, percentile};
