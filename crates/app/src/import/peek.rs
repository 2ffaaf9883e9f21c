//! A look at a file before it is imported: its columns and its first rows.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use regulars_engine::language::{Both, Said};
use regulars_engine::{both, said};

use super::ImportError;
use super::source::Source;

/// Longest value of a sample, in characters.
const LONGEST: usize = 200;
/// Most columns of a file.
const COLUMNS_MAX: usize = 500;

/// What a file looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Its first rows, long values cut.
    pub sample: Vec<Vec<String>>,
}

/// Reads the header and the first rows of a file.
///
/// # Errors
/// A file that is no CSV in UTF-8 with a header line, with what it seems to be.
pub fn peek(path: &Path, rows: usize) -> Result<Peek, ImportError> {
    let broken = |why: Said| ImportError::Broken {
        path: path.to_owned(),
        why,
    };
    let fail = |source| ImportError::File {
        path: path.to_owned(),
        source,
    };
    let mut start = Vec::new();
    let file = File::open(path).map_err(fail)?;
    file.take(64).read_to_end(&mut start).map_err(fail)?;
    if let Some(why) = not_text(&start) {
        return Err(broken(why.into()));
    }
    let mut source = Source::open(path).map_err(|error| match error {
        ImportError::File { source, .. } if is_damaged(source.kind()) => broken(said!(
            "is packed with gzip, and damaged",
            "сжат `gzip` и повреждён"
        )),
        error => error,
    })?;
    let columns = source.headers.clone();
    if columns.iter().any(|name| {
        name.chars()
            .any(|c| c.is_control() && c != '\n' && c != '\r')
    }) {
        return Err(broken(said!(
            "is no text; save it as CSV in UTF-8",
            "это не текст; сохраните его как CSV в UTF-8"
        )));
    }
    if columns.len() > COLUMNS_MAX {
        return Err(broken(said!(
            "has {} columns; a file may have {COLUMNS_MAX}",
            "столбцов: {}; в файле их может быть {COLUMNS_MAX}",
            columns.len()
        )));
    }
    let mut sample = Vec::new();
    while sample.len() < rows
        && let Some(row) = source.next()?
    {
        let shown = |value: &[u8]| {
            String::from_utf8_lossy(value)
                .trim()
                .chars()
                .take(LONGEST)
                .collect()
        };
        sample.push(row.bytes().map(shown).collect());
    }
    Ok(Peek { columns, sample })
}

fn is_damaged(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof
    )
}

/// What a file is that people send for CSV, by its first bytes.
pub(crate) fn not_text(start: &[u8]) -> Option<Both> {
    const UTF_16: Both = both!(
        "is text in UTF-16; save it as CSV in UTF-8",
        "это текст в UTF-16; сохраните его как CSV в UTF-8"
    );
    const KNOWN: [(&[u8], Both); 7] = [
        (
            b"PK\x03\x04",
            both!(
                "is an Excel workbook or a zip archive; save it as CSV in UTF-8",
                "это книга `Excel` или архив ZIP; сохраните её как CSV в UTF-8"
            ),
        ),
        (
            b"\xd0\xcf\x11\xe0",
            both!(
                "is an old Excel workbook; save it as CSV in UTF-8",
                "это старая книга `Excel`; сохраните её как CSV в UTF-8"
            ),
        ),
        (
            b"%PDF",
            both!(
                "is a PDF; save the table as CSV in UTF-8",
                "это PDF; сохраните таблицу как CSV в UTF-8"
            ),
        ),
        (b"\xff\xfe", UTF_16),
        (b"\xfe\xff", UTF_16),
        (
            b"<",
            both!(
                "is a web page or XML; save the table as CSV in UTF-8",
                "это веб-страница или XML; сохраните таблицу как CSV в UTF-8"
            ),
        ),
        (b"\x89PNG", both!("is a picture", "это картинка")),
    ];
    let found = KNOWN.iter().find(|(magic, _)| start.starts_with(magic));
    found.map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(bytes: &[u8]) -> Result<Peek, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("upload");
        std::fs::write(&path, bytes).unwrap();
        peek(&path, 2).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_shows_its_columns_and_first_rows() {
        let seen = look("\u{feff}Код;Имя\n1; Аня \n2;Боб\n3;Ева\n".as_bytes()).unwrap();
        assert_eq!(seen.columns, ["Код", "Имя"]);
        assert_eq!(seen.sample, [["1", "Аня"], ["2", "Боб"]]);
        let long = look(format!("a\n{}\n", "щ".repeat(500)).as_bytes()).unwrap();
        assert_eq!(long.sample[0][0].chars().count(), 200);
        assert_eq!(look(b"id,at\n").unwrap().sample.len(), 0);
    }

    #[test]
    fn what_is_no_table_is_told_for_what_it_is() {
        let check = |bytes: &[u8], says: &str| {
            let why = look(bytes).unwrap_err();
            assert!(why.contains(says), "{why}");
        };
        check(b"PK\x03\x04\x14\0", "Excel workbook");
        check(b"\xd0\xcf\x11\xe0\xa1", "old Excel workbook");
        check(b"%PDF-1.7", "a PDF");
        check(b"\xff\xfei\0d\0", "UTF-16");
        check(b"<!DOCTYPE html><table>", "web page");
        check(b"\x1f\x8b\x08\0\0garbage that is no gzip stream", "damaged");
        check(b"i\0d\0,\0a\0t\0\n\0", "no text");
        check(b"\xca\xee\xe4,\xc8\xec\xff\n1,2\n", "not UTF-8");
        check(b"", "no header line");
        check(b"\n\n", "no header line");
        check(b"id,id\n", "twice");
    }
}
