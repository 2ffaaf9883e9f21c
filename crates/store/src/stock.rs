//! Stocks that all members share: a guarded count of what was given.
//!
//! Everything of one stock is written under one lock, so that two tills never give more than there is.

use std::collections::BTreeMap;

use regulars_engine::counter::{CounterKey, Counters, StockMove};

use crate::database::Connection;
use crate::rows::{one, touch};
use crate::sql::stock as sql;
use crate::{Changeset, StoreError};

/// What was given of the stocks asked for; one of which nothing was given is left out.
pub(crate) fn given(conn: &Connection, keys: &[CounterKey]) -> Result<Counters, StoreError> {
    let mut stocks = Counters::default();
    for key in keys {
        if let Some(given) = load(conn, key)? {
            stocks.set(key.clone(), given);
        }
    }
    Ok(stocks)
}

/// The first stock of which a changeset would give more than there is. The locks of the stocks are held.
pub(crate) fn spent(
    conn: &Connection,
    changeset: &Changeset,
) -> Result<Option<String>, StoreError> {
    let mut after: BTreeMap<String, i64> = BTreeMap::new();
    for stock in changeset.stock_moves() {
        let name = stock.moved.key.to_string();
        let given = match after.get(&name) {
            Some(given) => *given,
            None => load(conn, &stock.moved.key)?.unwrap_or(0),
        };
        let given = given + stock.moved.delta;
        if stock.moved.delta > 0 && given > stock.most {
            return Ok(Some(name));
        }
        after.insert(name, given);
    }
    Ok(None)
}

/// Takes from a stock, or puts back.
pub(crate) fn write(conn: &Connection, stock: &StockMove) -> Result<(), StoreError> {
    let key = stock.moved.key.to_string();
    let delta = stock.moved.delta;
    if delta >= 0 {
        touch(conn, sql::STOCK_TAKE, (key, delta))
    } else {
        touch(conn, sql::STOCK_PUT_BACK, (key, delta.saturating_neg()))
    }
}

fn load(conn: &Connection, key: &CounterKey) -> Result<Option<i64>, StoreError> {
    one(conn, sql::STOCK_GIVEN, [key.to_string()], |row| row.get(0))
}
