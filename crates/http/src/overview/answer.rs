//! The overview as callers read it.

use regulars_app::PointsMoved;
use regulars_app::overview::{self, Attention as Found, Left, LevelCount, Weekly};
use regulars_engine::language::Language;
use regulars_engine::name::{ProgramId, SchemeId, TierId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::program::Program;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::attention;
use crate::parse::StatedDate;
use crate::render::{ByUnit, Decimal, Moment, Scales};

/// What a period brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct Overview {
    /// The first day.
    #[schema(value_type = StatedDate)]
    from: LocalDate,
    /// The last day.
    #[schema(value_type = StatedDate)]
    to: LocalDate,
    /// As of when.
    as_of: Moment,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// The program that decides now.
    program: OverviewProgram,
    /// Its units, in its order.
    units: Vec<OverviewUnit>,
    /// Today, by the program's zone.
    today: Figures,
    /// The period.
    current: Figures,
    /// The period of the same length before it.
    previous: Figures,
    /// The period day by day, none left out.
    days: Vec<OverviewDay>,
    /// The period's purchases by hour of the week at the place; hours without any are left out.
    hours: Vec<BusyHour>,
    /// Members by level, in the program's order.
    tiers: Vec<LevelAnswer>,
    /// What members have, by unit.
    liability: Vec<Liability>,
    /// Members; with `store`, those who call it their home store.
    members: u64,
    /// What somebody should look at.
    attention: Vec<Attention>,
}

/// A program and its version.
#[derive(Debug, Serialize, ToSchema)]
struct OverviewProgram {
    /// The program.
    #[schema(value_type = String, example = "burger-heroes")]
    id: ProgramId,
    /// Its version; 0 while none is published.
    version: u32,
}

/// A unit of points.
#[derive(Debug, Serialize, ToSchema)]
struct OverviewUnit {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    id: UnitId,
    /// Its name, in the language asked for.
    #[schema(example = "bonuses")]
    name: String,
}

/// Figures of a period.
#[derive(Debug, Serialize, ToSchema)]
struct Figures {
    /// Paid by money and kept.
    sales: Decimal,
    /// Paid by money and given back.
    returned: Decimal,
    /// Purchases of which something was kept.
    purchases: i64,
    /// The part of `sales` that members paid. Over `sales`: the program's share.
    identified_sales: Decimal,
    /// The part of `purchases` that members made. Over `purchases`: identification.
    identified_purchases: i64,
    /// `sales / purchases`; `null` without purchases.
    average_basket: Option<Decimal>,
    /// Discounts of the purchases counted.
    discount: Decimal,
    /// Members who joined.
    members_new: i64,
    /// Distinct members with a purchase of which something was kept.
    members_active: i64,
    /// Members active in the period of the same length before, and not in this one.
    members_lost: i64,
    /// `identified_purchases / members_active`, to hundredths; `null` without active members.
    frequency: Option<Decimal>,
    /// Points given by rules, less what returns took back.
    issued: ByUnit,
    /// Points spent, less what returns gave back.
    redeemed: ByUnit,
    /// Points burned unspent.
    expired: ByUnit,
}

/// A day of the period.
#[derive(Debug, Serialize, ToSchema)]
struct OverviewDay {
    /// The day.
    #[schema(value_type = StatedDate)]
    date: LocalDate,
    /// Paid by money and kept.
    sales: Decimal,
    /// The part that members paid.
    identified_sales: Decimal,
    /// Purchases of which something was kept.
    purchases: i64,
    /// The part that members made.
    identified_purchases: i64,
    /// Members who joined.
    members_new: i64,
    /// Points given by rules, less what returns took back.
    issued: ByUnit,
    /// Points spent, less what returns gave back.
    redeemed: ByUnit,
}

/// Purchases of an hour of the week.
#[derive(Debug, Serialize, ToSchema)]
struct BusyHour {
    /// 1 is Monday, 7 Sunday.
    weekday: u8,
    /// 0 to 23.
    hour: u8,
    /// Purchases of which something was kept.
    purchases: i64,
}

/// Members at a level.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LevelCount)]
struct LevelAnswer {
    /// The scheme.
    #[schema(value_type = String, example = "status")]
    scheme: SchemeId,
    /// The level; `null` below the first threshold.
    #[schema(value_type = Option<String>, example = "silver")]
    level: Option<TierId>,
    /// How many.
    members: u64,
}

/// What members have of a unit: points not yet spent or burned.
#[derive(Debug, Serialize, ToSchema)]
struct Liability {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Spendable. Debts are not taken off.
    available: Decimal,
    /// Given and not yet spendable.
    pending: Decimal,
    /// The part of both that burns within 30 days.
    expiring_30_days: Decimal,
}

/// Something that needs a person.
#[derive(Debug, Serialize, ToSchema)]
struct Attention {
    /// `no_program`, `program_ended`, `jobs_dead`, `jobs_late`, `discrepancies`, `stores_silent`, `stores_unknown`,
    /// `identification_fell`.
    #[schema(example = "stores_silent")]
    kind: &'static str,
    /// How many.
    count: u64,
    /// What it is, in the language asked for.
    text: String,
}

impl Overview {
    /// Renders it.
    pub fn of(read: &overview::Overview, language: Language) -> Self {
        let program = &read.live.program;
        let scales = Scales(program);
        Self {
            from: read.period.from,
            to: read.period.to,
            as_of: Moment::local(read.as_of, program.zone.offset_at(read.as_of)),
            currency: program.currency.to_string(),
            program: OverviewProgram {
                id: read.live.version.program.clone(),
                version: read.live.version.version,
            },
            units: units(program, language),
            today: figures(scales, &read.today),
            current: figures(scales, &read.current),
            previous: figures(scales, &read.previous),
            days: read.days.iter().map(|day| one_day(scales, day)).collect(),
            hours: read.hours.iter().map(busy).collect(),
            tiers: read.tiers.iter().map(level).collect(),
            liability: liability(scales, &read.liability),
            members: read.members,
            attention: read
                .attention
                .iter()
                .map(|found| needs(language, found))
                .collect(),
        }
    }
}

fn units(program: &Program, language: Language) -> Vec<OverviewUnit> {
    let named = program.units.iter().map(|unit| OverviewUnit {
        id: unit.id.clone(),
        name: language.pick(&unit.name.en, &unit.name.ru).clone(),
    });
    named.collect()
}

fn figures(scales: Scales<'_>, read: &overview::Figures) -> Figures {
    let by_unit = |of: fn(&PointsMoved) -> Points| {
        ByUnit::sum(
            scales,
            read.points.iter().map(|(unit, moved)| (unit, of(moved))),
        )
    };
    Figures {
        sales: scales.money(read.sales.sales),
        returned: scales.money(read.sales.returned),
        purchases: read.sales.purchases,
        identified_sales: scales.money(read.sales.identified_sales),
        identified_purchases: read.sales.identified_purchases,
        average_basket: read.average_basket().map(|money| scales.money(money)),
        discount: scales.money(read.sales.discount),
        members_new: read.members_new,
        members_active: read.members_active,
        members_lost: read.members_lost,
        frequency: read.frequency_hundredths().map(Decimal::hundredths),
        issued: by_unit(|moved| moved.issued),
        redeemed: by_unit(|moved| moved.redeemed),
        expired: by_unit(|moved| moved.expired),
    }
}

fn one_day(scales: Scales<'_>, day: &overview::Day) -> OverviewDay {
    let by_unit = |of: fn(&PointsMoved) -> Points| {
        ByUnit::sum(
            scales,
            day.points.iter().map(|(unit, moved)| (unit, of(moved))),
        )
    };
    OverviewDay {
        date: day.date,
        sales: scales.money(day.sales.sales),
        identified_sales: scales.money(day.sales.identified_sales),
        purchases: day.sales.purchases,
        identified_purchases: day.sales.identified_purchases,
        members_new: day.members_new,
        issued: by_unit(|moved| moved.issued),
        redeemed: by_unit(|moved| moved.redeemed),
    }
}

fn busy(hour: &Weekly) -> BusyHour {
    BusyHour {
        weekday: hour.weekday + 1,
        hour: hour.hour,
        purchases: hour.purchases,
    }
}

fn level(count: &LevelCount) -> LevelAnswer {
    LevelAnswer {
        scheme: count.scheme.clone(),
        level: count.level.clone(),
        members: count.members,
    }
}

fn liability(scales: Scales<'_>, left: &[Left]) -> Vec<Liability> {
    let by_unit = left.iter().map(|left| Liability {
        unit: left.unit.clone(),
        available: scales.points(&left.unit, left.available),
        pending: scales.points(&left.unit, left.pending),
        expiring_30_days: scales.points(&left.unit, left.expiring),
    });
    by_unit.collect()
}

fn needs(language: Language, found: &Found) -> Attention {
    Attention {
        kind: found.kind(),
        count: found.count(),
        text: attention::text(language, found),
    }
}
