//! The server dies between commit and acknowledgement.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use regulars_store::{Fault, FaultHook, FaultPoint, Options};
use regulars_testkit::TestServer;

use crate::{BURGER_HEROES, balance, member, purchase, status};

fn start(options: Options) -> TestServer {
    let limits = regulars_http::Options::default();
    TestServer::start_over(
        "2026-03-01T10:00:00+03:00",
        Some(BURGER_HEROES),
        options,
        limits,
    )
}

/// A server whose writer fails at a point once it is told to.
fn failing(point: FaultPoint, fault: Fault) -> (TestServer, Arc<AtomicBool>) {
    let armed = Arc::new(AtomicBool::new(false));
    let trigger = armed.clone();
    let hook = FaultHook::new(move |at| {
        if at == point && trigger.swap(false, Ordering::SeqCst) {
            fault
        } else {
            Fault::None
        }
    });
    let options = Options {
        faults: Some(hook),
        ..Options::default()
    };
    (start(options), armed)
}

#[test]
fn a_crash_between_commit_and_acknowledgement_loses_and_doubles_nothing() {
    let (server, armed) = failing(FaultPoint::AfterCommit, Fault::Die);
    let ann = member(&server, "1001");
    let body = purchase("r-1", "1001", "400.00", "none");
    armed.store(true, Ordering::SeqCst);
    let lost = server.post("/v1/purchases", &body);
    assert!(lost.status >= 500, "nobody was told: {}", lost.text);
    let server = server.restart();
    let again = server.post("/v1/purchases", &body);
    status(&again, 201);
    assert_eq!(again.body["replayed"], true, "it was durable");
    assert_eq!(balance(&server, &ann), 320);
}

#[test]
fn a_crash_before_commit_leaves_nothing_and_the_till_sends_again() {
    let (server, armed) = failing(FaultPoint::BeforeCommit, Fault::Die);
    let ann = member(&server, "1001");
    let body = purchase("r-1", "1001", "400.00", "none");
    armed.store(true, Ordering::SeqCst);
    assert!(server.post("/v1/purchases", &body).status >= 500);
    let server = server.restart();
    assert_eq!(balance(&server, &ann), 300);
    let again = server.post("/v1/purchases", &body);
    status(&again, 201);
    assert_eq!(again.body["replayed"], false);
    assert_eq!(balance(&server, &ann), 320);
}

#[test]
fn a_commit_that_reports_an_error_is_resolved_by_the_identity_of_the_call() {
    for point in [FaultPoint::BeforeCommit, FaultPoint::AfterCommit] {
        let (server, armed) = failing(point, Fault::Error);
        let ann = member(&server, "1001");
        let body = purchase("r-1", "1001", "400.00", "none");
        armed.store(true, Ordering::SeqCst);
        let first = server.post("/v1/purchases", &body);
        let second = server.post("/v1/purchases", &body);
        assert!(
            matches!(second.status, 200 | 201),
            "{point:?}: {} then {}",
            first.text,
            second.text
        );
        assert_eq!(balance(&server, &ann), 320, "{point:?}");
    }
}
