//! The base: members who have points and have been here lately, made through the imports.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use regulars_app::import::{self, Mapping, MembersImport, PurchasesImport};
use regulars_app::{Actor, App, job};
use regulars_engine::time::Instant;

use super::basket::{self, Member};
use crate::bench::program;
use crate::data::{self, Place};
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

/// Purchases of each member, days ago.
const RECENT_DAYS: [i64; 3] = [3, 11, 19];
const DAY_MS: i64 = 86_400_000;

/// Where bases are: one as made, which stays as it is, and copies of it to work on.
#[derive(Debug)]
pub struct Bases {
    folder: PathBuf,
    made: PathBuf,
}

impl Bases {
    /// Makes the base, unless an earlier run has.
    ///
    /// # Errors
    /// A folder that cannot be used.
    pub fn ready(folder: &Path, members: u32) -> Result<Self, Failure> {
        let made = folder.join(format!("base-{members}"));
        let mark = made.join("ready");
        if !mark.exists() {
            output::complain(format_args!("making a base of {members} members"));
            remove(&made)?;
            make(&made, members)?;
            File::create(mark)?;
        }
        Ok(Self {
            folder: folder.to_owned(),
            made,
        })
    }

    /// A fresh copy to work on; takes the place of an earlier copy of that name.
    ///
    /// # Errors
    /// No room.
    pub fn copy(&self, name: &str) -> Result<PathBuf, Failure> {
        let copy = self.folder.join(name);
        remove(&copy)?;
        data::open_existing(&Place::of(&self.made))?.backup(&copy, |_| {})?;
        Ok(copy)
    }
}

fn remove(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn make(folder: &Path, members: u32) -> Result<(), Failure> {
    let app = data::start_making(folder)?;
    program::publish_burger_heroes(&app)?;
    register(&app, folder, members)?;
    sell(&app, folder, members)?;
    data::block_on(async { Ok::<_, Failure>(job::run_due(&app).await?) })?;
    Ok(app.settle()?)
}

/// Registers the members; the program gives each its points for joining.
fn register(app: &App, folder: &Path, members: u32) -> Result<(), Failure> {
    let file = folder.join("members.csv");
    let rows = (0..members).map(|number| Member(number).row());
    write(&file, Member::HEADER, rows)?;
    let asked = MembersImport {
        by: Actor::Machine,
        file,
        mapping: Mapping::default(),
        report: folder.join("refused-members.csv"),
        dry_run: false,
        history: false,
    };
    with_progress("members", |watch| import::members(app, &asked, watch))?;
    Ok(fs::remove_file(&asked.file)?)
}

/// Keeps the members' purchases of the last weeks as history, in order of time.
fn sell(app: &App, folder: &Path, members: u32) -> Result<(), Failure> {
    let file = folder.join("purchases.csv");
    let now = app.now();
    let at = |days: i64, number: u32| {
        let start = now.plus_ms(-days * DAY_MS);
        Instant::from_ms(start.ms() + i64::from(number) * DAY_MS / i64::from(members))
    };
    let days = RECENT_DAYS.iter().rev();
    let rows =
        days.flat_map(|days| (0..members).map(|number| Member(number).past_row(at(*days, number))));
    write(&file, basket::PAST_HEADER, rows)?;
    let asked = PurchasesImport {
        by: Actor::Machine,
        file,
        mapping: Mapping::default(),
        report: folder.join("refused-purchases.csv"),
        dry_run: false,
        history: true,
        cancellations: None,
    };
    with_progress("purchases", |watch| import::purchases(app, &asked, watch))?;
    Ok(fs::remove_file(&asked.file)?)
}

fn write(file: &Path, header: &str, rows: impl Iterator<Item = String>) -> Result<(), Failure> {
    let mut file = BufWriter::new(File::create(file)?);
    writeln!(file, "{header}")?;
    for row in rows {
        writeln!(file, "{row}")?;
    }
    Ok(file.flush()?)
}

/// Runs an import under a progress bar; nothing of what we made may be refused.
fn with_progress(
    what: &'static str,
    import: impl FnOnce(import::Watch<'_>) -> Result<import::Report, import::ImportError>,
) -> Result<(), Failure> {
    let bar = Progress::new(what);
    let report = import(&mut |progress| {
        let (import::Progress::Reading { done, total, .. }
        | import::Progress::Writing { done, total }) = progress;
        bar.show(done, total);
        Ok(())
    })?;
    bar.end();
    match report.refused {
        0 => Ok(()),
        refused => Err(Failure::Other(format!(
            "{refused} rows of the base were refused: see {}",
            report.report.unwrap_or_default().display()
        ))),
    }
}
