//! Migrations of PostgreSQL: numbered, forward only, all in one transaction under a lock.

use super::Session;
use crate::StoreError;
use crate::migrate::{Migration, newer_than};
use crate::rows::{one, run, touch};
use crate::sql::meta as sql;

/// The first makes what SQLite's migrations up to 9 make; the others go together with those of the same number.
const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 9,
        name: "start",
        text: include_str!("../../migrations/postgres/0001_start.sql"),
    },
    Migration {
        version: 10,
        name: "leases",
        text: include_str!("../../migrations/postgres/0002_leases.sql"),
    },
    Migration {
        version: 11,
        name: "moves",
        text: include_str!("../../migrations/postgres/0003_moves.sql"),
    },
    Migration {
        version: 12,
        name: "segments",
        text: include_str!("../../migrations/postgres/0004_segments.sql"),
    },
    Migration {
        version: 13,
        name: "coupons",
        text: include_str!("../../migrations/postgres/0005_coupons.sql"),
    },
    Migration {
        version: 14,
        name: "stamps",
        text: include_str!("../../migrations/postgres/0006_stamps.sql"),
    },
    Migration {
        version: 15,
        name: "memberships",
        text: include_str!("../../migrations/postgres/0007_memberships.sql"),
    },
    Migration {
        version: 16,
        name: "gift_cards",
        text: include_str!("../../migrations/postgres/0008_gift_cards.sql"),
    },
    Migration {
        version: 17,
        name: "stocks",
        text: include_str!("../../migrations/postgres/0009_stocks.sql"),
    },
    Migration {
        version: 18,
        name: "trends",
        text: include_str!("../../migrations/postgres/0010_trends.sql"),
    },
    Migration {
        version: 19,
        name: "claims",
        text: include_str!("../../migrations/postgres/0011_claims.sql"),
    },
    Migration {
        version: 20,
        name: "dashboards",
        text: include_str!("../../migrations/postgres/0012_dashboards.sql"),
    },
    Migration {
        version: 21,
        name: "segment_origins",
        text: include_str!("../../migrations/postgres/0013_segment_origins.sql"),
    },
    Migration {
        version: 22,
        name: "program_figures",
        text: include_str!("../../migrations/postgres/0014_program_figures.sql"),
    },
    Migration {
        version: 23,
        name: "games",
        text: include_str!("../../migrations/postgres/0015_games.sql"),
    },
    Migration {
        version: 24,
        name: "transfers",
        text: include_str!("../../migrations/postgres/0016_transfers.sql"),
    },
    Migration {
        version: 25,
        name: "partners",
        text: include_str!("../../migrations/postgres/0017_partners.sql"),
    },
    Migration {
        version: 26,
        name: "experiments",
        text: include_str!("../../migrations/postgres/0018_experiments.sql"),
    },
    Migration {
        version: 27,
        name: "foretold_purchases",
        text: include_str!("../../migrations/postgres/0019_foretold_purchases.sql"),
    },
    Migration {
        version: 28,
        name: "spend",
        text: include_str!("../../migrations/postgres/0020_spend.sql"),
    },
    Migration {
        version: 29,
        name: "merges",
        text: include_str!("../../migrations/postgres/0021_merges.sql"),
    },
    Migration {
        version: 30,
        name: "rollouts",
        text: include_str!("../../migrations/postgres/0022_rollouts.sql"),
    },
];

/// Held by the process that migrates; the others wait, and find it done.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7205759403792794)";

/// Whether the database has tables of ours.
pub(super) fn is_begun(session: &Session) -> Result<bool, StoreError> {
    let tables = one(session, sql::MIGRATION_BEGUN, (), |row| row.get::<i64>(0))?;
    Ok(tables.is_some_and(|tables| tables > 0))
}

/// Brings the tables up to date.
///
/// # Errors
/// [`StoreError::Newer`]; a database that cannot be written to.
pub(super) fn migrate(session: &Session) -> Result<(), StoreError> {
    session.in_transaction("BEGIN", |session| {
        session.batch(LOCK)?;
        run(session, sql::MIGRATION_TABLE, ())?;
        let found = one(session, sql::MIGRATION_LAST, (), |row| row.get::<u32>(0))?.unwrap_or(0);
        for migration in newer_than(MIGRATIONS, found)? {
            session.batch(migration.text)?;
            let (version, name) = (migration.version, migration.name);
            touch(session, sql::MIGRATION_INSERT, (version, name))?;
        }
        Ok(())
    })
}
