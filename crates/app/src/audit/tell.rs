//! A line of the audit to be.

use regulars_engine::id::AuditId;
use regulars_store::{Actor, NewAudit};

use crate::app::App;

/// A line that tells who did what to what. Fields and a note are added by who knows them.
pub(crate) fn tell(app: &App, by: Actor, action: &'static str, target: Option<String>) -> NewAudit {
    NewAudit {
        id: AuditId::from_raw(app.next_id()),
        by,
        action,
        target,
        fields: Vec::new(),
        note: None,
    }
}
