//! Returns and voids as callers read them.

use regulars_app::purchase::{PurchaseView, ReturnView};
use regulars_app::{App, StoredDecision};
use regulars_engine::decision::{Returned, ReturnedLine};
use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::language::Language;
use regulars_engine::time::UtcOffset;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{State, discrepancies, program_of};
use crate::basket::gift::Kept;
use crate::basket::{Discrepancy, Manner};
use crate::gift_card::sale::GivenBack;
use crate::render::{ByUnit, Decimal, Moment, Scales, slip_of_return};

/// What a return or a void brought back.
#[derive(Debug, Serialize, ToSchema)]
pub struct Back {
    /// What is given back, to gift cards and in money.
    refund: Decimal,
    /// Of this, to the gift cards that had paid.
    gift_cards: Vec<GivenBack>,
    /// Gifts of the purchase that have not come back: the program leaves them to the buyer.
    gifts_kept: Vec<Kept>,
    /// Money to give back.
    due: Decimal,
    /// Money kept back for points that were missing.
    withheld: Decimal,
    /// Spent points that came back.
    restored: ByUnit,
    /// Earned points taken back.
    reversed: ByUnit,
    /// Points the member owes because of it.
    debt: ByUnit,
    /// Lines that came back.
    lines: Vec<BackLine>,
    /// Differences kept for review.
    discrepancies: Vec<Discrepancy>,
    /// Lines a till may print, in the language of `Accept-Language` (`en` or `ru`).
    #[schema(example = json!(["Given back: 200 bonuses", "Taken back: 30 bonuses"]))]
    slip: Vec<String>,
}

/// A line that came back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReturnedLine)]
struct BackLine {
    /// The till's number of the line.
    line: u32,
    /// Units that came back now.
    quantity: Decimal,
    /// Money for them.
    refund: Decimal,
    /// Discounts taken back.
    discount: Decimal,
    /// Its share of the points spent.
    restored: ByUnit,
    /// Its share of the points earned.
    reversed: ByUnit,
}

impl Back {
    /// What came back, in this manner.
    pub fn of(decision: &StoredDecision, manner: Manner<'_>) -> Self {
        let nothing = Returned::default();
        let returned = decision.returned.as_ref().unwrap_or(&nothing);
        let scales = manner.scales();
        let by_unit =
            |points: &[_]| ByUnit::sum(scales, points.iter().map(|(unit, points)| (unit, *points)));
        Self {
            refund: scales.money(returned.refund),
            gift_cards: GivenBack::of(returned, scales),
            gifts_kept: Kept::of(returned),
            due: scales.money(returned.due()),
            withheld: scales.money(returned.withheld),
            restored: by_unit(&returned.restored),
            reversed: by_unit(&returned.reversed),
            debt: by_unit(&returned.debt),
            lines: returned
                .lines
                .iter()
                .map(|line| back_line(line, scales))
                .collect(),
            discrepancies: discrepancies(decision, manner),
            slip: slip_of_return(manner.language, manner.program, returned),
        }
    }
}

fn back_line(line: &ReturnedLine, scales: Scales<'_>) -> BackLine {
    let by_unit =
        |points: &[_]| ByUnit::sum(scales, points.iter().map(|(unit, points)| (unit, *points)));
    BackLine {
        line: line.number,
        quantity: Decimal::quantity(line.quantity),
        refund: scales.money(line.refund),
        discount: scales.money(line.discount),
        restored: by_unit(&line.restored),
        reversed: by_unit(&line.reversed),
    }
}

/// A return as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Return {
    /// Our id of it.
    #[schema(value_type = String, example = "ret_01HZX3V8K0G04")]
    #[serde(rename = "return")]
    return_: ReturnId,
    /// Your own id of it.
    #[schema(example = "ret-1")]
    id: Option<String>,
    /// It was done before; this is the same answer.
    replayed: bool,
    /// The purchase; `null`: unlinked.
    #[schema(value_type = Option<String>, example = "pur_01HZX3V8K0G04")]
    purchase: Option<PurchaseId>,
    /// Who.
    #[schema(value_type = Option<String>, example = "mem_01HZX3V8K0G04")]
    member: Option<MemberId>,
    /// When it happened.
    at: Moment,
    #[serde(flatten)]
    back: Back,
}

impl Return {
    /// A return, in this language.
    pub fn of(app: &App, view: ReturnView, replayed: bool, language: Language) -> Self {
        let live = app.programs().at(view.at);
        let manner = Manner {
            program: &live.program,
            offset: view.offset,
            language,
        };
        Self {
            back: Back::of(&view.decision, manner),
            return_: view.id,
            id: view.external.map(|external| external.id),
            replayed,
            purchase: view.purchase,
            member: view.member,
            at: Moment::local(view.at, view.offset),
        }
    }
}

/// What a return or a void would bring back now.
#[derive(Debug, Serialize, ToSchema)]
pub struct BackPreview {
    /// The purchase.
    #[schema(value_type = Option<String>, example = "pur_01HZX3V8K0G04")]
    purchase: Option<PurchaseId>,
    /// Who bought.
    #[schema(value_type = Option<String>, example = "mem_01HZX3V8K0G04")]
    member: Option<MemberId>,
    #[serde(flatten)]
    back: Back,
}

impl BackPreview {
    /// A return that is not made.
    pub fn of_return(app: &App, view: ReturnView, language: Language) -> Self {
        let Return {
            purchase,
            member,
            back,
            ..
        } = Return::of(app, view, false, language);
        Self {
            purchase,
            member,
            back,
        }
    }

    /// A void that is not made.
    pub fn of_void(
        app: &App,
        view: PurchaseView,
        decision: &StoredDecision,
        language: Language,
    ) -> Self {
        let member = view.member;
        let Voided { purchase, back, .. } = Voided::of(app, view, decision, false, language);
        Self {
            purchase,
            member,
            back,
        }
    }
}

/// What a void came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Voided {
    /// Always `voided`.
    state: State,
    /// No purchase of this id has come yet; when it does, it is answered `voided`.
    tombstone: bool,
    /// It was voided before.
    replayed: bool,
    /// Our id of the purchase; `null` for a tombstone.
    #[schema(value_type = Option<String>, example = "pur_01HZX3V8K0G04")]
    purchase: Option<PurchaseId>,
    /// Your own id of the purchase.
    #[schema(example = "receipt-1001")]
    id: Option<String>,
    #[serde(flatten)]
    back: Back,
}

impl Voided {
    /// A purchase cancelled.
    pub fn of(
        app: &App,
        view: PurchaseView,
        decision: &StoredDecision,
        replayed: bool,
        language: Language,
    ) -> Self {
        let live = program_of(app, view.version.as_ref(), view.at);
        let manner = Manner {
            program: &live.program,
            offset: view.offset,
            language,
        };
        Self {
            state: State::Voided,
            tombstone: false,
            replayed,
            purchase: Some(view.id),
            id: view.external.map(|external| external.id),
            back: Back::of(decision, manner),
        }
    }

    /// A purchase that has not come yet.
    pub fn tombstone(app: &App, id: String, language: Language) -> Self {
        let live = app.programs().at(app.now());
        let manner = Manner {
            program: &live.program,
            offset: UtcOffset::ZERO,
            language,
        };
        let back = Back::of(&StoredDecision::default(), manner);
        Self {
            state: State::Voided,
            tombstone: true,
            replayed: false,
            purchase: None,
            id: Some(id),
            back,
        }
    }
}
