//! Members by how lately, how often and for how much they bought.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use regulars_engine::cell::{CellName, CellNames, Scores};
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::program::{Text, suggest};
use regulars_engine::stamp::Marks;
use regulars_engine::time::LocalDate;
use regulars_engine::{both, said};
use regulars_insight::column::{BuyerColumns, Columns};
use regulars_insight::rfm::{Cell, CellTally, How, Method, score, tally, transitions};
use regulars_store::Reader;
use serde::Serialize;

use super::base::{Audience, Purse, external_ids, read, today};
use crate::app::App;
use crate::error::{AppError, Result};
use crate::insight;

/// How values become scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RfmMethod {
    /// By cut points of value; equal values have equal scores.
    Value,
    /// Even bins as SQL's NTILE; equal values are divided by external id as text.
    Ntile,
    /// By bounds of the shop's own; as many scores as bounds and one.
    Thresholds(Thresholds),
}

/// Bounds of the second score, the third and so on, as many on each axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// Days since the last purchase, falling: not more than so many.
    pub recency_days: Vec<i32>,
    /// Purchases, rising: so many or more.
    pub frequency: Vec<i64>,
    /// Money, rising: so much or more, as decimals of the program's currency.
    pub monetary: Vec<String>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct RfmRequest {
    /// The day it is as of, its purchases included; absent: today.
    pub as_of: Option<LocalDate>,
    /// Purchases at most so many days before that day count for frequency and money; absent: all. Recency is always of
    /// the whole past.
    pub window: Option<i32>,
    /// Scores from 1 to this, 5 usually; not read with thresholds.
    pub bins: u8,
    /// How.
    pub method: RfmMethod,
    /// Frequency within recency, money within both.
    pub nested: bool,
    /// Tell who moved from where to where since that day.
    pub since: Option<LocalDate>,
    /// Of whom; absent: of everybody.
    pub segment: Option<SegmentId>,
    /// Tell the rows of so many members, who paid most first.
    pub each: Option<usize>,
    /// Of them only these.
    pub who: RfmWho,
}

/// Whom of the members scored is asked for; all that is said must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RfmWho {
    /// Those with this name.
    pub name: Option<String>,
    /// Those who had this name on the day of `since`; [`NOWHERE`]: who had not bought by then.
    pub from: Option<String>,
    /// Those with these scores.
    pub scores: Scores,
}

/// What members without a purchase have instead of a name.
pub const NOWHERE: &str = "none";

/// Members of a report by id, and the day they were scored as of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RfmMembers {
    pub as_of: LocalDate,
    pub members: Vec<MemberId>,
}

/// Members of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellRow {
    /// Its scores.
    #[serde(flatten)]
    pub cell: Cell,
    /// How many.
    pub members: u64,
    /// What they paid in the window.
    pub revenue: String,
    /// The name; told for five bins, which the map is made for.
    pub name: Option<String>,
}

/// Members of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameRow {
    /// Its id; `others` of cells without one.
    pub name: String,
    /// The name, for people.
    pub title: Text,
    /// How many.
    pub members: u64,
    /// What they paid in the window.
    pub revenue: String,
}

/// What a score of an axis holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreRow {
    /// `r`, `f` or `m`.
    pub axis: &'static str,
    /// The score.
    pub score: u8,
    /// Members.
    pub members: u64,
    /// The least: days since the last purchase, purchases, money.
    pub min: String,
    /// The most.
    pub max: String,
}

/// A member's row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberRow {
    /// Our id.
    pub member: String,
    /// The integrator's id.
    pub external_id: Option<String>,
    /// The day of the last purchase.
    pub last: LocalDate,
    /// Days since then.
    pub recency_days: i32,
    /// Purchases in the window.
    pub frequency: i64,
    /// Paid and kept in the window.
    pub monetary: String,
    /// Scores.
    #[serde(flatten)]
    pub cell: Cell,
    /// The name of the cell.
    pub name: String,
}

/// Members that moved from a name to another, or stayed. `null`: without a purchase then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moves {
    /// Where they were.
    pub from: Option<String>,
    /// Where they are.
    pub to: Option<String>,
    /// How many.
    pub members: u64,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RfmReport {
    /// The day it is as of.
    pub as_of: LocalDate,
    /// Of whom; `null`: of everybody.
    pub segment: Option<SegmentId>,
    /// The window in days.
    pub window: Option<i32>,
    /// Scores.
    pub bins: u8,
    /// `value`, `ntile` or `thresholds`.
    pub method: &'static str,
    /// The currency of money in it.
    pub currency: String,
    /// Members with a purchase.
    pub members: u64,
    /// Members without: in no cell.
    pub no_purchase: u64,
    /// Cells with anybody in them, the best first.
    pub cells: Vec<CellRow>,
    /// Whether the program names cells itself.
    pub own_names: bool,
    /// Names in the map's order; told for five bins, which the map is made for.
    pub names: Vec<NameRow>,
    /// What each score holds.
    pub scores: Vec<ScoreRow>,
    /// Who moved, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moves: Option<Vec<Moves>>,
    /// Members, who paid most first, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each: Option<Vec<MemberRow>>,
}

/// The bins the map of names is made for.
const NAMED_BINS: u8 = 5;

/// Makes the report.
///
/// # Errors
/// Bins outside of 2 to 10, thresholds that do not fit together, a window below a day, a name that is none; no such
/// segment; a store that cannot be read.
pub async fn rfm(app: &App, request: RfmRequest) -> Result<RfmReport> {
    let ways = Ways::of(app, &request)?;
    read(app, move |app, reader| {
        let (asked, scored) = scored(app, reader, request, ways)?;
        Ok(report(&asked, scored, Purse::of(app)))
    })
    .await
}

/// Whom of the members a report would score is asked for.
///
/// # Errors
/// As [`rfm`].
pub(crate) async fn rfm_members(app: &App, request: RfmRequest) -> Result<RfmMembers> {
    let ways = Ways::of(app, &request)?;
    read(app, move |app, reader| {
        let (asked, scored) = scored(app, reader, request, ways)?;
        let places = asked_for(&asked, &scored, usize::MAX).into_iter();
        let members = places.filter_map(|place| scored.buyers.members.get(place).copied());
        let mut members: Vec<MemberId> = members.collect();
        members.sort_unstable();
        Ok(RfmMembers {
            as_of: scored.as_of,
            members,
        })
    })
    .await
}

/// Reads the members of a report and scores them.
fn scored(
    app: &App,
    reader: &Reader<'_>,
    request: RfmRequest,
    ways: Ways,
) -> Result<(Asked, Scored)> {
    let as_of = request.as_of.unwrap_or_else(|| today(app));
    let audience = Audience::read(app, reader, request.segment.as_ref())?;
    let (now, before) = insight::read(app, reader, |columns| {
        let buyers = |as_of| buyers(columns, &audience, request.window, as_of);
        (buyers(as_of), request.since.map(buyers))
    })?;
    let ids = match ways.method == NTILE || request.each.is_some() {
        true => external_ids(reader)?,
        false => HashMap::new(),
    };
    let asked = Asked {
        before,
        ids,
        request,
        ways,
        members: audience.count(reader)?,
    };
    let scored = Scored::of(&asked, as_of, now);
    Ok((asked, scored))
}

const NTILE: &str = "ntile";

/// Names of cells, as members are asked for by them.
fn known(field: &str, name: &str, map: &CellNames) -> Result<()> {
    if map.get(name).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = map.ids().collect();
    let (shown, right) = (name.chars().take(40).collect::<String>(), names.join(", "));
    let right = suggest(name, names).map_or(right, str::to_owned);
    Err(AppError::field(
        field,
        said!(
            "`{shown}` names no cell; write {right}",
            "`{shown}` — не название ячейки; подойдёт: `{right}`"
        ),
    ))
}

/// How scores are made and what cells are called, parsed.
struct Ways {
    /// Names of cells, by the program that decides now.
    names: CellNames,
    method: &'static str,
    bins: u8,
    /// Bounds of days since the last purchase, purchases, minor units.
    bounds: [Vec<i64>; 3],
}

impl Ways {
    fn of(app: &App, request: &RfmRequest) -> Result<Self> {
        if request.window.is_some_and(|window| window < 1) {
            return Err(AppError::field(
                "window",
                both!("is a day or more", "должно быть не меньше дня"),
            ));
        }
        let (purse, names) = (Purse::of(app), names(app));
        request.who.check(request, &names)?;
        let (method, bins, bounds) = match &request.method {
            RfmMethod::Value => ("value", request.bins, Default::default()),
            RfmMethod::Ntile => (NTILE, request.bins, Default::default()),
            RfmMethod::Thresholds(told) => {
                let bounds = told.parse(purse)?;
                let bins = u8::try_from(bounds[0].len() + 1).unwrap_or(u8::MAX);
                ("thresholds", bins, bounds)
            }
        };
        if !(2..=10).contains(&bins) {
            return Err(AppError::field(
                "bins",
                both!(
                    "go from 2 to 10; 5 is usual",
                    "может быть от 2 до 10; обычно берут 5"
                ),
            ));
        }
        if bins != NAMED_BINS && (request.who.name.is_some() || request.who.from.is_some()) {
            return Err(AppError::field(
                "bins",
                both!(
                    "are five where members are asked for by the names of their cells",
                    "должно быть пять, если участников выбирают по названию ячейки"
                ),
            ));
        }
        Ok(Self {
            names,
            method,
            bins,
            bounds,
        })
    }
}

impl RfmWho {
    fn check(&self, request: &RfmRequest, names: &CellNames) -> Result<()> {
        if let Some(name) = &self.name {
            known("name", name, names)?;
        }
        let Some(from) = &self.from else {
            return Ok(());
        };
        if request.since.is_none() {
            return Err(AppError::field(
                "since",
                both!(
                    "is needed to know who had another name then; write a day, as 2026-01-01",
                    "нужен, чтобы знать, кто тогда был в другой группе; укажите день, например 2026-01-01"
                ),
            ));
        }
        match from == NOWHERE {
            true => Ok(()),
            false => known("from", from, names),
        }
    }
}

/// Names of cells, by the program that decides now.
pub(crate) fn names(app: &App) -> CellNames {
    app.programs().at(app.now()).program.cell_names.clone()
}

impl Thresholds {
    fn parse(&self, purse: Purse) -> Result<[Vec<i64>; 3]> {
        let recency: Vec<i64> = self.recency_days.iter().copied().map(i64::from).collect();
        let monetary = self.monetary.iter().map(|text| purse.parse(text));
        let monetary: Vec<i64> = monetary.collect::<Result<_>>()?;
        let rising = |bounds: &[i64]| bounds.windows(2).all(|pair| pair[0] < pair[1]);
        let turned: Vec<i64> = recency.iter().map(|days| -days).collect();
        for (field, fits, right) in [
            (
                "recency",
                rising(&turned),
                both!(
                    "falls from bound to bound, as 180,90,60,30",
                    "границы должны убывать, например 180,90,60,30"
                ),
            ),
            (
                "frequency",
                rising(&self.frequency),
                both!(
                    "rises from bound to bound, as 2,3,5,10",
                    "границы должны возрастать, например 2,3,5,10"
                ),
            ),
            (
                "monetary",
                rising(&monetary),
                both!(
                    "rises from bound to bound, as 50,100,250,500",
                    "границы должны возрастать, например 50,100,250,500"
                ),
            ),
        ] {
            if !fits {
                return Err(AppError::field(field, right));
            }
        }
        if recency.len() != self.frequency.len() || recency.len() != monetary.len() {
            let message = both!(
                "has as many bounds as the other axes",
                "границ должно быть столько же, сколько у других осей"
            );
            return Err(AppError::field("recency", message));
        }
        Ok([recency, self.frequency.clone(), monetary])
    }
}

/// Those of an audience who had bought by the end of a day, with what they bought in the window that ends there.
fn buyers(
    columns: &Columns,
    audience: &Audience,
    window: Option<i32>,
    as_of: LocalDate,
) -> BuyerColumns {
    let from = window.map_or(LocalDate::MIN, |days| as_of.plus_days(-days));
    columns.buyers((from, as_of), |member| audience.has(member))
}

/// Everything a report is made from.
struct Asked {
    /// Who had bought by the day that `since` names.
    before: Option<BuyerColumns>,
    ids: HashMap<MemberId, String>,
    request: RfmRequest,
    ways: Ways,
    /// Members in all.
    members: u64,
}

/// Members scored as of a day, in columns.
struct Scored {
    as_of: LocalDate,
    buyers: BuyerColumns,
    cells: Vec<Cell>,
}

impl Scored {
    fn of(asked: &Asked, as_of: LocalDate, buyers: BuyerColumns) -> Self {
        let mut scored = Self {
            as_of,
            buyers,
            cells: Vec::new(),
        };
        scored.cells = scored.score(asked);
        scored
    }

    fn score(&self, asked: &Asked) -> Vec<Cell> {
        let name = |member| asked.ids.get(member).map_or("", String::as_str);
        let ids: Vec<&str> = self.buyers.members.iter().map(name).collect();
        let [recency, frequency, monetary] = &asked.ways.bounds;
        let today = i64::from(self.as_of.days());
        let last_day: Vec<i64> = recency.iter().map(|days| today - days).collect();
        let method = match asked.request.method {
            RfmMethod::Value => Method::Value,
            RfmMethod::Ntile => Method::Ntile { ids: &ids },
            RfmMethod::Thresholds(_) => Method::Thresholds {
                last_day: &last_day,
                frequency,
                monetary,
            },
        };
        let how = How {
            bins: asked.ways.bins,
            method,
            nested: asked.request.nested,
        };
        score(self.buyers.lent(), &how)
    }

    /// Who had which name on the day of `since`, by id; `None`: no such day was told.
    fn earlier(asked: &Asked) -> Option<Vec<(i64, String)>> {
        let (since, before) = asked.request.since.zip(asked.before.clone())?;
        Some(Self::of(asked, since, before).named(&asked.ways.names))
    }

    fn named(&self, map: &CellNames) -> Vec<(i64, String)> {
        let cells = self.buyers.members.iter().zip(&self.cells);
        cells
            .map(|(member, cell)| (member.raw(), map.id_of((*cell).into()).to_owned()))
            .collect()
    }
}

fn report(asked: &Asked, scored: Scored, purse: Purse) -> RfmReport {
    let (map, request, bins) = (&asked.ways.names, &asked.request, asked.ways.bins);
    let members = u64::try_from(scored.buyers.members.len()).unwrap_or(u64::MAX);
    let named = bins == NAMED_BINS;
    let tallied = tally(&scored.cells, &scored.buyers.monetary);
    let before = Scored::earlier(asked).filter(|_| named);
    let moves = before.map(|before| moves(&before, &scored.named(map)));
    RfmReport {
        as_of: scored.as_of,
        segment: request.segment.clone(),
        window: request.window,
        bins,
        method: asked.ways.method,
        currency: purse.code(),
        members,
        no_purchase: asked.members.saturating_sub(members),
        cells: cells(&tallied, named.then_some(map), purse),
        own_names: map.are_own(),
        names: match named {
            true => name_rows(&tallied, map, purse),
            false => Vec::new(),
        },
        scores: scores(&scored, bins, purse),
        moves,
        each: request.each.map(|most| {
            let places = asked_for(asked, &scored, most);
            each(&scored, &places, &asked.ids, map, purse)
        }),
    }
}

fn cells(tallied: &[CellTally], map: Option<&CellNames>, purse: Purse) -> Vec<CellRow> {
    let row = |row: &CellTally| CellRow {
        cell: row.cell,
        members: row.members,
        revenue: purse.exact(row.monetary),
        name: map.map(|map| map.id_of(row.cell.into()).to_owned()),
    };
    tallied.iter().rev().map(row).collect()
}

/// Places of the members who are asked for, those who paid most first.
fn asked_for(asked: &Asked, scored: &Scored, most: usize) -> Vec<usize> {
    let (who, map) = (&asked.request.who, &asked.ways.names);
    let earlier = who.from.as_ref().and_then(|_| Scored::earlier(asked));
    let earlier: BTreeMap<i64, String> = earlier.into_iter().flatten().collect();
    let was = |member: &MemberId| earlier.get(&member.raw()).map_or(NOWHERE, String::as_str);
    let members = scored.buyers.members.iter().zip(&scored.cells);
    let places = members.enumerate().filter(|(_, (member, cell))| {
        let cell = Marks::from(**cell);
        let name = who.name.as_ref();
        let from = who.from.as_ref();
        who.scores.take(cell)
            && name.is_none_or(|name| map.id_of(cell) == name)
            && from.is_none_or(|from| was(member) == from)
    });
    let mut places: Vec<usize> = places.map(|(place, _)| place).collect();
    places.sort_by_key(|place| Reverse(scored.buyers.monetary.get(*place)));
    places.truncate(most);
    places
}

fn name_rows(tallied: &[CellTally], map: &CellNames, purse: Purse) -> Vec<NameRow> {
    let mut found: HashMap<&str, (u64, i64)> = HashMap::new();
    for row in tallied {
        let (members, revenue) = found.entry(map.id_of(row.cell.into())).or_default();
        *members += row.members;
        *revenue += row.monetary;
    }
    map.iter()
        .map(|CellName { id, name, .. }| {
            let (members, revenue) = found.get(id.as_str()).copied().unwrap_or_default();
            NameRow {
                name: id.clone(),
                title: name.clone(),
                members,
                revenue: purse.exact(revenue),
            }
        })
        .collect()
}

fn scores(scored: &Scored, bins: u8, purse: Purse) -> Vec<ScoreRow> {
    let today = i64::from(scored.as_of.days());
    let axis = |axis, score_of: fn(&Cell) -> u8, values: &[i64], write: &dyn Fn(i64) -> String| {
        let rows = (1..=bins).filter_map(|score| {
            let pairs = scored.cells.iter().zip(values);
            let own = pairs.filter(|(cell, _)| score_of(cell) == score);
            let own: Vec<i64> = own.map(|(_, value)| *value).collect();
            Some(ScoreRow {
                axis,
                score,
                members: u64::try_from(own.len()).unwrap_or(u64::MAX),
                min: write(*own.iter().min()?),
                max: write(*own.iter().max()?),
            })
        });
        rows.collect::<Vec<_>>()
    };
    let recency: Vec<i64> = scored
        .buyers
        .last_day
        .iter()
        .map(|day| today - day)
        .collect();
    [
        axis("r", |cell| cell.r, &recency, &|days| days.to_string()),
        axis("f", |cell| cell.f, &scored.buyers.frequency, &|times| {
            times.to_string()
        }),
        axis("m", |cell| cell.m, &scored.buyers.monetary, &|minor| {
            purse.exact(minor)
        }),
    ]
    .concat()
}

fn moves(before: &[(i64, String)], after: &[(i64, String)]) -> Vec<Moves> {
    transitions(before, after)
        .into_iter()
        .map(|((from, to), members)| Moves { from, to, members })
        .collect()
}

fn each(
    scored: &Scored,
    places: &[usize],
    ids: &HashMap<MemberId, String>,
    map: &CellNames,
    purse: Purse,
) -> Vec<MemberRow> {
    let row = |&place: &usize| {
        let member = scored.buyers.members.get(place)?;
        let cell = *scored.cells.get(place)?;
        let day = i32::try_from(*scored.buyers.last_day.get(place)?).ok()?;
        let last = LocalDate::from_days(day);
        Some(MemberRow {
            member: member.to_string(),
            external_id: ids.get(member).cloned(),
            last,
            recency_days: scored.as_of.days_since(last),
            frequency: *scored.buyers.frequency.get(place)?,
            monetary: purse.exact(*scored.buyers.monetary.get(place)?),
            cell,
            name: map.id_of(cell.into()).to_owned(),
        })
    };
    places.iter().filter_map(row).collect()
}
