//! The examples of the reference: one story, told in order, that a test plays on a new server. What is documented is
//! what came.

use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

/// A step of the story.
#[derive(Debug, Clone, Deserialize)]
pub struct Step {
    /// The `operationId` of the call; absent: a step that is no example.
    #[serde(default)]
    call: Option<String>,
    /// JSON, or the text of a file.
    #[serde(default)]
    pub body: Option<Value>,
    /// What came; absent: nothing.
    #[serde(default)]
    pub answer: Option<Value>,
}

/// The story.
fn story() -> &'static [Step] {
    static STORY: OnceLock<Vec<Step>> = OnceLock::new();
    STORY.get_or_init(|| serde_json::from_str(include_str!("story.json")).unwrap_or_default())
}

/// The step that is the example of a call.
pub fn example(call: &str) -> Option<&'static Step> {
    story()
        .iter()
        .find(|step| step.call.as_deref() == Some(call))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_story_can_be_read() {
        let read: Result<Vec<Step>, _> = serde_json::from_str(include_str!("story.json"));
        assert!(read.is_ok(), "{read:?}");
    }
}
