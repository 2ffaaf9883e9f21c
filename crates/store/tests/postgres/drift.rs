//! The tables of the two engines agree: names, columns, what may be empty, keys. What differs is listed with the reason.

use std::collections::{BTreeMap, BTreeSet};

use regulars_store::*;
use regulars_testkit::postgres::{new_database, strings};
use rusqlite::Connection;

/// Tables and columns of PostgreSQL alone. SQLite alone has the tables of its index of members, which is an index there.
const ONLY_POSTGRES: &[(&str, &str)] = &[
    // The order of writing, which becomes a position after the commit.
    ("journal", "seq"),
    // Foreign keys that are laid aside; SQLite has a switch.
    ("move_links", ""),
    // Numbers of processes are leased, and so is what a writer writes; on SQLite one process writes.
    ("writers", "node"),
    ("writers", "node_number"),
    // Quotes that hold nothing, for the other processes.
    ("quotes_remembered", ""),
];

/// Sums that are one table on SQLite and shares of it on PostgreSQL, which add up in a view of the table's name.
const SHARED: &[&str] = &[
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

/// A fact waits for its position there, so that the key is the order of writing; and calls are found by their one index,
/// which takes the place of a key on both.
const OTHER_KEY: &[&str] = &["journal"];

/// Table and column to type, whether it may be empty, place in the key.
type Columns = BTreeMap<(String, String), (String, bool, u32)>;

#[test]
fn the_tables_of_both_engines_agree() {
    let sqlite = of_sqlite();
    let postgres = of_postgres();
    let mut differences = BTreeSet::new();
    let all: BTreeSet<_> = sqlite.keys().chain(postgres.keys()).collect();
    for place in all {
        let (left, right) = (sqlite.get(place), postgres.get(place));
        let (table, column) = (place.0.as_str(), place.1.as_str());
        let listed = |list: &[(&str, &str)]| {
            { list.iter() }.any(|(of, name)| *of == table && (name.is_empty() || *name == column))
        };
        match (left, right) {
            (None, Some(_)) if listed(ONLY_POSTGRES) => {}
            (Some(left), Some(right)) if left == right => {}
            (Some(left), Some(right))
                if OTHER_KEY.contains(&table) && (&left.0, left.2) != (&right.0, right.2) => {}
            _ => {
                differences.insert(format!("{table}.{column}: {left:?}, {right:?}"));
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

fn of_sqlite() -> Columns {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path(), Options::default()).unwrap());
    let conn = Connection::open(folder.path().join("regulars.db")).unwrap();
    let mut described = conn
        .prepare(
            "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_schema t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                   AND t.name NOT LIKE 'members_index%'",
        )
        .unwrap();
    let rows = described.query_map((), |row| {
        let kind = match row.get::<_, String>(2)?.as_str() {
            "INTEGER" => "bigint",
            "TEXT" => "text",
            "BLOB" => "bytea",
            other => panic!("a column of type `{other}`"),
        };
        let place: u32 = row.get(4)?;
        let may_be_empty = !row.get::<_, bool>(3)? && place == 0;
        let key = (row.get(0)?, row.get(1)?);
        Ok((key, (kind.to_owned(), may_be_empty, place)))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn of_postgres() -> Columns {
    let url = new_database();
    let folder = tempfile::tempdir().unwrap();
    drop(Store::connect(&url, folder.path(), &Options::default()).unwrap());
    let rows = strings(
        &url,
        "SELECT c.table_name || ' ' || c.column_name || ' ' || (c.is_nullable = 'YES') || ' ' || coalesce(k.ordinal_position, 0)
                || ' ' || c.data_type
         FROM information_schema.columns c
         JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
         LEFT JOIN information_schema.table_constraints p ON p.table_schema = c.table_schema AND p.table_name = c.table_name
              AND p.constraint_type = 'PRIMARY KEY'
         LEFT JOIN information_schema.key_column_usage k ON k.constraint_schema = c.table_schema
              AND k.constraint_name = p.constraint_name AND k.column_name = c.column_name
         WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'",
    );
    let columns = rows.iter().filter_map(|row| {
        let mut parts = row.splitn(5, ' ');
        let mut part = || parts.next().unwrap().to_owned();
        let (mut table, column, may_be_empty) = (part(), part(), part() == "true");
        let (place, kind) = (part().parse::<u32>().unwrap(), part());
        if let Some(sum) = table.strip_suffix("_shares") {
            assert!(SHARED.contains(&sum), "{table}");
            table = sum.to_owned();
        }
        let is_share = SHARED.contains(&table.as_str()) && column == "share";
        (!is_share).then_some(((table, column), (kind, may_be_empty, place)))
    });
    columns.collect()
}
