//! Binds baskets: purchases, quotes and returns without their purchase.

use super::Binder;
use crate::basket::{Basket, Flag, Line, PricedBy, RedeemAsk, RedeemMuch};
use crate::gift_card::GiftCardAsk;
use crate::name::{Category, RuleId, Sku, StoreId};
use crate::number::limits::{COUPONS_MAX, GIFT_CARDS_MAX, LINES_MAX, PRICE_MAX};
use crate::number::{Money, Price, Quantity, line_amount};
use crate::program::Problem;
use crate::scenario::PurchaseAsk;
use crate::scenario::file::{
    GoodsFile, LineFile, PayFile, PurchaseFile, RedeemFile, ReturnFile, Short,
};
use crate::{both, said};

impl Binder<'_> {
    pub(super) fn purchase(&mut self, written: &PurchaseFile, path: &str) -> Option<PurchaseAsk> {
        if written.hold {
            self.wrong(
                &format!("{path}.hold"),
                said!("a purchase holds nothing", "покупка ничего не резервирует"),
                said!(
                    "hold with a quote, confirm it with `quote: name`",
                    "зарезервируйте расчётом и подтвердите его: `quote: name`"
                ),
            );
        }
        if let Some(quote) = written
            .quote
            .as_ref()
            .filter(|quote| !self.quotes.contains(*quote))
        {
            let known = self.quotes.iter().map(String::as_str);
            let problem = Problem::unknown(
                format!("{path}.quote"),
                both!("there is no quote", "нет расчёта"),
                quote,
                known,
            );
            self.problems.push(problem);
        }
        let asked = self.ask(written, path)?;
        if let Some(name) = asked
            .name
            .as_ref()
            .filter(|name| !self.purchases.insert((*name).clone()))
        {
            self.wrong(
                &format!("{path}.as"),
                said!(
                    "another purchase is called `{name}`",
                    "так уже названа другая покупка: `{name}`"
                ),
                said!("choose another name", "выберите другое имя"),
            );
        }
        Some(asked)
    }

    pub(super) fn quote(&mut self, written: &PurchaseFile, path: &str) -> Option<PurchaseAsk> {
        let asked = self.ask(written, path)?;
        self.quotes.extend(asked.name.clone());
        Some(asked)
    }

    /// A return without its purchase: lines with what is paid back for them.
    pub(super) fn unlinked(&mut self, written: &ReturnFile, path: &str) -> Option<PurchaseAsk> {
        let basket = PurchaseFile {
            by: written.by.clone(),
            lines: written.lines.clone(),
            store: written.store.clone(),
            ..PurchaseFile::default()
        };
        self.ask(&basket, path)
    }

    fn ask(&mut self, written: &PurchaseFile, path: &str) -> Option<PurchaseAsk> {
        if let Some(by) = &written.by {
            self.member_named(by, &format!("{path}.by"));
        }
        let sold_at = written.sold_at.as_ref();
        let sold_at = sold_at.and_then(|text| self.instant(text, &format!("{path}.sold_at")));
        let basket = Basket {
            lines: self.lines(&written.lines, written.quote.is_some(), path),
            store: written.store.as_ref().map(StoreId::new),
            channel: written.channel.clone(),
            coupons: written.coupons.0.clone(),
            payments: written.payments.0.clone(),
            gift_cards: self.paid_by_cards(&written.gift_cards, path),
            redeem: self.redeem(written.redeem.as_ref(), &format!("{path}.redeem")),
            priced: self.priced_by(written.priced.as_deref(), &format!("{path}.priced")),
        };
        if basket.coupons.len() > COUPONS_MAX {
            self.wrong(
                &format!("{path}.coupons"),
                said!("too many codes", "слишком много кодов"),
                said!("the most is {COUPONS_MAX}", "можно не больше {COUPONS_MAX}"),
            );
        }
        let (name, by, quote) = (
            written.name.clone(),
            written.by.clone(),
            written.quote.clone(),
        );
        Some(PurchaseAsk {
            name,
            by,
            sold_at,
            basket,
            hold: written.hold,
            quote,
        })
    }

    fn paid_by_cards(&mut self, written: &[Short<PayFile>], path: &str) -> Vec<GiftCardAsk> {
        if written.len() > GIFT_CARDS_MAX {
            self.wrong(
                &format!("{path}.gift_cards"),
                said!("too many cards", "слишком много карт"),
                said!(
                    "the most is {GIFT_CARDS_MAX}",
                    "можно не больше {GIFT_CARDS_MAX}"
                ),
            );
        }
        let mut asks = Vec::new();
        for (index, Short(pay)) in written.iter().enumerate() {
            let path = format!("{path}.gift_cards[{index}].amount");
            let amount = pay.amount.as_ref();
            asks.push(GiftCardAsk {
                code: pay.card.clone(),
                amount: amount.and_then(|text| self.money(text, &path)),
            });
        }
        asks
    }

    fn lines(&mut self, written: &[Short<LineFile>], quoted: bool, path: &str) -> Vec<Line> {
        let path = format!("{path}.lines");
        if written.is_empty() && !quoted {
            self.wrong(
                &path,
                said!("there are no lines", "нет ни одной строки"),
                said!(
                    "write what is sold, like [{{sku: burger, price: 400.00}}]",
                    "напишите, что продано, например `[{{sku: burger, price: 400.00}}]`"
                ),
            );
        }
        if written.len() > LINES_MAX {
            self.wrong(
                &path,
                said!("too many lines", "слишком много строк"),
                said!("the most is {LINES_MAX}", "можно не больше {LINES_MAX}"),
            );
        }
        let mut lines: Vec<Line> = Vec::new();
        for (index, line) in written.iter().enumerate() {
            let path = format!("{path}[{index}]");
            let next = lines.last().map_or(1, |last| last.number.saturating_add(1));
            let Some(line) = self.line(&line.0, next, &path) else {
                continue;
            };
            if lines.iter().any(|other| other.number == line.number) {
                self.wrong(
                    &format!("{path}.line"),
                    said!(
                        "another line has this number",
                        "такой номер уже есть у другой строки"
                    ),
                    said!("give each its own", "дайте каждой свой"),
                );
            }
            lines.push(line);
        }
        lines
    }

    fn line(&mut self, written: &LineFile, next: u32, path: &str) -> Option<Line> {
        let known = GoodsFile::default();
        let goods = written
            .sku
            .as_ref()
            .and_then(|sku| self.goods.get(sku))
            .unwrap_or(&known);
        let price = written.price.as_ref().or(goods.price.as_ref());
        if price.is_none() {
            self.wrong(
                path,
                said!("the line has no price", "у строки нет цены"),
                said!(
                    "write its `price`, or the goods' price under `goods`",
                    "напишите `price` строки или цену товара в `goods`"
                ),
            );
        }
        let price = self.price(price, &format!("{path}.price"));
        let quantity = match &written.quantity {
            Some(text) => self.quantity(text, &format!("{path}.quantity"))?,
            None => Quantity::ONE,
        };
        let sold_for = written
            .sold_for
            .as_ref()
            .and_then(|text| self.money(text, &format!("{path}.sold_for")));
        let club_price = written.club_price.as_ref().or(goods.club_price.as_ref());
        let min_price = written.min_price.as_ref().or(goods.min_price.as_ref());
        let category = if written.category.0.is_empty() {
            &goods.category
        } else {
            &written.category
        };
        let flags = if written.flags.0.is_empty() {
            &goods.flags
        } else {
            &written.flags
        };
        let line = Line {
            number: written.line.unwrap_or(next),
            sku: written.sku.as_ref().map(Sku::new),
            quantity,
            price: price?,
            club_price: self.price(club_price, &format!("{path}.club_price")),
            min_price: self.price(min_price, &format!("{path}.min_price")),
            category: category.0.iter().map(Category::new).collect(),
            brand: written.brand.clone().or_else(|| goods.brand.clone()),
            flags: flags
                .0
                .iter()
                .filter_map(|flag| self.flag(flag, &format!("{path}.flags")))
                .collect(),
            sold_for,
            gift_card: written.gift_card.clone(),
            gift_of: written.gift_of.as_deref().map(RuleId::new),
        };
        self.check_amount(&line, path);
        Some(line)
    }

    fn check_amount(&mut self, line: &Line, path: &str) {
        if line_amount(line.price, line.quantity, self.program.currency).is_none() {
            self.wrong(
                path,
                said!(
                    "the amount of the line is too large",
                    "сумма строки слишком велика"
                ),
                said!(
                    "lower its price or quantity",
                    "уменьшите цену или количество"
                ),
            );
        }
    }

    fn redeem(&mut self, written: Option<&RedeemFile>, path: &str) -> Vec<RedeemAsk> {
        match written {
            None => Vec::new(),
            Some(RedeemFile::Word(word)) => match word.as_str() {
                "none" => Vec::new(),
                "max" => {
                    let units = self.program.redeem.iter().map(|rule| rule.unit.clone());
                    units
                        .map(|unit| RedeemAsk {
                            unit,
                            much: RedeemMuch::Max,
                        })
                        .collect()
                }
                _ => {
                    self.wrong(
                        path,
                        said!("is not an amount of points", "это не количество баллов"),
                        said!(
                            "write max, none or {{points: 200}}",
                            "напишите `max`, `none` или `{{points: 200}}`"
                        ),
                    );
                    Vec::new()
                }
            },
            Some(RedeemFile::ByUnit(units)) => units
                .iter()
                .filter_map(|(unit, text)| self.redeem_unit(unit, text, path))
                .collect(),
        }
    }

    /// `points: 200`, `points: max`, `points: 200.00 money`.
    fn redeem_unit(&mut self, unit: &str, text: &str, path: &str) -> Option<RedeemAsk> {
        let path = format!("{path}.{unit}");
        let unit = self.unit_named(unit, &path)?;
        let much = match (text, text.strip_suffix(" money")) {
            ("max", _) => RedeemMuch::Max,
            ("none", _) => RedeemMuch::None,
            (_, Some(money)) => RedeemMuch::Money(self.money(money, &path)?),
            _ => RedeemMuch::Points(self.points(unit, text, &path)?),
        };
        Some(RedeemAsk {
            unit: unit.id.clone(),
            much,
        })
    }

    fn priced_by(&mut self, written: Option<&str>, path: &str) -> PricedBy {
        match written {
            None | Some("here") => PricedBy::Here,
            Some("till") => PricedBy::Till,
            Some(_) => {
                self.wrong(
                    path,
                    said!("is not who prices", "так не говорят, кто считает цену"),
                    said!("write here or till", "напишите `here` или `till`"),
                );
                PricedBy::Here
            }
        }
    }

    fn flag(&mut self, text: &str, path: &str) -> Option<Flag> {
        match text {
            "no_discount" => Some(Flag::NoDiscount),
            "no_redeem" => Some(Flag::NoRedeem),
            "no_earn" => Some(Flag::NoEarn),
            "service" => Some(Flag::Service),
            _ => {
                let known = ["no_discount", "no_redeem", "no_earn", "service"];
                self.problems.push(Problem::unknown(
                    path,
                    both!("there is no flag", "нет признака"),
                    text,
                    known,
                ));
                None
            }
        }
    }

    fn price(&mut self, text: Option<&String>, path: &str) -> Option<Price> {
        let price = self.read(Price::parse(text?), path)?;
        if price.is_negative() || price > PRICE_MAX {
            self.wrong(
                path,
                said!(
                    "a price cannot be below zero",
                    "цена не может быть меньше нуля"
                ),
                said!("write 0 or more", "напишите 0 или больше"),
            );
            return None;
        }
        Some(price)
    }

    pub(super) fn quantity(&mut self, text: &str, path: &str) -> Option<Quantity> {
        let quantity = self.read(Quantity::parse(text), path)?;
        if !quantity.is_positive() {
            self.wrong(
                path,
                said!(
                    "a quantity must be above zero",
                    "количество должно быть больше нуля"
                ),
                said!("write 1 or more", "напишите 1 или больше"),
            );
            return None;
        }
        Some(quantity)
    }

    pub(super) fn money(&mut self, text: &str, path: &str) -> Option<Money> {
        let read = self.program.currency.parse_money(text);
        self.read(read, path)
    }
}
