//! A file of units as arms of columns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use regulars_engine::program::remedy;
use regulars_insight::experiment::{Arm, Kind, Refused};

use crate::import::{ImportError, RawRow, Source};

/// More values than these of an arm or a cut are taken for a mistake: a column of ids.
const GROUPS_MAX: usize = 200;

/// Why a file cannot be analysed.
#[derive(Debug, thiserror::Error)]
pub enum ExperimentError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] ImportError),
    /// It has no such column.
    #[error("{path}: there is no column `{column}`; {help}")]
    NoColumn {
        /// Which file.
        path: PathBuf,
        /// As asked for.
        column: String,
        /// What there is.
        help: String,
    },
    /// A value is wrong.
    #[error("{path}, line {line}: `{value}` in the column `{column}` {why}")]
    Value {
        /// Which file.
        path: PathBuf,
        /// Line from 1; the header is line 1.
        line: u64,
        /// Which column.
        column: String,
        /// What stands there.
        value: String,
        /// What would be right.
        why: String,
    },
    /// The metric of a ratio is not two columns.
    #[error("a ratio is one column over another: write --metric {0}/COLUMN")]
    NotARatio(String),
    /// The arms cannot be compared.
    #[error(transparent)]
    Refused(#[from] Refused),
}

/// Which columns of which file are read.
pub(super) struct Columns<'c> {
    pub(super) file: &'c Path,
    pub(super) arm: &'c str,
    pub(super) metric: &'c str,
    pub(super) kind: Kind,
    pub(super) before: Option<&'c str>,
    pub(super) by: Option<&'c str>,
}

/// Units by arm, all of them and by part.
pub(super) struct Units {
    pub(super) whole: Vec<Arm>,
    pub(super) parts: Vec<(String, Vec<Arm>)>,
}

type Arms = BTreeMap<String, Arm>;

/// Reads a file, one row per unit.
pub(super) fn read(columns: &Columns<'_>) -> Result<Units, ExperimentError> {
    let mut source = Source::open(columns.file)?;
    let places = Places::find(columns, &source.headers)?;
    let reader = UnitReader {
        columns,
        headers: source.headers.clone(),
        decimal_comma: source.decimal_comma,
        places,
    };
    let mut whole = Arms::new();
    let mut parts: BTreeMap<String, Arms> = BTreeMap::new();
    while let Some(row) = source.next()? {
        let unit = reader.unit(&row)?;
        put(&mut whole, &unit);
        if let Some(part) = &unit.part {
            put(parts.entry(part.clone()).or_default(), &unit);
        }
        reader.check_groups(&row, whole.len(), reader.places.arm)?;
        if let Some(by) = reader.places.by {
            reader.check_groups(&row, parts.len(), by)?;
        }
    }
    let arms = |arms: Arms| arms.into_values().collect::<Vec<Arm>>();
    Ok(Units {
        whole: arms(whole),
        parts: parts
            .into_iter()
            .map(|(part, found)| (part, arms(found)))
            .collect(),
    })
}

/// Where the columns stand.
struct Places {
    arm: usize,
    metric: usize,
    under: Option<usize>,
    before: Option<usize>,
    by: Option<usize>,
}

impl Places {
    fn find(columns: &Columns<'_>, headers: &[String]) -> Result<Self, ExperimentError> {
        let place = |column: &str| {
            let found = headers.iter().position(|header| header == column);
            found.ok_or_else(|| ExperimentError::NoColumn {
                path: columns.file.to_owned(),
                column: column.to_owned(),
                help: remedy(column, headers.iter().map(String::as_str)).to_string(),
            })
        };
        let optional = |column: Option<&str>| column.map(place).transpose();
        let (metric, under) = match columns.kind {
            Kind::Ratio => ratio_of(columns.metric, headers)
                .ok_or_else(|| ExperimentError::NotARatio(columns.metric.to_owned()))?,
            _ => (columns.metric, None),
        };
        Ok(Self {
            arm: place(columns.arm)?,
            metric: place(metric)?,
            under: optional(under)?,
            before: optional(columns.before)?,
            by: optional(columns.by)?,
        })
    }
}

/// Both columns of `revenue/receipts`: divided where both sides are columns, since a name may hold a slash itself.
fn ratio_of<'m>(metric: &'m str, headers: &[String]) -> Option<(&'m str, Option<&'m str>)> {
    let has = |name: &str| headers.iter().any(|header| header == name);
    let slashes = metric.match_indices('/').map(|(at, _)| at);
    let split = |at: usize| (metric[..at].trim(), metric[at + 1..].trim());
    let mut ways = slashes.map(split);
    let first = ways.clone().next();
    let fitting = ways.find(|(over, under)| has(over) && has(under));
    fitting.or(first).map(|(over, under)| (over, Some(under)))
}

/// A row, understood.
struct Unit {
    arm: String,
    part: Option<String>,
    value: f64,
    under: Option<f64>,
    before: Option<f64>,
}

struct UnitReader<'c> {
    columns: &'c Columns<'c>,
    headers: Vec<String>,
    decimal_comma: bool,
    places: Places,
}

impl UnitReader<'_> {
    fn unit(&self, row: &RawRow<'_>) -> Result<Unit, ExperimentError> {
        let places = &self.places;
        let optional = |place: Option<usize>| place.map(|place| self.number(row, place));
        let arm = self.text(row, places.arm)?;
        if arm.is_empty() {
            let why = "is empty: every unit is in an arm";
            return Err(self.wrong(row, places.arm, why));
        }
        let value = self.number(row, places.metric)?;
        if self.columns.kind == Kind::Proportion && value != 0.0 && value != 1.0 {
            let why = "is no yes or no; write 1 or 0, or take the kind `mean`";
            return Err(self.wrong(row, places.metric, why));
        }
        Ok(Unit {
            arm: arm.to_owned(),
            part: places
                .by
                .map(|by| self.text(row, by).map(str::to_owned))
                .transpose()?,
            value,
            under: optional(places.under).transpose()?,
            before: optional(places.before).transpose()?,
        })
    }

    fn text<'r>(&self, row: &RawRow<'r>, place: usize) -> Result<&'r str, ExperimentError> {
        let bytes = row.field(place).unwrap_or_default();
        let text = std::str::from_utf8(bytes);
        text.map(str::trim)
            .map_err(|_| self.wrong(row, place, "is not UTF-8"))
    }

    fn number(&self, row: &RawRow<'_>, place: usize) -> Result<f64, ExperimentError> {
        let text = self.text(row, place)?;
        let told = match text.to_lowercase().as_str() {
            "true" | "yes" | "да" => Some(1.0),
            "false" | "no" | "нет" => Some(0.0),
            number if self.decimal_comma => number.replacen(',', ".", 1).parse().ok(),
            number => number.parse().ok(),
        };
        told.filter(|value: &f64| value.is_finite()).ok_or_else(|| {
            let why = "is no number; a unit that did nothing has 0 and stays in";
            self.wrong(row, place, why)
        })
    }

    fn check_groups(
        &self,
        row: &RawRow<'_>,
        groups: usize,
        place: usize,
    ) -> Result<(), ExperimentError> {
        if groups <= GROUPS_MAX {
            return Ok(());
        }
        let why = format!("is the {groups}th different value; {GROUPS_MAX} are the most");
        Err(self.wrong(row, place, &why))
    }

    fn wrong(&self, row: &RawRow<'_>, place: usize, why: &str) -> ExperimentError {
        let bytes = row.field(place).unwrap_or_default();
        ExperimentError::Value {
            path: self.columns.file.to_owned(),
            line: row.line,
            column: self.headers.get(place).cloned().unwrap_or_default(),
            value: String::from_utf8_lossy(bytes).chars().take(100).collect(),
            why: why.to_owned(),
        }
    }
}

fn put(arms: &mut Arms, unit: &Unit) {
    if !arms.contains_key(&unit.arm) {
        let arm = Arm {
            name: unit.arm.clone(),
            ..Arm::default()
        };
        arms.insert(unit.arm.clone(), arm);
    }
    if let Some(arm) = arms.get_mut(&unit.arm) {
        arm.values.push(unit.value);
        arm.under.extend(unit.under);
        arm.before.extend(unit.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns<'c>(file: &'c Path, metric: &'c str, kind: Kind) -> Columns<'c> {
        Columns {
            file,
            arm: "arm",
            metric,
            kind,
            before: None,
            by: Some("city"),
        }
    }

    fn check(text: &str, metric: &str, kind: Kind, expected: Result<usize, &str>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("units.csv");
        std::fs::write(&file, text).unwrap();
        match (read(&columns(&file, metric, kind)), expected) {
            (Ok(units), Ok(parts)) => assert_eq!(units.parts.len(), parts, "{text}"),
            (Err(error), Err(says)) => {
                let message = error.to_string();
                assert!(message.contains(says), "{message}");
            }
            (found, _) => panic!("{text}: {:?}", found.err()),
        }
    }

    #[test]
    fn rows_become_arms_and_what_is_wrong_is_told_with_its_line() {
        let good = "arm,city,spend,receipts,bought\na,x,1.5,1,true\nb,y,0,0,false\n";
        check(good, "spend", Kind::Mean, Ok(2));
        check(good, "bought", Kind::Proportion, Ok(2));
        check(good, "spend/receipts", Kind::Ratio, Ok(2));
        check(good, "spend", Kind::Ratio, Err("spend/COLUMN"));
        check(good, "spent", Kind::Mean, Err("no column `spent`"));
        check(good, "spend", Kind::Proportion, Err("line 2: `1.5`"));
        check(
            "arm,city,spend\na,x,\n",
            "spend",
            Kind::Mean,
            Err("has 0 and stays in"),
        );
        check(
            "arm,city,spend\n,x,1\n",
            "spend",
            Kind::Mean,
            Err("every unit is in an arm"),
        );
        check("arm;city;spend\na;x;1,5\n", "spend", Kind::Mean, Ok(1));
    }
}
