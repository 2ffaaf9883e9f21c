//! Goods and dice: what is made up is the same in every run.

/// Stores, `store-0` and on.
pub const STORES: u64 = 12;

const GOODS: [Goods; 8] = [
    Goods::new("burger", "food", "400.00"),
    Goods::new("cheeseburger", "food", "450.00"),
    Goods::new("fries", "food", "150.00"),
    Goods::new("salad", "food", "320.50"),
    Goods::new("cola", "drinks", "120.00"),
    Goods::new("coffee", "drinks", "180.00"),
    Goods::new("beer", "alcohol", "260.00"),
    Goods::new("sauce", "food", "49.90"),
];

/// Something sold.
#[derive(Debug, Clone, Copy)]
pub struct Goods {
    /// Stock-keeping unit.
    pub sku: &'static str,
    /// Category.
    pub category: &'static str,
    /// Price of a unit.
    pub price: &'static str,
}

impl Goods {
    const fn new(sku: &'static str, category: &'static str, price: &'static str) -> Self {
        Self {
            sku,
            category,
            price,
        }
    }
}

/// Goods as the dice fall.
pub fn any(dice: &mut Dice) -> Goods {
    pick(&GOODS, dice.roll(u64::MAX))
}

/// The item of that number, counted round and round. The list is not empty.
pub fn pick<T: Copy>(list: &[T], number: u64) -> T {
    let length = u64::try_from(list.len()).unwrap_or(1);
    list[usize::try_from(number % length).unwrap_or(0)]
}

/// Numbers that look random and are the same in every run (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall in their own way for each seed. Seeds are mixed: else the dice of one would follow those of the seed
    /// before, a roll behind.
    pub fn new(seed: u64) -> Self {
        Self(mixed(seed.wrapping_add(STEP)))
    }

    /// A number below `sides`, which is not 0.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mixed(self.0) % sides.max(1)
    }
}

/// What the state moves by; SplitMix64, Steele and others 2014.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
