//! Instants, zones, days, spans and windows.
//!
//! An instant is UTC. Days, weekdays, hours, months and years are read in a [`Zone`], whose rules
//! come with the program and never from the system. Windows are half-open.

mod anniversary;
mod business_day;
mod date;
mod error;
mod expire;
mod instant;
mod period;
mod span;
mod time_of_day;
mod weekday;
mod window;
mod zone;

pub use anniversary::{MonthDay, YearlyWindow, anniversary, anniversary_near, within_anniversary};
pub use business_day::{business_day, business_day_window, same_business_day};
pub use date::LocalDate;
pub use error::TimeError;
pub use expire::{ExpireAt, ExpireRound, ExpireWhen, ExpiryRule};
pub use instant::{Instant, UtcOffset};
pub use period::Period;
pub use span::Span;
pub use time_of_day::LocalTime;
pub use weekday::Weekday;
pub use window::{WeekHours, Window};
pub use zone::{Local, Zone};
