//! `POST /v1/imports`

use axum::body::Body as Stream;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use regulars_app::Caller;
use regulars_app::upload::{self, Incoming, Upload};
use regulars_engine::{both, said};
use serde::Deserialize;

use super::shape::{FileKind, ImportDetail};
use crate::auth::By;
use crate::body::{Answer, Outcome, PATIENCE, Params, must_be_a_file, next_chunk};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::TEXT_MAX;
use crate::problem::{Kind, Problem};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "import_upload",
    noun: Noun::Imports,
    summary: "Bring in a file",
    description: "The body is the file itself: CSV in UTF-8 with a header line, plain or gzip, divided by commas, semicolons or \
        tabs; up to 512 MiB, unless the server is set up otherwise. It is kept and looked at, and nothing is imported yet: the \
        answer has its columns, its first rows and a suggested map. Files hold personal data; they are removed when deleted, or \
        30 days after something was last done with them.",
    address: &[],
    query: &[
        (
            "kind",
            "What its rows are: `members`, `purchases`, `products` or `spend`.",
        ),
        (
            "name",
            "What it is called, for people. Absent: `import.csv`.",
        ),
        LANGUAGE,
    ],
    body: Takes::Table,
    status: 201,
    answer: Gives::Json(Shape::of::<ImportDetail>()),
    also: &[],
    problems: &[Kind::BadImport, Kind::TooLarge],
};

/// The query.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    kind: FileKind,
    #[serde(default)]
    name: Option<String>,
}

/// Receives a file.
pub async fn upload(
    State(server): State<Server>,
    By(caller): By,
    query: Result<Params<Query>, Problem>,
    Spoken(language): Spoken,
    request: Request,
) -> Outcome<ImportDetail> {
    let (parts, mut body) = request.into_parts();
    let kept = keep(&server, &caller, query, &parts.headers, &mut body).await;
    if kept.is_err() {
        hear_out(&server, &mut body).await;
    }
    let detail = ImportDetail::of(kept?, language);
    Ok(Answer(StatusCode::CREATED, detail))
}

async fn keep(
    server: &Server,
    caller: &Caller,
    query: Result<Params<Query>, Problem>,
    headers: &HeaderMap,
    body: &mut Stream,
) -> Result<Upload, Problem> {
    let Params(query) = query?;
    let name = name(query.name)?;
    must_be_a_file(headers)?;
    let (announced, most) = (announced(headers), server.options.upload_bytes);
    if announced.is_some_and(|length| length > most) {
        return Err(too_large(most));
    }
    let mut incoming = upload::receive(&server.app, query.kind.into(), name, announced).await?;
    receive(server, body, &mut incoming, most).await?;
    Ok(incoming.finish(caller.by).await?)
}

/// Takes the body to its end. It may take as long as it likes, but not stand still.
async fn receive(
    server: &Server,
    body: &mut Stream,
    incoming: &mut Incoming,
    most: u64,
) -> Result<(), Problem> {
    let mut length = 0_u64;
    while let Some(chunk) = chunk(server, body).await? {
        length = length.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if length > most {
            return Err(too_large(most));
        }
        incoming.write(&chunk).await?;
    }
    Ok(())
}

async fn chunk(server: &Server, body: &mut Stream) -> Result<Option<axum::body::Bytes>, Problem> {
    match tokio::time::timeout(server.options.timeout, next_chunk(body)).await {
        Ok(Some(Ok(chunk))) => Ok(Some(chunk)),
        Ok(None) => Ok(None),
        Ok(Some(Err(_))) => Err(Problem::new(
            Kind::BadImport,
            both!("the file broke off on its way", "файл оборвался в пути"),
        )),
        Err(_) => Err(Problem::new(
            Kind::TimedOut,
            both!("the file stopped coming", "файл перестал поступать"),
        )
        .retry_after(1)),
    }
}

/// Reads on for a while, so that a caller that only listens after sending hears the answer and can use the connection
/// again.
async fn hear_out(server: &Server, body: &mut Stream) {
    let mut length = 0;
    while let Ok(Some(more)) = chunk(server, body).await {
        length += more.len();
        if length > PATIENCE {
            break;
        }
    }
}

fn too_large(most: u64) -> Problem {
    let detail = said!(
        "the file is larger than {most} bytes, the most this server takes; pack it with gzip, or divide it",
        "файл больше {most} байтов, а больше сервер не принимает; сожмите его `gzip` или разделите"
    );
    Problem::new(Kind::TooLarge, detail)
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The last part of the name, so that nobody's folders are told.
fn name(given: Option<String>) -> Result<String, Problem> {
    let given = given.unwrap_or_default();
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if name.chars().count() > TEXT_MAX || name.chars().any(char::is_control) {
        let message = said!(
            "has up to {TEXT_MAX} visible characters",
            "может быть до {TEXT_MAX} видимых знаков"
        );
        return Err(Problem::at(Kind::BadQuery, "name", message));
    }
    Ok(if name.is_empty() {
        "import.csv".to_owned()
    } else {
        name.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_without_its_folders() {
        let check = |given: Option<&str>, expected: Option<&str>| {
            assert_eq!(
                name(given.map(str::to_owned)).ok().as_deref(),
                expected,
                "{given:?}"
            );
        };
        check(None, Some("import.csv"));
        check(Some(" "), Some("import.csv"));
        check(Some("Documents\\Клиенты.csv"), Some("Клиенты.csv"));
        check(Some("../../etc/passwd"), Some("passwd"));
        check(Some("a\nb"), None);
        check(Some(&"щ".repeat(TEXT_MAX + 1)), None);
    }
}
