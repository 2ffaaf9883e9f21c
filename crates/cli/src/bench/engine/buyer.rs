//! The buyer and the basket of the benchmark.

use regulars_engine::basket::{Basket, Flag, Line, PricedBy, RedeemAsk, RedeemMuch};
use regulars_engine::event::Purchase;
use regulars_engine::id::{MemberId, PurchaseId};
use regulars_engine::member::Profile;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::{Money, Points, Price, Quantity};
use regulars_engine::points::{Lot, LotNumber, LotState, Wallet};
use regulars_engine::situation::{Member, PastPurchase, Situation, TierState};
use regulars_engine::time::Instant;

/// A kopeck in the scale of prices.
const KOPECK: i64 = 100;
const DAY_MS: i64 = 86_400_000;
const LOTS: u32 = 5;
const RECENT: i64 = 10;

/// The instant of every decision: Tuesday, 10 March 2026, noon in Moscow.
pub fn now() -> Instant {
    Instant::from_ms(1_773_133_200_000)
}

/// A member of two years with a level, points in five lots and ten purchases in the last 30 days.
pub fn situation() -> Situation {
    let profile = Profile {
        city: Some("Казань".to_owned()),
        language: Some("ru".to_owned()),
        ..Profile::default()
    };
    let member = Member {
        id: MemberId::from_raw(1),
        registered_at: days_ago(730),
        blocked: false,
        profile,
    };
    let silver = TierState::earned(Some("silver".into()), days_ago(100), None);
    let history: Vec<PastPurchase> = (1..=RECENT).rev().map(past).collect();
    Situation {
        member: Some(member),
        wallet: Wallet {
            lots: (1..=LOTS).map(lot).collect(),
            next_lot: LOTS + 1,
            next_debt: 1,
            ..Wallet::default()
        },
        tiers: [("status".into(), silver)].into(),
        last_purchase_at: history.last().map(|past| past.at),
        history,
        ..Situation::default()
    }
}

/// A purchase of so many lines that redeems as many points as it may.
pub fn purchase(lines: u32) -> Purchase {
    let redeem = RedeemAsk {
        unit: UnitId::new("points"),
        much: RedeemMuch::Max,
    };
    let basket = Basket {
        lines: (0..lines).map(line).collect(),
        store: Some("bench-1".into()),
        channel: None,
        coupons: Vec::new(),
        gift_cards: Vec::new(),
        payments: Vec::new(),
        redeem: vec![redeem],
        priced: PricedBy::Here,
    };
    Purchase {
        id: PurchaseId::from_raw(1),
        basket,
        own_hold: None,
        promised: None,
    }
}

/// Goods of five kinds and three makes, one to three pieces; here and there with a floor, a club price or a flag.
fn line(number: u32) -> Line {
    let n = i64::from(number);
    let price = Price::from_raw((4_990 + n % 40 * 700) * KOPECK);
    let share = |percent: i64| Price::from_raw(price.raw() * percent / 100);
    Line {
        number: number + 1,
        sku: Some(format!("goods-{}", number % 40).as_str().into()),
        quantity: Quantity::whole(n % 3 + 1),
        price,
        club_price: (number % 5 == 1).then(|| share(90)),
        min_price: (number % 4 == 2).then(|| share(60)),
        category: vec![format!("kind-{}", number % 5).as_str().into()],
        brand: Some(format!("make-{}", number % 3)),
        flags: if number % 10 == 9 {
            vec![Flag::NoDiscount]
        } else {
            Vec::new()
        },
        sold_for: None,
        gift_card: None,
        gift_of: None,
    }
}

fn lot(number: u32) -> Lot {
    let points = Points::from_raw(200);
    Lot {
        number: LotNumber(number),
        unit: UnitId::new("points"),
        amount: points,
        remaining: points,
        expired: Points::ZERO,
        activates_at: days_ago(300),
        state: LotState::Active,
        expires_at: Some(days_ago(-10 * i64::from(number))),
        rule: RuleId::new("earn"),
        purchase: None,
        issue: None,
    }
}

fn past(days: i64) -> PastPurchase {
    PastPurchase {
        id: PurchaseId::from_raw(days),
        at: days_ago(days),
        store: Some("bench-1".into()),
        channel: None,
        amount: Money::from_minor(150_000),
        lines: Vec::new(),
    }
}

fn days_ago(days: i64) -> Instant {
    now().plus_ms(-days * DAY_MS)
}
