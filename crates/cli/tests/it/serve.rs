use std::fs::File;

use serde_json::json;

use crate::binary::Folder;

#[test]
fn the_first_line_is_the_address_and_term_ends_it_well() {
    let folder = Folder::new();
    let server = folder.serve();
    assert_eq!(server.call("GET", "/healthz", "", &json!(null)).0, 200);
    assert_eq!(server.call("GET", "/readyz", "", &json!(null)).0, 200);
    assert_eq!(server.stop(), 0);
    folder.check();
}

#[test]
#[cfg(target_os = "linux")]
fn logs_that_nobody_can_keep_stop_nothing() {
    let folder = Folder::new();
    // A disk without room for one more line.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let server = folder.serve_with("debug", full.into());
    assert_eq!(server.call("GET", "/readyz", "", &json!(null)).0, 200);
    assert_eq!(server.call("GET", "/v1/members", "", &json!(null)).0, 401);
    assert_eq!(server.stop(), 0);
    folder.check();
}

#[test]
fn a_folder_is_served_by_one() {
    let folder = Folder::new();
    let _server = folder.serve();
    let ran = folder.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("in use by a running server"),
        "{}",
        ran.stderr
    );
    // Commands work beside it.
    folder.check();
}

#[test]
fn a_file_configures_and_flags_win() {
    let folder = Folder::new();
    let config = folder.file(
        "server.yaml",
        "listen: 256.0.0.1:1\nlimits: { body_kib: 64 }\n",
    );
    let config = config.to_str().unwrap();
    let ran = folder.run(&["serve", "--config", config]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.stderr.contains("cannot listen on 256.0.0.1:1"),
        "{}",
        ran.stderr
    );
    let broken = folder.file("broken.yaml", "listn: 127.0.0.1:0\n");
    assert_eq!(
        folder
            .run(&["serve", "--config", broken.to_str().unwrap()])
            .code,
        2
    );
}

#[test]
fn a_database_that_cannot_be_used_is_told_without_its_password() {
    let folder = Folder::new();
    let check = |url: &str, code: i32, said: &str| {
        let ran = folder.run(&["verify", "--database", url]);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.stderr.contains(said), "{ran:?}");
        assert!(!ran.stderr.contains("secret"), "{ran:?}");
    };
    let away = "postgres://anna:secret@127.0.0.1:1/shop";
    check(away, 3, "PostgreSQL at 127.0.0.1:1/shop cannot be used");
    check("postgres://anna:secret@db", 2, "names no database");
    check("mysql://anna:secret@db/shop", 2, "write postgres://");
    check("sqlite:elsewhere", 2, "name one");
}

#[test]
fn statements_that_take_long_are_logged_with_their_names() {
    let folder = Folder::new();
    // It reads what it serves, then finds that it cannot listen.
    let ran = folder.run(&["serve", "--listen", "256.0.0.1:1", "--log-slow-ms", "0"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stderr.contains("a statement took long"), "{ran:?}");
    assert!(ran.stderr.contains(r#""statement":"META_GET""#), "{ran:?}");
}
