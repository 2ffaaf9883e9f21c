//! Refused rows with the rows themselves, in the order of the file, for people to look at and mend.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, WriterBuilder};
use regulars_engine::language::{Language, Said};

use super::ImportError;
use super::source::Source;

/// What stands before the columns of the file; the reason in both languages, since its reader is not known yet.
const OURS: [&str; 5] = [
    "refused_line",
    "refused_column",
    "refused_value",
    "refused_reason",
    "refused_reason_ru",
];
/// The places of the reason among them, in English and in Russian.
const REASONS: (usize, usize) = (3, 4);
const BUFFER: usize = 64 * 1024;

/// A refused row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRow {
    /// Line of the file it starts on; the header is line 1.
    pub line: u64,
    /// Column it is about; empty: the row as a whole.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong and what would be right.
    pub reason: Said,
    /// The row, field by field.
    pub row: Vec<String>,
}

/// Puts the rows of `file` to the lines of its report, in the order of the file. Takes 32 bytes of memory a row.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn keep(file: &Path, report: &Path, into: &Path) -> Result<(), ImportError> {
    let broken = |error: csv::Error| ImportError::of_csv(into, error);
    let mut reasons = Reasons::open(report)?;
    let mut source = Source::open(file)?;
    let mut kept = WriterBuilder::new()
        .flexible(true)
        .from_path(into)
        .map_err(broken)?;
    let mut record = ByteRecord::from(OURS.to_vec());
    source
        .headers
        .iter()
        .for_each(|name| record.push_field(name.as_bytes()));
    kept.write_byte_record(&record).map_err(broken)?;
    while let Some(line) = reasons.line()
        && let Some(row) = source.next()?
    {
        if row.line < line {
            continue;
        }
        while reasons.line() == Some(row.line) {
            let mut record = reasons.take()?;
            for field in row.bytes() {
                record.push_field(String::from_utf8_lossy(field).as_bytes());
            }
            kept.write_byte_record(&record).map_err(broken)?;
        }
    }
    let file = kept
        .into_inner()
        .map_err(|error| of_file(into, error.into_error()))?;
    file.sync_all().map_err(|error| of_file(into, error))
}

/// The lines of a report in the order of the file it is about.
struct Reasons<'p> {
    path: &'p Path,
    rows: Reader<File>,
    /// Line of the file and place in the report, the last first.
    places: Vec<(u64, csv::Position)>,
}

impl<'p> Reasons<'p> {
    fn open(path: &'p Path) -> Result<Self, ImportError> {
        let mut rows = Reader::from_path(path).map_err(|error| ImportError::of_csv(path, error))?;
        let mut places = Vec::new();
        let mut record = ByteRecord::new();
        while rows
            .read_byte_record(&mut record)
            .map_err(|error| ImportError::of_csv(path, error))?
        {
            let line: Option<u64> = record
                .get(0)
                .and_then(|line| std::str::from_utf8(line).ok()?.parse().ok());
            places.extend(line.zip(record.position().cloned()));
        }
        places.sort_by(|(one, _), (other, _)| other.cmp(one));
        Ok(Self { path, rows, places })
    }

    /// The line of the file the next one is about.
    fn line(&self) -> Option<u64> {
        self.places.last().map(|(line, _)| *line)
    }

    fn take(&mut self) -> Result<ByteRecord, ImportError> {
        let mut record = ByteRecord::new();
        let Some((_, place)) = self.places.pop() else {
            return Ok(record);
        };
        let read = self
            .rows
            .seek(place)
            .and_then(|()| self.rows.read_byte_record(&mut record));
        read.map_err(|error| ImportError::of_csv(self.path, error))?;
        Ok(record)
    }
}

fn of_file(path: &Path, source: std::io::Error) -> ImportError {
    ImportError::File {
        path: path.to_owned(),
        source,
    }
}

/// A reader of kept rows at a byte of the file; behind the header at the first.
fn open_at(path: &Path, from: u64) -> Result<Reader<BufReader<File>>, ImportError> {
    let fail = |error| of_file(path, error);
    let mut file = File::open(path).map_err(fail)?;
    file.seek(SeekFrom::Start(from)).map_err(fail)?;
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(BufReader::with_capacity(BUFFER, file));
    if from == 0 {
        let mut header = ByteRecord::new();
        rows.read_byte_record(&mut header)
            .map_err(|error| ImportError::of_csv(path, error))?;
    }
    Ok(rows)
}

/// Some rows, and the byte where the next ones begin, if there are any.
pub(crate) type Part = (Vec<RefusedRow>, Option<u64>);

/// Some of the rows kept, from a byte of the file on, and the byte where the next ones begin. `None`: no row begins
/// there.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn page(path: &Path, from: u64, limit: usize) -> Result<Option<Part>, ImportError> {
    let mut rows = open_at(path, from)?;
    let mut found = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let next = from + rows.position().byte();
        match rows.read_record(&mut record) {
            Ok(false) => return Ok(Some((found, None))),
            Ok(true) if found.len() == limit => return Ok(Some((found, Some(next)))),
            Ok(true) => match row(&record) {
                Some(row) => found.push(row),
                None => return Ok(None),
            },
            Err(error) if error.is_io_error() => return Err(ImportError::of_csv(path, error)),
            Err(_) => return Ok(None),
        }
    }
}

fn row(record: &StringRecord) -> Option<RefusedRow> {
    let text = |place| record.get(place).map(str::to_owned);
    let (en, ru) = REASONS;
    Some(RefusedRow {
        line: record.get(0)?.parse().ok()?,
        column: text(1)?,
        value: text(2)?,
        reason: Said::new(text(en)?, text(ru)?),
        row: record.iter().skip(OURS.len()).map(str::to_owned).collect(),
    })
}

/// The rows kept as a file for people, a part at a time: with a byte order mark, the reason in one language, and no cell
/// that a spreadsheet would take for a formula.
pub struct CsvText {
    rows: Reader<BufReader<File>>,
    language: Language,
    begun: bool,
}

impl CsvText {
    pub(crate) fn open(path: &Path, language: Language) -> Result<Self, ImportError> {
        let file = File::open(path).map_err(|error| of_file(path, error))?;
        let file = BufReader::with_capacity(BUFFER, file);
        Ok(Self {
            rows: ReaderBuilder::new().flexible(true).from_reader(file),
            language,
            begun: false,
        })
    }

    /// A byte order mark and the names of the columns.
    fn header(&mut self) -> Result<Vec<u8>, csv::Error> {
        let mut part = "\u{feff}".into();
        let names = self.rows.headers()?.clone();
        // The reason has one name, whatever its language.
        write_row(&mut part, &names, REASONS.1)?;
        Ok(part)
    }

    /// The next rows.
    fn part(&mut self) -> Result<Vec<u8>, csv::Error> {
        let unsaid = self.language.pick(REASONS.1, REASONS.0);
        let mut part = Vec::new();
        let mut record = StringRecord::new();
        while part.len() < BUFFER && self.rows.read_record(&mut record)? {
            write_row(&mut part, &record, unsaid)?;
        }
        Ok(part)
    }
}

impl Iterator for CsvText {
    type Item = std::io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let part = if self.begun {
            self.part()
        } else {
            self.begun = true;
            self.header()
        };
        match part {
            Ok(part) if part.is_empty() => None,
            Ok(part) => Some(Ok(part)),
            Err(error) => Some(Err(error.into())),
        }
    }
}

/// Writes a row without one of its fields.
fn write_row(part: &mut Vec<u8>, row: &StringRecord, unsaid: usize) -> Result<(), csv::Error> {
    let mut line = WriterBuilder::new().flexible(true).from_writer(part);
    let said = row.iter().enumerate().filter(|(place, _)| *place != unsaid);
    line.write_record(said.map(|(_, cell)| harmless(cell)))?;
    Ok(line.flush()?)
}

/// A cell that no spreadsheet takes for a formula. Numbers and telephones with a sign stay as they are.
fn harmless(cell: &str) -> String {
    let number = |rest: &str| {
        rest.chars()
            .all(|c| c.is_ascii_digit() || " ().,-".contains(c))
    };
    let formula = match cell.chars().next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => !number(&cell[1..]),
        _ => false,
    };
    if formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_rows_come_with_their_rows_in_pages_and_as_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(
            path("upload"),
            b"id,name\n1,ok\n2,\"a\nb\"\n3,=1+1,more\n4,\xff\n5,+7 900\n",
        )
        .unwrap();
        let report = "line,column,value,reason,reason_ru\n6,name,\u{fffd},is not UTF-8,не в UTF-8\n\
            3,name,\"a\nb\",is long,длинно\n5,,,\"has 3, not 2\",\"3, а не 2\"\n7,id,5,taken,занято\n";
        std::fs::write(path("report"), report).unwrap();
        keep(&path("upload"), &path("report"), &path("refused")).unwrap();

        let (rows, next) = page(&path("refused"), 0, 2).unwrap().unwrap();
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.line, row.reason.to_string(), row.row.join("|")))
            .collect();
        assert_eq!(
            told,
            [
                (3, "is long".to_owned(), "2|a\nb".to_owned()),
                (5, "has 3, not 2".to_owned(), "3|=1+1|more".to_owned())
            ]
        );
        assert_eq!(format!("{:#}", rows[0].reason), "длинно");
        let (rows, next) = page(&path("refused"), next.unwrap(), 2).unwrap().unwrap();
        let told: Vec<_> = rows
            .iter()
            .map(|row| (row.line, row.column.as_str(), row.row.join("|")))
            .collect();
        assert_eq!(
            told,
            [
                (6, "name", "4|\u{fffd}".to_owned()),
                (7, "id", "5|+7 900".to_owned())
            ]
        );
        assert_eq!(next, None);
        assert_eq!(page(&path("refused"), 3, 2).unwrap(), None);
        assert_eq!(
            page(&path("refused"), 1 << 40, 2).unwrap(),
            Some((vec![], None))
        );

        let text = |language| {
            let text = CsvText::open(&path("refused"), language).unwrap();
            String::from_utf8(text.flat_map(Result::unwrap).collect()).unwrap()
        };
        let russian = text(Language::Ru);
        assert!(
            russian.starts_with(
                "\u{feff}refused_line,refused_column,refused_value,refused_reason,id,name\n"
            ),
            "{russian}"
        );
        assert!(russian.ends_with("7,id,5,занято,5,+7 900\n"), "{russian}");
        let text = text(Language::En);
        assert!(
            text.starts_with(
                "\u{feff}refused_line,refused_column,refused_value,refused_reason,id,name\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("\n5,,,\"has 3, not 2\",3,'=1+1,more\n"),
            "{text}"
        );
        assert!(text.ends_with("7,id,5,taken,5,+7 900\n"), "{text}");
    }
}
