//! Problems (RFC 9457): what a call answers when it did not do what was asked.

mod kind;
mod of_app;
mod of_json;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use regulars_app::FieldError;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;

pub use kind::Kind;
pub use of_app::in_body;
pub use of_json::read_json;

/// The media type of problems.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What a call answers when it did not do what was asked. Nothing was changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
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
    /// Seconds to wait, sent as `Retry-After`.
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// One wrong place of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct WrongField {
    /// JSON pointer into the body: `/lines/0/price`; empty for the body as a whole. For a query parameter, its name.
    #[schema(example = "/lines/0/price")]
    pub pointer: String,
    /// What is wrong and what would be right.
    #[schema(example = "is -1; a price is 0 or more")]
    pub message: String,
}

fn address<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("/problems/{}", kind.slug()))
}

impl Problem {
    /// A problem of this kind.
    pub fn new(kind: Kind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            title: kind.title(),
            status: kind.status().as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            decision: None,
            needs: None,
            retry_after: None,
        }
    }

    /// A problem with one place of the request.
    pub fn at(kind: Kind, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::fields(
            kind,
            vec![FieldError {
                pointer: pointer.into(),
                message: message.into(),
            }],
        )
    }

    /// A problem with several places; the detail tells the first.
    pub fn fields(kind: Kind, fields: Vec<FieldError>) -> Self {
        let detail = match fields.first() {
            Some(first) if fields.len() == 1 => said(first),
            Some(first) => format!("{}; and {} more", said(first), fields.len() - 1),
            None => kind.meaning().to_owned(),
        };
        let errors = fields.into_iter().map(|field| WrongField {
            pointer: field.pointer,
            message: field.message,
        });
        Self {
            errors: errors.collect(),
            ..Self::new(kind, detail)
        }
    }

    /// With the decision as it would be now.
    pub fn with_decision(mut self, decision: Box<RawValue>) -> Self {
        self.decision = Some(decision);
        self
    }

    /// Refused for the lack of a scope.
    pub fn lacking(scope: impl Into<String>, detail: impl Into<String>) -> Self {
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
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// Its kind.
    #[cfg(test)]
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

fn said(field: &FieldError) -> String {
    match field.pointer.as_str() {
        "" => format!("the body: {}", field.message),
        pointer => format!("{pointer}: {}", field.message),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (
            self.kind.status(),
            [(header::CONTENT_TYPE, MEDIA_TYPE)],
            body,
        )
            .into_response();
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
