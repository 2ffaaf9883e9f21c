//! Bodies in and out.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body as Stream, Bytes, HttpBody};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use parking_lot::Mutex;
use regulars_app::{CallKey, Caller, Keyed};
use regulars_engine::{both, said};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::parse::NAME_MAX;
use crate::problem::{Kind, Problem, read_json, read_query};
use crate::render::without_language;
use crate::server::Server;

/// A body of JSON, read strictly.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Server> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        must_be(request.headers(), &["application/json"])?;
        let bytes = read(request, server.options.body_bytes).await?;
        read_json(&bytes).map(Self)
    }
}

/// The same, for calls that take many things at once.
#[derive(Debug)]
pub struct Bulk<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Server> for Bulk<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        must_be(request.headers(), &["application/json"])?;
        let bytes = read(request, server.options.bulk_bytes).await?;
        read_json(&bytes).map(Self)
    }
}

/// A body of JSON that may be left out.
#[derive(Debug)]
pub struct MaybeBody<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequest<Server> for MaybeBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        let typed = must_be(request.headers(), &["application/json"]);
        let bytes = read(request, server.options.body_bytes).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        typed?;
        read_json(&bytes).map(Self)
    }
}

/// A file in the body: YAML, or JSON, which is YAML too.
#[derive(Debug)]
pub struct FileText(pub String);

impl FromRequest<Server> for FileText {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        must_be(
            request.headers(),
            &[
                "application/yaml",
                "application/x-yaml",
                "text/yaml",
                "text/plain",
                "application/json",
            ],
        )?;
        let bytes = read(request, server.options.bulk_bytes).await?;
        let text = String::from_utf8(bytes.into()).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Problem::new(
                Kind::BadJson,
                said!(
                    "the file is not UTF-8: byte {at}",
                    "файл не в UTF-8: байт {at}"
                ),
            )
        })?;
        Ok(Self(text))
    }
}

/// A table in the body, plain or packed, as it was sent.
#[derive(Debug)]
pub struct Table(pub Bytes);

impl FromRequest<Server> for Table {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        must_be_a_file(request.headers())?;
        read(request, server.options.bulk_bytes).await.map(Self)
    }
}

/// Browsers call CSV many things; what wraps the file in something else is refused.
pub fn must_be_a_file(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let wraps = kind.starts_with("multipart/")
        || kind == "application/json"
        || kind == "application/x-www-form-urlencoded";
    if !wraps {
        return Ok(());
    }
    let detail = said!(
        "the body is `{kind}`; send the file itself as the body, with `Content-Type: text/csv`",
        "тело запроса — `{kind}`; пришлите в нём сам файл, с `Content-Type: text/csv`"
    );
    Err(Problem::new(Kind::UnsupportedMediaType, detail))
}

fn must_be(headers: &HeaderMap, kinds: &[&'static str]) -> Result<(), Problem> {
    let Some(header) = headers.get(CONTENT_TYPE) else {
        return Ok(());
    };
    let given = header.to_str().unwrap_or_default();
    let kind = given.split(';').next().unwrap_or_default().trim();
    if kinds.iter().any(|known| kind.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    let first = kinds.first().copied().unwrap_or_default();
    let shown: String = kind.chars().take(40).collect();
    Err(Problem::new(
        Kind::UnsupportedMediaType,
        said!(
            "the body is `{shown}`; send `Content-Type: {first}`",
            "тело запроса — `{shown}`; пришлите `Content-Type: {first}`"
        ),
    ))
}

/// Of a body that is too large so much is read before the answer.
pub const PATIENCE: usize = 32 << 20;

/// Reads a whole body of at most `most` bytes. A larger one is read on for a while before the answer, so that a caller
/// that only listens after sending hears it.
async fn read(request: Request, most: usize) -> Result<Bytes, Problem> {
    let announced = request
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    let too_large = || {
        Problem::new(
            Kind::TooLarge,
            said!(
                "the body is larger than {most} bytes, the most this call takes",
                "тело запроса больше {most} байтов, а больше этот вызов не принимает"
            ),
        )
    };
    if announced.is_some_and(|length: usize| length > PATIENCE) {
        return Err(too_large());
    }
    let mut body = request.into_body();
    let mut whole = Whole::default();
    let mut length = 0_usize;
    while let Some(chunk) = next_chunk(&mut body).await {
        let chunk = chunk.map_err(|_| {
            let detail = said!("the body broke off", "тело запроса оборвалось");
            Problem::new(Kind::BadJson, detail)
        })?;
        length = length.saturating_add(chunk.len());
        if length > PATIENCE {
            break;
        }
        if length <= most {
            whole.push(chunk);
        }
    }
    if length > most {
        return Err(too_large());
    }
    Ok(whole.bytes())
}

/// The body of a request, of which whoever makes the call may leave a part unread.
pub struct Rest(Arc<Mutex<Stream>>);

/// The request's body as it is read through [`Rest`].
struct Shared(Arc<Mutex<Stream>>);

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut *self.0.lock()).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().size_hint()
    }
}

/// Keeps what a call will leave unread of its body: a refused one all of it, one that takes no body whatever was sent.
pub fn keep_rest(request: &mut Request) -> Option<Rest> {
    if request.body().is_end_stream() {
        return None;
    }
    let body = Arc::new(Mutex::new(std::mem::take(request.body_mut())));
    *request.body_mut() = Stream::new(Shared(body.clone()));
    Some(Rest(body))
}

/// What was sent and is still on its way comes within this; for a caller that withholds it nobody waits longer.
const REST_WITHIN: Duration = Duration::from_millis(500);

/// Reads a small rest, so that its connection can be used again: one with unread bytes is closed behind the answer, under
/// the caller's next call. The answer is known by then, and told whatever comes.
pub async fn drain(rest: Option<Rest>) {
    const SMALL: usize = 64 << 10;
    let Some(Rest(body)) = rest else {
        return;
    };
    let mut body = Stream::new(Shared(body));
    let mut length = 0_usize;
    let read = async {
        while let Some(Ok(chunk)) = next_chunk(&mut body).await {
            length = length.saturating_add(chunk.len());
            if length > SMALL {
                return;
            }
        }
    };
    // Out of time: the connection is closed, as it is with a larger rest.
    let _ = tokio::time::timeout(REST_WITHIN, read).await;
}

/// The next bytes of a body; `None` at its end.
pub async fn next_chunk(body: &mut Stream) -> Option<Result<Bytes, axum::Error>> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
        match frame.map(|frame| frame.into_data()) {
            Ok(Ok(data)) => return Some(Ok(data)),
            Ok(Err(_trailers)) => {}
            Err(error) => return Some(Err(error)),
        }
    }
}

/// A body out of its chunks; mostly there is one, which is not copied.
#[derive(Default)]
struct Whole {
    first: Bytes,
    rest: Vec<u8>,
}

impl Whole {
    fn push(&mut self, chunk: Bytes) {
        if self.first.is_empty() {
            self.first = chunk;
        } else {
            self.rest.extend_from_slice(&chunk);
        }
    }

    fn bytes(self) -> Bytes {
        if self.rest.is_empty() {
            return self.first;
        }
        let mut whole = Vec::with_capacity(self.first.len() + self.rest.len());
        whole.extend_from_slice(&self.first);
        whole.extend_from_slice(&self.rest);
        whole.into()
    }
}

/// What stands in the address in place of `{…}`.
#[derive(Debug)]
pub struct Address<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Address<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Path::<T>::from_request_parts(parts, state).await;
        let wrong = |_| {
            Problem::new(
                Kind::NotFound,
                both!(
                    "the address cannot be read; parts of it are percent-encoded UTF-8",
                    "адрес не читается; его части пишут в UTF-8 через знаки процента"
                ),
            )
        };
        read.map(|Path(parts)| Self(parts)).map_err(wrong)
    }
}

/// The query of a request, read strictly.
#[derive(Debug)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let query = without_language(parts.uri.query().unwrap_or_default());
        read_query(&query).map(Self)
    }
}

/// The caller's `Idempotency-Key`, if one was sent.
#[derive(Debug, Clone)]
pub struct IdempotencyKey(Option<String>);

impl IdempotencyKey {
    /// The identity of this write, with the hash of its canonical body.
    pub fn of(self, caller: &Caller, route: &str, body: &impl Serialize) -> Option<Keyed> {
        let key = self.0?;
        Some(Keyed::new(
            caller,
            route,
            CallKey::new(key, &canonical(body)),
        ))
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        const NAME: &str = "idempotency-key";
        let Some(header) = parts.headers.get(NAME) else {
            return Ok(Self(None));
        };
        let key = header
            .to_str()
            .ok()
            .map(str::trim)
            .filter(|key| (1..=NAME_MAX).contains(&key.len()));
        let wrong = || {
            Problem::at(
                Kind::BadQuery,
                "Idempotency-Key",
                said!(
                    "has 1 to {NAME_MAX} visible characters",
                    "должно быть от 1 до {NAME_MAX} видимых знаков"
                ),
            )
        };
        key.map(|key| Self(Some(key.to_owned()))).ok_or_else(wrong)
    }
}

/// A body in the form that is hashed: fields in the order of their type, what was left out left out, numbers by value.
pub fn canonical(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

/// An answer of JSON.
#[derive(Debug)]
pub struct Answer<T>(pub StatusCode, pub T);

impl<T> Answer<T> {
    /// 200.
    pub fn ok(body: T) -> Self {
        Self(StatusCode::OK, body)
    }

    /// 201, also for what was done before: the same call gets the same answer.
    pub fn created(body: T) -> Self {
        Self(StatusCode::CREATED, body)
    }
}

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.1) {
            Ok(body) => (self.0, [(CONTENT_TYPE, "application/json")], body).into_response(),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                Problem::plain(Kind::Internal).into_response()
            }
        }
    }
}

/// What handlers answer.
pub type Outcome<T> = Result<Answer<T>, Problem>;
