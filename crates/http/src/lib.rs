//! The HTTP API of Regulars: routes, handlers, OpenAPI, keys.
