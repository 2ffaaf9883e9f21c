//! Problems (RFC 9457): what a call answers when it did not do what was asked, in the language of its caller.

mod fault;
mod kind;
mod of_app;
mod of_json;
mod of_query;
mod tree;

use std::sync::Arc;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use regulars_app::FieldError;
use regulars_engine::language::{Language, Said};
use regulars_engine::said;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;

pub use kind::Kind;
pub use of_app::in_body;
pub use of_json::read_json;
pub use of_query::read_query;

/// The media type of problems.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Why a call did not do what was asked, in both languages.
#[derive(Debug)]
pub struct Problem {
    kind: Kind,
    /// What is wrong this time, and what would be right.
    detail: Said,
    places: Vec<Place>,
    decision: Option<Box<RawValue>>,
    needs: Option<String>,
    retry_after: Option<u32>,
}

/// One wrong place of a request, in both languages.
#[derive(Debug)]
pub struct Place {
    pointer: String,
    message: Said,
    line: Option<usize>,
}

/// What a call answers when it did not do what was asked. Nothing was changed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Told {
    /// The kind, as an address: `/problems/price_changed`. Never changes its meaning.
    #[serde(rename = "type", serialize_with = "address")]
    #[schema(value_type = String, example = "/problems/invalid")]
    kind: Kind,
    /// The kind in words.
    title: &'static str,
    /// HTTP status.
    status: u16,
    /// What is wrong this time, and what would be right.
    detail: String,
    /// Each wrong place of the request.
    errors: Vec<WrongField>,
    /// With `price_changed`: what the purchase would be now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<crate::basket::Decision>)]
    decision: Option<Box<RawValue>>,
    /// With `forbidden`: the scope that is missing, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "members:write")]
    needs: Option<String>,
}

/// One wrong place of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct WrongField {
    /// JSON pointer into the body: `/lines/0/price`; empty for the body as a whole. For a query parameter, its name.
    #[schema(example = "/lines/0/price")]
    pointer: String,
    /// What is wrong and what would be right.
    #[schema(example = "is -1; a price is 0 or more")]
    message: String,
    /// In a file: the line, from 1, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

fn address<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("/problems/{}", kind.slug()))
}

impl Problem {
    /// A problem of this kind.
    pub fn new(kind: Kind, detail: impl Into<Said>) -> Self {
        Self {
            kind,
            detail: detail.into(),
            places: Vec::new(),
            decision: None,
            needs: None,
            retry_after: None,
        }
    }

    /// A problem of this kind of which nothing more is to be said.
    pub fn plain(kind: Kind) -> Self {
        Self::new(kind, kind.meaning())
    }

    /// A problem with one place of the request.
    pub fn at(kind: Kind, pointer: impl Into<String>, message: impl Into<Said>) -> Self {
        Self::fields(kind, [FieldError::new(pointer, message)])
    }

    /// A problem with several places; the detail tells the first.
    pub fn fields<P: Into<Place>>(kind: Kind, places: impl IntoIterator<Item = P>) -> Self {
        let places: Vec<Place> = places.into_iter().map(Into::into).collect();
        let detail = match places.as_slice() {
            [] => kind.meaning().into(),
            [only] => only.said(),
            [first, more @ ..] => {
                let (first, more) = (first.said(), more.len());
                said!("{first}; and {more} more", "{first:#}; и ещё: {more}")
            }
        };
        Self {
            places,
            ..Self::new(kind, detail)
        }
    }

    /// With the decision as it would be now.
    pub fn with_decision(mut self, decision: Box<RawValue>) -> Self {
        self.decision = Some(decision);
        self
    }

    /// Refused for the lack of a scope.
    pub fn lacking(scope: impl Into<String>, detail: impl Into<Said>) -> Self {
        Self {
            needs: Some(scope.into()),
            ..Self::new(Kind::Forbidden, detail)
        }
    }

    /// To be tried again after so many seconds.
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// What is wrong this time.
    pub fn detail(&self) -> &Said {
        &self.detail
    }

    /// Its kind.
    #[cfg(test)]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// As a caller of this language reads it.
    pub fn told(&self, language: Language) -> Told {
        let errors = self.places.iter().map(|place| WrongField {
            pointer: place.pointer.clone(),
            message: place.message.describe(language).to_owned(),
            line: place.line,
        });
        let title = self.kind.title();
        Told {
            kind: self.kind,
            title: language.pick(title.en, title.ru),
            status: self.kind.status().as_u16(),
            detail: self.detail.describe(language).to_owned(),
            errors: errors.collect(),
            decision: self.decision.clone(),
            needs: self.needs.clone(),
        }
    }

    /// The answer in a language.
    fn answer(&self, language: Language) -> Response {
        let body = serde_json::to_vec(&self.told(language)).unwrap_or_default();
        let kind = [
            (header::CONTENT_TYPE, MEDIA_TYPE),
            (header::CONTENT_LANGUAGE, language.pick("en", "ru")),
        ];
        let mut response = (self.kind.status(), kind, body).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.kind == Kind::Unauthorized {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl Place {
    fn said(&self) -> Said {
        let Self {
            pointer,
            message,
            line,
        } = self;
        // A name in backticks holds none itself.
        let shown = pointer.replace('`', "'");
        match (line, shown.as_str()) {
            (None, "") => said!("the body: {message}", "тело запроса: {message:#}"),
            (None, pointer) => said!("{pointer}: {message}", "`{pointer}`: {message:#}"),
            (Some(line), "") => said!("line {line}: {message}", "строка {line}: {message:#}"),
            (Some(line), pointer) => said!(
                "line {line}, {pointer}: {message}",
                "строка {line}, `{pointer}`: {message:#}"
            ),
        }
    }
}

impl From<FieldError> for Place {
    fn from(field: FieldError) -> Self {
        Self {
            pointer: field.pointer,
            message: field.message,
            line: None,
        }
    }
}

/// In English, with the problem beside it for [`in_language`].
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.answer(Language::En);
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// The same answer, if it is a problem in the language of who asked.
pub fn in_language(mut response: Response, language: Language) -> Response {
    match response.extensions_mut().remove::<Arc<Problem>>() {
        Some(problem) if language != Language::En => {
            let (told, body) = problem.answer(language).into_parts();
            response.headers_mut().extend(told.headers);
            *response.body_mut() = body;
            response
        }
        _ => response,
    }
}
