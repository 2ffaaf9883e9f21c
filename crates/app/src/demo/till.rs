//! Receipts as the tills of the chain state them.

use std::collections::BTreeMap;

use regulars_engine::basket::PricedBy;
use regulars_engine::name::{StoreId, UnitId};
use regulars_store::ExternalId;

use super::chain::Shop;
use crate::basket::{BasketRequest, LineRequest, MuchRequest, RedeemRequest};

/// Whose receipts these are.
const INTEGRATION: &str = "tills";

/// The unit of the program.
const UNIT: &str = "points";

/// What is paid for.
#[derive(Debug)]
pub(super) struct Bill {
    pub(super) lines: Vec<LineRequest>,
    /// As many points as may be.
    pub(super) redeem: bool,
    /// Ordered in the app, not at the till.
    pub(super) in_the_app: bool,
}

/// Every till, with the receipts it has printed.
#[derive(Debug, Default)]
pub(super) struct Tills {
    receipts: BTreeMap<StoreId, u32>,
}

impl Tills {
    /// The next receipt of a shop, and its number.
    pub(super) fn receipt(&mut self, shop: &Shop, bill: Bill) -> (BasketRequest, ExternalId) {
        let receipt = self.receipts.entry(shop.id.clone()).or_default();
        *receipt += 1;
        let number = ExternalId {
            integration: INTEGRATION.to_owned(),
            id: format!("{}-{receipt:07}", shop.id),
        };
        // Three tills; seven people who change places after every forty guests.
        let (till, cashier) = (1 + *receipt % 3, 11 + *receipt / 40 % 7);
        let redeem = bill.redeem.then(|| RedeemRequest {
            unit: UnitId::new(UNIT),
            much: MuchRequest::Max,
        });
        let channel = if bill.in_the_app { "app" } else { "store" };
        let request = BasketRequest {
            basket: None,
            member: None,
            store: Some(shop.id.clone()),
            till: Some(till.to_string()),
            cashier: Some(cashier.to_string()),
            at: None,
            channel: Some(channel.to_owned()),
            lines: bill.lines,
            coupons: Vec::new(),
            payments: Vec::new(),
            gift_cards: Vec::new(),
            redeem: redeem.into_iter().collect(),
            hold: false,
            priced: PricedBy::Here,
            expect: None,
        };
        (request, number)
    }
}
