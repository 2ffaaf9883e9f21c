//! What kept goods had cost the business, as margins read it.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::number::Price;

use super::columns::Columns;
use super::kept::day;
use super::list::index;
use super::part::Part;
use crate::threads;

/// Kept goods of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GoodsCost {
    /// Paid for them and kept, in minor units.
    pub paid: i64,
    /// Of that for goods whose cost is known.
    pub known: i64,
    /// What those had cost: in hundred-millionths of the currency, as price × quantity is.
    pub cost: i128,
}

impl std::ops::AddAssign for GoodsCost {
    fn add_assign(&mut self, other: Self) {
        self.paid += other.paid;
        self.known += other.known;
        self.cost += other.cost;
    }
}

impl Columns {
    /// What some members kept day by day, by the day of the sale at its place, and what it had cost; `cost` says what a unit
    /// of a SKU does.
    pub fn goods_cost(
        &self,
        who: impl Fn(MemberId) -> bool + Sync,
        cost: impl Fn(&str) -> Option<Price> + Sync,
    ) -> BTreeMap<i32, GoodsCost> {
        let found = threads::each(&self.stretches(), |_, stretch| {
            let mut costs = Costs::default();
            let mut days: BTreeMap<i32, GoodsCost> = BTreeMap::new();
            stretch.each(|part, n| {
                if part.ids.get(n).is_some_and(|member| who(*member)) {
                    self.add_cost(&mut days, part, n, |code| {
                        costs.of(code, || cost(self.words().sku(code)))
                    });
                }
            });
            days
        });
        let mut days: BTreeMap<i32, GoodsCost> = BTreeMap::new();
        for (day, goods) in found.into_iter().flatten() {
            *days.entry(day).or_default() += goods;
        }
        days
    }

    fn add_cost(
        &self,
        days: &mut BTreeMap<i32, GoodsCost>,
        part: &Part,
        n: usize,
        mut cost: impl FnMut(u32) -> Option<Price>,
    ) {
        let purchases = &part.purchases;
        for place in purchases.of.range(n) {
            let day = day(self.local_ms(purchases, place)).days();
            let sums = days.entry(day).or_default();
            for line in purchases.lines.range(place) {
                let amount = purchases.amount.get(line);
                let goods = purchases.goods.get(line);
                let goods = goods.and_then(|goods| self.words().goods_at(goods));
                let cost = goods.and_then(|goods| goods.code).and_then(&mut cost);
                sums.paid += amount;
                if let Some(cost) = cost {
                    sums.known += amount;
                    sums.cost += i128::from(cost.raw()) * i128::from(purchases.quantity.get(line));
                }
            }
        }
    }
}

/// Costs of goods that were looked up, by the place of their code.
#[derive(Debug, Default)]
struct Costs(Vec<Option<Option<Price>>>);

impl Costs {
    fn of(&mut self, code: u32, find: impl FnOnce() -> Option<Price>) -> Option<Price> {
        let place = index(code);
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        match self.0.get_mut(place) {
            Some(known) => *known.get_or_insert_with(find),
            None => find(),
        }
    }
}
