//! What is asked: conditions, and the same in SQL.
//!
//! The past ends at 2026-03-01T00:00Z, which is 03:00 on the wall clock of the shop; SQL reads that clock.

use crate::bench::figure::Target;

/// A question.
#[derive(Debug)]
pub struct Question {
    /// What it asks.
    pub name: &'static str,
    /// As a condition.
    pub condition: &'static str,
    /// As a count of DuckDB.
    pub sql: &'static str,
    /// What it reads.
    pub reads: Reads,
}

/// What a question reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// Profiles.
    Profiles,
    /// Purchases of the last weeks.
    Recent,
    /// Purchases of the whole past or much of it.
    Past,
    /// Lines of purchases.
    Lines,
}

impl Reads {
    /// How long a count may take, in milliseconds.
    pub fn most_ms(self) -> Target {
        match self {
            Self::Profiles | Self::Recent | Self::Past => Target::AtMost(50.0),
            Self::Lines => Target::AtMost(100.0),
        }
    }

    /// How many times as long DuckDB should take. Profiles are one table, which it reads as anybody would.
    pub fn least_ratio(self) -> Option<Target> {
        match self {
            Self::Profiles => None,
            Self::Recent => Some(Target::AtLeast(2.0)),
            Self::Past | Self::Lines => Some(Target::AtLeast(10.0)),
        }
    }
}

/// The questions; the last is one that a marketer would ask.
pub const QUESTIONS: [Question; 12] = [
    Question {
        name: "city",
        condition: r#"{ "member.city": "Казань" }"#,
        sql: "SELECT count(*) FROM members WHERE city = 'Казань'",
        reads: Reads::Profiles,
    },
    Question {
        name: "women of an age with consent",
        condition: r#"{ "member.gender": "female", "member.age": { "between": [25, 40] }, "consent.sms": "granted" }"#,
        sql: "SELECT count(*) FROM members
              WHERE gender = 'female' AND birth > '1985-03-01' AND birth <= '2001-03-01' AND sms",
        reads: Reads::Profiles,
    },
    Question {
        name: "three purchases in 30 days",
        condition: r#"{ "purchases": { "within": "30d", "count": { "gte": 3 } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM purchases WHERE made_at >= '2026-01-30 03:00:00'
                                    GROUP BY member HAVING count(*) >= 3)",
        reads: Reads::Recent,
    },
    Question {
        name: "sum in 90 days",
        condition: r#"{ "purchases": { "within": "90d", "sum": { "gte": "5000.00" } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM purchases WHERE made_at >= '2025-12-01 03:00:00'
                                    GROUP BY member HAVING sum(amount) >= 500000)",
        reads: Reads::Recent,
    },
    Question {
        name: "sum of all time",
        condition: r#"{ "purchases": { "from": "2020-01-01", "sum": { "gte": "50000.00" } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM purchases GROUP BY member HAVING sum(amount) >= 5000000)",
        reads: Reads::Past,
    },
    Question {
        name: "web purchases of all time",
        condition: r#"{ "purchases": { "from": "2020-01-01", "where": { "channel": "web" }, "count": { "gte": 2 } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM purchases WHERE channel = 'web'
                                    GROUP BY member HAVING count(*) >= 2)",
        reads: Reads::Past,
    },
    Question {
        name: "weekend purchases of a year",
        condition: r#"{ "purchases": { "within": "1 year", "where": { "weekday": ["sat", "sun"] }, "count": { "gte": 3 } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM purchases
                                    WHERE made_at >= '2025-03-01 03:00:00' AND isodow(made_at) >= 6
                                    GROUP BY member HAVING count(*) >= 3)",
        reads: Reads::Past,
    },
    Question {
        name: "nothing for 60 days",
        condition: r#"{ "last_purchase": { "days_ago": { "gt": 60 } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM purchases
                                    GROUP BY member HAVING max(made_at) < '2025-12-31 03:00:00')",
        reads: Reads::Past,
    },
    Question {
        name: "a category twice in a year",
        condition: r#"{ "purchases": { "within": "1 year", "where": { "category": "category-7" }, "count": { "gte": 2 } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM lines JOIN products USING (sku)
                                    WHERE category = 'category-7' AND made_at >= '2025-03-01 03:00:00'
                                    GROUP BY member HAVING count(DISTINCT purchase) >= 2)",
        reads: Reads::Lines,
    },
    Question {
        name: "a hall three times, all time",
        condition: r#"{ "purchases": { "from": "2020-01-01", "where": { "category": "hall-3" }, "count": { "gte": 3 } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM lines JOIN products USING (sku) WHERE hall = 'hall-3'
                                    GROUP BY member HAVING count(DISTINCT purchase) >= 3)",
        reads: Reads::Lines,
    },
    Question {
        name: "a brand's sum, all time",
        condition: r#"{ "purchases": { "from": "2020-01-01", "where": { "brand": "brand-12" }, "sum": { "gte": "1000.00" } } }"#,
        sql: "SELECT count(*) FROM (SELECT member FROM lines JOIN products USING (sku) WHERE brand = 'brand-12'
                                    GROUP BY member HAVING sum(amount) >= 100000)",
        reads: Reads::Lines,
    },
    Question {
        name: "women from Kazan, a hall twice in a year, silent for 60 days, with consent",
        condition: r#"{ "all": [ { "member.gender": "female" }, { "member.age": { "between": [25, 40] } }, { "member.city": "Казань" },
            { "purchases": { "within": "1 year", "where": { "category": "hall-3" }, "count": { "gte": 2 } } },
            { "last_purchase": { "days_ago": { "gt": 60 } } }, { "consent.sms": "granted" } ] }"#,
        sql: "WITH asked AS (SELECT id AS member FROM members WHERE gender = 'female' AND city = 'Казань'
                             AND birth > '1985-03-01' AND birth <= '2001-03-01' AND sms),
                   bought AS (SELECT member FROM lines JOIN products USING (sku) SEMI JOIN asked USING (member)
                              WHERE hall = 'hall-3' AND made_at >= '2025-03-01 03:00:00'
                              GROUP BY member HAVING count(DISTINCT purchase) >= 2)
              SELECT count(*) FROM (SELECT member FROM purchases SEMI JOIN bought USING (member)
                                    GROUP BY member HAVING max(made_at) < '2025-12-31 03:00:00')",
        reads: Reads::Lines,
    },
];

/// Recency, frequency and money of everybody in five scores each, by cut points of value: how many are in each cell.
pub const RFM: &str = "
    WITH bought AS (SELECT member, max(made_at)::DATE AS last, count(*) AS times, sum(amount) AS paid FROM purchases GROUP BY member),
         cuts AS (SELECT quantile_disc(last, [0.2, 0.4, 0.6, 0.8]) AS r, quantile_disc(times, [0.2, 0.4, 0.6, 0.8]) AS f,
                         quantile_disc(paid, [0.2, 0.4, 0.6, 0.8]) AS m FROM bought),
         scored AS (SELECT 1 + (last > r[1])::INT + (last > r[2])::INT + (last > r[3])::INT + (last > r[4])::INT AS r,
                           1 + (times > f[1])::INT + (times > f[2])::INT + (times > f[3])::INT + (times > f[4])::INT AS f,
                           1 + (paid > m[1])::INT + (paid > m[2])::INT + (paid > m[3])::INT + (paid > m[4])::INT AS m
                    FROM bought, cuts),
         cells AS (SELECT r, f, m, count(*) AS members FROM scored GROUP BY ALL)
    SELECT string_agg(r || '' || f || m || ':' || members, ' ' ORDER BY r, f, m) FROM cells";
