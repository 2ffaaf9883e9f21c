//! A CSV file as rows: plain or gzip, UTF-8, divided by commas, semicolons or tabs.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use csv::ByteRecord;
use flate2::read::MultiGzDecoder;
use regulars_engine::language::Said;
use regulars_engine::said;

use super::ImportError;

/// What a gzip file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// What some programs put before UTF-8.
const BYTE_ORDER_MARK: &[u8] = &[0xef, 0xbb, 0xbf];
const BUFFER: usize = 256 * 1024;

/// An open file, at its next row.
pub(crate) struct Source {
    path: PathBuf,
    rows: csv::Reader<Box<dyn Read>>,
    record: ByteRecord,
    /// The header line.
    pub(crate) headers: Vec<String>,
    /// Fields are divided by semicolons, so numbers may be written with a comma.
    pub(crate) decimal_comma: bool,
    read: Rc<Cell<u64>>,
    /// Length of the file on disk.
    pub(crate) bytes: u64,
}

/// A row, not yet understood.
pub(crate) struct RawRow<'s> {
    /// Line of the file it starts on, from 1; the header is line 1.
    pub(crate) line: u64,
    record: &'s ByteRecord,
}

impl Source {
    /// Opens a file and reads its header.
    pub(crate) fn open(path: &Path) -> Result<Self, ImportError> {
        let fail = |source| ImportError::File {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(fail)?;
        let bytes = file.metadata().map_err(fail)?.len();
        Self::of(path, file, bytes, u64::MAX)
    }

    /// A file that was sent, whole, and unpacks to `most` bytes at most; [`ErrorKind::FileTooLarge`] beyond.
    pub(crate) fn sent(
        file: impl AsRef<[u8]> + Send + 'static,
        most: u64,
    ) -> Result<Self, ImportError> {
        let bytes = u64::try_from(file.as_ref().len()).unwrap_or(u64::MAX);
        Self::of(Path::new("the file"), Cursor::new(file), bytes, most)
    }

    fn of(
        path: &Path,
        file: impl Read + 'static,
        bytes: u64,
        most: u64,
    ) -> Result<Self, ImportError> {
        let fail = |source| ImportError::File {
            path: path.to_owned(),
            source,
        };
        let read = Rc::new(Cell::new(0));
        let counted = Counted {
            file,
            read: read.clone(),
        };
        let mut text = unpacked(counted, most).map_err(fail)?;
        if text.fill_buf().map_err(fail)?.starts_with(BYTE_ORDER_MARK) {
            text.consume(BYTE_ORDER_MARK.len());
        }
        let delimiter = delimiter(text.fill_buf().map_err(fail)?);
        let text: Box<dyn Read> = Box::new(text);
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text);
        let headers = header(&mut rows, path)?;
        Ok(Self {
            path: path.to_owned(),
            rows,
            record: ByteRecord::new(),
            headers,
            decimal_comma: delimiter == b';',
            read,
            bytes,
        })
    }

    /// The next row; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> Result<Option<RawRow<'_>>, ImportError> {
        match self.rows.read_byte_record(&mut self.record) {
            Ok(true) => {
                let line = self.record.position().map_or(0, csv::Position::line);
                Ok(Some(RawRow {
                    line,
                    record: &self.record,
                }))
            }
            Ok(false) => Ok(None),
            Err(error) => Err(ImportError::of_csv(&self.path, error)),
        }
    }

    /// Bytes of the file on disk that have been read.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read.get()
    }
}

impl<'s> RawRow<'s> {
    /// How many fields it has.
    pub(crate) fn len(&self) -> usize {
        self.record.len()
    }

    /// A field; `None` behind the row's end.
    pub(crate) fn field(&self, column: usize) -> Option<&'s [u8]> {
        self.record.get(column)
    }

    /// Every field, for telling rows that are alike.
    pub(crate) fn bytes(&self) -> impl Iterator<Item = &'s [u8]> {
        self.record.iter()
    }
}

/// A file that counts what is read of it.
struct Counted<F> {
    file: F,
    read: Rc<Cell<u64>>,
}

impl<F: Read> Read for Counted<F> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(into)?;
        self.read
            .set(self.read.get() + u64::try_from(count).unwrap_or(0));
        Ok(count)
    }
}

/// Text of at most so many bytes: a small packed file may unpack to one that fills the memory.
struct Bounded<T> {
    text: T,
    left: u64,
}

impl<T: Read> Read for Bounded<T> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.text.read(into)?;
        let left = self
            .left
            .checked_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.left = left.ok_or(ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

/// The text of a file, unpacked if its first bytes say that it is packed; its name says nothing.
fn unpacked(file: impl Read + 'static, most: u64) -> std::io::Result<BufReader<Box<dyn Read>>> {
    let mut file = BufReader::with_capacity(BUFFER, file);
    let packed = file.fill_buf()?.starts_with(&GZIP);
    let text: Box<dyn Read> = if packed {
        let text = MultiGzDecoder::new(file);
        Box::new(Bounded { text, left: most })
    } else {
        Box::new(file)
    };
    Ok(BufReader::with_capacity(BUFFER, text))
}

/// The commonest divider of the first line, outside quotes; a comma when there is none.
fn delimiter(text: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(divider, _)| divider == byte)
                .for_each(|(_, count)| *count += 1),
        }
    }
    // The first of equals, so that a file of one column is read as divided by commas.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(divider, _)| *divider)
}

fn header(rows: &mut csv::Reader<Box<dyn Read>>, path: &Path) -> Result<Vec<String>, ImportError> {
    let broken = |why: Said| ImportError::Broken {
        path: path.to_owned(),
        why,
    };
    let names = rows
        .byte_headers()
        .map_err(|error| ImportError::of_csv(path, error))?;
    let names: Option<Vec<String>> = names
        .iter()
        .map(|name| {
            std::str::from_utf8(name)
                .ok()
                .map(|name| name.trim().to_owned())
        })
        .collect();
    let names = names.ok_or_else(|| {
        broken(said!(
            "the header is not UTF-8; save the file as CSV in UTF-8",
            "заголовок не в UTF-8; сохраните файл как CSV в UTF-8"
        ))
    })?;
    if names.iter().all(String::is_empty) {
        return Err(broken(said!(
            "there is no header line with the names of the columns",
            "нет строки заголовка с названиями столбцов"
        )));
    }
    if let Some(twice) = names
        .iter()
        .enumerate()
        .find(|(place, name)| names[..*place].contains(name))
    {
        return Err(broken(said!(
            "the header names the column `{}` twice",
            "столбец `{}` в заголовке назван дважды",
            twice.1
        )));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// Lines and widths of rows.
    type Places = Vec<(u64, usize)>;

    #[test]
    fn the_divider_is_the_commonest_outside_quotes() {
        let check =
            |text: &str, divider: u8| assert_eq!(delimiter(text.as_bytes()), divider, "{text}");
        check("id,at,member\n1;2;3;4;5", b',');
        check("id;at;member", b';');
        check("\"a,b,c,d\";at", b';');
        check("id\tat", b'\t');
        check("id", b',');
    }

    fn read(bytes: &[u8]) -> Result<(Vec<String>, Places), ImportError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.csv");
        std::fs::write(&path, bytes).unwrap();
        let mut source = Source::open(&path)?;
        let mut rows = Vec::new();
        while let Some(row) = source.next()? {
            rows.push((row.line, row.len()));
        }
        assert_eq!(source.bytes_read(), source.bytes);
        Ok((source.headers, rows))
    }

    #[test]
    fn a_file_is_read_plain_and_packed_with_its_lines() {
        let text = "\u{feff}id, at\n1,2\n\"a\nb\",3,4\n";
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).unwrap();
        let rows = (vec!["id".to_owned(), "at".to_owned()], vec![(2, 2), (3, 3)]);
        assert_eq!(read(text.as_bytes()).unwrap(), rows);
        assert_eq!(read(&packed.finish().unwrap()).unwrap(), rows);
    }

    #[test]
    fn a_file_without_a_usable_header_is_refused() {
        let check = |bytes: &[u8], says: &str| {
            let message = read(bytes).unwrap_err().to_string();
            assert!(message.contains(says), "{message}");
        };
        check(b"", "no header line");
        check(b"id,\xff\n", "not UTF-8");
        check(b"id,at,id\n", "`id` twice");
    }
}
