//! A line of the route table.

use axum::handler::Handler;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use tower_http::catch_panic::CatchPanicLayer;

use crate::call::{self, Call};
use crate::openapi::Doc;
use crate::scope::Scope;
use crate::server::Server;

/// A call: where, for whom, what it does and what the reference says about it.
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its address.
    pub path: &'static str,
    /// What it needs of who calls.
    pub scope: Scope,
    /// What the reference says; `None`: not part of it.
    pub doc: Option<&'static Doc>,
    /// It may take as long as it likes.
    unhurried: bool,
    handler: MethodRouter<Server>,
}

/// Methods the API knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes, or does.
    Post,
    /// Puts whole.
    Put,
    /// Changes in part.
    Patch,
    /// Ends.
    Delete,
}

impl Method {
    const fn filter(self) -> MethodFilter {
        match self {
            Self::Get => MethodFilter::GET,
            Self::Post => MethodFilter::POST,
            Self::Put => MethodFilter::PUT,
            Self::Patch => MethodFilter::PATCH,
            Self::Delete => MethodFilter::DELETE,
        }
    }
}

macro_rules! methods {
    ($($name:ident $method:ident;)*) => {$(
        /// A call with this method.
        pub fn $name<H, T>(path: &'static str, scope: Scope, handler: H, doc: &'static Doc) -> Route
        where
            H: Handler<T, Server>,
            T: 'static,
        {
            Route { method: Method::$method, path, scope, doc: Some(doc), unhurried: false, handler: on(Method::$method.filter(), handler) }
        }
    )*};
}

methods! {
    get Get;
    post Post;
    put Put;
    patch Patch;
    delete Delete;
}

/// A page: a `GET` that is not part of the reference.
pub fn page<H, T>(path: &'static str, handler: H) -> Route
where
    H: Handler<T, Server>,
    T: 'static,
{
    Route {
        method: Method::Get,
        path,
        scope: Scope::Open,
        doc: None,
        unhurried: false,
        handler: on(MethodFilter::GET, handler),
    }
}

impl Route {
    /// The same without a limit of time; the handler sees to it that nobody waits for ever.
    pub fn unhurried(self) -> Self {
        Self {
            unhurried: true,
            ..self
        }
    }

    /// The handler with everything around it.
    pub fn guarded(self, server: &Server) -> (&'static str, MethodRouter<Server>) {
        let call = Call {
            server: server.clone(),
            route: self.path,
            scope: self.scope,
            unhurried: self.unhurried,
        };
        let handler = self
            .handler
            .route_layer(CatchPanicLayer::custom(call::panicked))
            .route_layer(from_fn_with_state(call, call::around));
        (self.path, handler)
    }
}
