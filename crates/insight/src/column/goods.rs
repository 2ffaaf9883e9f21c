//! Kept lines of purchases with goods, as reports read them.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::time::LocalDate;

use super::columns::Columns;
use super::kept::{Kept, day};
use super::list::index;
use super::part::{Part, Purchases};
use crate::threads;

/// Money paid in a period for goods, by their code; `None` for those nobody bought.
type Paid = Vec<Option<i64>>;

impl Columns {
    /// Tells of every kept line with goods, in order of member, instant and line: the purchase with the amount of the line,
    /// and the SKU.
    pub fn each_kept_line(&self, mut tell: impl FnMut(Kept, &str)) {
        for stretch in self.stretches() {
            stretch.each(|part, n| self.each_line_of(part, n, &mut tell));
        }
    }

    /// The same of one member.
    pub fn each_kept_line_of(&self, member: MemberId, mut tell: impl FnMut(Kept, &str)) {
        if let Some((part, n)) = self.find(member) {
            self.each_line_of(part, n, &mut tell);
        }
    }

    fn each_line_of(&self, part: &Part, n: usize, tell: &mut impl FnMut(Kept, &str)) {
        let Some(member) = part.ids.get(n).copied() else {
            return;
        };
        for place in part.purchases.of.range(n) {
            let kept = self.kept(member, &part.purchases, place);
            self.each_line(&part.purchases, place, |code, amount| {
                tell(Kept { amount, ..kept }, self.words().sku(code));
            });
        }
    }

    /// Tells what some members paid for each of the goods, in minor units, period by period; `period` says in which a day
    /// lies, if in any.
    pub fn each_sold(
        &self,
        who: impl Fn(MemberId) -> bool + Sync,
        period: impl Fn(LocalDate) -> Option<i32> + Sync,
        mut tell: impl FnMut(&str, i32, i64),
    ) {
        let found = threads::each(&self.stretches(), |_, stretch| {
            let mut sold: BTreeMap<i32, Paid> = BTreeMap::new();
            stretch.each(|part, n| {
                if part.ids.get(n).is_some_and(|member| who(*member)) {
                    self.add_sold(&mut sold, part, n, &period);
                }
            });
            sold
        });
        for (period, paid) in found.into_iter().flatten() {
            for (code, amount) in (0..).zip(paid) {
                if let Some(amount) = amount {
                    tell(self.words().sku(code), period, amount);
                }
            }
        }
    }

    fn add_sold(
        &self,
        sold: &mut BTreeMap<i32, Paid>,
        part: &Part,
        n: usize,
        period: impl Fn(LocalDate) -> Option<i32>,
    ) {
        for place in part.purchases.of.range(n) {
            let day = day(self.local_ms(&part.purchases, place));
            let Some(period) = period(day) else { continue };
            let paid = sold.entry(period).or_default();
            self.each_line(&part.purchases, place, |code, amount| {
                let code = index(code);
                if paid.len() <= code {
                    paid.resize(code + 1, None);
                }
                if let Some(paid) = paid.get_mut(code) {
                    *paid = Some(paid.unwrap_or_default() + amount);
                }
            });
        }
    }

    /// Lines with goods of the purchase at a place: the place of the code, and the amount.
    fn each_line(&self, purchases: &Purchases, place: usize, mut tell: impl FnMut(u32, i64)) {
        for line in purchases.lines.range(place) {
            let goods = purchases.goods.get(line);
            let goods = goods.and_then(|goods| self.words().goods_at(goods));
            if let Some(code) = goods.and_then(|goods| goods.code) {
                tell(code, purchases.amount.get(line));
            }
        }
    }
}
