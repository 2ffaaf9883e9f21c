//! What is read back from files is what was written.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use regulars_engine::id::MemberId;
use regulars_insight::column::Columns;
use regulars_insight::column::file::{self, File, FileError};
use regulars_insight::segment::LeafCache;

use crate::people::{self, Person};
use crate::{conditions, program};

/// Files by what they are, and how many parts there are.
struct Written {
    files: BTreeMap<String, Vec<u8>>,
    parts: usize,
}

impl Written {
    fn of(columns: &mut Columns) -> Self {
        let (mut files, mut parts, mut after) = (BTreeMap::new(), 0, None);
        while let Some((_, part)) = columns.fold_next(after) {
            let words = columns.words();
            files.insert(
                name(File::Members(parts)),
                file::members(&part, words).unwrap(),
            );
            files.insert(
                name(File::Purchases(parts)),
                file::purchases(&part).unwrap(),
            );
            files.insert(name(File::Lines(parts)), file::lines(&part).unwrap());
            files.insert(
                name(File::Events(parts)),
                file::events(&part, words).unwrap(),
            );
            after = part.last();
            parts += 1;
        }
        files.insert(name(File::Goods), file::goods(columns.words()).unwrap());
        files.insert(name(File::Outlets), file::outlets(columns.words()).unwrap());
        Self { files, parts }
    }

    fn read(&self) -> Result<Columns, FileError> {
        file::read(self.parts, |file| Ok(self.files[&name(file)].clone()))
    }
}

fn name(file: File) -> String {
    format!("{file:?}")
}

/// The columns anew from their files, with what is not in these.
fn again(columns: &mut Columns, people: &BTreeMap<MemberId, Person>) -> Columns {
    let written = Written::of(columns);
    let mut read = written.read().unwrap();
    people::places()
        .iter()
        .for_each(|place| read.put_place(place));
    for (name, bytes) in Written::of(&mut read).files {
        assert!(written.files[&name] == bytes, "{name} written again");
    }
    for (id, person) in people {
        let profile = &person.member.profile;
        read.put_name(
            *id,
            profile.first_name.as_deref(),
            profile.last_name.as_deref(),
        );
    }
    read
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn columns_from_files_answer_as_before(
        json in conditions::condition(),
        before in people::people(),
        changes in people::people(),
        later in people::people(),
        gone in prop::collection::vec(0..8_i64, 0..3),
        at in people::instant(),
    ) {
        let program = program("Europe/Moscow", true);
        let mut columns = crate::columns_of(&before);
        changes.iter().for_each(|person| crate::put(&mut columns, person));
        gone.iter().for_each(|id| columns.remove(MemberId::from_raw(*id)));
        let mut people: BTreeMap<_, _> = before.into_iter().map(|person| (person.member.id, person)).collect();
        people.extend(changes.into_iter().map(|person| (person.member.id, person)));
        gone.iter().for_each(|id| { people.remove(&MemberId::from_raw(*id)); });

        let mut read = again(&mut columns, &people);
        for moved in [Vec::new(), later] {
            moved.iter().for_each(|person| crate::put(&mut read, person));
            people.extend(moved.into_iter().map(|person| (person.member.id, person)));
            let now: Vec<Person> = people.values().cloned().collect();
            let found = crate::in_columns(&json, &program, &mut read, at, &LeafCache::default());
            prop_assert_eq!(found, crate::expected(&json, &program, &now, at), "{} at {}", json, at);
        }
    }
}

/// Three members of two parts' worth of everything.
fn few() -> Columns {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let some = |runner: &mut _| people::people().new_tree(runner).unwrap().current();
    let people = std::iter::repeat_with(|| some(&mut runner)).take(9);
    let most =
        people.max_by_key(|people| people.iter().map(|one| one.history.len()).sum::<usize>());
    crate::columns_of(&most.unwrap())
}

#[test]
fn nobody_is_written_and_read() {
    let mut columns = Columns::default();
    let read = Written::of(&mut columns).read().unwrap();
    assert_eq!((read.base().len(), read.ids().len()), (0, 0));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let whole = || Written::of(&mut few());
    assert!(whole().read().is_ok());
    let mut other = crate::columns_of(&[]);
    let without = file::goods(other.words()).unwrap();
    let check = |why: &str, spoil: &dyn Fn(&mut Written)| {
        let mut written = whole();
        spoil(&mut written);
        let error = written.read().unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    };
    check("a number stands for nothing", &|written| {
        written.files.insert(name(File::Goods), without.clone());
    });
    check("other columns", &|written| {
        let goods = written.files[&name(File::Goods)].clone();
        written.files.insert(name(File::Lines(0)), goods);
    });
    check("parts are not in the order", &|written| {
        for file in [File::Members, File::Purchases, File::Lines, File::Events] {
            let first = written.files[&name(file(0))].clone();
            written.files.insert(name(file(1)), first);
        }
        written.parts = 2;
    });
    check("", &|written| {
        let lines = written.files.get_mut(&name(File::Lines(0))).unwrap();
        lines.truncate(lines.len() / 2);
    });
    assert!(other.fold_next(None).is_none());
}
