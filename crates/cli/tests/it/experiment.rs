//! `regulars experiment analyse`.

use serde_json::{Value, json};

use crate::binary::{Folder, Ran, regulars, run};

fn analyse(folder: &Folder, text: &str, more: &[&str]) -> Ran {
    let file = folder.file("units.csv", text);
    let arguments = [
        "experiment",
        "analyse",
        "--file",
        file.to_str().unwrap(),
        "--arm",
        "arm",
        "--control",
        "control",
    ];
    run(regulars().args(arguments).args(more))
}

/// Two arms of a hundred units with so many that bought.
fn units(control: usize, treated: usize) -> String {
    let arm = |name: &str, bought: usize| {
        (0..100)
            .map(|unit| format!("{name},{},{}\n", u8::from(unit < bought), unit % 2))
            .collect::<String>()
    };
    format!(
        "arm,bought,city\n{}{}",
        arm("control", control),
        arm("offer", treated)
    )
}

#[test]
fn the_answer_has_the_documented_shape() {
    let folder = Folder::new();
    let options = ["--metric", "bought", "--kind", "proportion", "--json"];
    let ran = analyse(&folder, &units(49, 51), &options);
    assert_eq!(ran.code, 0, "{ran:?}");
    let found = ran.json();
    assert_eq!(found["control"], json!({"n": 100, "mean": 0.49}));
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&found), ["arms", "control", "kind", "metric", "srm_p"]);
    let arm = &found["arms"][0];
    assert_eq!(
        keys(arm),
        ["arm", "ci", "diff", "lift", "lift_ci", "mean", "n", "p"]
    );
    assert_eq!((&arm["arm"], &arm["mean"]), (&json!("offer"), &json!(0.51)));
    assert_eq!(arm["ci"].as_array().unwrap().len(), 2);
    assert_eq!(found["srm_p"], 1.0);
}

#[test]
fn arms_of_wrong_sizes_and_wrong_words_are_told() {
    let folder = Folder::new();
    let mean = ["--metric", "bought", "--kind", "mean"];
    let lost = units(5, 9) + &"offer,1,0\n".repeat(200);
    let ran = analyse(&folder, &lost, &mean);
    assert!(
        ran.stderr.contains("the arms have not the sizes"),
        "{ran:?}"
    );
    let planned = [&mean[..], &["--split", "control=1,offer=3"]].concat();
    let ran = analyse(&folder, &lost, &planned);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let cut = [&mean[..], &["--by", "city", "--json"]].concat();
    let found = analyse(&folder, &units(5, 9), &cut).json();
    assert_eq!(found["by"][1]["value"], "1");
    let ran = analyse(
        &folder,
        &units(5, 9),
        &["--metric", "bougth", "--kind", "mean"],
    );
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("bought"), "{ran:?}");
    let ran = analyse(&folder, "arm,bought\noffer,1\n", &mean);
    assert!(ran.stderr.contains("no unit is in the control"), "{ran:?}");
}

#[test]
fn a_plan_says_how_many_it_takes() {
    let plan = |more: &[&str]| {
        run(regulars()
            .args(["experiment", "plan", "--baseline"])
            .args(more))
    };
    let found = plan(&["0.05", "--lift", "0.1", "--json"]).json();
    assert_eq!(found["control_needed"], 17_596.0);
    let ran = plan(&["0.05", "--units", "100000"]);
    assert!(
        ran.stdout.contains("100000 units will show a lift of 13"),
        "{ran:?}"
    );
    let ran = plan(&["5"]);
    assert!(
        ran.code != 0 && ran.stderr.contains("a mean needs a deviation"),
        "{ran:?}"
    );
}
