//! A basket as a caller states it, and as the engine reads it.

use regulars_engine::basket::{Basket, Line, PricedBy, RedeemAsk, RedeemMuch};
use regulars_engine::both;
use regulars_engine::gift_card::GiftCardAsk;
use regulars_engine::id::MemberId;
use regulars_engine::name::{StoreId, UnitId};
use regulars_engine::number::{Money, Points, Quantity};
use regulars_engine::program::Program;
use regulars_engine::time::{Instant, UtcOffset};
use regulars_store::{Identifier, IdentifierKind};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, FieldError, Result, Thing};

/// A number as stated, with up to four decimals: money or points before the program's own decimals are known.
pub type Decimal = Quantity;

/// A buyer as a caller names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemberRef {
    /// Our id.
    Id(MemberId),
    /// A card, telephone, e-mail address or the integrator's id.
    Identifier(Identifier),
}

impl MemberRef {
    /// That nobody is them; never with the identifier itself, which is personal data.
    pub(crate) fn missing(&self) -> AppError {
        let named = match self {
            Self::Id(id) => return AppError::not_found(Thing::Member, id),
            Self::Identifier(identifier) => match identifier.kind {
                IdentifierKind::Card => both!("with this card", "с такой картой"),
                IdentifierKind::Phone => both!("with this phone", "с таким телефоном"),
                IdentifierKind::Email => both!("with this email", "с такой почтой"),
                IdentifierKind::ExternalId => {
                    both!("with this external_id", "с таким внешним кодом")
                }
            },
        };
        AppError::NotFound {
            what: Thing::Member,
            named: named.into(),
        }
    }
}

/// An instant with the offset the caller wrote it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// When.
    pub at: Instant,
    /// Offset written; `None`: the store's or program's own at that instant.
    pub offset: Option<UtcOffset>,
}

/// A basket as stated: within limits, numbers exact, money and points not yet in the program's own decimals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BasketRequest {
    /// The till's basket id; a hold is one per basket.
    pub basket: Option<String>,
    /// Who buys.
    pub member: Option<MemberRef>,
    /// Where.
    pub store: Option<StoreId>,
    /// Till.
    pub till: Option<String>,
    /// Cashier.
    pub cashier: Option<String>,
    /// When; `None`: now.
    pub at: Option<Stated>,
    /// Channel.
    pub channel: Option<String>,
    /// Lines, at least one.
    pub lines: Vec<LineRequest>,
    /// Codes.
    pub coupons: Vec<String>,
    /// What it is paid by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<String>,
    /// Gift cards it is paid by, in order of entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gift_cards: Vec<CardRequest>,
    /// Redemption by unit.
    pub redeem: Vec<RedeemRequest>,
    /// Reserve what the quote redeems.
    pub hold: bool,
    /// Who priced it.
    pub priced: PricedBy,
    /// What the till expects to be decided.
    pub expect: Option<Expect>,
}

/// A gift card that pays, as stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CardRequest {
    /// Its code.
    pub code: String,
    /// At most so much; `None`: as much as there is.
    pub amount: Option<Decimal>,
}

/// A line as stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LineRequest {
    /// The line, `sold_for` not yet set.
    pub line: Line,
    /// What the whole line was sold for.
    pub sold_for: Option<Decimal>,
}

/// Redemption of one unit as stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RedeemRequest {
    /// The unit.
    pub unit: UnitId,
    /// How much.
    pub much: MuchRequest,
}

/// How much to redeem, as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MuchRequest {
    /// As much as allowed.
    Max,
    /// Nothing.
    None,
    /// At most so many points.
    Points(Decimal),
    /// Points for at most so much money.
    Money(Decimal),
}

/// What the till expects; a decision that differs is not posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expect {
    /// What is to pay for the goods.
    pub to_pay: Decimal,
    /// Left to pay once gift cards have paid; `None`: whatever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Decimal>,
}

impl BasketRequest {
    /// The basket in the program's own decimals.
    ///
    /// # Errors
    /// Fields with more decimals than the currency or unit has, each by its pointer.
    pub(crate) fn basket(&self, program: &Program) -> Result<Basket> {
        let mut wrong = Vec::new();
        let lines = (0..)
            .zip(&self.lines)
            .map(|(index, asked)| line(asked, index, program, &mut wrong))
            .collect();
        let redeem = self
            .redeem
            .iter()
            .filter_map(|asked| redeem(asked, program, &mut wrong))
            .collect();
        let gift_cards = (0..)
            .zip(&self.gift_cards)
            .map(|(index, asked)| card(asked, index, program, &mut wrong))
            .collect();
        if !wrong.is_empty() {
            return Err(AppError::Invalid(wrong));
        }
        Ok(Basket {
            gift_cards,
            lines,
            store: self.store.clone(),
            channel: self.channel.clone(),
            coupons: self.coupons.clone(),
            payments: self.payments.clone(),
            redeem,
            priced: self.priced,
        })
    }
}

fn line(asked: &LineRequest, index: usize, program: &Program, wrong: &mut Vec<FieldError>) -> Line {
    let sold_for = asked
        .sold_for
        .and_then(|stated| money(stated, program, &format!("/lines/{index}/sold_for"), wrong));
    Line {
        sold_for,
        ..asked.line.clone()
    }
}

fn card(
    asked: &CardRequest,
    index: usize,
    program: &Program,
    wrong: &mut Vec<FieldError>,
) -> GiftCardAsk {
    let pointer = format!("/gift_cards/{index}/amount");
    let amount = asked.amount;
    GiftCardAsk {
        code: asked.code.clone(),
        amount: amount.and_then(|stated| money(stated, program, &pointer, wrong)),
    }
}

fn redeem(
    asked: &RedeemRequest,
    program: &Program,
    wrong: &mut Vec<FieldError>,
) -> Option<RedeemAsk> {
    let pointer = format!("/redeem/{}", asked.unit);
    let much = match asked.much {
        MuchRequest::Max => RedeemMuch::Max,
        MuchRequest::None => RedeemMuch::None,
        MuchRequest::Money(stated) => RedeemMuch::Money(money(stated, program, &pointer, wrong)?),
        MuchRequest::Points(stated) => match program.unit(&asked.unit) {
            Some(unit) => RedeemMuch::Points(points(stated, unit, &pointer, wrong)?),
            // The engine answers `unknown_unit`; the amount plays no part in it.
            None => RedeemMuch::Max,
        },
    };
    Some(RedeemAsk {
        unit: asked.unit.clone(),
        much,
    })
}

/// Money from a number as stated, exact in the program's currency.
pub(crate) fn money(
    stated: Decimal,
    program: &Program,
    pointer: &str,
    wrong: &mut Vec<FieldError>,
) -> Option<Money> {
    match program.currency.parse_money(&stated.to_string()) {
        Ok(money) => Some(money),
        Err(error) => {
            wrong.push(FieldError::new(pointer, error));
            None
        }
    }
}

/// Points from a number as stated, exact in the unit's scale.
pub(crate) fn points(
    stated: Decimal,
    unit: &regulars_engine::program::Unit,
    pointer: &str,
    wrong: &mut Vec<FieldError>,
) -> Option<Points> {
    match unit.scale.parse(&stated.to_string()) {
        Ok(points) => Some(points),
        Err(error) => {
            wrong.push(FieldError::new(pointer, error));
            None
        }
    }
}
