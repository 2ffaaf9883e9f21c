//! A table being written, column by column in the order of its schema.

use std::sync::Arc;

use parquet::basic::Encoding;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;

use super::{FileError, schema};

/// What is kept in 32 bits.
pub(super) type Int = Int32Type;
/// What is kept in 64.
pub(super) type Long = Int64Type;
/// Yes or no.
pub(super) type Flag = BoolType;
/// Text.
pub(super) type Text = ByteArrayType;

/// A table that is being filled.
pub(super) struct Sheet<'w>(SerializedRowGroupWriter<'w, Vec<u8>>);

/// Makes a table: `fill` gives its columns.
pub(super) fn write(
    schema: &str,
    fill: impl FnOnce(&mut Sheet<'_>) -> Result<(), FileError>,
) -> Result<Vec<u8>, FileError> {
    let schema = Arc::new(parse_message_type(schema)?);
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties()))?;
    {
        let mut sheet = Sheet(writer.next_row_group()?);
        fill(&mut sheet)?;
        sheet.0.close()?;
    }
    Ok(writer.into_inner()?)
}

fn properties() -> WriterProperties {
    /// A number for each member of a part takes less.
    const DICTIONARY_BYTES: usize = 4 << 20;
    let mut properties = WriterProperties::builder()
        .set_dictionary_page_size_limit(DICTIONARY_BYTES)
        .set_statistics_enabled(EnabledStatistics::Chunk);
    for column in schema::DIFFERENCES {
        let column = ColumnPath::from(column);
        properties = properties
            .set_column_dictionary_enabled(column.clone(), false)
            .set_column_encoding(column, Encoding::DELTA_BINARY_PACKED);
    }
    for column in schema::PLAIN {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(column), false);
    }
    properties.build()
}

/// How long the lists of a column are, as the format has it.
pub(super) struct Lists {
    /// Whether there is an item.
    definition: Vec<i16>,
    /// Whether it is of the same list as the one before.
    repetition: Vec<i16>,
}

impl Lists {
    pub fn of(lengths: impl Iterator<Item = usize>) -> Self {
        let (mut definition, mut repetition) = (Vec::new(), Vec::new());
        for length in lengths {
            definition.push(i16::from(length > 0));
            repetition.push(0);
            definition.extend((1..length).map(|_| 1));
            repetition.extend((1..length).map(|_| 1));
        }
        Self {
            definition,
            repetition,
        }
    }
}

impl Sheet<'_> {
    /// A column with a value for each row.
    pub fn all<D: DataType>(
        &mut self,
        values: impl IntoIterator<Item = D::T>,
    ) -> Result<(), FileError> {
        let values: Vec<D::T> = values.into_iter().collect();
        self.put::<D>(&values, None, None)
    }

    /// A column with values for some rows.
    pub fn some<D: DataType>(
        &mut self,
        values: impl IntoIterator<Item = Option<D::T>>,
    ) -> Result<(), FileError> {
        let (mut kept, mut definition) = (Vec::new(), Vec::new());
        for value in values {
            definition.push(i16::from(value.is_some()));
            kept.extend(value);
        }
        self.put::<D>(&kept, Some(&definition), None)
    }

    /// A column with a value for each item of lists.
    pub fn items<D: DataType>(
        &mut self,
        lists: &Lists,
        values: impl IntoIterator<Item = D::T>,
    ) -> Result<(), FileError> {
        let values: Vec<D::T> = values.into_iter().collect();
        self.put::<D>(&values, Some(&lists.definition), Some(&lists.repetition))
    }

    /// A column with values for some items of lists.
    pub fn some_items<D: DataType>(
        &mut self,
        lists: &Lists,
        values: impl IntoIterator<Item = Option<D::T>>,
    ) -> Result<(), FileError> {
        let (mut kept, mut definition) = (Vec::new(), lists.definition.clone());
        let items = definition.iter_mut().filter(|item| **item > 0);
        for (item, value) in items.zip(values) {
            *item += i16::from(value.is_some());
            kept.extend(value);
        }
        self.put::<D>(&kept, Some(&definition), Some(&lists.repetition))
    }

    fn put<D: DataType>(
        &mut self,
        values: &[D::T],
        definition: Option<&[i16]>,
        repetition: Option<&[i16]>,
    ) -> Result<(), FileError> {
        let column = self.0.next_column()?;
        let mut column = column.ok_or(FileError::Unfit("a table has fewer columns"))?;
        { column.typed::<D>() }.write_batch(values, definition, repetition)?;
        Ok(column.close()?)
    }
}

/// A text as it stands in a file.
pub(super) fn text(text: &str) -> ByteArray {
    ByteArray::from(text)
}
