use std::io::Write;

use serde_json::{Value, json};

use crate::binary::{Folder, regulars};

const SALES: &str = "\
id,at,member,sku,name,quantity,price,store
r-1,2026-03-01 10:00:00,ann,burger,Burger,2,400.00,kazan-1
r-1,2026-03-01 10:00:00,ann,fries,Fries,1,100.00,kazan-1
r-2,2026-03-02 10:00:00,,burger,Burger,1,400.00,kazan-1
C3,2026-03-03 10:00:00,ann,fries,Fries,-1,100.00,kazan-1
r-4,2026-03-04 10:00:00,bob,burger,Burger,1,400.00,kazan-2
";

fn import(folder: &Folder, what: &str, content: &str, more: &[&str]) -> Value {
    let file = folder.file("rows.csv", content);
    let mut arguments = vec!["import", what, file.to_str().unwrap(), "--json"];
    arguments.extend(more);
    folder.json(&arguments)
}

fn refused(folder: &Folder) -> String {
    std::fs::read_to_string(folder.path("data/imports/rows.csv.refused.csv")).unwrap()
}

#[test]
fn a_file_imported_twice_changes_nothing() {
    for more in [&[][..], &["--history"]] {
        let folder = Folder::new();
        folder.publish("burger-heroes.yaml");
        let first = import(&folder, "purchases", SALES, more);
        let counts = |report: &Value| {
            [
                "rows",
                "imported",
                "purchases",
                "returns",
                "members",
                "unchanged",
                "refused",
            ]
            .map(|field| report[field].as_u64().unwrap())
        };
        assert_eq!(counts(&first), [5, 5, 3, 1, 2, 0, 0], "{first}");
        assert_eq!(first["report"], json!(null));
        let before = folder.check();
        let again = import(&folder, "purchases", SALES, more);
        assert_eq!(counts(&again), [5, 0, 0, 0, 0, 5, 0], "{again}");
        assert_eq!(folder.check(), before);
    }
}

#[test]
fn effects_come_with_the_engine_and_not_with_history() {
    let postings = |more: &[&str]| {
        let folder = Folder::new();
        folder.publish("burger-heroes.yaml");
        import(&folder, "purchases", SALES, more);
        folder.check()["postings"].as_u64().unwrap()
    };
    // Two welcomes, two purchases of members, one unlinked return that reverses nothing by this program.
    assert_eq!(postings(&[]), 4);
    assert_eq!(postings(&["--history"]), 0);
}

#[test]
fn a_dry_run_changes_nothing_and_says_the_same() {
    let folder = Folder::new();
    let dry = import(&folder, "purchases", SALES, &["--dry-run"]);
    assert_eq!(
        (&dry["purchases"], &dry["members"], &dry["dry_run"]),
        (&json!(3), &json!(2), &json!(true))
    );
    assert!(!folder.data().exists());
    folder.publish("burger-heroes.yaml");
    let before = folder.check();
    import(&folder, "purchases", SALES, &["--dry-run"]);
    assert_eq!(folder.check(), before);
    assert_eq!(import(&folder, "purchases", SALES, &[])["purchases"], 3);
}

#[test]
fn refused_rows_are_listed_with_line_column_and_reason() {
    let folder = Folder::new();
    let rows = b"id,at,member,sku,quantity,price\n\
        1,2026-03-01,ann,burger,1,400\n\
        2,yesterday,ann,burger,1,400\n\
        3,2026-03-01,ann,burger,one,400\n\
        4,2026-03-01,ann,burger,-1,400\n\
        5,2999-03-01,ann,burger,1,400\n\
        6,2026-03-01,\xff\xfe,burger,1,400\n\
        7,2026-03-01,ann,burger,1\n\
        ,2026-03-01,,burger,1,400\n\
        8,2026-03-01,ann,burger,1,1e9\n\
        9,2026-03-01,ann,burger,1,0\n\
        A10,2026-03-01,,B,1,-5\n\
        1,2026-03-01,bob,burger,1,400\n";
    let file = folder.file("rows.csv", rows);
    let report = folder.json(&[
        "import",
        "purchases",
        file.to_str().unwrap(),
        "--json",
        "--history",
    ]);
    assert_eq!(
        (&report["rows"], &report["imported"], &report["refused"]),
        (&json!(12), &json!(1), &json!(11))
    );
    let listed = refused(&folder);
    let check = |line: u32, column: &str, says: &str| {
        let row = listed
            .lines()
            .find(|row| row.starts_with(&format!("{line},{column},")));
        assert!(
            row.is_some_and(|row| row.contains(says)),
            "{line} {column} {says}: {listed}"
        );
    };
    check(3, "at", "is not a time");
    check(4, "quantity", "is not a number");
    check(5, "quantity", "a stock correction");
    check(6, "at", "has not come yet");
    check(7, "member", "is not UTF-8");
    check(8, "", "has 5 fields where the header has 6");
    check(9, "id", "is empty, and so is the member");
    check(10, "price", "is not a number");
    check(11, "price", "no sale");
    check(12, "price", "a bad debt");
    check(13, "member", "differs from the member");
}

#[test]
fn another_content_under_a_known_id_is_refused() {
    let folder = Folder::new();
    import(&folder, "purchases", SALES, &["--history"]);
    let other = SALES.replace(
        "r-4,2026-03-04 10:00:00,bob,burger,Burger,1",
        "r-4,2026-03-04 10:00:00,bob,burger,Burger,2",
    );
    let report = import(&folder, "purchases", &other, &["--history"]);
    assert_eq!(
        (&report["unchanged"], &report["refused"]),
        (&json!(4), &json!(1))
    );
    assert!(refused(&folder).contains("6,id,r-4,was imported before with another content"));
}

#[test]
fn packed_semicolons_and_decimal_commas_are_read() {
    let folder = Folder::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed
        .write_all("Чек;Дата;Клиент;Сумма\n1;20260301;ann;10,50\n2;20260302;bob;7\n".as_bytes())
        .unwrap();
    let file = folder.file("rows.csv", packed.finish().unwrap());
    let map = folder.file(
        "columns.txt",
        "# 1C\nid=Чек\nat=Дата\nmember=Клиент\namount=Сумма\n",
    );
    let (file, map) = (file.to_str().unwrap(), map.to_str().unwrap());
    let arguments = ["import", "purchases", file, "--history", "--json"];
    let report = folder.json(&[&arguments[..], &["--map-file", map]].concat());
    assert_eq!(
        (&report["purchases"], &report["money"]["identified"]),
        (&json!(2), &json!("17.50"))
    );
    let again = folder.json(&[&arguments[..], &["--map", map]].concat());
    assert_eq!(again["unchanged"], 2);
}

#[test]
fn a_column_that_is_not_there_is_a_usage_error() {
    let folder = Folder::new();
    let file = folder.file("rows.csv", SALES);
    let file = file.to_str().unwrap();
    let ran = folder.run(&["import", "purchases", file, "--map", "id=recipt"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.stderr.contains("the file has no column `recipt`"),
        "{}",
        ran.stderr
    );
    let ran = folder.run(&["import", "purchases", file, "--map", "membr=member"]);
    assert!(
        ran.stderr.contains("did you mean `member`?"),
        "{}",
        ran.stderr
    );
    assert_eq!(folder.run(&["import", "purchases", "/nowhere.csv"]).code, 4);
}

#[test]
fn members_are_registered_filled_in_and_left_alone() {
    let folder = Folder::new();
    folder.publish("burger-heroes.yaml");
    let rows = "external_id,card,phone,email,first_name,birth_date,consents\n\
        c-1,2900000000018,8 (900) 000-00-01,Ann@Example.org,Ann,1990-05-01,sms|email\n\
        c-2,,,,Bob,,\n\
        c-3,,8 900 000 00 01,,Carl,,\n\
        c-4,,12,,Dora,,\n";
    let first = import(&folder, "members", rows, &[]);
    assert_eq!(
        (&first["members"], &first["refused"]),
        (&json!(2), &json!(2)),
        "{first}"
    );
    assert!(refused(&folder).contains("4,phone,+79000000001,this phone belongs to another member"));
    assert_eq!(folder.check()["postings"], 2);
    let again = import(&folder, "members", rows, &[]);
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&json!(0), &json!(2)),
        "{again}"
    );
    let more = import(
        &folder,
        "members",
        "external_id,first_name,city\nc-2,Bob,Kazan\n",
        &[],
    );
    assert_eq!(
        (&more["imported"], &more["members"]),
        (&json!(1), &json!(0)),
        "{more}"
    );
    folder.check();
}

#[test]
fn goods_are_put_and_left_alone() {
    let folder = Folder::new();
    let rows = "sku,name,category,price,flags\nburger,Burger,food|burgers,400.00,\nbeer,Beer,drinks,300,no_discount\nx,X,,-1,\n";
    let first = import(&folder, "products", rows, &[]);
    assert_eq!(
        (&first["products"], &first["refused"]),
        (&json!(2), &json!(1)),
        "{first}"
    );
    let again = import(&folder, "products", rows, &[]);
    assert_eq!(
        (&again["imported"], &again["unchanged"]),
        (&json!(0), &json!(2)),
        "{again}"
    );
    let other = import(&folder, "products", "sku,price\nburger,420\n", &[]);
    assert_eq!(
        (&other["imported"], &other["products"]),
        (&json!(1), &json!(0)),
        "{other}"
    );
}

#[test]
fn an_import_works_beside_a_server() {
    let folder = Folder::new();
    folder.publish("burger-heroes.yaml");
    let key = folder
        .run(&["key", "create", "--name", "till", "--scope", "all"])
        .stdout;
    let server = folder.serve();
    assert_eq!(import(&folder, "purchases", SALES, &[])["purchases"], 3);
    let (status, found) = server.call(
        "GET",
        "/v1/members?external_id=ann",
        key.trim(),
        &json!(null),
    );
    assert_eq!(status, 200);
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(server.stop(), 0);
    folder.check();
}

/// Purchases of a hundred members, two hundred each.
fn many() -> String {
    use std::fmt::Write as _;

    let mut rows = "id,at,member,sku,price\n".to_owned();
    for number in 0..20_000 {
        let (day, minute) = (1 + number / 1_000, number % 1_000);
        let (hour, minute) = (minute / 60, minute % 60);
        let member = number % 100;
        writeln!(
            rows,
            "r-{number},2026-03-{day:02} {hour:02}:{minute:02}:00,m-{member},burger,400"
        )
        .unwrap();
    }
    rows
}

#[test]
fn an_import_that_was_killed_goes_on_where_it_was() {
    let folder = Folder::new();
    folder.publish("burger-heroes.yaml");
    let file = folder.file("rows.csv", many());
    let mut cut_off = regulars()
        .args(["import", "purchases", file.to_str().unwrap(), "--data"])
        .arg(folder.data())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // Once some of it is in the database's log, and before all of it is.
    let log = folder.data().join("regulars.db-wal");
    while std::fs::metadata(&log).map_or(0, |file| file.len()) < 1 << 20
        && cut_off.try_wait().unwrap().is_none()
    {
        std::thread::yield_now();
    }
    let _ = cut_off.kill();
    cut_off.wait().unwrap();
    folder.check();

    let rest = folder.json(&["import", "purchases", file.to_str().unwrap(), "--json"]);
    let count = |field: &str| rest[field].as_u64().unwrap();
    assert_eq!(
        (count("imported") + count("unchanged"), count("refused")),
        (20_000, 0)
    );
    let verified = folder.check();
    assert_eq!(
        (&verified["purchases"], &verified["members"]),
        (&json!(20_000), &json!(100))
    );

    let whole = Folder::new();
    whole.publish("burger-heroes.yaml");
    import(&whole, "purchases", &many(), &[]);
    assert_eq!(whole.check()["postings"], verified["postings"]);
}
