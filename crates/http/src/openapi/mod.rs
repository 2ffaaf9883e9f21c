//! The description of the API, made of the route table, the types that are parsed and written, and the story of
//! examples.

mod build;
mod doc;
mod pretty;
mod story;

pub use doc::{Doc, Gives, Noun, Shape, Takes};
pub use pretty::pretty;

/// The OpenAPI document, as it is served and checked in. The same at every call.
pub fn openapi_json() -> String {
    pretty(&build::document())
}
