//! Migrations: numbered, forward only, one transaction each.

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;
use crate::codec::small;
use crate::rows::{one, run, touch};
use crate::sql::meta as sql;

/// A step of the tables.
pub(crate) struct Migration {
    /// Its number.
    pub version: u32,
    /// What it brings.
    pub name: &'static str,
    /// Statements.
    pub text: &'static str,
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
    Migration {
        version: 4,
        name: "members_index",
        text: include_str!("../migrations/0004_members_index.sql"),
    },
    Migration {
        version: 5,
        name: "scenarios",
        text: include_str!("../migrations/0005_scenarios.sql"),
    },
    Migration {
        version: 6,
        name: "adjustments",
        text: include_str!("../migrations/0006_adjustments.sql"),
    },
    Migration {
        version: 7,
        name: "publications",
        text: include_str!("../migrations/0007_publications.sql"),
    },
    Migration {
        version: 8,
        name: "levels",
        text: include_str!("../migrations/0008_levels.sql"),
    },
    Migration {
        version: 9,
        name: "discrepancies",
        text: include_str!("../migrations/0009_discrepancies.sql"),
    },
    Migration {
        version: 10,
        name: "leases",
        text: include_str!("../migrations/0010_leases.sql"),
    },
    Migration {
        version: 11,
        name: "moves",
        text: include_str!("../migrations/0011_moves.sql"),
    },
    Migration {
        version: 12,
        name: "segments",
        text: include_str!("../migrations/0012_segments.sql"),
    },
    Migration {
        version: 13,
        name: "coupons",
        text: include_str!("../migrations/0013_coupons.sql"),
    },
    Migration {
        version: 14,
        name: "stamps",
        text: include_str!("../migrations/0014_stamps.sql"),
    },
    Migration {
        version: 15,
        name: "memberships",
        text: include_str!("../migrations/0015_memberships.sql"),
    },
    Migration {
        version: 16,
        name: "gift_cards",
        text: include_str!("../migrations/0016_gift_cards.sql"),
    },
    Migration {
        version: 17,
        name: "stocks",
        text: include_str!("../migrations/0017_stocks.sql"),
    },
    Migration {
        version: 18,
        name: "trends",
        text: include_str!("../migrations/0018_trends.sql"),
    },
    Migration {
        version: 19,
        name: "claims",
        text: include_str!("../migrations/0019_claims.sql"),
    },
    Migration {
        version: 20,
        name: "dashboards",
        text: include_str!("../migrations/0020_dashboards.sql"),
    },
    Migration {
        version: 21,
        name: "segment_origins",
        text: include_str!("../migrations/0021_segment_origins.sql"),
    },
    Migration {
        version: 22,
        name: "program_figures",
        text: include_str!("../migrations/0022_program_figures.sql"),
    },
    Migration {
        version: 23,
        name: "games",
        text: include_str!("../migrations/0023_games.sql"),
    },
    Migration {
        version: 24,
        name: "transfers",
        text: include_str!("../migrations/0024_transfers.sql"),
    },
    Migration {
        version: 25,
        name: "partners",
        text: include_str!("../migrations/0025_partners.sql"),
    },
    Migration {
        version: 26,
        name: "experiments",
        text: include_str!("../migrations/0026_experiments.sql"),
    },
    Migration {
        version: 27,
        name: "foretold_purchases",
        text: include_str!("../migrations/0027_foretold_purchases.sql"),
    },
    Migration {
        version: 28,
        name: "spend",
        text: include_str!("../migrations/0028_spend.sql"),
    },
    Migration {
        version: 29,
        name: "merges",
        text: include_str!("../migrations/0029_merges.sql"),
    },
    Migration {
        version: 30,
        name: "rollouts",
        text: include_str!("../migrations/0030_rollouts.sql"),
    },
];

/// Brings the tables up to date.
///
/// # Errors
/// [`StoreError::Newer`] for a database that a newer binary has brought further; a database that cannot be written to.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let found = last_applied(conn)?;
    newer_than(MIGRATIONS, found)?.try_for_each(|migration| apply(conn, migration))
}

/// Migrations that a database still needs.
///
/// # Errors
/// [`StoreError::Newer`] for a database that a newer binary has brought further.
pub(crate) fn newer_than(
    migrations: &[Migration],
    found: u32,
) -> Result<impl Iterator<Item = &Migration>, StoreError> {
    let known = migrations.last().map_or(0, |last| last.version);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(migrations
        .iter()
        .filter(move |migration| migration.version > found))
}

/// Number of the last migration the database has; 0 for a new one.
fn last_applied(conn: &Connection) -> Result<u32, StoreError> {
    if !conn.table_exists(None, "schema_migrations")? {
        return Ok(0);
    }
    Ok(one(conn, sql::MIGRATION_LAST, (), |row| small(row, 0))?.unwrap_or(0))
}

/// Whether a database needs no migration.
///
/// # Errors
/// [`StoreError::Newer`] for a database that a newer binary has brought further.
pub(crate) fn is_up_to_date(conn: &Connection) -> Result<bool, StoreError> {
    Ok(newer_than(MIGRATIONS, last_applied(conn)?)?
        .next()
        .is_none())
}

/// Applies one migration, unless another process has done so meanwhile.
fn apply(conn: &mut Connection, migration: &Migration) -> Result<(), StoreError> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    run(&*transaction, sql::MIGRATION_TABLE, ())?;
    if last_applied(&transaction)? < migration.version {
        transaction.execute_batch(migration.text)?;
        touch(
            &*transaction,
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

    /// A base of before the figures: two sales, one voided; a lot; a level; points earned.
    const EARLIER: &str = "
        INSERT INTO owners VALUES (1, 1, 3600000, 0, 2, 1, NULL, NULL);
        INSERT INTO profiles (member, last_name, phone, store, search)
        VALUES (1, 'Алёнова', '+79001234567', 'kazan-1', 'алёнова +79001234567');
        INSERT INTO identifiers VALUES ('card', '7000AB', 1);
        INSERT INTO purchases VALUES
            (1, NULL, NULL, 1, 79200000, 10800, 0, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 90, 10, 0, 80, 30, 'sold', NULL),
            (2, NULL, NULL, 1, 79200000, 10800, 0, 'kazan-1', NULL, NULL, NULL, NULL, NULL, 90, 10, 0, 80, 0, 'voided', NULL);
        INSERT INTO lots VALUES (1, 1, 1, 'points', 5, 4, 0, 0, 'active', NULL, 'base', 1);
        INSERT INTO entries VALUES
            (1, 1, 1, 'earn', 'points', 79200000, 0, 'purchase', 1, 'base', 0, 'available', 1, 5),
            (1, 1, 2, 'earn', 'points', 79200000, 0, 'purchase', 1, 'base', 0, 'issued', NULL, -5);
        INSERT INTO tier_states VALUES (1, 'status', 'silver', 0, NULL), (1, 'status', 'gold', 9, NULL);
    ";

    fn row(conn: &Connection, sql: &str) -> String {
        conn.query_row(sql, (), |row| row.get(0)).unwrap()
    }

    #[test]
    fn figures_and_the_index_of_members_are_made_of_what_was_there_before() {
        let mut conn = Connection::open_in_memory().unwrap();
        for migration in MIGRATIONS.iter().filter(|migration| migration.version < 3) {
            apply(&mut conn, migration).unwrap();
        }
        conn.execute_batch(EARLIER).unwrap();
        migrate(&mut conn).unwrap();
        for (sql, expected) in [
            (
                "SELECT concat_ws(' ', day, store, sales, returned, discount, purchases, identified_sales) FROM sales_days",
                "1 kazan-1 50 30 10 1 50",
            ),
            (
                "SELECT concat_ws(' ', day, hour, purchases) FROM sales_hours",
                "1 1 1",
            ),
            (
                "SELECT concat_ws(' ', hour, store, unit, issued, redeemed) FROM points_hours",
                "22 kazan-1 points 5 0",
            ),
            (
                "SELECT concat_ws(' ', unit, available, pending) FROM points_left",
                "points 4 0",
            ),
            (
                "SELECT concat_ws(' ', hour, store, members) FROM members_joined",
                "1 kazan-1 1",
            ),
            (
                "SELECT concat_ws(' ', level, members) FROM members_in_tiers",
                "gold 1",
            ),
            (
                "SELECT concat_ws(' ', identified_discount, identified_redeemed, identified_kept) FROM sales_days",
                "10 0 50",
            ),
            ("SELECT concat(born_at) FROM lots", "79200000"),
            (
                "SELECT concat_ws(' ', hour, issued, redeemed, expired, gained, given, spent, burned) FROM unit_hours",
                "22 5 0 0 5 5 0 0",
            ),
            (
                "SELECT group_concat(concat_ws(' ', hour, from_level, to_level, moves), ', ') FROM level_hours",
                "0  silver 1, 0 silver gold 1",
            ),
            (
                "SELECT concat(rowid, '') FROM members_index WHERE members_index MATCH '\"  аленова  \" AND \"  79001\" AND \"0ab  \"'",
                "1",
            ),
        ] {
            assert_eq!(row(&conn, sql), expected, "{sql}");
        }
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
