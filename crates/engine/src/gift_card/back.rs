//! What a return or a void does to cards: what they paid goes back to them first, and cards that were sold come back only
//! with all that was put on them.

use super::{GiftCardMove, GiftCardState, moves};
use crate::decision::{EffectKind, Refusal};
use crate::event::PastDecision;
use crate::number::Money;
use crate::program::Program;
use crate::situation::Situation;
use crate::time::{Instant, Span};

/// How long money lives on that comes back to a card whose time is over, where the program gives spent points no grace:
/// money is never lost by a return.
const GRACE: Span = Span::Days(30);

/// The cards that lines had sold and that come back with them: so many of each line.
///
/// # Errors
/// Some of the money was spent meanwhile.
pub(crate) fn unloads(
    situation: &Situation,
    purchase: &PastDecision,
    lines: impl Iterator<Item = (u32, i64)>,
) -> Result<Vec<(u32, GiftCardMove)>, Refusal> {
    let mut unloads: Vec<(u32, GiftCardMove)> = Vec::new();
    for (line, cards) in lines {
        let effects = purchase.effects.iter();
        let of_line = effects.filter(|effect| effect.line == Some(line));
        let mut sold = of_line
            .filter_map(|effect| match &effect.kind {
                EffectKind::GiftCard(moved @ GiftCardMove::Loaded { .. }) => Some(moved),
                _ => None,
            })
            .peekable();
        if sold.peek().is_none() {
            continue;
        }
        let mut left = cards;
        for loaded in sold {
            let (code, kind, amount) = loaded.parts();
            if left == 0 || came_back(purchase, line, code) {
                continue;
            }
            let of_code = unloads.iter().filter(|(_, moved)| moved.code() == code);
            let taken: Money = of_code.map(|(_, moved)| -moved.signed()).sum();
            let state = situation.gift_cards.get(code);
            if state.is_some_and(|state| state.spendable() - taken >= amount) {
                let (code, kind) = (code.to_owned(), kind.clone());
                unloads.push((line, GiftCardMove::Unloaded { code, kind, amount }));
                left -= 1;
            }
        }
        if left > 0 {
            return Err(Refusal::GiftCardSpent { line });
        }
    }
    Ok(unloads)
}

/// Whether a card that a line sold came back before.
fn came_back(purchase: &PastDecision, line: u32, sold: &str) -> bool {
    let effects = purchase.returned.iter().flat_map(|back| &back.effects);
    let mut of_line = effects.filter(|effect| effect.line == Some(line));
    of_line.any(|effect| {
        matches!(&effect.kind, EffectKind::GiftCard(GiftCardMove::Unloaded { code, .. }) if code == sold)
    })
}

/// Money on its way back to the cards that paid.
pub(crate) struct Back<'a> {
    /// The rules.
    pub program: &'a Program,
    /// What is known of the cards.
    pub situation: &'a Situation,
    /// What they paid for.
    pub purchase: &'a PastDecision,
    /// When it goes back.
    pub posted_at: Instant,
}

impl Back<'_> {
    /// Gives so much of a refund back to the cards, the one that paid last first. What they did not pay is money.
    pub fn of(&self, refund: Money) -> Vec<GiftCardMove> {
        let mut left = refund;
        let mut back = Vec::new();
        let paid: Vec<&GiftCardMove> = moves(&self.purchase.effects)
            .filter(|moved| matches!(moved, GiftCardMove::Paid { .. }))
            .collect();
        for paid in paid.into_iter().rev() {
            let (code, kind, amount) = paid.parts();
            let amount = left.min(amount - self.given_back(code));
            if amount.is_positive() {
                left -= amount;
                let revived = self.state_over(code).map(|state| {
                    // What was left on it went with its time; only what comes back lives on.
                    let (code, amount) = (code.to_owned(), state.spendable());
                    let kind = kind.clone();
                    if amount.is_positive() {
                        back.push(GiftCardMove::Expired { code, kind, amount });
                    }
                    self.revived_till()
                });
                back.push(GiftCardMove::GivenBack {
                    code: code.to_owned(),
                    kind: kind.clone(),
                    amount,
                    expires_at: revived,
                });
            }
        }
        back
    }

    /// What earlier returns gave back to a card.
    fn given_back(&self, code: &str) -> Money {
        let back = self.purchase.returned.iter();
        let back = back.flat_map(|back| moves(&back.effects));
        let back = back.filter(|moved| matches!(moved, GiftCardMove::GivenBack { .. }));
        back.filter(|moved| moved.code() == code)
            .map(GiftCardMove::signed)
            .sum()
    }

    /// What is known of a card whose time is over.
    fn state_over(&self, code: &str) -> Option<&GiftCardState> {
        let state = self.situation.gift_cards.get(code)?;
        state.is_over(self.posted_at).then_some(state)
    }

    /// Till when money is there that comes back to such a card.
    fn revived_till(&self) -> Instant {
        let grace = self.program.returns.restore_grace.unwrap_or(GRACE);
        grace.after(self.posted_at, &self.program.zone)
    }
}
