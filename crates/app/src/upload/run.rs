//! Has an upload imported: checks the map, puts it in the queue.

use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_engine::id::ImportId;
use regulars_engine::language::Said;
use regulars_engine::program::remedy;
use regulars_engine::said;
use regulars_store::Actor;
use serde::{Deserialize, Serialize};

use super::desk::Live;
use super::read::{Upload, load};
use super::stored::{Folder, State, Stored};
use super::{note, off, work};
use crate::app::App;
use crate::error::{AppError, FieldError, Result};
use crate::import::{Kind, guides, suggest};

/// How somebody asks for a file to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The column of each field that is to be read; `None`: as suggested.
    pub map: Option<BTreeMap<String, String>>,
    /// As [`Asked::dry_run`].
    pub dry_run: bool,
    /// As [`Asked::history`].
    pub history: bool,
    /// As [`Asked::cancellations`].
    pub cancellations: Option<String>,
}

/// How a file is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The column of each field that is read.
    pub map: BTreeMap<String, String>,
    /// Write nothing.
    pub dry_run: bool,
    /// Bring in what was, without giving anything for it.
    pub history: bool,
    /// Of purchases: what the ids of cancellations begin with, before their digits; `None`: there are none.
    pub cancellations: Option<String>,
}

/// Checks how a file is to be imported and has it done when those before it are.
///
/// # Errors
/// `NotFound`; `Invalid` with every wrong place of the map; `ImportRunning` when it waits or runs already.
pub async fn run(app: &App, id: ImportId, ask: Ask, by: Actor) -> Result<Upload> {
    off(app, move |app| {
        let mut busy = app.desk().lock();
        if app.desk().is_stopping() {
            return Err(AppError::Unavailable(said!(
                "the server is stopping",
                "сервер останавливается"
            )));
        }
        if busy.is_live(id) {
            return Err(AppError::ImportRunning);
        }
        let mut stored = load(app, id, &busy)?.stored;
        let asked = checked(&stored, ask)?;
        note(app, by, "import.run", id, Some(asked.to_string()))?;
        stored.asked = Some(asked);
        (stored.counts, stored.failure) = (None, None);
        stored.become_(State::Queued, app.now());
        Folder::of(app, id).save(&stored)?;
        busy.live.insert(id, Arc::new(Live::new(by)));
        busy.queue.push_back(id);
        if !busy.working {
            busy.working = true;
            let app = app.clone();
            tokio::task::spawn_blocking(move || work::through(&app));
        }
        Ok(Upload::of(stored, &busy))
    })
    .await
}

/// What is asked with its map filled in, if the map fits the file.
fn checked(stored: &Stored, ask: Ask) -> Result<Asked> {
    let suggested = || suggest(stored.kind, &stored.columns);
    let mut map = ask.map.unwrap_or_else(suggested);
    map.retain(|_, column| !column.is_empty());
    let wrong = misfits(stored.kind, &stored.columns, &map);
    if !wrong.is_empty() {
        return Err(AppError::Invalid(wrong));
    }
    Ok(Asked {
        map,
        dry_run: ask.dry_run,
        history: ask.history,
        cancellations: ask.cancellations,
    })
}

/// As the audit tells it.
impl std::fmt::Display for Asked {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let said = [(self.dry_run, "dry run"), (self.history, "history")];
        let said: Vec<_> = said
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| *word)
            .collect();
        out.write_str(if said.is_empty() { "with effects" } else { "" })?;
        out.write_str(&said.join(", "))
    }
}

/// Every place where a map does not fit.
fn misfits(kind: Kind, columns: &[String], map: &BTreeMap<String, String>) -> Vec<FieldError> {
    let at = |field: &str, message: Said| {
        let field = field.replace('~', "~0").replace('/', "~1");
        FieldError::new(format!("/map/{field}"), message)
    };
    let mut wrong = Vec::new();
    let fields = || guides(kind).iter().map(|field| field.name);
    for (field, column) in map {
        if !fields().any(|known| known == field) {
            let remedy = remedy(field, fields());
            wrong.push(at(
                field,
                said!("is no field; {remedy}", "нет такого поля; {remedy:#}"),
            ));
        } else if !columns.contains(column) {
            let remedy = remedy(column, columns.iter().map(String::as_str));
            wrong.push(at(
                field,
                said!(
                    "names the column `{column}`, which the file has not; {remedy}",
                    "столбца `{column}` в файле нет; {remedy:#}"
                ),
            ));
        }
    }
    for group in kind.needs() {
        if !group.iter().any(|field| map.contains_key(*field)) {
            let first = group.first().copied().unwrap_or_default();
            let message = match group {
                [_] => said!(
                    "is needed: name its column",
                    "поле обязательное: укажите его столбец"
                ),
                group => said!(
                    "is needed, or another of {}: name the column of at least one",
                    "нужно хотя бы одно из полей `{}`: укажите столбец",
                    group.join(", ")
                ),
            };
            wrong.push(at(first, message));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, map: &[(&str, &str)], expected: &[&str]) {
        let columns: Vec<String> = ["number", "date", "total"].map(str::to_owned).into();
        let map = map
            .iter()
            .map(|(field, column)| ((*field).to_owned(), (*column).to_owned()))
            .collect();
        let wrong: Vec<_> = misfits(kind, &columns, &map)
            .into_iter()
            .map(|wrong| format!("{} {}", wrong.pointer, wrong.message))
            .collect();
        assert_eq!(wrong.len(), expected.len(), "{wrong:?}");
        for (wrong, expected) in wrong.iter().zip(expected) {
            assert!(wrong.starts_with(expected), "{wrong}");
        }
    }

    #[test]
    fn every_place_where_a_map_does_not_fit_is_told() {
        check(
            Kind::Purchases,
            &[("id", "number"), ("at", "date"), ("amount", "total")],
            &[],
        );
        check(
            Kind::Purchases,
            &[("member", "number"), ("at", "date"), ("price", "total")],
            &[],
        );
        check(
            Kind::Purchases,
            &[],
            &[
                "/map/at is needed",
                "/map/id is needed, or another of id, member",
                "/map/price is needed, or",
            ],
        );
        check(
            Kind::Purchases,
            &[
                ("id", "nubmer"),
                ("at", "date"),
                ("price", "total"),
                ("colour", "x"),
                ("a/b", "x"),
            ],
            &[
                "/map/a~1b is no field",
                "/map/colour is no field",
                "/map/id names the column `nubmer`, which the file has not; did you mean `number`?",
            ],
        );
        check(Kind::Members, &[("phone", "number")], &[]);
        check(
            Kind::Members,
            &[("city", "number")],
            &["/map/external_id is needed, or another of"],
        );
        check(Kind::Products, &[], &["/map/sku is needed"]);
    }
}
