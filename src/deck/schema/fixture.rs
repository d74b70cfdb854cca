//! What every schema of a file holds, for tests.

use serde_json::Value;

/// The schema has these keys and no others, each with a sentence about it.
#[track_caller]
pub(crate) fn has_keys(schema: &Value, keys: &[&str]) {
    let properties = schema["properties"].as_object().expect("properties");
    let mut wanted: Vec<&str> = keys.to_vec();
    wanted.sort_unstable();
    let mut found: Vec<&str> = properties.keys().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(found, wanted);
    for (key, property) in properties {
        let description = property["description"].as_str().unwrap_or_default();
        assert!(
            description.ends_with('.'),
            "{key} is not described: {property}"
        );
    }
}
