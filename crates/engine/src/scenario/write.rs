//! A bound scenario as the text of a file: what [`parse`](crate::scenario::parse) reads back.

use std::fmt::Write;

use crate::basket::{Basket, Flag, Line, PricedBy, RedeemMuch};
use crate::member::{ConsentState, Profile, Value};
use crate::name::UnitId;
use crate::number::{Money, Points};
use crate::program::Program;
use crate::scenario::{Action, AdjustAsk, EventAsk, Expectation, PurchaseAsk, Registration};
use crate::scenario::{Scenario, Step, Subject, word};
use crate::time::Instant;

/// A file with one scenario. Notes stand as comments before it. Only steps that record a basket can be written:
/// joining, purchases, quotes, events and corrections; others are left out.
pub(super) fn write(program: &Program, scenario: &Scenario, notes: &[String]) -> String {
    let writer = Writer { program };
    let mut text = String::new();
    for note in notes {
        let _ = writeln!(text, "# {note}");
    }
    let _ = writeln!(text, "program: {}", scalar(program.id.as_str()));
    let _ = writeln!(text, "scenarios:");
    let _ = writeln!(text, "  - scenario: {}", scalar(&scenario.name));
    let _ = writeln!(text, "    steps:");
    for step in &scenario.steps {
        if let Some(fields) = writer.step(step) {
            let _ = writeln!(text, "      - {}", fields.text());
        }
    }
    text
}

/// The fields of a flow mapping, in order.
#[derive(Default)]
struct Fields(Vec<String>);

impl Fields {
    /// A field whose value is written already.
    fn raw(&mut self, key: &str, value: &str) {
        self.0.push(format!("{}: {value}", scalar(key)));
    }

    fn put(&mut self, key: &str, value: &str) {
        self.raw(key, &scalar(value));
    }

    fn maybe(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// A list, unless it is empty.
    fn list<'a>(&mut self, key: &str, words: impl Iterator<Item = &'a str>) {
        let words: Vec<String> = words.map(scalar).collect();
        if !words.is_empty() {
            self.raw(key, &format!("[{}]", words.join(", ")));
        }
    }

    /// Fields of its own, unless there are none.
    fn nest(&mut self, key: &str, fields: &Self) {
        if !fields.0.is_empty() {
            self.raw(key, &fields.text());
        }
    }

    fn text(&self) -> String {
        format!("{{ {} }}", self.0.join(", "))
    }
}

/// A scalar: plain where nothing in it could be taken for YAML, else quoted.
fn scalar(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.:+%".contains(letter);
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(plain)
        && !text.ends_with(':')
        && !["true", "false", "null", "yes", "no", "on", "off"]
            .contains(&text.to_lowercase().as_str());
    if is_plain {
        return text.to_owned();
    }
    serde_json::Value::String(text.to_owned()).to_string()
}

struct Writer<'p> {
    program: &'p Program,
}

impl Writer<'_> {
    fn step(&self, step: &Step) -> Option<Fields> {
        let mut fields = Fields::default();
        fields.put("at", &self.instant(step.at));
        match &step.action {
            Action::Register(asked) => fields.nest("register", &register(asked)),
            Action::Purchase(asked) => fields.nest("purchase", &self.basket(asked)),
            Action::Quote(asked) => fields.nest("quote", &self.basket(asked)),
            Action::Event(asked) => fields.nest("event", &event(asked)),
            Action::Adjust(asked) => fields.nest("adjust", &self.adjust(asked)),
            Action::Return(_)
            | Action::UnlinkedReturn(_)
            | Action::Void(_)
            | Action::Exchange(..)
            | Action::Level(_)
            | Action::GiftCard(_)
            | Action::Claim(_)
            | Action::Transfer(_)
            | Action::Wait => return None,
        }
        let mut expect = Fields::default();
        for expected in &step.expect {
            put_expected(&mut expect, expected);
        }
        fields.nest("expect", &expect);
        Some(fields)
    }

    fn basket(&self, asked: &PurchaseAsk) -> Fields {
        let Basket {
            lines,
            store,
            channel,
            coupons,
            payments,
            gift_cards: _,
            redeem,
            priced,
        } = &asked.basket;
        let mut fields = Fields::default();
        fields.maybe("as", asked.name.as_deref());
        fields.maybe("by", asked.by.as_deref());
        fields.maybe("store", store.as_ref().map(|store| store.as_str()));
        fields.maybe("channel", channel.as_deref());
        if *priced == PricedBy::Till {
            fields.put("priced", "till");
        }
        let lines: Vec<String> = lines.iter().map(|line| self.line(line).text()).collect();
        fields.raw("lines", &format!("[{}]", lines.join(", ")));
        fields.list("coupons", coupons.iter().map(String::as_str));
        fields.list("payments", payments.iter().map(String::as_str));
        let mut units = Fields::default();
        for ask in redeem {
            units.put(ask.unit.as_str(), &self.much(&ask.unit, ask.much));
        }
        fields.nest("redeem", &units);
        fields
    }

    fn line(&self, line: &Line) -> Fields {
        let price = |price: crate::number::Price| price.format(self.program.currency);
        let mut fields = Fields::default();
        fields.put("line", &line.number.to_string());
        fields.maybe("sku", line.sku.as_ref().map(|sku| sku.as_str()));
        fields.put("quantity", &line.quantity.to_string());
        fields.put("price", &price(line.price));
        fields.maybe("club_price", line.club_price.map(price).as_deref());
        fields.maybe("min_price", line.min_price.map(price).as_deref());
        fields.list(
            "category",
            line.category.iter().map(|category| category.as_str()),
        );
        fields.maybe("brand", line.brand.as_deref());
        fields.maybe("gift_of", line.gift_of.as_ref().map(|rule| rule.as_str()));
        let flags: Vec<String> = line.flags.iter().map(|flag: &Flag| word(flag)).collect();
        fields.list("flags", flags.iter().map(String::as_str));
        fields.maybe(
            "sold_for",
            line.sold_for.map(|sold| self.money(sold)).as_deref(),
        );
        fields
    }

    fn much(&self, unit: &UnitId, much: RedeemMuch) -> String {
        match much {
            RedeemMuch::Max => "max".to_owned(),
            RedeemMuch::None => "none".to_owned(),
            RedeemMuch::Points(points) => self.points(unit, points),
            RedeemMuch::Money(money) => format!("{} money", self.money(money)),
        }
    }

    fn adjust(&self, asked: &AdjustAsk) -> Fields {
        let mut fields = Fields::default();
        fields.put("by", &asked.by);
        fields.put("unit", asked.unit.as_str());
        fields.put("points", &self.points(&asked.unit, asked.points));
        let expires_at = asked.expires_at.map(|at| self.instant(at));
        fields.maybe("expires_at", expires_at.as_deref());
        if asked.opening {
            fields.raw("opening", "true");
        }
        fields
    }

    fn instant(&self, at: Instant) -> String {
        at.format_at(self.program.zone.offset_at(at))
    }

    fn money(&self, money: Money) -> String {
        self.program.currency.format_money(money)
    }

    fn points(&self, unit: &UnitId, points: Points) -> String {
        let unit = self.program.unit(unit);
        unit.map(|unit| unit.scale)
            .unwrap_or_default()
            .format(points)
    }
}

fn put_expected(expect: &mut Fields, expected: &Expectation) {
    match expected.subject {
        Subject::Hints | Subject::Discrepancies => {
            expect.list(&expected.key, expected.want.split(", "));
        }
        _ => expect.put(&expected.key, &expected.want),
    }
}

fn register(asked: &Registration) -> Fields {
    let Profile {
        first_name,
        middle_name,
        last_name,
        birth_date,
        gender,
        city,
        phone,
        email,
        language,
        store,
        tags,
        dates,
        consents,
        attributes,
    } = &asked.profile;
    let mut fields = Fields::default();
    fields.put("as", &asked.name);
    fields.maybe("card", asked.card.as_deref());
    fields.maybe("first_name", first_name.as_deref());
    fields.maybe("middle_name", middle_name.as_deref());
    fields.maybe("last_name", last_name.as_deref());
    fields.maybe(
        "birth_date",
        birth_date.map(|date| date.to_string()).as_deref(),
    );
    fields.maybe("gender", gender.map(|gender| gender.key()));
    fields.maybe("city", city.as_deref());
    fields.maybe("phone", phone.as_deref());
    fields.maybe("email", email.as_deref());
    fields.maybe("language", language.as_deref());
    fields.maybe("store", store.as_ref().map(|store| store.as_str()));
    fields.list("tags", tags.iter().map(String::as_str));
    let mut levels = Fields::default();
    for (scheme, level) in &asked.tiers {
        levels.put(scheme.as_str(), level.as_str());
    }
    fields.nest("tier", &levels);
    fields.list("saved_segments", asked.saved.iter().map(|id| id.as_str()));
    let marks = asked
        .rfm
        .map(|marks| [marks.recency, marks.frequency, marks.money]);
    let marks: Vec<String> = marks.iter().flatten().map(u8::to_string).collect();
    fields.list("rfm", marks.iter().map(String::as_str));
    let mut days = Fields::default();
    for (name, date) in dates {
        days.put(name, &date.to_string());
    }
    fields.nest("dates", &days);
    let mut channels = Fields::default();
    for (channel, consent) in consents {
        let state = match consent.state {
            ConsentState::Granted => "granted",
            ConsentState::Withdrawn => "withdrawn",
        };
        channels.put(channel, state);
    }
    fields.nest("consents", &channels);
    fields.nest("attributes", &values(attributes.iter()));
    fields
}

fn event(asked: &EventAsk) -> Fields {
    let mut fields = Fields::default();
    fields.put("by", &asked.by);
    fields.put("type", &asked.kind);
    fields.nest("properties", &values(asked.properties.iter()));
    fields
}

fn values<'a>(values: impl Iterator<Item = (&'a String, &'a Value)>) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in values {
        let text = match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Date(date) => date.to_string(),
        };
        fields.put(name, &text);
    }
    fields
}
