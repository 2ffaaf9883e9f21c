//! Tables divided into parts by member, as the guide to many processes has it.

use regulars_store::*;
use regulars_testkit::postgres::execute;

use crate::engine;
use crate::support::*;

const DIVIDE: &str = include_str!("../../../../docs/guides/partition.sql");

/// Statements are told apart by the indexes they look into: what scans a whole table builds indexes, too.
const BY_INDEX: &str = "DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET enable_seqscan = off', current_database());
END $$";

/// Complains of tables more than one part of which was touched; waits until what was done has been counted.
const CHECK: &str = "DO $$
DECLARE
    found TEXT;
BEGIN
    FOR turn IN 1..200 LOOP
        EXIT WHEN (SELECT sum(n_tup_ins) FROM pg_stat_user_tables WHERE relname LIKE 'entries_part_%') > 0;
        PERFORM pg_sleep(0.05);
        PERFORM pg_stat_clear_snapshot();
    END LOOP;
    WITH parts AS (
        SELECT inhparent::regclass::text AS divided,
               count(*) FILTER (WHERE coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0) AS touched
        FROM pg_inherits JOIN pg_stat_user_tables ON relid = inhrelid GROUP BY 1)
    SELECT string_agg(divided || ' ' || touched, ', ') INTO found FROM parts
    WHERE touched > 1 OR divided IN ('owners', 'entries', 'lots', 'balances') AND touched = 0;
    IF found IS NOT NULL THEN
        RAISE EXCEPTION 'parts touched: %', found;
    END IF;
END $$";

#[test]
fn what_a_till_does_touches_one_part_of_each_divided_table() {
    let shop = Shop::open();
    let url = engine::url(shop.folder.path());
    execute(&url, DIVIDE);
    execute(&url, BY_INDEX);
    let shop = shop.reopen(Options::default());
    let needs = regulars_engine::program::Needs::default();
    let ann = shop.register("1");
    for turn in 1..=8_u32 {
        // More often than a statement is planned anew.
        shop.commit(shop.sale(ann, turn.into(), turn, day(turn.into())));
        let loaded = shop
            .store
            .read(|reader| reader.situation(ann, &scope(&needs, day(9))));
        assert!(loaded.unwrap().is_some());
        shop.available(ann);
    }
    let shop = shop.reopen(Options::default());
    execute(&url, CHECK);
    let bob = shop.register("2");
    shop.commit(shop.sale(bob, 1, 1, day(1)));
    shop.assert_sound();
}
