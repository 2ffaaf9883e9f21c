//! Saved segments: all of them, one with its count, and who is in it.

use regulars_engine::condition::ConditionFile;
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_insight::column::Columns;
use regulars_insight::segment::{Asked, LeafCache};
use regulars_store::{Cursor, Page, Reader, SegmentKind, SegmentRow};

use super::compile::compiled;
use super::list::{self, Listed};
use super::named::{Users, by_programs};
use super::preview::{self, Preview, PreviewRequest};
use super::saved::{All, Saved, all_of, condition};
use crate::app::App;
use crate::error::{AppError, FieldError, Result, Thing};
use crate::insight;
use crate::member::MemberView;

/// A saved segment.
#[derive(Debug, Clone)]
pub struct SavedSegment {
    /// What is stored of it.
    pub row: SegmentRow,
    /// Its condition.
    pub when: ConditionFile,
}

/// A saved segment, counted.
#[derive(Debug, Clone)]
pub struct CountedSegment {
    /// The segment.
    pub saved: SavedSegment,
    /// Saved segments that are made of it, and programs that name it.
    pub users: Users,
    /// Who is in it; where the condition does not hold together any more, why.
    pub counted: std::result::Result<Preview, Vec<FieldError>>,
}

/// Everything that is saved, by id.
///
/// # Errors
/// A store that cannot be read.
pub async fn all(app: &App) -> Result<Vec<SavedSegment>> {
    app.read(|_, reader| {
        let rows = reader.saved_segments()?.into_iter();
        rows.map(with_condition).collect()
    })
    .await
}

/// One of them, counted.
///
/// # Errors
/// `NotFound`; an instant still to come; analytics that are being read in.
pub async fn read(app: &App, id: SegmentId, as_of: Option<Instant>) -> Result<CountedSegment> {
    app.read(move |app, reader| {
        let (all, row) = found(reader, &id)?;
        let own = condition(&row)?;
        let when = match row.kind {
            SegmentKind::Dynamic => own.clone(),
            SegmentKind::Frozen => all_of(&row.id),
        };
        let counted = match preview::count(app, reader, &PreviewRequest { when, as_of }) {
            Ok(preview) => Ok(Preview {
                sentence: match &row.origin {
                    Some(origin) => origin.clone(),
                    None => told(app, reader, &own).unwrap_or(preview.sentence),
                },
                ..preview
            }),
            Err(AppError::Invalid(fields)) if fields.iter().all(is_of_condition) => Err(fields),
            Err(error) => return Err(error),
        };
        Ok(CountedSegment {
            users: Users {
                segments: all.made_of(&row.id),
                programs: by_programs(app, reader, &row.id)?,
            },
            saved: with_condition(row)?,
            counted,
        })
    })
    .await
}

/// A page of who is in it, by id. A cursor keeps the instant of its first page.
///
/// # Errors
/// `NotFound`; a condition that does not hold together any more; a cursor that no list gave; those of a preview.
pub async fn members(
    app: &App,
    id: SegmentId,
    as_of: Option<Instant>,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<MemberView>> {
    app.read(move |app, reader| {
        let (_, row) = found(reader, &id)?;
        let (at, after) = match &cursor {
            Some(cursor) => place(cursor)?,
            None => (as_of, i64::MIN),
        };
        let when = all_of(&row.id);
        let listed = list::listed(app, reader, &PreviewRequest { when, as_of: at })?;
        page(reader, &listed, after, limit)
    })
    .await
}

/// Who is in a saved segment now, by id, for what takes a segment as its parameter `segment`.
///
/// # Errors
/// At `segment`: one that is not saved, or whose condition does not hold together any more; analytics that are being read
/// in.
pub(crate) fn who(app: &App, reader: &Reader<'_>, id: &SegmentId) -> Result<Vec<MemberId>> {
    if All::read(reader)?.get(id).is_none() {
        let why = said!(
            "`{id}` is no saved segment; `GET /v1/segments` lists them",
            "сегмента `{id}` нет; все сегменты перечисляет `GET /v1/segments`"
        );
        return Err(AppError::field("segment", why));
    }
    let (when, as_of) = (all_of(id), None);
    let listed = list::listed(app, reader, &PreviewRequest { when, as_of });
    match listed {
        Ok(listed) => Ok(listed.members),
        Err(AppError::Invalid(fields)) => Err(AppError::Invalid(
            fields
                .into_iter()
                .map(|field| FieldError::new("segment", field.message))
                .collect(),
        )),
        Err(error) => Err(error),
    }
}

/// Everybody who has joined and is not blocked, by id.
///
/// # Errors
/// Analytics that are being read in.
pub(crate) fn everybody(app: &App, reader: &Reader<'_>) -> Result<Vec<MemberId>> {
    let live = app.programs().at(app.now());
    insight::ask(
        app,
        reader,
        &live.version,
        |_| Ok(()),
        |columns, leaves, ()| {
            let asked = Asked::new(columns, &live.program, leaves, app.now());
            Ok(asked.members(&asked.everybody()))
        },
    )
}

fn page(
    reader: &Reader<'_>,
    listed: &Listed,
    after: i64,
    limit: usize,
) -> Result<Page<MemberView>> {
    let start = listed.members.partition_point(|id| id.raw() <= after);
    let rest = listed.members.get(start..).unwrap_or_default();
    let here: Vec<MemberId> = rest.iter().take(limit).copied().collect();
    let last = here.last().filter(|_| rest.len() > limit);
    let next = last.map(|last| Cursor::new(format!("{}.{}", listed.as_of.ms(), last.raw())));
    let rows = here.iter().filter_map(|id| reader.member(*id).transpose());
    let items = rows.map(|row| Ok(MemberView::from(row?)));
    Ok(Page {
        items: items.collect::<Result<_>>()?,
        next,
    })
}

/// The instant and the last member of the page before.
fn place(cursor: &Cursor) -> Result<(Option<Instant>, i64)> {
    let parts = cursor.as_str().split_once('.');
    let parts = parts.and_then(|(at, last)| Some((at.parse().ok()?, last.parse().ok()?)));
    let (at, last) = parts.ok_or_else(|| AppError::from(regulars_store::StoreError::BadCursor))?;
    Ok((Some(Instant::from_ms(at)), last))
}

fn found(reader: &Reader<'_>, id: &SegmentId) -> Result<(All, SegmentRow)> {
    let all = All::read(reader)?;
    let row = all.get(id).cloned();
    let row = row.ok_or_else(|| AppError::not_found(Thing::Segment, id))?;
    Ok((all, row))
}

/// A condition in words, if it still holds together.
fn told(app: &App, reader: &Reader<'_>, when: &ConditionFile) -> Option<Text> {
    let saved = Saved::of(reader, [when]).ok()?;
    let live = app.programs().at(app.now());
    let compile = |columns: &mut Columns| compiled(columns, &live.program, &saved, when, "/when");
    let tell = |_: &Columns, _: &LeafCache, condition| Ok(preview::told(&condition));
    insight::ask(app, reader, &live.version, compile, tell).ok()
}

fn is_of_condition(field: &FieldError) -> bool {
    field.pointer.starts_with("/when")
}

fn with_condition(row: SegmentRow) -> Result<SavedSegment> {
    Ok(SavedSegment {
        when: condition(&row)?,
        row,
    })
}
