use crate::binary::{Folder, regulars, run};

#[test]
fn create_prints_the_key_alone() {
    let folder = Folder::new();
    let ran = folder.run(&["key", "create", "--name", "tills", "--scope", "all"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let key = ran.stdout.strip_suffix('\n').unwrap();
    assert!(
        key.starts_with("rgl_") && !key.contains(char::is_whitespace),
        "{key:?}"
    );
}

#[test]
fn an_unknown_scope_or_none_is_refused() {
    let folder = Folder::new();
    let ran = folder.run(&["key", "create", "--name", "tills", "--scope", "everything"]);
    assert_ne!(ran.code, 0);
    assert!(
        ran.stderr.contains("`everything` is not a scope"),
        "{}",
        ran.stderr
    );
    assert_eq!(folder.run(&["key", "create", "--name", "tills"]).code, 2);
}

#[test]
fn every_command_has_help_with_an_example() {
    let commands = [
        "serve",
        "demo",
        "verify",
        "backup",
        "restore",
        "resume",
        "migrate-store",
        "import purchases",
        "import members",
        "import products",
        "program check",
        "program test",
        "program schema",
        "program publish",
        "coupon make",
        "key create",
        "user add",
        "user list",
        "user password",
    ];
    for command in commands {
        let ran = run(regulars().args(command.split(' ')).arg("--help"));
        assert_eq!(ran.code, 0, "{command}");
        assert!(
            ran.stdout.contains("Example:\n  regulars "),
            "{command}: {}",
            ran.stdout
        );
    }
}
