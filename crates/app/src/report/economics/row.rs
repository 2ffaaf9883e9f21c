//! A period's figures.

use regulars_insight::column::GoodsCost;
use regulars_insight::kpi::{
    ContactRates, Contacts, ToDate, acquisition_cost, contact_rates, cost_per_lead, engagement,
    share, share_of_wallet, value_over_cost, value_to_date,
};
use serde::Serialize;

use super::Lack;
use crate::report::base::Purse;
use crate::report::goods::cost_of;

/// A period's figures. Formulas are those of the functions of `regulars_insight::kpi` with these names; what cannot be
/// divided, or is not known, is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EconomicsRow {
    /// `2026-03`; of the sum of all `all`.
    pub period: String,
    /// New contacts: members who joined.
    pub leads: i64,
    /// Members whose first purchase of all it was.
    pub new_customers: i64,
    /// Spent to win customers.
    pub acquisition_spend: String,
    /// Acquisition spend / new contacts.
    pub cost_per_lead: Option<String>,
    /// Acquisition spend / new customers.
    pub acquisition_cost: Option<String>,
    /// What members paid by money and kept.
    pub revenue: String,
    /// The share of it that was paid for goods whose cost is known.
    pub cost_known: Option<f64>,
    /// Contribution margin: revenue + paid by points − cost of goods, where the cost of some is not known as much of
    /// revenue as that of the others.
    pub margin: Option<String>,
    /// What points paid: the cost of bonuses.
    pub bonuses: String,
    /// Spent to keep customers.
    pub keeping_spend: String,
    /// What contacts cost: messages that tell their price, and money spent for contacts.
    pub contact_spend: String,
    /// Margin − acquisition − bonuses − contacts of the period.
    pub result: Option<String>,
    /// The same from the beginning to the period's end.
    pub value_to_date: Option<String>,
    /// That of a customer: over who had bought by then.
    pub value_per_customer: Option<String>,
    /// What is expected of customers; of all alone.
    pub expected: Option<Expected>,
    /// Messages sent.
    pub sent: i64,
    /// Of them delivered.
    pub delivered: i64,
    /// Opened.
    pub opened: i64,
    /// Clicked.
    pub clicked: i64,
    /// Delivered / sent.
    pub delivered_rate: Option<f64>,
    /// Opened / delivered.
    pub opened_rate: Option<f64>,
    /// Clicked / delivered.
    pub clicked_rate: Option<f64>,
    /// Contact spend / sent.
    pub cost_per_contact: Option<String>,
    /// Who was sent a message and bought after it, in the period.
    pub contact_buyers: i64,
    /// Contact spend / those buyers.
    pub cost_per_buyer: Option<String>,
    /// Answers on what members spend in the category.
    pub wallets: i64,
    /// Their spend here / stated spend in the category.
    pub share_of_wallet: Option<f64>,
    /// Members at the period's end.
    pub members: i64,
    /// Distinct members who bought, or of whom a custom event was told.
    pub engaged: i64,
    /// Engaged / members.
    pub engagement: Option<f64>,
}

/// What is expected of customers from the last day on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expected {
    /// Customers by then.
    pub customers: i64,
    /// CLV of a customer: margin expected in a year, less what it costs to keep it.
    pub clv: String,
    /// CLV / acquisition cost.
    pub clv_over_cac: Option<f64>,
    /// With value to date added: the whole relation, of a customer.
    pub whole_value: Option<String>,
}

/// What some days brought and cost, in minor units.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    pub leads: i64,
    pub new_customers: i64,
    pub acquisition: i64,
    pub keeping: i64,
    pub revenue: i64,
    pub bonuses: i64,
    pub goods: GoodsCost,
    pub contacts: Contacts,
    pub members: i64,
    pub engaged: i64,
    /// Answers on spend in the category, what those paid here and what they stated.
    pub wallets: (i64, i64, i64),
}

/// What is expected of customers together, in minor units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foretold {
    pub customers: i64,
    /// Revenue within the horizon, discounted.
    pub revenue: f64,
    /// Times the days that were asked, the horizon's.
    pub times: f64,
}

impl Sums {
    /// What the goods had cost; `None` where the cost of none is known.
    pub(super) fn goods_cost(&self, minor_per_major: i64) -> Option<i64> {
        cost_of(self.goods, self.revenue, minor_per_major)
    }

    fn margin(&self, minor_per_major: i64) -> Option<i64> {
        let goods = self.goods_cost(minor_per_major)?;
        Some(self.revenue + self.bonuses - goods)
    }

    fn value(&self, minor_per_major: i64) -> Option<i64> {
        Some(value_to_date(ToDate {
            margin: self.margin(minor_per_major)?,
            acquisition: self.acquisition,
            bonuses: self.bonuses,
            contacts: self.contacts.cost,
        }))
    }
}

impl EconomicsRow {
    /// A period's figures, out of its sums and those from the beginning to its end.
    pub(super) fn of(period: String, of: &Sums, ever: &Sums, purse: Purse) -> Self {
        let money = |minor: i64| purse.exact(minor);
        let quotient = |minor: Option<f64>| minor.map(|minor| purse.rounded(minor));
        let scale = purse.minor_per_major();
        let rates: ContactRates = contact_rates(of.contacts);
        let to_date = ever.value(scale);
        let (wallets, here, stated) = of.wallets;
        Self {
            period,
            leads: of.leads,
            new_customers: of.new_customers,
            acquisition_spend: money(of.acquisition),
            cost_per_lead: quotient(spent(of.acquisition, cost_per_lead, of.leads)),
            acquisition_cost: quotient(spent(of.acquisition, acquisition_cost, of.new_customers)),
            revenue: money(of.revenue),
            cost_known: share(of.goods.known, of.goods.paid),
            margin: of.margin(scale).map(money),
            bonuses: money(of.bonuses),
            keeping_spend: money(of.keeping),
            contact_spend: money(of.contacts.cost),
            result: of.value(scale).map(money),
            value_to_date: to_date.map(money),
            value_per_customer: quotient(
                to_date.and_then(|minor| share(minor, ever.new_customers)),
            ),
            expected: None,
            sent: of.contacts.sent,
            delivered: of.contacts.delivered,
            opened: of.contacts.opened,
            clicked: of.contacts.clicked,
            delivered_rate: rates.delivered,
            opened_rate: rates.opened,
            clicked_rate: rates.clicked,
            cost_per_contact: quotient(rates.cost_per_contact),
            contact_buyers: of.contacts.buyers,
            cost_per_buyer: quotient(rates.cost_per_buyer),
            wallets,
            share_of_wallet: share_of_wallet(here, stated),
            members: of.members,
            engaged: of.engaged,
            engagement: engagement(of.engaged, of.members),
        }
    }

    /// Why its figures are `null`.
    pub(super) fn lacks(&self) -> Vec<Lack> {
        let lacks = [
            (Lack::Cost, self.margin.is_none()),
            (
                Lack::Acquisition,
                self.cost_per_lead.is_none() && self.acquisition_cost.is_none(),
            ),
            (Lack::Messages, self.sent == 0),
            (Lack::Wallet, self.wallets == 0),
            (
                Lack::History,
                self.expected.is_none() && self.margin.is_some(),
            ),
        ];
        { lacks.into_iter() }
            .filter_map(|(lack, is_so)| is_so.then_some(lack))
            .collect()
    }
}

impl Expected {
    /// What is expected, out of the sums of the days that were asked and those from the beginning.
    pub(super) fn of(told: Foretold, of: &Sums, ever: &Sums, purse: Purse) -> Option<Self> {
        use regulars_insight::number::real;
        let scale = purse.minor_per_major();
        let goods = of.goods_cost(scale)?;
        let margin_rate = 1.0 - share(goods, of.revenue)?;
        let keeping = real(of.keeping) * told.times;
        let customers = real(told.customers);
        if told.customers == 0 {
            return None;
        }
        let clv = (told.revenue * margin_rate - keeping) / customers;
        let cac = spent(of.acquisition, acquisition_cost, of.new_customers);
        let to_date = ever.value(scale);
        let so_far = to_date.and_then(|minor| share(minor, ever.new_customers));
        Some(Self {
            customers: told.customers,
            clv: purse.rounded(clv),
            clv_over_cac: cac.and_then(|cac| value_over_cost(clv, cac)),
            whole_value: so_far.map(|so_far| purse.rounded(so_far + clv)),
        })
    }
}

/// A cost by head; `None` where nothing was spent: nobody told what customers cost, which is not that they cost nothing.
fn spent(spend: i64, by: fn(i64, i64) -> Option<f64>, heads: i64) -> Option<f64> {
    if spend == 0 {
        return None;
    }
    by(spend, heads)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(paid: i64, known: i64, cost: i128) -> Sums {
        Sums {
            revenue: paid,
            goods: GoodsCost { paid, known, cost },
            ..Sums::default()
        }
    }

    #[test]
    fn value_is_margin_less_what_was_spent() {
        let of = Sums {
            bonuses: 1_000,
            acquisition: 500,
            contacts: Contacts {
                cost: 200,
                ..Contacts::default()
            },
            ..sums(10_000, 10_000, 4_000_000_000)
        };
        // Margin 100 + 10 − 40 = 70; value 70 − 5 − 10 − 2.
        assert_eq!((of.margin(100), of.value(100)), (Some(7_000), Some(5_300)));
        assert_eq!(sums(10_000, 0, 0).value(100), None);
        assert_eq!(spent(0, cost_per_lead, 5), None);
        assert_eq!(spent(500, cost_per_lead, 0), None);
        assert_eq!(spent(500, cost_per_lead, 5), Some(100.0));
    }
}
