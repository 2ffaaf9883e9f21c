//! Tills: what they send, chosen by the seed, and what they do with an answer.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use crate::account::{Account, Done};
use crate::random::Random;
use crate::request::{Kind, Line, Outcome, Request};
use crate::time::pass_ms;

/// How many of the latest members the tills serve: few, so that they meet at one card.
const REGULARS: usize = 12;

/// What all tills share: the account, and what nobody knows yet.
#[derive(Debug, Default)]
pub struct Desk {
    state: Mutex<State>,
    closing: AtomicBool,
}

/// What the desk keeps.
#[derive(Debug, Default)]
pub struct State {
    /// What was answered.
    pub account: Account,
    /// Requests without an answer, with what was heard in its place.
    pub doubt: Vec<(Request, String)>,
    /// Answers that cannot be.
    pub findings: Vec<String>,
    /// Writes acknowledged, by kind.
    pub acknowledged: BTreeMap<Kind, u64>,
    /// Repeats that gave the first answer again.
    pub repeated: u64,
    /// Other bodies under a used id that were refused.
    pub conflicts: u64,
    /// Requests refused for what other tills did.
    pub refused: u64,
}

impl Desk {
    /// What it keeps.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the tills to take nothing new, or that they may.
    pub fn close(&self, closing: bool) {
        self.closing.store(closing, Ordering::SeqCst);
    }

    /// Sends a write for the first time.
    fn send(&self, line: &Line, request: Request) {
        match line.send(&request) {
            Outcome::Done(answer) => self.state().acknowledge(&request, &answer),
            Outcome::Refused => self.state().refused += 1,
            Outcome::Wrong(why) => self.state().find(format!(
                "{} {} was refused: {why}",
                request.kind.word(),
                request.id
            )),
            Outcome::Doubt(why) => self.doubt(request, why),
            Outcome::Unclear(why) => {
                self.state().find(format!(
                    "{} {} was answered {why}",
                    request.kind.word(),
                    request.id
                ));
                self.doubt(request, why);
            }
        }
    }

    /// Keeps a request that nobody answered, with what was heard in place of an answer.
    fn doubt(&self, request: Request, heard: String) {
        if request.kind.is_repeatable() {
            self.state().doubt.push((request, heard));
        }
        // A server that is down is not asked a thousand times a second.
        pass_ms(80);
    }

    /// Sends a write again that was answered.
    fn repeat(&self, line: &Line, done: &Done) {
        match line.send(&done.request) {
            Outcome::Done(answer) => {
                let mut state = self.state();
                match Account::same(done, &answer) {
                    Ok(()) => state.repeated += 1,
                    Err(why) => state.find(why),
                }
            }
            Outcome::Refused => self.state().find(format!(
                "{} {} was done and is refused when repeated",
                done.request.kind.word(),
                done.request.id
            )),
            Outcome::Wrong(why) => self.state().find(format!(
                "{} {} was done and is refused when repeated: {why}",
                done.request.kind.word(),
                done.request.id
            )),
            Outcome::Doubt(_) | Outcome::Unclear(_) => pass_ms(20),
        }
    }

    /// Sends another body under an id that was used.
    fn contradict(&self, line: &Line, done: &Done) {
        let Some(other) = done.request.conflicting() else {
            return;
        };
        let what = format!("{} {}", other.kind.word(), other.id);
        match line.send(&other) {
            Outcome::Doubt(_) | Outcome::Unclear(_) => pass_ms(20),
            Outcome::Wrong(why) if why.contains("/key_reused") => self.state().conflicts += 1,
            outcome => self.state().find(format!(
                "another body under the id of {what} was answered {outcome:?}"
            )),
        }
    }
}

impl State {
    /// Writes an answer down.
    pub fn acknowledge(&mut self, request: &Request, answer: &Value) {
        *self.acknowledged.entry(request.kind).or_default() += 1;
        if let Err(why) = self.account.note(request, answer) {
            self.find(format!("{} {}: {why}", request.kind.word(), request.id));
        }
    }

    /// Keeps something that cannot be.
    pub fn find(&mut self, what: String) {
        self.findings.push(what);
    }
}

/// One till: its choices and its numbers.
#[derive(Debug)]
pub struct Till {
    random: Random,
    name: String,
    count: u64,
}

impl Till {
    /// A till whose ids begin with its name.
    pub fn new(name: String, random: Random) -> Self {
        Self {
            random,
            name,
            count: 0,
        }
    }

    /// Sells until the desk closes.
    pub fn work(&mut self, desk: &Desk, line: &Line) {
        while !desk.closing.load(Ordering::SeqCst) {
            self.act(desk, line);
        }
    }

    /// Registers a member: without one there is nothing to do.
    pub fn register(&mut self, desk: &Desk, line: &Line) {
        let id = self.id();
        desk.send(line, registration(id));
    }

    fn act(&mut self, desk: &Desk, line: &Line) {
        let id = self.id();
        let request = match self.random.between(0, 100) {
            0..6 => Some(registration(id)),
            6..18 => self.quote(desk, id),
            18..48 => self.purchase(desk, id),
            48..60 => confirmation(desk, id),
            60..70 => self.give_back(desk, id),
            70..75 => self.void(desk, id),
            75..77 => Some(tombstone(id)),
            77..84 => self.adjustment(desk, id),
            84..92 => self.event(desk, id),
            choice => {
                let done = self.random.pick(&desk.state().account.done).cloned();
                match done {
                    Some(done) if choice < 97 => desk.repeat(line, &done),
                    Some(done) => desk.contradict(line, &done),
                    None => {}
                }
                None
            }
        };
        if let Some(request) = request {
            desk.send(line, request);
        }
    }

    fn id(&mut self) -> String {
        self.count += 1;
        format!("{}-{}", self.name, self.count)
    }

    /// A member's id and card.
    fn member(&mut self, desk: &Desk) -> Option<(String, String)> {
        let state = desk.state();
        let latest: Vec<_> = state.account.members.iter().rev().take(REGULARS).collect();
        let (id, card) = self.random.pick(&latest)?;
        Some(((*id).clone(), (*card).clone()))
    }

    fn basket(&mut self, desk: &Desk) -> Option<Value> {
        let first = self.random.between(10, 900);
        let mut basket = json!({
            "store": "kazan-1", "till": self.name,
            "lines": [
                {"line": 1, "sku": "burger", "quantity": "2", "price": format!("{first}.00")},
                {"line": 2, "sku": "cola", "quantity": "1", "price": "99.90"},
            ],
        });
        if !self.random.chance(10) {
            let (_, card) = self.member(desk)?;
            basket["member"] = json!({"card": card});
            let much = if self.random.chance(40) {
                "max"
            } else {
                "none"
            };
            basket["redeem"] = json!({"points": much});
        }
        Some(basket)
    }

    fn quote(&mut self, desk: &Desk, id: String) -> Option<Request> {
        let mut body = self.basket(desk)?;
        body["basket"] = json!(id);
        body["hold"] = json!(self.random.chance(60));
        Some(Request {
            kind: Kind::Quote,
            path: "/v1/quotes".to_owned(),
            id,
            key: None,
            body,
            about: None,
        })
    }

    fn purchase(&mut self, desk: &Desk, id: String) -> Option<Request> {
        let mut body = self.basket(desk)?;
        body["id"] = json!(id);
        Some(Request {
            kind: Kind::Purchase,
            path: "/v1/purchases".to_owned(),
            id,
            key: None,
            body,
            about: None,
        })
    }

    /// A purchase that was answered, by the caller's id.
    fn bought(&mut self, desk: &Desk) -> Option<String> {
        let state = desk.state();
        let latest: Vec<_> = state.account.done.iter().rev().take(200).collect();
        let sold: Vec<_> = latest
            .iter()
            .filter(|done| matches!(done.request.kind, Kind::Purchase | Kind::Confirmation))
            .map(|done| &done.request.id)
            .collect();
        self.random.pick(&sold).map(|id| (*id).clone())
    }

    fn give_back(&mut self, desk: &Desk, id: String) -> Option<Request> {
        let of = self.bought(desk)?;
        let mut body = json!({"id": id});
        if self.random.chance(70) {
            let line = self.random.between(1, 3);
            body["lines"] = json!([{"line": line, "quantity": "1"}]);
        }
        Some(Request {
            kind: Kind::Return,
            path: format!("/v1/purchases/ext:{of}/returns"),
            id,
            key: None,
            body,
            about: Some(of),
        })
    }

    fn void(&mut self, desk: &Desk, id: String) -> Option<Request> {
        let of = self.bought(desk)?;
        Some(Request {
            kind: Kind::Void,
            path: format!("/v1/purchases/ext:{of}/void"),
            id,
            key: None,
            body: Value::Null,
            about: Some(of),
        })
    }

    fn adjustment(&mut self, desk: &Desk, id: String) -> Option<Request> {
        let (member, _) = self.member(desk)?;
        let points = match self.random.chance(50) {
            true => format!("{}", self.random.between(1, 200)),
            false => format!("-{}", self.random.between(1, 400)),
        };
        Some(Request {
            kind: Kind::Adjustment,
            path: format!("/v1/members/{member}/adjustments"),
            key: Some(id.clone()),
            id,
            body: json!({"points": points, "reason": "counted again"}),
            about: Some(member),
        })
    }

    fn event(&mut self, desk: &Desk, id: String) -> Option<Request> {
        let (member, _) = self.member(desk)?;
        Some(Request {
            kind: Kind::Event,
            path: "/v1/events".to_owned(),
            body: json!({"id": id, "type": "check_in", "member": {"id": member}}),
            id,
            key: None,
            about: Some(member),
        })
    }
}

fn registration(id: String) -> Request {
    Request {
        kind: Kind::Registration,
        path: "/v1/members".to_owned(),
        key: Some(id.clone()),
        body: json!({"cards": [id]}),
        id,
        about: None,
    }
}

fn confirmation(desk: &Desk, id: String) -> Option<Request> {
    let quote = desk.state().account.quotes.pop()?;
    Some(Request {
        kind: Kind::Confirmation,
        path: "/v1/purchases".to_owned(),
        body: json!({"id": id, "quote": quote}),
        id,
        key: None,
        about: None,
    })
}

/// Cancels a purchase that never comes.
fn tombstone(id: String) -> Request {
    Request {
        kind: Kind::Tombstone,
        path: format!("/v1/purchases/ext:{id}/void"),
        id,
        key: None,
        body: Value::Null,
        about: None,
    }
}

/// What became of the requests nobody had answered.
#[derive(Debug, Default, Clone, Copy)]
pub struct Resolved {
    /// They had been done before the fault.
    pub were_done: u64,
    /// They are done now.
    pub done_now: u64,
    /// They are refused, for what other tills did meanwhile.
    pub refused: u64,
}

/// Repeats every request in doubt until it is known what became of it.
pub fn resolve(desk: &Desk, line: &Line) -> Resolved {
    let mut resolved = Resolved::default();
    let doubt = std::mem::take(&mut desk.state().doubt);
    for (request, heard) in doubt {
        let mut outcome = line.send(&request);
        for _ in 0..20 {
            if !matches!(outcome, Outcome::Doubt(_) | Outcome::Unclear(_)) {
                break;
            }
            pass_ms(100);
            outcome = line.send(&request);
        }
        let mut state = desk.state();
        match outcome {
            Outcome::Done(answer) => {
                if answer["replayed"] == true {
                    resolved.were_done += 1;
                } else {
                    resolved.done_now += 1;
                }
                state.acknowledge(&request, &answer);
            }
            Outcome::Refused => resolved.refused += 1,
            Outcome::Wrong(why) | Outcome::Doubt(why) | Outcome::Unclear(why) => {
                state.find(format!(
                    "{} {} was in doubt ({heard}) and is answered {why}",
                    request.kind.word(),
                    request.id
                ))
            }
        }
    }
    resolved
}

/// Sends each purchase that was cancelled before it came: it must be refused.
pub fn try_tombstones(desk: &Desk, line: &Line, ids: &[String]) {
    for id in ids {
        let request = Request {
            kind: Kind::Purchase,
            path: "/v1/purchases".to_owned(),
            id: id.clone(),
            key: None,
            body: json!({"id": id, "lines": [{"line": 1, "sku": "burger", "quantity": "1", "price": "1.00"}]}),
            about: None,
        };
        match line.send(&request) {
            Outcome::Wrong(why) if why.contains("/voided") => {}
            outcome => desk.state().find(format!(
                "{id} was cancelled before it came and is answered {outcome:?}"
            )),
        }
    }
}
