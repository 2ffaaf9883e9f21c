//! Levels given, frozen and let go by hand.

use crate::decision::{Decision, Refusal, TierReason, When};
use crate::event::{ByHand, LevelChange};
use crate::name::TierId;
use crate::points::Book;
use crate::program::{Program, TierScheme};
use crate::situation::{Held, Situation, TierState};
use crate::tier::end::released;
use crate::tier::record::Moved;
use crate::time::Instant;

/// Gives a level by hand, stops the clock of the one that is held, or lets go of either.
///
/// A level given stands to its end: the metric cannot take it away, and may raise it if the scheme lets it. When it
/// ends, the level earned before stands again if its time is not over. A freeze keeps the level whatever the metric
/// does; when it ends, as much of the level's time is left as there was.
pub fn decide_level(
    program: &Program,
    situation: &Situation,
    asked: &LevelChange,
    when: When,
) -> Decision {
    let scheme = program
        .schemes
        .iter()
        .find(|scheme| scheme.id == asked.scheme);
    let moved = match scheme {
        None => Err(Refusal::UnknownLevel {
            level: TierId::new(asked.scheme.as_str()),
        }),
        Some(scheme) => {
            moved(program, situation, scheme, &asked.by_hand, when).map(|moved| (scheme, moved))
        }
    };
    let (scheme, moved) = match moved {
        Ok(found) => found,
        Err(refusal) => return Decision::refused(refusal),
    };
    let mut decision = Decision::default();
    moved.record(scheme, situation, &mut decision);
    Book::open(program, &situation.wallet, when).close(&mut decision);
    decision
}

fn moved(
    program: &Program,
    situation: &Situation,
    scheme: &TierScheme,
    by_hand: &ByHand,
    when: When,
) -> Result<Moved, Refusal> {
    match by_hand {
        ByHand::Grant { level, until } => grant(scheme, level, *until, when),
        ByHand::Freeze { until } => Ok(freeze(scheme, situation, *until, when)),
        ByHand::Release => {
            let held = situation.tiers.get(&scheme.id).map(|state| state.held);
            if held.is_none_or(|held| held == Held::Earned) {
                let scheme = scheme.id.clone();
                return Err(Refusal::NothingToRelease { scheme });
            }
            Ok(released(program, situation, scheme, when))
        }
    }
}

fn grant(
    scheme: &TierScheme,
    level: &TierId,
    until: Option<Instant>,
    when: When,
) -> Result<Moved, Refusal> {
    if scheme.rank(level).is_none() {
        let level = level.clone();
        return Err(Refusal::UnknownLevel { level });
    }
    Ok(Moved {
        state: TierState {
            held: Held::Granted,
            ..TierState::earned(Some(level.clone()), when.at, until)
        },
        reason: TierReason::Granted,
    })
}

fn freeze(scheme: &TierScheme, situation: &Situation, until: Option<Instant>, when: When) -> Moved {
    let level = scheme.level_of(situation).map(|level| level.id.clone());
    let state = situation.tiers.get(&scheme.id);
    let already = state.filter(|state| state.held == Held::Frozen);
    let since = already.map_or(when.at, |state| state.since);
    Moved {
        state: TierState {
            held: Held::Frozen,
            ..TierState::earned(level, since, until)
        },
        reason: TierReason::Frozen,
    }
}
