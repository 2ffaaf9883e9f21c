//! Pages: the reference at `/docs`, its files, and what problems mean.

use axum::extract::State;
use axum::response::Response;

use crate::server::Server;

/// `/openapi.json`
pub async fn openapi(State(_): State<Server>) -> Response {
    Response::default()
}
/// `/docs`
pub async fn reference() -> Response {
    Response::default()
}
/// `/docs/{file}`
pub async fn file() -> Response {
    Response::default()
}
/// `/problems/{kind}`
pub async fn problem() -> Response {
    Response::default()
}
/// `/`
pub async fn home() -> Response {
    Response::default()
}
