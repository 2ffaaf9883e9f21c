//! A code, as people look at it.

use regulars_app::coupon::{CouponRow, CouponUse, CouponView, Standing};
use regulars_engine::coupon::CouponMove;
use regulars_engine::decision::{Effect, EffectKind};
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::name::RuleId;
use regulars_engine::program::Program;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::Moment;

/// A coupon.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CouponOfSeries)]
pub struct CouponAnswer {
    /// The code.
    #[schema(example = "HB7K2M9QX4T0RWC")]
    code: String,
    /// Its series.
    #[schema(value_type = String, example = "welcome")]
    series: RuleId,
    /// The name of the series in English and Russian; `null` if the program has it no more.
    name: Option<NameAnswer>,
    /// Whose it is; `null`: whoever has it.
    #[schema(value_type = Option<String>, example = "mem_01HZX3V8K0G04")]
    member: Option<MemberId>,
    /// `valid`, `not_yet`, `expired`, `used_up`, `revoked`, or `gone` if the program has the series no more.
    #[schema(example = "valid")]
    status: &'static str,
    /// When it was given out; of a public code its first use.
    issued_at: Moment,
    /// Till when it is valid; `null`: as long as its series.
    expires_at: Option<Moment>,
    /// How often it was used.
    #[schema(example = 0)]
    uses: i64,
    /// When it was called back.
    revoked_at: Option<Moment>,
    /// What it was used for, latest first; at most 100. Lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    used: Option<Vec<UseAnswer>>,
}

/// A name in two languages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SeriesName)]
struct NameAnswer {
    /// English.
    #[schema(example = "Welcome")]
    en: String,
    /// Russian.
    #[schema(example = "Приветственный")]
    ru: String,
}

/// What a code was used for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CouponUse)]
struct UseAnswer {
    /// The purchase.
    #[schema(value_type = String, example = "pur_01HZX3V8K0G04")]
    purchase: PurchaseId,
    /// When.
    at: Moment,
    /// When the use was given back.
    back_at: Option<Moment>,
}

impl CouponAnswer {
    /// A code in a list.
    pub fn listed((row, standing): (CouponRow, Standing), program: &Program) -> Self {
        let series = program.coupon_series(&row.series);
        Self {
            name: series.map(|series| NameAnswer {
                en: series.name.en.clone(),
                ru: series.name.ru.clone(),
            }),
            code: row.code,
            series: row.series,
            member: row.member,
            status: standing.word(),
            issued_at: Moment::utc(row.issued_at),
            expires_at: row.expires_at.map(Moment::utc),
            uses: row.uses,
            revoked_at: row.revoked_at.map(Moment::utc),
            used: None,
        }
    }

    /// A code with what it was used for.
    pub fn whole(view: CouponView, program: &Program) -> Self {
        let used = view.uses.into_iter().map(|used: CouponUse| UseAnswer {
            purchase: used.purchase,
            at: Moment::utc(used.at),
            back_at: used.back_at.map(Moment::utc),
        });
        Self {
            used: Some(used.collect()),
            ..Self::listed((view.row, view.standing), program)
        }
    }
}

/// A coupon given to the member, to be printed or shown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = IssuedCoupon)]
pub struct Issued {
    /// The code.
    #[schema(example = "HB7K2M9QX4T0RWC")]
    code: String,
    /// Its series.
    #[schema(value_type = String, example = "welcome")]
    series: RuleId,
    /// The activity that gave it.
    #[schema(value_type = String, example = "feedback")]
    rule: RuleId,
    /// Till when it is valid; `null`: as long as its series.
    expires_at: Option<Moment>,
}

impl Issued {
    /// Coupons among the effects of a decision.
    pub fn of(effects: &[Effect]) -> Vec<Self> {
        let issued = effects.iter().filter_map(|effect| match &effect.kind {
            EffectKind::Coupon(CouponMove::Issued {
                code,
                series,
                expires_at,
            }) => Some(Self {
                code: code.clone(),
                series: series.clone(),
                rule: effect.rule.clone(),
                expires_at: expires_at.map(Moment::utc),
            }),
            _ => None,
        });
        issued.collect()
    }
}
