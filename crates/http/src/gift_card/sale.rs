//! Gift cards in answers about baskets: those that pay, those that are sold, those that money goes back to.

use regulars_engine::basket::{GiftCardReason, Priced};
use regulars_engine::decision::{Effect, Returned};
use regulars_engine::gift_card::{GiftCardMove, moves};
use regulars_engine::name::RuleId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Moment, Scales};

/// A card that pays.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCardPayment)]
pub struct Paid {
    /// As presented.
    #[schema(example = "GC7K2M9QX4T0RWC")]
    code: String,
    /// Its kind; `null` for a card that does not pay.
    #[schema(value_type = Option<String>, example = "gift")]
    kind: Option<RuleId>,
    /// What could be paid with it.
    balance: Decimal,
    /// What it pays of `totals.to_pay`.
    amount: Decimal,
    /// What is left on it.
    left: Decimal,
    /// Why less than asked, or nothing: `unknown`, `mistyped`, `blocked`, `expired`, `empty`, `held` (set aside for another
    /// basket), `balance`, `nothing_to_pay`, `repeated`.
    #[schema(value_type = Option<String>)]
    reason: Option<GiftCardReason>,
}

impl Paid {
    /// The cards of a basket, in the order they were given.
    pub fn of(priced: &Priced, scales: Scales<'_>) -> Vec<Self> {
        let cards = priced.gift_cards.iter().map(|card| Self {
            code: card.code.clone(),
            kind: card.kind.clone(),
            balance: scales.money(card.balance),
            amount: scales.money(card.amount),
            left: scales.money(card.balance - card.amount),
            reason: card.reason,
        });
        cards.collect()
    }
}

/// A line that sells cards.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCardSale)]
pub struct Sale {
    /// The line.
    #[schema(example = 2)]
    line: u32,
    /// The card that was named; `null`: new ones, one for each unit.
    code: Option<String>,
    /// The kind; `null`: the goods are no cards.
    #[schema(value_type = Option<String>, example = "gift")]
    kind: Option<RuleId>,
    /// What is put on them, all together.
    amount: Decimal,
    /// Why it cannot be sold: `unknown`, `mistyped`, `blocked`, `not_sold`, `loaded_already`, `too_much`, `one_at_a_time`. A
    /// purchase of it is refused.
    #[schema(value_type = Option<String>)]
    reason: Option<GiftCardReason>,
}

impl Sale {
    /// The lines of a basket that sell cards.
    pub fn of(priced: &Priced, scales: Scales<'_>) -> Vec<Self> {
        let loads = priced.gift_card_loads.iter().map(|load| Self {
            line: load.line,
            code: load.code.clone(),
            kind: load.kind.clone(),
            amount: scales.money(load.amount),
            reason: load.reason,
        });
        loads.collect()
    }
}

/// A card that was sold or topped up, to be printed or sent.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SoldGiftCard)]
pub struct Sold {
    /// Its code: whoever has it spends the money.
    #[schema(example = "GC7K2M9QX4T0RWC")]
    code: String,
    /// Its kind.
    #[schema(value_type = String, example = "gift")]
    kind: RuleId,
    /// The line that sold it.
    #[schema(example = 2)]
    line: Option<u32>,
    /// What was put on it.
    amount: Decimal,
    /// Till when its money is there; `null`: for ever.
    expires_at: Option<Moment>,
}

impl Sold {
    /// Cards among the effects of a purchase.
    pub fn of(effects: &[Effect], scales: Scales<'_>) -> Vec<Self> {
        let sold = effects.iter().flat_map(|effect| {
            let of_effect = moves(std::slice::from_ref(effect));
            of_effect.filter_map(|moved| match moved {
                GiftCardMove::Loaded {
                    code,
                    kind,
                    amount,
                    expires_at,
                    ..
                } => Some(Self {
                    code: code.clone(),
                    kind: kind.clone(),
                    line: effect.line,
                    amount: scales.money(*amount),
                    expires_at: expires_at.map(Moment::utc),
                }),
                _ => None,
            })
        });
        sold.collect()
    }
}

/// Money that goes back to a card.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCardRefund)]
pub struct GivenBack {
    /// The card.
    #[schema(example = "GC7K2M9QX4T0RWC")]
    code: String,
    /// How much.
    amount: Decimal,
}

impl GivenBack {
    /// The cards that a return gives back to.
    pub fn of(returned: &Returned, scales: Scales<'_>) -> Vec<Self> {
        let back = returned.gift_cards.iter().map(|back| Self {
            code: back.code.clone(),
            amount: scales.money(back.amount),
        });
        back.collect()
    }
}
