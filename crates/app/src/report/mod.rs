//! Reports over all members: figures by period, cohorts, RFM, customer value, weight of goods, busy hours, what comes next.
//!
//! Purchases are those of members, as far as they were kept: voided and wholly returned ones do not count, money is net
//! of what came back under its purchase. A day is the day at the place of the sale.

mod abc;
mod base;
mod clv;
mod cohorts;
mod economics;
mod figures;
mod funnel;
mod goods;
mod hours;
mod identification;
mod kpi;
mod next;
mod nps;
mod opinions;
mod program;
mod program_days;
mod program_members;
mod rfm;
mod settlement;
pub mod table;

pub use abc::{AbcReport, AbcRequest, ClassRow, CurvePoint, Item, Of, abc};
pub use base::Days;
pub(crate) use base::{Audience, Base, Purse, after_the_last};
pub use clv::{
    AliveRow, BoughtReport, ClvReport, ClvRequest, ForecastRow, Model, SpentReport, Totals, clv,
};
pub use cohorts::{CohortRow, Cohorts, CohortsRequest, cohorts};
pub use economics::{EconomicsReport, EconomicsRow, Expected, Lack, economics};
pub use figures::{Compare, Compared, Figures, FiguresRequest};
pub use funnel::{FunnelReport, FunnelRequest, FunnelRow, JoinedBy, funnel};
pub(crate) use goods::{cost_of, goods_cost};
pub use hours::{HourRow, Hours, HoursRequest, hours};
pub use identification::{
    IdentificationReport, IdentificationRequest, IdentificationRow, ReceiptsBy, identification,
};
pub use kpi::{Expansion, KpiRow, kpi};
pub use next::{NextReport, next};
pub use nps::{NpsPart, NpsReport, NpsRequest, NpsRow, nps};
pub use opinions::{Opinion, OpinionReport, OpinionRow, OpinionsRequest, UnknownOpinion, opinions};
pub use program::{ProgramReport, ProgramRow, UnitName, UnitRow, program};
pub use regulars_insight::clv::{Decile, Gate, Holdout, Horizon};
pub use regulars_insight::cohort::Step;
pub use regulars_insight::number::Percentiles;
pub use regulars_insight::recommend::{HitRate, Why};
pub use regulars_insight::rfm::{Cell, Class, Regularity};
pub use rfm::{
    CellRow, MemberRow, Moves, NOWHERE, NameRow, RfmMethod, RfmReport, RfmRequest, RfmWho,
    ScoreRow, Thresholds, rfm,
};
pub(crate) use rfm::{RfmMembers, names as rfm_names, rfm_members};
pub use settlement::{SettlementReport, SettlementRow, settlement};
