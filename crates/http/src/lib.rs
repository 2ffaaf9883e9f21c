//! The HTTP API of Regulars: one route table, thin handlers, problems, OpenAPI, keys and limits.

mod account;
mod auth;
mod basket;
mod body;
mod call;
mod docs;
mod event;
mod exchange;
mod health;
mod key;
mod member;
mod metrics;
mod openapi;
mod options;
mod page;
mod parse;
mod place;
mod problem;
mod product;
mod program;
mod purchase;
mod quote;
mod rate;
mod render;
mod route;
mod routes;
mod scope;
mod serve;
mod server;
mod ui;

pub use openapi::{openapi_json, pretty};
pub use options::Options;
pub use serve::{router, serve};
