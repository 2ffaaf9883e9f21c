//! Columns of members made up by number: who they are, what they bought in three years.

use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::member::{Consent, ConsentState, Gender, Profile};
use regulars_engine::name::{Category, Sku, StoreId};
use regulars_engine::number::{Money, Quantity};
use regulars_engine::points::Wallet;
use regulars_engine::situation::{Member, PastLine, PastPurchase, Place};
use regulars_engine::stamp::Stamps;
use regulars_engine::time::{Instant, LocalDate, UtcOffset};
use regulars_insight::column::{Columns, MemberRecord, Sale};

use crate::bench::goods::{Dice, pick};
use crate::failure::Failure;

/// 2026-03-01T00:00Z: the past ends here.
pub const NOW_MS: i64 = 1_772_323_200_000;
const DAY_MS: i64 = 86_400_000;
const DAYS: u64 = 3 * 365;
const STORES: u64 = 300;
const CITIES: [&str; 8] = [
    "Москва",
    "Казань",
    "Пермь",
    "Омск",
    "Уфа",
    "Самара",
    "Томск",
    "Тверь",
];
const SKUS: u64 = 20_000;
const CATEGORIES: u64 = 200;

/// How large a base.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Members.
    pub members: u32,
    /// Purchases of a member on average.
    pub purchases: u32,
    /// Lines of a purchase on average.
    pub lines: u32,
}

impl Size {
    /// So many times the members.
    pub fn times(self, factor: u32) -> Self {
        Self {
            members: self.members.saturating_mul(factor),
            ..self
        }
    }
}

/// Makes the columns; `each` sees every member.
///
/// # Errors
/// Those of `each`.
pub fn make(
    size: Size,
    mut each: impl FnMut(&MemberRecord) -> Result<(), Failure>,
) -> Result<Columns, Failure> {
    let mut columns = Columns::default();
    (0..STORES).for_each(|store| columns.put_place(&place(store)));
    let goods: Vec<PastLine> = (0..SKUS).map(|number| goods(number).line()).collect();
    let mut dice = Dice::new(6);
    let mut purchases = 0;
    for number in 1..=i64::from(size.members) {
        let sales = sales(&mut dice, &goods, size, &mut purchases);
        let record = MemberRecord {
            member: member(&mut dice, number),
            wallet: Wallet::default(),
            stamps: Stamps::default(),
            tiers: Vec::new(),
            sales,
            events: Vec::new(),
        };
        each(&record)?;
        columns.push(&record);
    }
    columns.shrink_last();
    Ok(columns)
}

/// The clock of every shop, as the program's.
pub fn offset() -> UtcOffset {
    UtcOffset::from_seconds(3 * 3_600)
}

fn place(store: u64) -> Place {
    Place {
        id: StoreId::new(format!("store-{store}")),
        city: Some(pick(&CITIES, store).to_owned()),
        country: Some("RU".to_owned()),
        zone: None,
    }
}

/// Something sold.
#[derive(Debug)]
pub struct Goods {
    /// Its number, of which the code is made.
    pub number: u64,
    /// The wider category.
    pub hall: String,
    /// The narrower.
    pub category: String,
    /// Brand.
    pub brand: String,
}

/// What is before the number in a code.
pub const SKU: &str = "sku-";

/// All that is sold.
pub fn catalogue() -> impl Iterator<Item = Goods> {
    (0..SKUS).map(goods)
}

fn goods(number: u64) -> Goods {
    let category = number % CATEGORIES;
    Goods {
        number,
        hall: format!("hall-{}", category / 20),
        category: format!("category-{category}"),
        brand: format!("brand-{}", number % 500),
    }
}

impl Goods {
    fn line(self) -> PastLine {
        PastLine {
            sku: Some(Sku::new(format!("{SKU}{}", self.number))),
            category: vec![Category::new(self.hall), Category::new(self.category)],
            brand: Some(self.brand),
            quantity: Quantity::whole(1),
            amount: Money::from_minor(10_000),
        }
    }
}

fn member(dice: &mut Dice, number: i64) -> Member {
    let at = Instant::from_ms(NOW_MS - 1_200 * DAY_MS);
    let granted = Consent {
        state: ConsentState::Granted,
        at,
    };
    let born = i32::try_from(dice.roll(20_000)).unwrap_or_default();
    Member {
        id: MemberId::from_raw(number),
        registered_at: at,
        blocked: false,
        profile: Profile {
            gender: Some(pick(&[Gender::Female, Gender::Male], dice.roll(2))),
            city: Some(pick(&CITIES, dice.roll(8)).to_owned()),
            birth_date: Some(LocalDate::from_days(born - 5_000)),
            phone: Some("+79000000000".to_owned()),
            email: (dice.roll(2) == 0).then(|| "a@example.com".to_owned()),
            consents: (dice.roll(2) == 0)
                .then(|| ("sms".to_owned(), granted))
                .into_iter()
                .collect(),
            ..Profile::default()
        },
    }
}

/// Few buy much: half of the members make a fifth of the purchases.
fn sales(dice: &mut Dice, goods: &[PastLine], size: Size, made: &mut i64) -> Vec<Sale> {
    let average = u64::from(size.purchases.max(1));
    let count = match dice.roll(4) {
        0 => dice.roll(average / 4 + 1),
        1 => dice.roll(average + 1),
        2 => average / 2 + dice.roll(average + 1),
        _ => average + dice.roll(average * 2 + 1),
    };
    let home = dice.roll(STORES);
    let mut times: Vec<i64> = (0..count)
        .map(|_| NOW_MS - 1 - ms(dice.roll(DAYS * 86_400)) * 1_000)
        .collect();
    times.sort_unstable();
    let sale = |at| {
        *made += 1;
        Sale {
            past: purchase(dice, goods, size, (*made, at, home)),
            returned: Money::ZERO,
            till: Some(format!("{}", dice.roll(4))),
            offset: offset(),
        }
    };
    times.into_iter().map(sale).collect()
}

fn purchase(
    dice: &mut Dice,
    goods: &[PastLine],
    size: Size,
    (id, at, home): (i64, i64, u64),
) -> PastPurchase {
    let lines = 1 + dice.roll(u64::from(size.lines.max(1)) * 2 - 1);
    let line = |_| {
        // Most buy what most buy.
        let rank = dice.roll(SKUS).min(dice.roll(SKUS));
        let place = usize::try_from(rank).unwrap_or_default();
        let quantity = 1 + ms(dice.roll(3));
        PastLine {
            quantity: Quantity::whole(quantity),
            amount: Money::from_minor(quantity * (1_000 + ms(dice.roll(50_000)))),
            ..goods
                .get(place)
                .cloned()
                .unwrap_or_else(|| self::goods(0).line())
        }
    };
    let lines: Vec<PastLine> = (0..lines).map(line).collect();
    let store = if dice.roll(5) == 0 {
        dice.roll(STORES)
    } else {
        home
    };
    PastPurchase {
        id: PurchaseId::from_raw(id),
        at: Instant::from_ms(at),
        store: Some(StoreId::new(format!("store-{store}"))),
        channel: (dice.roll(10) == 0).then(|| "web".to_owned()),
        amount: lines.iter().map(|line| line.amount).sum(),
        lines,
    }
}

fn ms(number: u64) -> i64 {
    i64::try_from(number).unwrap_or_default()
}
