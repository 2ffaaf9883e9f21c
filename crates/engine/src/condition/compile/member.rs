//! Compiles leaves about who the member is: level, profile, balance, consent.

use super::{Compiler, Counts, join};
use crate::condition::file::{Contact, MemberWord};
use crate::condition::leaf::{
    AgoTest, Comparator, Literal, Test, TierTest, ValueTest, WindowTest, YearlyDate, YearlyTest,
};
use crate::condition::range::{Bound, Range};
use crate::condition::scalar::{OneOrMany, Scalar};
use crate::condition::written::{
    AroundFile, CompareFile, ConsentFile, PresentFile, PropertiesFile, TierFile, ValueFile,
    WordsFile, YearlyFile,
};
use crate::member::{ConsentState, Gender};
use crate::name::{TierId, UnitId};
use crate::program::remedy;
use crate::said;
use crate::time::Span;

const MS_PER_DAY: i64 = 86_400_000;

impl Compiler<'_> {
    pub(super) fn tier(&mut self, file: &TierFile, path: &str) -> Option<Test> {
        let (key, levels) = match (&file.at_least, &file.is, &file.below) {
            (Some(level), None, None) => ("at_least", std::slice::from_ref(level)),
            (None, Some(levels), None) => ("is", levels.0.as_slice()),
            (None, None, Some(level)) => ("below", std::slice::from_ref(level)),
            _ => {
                return self.problem(
                    path,
                    said!(
                        "a level needs exactly one of at_least, is and below",
                        "для уровня нужно ровно одно из `at_least`, `is` и `below`"
                    ),
                    said!(
                        "write {{ at_least: silver }}",
                        "напишите `{{ at_least: silver }}`"
                    ),
                );
            }
        };
        let path = join(path, key);
        let mut places = Vec::new();
        for level in levels {
            places.push(self.level(level, &path)?);
        }
        let Some((scheme, first)) = places.first().copied() else {
            return self.problem(
                &path,
                said!("no level is named", "не назван ни один уровень"),
                said!(
                    "write a level or a list of levels",
                    "напишите уровень или список уровней"
                ),
            );
        };
        if places.iter().any(|(other, _)| *other != scheme) {
            return self.problem(
                &path,
                said!(
                    "the levels are of different schemes",
                    "уровни — из разных шкал"
                ),
                said!(
                    "write one `tier` for each scheme, under `any`",
                    "напишите по одному `tier` на каждую шкалу под `any`"
                ),
            );
        }
        let ranks = 0..=self
            .known
            .schemes
            .get(scheme)
            .map_or(0, |(_, levels)| levels.len());
        let will_do = |rank: usize| match key {
            "at_least" => rank > first,
            "below" => rank <= first,
            _ => places.iter().any(|(_, place)| rank == place + 1),
        };
        Some(Test::Tier(TierTest {
            scheme,
            accepted: ranks.map(will_do).collect(),
        }))
    }

    /// Places of the scheme and of the level in it.
    fn level(&mut self, level: &Scalar, path: &str) -> Option<(usize, usize)> {
        let place = |levels: &[TierId]| {
            levels
                .iter()
                .position(|known| known.as_str() == level.as_str())
        };
        let mut schemes = self.known.schemes.iter().enumerate();
        if let Some(found) =
            schemes.find_map(|(n, (_, levels))| place(levels).map(|place| (n, place)))
        {
            return Some(found);
        }
        let levels = self
            .known
            .schemes
            .iter()
            .flat_map(|(_, levels)| levels)
            .map(TierId::as_str);
        let help = remedy(level.as_str(), levels);
        self.problem(
            path,
            said!("there is no tier `{level}`", "нет уровня `{level}`"),
            help,
        )
    }

    pub(super) fn member_word(
        &mut self,
        word: MemberWord,
        file: &WordsFile,
        path: &str,
    ) -> Option<Test> {
        if word == MemberWord::Gender {
            let genders = [Gender::Female, Gender::Male, Gender::Other].map(Gender::key);
            let said = [&file.within, &file.not]
                .into_iter()
                .flatten()
                .flat_map(|words| &words.0);
            let unknown = said
                .map(Scalar::as_str)
                .find(|word| !genders.contains(word));
            if let Some(unknown) = unknown.map(str::to_owned) {
                let help = remedy(&unknown, genders);
                return self.problem(
                    path,
                    said!("there is no gender `{unknown}`", "нет пола `{unknown}`"),
                    help,
                );
            }
        }
        Some(Test::Word(word, self.words(file, path)?))
    }

    pub(super) fn contact(contact: Contact, file: &PresentFile) -> Test {
        match contact {
            Contact::Email => Test::HasEmail(file.present),
            Contact::Phone => Test::HasPhone(file.present),
        }
    }

    pub(super) fn yearly(&mut self, date: &str, file: &YearlyFile, path: &str) -> Option<Test> {
        let test = match (&file.within, &file.month) {
            (Some(around), None) => {
                let (before, after) = self.around(around, &join(path, "within"))?;
                YearlyTest::Around { before, after }
            }
            (None, Some(months)) if matches!(months.0.as_slice(), [one] if one.as_str() == "current") => {
                YearlyTest::ThisMonth
            }
            (None, Some(months)) => YearlyTest::Month(self.months(months, &join(path, "month"))?),
            _ => {
                let help = said!(
                    "write {{ within: {{ before: 7d, after: 7d }} }} or {{ month: current }}",
                    "напишите `{{ within: {{ before: 7d, after: 7d }} }}` или `{{ month: current }}`"
                );
                return self.problem(
                    path,
                    said!(
                        "a yearly date needs exactly one of within and month",
                        "для ежегодной даты нужно ровно одно из `within` и `month`"
                    ),
                    help,
                );
            }
        };
        let date = match date {
            "birthday" | "birth_date" => YearlyDate::Birth,
            name => YearlyDate::Named(name.to_owned()),
        };
        Some(Test::Yearly(date, test))
    }

    /// Days before a day and after it.
    pub(super) fn around(&mut self, file: &AroundFile, path: &str) -> Option<(i32, i32)> {
        let before = self.days(file.before, &join(path, "before"));
        let after = self.days(file.after, &join(path, "after"));
        before.zip(after)
    }

    /// Whole days of a span, none if it is not said.
    fn days(&mut self, span: Option<Span>, path: &str) -> Option<i32> {
        let Some(span) = span else { return Some(0) };
        match span.as_days().filter(|days| *days <= 366) {
            Some(days) => Some(days),
            None => self.problem(
                path,
                said!(
                    "`{span}` is not a number of days",
                    "`{span}` — не число дней"
                ),
                said!(
                    "write up to 366 days, like 7d",
                    "напишите не больше 366 дней, например `7d`"
                ),
            ),
        }
    }

    /// How long ago something was.
    pub(super) fn ago(
        &mut self,
        within: Option<Span>,
        days: Option<&CompareFile>,
        path: &str,
    ) -> Option<AgoTest> {
        match (within, days) {
            (Some(span), None) => Some(AgoTest::Within(WindowTest::last(span))),
            (None, Some(days)) => self
                .days_ago(days, &join(path, "days_ago"))
                .map(AgoTest::Days),
            _ => self.problem(
                path,
                said!(
                    "needs exactly one of within and days_ago",
                    "нужно ровно одно из `within` и `days_ago`"
                ),
                said!(
                    "write {{ days_ago: {{ gt: 60 }} }} or {{ within: 30d }}",
                    "напишите `{{ days_ago: {{ gt: 60 }} }}` или `{{ within: 30d }}`"
                ),
            ),
        }
    }

    /// A range of milliseconds ago.
    pub(super) fn days_ago(&mut self, file: &CompareFile, path: &str) -> Option<Range> {
        if file.eq.is_some() {
            let help = said!(
                "it compares a length of time: write {{ gte: 60, lt: 61 }}",
                "здесь сравнивается длительность: напишите `{{ gte: 60, lt: 61 }}`"
            );
            return self.problem(
                path,
                said!(
                    "`eq` would hold for a single instant",
                    "`eq` выполнялось бы одно мгновение"
                ),
                help,
            );
        }
        let range = self.range(file, Counts::Whole, path)?;
        let ms = |bound: Bound| Bound {
            value: bound.value.saturating_mul(MS_PER_DAY),
            ..bound
        };
        Some(Range {
            lower: range.lower.map(ms),
            upper: range.upper.map(ms),
        })
    }

    pub(super) fn value(&mut self, file: &ValueFile, path: &str) -> Option<ValueTest> {
        let comparators = [
            (Comparator::Eq, "eq", file.eq.as_ref()),
            (Comparator::Gt, "gt", file.gt.as_ref()),
            (Comparator::Gte, "gte", file.gte.as_ref()),
            (Comparator::Lt, "lt", file.lt.as_ref()),
            (Comparator::Lte, "lte", file.lte.as_ref()),
            (
                Comparator::Gte,
                "between[0]",
                file.between.as_ref().map(|(from, _)| from),
            ),
            (
                Comparator::Lte,
                "between[1]",
                file.between.as_ref().map(|(_, to)| to),
            ),
        ];
        let mut compare = Vec::new();
        for (how, key, text) in comparators {
            let Some(text) = text else { continue };
            let literal = Literal::new(text.as_str());
            if how != Comparator::Eq && literal.number.is_none() && literal.date.is_none() {
                let message = said!(
                    "`{text}` has no order",
                    "`{text}` нельзя сравнить на больше и меньше"
                );
                return self.problem(
                    &join(path, key),
                    message,
                    said!(
                        "compare numbers and dates; for words write `in` or `not`",
                        "сравнивайте числа и даты; для слов пишите `in` или `not`"
                    ),
                );
            }
            compare.push((how, literal));
        }
        let list = |words: &Option<OneOrMany<Scalar>>| {
            words.as_ref().map(|words| {
                words
                    .0
                    .iter()
                    .map(|word| Literal::new(word.as_str()))
                    .collect::<Vec<_>>()
            })
        };
        let test = ValueTest {
            within: list(&file.within),
            not: list(&file.not),
            compare,
            present: file.present,
        };
        if test == ValueTest::default() {
            return self.problem(
                path,
                said!("nothing to compare with", "не с чем сравнивать"),
                said!(
                    "write a value, or present: true",
                    "напишите значение или `present: true`"
                ),
            );
        }
        Some(test)
    }

    pub(super) fn properties(
        &mut self,
        files: &PropertiesFile,
        path: &str,
    ) -> Option<Vec<(String, ValueTest)>> {
        let mut tests = Vec::new();
        for (name, file) in files {
            tests.push((name.clone(), self.value(&file.0, &join(path, name))?));
        }
        Some(tests)
    }

    pub(super) fn balance(&mut self, unit: &str, file: &CompareFile, path: &str) -> Option<Test> {
        let place = self
            .known
            .units
            .iter()
            .position(|(known, _)| known.as_str() == unit);
        let Some((place, scale)) = place.and_then(|n| Some((n, self.known.units.get(n)?.1))) else {
            let help = remedy(
                unit,
                self.known
                    .units
                    .iter()
                    .map(|(known, _)| UnitId::as_str(known)),
            );
            return self.problem(
                path,
                said!("there is no unit `{unit}`", "нет единицы `{unit}`"),
                help,
            );
        };
        Some(Test::Balance(
            place,
            self.range(file, Counts::Points(scale), path)?,
        ))
    }

    pub(super) fn consent(channel: &str, state: ConsentFile) -> Test {
        let state = match state {
            ConsentFile::Granted => Some(ConsentState::Granted),
            ConsentFile::Withdrawn => Some(ConsentState::Withdrawn),
            ConsentFile::Unknown => None,
        };
        Test::Consent(channel.to_owned(), state)
    }
}
