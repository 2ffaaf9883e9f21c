//! A file of purchases, the same in every run but for its dates, which end now.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use regulars_app::{Clock, SystemClock};
use regulars_engine::time::Instant;

use crate::bench::goods::{self, Dice};
use crate::failure::Failure;

const YEARS_MS: i64 = 2 * 365 * 86_400_000;

/// Writes so many purchases, in order of time.
pub fn write(path: &Path, purchases: u32) -> Result<(), Failure> {
    let start = SystemClock.now().ms() - YEARS_MS;
    let step = YEARS_MS / i64::from(purchases);
    let mut dice = Dice::new(1);
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "id,at,member,sku,category,quantity,price,store")?;
    for number in 0..purchases {
        let at = Instant::from_ms(start + i64::from(number) * step);
        let member = dice.roll(u64::from(purchases / 10));
        let store = dice.roll(goods::STORES);
        for _ in 0..=dice.roll(3) {
            let goods = goods::any(&mut dice);
            let (sku, category, price) = (goods.sku, goods.category, goods.price);
            writeln!(
                file,
                "p-{number},{at},c-{member},{sku},{category},1,{price},store-{store}"
            )?;
        }
    }
    Ok(file.flush()?)
}
