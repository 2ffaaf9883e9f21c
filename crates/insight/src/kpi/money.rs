//! What it brings and what it costs. Minor units in; quotients of money are in minor units too.

use super::share;

/// Revenue / purchases.
pub fn average_basket(revenue: i64, purchases: i64) -> Option<f64> {
    share(revenue, purchases)
}

/// Revenue of identified purchases / all revenue.
pub fn program_share(identified: i64, all: i64) -> Option<f64> {
    share(identified, all)
}

/// Value returned / value sold.
pub fn return_rate(returned: i64, sold: i64) -> Option<f64> {
    share(returned, sold)
}

/// What rules took off / what it would have cost without them.
pub fn discount_rate(discount: i64, at_shelf_prices: i64) -> Option<f64> {
    share(discount, at_shelf_prices)
}

/// A member's spend here / its stated spend in the category.
pub fn share_of_wallet(here: i64, stated: i64) -> Option<f64> {
    share(here, stated)
}

/// The part of money spread evenly over days that lies within other days, both ends included, in minor units. Parts of
/// neighbouring periods add up to the whole.
pub fn part_of_spend(amount: i64, (first, last): (i32, i32), (from, to): (i32, i32)) -> i64 {
    let days = i128::from(last) - i128::from(first) + 1;
    let up_to = |end: i128| {
        let gone = (end - i128::from(first)).clamp(0, days.max(0));
        i128::from(amount) * gone / days.max(1)
    };
    let part = up_to(i128::from(to) + 1) - up_to(i128::from(from));
    i64::try_from(part.max(0)).unwrap_or(i64::MAX)
}

/// Acquisition spend / new contacts.
pub fn cost_per_lead(spend: i64, new_contacts: i64) -> Option<f64> {
    share(spend, new_contacts)
}

/// Acquisition spend / new customers.
pub fn acquisition_cost(spend: i64, new_customers: i64) -> Option<f64> {
    share(spend, new_customers)
}

/// CLV / CAC, both in the same unit; `None` where acquisition cost nothing.
pub fn value_over_cost(clv: f64, cac: f64) -> Option<f64> {
    (cac > 0.0).then(|| clv / cac)
}

/// A campaign's net result: incremental margin − bonuses and discounts − messages.
pub fn net_result(incremental_margin: i64, bonuses: i64, messages: i64) -> i64 {
    incremental_margin - bonuses - messages
}

/// A campaign's net result over its cost; `None` where it cost nothing.
pub fn roi(incremental_margin: i64, bonuses: i64, messages: i64) -> Option<f64> {
    let net = net_result(incremental_margin, bonuses, messages);
    share(net, bonuses + messages)
}

/// What a customer brought and cost so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ToDate {
    /// Contribution margin so far.
    pub margin: i64,
    /// What it cost to win the customer.
    pub acquisition: i64,
    /// Bonuses given.
    pub bonuses: i64,
    /// Contacts made.
    pub contacts: i64,
}

/// Customer value to date: margin − acquisition − bonuses − contacts.
pub fn value_to_date(so_far: ToDate) -> i64 {
    so_far.margin - so_far.acquisition - so_far.bonuses - so_far.contacts
}

/// What became of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contacts {
    /// Sent.
    pub sent: i64,
    /// Delivered.
    pub delivered: i64,
    /// Opened.
    pub opened: i64,
    /// Clicked.
    pub clicked: i64,
    /// Who bought.
    pub buyers: i64,
    /// What they cost in all, in minor units.
    pub cost: i64,
}

/// Rates of contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContactRates {
    /// delivered / sent.
    pub delivered: Option<f64>,
    /// opened / delivered.
    pub opened: Option<f64>,
    /// clicked / delivered.
    pub clicked: Option<f64>,
    /// cost / sent.
    pub cost_per_contact: Option<f64>,
    /// cost / buyers.
    pub cost_per_buyer: Option<f64>,
}

/// The rates of some messages; `None` each where its divisor is nothing.
pub fn contact_rates(contacts: Contacts) -> ContactRates {
    ContactRates {
        delivered: share(contacts.delivered, contacts.sent),
        opened: share(contacts.opened, contacts.delivered),
        clicked: share(contacts.clicked, contacts.delivered),
        cost_per_contact: share(contacts.cost, contacts.sent),
        cost_per_buyer: share(contacts.cost, contacts.buyers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_their_formulas_and_nothing_over_nothing() {
        for (found, expected) in [
            (average_basket(900, 4), Some(225.0)),
            (program_share(30, 40), Some(0.75)),
            (return_rate(5, 100), Some(0.05)),
            (discount_rate(15, 100), Some(0.15)),
            (discount_rate(0, 0), None),
            (share_of_wallet(25, 100), Some(0.25)),
            (cost_per_lead(1_000, 4), Some(250.0)),
            (acquisition_cost(1_000, 2), Some(500.0)),
            (value_over_cost(900.0, 300.0), Some(3.0)),
            (roi(1_500, 600, 400), Some(0.5)),
            (average_basket(5, 0), None),
            (roi(5, 0, 0), None),
            (value_over_cost(5.0, 0.0), None),
        ] {
            assert_eq!(found, expected);
        }
        assert_eq!(net_result(1_500, 600, 400), 500);
        let so_far = ToDate {
            margin: 100,
            acquisition: 30,
            bonuses: 20,
            contacts: 5,
        };
        assert_eq!(value_to_date(so_far), 45);
    }

    #[test]
    fn money_spread_over_days_adds_up() {
        let days = (100, 102);
        for (within, expected) in [
            ((100, 102), 100),
            ((0, 1_000), 100),
            ((i32::MIN, i32::MAX), 100),
            ((100, 100), 33),
            ((101, 101), 33),
            ((102, 102), 34),
            ((0, 99), 0),
            ((103, 200), 0),
            ((101, 200), 67),
        ] {
            assert_eq!(part_of_spend(100, days, within), expected, "{within:?}");
        }
    }

    #[test]
    fn contacts_have_their_rates() {
        let rates = contact_rates(Contacts {
            sent: 100,
            delivered: 80,
            opened: 40,
            clicked: 8,
            buyers: 0,
            cost: 300,
        });
        assert_eq!((rates.delivered, rates.opened), (Some(0.8), Some(0.5)));
        assert_eq!(
            (rates.clicked, rates.cost_per_contact),
            (Some(0.1), Some(3.0))
        );
        assert_eq!(rates.cost_per_buyer, None);
    }
}
