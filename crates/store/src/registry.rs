//! The one list of what is personal data. Erasure and export read it; a test holds that every table is on one
//! of the lists, so that a new table makes its author decide.

/// Columns of a table that tell something about a person, or may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personal {
    /// The table.
    pub table: &'static str,
    /// Whose.
    pub whose: Whose,
    /// The columns.
    pub columns: &'static [&'static str],
}

/// Whose data a row is, with the column that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A member's.
    Member(&'static str),
    /// Of one of the staff.
    Staff(&'static str),
}

impl Whose {
    /// The column.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Member(column) | Self::Staff(column) => column,
        }
    }
}

/// All personal data there is. Custom events carry what an integrator puts in them, reasons
/// and words of players what somebody typed, so they count as personal.
pub const PERSONAL: &[Personal] = &[
    Personal {
        table: "profiles",
        whose: Whose::Member("member"),
        columns: &[
            "first_name",
            "middle_name",
            "last_name",
            "birth_date",
            "gender",
            "city",
            "phone",
            "email",
            "language",
            "store",
            "tags",
            "dates",
            "consents",
            "attributes",
            "search",
        ],
    },
    Personal {
        table: "identifiers",
        whose: Whose::Member("member"),
        columns: &["kind", "value"],
    },
    Personal {
        table: "yearly_dates",
        whose: Whose::Member("member"),
        columns: &["month_day", "date"],
    },
    Personal {
        table: "events",
        whose: Whose::Member("member"),
        columns: &["properties"],
    },
    Personal {
        table: "adjustments",
        whose: Whose::Member("member"),
        columns: &["reason"],
    },
    Personal {
        table: "game_draws",
        whose: Whose::Member("member"),
        columns: &["word"],
    },
    Personal {
        table: "merges",
        whose: Whose::Member("target"),
        columns: &["kept"],
    },
    Personal {
        table: "registrations",
        whose: Whose::Member("member"),
        columns: &["source"],
    },
    Personal {
        table: "staff",
        whose: Whose::Staff("id"),
        columns: &["login", "name", "role", "store", "language"],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::*;

    /// Tables of ids, amounts, instants and names of things. Answers of calls, decisions and the journal are here:
    /// what is written to them holds no names and no contacts.
    const IMPERSONAL: &[&str] = &[
        "api_keys",
        "assignments",
        "audit",
        "balances",
        "calls",
        "claims",
        "clearing_entries",
        "counters",
        "coupon_holds",
        "coupon_hours",
        "coupon_series",
        "coupon_uses",
        "coupons",
        "dashboards",
        "debts",
        "decisions",
        "discrepancies",
        "entries",
        "experiments",
        "game_seeds",
        "gift_card_entries",
        "gift_card_holds",
        "gift_cards",
        "holds",
        "identification_targets",
        "jobs",
        "journal",
        "leases",
        "level_hours",
        "lots",
        "members_in_tiers",
        "members_joined",
        "merge_rows",
        "meta",
        "move_runs",
        "owners",
        "points_hours",
        "points_left",
        "products",
        "program_scenarios",
        "program_versions",
        "publications",
        "purchase_lines",
        "purchases",
        "return_lines",
        "returns",
        "rollout_steps",
        "sales_days",
        "sales_hours",
        "saved_cursor",
        "saved_fills",
        "saved_looks",
        "saved_members",
        "saved_moves",
        "saved_segments",
        "schema_migrations",
        "segment_members",
        "staff_sessions",
        "spend",
        "stamps",
        "stocks",
        "stores",
        "tier_states",
        "tombstones",
        "transfers",
        "unit_hours",
        "universal_controls",
        "uses",
        "writers",
    ];

    /// An index over `profiles.search`, with the tables it is made of: it forgets with the profile.
    const INDEXES: &[&str] = &[
        "members_index",
        "members_index_config",
        "members_index_data",
        "members_index_idx",
    ];

    fn strings(conn: &Connection, sql: &str) -> BTreeSet<String> {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map((), |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn every_table_is_on_one_list() {
        let mut conn = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut conn).unwrap();
        let personal = PERSONAL.iter().map(|personal| personal.table);
        let listed: Vec<&str> = personal
            .chain(IMPERSONAL.iter().copied())
            .chain(INDEXES.iter().copied())
            .collect();
        let once: BTreeSet<String> = listed.iter().map(|table| (*table).to_owned()).collect();
        assert_eq!(listed.len(), once.len(), "a table is listed twice");
        let tables = strings(
            &conn,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        );
        assert_eq!(tables, once);
    }

    #[test]
    fn personal_columns_exist() {
        let mut conn = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut conn).unwrap();
        for personal in PERSONAL {
            let columns = strings(
                &conn,
                &format!("SELECT name FROM pragma_table_info('{}')", personal.table),
            );
            for column in personal.columns.iter().chain([&personal.whose.column()]) {
                assert!(columns.contains(*column), "{}.{column}", personal.table);
            }
        }
    }
}
