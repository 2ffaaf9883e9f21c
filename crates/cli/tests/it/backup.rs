use serde_json::json;

use crate::binary::{Folder, regulars, run};

#[test]
fn a_backup_beside_a_server_is_restored_whole() {
    let folder = Folder::new();
    folder.publish("burger-heroes.yaml");
    let key = folder
        .run(&["key", "create", "--name", "till", "--scope", "all"])
        .stdout;
    let server = folder.serve();
    let ann = json!({"cards": ["2900000000018"], "first_name": "Ann"});
    let (status, answer) = server.call("POST", "/v1/members", key.trim(), &ann);
    assert_eq!(status, 201, "{answer}");

    let copy = folder.path("copy");
    let ran = folder.run(&["backup", copy.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let restored = folder.path("restored");
    let restore = || {
        run(regulars()
            .arg("restore")
            .arg(&copy)
            .arg("--data")
            .arg(&restored))
    };
    assert_eq!(restore().code, 0);
    let verified = run(regulars()
        .args(["verify", "--json", "--data"])
        .arg(&restored));
    assert_eq!(
        (verified.code, verified.json()["members"].clone()),
        (0, json!(1))
    );

    // Neither writes over a database.
    assert_ne!(folder.run(&["backup", copy.to_str().unwrap()]).code, 0);
    assert_ne!(restore().code, 0);
}

#[test]
fn there_must_be_something_to_copy() {
    let folder = Folder::new();
    let ran = folder.run(&["backup", folder.path("copy").to_str().unwrap()]);
    assert_eq!(ran.code, 3);
    assert!(ran.stderr.contains("holds no database"), "{}", ran.stderr);
    assert!(!folder.data().exists());
}

#[test]
fn a_restored_copy_answers_and_runs_no_jobs_until_it_is_told_to_go_on() {
    let (folder, other) = (Folder::new(), Folder::new());
    folder.publish("burger-heroes.yaml");
    let copy = folder.path("copy");
    assert_eq!(folder.run(&["backup", copy.to_str().unwrap()]).code, 0);
    let restored = other.run(&["restore", copy.to_str().unwrap()]);
    assert!(restored.stdout.contains("regulars resume"), "{restored:?}");

    let server = other.serve();
    let jobs = || {
        let (status, ready) = server.call("GET", "/readyz", "", &json!(null));
        assert_eq!(status, 200, "{ready}");
        ready["jobs"].clone()
    };
    assert_eq!(jobs(), "paused");
    let resumed = other.run(&["resume"]);
    assert_eq!(resumed.code, 0, "{resumed:?}");
    assert_eq!(jobs(), "running");
}

#[test]
fn a_restored_copy_is_let_work_over_http_by_who_may() {
    let (folder, other) = (Folder::new(), Folder::new());
    let key = |scope: &str| {
        let made = folder.run(&["key", "create", "--name", "tests", "--scope", scope]);
        made.stdout.trim().to_owned()
    };
    let (all, till) = (key("all"), key("till"));
    let copy = folder.path("copy");
    assert_eq!(folder.run(&["backup", copy.to_str().unwrap()]).code, 0);
    let restored = other.run(&["restore", copy.to_str().unwrap()]);
    assert_eq!(restored.code, 0, "{restored:?}");

    let server = other.serve();
    let call = |method, path, key: &str| server.call(method, path, key, &json!({}));
    let (_, seen) = call("GET", "/v1/instance", &all);
    assert_eq!(seen["state"], "restored");
    assert!(seen["restored_at"].is_string(), "{seen}");
    assert_eq!(call("POST", "/v1/instance/resume", &till).0, 403);
    let (status, resumed) = call("POST", "/v1/instance/resume", &all);
    assert_eq!(status, 200, "{resumed}");
    assert_eq!(resumed["state"], "working");
    assert_eq!(resumed["restored_at"], seen["restored_at"]);
    let (_, ready) = call("GET", "/readyz", "");
    assert_eq!(ready["jobs"], "running");
    let (_, audit) = call("GET", "/v1/audit", &all);
    assert_eq!(audit["items"][0]["action"], "instance.resume");
    assert_eq!(audit["items"][0]["by"]["kind"], "key");
}
