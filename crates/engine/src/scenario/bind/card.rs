//! Binds what a hand does to gift cards.

use super::Binder;
use crate::name::RuleId;
use crate::number::Money;
use crate::program::Problem;
use crate::scenario::file::GiftCardFile;
use crate::scenario::{CardByHand, GiftCardStep};
use crate::{both, said};

impl Binder<'_> {
    /// One thing that a hand does: makes a card, puts money on one, blocks one.
    pub(super) fn card_by_hand(
        &mut self,
        written: &GiftCardFile,
        path: &str,
    ) -> Option<GiftCardStep> {
        let amount = written.amount.as_ref();
        let amount = amount.map(|text| self.card_money(text, &format!("{path}.amount")));
        let amount = amount.map_or(Some(None), |amount| amount.map(Some))?;
        let (card, by_hand) = match (&written.name, &written.of, amount, written.block) {
            (Some(name), None, amount, None) => {
                let kind = self.card_kind(written.kind.as_deref(), &format!("{path}.kind"))?;
                (name, CardByHand::Make { kind, amount })
            }
            (None, Some(of), Some(amount), None) => (of, CardByHand::Load(amount)),
            (None, Some(of), None, Some(block)) => (of, CardByHand::Block(block)),
            _ => {
                self.wrong(
                    path,
                    said!(
                        "a hand does one thing to a gift card",
                        "вручную с подарочной картой делают что-то одно"
                    ),
                    said!(
                        "write {{as: gift, kind: gift, amount: 1000}}, {{of: gift, amount: 500}} or {{of: gift, block: true}}",
                        "напишите `{{as: gift, kind: gift, amount: 1000}}`, `{{of: gift, amount: 500}}` или `{{of: gift, block: true}}`"
                    ),
                );
                return None;
            }
        };
        let card = card.clone();
        Some(GiftCardStep { card, by_hand })
    }

    fn card_kind(&mut self, name: Option<&str>, path: &str) -> Option<RuleId> {
        let kinds = &self.program.gift_cards;
        let kind = match (name, kinds.as_slice()) {
            (Some(name), _) => kinds.iter().find(|kind| kind.id.as_str() == name),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        if kind.is_none() {
            let known = kinds.iter().map(|kind| kind.id.as_str());
            self.problems.push(Problem::unknown(
                path,
                both!("there is no kind of gift cards", "нет вида подарочных карт"),
                name.unwrap_or_default(),
                known,
            ));
        }
        kind.map(|kind| kind.id.clone())
    }

    fn card_money(&mut self, text: &str, path: &str) -> Option<Money> {
        let money = self.money(text, path)?;
        if !money.is_positive() {
            self.wrong(
                path,
                said!(
                    "money on a card must be above zero",
                    "сумма на карте должна быть больше нуля"
                ),
                said!("write 0.01 or more", "напишите 0.01 или больше"),
            );
            return None;
        }
        Some(money)
    }
}
