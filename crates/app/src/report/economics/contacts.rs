//! Messages to members, and what they say they spend elsewhere: out of events that any sender tells.

use std::collections::{BTreeMap, BTreeSet};

use regulars_engine::id::MemberId;
use regulars_engine::member::Value;
use regulars_engine::number::{Currency, Quantity};
use regulars_engine::situation::PastEvent;
use regulars_engine::time::Zone;
use regulars_insight::history::within;
use regulars_store::Reader;

use super::series::Series;
use crate::error::Result;
use crate::report::base::{Audience, Base};

/// The types of events that tell of messages, and of spend in the category.
const SENT: &str = "message_sent";
const DELIVERED: &str = "message_delivered";
const OPENED: &str = "message_opened";
const CLICKED: &str = "message_clicked";
const WALLET: &str = "category_spend";
/// What names a message: told twice under one name it counts once.
const MESSAGE: &str = "message";
/// What it cost, in money.
const COST: &str = "cost";
/// What a member says to spend in the category, in how many days.
const AMOUNT: &str = "amount";
const DAYS: &str = "days";
/// The days an answer is about unless said.
const USUAL_DAYS: i64 = 30;
const DAYS_MOST: i64 = 366;

/// Messages to members by day.
#[derive(Debug, Default)]
pub(super) struct Messages {
    pub(super) sent: Series,
    pub(super) delivered: Series,
    pub(super) opened: Series,
    pub(super) clicked: Series,
    /// What they cost, in ten-thousandths of the currency.
    pub(super) cost: Series,
    /// Who was sent one, by day.
    sent_to: Vec<(i32, MemberId)>,
}

/// Reads events of one type, each message of a member once.
fn events(
    reader: &Reader<'_>,
    audience: &Audience,
    zone: &Zone,
    kind: &str,
    mut tell: impl FnMut(i32, MemberId, &PastEvent),
) -> Result<()> {
    let mut seen: BTreeSet<(MemberId, String)> = BTreeSet::new();
    reader.events_of(kind, |member, told| {
        let named = told.properties.get(MESSAGE).and_then(name);
        let is_new = named.is_none_or(|named| seen.insert((member, named)));
        if is_new && audience.has(member) {
            tell(zone.date(told.at).days(), member, &told);
        }
    })?;
    Ok(())
}

/// What a message is called: a text, or a number.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Flag(_) | Value::Date(_) => None,
    }
}

/// A number above zero; also one that was sent as text.
fn number(told: &PastEvent, property: &str) -> Option<Quantity> {
    let number = match told.properties.get(property)? {
        Value::Number(number) => *number,
        Value::Text(text) => Quantity::parse(text.trim()).ok()?,
        Value::Flag(_) | Value::Date(_) => return None,
    };
    number.is_positive().then_some(number)
}

impl Messages {
    /// Reads what became of messages.
    pub(super) fn read(reader: &Reader<'_>, audience: &Audience, zone: &Zone) -> Result<Self> {
        let count = |kind: &str| -> Result<Series> {
            let mut days: BTreeMap<i32, i64> = BTreeMap::new();
            events(reader, audience, zone, kind, |day, _, _| {
                *days.entry(day).or_default() += 1;
            })?;
            Ok(days.into())
        };
        let (mut sent, mut cost) = (BTreeMap::<i32, i64>::new(), BTreeMap::<i32, i64>::new());
        let mut sent_to = Vec::new();
        events(reader, audience, zone, SENT, |day, member, told| {
            *sent.entry(day).or_default() += 1;
            let raw = number(told, COST).map_or(0, Quantity::raw);
            *cost.entry(day).or_default() += raw;
            sent_to.push((day, member));
        })?;
        sent_to.sort_unstable();
        Ok(Self {
            sent: sent.into(),
            delivered: count(DELIVERED)?,
            opened: count(OPENED)?,
            clicked: count(CLICKED)?,
            cost: cost.into(),
            sent_to,
        })
    }

    /// Members who were sent a message on these days and bought on them, not before the first of theirs.
    pub(super) fn buyers(&self, base: &Base, (from, to): (i32, i32)) -> i64 {
        let start = self.sent_to.partition_point(|(day, _)| *day < from);
        let end = self.sent_to.partition_point(|(day, _)| *day <= to);
        let sent = self.sent_to.get(start..end).unwrap_or_default();
        let mut first: BTreeMap<MemberId, i32> = BTreeMap::new();
        for (day, member) in sent {
            first.entry(*member).or_insert(*day);
        }
        if first.is_empty() {
            return 0;
        }
        let bought = base.each().filter(|(member, purchases)| {
            let since = first.get(member);
            since.is_some_and(|since| !within(purchases, *since, to).is_empty())
        });
        i64::try_from(bought.count()).unwrap_or(i64::MAX)
    }
}

/// What members spent here and say to spend in the category, by the day of the answer, in minor units.
#[derive(Debug, Default)]
pub(super) struct Wallets {
    pub(super) answers: Series,
    pub(super) here: Series,
    pub(super) stated: Series,
}

impl Wallets {
    /// Reads answers, each held against what the member paid here on as many days up to the answer.
    pub(super) fn read(
        reader: &Reader<'_>,
        (audience, base): (&Audience, &Base),
        (zone, currency): (&Zone, Currency),
    ) -> Result<Self> {
        let mut told: BTreeMap<MemberId, Vec<(i32, i32, i64)>> = BTreeMap::new();
        events(reader, audience, zone, WALLET, |day, member, event| {
            let stated = number(event, AMOUNT);
            let stated = stated.and_then(|stated| currency.parse_money(&stated.to_string()).ok());
            let days = number(event, DAYS).and_then(Quantity::as_whole);
            let days = days.unwrap_or(USUAL_DAYS).clamp(1, DAYS_MOST);
            if let Some(stated) = stated.filter(|stated| stated.is_positive()) {
                let first = day + 1 - i32::try_from(days).unwrap_or(1);
                let answers = told.entry(member).or_default();
                answers.push((first, day, stated.minor()));
            }
        })?;
        let (mut answers, mut here, mut stated) = (
            BTreeMap::<i32, i64>::new(),
            BTreeMap::<i32, i64>::new(),
            BTreeMap::<i32, i64>::new(),
        );
        for (_, day, amount) in told.values().flatten() {
            *answers.entry(*day).or_default() += 1;
            *stated.entry(*day).or_default() += amount;
        }
        for (member, purchases) in base.each() {
            for (first, day, _) in told.get(&member).into_iter().flatten() {
                let paid = within(purchases, *first, *day).iter();
                *here.entry(*day).or_default() += paid.map(|visit| visit.amount).sum::<i64>();
            }
        }
        Ok(Self {
            answers: answers.into(),
            here: here.into(),
            stated: stated.into(),
        })
    }
}
