//! Purchases as callers read them.

use std::sync::Arc;

use regulars_app::purchase::{PurchaseView, ReturnRow};
use regulars_app::{App, LiveProgram, ProgramVersion, PurchaseHead, StoredDecision};
use regulars_engine::basket::{Priced, Totals};
use regulars_engine::id::{MemberId, PurchaseId, ReturnId};
use regulars_engine::language::Language;
use regulars_engine::name::{Sku, StoreId};
use regulars_engine::time::Instant;
use regulars_engine::words::Buyer;
use serde::Serialize;
use utoipa::ToSchema;

use crate::basket::{Decision, Discrepancy, Manner, ProgramRef};
use crate::coupon::Issued;
use crate::gift_card::sale::Sold as SoldCard;
use crate::render::{Decimal, Moment, Scales};
use crate::words::ExplanationAnswer;

/// A purchase as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Purchase {
    /// Our id of it.
    #[schema(value_type = String, example = "pur_01HZX3V8K0G04")]
    purchase: PurchaseId,
    /// Your own id of it.
    #[schema(example = "receipt-1001")]
    id: Option<String>,
    /// Where it stands.
    state: State,
    /// It was confirmed before; this is the same answer.
    replayed: bool,
    /// Who bought.
    #[schema(value_type = Option<String>, example = "mem_01HZX3V8K0G04")]
    member: Option<MemberId>,
    /// When it happened.
    at: Moment,
    /// Where.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// Which till.
    till: Option<String>,
    /// Which cashier.
    cashier: Option<String>,
    /// Channel.
    channel: Option<String>,
    #[serde(flatten)]
    decision: Decision,
    /// Coupons that it brought, to be printed on the receipt.
    issued: Vec<Issued>,
    /// Gift cards that it sold or topped up, to be printed on the receipt.
    gift_cards_sold: Vec<SoldCard>,
    /// What came back so far, by line.
    returned: Vec<BroughtBack>,
    /// Money given back so far.
    refunded: Decimal,
    /// Differences between what a till did and what the rules say.
    discrepancies: Vec<Discrepancy>,
}

/// Where a purchase stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PurchaseState)]
pub enum State {
    /// Nothing came back.
    Posted,
    /// Some of it came back.
    PartlyReturned,
    /// All of it came back.
    Returned,
    /// Cancelled as if it had not happened.
    Voided,
}

impl State {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::PartlyReturned => "partly_returned",
            Self::Returned => "returned",
            Self::Voided => "voided",
        }
    }
}

/// Units of a line that came back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReturnedUnits)]
struct BroughtBack {
    /// The till's number of the line.
    line: u32,
    /// Units.
    quantity: Decimal,
}

/// The version that decided something, or the one of its time for what was brought along as history.
pub fn program_of(app: &App, version: Option<&ProgramVersion>, at: Instant) -> Arc<LiveProgram> {
    version
        .and_then(|version| app.programs().version(version))
        .unwrap_or_else(|| app.programs().at(at))
}

impl Purchase {
    /// A purchase, in this language.
    pub fn of(app: &App, view: PurchaseView, replayed: bool, language: Language) -> Self {
        let live = program_of(app, view.version.as_ref(), view.at);
        let manner = Manner {
            program: &live.program,
            offset: view.offset,
            language,
        };
        let priced = view.decision.priced.as_ref();
        let program = view.version.as_ref().map(ProgramRef::from);
        Self {
            state: state(&view),
            decision: Decision::of(program, priced.unwrap_or(&nothing()), manner),
            issued: Issued::of(&view.decision.effects),
            gift_cards_sold: SoldCard::of(&view.decision.effects, manner.scales()),
            discrepancies: discrepancies(&view.decision, manner),
            refunded: manner.scales().money(view.refunded()),
            returned: brought_back(&view),
            purchase: view.id,
            id: view.external.map(|external| external.id),
            replayed,
            member: view.member,
            at: Moment::local(view.at, view.offset),
            store: view.store,
            till: view.till,
            cashier: view.cashier,
            channel: view.channel,
        }
    }
}

/// A purchase with what it is because of.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PurchaseRead)]
pub struct PurchaseRead {
    #[serde(flatten)]
    purchase: Purchase,
    /// What was sold, by line.
    goods: Vec<Sold>,
    /// What came back, in order.
    returns: Vec<CameBack>,
    /// Why it came out as it did.
    explanation: ExplanationAnswer,
}

/// Goods of a line.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SoldGoods)]
struct Sold {
    /// The till's number of the line.
    line: u32,
    /// The code it was sold by.
    #[schema(value_type = Option<String>, example = "burger")]
    sku: Option<Sku>,
    /// What the catalogue calls it now.
    #[schema(example = "Burger")]
    name: Option<String>,
}

/// A return of the purchase.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReturnOfPurchase)]
struct CameBack {
    /// Our id of it.
    #[schema(value_type = String, example = "ret_01HZX3V8K0G04")]
    #[serde(rename = "return")]
    return_: ReturnId,
    /// The caller's own id of it.
    #[schema(example = "ret-1")]
    id: Option<String>,
    /// When it happened.
    at: Moment,
    /// Where.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// Money given back.
    refund: Decimal,
    /// Lines that came back.
    lines: Vec<LineBack>,
}

/// A line of a return.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LineOfReturn)]
struct LineBack {
    /// The till's number of the purchase's line.
    line: u32,
    /// Units.
    quantity: Decimal,
    /// What they were worth.
    refund: Decimal,
}

fn came_back(row: &ReturnRow, scales: Scales<'_>) -> CameBack {
    let lines = row.lines.iter().map(|line| LineBack {
        line: line.number,
        quantity: Decimal::quantity(line.quantity),
        refund: scales.money(line.refund),
    });
    CameBack {
        return_: row.id,
        id: row.external.as_ref().map(|external| external.id.clone()),
        at: Moment::local(row.at, row.offset),
        store: row.store.clone(),
        refund: scales.money(row.refund),
        lines: lines.collect(),
    }
}

fn sold(view: &PurchaseView, names: Vec<Option<String>>) -> Vec<Sold> {
    let lines = view.lines.iter().zip(names);
    let sold = lines.map(|(line, name)| Sold {
        line: line.number,
        sku: line.sku.clone(),
        name,
    });
    sold.collect()
}

impl PurchaseRead {
    /// A purchase with the names of its goods and why it came out so, in this language.
    pub fn of(
        app: &App,
        view: PurchaseView,
        names: Vec<Option<String>>,
        language: Language,
    ) -> Self {
        let live = program_of(app, view.version.as_ref(), view.at);
        let manner = Manner {
            program: &live.program,
            offset: view.offset,
            language,
        };
        let buyer = match (&view.version, view.member) {
            (None, _) => Buyer::History,
            (Some(_), None) => Buyer::Stranger,
            (Some(_), Some(_)) => Buyer::Member,
        };
        let nothing = nothing();
        let priced = view.decision.priced.as_ref().unwrap_or(&nothing);
        Self {
            goods: sold(&view, names),
            returns: view
                .returns
                .iter()
                .map(|row| came_back(row, manner.scales()))
                .collect(),
            explanation: ExplanationAnswer::of(priced, buyer, manner),
            purchase: Purchase::of(app, view, false, language),
        }
    }
}

/// What a purchase without a decision was priced at.
fn nothing() -> Priced {
    Priced {
        lines: Vec::new(),
        totals: Totals::default(),
        redeem: Vec::new(),
        earn: Vec::new(),
        coupons: Vec::new(),
        hints: Vec::new(),
        gifts: Vec::new(),
        gift_cards: Vec::new(),
        gift_card_loads: Vec::new(),
        approximate: Vec::new(),
    }
}

fn state(view: &PurchaseView) -> State {
    let left = |line: u32, sold| {
        let back = view.returned.iter().find(|(number, _)| *number == line);
        back.is_none_or(|(_, back)| *back < sold)
    };
    if view.voided {
        State::Voided
    } else if view.returned.iter().all(|(_, back)| back.is_zero()) {
        State::Posted
    } else if view
        .lines
        .iter()
        .any(|line| left(line.number, line.quantity))
    {
        State::PartlyReturned
    } else {
        State::Returned
    }
}

fn brought_back(view: &PurchaseView) -> Vec<BroughtBack> {
    let some = view
        .returned
        .iter()
        .filter(|(_, quantity)| !quantity.is_zero());
    some.map(|(line, quantity)| BroughtBack {
        line: *line,
        quantity: Decimal::quantity(*quantity),
    })
    .collect()
}

/// Differences noted with a decision.
pub fn discrepancies(decision: &StoredDecision, manner: Manner<'_>) -> Vec<Discrepancy> {
    decision
        .discrepancies
        .iter()
        .map(|found| Discrepancy::of(found, manner))
        .collect()
}

/// A purchase in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurchaseSummary {
    /// Our id of it.
    #[schema(value_type = String, example = "pur_01HZX3V8K0G04")]
    purchase: PurchaseId,
    /// The caller's own id of it.
    #[schema(example = "receipt-1001")]
    id: Option<String>,
    /// When it happened.
    at: Moment,
    /// Where.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// Channel.
    channel: Option<String>,
    /// At shelf prices.
    amount: Decimal,
    /// All discounts.
    discount: Decimal,
    /// Paid by points.
    redeemed: Decimal,
    /// Paid by money.
    to_pay: Decimal,
    /// Money given back so far.
    refunded: Decimal,
    /// Cancelled.
    voided: bool,
}

impl PurchaseSummary {
    /// A purchase of a list, with the digits of the program of its time.
    pub fn of(app: &App, head: PurchaseHead) -> Self {
        let live = app.programs().at(head.at);
        let scales = Scales(&live.program);
        Self {
            purchase: head.id,
            id: head.external.map(|external| external.id),
            at: Moment::local(head.at, head.offset),
            store: head.store,
            channel: head.channel,
            amount: scales.money(head.totals.amount),
            discount: scales.money(head.totals.discount),
            redeemed: scales.money(head.totals.redeemed),
            to_pay: scales.money(head.totals.to_pay),
            refunded: scales.money(head.returned),
            voided: head.voided,
        }
    }
}
