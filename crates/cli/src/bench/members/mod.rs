//! `regulars bench members`: how long a person who types waits for the list.

mod people;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args as ClapArgs;
use regulars_app::folder::Role;
use regulars_app::import::{self, Mapping, MembersImport};
use regulars_app::member::{self, MemberFilter};
use regulars_app::{Actor, App};

use self::people::Person;
use super::figure::{Findings, Target, float, per_second};
use super::samples::{Samples, timed};
use crate::data::{self, Place};
use crate::failure::{Done, Failure};

/// What a person types, and what about it is hard.
const TYPED: [(&str, &str); 15] = [
    ("", "nothing: the newest"),
    ("иванова", "a common last name"),
    ("Анна Иванова", "both names, both common"),
    ("ова", "a part that half of all have"),
    ("ким", "a rare name inside a common one"),
    ("а", "one letter"),
    ("ал", "two letters"),
    ("0417", "four digits"),
    ("8 (912) 345", "the beginning of a telephone"),
    ("ann@", "a part of addresses"),
    ("2900000", "the beginning of every card"),
    ("29000000", "the beginning of the oldest cards"),
    ("ованова", "common parts, no match"),
    (
        "алексеева александра владимировна 77",
        "four words, hardly a match",
    ),
    ("zzzz", "no match"),
];

/// Members of a page, as the console asks for them.
const PAGE: usize = 50;

/// Times each is asked.
const ASKED: usize = 20;

/// The longest that a person should wait.
const WAIT_MAX_MS: Target = Target::AtMost(50.0);

/// Measure the search of members by parts of names, telephones and cards, and the import of members.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  cargo xtask bench members --members 100000")]
pub struct Args {
    /// Members of the base.
    #[arg(long, default_value_t = 700_000, value_parser = clap::value_parser!(u32).range(10..=20_000_000))]
    members: u32,
    /// Where the base is made, and kept for the next time; absent: a temporary folder.
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Measures and prints.
///
/// # Errors
/// No room for the base.
pub fn run(args: &Args) -> Done {
    let temporary = tempfile::tempdir()?;
    let folder = args.base.as_deref().unwrap_or(temporary.path());
    let mut findings = Findings::of("members");
    findings.under(format!(
        "{} members, pages of {PAGE} with summaries",
        args.members
    ));
    if !Place::of(folder).exists() {
        let took = make(folder, args.members)?;
        let speed = per_second(args.members.into(), took);
        findings.add("import of members", speed, "per second");
    }
    let app = data::start(&Place::of(folder), Role::Command)?;
    for (typed, what) in TYPED {
        let (samples, found) = ask(&app, typed)?;
        let sorted = samples.sorted();
        let name = format!("{what} ({found})");
        findings.aim(
            format!("{name}, median"),
            ms(sorted.median()),
            "ms",
            WAIT_MAX_MS,
        );
        findings.aim(
            format!("{name}, longest"),
            ms(sorted.max()),
            "ms",
            WAIT_MAX_MS,
        );
    }
    findings.print(args.json);
    Ok(())
}

/// Makes the base through an import of members without points; answers how long the import took.
fn make(folder: &Path, members: u32) -> Result<Duration, Failure> {
    let app = data::start(&Place::of(folder), Role::Command)?;
    let file = folder.join("members.csv");
    let mut writer = BufWriter::new(File::create(&file)?);
    writeln!(writer, "{}", Person::HEADER)?;
    for number in 0..members {
        writeln!(writer, "{}", Person(number).row())?;
    }
    writer.flush()?;
    let asked = MembersImport {
        file,
        mapping: Mapping::default(),
        report: folder.join("refused.csv"),
        dry_run: false,
        history: true,
        by: Actor::Machine,
    };
    let (report, took) = timed(|| import::members(&app, &asked, &mut |_| Ok(())));
    if report?.refused > 0 {
        let refused = "rows of the base were refused: see refused.csv in its folder";
        return Err(Failure::Other(refused.to_owned()));
    }
    fs::remove_file(&asked.file)?;
    Ok(took)
}

/// Asks for a page again and again; answers the times and how many members the page has.
fn ask(app: &App, typed: &str) -> Result<(Samples, usize), Failure> {
    let mut samples = Samples::default();
    let mut found = 0;
    for _ in 0..ASKED {
        let filter = MemberFilter {
            q: Some(typed.to_owned()),
            ..MemberFilter::default()
        };
        let page = async {
            let page = member::find(app, filter, None, PAGE).await?;
            let ids = page.items.iter().map(|view| view.id).collect();
            member::summaries(app, ids).await?;
            Ok::<_, Failure>(page.items.len())
        };
        let (page, took) = timed(|| data::block_on(page));
        found = page?;
        samples.add(took);
    }
    Ok((samples, found))
}

fn ms(time: Duration) -> f64 {
    float(u64::try_from(time.as_micros()).unwrap_or(u64::MAX)) / 1_000.0
}
