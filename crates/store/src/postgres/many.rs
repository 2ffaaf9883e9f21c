//! A statement for many rows at once: its own text, run for each row of what arrays bring.
//!
//! Twenty purchases committed together insert, change and ask the same twenty times. As one statement each they are planned,
//! sent and answered once. The text is made of the statement's own, so that nothing is said twice: `$2` becomes the second
//! column of the rows, and the rows stand where the statement takes them from.

use tokio_postgres::types::Type;

/// The text of a statement for many rows, whose parameters have these types; `None`: it has none, each row is for itself.
///
/// A question is answered with the number of the row, from 1, as one more column at the end. What is written touches each
/// row of a table once, or it fails.
pub(super) fn text(one: &str, types: &[Type]) -> Option<String> {
    let body = of_rows(statement(one));
    if types.is_empty() || body.contains("RETURNING") {
        return None;
    }
    let rows = rows(types);
    match body.split_whitespace().next()? {
        // OFFSET keeps the planner from turning the two around, which it likes while a table is small.
        "SELECT" => Some(format!(
            "SELECT one.*, many.n FROM {rows} CROSS JOIN LATERAL ({body} OFFSET 0) AS one"
        )),
        "INSERT" => insert(&body, &rows),
        "UPDATE" => before_where(&body, &format!("FROM {rows}"), "FROM"),
        "DELETE" => before_where(&body, &format!("USING {rows}"), "USING"),
        _ => None,
    }
}

/// Whether a statement only adds rows: then it may add several for one changeset.
pub(super) fn only_adds(one: &str) -> bool {
    let text = statement(one);
    text.starts_with("INSERT") && place(text, "ON CONFLICT").is_none()
}

/// Places of the parameters that a change names its row by and leaves as they are: rows that differ in one of them are not the
/// same row. Empty where that cannot be said.
pub(super) fn keys(one: &str) -> Vec<usize> {
    let text = statement(one);
    let Some((head, conditions)) = place(text, "WHERE").map(|at| text.split_at(at)) else {
        return Vec::new();
    };
    if !text.starts_with("UPDATE") || place(conditions, "OR").is_some() {
        return Vec::new();
    }
    let conditions = conditions.trim_start_matches("WHERE").split(" AND ");
    let named = conditions.filter_map(|condition| {
        let (column, parameter) = condition.trim().split_once(" = $")?;
        let is_set = place(head, &format!("{column} =")).is_some();
        let number: usize = parameter.parse().ok()?;
        (!is_set).then(|| number.checked_sub(1))?
    });
    named.collect()
}

/// The statement without what its file says after it.
fn statement(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim()
}

/// Parameters as columns of the rows.
fn of_rows(text: &str) -> String {
    text.replace('$', "many.p")
}

fn rows(types: &[Type]) -> String {
    let columns = (1..).zip(types);
    let arrays = columns.map(|(column, of)| format!("${column}::{}[]", of.name()));
    let names = (1..=types.len()).map(|column| format!("p{column}"));
    format!(
        "unnest({}) WITH ORDINALITY AS many ({}, n)",
        arrays.collect::<Vec<_>>().join(", "),
        names.collect::<Vec<_>>().join(", "),
    )
}

/// `INSERT … VALUES (…)` selects its values of the rows; `INSERT … SELECT … WHERE` takes them in.
fn insert(body: &str, rows: &str) -> Option<String> {
    let conflict = place(body, "ON CONFLICT").unwrap_or(body.len());
    let (written, after) = body.split_at(conflict);
    if after.contains("many.p") {
        return None;
    }
    let Some(values) = place(written, "VALUES") else {
        let selected = before_where(written, &format!("FROM {rows}"), "FROM")?;
        return Some(format!("{selected}{after}"));
    };
    let (head, values) = written.split_at(values);
    let values = values.strip_prefix("VALUES")?.trim();
    let values = values.strip_prefix('(')?.strip_suffix(')')?;
    Some(format!("{head}SELECT {values} FROM {rows} {after}"))
}

/// Puts a clause before WHERE; `None` where the statement has one of its own.
fn before_where(body: &str, clause: &str, word: &str) -> Option<String> {
    let (head, rest) = body.split_at(place(body, "WHERE")?);
    let is_free = place(head, word).is_none();
    is_free.then(|| format!("{head}{clause} {rest}"))
}

/// Where a word stands that is in no brackets and no quotes.
fn place(text: &str, word: &str) -> Option<usize> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    let (mut depth, mut is_quoted) = (0_u32, false);
    let here = |(at, letter): (usize, char)| {
        match letter {
            '\'' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        let (before, rest) = text.split_at(at);
        let is_here = depth == 0
            && !is_quoted
            && rest.starts_with(word)
            && !before.ends_with(is_part)
            && !rest[word.len()..].starts_with(is_part);
        is_here.then_some(at)
    };
    text.char_indices().find_map(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, types: &[Type], many: Option<&str>) {
        assert_eq!(text(one, types).as_deref(), many, "{one}");
    }

    const ONE: &[Type] = &[Type::INT8];
    const TWO: &[Type] = &[Type::INT8, Type::TEXT];

    #[test]
    fn questions_are_put_for_each_row() {
        check(
            "SELECT id FROM owners WHERE id = $1 FOR UPDATE;\n-- Of the next one.",
            ONE,
            Some(
                "SELECT one.*, many.n FROM unnest($1::int8[]) WITH ORDINALITY AS many (p1, n) CROSS JOIN LATERAL \
                 (SELECT id FROM owners WHERE id = many.p1 FOR UPDATE OFFSET 0) AS one",
            ),
        );
        check("SELECT 1;", &[], None);
    }

    #[test]
    fn rows_are_added_together() {
        check(
            "INSERT INTO a (b, c, d) VALUES ($1, coalesce($2, ''), 0);",
            TWO,
            Some(
                "INSERT INTO a (b, c, d) SELECT many.p1, coalesce(many.p2, ''), 0 \
                 FROM unnest($1::int8[], $2::text[]) WITH ORDINALITY AS many (p1, p2, n) ",
            ),
        );
        check(
            "INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO UPDATE SET b = excluded.b;",
            ONE,
            Some(
                "INSERT INTO a (b) SELECT many.p1 FROM unnest($1::int8[]) WITH ORDINALITY AS many (p1, n) \
                 ON CONFLICT (b) DO UPDATE SET b = excluded.b",
            ),
        );
        check(
            "INSERT INTO a (b) SELECT $1 WHERE EXISTS (SELECT 1 FROM c WHERE d = $1) ON CONFLICT DO NOTHING;",
            ONE,
            Some(
                "INSERT INTO a (b) SELECT many.p1 FROM unnest($1::int8[]) WITH ORDINALITY AS many (p1, n) \
                 WHERE EXISTS (SELECT 1 FROM c WHERE d = many.p1) ON CONFLICT DO NOTHING",
            ),
        );
    }

    #[test]
    fn rows_are_changed_and_taken_away_together() {
        check(
            "UPDATE a SET b = $2, c = (SELECT d FROM e WHERE f = $1) WHERE g = $1;",
            TWO,
            Some(
                "UPDATE a SET b = many.p2, c = (SELECT d FROM e WHERE f = many.p1) \
                 FROM unnest($1::int8[], $2::text[]) WITH ORDINALITY AS many (p1, p2, n) WHERE g = many.p1",
            ),
        );
        check(
            "DELETE FROM a WHERE b = $1;",
            ONE,
            Some(
                "DELETE FROM a USING unnest($1::int8[]) WITH ORDINALITY AS many (p1, n) WHERE b = many.p1",
            ),
        );
    }

    #[test]
    fn what_is_said_otherwise_is_for_each_row_by_itself() {
        check("INSERT INTO a (b) VALUES ($1) RETURNING b;", ONE, None);
        check(
            "INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO UPDATE SET b = $1;",
            ONE,
            None,
        );
        check("INSERT INTO a (b) SELECT c FROM d WHERE e = $1;", ONE, None);
        check("UPDATE a SET b = d FROM c WHERE e = $1;", ONE, None);
        check("LOCK TABLE a;", ONE, None);
    }

    #[test]
    fn a_change_names_its_row_by_what_it_leaves_alone() {
        let keys_of = |one: &str, expected: &[usize]| assert_eq!(keys(one), expected, "{one}");
        keys_of(
            "UPDATE a SET b = $3 WHERE c = $1 AND d = 1 AND e = $2;",
            &[0, 1],
        );
        keys_of("UPDATE a SET b = $3 WHERE b = $1 AND e = $2;", &[1]);
        keys_of("UPDATE a SET b = $3 WHERE c = $1 OR d = $2;", &[]);
        keys_of("UPDATE a SET b = $1;", &[]);
        keys_of("DELETE FROM a WHERE b = $1;", &[]);
    }

    #[test]
    fn only_plain_inserts_add_several_rows_for_one_changeset() {
        assert!(only_adds("INSERT INTO a (b) VALUES ($1);"));
        assert!(!only_adds(
            "INSERT INTO a (b) VALUES ($1) ON CONFLICT DO NOTHING;"
        ));
        assert!(!only_adds("UPDATE a SET b = $1 WHERE c = $2;"));
    }
}
