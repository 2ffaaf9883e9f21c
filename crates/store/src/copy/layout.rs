//! The tables as they are copied, and their statements, which are made of the tables themselves: a column that a migration
//! adds is copied without anybody's doing.

use std::sync::OnceLock;

use rusqlite::Connection as SqliteConnection;
use tokio_postgres::types::Type;

use crate::codec::count;
use crate::database::{Connection, Engine, Kept, ToValue, Value};
use crate::rows::one;
use crate::sql::Statement;
use crate::{StoreError, migrate};

/// What is not copied: each database knows by itself how far its tables are brought, what was moved into it and what its
/// processes have leased, and makes its index of members anew.
const APART: &[&str] = &["schema_migrations", "move_runs", "leases", "members_index"];

/// Keys of tables that have no primary one.
const KEYS: &[(&str, &[&str])] = &[("calls", &["scope", "key"])];

/// Sums that PostgreSQL keeps in shares: read as sums, written as the first share.
pub(crate) const SHARED: &[&str] = &[
    "sales_days",
    "sales_hours",
    "points_hours",
    "points_left",
    "members_joined",
    "members_in_tiers",
    "unit_hours",
    "level_hours",
    "coupon_hours",
];

/// The values of the columns of a row's key.
pub(crate) type Key = Vec<Kept>;

/// A table with its statements for one engine.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Its name.
    pub table: &'static str,
    /// How rows are written.
    pub insert: Insert,
    /// Places of the key's columns.
    key: Vec<usize>,
    count: Statement,
    read: ByRange,
    clear: ByRange,
}

/// How rows are written.
#[derive(Debug)]
pub(crate) struct Insert {
    /// One row.
    pub one: Statement,
    /// Many, in PostgreSQL's binary form.
    pub many: &'static str,
    /// Types of the columns there, what it has beside them included.
    pub types: Vec<Type>,
    beside: Beside,
}

/// What PostgreSQL has beside the columns of SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    /// The number of a share: the first.
    Share,
    /// The order of writing: that of the positions.
    Order,
}

/// A statement for each way in which a range of keys can be bounded.
#[derive(Debug)]
struct ByRange {
    all: Statement,
    after: Statement,
    until: Statement,
    between: Statement,
}

/// A table as SQLite describes it.
struct Described {
    name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// `INTEGER`, `TEXT` or `BLOB`.
    kind: String,
    /// From 1; 0 for what is not in the key.
    place_in_key: u32,
}

impl Layout {
    /// All tables; what others point at comes before these.
    pub(crate) fn all(engine: Engine) -> Result<&'static [Self], StoreError> {
        static LAYOUTS: OnceLock<[Vec<Layout>; 2]> = OnceLock::new();
        if LAYOUTS.get().is_none() {
            let described = describe()?;
            let made = [Engine::Sqlite, Engine::Postgres].map(|engine| {
                let layouts = described.iter().map(|table| Self::new(table, engine));
                layouts.collect()
            });
            // Another thread may have been faster, with the same.
            let _ = LAYOUTS.set(made);
        }
        let [sqlite, postgres] = LAYOUTS.get().ok_or(StoreError::Closed)?;
        Ok(match engine {
            Engine::Sqlite => sqlite,
            Engine::Postgres => postgres,
        })
    }

    /// One table.
    pub(crate) fn of(engine: Engine, table: &str) -> Result<&'static Self, StoreError> {
        let found = Self::all(engine)?
            .iter()
            .find(|layout| layout.table == table);
        found.ok_or_else(|| StoreError::Database(format!("no table is called `{table}`")))
    }

    fn new(table: &Described, engine: Engine) -> Self {
        let name: &'static str = table.name.clone().leak();
        let beside = match (engine, name) {
            (Engine::Postgres, "journal") => Beside::Order,
            (Engine::Postgres, name) if SHARED.contains(&name) => Beside::Share,
            _ => Beside::Nothing,
        };
        let (source, target) = match beside {
            Beside::Nothing => (name.to_owned(), name.to_owned()),
            Beside::Share => (name.to_owned(), format!("{name}_shares")),
            Beside::Order => {
                let numbered = "(SELECT * FROM journal WHERE pos IS NOT NULL) AS numbered";
                (numbered.to_owned(), name.to_owned())
            }
        };
        let key = table.key();
        let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        let keys: Vec<&str> = key
            .iter()
            .filter_map(|at| names.get(*at).copied())
            .collect();
        let (list, order) = (names.join(", "), keys.join(", "));
        Self {
            table: name,
            insert: Insert::new(name, &target, table, beside),
            count: leaked(
                format!("count_{name}"),
                format!("SELECT count(*) FROM {source}"),
            ),
            read: ByRange::new(&format!("read_{name}"), &keys, |range, used| {
                let limit = used + 1;
                format!("SELECT {list} FROM {source}{range} ORDER BY {order} LIMIT ?{limit}")
            }),
            clear: ByRange::new(&format!("clear_{name}"), &keys, |range, _| {
                format!("DELETE FROM {target}{range}")
            }),
            key,
        }
    }

    /// How many rows it has.
    pub(crate) fn count(&self, conn: &Connection) -> Result<u64, StoreError> {
        Ok(one(conn, self.count, (), |row| count(row, 0))?.unwrap_or(0))
    }

    /// The key of a row.
    pub(crate) fn key(&self, row: &[Kept]) -> Key {
        let values = self.key.iter().filter_map(|place| row.get(*place));
        values.cloned().collect()
    }

    /// The statement that reads the first rows of a range, and its parameters.
    pub(crate) fn read<'k>(
        &self,
        after: Option<&'k Key>,
        until: Option<&'k Key>,
        limit: &'k i64,
    ) -> (Statement, Vec<Value<'k>>) {
        let (statement, mut params) = self.read.bounded(after, until);
        params.push(limit.value());
        (statement, params)
    }

    /// The statement that empties a range, and its parameters.
    pub(crate) fn clear<'k>(
        &self,
        after: Option<&'k Key>,
        until: Option<&'k Key>,
    ) -> (Statement, Vec<Value<'k>>) {
        self.clear.bounded(after, until)
    }
}

impl Insert {
    fn new(name: &str, target: &str, table: &Described, beside: Beside) -> Self {
        let mut columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        let mut types: Vec<Type> = table.columns.iter().map(Column::type_).collect();
        match beside {
            Beside::Nothing => {}
            Beside::Share => columns.push("share"),
            Beside::Order => columns.push("seq"),
        }
        types.resize(columns.len(), Type::INT8);
        let list = columns.join(", ");
        let places: Vec<String> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let places = places.join(", ");
        Self {
            one: leaked(
                format!("insert_{name}"),
                format!("INSERT INTO {target} ({list}) VALUES ({places})"),
            ),
            many: format!("COPY {target} ({list}) FROM STDIN (FORMAT binary)").leak(),
            types,
            beside,
        }
    }

    /// The values of a row as they are written.
    pub(crate) fn values<'r>(&self, row: &'r [Kept]) -> Vec<Value<'r>> {
        let mut values: Vec<Value<'r>> = row.iter().map(ToValue::value).collect();
        match self.beside {
            Beside::Nothing => {}
            Beside::Share => values.push(Value::Integer(0)),
            Beside::Order => values.extend(values.first().copied()),
        }
        values
    }
}

impl ByRange {
    fn new(name: &str, keys: &[&str], text: impl Fn(&str, usize) -> String) -> Self {
        let count = keys.len();
        let list = keys.join(", ");
        let from = |first: usize| {
            let places = (first..first + count).map(|place| format!("?{place}"));
            places.collect::<Vec<_>>().join(", ")
        };
        let (first, second) = (from(1), from(1 + count));
        let statement = |part: &str, range: &str, used: usize| {
            leaked(format!("{name}_{part}"), text(range, used))
        };
        Self {
            all: statement("all", "", 0),
            after: statement("after", &format!(" WHERE ({list}) > ({first})"), count),
            until: statement("until", &format!(" WHERE ({list}) <= ({first})"), count),
            between: statement(
                "between",
                &format!(" WHERE ({list}) > ({first}) AND ({list}) <= ({second})"),
                2 * count,
            ),
        }
    }

    fn bounded<'k>(
        &self,
        after: Option<&'k Key>,
        until: Option<&'k Key>,
    ) -> (Statement, Vec<Value<'k>>) {
        let statement = match (after, until) {
            (None, None) => self.all,
            (Some(_), None) => self.after,
            (None, Some(_)) => self.until,
            (Some(_), Some(_)) => self.between,
        };
        let bounds = after.into_iter().chain(until).flatten();
        (statement, bounds.map(ToValue::value).collect())
    }
}

impl Described {
    /// Places of the key's columns, in the order of the key.
    fn key(&self) -> Vec<usize> {
        let named = KEYS.iter().find(|(table, _)| *table == self.name);
        let place_of = |name: &str| self.columns.iter().position(|column| column.name == name);
        if let Some((_, names)) = named {
            return names.iter().filter_map(|name| place_of(name)).collect();
        }
        let mut places: Vec<(u32, usize)> = { self.columns.iter().enumerate() }
            .filter(|(_, column)| column.place_in_key > 0)
            .map(|(at, column)| (column.place_in_key, at))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(_, at)| at).collect()
    }
}

impl Column {
    fn type_(&self) -> Type {
        match self.kind.as_str() {
            "INTEGER" => Type::INT8,
            "BLOB" => Type::BYTEA,
            _ => Type::TEXT,
        }
    }
}

/// The tables of a database that is up to date, in the order in which they were made.
fn describe() -> Result<Vec<Described>, StoreError> {
    let mut conn = SqliteConnection::open_in_memory()?;
    migrate::migrate(&mut conn)?;
    let mut tables: Vec<Described> = Vec::new();
    let mut columns = conn.prepare(
        "SELECT t.name, c.name, c.type, c.pk FROM sqlite_schema t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.rowid, c.cid",
    )?;
    let mut rows = columns.query(())?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let is_part = |apart: &&str| name == **apart || name.starts_with(&format!("{apart}_"));
        if APART.iter().any(is_part) {
            continue;
        }
        let column = Column {
            name: row.get(1)?,
            kind: row.get(2)?,
            place_in_key: row.get(3)?,
        };
        match tables.last_mut() {
            Some(last) if last.name == name => last.columns.push(column),
            _ => tables.push(Described {
                name,
                columns: vec![column],
            }),
        }
    }
    Ok(tables)
}

/// A statement that lives as long as the process: made once for each table.
fn leaked(name: String, text: String) -> Statement {
    Statement {
        name: name.leak(),
        text: text.leak(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_key_and_statements_that_prepare() {
        let mut conn = SqliteConnection::open_in_memory().unwrap();
        migrate::migrate(&mut conn).unwrap();
        let layouts = Layout::all(Engine::Sqlite).unwrap();
        assert!(layouts.len() > 30);
        for layout in layouts {
            assert!(!layout.key.is_empty(), "{} has no key", layout.table);
            let ByRange {
                all,
                after,
                until,
                between,
            } = &layout.read;
            for statement in [all, after, until, between, &layout.insert.one] {
                let prepared = conn.prepare(statement.text);
                assert!(prepared.is_ok(), "{}: {prepared:?}", statement.name);
            }
        }
    }
}
