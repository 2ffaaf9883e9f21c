//! A table being read, column by column in the order of its schema.

use bytes::Bytes;
use parquet::column::reader::get_typed_column_reader;
use parquet::data_type::{ByteArray, DataType};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::SchemaDescriptor;

use super::FileError;

/// A table that is being read.
pub(super) struct Take<'r> {
    group: Box<dyn RowGroupReader + 'r>,
    column: usize,
    rows: usize,
}

/// Items of lists.
pub(super) struct Listed<T> {
    lengths: Vec<usize>,
    items: Vec<T>,
}

/// Reads a table: `read` takes its columns.
pub(super) fn read<T>(
    schema: &str,
    bytes: Bytes,
    read: impl FnOnce(&mut Take<'_>) -> Result<T, FileError>,
) -> Result<T, FileError> {
    let reader = SerializedFileReader::new(bytes)?;
    let expected = SchemaDescriptor::new(parse_message_type(schema)?.into());
    if !is_same(reader.metadata().file_metadata().schema_descr(), &expected)
        || reader.num_row_groups() != 1
    {
        return Err(FileError::Unfit("a table has other columns"));
    }
    let group = reader.get_row_group(0)?;
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
    let column = 0;
    read(&mut Take {
        group,
        column,
        rows,
    })
}

/// Whether columns have the same names and are kept alike.
fn is_same(found: &SchemaDescriptor, expected: &SchemaDescriptor) -> bool {
    let columns = found.columns().iter().zip(expected.columns());
    let same = |(one, other): (&parquet::schema::types::ColumnDescPtr, _)| {
        let other: &parquet::schema::types::ColumnDescPtr = other;
        one.path() == other.path()
            && one.physical_type() == other.physical_type()
            && one.max_def_level() == other.max_def_level()
            && one.max_rep_level() == other.max_rep_level()
    };
    found.num_columns() == expected.num_columns() && columns.into_iter().all(same)
}

/// Values of a column with their levels.
struct Column<T> {
    values: Vec<T>,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

impl Take<'_> {
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Leaves columns out that nobody needs.
    pub fn skip(&mut self, columns: usize) {
        self.column += columns;
    }

    /// A column with a value for each row.
    pub fn all<D: DataType>(&mut self) -> Result<Vec<D::T>, FileError> {
        Ok(self.column::<D>()?.values)
    }

    /// A column with values for some rows.
    pub fn some<D: DataType>(&mut self) -> Result<Vec<Option<D::T>>, FileError> {
        let column = self.column::<D>()?;
        Ok(spread(
            column.values,
            column.definition.iter().map(|level| *level == 1),
        ))
    }

    /// A column with a value for each item of lists.
    pub fn items<D: DataType>(&mut self) -> Result<Listed<D::T>, FileError> {
        let column = self.column::<D>()?;
        Ok(Listed {
            lengths: lengths(&column),
            items: column.values,
        })
    }

    /// A column with values for some items of lists.
    pub fn some_items<D: DataType>(&mut self) -> Result<Listed<Option<D::T>>, FileError> {
        let column = self.column::<D>()?;
        let lengths = lengths(&column);
        let items = column.definition.iter().filter(|level| **level > 0);
        Ok(Listed {
            lengths,
            items: spread(column.values, items.map(|level| *level == 2)),
        })
    }

    fn column<D: DataType>(&mut self) -> Result<Column<D::T>, FileError> {
        let reader = self.group.get_column_reader(self.column)?;
        self.column += 1;
        let mut reader = get_typed_column_reader::<D>(reader);
        let mut column = Column {
            values: Vec::with_capacity(self.rows),
            definition: Vec::new(),
            repetition: Vec::new(),
        };
        let mut rows = 0;
        while rows < self.rows {
            let (read, _, _) = reader.read_records(
                self.rows - rows,
                Some(&mut column.definition),
                Some(&mut column.repetition),
                &mut column.values,
            )?;
            if read == 0 {
                return Err(FileError::Unfit("a column ends before the others"));
            }
            rows += read;
        }
        Ok(column)
    }
}

fn spread<T>(values: Vec<T>, present: impl Iterator<Item = bool>) -> Vec<Option<T>> {
    let mut values = values.into_iter();
    let next = |present| if present { values.next() } else { None };
    present.map(next).collect()
}

fn lengths<T>(column: &Column<T>) -> Vec<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    for (definition, repetition) in column.definition.iter().zip(&column.repetition) {
        let item = usize::from(*definition > 0);
        match lengths.last_mut() {
            Some(last) if *repetition > 0 => *last += item,
            _ => lengths.push(item),
        }
    }
    lengths
}

impl<T> Listed<T> {
    /// How long the lists are.
    pub fn lengths(&self) -> &[usize] {
        &self.lengths
    }

    /// The items, one list behind the other.
    pub fn into_items(self) -> std::vec::IntoIter<T> {
        self.items.into_iter()
    }
}

/// A text of a file.
pub(super) fn text(bytes: &ByteArray) -> Result<&str, FileError> {
    Ok(bytes.as_utf8()?)
}

/// A text that may be missing.
pub(super) fn text_or_none(bytes: Option<&ByteArray>) -> Result<Option<&str>, FileError> {
    bytes.map(text).transpose()
}
