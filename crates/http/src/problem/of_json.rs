//! Reads JSON strictly, and says precisely what is wrong with it.

use regulars_engine::program::suggest;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::{Path, Segment};

use super::{Kind, Problem};

/// Reads a body. What is right is read once; only a body that is wrong is read again, to say where.
///
/// # Errors
/// `bad_json` with line and column, or `bad_shape` with the pointer of the first wrong place.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| explain::<T>(bytes, &error))
}

fn explain<T: DeserializeOwned>(bytes: &[u8], first: &serde_json::Error) -> Problem {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Err(error) if error.inner().classify() == Category::Data => {
            wrong_shape(error.path(), &plain(error.inner()))
        }
        _ => not_json(bytes, first),
    }
}

fn not_json(bytes: &[u8], error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    if let Err(broken) = std::str::from_utf8(bytes) {
        let at = broken.valid_up_to();
        return Problem::new(
            Kind::BadJson,
            format!("the body is not UTF-8: byte {at} (line {line}, column {column})"),
        );
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Problem::new(
            Kind::BadJson,
            "the body is empty; a JSON object is expected",
        );
    }
    Problem::new(
        Kind::BadJson,
        format!("line {line}, column {column}: {}", plain(error)),
    )
}

fn wrong_shape(path: &Path, message: &str) -> Problem {
    let mut pointer = pointer(path);
    if let Some((field, known)) = unknown_field(message) {
        append(&mut pointer, field);
        return Problem::at(Kind::BadShape, pointer, unknown(field, &known));
    }
    if let Some(field) = quoted(message, "missing field `") {
        append(&mut pointer, field);
        return Problem::at(Kind::BadShape, pointer, "is missing");
    }
    if let Some((variant, known)) = unknown_variant(message) {
        let near = suggest(variant, known.iter().copied());
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
        return Problem::at(
            Kind::BadShape,
            pointer,
            format!("is `{variant}`; it can be {}{near}", known.join(", ")),
        );
    }
    Problem::at(Kind::BadShape, pointer, format!("is not right: {message}"))
}

fn unknown(field: &str, known: &[&str]) -> String {
    match suggest(field, known.iter().copied()) {
        Some(near) => format!("is no field here; did you mean `{near}`?"),
        None if known.is_empty() => "is no field here; there are none".to_owned(),
        None => format!("is no field here; there are: {}", known.join(", ")),
    }
}

/// The message without its place, which is told apart.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => append(&mut pointer, &index.to_string()),
            Segment::Map { key } => append(&mut pointer, key),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

/// Adds a part, unless it is the last one already.
fn append(pointer: &mut String, part: &str) {
    let part = part.replace('~', "~0").replace('/', "~1");
    let last = pointer.rsplit_once('/').map(|(_, last)| last);
    if last != Some(part.as_str()) {
        pointer.push('/');
        pointer.push_str(&part);
    }
}

/// serde's words: ``unknown field `redem`, expected one of `a`, `b` ``.
fn unknown_field(message: &str) -> Option<(&str, Vec<&str>)> {
    Some((quoted(message, "unknown field `")?, listed(message)))
}

fn unknown_variant(message: &str) -> Option<(&str, Vec<&str>)> {
    Some((quoted(message, "unknown variant `")?, listed(message)))
}

fn quoted<'m>(message: &'m str, before: &str) -> Option<&'m str> {
    // The name is the caller's own and may hold anything, a backtick included.
    let rest = message.strip_prefix(before)?;
    let end = rest
        .find("`, expected")
        .or_else(|| rest.find("`, there are no"))
        .or_else(|| rest.rfind('`'))?;
    rest.get(..end)
}

fn listed(message: &str) -> Vec<&str> {
    let known = message
        .rsplit_once(", expected")
        .map_or("", |(_, known)| known);
    known.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape counts")]
    struct Body {
        lines: Vec<Line>,
        #[serde(default)]
        redeem: BTreeMap<String, String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its shape counts")]
    struct Line {
        price: u32,
        #[serde(default)]
        kind: Option<Sort>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Sort {
        Goods,
        Service,
    }

    #[track_caller]
    fn check(body: &[u8], kind: Kind, pointer: &str, says: &str) {
        let problem = read_json::<Body>(body).unwrap_err();
        let found = problem
            .errors
            .first()
            .map_or("", |field| field.pointer.as_str());
        assert_eq!((problem.kind(), found), (kind, pointer), "{problem:?}");
        assert!(problem.detail.contains(says), "{}", problem.detail);
    }

    #[test]
    fn what_is_no_json_is_told_by_line_and_column() {
        check(b"", Kind::BadJson, "", "is empty");
        check(
            b"{\n  \"lines\": [,]}",
            Kind::BadJson,
            "",
            "line 2, column 13",
        );
        check(b"{\"lines\": []", Kind::BadJson, "", "line 1, column 12");
        check(
            b"{\"lines\": []} x",
            Kind::BadJson,
            "",
            "trailing characters",
        );
        check(
            b"{\"lines\": [], \"redeem\": {\"a\": \"\xff\"}}",
            Kind::BadJson,
            "",
            "not UTF-8: byte 31",
        );
        let deep = "[".repeat(10_000);
        check(
            format!("{{\"lines\": {deep}").as_bytes(),
            Kind::BadShape,
            "/lines/0",
            "",
        );
    }

    #[test]
    fn what_has_another_shape_is_told_by_its_pointer() {
        check(b"[]", Kind::BadShape, "", "");
        check(b"{}", Kind::BadShape, "/lines", "is missing");
        check(
            b"{\"lines\": [{\"price\": 1}, {}]}",
            Kind::BadShape,
            "/lines/1/price",
            "is missing",
        );
        check(
            b"{\"lines\": [{\"price\": true}]}",
            Kind::BadShape,
            "/lines/0/price",
            "expected u32",
        );
        check(
            b"{\"lines\": [], \"redem\": {}}",
            Kind::BadShape,
            "/redem",
            "did you mean `redeem`?",
        );
        check(
            b"{\"lines\": [{\"price\": 1, \"colour\": 2}]}",
            Kind::BadShape,
            "/lines/0/colour",
            "there are: price, kind",
        );
        check(
            b"{\"lines\": [], \"lines\": []}",
            Kind::BadShape,
            "",
            "duplicate field",
        );
        check(
            b"{\"lines\": [{\"price\": 1, \"kind\": \"good\"}]}",
            Kind::BadShape,
            "/lines/0/kind",
            "did you mean `goods`?",
        );
        check(
            b"{\"lines\": [], \"a/b`, x\": 1}",
            Kind::BadShape,
            "/a~1b`, x",
            "is no field here",
        );
    }
}
