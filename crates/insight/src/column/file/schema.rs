//! Tables and their columns, as analysts see them. A change of any is another [`super::FORMAT`].
//!
//! Money is in minor units of the currency, points in the smallest parts of their unit, quantities are decimals; instants are
//! UTC. No column is called by a word that SQL keeps for itself (`at`, `from`). What is `optional` is not known or does not apply.

/// What a typed value is made of: one of them is there.
macro_rules! value {
    () => {
        "optional binary text (STRING);
         optional int64 number (DECIMAL(18,4));
         optional boolean flag;
         optional int32 date (DATE);"
    };
}

/// Members, in the order of their numbers: facts conditions ask for, without names and contacts.
pub(super) const MEMBERS: &str = concat!(
    "message members {
        required int64 member;
        required binary id (STRING);
        required int64 registered_at (TIMESTAMP(MILLIS,true));
        optional int32 birth_date (DATE);
        optional binary city (STRING);
        optional binary gender (STRING);
        optional binary language (STRING);
        optional binary store (STRING);
        required boolean has_email;
        required boolean has_phone;
        required boolean blocked;
        optional int32 rfm_recency;
        optional int32 rfm_frequency;
        optional int32 rfm_money;
        optional binary stage (STRING);
        optional int32 alive (DECIMAL(7,6));
        optional int64 value_minor;
        optional int32 value_top (DECIMAL(7,6));
        optional int64 expected_purchases (DECIMAL(18,2));
        optional int32 next_purchase (DATE);
        required int32 purchases;
        required int32 events;
        required group tags (LIST) { repeated group list { required binary element (STRING); } }
        required group dates (LIST) { repeated group list { required group element {
            required binary name (STRING);
            required int32 date (DATE);
        } } }
        required group consents (LIST) { repeated group list { required group element {
            required binary channel (STRING);
            required boolean granted;
        } } }
        required group attributes (LIST) { repeated group list { required group element {
            required binary name (STRING);",
    value!(),
    "   } } }
        required group levels (LIST) { repeated group list { required group element {
            required binary scheme (STRING);
            optional binary level (STRING);
            required int64 since (TIMESTAMP(MILLIS,true));
            optional int64 until (TIMESTAMP(MILLIS,true));
        } } }
        required group lots (LIST) { repeated group list { required group element {
            required binary unit (STRING);
            required int64 points_raw;
            optional int64 counts_from (TIMESTAMP(MILLIS,true));
            optional int64 counts_to (TIMESTAMP(MILLIS,true));
        } } }
    }"
);

/// Purchases of which something was kept, by member, oldest first; `purchase` counts those of a member from 1.
pub(super) const PURCHASES: &str = "message purchases {
        required int64 member;
        required int32 purchase;
        required int64 bought_at (TIMESTAMP(MILLIS,true));
        required int32 outlet;
        required int64 net_minor;
        required int64 returned_minor;
        required int32 lines;
    }";

/// Lines of these, net of what came back.
pub(super) const LINES: &str = "message lines {
        required int64 member;
        required int32 purchase;
        required int32 goods;
        required int64 quantity (DECIMAL(18,4));
        required int64 amount_minor;
    }";

/// Events by member, oldest first.
pub(super) const EVENTS: &str = concat!(
    "message events {
        required int64 member;
        required int64 happened_at (TIMESTAMP(MILLIS,true));
        required binary kind (STRING);
        required group properties (LIST) { repeated group list { required group element {
            required binary name (STRING);",
    value!(),
    "   } } }
    }"
);

/// What was sold, as it was when it was sold: one code has several rows if its brand or categories changed.
pub(super) const GOODS: &str = "message goods {
        required int32 goods;
        optional binary sku (STRING);
        optional binary brand (STRING);
        required group category (LIST) { repeated group list { required binary element (STRING); } }
    }";

/// Where and how purchases were made. City and country are the store's of now.
pub(super) const OUTLETS: &str = "message outlets {
        required int32 outlet;
        optional binary store (STRING);
        optional binary city (STRING);
        optional binary country (STRING);
        required binary channel (STRING);
        optional binary till (STRING);
        required int32 utc_offset_seconds;
    }";

/// Columns of which hardly a number comes twice: differences are shorter than a dictionary.
pub(super) const DIFFERENCES: [&str; 6] = [
    "bought_at",
    "happened_at",
    "net_minor",
    "amount_minor",
    "goods",
    "registered_at",
];

/// Columns of which none comes twice.
pub(super) const PLAIN: [&str; 1] = ["id"];
