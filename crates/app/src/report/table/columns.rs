//! Columns of rows: what stands in a row, and in what stands there, one beside the other.

use regulars_engine::language::Language;
use serde_json::Value;

use super::Cell;
use super::words;

/// The field that names what part of a row it is.
const UNIT: &str = "unit";

/// The columns of some rows, called as words say, and the cells of each row.
pub(super) fn of(rows: &[&Value], language: Language) -> (Vec<String>, Vec<Vec<Cell>>) {
    let flat: Vec<Vec<(String, Value)>> = rows.iter().map(|row| flat(row, language)).collect();
    let mut names: Vec<String> = Vec::new();
    for (name, _) in flat.iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.sort_by_key(|name| words::place(name));
    let cells = flat.iter().map(|row| {
        let cell = |name: &String| {
            let found = row.iter().find(|(known, _)| known == name);
            found.map_or(Cell::Empty, |(_, value)| Cell::of(name, value))
        };
        names.iter().map(cell).collect()
    });
    let columns = names.iter().map(|name| words::of(name, language));
    (columns.collect(), cells.collect())
}

fn flat(row: &Value, language: Language) -> Vec<(String, Value)> {
    let mut flat = Vec::new();
    for (field, value) in row.as_object().into_iter().flatten() {
        flatten(field, value, language, &mut flat);
        if let Value::Array(parts) = value {
            parts
                .iter()
                .enumerate()
                .for_each(|(place, part)| of_part(field, place, part, &mut flat));
        }
    }
    flat
}

/// A part of a list in a row: told by its unit, or by its place.
fn of_part(field: &str, place: usize, part: &Value, flat: &mut Vec<(String, Value)>) {
    let Some(fields) = part.as_object() else {
        flat.push((format!("{field}.{place}"), part.clone()));
        return;
    };
    let unit = fields.get(UNIT).and_then(Value::as_str);
    for (name, value) in fields.iter().filter(|(name, _)| *name != UNIT) {
        let of = unit.map_or_else(|| place.to_string(), str::to_owned);
        flat.push((format!("{name}.{of}"), value.clone()));
    }
}

/// A field, or those of the object it holds; of a text in both languages the one that is read, and a list is for who reads
/// rows.
pub(super) fn flatten(
    field: &str,
    value: &Value,
    language: Language,
    flat: &mut Vec<(String, Value)>,
) {
    match value {
        Value::Array(_) => {}
        Value::Object(inner) => {
            if let (Some(en), Some(ru)) = (inner.get("en"), inner.get("ru")) {
                flat.push((field.to_owned(), language.pick(en, ru).clone()));
                return;
            }
            for (name, value) in inner {
                flatten(&format!("{field}.{name}"), value, language, flat);
            }
        }
        value => flat.push((field.to_owned(), value.clone())),
    }
}
