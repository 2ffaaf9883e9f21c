//! The document, out of the table.

use serde_json::{Value, json};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::example::{Example, ExampleBuilder};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{Components, Object, Schema, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, Paths, RefOr, Required};

use super::doc::{Doc, Gives, Noun, Shape, Takes};
use super::story::{Step, examples};
use crate::cookie;
use crate::problem::{Kind, MEDIA_TYPE, Told};
use crate::route::{Method, Route};
use crate::routes;
use crate::scope::Scope;

const KEY: &str = "key";
const SESSION: &str = "session";

/// The whole document, as JSON.
pub fn document() -> String {
    let mut inlined = Inlined::default();
    let document = described(&mut inlined).to_json().unwrap_or_default();
    inlined.put_in(document)
}

/// Examples keep the order of their fields: they are put into the finished document as they were written.
#[derive(Default)]
struct Inlined(Vec<String>);

impl Inlined {
    /// Stands for this JSON until the document is finished.
    fn stand_in(&mut self, json: &str) -> Value {
        self.0.push(json.to_owned());
        Value::String(format!("<example {}>", self.0.len() - 1))
    }

    fn put_in(self, document: String) -> String {
        let mut finished = document;
        for (number, json) in self.0.iter().enumerate() {
            finished = finished.replace(&format!("\"<example {number}>\""), json);
        }
        finished
    }
}

fn described(inlined: &mut Inlined) -> OpenApi {
    let table = routes::table();
    let mut paths = Paths::new();
    let mut schemas = vec![];
    for route in &table {
        if let Some(doc) = route.doc {
            collect(doc, &mut schemas);
            paths.add_path_operation(
                route.path,
                vec![method(route.method)],
                operation(route, doc, inlined),
            );
        }
    }
    Shape::of::<Told>().collect(&mut schemas);
    let mut components = Components::new();
    components.schemas.extend(schemas);
    let bearer = SecurityScheme::Http(
        Http::builder()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(scopes()))
            .build(),
    );
    components.add_security_scheme(KEY, bearer);
    components.add_security_scheme(SESSION, session());
    let tags = Noun::ALL.iter().map(|(_, name, about)| {
        TagBuilder::new()
            .name(*name)
            .description(Some(*about))
            .build()
    });
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Regulars")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(include_str!("about.txt")))
                .build(),
        )
        .paths(paths)
        .components(Some(components))
        .tags(Some(tags))
        .build()
}

fn session() -> SecurityScheme {
    let about = "The session of somebody who has logged in, with the scopes of their role. A change also needs the header \
        `X-Regulars: console`.";
    SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
        cookie::NAME,
        about,
    )))
}

fn scopes() -> String {
    let mut text = "An API key. Each call names the scope it needs:\n".to_owned();
    for (scope, about) in Scope::ALL {
        text.push_str(&format!("\n- {}: {about}", scope.in_words()));
    }
    text.push_str("\n- `all`: everything");
    text
}

fn method(method: Method) -> HttpMethod {
    match method {
        Method::Get => HttpMethod::Get,
        Method::Post => HttpMethod::Post,
        Method::Put => HttpMethod::Put,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
    }
}

/// The shapes a call takes and answers. An answer carries every field, with `null` where there is nothing.
fn collect(doc: &Doc, schemas: &mut Vec<(String, RefOr<Schema>)>) {
    let mut answered = Vec::new();
    if let Gives::Json(shape) = doc.answer {
        shape.collect(&mut answered);
    }
    for (_, shape) in doc.also {
        shape.collect(&mut answered);
    }
    for (_, schema) in &mut answered {
        require_all(schema);
    }
    schemas.extend(answered);
    if let Takes::Json(shape) | Takes::KeyedJson(shape) | Takes::MaybeJson(shape) = doc.body {
        shape.collect(schemas);
    }
}

fn require_all(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            object.required = object.properties.keys().cloned().collect();
        }
        RefOr::T(Schema::AllOf(all)) => {
            all.items.iter_mut().for_each(require_all);
            // What is the shape's own stands before what it shares.
            all.items.sort_by_key(|item| matches!(item, RefOr::Ref(_)));
        }
        _ => {}
    }
}

fn operation(route: &Route, doc: &Doc, inlined: &mut Inlined) -> Operation {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(doc.id))
        .tag(doc.noun.name())
        .summary(Some(doc.summary))
        .description(Some(description(route, doc)))
        .parameters(Some(parameters(doc)))
        .request_body(request_body(doc, inlined))
        .response(
            doc.status.to_string(),
            answer(doc, doc.status, doc.answer, inlined),
        );
    for (status, shape) in doc.also {
        let answer = answer(doc, *status, Gives::Json(*shape), inlined);
        operation = operation.response(status.to_string(), answer);
    }
    for (status, kinds) in problems(route, doc) {
        operation = operation.response(status.to_string(), problem(&kinds));
    }
    let operation = match (route.scope, route.scope.words()) {
        (Scope::Session, _) => operation.security(SecurityRequirement::new(SESSION, [""; 0])),
        (_, []) => operation.security(SecurityRequirement::default()),
        (_, words) => words.iter().fold(operation, |operation, word| {
            operation
                .security(SecurityRequirement::new(KEY, [*word]))
                .security(SecurityRequirement::new(SESSION, [*word]))
        }),
    };
    operation.build()
}

fn description(route: &Route, doc: &Doc) -> String {
    match route.scope.words() {
        [] => doc.description.to_owned(),
        _ => format!(
            "{}\n\nNeeds a key or a session with the scope {}.",
            doc.description,
            route.scope.in_words()
        ),
    }
}

fn parameters(doc: &Doc) -> Vec<Parameter> {
    let text = || Object::with_type(Type::String);
    let address = doc.address.iter().map(|(name, about)| {
        let parameter = ParameterBuilder::new()
            .name(*name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True);
        parameter
            .description(Some(*about))
            .schema(Some(text()))
            .build()
    });
    let query = doc.query.iter().map(|(name, about)| {
        let schema = match *name {
            "limit" => Object::with_type(Type::Integer),
            _ => text(),
        };
        let parameter = ParameterBuilder::new()
            .name(*name)
            .parameter_in(ParameterIn::Query)
            .required(Required::False);
        parameter
            .description(Some(*about))
            .schema(Some(schema))
            .build()
    });
    let keyed = matches!(doc.body, Takes::KeyedJson(_) | Takes::KeyedFile).then(|| {
        let about = "Makes the call safe to repeat: within 30 days the same key with the same body gets the same answer, with \
            another body it is refused. Unique for each API key and call.";
        let parameter = ParameterBuilder::new().name("Idempotency-Key").parameter_in(ParameterIn::Header);
        parameter.required(Required::False).description(Some(about)).schema(Some(text())).build()
    });
    address.chain(query).chain(keyed).collect()
}

fn request_body(doc: &Doc, inlined: &mut Inlined) -> Option<RequestBody> {
    let mut content = |schema: RefOr<Schema>| {
        let sent = named(doc, inlined, Step::sent);
        ContentBuilder::new()
            .schema(Some(schema))
            .examples_from_iter(sent)
            .build()
    };
    let body = RequestBodyBuilder::new();
    Some(match doc.body {
        Takes::Nothing => return None,
        Takes::Json(shape) | Takes::KeyedJson(shape) => body
            .content("application/json", content(shape.reference().into()))
            .required(Some(Required::True))
            .build(),
        Takes::MaybeJson(shape) => body
            .content("application/json", content(shape.reference().into()))
            .required(Some(Required::False))
            .build(),
        Takes::Table => body
            .content("text/csv", content(Object::with_type(Type::String).into()))
            .required(Some(Required::True))
            .build(),
        Takes::File | Takes::KeyedFile | Takes::MaybeFile => {
            let file = Object::with_type(Type::String).into();
            let required = match doc.body {
                Takes::MaybeFile => Required::False,
                _ => Required::True,
            };
            body.content("application/yaml", content(file))
                .required(Some(required))
                .build()
        }
    })
}

fn answer(doc: &Doc, status: u16, gives: Gives, inlined: &mut Inlined) -> Response {
    let mut content = |schema: RefOr<Schema>| {
        let came = |step: &Step| {
            step.came()
                .filter(|_| step.status == status)
                .map(str::to_owned)
        };
        let came = named(doc, inlined, came);
        ContentBuilder::new()
            .schema(Some(schema))
            .examples_from_iter(came)
            .build()
    };
    let response = ResponseBuilder::new();
    match gives {
        Gives::Json(shape) => response
            .description("Done.")
            .content("application/json", content(shape.reference().into()))
            .build(),
        Gives::Text(kind) => response
            .description("Done.")
            .content(kind, content(Object::with_type(Type::String).into()))
            .build(),
        Gives::Nothing => response
            .description("Done; there is nothing to say.")
            .build(),
    }
}

/// One side of the examples of a call; both sides of an example have the same name.
fn named(
    doc: &Doc,
    inlined: &mut Inlined,
    side: impl Fn(&Step) -> Option<String>,
) -> Vec<(String, Example)> {
    let told = examples(doc.id).enumerate().filter_map(|(number, step)| {
        let value = inlined.stand_in(&side(step)?);
        let example = ExampleBuilder::new()
            .summary(&step.title)
            .value(Some(value))
            .build();
        Some((format!("example-{}", number + 1), example))
    });
    told.collect()
}

/// Problems a call can answer with, by status.
fn problems(route: &Route, doc: &Doc) -> Vec<(u16, Vec<Kind>)> {
    let mut kinds = doc.problems.to_vec();
    if route.scope != Scope::Open {
        kinds.extend([
            Kind::Unauthorized,
            Kind::Forbidden,
            Kind::TooManyRequests,
            Kind::Unavailable,
            Kind::TimedOut,
        ]);
    }
    if matches!(doc.body, Takes::Table) {
        kinds.extend([Kind::TooLarge, Kind::UnsupportedMediaType]);
    } else if !matches!(doc.body, Takes::Nothing) {
        kinds.extend([Kind::BadJson, Kind::TooLarge, Kind::UnsupportedMediaType]);
    }
    if matches!(
        doc.body,
        Takes::Json(_) | Takes::KeyedJson(_) | Takes::MaybeJson(_)
    ) {
        kinds.extend([Kind::BadShape, Kind::Invalid]);
    }
    if !doc.query.is_empty() {
        kinds.push(Kind::BadQuery);
    }
    kinds.push(Kind::Internal);
    kinds.sort_unstable();
    kinds.dedup();
    let mut by_status: Vec<(u16, Vec<Kind>)> = Vec::new();
    for kind in kinds {
        let status = kind.status().as_u16();
        match by_status.iter_mut().find(|(known, _)| *known == status) {
            Some((_, same)) => same.push(kind),
            None => by_status.push((status, vec![kind])),
        }
    }
    by_status.sort_by_key(|(status, _)| *status);
    by_status
}

fn problem(kinds: &[Kind]) -> Response {
    let mut about = String::new();
    for kind in kinds {
        about.push_str(&format!("- `{}`: {}\n", kind.slug(), kind.meaning().en));
    }
    let first = kinds.first().copied().unwrap_or(Kind::Internal);
    let example = json!({
        "type": format!("/problems/{}", first.slug()), "title": first.title().en, "status": first.status().as_u16(),
        "detail": first.meaning().en, "errors": [],
    });
    let content = ContentBuilder::new()
        .schema(Some(Shape::of::<Told>().reference()))
        .example(Some(example))
        .build();
    let mut response = ResponseBuilder::new()
        .description(about.trim_end())
        .content(MEDIA_TYPE, content);
    if matches!(first, Kind::TooManyRequests | Kind::Unavailable) {
        let header = HeaderBuilder::new()
            .schema(Some(Object::with_type(Type::Integer)))
            .description(Some("Seconds to wait."));
        response = response.header("Retry-After", header.build());
    }
    response.build()
}
