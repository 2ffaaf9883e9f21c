//! The published JSON Schema of program files.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::file::ProgramFile;

/// JSON Schema (2020-12) of a program file, for editors and other programs. What it accepts may still be refused:
/// references and amounts are checked when the file is compiled.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_deserialize();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<ProgramFile>();
    schema.insert("examples".to_owned(), json!([example()]));
    schema.to_value()
}

/// The smallest program that does something.
fn example() -> Value {
    json!({
        "program": { "id": "corner-shop", "name": "Corner shop", "currency": "EUR", "time_zone": "Europe/Berlin" },
        "units": { "points": { "name": { "en": "points", "ru": "баллы" }, "value": { "points": 100, "money": "1.00" } } },
        "earn": [{ "id": "base", "rate": "1 per 1.00" }],
        "redeem": { "points": { "max_share": "50%" } }
    })
}
