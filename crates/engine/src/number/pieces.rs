//! A line's amount as prices times quantities that multiply out exactly, for a fiscal printer.

use serde::{Deserialize, Serialize};

use super::decimal::{PARTS, minor_parts, parts_of_product};
use super::ratio::{Rounding, div_rem, div_rounded, gcd};
use super::{Currency, Money, Price, Quantity, line_amount};

/// A run of a line's units that cost the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// How much of the line.
    pub quantity: Quantity,
    /// The price of one unit of it.
    pub price: Price,
    /// What the run costs.
    pub amount: Money,
    /// True when price × quantity is the amount without rounding.
    pub exact: bool,
}

/// The fewest runs of `quantity` that cost exactly `amount` together.
///
/// A price in whole minor units is preferred, since a printer may know no finer one:
///
/// * A whole quantity is one run, or two runs one minor unit apart: 3 pieces for 100.00 are 2 ×
///   33.33 and 1 × 33.34. The dearer run comes last.
/// * A quantity with a fraction is one run if a price of up to four places gives the amount
///   exactly. Else it is split in two runs that do, the split whose two prices are nearest to each
///   other: 0.333 for 100.00 is 0.0205 × 300.00 and 0.3125 × 300.32. Only an amount too small for
///   two runs above zero is one run whose price × quantity rounds half-up to it, with `exact:
///   false`.
///
/// Nothing is expanded: 6,000 pieces cost what 6 do. No quantity gives no runs; an amount below
/// zero gives prices below zero.
pub fn pieces(amount: Money, quantity: Quantity, currency: Currency) -> Vec<Piece> {
    if !quantity.is_positive() {
        return Vec::new();
    }
    let line = Line {
        amount: i128::from(amount.minor()).abs(),
        quantity: i128::from(quantity.raw()),
        currency,
    };
    let mut runs = line.runs();
    if amount.is_negative() {
        for run in &mut runs {
            run.price = -run.price;
            run.amount = -run.amount;
        }
    }
    runs
}

/// Like [`pieces`], but one run at the line's own `price` where that multiplies out exactly, even
/// if it is finer than a minor unit: what nothing was taken off keeps its price.
pub fn pieces_keeping(
    price: Price,
    amount: Money,
    quantity: Quantity,
    currency: Currency,
) -> Vec<Piece> {
    let product = i128::from(price.raw()) * i128::from(quantity.raw());
    let wanted = i128::from(amount.minor()) * i128::from(parts_of_product(currency));
    if product == wanted && quantity.is_positive() {
        return vec![Piece {
            quantity,
            price,
            amount,
            exact: true,
        }];
    }
    pieces(amount, quantity, currency)
}

/// A line in its smallest parts, with an amount not below zero and a quantity above it.
struct Line {
    amount: i128,
    quantity: i128,
    currency: Currency,
}

impl Line {
    fn runs(&self) -> Vec<Piece> {
        let runs = if self.quantity % i128::from(PARTS) == 0 {
            self.whole_runs()
        } else {
            self.one_exact_run()
                .or_else(|| self.two_exact_runs(1))
                .or_else(|| self.one_rounded_run())
        };
        runs.or_else(|| self.two_exact_runs(0)).unwrap_or_default()
    }

    /// One or two runs of whole units at prices in whole minor units.
    fn whole_runs(&self) -> Option<Vec<Piece>> {
        let units = self.quantity / i128::from(PARTS);
        let (minor, dearer) = div_rem(self.amount, units);
        let run = |units: i128, minor: i128| self.run(units * i128::from(PARTS), minor * units);
        if dearer == 0 {
            return Some(vec![run(units, minor)?]);
        }
        Some(vec![run(units - dearer, minor)?, run(dearer, minor + 1)?])
    }

    fn one_exact_run(&self) -> Option<Vec<Piece>> {
        Some(vec![self.run(self.quantity, self.amount)?])
    }

    /// A run whose price is rounded to the nearest, if the amount survives it.
    fn one_rounded_run(&self) -> Option<Vec<Piece>> {
        let price = div_rounded(
            self.amount * self.product_parts(),
            self.quantity,
            Rounding::HalfUp,
        );
        let price = Price::from_raw(i64::try_from(price).ok()?);
        let quantity = Quantity::from_raw(i64::try_from(self.quantity).ok()?);
        let amount = Money::from_minor(i64::try_from(self.amount).ok()?);
        let rounded = line_amount(price, quantity, self.currency)?;
        (rounded == amount).then(|| {
            vec![Piece {
                quantity,
                price,
                amount,
                exact: false,
            }]
        })
    }

    /// The two exact runs with the nearest prices, each of at least `least` minor units. Splits
    /// whose prices are whole minor units go before all others.
    ///
    /// The second run is a quantity that divides the unit of a product, so it can cost any whole
    /// number of minor units exactly; there are under a hundred such quantities. The first run
    /// takes the amount nearest to its share that its quantity can cost exactly.
    fn two_exact_runs(&self, least: i128) -> Option<Vec<Piece>> {
        let product_parts = self.product_parts();
        let small_runs = divisors_of_power(product_parts)
            .into_iter()
            .filter(|small| *small < self.quantity);
        let splits = small_runs.filter_map(|small| self.split(small, least));
        let minor = minor_parts(self.currency);
        let awkward = |runs: &[Piece; 2]| {
            let finer = runs.iter().any(|run| run.price.raw() % minor != 0);
            (finer, (runs[0].price - runs[1].price).abs())
        };
        splits.min_by_key(awkward).map(Vec::from)
    }

    fn split(&self, small: i128, least: i128) -> Option<[Piece; 2]> {
        let large = self.quantity - small;
        let step = large / gcd(large, self.product_parts());
        let share = div_rounded(self.amount * large, self.quantity * step, Rounding::HalfUp);
        let most = (self.amount - least).div_euclid(step);
        let large_amount = step * share.min(most);
        let small_amount = self.amount - large_amount;
        if large_amount < least || small_amount < least {
            return None;
        }
        Some([
            self.run(large, large_amount)?,
            self.run(small, small_amount)?,
        ])
    }

    /// The exact run of this quantity for this amount, if a price of four places allows it.
    fn run(&self, quantity: i128, amount: i128) -> Option<Piece> {
        let product = amount * self.product_parts();
        let (price, remainder) = div_rem(product, quantity);
        if remainder != 0 {
            return None;
        }
        Some(Piece {
            quantity: Quantity::from_raw(i64::try_from(quantity).ok()?),
            price: Price::from_raw(i64::try_from(price).ok()?),
            amount: Money::from_minor(i64::try_from(amount).ok()?),
            exact: true,
        })
    }

    fn product_parts(&self) -> i128 {
        i128::from(parts_of_product(self.currency))
    }
}

/// All divisors of a power of ten, largest first.
fn divisors_of_power(power: i128) -> Vec<i128> {
    let mut divisors = Vec::new();
    let mut twos = 1;
    while power % twos == 0 {
        let mut divisor = twos;
        while power % divisor == 0 {
            divisors.push(divisor);
            divisor *= 5;
        }
        twos *= 2;
    }
    divisors.sort_unstable_by(|a, b| b.cmp(a));
    divisors
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn written(pieces: &[Piece], currency: Currency) -> String {
        let run = |piece: &Piece| {
            let equals = if piece.exact { "=" } else { "~" };
            let amount = currency.format_money(piece.amount);
            format!(
                "{} × {} {equals} {amount}",
                piece.quantity,
                piece.price.format(currency)
            )
        };
        pieces.iter().map(run).collect::<Vec<_>>().join(" + ")
    }

    fn check(code: &str, amount: &str, quantity: &str, expected: &str) {
        let currency = currency(code);
        let (amount, quantity) = (
            currency.parse_money(amount).unwrap(),
            Quantity::parse(quantity).unwrap(),
        );
        assert_eq!(
            written(&pieces(amount, quantity, currency), currency),
            expected
        );
    }

    #[test]
    fn whole_quantities_are_one_run_or_two_a_minor_unit_apart() {
        check("RUB", "400.00", "1", "1 × 400.00 = 400.00");
        check(
            "RUB",
            "100.00",
            "3",
            "2 × 33.33 = 66.66 + 1 × 33.34 = 33.34",
        );
        check("RUB", "99.99", "3", "3 × 33.33 = 99.99");
        check("RUB", "0.50", "4", "2 × 0.12 = 0.24 + 2 × 0.13 = 0.26");
        check("RUB", "0.01", "3", "2 × 0.00 = 0.00 + 1 × 0.01 = 0.01");
        check("RUB", "0.00", "3", "3 × 0.00 = 0.00");
        check(
            "RUB",
            "100000.00",
            "6000",
            "2000 × 16.66 = 33320.00 + 4000 × 16.67 = 66680.00",
        );
        check("JPY", "100", "3", "2 × 33 = 66 + 1 × 34 = 34");
        check(
            "RUB",
            "-100.00",
            "3",
            "2 × -33.33 = -66.66 + 1 × -33.34 = -33.34",
        );
        check("RUB", "100.00", "0", "");
        check("RUB", "100.00", "-1", "");
    }

    #[test]
    fn fractions_of_a_unit_are_split_only_where_no_price_is_exact() {
        check("RUB", "100.00", "0.5", "0.5 × 200.00 = 100.00");
        check("RUB", "99.90", "0.333", "0.333 × 300.00 = 99.90");
        check("RUB", "42.10", "1.25", "1.25 × 33.68 = 42.10");
        check(
            "RUB",
            "100.00",
            "0.333",
            "0.0205 × 300.00 = 6.15 + 0.3125 × 300.32 = 93.85",
        );
        check("RUB", "0.05", "0.333", "0.333 × 0.1502 ~ 0.05");
    }

    #[test]
    fn a_line_that_kept_its_price_keeps_it_finer_than_a_minor_unit() {
        let rub = currency("RUB");
        let (price, amount) = (
            Price::parse("2.105").unwrap(),
            rub.parse_money("8.42").unwrap(),
        );
        let kept = pieces_keeping(price, amount, Quantity::whole(4), rub);
        assert_eq!(written(&kept, rub), "4 × 2.105 = 8.42");
        let reduced = pieces_keeping(
            price,
            rub.parse_money("8.00").unwrap(),
            Quantity::whole(4),
            rub,
        );
        assert_eq!(written(&reduced, rub), "4 × 2.00 = 8.00");
    }

    fn check_runs(runs: &[Piece], amount: Money, quantity: Quantity, currency: Currency) {
        assert!((1..=2).contains(&runs.len()), "{} runs", runs.len());
        assert_eq!(runs.iter().map(|run| run.amount).sum::<Money>(), amount);
        assert_eq!(
            runs.iter().map(|run| run.quantity).sum::<Quantity>(),
            quantity
        );
        for run in runs {
            assert!(run.quantity.is_positive());
            assert_eq!(
                line_amount(run.price, run.quantity, currency),
                Some(run.amount)
            );
            let product = i128::from(run.price.raw()) * i128::from(run.quantity.raw());
            let wanted = i128::from(run.amount.minor()) * i128::from(parts_of_product(currency));
            assert_eq!(product == wanted, run.exact);
        }
    }

    proptest! {
        #[test]
        fn whole_quantities_multiply_out(
            minor in 0_i64..1_000_000_000_000,
            units in 1_i64..=1_000_000,
            code in prop::sample::select(vec!["JPY", "RUB", "KWD", "CLF"]),
        ) {
            let (amount, quantity) = (Money::from_minor(minor), Quantity::whole(units));
            let runs = pieces(amount, quantity, currency(code));
            check_runs(&runs, amount, quantity, currency(code));
            prop_assert!(runs.iter().all(|run| run.exact));
        }

        #[test]
        fn any_quantity_adds_up(
            minor in prop_oneof![0_i64..1_000, 0_i64..1_000_000_000],
            raw in prop_oneof![1_i64..100_000, 1_i64..10_000_000_000],
            code in prop::sample::select(vec!["JPY", "RUB", "KWD", "CLF"]),
        ) {
            let (amount, quantity) = (Money::from_minor(minor), Quantity::from_raw(raw));
            check_runs(&pieces(amount, quantity, currency(code)), amount, quantity, currency(code));
        }
    }
}
