//! Points a purchase took, less what its returns gave back.

use crate::decision::{Effect, EffectKind};
use crate::event::PastDecision;
use crate::name::{RuleId, UnitId};
use crate::number::Points;
use crate::points::HeldLot;

/// Points a purchase took that have not come back yet.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub unit: UnitId,
    /// In the order they burned.
    pub lots: Vec<HeldLot>,
    /// Points no lot had backed; they came after every lot.
    pub unbacked: Points,
}

impl Taken {
    /// Every taking of a purchase, less what earlier returns gave back.
    pub fn all_of(purchase: &PastDecision) -> Vec<(&RuleId, Self)> {
        let mut earlier: Vec<Self> = purchase
            .returned
            .iter()
            .flat_map(|past| restored_by(&past.effects))
            .collect();
        let takings = purchase
            .effects
            .iter()
            .filter_map(|effect| match &effect.kind {
                EffectKind::Take {
                    unit, lots, debt, ..
                } => {
                    let mut taken = Self {
                        unit: unit.clone(),
                        lots: lots.clone(),
                        unbacked: *debt,
                    };
                    for back in &mut earlier {
                        taken.subtract(back);
                    }
                    Some((&effect.rule, taken))
                }
                _ => None,
            });
        takings.collect()
    }

    pub fn total(&self) -> Points {
        HeldLot::sum(&self.lots) + self.unbacked
    }

    /// Removes from both what both have.
    fn subtract(&mut self, back: &mut Self) {
        if back.unit != self.unit {
            return;
        }
        let both = self.unbacked.min(back.unbacked);
        self.unbacked -= both;
        back.unbacked -= both;
        for part in &mut back.lots {
            for lot in self.lots.iter_mut().filter(|lot| lot.lot == part.lot) {
                let both = lot.points.min(part.points);
                lot.points -= both;
                part.points -= both;
            }
        }
    }

    /// The last so many points it took.
    pub fn last(&self, points: Points) -> Self {
        let unbacked = self.unbacked.min(points);
        let mut left = points - unbacked;
        let mut lots = Vec::new();
        for part in self.lots.iter().rev() {
            let points = part.points.min(left);
            left -= points;
            if points.is_positive() {
                lots.push(HeldLot {
                    lot: part.lot,
                    points,
                });
            }
        }
        Self {
            unit: self.unit.clone(),
            lots,
            unbacked,
        }
    }
}

/// What a return gave back, the lost points with it.
fn restored_by(effects: &[Effect]) -> impl Iterator<Item = Taken> {
    effects.iter().filter_map(|effect| match &effect.kind {
        EffectKind::Restore {
            unit,
            lots,
            lost,
            unbacked,
        } => Some(Taken {
            unit: unit.clone(),
            lots: lots.iter().chain(lost).copied().collect(),
            unbacked: *unbacked,
        }),
        _ => None,
    })
}
