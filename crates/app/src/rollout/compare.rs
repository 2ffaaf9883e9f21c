//! What was bought under either version since a roll-out began.

use regulars_engine::id::MemberId;
use regulars_engine::name::UnitId;
use regulars_engine::number::{Money, Points};
use regulars_engine::program::Text;
use regulars_engine::rollout::{Audience, PARTS, Share};
use regulars_engine::time::{Instant, Window};
use regulars_insight::column::{Columns, Outcome};
use regulars_insight::experiment::{Analysis, Question, SPLIT_LEAST_P, analyse};
use regulars_store::{Reader, RolloutRow, RolloutStep};

use crate::app::App;
use crate::error::{AppError, Result};
use crate::experiment::{ALPHA, Metric, measured};
use crate::insight;
use crate::report::Purse;

/// The arm of the version that stands.
const STANDING: &str = "standing";
/// The arm of the version rolled out.
const NEW: &str = "new";

/// Both versions beside each other.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Since when: the beginning of the roll-out.
    pub from: Instant,
    /// Until when: now, or its end.
    pub to: Instant,
    /// What was bought under the standing version, then under the new one.
    pub sides: [Side; 2],
    /// Where members were drawn by share: what differs between them, with intervals; else nothing.
    pub metrics: Vec<Analysis>,
    /// What is to be made of it, in words.
    pub text: Text,
}

/// What was bought under a version; of purchases of which something was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The version's number.
    pub version: u32,
    /// Members who bought under it.
    pub members: u64,
    /// Purchases.
    pub purchases: u64,
    /// Paid for them by money and kept.
    pub revenue: Money,
    /// Taken off by offers.
    pub discount: Money,
    /// Given for them and spent on them, by unit.
    pub points: Vec<(UnitId, Points, Points)>,
}

impl Side {
    /// Revenue per purchase, to the nearest minor unit; `None` of none.
    pub fn average(&self) -> Option<Money> {
        let purchases = i64::try_from(self.purchases).ok().filter(|n| *n > 0)?;
        let (whole, rest) = (
            self.revenue.minor() / purchases,
            self.revenue.minor() % purchases,
        );
        Some(Money::from_minor(whole + i64::from(rest * 2 >= purchases)))
    }
}

/// Compares them; `None` before it has begun, and of one that was withdrawn before.
pub(super) fn compare(
    app: &App,
    reader: &Reader<'_>,
    steps: &[RolloutRow],
) -> Result<Option<Comparison>> {
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return Ok(None);
    };
    let from = first.step.live_at;
    let to = match last.step.audience {
        Some(_) => app.now(),
        None => app.now().min(last.step.live_at),
    };
    if to <= from {
        return Ok(None);
    }
    let window = Window { from, to };
    let sides = [
        side(reader, &first.step, first.step.beside, window)?,
        side(reader, &first.step, first.step.version.version, window)?,
    ];
    let shares = shares(steps);
    let metrics = match shares {
        Some(shares) => drawn(app, reader, &first.step, shares, window)?,
        None => Vec::new(),
    };
    Ok(Some(Comparison {
        from,
        to,
        sides,
        text: text(shares, &metrics),
        metrics,
    }))
}

fn side(reader: &Reader<'_>, step: &RolloutStep, version: u32, window: Window) -> Result<Side> {
    let sales = reader.version_sales(&step.version, step.beside, window)?;
    let sales = sales.into_iter().find(|sales| sales.version == version);
    let points = reader.version_points(&step.version, step.beside, window)?;
    let points = points.into_iter().filter(|row| row.version == version);
    Ok(Side {
        version,
        members: sales.map_or(0, |sales| sales.members),
        purchases: sales.map_or(0, |sales| sales.purchases),
        revenue: sales.map_or(Money::from_minor(0), |sales| sales.revenue),
        discount: sales.map_or(Money::from_minor(0), |sales| sales.discount),
        points: points
            .map(|row| (row.unit, row.issued, row.redeemed))
            .collect(),
    })
}

/// The share it began with and the greatest it came to, if members are drawn by share.
fn shares(steps: &[RolloutRow]) -> Option<(Share, Share)> {
    let shares = steps.iter().filter_map(|row| match row.step.audience {
        Some(Audience::Share(share)) => Some(share),
        _ => None,
    });
    let shares: Vec<Share> = shares.collect();
    Some((*shares.first()?, *shares.last()?))
}

/// Members who were on one side all the time, whether or not they bought. Who changed sides as the share grew is in neither.
fn drawn(
    app: &App,
    reader: &Reader<'_>,
    step: &RolloutStep,
    (first, widest): (Share, Share),
    window: Window,
) -> Result<Vec<Analysis>> {
    let arms = insight::read(app, reader, |columns| {
        let ids = columns.ids();
        let (new, rest): (Vec<MemberId>, Vec<MemberId>) =
            { ids.into_iter() }.partition(|id| first.has(&step.salt, *id));
        let standing = { rest.into_iter() }.filter(|id| !widest.has(&step.salt, *id));
        [
            (STANDING, outcomes(columns, standing.collect(), window)),
            (NEW, outcomes(columns, new, window)),
        ]
    })?;
    let scale = Purse::of(app).scale();
    let read = Metric::ALL.into_iter().map(|metric| {
        let arms = { arms.iter() }.map(|(name, of)| measured(metric, name, of, false, scale));
        let question = Question {
            metric: metric.word().to_owned(),
            kind: metric.kind(),
            control: STANDING.to_owned(),
            alpha: ALPHA,
            cap: None,
            planned: None,
            shares: vec![
                (STANDING.to_owned(), f64::from(PARTS - widest.parts())),
                (NEW.to_owned(), f64::from(first.parts())),
            ],
        };
        let arms: Vec<_> = arms.collect();
        analyse(&question, &arms).map_err(|error| AppError::Internal(error.to_string()))
    });
    read.collect()
}

fn outcomes(columns: &Columns, members: Vec<MemberId>, window: Window) -> Vec<Outcome> {
    let units = members.into_iter().map(|member| (member, window.from));
    let units: Vec<(MemberId, Instant)> = units.collect();
    { columns.outcomes(&units, window.to).into_iter() }
        .flatten()
        .collect()
}

fn text(shares: Option<(Share, Share)>, metrics: &[Analysis]) -> Text {
    let (en, ru) = if shares.is_none() {
        (
            "The sides were not drawn at random: what differs between them may have been so before. Compare with care.",
            "Стороны не распределены случайно: различия между ними могли быть и раньше. Сравнивайте осторожно.",
        )
    } else if metrics
        .iter()
        .any(|of| of.srm_p.is_some_and(|p| p < SPLIT_LEAST_P))
    {
        (
            "The sides have not the sizes they should have: do not believe the differences before the cause is found.",
            "Размеры сторон не такие, какими должны быть: не верьте различиям, пока не найдена причина.",
        )
    } else {
        (
            "Members were drawn at random, and all of them count, whether they bought or not: what differs was caused by the versions, as \
             far as the interval leaves nothing out. Who changed sides as the share grew is in neither.",
            "Участники распределены случайно, и считаются все, покупали они или нет: различия вызваны версиями, если интервал не \
             включает ноль. Кто сменил сторону при расширении доли, не входит ни в одну.",
        )
    };
    Text {
        en: en.to_owned(),
        ru: ru.to_owned(),
    }
}
