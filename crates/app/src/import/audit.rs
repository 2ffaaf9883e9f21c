//! What the audit tells of an import: that it began, and what it did. Its many changesets have no line each.

use regulars_store::{Actor, Changeset, NewAudit};

use super::{ImportError, Report};
use crate::app::App;
use crate::audit::tell;

/// Runs an import between its two lines; a dry run has none.
pub(super) fn audited(
    app: &App,
    (by, what): (Actor, &'static str),
    dry_run: bool,
    import: impl FnOnce() -> Result<Report, ImportError>,
) -> Result<Report, ImportError> {
    if dry_run {
        return import();
    }
    write(app, by, "import.begin", what.to_owned())?;
    let report = import()?;
    let did = format!(
        "{what}: {} rows, {} imported, {} unchanged, {} refused",
        report.rows, report.imported, report.unchanged, report.refused
    );
    write(app, by, "import.end", did)?;
    Ok(report)
}

fn write(app: &App, by: Actor, action: &'static str, note: String) -> Result<(), ImportError> {
    let line = NewAudit {
        note: Some(note),
        ..tell(app, by, action, None)
    };
    app.commit_here(Changeset {
        posted_at: app.now(),
        audit: vec![line],
        ..Changeset::default()
    })?;
    Ok(())
}
