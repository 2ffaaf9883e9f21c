//! A file of units as arms of columns.

use std::collections::BTreeMap;
use std::fmt;

use regulars_engine::language::Said;
use regulars_engine::program::remedy;
use regulars_engine::{both, said};
use regulars_insight::experiment::{Arm, Kind};

use crate::import::{ImportError, RawRow, Source};

/// More values than these of an arm or a cut are taken for a mistake: a column of ids.
const GROUPS_MAX: usize = 200;

/// Why a file cannot be analysed.
#[derive(Debug)]
pub enum ExperimentError {
    /// The file cannot be read.
    File(ImportError),
    /// What is asked does not fit the file.
    Asked {
        /// Which part of the question: `arm`, `metric` and so on.
        parameter: &'static str,
        /// What is wrong and what would be right.
        why: Said,
    },
    /// A value of the file is wrong.
    Value {
        /// The part of the question that names its column.
        parameter: &'static str,
        /// Line from 1; the header is line 1.
        line: u64,
        /// What stands there and what would be right.
        why: Said,
    },
}

impl fmt::Display for ExperimentError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(out),
            Self::Asked { parameter, why } => write!(out, "{parameter}: {why}"),
            Self::Value { line, why, .. } => write!(out, "line {line}: {why}"),
        }
    }
}

impl std::error::Error for ExperimentError {}

impl From<ImportError> for ExperimentError {
    fn from(error: ImportError) -> Self {
        Self::File(error)
    }
}

impl ExperimentError {
    pub(super) fn asked(parameter: &'static str, why: impl Into<Said>) -> Self {
        let why = why.into();
        Self::Asked { parameter, why }
    }
}

/// Which columns are read.
pub(super) struct Columns<'c> {
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

/// Reads a file of at most so many units, one row each.
pub(super) fn read(
    mut source: Source,
    columns: &Columns<'_>,
    most: u64,
) -> Result<Units, ExperimentError> {
    let places = Places::find(columns, &source.headers)?;
    let reader = UnitReader {
        columns,
        headers: source.headers.clone(),
        decimal_comma: source.decimal_comma,
        places,
    };
    let mut whole = Arms::new();
    let mut parts: BTreeMap<String, Arms> = BTreeMap::new();
    let mut units = 0;
    while let Some(row) = source.next()? {
        units += 1;
        if units > most {
            return Err(too_many(row.line, most));
        }
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

fn too_many(line: u64, most: u64) -> ExperimentError {
    let why = said!(
        "{most} units are the most that can be sent; the command `regulars experiment analyse` takes larger files",
        "прислать можно не больше {most} участников; файлы больше читает команда `regulars experiment analyse`"
    );
    ExperimentError::Value {
        parameter: "",
        line,
        why,
    }
}

/// A column and the part of the question that names it.
#[derive(Clone, Copy)]
struct Place {
    column: usize,
    parameter: &'static str,
}

/// Where the columns stand.
struct Places {
    arm: Place,
    metric: Place,
    under: Option<Place>,
    before: Option<Place>,
    by: Option<Place>,
}

impl Places {
    fn find(columns: &Columns<'_>, headers: &[String]) -> Result<Self, ExperimentError> {
        let place = |parameter, name: &str| -> Result<Place, ExperimentError> {
            let found = headers.iter().position(|header| header == name);
            let column = found.ok_or_else(|| no_column(parameter, name, headers))?;
            Ok(Place { column, parameter })
        };
        let optional =
            |parameter, name: Option<&str>| name.map(|name| place(parameter, name)).transpose();
        let (metric, under) = match columns.kind {
            Kind::Ratio => {
                ratio_of(columns.metric, headers).ok_or_else(|| not_a_ratio(columns.metric))?
            }
            _ => (columns.metric, None),
        };
        Ok(Self {
            arm: place("arm", columns.arm)?,
            metric: place("metric", metric)?,
            under: optional("metric", under)?,
            before: optional("cuped", columns.before)?,
            by: optional("by", columns.by)?,
        })
    }
}

fn no_column(parameter: &'static str, name: &str, headers: &[String]) -> ExperimentError {
    let (name, help) = (
        shown(name),
        remedy(name, headers.iter().map(String::as_str)),
    );
    let why = said!(
        "there is no column `{name}`; {help}",
        "нет столбца `{name}`; {help:#}"
    );
    ExperimentError::asked(parameter, why)
}

fn not_a_ratio(metric: &str) -> ExperimentError {
    let metric = shown(metric);
    let why = said!(
        "a ratio is one column over another; write `{metric}/COLUMN`",
        "отношение — это один столбец к другому; напишите `{metric}/COLUMN`"
    );
    ExperimentError::asked("metric", why)
}

/// What somebody wrote, as a message shows it: not at any length, and without the backticks that are around it.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(100).collect::<String>().replace('`', "'")
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
        let optional = |place: Option<Place>| place.map(|place| self.number(row, place));
        let arm = self.text(row, places.arm)?;
        if arm.is_empty() {
            let why = both!(
                "is empty; every unit is in an arm",
                "пусто; каждый участник отнесён к какой-то группе"
            );
            return Err(self.wrong(row, places.arm, why));
        }
        let value = self.number(row, places.metric)?;
        if self.columns.kind == Kind::Proportion && value != 0.0 && value != 1.0 {
            let why = both!(
                "is no yes or no; write 1 or 0, or take the kind `mean`",
                "это не «да» и не «нет»; напишите 1 или 0 или возьмите вид `mean`"
            );
            return Err(self.wrong(row, places.metric, why));
        }
        let part = places.by.map(|by| self.text(row, by).map(str::to_owned));
        Ok(Unit {
            arm: arm.to_owned(),
            part: part.transpose()?,
            value,
            under: optional(places.under).transpose()?,
            before: optional(places.before).transpose()?,
        })
    }

    fn text<'r>(&self, row: &RawRow<'r>, place: Place) -> Result<&'r str, ExperimentError> {
        let bytes = row.field(place.column).unwrap_or_default();
        let text = std::str::from_utf8(bytes);
        let why = both!(
            "is not UTF-8; save the file as CSV in UTF-8",
            "не в UTF-8; сохраните файл как CSV в UTF-8"
        );
        text.map(str::trim).map_err(|_| self.wrong(row, place, why))
    }

    fn number(&self, row: &RawRow<'_>, place: Place) -> Result<f64, ExperimentError> {
        let text = self.text(row, place)?;
        let told = match text.to_lowercase().as_str() {
            "true" | "yes" | "да" => Some(1.0),
            "false" | "no" | "нет" => Some(0.0),
            number if self.decimal_comma => number.replacen(',', ".", 1).parse().ok(),
            number => number.parse().ok(),
        };
        told.filter(|value: &f64| value.is_finite()).ok_or_else(|| {
            let why = both!(
                "is no number; a unit that did nothing has 0 and stays in",
                "это не число; у того, кто ничего не сделал, стоит 0, и он остаётся в файле"
            );
            self.wrong(row, place, why)
        })
    }

    fn check_groups(
        &self,
        row: &RawRow<'_>,
        groups: usize,
        place: Place,
    ) -> Result<(), ExperimentError> {
        if groups <= GROUPS_MAX {
            return Ok(());
        }
        let why = said!(
            "is the {groups}th different value; {GROUPS_MAX} are the most, so this is no column of groups",
            "это уже {groups}-е разное значение; больше {GROUPS_MAX} не бывает, так что это не столбец групп"
        );
        Err(self.wrong(row, place, why))
    }

    fn wrong(&self, row: &RawRow<'_>, place: Place, why: impl Into<Said>) -> ExperimentError {
        let bytes = row.field(place.column).unwrap_or_default();
        let value = shown(&String::from_utf8_lossy(bytes));
        let column = self.headers.get(place.column);
        let (column, why) = (
            column.map_or("", String::as_str).replace('`', "'"),
            why.into(),
        );
        ExperimentError::Value {
            parameter: place.parameter,
            line: row.line,
            why: said!(
                "`{value}` in the column `{column}` {why}",
                "`{value}` в столбце `{column}`: {why:#}"
            ),
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

    fn columns(metric: &str, kind: Kind) -> Columns<'_> {
        Columns {
            arm: "arm",
            metric,
            kind,
            before: None,
            by: Some("city"),
        }
    }

    fn check(text: &str, metric: &str, kind: Kind, expected: Result<usize, &str>) {
        let source = Source::sent(text.to_owned(), u64::MAX).unwrap();
        match (read(source, &columns(metric, kind), 3), expected) {
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
        let many = "arm,city,spend\n".to_owned() + &"a,x,1\n".repeat(4);
        check(&many, "spend", Kind::Mean, Err("3 units are the most"));
    }
}
