use std::fs;

use crate::binary::Folder;

const PROGRAM: &str = "
program: { id: cafe, name: Cafe, currency: RUB, time_zone: Europe/Moscow }
coupons:
  welcome: { prefix: HB, expire: { after: 30d } }
  spring: { code: SPRING }
";

#[test]
fn make_writes_codes_to_a_new_file() {
    let folder = Folder::new();
    let program = folder.file("cafe.yaml", PROGRAM);
    let published = folder.run(&["program", "publish", program.to_str().unwrap()]);
    assert_eq!(published.code, 0, "{}", published.stderr);
    let out = folder.path("codes.csv");
    let out = out.to_str().unwrap();
    let make = |series: &str, out: &str| {
        folder.run(&[
            "coupon", "make", "--series", series, "--count", "3", "--out", out,
        ])
    };
    let made = make("welcome", out);
    assert_eq!((made.code, made.stderr.as_str()), (0, ""));
    let text = fs::read_to_string(out).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("code,series,expires_at"));
    let codes: Vec<&str> = lines.collect();
    let is_code = |line: &&str| line.starts_with("HB") && line.find(',') == Some(15);
    assert_eq!(
        codes.iter().filter(|line| is_code(line)).count(),
        3,
        "{text}"
    );
    let again = make("welcome", out);
    assert_ne!(again.code, 0);
    assert_eq!(
        fs::read_to_string(out).unwrap(),
        text,
        "a file is not written over"
    );
    let public = make("spring", &format!("{out}.spring"));
    assert!(
        public.stderr.contains("has one public code"),
        "{}",
        public.stderr
    );
}
