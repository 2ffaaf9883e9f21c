//! The client's own account: what was answered, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::request::{Kind, Request};

/// Points for joining, as the program of the suite gives them.
const WELCOME: i64 = 30_000;

/// A purchase that was answered.
#[derive(Debug, Clone, Default)]
pub struct Bought {
    /// The server's id of it.
    pub purchase: String,
    /// Whose.
    pub member: Option<String>,
    /// Money given back, in hundredths.
    pub refunded: i64,
    /// The callers' ids of its returns.
    pub returns: BTreeSet<String>,
    /// Whether it was cancelled.
    pub voided: bool,
}

/// A write that was answered.
#[derive(Debug, Clone)]
pub struct Done {
    /// As it was sent.
    pub request: Request,
    /// The server's id of what was made.
    pub made: String,
    /// The points it moved, in hundredths.
    pub moved: i64,
}

/// Everything that was answered.
#[derive(Debug, Default)]
pub struct Account {
    /// Cards of members by the server's id.
    pub members: BTreeMap<String, String>,
    /// Points moved, in hundredths, by member and by what moved them.
    pub moved: BTreeMap<String, BTreeMap<String, i64>>,
    /// Purchases by the caller's id.
    pub purchases: BTreeMap<String, Bought>,
    /// Callers' ids that were cancelled before they came.
    pub tombstones: BTreeSet<String>,
    /// Writes that were answered.
    pub done: Vec<Done>,
    /// Quotes nobody has bought yet.
    pub quotes: Vec<String>,
}

impl Account {
    /// Writes an answer down. An error is an answer that cannot be: of another shape, or not the one given before.
    pub fn note(&mut self, request: &Request, answer: &Value) -> Result<(), String> {
        let written = match request.kind {
            Kind::Quote => {
                self.quotes.push(text(answer, "quote")?);
                return Ok(());
            }
            Kind::Registration => self.note_member(request, answer)?,
            Kind::Purchase | Kind::Confirmation => self.note_purchase(request, answer)?,
            Kind::Return => self.note_return(request, answer)?,
            Kind::Void => self.note_void(request, answer)?,
            Kind::Tombstone => {
                self.tombstones.insert(request.id.clone());
                (request.id.clone(), 0)
            }
            Kind::Adjustment => {
                let id = text(answer, "adjustment")?;
                let moved = hundredths(&answer["points"])?;
                self.note_moved(answer, &format!("adjustment:{id}"), moved)?;
                (id, moved)
            }
            Kind::Event => {
                let id = text(answer, "event")?;
                let moved = sum(&answer["granted"])? - sum(&answer["taken"])?;
                self.note_moved(answer, &format!("event:{id}"), moved)?;
                (id, moved)
            }
        };
        let (made, moved) = written;
        self.done.push(Done {
            request: request.clone(),
            made,
            moved,
        });
        Ok(())
    }

    fn note_member(&mut self, request: &Request, answer: &Value) -> Result<(String, i64), String> {
        let id = text(answer, "id")?;
        if self.members.contains_key(&id) {
            return Err(format!("{id} was given to two people"));
        }
        self.members.insert(id.clone(), request.id.clone());
        let moved = self.moved.entry(id.clone()).or_default();
        moved.insert("registration:".to_owned(), WELCOME);
        Ok((id, WELCOME))
    }

    fn note_purchase(
        &mut self,
        request: &Request,
        answer: &Value,
    ) -> Result<(String, i64), String> {
        let id = text(answer, "purchase")?;
        let moved = bought(answer)?;
        self.note_moved(answer, &format!("purchase:{id}"), moved)?;
        let bought = Bought {
            purchase: id.clone(),
            member: answer["member"].as_str().map(str::to_owned),
            ..Bought::default()
        };
        if self.purchases.insert(request.id.clone(), bought).is_some() {
            return Err(format!("{} was sold twice", request.id));
        }
        Ok((id, moved))
    }

    fn note_return(&mut self, request: &Request, answer: &Value) -> Result<(String, i64), String> {
        let id = text(answer, "return")?;
        let moved = brought_back(answer)?;
        self.note_moved(answer, &format!("return:{id}"), moved)?;
        let refund = hundredths(&answer["refund"])?;
        let of = request.about.as_deref().unwrap_or_default();
        let purchase = self
            .purchases
            .get_mut(of)
            .ok_or_else(|| format!("a return of {of}, which was never sold"))?;
        purchase.refunded += refund;
        purchase.returns.insert(request.id.clone());
        Ok((id, moved))
    }

    fn note_void(&mut self, request: &Request, answer: &Value) -> Result<(String, i64), String> {
        let id = text(answer, "purchase")?;
        let moved = brought_back(answer)?;
        let of = request.about.as_deref().unwrap_or_default();
        let purchase = self
            .purchases
            .get_mut(of)
            .ok_or_else(|| format!("a void of {of}, which was never sold"))?;
        purchase.voided = true;
        let member = purchase.member.clone();
        if let Some(member) = member {
            self.note_moved_of(&member, &format!("void:{id}"), moved)?;
        }
        Ok((id, moved))
    }

    fn note_moved(&mut self, answer: &Value, cause: &str, points: i64) -> Result<(), String> {
        match answer["member"].as_str() {
            Some(member) => self.note_moved_of(member, cause, points),
            None => Ok(()),
        }
    }

    /// A second answer about the same thing must be the first again.
    fn note_moved_of(&mut self, member: &str, cause: &str, points: i64) -> Result<(), String> {
        let before = self
            .moved
            .entry(member.to_owned())
            .or_default()
            .insert(cause.to_owned(), points);
        match before {
            Some(before) if before != points => Err(format!(
                "{cause} of {member} moved {before} hundredths of a point, then {points}"
            )),
            _ => Ok(()),
        }
    }

    /// Compares an answer to a repeated write with the first one.
    pub fn same(first: &Done, again: &Value) -> Result<(), String> {
        let (made, moved) = match first.request.kind {
            Kind::Registration => (text(again, "id")?, WELCOME),
            Kind::Purchase | Kind::Confirmation => (text(again, "purchase")?, bought(again)?),
            Kind::Return => (text(again, "return")?, brought_back(again)?),
            Kind::Void => (text(again, "purchase")?, brought_back(again)?),
            Kind::Adjustment => (text(again, "adjustment")?, hundredths(&again["points"])?),
            Kind::Event => {
                let moved = sum(&again["granted"])? - sum(&again["taken"])?;
                (text(again, "event")?, moved)
            }
            Kind::Quote | Kind::Tombstone => return Ok(()),
        };
        if made == first.made && moved == first.moved {
            Ok(())
        } else {
            Err(format!(
                "{} {}: {} moving {} at first, {made} moving {moved} when repeated",
                first.request.kind.word(),
                first.request.id,
                first.made,
                first.moved
            ))
        }
    }
}

/// What a purchase moves: earned less spent.
fn bought(answer: &Value) -> Result<i64, String> {
    let spent = match &answer["redeem"]["points"]["granted"] {
        Value::Null => 0,
        granted => hundredths(granted)?,
    };
    Ok(sum(&answer["earn"])? - spent)
}

/// What a return or a void moves: given back less taken back.
fn brought_back(answer: &Value) -> Result<i64, String> {
    let of = |side: &str| match &answer[side]["points"] {
        Value::Null => Ok(0),
        points => hundredths(points),
    };
    Ok(of("restored")? - of("reversed")?)
}

fn sum(given: &Value) -> Result<i64, String> {
    let given = given
        .as_array()
        .ok_or_else(|| format!("no list: {given}"))?;
    given.iter().map(|one| hundredths(&one["amount"])).sum()
}

fn text(answer: &Value, field: &str) -> Result<String, String> {
    let text = answer[field].as_str().map(str::to_owned);
    text.ok_or_else(|| format!("no `{field}` in {answer}"))
}

/// A decimal string of up to two digits after the point, in hundredths.
pub fn hundredths(decimal: &Value) -> Result<i64, String> {
    let wrong = || format!("no number of hundredths: {decimal}");
    let text = decimal.as_str().ok_or_else(wrong)?;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 2 {
        return Err(wrong());
    }
    format!("{whole}{part:0<2}").parse().map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn decimals_are_read_in_hundredths() {
        let check = |text: &str, expected: Option<i64>| {
            assert_eq!(hundredths(&json!(text)).ok(), expected, "{text}");
        };
        check("300", Some(30_000));
        check("-5.5", Some(-550));
        check("0.07", Some(7));
        check("1.234", None);
        check("many", None);
    }
}
