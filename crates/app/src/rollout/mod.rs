//! Versions rolled out to a part of the base beside the standing one: started, compared, widened, withdrawn.

mod compare;
mod decides;
mod read;
mod start;
mod step;
mod widen;
mod withdraw;

pub use compare::{Comparison, Side};
pub(crate) use decides::{for_buyer, for_member};
pub use read::{Rollout, read};
pub use regulars_engine::rollout::{Audience, PARTS, Share};
pub use regulars_store::{RolloutRow, RolloutStep, RolloutStepKind};
pub use start::{Start, start};
pub(crate) use step::{names_segment, refuse_while_running};
pub use widen::{Wider, widen};
pub use withdraw::withdraw;
