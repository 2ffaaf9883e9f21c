//! The guards of the store: what takes each away, and the tests that see it.

/// A guard.
pub(super) struct Guard {
    /// What it guards.
    pub what: &'static str,
    /// Where it stands.
    pub engines: Engines,
    /// What is changed to be without it.
    pub cuts: &'static [Cut],
    /// Tests of the store's suite of which one fails without it.
    pub seen_by: &'static [&'static str],
}

/// A piece of text that stands in a file once, and what stands there instead.
pub(super) struct Cut {
    pub file: &'static str,
    pub text: &'static str,
    pub instead: &'static str,
}

/// Where a guard stands: SQLite has one writer, and needs no lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Engines {
    Both,
    Sqlite,
    Postgres,
}

impl Engines {
    /// Whether this engine is one of them.
    pub(super) fn hold(self, engine: Self) -> bool {
        self == Self::Both || self == engine
    }
}

const GUARD: &str = "crates/store/src/writer/guard.rs";
const LOCK: &str = "crates/store/src/writer/lock.rs";
const LEASE: &str = "crates/store/src/lease.rs";
const SEQUENCER: &str = "crates/store/src/postgres/sequencer.rs";
const OWNER_SQL: &str = "crates/store/queries/owner.sql";
const LEDGER_SQL: &str = "crates/store/queries/ledger.sql";
const MEMBER_SQL: &str = "crates/store/queries/member.sql";
const PURCHASE_SQL: &str = "crates/store/queries/purchase.sql";
const JOB_SQL: &str = "crates/store/queries/job.sql";
const CLAIM_SQL: &str = "crates/store/queries/claim.sql";
const LEASE_SQL: &str = "crates/store/queries/lease.sql";
const POSTGRES_SQL: &str = "crates/store/queries/postgres.sql";

/// Every guard. The lock of an owner is none: without it the version still holds, after a transaction that was made in vain.
pub(super) const GUARDS: &[Guard] = &[
    Guard {
        what: "owner: the version it was decided on",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if guard.version == expected {",
            instead: "if true {",
        }],
        seen_by: &["races::points_are_spent_once"],
    },
    Guard {
        what: "owner: the version it is written over",
        engines: Engines::Both,
        cuts: &[
            Cut {
                file: GUARD,
                text: "if guard.version == expected {",
                instead: "if true {",
            },
            Cut {
                file: OWNER_SQL,
                text: "next_debt = ?3 WHERE id = ?1 AND version = ?4;",
                instead: "next_debt = ?3 WHERE id = ?1 AND ?4 > 0;",
            },
            Cut {
                file: OWNER_SQL,
                text: r"WHERE id = ?1 AND version = ?4;

-- name: owner_block",
                instead: r"WHERE id = ?1 AND ?4 > 0;

-- name: owner_block",
            },
        ],
        seen_by: &[
            "races::points_are_spent_once",
            "races::points_are_held_for_one_quote",
            "races::a_quote_is_bought_once",
            "races::counters_of_limits_caps_and_steps_move_once",
            "races::uses_of_a_rolling_limit_are_counted_once",
        ],
    },
    Guard {
        what: "balance: a row that is there stays above zero",
        engines: Engines::Both,
        cuts: &[Cut {
            file: LEDGER_SQL,
            text: r">= 0
  AND balances.pending + excluded.pending >= 0",
            instead: r"> -1000000000
  AND balances.pending + excluded.pending >= 0",
        }],
        seen_by: &["races::a_balance_never_goes_below_zero"],
    },
    Guard {
        what: "balance: a first row begins above zero",
        engines: Engines::Both,
        cuts: &[Cut {
            file: LEDGER_SQL,
            text: "WHERE (CAST(?3 AS BIGINT) + CAST(?5 AS BIGINT) >= 0 AND",
            instead: "WHERE (CAST(?3 AS BIGINT) + CAST(?5 AS BIGINT) > -1000000000 AND",
        }],
        seen_by: &["races::a_balance_never_goes_below_zero"],
    },
    Guard {
        what: "call: seen before",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if let Some(call) = &changeset.call {",
            instead: "if let (Some(call), false) = (&changeset.call, true) {",
        }],
        seen_by: &["races::one_call_is_done_once"],
    },
    Guard {
        what: "call: another body under the same key",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if earlier.hash == call.hash {",
            instead: "if true {",
        }],
        seen_by: &["guards::a_call_seen_before_is_answered_as_before"],
    },
    Guard {
        what: "names: locked where there is no row yet",
        engines: Engines::Postgres,
        cuts: &[Cut {
            file: LOCK,
            text: "lock(conn, sql::LOCK_NAME, [name])?;",
            instead: "let _ = name;",
        }],
        seen_by: &[
            "races::one_call_is_done_once",
            "races::a_callers_id_is_one_purchase_or_one_tombstone",
            "coupons::parallel_checkouts",
            "races::one_administrator_remains",
        ],
    },
    Guard {
        what: "document: a caller's id of a purchase",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: r"        if purchase::by_external(conn, external)?.is_some() {
            return Err(CommitError::ExternalTaken {
                external: external.clone(),
            }
            .into());
        }
        if purchase::is_buried",
            instead: "        if purchase::is_buried",
        }],
        seen_by: &["races::a_callers_id_is_one_purchase_or_one_tombstone"],
    },
    Guard {
        what: "document: a void before its purchase",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if purchase::is_buried(conn, external)? {",
            instead: "if false && purchase::is_buried(conn, external)? {",
        }],
        seen_by: &["races::a_callers_id_is_one_purchase_or_one_tombstone"],
    },
    Guard {
        what: "document: a purchase before its void",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: r"    for external in &changeset.tombstones {
        if purchase::by_external(conn, external)?.is_some() {",
            instead: r"    for external in &changeset.tombstones {
        if false && purchase::by_external(conn, external)?.is_some() {",
        }],
        seen_by: &[
            "races::a_callers_id_is_one_purchase_or_one_tombstone",
            "guards::a_callers_id_of_a_purchase_is_taken_once_and_for_ever",
        ],
    },
    Guard {
        what: "document: a caller's id of a return",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if return_::by_external(conn, external)?.is_some() {",
            instead: "if false && return_::by_external(conn, external)?.is_some() {",
        }],
        seen_by: &["races::a_callers_id_is_one_return"],
    },
    Guard {
        what: "identifier: nobody else's",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if others || !seen.insert(added) {",
            instead: "if !seen.insert(added) {",
        }],
        seen_by: &[
            "races::a_card_is_of_one_member",
            "guards::an_identifier_belongs_to_one_member",
        ],
    },
    Guard {
        what: "identifier: written over its owner's only",
        engines: Engines::Both,
        cuts: &[
            Cut {
                file: GUARD,
                text: "if others || !seen.insert(added) {",
                instead: "if !seen.insert(added) {",
            },
            Cut {
                file: MEMBER_SQL,
                text: "SET member = excluded.member WHERE identifiers.member = excluded.member;",
                instead: "SET member = excluded.member;",
            },
        ],
        seen_by: &["races::a_card_is_of_one_member"],
    },
    Guard {
        what: "purchase: what was seen of it",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "(state == PurchaseState::Voided) == seen.voided && returns == seen.returns",
            instead: "true || ((state == PurchaseState::Voided) == seen.voided && returns == seen.returns)",
        }],
        seen_by: &[
            "races::what_was_bought_comes_back_once_or_is_voided",
            "guards::a_purchase_of_nobody_is_guarded_by_what_was_seen_of_it",
        ],
    },
    Guard {
        what: "purchase: still sold",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "Some((PurchaseState::Sold, _)) => Ok(()),",
            instead: "Some(_) => Ok(()),",
        }],
        seen_by: &["guards::a_voided_purchase_takes_no_return_and_no_second_void"],
    },
    Guard {
        what: "purchase: no more comes back than was bought",
        engines: Engines::Both,
        cuts: &[Cut {
            file: PURCHASE_SQL,
            text: "AND returned_quantity + ?3 <= quantity;",
            instead: ";",
        }],
        seen_by: &["guards::more_than_was_bought_never_comes_back"],
    },
    Guard {
        what: "purchase: locked before its guards are read",
        engines: Engines::Postgres,
        cuts: &[Cut {
            file: LOCK,
            text: "lock(conn, sql::LOCK_PURCHASE, [purchase.raw()])?;",
            instead: "let _ = purchase;",
        }],
        seen_by: &["races::what_was_bought_comes_back_once_or_is_voided"],
    },
    Guard {
        what: "coupon: uses of a code and of its series",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if let Some(code) = coupon::spent(conn, changeset)? {",
            instead: "if let (Some(code), false) = (coupon::spent(conn, changeset)?, true) {",
        }],
        seen_by: &[
            "coupons::parallel_checkouts_do_not_use_a_code_twice",
            "coupons::parallel_checkouts_do_not_pass_the_total_of_a_series",
            "coupons::a_held_code_is_for_its_quote_till_the_hold_lapses",
        ],
    },
    Guard {
        what: "gift card: the version it was decided on",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if let Some(code) = gift_card::moved(conn, changeset)? {",
            instead: "if let (Some(code), false) = (gift_card::moved(conn, changeset)?, true) {",
        }],
        seen_by: &[
            "gift_cards::money_set_aside_moves_the_card_on_and_goes_with_its_quote",
            "gift_cards::parallel_checkouts_do_not_spend_the_same_money",
        ],
    },
    Guard {
        what: "stock: what all members share",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if let Some(key) = stock::spent(conn, changeset)? {",
            instead: "if let (Some(key), false) = (stock::spent(conn, changeset)?, true) {",
        }],
        seen_by: &[
            "races::the_last_of_a_stock_is_given_once",
            "stocks::a_stock_is_given_to_its_end_and_no_further",
        ],
    },
    Guard {
        what: "seed: told once, and nothing drawn by it after",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if let Some(draw) = game::moved(conn, changeset)? {",
            instead: "if let (Some(draw), false) = (game::moved(conn, changeset)?, true) {",
        }],
        seen_by: &[
            "games::nothing_is_drawn_by_a_seed_that_was_told",
            "games::a_draw_has_one_seed_at_a_time_and_tells_it_once",
        ],
    },
    Guard {
        what: "claim: ended once",
        engines: Engines::Both,
        cuts: &[Cut {
            file: CLAIM_SQL,
            text: "cashier = ?5 WHERE id = ?1 AND state = 'open';",
            instead: "cashier = ?5 WHERE id = ?1;",
        }],
        seen_by: &["claims::a_claim_ends_once"],
    },
    Guard {
        what: "staff: the whole that was seen",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "Some(seen) if staff::mark(conn)? != seen =>",
            instead: "Some(seen) if false && staff::mark(conn)? != seen =>",
        }],
        seen_by: &["races::one_administrator_remains"],
    },
    Guard {
        what: "segments: the whole that was seen",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "Some(seen) if segment::mark(conn)? != seen =>",
            instead: "Some(seen) if false && segment::mark(conn)? != seen =>",
        }],
        seen_by: &["races::segments_are_changed_by_one"],
    },
    Guard {
        what: "experiments: the version that was seen",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "Some((id, seen)) if experiment::version(conn, id)? != *seen =>",
            instead: "Some((id, seen)) if false && experiment::version(conn, id)? != *seen =>",
        }],
        seen_by: &[
            "experiments::an_experiment_is_read_as_it_was_put_and_changed_by_who_has_seen_it",
        ],
    },
    Guard {
        what: "program: a version is stored once",
        engines: Engines::Both,
        cuts: &[Cut {
            file: GUARD,
            text: "if program::exists(conn, &new.version)? {",
            instead: "if false && program::exists(conn, &new.version)? {",
        }],
        seen_by: &["races::a_version_of_a_program_is_stored_by_one"],
    },
    Guard {
        what: "job: done once",
        engines: Engines::Both,
        cuts: &[Cut {
            file: JOB_SQL,
            text: "ON CONFLICT (kind, key) DO NOTHING;",
            instead: "ON CONFLICT (kind, key) DO UPDATE SET state = 'waiting';",
        }],
        seen_by: &["jobs::a_key_runs_once_also_after_it_is_done"],
    },
    Guard {
        what: "job: leased to one",
        engines: Engines::Postgres,
        cuts: &[Cut {
            file: POSTGRES_SQL,
            text: "FOR UPDATE SKIP LOCKED;",
            instead: ";",
        }],
        seen_by: &[
            "races::a_job_is_done_by_one",
            "leases::a_job_is_leased_by_one_of_many_that_ask_at_once",
        ],
    },
    Guard {
        what: "job: ended by who has it",
        engines: Engines::Both,
        cuts: &[
            Cut {
                file: JOB_SQL,
                text: "UPDATE jobs SET state = 'done' WHERE id = ?1 AND lease = ?2 AND",
                instead: "UPDATE jobs SET state = 'done' WHERE id = ?1 AND ?2 >= 0 AND",
            },
            Cut {
                file: LEASE,
                text: "Ok(if found == Some(number) {",
                instead: "Ok(if true || found == Some(number) {",
            },
        ],
        seen_by: &["jobs::a_job_that_another_has_leased_is_out_of_the_hands_of_who_had_it"],
    },
    Guard {
        what: "lease: one leads",
        engines: Engines::Postgres,
        cuts: &[
            Cut {
                file: LEASE_SQL,
                text: "WHERE leases.holder = excluded.holder OR leases.until <=",
                instead: "WHERE leases.holder = excluded.holder OR 0 <=",
            },
            Cut {
                file: POSTGRES_SQL,
                text: "WHERE leases.holder = excluded.holder OR leases.until <=",
                instead: "WHERE leases.holder = excluded.holder OR 0 <=",
            },
        ],
        seen_by: &["leases::one_process_leads_and_the_next_one_has_a_greater_number"],
    },
    Guard {
        what: "lease: a leader of yesterday writes nothing",
        engines: Engines::Postgres,
        cuts: &[Cut {
            file: LEASE,
            text: "Ok(if found == Some(number) {",
            instead: "Ok(if true || found == Some(number) {",
        }],
        seen_by: &["leases::a_leader_that_was_paused_writes_nothing_when_it_wakes_up"],
    },
    Guard {
        what: "node: a process whose number was taken writes nothing",
        engines: Engines::Postgres,
        cuts: &[Cut {
            file: POSTGRES_SQL,
            text: "WHERE EXISTS (SELECT FROM leases WHERE leases.name = writers.node AND leases.number = writers.node_number);",
            instead: ";",
        }],
        seen_by: &["leases::a_process_whose_number_another_has_taken_writes_nothing_under_it"],
    },
    Guard {
        what: "journal: numbered by one at a time",
        engines: Engines::Postgres,
        cuts: &[
            Cut {
                file: SEQUENCER,
                text: r#""SELECT pg_advisory_xact_lock(7205759403792795)""#,
                instead: r#""SELECT 1""#,
            },
            Cut {
                file: POSTGRES_SQL,
                text: "SELECT pg_try_advisory_xact_lock(7205759403792795);",
                instead: "SELECT true;",
            },
        ],
        seen_by: &["interleaved::facts_are_numbered_by_one_at_a_time"],
    },
];

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cargo;

    #[test]
    fn every_guard_stands_where_it_is_said_to() {
        for guard in GUARDS {
            for cut in guard.cuts {
                let text = fs::read_to_string(cargo::root().join(cut.file)).unwrap();
                let times = text.matches(cut.text).count();
                assert_eq!(times, 1, "{}: `{}` in {}", guard.what, cut.text, cut.file);
            }
        }
    }

    #[test]
    fn every_test_that_sees_a_guard_is_there() {
        let tests = cargo::root().join("crates/store/tests");
        for seen_by in GUARDS.iter().flat_map(|guard| guard.seen_by) {
            let (module, name) = seen_by.split_once("::").unwrap();
            let mut texts = ["it", "postgres"].iter().filter_map(|suite| {
                fs::read_to_string(tests.join(suite).join(format!("{module}.rs"))).ok()
            });
            assert!(
                texts.any(|text| text.contains(&format!("fn {name}"))),
                "{seen_by}"
            );
        }
    }
}
