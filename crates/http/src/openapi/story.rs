//! The examples of the reference: one story, told in order, that a test plays on a new server. What is documented is
//! what came.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

/// A step of the story. Its bodies keep the order of their fields.
#[derive(Debug, Deserialize)]
pub struct Step {
    /// The `operationId` of the call; absent: a step that is no example.
    #[serde(default)]
    call: Option<String>,
    /// Its name for later steps, if it is not that of the call.
    #[serde(default)]
    save: Option<String>,
    /// What happens, in a few words.
    pub title: String,
    /// JSON, or the text of a file.
    #[serde(default)]
    body: Option<Box<RawValue>>,
    /// The status that came.
    pub status: u16,
    /// What came; absent: nothing.
    #[serde(default)]
    answer: Option<Box<RawValue>>,
}

static STORY: LazyLock<Vec<Step>> = LazyLock::new(|| read().unwrap_or_default());

fn read() -> serde_json::Result<Vec<Step>> {
    serde_json::from_str(include_str!("story.json"))
}

/// The steps that are examples of a call.
pub fn examples(call: &str) -> impl Iterator<Item = &'static Step> {
    STORY
        .iter()
        .filter(move |step| step.call.as_deref() == Some(call))
}

impl Step {
    /// What was sent, as JSON.
    pub fn sent(&self) -> Option<String> {
        self.body.as_ref().map(|body| filled(body.get()))
    }

    /// What came, as JSON.
    pub fn came(&self) -> Option<&str> {
        self.answer.as_ref().map(|answer| answer.get())
    }
}

/// Puts in place of `<call.field>` what came of that call.
fn filled(text: &str) -> String {
    let mut filled = text.to_owned();
    while let Some((before, name, after)) = placeholder(&filled) {
        let value = came_of(name).unwrap_or_default();
        filled = format!("{before}{value}{after}");
    }
    filled
}

/// The first `<call.field>` of a text, with what stands around it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("\"<")?;
    let (name, after) = rest.split_once(">\"")?;
    Some((before, name, after))
}

/// A field of what came of a step, as JSON.
fn came_of(name: &str) -> Option<String> {
    let (step, field) = name.split_once('.')?;
    let named = |known: &&Step| {
        [&known.call, &known.save]
            .into_iter()
            .flatten()
            .any(|name| name == step)
    };
    let answer: Value = serde_json::from_str(STORY.iter().find(named)?.came()?).ok()?;
    answer.get(field).map(Value::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_can_be_read() {
        let read = read();
        assert!(read.is_ok(), "{read:?}");
        assert!(examples("purchase_confirm").count() > 1);
    }

    #[test]
    fn every_reference_to_an_earlier_step_is_filled() {
        for step in STORY.iter() {
            let sent = step.sent().unwrap_or_default();
            assert!(!sent.contains("\"<"), "{sent}");
        }
    }
}
