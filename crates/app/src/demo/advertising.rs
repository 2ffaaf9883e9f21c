//! What the chain spends on customers: posters all month, and messages in December.

use regulars_engine::time::LocalDate;
use regulars_insight::cohort::Step;
use regulars_store::{Actor, Purpose};

use super::Plan;
use super::calendar::Calendar;
use crate::app::App;
use crate::basket::Decimal;
use crate::error::Result;
use crate::spend::{self, SpendEntry};

/// What posters cost a month, by member of the base, and messages in the month before the holidays.
const POSTERS: i64 = 6;
const MESSAGES: i64 = 2;

/// Enters it month by month, up to the last whole month.
pub(super) async fn advertise(app: &App, calendar: &Calendar, plan: Plan) -> Result<()> {
    let last = Step::Month.of(calendar.date(calendar.last_day()).days());
    for month in Step::Month.of(calendar.first().days())..last {
        let from = Step::Month.start(month);
        let to = Step::Month.start(month + 1).plus_days(-1);
        enter(app, plan, (from, to), Purpose::Acquisition, POSTERS).await?;
        if from.month() == 12 {
            enter(app, plan, (from, to), Purpose::Contacts, MESSAGES).await?;
        }
    }
    Ok(())
}

async fn enter(
    app: &App,
    plan: Plan,
    (from, to): (LocalDate, LocalDate),
    purpose: Purpose,
    by_member: i64,
) -> Result<()> {
    let entry = SpendEntry {
        from,
        to,
        purpose,
        amount: Decimal::whole(by_member * i64::from(plan.members)),
        source: None,
        label: None,
        note: None,
    };
    spend::add(app, Actor::Machine, entry, None).await?;
    Ok(())
}
