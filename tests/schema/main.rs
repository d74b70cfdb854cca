//! The JSON Schemas under `docs/` are those the program prints, and say what the program says.
//!
//! What two validators of others say is compared where they are installed: `.ci/run` puts them into `target/schema-tools`.

mod samples;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use samples::{Format, Sample};
use serde_json::Value;

#[test]
fn the_schemas_under_docs_are_those_the_program_prints() {
    for (of, name) in [("deck", "deck.schema.json"), ("facts", "facts.schema.json")] {
        let output = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"))
            .args(["schema", of])
            .output()
            .expect("the program starts");
        let printed = String::from_utf8(output.stdout).expect("text");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            printed == committed.replace("\r\n", "\n"),
            "docs/{name} is not what is printed; run: jmrel-quiz schema {of} > docs/{name}"
        );
    }
}

/// Errors that a schema cannot see, each with the reason. Beside these it refuses what the program refuses.
const BEYOND: &[(&str, &str)] = &[
    (
        "card.bad-date",
        "the 30th of February; a year without its noughts",
    ),
    ("card.bad-id", "the name of a gap stands in a text"),
    ("card.bad-image", "whether a path leads outside"),
    ("card.bad-margin", "a margin of years beside a figure"),
    (
        "card.bad-number",
        "20.000 is read as 20; figures among wrong options are texts",
    ),
    ("card.bad-unit", "units are texts"),
    ("card.after-circle", "links between cards"),
    ("card.choice-is-answer", "what is the same as the answer"),
    ("card.duplicate-id", "two cards of one name"),
    ("card.open-gap", "gaps stand in a text"),
    ("card.too-fine", "how exactly a date is known"),
    ("card.unknown-after", "links between cards"),
    ("value.twice", "two values of one pair of keys"),
];

/// What only a reader of YAML sees; other readers are more or less lenient.
const OF_YAML: [&str; 4] = ["yaml.", "text.", "file.", "key.duplicate"];

/// Checks that the validator refuses what the program refuses, as far as it can, and nothing else. Returns the codes of the
/// errors that it did not see.
fn compare(
    format: Format,
    validator: &str,
    refused: impl Fn(&Path, &[PathBuf]) -> Vec<PathBuf>,
) -> BTreeSet<&'static str> {
    let mut unseen = BTreeSet::new();
    let folder = tempfile::tempdir().expect("a folder");
    let samples = format.samples();
    let files: Vec<PathBuf> = samples
        .iter()
        .enumerate()
        .map(|(index, sample)| {
            let file = folder.path().join(format!("{index:03}.yaml"));
            fs::write(&file, &sample.text).expect("written");
            file
        })
        .collect();
    let name = match format {
        Format::Deck => "deck.schema.json",
        Format::Facts => "facts.schema.json",
    };
    let schema = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    let refused: BTreeSet<PathBuf> = refused(&schema, &files).into_iter().collect();
    for (file, Sample { text, errors }) in files.iter().zip(&samples) {
        let is_refused = refused.contains(file);
        if !is_refused {
            unseen.extend(errors);
        }
        let is_beyond = errors.iter().all(|error| {
            BEYOND.iter().any(|(code, _)| code == error)
                || OF_YAML.iter().any(|part| error.starts_with(part))
        });
        if errors.is_empty() {
            assert!(
                !is_refused,
                "{validator} refuses what the program takes:\n{text}"
            );
        } else if !is_beyond {
            assert!(is_refused, "{validator} takes what has {errors:?}:\n{text}");
        }
    }
    let good = samples
        .iter()
        .filter(|sample| sample.errors.is_empty())
        .count();
    assert!(
        good > 1 && refused.len() > 10,
        "{good} good, {} refused",
        refused.len()
    );
    unseen
}

/// Where the validators of others are.
fn tools() -> PathBuf {
    // Cargo gives a folder inside of the target folder.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a folder above");
    target.join("schema-tools")
}

#[expect(
    clippy::print_stderr,
    reason = "a test that checks nothing has to say so"
)]
fn is_there(tool: &Path) -> bool {
    if tool.exists() {
        return true;
    }
    eprintln!(
        "skipped: {} is not installed; .ci/run does so",
        tool.display()
    );
    false
}

#[test]
fn ajv_says_what_the_program_says() {
    let modules = tools().join("node_modules");
    if !is_there(&modules.join("ajv")) || !is_there(&modules.join("js-yaml")) {
        return;
    }
    let mut unseen = BTreeSet::new();
    for format in [Format::Deck, Format::Facts] {
        unseen.extend(compare(format, "ajv", |schema, files| {
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/ajv.cjs");
            let output = Command::new("node")
                .env("NODE_PATH", &modules)
                .arg(script)
                .arg(schema)
                .args(files)
                .output()
                .expect("node is installed where ajv is");
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            serde_json::from_slice(&output.stdout).expect("a list of files")
        }));
    }
    let seen = BEYOND.iter().filter(|(code, _)| !unseen.contains(code));
    let seen: Vec<&(&str, &str)> = seen.collect();
    assert!(seen.is_empty(), "a schema does see: {seen:?}");
}

#[test]
fn check_jsonschema_says_what_the_program_says() {
    let tool = tools().join("venv/bin/check-jsonschema");
    if !is_there(&tool) {
        return;
    }
    for format in [Format::Deck, Format::Facts] {
        compare(format, "check-jsonschema", |schema, files| {
            let metaschema = Command::new(&tool)
                .arg("--check-metaschema")
                .arg(schema)
                .output()
                .expect("it starts");
            assert!(metaschema.status.success(), "{metaschema:?}");
            // It crashes at a text behind the tag of a number, which is a refusal of all files.
            let has_tag =
                |file: &&PathBuf| fs::read_to_string(file).is_ok_and(|text| text.contains("!!int"));
            let (tagged, files): (Vec<&PathBuf>, Vec<&PathBuf>) = files.iter().partition(has_tag);
            let output = Command::new(&tool)
                .args(["--output-format", "json", "--schemafile"])
                .arg(schema)
                .args(files)
                .output()
                .expect("it starts");
            let report: Value = serde_json::from_slice(&output.stdout)
                .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
            let lists = ["errors", "parse_errors"].map(|list| report[list].as_array());
            let named = lists.into_iter().flatten().flatten();
            named
                .filter_map(|error| error["filename"].as_str().map(PathBuf::from))
                .chain(tagged.into_iter().cloned())
                .collect()
        });
    }
}
