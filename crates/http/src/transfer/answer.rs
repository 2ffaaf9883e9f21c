//! A transfer, as it is answered.

use regulars_app::transfer::TransferView;
use regulars_engine::id::{MemberId, TransferId};
use regulars_engine::name::UnitId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Moment, Scales};

/// Points that one member sent to another.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Transfer)]
pub struct TransferAnswer {
    /// Our id.
    #[schema(value_type = String, example = "trf_01HZX3V8K0G04")]
    transfer: TransferId,
    /// Who sent.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    from: MemberId,
    /// Who received.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G05")]
    to: MemberId,
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Points received.
    points: Decimal,
    /// Points the sender paid on top.
    fee: Decimal,
    /// When.
    at: Moment,
    /// It was done before; this is the same answer.
    replayed: bool,
}

impl TransferAnswer {
    pub(super) fn of(view: TransferView, replayed: bool) -> Self {
        let scales = Scales(&view.live.program);
        let row = view.row;
        Self {
            transfer: row.id,
            from: row.sender,
            to: row.receiver,
            points: scales.points(&row.unit, row.points),
            fee: scales.points(&row.unit, row.fee),
            at: Moment::utc(row.at),
            unit: row.unit,
            replayed,
        }
    }
}
