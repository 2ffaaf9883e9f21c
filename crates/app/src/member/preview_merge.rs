//! What a merge would come to. Nothing is written.

use std::sync::Arc;

use regulars_engine::decision::When;
use regulars_engine::language::Said;
use regulars_engine::merge::merge as decide;
use regulars_engine::name::{TierId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::points::Book;
use regulars_engine::said;

use super::merge::{Side, both_of, open};
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::live::LiveProgram;
use crate::member::MemberView;

/// Two members side by side, and what they would be as one.
#[derive(Debug, Clone)]
pub struct MergePreview {
    /// The program that decides.
    pub live: Arc<LiveProgram>,
    /// Who would stay.
    pub into: MergeSide,
    /// Who would join.
    pub from: MergeSide,
    /// Balances of both as one, by unit.
    pub together: Vec<UnitPoints>,
    /// What would happen, in sentences.
    pub says: Vec<Said>,
}

/// One of the two.
#[derive(Debug, Clone)]
pub struct MergeSide {
    /// Who.
    pub member: MemberView,
    /// Balances by unit.
    pub balances: Vec<UnitPoints>,
    /// The level in the program's first scheme.
    pub tier: Option<TierId>,
    /// Purchases of which something was kept.
    pub purchases: u64,
}

/// Points of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPoints {
    /// The unit.
    pub unit: UnitId,
    /// To spend, less what is owed.
    pub available: Points,
    /// Not yet active.
    pub pending: Points,
}

/// Shows what a merge would come to now.
///
/// # Errors
/// An unknown or erased member; the same one twice.
pub async fn preview_merge(app: &App, into: MemberRef, from: MemberRef) -> Result<MergePreview> {
    app.read(move |app, reader| {
        let (into, from) = both_of(reader, &into, &from)?;
        let when = When::now(app.now());
        let live = app.programs().at(when.at);
        let stays = open(app, reader, &live.program, into, when)?;
        let joins = open(app, reader, &live.program, from, when)?;
        let (one, other) = (&stays.ledger.situation, &joins.ledger.situation);
        let merging = decide(&live.program, one, other, when);
        let units = live.program.units.iter();
        let together = units.map(|unit| {
            let (available, pending) = merging.balance(&unit.id);
            UnitPoints {
                unit: unit.id.clone(),
                available,
                pending,
            }
        });
        let together = together.collect();
        let bought = (
            reader.standing(into)?.purchases,
            reader.standing(from)?.purchases,
        );
        let rises = merging.stays.tiers.first().and_then(|(scheme, state)| {
            let scheme = live.program.schemes.iter().find(|one| one.id == *scheme)?;
            let level = scheme
                .levels
                .iter()
                .find(|one| Some(&one.id) == state.level.as_ref())?;
            Some(level.name.clone())
        });
        let mut says = moving(&joins, bought.1);
        says.extend(rises.map(|level| {
            Said::new(
                format!(
                    "the level {} of the other record stands till its end",
                    level.en
                ),
                format!(
                    "уровень «{}» второй записи действует до своего срока",
                    level.ru
                ),
            )
        }));
        Ok(MergePreview {
            into: side(&live, &stays, bought.0, when),
            from: side(&live, &joins, bought.1, when),
            live: live.clone(),
            together,
            says,
        })
    })
    .await
}

fn side(live: &LiveProgram, side: &Side<'_>, purchases: u64, when: When) -> MergeSide {
    let situation = &side.ledger.situation;
    let book = Book::open(&live.program, &situation.wallet, when);
    let balances = live.program.units.iter().map(|unit| UnitPoints {
        unit: unit.id.clone(),
        available: book.available(&unit.id),
        pending: book.pending(&unit.id),
    });
    let scheme = live.program.schemes.first();
    MergeSide {
        member: side.row.clone().into(),
        balances: balances.collect(),
        tier: scheme.and_then(|scheme| scheme.level_of(situation).map(|level| level.id.clone())),
        purchases,
    }
}

/// What goes over, whoever it goes to.
fn moving(joins: &Side<'_>, purchases: u64) -> Vec<Said> {
    let mut says = vec![said!(
        "purchases that move, with all that was decided of them: {purchases}",
        "перейдёт покупок со всеми решениями по ним: {purchases}"
    )];
    let identifiers = joins.row.identifiers.len();
    if identifiers > 0 {
        says.push(said!(
            "cards, telephones and addresses that will find this member: {identifiers}",
            "карт, телефонов и адресов, по которым найдётся этот участник: {identifiers}"
        ));
    }
    let holds = joins.ledger.situation.wallet.holds.len();
    if holds > 0 {
        says.push(said!(
            "quotes whose points stay reserved: {holds}",
            "расчётов, под которые баллы останутся придержаны: {holds}"
        ));
    }
    says.push(said!(
        "points move with their dates, and pay what the other record owes",
        "баллы переходят со своими сроками и погашают долг второй записи"
    ));
    says.push(said!(
        "counters and limits add up; what is given once in a life is neither given again nor taken back",
        "счётчики и лимиты складываются; то, что даётся один раз, не начислится снова и не отзовётся"
    ));
    says.push(said!(
        "of two statements of consent the later one stands",
        "из двух согласий действует более позднее"
    ));
    says.push(said!(
        "the other record is an alias from then on; there is no way back",
        "вторая запись станет псевдонимом этой; отменить объединение нельзя"
    ));
    says
}
