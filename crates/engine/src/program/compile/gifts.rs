//! Offers that give goods: those of section `offers` with `gift`.

use super::activities::stock;
use super::conditions::when;
use super::limits;
use super::scalar::{field, item};
use super::scope::Scope;
use crate::name::{RuleId, Sku};
use crate::program::file::{GiftFile, List, OfferFile};
use crate::program::{Gift, Problem};
use crate::said;

/// The most units of a gift in one basket.
const MOST: u32 = 1000;

/// Every offer that gives goods, in file order.
pub(super) fn compile(
    file: &List<OfferFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Gift> {
    let mut gifts = Vec::new();
    for (index, offer) in file.0.iter().enumerate() {
        let path = item("offers", index);
        match &offer.gift {
            Some(gift) => gifts.extend(one(offer, gift, &path, scope, problems)),
            None if offer.stock.is_some() => {
                let message = said!(
                    "goes with `gift`; leave it out",
                    "бывает только с `gift`; уберите"
                );
                problems.push(Problem::new(field(&path, "stock"), message));
            }
            None => {}
        }
    }
    gifts
}

fn one(
    offer: &OfferFile,
    file: &GiftFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<Gift> {
    alone(offer, path, problems);
    let gift_path = field(path, "gift");
    let choose: Vec<Sku> = file.choose.0.iter().map(|sku| Sku::new(&sku.0)).collect();
    if choose.is_empty() {
        let message = said!(
            "says no goods; write choose: [mug, cup]",
            "не сказано, какой товар; напишите `choose: [mug, cup]`"
        );
        problems.push(Problem::new(field(&gift_path, "choose"), message));
    }
    let count = file.count.unwrap_or(1);
    if count == 0 || count > MOST {
        let message = said!("must be from 1 to {MOST}", "должно быть от 1 до {MOST}");
        problems.push(Problem::new(field(&gift_path, "count"), message));
    }
    let stock_path = field(path, "stock");
    Some(Gift {
        id: RuleId::new(&offer.id.0),
        when: when(offer.when.as_ref(), path, scope, problems),
        choose,
        count: i64::from(count),
        limit: limits::limit(offer.limit.as_ref(), path, problems),
        stock: { offer.stock.as_ref() }.and_then(|file| stock(file, &stock_path, problems)),
    })
}

/// A gift is no discount: whatever lowers prices stands in another offer.
fn alone(offer: &OfferFile, path: &str, problems: &mut Vec<Problem>) {
    let bare = OfferFile {
        id: offer.id.clone(),
        when: offer.when.clone(),
        limit: offer.limit.clone(),
        stock: offer.stock.clone(),
        gift: offer.gift.clone(),
        ..OfferFile::default()
    };
    if *offer != bare {
        let message = said!(
            "a gift goes with `when`, `limit` and `stock` alone; write discounts as another offer",
            "с `gift` бывают только `when`, `limit` и `stock`; скидки опишите отдельным предложением"
        );
        problems.push(Problem::new(field(path, "gift"), message));
    }
}
