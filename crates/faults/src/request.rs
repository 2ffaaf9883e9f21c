//! A write, as a till sends it and sends it again.

use std::time::Duration;

use serde_json::{Value, json};

/// What kind of write it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person joins.
    Registration,
    /// A basket is priced, perhaps with points on hold.
    Quote,
    /// A basket is sold.
    Purchase,
    /// A quote is sold.
    Confirmation,
    /// Goods come back.
    Return,
    /// A purchase is cancelled.
    Void,
    /// A purchase that has not come is cancelled.
    Tombstone,
    /// A balance is corrected.
    Adjustment,
    /// Something else happens.
    Event,
}

impl Kind {
    /// The word for it in the summary.
    pub fn word(self) -> &'static str {
        match self {
            Self::Registration => "registrations",
            Self::Quote => "quotes",
            Self::Purchase => "purchases",
            Self::Confirmation => "purchases by quote",
            Self::Return => "returns",
            Self::Void => "voids",
            Self::Tombstone => "tombstones",
            Self::Adjustment => "adjustments",
            Self::Event => "events",
        }
    }

    /// The refusals that tell of other tills and not of a fault.
    fn refusals(self) -> &'static [&'static str] {
        match self {
            Self::Registration | Self::Quote | Self::Purchase | Self::Event => &[],
            Self::Confirmation => &["quote_gone", "price_changed"],
            Self::Return => &["nothing_left", "too_much_returned", "voided"],
            Self::Void => &["returned_already", "day_is_over"],
            Self::Tombstone => &[],
            Self::Adjustment => &["not_enough"],
        }
    }

    /// Whether sending it again does it once.
    pub fn is_repeatable(self) -> bool {
        self != Self::Quote
    }
}

/// A write.
#[derive(Debug, Clone)]
pub struct Request {
    /// What it is.
    pub kind: Kind,
    /// The caller's own id of it.
    pub id: String,
    /// Where it is sent.
    pub path: String,
    /// Its `Idempotency-Key`, where the id is not in the body.
    pub key: Option<String>,
    /// What is sent.
    pub body: Value,
    /// Whose points it moves, if the answer does not say; the purchase it is about.
    pub about: Option<String>,
}

impl Request {
    /// Another body under the same id.
    pub fn conflicting(&self) -> Option<Self> {
        let mut other = self.clone();
        match self.kind {
            Kind::Registration => other.body = json!({"cards": [format!("other-{}", self.id)]}),
            Kind::Purchase => other.body["cashier"] = json!("another"),
            Kind::Return => other.body["store"] = json!("another"),
            Kind::Adjustment => other.body["reason"] = json!("another"),
            Kind::Event => other.body["properties"] = json!({"another": true}),
            Kind::Confirmation => {
                other.body["payments"] = json!([{"type": "card", "amount": "1.00"}]);
            }
            Kind::Quote | Kind::Void | Kind::Tombstone => return None,
        }
        Some(other)
    }
}

/// What became of a request.
#[derive(Debug)]
pub enum Outcome {
    /// It was done; the answer.
    Done(Value),
    /// It was refused, for a reason that other tills can give.
    Refused,
    /// It was refused for no reason a till can give.
    Wrong(String),
    /// Nobody knows: no answer, or one that says so.
    Doubt(String),
    /// Nobody knows, and the answer does not say why: a server tells what is wrong with its machine.
    Unclear(String),
}

/// A till's connection to a server.
#[derive(Debug, Clone)]
pub struct Line {
    url: String,
    key: String,
    agent: ureq::Agent,
}

impl Line {
    /// To the server at an address, with a key.
    pub fn to(url: &str, key: &str) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(40)))
            .build()
            .new_agent();
        Self {
            url: url.to_owned(),
            key: key.to_owned(),
            agent,
        }
    }

    /// The status and body of a read; no answer is an error.
    pub fn get(&self, path: &str) -> Result<(u16, Value), String> {
        let request = self
            .agent
            .get(format!("{}{path}", self.url))
            .header("authorization", format!("Bearer {}", self.key));
        read(request.call())
    }

    /// Sends a write.
    pub fn send(&self, request: &Request) -> Outcome {
        let mut post = self
            .agent
            .post(format!("{}{}", self.url, request.path))
            .header("authorization", format!("Bearer {}", self.key))
            .header("content-type", "application/json");
        if let Some(key) = &request.key {
            post = post.header("idempotency-key", key);
        }
        let text = match &request.body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        match read(post.send(text)) {
            Err(why) => Outcome::Doubt(why),
            Ok((status, answer)) => judge(request, status, answer),
        }
    }
}

fn judge(request: &Request, status: u16, answer: Value) -> Outcome {
    match status {
        200..300 => Outcome::Done(answer),
        429 | 503 => Outcome::Doubt(format!("{status} {answer}")),
        500.. => Outcome::Unclear(format!("{status} {answer}")),
        _ => {
            let kind = problem(&answer);
            if request.kind.refusals().contains(&kind) {
                Outcome::Refused
            } else {
                Outcome::Wrong(format!("{status} {answer}"))
            }
        }
    }
}

/// The name of a problem.
pub fn problem(answer: &Value) -> &str {
    let kind = answer["type"].as_str().unwrap_or_default();
    kind.rsplit('/').next().unwrap_or_default()
}

fn read(
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<(u16, Value), String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status().as_u16();
    let text = answer
        .body_mut()
        .read_to_string()
        .map_err(|error| error.to_string())?;
    Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
}
