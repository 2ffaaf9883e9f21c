//! Tables as a workbook of Office Open XML (ECMA-376): one sheet each, numbers as numbers, the first row as its head.

use std::fmt::Write;

use regulars_engine::time::LocalDate;

use super::xml::{escaped, valid};
use super::zip::Zip;
use super::{Cell, Table};

/// The media type of a workbook.
pub const XLSX_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The most letters of a sheet's name.
const NAME_MAX: usize = 31;

/// Days from the first day of spreadsheets, 1899-12-30, to 1970-01-01.
const EPOCH: i32 = 25_569;

/// The styles of `styles.xml`, by place: plain, bold, whole, with two digits, a share, a day.
const STYLES: &str = "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
    <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
    <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
    <xf numFmtId=\"4\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
    <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
    <xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// The workbook of some tables.
pub fn xlsx(tables: &[Table]) -> Vec<u8> {
    let mut zip = Zip::default();
    let numbers = 1..=tables.len();
    zip.add(
        "[Content_Types].xml",
        content_types(numbers.clone()).as_bytes(),
    );
    zip.add(
        "_rels/.rels",
        relations([("officeDocument", "xl/workbook.xml".to_owned())]).as_bytes(),
    );
    zip.add("xl/workbook.xml", workbook(tables).as_bytes());
    let sheets = numbers
        .clone()
        .map(|number| ("worksheet", format!("worksheets/sheet{number}.xml")));
    let parts = sheets.chain([("styles", "styles.xml".to_owned())]);
    zip.add("xl/_rels/workbook.xml.rels", relations(parts).as_bytes());
    let styles = format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>");
    zip.add("xl/styles.xml", styles.as_bytes());
    for (number, table) in numbers.zip(tables) {
        let name = format!("xl/worksheets/sheet{number}.xml");
        zip.add(&name, sheet(table).as_bytes());
    }
    zip.bytes()
}

fn content_types(numbers: impl Iterator<Item = usize>) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let sheets = numbers.map(|number| {
        format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
        )
    });
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/>\
        <Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/>{}</Types>",
        sheets.collect::<String>()
    )
}

fn relations(parts: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let parts = parts
        .into_iter()
        .enumerate()
        .map(|(place, (kind, target))| {
            let id = place + 1;
            format!(
                "<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>"
            )
        });
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{}</Relationships>",
        parts.collect::<String>()
    )
}

fn workbook(tables: &[Table]) -> String {
    let sheets = tables.iter().enumerate().map(|(place, table)| {
        let (id, name) = (place + 1, sheet_name(&table.name, place + 1));
        format!("<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>")
    });
    format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><bookViews><workbookView/></bookViews><sheets>{}</sheets></workbook>",
        sheets.collect::<String>()
    )
}

/// A name a sheet may have; its number keeps two of one name apart.
fn sheet_name(name: &str, number: usize) -> String {
    let may = |letter: &char| !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let number = number.to_string();
    let room = NAME_MAX - number.len() - 1;
    let kept: String = name.chars().filter(may).take(room).collect();
    escaped(&format!("{number} {kept}"))
}

fn sheet(table: &Table) -> String {
    let mut rows = String::new();
    let head: Vec<String> = table.columns.iter().map(|name| text(name, 1)).collect();
    row(&mut rows, &head);
    for cells in &table.rows {
        let cells: Vec<String> = cells.iter().map(cell).collect();
        row(&mut rows, &cells);
    }
    format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
        activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultColWidth=\"16\" \
        defaultRowHeight=\"15\"/><sheetData>{rows}</sheetData></worksheet>"
    )
}

fn row(rows: &mut String, cells: &[String]) {
    // Writing to a string cannot fail.
    let _ = write!(rows, "<row>{}</row>", cells.concat());
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "<c/>".to_owned(),
        Cell::Text(said) => text(said, 0),
        Cell::Number(digits) if digits.contains('.') => number(digits, 3),
        Cell::Number(digits) => number(digits, 2),
        Cell::Share(digits) => number(digits, 4),
        Cell::Day(day) => number(&serial(*day).to_string(), 5),
    }
}

fn number(digits: &str, style: u8) -> String {
    format!("<c s=\"{style}\"><v>{digits}</v></c>")
}

fn text(said: &str, style: u8) -> String {
    let said = escaped(&valid(said));
    format!("<c s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{said}</t></is></c>")
}

/// A day as spreadsheets number it.
fn serial(day: LocalDate) -> i32 {
    day.days() + EPOCH
}
