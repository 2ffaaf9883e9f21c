//! Which column of a file is which field of ours.

use std::collections::BTreeMap;

use regulars_engine::language::{Language, Said};
use regulars_engine::program::remedy;
use regulars_engine::said;

use super::{Guide, ImportError};

/// Fields and the columns they are read from, as the operator says; a field that is not named is read from the column
/// of its own name, if there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(BTreeMap<String, String>);

impl Mapping {
    /// Reads `id=invoice,at=invoice_date`. `till=` reads the field from no column.
    ///
    /// # Errors
    /// A part without `=`; a field named twice.
    pub fn parse(text: &str) -> Result<Self, ImportError> {
        Self::of_pairs(
            text.split(',')
                .map(str::trim)
                .filter(|pair| !pair.is_empty()),
        )
    }

    /// Reads a file of such pairs, one per line; `#` starts a comment line. A column's name may hold commas there.
    ///
    /// # Errors
    /// As [`Mapping::parse`].
    pub fn parse_file(text: &str) -> Result<Self, ImportError> {
        Self::of_pairs(
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with('#')),
        )
    }

    /// Reads exactly these fields from these columns; every other field of the kind from none.
    pub fn exactly(map: &BTreeMap<String, String>, fields: &[Guide]) -> Self {
        let column = |field: &Guide| map.get(field.name).cloned().unwrap_or_default();
        let columns = fields
            .iter()
            .map(|field| (field.name.to_owned(), column(field)));
        Self(columns.collect())
    }

    fn of_pairs<'t>(pairs: impl Iterator<Item = &'t str>) -> Result<Self, ImportError> {
        let mut columns = BTreeMap::new();
        for pair in pairs {
            let (field, column) = pair.split_once('=').ok_or_else(|| {
                ImportError::Mapping(said!(
                    "`{pair}` is not FIELD=COLUMN; write for instance id=invoice",
                    "`{pair}` — не ПОЛЕ=СТОЛБЕЦ; напишите, например, `id=invoice`"
                ))
            })?;
            let field = field.trim().to_owned();
            if let Some(before) = columns.insert(field.clone(), column.trim().to_owned()) {
                let message = said!(
                    "the field `{field}` is mapped twice, to `{before}` and `{}`",
                    "полю `{field}` указаны два столбца: `{before}` и `{}`",
                    column.trim()
                );
                return Err(ImportError::Mapping(message));
            }
        }
        Ok(Self(columns))
    }

    /// The place of each field's column among the headers; `None` for a field the file does not have.
    pub(super) fn resolve<const N: usize>(
        &self,
        fields: [&'static str; N],
        headers: &[String],
    ) -> Result<Columns<N>, ImportError> {
        if let Some(unknown) = self
            .0
            .keys()
            .find(|field| !fields.contains(&field.as_str()))
        {
            let remedy = remedy(unknown, fields);
            let message = said!(
                "there is no field `{unknown}`; {remedy}",
                "нет поля `{unknown}`; {remedy:#}"
            );
            return Err(ImportError::Mapping(message));
        }
        let mut places = [None; N];
        for (place, field) in places.iter_mut().zip(fields) {
            *place = match self.0.get(field).map(String::as_str) {
                Some("") => None,
                Some(column) => Some(named(column, headers)?),
                None => headers
                    .iter()
                    .position(|header| header.eq_ignore_ascii_case(field)),
            };
        }
        Ok(Columns {
            fields,
            places,
            headers: headers.to_vec(),
        })
    }
}

fn named(column: &str, headers: &[String]) -> Result<usize, ImportError> {
    headers
        .iter()
        .position(|header| header == column)
        .ok_or_else(|| {
            let remedy = remedy(column, headers.iter().map(String::as_str));
            ImportError::Mapping(said!(
                "the file has no column `{column}`; {remedy}",
                "в файле нет столбца `{column}`; {remedy:#}"
            ))
        })
}

/// Fields found in a file.
#[derive(Debug)]
pub(super) struct Columns<const N: usize> {
    fields: [&'static str; N],
    places: [Option<usize>; N],
    headers: Vec<String>,
}

impl<const N: usize> Columns<N> {
    /// The column of a field.
    pub(super) fn place(&self, field: &str) -> Option<usize> {
        let found = self.fields.iter().position(|known| *known == field);
        found.and_then(|found| self.places[found])
    }

    /// Whether the file has the field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.place(field).is_some()
    }

    /// The name of a field's column; the field's own when it has none.
    pub(super) fn column(&self, field: &'static str) -> &str {
        self.place(field)
            .and_then(|place| self.headers.get(place))
            .map_or(field, String::as_str)
    }

    /// How many columns the file has.
    pub(super) fn width(&self) -> usize {
        self.headers.len()
    }

    /// Refuses a file that lacks all of these fields.
    pub(super) fn need_one_of(&self, fields: &[&'static str]) -> Result<(), ImportError> {
        if fields.iter().any(|field| self.has(field)) {
            return Ok(());
        }
        let names: Vec<_> = fields.iter().map(|field| format!("`{field}`")).collect();
        let (en, ru) = (Language::En.one_of(&names), Language::Ru.one_of(&names));
        let names = Said::new(en, ru);
        Err(ImportError::Mapping(said!(
            "the file has no column for {names}; map one with --map {}=COLUMN (columns: {})",
            "в файле нет столбца для поля {names:#}; укажите его: `--map {}=СТОЛБЕЦ` (столбцы: `{}`)",
            fields.first().unwrap_or(&"field"),
            self.headers.join(", "),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 3] = ["id", "at", "member"];

    fn resolve(text: &str, headers: &[&str]) -> Result<[Option<usize>; 3], String> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let mapping = Mapping::parse(text).map_err(|error| error.to_string())?;
        mapping
            .resolve(FIELDS, &headers)
            .map(|columns| columns.places)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn fields_are_read_from_named_columns_or_from_their_own() {
        assert_eq!(resolve("", &["Member", "at"]), Ok([None, Some(1), Some(0)]));
        assert_eq!(
            resolve("id=invoice", &["invoice", "at"]),
            Ok([Some(0), Some(1), None])
        );
        assert_eq!(
            resolve(" id = at , at = id ,", &["id", "at"]),
            Ok([Some(1), Some(0), None])
        );
        assert_eq!(resolve("at=", &["id", "at"]), Ok([Some(0), None, None]));
    }

    #[test]
    fn what_cannot_be_mapped_is_told_with_a_remedy() {
        let check = |text: &str, says: &str| {
            let message = resolve(text, &["invoice", "date"]).unwrap_err();
            assert!(message.contains(says), "{message}");
        };
        check("invoice", "is not FIELD=COLUMN");
        check("id=invoice,id=date", "mapped twice");
        check("memebr=invoice", "did you mean `member`?");
        check("id=invoise", "did you mean `invoice`?");
    }

    #[test]
    fn a_file_of_pairs_may_name_columns_with_commas() {
        let mapping =
            Mapping::parse_file("# ours\nid = number, of the receipt\n\nat=date\n").unwrap();
        let headers = ["date".to_owned(), "number, of the receipt".to_owned()];
        assert_eq!(
            mapping.resolve(FIELDS, &headers).unwrap().places,
            [Some(1), Some(0), None]
        );
    }
}
