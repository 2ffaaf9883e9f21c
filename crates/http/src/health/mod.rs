//! The server itself: alive, ready, what it has counted.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use regulars_app::folder::Phase;
use regulars_app::health;
use regulars_engine::{both, said};
use serde::Serialize;
use utoipa::ToSchema;

use crate::body::{Answer, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::problem::{Kind, Problem};
use crate::server::Server;

const METRICS_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The reference.
pub const ALIVE: Doc = Doc {
    id: "health_alive",
    noun: Noun::Server,
    summary: "Is it alive",
    description: "The process answers. Needs no key.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Alive>()),
    also: &[],
    problems: &[],
};

/// The reference.
pub const READY: Doc = Doc {
    id: "health_ready",
    noun: Noun::Server,
    summary: "Is it ready",
    description: "The store can be read and its writer keeps up, so that purchases may be sent here. A restored copy says that its jobs are \
        paused; data that is moved to another database is not ready. Needs no key.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<Ready>()),
    also: &[],
    problems: &[Kind::Unavailable],
};

/// The reference.
pub const METRICS: Doc = Doc {
    id: "health_metrics",
    noun: Noun::Server,
    summary: "What it has counted",
    description: "Counters and histograms in the text form of Prometheus: answers by route and status, how long they took; changesets \
        waiting for the writer, how long commits take, how many share one, what was begun anew or came too late; how far jobs \
        and the journal are behind; what this process does for all others. Needs no key; keep it behind your proxy.",
    address: &[],
    query: &[],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/plain"),
    also: &[],
    problems: &[],
};

/// The process answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alive {
    /// Always `alive`.
    #[schema(example = "alive")]
    status: &'static str,
    /// Version of the server.
    #[schema(example = "0.1.0")]
    version: &'static str,
}

/// The store answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ready {
    /// Always `ready`.
    #[schema(example = "ready")]
    status: &'static str,
    /// Changesets waiting for the writer.
    queue: usize,
    /// `running`; `paused` on a restored copy until `regulars resume` is run on it.
    #[schema(example = "running")]
    jobs: &'static str,
}

/// So many changesets may wait before the server says that it is not ready.
const QUEUE_MOST: usize = 10_000;

/// Alive.
pub async fn alive() -> Answer<Alive> {
    Answer::ok(Alive {
        status: "alive",
        version: env!("CARGO_PKG_VERSION"),
    })
}

/// Ready.
pub async fn ready(State(server): State<Server>) -> Outcome<Ready> {
    if server.is_leaving() {
        return Err(Problem::new(
            Kind::Unavailable,
            both!(
                "the server is stopping; send to another one",
                "сервер останавливается; обратитесь к другому"
            ),
        ));
    }
    let found = health::check(&server.app).await?;
    if found.queue > QUEUE_MOST {
        let detail = said!(
            "{} changesets wait for the writer",
            "ждут записи изменения: {}",
            found.queue
        );
        return Err(Problem::new(Kind::Unavailable, detail).retry_after(1));
    }
    if let Phase::Moving { to } | Phase::Moved { to } = found.phase {
        let detail = said!(
            "the data is moved to {to}: send purchases there",
            "данные переехали в `{to}`: пришлите покупки туда"
        );
        return Err(Problem::new(Kind::Unavailable, detail));
    }
    Ok(Answer::ok(Ready {
        status: "ready",
        queue: found.queue,
        jobs: match found.phase {
            Phase::Working => "running",
            _ => "paused",
        },
    }))
}

/// Metrics.
pub async fn metrics(State(server): State<Server>) -> Response {
    let lag = health::lag(&server.app).await.ok();
    let (queue, leases) = (health::queue(&server.app), health::leading(&server.app));
    let text = server.metrics.text(queue, lag, &leases);
    ([(CONTENT_TYPE, METRICS_TYPE)], text).into_response()
}
