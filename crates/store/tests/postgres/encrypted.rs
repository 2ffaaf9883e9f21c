//! Connections by TLS: which servers are spoken to under which `sslmode`, and what is said of the others.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

use regulars_store::*;
use regulars_testkit::PostgresServer;
use regulars_testkit::postgres::{execute, strings};

const ENCRYPTED: &str = "SELECT DISTINCT encryption.ssl::text FROM pg_stat_ssl encryption \
     JOIN pg_stat_activity activity USING (pid) \
     WHERE activity.application_name = 'regulars' AND activity.datname = current_database()";

/// A server with one of the certificates beside this file.
fn server(certificate: &str) -> PostgresServer {
    let mut server = PostgresServer::start();
    let base = format!("{}/postgres", server.url());
    let owner = fs::metadata(server.folder()).unwrap();
    for (name, kind) in [("ssl_cert_file", "pem"), ("ssl_key_file", "key")] {
        let copy = server.folder().join(format!("server.{kind}"));
        fs::copy(given(&format!("{certificate}.{kind}")), &copy).unwrap();
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).unwrap();
        chown(&copy, Some(owner.uid()), Some(owner.gid())).unwrap();
        execute(
            &base,
            &format!("ALTER SYSTEM SET {name} = '{}'", copy.display()),
        );
    }
    execute(&base, "ALTER SYSTEM SET ssl = on");
    server.stop();
    server.start_again();
    server
}

fn given(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres/tls");
    folder.join(file).display().to_string()
}

/// Opens a new database of a server; `Ok`: whether what was sent was encrypted.
fn open(server: &PostgresServer, host: &str, query: &str) -> Result<bool, String> {
    let plain = server.new_database();
    let url = format!("{}{query}", plain.replace("127.0.0.1", host));
    let store = Store::connect(&url, server.folder(), &Options::default());
    let store = store.map_err(|error| error.to_string())?;
    { store.read(|reader| reader.counts()) }.map_err(|error| error.to_string())?;
    let how = strings(&plain, ENCRYPTED);
    drop(store);
    match how.as_slice() {
        [how] => Ok(how == "true"),
        mixed => Err(format!("some are and some are not: {mixed:?}")),
    }
}

fn check(server: &PostgresServer, host: &str, query: &str, expected: Result<bool, &str>) {
    match (open(server, host, query), expected) {
        (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{host} {query}"),
        (Err(why), Err(part)) => assert!(why.contains(part), "{host} {query}: {why}"),
        (found, _) => panic!("{host} {query}: {found:?}"),
    }
}

#[test]
fn a_certificate_is_believed_as_far_as_the_mode_says() {
    let server = server("server");
    let check = |host, mode: &str, authority: &str, expected| {
        let file = given(authority);
        let query = match authority {
            "" => format!("?sslmode={mode}"),
            _ => format!("?sslmode={mode}&sslrootcert={file}"),
        };
        check(&server, host, &query, expected);
    };
    let unknown = "sslrootcert: name the file of the authority";
    check("localhost", "verify-full", "authority.pem", Ok(true));
    check("localhost", "verify-full", "other.pem", Err(unknown));
    check(
        "127.0.0.1",
        "verify-full",
        "authority.pem",
        Err("subjectAltName"),
    );
    check("127.0.0.1", "verify-ca", "authority.pem", Ok(true));
    check("127.0.0.1", "verify-ca", "other.pem", Err(unknown));
    check("127.0.0.1", "require", "", Ok(true));
    check("127.0.0.1", "require", "other.pem", Err(unknown));
    check("127.0.0.1", "prefer", "", Ok(true));
    check("127.0.0.1", "prefer", "other.pem", Ok(false));
    check("127.0.0.1", "allow", "", Ok(false));
    check("127.0.0.1", "disable", "", Ok(false));
    check(
        "localhost",
        "verify-full",
        "make.sh",
        Err("holds no certificate"),
    );
}

#[test]
fn a_server_without_an_authority_is_known_by_its_own_certificate() {
    let server = server("alone");
    let file = given("alone.pem");
    let pinned = |mode| format!("?sslmode={mode}&sslrootcert={file}");
    check(&server, "localhost", &pinned("verify-full"), Ok(true));
    check(
        &server,
        "127.0.0.1",
        &pinned("verify-full"),
        Err("subjectAltName"),
    );
    check(&server, "127.0.0.1", &pinned("verify-ca"), Ok(true));
}

#[test]
fn a_server_that_lets_nobody_in_otherwise_is_spoken_to_by_tls() {
    let mut server = server("server");
    let rules = server.folder().join("data/pg_hba.conf");
    let all = fs::read_to_string(&rules).unwrap();
    // The tests' own connections have another user's database.
    let strict = format!("hostnossl test_0 all all reject\n{all}");
    fs::write(&rules, strict).unwrap();
    server.stop();
    server.start_again();
    let plain = server.new_database();
    let connect = |mode: &str| {
        let url = format!("{plain}?sslmode={mode}");
        Store::connect(&url, server.folder(), &Options::default()).map(drop)
    };
    connect("allow").unwrap();
    let refused = connect("disable").unwrap_err().to_string();
    assert!(
        refused.contains("check that it runs, listens there, and lets this user"),
        "{refused}"
    );
}

#[test]
fn a_server_without_tls_is_refused_where_tls_is_asked_for() {
    let server = PostgresServer::start();
    let without = "it does not speak TLS: set `ssl = on`";
    check(&server, "127.0.0.1", "?sslmode=require", Err(without));
    let file = given("authority.pem");
    let query = format!("?sslmode=verify-full&sslrootcert={file}");
    check(&server, "127.0.0.1", &query, Err(without));
    check(&server, "127.0.0.1", "?sslmode=prefer", Ok(false));
    check(&server, "127.0.0.1", "", Ok(false));
}
