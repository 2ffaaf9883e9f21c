//! Experiments: who is in which arm, and what the arms say.
//!
//! The unit is the member, analysed in the arm it was assigned to whether or not anything reached it (intention to
//! treat). What it all means to its reader: docs/guides/experiments.md.

mod analyse;
mod assign;
mod cuped;
mod effect;
mod many;
mod mean;
mod posterior;
mod proportion;
mod ratio;
mod sequential;
mod size;
mod split;
mod strata;
mod winsorise;

pub use analyse::{
    Analysis, Arm, ArmResult, ControlResult, Cut, Kind, Question, Refused, SPLIT_LEAST_P, Taken,
    analyse, analyse_cuts,
};
pub use assign::{Arms, BadArms, Draw};
pub use cuped::{Cuped, cuped};
pub use effect::{Effect, Interval, Lift};
pub use many::{benjamini_hochberg, holm};
pub use mean::{Sample, welch};
pub use posterior::{Posterior, normal_posterior, share_posterior};
pub use proportion::{Share, compare_shares, fisher, newcombe, pooled_z, wald, wilson};
pub use ratio::{Paired, compare_ratios};
pub use sequential::{always_valid, always_valid_multiplier};
pub use size::{
    Arrangement, detectable_share, detectable_value, power_of_means, share_sample, value_sample,
    value_sample_exact,
};
pub use split::{Split, sample_ratio};
pub use strata::{Stratum, strata};
pub use winsorise::{Caps, caps};

#[cfg(test)]
mod tests;
