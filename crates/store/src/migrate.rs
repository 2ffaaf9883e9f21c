//! Migrations: numbered, forward only, one transaction each.

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;
use crate::codec::small;
use crate::rows::{one, run, touch};
use crate::sql::meta as sql;

struct Migration {
    version: u32,
    name: &'static str,
    text: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "start",
        text: include_str!("../migrations/0001_start.sql"),
    },
    Migration {
        version: 2,
        name: "staff",
        text: include_str!("../migrations/0002_staff.sql"),
    },
    Migration {
        version: 3,
        name: "figures",
        text: include_str!("../migrations/0003_figures.sql"),
    },
];

/// Brings the tables up to date.
///
/// # Errors
/// [`StoreError::Newer`] for a database that a newer binary has brought further; a database that cannot be written to.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let known = MIGRATIONS.last().map_or(0, |last| last.version);
    let found = last_applied(conn)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for migration in MIGRATIONS
        .iter()
        .filter(|migration| migration.version > found)
    {
        apply(conn, migration)?;
    }
    Ok(())
}

/// Number of the last migration the database has; 0 for a new one.
fn last_applied(conn: &Connection) -> Result<u32, StoreError> {
    if !conn.table_exists(None, "schema_migrations")? {
        return Ok(0);
    }
    Ok(one(conn, sql::MIGRATION_LAST, (), |row| small(row, 0))?.unwrap_or(0))
}

/// Applies one migration, unless another process has done so meanwhile.
fn apply(conn: &mut Connection, migration: &Migration) -> Result<(), StoreError> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    run(&transaction, sql::MIGRATION_TABLE, ())?;
    if last_applied(&transaction)? < migration.version {
        transaction.execute_batch(migration.text)?;
        touch(
            &transaction,
            sql::MIGRATION_INSERT,
            (migration.version, migration.name),
        )?;
    }
    Ok(transaction.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_gets_every_table_once() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        let known = MIGRATIONS.last().unwrap().version;
        assert_eq!(last_applied(&conn).unwrap(), known);
        migrate(&mut conn).unwrap();
        assert!(conn.table_exists(None, "purchases").unwrap());
    }

    #[test]
    fn a_database_of_a_newer_binary_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        touch(&conn, sql::MIGRATION_INSERT, (99, "later")).unwrap();
        let refused = migrate(&mut conn).unwrap_err();
        assert!(
            matches!(refused, StoreError::Newer { found: 99, .. }),
            "{refused}"
        );
    }

    #[test]
    fn versions_are_dense_from_one() {
        let versions: Vec<u32> = MIGRATIONS
            .iter()
            .map(|migration| migration.version)
            .collect();
        let expected: Vec<u32> = (1..).take(versions.len()).collect();
        assert_eq!(versions, expected);
    }
}
