//! What goods had cost that members kept, by the present catalogue.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::name::Sku;
use regulars_engine::number::{Price, Rounding, mul_div};
use regulars_insight::column::GoodsCost;
use regulars_store::Reader;

use crate::app::App;
use crate::error::Result;
use crate::insight;

/// What some members kept day by day, and what of it had cost how much.
pub(crate) fn goods_cost(
    app: &App,
    reader: &Reader<'_>,
    who: impl Fn(MemberId) -> bool + Sync,
) -> Result<BTreeMap<i32, GoodsCost>> {
    let mut costs: BTreeMap<Sku, Price> = BTreeMap::new();
    reader.costs(|sku, cost| {
        costs.insert(sku, cost);
    })?;
    insight::read(app, reader, |columns| {
        columns.goods_cost(&who, |sku| costs.get(sku).copied())
    })
}

/// What the goods had cost that so much was paid for, in minor units: where the cost of some is not known, as much of what
/// was paid as that of the others; `None` where the cost of none is.
pub(crate) fn cost_of(goods: GoodsCost, paid: i64, minor_per_major: i64) -> Option<i64> {
    let known = goods.cost * i128::from(minor_per_major) / 100_000_000;
    let known = i64::try_from(known).unwrap_or(i64::MAX);
    match (goods.known, goods.paid) {
        (0, 0) => Some(known),
        (0, _) => None,
        (of, _) => Some(mul_div(known, paid, of, Rounding::HalfUp)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_of_unknown_cost_cost_as_the_others() {
        // 100.00 paid, of which 50.00 for goods that cost 20.00.
        for ((paid, known, cost), expected) in [
            ((10_000, 10_000, 4_000_000_000), Some(4_000)),
            ((10_000, 5_000, 2_000_000_000), Some(4_000)),
            ((10_000, 0, 0), None),
            ((0, 0, 0), Some(0)),
            // Paid by points alone.
            ((0, 0, 1_000_000_000), Some(1_000)),
        ] {
            let goods = GoodsCost { paid, known, cost };
            assert_eq!(cost_of(goods, paid, 100), expected, "{goods:?}");
        }
    }
}
