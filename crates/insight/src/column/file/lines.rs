//! Lines of the purchases of a part.

use bytes::Bytes;

use super::sheet::{self, Int, Long};
use super::{FileError, code, int, schema, take};
use crate::column::list::index;
use crate::column::part::{Part, Purchases};

/// The lines of a part as a file.
///
/// # Errors
/// [`FileError::Parquet`].
pub fn write(part: &Part) -> Result<Vec<u8>, FileError> {
    let purchases = &part.purchases;
    let places = || 0..part.lines();
    let members = || part.ids.iter().enumerate();
    sheet::write(schema::LINES, |sheet| {
        let whose = members().flat_map(|(n, id)| {
            let lines = purchases.lines.ranges(purchases.of.range(n));
            lines.map(|_| id.raw())
        });
        sheet.all::<Long>(whose)?;
        let counted = members().flat_map(|(n, _)| purchases.of.range(n).zip(1..));
        let counted = counted.flat_map(|(place, count)| {
            let lines = purchases.lines.range(place);
            lines.map(move |_| count)
        });
        sheet.all::<Int>(counted)?;
        let goods = places().filter_map(|n| purchases.goods.get(n));
        sheet.all::<Int>(goods.map(|goods| int(index(goods))))?;
        sheet.all::<Long>(places().map(|n| purchases.quantity.get(n)))?;
        sheet.all::<Long>(places().map(|n| purchases.amount.get(n)))
    })
}

/// Reads lines; there are so many goods.
pub(super) fn read(bytes: Bytes, goods: usize, purchases: &mut Purchases) -> Result<(), FileError> {
    take::read(schema::LINES, bytes, |take| {
        take.skip(2);
        for number in take.all::<Int>()? {
            purchases.goods.push(code(number, goods)?);
        }
        for quantity in take.all::<Long>()? {
            purchases.quantity.push(quantity);
        }
        for amount in take.all::<Long>()? {
            purchases.amount.push(amount);
        }
        let last = purchases.at.len().checked_sub(1);
        if last.map_or(0, |last| purchases.lines.end(last)) != take.rows() {
            return Err(FileError::Unfit("lines are not as many as purchases have"));
        }
        Ok(())
    })
}
