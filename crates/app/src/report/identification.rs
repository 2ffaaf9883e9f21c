//! Which receipts have a member: by store, till, cashier and day, against targets.

use std::collections::BTreeMap;
use std::str::FromStr;

use regulars_engine::name::StoreId;
use regulars_engine::time::{LocalDate, Zone};
use regulars_insight::kpi::identification as share;
use regulars_store::{Reader, ReceiptPlace, Receipts};
use serde::Serialize;

use super::base::{Days, Purse, as_of, read, today};
use crate::app::App;
use crate::error::Result;
use crate::identification::{Alert, Targets, alerts};
use crate::overview::Period;

/// What receipts are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReceiptsBy {
    /// By store.
    #[default]
    Store,
    /// By store and till.
    Till,
    /// By store and cashier.
    Cashier,
    /// By day.
    Day,
}

/// Nothing receipts are told by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("receipts are not told by `{0}`; write store, till, cashier or day")]
pub struct UnknownReceiptsBy(String);

impl FromStr for ReceiptsBy {
    type Err = UnknownReceiptsBy;

    fn from_str(text: &str) -> std::result::Result<Self, UnknownReceiptsBy> {
        match text {
            "store" => Ok(Self::Store),
            "till" => Ok(Self::Till),
            "cashier" => Ok(Self::Cashier),
            "day" => Ok(Self::Day),
            other => Err(UnknownReceiptsBy(other.to_owned())),
        }
    }
}

impl ReceiptsBy {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Till => "till",
            Self::Cashier => "cashier",
            Self::Day => "day",
        }
    }

    /// What of a place tells its row.
    fn key(self, day: LocalDate, place: ReceiptPlace) -> Key {
        match self {
            Self::Store => Key {
                place: ReceiptPlace {
                    store: place.store,
                    ..ReceiptPlace::default()
                },
                day: None,
            },
            Self::Till => Key {
                place: ReceiptPlace {
                    cashier: None,
                    ..place
                },
                day: None,
            },
            Self::Cashier => Key {
                place: ReceiptPlace {
                    till: None,
                    ..place
                },
                day: None,
            },
            Self::Day => Key {
                place: ReceiptPlace::default(),
                day: Some(day),
            },
        }
    }
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct IdentificationRequest {
    /// What receipts are told by.
    pub by: ReceiptsBy,
    /// On which days.
    pub days: Days,
    /// In one store; absent: in all.
    pub store: Option<StoreId>,
}

/// Receipts of a store, a till, a cashier or a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IdentificationRow {
    /// The store; `null`: not said, or of the sum of all, or of a day.
    pub store: Option<StoreId>,
    /// The till.
    pub till: Option<String>,
    /// The cashier.
    pub cashier: Option<String>,
    /// The day.
    pub day: Option<LocalDate>,
    /// Receipts of which something was kept.
    pub receipts: i64,
    /// Those with a member.
    pub identified: i64,
    /// Identified / receipts.
    pub identification: Option<f64>,
    /// Percent of receipts that should have a member.
    pub target: Option<u8>,
    /// Whether that is reached; `null` without a target or a receipt.
    pub reached: Option<bool>,
    /// Paid by money and kept.
    pub sales: String,
    /// The part that members paid.
    pub identified_sales: String,
    /// Members who joined.
    pub joined: i64,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IdentificationReport {
    /// As of when.
    pub as_of: String,
    /// What receipts are told by.
    pub by: &'static str,
    /// The store asked; `null`: all.
    pub store: Option<StoreId>,
    /// The first day asked.
    pub from: Option<LocalDate>,
    /// The last day asked.
    pub to: Option<LocalDate>,
    /// The currency of money in it.
    pub currency: String,
    /// Rows in order of store, till, cashier, day; those with neither a receipt nor somebody who joined are left out.
    pub rows: Vec<IdentificationRow>,
    /// All of it.
    pub all: IdentificationRow,
    /// Stores that fell, as of now, whatever days were asked.
    pub alerts: Vec<Alert>,
}

/// Makes the report.
///
/// # Errors
/// Days that are no period; a store that cannot be read.
pub async fn identification(
    app: &App,
    request: IdentificationRequest,
) -> Result<IdentificationReport> {
    request.days.ends()?;
    read(app, move |app, reader| {
        let targets = Targets::read(reader)?;
        let zone = app.programs().at(app.now()).program.zone.clone();
        let counted = Counted::read(reader, &request, &zone)?;
        let rows = counted.rows.iter();
        let row = |key: &Key, tally: &Tally| row(key, tally, &targets, Purse::of(app));
        let whole = Key {
            place: ReceiptPlace {
                store: request.store.clone(),
                ..ReceiptPlace::default()
            },
            day: None,
        };
        Ok(IdentificationReport {
            as_of: as_of(app),
            by: request.by.word(),
            from: request.days.from,
            to: request.days.to,
            currency: Purse::of(app).code(),
            rows: rows.map(|(key, tally)| row(key, tally)).collect(),
            all: row(&whole, &counted.all),
            alerts: alerts(reader, &targets, today(app))?,
            store: request.store,
        })
    })
    .await
}

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    place: ReceiptPlace,
    day: Option<LocalDate>,
}

/// What is counted of a row.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    receipts: Receipts,
    joined: i64,
}

#[derive(Default)]
struct Counted {
    rows: BTreeMap<Key, Tally>,
    all: Tally,
}

impl Counted {
    fn read(reader: &Reader<'_>, request: &IdentificationRequest, zone: &Zone) -> Result<Self> {
        let (from, to) = request.days.ends()?;
        let ends = (LocalDate::from_days(from), LocalDate::from_days(to));
        let receipts = match request.by {
            ReceiptsBy::Store | ReceiptsBy::Day => reader.receipts_by_store(ends)?,
            ReceiptsBy::Till | ReceiptsBy::Cashier => reader.receipts_by_place(ends)?,
        };
        let mut counted = Self::default();
        let asked = request.store.as_ref();
        let is_asked = |store: Option<&StoreId>| asked.is_none_or(|asked| store == Some(asked));
        for (day, place, receipts) in receipts {
            if is_asked(place.store.as_ref()) {
                counted.add(request.by.key(day, place), |tally| {
                    tally.receipts += receipts;
                });
            }
        }
        let period = Period {
            from: ends.0,
            to: ends.1,
        };
        reader.registrations(period.instants(zone), |joined| {
            if is_asked(joined.store.as_ref()) {
                let place = ReceiptPlace {
                    store: joined.store,
                    till: joined.till,
                    cashier: joined.cashier,
                };
                let key = request.by.key(zone.date(joined.at), place);
                counted.add(key, |tally| tally.joined += 1);
            }
        })?;
        counted
            .rows
            .retain(|_, tally| tally.joined > 0 || tally.receipts.receipts > 0);
        Ok(counted)
    }

    fn add(&mut self, key: Key, change: impl Fn(&mut Tally)) {
        change(self.rows.entry(key).or_default());
        change(&mut self.all);
    }
}

fn row(key: &Key, tally: &Tally, targets: &Targets, purse: Purse) -> IdentificationRow {
    let Receipts {
        receipts,
        identified,
        sales,
        identified_sales,
    } = tally.receipts;
    let place = key.place.clone();
    let target = targets.of(place.store.as_ref());
    let reached = |target: u8| identified * 100 >= receipts * i64::from(target);
    IdentificationRow {
        store: place.store,
        till: place.till,
        cashier: place.cashier,
        day: key.day,
        receipts,
        identified,
        identification: share(identified, receipts),
        target,
        reached: target.filter(|_| receipts > 0).map(reached),
        sales: purse.exact(sales.minor()),
        identified_sales: purse.exact(identified_sales.minor()),
        joined: tally.joined,
    }
}
