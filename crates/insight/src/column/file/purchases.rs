//! Purchases of a part, without their lines.

use bytes::Bytes;
use regulars_engine::time::Instant;

use super::sheet::{self, Int, Long};
use super::{FileError, code, int, schema, size, take};
use crate::column::list::index;
use crate::column::part::{Part, Purchases};

/// The purchases of a part as a file.
///
/// # Errors
/// [`FileError::Parquet`].
pub fn write(part: &Part) -> Result<Vec<u8>, FileError> {
    let purchases = &part.purchases;
    let places = || 0..part.purchases();
    sheet::write(schema::PURCHASES, |sheet| {
        let whose = part.ids.iter().enumerate();
        let whose = whose.flat_map(|(n, id)| purchases.of.range(n).map(|_| id.raw()));
        sheet.all::<Long>(whose)?;
        let counted = (0..part.len()).flat_map(|n| 1..=purchases.of.range(n).len());
        sheet.all::<Int>(counted.map(int))?;
        sheet.all::<Long>(purchases.at.iter().map(|at| at.ms()))?;
        let outlets = places().filter_map(|n| purchases.outlet.get(n));
        sheet.all::<Int>(outlets.map(|outlet| int(index(outlet))))?;
        sheet.all::<Long>(places().map(|n| purchases.net.get(n)))?;
        sheet.all::<Long>(places().map(|n| purchases.returned.get(n)))?;
        sheet.all::<Int>(places().map(|n| int(purchases.lines.range(n).len())))
    })
}

/// Reads purchases; `bought` says how many each member has, and there are so many outlets.
pub(super) fn read(
    bytes: Bytes,
    bought: &[usize],
    outlets: usize,
    purchases: &mut Purchases,
) -> Result<(), FileError> {
    take::read(schema::PURCHASES, bytes, |take| {
        take.skip(2);
        let times = take.all::<Long>()?.into_iter().map(Instant::from_ms);
        times.for_each(|at| purchases.push_time(at));
        for outlet in take.all::<Int>()? {
            purchases.outlet.push(code(outlet, outlets)?);
        }
        for net in take.all::<Long>()? {
            purchases.net.push(net);
        }
        for returned in take.all::<Long>()? {
            purchases.returned.push(returned);
        }
        let mut lines = 0;
        for count in take.all::<Int>()? {
            lines += size(count)?;
            purchases.lines.close(lines);
        }
        let mut all = 0;
        for count in bought {
            all += count;
            purchases.of.close(all);
        }
        if all != take.rows() {
            return Err(FileError::Unfit(
                "purchases are not as many as members have",
            ));
        }
        Ok(())
    })
}
