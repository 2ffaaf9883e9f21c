//! Makes gift cards, to be printed, sent or sold.

use std::sync::Arc;

use regulars_engine::coupon;
use regulars_engine::gift_card::GiftCardMove;
use regulars_engine::id::{AdjustmentId, PostingId};
use regulars_engine::name::RuleId;
use regulars_engine::number::Money;
use regulars_engine::program::{GiftCardKind, Program};
use regulars_engine::said;
use regulars_engine::time::Instant;
use regulars_store::{Actor, Cause, Changeset, GiftCardChange, NewAudit};
use serde::{Deserialize, Serialize};

use super::fact;
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::basket::{Decimal, money};
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};
use crate::secret::random;

/// The most cards of one call.
pub const CARDS_MOST: usize = 10_000;

/// Cards to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MakeRequest {
    /// Their kind.
    pub kind: RuleId,
    /// How many.
    pub count: usize,
    /// What is on each; `None`: nothing, until it is sold.
    pub amount: Option<Decimal>,
    /// Why, for the audit.
    pub note: Option<String>,
}

/// Cards just made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Their kind.
    pub kind: RuleId,
    /// Their codes.
    pub codes: Vec<String>,
    /// What is on each; `None`: nothing yet.
    pub amount: Option<Money>,
    /// Till when their money is there, milliseconds since 1970; `None`: for ever, or nothing is on them.
    pub expires_at_ms: Option<i64>,
}

impl Made {
    /// Till when their money is there; `None`: for ever, or nothing is on them.
    pub fn expires_at(&self) -> Option<Instant> {
        self.expires_at_ms.map(Instant::from_ms)
    }
}

/// Makes so many cards of a kind of the live program. Whoever has a code spends its money.
///
/// # Errors
/// No such kind; a number or amount out of bounds; an unavailable store.
pub async fn make(
    app: &App,
    by: Actor,
    request: &MakeRequest,
    keyed: Option<Keyed>,
) -> Result<Done<Made>> {
    let keyed = Arc::new(keyed);
    let _call = match keyed.as_ref() {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    if let Some(done) = keyed::before(app, keyed.clone()).await? {
        return Ok(done);
    }
    let live = app.programs().at(app.now());
    let kind = live.program.gift_card_kind(&request.kind);
    let kind = kind.ok_or_else(|| AppError::not_found(Thing::GiftCardKind, &request.kind))?;
    let made = decide(app, &live.program, kind, request)?;
    let total = made
        .amount
        .map(|amount| live.program.currency.format_money(amount));
    let note = match (&total, &request.note) {
        (Some(amount), Some(note)) => format!("{} × {amount}: {note}", request.count),
        (Some(amount), None) => format!("{} × {amount}", request.count),
        (None, Some(note)) => format!("{}: {note}", request.count),
        (None, None) => request.count.to_string(),
    };
    let audit = NewAudit {
        note: Some(note),
        ..tell(app, by, "gift_card.make", Some(kind.id.to_string()))
    };
    let amount = made.amount.map(Money::minor);
    let payload = serde_json::json!({"kind": kind.id, "count": request.count, "amount": amount});
    let changeset = Changeset {
        posted_at: app.now(),
        call: keyed::call(app, keyed.as_ref().as_ref(), &made),
        gift_cards: rows(app, &made),
        facts: vec![fact(app.now(), "gift_card.made", &payload)],
        audit: vec![audit],
        ..Changeset::default()
    };
    match app.commit(changeset).await? {
        Commit::Done => Ok(Done {
            outcome: made,
            replayed: false,
        }),
        Commit::Again | Commit::Replayed => Err(AppError::Internal(
            "new cards have no guard to fail".to_owned(),
        )),
    }
}

fn decide(
    app: &App,
    program: &Program,
    kind: &GiftCardKind,
    request: &MakeRequest,
) -> Result<Made> {
    if request.count == 0 || request.count > CARDS_MOST {
        return Err(AppError::field(
            "/count",
            said!(
                "must be from 1 to {CARDS_MOST}; make more in several calls",
                "должно быть от 1 до {CARDS_MOST}; больше — несколькими вызовами"
            ),
        ));
    }
    let amount = match request.amount {
        Some(stated) => Some(some_money(program, kind, stated, Money::ZERO)?),
        None => None,
    };
    let expire = kind.expire.filter(|_| amount.is_some());
    let expires_at = expire.and_then(|rule| rule.expires_at(app.now(), &program.zone));
    let codes = random(request.count)?.into_iter();
    Ok(Made {
        kind: kind.id.clone(),
        codes: codes
            .map(|random| coupon::make(&kind.prefix, random))
            .collect(),
        amount,
        expires_at_ms: expires_at.map(Instant::ms),
    })
}

/// Money to be put on a card of a kind that has so much on it.
pub(super) fn some_money(
    program: &Program,
    kind: &GiftCardKind,
    stated: Decimal,
    balance: Money,
) -> Result<Money> {
    let mut wrong = Vec::new();
    let amount = money(stated, program, "/amount", &mut wrong);
    let Some(amount) = amount else {
        return Err(AppError::Invalid(wrong));
    };
    if !amount.is_positive() {
        return Err(AppError::field(
            "/amount",
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    match kind.max_balance {
        Some(most) if balance + amount > most => {
            let most = program.currency.format_money(most);
            Err(AppError::field(
                "/amount",
                said!(
                    "makes more than {most}, the most that a card of this kind holds; put less on it",
                    "даёт больше {most}, а больше карта этого вида не вмещает; внесите меньше"
                ),
            ))
        }
        _ => Ok(amount),
    }
}

fn rows(app: &App, made: &Made) -> Vec<GiftCardChange> {
    let row = |code: &String| {
        let loaded = made.amount.map(|amount| {
            let moved = GiftCardMove::Loaded {
                code: code.clone(),
                kind: made.kind.clone(),
                amount,
                expires_at: made.expires_at(),
                made: true,
            };
            let id = PostingId::from_raw(app.next_id());
            let by_hand = Cause::Adjustment(AdjustmentId::from_raw(id.raw()));
            (id, by_hand, app.now(), moved)
        });
        GiftCardChange {
            code: code.clone(),
            kind: made.kind.clone(),
            expected: None,
            postings: loaded.into_iter().collect(),
            blocked: None,
        }
    };
    made.codes.iter().map(row).collect()
}
