//! `regulars report hours`.

use regulars_app::report::{self, Hours, HoursRequest};

use super::shared::{Audience, Between, Shared, table};
use crate::failure::Done;

/// The busiest days of the week and hours of the day, by everybody's purchases.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report hours --data /var/lib/regulars --from 2026-01-01 --json"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    between: Between,
    #[command(flatten)]
    audience: Audience,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let request = HoursRequest {
        days: arguments.between.into(),
        segment: arguments.audience.segment(),
    };
    let make = async |app: &regulars_app::App| report::hours(app, request.clone()).await;
    arguments.shared.run(make, tell)
}

fn tell(hours: &Hours) {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let header: Vec<&str> = std::iter::once("hour").chain(days).collect();
    let count = |weekday: u8, hour: u8| {
        let found = hours
            .rows
            .iter()
            .find(|row| (row.weekday, row.hour) == (weekday, hour));
        found.map_or(0, |row| row.purchases).to_string()
    };
    let rows = (0..24).map(|hour| {
        let week = (1..=7).map(|weekday| count(weekday, hour));
        std::iter::once(format!("{hour:02}:00"))
            .chain(week)
            .collect()
    });
    table(&header, &rows.collect::<Vec<_>>());
}
