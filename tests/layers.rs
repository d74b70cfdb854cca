//! The rooms keep their order: a module imports only from those `src/lib.rs` lists above it, and I/O stays at the edge.
//!
//! The rules stand in `layers/rules.rs`; what is here holds `src/` to them and shows that each of them can fail.

#[path = "layers/rules.rs"]
mod rules;
#[path = "layers/source.rs"]
mod source;
#[path = "layers/tokens.rs"]
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

#[test]
fn the_sources_keep_the_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let sources: Vec<Source> = rust_files(&root)
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file).expect("a source file is readable");
            let path = file.strip_prefix(&root).expect("it was found below src/");
            Source::read(&path.to_string_lossy().replace('\\', "/"), &text)
        })
        .collect();
    assert!(
        sources
            .iter()
            .any(|source| source.path == "lib.rs" && !source.declares.is_empty()),
        "src/lib.rs gives the order"
    );
    let breaches = rules::breaches(&sources);
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder is readable") {
        let path = entry.expect("a source folder is readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The modules of the examples, in their order.
const LIB: &str = "pub mod day;\nmod system;\npub mod when;\npub mod deck;\npub mod grading;\npub mod scheduler;\n\
    pub mod progress;\npub mod study;\npub mod terminal;\n#[cfg(feature = \"web\")]\npub mod web;\n";

/// Checks that the file at `path` with `text` breaks a rule on exactly these lines.
#[track_caller]
fn breaks(path: &str, text: &str, lines: &[usize]) {
    let sources = [Source::read("lib.rs", LIB), Source::read(path, text)];
    let found = rules::breaches(&sources);
    let found_lines: Vec<usize> = found
        .iter()
        .map(|breach| {
            let line = breach.split(':').nth(1).expect("a breach names its line");
            line.parse().expect("a line is a number")
        })
        .collect();
    assert_eq!(found_lines, lines, "{path}:\n{text}\n{found:?}");
}

#[test]
fn an_import_of_a_later_module_is_found() {
    breaks(
        "deck/mod.rs",
        "use crate::when::HistoricDate;\nuse crate::grading::Miss;",
        &[2],
    );
    breaks(
        "deck/mod.rs",
        "fn f() {\n    crate::grading::grade();\n}",
        &[2],
    );
    breaks("deck/mod.rs", "fn f(x: &crate::grading::Miss) {}", &[1]);
    breaks("day.rs", "pub use crate::deck;", &[1]);
    breaks(
        "deck/read.rs",
        "type Judge = dyn Fn() -> crate::grading::Miss;",
        &[1],
    );
}

#[test]
fn earlier_modules_and_the_own_one_may_be_named() {
    breaks(
        "grading/mod.rs",
        "use crate::{day, when::{self, Precision}, deck::Deck};",
        &[],
    );
    breaks(
        "deck/read.rs",
        "use crate::deck::Deck;\nuse super::Problem;",
        &[],
    );
    breaks("main.rs", "fn main() { jmrel_quiz::terminal::run() }", &[]);
}

#[test]
fn groups_are_read_to_their_leaves() {
    breaks(
        "deck/mod.rs",
        "use crate::{\n    day::Day,\n    grading::{Miss, Note},\n    when,\n    study,\n};",
        &[3, 5],
    );
    breaks(
        "deck/mod.rs",
        "use crate::{day::{Day, Days}, scheduler as s};",
        &[1],
    );
    breaks(
        "deck/mod.rs",
        "use {crate::day::Day, crate::study::Study};",
        &[1],
    );
}

#[test]
fn the_way_up_is_followed() {
    breaks("deck/read.rs", "use super::super::grading::Miss;", &[1]);
    breaks(
        "deck/read/line.rs",
        "use super::super::grading;\nuse super::super::super::grading;",
        &[2],
    );
    breaks("day.rs", "use super::grading::Miss;", &[1]);
    breaks("day.rs", "use self::super::grading::Miss;", &[1]);
    breaks(
        "day.rs",
        "mod inner {\n    use super::super::grading::Miss;\n    use super::Day;\n}",
        &[2],
    );
    breaks("day.rs", "mod inner {}\nuse super::grading::Miss;", &[2]);
}

#[test]
fn everything_at_once_and_unknown_modules_are_found() {
    breaks("deck/mod.rs", "use crate::*;", &[1]);
    breaks("deck/mod.rs", "use crate::nowhere::X;", &[1]);
    breaks("nowhere.rs", "use crate::day::Day;", &[1]);
    breaks("main.rs", "use jmrel_quiz::nowhere;", &[1]);
}

#[test]
fn the_way_up_from_inside_a_macro_is_left_to_the_compiler() {
    breaks("deck/mod.rs", "contract!(super::super::Deck);", &[]);
    breaks("day.rs", "use super::*;", &[1]);
}

#[test]
fn tests_keep_the_order_too() {
    breaks(
        "day.rs",
        "#[cfg(test)]\nmod tests {\n    use crate::deck::Deck;\n    use super::*;\n}",
        &[3],
    );
}

#[test]
fn the_faces_never_meet() {
    breaks(
        "web/mod.rs",
        "use crate::study::Study;\nuse crate::terminal::run;",
        &[2],
    );
    breaks("terminal/mod.rs", "use crate::web::serve;", &[1]);
}

#[test]
fn comments_and_literals_name_nothing() {
    breaks(
        "day.rs",
        "//! See [`crate::deck`].\n// crate::deck::X\n/* crate::deck::X /* */ crate::deck::X */",
        &[],
    );
    breaks(
        "day.rs",
        r#"const A: &str = "crate::deck::X \" crate::deck::X";"#,
        &[],
    );
    breaks(
        "day.rs",
        "const A: &str = r#\"\" crate::deck::X\"#;\nuse crate::deck::X;",
        &[2],
    );
    breaks(
        "day.rs",
        "const A: char = '\"';\nuse crate::deck::X;\nconst B: char = '\"';",
        &[2],
    );
    breaks(
        "day.rs",
        "fn f<'a>(c: &'a str) { b'\\''; '\\u{27}'; }\nuse crate::deck::X;",
        &[2],
    );
}

#[test]
fn only_the_owner_of_a_crate_names_it() {
    breaks("when/read.rs", "use edtf_core::Edtf;", &[]);
    breaks("deck/mod.rs", "fn f() { edtf_core::parse() }", &[1]);
    breaks("scheduler/fsrs.rs", "use fsrs::FSRS;", &[]);
    breaks("scheduler/queue.rs", "use fsrs::FSRS;", &[1]);
    breaks("scheduler/queue.rs", "use ::fsrs::FSRS;", &[1]);
    breaks("deck/mod.rs", "use anyhow::Result;", &[1]);
    breaks("deck/mod.rs", "fn f() -> anyhow::Result<()> {}", &[1]);
    breaks("study/mod.rs", "use anyhow::Result;", &[]);
    breaks("terminal/args/mod.rs", "use clap::Parser;", &[]);
    breaks("day.rs", "#[derive(clap::ValueEnum)]\nenum A {}", &[1]);
    breaks("progress/mod.rs", "use rusqlite::Connection;", &[1]);
    breaks(
        "progress/sqlite/log.rs",
        "use rusqlite::{Connection, Row};",
        &[],
    );
    breaks("grading/mod.rs", "use serde_yaml::Spanned;", &[1]);
}

#[test]
fn one_place_knows_which_system_it_is() {
    breaks("study/mod.rs", "#[cfg(unix)]\nfn f() {}", &[1]);
    breaks(
        "study/mod.rs",
        "fn f() -> bool {\n    cfg!(all(not(test), windows)) || g()\n}",
        &[2],
    );
    breaks("system/family.rs", "const A: bool = cfg!(windows);", &[]);
    breaks(
        "study/mod.rs",
        "#[cfg(feature = \"web\")]\nfn unix() {}",
        &[],
    );
}

#[test]
fn a_module_of_the_same_name_is_no_crate() {
    breaks(
        "scheduler/mod.rs",
        "mod fsrs;\nfn f() { fsrs::next() }",
        &[],
    );
    breaks(
        "scheduler/queue.rs",
        "use super::fsrs;\nfn f() { fsrs::next(); ::fsrs::next() }",
        &[2],
    );
    breaks("scheduler/queue.rs", "fn f() { super::fsrs::next() }", &[]);
}

#[test]
fn input_and_output_stay_at_the_edge() {
    breaks("deck/mod.rs", "use std::fs;", &[1]);
    breaks("deck/mod.rs", "use std::{fmt, io::Read, path::Path};", &[1]);
    breaks(
        "deck/mod.rs",
        "fn f() {\n    std::fs::read(\"x\");\n    std::env::var(\"X\");\n}",
        &[2, 3],
    );
    breaks("deck/folder.rs", "use std::fs;", &[]);
    breaks("deck/folder/walk.rs", "use std::fs;", &[]);
    breaks("deck/folders.rs", "use std::fs;", &[1]);
    breaks("terminal/ask.rs", "use std::io::{self, Write};", &[]);
    breaks(
        "deck/mod.rs",
        "struct E(std::io::Error, std::io::ErrorKind);",
        &[],
    );
}

#[test]
fn files_alone_replaces_a_file() {
    breaks("files.rs", "use std::fs;\nfn f() { fs::rename(a, b) }", &[]);
    breaks("study/mod.rs", "fn f() { std::fs::rename(a, b) }", &[1]);
    breaks("study/mod.rs", "use std::fs::{self, rename};", &[1]);
    breaks(
        "study/mod.rs",
        "use std::fs;\nfn f() {\n    fs::rename(a, b)\n}",
        &[3],
    );
    breaks("study/mod.rs", "fn f() { deck.rename(a, b) }", &[]);
}

#[test]
fn tests_may_touch_files() {
    breaks(
        "deck/mod.rs",
        "#[cfg(test)]\nmod tests {\n    use std::fs;\n}\nuse std::fs;",
        &[5],
    );
    breaks(
        "deck/mod.rs",
        "#[cfg(test)]\nuse std::fs;\nuse std::io::Read;",
        &[3],
    );
    breaks(
        "deck/mod.rs",
        "#[cfg(test)]\nfn f() { std::fs::read() }\nfn g() { std::fs::read() }",
        &[3],
    );
    breaks("deck/mod.rs", "#[cfg(not(test))]\nuse std::fs;", &[2]);
    breaks("deck/contract.rs", "#![cfg(test)]\nuse std::fs;", &[]);
}

#[test]
fn a_file_that_only_tests_include_is_a_test() {
    let sources = [
        Source::read("lib.rs", LIB),
        Source::read(
            "progress/mod.rs",
            "#[cfg(test)]\nmod contract;\nmod memory;",
        ),
        Source::read("progress/contract.rs", "use std::fs;"),
        Source::read("progress/memory.rs", "use std::fs;"),
    ];
    let found = rules::breaches(&sources);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("src/progress/memory.rs:1:"),
        "{found:?}"
    );
}
