//! Keys, scopes, rates, stopping.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use regulars_http::Options;
use regulars_testkit::TestServer;
use serde_json::json;

use crate::caller::{BURGERS, START, burger, burgers, check};

/// A key with these scopes, made by the server's own.
fn key(server: &TestServer, scopes: &[&str]) -> String {
    let made = server.post("/v1/keys", &json!({"name": "one", "scopes": scopes}));
    check(&made, 201, "");
    made.body["secret"].as_str().unwrap().to_owned()
}

/// The status of a read with this `Authorization`, and the answer's `type`.
fn read_as(server: &TestServer, authorization: Option<&str>) -> (u16, String, Option<String>) {
    let client = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    let mut request = client.get(format!("{}/v1/members/ext:ann", server.url));
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    let mut answer = request.call().unwrap();
    let body: serde_json::Value =
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
    (
        answer.status().as_u16(),
        body["type"].as_str().unwrap_or_default().to_owned(),
        body["needs"].as_str().map(str::to_owned),
    )
}

#[test]
fn a_call_needs_a_key_with_its_scope() {
    let server = burgers();
    let bearer = |scopes: &[&str]| format!("Bearer {}", key(&server, scopes));
    let unauthorized = (401, "/problems/unauthorized".to_owned(), None);
    assert_eq!(read_as(&server, None), unauthorized);
    assert_eq!(read_as(&server, Some("Bearer rgl_0")), unauthorized);
    assert_eq!(read_as(&server, Some("Basic cm9vdDpyb290")), unauthorized);
    assert_eq!(
        read_as(&server, Some(&bearer(&["till"]))),
        (
            403,
            "/problems/forbidden".to_owned(),
            Some("members:read".to_owned())
        )
    );
    assert_eq!(
        read_as(&server, Some(&bearer(&["till", "members:read"]))).0,
        200
    );
    assert_eq!(read_as(&server, Some(&bearer(&["all"]))).0, 200);
}

#[test]
fn a_revoked_key_works_no_more() {
    let server = burgers();
    let made = server.post(
        "/v1/keys",
        &json!({"name": "one", "scopes": ["members:read"]}),
    );
    let bearer = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    assert_eq!(read_as(&server, Some(&bearer)).0, 200);
    let id = made.body["key"].as_str().unwrap();
    assert_eq!(server.delete(&format!("/v1/keys/{id}")).status, 204);
    assert_eq!(read_as(&server, Some(&bearer)).0, 401);
    assert_eq!(server.delete(&format!("/v1/keys/{id}")).status, 204);
}

#[test]
fn a_key_gives_no_scope_it_has_not() {
    let server = burgers();
    let makes_keys = key(&server, &["keys:write"]);
    let client = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .new_agent();
    let make = |scopes: &[&str]| {
        let body = json!({"name": "two", "scopes": scopes}).to_string();
        let request = client.post(format!("{}/v1/keys", server.url));
        let request = request.header("authorization", format!("Bearer {makes_keys}"));
        request
            .header("content-type", "application/json")
            .send(body)
            .unwrap()
            .status()
            .as_u16()
    };
    assert_eq!(make(&["keys:write"]), 201);
    assert_eq!(make(&["all"]), 403);
    assert_eq!(make(&["till"]), 403);
    assert_eq!(make(&["tills"]), 422);
    assert_eq!(make(&[]), 422);
}

#[test]
fn keys_of_one_integration_share_their_ids_and_others_do_not() {
    let server = burgers();
    let buy = |secret: &str| {
        let body = json!({"id": "receipt-1", "lines": burger()["lines"]}).to_string();
        let client = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let request = client.post(format!("{}/v1/purchases", server.url));
        let request = request.header("authorization", format!("Bearer {secret}"));
        let mut answer = request
            .header("content-type", "application/json")
            .send(body)
            .unwrap();
        serde_json::from_str::<serde_json::Value>(&answer.body_mut().read_to_string().unwrap())
            .unwrap()
    };
    let of = |integration: &str| {
        let made = server.post(
            "/v1/keys",
            &json!({"name": "one", "integration": integration, "scopes": ["till"]}),
        );
        made.body["secret"].as_str().unwrap().to_owned()
    };
    let first = buy(&of("tills"));
    let second = buy(&of("tills"));
    assert_eq!(
        (&first["purchase"], &second["replayed"]),
        (&second["purchase"], &json!(true))
    );
    assert_ne!(buy(&of("shop"))["purchase"], first["purchase"]);
}

#[test]
fn a_key_that_calls_too_fast_is_told_to_wait() {
    let options = Options {
        rate_per_second: 1,
        rate_burst: 4,
        ..Options::default()
    };
    let server = TestServer::start_with(START, Some(BURGERS), options);
    for _ in 0..4 {
        check(&server.get("/v1/programs"), 200, "");
    }
    let refused = server.get("/v1/programs");
    check(&refused, 429, "too_many_requests");
    server.clock.advance_ms(1_000);
    check(&server.get("/v1/programs"), 200, "");
    check(&server.get("/v1/programs"), 429, "too_many_requests");
}

#[test]
fn a_server_that_stops_ends_what_it_began() {
    let server = burgers();
    let options = Options {
        drain: Duration::from_secs(5),
        ..Options::default()
    };
    let app = server.app.clone();
    server.block_on(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn(regulars_http::serve(app, listener, options, async {
            let _ = stopped.await;
        }));
        let health = tokio::task::spawn_blocking(move || {
            ureq::get(format!("http://{address}/healthz")).call()
        });
        assert_eq!(health.await.unwrap().unwrap().status(), 200);
        stop.send(()).unwrap();
        serving.await.unwrap().unwrap();
        assert!(tokio::net::TcpStream::connect(address).await.is_err());
    });
}

#[test]
fn a_body_that_nobody_reads_does_not_end_the_connection() {
    let server = burgers();
    let address = server.url.strip_prefix("http://").unwrap();
    let mut connection = BufReader::new(TcpStream::connect(address).unwrap());
    connection.get_mut().set_nodelay(true).unwrap();
    for (authorization, expected) in [
        (format!("Bearer {}", server.key), "HTTP/1.1 200"),
        ("Bearer rgl_0".to_owned(), "HTTP/1.1 401"),
    ]
    .iter()
    .cycle()
    .take(20)
    {
        let head = format!(
            "GET /v1/members/ext:ann HTTP/1.1\r\nhost: here\r\nauthorization: {authorization}\r\ncontent-length: 2\r\n\r\n"
        );
        connection.get_mut().write_all(head.as_bytes()).unwrap();
        // Another call meanwhile, so that the server has seen the head without the body.
        server.get("/v1/members/ext:ann");
        connection.get_mut().write_all(b"{}").unwrap();
        let first = read_answer(&mut connection);
        assert!(first.starts_with(expected), "{first:?}");
    }
}

#[test]
fn a_refusal_is_told_to_who_never_sends_the_body() {
    let server = burgers();
    let address = server.url.strip_prefix("http://").unwrap();
    for path in ["/v1/members", "/v1/imports"] {
        let mut connection = BufReader::new(TcpStream::connect(address).unwrap());
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: here\r\nauthorization: Bearer rgl_0\r\ncontent-length: 2\r\n\r\n"
        );
        connection.get_mut().write_all(head.as_bytes()).unwrap();
        assert_eq!(
            read_answer(&mut connection).trim_end(),
            "HTTP/1.1 401 UNAUTHORIZED",
            "{path}"
        );
    }
}

/// The first line of the next answer, whose body is read too.
fn read_answer(connection: &mut impl BufRead) -> String {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).unwrap();
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.to_ascii_lowercase());
    }
    let length = lines
        .iter()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.trim().parse().unwrap());
    connection.read_exact(&mut vec![0; length]).unwrap();
    lines
        .first()
        .map_or_else(String::new, |line| line.to_ascii_uppercase())
}
