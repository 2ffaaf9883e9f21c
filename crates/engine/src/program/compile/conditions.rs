//! Conditions and line filters, as several sections have them.

use super::scalar::field;
use super::scope::{Scope, TESTS_MAX};
use crate::condition::{self, Condition, ConditionFile, EntryFile, LineWhere, LineWhereFile};
use crate::program::Problem;
use crate::said;

/// The condition of `when`; always where none is written.
pub(super) fn when(
    file: Option<&ConditionFile>,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Condition {
    file.map_or(Condition::Always, |file| {
        when_at(file, &field(path, "when"), scope, problems)
    })
}

/// The condition written at a path.
pub(super) fn when_at(
    file: &ConditionFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Condition {
    if !scope.take_tests(tests(file, scope)) {
        let message = said!(
            "conditions make more than {TESTS_MAX} tests together; use fewer segments of segments",
            "все условия вместе делают больше {TESTS_MAX} проверок; меньше вкладывайте сегменты друг в друга"
        );
        problems.push(Problem::new(path, message));
        return Condition::Never;
    }
    condition::compile(file, path, &mut scope.known.borrow_mut(), problems)
}

/// How many tests a condition makes, those of its segments included.
pub(super) fn tests(file: &ConditionFile, scope: &Scope) -> usize {
    let of_all = |files: &[ConditionFile]| {
        let tests = files.iter().map(|file| tests(file, scope));
        tests.fold(0, usize::saturating_add)
    };
    let entries = file.entries.iter().map(|entry| match entry {
        EntryFile::All(files) | EntryFile::Any(files) => of_all(files),
        EntryFile::Not(file) => tests(file, scope),
        EntryFile::Segment(id) => scope.tests_of(id.as_str()),
        _ => 1,
    });
    entries.fold(0, usize::saturating_add)
}

/// The filter of lines of two fields: those a rule is on, and of these, those it is not on.
#[derive(Clone, Copy)]
pub(super) struct Filter<'f> {
    /// The name of the first field.
    pub(super) name: &'static str,
    /// Lines the rule is on.
    pub(super) on: Option<&'f LineWhereFile>,
    /// Lines it is not on (`exclude`).
    pub(super) not_on: Option<&'f LineWhereFile>,
}

impl Filter<'_> {
    /// One filter of both; `None` for all lines.
    pub(super) fn compile(
        self,
        path: &str,
        scope: &Scope,
        problems: &mut Vec<Problem>,
    ) -> Option<LineWhere> {
        let mut compile = |file, path: &str| {
            condition::compile_lines(file, path, &mut scope.known.borrow_mut(), problems)
        };
        let on = self.on.map(|on| compile(on, &field(path, self.name)));
        let Some(not_on) = self.not_on else { return on };
        let path = field(path, "exclude");
        compile(not_on, &path);
        // Both have been looked at where they stand: what is wrong in their union has been told.
        let both = without(self.on.cloned().unwrap_or_default(), not_on.clone());
        Some(condition::compile_lines(
            &both,
            &path,
            &mut scope.known.borrow_mut(),
            &mut Vec::new(),
        ))
    }
}

/// Lines of `on` that are not lines of `not_on`.
fn without(mut on: LineWhereFile, not_on: LineWhereFile) -> LineWhereFile {
    let not = match on.not.take() {
        None => not_on,
        Some(before) => LineWhereFile {
            any: vec![*before, not_on],
            ..LineWhereFile::default()
        },
    };
    on.not = Some(Box::new(not));
    on
}
