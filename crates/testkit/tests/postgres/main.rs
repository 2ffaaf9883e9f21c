//! The server of PostgreSQL that tests start for themselves.
//!
//! `cargo xtask test` runs this; `cargo test` alone leaves it out.

use regulars_testkit::PostgresServer;
use regulars_testkit::postgres::execute;

#[test]
fn what_is_committed_is_there_after_a_stop_and_after_a_kill() {
    let mut server = PostgresServer::start();
    let (one, other) = (server.new_database(), server.new_database());
    execute(&one, "CREATE TABLE kept (number bigint PRIMARY KEY)");
    // Not there: another database.
    execute(&other, "CREATE TABLE kept (number bigint)");
    execute(&one, "INSERT INTO kept VALUES (1)");
    server.stop();
    assert_eq!(server.process(), None);
    server.start_again();
    execute(&one, "INSERT INTO kept VALUES (2)");
    server.kill_hard();
    server.start_again();
    execute(
        &one,
        "DO $$ BEGIN ASSERT (SELECT sum(number) = 3 FROM kept); END $$",
    );
}

#[test]
fn nothing_is_left_of_a_server() {
    let server = PostgresServer::start();
    let folder = server.folder().to_owned();
    assert!(folder.exists());
    drop(server);
    assert!(!folder.exists());

    let failed = std::thread::spawn(|| {
        let server = PostgresServer::start();
        std::panic::panic_any(server.folder().to_owned());
    });
    let folder = failed.join().expect_err("a panic");
    let folder = folder.downcast::<std::path::PathBuf>().expect("a folder");
    assert!(!folder.exists());
}
