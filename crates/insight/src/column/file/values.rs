//! Lists of names with typed values: attributes of members, properties of events.

use parquet::data_type::ByteArray;
use regulars_engine::member::Value;
use regulars_engine::number::Quantity;
use regulars_engine::time::LocalDate;

use super::FileError;
use super::sheet::{self, Flag, Int, Lists, Long, Sheet, Text};
use super::take::{self, Take};
use crate::column::dictionary::Dictionary;
use crate::column::list::List;

/// Writes names with their values.
pub(super) fn write(
    sheet: &mut Sheet<'_>,
    list: &List<(u32, u32)>,
    words: &Dictionary,
) -> Result<(), FileError> {
    let lists = Lists::of(list.lengths());
    let values = || list.items().iter().map(|(_, value)| words.value_at(*value));
    let names = list.items().iter().map(|(key, _)| words.key_text(*key));
    sheet.items::<Text>(&lists, names.map(sheet::text))?;
    sheet.some_items::<Text>(
        &lists,
        values().map(|value| match value {
            Some(Value::Text(text)) => Some(sheet::text(text)),
            _ => None,
        }),
    )?;
    sheet.some_items::<Long>(
        &lists,
        values().map(|value| match value {
            Some(Value::Number(number)) => Some(number.raw()),
            _ => None,
        }),
    )?;
    sheet.some_items::<Flag>(
        &lists,
        values().map(|value| match value {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }),
    )?;
    sheet.some_items::<Int>(
        &lists,
        values().map(|value| match value {
            Some(Value::Date(date)) => Some(date.days()),
            _ => None,
        }),
    )
}

/// Names with their values, of as many lists as there are rows.
pub(super) struct Draft {
    lengths: Vec<usize>,
    names: Vec<ByteArray>,
    values: Vec<Value>,
}

/// Reads names with their values.
pub(super) fn read(take: &mut Take<'_>) -> Result<Draft, FileError> {
    let names = take.items::<Text>()?;
    let lengths = names.lengths().to_vec();
    let mut texts = take.some_items::<Text>()?.into_items();
    let mut numbers = take.some_items::<Long>()?.into_items();
    let mut flags = take.some_items::<Flag>()?.into_items();
    let mut dates = take.some_items::<Int>()?.into_items();
    let mut value = || {
        let texts = texts.next().flatten();
        let text = take::text_or_none(texts.as_ref())?.map(|text| Value::Text(text.to_owned()));
        let numbers = numbers.next().flatten();
        let number = numbers.map(|number| Value::Number(Quantity::from_raw(number)));
        let flag = flags.next().flatten().map(Value::Flag);
        let dates = dates.next().flatten();
        let date = dates.map(|days| Value::Date(LocalDate::from_days(days)));
        let value = text.or(number).or(flag).or(date);
        value.ok_or(FileError::Unfit("a value is missing"))
    };
    let names: Vec<ByteArray> = names.into_items().collect();
    let values = names.iter().map(|_| value());
    let values: Vec<Value> = values.collect::<Result<_, FileError>>()?;
    Ok(Draft {
        lengths,
        names,
        values,
    })
}

impl Draft {
    /// Gives them numbers.
    pub fn put(
        &self,
        list: &mut List<(u32, u32)>,
        words: &mut Dictionary,
    ) -> Result<(), FileError> {
        let mut items = self.names.iter().zip(&self.values);
        for length in &self.lengths {
            let mut own = Vec::with_capacity(*length);
            for (name, value) in items.by_ref().take(*length) {
                own.push((words.key(take::text(name)?), words.value(value)));
            }
            list.push(own);
        }
        Ok(())
    }
}
