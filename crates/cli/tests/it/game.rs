//! `regulars game check`, and the script of the guide beside it.

use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::binary::{Folder, Ran, regulars, run};

const GUIDE: &str = include_str!("../../../../docs/guides/fairness.md");
/// The bytes 0 to 31, and their SHA-256.
const SEED: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const COMMITMENT: &str = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";

/// A log as the server answers it; the last draw is of another seed.
fn log(number: i64) -> Value {
    let draw = |word: &str, nonce: i64, number: i64, commitment: &str| {
        let client = format!("mem_01HZX3V8K0G04{word}");
        json!({"client": client, "nonce": nonce, "number": number, "commitment": commitment, "draw": "wheel"})
    };
    let items = [
        draw("", 0, 833_298, COMMITMENT),
        draw("", 1, 906_366, COMMITMENT),
        draw(":luck", 1, 869_465, COMMITMENT),
        draw("", 1_000_000, number, COMMITMENT),
        draw("", 2, 1, "of another"),
    ];
    json!({"items": items, "next": null})
}

fn check(folder: &Folder, seed: &str, log: &Value) -> Ran {
    let file = folder.file("draws.json", log.to_string());
    let arguments = ["game", "check", "--seed", seed, "--commitment", COMMITMENT];
    run(regulars().args(arguments).arg("--draws").arg(file))
}

#[test]
fn a_log_is_worked_out_again() {
    let folder = Folder::new();
    let ran = check(&folder, SEED, &log(638_195));
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout
            .contains("mem_01HZX3V8K0G04:luck:1  869465  as logged"),
        "{ran:?}"
    );
    assert!(ran.stdout.contains("draws: 4, differing: 0"), "{ran:?}");
}

#[test]
fn what_was_changed_is_found() {
    let folder = Folder::new();
    let changed = check(&folder, SEED, &log(638_196));
    assert_ne!(changed.code, 0);
    assert!(
        changed
            .stdout
            .contains("638195  DIFFERS: the log says 638196"),
        "{changed:?}"
    );
    let other = check(&folder, &SEED.replace("1f", "20"), &log(638_195));
    assert_ne!(other.code, 0);
    assert!(other.stdout.contains("NOT what was promised"), "{other:?}");
}

/// Where there is no Python the script is not tried.
#[test]
fn the_script_of_the_guide_comes_to_the_same() {
    let folder = Folder::new();
    let (_, script) = GUIDE.split_once("```python\n").unwrap();
    let (script, _) = script.split_once("```").unwrap();
    let script = folder.file("check.py", script);
    let log = folder.file("draws.json", log(638_195).to_string());
    let mut python = Command::new("python3");
    let told = python
        .arg(script)
        .args([SEED, COMMITMENT])
        .arg(log)
        .output();
    let Ok(Output { stdout, .. }) = told else {
        return;
    };
    let told = String::from_utf8(stdout).unwrap();
    let expected = "833298 True\n906366 True\n869465 True\n638195 True\n";
    assert_eq!(told.replace('\r', ""), expected);
}
