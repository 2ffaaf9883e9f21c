//! What an import did: counts, rules with how often each was used, and the file of refused rows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use regulars_engine::language::Language;
use regulars_engine::number::{Currency, Money, Price, Quantity};
use serde::{Deserialize, Serialize};

use super::ImportError;
use super::field::Refusal;

/// What an import did. `rows = imported + unchanged + refused`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows of the file, without its header.
    pub rows: u64,
    /// Rows that were taken now.
    pub imported: u64,
    /// Purchases made of them.
    pub purchases: u64,
    /// Returns made of them.
    pub returns: u64,
    /// Members registered.
    pub members: u64,
    /// Goods put into the catalogue.
    pub products: u64,
    /// Rows known before, with the same content.
    pub unchanged: u64,
    /// Rows not taken.
    pub refused: u64,
    /// File that lists the refused rows; `None` when there are none.
    pub report: Option<PathBuf>,
    /// Nothing was written: the counts say what would be.
    pub dry_run: bool,
    /// Money, for purchases.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub money: Option<Sums>,
    /// Rows (or purchases, where a rule says so) each rule was used on.
    pub rules: BTreeMap<&'static str, u64>,
}

/// Money of the purchases made, in major units.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Currency.
    pub currency: String,
    /// Paid in purchases of members.
    pub identified: String,
    /// Purchases of members.
    pub identified_purchases: u64,
    /// Members with at least one of these purchases.
    pub buyers: u64,
    /// Paid in purchases of nobody known.
    pub unidentified: String,
    /// Given back in returns.
    pub returned: String,
    /// What rounding each line to the minor unit added to the purchases of members; below zero: took off.
    pub rounding: String,
}

/// Counts money as documents go by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Till {
    pub(super) identified: Money,
    pub(super) unidentified: Money,
    pub(super) returned: Money,
    pub(super) identified_purchases: u64,
    /// Exact price × quantity of members' lines, in hundred-millionths.
    exact: i128,
}

impl Till {
    /// Counts a line of a member's purchase before rounding.
    pub(super) fn exact_line(&mut self, price: Price, quantity: Quantity) {
        self.exact += i128::from(price.raw()) * i128::from(quantity.raw());
    }

    pub(super) fn add(&mut self, other: Self) {
        self.identified += other.identified;
        self.unidentified += other.unidentified;
        self.returned += other.returned;
        self.identified_purchases += other.identified_purchases;
        self.exact += other.exact;
    }

    pub(super) fn sums(&self, currency: Currency, buyers: u64) -> Sums {
        let rounded = Price::from_money(self.identified, currency);
        let rounding = i128::from(rounded.raw()) * 10_000 - self.exact;
        Sums {
            currency: currency.to_string(),
            identified: currency.format_money(self.identified),
            identified_purchases: self.identified_purchases,
            buyers,
            unidentified: currency.format_money(self.unidentified),
            returned: currency.format_money(self.returned),
            rounding: hundred_millionths(rounding),
        }
    }
}

/// `-0.014` of −1,400,000 hundred-millionths.
fn hundred_millionths(raw: i128) -> String {
    let sign = if raw < 0 { "-" } else { "" };
    let raw = raw.unsigned_abs();
    let decimals = format!("{:08}", raw % 100_000_000);
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{decimals}", raw / 100_000_000)
}

/// The file of refused rows, made when the first one comes.
pub(super) struct RefusedRows {
    path: PathBuf,
    file: Option<csv::Writer<BufWriter<File>>>,
    count: u64,
}

impl RefusedRows {
    pub(super) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            file: None,
            count: 0,
        }
    }

    /// Lists a refused row.
    pub(super) fn add(&mut self, line: u64, refusal: &Refusal) -> Result<(), ImportError> {
        self.count += 1;
        let line = line.to_string();
        let row = [
            line.as_str(),
            &refusal.column,
            &refusal.value,
            refusal.reason.describe(Language::En),
            refusal.reason.describe(Language::Ru),
        ];
        let path = self.path.clone();
        let broken = |error| ImportError::of_csv(&path, error);
        self.open()?.write_record(row).map_err(broken)
    }

    fn open(&mut self) -> Result<&mut csv::Writer<BufWriter<File>>, ImportError> {
        let fail = |source| ImportError::File {
            path: self.path.clone(),
            source,
        };
        let file = match self.file.take() {
            Some(file) => file,
            None => {
                if let Some(folder) = self.path.parent() {
                    std::fs::create_dir_all(folder).map_err(fail)?;
                }
                let mut file = BufWriter::new(File::create(&self.path).map_err(fail)?);
                file.write_all(b"line,column,value,reason,reason_ru\n")
                    .map_err(fail)?;
                csv::Writer::from_writer(file)
            }
        };
        Ok(self.file.insert(file))
    }

    /// How many were listed, and where, if any.
    pub(super) fn close(mut self) -> Result<(u64, Option<PathBuf>), ImportError> {
        let Some(mut file) = self.file.take() else {
            return Ok((0, None));
        };
        file.flush().map_err(|source| ImportError::File {
            path: self.path.clone(),
            source,
        })?;
        Ok((self.count, Some(self.path)))
    }
}

#[cfg(test)]
mod tests {
    use regulars_engine::both;

    use super::*;

    #[test]
    fn rounding_is_told_exactly() {
        let check = |raw: i128, text: &str| assert_eq!(hundred_millionths(raw), text);
        check(0, "0");
        check(-1_400_000, "-0.014");
        check(250_000_000, "2.5");
        let mut till = Till::default();
        till.exact_line(Price::parse("0.125").unwrap(), Quantity::ONE);
        till.identified = Money::from_minor(13);
        assert_eq!(
            till.sums(Currency::parse("GBP").unwrap(), 1).rounding,
            "0.005"
        );
    }

    #[test]
    fn refused_rows_are_listed_and_no_file_is_made_without_any() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reports/refused.csv");
        assert_eq!(RefusedRows::new(&path).close().unwrap(), (0, None));
        assert!(!path.exists());
        let mut rows = RefusedRows::new(&path);
        let refusal = Refusal {
            column: "price".into(),
            value: "-1".into(),
            reason: both!("is below zero, \"so\"", "меньше нуля, «так»").into(),
        };
        rows.add(7, &refusal).unwrap();
        assert_eq!(rows.close().unwrap(), (1, Some(path.clone())));
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(
            text,
            "line,column,value,reason,reason_ru\n7,price,-1,\"is below zero, \"\"so\"\"\",\"меньше нуля, «так»\"\n"
        );
    }
}
