//! Members: profiles, identifiers, yearly dates.

use std::collections::BTreeMap;

use regulars_engine::id::MemberId;
use regulars_engine::member::Profile;
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::situation::Member;
use regulars_engine::time::{Instant, LocalDate};

use crate::codec::{
    Word, json_or_default, name_or_none, number, number_or_none, small, to_json, to_json_list,
    word, word_or_none,
};
use crate::database::{Connection, Row};
use crate::find::{self, IndexMoves};
use crate::rows::{all, one, run, sql_limit, touch};
use crate::sql::member as sql;
use crate::{Identifier, Reader, StoreError};

/// The yearly date every profile may have.
const BIRTHDAY: &str = "birthday";

/// A member, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberRow {
    /// Our id.
    pub id: MemberId,
    /// When they joined.
    pub registered_at: Instant,
    /// Blocked.
    pub blocked: bool,
    /// Profile. Personal data.
    pub profile: Profile,
    /// How they can be found. Personal data.
    pub identifiers: Vec<Identifier>,
    /// The owner's version.
    pub version: i64,
    /// When the owner is due next.
    pub due_at: Option<Instant>,
    /// When the owner's segments are to be looked at next.
    pub check_at: Option<Instant>,
    /// When they were erased: nothing is known of them since.
    pub erased_at: Option<Instant>,
}

/// A member with what the owner's row says.
pub(crate) struct Loaded {
    pub member: Member,
    pub version: i64,
    pub due_at: Option<Instant>,
    pub check_at: Option<Instant>,
    pub next_lot: u32,
    pub next_debt: u32,
    /// Whose they are now, if they are another's.
    pub merged_into: Option<MemberId>,
    pub erased_at: Option<Instant>,
}

/// Loads a member without identifiers.
pub(crate) fn load(conn: &Connection, id: MemberId) -> Result<Option<Loaded>, StoreError> {
    one(conn, sql::MEMBER_LOAD, [id.raw()], |row| {
        let (registered_at, blocked) = (number(row, 0)?, row.get(1)?);
        Ok(Loaded {
            member: Member {
                id,
                registered_at,
                blocked,
                profile: profile(row, 7)?,
            },
            version: row.get(2)?,
            due_at: number_or_none(row, 3)?,
            check_at: number_or_none(row, 4)?,
            next_lot: small(row, 5)?,
            next_debt: small(row, 6)?,
            merged_into: number_or_none(row, 21)?,
            erased_at: number_or_none(row, 22)?,
        })
    })
}

/// A profile, whose first name stands in this column.
pub(crate) fn profile(row: &Row<'_>, column: usize) -> Result<Profile, StoreError> {
    let table = "profiles";
    Ok(Profile {
        first_name: row.get(column)?,
        middle_name: row.get(column + 1)?,
        last_name: row.get(column + 2)?,
        birth_date: date_or_none(row, column + 3)?,
        gender: word_or_none(row, column + 4)?,
        city: row.get(column + 5)?,
        phone: row.get(column + 6)?,
        email: row.get(column + 7)?,
        language: row.get(column + 8)?,
        store: name_or_none(row, column + 9)?,
        tags: json_or_default(row, column + 10, table)?,
        dates: json_or_default(row, column + 11, table)?,
        consents: json_or_default(row, column + 12, table)?,
        attributes: json_or_default(row, column + 13, table)?,
    })
}

fn date_or_none(row: &Row<'_>, column: usize) -> Result<Option<LocalDate>, StoreError> {
    let text = row.text_or_none(column)?;
    let parse = |text: &str| {
        text.parse().map_err(|_| StoreError::Inconsistent {
            table: "profiles",
            key: "birth_date".to_owned(),
            what: "not a date".to_owned(),
        })
    };
    text.map(parse).transpose()
}

/// Writes a new member's profile.
pub(crate) fn insert_profile(
    conn: &Connection,
    member: MemberId,
    profile: &Profile,
    identifiers: &[Identifier],
    index: &mut IndexMoves,
) -> Result<(), StoreError> {
    let text = find::text(profile, identifiers);
    write_profile(conn, member, profile, &text)?;
    index.put(member, text);
    Ok(())
}

/// Writes a changed profile over the old one. Identifiers that go are gone, those that come are `added`.
pub(crate) fn update_profile(
    conn: &Connection,
    member: MemberId,
    profile: &Profile,
    added: &[Identifier],
    index: &mut IndexMoves,
) -> Result<(), StoreError> {
    let kept = identifiers(conn, member)?;
    let text = find::text(profile, kept.iter().chain(added));
    let old = one(conn, sql::MEMBER_BEFORE, [member.raw()], |row| {
        let dates: BTreeMap<String, LocalDate> = json_or_default(row, 1, "profiles")?;
        Ok((date_or_none(row, 0)?, dates, row.get::<String>(2)?))
    })?;
    let (birth_date, dates, old_text) = old.unwrap_or_default();
    for (month_day, date) in yearly_dates(birth_date, &dates) {
        touch(conn, sql::MEMBER_DROP_DATE, (month_day, date, member.raw()))?;
    }
    write_profile(conn, member, profile, &text)?;
    index.replace(member, old_text, text);
    Ok(())
}

fn write_profile(
    conn: &Connection,
    member: MemberId,
    profile: &Profile,
    text: &str,
) -> Result<(), StoreError> {
    put_profile(conn, member, profile, text)?;
    for (month_day, date) in yearly_dates(profile.birth_date, &profile.dates) {
        touch(conn, sql::MEMBER_ADD_DATE, (month_day, date, member.raw()))?;
    }
    Ok(())
}

fn put_profile(
    conn: &Connection,
    member: MemberId,
    profile: &Profile,
    text: &str,
) -> Result<(), StoreError> {
    let map = |empty: bool, json: Result<String, StoreError>| {
        if empty { Ok(None) } else { json.map(Some) }
    };
    let params = (
        member.raw(),
        &profile.first_name,
        &profile.middle_name,
        &profile.last_name,
        profile.birth_date.map(|date| date.to_string()),
        profile.gender.map(Word::word),
        &profile.city,
        &profile.phone,
        &profile.email,
        &profile.language,
        profile.store.as_ref().map(StoreId::as_str),
        to_json_list(&profile.tags)?,
        map(profile.dates.is_empty(), to_json(&profile.dates))?,
        map(profile.consents.is_empty(), to_json(&profile.consents))?,
        map(profile.attributes.is_empty(), to_json(&profile.attributes))?,
        text,
    );
    touch(conn, sql::MEMBER_PUT_PROFILE, params)
}

/// The days of the year a profile names, as month × 100 + day.
fn yearly_dates(
    birth_date: Option<LocalDate>,
    dates: &BTreeMap<String, LocalDate>,
) -> Vec<(i32, &str)> {
    let named = dates
        .iter()
        .filter(|(name, _)| *name != BIRTHDAY)
        .map(|(name, date)| (name.as_str(), *date));
    let birthday = birth_date.map(|date| (BIRTHDAY, date));
    birthday
        .into_iter()
        .chain(named)
        .map(|(name, date)| (month_day(date.month(), date.day()), name))
        .collect()
}

fn month_day(month: i32, day: i32) -> i32 {
    month * 100 + day
}

/// Who has an identifier.
pub(crate) fn holder(
    conn: &Connection,
    identifier: &Identifier,
) -> Result<Option<MemberId>, StoreError> {
    let params = (identifier.kind.word(), identifier.value.as_str());
    one(conn, sql::MEMBER_BY_IDENTIFIER, params, |row| {
        number(row, 0)
    })
}

pub(crate) fn identifiers(
    conn: &Connection,
    member: MemberId,
) -> Result<Vec<Identifier>, StoreError> {
    all(conn, sql::MEMBER_IDENTIFIERS, [member.raw()], |row| {
        Ok(Identifier {
            kind: word(row, 0)?,
            value: row.get(1)?,
        })
    })
}

/// Gives a member an identifier that nobody else has.
pub(crate) fn add_identifier(
    conn: &Connection,
    member: MemberId,
    identifier: &Identifier,
) -> Result<(), StoreError> {
    let params = (
        identifier.kind.word(),
        identifier.value.as_str(),
        member.raw(),
    );
    touch(conn, sql::MEMBER_ADD_IDENTIFIER, params)
}

/// Takes an identifier from a member; one that is not theirs stays.
pub(crate) fn drop_identifier(
    conn: &Connection,
    member: MemberId,
    identifier: &Identifier,
) -> Result<(), StoreError> {
    let params = (
        identifier.kind.word(),
        identifier.value.as_str(),
        member.raw(),
    );
    run(conn, sql::MEMBER_DROP_IDENTIFIER, params).map(|_| ())
}

impl Reader<'_> {
    /// A member; of one who was merged into another, that one.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn member(&self, id: MemberId) -> Result<Option<MemberRow>, StoreError> {
        let Some(loaded) = load(self.conn, id)? else {
            return Ok(None);
        };
        let (id, loaded) = match loaded.merged_into {
            None => (id, loaded),
            Some(into) => match load(self.conn, into)? {
                Some(loaded) => (into, loaded),
                None => return Ok(None),
            },
        };
        let identifiers = identifiers(self.conn, id)?;
        Ok(Some(MemberRow {
            id,
            registered_at: loaded.member.registered_at,
            blocked: loaded.member.blocked,
            profile: loaded.member.profile,
            identifiers,
            version: loaded.version,
            due_at: loaded.due_at,
            check_at: loaded.check_at,
            erased_at: loaded.erased_at,
        }))
    }

    /// Who has this identifier.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn find_member(&self, identifier: &Identifier) -> Result<Option<MemberId>, StoreError> {
        holder(self.conn, identifier)
    }

    /// Members whose yearly date (`birthday` or a name under `dates`) falls on this day, by id. 29 February is asked
    /// for by itself.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn members_with_date(
        &self,
        month: i32,
        day: i32,
        date: &str,
        after: Option<MemberId>,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let after = after.map_or(i64::MIN, MemberId::raw);
        let params = (month_day(month, day), date, after, sql_limit(limit));
        all(self.conn, sql::MEMBER_WITH_DATE, params, |row| {
            number(row, 0)
        })
    }

    /// Members with points of a unit that burn after `from` and by `to`, by id.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn members_with_points_burning(
        &self,
        unit: &UnitId,
        (from, to): (Instant, Instant),
        after: Option<MemberId>,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let after = after.map_or(i64::MIN, MemberId::raw);
        let params = (unit.as_str(), from.ms(), to.ms(), after, sql_limit(limit));
        let burning = sql::MEMBER_WITH_POINTS_BURNING;
        all(self.conn, burning, params, |row| number(row, 0))
    }

    /// Members by id, those after one of them.
    ///
    /// # Errors
    /// A database that cannot be read.
    pub fn members_after(
        &self,
        after: Option<MemberId>,
        limit: usize,
    ) -> Result<Vec<MemberId>, StoreError> {
        let after = after.map_or(i64::MIN, MemberId::raw);
        let params = (after, sql_limit(limit));
        all(self.conn, sql::MEMBER_AFTER, params, |row| number(row, 0))
    }
}
