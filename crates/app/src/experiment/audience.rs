//! Whom an experiment is about.

use regulars_engine::id::MemberId;
use regulars_engine::said;
use regulars_store::Reader;

use super::control::LeftOut;
use super::design::Design;
use crate::app::App;
use crate::error::{AppError, FieldError, Result};
use crate::segment;

/// Who would be in an experiment now.
#[derive(Debug, Clone, Default)]
pub(super) struct Audience {
    /// Who can be drawn, by id.
    pub members: Vec<MemberId>,
    /// How many of the segment the universal control leaves out.
    pub left_out: usize,
}

/// Who it would be.
///
/// # Errors
/// At `/segment`: one that is not saved any more or does not hold together; analytics that are being read in.
pub(super) fn audience(app: &App, reader: &Reader<'_>, design: &Design) -> Result<Audience> {
    let all = match &design.segment {
        Some(id) => segment::who(app, reader, id).map_err(at_segment)?,
        None => segment::everybody(app, reader)?,
    };
    let (left_out, count) = (LeftOut::read(reader)?, all.len());
    let members: Vec<MemberId> = { all.into_iter() }
        .filter(|member| !left_out.has(*member))
        .collect();
    Ok(Audience {
        left_out: count - members.len(),
        members,
    })
}

/// Whether the segment of a design is saved.
///
/// # Errors
/// At `/segment`: one that is not.
pub(super) fn check_audience(reader: &Reader<'_>, design: &Design) -> Result<()> {
    let Some(id) = &design.segment else {
        return Ok(());
    };
    let saved = reader.saved_segments()?;
    if saved.iter().any(|row| row.id == *id) {
        return Ok(());
    }
    let why = said!(
        "`{id}` is no saved segment; `GET /v1/segments` lists them",
        "сегмента `{id}` нет; все сегменты перечисляет `GET /v1/segments`"
    );
    Err(AppError::field("/segment", why))
}

fn at_segment(error: AppError) -> AppError {
    let AppError::Invalid(fields) = error else {
        return error;
    };
    let fields = fields.into_iter();
    let fields = fields.map(|field| FieldError::new("/segment", field.message));
    AppError::Invalid(fields.collect())
}
