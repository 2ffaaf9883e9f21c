//! The examples of the reference are one story. Told to a new server, it comes out exactly as documented.

use std::collections::BTreeMap;
use std::path::Path;

use regulars_engine::time::Instant;
use regulars_testkit::{Answer, TestServer};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

const STORY: &str = include_str!("../../src/openapi/story.json");

/// A step, with bodies that keep the order of their fields.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    save: Option<String>,
    title: String,
    at: String,
    request: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Box<RawValue>>,
    status: u16,
    /// Fields of the answer that are others each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    varies: Vec<String>,
    /// What came is not compared.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    inexact: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Box<RawValue>>,
}

#[test]
fn the_story_comes_out_as_documented() {
    let documented: Vec<Step> = serde_json::from_str(STORY).unwrap();
    let server = TestServer::start_drawing("2026-03-01T09:00:00+03:00", None);
    let mut answers = BTreeMap::new();
    let came: Vec<Step> = documented
        .into_iter()
        .map(|step| tell(&server, step, &mut answers))
        .collect();
    let fresh = regulars_http::pretty(&serde_json::to_string(&came).unwrap());
    if fresh == STORY {
        return;
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("story.json");
    std::fs::write(&path, &fresh).unwrap();
    let differing = fresh
        .lines()
        .zip(STORY.lines())
        .position(|(came, documented)| came != documented);
    let line = differing.unwrap_or_default() + 1;
    let came = fresh.lines().nth(line - 1);
    panic!(
        "the story came out otherwise, first at line {line}: {came:?}\n\
         if all of it is right: cp {} crates/http/src/openapi/story.json && cargo xtask openapi",
        path.display()
    );
}

/// Plays a step; answers it with what came.
fn tell(server: &TestServer, mut step: Step, answers: &mut BTreeMap<String, Value>) -> Step {
    let (at, _) = Instant::parse_with_offset(&step.at).unwrap();
    server.clock.set(at);
    let answer = send(server, &step, answers);
    step.status = answer.status;
    for name in [&step.call, &step.save].into_iter().flatten() {
        answers
            .entry(name.clone())
            .or_insert_with(|| answer.body.clone());
    }
    if answer.set_cookie.is_some() {
        let carried = serde_json::json!({"session": answer.cookie()});
        answers.insert("cookie".to_owned(), carried);
    }
    if !step.inexact && !answer.text.is_empty() {
        step.answer = Some(RawValue::from_string(steady(&step, &answer)).unwrap());
    }
    step
}

fn send(server: &TestServer, step: &Step, answers: &BTreeMap<String, Value>) -> Answer {
    let request = filled(&step.request, answers);
    let (method, path) = request.split_once(' ').unwrap();
    let (kinds, others): (Vec<_>, Vec<_>) = step
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .partition(|(name, _)| *name == "Content-Type");
    let filled_in: Vec<_> = others
        .iter()
        .map(|(name, value)| (*name, filled(value, answers)))
        .collect();
    let others: Vec<_> = filled_in
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let kind = kinds.first().map_or("application/json", |(_, kind)| *kind);
    let body = step.body.as_ref().map_or("", |body| body.get());
    let body = match serde_json::from_str(body) {
        Ok(Value::String(file)) => file,
        _ => filled(body, answers),
    };
    if step.headers.contains_key("Cookie") {
        return server.send_bare(method, path, kind, body.as_bytes(), &others);
    }
    server.send(method, path, kind, body.as_bytes(), &others)
}

/// Puts in place of `<call.field>` what came of that call.
fn filled(text: &str, answers: &BTreeMap<String, Value>) -> String {
    let mut filled = text.to_owned();
    for (name, answer) in answers {
        for (field, value) in answer.as_object().into_iter().flatten() {
            // Of a list of texts the first.
            if let Some(value) = value.as_str().or_else(|| value.get(0)?.as_str()) {
                filled = filled.replace(&format!("<{name}.{field}>"), value);
            }
        }
    }
    filled
}

/// What is another each time stands as documented.
fn steady(step: &Step, answer: &Answer) -> String {
    let mut text = answer.text.clone();
    for field in &step.varies {
        let named = &answer.body[field];
        let of_many = answer.body.pointer(field).and_then(Value::as_str);
        let value = named.as_str().or(of_many).expect("a text that varies");
        let known = value.find('_').map_or(2, |place| place + 1);
        text = text.replace(value, &format!("{}…", &value[..known]));
    }
    text
}
