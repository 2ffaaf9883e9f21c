//! Documents as the engine is asked about them.

use regulars_engine::basket::{Line, PricedBy};
use regulars_engine::id::MemberId;
use regulars_engine::number::{Currency, Price};
use regulars_engine::time::UtcOffset;

use super::document::Document;
use super::known::external;
use crate::basket::{BasketRequest, Decimal, LineRequest};
use crate::bulk::{Bulk, Sale};
use crate::error::Result;

/// Decides a document as of its own instant. What was sold is recorded as sold: the rules decide what it earns.
pub(super) fn decide(
    bulk: &mut Bulk<'_>,
    document: &Document,
    member: Option<MemberId>,
    offset: UtcOffset,
    currency: Currency,
) -> Result<()> {
    let request = request(document, currency);
    let (at, external) = (document.instant(), Some(external(document)));
    let sale = Sale {
        member,
        request: &request,
        at,
        offset,
        external,
    };
    if document.returned {
        return bulk.return_unlinked(sale);
    }
    bulk.purchase(sale).map(|_| ())
}

fn request(document: &Document, currency: Currency) -> BasketRequest {
    let priced = if document.returned {
        PricedBy::Here
    } else {
        PricedBy::Till
    };
    BasketRequest {
        basket: None,
        member: None,
        store: document.store.clone(),
        till: document.till.as_deref().map(str::to_owned),
        cashier: None,
        at: Some(document.at),
        channel: document.channel.as_deref().map(str::to_owned),
        lines: (1..)
            .zip(&document.lines)
            .map(|(number, line)| LineRequest {
                line: Line {
                    number,
                    sku: line.sku.clone(),
                    quantity: line.quantity,
                    price: line.price,
                    club_price: None,
                    min_price: None,
                    category: line.category.clone(),
                    brand: None,
                    flags: Vec::new(),
                    sold_for: None,
                    gift_card: None,
                    gift_of: None,
                },
                sold_for: (priced == PricedBy::Till)
                    .then(|| Decimal::from_raw(Price::from_money(line.amount, currency).raw())),
            })
            .collect(),
        coupons: Vec::new(),
        gift_cards: Vec::new(),
        payments: Vec::new(),
        redeem: Vec::new(),
        hold: false,
        priced,
        expect: None,
    }
}
