//! Members found by what a person types: parts of names, telephones, addresses, cards.
//!
//! An index of trigrams over the words of each member answers it. Every word stands between two spaces on each side, so
//! that a trigram can also say where a word begins or ends: one letter asks for `␣␣л`, two for `␣ли`, and a whole word
//! for the spaces around it. What fits better comes first: whole words, then beginnings of words, then any part; and in
//! each the newest member first. Of numbers people tell the last four digits, or type them from the beginning: more
//! digits than four are looked for at the beginnings of identifiers first, then anywhere.

mod number;

use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::StoreId;

use self::number::Beginning;
use crate::codec::{number, to_json};
use crate::database::{Connection, Engine, Row};
use crate::rows::{all, sql_limit, touch};
use crate::sql::member as sql;
use crate::{Cursor, Identifier, MemberRow, Page, Reader, StoreError};

/// Words of a question that count; who types more is pasting something else.
const WORDS_MAX: usize = 8;

/// Letters of a word that count.
const LETTERS_MAX: usize = 64;

/// A word shorter than this has no trigram, and is looked for at the beginnings of words.
const TRIGRAM: usize = 3;

/// Digits up to so many are looked for at the ends of numbers first.
const LAST_DIGITS: usize = 4;

/// Between the patterns of a list; no word has it.
const BETWEEN: &str = "\u{1}";

/// Around every word.
const GAP: &str = "  ";

/// Which members a search is for; what is `None` does not narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberFilter {
    /// Parts of names, telephones, e-mail addresses, cards or the caller's id, any case; each word must be found.
    pub q: Option<String>,
    /// City, exactly.
    pub city: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// Home store.
    pub store: Option<StoreId>,
}

/// What a member is found by, as the index takes it.
pub(crate) fn text<'i>(
    profile: &'i Profile,
    identifiers: impl IntoIterator<Item = &'i Identifier>,
) -> String {
    let names = [
        &profile.last_name,
        &profile.first_name,
        &profile.middle_name,
    ];
    let contacts = [&profile.phone, &profile.email];
    let names = names.into_iter().flatten();
    let names = names.flat_map(|name| name.split_whitespace());
    let contacts = contacts.into_iter().flatten().map(String::as_str);
    let identifiers = identifiers.into_iter();
    let identifiers = identifiers.map(|identifier| identifier.value.as_str());
    let mut words: Vec<String> = Vec::new();
    for word in names.chain(contacts).chain(identifiers).map(folded) {
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    if words.is_empty() {
        return String::new();
    }
    format!("{GAP}{}{GAP}", words.join(GAP))
}

/// A word in the form it is compared in: small letters, `е` for `ё`, and of what may be a telephone its digits.
fn folded(word: &str) -> String {
    if is_number(word) {
        return word.chars().filter(char::is_ascii_digit).collect();
    }
    let small = word.to_lowercase();
    let letters = small.split_whitespace().flat_map(str::chars);
    letters
        .map(|letter| if letter == 'ё' { 'е' } else { letter })
        .collect()
}

/// Digits, and what people write between them.
fn is_number(text: &str) -> bool {
    let between = |letter: char| matches!(letter, ' ' | '\u{a0}' | '+' | '-' | '(' | ')' | '.');
    text.contains(|letter: char| letter.is_ascii_digit())
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || between(letter))
}

/// Texts to put into the index and to take out of it. Written together at the end of a transaction: FTS5 writes what it
/// has gathered whenever another statement needs a savepoint, and a piece of its own for each member would have to be
/// merged with all others.
#[derive(Debug, Default)]
pub(crate) struct IndexMoves(Vec<IndexMove>);

#[derive(Debug)]
struct IndexMove {
    member: MemberId,
    /// Exactly as it was put.
    dropped: Option<String>,
    put: Option<String>,
}

impl IndexMoves {
    /// A new member's text.
    pub(crate) fn put(&mut self, member: MemberId, text: String) {
        self.0.push(IndexMove {
            member,
            dropped: None,
            put: Some(text),
        });
    }

    /// A member's text in place of an old one.
    pub(crate) fn replace(&mut self, member: MemberId, old: String, new: String) {
        if old != new {
            self.0.push(IndexMove {
                member,
                dropped: Some(old),
                put: Some(new),
            });
        }
    }

    /// A member of whom nothing is left to be found by.
    pub(crate) fn drop(&mut self, member: MemberId) {
        self.0.push(IndexMove {
            member,
            dropped: Some(text(&Profile::default(), &[])),
            put: None,
        });
    }

    /// Writes them, in order.
    pub(crate) fn write(self, conn: &Connection) -> Result<(), StoreError> {
        if conn.engine() == Engine::Postgres {
            // Its index follows the texts by itself.
            return Ok(());
        }
        for moved in self.0 {
            let member = moved.member.raw();
            if let Some(old) = moved.dropped {
                touch(conn, sql::MEMBER_DROP_INDEX, (member, old))?;
            }
            if let Some(new) = moved.put {
                touch(conn, sql::MEMBER_INDEX, (member, new))?;
            }
        }
        Ok(())
    }
}

/// What is asked for, in the order the pages tell it.
#[derive(Debug, Default)]
struct Questions {
    /// Beginnings of a number, before the texts.
    beginnings: Vec<Beginning>,
    /// What fits best first. Empty: nothing in particular is asked for.
    texts: Vec<Text>,
}

impl Questions {
    fn of(q: &str) -> Self {
        let words = words(q);
        if let [word] = words.as_slice()
            && is_number(word)
            && word.len() > LAST_DIGITS
        {
            return Self {
                beginnings: number::beginnings(word),
                texts: vec![Text::of(&words, Fit::Any)],
            };
        }
        let mut texts: Vec<Text> = match words.as_slice() {
            [] => Vec::new(),
            words => [Fit::Whole, Fit::Edge, Fit::Any]
                .map(|fit| Text::of(words, fit))
                .into(),
        };
        texts.dedup();
        Self {
            beginnings: Vec::new(),
            texts,
        }
    }

    /// The text at a place, and the better one whose members an earlier place has told.
    fn text(&self, place: usize) -> Option<(&Text, Option<&Text>)> {
        let better = place.checked_sub(1);
        let better = better.and_then(|better| self.texts.get(better));
        self.texts.get(place).map(|text| (text, better))
    }

    /// How many there are to ask in turn; a list of everybody is one.
    fn len(&self) -> usize {
        (self.beginnings.len() + self.texts.len()).max(1)
    }
}

/// The words of a question. One that is a number in all, however it is spaced, is one word.
fn words(q: &str) -> Vec<String> {
    let typed: Vec<&str> = if is_number(q) {
        vec![q]
    } else {
        q.split_whitespace().collect()
    };
    let folded = typed.into_iter().map(folded);
    let short = folded.map(|word| word.chars().take(LETTERS_MAX).collect::<String>());
    let mut words: Vec<String> = short.filter(|word| !word.is_empty()).collect();
    words.truncate(WORDS_MAX);
    words
}

/// How a word of a question stands to one of a member.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It is the word.
    Whole,
    /// It is its beginning, or the last digits of a number.
    Edge,
    /// It is a part of it.
    Any,
}

/// Letters that must stand together, spaces included: for each word those of which one must be found.
#[derive(Debug, PartialEq, Eq)]
struct Text(Vec<Vec<String>>);

impl Text {
    fn of(words: &[String], fit: Fit) -> Self {
        Self(words.iter().map(|word| spellings(word, fit)).collect())
    }

    /// As the index of SQLite takes it.
    fn for_index(&self) -> String {
        let quote = |letters: &String| format!("\"{}\"", letters.replace('"', "\"\""));
        let word = |spellings: &Vec<String>| {
            let quoted: Vec<String> = spellings.iter().map(quote).collect();
            match quoted.as_slice() {
                [one] => one.clone(),
                more => format!("({})", more.join(" OR ")),
            }
        };
        let words: Vec<String> = self.0.iter().map(word).collect();
        words.join(" AND ")
    }

    /// As regular expressions, that of the longest word first.
    fn for_patterns(&self) -> Vec<String> {
        let mut words: Vec<&Vec<String>> = self.0.iter().collect();
        words.sort_by_key(|spellings| std::cmp::Reverse(spellings.iter().map(String::len).max()));
        let word = |spellings: &Vec<String>| {
            let escaped: Vec<String> = spellings.iter().map(|letters| escaped(letters)).collect();
            escaped.join("|")
        };
        words.into_iter().map(word).collect()
    }
}

/// Letters as a regular expression that means them.
fn escaped(letters: &str) -> String {
    let mut escaped = String::with_capacity(letters.len());
    for letter in letters.chars() {
        if letter.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// How a word may be written. A Russian telephone may be typed with 8 in place of 7.
fn spellings(word: &str, fit: Fit) -> Vec<String> {
    let begins_with_8 = word
        .strip_prefix('8')
        .filter(|rest| is_number(word) && rest.len() > TRIGRAM);
    let mut spellings = vec![letters(word, fit)];
    spellings.extend(begins_with_8.map(|rest| letters(&format!("7{rest}"), fit)));
    spellings
}

/// The letters of a word with the spaces around it that this fit asks for.
fn letters(word: &str, fit: Fit) -> String {
    let letters = word.chars().count();
    let is_number = is_number(word);
    match fit {
        Fit::Whole if !is_number => format!("{GAP}{word}{GAP}"),
        Fit::Any if letters >= TRIGRAM => word.to_owned(),
        Fit::Whole | Fit::Edge if is_number && (TRIGRAM..=LAST_DIGITS).contains(&letters) => {
            format!("{word}{GAP}")
        }
        Fit::Whole | Fit::Edge | Fit::Any => format!("{GAP}{word}"),
    }
}

/// What narrows a search beside the question; an empty word does not.
#[derive(Debug)]
struct Narrowed<'f> {
    city: &'f str,
    tag: String,
    store: &'f str,
}

impl<'f> Narrowed<'f> {
    fn by(filter: &'f MemberFilter) -> Result<Self, StoreError> {
        let tag = filter.tag.as_deref().map(tag_pattern).transpose()?;
        Ok(Self {
            city: filter.city.as_deref().unwrap_or_default(),
            tag: tag.unwrap_or_default(),
            store: filter
                .store
                .as_ref()
                .map(StoreId::as_str)
                .unwrap_or_default(),
        })
    }
}

/// The question a page has come to, and the last member it told there.
type Place = (usize, Option<MemberId>);

impl Reader<'_> {
    /// Members by filter: those that fit better first, of those that fit equally the newest first. Members whose numbers
    /// begin with five or more digits come before others that have them, in the order of the numbers.
    ///
    /// # Errors
    /// [`StoreError::BadCursor`], a database that cannot be read.
    pub fn search_members(
        &self,
        filter: &MemberFilter,
        after: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page<MemberRow>, StoreError> {
        let questions = Questions::of(filter.q.as_deref().unwrap_or_default());
        let narrowed = Narrowed::by(filter)?;
        let mut at = after.map_or(Ok((0, None)), place_of)?;
        let mut found: Vec<(usize, MemberId)> = Vec::new();
        while found.len() <= limit && at.0 < questions.len() {
            let left = limit.saturating_add(1) - found.len();
            let members = self.find(&narrowed, &questions, at, left)?;
            found.extend(members.into_iter().map(|member| (at.0, member)));
            at = (at.0 + 1, None);
        }
        let page = Page::cut(found, limit, |(place, id)| {
            Cursor::of_pair(i64::try_from(*place).unwrap_or(i64::MAX), id.raw())
        });
        let rows = page.items.into_iter().map(|(_, id)| self.member(id));
        let rows: Vec<Option<MemberRow>> = rows.collect::<Result<_, _>>()?;
        Ok(Page {
            items: rows.into_iter().flatten().collect(),
            next: page.next,
        })
    }

    /// Members that fit as well as the question at this place asks, and not better.
    fn find(
        &self,
        narrowed: &Narrowed<'_>,
        questions: &Questions,
        (place, after): Place,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let begins = &questions.beginnings;
        if place < begins.len() {
            return number::told_at(self.conn, narrowed, begins, place, after, limit);
        }
        let Some(question) = questions.text(place - begins.len()) else {
            return self.newest(narrowed, after, limit);
        };
        let mut found = Vec::new();
        let mut after = after;
        while found.len() < limit {
            let members = self.fitting(narrowed, question, after, limit)?;
            after = members.last().copied();
            let is_last = members.len() < limit;
            for member in members {
                if begins.is_empty() || !number::fits(self.conn, begins, member)? {
                    found.push(member);
                }
            }
            if is_last {
                break;
            }
        }
        found.truncate(limit);
        Ok(found)
    }

    /// All members, the newest first, older than one of them.
    fn newest(
        &self,
        narrowed: &Narrowed<'_>,
        after: Option<MemberId>,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let before = after.map_or(i64::MAX, MemberId::raw);
        let Narrowed { city, tag, store } = narrowed;
        let params = (before, city, tag, store, sql_limit(limit));
        all(self.conn, sql::MEMBER_LIST, params, |row| number(row, 0))
    }

    /// Those of them whose words fit a text, and not the better one.
    fn fitting(
        &self,
        narrowed: &Narrowed<'_>,
        (text, better): (&Text, Option<&Text>),
        after: Option<MemberId>,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let before = after.map_or(i64::MAX, MemberId::raw);
        let Narrowed { city, tag, store } = narrowed;
        let limit = sql_limit(limit);
        let member = |row: &Row<'_>| number(row, 0);
        match self.conn.engine() {
            Engine::Sqlite => {
                let question = match better {
                    Some(better) => format!("({}) NOT ({})", text.for_index(), better.for_index()),
                    None => text.for_index(),
                };
                let params = (before, city, tag, store, limit, question);
                all(self.conn, sql::MEMBER_FIND, params, member)
            }
            Engine::Postgres => {
                let patterns = text.for_patterns();
                let longest = patterns.first().cloned().unwrap_or_default();
                let better = better.map(|better| better.for_patterns().join(BETWEEN));
                let params = (
                    before,
                    city,
                    tag,
                    store,
                    limit,
                    longest,
                    patterns.join(BETWEEN),
                    better.unwrap_or_default(),
                );
                all(self.conn, sql::MEMBER_FIND, params, member)
            }
        }
    }
}

fn place_of(cursor: &Cursor) -> Result<Place, StoreError> {
    let (place, member) = cursor.pair()?;
    let place = usize::try_from(place).map_err(|_| StoreError::BadCursor)?;
    Ok((place, Some(MemberId::from_raw(member))))
}

/// A pattern for lists of tags that have this one.
fn tag_pattern(tag: &str) -> Result<String, StoreError> {
    let mut pattern = String::from("%");
    for letter in to_json(tag)?.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    Ok(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_in_one_form() {
        for (written, expected) in [
            ("Алёна", "алена"),
            ("O'Neil", "o'neil"),
            ("+7 (900) 000-00-01", "79000000001"),
            ("Ann@Example.org", "ann@example.org"),
            ("12-34 AB", "12-34ab"),
            ("", ""),
        ] {
            assert_eq!(folded(written), expected, "{written}");
        }
    }

    #[test]
    fn a_question_asks_for_what_fits_best_first() {
        let check = |q: &str, expected: &[&str]| {
            let asked: Vec<String> = Questions::of(q).texts.iter().map(Text::for_index).collect();
            assert_eq!(asked, expected, "{q}");
        };
        check("Ким", &[r#""  ким  ""#, r#""  ким""#, r#""ким""#]);
        check("ки", &[r#""  ки  ""#, r#""  ки""#]);
        check("4 567", &[r#""4567  ""#, r#""4567""#]);
        check("45678", &[r#""45678""#]);
        check("45", &[r#""  45""#]);
        check("89000", &[r#"("89000" OR "79000")"#]);
        check(
            "ann 12",
            &[
                r#""  ann  " AND "  12""#,
                r#""  ann" AND "  12""#,
                r#""ann" AND "  12""#,
            ],
        );
        check(r#"a"b"#, &[r#""  a""b  ""#, r#""  a""b""#, r#""a""b""#]);
        check("  ", &[]);
        check("()", &[r#""  ()  ""#, r#""  ()""#]);
    }
}
