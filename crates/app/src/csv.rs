//! CSV as spreadsheets take it: RFC 4180, and no cell that they would run.

/// What a file begins with, so that spreadsheets read it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Rows of a file, as text.
#[derive(Debug, Default)]
pub struct Rows(String);

impl Rows {
    /// Adds a row.
    pub fn add<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.cell(cell);
        }
        self.0.push_str("\r\n");
    }

    /// The text of the rows.
    pub fn text(self) -> String {
        self.0
    }

    fn cell(&mut self, cell: &str) {
        let guard = if would_run(cell) { "'" } else { "" };
        let needs_quotes = |letter: char| matches!(letter, ',' | ';' | '"' | '\r' | '\n' | '\t');
        if cell.contains(needs_quotes) {
            self.0.push('"');
            self.0.push_str(guard);
            self.0.push_str(&cell.replace('"', "\"\""));
            self.0.push('"');
        } else {
            self.0.push_str(guard);
            self.0.push_str(cell);
        }
    }
}

/// Whether a spreadsheet would take the cell for a formula. A number with its sign, a telephone among them, is none.
fn would_run(cell: &str) -> bool {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    begins && !is_signed_number(cell)
}

fn is_signed_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or_default();
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_run() {
        for (cell, expected) in [
            ("Анна", "Анна"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("+79000000001", "+79000000001"),
            ("-5.00", "-5.00"),
            ("=1+1", "'=1+1"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\""),
            ("=\"a\",1", "\"'=\"\"a\"\",1\""),
            ("-", "'-"),
            ("a=1", "a=1"),
        ] {
            let mut rows = Rows::default();
            rows.add([cell, "x"]);
            assert_eq!(rows.text(), format!("{expected},x\r\n"), "{cell}");
        }
    }
}
