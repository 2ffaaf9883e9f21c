//! The audit, newest first.

use regulars_store::{AuditFilter, AuditRow, Cursor, Page};

use crate::app::App;
use crate::error::Result;

/// Lines of the audit by filter.
///
/// # Errors
/// A cursor that no list gave.
pub async fn list(
    app: &App,
    filter: AuditFilter,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<AuditRow>> {
    app.read(move |_, reader| Ok(reader.audit(&filter, cursor.as_ref(), limit)?))
        .await
}
