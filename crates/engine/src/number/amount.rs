//! What every amount has in common: it is a count of its own smallest unit.

/// Gives an integer newtype its arithmetic.
///
/// Sums stay far below the range of `i64` because inputs are bounded at the edge (see
/// [`limits`](crate::number::limits)), so plain operators are used and an overflow would be a bug.
macro_rules! amount {
    ($name:ident) => {
        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);

            /// True for exactly zero.
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }

            /// True below zero.
            pub const fn is_negative(self) -> bool {
                self.0 < 0
            }

            /// True above zero.
            pub const fn is_positive(self) -> bool {
                self.0 > 0
            }

            /// The amount without its sign.
            #[must_use]
            pub const fn abs(self) -> Self {
                Self(self.0.saturating_abs())
            }

            /// The amount, or zero if it is below zero.
            #[must_use]
            pub fn or_zero(self) -> Self {
                self.max(Self::ZERO)
            }
        }

        impl std::ops::Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl std::ops::Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl std::ops::Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl std::ops::AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl std::ops::SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, |sum, amount| sum + amount)
            }
        }

        impl<'a> std::iter::Sum<&'a $name> for $name {
            fn sum<I: Iterator<Item = &'a Self>>(amounts: I) -> Self {
                amounts.copied().sum()
            }
        }
    };
}

pub(super) use amount;
