//! From a condition as written to one that is evaluated: names are looked up, numbers read, problems said.

mod basket;
mod member;
mod past;
mod stamp;

use crate::cell::CellNames;
use crate::condition::file::{ConditionFile, EntryFile};
use crate::condition::leaf::{Condition, InSegment, Leaf, Negated, Test, TimeTest, WordTest};
use crate::condition::line::LineWhere;
use crate::condition::names::{NameSet, Names};
use crate::condition::range::{Bound, Range};
use crate::condition::scalar::{OneOrMany, Scalar, Short};
use crate::condition::written::{CompareFile, LineWhereFile, TimeFile, WordsFile};
use crate::language::Said;
use crate::name::{LaneId, SchemeId, SegmentId, TierId, UnitId};
use crate::number::{Currency, Quantity, Scale};
use crate::program::{Problem, Program, Segment, TierScheme, remedy};
use crate::said;
use crate::stamp::Stage;
use crate::time::{Instant, WeekHours, Window, Zone};

/// What a program declares, as far as conditions refer to it. Orders are those of the compiled program.
#[derive(Debug)]
pub struct Known {
    /// Currency of amounts.
    pub currency: Currency,
    /// Zone of dates.
    pub zone: Zone,
    /// Units and their decimals.
    pub units: Vec<(UnitId, Scale)>,
    /// Tier schemes and their levels, lowest first.
    pub schemes: Vec<(SchemeId, Vec<TierId>)>,
    /// Stages of a member's life.
    pub stages: Vec<Stage>,
    /// Names of cells of RFM.
    pub cell_names: CellNames,
    /// Segments compiled so far.
    pub segments: Vec<Segment>,
    /// Lanes.
    pub lanes: Vec<LaneId>,
    /// Saved segments that conditions compiled so far name, each with the path of the leaf; `None` where conditions are of
    /// segments themselves, which are made of others by `segment`.
    pub saved: Option<Vec<(SegmentId, String)>>,
    /// Names that compiled conditions compare; goes to the program when all are compiled.
    pub names: Names,
}

impl Known {
    /// A program that declares nothing yet.
    pub fn new(currency: Currency, zone: Zone) -> Self {
        Self {
            currency,
            zone,
            units: vec![],
            schemes: vec![],
            stages: Stage::USUAL.to_vec(),
            cell_names: CellNames::usual(),
            segments: vec![],
            lanes: vec![],
            saved: None,
            names: Names::default(),
        }
    }

    /// What a compiled program declares, its segments included, with names of one's own: whoever keeps members under
    /// names of theirs compiles conditions against those.
    pub fn of(program: &Program, names: Names) -> Self {
        let units = program.units.iter();
        let levels =
            |scheme: &TierScheme| scheme.levels.iter().map(|level| level.id.clone()).collect();
        let schemes = program.schemes.iter();
        let mut known = Self {
            units: units.map(|unit| (unit.id.clone(), unit.scale)).collect(),
            schemes: schemes
                .map(|scheme| (scheme.id.clone(), levels(scheme)))
                .collect(),
            stages: match program.stages.is_empty() {
                true => Stage::USUAL.to_vec(),
                false => program.stages.iter().map(|stage| stage.id).collect(),
            },
            cell_names: program.cell_names.clone(),
            lanes: program.lanes.iter().map(|lane| lane.id.clone()).collect(),
            names,
            ..Self::new(program.currency, program.zone.clone())
        };
        for segment in &program.segments {
            let file = segment.when.written();
            // The program has compiled, so nothing is left to tell.
            let when = compile(&file, "", &mut known, &mut Vec::new());
            let id = segment.id.clone();
            known.segments.push(Segment { id, when });
        }
        known
    }
}

/// Compiles a condition that stands at `path`. Every problem is said; the result then stands for nothing.
pub fn compile(
    file: &ConditionFile,
    path: &str,
    known: &mut Known,
    problems: &mut Vec<Problem>,
) -> Condition {
    Compiler {
        known,
        problems,
        root: path.len(),
    }
    .condition(file, path)
}

/// Compiles a filter of lines that stands at `path`. Every problem is said; the result then stands for nothing.
pub fn compile_lines(
    file: &LineWhereFile,
    path: &str,
    known: &mut Known,
    problems: &mut Vec<Problem>,
) -> LineWhere {
    let mut compiler = Compiler {
        known,
        problems,
        root: path.len(),
    };
    LineWhere {
        written: file.clone(),
        ..compiler.lines(file, path)
    }
}

/// What a number counts, and so how it is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counts {
    /// Whole things.
    Whole,
    /// Money of the program.
    Money,
    /// Points of a unit with these decimals.
    Points(Scale),
    /// Quantities of goods.
    Quantity,
    /// Shares of the whole.
    Share,
    /// Numbers with two decimals, as hundredths.
    Hundredths,
}

pub(super) struct Compiler<'k> {
    pub known: &'k mut Known,
    pub problems: &'k mut Vec<Problem>,
    /// How much of every path is the path of the condition itself.
    root: usize,
}

impl Compiler<'_> {
    fn condition(&mut self, file: &ConditionFile, path: &str) -> Condition {
        let entry = |entry: &EntryFile| self.entry(entry, &join(path, &entry.key()));
        let mut entries: Vec<Condition> = file.entries.iter().map(entry).collect();
        match entries.len() {
            1 => entries.remove(0),
            _ => Condition::All(entries),
        }
    }

    fn conditions(&mut self, files: &[ConditionFile], path: &str) -> Vec<Condition> {
        if files.is_empty() {
            self.tell(
                path,
                said!(
                    "an empty list says nothing",
                    "пустой список ничего не говорит"
                ),
                said!(
                    "write at least one condition, or leave it out",
                    "напишите хотя бы одно условие или уберите список"
                ),
            );
        }
        let numbered = files.iter().enumerate();
        numbered
            .map(|(n, file)| self.condition(file, &format!("{path}[{n}]")))
            .collect()
    }

    fn entry(&mut self, entry: &EntryFile, path: &str) -> Condition {
        match entry {
            EntryFile::All(files) => Condition::All(self.conditions(files, path)),
            EntryFile::Any(files) => Condition::Any(self.conditions(files, path)),
            EntryFile::Not(file) => {
                let inner = self.condition(file, path);
                Condition::Not(Box::new(Negated {
                    path: self.local(path),
                    inner,
                }))
            }
            EntryFile::Segment(id) => self.segment(id, path),
            leaf => match self.test(leaf, path) {
                Some(test) => {
                    let (path, written) = (self.local(path), entry.clone());
                    Condition::Leaf(Box::new(Leaf {
                        path,
                        written,
                        test,
                    }))
                }
                None => Condition::Never,
            },
        }
    }

    fn segment(&mut self, id: &Scalar, path: &str) -> Condition {
        let known = &self.known.segments;
        if let Some(segment) = known
            .iter()
            .find(|segment| segment.id.as_str() == id.as_str())
        {
            let (id, when) = (segment.id.clone(), segment.when.clone());
            return Condition::Segment(Box::new(InSegment {
                path: self.local(path),
                id,
                when,
            }));
        }
        let help = remedy(id.as_str(), known.iter().map(|segment| segment.id.as_str()));
        self.tell(
            path,
            said!("there is no segment `{id}`", "нет сегмента `{id}`"),
            help,
        );
        Condition::Never
    }

    /// Whether there is such a segment is known where programs are published, and not here.
    fn saved_segment(&mut self, id: &Scalar, path: &str) -> Option<Test> {
        let Some(saved) = &mut self.known.saved else {
            return self.problem(
                path,
                said!(
                    "a segment cannot wait for what was found of a saved one",
                    "сегмент не может опираться на то, что найдено о сохранённом"
                ),
                said!(
                    "name the saved segment in the rule; a saved segment is made of others by `segment: {id}`",
                    "назовите сохранённый сегмент в самом правиле; сохранённые сегменты складываются друг из друга через `segment: {id}`"
                ),
            );
        };
        let id = SegmentId::new(id.as_str());
        saved.push((id.clone(), path.to_owned()));
        Some(Test::Saved(id))
    }

    /// What a leaf tests; `None` if it has a problem.
    fn test(&mut self, entry: &EntryFile, path: &str) -> Option<Test> {
        match entry {
            EntryFile::All(_) | EntryFile::Any(_) | EntryFile::Not(_) | EntryFile::Segment(_) => {
                None
            }
            EntryFile::SavedSegment(id) => self.saved_segment(id, path),
            EntryFile::Tier(file) => self.tier(&file.0, path),
            EntryFile::Word(word, file) => self.member_word(*word, &file.0, path),
            EntryFile::Contact(contact, file) => Some(Self::contact(*contact, file)),
            EntryFile::Yearly(date, file) => self.yearly(date, file, path),
            EntryFile::Age(file) => Some(Test::Age(self.range(&file.0, Counts::Whole, path)?)),
            EntryFile::Attribute(name, file) => {
                Some(Test::Attribute(name.clone(), self.value(&file.0, path)?))
            }
            EntryFile::Registered(file) => Some(Test::Registered(self.ago(
                file.within,
                file.days_ago.as_ref(),
                path,
            )?)),
            EntryFile::Known(yes) => Some(Test::Known(*yes)),
            EntryFile::Purchases(file) => self.purchases(file, path),
            EntryFile::LastPurchase(file) => self.last_purchase(&file.0, path),
            EntryFile::Favourite(file) => self.favourite(file, path),
            EntryFile::Balance(unit, file) => self.balance(unit, &file.0, path),
            EntryFile::Events(kind, file) => self.events(kind, file, path),
            EntryFile::ThisEvent(file) => Some(Test::ThisEvent(
                self.properties(&file.filter, &join(path, "where"))?,
            )),
            EntryFile::Consent(channel, state) => Some(Self::consent(channel, *state)),
            EntryFile::BasketTotal(file) => self.basket_total(&file.0, path),
            EntryFile::BasketLines(file) => self.basket_lines(file, path),
            EntryFile::BasketStore(file) => Some(Test::BasketStore(self.words(&file.0, path)?)),
            EntryFile::BasketChannel(file) => Some(Test::BasketChannel(self.words(&file.0, path)?)),
            EntryFile::BasketPayment(file) => Some(Test::BasketPayment(self.words(&file.0, path)?)),
            EntryFile::Number(file) => self.purchase_number(file, path),
            EntryFile::BasketCoupon(codes) => self.coupon(codes, path),
            EntryFile::Time(file) => self.time(file, path),
            EntryFile::Rfm(file) => self.rfm(file, path),
            EntryFile::Stage(words) => self.stage(words, path),
            EntryFile::Clv(file) => self.clv(file, path),
            EntryFile::Alive(file) => self.alive(&file.0, path),
            EntryFile::ExpectedPurchases(file) => self.expected_purchases(&file.0, path),
            EntryFile::NextPurchase(file) => self.next_purchase(file, path),
        }
    }

    fn time(&mut self, file: &TimeFile, path: &str) -> Option<Test> {
        let fixed = self.fixed_window(file.from.as_ref(), file.to.as_ref(), path)?;
        let months = match &file.months {
            Some(months) => self.months(months, &join(path, "months"))?,
            None => vec![],
        };
        let week = (file.weekdays.is_some() || file.hours.is_some()).then(|| WeekHours {
            weekdays: file.weekdays.clone().map_or_else(Vec::new, |days| days.0),
            hours: file.hours,
        });
        if week.is_none() && fixed == Window::ALWAYS && months.is_empty() && file.dates.is_none() {
            return self.problem(
                path,
                said!("no time is said", "не сказано, когда"),
                said!(
                    "write weekdays, hours, from, to, months or dates",
                    "напишите `weekdays`, `hours`, `from`, `to`, `months` или `dates`"
                ),
            );
        }
        Some(Test::Time(Box::new(TimeTest {
            week,
            fixed,
            months,
            dates: file.dates,
        })))
    }

    /// Months as numbers from 1.
    pub(super) fn months(&mut self, months: &OneOrMany<Scalar>, path: &str) -> Option<Vec<i32>> {
        let mut numbers = Vec::new();
        for month in &months.0 {
            match month
                .as_str()
                .parse()
                .ok()
                .filter(|month| (1..=12).contains(month))
            {
                Some(number) => numbers.push(number),
                None => {
                    return self.problem(
                        path,
                        said!("`{month}` is no month", "`{month}` — не месяц"),
                        said!("write a number from 1 to 12", "напишите число от 1 до 12"),
                    );
                }
            }
        }
        if numbers.is_empty() {
            return self.problem(
                path,
                said!("no month is named", "не назван ни один месяц"),
                said!(
                    "write a number from 1 to 12, or a list of them",
                    "напишите число от 1 до 12 или список таких чисел"
                ),
            );
        }
        Some(numbers)
    }

    /// From one local date or time up to another; open ends for what is not said.
    pub(super) fn fixed_window(
        &mut self,
        from: Option<&Scalar>,
        to: Option<&Scalar>,
        path: &str,
    ) -> Option<Window> {
        let from = match from {
            Some(text) => self.instant(text, &join(path, "from"))?,
            None => Instant::MIN,
        };
        let to = match to {
            Some(text) => self.instant(text, &join(path, "to"))?,
            None => Instant::MAX,
        };
        let window = Window { from, to };
        if window.is_empty() {
            return self.problem(
                path,
                said!("`to` is not after `from`", "`to` не позже `from`"),
                said!(
                    "`to` is the first day or time outside",
                    "`to` — первый день или момент, который уже не входит"
                ),
            );
        }
        Some(window)
    }

    fn instant(&mut self, text: &Scalar, path: &str) -> Option<Instant> {
        match self.known.zone.parse_instant(text.as_str()) {
            Ok(at) => Some(at),
            Err(error) => self.problem(
                path,
                error,
                said!(
                    "write 2026-03-01 or 2026-03-01T10:00",
                    "напишите `2026-03-01` или `2026-03-01T10:00`"
                ),
            ),
        }
    }

    /// The names of a test, interned; `None` if there is no such test or it has a problem.
    pub(super) fn words_at(
        &mut self,
        file: Option<&Short<WordsFile>>,
        path: &str,
        key: &str,
    ) -> Option<WordTest> {
        self.words(&file?.0, &join(path, key))
    }

    /// The names of a test, interned.
    pub(super) fn words(&mut self, file: &WordsFile, path: &str) -> Option<WordTest> {
        let said = [file.within.as_ref(), file.not.as_ref()];
        if said.iter().all(Option::is_none) && file.present.is_none() {
            return self.problem(
                path,
                said!("no word is named", "не названо ни одного слова"),
                said!(
                    "write a word, a list, `in`, `not` or `present`",
                    "напишите слово, список, `in`, `not` или `present`"
                ),
            );
        }
        if said.into_iter().flatten().any(|words| words.0.is_empty()) {
            return self.problem(
                path,
                said!("the list is empty", "список пуст"),
                said!("write at least one word", "напишите хотя бы одно слово"),
            );
        }
        let mut set = |words: &OneOrMany<Scalar>| {
            NameSet::new(
                words
                    .0
                    .iter()
                    .map(|word| self.known.names.intern(word.as_str())),
            )
        };
        let (within, not) = (
            file.within.as_ref().map(&mut set),
            file.not.as_ref().map(&mut set),
        );
        Some(WordTest {
            within,
            not,
            present: file.present,
        })
    }

    /// Comparators as one range of whole numbers.
    pub(super) fn range(
        &mut self,
        file: &CompareFile,
        counts: Counts,
        path: &str,
    ) -> Option<Range> {
        let bound = |value, included| Some(Bound { value, included });
        let ends = [
            ("eq", &file.eq, true, true, true),
            ("gt", &file.gt, true, false, false),
            ("gte", &file.gte, true, false, true),
            ("lt", &file.lt, false, true, false),
            ("lte", &file.lte, false, true, true),
        ];
        let mut range: Option<Range> = None;
        let mut narrow = |part: Range| range = Some(range.unwrap_or_default().and(part));
        for (key, text, lower, upper, included) in ends {
            let Some(text) = text else { continue };
            let value = self.number(text, counts, &join(path, key))?;
            let end = bound(value, included);
            narrow(Range {
                lower: end.filter(|_| lower),
                upper: end.filter(|_| upper),
            });
        }
        if let Some((from, to)) = &file.between {
            let from = self.number(from, counts, &format!("{path}.between[0]"))?;
            let to = self.number(to, counts, &format!("{path}.between[1]"))?;
            narrow(Range {
                lower: bound(from, true),
                upper: bound(to, true),
            });
        }
        match range {
            None => self.problem(
                path,
                said!("nothing to compare with", "не с чем сравнивать"),
                said!(
                    "write eq, gt, gte, lt, lte or between",
                    "напишите `eq`, `gt`, `gte`, `lt`, `lte` или `between`"
                ),
            ),
            Some(range) if range.is_empty() => self.problem(
                path,
                said!("no number is both", "такого числа не бывает"),
                said!(
                    "the lower end must not be above the upper end",
                    "нижняя граница не должна быть выше верхней"
                ),
            ),
            Some(range) => Some(range),
        }
    }

    fn number(&mut self, text: &Scalar, counts: Counts, path: &str) -> Option<i64> {
        let share = text;
        let text = text.as_str();
        let number = match counts {
            Counts::Share => return self.share(share, path),
            Counts::Whole => Scale::WHOLE.parse(text).map(|points| points.raw()),
            Counts::Hundredths => Scale::HUNDREDTHS.parse(text).map(|points| points.raw()),
            Counts::Money => self
                .known
                .currency
                .parse_money(text)
                .map(|money| money.minor()),
            Counts::Points(scale) => scale.parse(text).map(|points| points.raw()),
            Counts::Quantity => Quantity::parse(text).map(Quantity::raw),
        };
        match number {
            Ok(number) => Some(number),
            Err(error) => {
                self.problems.push(Problem::new(path, error));
                None
            }
        }
    }

    /// Says a problem; stands for the value that could not be made.
    pub(super) fn problem<T>(
        &mut self,
        path: &str,
        message: impl Into<Said>,
        help: impl Into<Said>,
    ) -> Option<T> {
        self.tell(path, message, help);
        None
    }

    fn tell(&mut self, path: &str, message: impl Into<Said>, help: impl Into<Said>) {
        self.problems
            .push(Problem::new(path, message).with_help(help));
    }

    /// A path within the condition.
    fn local(&self, path: &str) -> String {
        path.get(self.root..)
            .unwrap_or(path)
            .trim_start_matches('.')
            .to_owned()
    }
}

/// A key under a path.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}
