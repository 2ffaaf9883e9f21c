//! `regulars report rfm`.

use clap::ValueEnum;
use regulars_app::report::{self, RfmMethod, RfmReport, RfmRequest, RfmWho, Thresholds};
use regulars_app::{Actor, App, Result, segment};
use regulars_engine::cell::Scores;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_engine::time::LocalDate;
use serde::Serialize;

use super::shared::{Audience, Shared, table};
use crate::failure::Done;
use crate::output;

/// Members by how lately, how often and for how much they bought: scores from 1 to 5, 5 best.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  regulars report rfm --data /var/lib/regulars --as-of 2026-03-31 --window 365 --since 2025-12-31 --json\n  \
        regulars report rfm --data /var/lib/regulars --since 2025-12-31 --from loyal --name at_risk --save-segment fell-asleep"
)]
pub struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(flatten)]
    audience: Audience,
    /// The day it is as of, its purchases included; today without.
    #[arg(long, value_name = "DATE")]
    as_of: Option<LocalDate>,
    /// Purchases at most so many days before count for frequency and money; all without. Recency is of the whole past.
    #[arg(long, value_name = "DAYS")]
    window: Option<i32>,
    /// Scores go from 1 to this.
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    bins: u8,
    /// How values become scores.
    #[arg(long, default_value = "value")]
    method: Told,
    /// With thresholds: days since the last purchase for the second score and on, falling, as 180,90,60,30.
    #[arg(long, value_name = "DAYS,…", value_delimiter = ',')]
    recency: Vec<i32>,
    /// With thresholds: purchases, rising, as 2,3,5,10.
    #[arg(long, value_name = "NUMBER,…", value_delimiter = ',')]
    frequency: Vec<i64>,
    /// With thresholds: money, rising, as 50,100,250,500.
    #[arg(long, value_name = "MONEY,…", value_delimiter = ',')]
    monetary: Vec<String>,
    /// Score frequency within recency, and money within both.
    #[arg(long)]
    nested: bool,
    /// Tell who moved from where to where since this day.
    #[arg(long, value_name = "DATE")]
    since: Option<LocalDate>,
    /// Tell every member, or those of `--name`, `--from`, `--r`, `--f`, `--m`.
    #[arg(long)]
    each: bool,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    save: Save,
}

/// Whom of it `--each` tells and `--save-segment` saves.
#[derive(Debug, Clone, clap::Args)]
struct Who {
    /// Who has this name, as at_risk.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Who had this name on the day of --since; none: who had not bought by then.
    #[arg(long, value_name = "NAME", requires = "since")]
    from: Option<String>,
    /// Who has these scores of recency, as 4,5.
    #[arg(long, value_name = "SCORE,…", value_delimiter = ',')]
    r: Vec<u8>,
    /// Who has these scores of frequency.
    #[arg(long, value_name = "SCORE,…", value_delimiter = ',')]
    f: Vec<u8>,
    /// Who has these scores of money.
    #[arg(long, value_name = "SCORE,…", value_delimiter = ',')]
    m: Vec<u8>,
}

impl From<Who> for RfmWho {
    fn from(who: Who) -> Self {
        Self {
            name: who.name,
            from: who.from,
            scores: Scores {
                recency: who.r,
                frequency: who.f,
                money: who.m,
            },
        }
    }
}

/// Members to save instead of telling the report.
#[derive(Debug, Clone, clap::Args)]
struct Save {
    /// Save them as a frozen segment with this id.
    #[arg(long, value_name = "ID", conflicts_with_all = ["csv", "xlsx", "each"])]
    save_segment: Option<String>,
    /// What the segment is called; its id without.
    #[arg(long, value_name = "TEXT", requires = "save_segment")]
    title: Option<String>,
}

impl Save {
    /// The segment to make, and how it is called.
    fn asked(&self) -> Option<(SegmentId, Text)> {
        let id = self.save_segment.as_deref()?;
        let name = self.title.as_deref().unwrap_or(id);
        let name = Text {
            en: name.to_owned(),
            ru: name.to_owned(),
        };
        Some((SegmentId::new(id), name))
    }
}

/// The segment that was made.
#[derive(Debug, Serialize)]
struct Saved {
    id: SegmentId,
    members: usize,
    taken_from: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Told {
    /// By cut points of value: equal values have equal scores.
    Value,
    /// Even bins as SQL's NTILE: equal values are divided by external id as text.
    Ntile,
    /// By bounds of your own: `--recency`, `--frequency`, `--monetary`.
    Thresholds,
}

/// Reports, or saves.
pub fn run(arguments: &Arguments) -> Done {
    let request = arguments.request();
    if let Some((id, name)) = arguments.save.asked() {
        let make = async |app: &App| save(app, id, name, request).await;
        return arguments.shared.run(make, |saved: &Saved| {
            output::say(format_args!("{}: {} members", saved.id, saved.members));
        });
    }
    let make = async |app: &App| report::rfm(app, request).await;
    arguments.shared.run(make, tell)
}

impl Arguments {
    fn request(&self) -> RfmRequest {
        RfmRequest {
            as_of: self.as_of,
            window: self.window,
            bins: self.bins,
            method: match self.method {
                Told::Value => RfmMethod::Value,
                Told::Ntile => RfmMethod::Ntile,
                Told::Thresholds => RfmMethod::Thresholds(Thresholds {
                    recency_days: self.recency.clone(),
                    frequency: self.frequency.clone(),
                    monetary: self.monetary.clone(),
                }),
            },
            nested: self.nested,
            since: self.since,
            segment: self.audience.segment(),
            each: self.each.then_some(usize::MAX),
            who: self.who.clone().into(),
        }
    }
}

async fn save(app: &App, id: SegmentId, name: Text, request: RfmRequest) -> Result<Saved> {
    let taken = segment::take(app, Actor::Machine, Some(id), name, request, None).await?;
    let made = segment::read(app, taken.outcome, None).await?;
    let row = made.saved.row;
    Ok(Saved {
        members: made.counted.map_or(0, |counted| counted.found.members),
        id: row.id,
        taken_from: row.origin.map(|origin| origin.en),
    })
}

fn tell(report: &RfmReport) {
    let cells = report.cells.iter().map(|row| {
        let cell = row.cell;
        vec![
            format!("{}{}{}", cell.r, cell.f, cell.m),
            row.members.to_string(),
            row.revenue.clone(),
        ]
    });
    table(
        &["cell", "members", &report.currency],
        &cells.collect::<Vec<_>>(),
    );
    let names = report.names.iter();
    let names = names.map(|row| {
        vec![
            row.name.clone(),
            row.members.to_string(),
            row.revenue.clone(),
        ]
    });
    table(
        &["name", "members", &report.currency],
        &names.collect::<Vec<_>>(),
    );
    let moves = report.moves.iter().flatten().map(|moved| {
        let place =
            |name: &Option<String>| name.clone().unwrap_or_else(|| "no purchase".to_owned());
        vec![
            place(&moved.from),
            place(&moved.to),
            moved.members.to_string(),
        ]
    });
    if report.moves.is_some() {
        table(&["from", "to", "members"], &moves.collect::<Vec<_>>());
    }
    if let Some(each) = &report.each {
        let rows = each.iter().map(|row| {
            let id = row.external_id.as_ref().unwrap_or(&row.member);
            let cell = row.cell;
            vec![
                id.clone(),
                format!("{}{}{}", cell.r, cell.f, cell.m),
                row.name.clone(),
                row.last.to_string(),
                row.frequency.to_string(),
                row.monetary.clone(),
            ]
        });
        let header = [
            "member",
            "cell",
            "name",
            "last",
            "purchases",
            &report.currency,
        ];
        table(&header, &rows.collect::<Vec<_>>());
    }
}
