//! A purchase with differences, as people look at it.

use regulars_app::App;
use regulars_app::discrepancy::DiscrepancyView;
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::audit::Doer;
use crate::basket::{Discrepancy, Manner};
use crate::purchase::answer::{discrepancies, program_of};
use crate::render::{Decimal, Moment};

/// A purchase in which the till did otherwise than the rules say.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurchaseDiffers {
    /// Our id of the purchase.
    #[schema(value_type = String, example = "pur_01HZX3V8K0G04")]
    purchase: PurchaseId,
    /// The caller's own id of it.
    #[schema(example = "receipt-1001")]
    id: Option<String>,
    /// When it was made.
    at: Moment,
    /// Where.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// Which till.
    till: Option<String>,
    /// Which cashier.
    cashier: Option<String>,
    /// Who bought.
    #[schema(value_type = Option<String>, example = "mem_01HZX3V8K0G04")]
    member: Option<MemberId>,
    /// Paid by money.
    to_pay: Decimal,
    /// What differs.
    found: Vec<Discrepancy>,
    /// That somebody has looked; `null`: nobody yet.
    reviewed: Option<ReviewedAnswer>,
}

/// That somebody has looked.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reviewed)]
struct ReviewedAnswer {
    /// When.
    at: Moment,
    /// Who.
    by: Doer,
}

impl PurchaseDiffers {
    /// A purchase with what differs.
    pub fn of(app: &App, view: DiscrepancyView, language: Language) -> Self {
        let DiscrepancyView { purchase, reviewed } = view;
        let live = program_of(app, purchase.version.as_ref(), purchase.at);
        let manner = Manner {
            program: &live.program,
            offset: purchase.offset,
            language,
        };
        let priced = purchase.decision.priced.as_ref();
        let to_pay = priced
            .map(|priced| priced.totals.to_pay)
            .unwrap_or_default();
        Self {
            found: discrepancies(&purchase.decision, manner),
            to_pay: manner.scales().money(to_pay),
            purchase: purchase.id,
            id: purchase.external.map(|external| external.id),
            at: Moment::local(purchase.at, purchase.offset),
            store: purchase.store,
            till: purchase.till,
            cashier: purchase.cashier,
            member: purchase.member,
            reviewed: reviewed.map(|reviewed| ReviewedAnswer {
                at: Moment::utc(reviewed.at),
                by: Doer::of(reviewed.by, reviewed.name),
            }),
        }
    }
}
