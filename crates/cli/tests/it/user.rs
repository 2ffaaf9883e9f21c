use serde_json::{Value, json};

use crate::binary::{Folder, Server};

const LOGIN: &str = "anna";

fn add(folder: &Folder, more: &[&str]) -> crate::binary::Ran {
    let arguments = ["user", "add", "--login", LOGIN, "--name", "Anna Petrova"];
    folder.run(&[&arguments, more].concat())
}

/// Whether a running server lets somebody in.
fn lets_in(server: &Server, password: &str) -> bool {
    let body = json!({"login": LOGIN, "password": password});
    let (status, answer) = server.call("POST", "/v1/session", "", &body);
    assert!(status == 200 || status == 401, "{answer}");
    status == 200
}

#[test]
fn a_server_without_staff_prints_where_to_set_it_up() {
    let folder = Folder::new();
    let mut server = folder.serve();
    let line = server.line();
    let address = format!("set up {}/console/setup#", server.address);
    let code = line.strip_prefix(&address).unwrap().to_owned();
    assert_eq!(code.len(), 20, "{line}");
    let body = json!({"code": code, "name": "Anna", "login": LOGIN, "password": "correct horse"});
    let (status, answer) = server.call("POST", "/v1/setup", "", &body);
    assert_eq!((status, &answer["staff"]["role"]), (201, &json!("admin")));
    assert_eq!(server.stop(), 0);
    let server = folder.serve();
    assert!(lets_in(&server, "correct horse"));
}

#[test]
fn staff_are_added_and_given_passwords_beside_a_running_server() {
    let folder = Folder::new();
    let server = folder.serve();
    let file = folder.file("password", "correct horse\nand the rest\n");
    let file = file.to_str().unwrap();
    let added = add(&folder, &["--role", "admin", "--password-file", file]);
    assert_eq!((added.code, added.stderr.as_str()), (0, ""));
    assert!(added.stdout.starts_with("stf_"), "{}", added.stdout);
    assert!(lets_in(&server, "correct horse"));
    let (_, session) = server.call("GET", "/v1/session", "", &Value::Null);
    assert_eq!(session["setup_needed"], false);

    let listed = folder.run(&["user", "list"]);
    let fields: Vec<_> = listed.stdout.trim_end().split('\t').skip(1).collect();
    assert_eq!(fields, [LOGIN, "admin", "active", "Anna Petrova"]);

    let given = folder.run(&["user", "password", "--login", "Anna"]);
    let made_up = given.stdout.trim_end().strip_prefix("password ").unwrap();
    assert!(lets_in(&server, made_up));
    assert!(!lets_in(&server, "correct horse"));
}

#[test]
fn what_is_wrong_with_somebody_is_said() {
    let folder = Folder::new();
    let made_up = add(&folder, &["--role", "cashier"]);
    assert!(made_up.stdout.contains("\npassword "), "{}", made_up.stdout);
    let check = |more: &[&str], code: i32, says: &str| {
        let ran = add(&folder, more);
        assert_eq!(ran.code, code, "{ran:?}");
        assert!(ran.stderr.contains(says), "{}", ran.stderr);
    };
    check(&["--role", "agent"], 4, "somebody else has this login");
    check(&["--role", "owner"], 2, "marketer");
    let short = folder.file("short", "1234567\n");
    let short = [
        "--role",
        "agent",
        "--password-file",
        short.to_str().unwrap(),
    ];
    check(&short, 2, "the password has 7 characters");
    let nobody = folder.run(&["user", "password", "--login", "boris"]);
    assert!(
        nobody.stderr.contains("no login `boris`"),
        "{}",
        nobody.stderr
    );
}
