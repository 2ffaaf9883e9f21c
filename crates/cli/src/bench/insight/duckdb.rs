//! The same questions asked of DuckDB, over the same data, in the same run.

use std::fmt;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use regulars_insight::column::MemberRecord;
use serde::Deserialize;
use serde_json::json;
use tempfile::TempDir;

use super::base;
use crate::failure::Failure;
use crate::output;

/// What asks DuckDB.
const SCRIPT: &str = include_str!("../../../../../bench/duckdb.py");

/// Runs of a question, of which the shortest counts, behind a first one.
const RUNS: u32 = 5;

/// Data on its way to DuckDB.
pub struct Peer {
    python: PathBuf,
    folder: TempDir,
    members: BufWriter<File>,
    purchases: BufWriter<File>,
    lines: BufWriter<File>,
}

/// What DuckDB has answered.
#[derive(Debug, Deserialize)]
pub struct Told {
    /// Its version.
    pub version: String,
    /// Seconds that bringing the tables in took.
    pub load_s: f64,
    /// Bytes of its file.
    pub bytes: u64,
    /// Answers in the order of the questions.
    pub answers: Vec<Answer>,
}

/// An answer to a question.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// As text.
    pub answer: String,
    /// The shortest run.
    pub best_ms: f64,
    /// Processor time of a run.
    pub processor_ms: f64,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            version,
            load_s,
            bytes,
            ..
        } = self;
        let size = bytes >> 20;
        write!(
            f,
            "DuckDB {version}, its own file of {size} MiB, read in in {load_s:.0} s"
        )
    }
}

impl Peer {
    /// Begins to write data for it; the text says why it cannot be had.
    ///
    /// # Errors
    /// No room.
    pub fn begin() -> Result<Result<Self, String>, Failure> {
        let python = match python() {
            Ok(python) => python,
            Err(why) => return Ok(Err(why)),
        };
        let folder = TempDir::new()?;
        let table = |name: &str, header: &str| -> Result<BufWriter<File>, Failure> {
            let mut table = BufWriter::new(File::create(folder.path().join(name))?);
            writeln!(table, "{header}")?;
            Ok(table)
        };
        let mut products = table("products.csv", "sku,hall,category,brand")?;
        for goods in base::catalogue() {
            let base::Goods {
                number,
                hall,
                category,
                brand,
            } = goods;
            writeln!(products, "{number},{hall},{category},{brand}")?;
        }
        products.flush()?;
        Ok(Ok(Self {
            python,
            members: table("members.csv", "id,city,gender,birth,sms")?,
            purchases: table("purchases.csv", "id,member,local_ms,channel,amount")?,
            lines: table("lines.csv", "purchase,sku,quantity,amount")?,
            folder,
        }))
    }

    /// Writes a member down.
    ///
    /// # Errors
    /// No room.
    pub fn add(&mut self, record: &MemberRecord) -> Result<(), Failure> {
        let (member, profile) = (record.member.id.raw(), &record.member.profile);
        let city = profile.city.as_deref().unwrap_or_default();
        let gender = profile.gender.map_or("", |gender| gender.key());
        let birth = profile.birth_date.map(|birth| birth.to_string());
        let sms = profile.consents.contains_key("sms");
        let birth = birth.unwrap_or_default();
        writeln!(self.members, "{member},{city},{gender},{birth},{sms}")?;
        for sale in &record.sales {
            let (past, id) = (&sale.past, sale.past.id.raw());
            let local_ms = past.at.ms() + i64::from(sale.offset.seconds()) * 1_000;
            let channel = past.channel.as_deref().unwrap_or("store");
            let amount = past.amount.minor();
            writeln!(
                self.purchases,
                "{id},{member},{local_ms},{channel},{amount}"
            )?;
            for line in &past.lines {
                let sku = line.sku.as_ref().map_or("", |sku| sku.as_str());
                let sku = sku.trim_start_matches(base::SKU);
                let (quantity, amount) = (line.quantity.whole_units(), line.amount.minor());
                writeln!(self.lines, "{id},{sku},{quantity},{amount}")?;
            }
        }
        Ok(())
    }

    /// Asks.
    ///
    /// # Errors
    /// A script that fails.
    pub fn ask(mut self, questions: &[&str]) -> Result<Told, Failure> {
        self.members.flush()?;
        self.purchases.flush()?;
        self.lines.flush()?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let asked = json!({ "threads": threads, "runs": RUNS, "questions": questions });
        let (folder, script) = (self.folder.path(), self.folder.path().join("ask.py"));
        fs::write(folder.join("questions.json"), asked.to_string())?;
        fs::write(&script, SCRIPT)?;
        output::complain("DuckDB reads the data in");
        let told = Command::new(&self.python)
            .arg(&script)
            .arg(folder)
            .output()?;
        if !told.status.success() {
            let why = String::from_utf8_lossy(&told.stderr);
            return Err(Failure::Other(format!("DuckDB: {why}")));
        }
        let told = serde_json::from_slice(&told.stdout);
        told.map_err(|error| Failure::Other(format!("DuckDB: {error}")))
    }
}

/// A Python that knows DuckDB: the system's, or one of its own beside the build.
fn python() -> Result<PathBuf, String> {
    let system = PathBuf::from("python3");
    if runs(Command::new(&system).args(["-c", "import duckdb"])) {
        return Ok(system);
    }
    let built = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = built.parent().unwrap_or(Path::new(".")).join("duckdb");
    let own = folder.join("bin/python3");
    if runs(Command::new(&own).args(["-c", "import duckdb"])) {
        return Ok(own);
    }
    output::complain(format_args!("installing DuckDB into {}", folder.display()));
    let made = runs(Command::new(&system).args(["-m", "venv"]).arg(&folder));
    if made && runs(Command::new(&own).args(["-m", "pip", "install", "--quiet", "duckdb"])) {
        return Ok(own);
    }
    Err("python3 has no module duckdb, and `pip install duckdb` does not bring it".to_owned())
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
