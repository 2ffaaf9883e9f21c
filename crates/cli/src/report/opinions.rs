//! `regulars report opinions`.

use regulars_app::App;
use regulars_app::report::{self, Opinion, OpinionReport, OpinionRow, OpinionsRequest};

use super::shared::{ByPeriod, Shared, or_dash, percent, table};
use crate::failure::Done;

/// What members say of the shop, period by period: recommendation (NPS), satisfaction (CSAT) or effort (CES), out of the
/// answers that were sent as events.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report opinions --data /var/lib/regulars --of nps --by month --compare previous --from 2025-07-01"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    asked: ByPeriod,
    /// What members were asked: nps (0 to 10), csat (1 to 5), ces (1 to 7).
    #[arg(long, value_name = "WHAT", default_value = "nps")]
    of: Opinion,
    /// The type of the events that tell answers; the word of --of without.
    #[arg(long, value_name = "TYPE")]
    event: Option<String>,
    /// Their property that holds the answer.
    #[arg(long, value_name = "PROPERTY", default_value = "score")]
    answer: String,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let of = arguments.of;
    let event = arguments.event.clone();
    let request = OpinionsRequest {
        figures: arguments.asked.request(),
        of,
        event: event.unwrap_or_else(|| of.word().to_owned()),
        answer: arguments.answer.clone(),
    };
    let make = async |app: &App| report::opinions(app, request).await;
    arguments.shared.run(make, tell)
}

fn tell(OpinionReport { figures, .. }: &OpinionReport) {
    let beside = figures.compared.iter().map(|compared| OpinionRow {
        period: compared.name(),
        ..compared.all.clone()
    });
    let rows = figures.rows.iter().chain([&figures.all]).cloned();
    let rows: Vec<Vec<String>> = rows.chain(beside).map(|row| line(&row)).collect();
    let header = [
        "period", "answers", "members", "mean", "NPS", "from", "to", "9–10", "0–6", "CSAT",
    ];
    table(&header, &rows);
}

fn line(row: &OpinionRow) -> Vec<String> {
    let figure = |value: Option<f64>| or_dash(value.map(|value| format!("{value:.2}")));
    vec![
        row.period.clone(),
        row.answers.to_string(),
        row.members.to_string(),
        figure(row.mean),
        figure(row.nps),
        figure(row.nps_low),
        figure(row.nps_high),
        percent(row.promoters),
        percent(row.detractors),
        percent(row.csat),
    ]
}
