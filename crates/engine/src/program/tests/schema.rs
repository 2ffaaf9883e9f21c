//! The published schema, held against files.

use serde_json::{Value, json};

use super::*;
use crate::program::schema;

/// What of the text the schema does not allow, by path. Knows the keywords that our schema uses.
fn refused(text: &str) -> Vec<String> {
    let schema = schema();
    let mut paths = Vec::new();
    let value = serde_saphyr::from_str::<Value>(text).unwrap();
    Check { root: &schema }.value(&schema, &value, "", &mut paths);
    paths
}

struct Check<'s> {
    root: &'s Value,
}

impl Check<'_> {
    fn allows(&self, schema: &Value, value: &Value) -> bool {
        let mut paths = Vec::new();
        self.value(schema, value, "", &mut paths);
        paths.is_empty()
    }

    fn value(&self, schema: &Value, value: &Value, path: &str, refused: &mut Vec<String>) {
        if let Some(pointer) = schema.get("$ref").and_then(Value::as_str) {
            let target = self
                .root
                .pointer(pointer.trim_start_matches('#'))
                .expect("the reference leads somewhere");
            self.value(target, value, path, refused);
        }
        let of_type = |name: &Value| match name.as_str().unwrap_or_default() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "integer" => value.is_i64() || value.is_u64(),
            _ => value.is_number(),
        };
        let right_type = match schema.get("type") {
            None => true,
            Some(Value::Array(names)) => names.iter().any(of_type),
            Some(name) => of_type(name),
        };
        let any = |key: &str| match schema.get(key) {
            Some(Value::Array(options)) => options.iter().any(|option| self.allows(option, value)),
            _ => true,
        };
        let listed = schema
            .get("enum")
            .is_none_or(|all| all.as_array().unwrap().contains(value));
        let constant = schema.get("const").is_none_or(|constant| constant == value);
        if !right_type || !any("anyOf") || !any("oneOf") || !listed || !constant {
            refused.push(path.to_owned());
        }
        self.fields(schema, value, path, refused);
        if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
            for (index, item) in list.iter().enumerate() {
                self.value(items, item, &format!("{path}[{index}]"), refused);
            }
        }
    }

    fn fields(&self, schema: &Value, value: &Value, path: &str, refused: &mut Vec<String>) {
        let Some(object) = value.as_object() else {
            return;
        };
        for name in schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if !object.contains_key(name.as_str().unwrap()) {
                refused.push(format!("{path}.{} (missing)", name.as_str().unwrap()));
            }
        }
        let patterns: Vec<(&str, &Value)> =
            match schema.get("patternProperties").and_then(Value::as_object) {
                Some(patterns) => patterns
                    .iter()
                    .map(|(pattern, schema)| (pattern.as_str(), schema))
                    .collect(),
                None => Vec::new(),
            };
        for (name, inner) in object {
            let path = format!("{path}.{name}");
            let prefix = |pattern: &str| {
                let prefix = pattern.trim_start_matches('^').replace('\\', "");
                prefix.split('(').next().unwrap_or_default().to_owned()
            };
            // The longest: `member.attr.` says more than `member.`.
            let by_prefix = patterns
                .iter()
                .filter(|(pattern, _)| name.starts_with(&prefix(pattern)))
                .max_by_key(|(pattern, _)| prefix(pattern).len());
            let known = schema
                .get("properties")
                .and_then(|fields| fields.get(name))
                .or(by_prefix.map(|(_, schema)| *schema));
            match (known, schema.get("additionalProperties")) {
                (Some(known), _) => self.value(known, inner, &path, refused),
                (None, Some(Value::Bool(false))) => refused.push(path),
                (None, Some(rest)) if rest.is_object() => self.value(rest, inner, &path, refused),
                (None, _) => {}
            }
        }
    }
}

#[test]
fn good_files_are_allowed() {
    let example = schema()["examples"][0].to_string();
    let own = [BURGER_HEROES, EVERYTHING, &example];
    let gallery = gallery();
    for text in own.into_iter().chain(gallery.iter().map(String::as_str)) {
        assert_eq!(refused(text), Vec::<String>::new(), "in\n{text}");
        read(text);
    }
}

#[test]
fn misspelt_and_misplaced_fields_are_not() {
    let check = |sections: &str, expected: &[&str]| {
        assert_eq!(refused(&format!("{HEAD}{sections}")), expected)
    };
    check("ern: []\n", &[".ern"]);
    check("games: []\n", &[".games"]);
    check("earn: [{ id: a, rat: 5% }]\n", &[".earn[0].rat"]);
    check("earn: [{ rate: 5% }]\n", &[".earn[0].id (missing)"]);
    check("earn: { a: 5% }\n", &[".earn"]);
    check("lanes: [{ id: a, level: liner }]\n", &[".lanes[0].level"]);
}

#[test]
fn it_says_what_it_is() {
    let schema = schema();
    assert_eq!(
        schema["$schema"],
        json!("https://json-schema.org/draft/2020-12/schema")
    );
    assert_eq!(schema["title"], json!("Regulars program"));
    let section = |name: &str| {
        schema["properties"][name]["description"]
            .as_str()
            .unwrap_or_default()
            .len()
    };
    for name in [
        "program",
        "units",
        "tiers",
        "segments",
        "earn",
        "activities",
        "lanes",
        "offers",
        "redeem",
        "returns",
        "late",
    ] {
        assert!(section(name) > 10, "{name} has no description");
    }
}
