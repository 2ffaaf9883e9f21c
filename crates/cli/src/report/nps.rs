//! `regulars report nps`.

use std::path::PathBuf;

use regulars_app::report::{self, NpsRequest, NpsRow};

use super::shared::{or_dash, table};
use crate::failure::Done;
use crate::output;

/// Whether members would recommend: the net promoter score of a file of answers from 0 to 10, one row each.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  regulars report nps --file answers.csv --answer recommend --by city --json"
)]
pub struct Arguments {
    /// A CSV file in UTF-8 with a header line, plain or gzip.
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
    /// The column of answers; empty ones and numbers outside of 0 to 10 are no answers.
    #[arg(long, value_name = "COLUMN")]
    answer: String,
    /// The column to tell the score by as well.
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// Print one line of JSON.
    #[arg(long)]
    json: bool,
}

/// Reports.
pub fn run(arguments: &Arguments) -> Done {
    let report = report::nps(&NpsRequest {
        file: arguments.file.clone(),
        answer: arguments.answer.clone(),
        by: arguments.by.clone(),
    })?;
    if arguments.json {
        output::json(&report);
        return Ok(());
    }
    let all = line("all", &report.all);
    let parts = report.by.iter().map(|part| line(&part.value, &part.row));
    let header = [
        "", "answers", "9–10", "7–8", "0–6", "NPS", "from", "to", "mean",
    ];
    table(
        &header,
        &std::iter::once(all).chain(parts).collect::<Vec<_>>(),
    );
    Ok(())
}

fn line(name: &str, row: &NpsRow) -> Vec<String> {
    let figure = |value: Option<f64>| or_dash(value.map(|value| format!("{value:.2}")));
    vec![
        name.to_owned(),
        row.answers.to_string(),
        row.promoters.to_string(),
        row.passives.to_string(),
        row.detractors.to_string(),
        figure(row.nps),
        figure(row.ci.map(|bounds| bounds.low)),
        figure(row.ci.map(|bounds| bounds.high)),
        figure(row.mean),
    ]
}
