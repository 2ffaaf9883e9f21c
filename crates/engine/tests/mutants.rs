//! Numbers of the gallery's programs are changed one at a time, as a slip of the pen would: the program's own scenarios
//! have to fail, or the number could be wrong without anybody knowing.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails"
)]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use regulars_engine::program::Program;
use regulars_engine::scenario;

/// Numbers that are changed.
const SAMPLE: usize = 200;
/// So many of a hundred have to be caught.
const CAUGHT_PERCENT: usize = 95;
const SEED: u64 = 0x5EED_2026;

/// A number of a file, and what it is turned into.
struct Mutant {
    file: String,
    place: Range<usize>,
    with: String,
}

/// What became of a change.
#[derive(PartialEq, Eq)]
enum Fate {
    /// The file is no program any more: no slip that could be published.
    Refused,
    Caught,
    Survived,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programs")
}

fn read(name: &str) -> String {
    let path = folder().join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn programs() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap();
    let names = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    let mut ids: Vec<String> = names
        .filter_map(|name| Some(name.strip_suffix(".scenarios.yaml")?.to_owned()))
        .collect();
    ids.sort();
    ids
}

/// Where the numbers stand that a rule reads: not those of names, ids, dates and remarks.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = line
            .find(" #")
            .or_else(|| line.starts_with('#').then_some(0));
        let code = &line[..end.unwrap_or(line.len())];
        found.extend(
            numbers_of(code)
                .into_iter()
                .map(|place| place.start + start..place.end + start),
        );
        start += line.len();
    }
    found
}

fn numbers_of(code: &str) -> Vec<Range<usize>> {
    let bytes = code.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut quoted) = (0, false);
    while at < bytes.len() {
        if code[at..].starts_with(NAMES) {
            at += code[at..].find('}').unwrap_or(code.len() - at);
        }
        if bytes[at] == b'"' {
            quoted = !quoted;
        }
        let end = at
            + bytes[at..]
                .iter()
                .take_while(|byte| is_word(**byte))
                .count();
        let word = &code[at..end];
        if !quoted && is_number(word) {
            found.push(at..at + digits(word));
        }
        at = end.max(at + 1);
    }
    found
}

/// What people read, up to the next brace.
const NAMES: &str = "name: {";

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'%' | b':') || byte > 127
}

fn digits(word: &str) -> usize {
    word.find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(word.len())
}

/// `7`, `12.50`, `5%`, `+10`; no date, time or name.
fn is_number(word: &str) -> bool {
    let number = word.strip_suffix('%').unwrap_or(word);
    number.starts_with(|first: char| first.is_ascii_digit())
        && digits(number) == number.len()
        && !number.ends_with('.')
}

/// A tenth more or less, and one step of its last digit at the least.
fn changed(number: &str, up: bool) -> String {
    let decimals = number.split_once('.').map_or(0, |(_, after)| after.len());
    let steps: u64 = number.replace('.', "").parse().unwrap();
    let by = (steps / 10).max(1);
    let steps = if up {
        steps + by
    } else {
        steps.saturating_sub(by)
    };
    let digits = format!("{steps:0width$}", width = decimals + 1);
    let (whole, after) = digits.split_at(digits.len() - decimals);
    if decimals == 0 {
        whole.to_owned()
    } else {
        format!("{whole}.{after}")
    }
}

/// A stream of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// Every number of the gallery, changed one way.
fn mutants(dice: &mut Dice) -> Vec<Mutant> {
    let mut all = Vec::new();
    for id in programs() {
        let text = read(&format!("{id}.yaml"));
        for place in numbers(&text) {
            let number = &text[place.clone()];
            let nothing = number.chars().all(|digit| matches!(digit, '0' | '.'));
            let with = changed(number, nothing || dice.roll(2) == 0);
            all.push(Mutant {
                file: id.clone(),
                place,
                with,
            });
        }
    }
    all
}

fn fate(mutant: &Mutant) -> Fate {
    let mut text = read(&format!("{}.yaml", mutant.file));
    text.replace_range(mutant.place.clone(), &mutant.with);
    let Ok(program) = Program::read(&text) else {
        return Fate::Refused;
    };
    match scenario::test(&program, &read(&format!("{}.scenarios.yaml", mutant.file))) {
        Ok(report) if report.is_good() => Fate::Survived,
        _ => Fate::Caught,
    }
}

/// The line a number stands in, and what it was turned into.
fn told(mutant: &Mutant) -> String {
    let text = read(&format!("{}.yaml", mutant.file));
    let before = &text[..mutant.place.start];
    let line = before.matches('\n').count() + 1;
    let whole = text.lines().nth(line - 1).unwrap_or_default().trim();
    let number = &text[mutant.place.clone()];
    format!(
        "{}.yaml:{line}: {number} -> {} in {whole}",
        mutant.file, mutant.with
    )
}

#[test]
fn scenarios_catch_a_number_that_is_wrong() {
    let mut dice = Dice(SEED);
    let mut pool = mutants(&mut dice);
    let (mut caught, mut survivors) = (0, Vec::new());
    while caught + survivors.len() < SAMPLE && !pool.is_empty() {
        let mutant = pool.swap_remove(dice.roll(pool.len()));
        match fate(&mutant) {
            Fate::Refused => {}
            Fate::Caught => caught += 1,
            Fate::Survived => survivors.push(told(&mutant)),
        }
    }
    survivors.sort();
    println!(
        "not caught, for the rule does the same with either:\n{}",
        survivors.join("\n")
    );
    let sample = caught + survivors.len();
    assert!(
        caught * 100 >= sample * CAUGHT_PERCENT,
        "seed {SEED:#x}: {caught} of {sample} changed numbers were caught; these were not:\n{}",
        survivors.join("\n")
    );
}

#[test]
fn numbers_are_those_that_rules_read() {
    let text = "a: 5% # 7\n# 8\nb: { id: 2-for-1, at: 2026-05-01, \"9\": 1, name: { en: Card 3 % }, rate: 3 per 12.50 }\n";
    let found: Vec<&str> = numbers(text)
        .into_iter()
        .map(|place| &text[place])
        .collect();
    assert_eq!(found, ["5", "1", "3", "12.50"]);
    for (number, up, down) in [
        ("5", "6", "4"),
        ("100", "110", "90"),
        ("0.05", "0.06", "0.04"),
        ("0", "1", "0"),
    ] {
        assert_eq!([changed(number, true), changed(number, false)], [up, down]);
    }
}
