//! Writes the moves of a batch, each figure once.

use super::{Moves, Sales, UnitMoved};
use crate::StoreError;
use crate::database::{Connection, Params};
use crate::rows;
use crate::sql::{Statement, figure as sql};

impl Moves {
    /// Writes every move that is not nothing.
    pub(crate) fn write(self, conn: &Connection) -> Result<(), StoreError> {
        for ((day, store), sales) in self.days {
            if sales != Sales::default() {
                move_day(conn, day, store.as_str(), sales)?;
            }
        }
        for ((day, store, hour), by) in self.hours {
            if by != 0 {
                touch(conn, sql::FIGURE_MOVE_HOUR, (day, store.as_str(), hour, by))?;
            }
        }
        for ((hour, store, unit), moved) in self.points {
            let (issued, redeemed) = (moved.issued.raw(), moved.redeemed.raw());
            let params = (
                hour,
                store.as_str(),
                unit.as_str(),
                issued,
                redeemed,
                moved.expired.raw(),
            );
            touch(conn, sql::FIGURE_MOVE_POINTS, params)?;
        }
        for ((hour, unit), (available, pending)) in self.left {
            if (available, pending) != (0, 0) {
                touch(
                    conn,
                    sql::FIGURE_MOVE_LEFT,
                    (hour, unit.as_str(), available, pending),
                )?;
            }
        }
        for ((hour, store), by) in self.joined {
            touch(conn, sql::FIGURE_MOVE_JOINED, (hour, store.as_str(), by))?;
        }
        for ((scheme, level), by) in self.tiers {
            if by != 0 {
                touch(
                    conn,
                    sql::FIGURE_MOVE_TIER,
                    (scheme.as_str(), level.as_str(), by),
                )?;
            }
        }
        self.units
            .into_iter()
            .try_for_each(|((hour, unit), moved)| move_unit(conn, hour, unit.as_str(), moved))?;
        for ((hour, scheme, from, to), by) in self.levels {
            if by != 0 {
                let key = (hour, scheme.as_str(), from.as_str(), to.as_str(), by);
                touch(conn, sql::FIGURE_MOVE_LEVEL, key)?;
            }
        }
        for (hour, by) in self.coupons {
            if by != 0 {
                touch(conn, sql::FIGURE_MOVE_COUPON, (hour, by))?;
            }
        }
        Ok(())
    }
}

/// Each figure is a row of its own, which nothing before it has touched.
fn touch(conn: &Connection, statement: Statement, params: impl Params) -> Result<(), StoreError> {
    conn.begin_part();
    rows::touch(conn, statement, params)
}

fn move_day(conn: &Connection, day: i64, store: &str, sales: Sales) -> Result<(), StoreError> {
    let params = (
        day,
        store,
        sales.sales.minor(),
        sales.returned.minor(),
        sales.discount.minor(),
        sales.purchases,
        sales.identified_sales.minor(),
        sales.identified_purchases,
        sales.identified_discount.minor(),
        sales.identified_redeemed.minor(),
        sales.identified_kept.minor(),
    );
    touch(conn, sql::FIGURE_MOVE_DAY, params)
}

fn move_unit(conn: &Connection, hour: i64, unit: &str, moved: UnitMoved) -> Result<(), StoreError> {
    if moved == UnitMoved::default() {
        return Ok(());
    }
    let params = (
        hour,
        unit,
        moved.issued.raw(),
        moved.redeemed.raw(),
        moved.expired.raw(),
        moved.gained.raw(),
        moved.given.raw(),
        moved.spent.raw(),
        moved.burned.raw(),
    );
    touch(conn, sql::FIGURE_MOVE_UNIT, params)
}
