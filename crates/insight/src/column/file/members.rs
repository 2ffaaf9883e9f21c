//! Members of a part: what there is one of, and lists of what there are few of.

use std::collections::HashMap;

use bytes::Bytes;
use parquet::data_type::ByteArray;
use regulars_engine::condition::NameId;
use regulars_engine::id::MemberId;
use regulars_engine::member::ConsentState;
use regulars_engine::number::Money;
use regulars_engine::stamp::{Marks, Purchases, Share, Stage, Stamps, Worth};
use regulars_engine::time::{Instant, LocalDate};

use super::sheet::{self, Flag, Int, Lists, Long, Sheet, Text};
use super::take::{self, Listed, Take};
use super::{FileError, int, schema, size, values, words};
use crate::column::dictionary::Dictionary;
use crate::column::part::{Level, LotRow, Part, Person};

/// The members of a part as a file.
///
/// # Errors
/// [`FileError::Parquet`].
pub fn write(part: &Part, words: &Dictionary) -> Result<Vec<u8>, FileError> {
    let texts = words.names.texts();
    sheet::write(schema::MEMBERS, |sheet| {
        write_people(sheet, part, &texts)?;
        write_stamps(sheet, part)?;
        let members = || 0..part.len();
        sheet.all::<Int>(members().map(|n| int(part.purchases.of.range(n).len())))?;
        sheet.all::<Int>(members().map(|n| int(part.events.of.range(n).len())))?;
        let tags = Lists::of(part.tags.lengths());
        sheet.items::<Text>(
            &tags,
            part.tags.items().iter().map(|tag| name(&texts, *tag)),
        )?;
        write_keyed(sheet, part, words)?;
        values::write(sheet, &part.attributes, words)?;
        write_levels(sheet, part, &texts)?;
        write_lots(sheet, part, &texts)
    })
}

/// A name that is always there.
fn name(texts: &[&str], name: NameId) -> ByteArray {
    words::text(texts, name).unwrap_or_default()
}

fn write_people(sheet: &mut Sheet<'_>, part: &Part, texts: &[&str]) -> Result<(), FileError> {
    let people = || part.people.iter();
    sheet.all::<Long>(part.ids.iter().map(|id| id.raw()))?;
    sheet.all::<Text>(part.ids.iter().map(|id| sheet::text(&id.to_string())))?;
    sheet.all::<Long>(people().map(|one| one.registered_at.ms()))?;
    sheet.some::<Int>(people().map(|one| one.birth_date.map(LocalDate::days)))?;
    sheet.some::<Text>(people().map(|one| words::text(texts, one.city)))?;
    sheet.some::<Text>(people().map(|one| words::text(texts, one.gender)))?;
    sheet.some::<Text>(people().map(|one| words::text(texts, one.language)))?;
    sheet.some::<Text>(people().map(|one| words::text(texts, one.store)))?;
    sheet.all::<Flag>(people().map(|one| one.has_email))?;
    sheet.all::<Flag>(people().map(|one| one.has_phone))?;
    sheet.all::<Flag>(people().map(|one| one.blocked))
}

fn write_stamps(sheet: &mut Sheet<'_>, part: &Part) -> Result<(), FileError> {
    let stamps = || part.people.iter().map(|one| one.stamps);
    let marks = || stamps().map(|stamps| stamps.rfm);
    sheet.some::<Int>(marks().map(|rfm| rfm.map(|rfm| rfm.recency.into())))?;
    sheet.some::<Int>(marks().map(|rfm| rfm.map(|rfm| rfm.frequency.into())))?;
    sheet.some::<Int>(marks().map(|rfm| rfm.map(|rfm| rfm.money.into())))?;
    let stages = stamps().map(|stamps| stamps.stage);
    sheet.some::<Text>(stages.map(|stage| stage.map(|stage| sheet::text(stage.as_str()))))?;
    sheet.some::<Int>(stamps().map(|stamps| stamps.alive.map(millionths)))?;
    let worth = || stamps().map(|stamps| stamps.worth);
    sheet.some::<Long>(worth().map(|worth| worth.map(|worth| worth.value.minor())))?;
    sheet.some::<Int>(worth().map(|worth| worth.map(|worth| millionths(worth.top))))?;
    let purchases = stamps().map(|stamps| stamps.purchases);
    sheet.some::<Long>(purchases.map(|purchases| Some(purchases?.hundredths().into())))?;
    sheet.some::<Int>(stamps().map(|stamps| stamps.next_purchase.map(LocalDate::days)))
}

fn millionths(share: Share) -> i32 {
    i32::try_from(share.millionths()).unwrap_or(i32::MAX)
}

/// Named dates and consents.
fn write_keyed(sheet: &mut Sheet<'_>, part: &Part, words: &Dictionary) -> Result<(), FileError> {
    let key = |key: u32| sheet::text(words.key_text(key));
    let dates = part.dates.items().iter();
    let lists = Lists::of(part.dates.lengths());
    sheet.items::<Text>(&lists, dates.clone().map(|(name, _)| key(*name)))?;
    sheet.items::<Int>(&lists, dates.map(|(_, date)| date.days()))?;
    let consents = part.consents.items().iter();
    let lists = Lists::of(part.consents.lengths());
    sheet.items::<Text>(&lists, consents.clone().map(|(channel, _)| key(*channel)))?;
    let granted = consents.map(|(_, state)| match state {
        ConsentState::Granted => true,
        ConsentState::Withdrawn => false,
    });
    sheet.items::<Flag>(&lists, granted)
}

fn write_levels(sheet: &mut Sheet<'_>, part: &Part, texts: &[&str]) -> Result<(), FileError> {
    let lists = Lists::of(part.tiers.lengths());
    let levels = || part.tiers.items().iter();
    sheet.items::<Text>(&lists, levels().map(|held| name(texts, held.scheme)))?;
    sheet.some_items::<Text>(&lists, levels().map(|held| words::text(texts, held.level)))?;
    sheet.items::<Long>(&lists, levels().map(|held| held.since.ms()))?;
    sheet.some_items::<Long>(&lists, levels().map(|held| held.until.map(Instant::ms)))
}

fn write_lots(sheet: &mut Sheet<'_>, part: &Part, texts: &[&str]) -> Result<(), FileError> {
    let lists = Lists::of(part.lots.lengths());
    let lots = || part.lots.items().iter();
    sheet.items::<Text>(&lists, lots().map(|lot| name(texts, lot.unit)))?;
    sheet.items::<Long>(&lists, lots().map(|lot| lot.points))?;
    let from = lots().map(|lot| (lot.from > Instant::MIN).then(|| lot.from.ms()));
    sheet.some_items::<Long>(&lists, from)?;
    let to = lots().map(|lot| (lot.to < Instant::MAX).then(|| lot.to.ms()));
    sheet.some_items::<Long>(&lists, to)
}

/// Members whose words have no numbers yet.
pub(super) struct Draft {
    people: Vec<(MemberId, Person)>,
    /// City, gender, language, store.
    words: [Vec<Option<ByteArray>>; 4],
    /// Purchases of each.
    pub bought: Vec<usize>,
    /// Events of each.
    pub done: Vec<usize>,
    tags: Keyed<()>,
    dates: Keyed<i32>,
    consents: Keyed<bool>,
    attributes: values::Draft,
    levels: Keyed<Held>,
    lots: Keyed<Counting>,
}

/// A level of a scheme: which, since when and till when.
type Held = (Option<ByteArray>, i64, Option<i64>);

/// A lot of a unit: how many points, from when and up to when they count.
type Counting = (i64, Option<i64>, Option<i64>);

/// Lists of words with what belongs to each.
struct Keyed<T> {
    lengths: Vec<usize>,
    items: Vec<(ByteArray, T)>,
}

impl<T> Keyed<T> {
    fn of(words: Listed<ByteArray>, items: impl Iterator<Item = T>) -> Self {
        Self {
            lengths: words.lengths().to_vec(),
            items: words.into_items().zip(items).collect(),
        }
    }

    /// The lists, one after the other.
    fn lists(&self) -> impl Iterator<Item = &[(ByteArray, T)]> {
        let mut rest = self.items.as_slice();
        self.lengths.iter().map(move |length| {
            let (own, others) = rest.split_at_checked(*length).unwrap_or((rest, &[]));
            rest = others;
            own
        })
    }
}

/// Reads members.
pub(super) fn read(bytes: Bytes) -> Result<Draft, FileError> {
    take::read(schema::MEMBERS, bytes, |take| {
        let ids = take.all::<Long>()?;
        take.skip(1);
        let registered = take.all::<Long>()?;
        let born = take.some::<Int>()?;
        let words = [(); 4].map(|()| take.some::<Text>());
        let flags = [(); 3].map(|()| take.all::<Flag>());
        let [city, gender, language, store] = words;
        let [email, phone, blocked] = flags;
        let (email, phone, blocked) = (email?, phone?, blocked?);
        let stamps = read_stamps(take)?;
        let facts = ids.iter().zip(registered).zip(born).zip(stamps);
        let flags = email.into_iter().zip(phone).zip(blocked);
        let people = facts.zip(flags);
        let people = people.map(|((((id, at), born), stamps), ((email, phone), blocked))| {
            let person = Person {
                registered_at: Instant::from_ms(at),
                birth_date: born.map(LocalDate::from_days),
                first_name: NameId::NONE,
                last_name: NameId::NONE,
                city: NameId::NONE,
                gender: NameId::NONE,
                language: NameId::NONE,
                store: NameId::NONE,
                has_email: email,
                has_phone: phone,
                blocked,
                stamps,
            };
            (MemberId::from_raw(*id), person)
        });
        Ok(Draft {
            people: people.collect(),
            words: [city?, gender?, language?, store?],
            bought: sizes(take)?,
            done: sizes(take)?,
            tags: Keyed::of(take.items::<Text>()?, std::iter::repeat(())),
            dates: Keyed::of(take.items::<Text>()?, take.items::<Int>()?.into_items()),
            consents: Keyed::of(take.items::<Text>()?, take.items::<Flag>()?.into_items()),
            attributes: values::read(take)?,
            levels: read_levels(take)?,
            lots: read_lots(take)?,
        })
    })
}

fn sizes(take: &mut Take<'_>) -> Result<Vec<usize>, FileError> {
    take.all::<Int>()?.into_iter().map(size).collect()
}

fn read_stamps(take: &mut Take<'_>) -> Result<Vec<Stamps>, FileError> {
    let recency = take.some::<Int>()?.into_iter();
    let frequency = take.some::<Int>()?;
    let money = take.some::<Int>()?;
    let marks = recency.zip(frequency).zip(money).map(marks);
    let stages = take.some::<Text>()?;
    let alive = take.some::<Int>()?;
    let (values, tops) = (take.some::<Long>()?, take.some::<Int>()?);
    let worths = values.into_iter().zip(tops);
    let (purchases, next) = (take.some::<Long>()?, take.some::<Int>()?);
    let awaited = purchases.into_iter().zip(next);
    let share = |millionths: i32| Share::from_millionths(millionths.unsigned_abs());
    let hundredths = |hundredths: i64| u32::try_from(hundredths).ok();
    let stamps = marks.zip(&stages).zip(alive).zip(worths).zip(awaited);
    let stamps = stamps.map(
        |((((rfm, stage), alive), (value, top)), (purchases, next))| {
            let stage = take::text_or_none(stage.as_ref())?;
            Ok(Stamps {
                rfm,
                stage: stage.and_then(Stage::new),
                alive: alive.map(share),
                worth: value.zip(top).map(|(value, top)| Worth {
                    value: Money::from_minor(value),
                    top: share(top),
                }),
                purchases: purchases
                    .and_then(hundredths)
                    .map(Purchases::from_hundredths),
                next_purchase: next.map(LocalDate::from_days),
            })
        },
    );
    stamps.collect()
}

/// Recency, frequency and money; none of them if not all are there.
fn marks(
    ((recency, frequency), money): ((Option<i32>, Option<i32>), Option<i32>),
) -> Option<Marks> {
    let mark = |mark: Option<i32>| u8::try_from(mark?).ok();
    Some(Marks {
        recency: mark(recency)?,
        frequency: mark(frequency)?,
        money: mark(money)?,
    })
}

fn read_levels(take: &mut Take<'_>) -> Result<Keyed<Held>, FileError> {
    let schemes = take.items::<Text>()?;
    let levels = take.some_items::<Text>()?.into_items();
    let since = take.items::<Long>()?.into_items();
    let until = take.some_items::<Long>()?.into_items();
    let held = levels.zip(since).zip(until);
    Ok(Keyed::of(
        schemes,
        held.map(|((level, since), until)| (level, since, until)),
    ))
}

fn read_lots(take: &mut Take<'_>) -> Result<Keyed<Counting>, FileError> {
    let units = take.items::<Text>()?;
    let points = take.items::<Long>()?.into_items();
    let from = take.some_items::<Long>()?.into_items();
    let to = take.some_items::<Long>()?.into_items();
    let counting = points.zip(from).zip(to);
    Ok(Keyed::of(
        units,
        counting.map(|((points, from), to)| (points, from, to)),
    ))
}

impl Draft {
    /// Gives them numbers.
    pub fn put(&self, part: &mut Part, words: &mut Dictionary) -> Result<(), FileError> {
        self.put_people(part, words)?;
        for own in self.tags.lists() {
            let own = own.iter().map(|(tag, ())| named(words, Some(tag)));
            part.tags.push(own.collect::<Result<Vec<_>, _>>()?);
        }
        for own in self.dates.lists() {
            let own = own.iter();
            let own = own.map(|(name, days)| Ok((key(words, name)?, LocalDate::from_days(*days))));
            part.dates.push(own.collect::<Result<Vec<_>, FileError>>()?);
        }
        for own in self.consents.lists() {
            let own = own.iter().map(|(channel, granted)| {
                let state = match granted {
                    true => ConsentState::Granted,
                    false => ConsentState::Withdrawn,
                };
                Ok((key(words, channel)?, state))
            });
            part.consents
                .push(own.collect::<Result<Vec<_>, FileError>>()?);
        }
        self.attributes.put(&mut part.attributes, words)?;
        for own in self.levels.lists() {
            let own = own.iter().map(|(scheme, (level, since, until))| {
                Ok(Level {
                    scheme: named(words, Some(scheme))?,
                    level: named(words, level.as_ref())?,
                    since: Instant::from_ms(*since),
                    until: until.map(Instant::from_ms),
                })
            });
            part.tiers.push(own.collect::<Result<Vec<_>, FileError>>()?);
        }
        for own in self.lots.lists() {
            let own = own.iter().map(|(unit, (points, from, to))| {
                Ok(LotRow {
                    unit: named(words, Some(unit))?,
                    points: *points,
                    from: from.map_or(Instant::MIN, Instant::from_ms),
                    to: to.map_or(Instant::MAX, Instant::from_ms),
                })
            });
            part.lots.push(own.collect::<Result<Vec<_>, FileError>>()?);
        }
        Ok(())
    }

    fn put_people(&self, part: &mut Part, words: &mut Dictionary) -> Result<(), FileError> {
        let [mut city, mut gender, mut language, mut store] =
            { &self.words }.each_ref().map(|column| Met::new(column));
        for (id, person) in &self.people {
            if part.ids.last().is_some_and(|last| last >= id) {
                return Err(FileError::Unfit("members are not in order"));
            }
            let person = Person {
                city: city.next(words)?,
                gender: gender.next(words)?,
                language: language.next(words)?,
                store: store.next(words)?,
                ..*person
            };
            part.push_person(*id, person);
        }
        Ok(())
    }
}

/// A column of words that repeat: each is looked up in the dictionary once.
struct Met<'c> {
    column: std::slice::Iter<'c, Option<ByteArray>>,
    met: HashMap<&'c [u8], NameId>,
}

impl<'c> Met<'c> {
    fn new(column: &'c [Option<ByteArray>]) -> Self {
        Self {
            column: column.iter(),
            met: HashMap::new(),
        }
    }

    fn next(&mut self, words: &mut Dictionary) -> Result<NameId, FileError> {
        let Some(Some(word)) = self.column.next() else {
            return Ok(NameId::NONE);
        };
        if let Some(known) = self.met.get(word.data()) {
            return Ok(*known);
        }
        let number = named(words, Some(word))?;
        self.met.insert(word.data(), number);
        Ok(number)
    }
}

fn named(words: &mut Dictionary, name: Option<&ByteArray>) -> Result<NameId, FileError> {
    Ok(words.name(take::text_or_none(name)?))
}

fn key(words: &mut Dictionary, name: &ByteArray) -> Result<u32, FileError> {
    Ok(words.key(take::text(name)?))
}
