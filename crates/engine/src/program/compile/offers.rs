//! Sections `lanes` and `offers`.

use super::conditions::{Filter, when};
use super::limits;
use super::scalar::{field, item, share, some_money};
use super::scope::Scope;
use super::shapes::shape;
use crate::name::{LaneId, RuleId};
use crate::number::{Currency, Rounding};
use crate::program::file::{
    AmountPerFile, ApplyFile, CapFile, ChooseFile, ClassFile, GroupFile, LaneBaseFile, LaneFile,
    LevelFile, LimitsFile, List, MoneyText, OfferFile, RoundOnFile, ScopeFile, ShareText,
};
use crate::program::{
    Cap, Choose, Lane, LaneBase, Level, LimitPer, MemberCap, Offer, OfferClass, OfferGroup,
    OfferShape, Problem, RoundOn,
};
use crate::{both, said};

/// Line lanes in file order, then basket lanes in file order; a level without a lane gets one.
pub(super) fn compile_lanes(
    file: &List<LaneFile>,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> Vec<Lane> {
    let lane =
        |(index, file): (usize, &LaneFile)| lane(file, &item("lanes", index), currency, problems);
    let mut lanes: Vec<Lane> = file.0.iter().enumerate().map(lane).collect();
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
        cap: Cap::default(),
    }
}

fn lane(file: &LaneFile, path: &str, currency: Currency, problems: &mut Vec<Problem>) -> Lane {
    let cap = cap(
        file.max_discount.as_ref(),
        file.max_share.as_ref(),
        path,
        currency,
        problems,
    );
    Lane {
        id: LaneId::new(&file.id.0),
        level: match file.level {
            LevelFile::Line => Level::Line,
            LevelFile::Basket => Level::Basket,
            LevelFile::Service => Level::Service,
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
        cap,
    }
}

fn cap(
    money: Option<&MoneyText>,
    of_amount: Option<&ShareText>,
    path: &str,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> Cap {
    Cap {
        money: money
            .and_then(|text| some_money(text, &field(path, "max_discount"), currency, problems)),
        share: of_amount.and_then(|text| share(text, &field(path, "max_share"), problems)),
    }
}

/// Section `limits`: what bounds a whole purchase, and the groups of offers.
pub(super) fn compile_limits(
    file: Option<&LimitsFile>,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> (Cap, Vec<OfferGroup>) {
    let Some(file) = file else {
        return Default::default();
    };
    let purchase = |file: &CapFile| {
        let (money, of_amount) = (file.max_discount.as_ref(), file.max_share.as_ref());
        cap(money, of_amount, "limits.purchase", currency, problems)
    };
    let purchase = file.purchase.as_ref().map(purchase).unwrap_or_default();
    let group = |(id, file): &(String, GroupFile)| group(id, file, currency, problems);
    (purchase, file.groups.0.iter().map(group).collect())
}

fn group(
    id: &str,
    file: &GroupFile,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> OfferGroup {
    let path = field("limits.groups", id);
    if file.max_count.is_none() && file.max_amount.is_none() {
        problems.push(Problem::new(
            path.as_str(),
            said!(
                "bounds nothing; write `max_count: 1` or `max_amount: 300.00`",
                "ничего не ограничивает; напишите `max_count: 1` или `max_amount: 300.00`"
            ),
        ));
    }
    if file.max_count == Some(0) {
        problems.push(Problem::new(
            field(&path, "max_count"),
            said!("must be above zero", "должно быть больше нуля"),
        ));
    }
    let money = |text| some_money(text, &field(&path, "max_amount"), currency, problems);
    OfferGroup {
        id: id.to_owned(),
        max_count: file
            .max_count
            .map(|count| usize::try_from(count).unwrap_or(usize::MAX)),
        max_amount: file.max_amount.as_ref().and_then(money),
    }
}

/// Every offer that lowers a price, higher priority first, then by id.
pub(super) fn compile(
    file: &List<OfferFile>,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Vec<Offer> {
    let offer =
        |(index, offer): (usize, &OfferFile)| one(offer, &item("offers", index), scope, problems);
    let lowers = |(_, offer): &(usize, &OfferFile)| offer.gift.is_none();
    let offers = file.0.iter().enumerate().filter(lowers);
    let mut offers: Vec<Offer> = offers.filter_map(offer).collect();
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
    let mut some = |text: &Option<MoneyText>, name: &str| {
        let text = text.as_ref()?;
        some_money(text, &field(path, name), scope.currency, problems)
    };
    let max_discount = some(&file.max_discount, "max_discount");
    let cap_base = some(&file.cap_base, "cap_base");
    let max_line_share = file
        .max_line_share
        .as_ref()
        .and_then(|text| share(text, &field(path, "max_line_share"), problems));
    let limit = limits::limit(file.limit.as_ref(), path, problems);
    let class = class(file, path, problems);
    let max_per_member = member_cap(file, path, scope, problems);
    let group = group_of(file, path, scope, problems);
    let shape = shape?;
    let round_on = round_on(file, lane?.level, &shape, path, problems);
    Some(Offer {
        id: RuleId::new(&file.id.0),
        lane: lane?.id.clone(),
        class,
        priority: file.priority.unwrap_or(0),
        when: condition,
        lines,
        shape,
        cap_base,
        max_discount,
        max_per_member,
        all_or_nothing: file.all_or_nothing,
        group,
        max_line_share,
        limit,
        rounding: file.round.unwrap_or(Rounding::HalfUp),
        round_on,
    })
}

fn member_cap(
    file: &OfferFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<MemberCap> {
    let cap = file.max_per_member.as_ref()?;
    let path = field(path, "max_per_member");
    let money = some_money(
        &cap.amount,
        &field(&path, "amount"),
        scope.currency,
        problems,
    );
    let period = match limits::per(&cap.per, &field(&path, "per"), problems)? {
        LimitPer::Life => None,
        LimitPer::Calendar(period) => Some(period),
        LimitPer::Rolling(_) => {
            problems.push(Problem::new(
                field(&path, "per"),
                said!("money is counted over calendar periods; write life, day, week, month, quarter or year", "деньги считаются по календарным периодам; напишите `life`, `day`, `week`, `month`, `quarter` или `year`"),
            ));
            return None;
        }
    };
    Some(MemberCap {
        money: money?,
        period,
    })
}

fn group_of(
    file: &OfferFile,
    path: &str,
    scope: &Scope,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let name = &file.group.as_ref()?.0;
    let place = scope.groups.iter().position(|group| group.id == *name);
    if place.is_none() {
        let groups = scope.groups.iter().map(|group| group.id.as_str());
        problems.push(Problem::unknown(
            field(path, "group"),
            both!("there is no group", "нет группы"),
            name,
            groups,
        ));
    }
    place
}

/// A line offer rounds once per line, a basket offer on its total; a price or an amount of each unit cannot be
/// rounded on a total.
fn round_on(
    file: &OfferFile,
    level: Level,
    shape: &OfferShape,
    path: &str,
    problems: &mut Vec<Problem>,
) -> RoundOn {
    let Some(asked) = file.round_on else {
        return match level {
            Level::Line | Level::Service => RoundOn::Line,
            Level::Basket => RoundOn::Total,
        };
    };
    if !matches!(shape, OfferShape::Percent(_)) {
        problems.push(Problem::new(
            field(path, "round_on"),
            said!(
                "goes with `percent`; leave it out",
                "бывает только с `percent`; уберите"
            ),
        ));
    }
    match asked {
        RoundOnFile::Unit => RoundOn::Unit,
        RoundOnFile::Line => RoundOn::Line,
        RoundOnFile::Total => RoundOn::Total,
    }
}

/// The lane an offer names, or the first of the level its shape speaks of.
fn lane_of<'s>(
    file: &OfferFile,
    path: &str,
    scope: &'s Scope,
    problems: &mut Vec<Problem>,
) -> Option<&'s Lane> {
    let Some(name) = &file.lane else {
        let on_basket = file.amount.is_some()
            && file.set.is_none()
            && matches!(file.per, None | Some(AmountPerFile::Basket));
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
            both!("there is no lane", "нет дорожки"),
            &name.0,
            lanes,
        ));
    }
    found
}

fn class(file: &OfferFile, path: &str, problems: &mut Vec<Problem>) -> OfferClass {
    if file.scope.is_some() && file.class != Some(ClassFile::Exclusive) {
        problems.push(Problem::new(
            field(path, "scope"),
            said!(
                "goes with `class: exclusive`; leave it out, or write that",
                "бывает только с `class: exclusive`; уберите или напишите и его"
            ),
        ));
    }
    match (file.class, file.scope) {
        (None | Some(ClassFile::Common), _) => OfferClass::Common,
        (Some(ClassFile::Always), _) => OfferClass::Always,
        (Some(ClassFile::Exclusive), None | Some(ScopeFile::Units)) => OfferClass::ExclusiveUnits,
        (Some(ClassFile::Exclusive), Some(ScopeFile::Basket)) => OfferClass::ExclusiveBasket,
    }
}
