//! The description of the API, made of the route table, the types that are parsed and written, and the story of
//! examples.

mod build;
mod doc;
mod story;

pub use build::document;
pub use doc::{Doc, Gives, Noun, Shape, Takes};

/// The OpenAPI document, as it is served and checked in. The same at every call.
pub fn openapi_json() -> String {
    let mut text = document().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}
