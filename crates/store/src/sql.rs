//! Named statements: `queries/<noun>.sql` holds the text, this file gives each statement its constant.
//!
//! A name that its file does not have fails to compile; a statement that SQLite does not take fails the one test below.
//! Parameters are written `?1`, `?2`, …: SQLite takes them by number, and for PostgreSQL they read `$1`, `$2`, …

/// A statement and the name it has in its file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statement {
    /// Its name, for errors.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

const MARK: &[u8] = b"-- name: ";

/// Finds the statement of a name, written in capitals here and in small letters in the file.
#[expect(
    clippy::panic,
    reason = "runs while compiling: a missing name stops the build"
)]
const fn named(file: &'static str, name: &'static str) -> Statement {
    let bytes = file.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if begins(bytes, at, MARK) && is_name(bytes, at + MARK.len(), name.as_bytes()) {
            let start = at + MARK.len() + name.len();
            let end = next_mark(bytes, start);
            return Statement {
                name,
                text: file.split_at(end).0.split_at(start).1,
            };
        }
        at += 1;
    }
    panic!("the file has no statement of this name")
}

const fn next_mark(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() && !begins(bytes, at, MARK) {
        at += 1;
    }
    at
}

const fn begins(bytes: &[u8], at: usize, with: &[u8]) -> bool {
    if bytes[at] != with[0] || at + with.len() > bytes.len() {
        return false;
    }
    let mut i = 0;
    while i < with.len() {
        if bytes[at + i] != with[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether the line goes on with this name and ends.
const fn is_name(bytes: &[u8], at: usize, name: &[u8]) -> bool {
    if at + name.len() >= bytes.len() || bytes[at + name.len()] != b'\n' {
        return false;
    }
    let mut i = 0;
    while i < name.len() {
        if bytes[at + i] != name[i].to_ascii_lowercase() {
            return false;
        }
        i += 1;
    }
    true
}

macro_rules! statements {
    ($($module:ident $file:literal: $($name:ident)*;)*) => {$(
        pub(crate) mod $module {
            use super::{Statement, named};
            const FILE: &str = include_str!(concat!("../queries/", $file));
            $(pub(crate) const $name: Statement = named(FILE, stringify!($name));)*
        }
    )*

    /// Every file with its statements.
    #[cfg(test)]
    const ALL: &[(&str, &str, &[Statement])] = &[$((
        $file,
        include_str!(concat!("../queries/", $file)),
        &[$($module::$name),*],
    )),*];
    };
}

statements! {
    owner "owner.sql": OWNER_GUARD OWNER_INSERT OWNER_MOVE OWNER_MOVE_AND_PLAN OWNER_BLOCK OWNER_DUE OWNER_TO_CHECK;
    member "member.sql": MEMBER_LOAD MEMBER_PUT_PROFILE MEMBER_BEFORE MEMBER_BY_IDENTIFIER MEMBER_IDENTIFIERS
        MEMBER_ADD_IDENTIFIER MEMBER_DROP_IDENTIFIER MEMBER_ADD_DATE MEMBER_DROP_DATE MEMBER_WITH_DATE MEMBER_WITH_POINTS_BURNING MEMBER_AFTER MEMBER_LIST MEMBER_FIND
        MEMBER_FIND_NUMBER MEMBER_INDEX MEMBER_DROP_INDEX;
    ledger "ledger.sql": BALANCE_MOVE BALANCE_LIST LOT_INSERT LOT_UPDATE_LIVE LOT_UPDATE_DEAD LOT_LIVE LOT_OF_PURCHASE LOT_OF_CLAIM DEBT_PUT DEBT_UNPAID
        ENTRY_INSERT ENTRY_LIST;
    quote "quote.sql": HOLD_PUT HOLD_RELEASE HOLD_BY_QUOTE HOLD_LIST HOLD_BY_BASKET;
    stock "stock.sql": STOCK_GIVEN STOCK_TAKE STOCK_PUT_BACK;
    coupon "coupon.sql": COUPON_INSERT COUPON_USE COUPON_USE_SERIES COUPON_USE_INSERT COUPON_BACK COUPON_BACK_SERIES
        COUPON_USE_BACK COUPON_WITHDRAW COUPON_REVOKE COUPON_LOAD COUPON_SERIES_USES COUPON_HELD COUPON_HELD_OF_SERIES
        COUPON_HELD_BY_OWNER COUPON_HOLD COUPON_RELEASE COUPON_RELEASE_BASKET COUPON_PURCHASES COUPON_LIST_OF_MEMBER
        COUPON_LIST_OF_SERIES;
    gift_card "gift_card.sql": GIFT_CARD_INSERT GIFT_CARD_LOAD GIFT_CARD_PUT GIFT_CARD_ENTRY_INSERT GIFT_CARD_HELD
        GIFT_CARD_HOLD GIFT_CARD_HOLDS_LAPSED GIFT_CARD_RELEASE GIFT_CARD_RELEASE_BASKET GIFT_CARD_HOLDER GIFT_CARD_ENTRIES
        GIFT_CARD_LIST GIFT_CARD_LIST_OF_KIND GIFT_CARD_DUE GIFT_CARD_DIFFERENCES;
    counter "counter.sql": COUNTER_MOVE COUNTER_GET COUNTER_RANGE USE_ADD USE_TAKE USE_LIST TIER_PUT TIER_CUT TIER_LIST SEGMENT_ENTER SEGMENT_LEAVE
        SEGMENT_LIST;
    purchase "purchase.sql": PURCHASE_INSERT PURCHASE_INSERT_LINE PURCHASE_INSERT_DECISION PURCHASE_BY_EXTERNAL
        PURCHASE_GUARD PURCHASE_VOID PURCHASE_RETURN_LINE PURCHASE_RETURN PURCHASE_LOAD PURCHASE_LINES PURCHASE_LIST PURCHASE_SEARCH PURCHASE_SEARCH_EXTERNAL
        PURCHASE_HISTORY PURCHASE_KEPT_LINES PURCHASE_SUMS PURCHASE_LAST TOMBSTONE_INSERT TOMBSTONE_GET;
    return_ "return.sql": RETURN_INSERT RETURN_INSERT_LINE RETURN_LOAD RETURN_OF_PURCHASE RETURN_BY_EXTERNAL
        RETURN_LINES;
    claim "claim.sql": CLAIM_INSERT CLAIM_END CLAIM_LOAD CLAIM_BY_CODE CLAIM_LIST CLAIM_LIST_OF_MEMBER CLAIM_LIST_OF_STATE
        CLAIM_DUE;
    game "game.sql": SEED_OPEN SEED_REVEAL SEED_GUARD SEED_OF_DRAW SEED_LIST_OPEN SEED_LIST DRAW_INSERT DRAW_LIST;
    clearing "clearing.sql": CLEARING_INSERT CLEARING_SUMS CLEARING_DIFFERENCES;
    transfer "transfer.sql": TRANSFER_INSERT TRANSFER_LOAD TRANSFER_DIFFERENCES;
    merge "merge.sql": MERGE_WHOSE MERGE_INSERT MERGE_LOAD MERGE_LIST MERGE_SHIFT MERGE_MARK MERGE_PURCHASES MERGE_RETURNS MERGE_EVENTS
        MERGE_CLAIMS MERGE_ADJUSTMENTS MERGE_COUPONS MERGE_COUPON_HOLDS MERGE_HOLD MERGE_LOTS MERGE_DEBTS MERGE_ENTRIES MERGE_CLEARING
        MERGE_BALANCES MERGE_NO_BALANCES MERGE_COUNTERS MERGE_USES MERGE_OWNER MERGE_NO_PROFILE MERGE_NO_SEGMENTS
        MERGE_NO_LOOK MERGE_NO_STAMP MERGE_DIFFERENCES;
    erasure "erasure.sql": ERASURE_OWNER ERASURE_REASONS ERASURE_WORDS ERASURE_KEPT ERASURE_EVENTS ERASURE_EVENT ERASURE_FACTS ERASURE_CLAIMS ERASURE_NOTES ERASURE_SOURCE
        ERASURE_DIFFERENCES;
    event "event.sql": EVENT_INSERT EVENT_HISTORY;
    discrepancy "discrepancy.sql": DISCREPANCY_INSERT DISCREPANCY_REVIEW DISCREPANCY_LOAD DISCREPANCY_OPEN
        DISCREPANCY_REVIEWED DISCREPANCY_COUNT;
    adjustment "adjustment.sql": ADJUSTMENT_INSERT ADJUSTMENT_LOAD;
    product "product.sql": PRODUCT_PUT PRODUCT_LOAD PRODUCT_LIST PRODUCT_COSTS;
    place "store.sql": STORE_PUT STORE_LOAD STORE_LIST;
    program "program.sql": VERSION_INSERT VERSION_EXISTS VERSION_TEXT VERSION_LIST VERSION_LAST PUBLICATION_INSERT
        PUBLICATION_CANCEL PUBLICATION_LIVE
        PUBLICATION_LIST SCENARIOS_PUT SCENARIOS_READ;
    rollout "rollout.sql": ROLLOUT_INSERT ROLLOUT_LIST ROLLOUT_SALES ROLLOUT_POINTS;
    key "key.sql": KEY_INSERT KEY_REVOKE KEY_BY_HASH KEY_LIST;
    staff "staff.sql": STAFF_PUT STAFF_MARK STAFF_LOAD STAFF_BY_LOGIN STAFF_LIST;
    segment "segment.sql": SAVED_PUT SAVED_DROP SAVED_MARK SAVED_LIST SAVED_MEMBERS;
    membership "membership.sql": MEMBERSHIP_ENTER MEMBERSHIP_LEAVE MEMBERSHIP_EMPTY MEMBERSHIP_FORGET_MOVES MEMBERSHIP_FORGET_FILL
        MEMBERSHIP_OF_MEMBER MEMBERSHIP_ALL MEMBERSHIP_MOVE MEMBERSHIP_MOVES MEMBERSHIP_FLOW MEMBERSHIP_LOOK MEMBERSHIP_NO_LOOK
        MEMBERSHIP_LOOK_OF MEMBERSHIP_LOOKS MEMBERSHIP_LOOKS_DUE MEMBERSHIP_FILL MEMBERSHIP_FILLS MEMBERSHIP_CURSOR
        MEMBERSHIP_PUT_CURSOR;
    stamp "stamp.sql": STAMP_PUT STAMP_DROP STAMP_LOAD STAMP_LIST STAMP_ANY;
    session "session.sql": SESSION_OPEN SESSION_SEE SESSION_CLOSE SESSION_CLOSE_OTHERS SESSION_FORGET SESSION_END_ALL
        SESSION_BY_HASH;
    audit "audit.sql": AUDIT_INSERT AUDIT_LIST AUDIT_OF_TARGET AUDIT_BY_STAFF;
    lock "lock.sql": LOCK_NAME LOCK_OWNER LOCK_PURCHASE SEQUENCE_JOURNAL SEQUENCE_WAITING SEQUENCE_TURN LOCK_LEASE LOCK_JOB
        LOCK_MARK;
    lease "lease.sql": LEASE_TAKE LEASE_GIVE_BACK LEASE_NUMBER LEASE_NODE LEASE_WRITER;
    remembered "remembered.sql": REMEMBERED_PUT REMEMBERED_GET REMEMBERED_FORGET;
    call "call.sql": CALL_GET CALL_PUT CALL_FORGET;
    figure "figure.sql": FIGURE_MOVE_DAY FIGURE_MOVE_HOUR FIGURE_MOVE_POINTS FIGURE_MOVE_LEFT FIGURE_MOVE_JOINED
        FIGURE_MOVE_TIER FIGURE_MOVE_UNIT FIGURE_MOVE_LEVEL FIGURE_MOVE_COUPON FIGURE_PURCHASE FIGURE_PURCHASE_STORE
        FIGURE_RETURN_STORE FIGURE_LOT FIGURE_LEVELS FIGURE_COUPON FIGURE_HOME FIGURE_HELD
        FIGURE_DAYS FIGURE_HOURS FIGURE_POINTS FIGURE_JOINED FIGURE_MEMBERS FIGURE_UNITS FIGURE_LEVEL_MOVES FIGURE_COUPONS
        FIGURE_LEFT FIGURE_TIERS FIGURE_BUYERS
        FIGURE_SILENT_STORES FIGURE_UNKNOWN_STORES FIGURE_LATE_JOBS FIGURE_DEAD_JOBS;
    history "history.sql": HISTORY_RETURNED HISTORY_EXTERNAL_IDS;
    activity "activity.sql": ACTIVITY_JOINED ACTIVITY_JOINED_OF ACTIVITY_SPENT ACTIVITY_SPENT_OF ACTIVITY_TOLD ACTIVITY_TOLD_OF
        ACTIVITY_EVENTS ACTIVITY_COUPONS ACTIVITY_LEVELS ACTIVITY_LEVELS_OF ACTIVITY_ENTRIES ACTIVITY_ENTRIES_OF;
    dashboard "dashboard.sql": DASHBOARD_PUT DASHBOARD_DROP DASHBOARD_LIST;
    spend "spend.sql": SPEND_INSERT SPEND_DROP SPEND_LOAD SPEND_LIST;
    experiment "experiment.sql": EXPERIMENT_PUT EXPERIMENT_MOVE EXPERIMENT_DROP EXPERIMENT_VERSION EXPERIMENT_LOAD EXPERIMENT_LIST
        ASSIGNMENT_INSERT ASSIGNMENT_CLEAR ASSIGNMENT_LOAD ASSIGNMENT_ALL ASSIGNMENT_PAGE ASSIGNMENT_COUNTS ASSIGNMENT_OF_MEMBER
        UNIVERSAL_CONTROL_PUT UNIVERSAL_CONTROL_LOAD;
    registration "registration.sql": REGISTRATION_INSERT REGISTRATION_LIST;
    receipt "receipt.sql": RECEIPT_BY_STORE RECEIPT_BY_PLACE;
    target "target.sql": TARGET_CLEAR TARGET_PUT TARGET_LIST;
    journal "journal.sql": JOURNAL_END JOURNAL_INSERT JOURNAL_LIST JOURNAL_WAITS_SINCE;
    job "job.sql": JOB_INSERT JOB_READY JOB_LEASE JOB_FINISH JOB_KEEP JOB_GIVE_BACK JOB_RETRY JOB_LAY_ASIDE JOB_COUNTS JOB_AGAIN JOB_LOAD
        JOB_WAITING JOB_DEAD JOB_READY_SINCE;
    meta "meta.sql": META_GET META_PUT META_CLOSE META_OPEN META_PUT_NOW META_NEW_EPOCH META_RANDOM WRITER_MARK WRITER_BATCH WRITER_SUMS MIGRATION_TABLE
        MIGRATION_BEGUN MIGRATION_LAST MIGRATION_INSERT ENGINE_VERSION;
    verify "verify.sql": VERIFY_OWNERS VERIFY_ENTRIES VERIFY_LOTS VERIFY_DEBTS VERIFY_BALANCES
        VERIFY_PURCHASE_SUMS VERIFY_RETURNED_LINES VERIFY_STRAY_LINES VERIFY_COUNTS VERIFY_JOURNAL VERIFY_LINKS
        VERIFY_PAGES VERIFY_SALES_DAYS VERIFY_SALES_HOURS VERIFY_POINTS_HOURS VERIFY_POINTS_LEFT
        VERIFY_MEMBERS_JOINED VERIFY_MEMBERS_IN_TIERS VERIFY_UNIT_HOURS VERIFY_LEVEL_HOURS VERIFY_COUPON_HOURS;
    past "past.sql": PAST_MEMBERS PAST_NAMES PAST_PURCHASES PAST_PURCHASES_OF PAST_LINES PAST_LINES_OF PAST_LOTS PAST_DEBTS PAST_HOLDS PAST_TIERS PAST_EVENTS PAST_BUYERS PAST_STAMPS;
    moving "moving.sql": MOVE_LIST MOVE_PUT MOVE_FORGET;
    copy "copy.sql": COPY_FREE_LINKS COPY_BIND_LINKS COPY_SETTLE COPY_GO_ON COPY_WAITING_FACTS COPY_OTHERS COPY_PAUSE;
    bare "bare.sql": BARE_END BARE_DURABLE BARE_POSTED BARE_CALL BARE_PURCHASE BARE_LINE BARE_DECISION BARE_OWNER BARE_MOVE_OWNER
        BARE_ENTRY BARE_BALANCE BARE_LOT BARE_LOT_USED;
}

/// Names of all statements.
#[cfg(test)]
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let all = ALL.iter().flat_map(|(_, _, statements)| statements.iter());
    all.map(|statement| statement.name)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn every_statement_prepares_and_leaves_no_parameter_out() {
        let mut conn = Connection::open_in_memory().unwrap();
        crate::migrate::migrate(&mut conn).unwrap();
        for statement in ALL.iter().flat_map(|(_, _, statements)| statements.iter()) {
            let name = statement.name;
            let prepared = conn
                .prepare(statement.text)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            for place in 1..=prepared.parameter_count() {
                let expected = format!("?{place}");
                assert_eq!(
                    prepared.parameter_name(place),
                    Some(expected.as_str()),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn every_statement_of_the_files_has_its_constant() {
        for (file, text, statements) in ALL {
            let in_file: Vec<String> = text
                .lines()
                .filter_map(|line| line.strip_prefix("-- name: "))
                .map(str::to_uppercase)
                .collect();
            let here: Vec<&str> = statements.iter().map(|statement| statement.name).collect();
            assert_eq!(in_file, here, "{file}");
        }
    }
}
