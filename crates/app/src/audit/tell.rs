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

/// A line about things put whole, by their ids: of one it names the target, of many how many they were.
pub(crate) fn tell_put<I: ToString>(
    app: &App,
    by: Actor,
    action: &'static str,
    ids: &[I],
) -> NewAudit {
    match ids {
        [only] => tell(app, by, action, Some(only.to_string())),
        many => NewAudit {
            note: Some(many.len().to_string()),
            ..tell(app, by, action, None)
        },
    }
}
