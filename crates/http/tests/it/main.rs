//! The API over a real store: the router, the handlers and everything below them.

mod bad_input;
mod caller;
mod pages;
mod repeat;
mod server;
mod story;
