//! What a start costs that reads columns from their files.

use std::fs;
use std::path::PathBuf;

use regulars_insight::column::Columns;
use regulars_insight::column::file::{self, File, FileError};
use tempfile::TempDir;

use super::mebibytes;
use crate::bench::figure::{Findings, float, millis, ratio};
use crate::bench::samples::timed;
use crate::failure::{Done, Failure};

/// Writes the columns into files, and reads them back, whatever the system still has of them in memory.
///
/// # Errors
/// A full disk.
pub fn measure(columns: &mut Columns, findings: &mut Findings) -> Done {
    let folder = TempDir::new()?;
    let path = |file: File| folder.path().join(name(file));
    let (written, took) = timed(|| write(columns, path));
    let (parts, bytes) = written?;
    findings.add("columns to files", millis(took), "ms");
    let memory = columns.memory();
    findings.add("files of columns", mebibytes(bytes), "MiB");
    let lines = u64::try_from(memory.lines).unwrap_or_default();
    let of_million = ratio(mebibytes(bytes), float(lines) / 1_000_000.0);
    findings.add("files for a million lines", of_million, "MiB");
    let (read, took) = timed(|| file::read(parts, |file| Ok::<_, Failure>(fs::read(path(file))?)));
    findings.add("columns from files", millis(took), "ms");
    if read?.memory().lines != memory.lines {
        return Err(Failure::Other("files hold other columns".to_owned()));
    }
    Ok(())
}

/// Answers how many parts there are, and the bytes of their files.
fn write(columns: &mut Columns, path: impl Fn(File) -> PathBuf) -> Result<(usize, usize), Failure> {
    let (mut parts, mut bytes, mut after) = (0, 0, None);
    let mut put = |file: File, made: Result<Vec<u8>, FileError>| -> Done {
        let made = made?;
        bytes += made.len();
        Ok(fs::write(path(file), made)?)
    };
    while let Some((_, part)) = columns.fold_next(after) {
        let words = columns.words();
        put(File::Members(parts), file::members(&part, words))?;
        put(File::Purchases(parts), file::purchases(&part))?;
        put(File::Lines(parts), file::lines(&part))?;
        put(File::Events(parts), file::events(&part, words))?;
        after = part.last();
        parts += 1;
    }
    put(File::Goods, file::goods(columns.words()))?;
    put(File::Outlets, file::outlets(columns.words()))?;
    Ok((parts, bytes))
}

fn name(file: File) -> String {
    match file {
        File::Goods => "goods".to_owned(),
        File::Outlets => "outlets".to_owned(),
        File::Members(part) => format!("members-{part}"),
        File::Purchases(part) => format!("purchases-{part}"),
        File::Lines(part) => format!("lines-{part}"),
        File::Events(part) => format!("events-{part}"),
    }
}
