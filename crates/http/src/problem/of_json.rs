//! Reads JSON strictly, and says precisely what is wrong with it.

use regulars_engine::language::Said;
use regulars_engine::{both, said};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

use super::fault::{Fault, in_its_words};
use super::tree::Tree;
use super::{Kind, Problem};

/// Reads a body. What is right is read once; only a body that is wrong is read again, to say where.
///
/// # Errors
/// `bad_json` with line and column, or `bad_shape` with the pointer of the first wrong place.
pub fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(bytes).map_err(|error| explain::<T>(bytes, &error))
}

fn explain<T: DeserializeOwned>(bytes: &[u8], first: &serde_json::Error) -> Problem {
    let tree: Tree = match serde_json::from_slice(bytes) {
        Ok(tree) => tree,
        Err(error) => return not_json(bytes, &error),
    };
    let (pointer, said) = match serde_path_to_error::deserialize::<_, T>(&tree) {
        Err(error) => place(error),
        Ok(_) => (String::new(), in_its_words(&plain(first))),
    };
    Problem::at(Kind::BadShape, pointer, said)
}

fn not_json(bytes: &[u8], error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let detail = if let Err(broken) = std::str::from_utf8(bytes) {
        let at = broken.valid_up_to();
        said!(
            "the body is not UTF-8: byte {at} (line {line}, column {column})",
            "тело запроса не в UTF-8: байт {at} (строка {line}, столбец {column})"
        )
    } else if bytes.iter().all(u8::is_ascii_whitespace) {
        said!(
            "the body is empty; a JSON object is expected",
            "тело запроса пустое; ожидается объект JSON"
        )
    } else {
        let said = in_words(&plain(error));
        said!(
            "line {line}, column {column}: {said}",
            "строка {line}, столбец {column}: {said:#}"
        )
    };
    Problem::new(Kind::BadJson, detail)
}

/// The message without its place, which is told apart.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// What `serde_json` says of a text that is not JSON, told in both languages where it is one of its usual words.
fn in_words(words: &str) -> Said {
    let known = [
        both!("trailing characters", "после конца есть ещё что-то"),
        both!("trailing comma", "лишняя запятая"),
        both!("expected value", "ожидается значение"),
        both!("expected ident", "ожидается `true`, `false` или `null`"),
        both!("expected `:`", "ожидается `:`"),
        both!("expected `,` or `]`", "ожидается `,` или `]`"),
        both!("expected `,` or `}`", "ожидается `,` или `}`"),
        both!("expected `\"`", "ожидается `\"`"),
        both!("key must be a string", "имя поля должно быть строкой"),
        both!("invalid number", "неверное число"),
        both!("number out of range", "число слишком велико"),
        both!("invalid escape", "неверная запись после `\\`"),
        both!("invalid unicode code point", "неверный код знака"),
        both!(
            "lone leading surrogate in hex escape",
            "у знака записана только половина"
        ),
        both!("unexpected end of hex escape", "код знака оборван"),
        both!(
            "recursion limit exceeded",
            "слишком много вложенных списков и объектов"
        ),
        both!(
            "EOF while parsing a value",
            "текст оборван посреди значения"
        ),
        both!("EOF while parsing a string", "текст оборван посреди строки"),
        both!("EOF while parsing a list", "текст оборван посреди списка"),
        both!(
            "EOF while parsing an object",
            "текст оборван посреди объекта"
        ),
        both!(
            "control character (\\u0000-\\u001F) found while parsing a string",
            "в строке есть управляющий знак"
        ),
    ];
    match known.iter().find(|both| both.en == words) {
        Some(both) => (*both).into(),
        None => Said::new(words, format!("`{}`", words.replace('`', "'"))),
    }
}

/// Where a value is wrong, and how.
pub fn place(error: serde_path_to_error::Error<Fault>) -> (String, Said) {
    let mut pointer = pointer(error.path());
    let fault = error.into_inner();
    if let Some(field) = &fault.field {
        append(&mut pointer, field);
    }
    (pointer, fault.said)
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use regulars_engine::language::is_russian;
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
            .places
            .first()
            .map_or("", |place| place.pointer.as_str());
        assert_eq!((problem.kind(), found), (kind, pointer), "{problem:?}");
        let detail = problem.detail.to_string();
        assert!(detail.contains(says), "{detail}");
        let detail = format!("{:#}", problem.detail);
        assert!(is_russian(&detail), "{detail}");
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
            Kind::BadJson,
            "",
            "recursion limit exceeded",
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
            "is `true`; expected a whole number",
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
            "/lines",
            "is given twice",
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
