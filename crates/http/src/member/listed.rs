//! Members with where they stand.

use regulars_app::LiveProgram;
use regulars_app::member::{Summaries, Summary};
use regulars_engine::language::Language;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::Member;
use crate::render::{ByUnit, Decimal, Moment, Scales};

/// The query that asks for summaries.
pub const SUMMARY: (&str, &str) = (
    "summary",
    "`true`: with tier, balances and sums of purchases.",
);

/// A member, and where they stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberListed {
    /// The member.
    #[serde(flatten)]
    pub member: Member,
    /// Where they stand, as of the last posting; `null` unless it was asked for.
    pub summary: Option<MemberSummary>,
}

/// Where a member stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberSummary {
    /// The name of the level in the program's first scheme; `null` below the first threshold.
    #[schema(example = "Silver")]
    tier: Option<String>,
    /// Available points by unit.
    balances: ByUnit,
    /// Purchases of which something was kept.
    purchases: u64,
    /// Paid by money for them and kept.
    spent: Decimal,
    /// When the latest of them was made.
    last_purchase_at: Option<Moment>,
}

/// Summaries, in their order.
pub fn summaries(read: Summaries, language: Language) -> Vec<MemberSummary> {
    let live = read.live;
    let of = read.of.iter().map(|summary| one(&live, summary, language));
    of.collect()
}

fn one(live: &LiveProgram, summary: &Summary, language: Language) -> MemberSummary {
    let program = &live.program;
    let scales = Scales(program);
    let levels = program.schemes.first().map(|scheme| &scheme.levels);
    let level = levels
        .into_iter()
        .flatten()
        .find(|level| Some(&level.id) == summary.tier.as_ref());
    let balances = summary.balances.iter();
    MemberSummary {
        tier: level.map(|level| language.pick(&level.name.en, &level.name.ru).clone()),
        balances: ByUnit::sum(scales, balances.map(|own| (&own.unit, own.available))),
        purchases: summary.purchases,
        spent: scales.money(summary.spent),
        last_purchase_at: summary
            .last_purchase_at
            .map(|at| Moment::local(at, program.zone.offset_at(at))),
    }
}
