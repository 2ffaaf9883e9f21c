//! A gift card, as people look at it.

use regulars_app::Cause;
use regulars_app::gift_card::{
    GiftCardEntry, GiftCardEntryKind, GiftCardRow, GiftCardView, Standing,
};
use regulars_engine::name::RuleId;
use regulars_engine::number::Money;
use regulars_engine::program::Program;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::{Decimal, Moment, Scales};

/// A gift card.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCard)]
pub struct GiftCardAnswer {
    /// Its code: whoever has it spends the money.
    #[schema(example = "GC7K2M9QX4T0RWC")]
    code: String,
    /// Its kind.
    #[schema(value_type = String, example = "gift")]
    kind: RuleId,
    /// The name of the kind in English and Russian; `null` if the program has it no more.
    name: Option<KindName>,
    /// `active`, `blank` (no money was put on it yet), `empty`, `expired`, `blocked`, or `gone` if the program has the kind
    /// no more.
    #[schema(example = "active")]
    status: &'static str,
    /// The money on it.
    balance: Decimal,
    /// When it was made.
    made_at: Moment,
    /// When money was first put on it.
    loaded_at: Option<Moment>,
    /// Till when its money is there; `null`: for ever.
    expires_at: Option<Moment>,
    /// When it was blocked.
    blocked_at: Option<Moment>,
    /// Of the balance, set aside for quotes. Lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<Decimal>,
    /// What can be paid with it now. Lists leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    spendable: Option<Decimal>,
    /// Its latest entries, latest first; at most 200. Lists leave them out.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<Vec<EntryAnswer>>,
}

/// A name in two languages.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCardKindName)]
struct KindName {
    /// English.
    #[schema(example = "Gift card")]
    en: String,
    /// Russian.
    #[schema(example = "Подарочная карта")]
    ru: String,
}

/// An entry of a card; an account of the program has the opposite one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GiftCardEntry)]
struct EntryAnswer {
    /// `loaded`, `paid`, `given_back`, `unloaded` (its sale was undone) or `expired`.
    #[schema(example = "paid")]
    kind: &'static str,
    /// The account on the other side: `issued`, `redeemed`, `reversed` or `breakage`.
    #[schema(example = "redeemed")]
    account: String,
    /// What the card gained; below zero: what it lost.
    amount: Decimal,
    /// When it happened.
    at: Moment,
    /// When it was posted.
    posted_at: Moment,
    /// The purchase or return it belongs to; `null` for what time or a hand did.
    #[schema(example = "pur_01HZX3V8K0G04")]
    document: Option<String>,
}

impl GiftCardAnswer {
    /// A card in a list.
    pub fn listed((row, standing): (GiftCardRow, Standing), program: &Program) -> Self {
        let kind = program.gift_card_kind(&row.kind);
        let is_over = standing == Standing::Expired;
        let balance = if is_over { Money::ZERO } else { row.balance };
        Self {
            name: kind.map(|kind| KindName {
                en: kind.name.en.clone(),
                ru: kind.name.ru.clone(),
            }),
            code: row.code,
            kind: row.kind,
            status: standing.word(),
            balance: Scales(program).money(balance),
            made_at: Moment::utc(row.made_at),
            loaded_at: row.loaded_at.map(Moment::utc),
            expires_at: row.expires_at.map(Moment::utc),
            blocked_at: row.blocked_at.map(Moment::utc),
            held: None,
            spendable: None,
            entries: None,
        }
    }

    /// A card with what happened to it.
    pub fn whole(view: GiftCardView, program: &Program) -> Self {
        let scales = Scales(program);
        let spendable = match view.standing {
            Standing::Active => (view.row.balance - view.held).max(Money::ZERO),
            _ => Money::ZERO,
        };
        let entries = view.entries.iter().map(|entry| entry_answer(entry, scales));
        Self {
            held: Some(scales.money(view.held)),
            spendable: Some(scales.money(spendable)),
            entries: Some(entries.collect()),
            ..Self::listed((view.row, view.standing), program)
        }
    }
}

fn entry_answer(entry: &GiftCardEntry, scales: Scales<'_>) -> EntryAnswer {
    let kind = match entry.kind {
        GiftCardEntryKind::Loaded => "loaded",
        GiftCardEntryKind::Paid => "paid",
        GiftCardEntryKind::GivenBack => "given_back",
        GiftCardEntryKind::Unloaded => "unloaded",
        GiftCardEntryKind::Expired => "expired",
    };
    let document = match entry.cause {
        Cause::Purchase(id) | Cause::Void(id) => Some(id.to_string()),
        Cause::Return(id) => Some(id.to_string()),
        _ => None,
    };
    EntryAnswer {
        kind,
        account: entry.account.clone(),
        amount: scales.money(entry.amount),
        at: Moment::utc(entry.at),
        posted_at: Moment::utc(entry.posted_at),
        document,
    }
}
