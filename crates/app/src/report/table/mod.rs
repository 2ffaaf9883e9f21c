//! Any report as tables: for a spreadsheet, or for whoever reads CSV.
//!
//! A report is told as JSON already, field by field, so its tables are made of that: each list of rows is one, what
//! stands in a row is a column or several, and everything else is told on the last. Columns are called and ordered by
//! the words of `words.rs`; a test holds that each field of each report has one.

mod cell;
mod columns;
mod words;
mod xlsx;
mod xml;
mod zip;

use regulars_engine::language::Language;
use serde::Serialize;
use serde_json::{Map, Value};

pub use cell::Cell;
pub use xlsx::{XLSX_TYPE, xlsx};

use crate::csv::{BYTE_ORDER_MARK, Rows};

/// A table of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is called.
    pub name: String,
    /// How its columns are called.
    pub columns: Vec<String>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// The field that holds the rows of most reports.
const ROWS: &str = "rows";
/// The row that adds them up.
const ALL: &str = "all";
/// What they are compared with: a report of its own.
const COMPARED: &str = "compared";
/// Goods made for who was asked about, before those that everybody gets: over HTTP, and as the command tells them.
const SUGGESTED: &str = "suggested";
const SUGGESTIONS: &str = "suggestions";
/// Rows of members or items, asked for.
const EACH: &str = "each";

/// The tables of a report, that with most to tell first; the last tells what was asked.
pub fn tables<R: Serialize>(report: &R, language: Language) -> Vec<Table> {
    let Ok(Value::Object(fields)) = serde_json::to_value(report) else {
        return Vec::new();
    };
    let mut tables = lists(&fields, None, language);
    tables.sort_by_key(|table| table.0);
    let mut tables: Vec<Table> = tables.into_iter().map(|(_, table)| table).collect();
    tables.push(asked(&fields, language));
    tables
}

/// The first table as CSV, as spreadsheets take it.
pub fn csv(tables: &[Table]) -> String {
    let mut rows = Rows::default();
    if let Some(table) = tables.first() {
        rows.add(table.columns.iter().map(String::as_str));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(Cell::text).collect();
            rows.add(cells.iter().map(String::as_str));
        }
    }
    format!("{BYTE_ORDER_MARK}{}", rows.text())
}

/// Every list with rows in it, with its place among the others.
fn lists(fields: &Map<String, Value>, of: Option<&str>, language: Language) -> Vec<(u8, Table)> {
    let mut tables = Vec::new();
    for (field, value) in fields {
        match value {
            Value::Array(rows) if rows.iter().all(Value::is_object) && field != "units" => {
                let sum = (field == ROWS).then(|| fields.get(ALL)).flatten();
                let rows: Vec<&Value> = rows.iter().chain(sum).collect();
                let name = words::of(of.unwrap_or(field), language);
                let place = match (of, field.as_str()) {
                    (None, EACH) => 0,
                    (None, ROWS | SUGGESTED | SUGGESTIONS) => 1,
                    (None, _) => 2,
                    (Some(_), _) => 3,
                };
                if rows.is_empty() {
                    continue;
                }
                let (columns, rows) = columns::of(&rows, language);
                tables.push((
                    place,
                    Table {
                        name,
                        columns,
                        rows,
                    },
                ));
            }
            Value::Object(inner) if field == COMPARED => {
                tables.extend(lists(inner, Some(field), language));
            }
            _ => {}
        }
    }
    tables
}

/// What was asked, and what is told once: a field and its value in each row.
fn asked(fields: &Map<String, Value>, language: Language) -> Table {
    let mut flat = Vec::new();
    for (field, value) in fields.iter().filter(|(field, _)| *field != ALL) {
        columns::flatten(field, value, language, &mut flat);
    }
    flat.sort_by_key(|(field, _)| words::place(field));
    let rows = flat.iter().map(|(field, value)| {
        vec![
            Cell::Text(words::of(field, language)),
            Cell::of(field, value),
        ]
    });
    Table {
        name: language.pick("Asked", "Запрос").to_owned(),
        columns: vec![
            language.pick("Field", "Поле").to_owned(),
            language.pick("Value", "Значение").to_owned(),
        ],
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_becomes_tables_and_cells_keep_what_they_are() {
        let report = json!({
            "as_of": "2026-03-10T12:00:00+03:00",
            "segment": null,
            "currency": "RUB",
            "rows": [
                {"period": "2026-01", "buyers": 2, "revenue": "800.00", "repeat_rate": 0.5,
                    "units": [{"unit": "points", "issued": "625"}], "active": [2, 1]},
                {"period": "2026-02", "buyers": 0, "revenue": "0.00", "repeat_rate": null,
                    "units": [{"unit": "points", "issued": "0"}], "active": [3]},
            ],
            "all": {"period": "all", "buyers": 2, "revenue": "800.00", "repeat_rate": 0.5},
        });
        let tables = tables(&report, Language::En);
        let table = &tables[0];
        assert_eq!(
            table.columns,
            [
                "Period",
                "Buyers",
                "Revenue",
                "Repeat rate",
                "Bought, periods later, 0",
                "Bought, periods later, 1",
                "Given, points",
            ]
        );
        let number = |digits: &str| Cell::Number(digits.to_owned());
        assert_eq!(
            table.rows[0],
            [
                Cell::Text("2026-01".to_owned()),
                number("2"),
                number("800.00"),
                Cell::Share("0.5".to_owned()),
                number("2"),
                number("1"),
                number("625"),
            ]
        );
        assert_eq!(table.rows[1][3], Cell::Empty);
        assert_eq!(table.rows[2][0], Cell::Text("all".to_owned()));
        assert!(csv(&tables).contains("2026-01,2,800.00,0.5,2,1,625\r\n"));
        let asked = tables.last().unwrap();
        assert!(asked.rows.contains(&vec![
            Cell::Text("Currency".to_owned()),
            Cell::Text("RUB".to_owned())
        ]));
    }

    #[test]
    fn a_workbook_is_whole_and_the_same_each_time() {
        let table = Table {
            name: "A/B: <all>".to_owned(),
            columns: vec!["Имя".to_owned(), "Sum".to_owned(), "Day".to_owned()],
            rows: vec![vec![
                Cell::Text("=1+1 & \u{1}\"x\"".to_owned()),
                Cell::Number("-12.50".to_owned()),
                Cell::Day("2026-03-10".parse().unwrap()),
            ]],
        };
        let book = xlsx(std::slice::from_ref(&table));
        assert_eq!(book, xlsx(&[table]));
        let text = String::from_utf8_lossy(&book);
        for expected in [
            "<sheet name=\"1 AB &lt;all&gt;\" sheetId=\"1\" r:id=\"rId1\"/>",
            "=1+1 &amp; &quot;x&quot;</t>",
            "<c s=\"3\"><v>-12.50</v></c>",
            "<c s=\"5\"><v>46091</v></c>",
        ] {
            assert!(text.contains(expected), "{expected}");
        }
    }
}
