//! Why an event changed nothing, and what is kept for review.

use crate::basket::GiftCardReason;
use crate::decision::{Discrepancy, Refusal};
use crate::language::{Language, Said};
use crate::program::Program;
use crate::said;
use crate::words::gift_card::why_not;

impl Refusal {
    /// What is refused and why.
    pub fn said(&self) -> Said {
        match self {
            Self::UnknownLine { line } => said!(
                "names line {line}, which the purchase has not",
                "в покупке нет строки {line}"
            ),
            Self::TooMuchReturned { line, left } => said!(
                "asks for more of line {line} than the {left} that are left",
                "из строки {line} возвращают больше, чем осталось ({left})"
            ),
            Self::NothingLeft => said!(
                "the purchase has nothing left to return",
                "возвращать больше нечего: всё уже вернули"
            ),
            Self::WouldBreak { rule } => said!(
                "what is kept would no longer have the discount of the rule `{rule}`; the purchase comes back whole",
                "у оставшихся товаров не останется скидки по правилу `{rule}`; покупку возвращают только целиком"
            ),
            Self::ReturnedAlready => said!(
                "a purchase that was returned in part can no longer be voided",
                "покупку, часть которой вернули, отменить уже нельзя"
            ),
            Self::DayIsOver => said!(
                "a purchase is voided within its store's business day only; afterwards it is returned",
                "покупку отменяют только в операционный день магазина; после него её возвращают"
            ),
            Self::Voided => said!("the purchase was voided", "покупка отменена"),
            Self::NotEnough { .. }
            | Self::TooFew { .. }
            | Self::TooMany { .. }
            | Self::UnknownUnit { .. } => self.of_points(),
            Self::UnknownLevel { level } => said!(
                "the program has no level `{level}`",
                "в программе нет уровня `{level}`"
            ),
            Self::NothingToRelease { scheme } => said!(
                "the level of `{scheme}` is neither granted nor frozen",
                "уровень `{scheme}` не выдан вручную и не заморожен"
            ),
            Self::GiftCardNotSold { line, reason } => card_not_sold(*line, *reason),
            Self::GiftCardSpent { line } => card_spent(*line),
            Self::LimitReached { rule } => said!(
                "the limit of the rule `{rule}` is used up",
                "лимит правила `{rule}` исчерпан"
            ),
            Self::OutOfStock { rule } => said!(
                "nothing is left of what the rule `{rule}` gives to all members together",
                "всё, что правило `{rule}` даёт на всех участников, уже роздано"
            ),
            Self::TooLate => said!(
                "it happened longer ago than the program accepts",
                "это было раньше, чем принимает программа"
            ),
            Self::NotAllowed { rule } => said!(
                "a condition of the rule `{rule}` does not hold",
                "условие правила `{rule}` не выполнено"
            ),
            Self::BadProperty { property } => said!(
                "the property `{property}` is missing, or is no positive number that the unit can hold; it says how many \
                 points are taken",
                "свойства `{property}` нет, или это не положительное число, которое вмещает единица; оно говорит, сколько \
                 баллов списать"
            ),
        }
    }

    /// What is wrong with an amount of points.
    fn of_points(&self) -> Said {
        match self {
            Self::NotEnough { unit, .. } => said!(
                "there are fewer `{unit}` to spend than were asked for",
                "доступно меньше `{unit}`, чем просят списать"
            ),
            Self::TooFew { unit, .. } => said!(
                "fewer `{unit}` than may be moved at once",
                "меньше `{unit}`, чем можно за один раз"
            ),
            Self::TooMany { unit, .. } => said!(
                "more `{unit}` than may be moved at once",
                "больше `{unit}`, чем можно за один раз"
            ),
            Self::UnknownUnit { unit } => said!(
                "the program has no unit `{unit}`",
                "в программе нет единицы `{unit}`"
            ),
            _ => said!("the rules refuse it", "правила этого не позволяют"),
        }
    }
}

fn card_not_sold(line: u32, reason: GiftCardReason) -> Said {
    Said::new(
        format!(
            "the card of line {line} cannot be sold: {}",
            why_not(reason, Language::En)
        ),
        format!(
            "карту в строке {line} продать нельзя: {}",
            why_not(reason, Language::Ru)
        ),
    )
}

fn card_spent(line: u32) -> Said {
    said!(
        "some of the money of the gift card in line {line} was spent; a card comes back with all of its money",
        "часть денег с подарочной карты в строке {line} потрачена; возвращают карту со всей её суммой"
    )
}

impl Discrepancy {
    /// What differs.
    pub fn said(&self, program: &Program) -> Said {
        let money = |amount| program.currency.format_money(amount);
        match self {
            Self::Price { line, sold, ruled } => said!(
                "line {line} was sold for {}, the rules say {}",
                "строка {line} продана за {}, по правилам — {}",
                money(*sold),
                money(*ruled)
            ),
            Self::Redemption { unit, points } => {
                let scale = program.unit(unit).map(|unit| unit.scale);
                said!(
                    "{} `{unit}` were redeemed that were not there",
                    "списано {} `{unit}`, которых не было",
                    scale.unwrap_or_default().format(*points)
                )
            }
            Self::GiftCard { amount } => said!(
                "a gift card paid {} that were not on it",
                "подарочной картой оплачено {}, которых на ней не было",
                money(*amount)
            ),
            Self::GiftCardSale { line, reason } => Said::new(
                format!(
                    "the card of line {line} was sold and could not be: {}",
                    why_not(*reason, Language::En)
                ),
                format!(
                    "карта в строке {line} продана, хотя её нельзя продать: {}",
                    why_not(*reason, Language::Ru)
                ),
            ),
            Self::BlockedCard => said!("the card is blocked", "карта заблокирована"),
            Self::UnknownCard => said!("nobody has the card", "такой карты ни у кого нет"),
            Self::Late => said!(
                "it came later than the program accepts",
                "пришло позже, чем принимает программа"
            ),
            Self::ClockAhead { said } => {
                let told = said.to_string();
                said!(
                    "the till's clock was ahead: {told}",
                    "часы кассы спешат: `{told}`"
                )
            }
        }
    }
}
