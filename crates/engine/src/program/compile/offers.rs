//! Sections `lanes` and `offers`.

use super::conditions::{Filter, when};
use super::limits;
use super::scalar::{field, item, money, share, some_money};
use super::scope::Scope;
use crate::name::{LaneId, RuleId};
use crate::number::Rounding;
use crate::program::file::{
    AmountPerFile, ApplyFile, ChooseFile, ClassFile, LaneBaseFile, LaneFile, LevelFile, List,
    OfferFile, ScopeFile,
};
use crate::program::{
    AmountPer, Choose, Lane, LaneBase, Level, Offer, OfferClass, OfferShape, Problem,
};

/// Line lanes in file order, then basket lanes in file order; a level without a lane gets one.
pub(super) fn compile_lanes(file: &List<LaneFile>) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = file.0.iter().map(lane).collect();
    for (level, name) in [(Level::Line, "line"), (Level::Basket, "basket")] {
        if !lanes.iter().any(|lane| lane.level == level) {
            lanes.push(plain_lane(level, name));
        }
    }
    lanes.sort_by_key(|lane| lane.level);
    lanes
}

fn plain_lane(level: Level, name: &str) -> Lane {
    Lane {
        id: LaneId::new(name),
        level,
        choose: Choose::Best,
        base: LaneBase::Running,
        apply_all: false,
    }
}

fn lane(file: &LaneFile) -> Lane {
    Lane {
        id: LaneId::new(&file.id.0),
        level: match file.level {
            LevelFile::Line => Level::Line,
            LevelFile::Basket => Level::Basket,
        },
        choose: match file.choose {
            None | Some(ChooseFile::Best) => Choose::Best,
            Some(ChooseFile::Priority) => Choose::Priority,
        },
        base: match file.base {
            None | Some(LaneBaseFile::Running) => LaneBase::Running,
            Some(LaneBaseFile::Initial) => LaneBase::Initial,
        },
        apply_all: matches!(file.apply, Some(ApplyFile::All)),
    }
}

/// Every offer, higher priority first, then by id.
pub(super) fn compile(
    file: &List<OfferFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Offer> {
    let offer =
        |(index, offer): (usize, &OfferFile)| one(offer, &item("offers", index), scope, problems);
    let mut offers: Vec<Offer> = file.0.iter().enumerate().filter_map(offer).collect();
    offers.sort_by(|a, b| b.priority.cmp(&a.priority).then_with(|| a.id.cmp(&b.id)));
    offers
}

fn one(file: &OfferFile, path: &str, scope: &Scope, problems: &mut Vec<Problem>) -> Option<Offer> {
    let lane = lane_of(file, path, scope, problems);
    let shape = lane.and_then(|lane| shape(file, lane.level, path, scope, problems));
    let condition = when(file.when.as_ref(), path, scope, problems);
    let filter = Filter {
        name: "lines",
        on: file.lines.as_ref(),
        not_on: file.exclude.as_ref(),
    };
    let lines = filter.compile(path, scope, problems);
    let cap = |text| some_money(text, &field(path, "max_discount"), scope.currency, problems);
    let max_discount = file.max_discount.as_ref().and_then(cap);
    let max_line_share = file
        .max_line_share
        .as_ref()
        .and_then(|text| share(text, &field(path, "max_line_share"), problems));
    let limit = limits::limit(file.limit.as_ref(), path, problems);
    let class = class(file, path, problems);
    Some(Offer {
        id: RuleId::new(&file.id.0),
        lane: lane?.id.clone(),
        class,
        priority: file.priority.unwrap_or(0),
        when: condition,
        lines,
        shape: shape?,
        max_discount,
        max_line_share,
        limit,
        rounding: file.round.unwrap_or(Rounding::HalfUp),
    })
}

/// The lane an offer names, or the first of the level its shape speaks of.
fn lane_of<'s>(
    file: &OfferFile,
    path: &str,
    scope: &'s Scope,
    problems: &mut Vec<Problem>,
) -> Option<&'s Lane> {
    let Some(name) = &file.lane else {
        let on_basket =
            file.amount.is_some() && matches!(file.per, None | Some(AmountPerFile::Basket));
        let level = if on_basket {
            Level::Basket
        } else {
            Level::Line
        };
        return scope.lanes.iter().find(|lane| lane.level == level);
    };
    let found = scope.lanes.iter().find(|lane| lane.id.as_str() == name.0);
    if found.is_none() {
        let lanes = scope.lanes.iter().map(|lane| lane.id.as_str());
        problems.push(Problem::unknown(
            field(path, "lane"),
            "lane",
            &name.0,
            lanes,
        ));
    }
    found
}

/// Exactly one of `percent`, `amount` and `price`, and one that its lane can do.
fn shape(
    file: &OfferFile,
    level: Level,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<OfferShape> {
    if file.per.is_some() && file.amount.is_none() {
        problems.push(Problem::new(
            field(path, "per"),
            "says what `amount` is off; leave it out, or write `amount`",
        ));
    }
    match (&file.percent, &file.amount, &file.price) {
        (Some(percent), None, None) => {
            share(percent, &field(path, "percent"), problems).map(OfferShape::Percent)
        }
        (None, Some(amount), None) => {
            let money = some_money(amount, &field(path, "amount"), scope.currency, problems);
            let per = amount_per(file, level, path, problems);
            Some(OfferShape::Amount {
                money: money?,
                per: per?,
            })
        }
        (None, None, Some(price)) => {
            if level == Level::Basket {
                problems.push(Problem::new(
                    field(path, "price"),
                    "a price is of one unit; put the offer into a line lane",
                ));
            }
            money(price, &field(path, "price"), scope.currency, problems)
                .map(OfferShape::FixedPrice)
        }
        (None, None, None) => {
            problems.push(Problem::new(
                path,
                "what it does is not said; write `percent: 10%`, `amount: 50.00` or `price: 99.00`",
            ));
            None
        }
        _ => {
            problems.push(Problem::new(
                path,
                "only one of `percent`, `amount` and `price` can be said; make an offer of each",
            ));
            None
        }
    }
}

fn amount_per(
    file: &OfferFile,
    level: Level,
    path: &str,
    problems: &mut Vec<Problem>,
) -> Option<AmountPer> {
    let per = match (file.per, level) {
        (None | Some(AmountPerFile::Basket), Level::Basket) => Some(AmountPer::Basket),
        (None | Some(AmountPerFile::Line), Level::Line) => Some(AmountPer::Line),
        (Some(AmountPerFile::Unit), Level::Line) => Some(AmountPer::Unit),
        (Some(AmountPerFile::Basket), Level::Line) | (Some(_), Level::Basket) => None,
    };
    if per.is_none() {
        let help = match level {
            Level::Line => {
                "in a line lane write `per: line` or `per: unit`, or put the offer into a basket lane"
            }
            Level::Basket => {
                "in a basket lane write `per: basket`, or put the offer into a line lane"
            }
        };
        problems.push(
            Problem::new(field(path, "per"), "does not fit the offer's lane").with_help(help),
        );
    }
    per
}

fn class(file: &OfferFile, path: &str, problems: &mut Vec<Problem>) -> OfferClass {
    if file.scope.is_some() && file.class != Some(ClassFile::Exclusive) {
        problems.push(Problem::new(
            field(path, "scope"),
            "goes with `class: exclusive`; leave it out, or write that",
        ));
    }
    match (file.class, file.scope) {
        (None | Some(ClassFile::Common), _) => OfferClass::Common,
        (Some(ClassFile::Always), _) => OfferClass::Always,
        (Some(ClassFile::Exclusive), None | Some(ScopeFile::Units)) => OfferClass::ExclusiveUnits,
        (Some(ClassFile::Exclusive), Some(ScopeFile::Basket)) => OfferClass::ExclusiveBasket,
    }
}
