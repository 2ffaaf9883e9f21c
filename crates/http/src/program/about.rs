//! What a program says of itself, for who shows it.

use regulars_engine::name::{ProgramId, SchemeId, TierId, UnitId};
use regulars_engine::program::{
    PointValue, Program, Text, TierLevel, TierMetric, TierScheme, Unit,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Scales};

/// What a program says of itself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramAbout)]
pub struct About {
    /// Its id.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Its name.
    name: Names,
    /// Currency of every amount, ISO 4217.
    #[schema(example = "RUB")]
    currency: String,
    /// Zone of its days, by IANA name.
    #[schema(example = "Europe/Moscow")]
    time_zone: String,
    /// Units, in the file's order.
    units: Vec<UnitAbout>,
    /// Schemes of levels, in the file's order.
    tiers: Vec<SchemeAbout>,
}

/// A name in the languages of the interface.
#[derive(Debug, Serialize, ToSchema)]
struct Names {
    /// English.
    #[schema(example = "bonuses")]
    en: String,
    /// Russian.
    #[schema(example = "бонусы")]
    ru: String,
}

/// A unit of account.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramUnit)]
struct UnitAbout {
    /// Its id.
    #[schema(value_type = String, example = "points")]
    id: UnitId,
    /// Its name, plural.
    name: Names,
    /// Decimals of its amounts.
    #[schema(example = 0)]
    scale: u8,
    /// What points are worth; `null`: they cannot be spent on goods.
    value: Option<Value>,
}

/// So many points are so much money.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramPointValue)]
struct Value {
    /// So many points…
    points: Decimal,
    /// …are so much money.
    money: Decimal,
}

/// A scheme of levels.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramTiers)]
struct SchemeAbout {
    /// Its id.
    #[schema(value_type = String, example = "level")]
    id: SchemeId,
    /// What is counted: `spend`, `earned`, `visits`, `units` (of goods: nights) or `fee` (a membership that is
    /// paid for).
    #[schema(example = "spend")]
    counts: &'static str,
    /// What is counted beside it: a level is reached by either.
    #[schema(example = "earned")]
    or_counts: Option<&'static str>,
    /// Levels, lowest first.
    levels: Vec<LevelAbout>,
}

/// A level.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramLevel)]
struct LevelAbout {
    /// Its id.
    #[schema(value_type = String, example = "silver")]
    id: TierId,
    /// Its name.
    name: Names,
    /// From this much of what the scheme counts: money, points, purchases or goods; `null`: by invitation alone.
    from: Option<Decimal>,
    /// Or from this much of what it counts beside it.
    or_from: Option<Decimal>,
}

impl About {
    /// What this program says.
    pub fn of(program: &Program) -> Self {
        Self {
            id: program.id.clone(),
            name: Names::of(&program.name),
            currency: program.currency.code().to_owned(),
            time_zone: program.zone.name().to_owned(),
            units: program
                .units
                .iter()
                .map(|unit| UnitAbout::of(program, unit))
                .collect(),
            tiers: program
                .schemes
                .iter()
                .map(|scheme| SchemeAbout::of(program, scheme))
                .collect(),
        }
    }
}

impl Names {
    fn of(text: &Text) -> Self {
        Self {
            en: text.en.clone(),
            ru: text.ru.clone(),
        }
    }
}

impl UnitAbout {
    fn of(program: &Program, unit: &Unit) -> Self {
        let scales = Scales(program);
        let value = |value: PointValue| Value {
            points: scales.points(&unit.id, value.points),
            money: scales.money(value.money),
        };
        Self {
            id: unit.id.clone(),
            name: Names::of(&unit.name),
            scale: unit.scale.decimals(),
            value: unit.value.map(value),
        }
    }
}

impl SchemeAbout {
    fn of(program: &Program, scheme: &TierScheme) -> Self {
        let scales = Scales(program);
        let level = |level: &TierLevel| LevelAbout {
            id: level.id.clone(),
            name: Names::of(&level.name),
            from: level.from.map(|from| scales.metric(&scheme.metric, from)),
            or_from: scheme
                .or
                .as_ref()
                .zip(level.or_from)
                .map(|(metric, from)| scales.metric(metric, from)),
        };
        Self {
            id: scheme.id.clone(),
            counts: word(&scheme.metric),
            or_counts: scheme.or.as_ref().map(word),
            levels: scheme.levels.iter().map(level).collect(),
        }
    }
}

/// A metric in a word.
pub fn word(metric: &TierMetric) -> &'static str {
    match metric {
        TierMetric::Spend => "spend",
        TierMetric::Earned(_) => "earned",
        TierMetric::Visits => "visits",
        TierMetric::Units(_) => "units",
        TierMetric::Fee(_) => "fee",
    }
}
