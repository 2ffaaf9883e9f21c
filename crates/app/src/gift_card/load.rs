//! Puts money on a gift card by hand.

use std::sync::Arc;

use regulars_engine::both;
use regulars_engine::gift_card::GiftCardMove;
use regulars_engine::id::AdjustmentId;
use regulars_engine::program::GiftCardKind;
use regulars_store::{Actor, Cause, Changeset, GiftCardRow, NewAudit, Reader};

use super::make::some_money;
use super::read::{find, view};
use super::{Changes, GiftCardView, fact};
use crate::app::{App, Commit};
use crate::audit::tell;
use crate::basket::Decimal;
use crate::error::{AppError, Result, Thing};
use crate::keyed::{self, Done, Keyed};

/// Puts money on a card: the first time, or again where its kind can be topped up.
///
/// # Errors
/// No such card, or one that no money can be put on; an amount out of bounds; an unavailable store.
pub async fn load(
    app: &App,
    by: Actor,
    code: String,
    (amount, note): (Decimal, Option<String>),
    keyed: Option<Keyed>,
) -> Result<Done<GiftCardView>> {
    let keyed = Arc::new(keyed);
    let _call = match keyed.as_ref() {
        Some(keyed) => Some(app.calls().hold(keyed.lock()).await),
        None => None,
    };
    let code = Arc::new(code);
    loop {
        let (asked, typed, note) = (keyed.clone(), code.clone(), note.clone());
        let step = app
            .read(move |app, reader| {
                if keyed::known::<()>(reader, asked.as_ref().as_ref())?.is_some() {
                    return Ok(None);
                }
                let changeset = decide(app, reader, by, (&typed, amount), note.as_deref())?;
                let call = keyed::call(app, asked.as_ref().as_ref(), &());
                Ok(Some(Changeset { call, ..changeset }))
            })
            .await?;
        let replayed = step.is_none();
        if let Some(changeset) = step
            && !matches!(app.commit(changeset).await?, Commit::Done)
        {
            continue;
        }
        let typed = code.clone();
        let outcome = app
            .read(move |app, reader| view(app, reader, &typed))
            .await?;
        return Ok(Done { outcome, replayed });
    }
}

fn decide(
    app: &App,
    reader: &Reader<'_>,
    by: Actor,
    (typed, stated): (&str, Decimal),
    note: Option<&str>,
) -> Result<Changeset> {
    let now = app.now();
    let live = app.programs().at(now);
    let program = &live.program;
    let row = find(reader, typed)?;
    let kind = program.gift_card_kind(&row.kind);
    let kind = kind.ok_or_else(|| AppError::not_found(Thing::GiftCardKind, &row.kind))?;
    can_be_loaded(&row, kind, now.ms())?;
    let amount = some_money(program, kind, stated, row.balance)?;
    let expire = kind.expire;
    let moved = GiftCardMove::Loaded {
        code: row.code.clone(),
        kind: row.kind.clone(),
        amount,
        expires_at: expire.and_then(|rule| rule.expires_at(now, &program.zone)),
        made: false,
    };
    let mut changes = Changes::of_row(&row);
    let cause = Cause::Adjustment(AdjustmentId::from_raw(app.next_id()));
    changes.add_move(app, moved, cause, now);
    let shown = program.currency.format_money(amount);
    let audit = NewAudit {
        note: Some(note.map_or_else(|| shown.clone(), |note| format!("{shown}: {note}"))),
        ..tell(app, by, "gift_card.load", Some(row.kind.to_string()))
    };
    let payload = serde_json::json!({"kind": row.kind, "amount": amount.minor()});
    Ok(Changeset {
        posted_at: now,
        gift_cards: changes.close(),
        facts: vec![fact(now, "gift_card.loaded", &payload)],
        audit: vec![audit],
        ..Changeset::default()
    })
}

fn can_be_loaded(row: &GiftCardRow, kind: &GiftCardKind, now_ms: i64) -> Result<()> {
    let is_over = row.expires_at.is_some_and(|end| end.ms() <= now_ms);
    let why = if row.blocked_at.is_some() {
        both!(
            "is blocked; let it go first",
            "заблокирована; сначала разблокируйте её"
        )
    } else if row.loaded_at.is_some() && (!kind.top_up || is_over) {
        both!(
            "had money put on it before, and cannot be topped up; make another card",
            "уже была оплачена, пополнить её нельзя; выпустите другую карту"
        )
    } else {
        return Ok(());
    };
    Err(AppError::field("/code", why))
}
