//! Members in lists: what a person looks for before opening one.

use std::sync::Arc;

use regulars_engine::id::MemberId;
use regulars_engine::name::TierId;
use regulars_engine::number::Money;
use regulars_engine::program::TierScheme;
use regulars_engine::time::Instant;
use regulars_store::{BalanceRow, MemberStanding};

use crate::app::App;
use crate::error::Result;
use crate::live::LiveProgram;

/// Summaries of some members.
#[derive(Debug, Clone)]
pub struct Summaries {
    /// The program that decides now.
    pub live: Arc<LiveProgram>,
    /// One for each member, in their order.
    pub of: Vec<Summary>,
}

/// Where a member stands, as of the last posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The level in the program's first scheme; `None` below the first threshold, or without a scheme.
    pub tier: Option<TierId>,
    /// Balances by unit.
    pub balances: Vec<BalanceRow>,
    /// Purchases of which something was kept.
    pub purchases: u64,
    /// Paid by money for them and kept.
    pub spent: Money,
    /// When the latest of them was made.
    pub last_purchase_at: Option<Instant>,
}

/// Where these members stand.
///
/// # Errors
/// A store that cannot be read.
pub async fn summaries(app: &App, members: Vec<MemberId>) -> Result<Summaries> {
    app.read(move |app, reader| {
        let live = app.programs().at(app.now());
        let scheme = live.program.schemes.first();
        let mut of = Vec::with_capacity(members.len());
        for member in members {
            of.push(summary(scheme, reader.standing(member)?));
        }
        Ok(Summaries { live, of })
    })
    .await
}

fn summary(scheme: Option<&TierScheme>, standing: MemberStanding) -> Summary {
    let tier = scheme.and_then(|scheme| match standing.tiers.get(&scheme.id) {
        Some(level) => level.clone(),
        None => scheme.start().map(|level| level.id.clone()),
    });
    Summary {
        tier,
        balances: standing.balances,
        purchases: standing.purchases,
        spent: standing.spent,
        last_purchase_at: standing.last_purchase_at,
    }
}
