//! The screens as the server sends them.

use std::collections::BTreeMap;

use crate::caller::burgers;

struct Sent {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

fn get(url: &str, encodings: &str) -> Sent {
    let client = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .new_agent();
    let request = client.get(url).header("accept-encoding", encodings);
    let mut answer = request.call().unwrap();
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    Sent {
        status: answer.status().as_u16(),
        headers: headers.collect(),
        body: answer.body_mut().read_to_vec().unwrap(),
    }
}

#[test]
fn an_entry_answers_at_every_address_below_it() {
    let server = burgers();
    let moved = get(&server.url, "");
    assert_eq!(
        (moved.status, moved.headers["location"].as_str()),
        (303, "/console/")
    );
    let bare = get(&format!("{}/till", server.url), "");
    assert_eq!(
        (bare.status, bare.headers["location"].as_str()),
        (303, "/till/")
    );
    for path in [
        "/console/",
        "/console/members/mem_1",
        "/till/",
        "/till/any/thing",
    ] {
        let page = get(&format!("{}{path}", server.url), "");
        let html = String::from_utf8(page.body).unwrap();
        assert!(html.starts_with("<!doctype html>"), "{path}");
        if page.status == 503 {
            assert!(html.contains("cargo xtask ui"), "{path}");
            continue;
        }
        assert_eq!(page.status, 200, "{path}");
        let policy = &page.headers["content-security-policy"];
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"),
            "{policy}"
        );
        assert_eq!(page.headers["cache-control"], "no-cache");
        match policy.split_once("'nonce-") {
            Some((_, after)) => {
                let (nonce, _) = after.split_once('\'').unwrap();
                assert!(html.contains(nonce) && nonce.len() >= 32, "{path}");
            }
            // The till page is kept by its worker: nothing in it may differ from one answer to the next.
            None => assert!(path.starts_with("/till") && !html.contains("nonce")),
        }
    }
}

#[test]
fn the_worker_of_the_till_page_reaches_the_page_and_nothing_else() {
    let server = burgers();
    let page = get(&format!("{}/till/", server.url), "");
    let worker = get(&format!("{}/till/worker.js", server.url), "br");
    if page.status == 503 {
        return assert_eq!(worker.status, 404, "no page, no worker");
    }
    assert!(page.headers["content-security-policy"].contains("worker-src 'self'"));
    assert_eq!(worker.headers["cache-control"], "no-cache");
    assert_eq!(worker.headers["service-worker-allowed"], "/till");
    assert_eq!(
        worker.headers["content-security-policy"],
        "default-src 'none'; connect-src 'self'"
    );
    let script = String::from_utf8(worker.body).unwrap();
    let html = String::from_utf8(page.body).unwrap();
    let named = html.split('"').filter(|part| part.starts_with("/assets/"));
    assert!(named.clone().count() > 1, "a page without files");
    for file in named {
        assert!(script.contains(file), "{file} is not kept");
    }
}

#[test]
fn a_page_has_another_nonce_each_time() {
    let server = burgers();
    let policy = || {
        get(&format!("{}/console/", server.url), "")
            .headers
            .remove("content-security-policy")
    };
    let first = policy();
    assert!(first.is_none() || first != policy());
}

#[test]
fn files_are_kept_for_ever_and_packed_for_who_can_unpack() {
    let server = burgers();
    let missing = get(&format!("{}/assets/gone-1234.js", server.url), "br");
    assert_eq!(missing.status, 404);
    let html = String::from_utf8(get(&format!("{}/console/", server.url), "").body).unwrap();
    let Some((_, after)) = html.split_once("src=\"/assets/") else {
        return assert!(html.contains("cargo xtask ui"), "a page without scripts");
    };
    let (name, _) = after.split_once('"').unwrap();
    let url = format!("{}/assets/{name}", server.url);
    let plain = get(&url, "gzip");
    let packed = get(&url, "gzip, br");
    assert_eq!(plain.headers.get("content-encoding"), None);
    assert_eq!(packed.headers["content-encoding"], "br");
    assert!(packed.body.len() < plain.body.len());
    assert_eq!(
        plain.headers["content-type"],
        "text/javascript; charset=utf-8"
    );
    assert_eq!(
        plain.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
}
