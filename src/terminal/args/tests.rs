//! The command line: what it takes and what it refuses.

use clap::CommandFactory;

use super::*;

fn parse(line: &str) -> Result<Args, clap::Error> {
    Args::try_parse_from(std::iter::once("jmrel-quiz").chain(line.split_whitespace()))
}

#[track_caller]
fn accepts(line: &str) -> Args {
    parse(line).unwrap_or_else(|error| panic!("{line:?}: {error}"))
}

#[test]
fn the_definition_is_sound() {
    Args::command().debug_assert();
}

#[test]
fn no_command_is_the_overview() {
    assert!(accepts("").command.is_none());
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    assert!(accepts("--json decks").global.json);
    assert!(accepts("decks --json").global.json);
    assert_eq!(accepts("study --seed 7").global.seed, Some(7));
}

#[test]
fn every_line_of_the_contract_is_accepted() {
    for line in [
        "study --deck a --deck b --tag x --new 3 --limit 20 --minutes 5",
        "review --deck a --tag x --limit 3 --ahead",
        "decks",
        "stats",
        "history --all",
        "undo",
        "learners",
        "card a:b",
        "card a:b/date suspend",
        "cards --leech",
        "cards --due",
        "config",
        "config retention",
        "config retention 0.92",
        "config new-per-day 5",
        "check",
        "check a.yaml b.yaml",
        "check --fix",
        "check --fix --write-ids a.yaml",
        "check a.yaml --against old/a.yaml",
        "progress backup",
        "progress backup x.sqlite3",
        "progress restore",
        "progress export --out x.jsonl",
        "progress merge a.jsonl b.sqlite3 --json",
        "progress verify",
        "new a.yaml",
        "new a.yaml --title T --kinds date,number,choices",
        "new a.yaml --from - --title T",
        "new --add a.yaml",
        "preview a.yaml",
        "preview invasions --html a.html",
        "schema",
        "schema deck",
        "schema facts",
        "completions bash",
        "man",
        "--decks d --progress p --learner anna --plain --color never --now 2026-11-24T09:00:00+01:00[Europe/Berlin] stats",
    ] {
        accepts(line);
    }
}

#[test]
fn what_makes_no_sense_is_refused() {
    for line in [
        "card a:b:c",
        "cards --leech --due",
        "config speed",
        "study --minutes 0",
        "study --limit many",
        "--json --plain decks",
        "--learner ../../x decks",
        "--now yesterday decks",
        "check --fix --against old.yaml",
        "new",
        "new a.yaml --kinds essay",
        "new a.yaml --from b.csv --kinds date",
        "new a.yaml --from b.csv --add",
        "new a.yaml --add --title T",
        "preview",
        "schema card",
        "frobnicate",
    ] {
        assert!(parse(line).is_err(), "{line:?}");
    }
}

#[test]
fn every_command_has_examples() {
    for command in Args::command().get_subcommands() {
        let help = command
            .get_after_long_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        assert!(help.contains("Examples:"), "{}", command.get_name());
    }
}
