//! What events move between partners and the program.

use super::{ClearingKind, ClearingMove, add, of_effects};
use crate::decision::{Decision, EffectKind};
use crate::event::{Event, PastDecision};
use crate::name::{StoreId, UnitId};
use crate::number::Points;
use crate::points::{HeldLot, Lot, LotNumber};
use crate::program::{Partner, Program};
use crate::purchase::REDEEM;

/// Adds to a decision what it moves between partners and the program.
pub(crate) fn clear(program: &Program, event: &Event, decision: &mut Decision) {
    if decision.refusal.is_some() {
        return;
    }
    match event {
        Event::Purchase(purchase) => bought(program, purchase.basket.store.as_ref(), decision),
        Event::Return(asked) => undone(&asked.purchase, decision),
        Event::Void(purchase) => undone(purchase, decision),
        Event::UnlinkedReturn(asked) => {
            unlinked(program, asked.basket.store.as_ref(), decision);
        }
        _ => {}
    }
}

/// Adds what a lot's points that expired leave behind, from what had expired before; below zero for points that came back.
pub(crate) fn clear_expired(
    program: &Program,
    lot: &Lot,
    (before, after): (Points, Points),
    decision: &mut Decision,
) {
    let Some(issue) = &lot.issue else {
        return;
    };
    let partner = program.partner(&issue.partner);
    let goes_back = partner.is_some_and(|partner| partner.expired_goes_back);
    let moved = ClearingMove {
        kind: if goes_back {
            ClearingKind::Refunded
        } else {
            ClearingKind::Expired
        },
        partner: issue.partner.clone(),
        unit: lot.unit.clone(),
        points: after - before,
        amount: issue.worth(after) - issue.worth(before),
        price: issue.price,
        lot: Some(lot.number),
    };
    add(decision, moved);
}

/// A purchase: the partner pays for the lots it gave and is paid for the points spent.
fn bought(program: &Program, store: Option<&StoreId>, decision: &mut Decision) {
    let Some(partner) = program.partner_at(store) else {
        return;
    };
    let mut moves = Vec::new();
    for effect in &decision.effects {
        match &effect.kind {
            EffectKind::Take { unit, granted, .. }
                if *unit == partner.unit && effect.rule.as_str() == REDEEM =>
            {
                moves.push(burned(partner, *granted));
            }
            EffectKind::Grant { lot, .. } => {
                let mut lots = decision.lots.iter();
                let lot = lots.find(|one| one.number == *lot);
                moves.extend(lot.and_then(issued));
            }
            _ => {}
        }
    }
    moves.into_iter().for_each(|moved| add(decision, moved));
}

fn burned(partner: &Partner, points: Points) -> ClearingMove {
    ClearingMove {
        kind: ClearingKind::Burned,
        partner: partner.id.clone(),
        unit: partner.unit.clone(),
        points,
        amount: partner.burn.worth(points),
        price: partner.burn,
        lot: None,
    }
}

/// A lot that a partner gave; `None` for one of the program's own.
fn issued(lot: &Lot) -> Option<ClearingMove> {
    let issue = lot.issue.as_ref()?;
    Some(ClearingMove {
        kind: ClearingKind::Issued,
        partner: issue.partner.clone(),
        unit: lot.unit.clone(),
        points: lot.amount,
        amount: issue.worth(lot.amount),
        price: issue.price,
        lot: Some(lot.number),
    })
}

/// Goods of a purchase come back: what it moved is turned round, at its own prices, for the points that moved now. Points
/// that the program bears stay paid for.
fn undone(purchase: &PastDecision, decision: &mut Decision) {
    let mut moves = Vec::new();
    for moved in of_effects(&purchase.effects) {
        let (kind, points) = match (moved.kind, moved.lot) {
            (ClearingKind::Issued, Some(lot)) => {
                (ClearingKind::TakenBack, reversed(decision, Some(lot)))
            }
            (ClearingKind::Burned, _) => (ClearingKind::GivenBack, restored(decision, &moved.unit)),
            _ => continue,
        };
        let before = turned_before(purchase, kind, moved);
        let left = moved.points - before;
        let worth = |points| moved.price.worth(points);
        moves.push(ClearingMove {
            kind,
            points,
            amount: worth(left) - worth(left - points),
            ..moved.clone()
        });
    }
    moves.into_iter().for_each(|moved| add(decision, moved));
}

/// Points that earlier returns of a purchase turned round of a move.
fn turned_before(purchase: &PastDecision, kind: ClearingKind, of: &ClearingMove) -> Points {
    let past = purchase.returned.iter();
    let moves = past.flat_map(|past| of_effects(&past.effects));
    let same = moves.filter(|moved| moved.kind == kind && moved.lot == of.lot);
    same.filter(|moved| moved.unit == of.unit)
        .map(|moved| moved.points)
        .sum()
}

/// Points of a lot that a return takes back, less what the program bears.
fn reversed(decision: &Decision, of: Option<LotNumber>) -> Points {
    let points = decision
        .effects
        .iter()
        .filter_map(|effect| match &effect.kind {
            EffectKind::Reverse {
                lot,
                points,
                forgiven,
                withheld,
                ..
            } if *lot == of => Some(*points - *forgiven - *withheld),
            _ => None,
        });
    points.sum()
}

/// Points of a unit that come back to who had spent them, those of dead lots included.
fn restored(decision: &Decision, of: &UnitId) -> Points {
    let points = decision
        .effects
        .iter()
        .filter_map(|effect| match &effect.kind {
            EffectKind::Restore {
                unit,
                lots,
                lost,
                unbacked,
            } if unit == of => Some(HeldLot::sum(lots) + HeldLot::sum(lost) + *unbacked),
            _ => None,
        });
    points.sum()
}

/// Goods come back without their purchase: what is taken back is paid for by the partner where they come back, at the price
/// in force.
fn unlinked(program: &Program, store: Option<&StoreId>, decision: &mut Decision) {
    let Some(partner) = program.partner_at(store) else {
        return;
    };
    let of_unit = |effect: &&crate::decision::Effect| matches!(&effect.kind, EffectKind::Reverse { unit, .. } if *unit == partner.unit);
    if !decision.effects.iter().any(|effect| of_unit(&effect)) {
        return;
    }
    let points = reversed(decision, None);
    let moved = ClearingMove {
        kind: ClearingKind::TakenBack,
        partner: partner.id.clone(),
        unit: partner.unit.clone(),
        points,
        amount: partner.issue.worth(points),
        price: partner.issue,
        lot: None,
    };
    add(decision, moved);
}
