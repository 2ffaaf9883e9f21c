//! From a condition as asked to one that the columns are asked.

use regulars_engine::condition::{Condition, ConditionFile, EntryFile, Known, compile};
use regulars_engine::program::{Problem, Program};
use regulars_engine::time::Instant;
use regulars_engine::{both, said};
use regulars_insight::column::Columns;
use regulars_store::StampsThere;

use super::saved::Saved;
use crate::app::App;
use crate::error::{AppError, FieldError, Result};

/// The most tests of a condition, those of its segments included.
const TESTS_MAX: usize = 2_000;

/// Compiles a condition against the names of the columns. `pointer` is where it stands in the request.
///
/// # Errors
/// Everything that is wrong with it, each where it stands.
pub(super) fn compiled(
    columns: &mut Columns,
    program: &Program,
    saved: &Saved,
    file: &ConditionFile,
    pointer: &str,
) -> Result<Condition> {
    let mut problems = Vec::new();
    let condition = columns.with_names(|names| {
        let mut known = Known::of(program, names);
        saved.declare(&mut known, &mut problems);
        let condition = compile(file, "", &mut known, &mut problems);
        (condition, known.names)
    });
    problems.extend(condition.leaves().into_iter().filter_map(|leaf| {
        let why = leaf.not_of_members()?;
        let help = both!(
            "ask for what members are and did",
            "спросите о том, кто участник и что он делал"
        );
        Some(Problem::new(leaf.path(), why).with_help(help))
    }));
    if condition.tests() > TESTS_MAX {
        let why = said!(
            "more than {TESTS_MAX} tests, those of its segments included",
            "больше {TESTS_MAX} проверок вместе с проверками сегментов"
        );
        problems.push(Problem::new("", why));
    }
    if problems.is_empty() {
        return Ok(condition);
    }
    let fields = problems.iter().map(|problem| field(pointer, problem));
    Err(AppError::Invalid(fields.collect()))
}

/// Whether a leaf reads a stamp that nobody has.
pub(super) fn lacks_stamp(entry: &EntryFile, there: StampsThere) -> bool {
    match entry {
        EntryFile::Rfm(_) | EntryFile::Stage(_) => !there.any,
        EntryFile::Clv(_)
        | EntryFile::Alive(_)
        | EntryFile::ExpectedPurchases(_)
        | EntryFile::NextPurchase(_) => !there.foretold,
        _ => false,
    }
}

/// A problem at its JSON pointer: `all[1].purchases.count` is `/all/1/purchases/count`, `basket.total.gte` is
/// `/basket.total/gte`.
fn field(pointer: &str, problem: &Problem) -> FieldError {
    let path = problem.path.replace('[', ".").replace(']', "");
    let mut pointer = pointer.to_owned();
    let mut above = "";
    for part in path.split('.').filter(|part| !part.is_empty()) {
        pointer.push(if is_one_key(above, part) { '.' } else { '/' });
        pointer.push_str(part);
        above = part;
    }
    FieldError::new(pointer, problem.told())
}

/// Whether two parts of a path are one key of a condition: `member.city`, `member.attr.size`, `event.visit`.
fn is_one_key(first: &str, second: &str) -> bool {
    match first {
        "member" | "attr" | "basket" | "balance" | "consent" => true,
        "event" => second != "where",
        _ => false,
    }
}

/// The instant asked about; now when nobody says.
///
/// # Errors
/// One that is still to come.
pub(super) fn as_of(app: &App, asked: Option<Instant>) -> Result<Instant> {
    let now = app.now();
    match asked {
        Some(at) if at > now => Err(AppError::field(
            "/as_of",
            both!(
                "is still to come; leave it out for now",
                "ещё не наступило; без этого поля берётся текущее время"
            ),
        )),
        Some(at) => Ok(at),
        None => Ok(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_pointer() {
        let check = |path: &str, expected: &str| {
            assert_eq!(
                field("/when", &Problem::new(path, both!("wrong", "неверно"))).pointer,
                expected
            );
        };
        check("", "/when");
        check(
            "all[1].purchases.count.gte",
            "/when/all/1/purchases/count/gte",
        );
        check("member.attr.size.gte", "/when/member.attr.size/gte");
        check("any[0].basket.total", "/when/any/0/basket.total");
        check("event.visit.where", "/when/event.visit/where");
        check("event.where.place", "/when/event/where/place");
    }
}
