//! The folder of a demo base: made once, used again.
//!
//! A label beside the database says what was made. A folder with anything else in it is never touched: it may hold
//! real data.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use regulars_engine::program::Program;
use regulars_engine::time::{Instant, LocalDate};
use regulars_store::{Options, Role, Store};
use serde::{Deserialize, Serialize};

use super::make::make;
use super::{Made, PROGRAM, Plan, Watch, unavailable};
use crate::error::{AppError, Result};

/// Moves on whenever another base comes out of the same plan.
const VERSION: u32 = 2;

const LABEL: &str = "demo.json";

/// Files of a base.
const FILES: [&str; 4] = ["regulars.db", "regulars.db-wal", "regulars.db-shm", LABEL];

/// What a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Label {
    version: u32,
    plan: Plan,
    /// The last day of its history.
    day: LocalDate,
    /// `None` while it is being made.
    made: Option<Made>,
}

/// A base that is ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The last day of its history.
    pub day: LocalDate,
    /// What is in it, as it was made.
    pub made: Made,
    /// It was there already.
    pub found: bool,
}

/// What to do with a base that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// One of an earlier day, or of an earlier version of the generator, is made anew.
    Renew,
    /// Such a one will do.
    Keep,
}

/// Has a base of the plan in a folder: the one that is there, or a new one. One that was never finished is made anew.
///
/// # Errors
/// A folder with something else in it, or with a base of another plan; a folder that is in use; no room.
pub fn ready(
    folder: &Path,
    plan: Plan,
    now: Instant,
    earlier: Earlier,
    watch: Watch<'_>,
) -> Result<Base> {
    let rules = Program::read(PROGRAM).map_err(AppError::BadFile)?;
    let fresh = Label {
        version: VERSION,
        plan,
        day: rules.zone.date(now),
        made: None,
    };
    let known = read(folder)?;
    if let Some(base) = known.and_then(|label| label.base(fresh, earlier)) {
        return Ok(base);
    }
    match known {
        Some(label) if label.plan != plan && label.made.is_some() => {
            return Err(other_plan(folder, label));
        }
        Some(_) => clear(folder)?,
        None => fs::create_dir_all(folder).map_err(|error| broken(folder, &error))?,
    }
    write(folder, fresh)?;
    let made = make(folder, plan, now, watch)?;
    let made_label = Label {
        made: Some(made),
        ..fresh
    };
    write(folder, made_label)?;
    Ok(Base {
        day: fresh.day,
        made,
        found: false,
    })
}

impl Label {
    /// The base it stands for, if that will do.
    fn base(self, fresh: Self, earlier: Earlier) -> Option<Base> {
        let (day, made) = (self.day, self.made?);
        let is_of_today = (self.version, day) == (fresh.version, fresh.day);
        let recent = is_of_today || earlier == Earlier::Keep;
        (self.plan == fresh.plan && recent).then_some(Base {
            day,
            made,
            found: true,
        })
    }
}

/// The label of a folder; `None` if the folder is empty or not there.
fn read(folder: &Path) -> Result<Option<Label>> {
    let path = folder.join(LABEL);
    match fs::read_to_string(&path) {
        Ok(text) => match serde_json::from_str(&text) {
            Ok(label) => Ok(Some(label)),
            Err(error) => Err(broken(&path, &error)),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => match is_empty(folder)? {
            true => Ok(None),
            false => Err(unavailable(format!(
                "{} holds something that is no demo base; name a folder that is empty or not there",
                folder.display()
            ))),
        },
        Err(error) => Err(broken(&path, &error)),
    }
}

fn is_empty(folder: &Path) -> Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut files) => Ok(files.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(broken(folder, &error)),
    }
}

fn write(folder: &Path, label: Label) -> Result<()> {
    let path = folder.join(LABEL);
    let text = serde_json::to_string(&label).map_err(|error| broken(&path, &error))?;
    fs::write(&path, text).map_err(|error| broken(&path, &error))
}

/// Takes a base away, unless a server runs on it.
fn clear(folder: &Path) -> Result<()> {
    let options = Options {
        role: Role::Server,
        ..Options::default()
    };
    let held = Store::open(folder, options);
    drop(held.map_err(unavailable)?);
    for path in FILES.map(|name| folder.join(name)) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(broken(&path, &error)),
            _ => {}
        }
    }
    Ok(())
}

fn other_plan(folder: &Path, label: Label) -> AppError {
    let Plan { members, seed } = label.plan;
    unavailable(format!(
        "{} holds a demo base of {members} members and seed {seed}; ask for the same, or name another folder",
        folder.display()
    ))
}

fn broken(path: &Path, error: &dyn std::error::Error) -> AppError {
    unavailable(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE: Made = Made {
        members: 20,
        purchases: 300,
    };

    fn label(members: u32, day: &str, made: Option<Made>) -> Label {
        Label {
            version: VERSION,
            plan: Plan { members, seed: 1 },
            day: day.parse().unwrap(),
            made,
        }
    }

    #[test]
    fn a_base_will_do_if_it_is_finished_of_the_plan_and_of_the_day() {
        let fresh = label(20, "2026-03-10", None);
        let check = |found: Label, earlier, will_do: bool| {
            assert_eq!(found.base(fresh, earlier).is_some(), will_do, "{found:?}");
        };
        check(label(20, "2026-03-10", Some(MADE)), Earlier::Renew, true);
        check(label(20, "2026-03-09", Some(MADE)), Earlier::Renew, false);
        check(label(20, "2026-03-09", Some(MADE)), Earlier::Keep, true);
        check(label(20, "2026-03-10", None), Earlier::Keep, false);
        check(label(21, "2026-03-10", Some(MADE)), Earlier::Keep, false);
        let older = Label {
            version: 0,
            ..label(20, "2026-03-10", Some(MADE))
        };
        check(older, Earlier::Renew, false);
        check(older, Earlier::Keep, true);
    }

    #[test]
    fn a_label_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), None);
        let written = label(20, "2026-03-10", Some(MADE));
        write(folder.path(), written).unwrap();
        assert_eq!(read(folder.path()).unwrap(), Some(written));
        assert_eq!(read(&folder.path().join("not there")).unwrap(), None);
    }
}
