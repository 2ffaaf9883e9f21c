//! What customers cost and bring: money spent on them, margin, messages, value.

mod clv;
mod contacts;
mod facts;
mod ledger;
mod row;
mod series;

use serde::Serialize;

pub use row::{EconomicsRow, Expected};

use self::facts::{Asked, Everybody, Shared};
use super::base::read;
use super::figures::{Figures, FiguresRequest};
use crate::app::App;
use crate::error::Result;

/// Why a figure of the whole time is `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// No goods that were sold have a cost in the catalogue: margin, value and what stands on them.
    Cost,
    /// Nobody entered money spent to win customers: cost of a lead and of a customer, CLV over it.
    Acquisition,
    /// Nobody told of messages: their rates.
    Messages,
    /// No member has said what it spends in the category: share of wallet.
    Wallet,
    /// There is too little to foretell purchases from: CLV.
    History,
}

/// What customers cost and bring by period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EconomicsReport {
    /// Why figures of the whole time are `null`.
    pub lacks: Vec<Lack>,
    /// Figures by period.
    #[serde(flatten)]
    pub figures: Figures<EconomicsRow>,
}

/// Makes the report.
///
/// # Errors
/// Days that are no period, a period before none; no such segment; a store that cannot be read.
pub async fn economics(app: &App, request: FiguresRequest) -> Result<EconomicsReport> {
    request.check()?;
    read(app, move |app, reader| {
        let spans = request.spans(app)?;
        let shared = Shared::read(app, reader, request.by)?;
        let asked = request
            .whom()
            .map(|of| Asked::read(app, reader, of, (request.by, &spans)))?;
        // Money is spread by what everybody did; of everybody all of it counts.
        let has_segment = !asked.own.is_everybody() || { asked.other.as_ref() }
            .is_some_and(|other| !other.is_everybody());
        let all = has_segment
            .then(|| Everybody::read(app, reader))
            .transpose()?;
        let tell = |asked: &Asked, days| asked.figures(&shared, all.as_ref(), days);
        let figures = request.tell(app, &asked, tell)?;
        Ok(EconomicsReport {
            lacks: figures.all.lacks(),
            figures,
        })
    })
    .await
}
