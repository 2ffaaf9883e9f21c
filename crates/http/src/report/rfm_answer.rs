//! RFM as callers read it.

use regulars_app::report::{self, Cell};
use regulars_engine::name::SegmentId;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::parse::StatedDate;
use crate::render::Decimal;

/// Members by how lately, how often and for how much they bought.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmReport)]
pub struct Rfm {
    /// The day it is as of.
    #[schema(value_type = StatedDate)]
    as_of: LocalDate,
    /// Of whom; `null`: of everybody.
    #[schema(value_type = Option<String>)]
    segment: Option<SegmentId>,
    /// The window in days; `null`: the whole past.
    window: Option<i32>,
    /// Scores.
    bins: u8,
    /// `value`, `ntile` or `thresholds`.
    #[schema(example = "value")]
    method: &'static str,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Members with a purchase.
    members: u64,
    /// Members without: in no cell.
    no_purchase: u64,
    /// Cells with anybody in them, the best first.
    cells: Vec<CellAnswer>,
    /// Whether the program names cells itself; else they have the usual ten names.
    own_names: bool,
    /// Names in the map's order; told for five bins.
    names: Vec<Name>,
    /// What each score holds.
    scores: Vec<Score>,
    /// Who moved; `null`: not asked.
    moves: Option<Vec<Moved>>,
    /// Members, who paid most first; `null`: not asked.
    each: Option<Vec<Scored>>,
}

/// Members of a cell.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmCell)]
struct CellAnswer {
    /// Score of recency.
    r: u8,
    /// Score of frequency.
    f: u8,
    /// Score of money.
    m: u8,
    /// How many.
    members: u64,
    /// What they paid in the window.
    #[schema(value_type = Decimal)]
    revenue: String,
    /// The name; `null` with other than five bins.
    #[schema(example = "champions")]
    name: Option<String>,
}

/// Members of a name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmName)]
struct Name {
    /// Its id, of the program's own names or of the usual ones; `others` of cells without one.
    #[schema(example = "champions")]
    name: String,
    /// The name, for people.
    title: Title,
    /// How many.
    members: u64,
    /// What they paid in the window.
    #[schema(value_type = Decimal)]
    revenue: String,
}

/// A name in the languages of the screens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmNameTitle)]
struct Title {
    /// In English.
    #[schema(example = "Champions")]
    en: String,
    /// In Russian.
    #[schema(example = "Чемпионы")]
    ru: String,
}

/// What a score of an axis holds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmScore)]
struct Score {
    /// `r`, `f` or `m`.
    #[schema(example = "r")]
    axis: &'static str,
    /// The score.
    score: u8,
    /// Members.
    members: u64,
    /// The least: days since the last purchase, purchases, money.
    #[schema(value_type = Decimal)]
    min: String,
    /// The most.
    #[schema(value_type = Decimal)]
    max: String,
}

/// Members that moved from a name to another, or stayed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmMoves)]
struct Moved {
    /// Where they were; `null`: without a purchase then.
    #[schema(example = "new")]
    from: Option<String>,
    /// Where they are; `null`: without a purchase now.
    #[schema(example = "loyal")]
    to: Option<String>,
    /// How many.
    members: u64,
}

/// A member's row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RfmMember)]
struct Scored {
    /// Our id.
    #[schema(example = "mem_01HZX3V8K0G04")]
    member: String,
    /// The integrator's id.
    external_id: Option<String>,
    /// The day of the last purchase.
    #[schema(value_type = StatedDate)]
    last: LocalDate,
    /// Days since then.
    recency_days: i32,
    /// Purchases in the window.
    frequency: i64,
    /// Paid and kept in the window.
    #[schema(value_type = Decimal)]
    monetary: String,
    /// Score of recency.
    r: u8,
    /// Score of frequency.
    f: u8,
    /// Score of money.
    m: u8,
    /// The name of the cell.
    #[schema(example = "champions")]
    name: String,
}

impl From<report::RfmReport> for Rfm {
    fn from(report: report::RfmReport) -> Self {
        let moved = |moves: Vec<_>| moves.into_iter().map(Moved::from).collect();
        let each = |rows: Vec<_>| rows.into_iter().map(Scored::from).collect();
        Self {
            as_of: report.as_of,
            segment: report.segment,
            window: report.window,
            bins: report.bins,
            method: report.method,
            currency: report.currency,
            members: report.members,
            no_purchase: report.no_purchase,
            cells: report.cells.into_iter().map(CellAnswer::from).collect(),
            own_names: report.own_names,
            names: report.names.into_iter().map(Name::from).collect(),
            scores: report.scores.into_iter().map(Score::from).collect(),
            moves: report.moves.map(moved),
            each: report.each.map(each),
        }
    }
}

impl From<report::CellRow> for CellAnswer {
    fn from(row: report::CellRow) -> Self {
        let Cell { r, f, m } = row.cell;
        Self {
            r,
            f,
            m,
            members: row.members,
            revenue: row.revenue,
            name: row.name,
        }
    }
}

impl From<report::NameRow> for Name {
    fn from(row: report::NameRow) -> Self {
        Self {
            name: row.name,
            title: Title {
                en: row.title.en,
                ru: row.title.ru,
            },
            members: row.members,
            revenue: row.revenue,
        }
    }
}

impl From<report::ScoreRow> for Score {
    fn from(row: report::ScoreRow) -> Self {
        Self {
            axis: row.axis,
            score: row.score,
            members: row.members,
            min: row.min,
            max: row.max,
        }
    }
}

impl From<report::Moves> for Moved {
    fn from(moves: report::Moves) -> Self {
        Self {
            from: moves.from,
            to: moves.to,
            members: moves.members,
        }
    }
}

impl From<report::MemberRow> for Scored {
    fn from(row: report::MemberRow) -> Self {
        let Cell { r, f, m } = row.cell;
        Self {
            member: row.member,
            external_id: row.external_id,
            last: row.last,
            recency_days: row.recency_days,
            frequency: row.frequency,
            monetary: row.monetary,
            r,
            f,
            m,
            name: row.name,
        }
    }
}
