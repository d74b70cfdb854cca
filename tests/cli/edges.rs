//! The edges of the world: input that is no text, places without permission, streams that are closed. Nothing is lost or half
//! written, and one message says what, where and what to do.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Command;

use crate::sandbox::{Run, Sandbox, finish, of_kind};

fn events(run: &Run) -> Vec<serde_json::Value> {
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
        .collect()
}

/// Feeds a line that cannot be an answer and then the right answer; only the second one may count.
#[track_caller]
fn passed_over(line: &[u8], why: &str) {
    let input = [line, b"\n1970\n"].concat();
    let sandbox = Sandbox::new();
    let run = sandbox
        .run(&["study", "--json", "--limit", "1"], &input)
        .code(0);
    let all = events(&run);
    let invalid = of_kind(&all, "invalid");
    assert_eq!(invalid.len(), 1, "{run:#?}");
    let message = invalid[0]["message"].as_str().expect("a message");
    assert!(message.contains(why), "{why:?} is not in {message:?}");
    assert_eq!(of_kind(&all, "verdict").len(), 1, "{run:#?}");
    assert_eq!(sandbox.answered().len(), 1);

    let plain = Sandbox::new().run(&["study", "--plain", "--limit", "1"], &input);
    plain.code(0).shows(why);
}

#[test]
fn a_line_that_cannot_be_an_answer_is_passed_over() {
    passed_over(&vec![b'x'; 20_000], "too long");
    passed_over(&vec![b'1'; 3 << 20], "over 1 MiB");
    passed_over(b"19\xff70", "UTF-8");
    passed_over(b"\xed\xa0\x80", "UTF-8");
    passed_over(b":wrong", "no command");
}

#[test]
fn control_characters_in_an_answer_do_not_count() {
    for answer in [
        "19\u{0}70",
        "1970\u{1b}",
        "1970\r",
        "\u{feff}1970",
        "\t1970 ",
    ] {
        let input = format!("{answer}\n");
        let run = Sandbox::new().run(&["study", "--json", "--limit", "1"], input);
        let all = events(&run);
        assert_eq!(
            of_kind(&all, "verdict")[0]["verdict"],
            "correct",
            "{answer:?}"
        );
    }
}

#[test]
fn an_answer_without_a_line_end_counts() {
    let sandbox = Sandbox::new();
    sandbox.run(&["study", "--json"], "1970").code(0);
    assert_eq!(sandbox.answered(), ["small:osaka/year"]);
}

/// The same command with one of the standard streams closed, as a shell does by `<&-`.
fn with_closed(command: &Command, stream: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(format!("exec \"$0\" \"$@\" {stream}"));
    shell.arg(command.get_program()).args(command.get_args());
    shell.env_clear();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    if let Some(folder) = command.get_current_dir() {
        shell.current_dir(folder);
    }
    shell
}

#[test]
fn closed_standard_input_is_a_normal_end() {
    for form in ["--json", "--plain"] {
        let sandbox = Sandbox::new();
        let command = with_closed(&sandbox.command(&["study", form]), "<&-");
        let run = finish(command, b"").code(0);
        assert!(run.stdout.contains("world fair"), "{run:#?}");
        assert!(!sandbox.progress().exists(), "nothing was answered");
    }
}

#[test]
fn closed_standard_output_loses_no_answer() {
    let sandbox = Sandbox::new();
    let command = with_closed(&sandbox.command(&["study", "--json"]), ">&-");
    finish(command, b"1970\n").code(0);
    assert_eq!(sandbox.answered(), ["small:osaka/year"]);
}

#[test]
fn a_reader_that_goes_away_is_a_normal_end() {
    let sandbox = Sandbox::new();
    let mut child = sandbox.spawned(&["study", "--json"]);
    let mut answers = child.stdin.take().expect("a pipe");
    let mut questions = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    questions.read_line(&mut line).expect("a question");
    drop(questions);
    // The program may be gone before it reads this; then there was nobody to answer.
    let _ = answers.write_all(b"1970\n6852\n");
    drop(answers);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn an_output_that_takes_nothing_is_exit_code_74() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let sandbox = Sandbox::new();
    for args in [
        &["stats"][..],
        &["decks"],
        &["check", "--json"],
        &["--help"],
    ] {
        let mut command = sandbox.command(args);
        let full = fs::File::create("/dev/full").expect("the device");
        let run = command.stdout(full).output().expect("it ends");
        assert_eq!(run.status.code(), Some(74), "{args:?}");
    }
}

#[test]
fn numbers_on_the_command_line_are_refused_in_plain_words() {
    let sandbox = Sandbox::new();
    for args in [
        ["study", "--limit", "x"],
        ["study", "--new", "1.5"],
        ["study", "--minutes", "0"],
        ["review", "--limit", "99999999999999999999999"],
        ["study", "--seed", "x"],
    ] {
        // The seed of the sandbox stands before; a second one is refused for that, so it is tried alone.
        let mut command = Command::new(env!("CARGO_BIN_EXE_jmrel-quiz"));
        command.current_dir(sandbox.path()).args(args);
        finish(command, b"").code(2).says("whole number");
    }
}

#[test]
fn an_unknown_name_without_a_neighbour_says_where_names_are_listed() {
    let sandbox = Sandbox::new();
    sandbox
        .run(&["study", "--deck", "zzzzzz", "--json"], "")
        .code(2)
        .says("jmrel-quiz decks");
}

#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;

    use super::*;

    /// A user who owns nothing.
    const NOBODY: u32 = 65_534;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    }

    /// Runs as somebody to whom permissions apply: not as the owner of the whole machine.
    fn run_as_user(sandbox: &Sandbox, args: &[&str], input: &str) -> Run {
        let mut command = sandbox.command(args);
        let owner = fs::metadata(sandbox.path()).expect("a folder").uid();
        if owner == 0 {
            allow(sandbox.path(), 0o755);
            command.uid(NOBODY).gid(NOBODY);
        }
        finish(command, input.as_bytes())
    }

    #[test]
    fn read_only_progress_can_be_read_and_is_not_written() {
        let sandbox = Sandbox::new();
        sandbox.run(&["study", "--json"], "1970\n").code(0);
        let file = sandbox.progress().join("learner.sqlite3");
        let before = fs::read(&file).expect("bytes");
        allow(&file, 0o444);
        allow(&sandbox.progress(), 0o555);
        for args in [
            &["study", "--json"][..],
            &["undo"],
            &["config", "retention", "0.8"],
        ] {
            run_as_user(&sandbox, args, "6852\n")
                .code(74)
                .says("progress cannot be written here")
                .says("--progress");
        }
        run_as_user(&sandbox, &["history"], "")
            .code(0)
            .shows("1970");
        allow(&sandbox.progress(), 0o755);
        assert_eq!(fs::read(&file).expect("bytes"), before);
    }

    #[test]
    fn a_place_where_nothing_may_be_made_is_named() {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.progress()).expect("a folder");
        allow(&sandbox.progress(), 0o555);
        run_as_user(&sandbox, &["study", "--json"], "1970\n")
            .code(74)
            .says("progress cannot be written here");
        let left = fs::read_dir(sandbox.progress()).expect("a folder").count();
        allow(&sandbox.progress(), 0o755);
        assert_eq!(left, 0, "nothing half made is left");
    }

    #[test]
    fn a_deck_that_may_not_be_read_does_not_stop_the_others() {
        let sandbox = Sandbox::new().deck("secret.yaml", "format: 1\n");
        allow(&sandbox.decks().join("secret.yaml"), 0o000);
        let run = run_as_user(&sandbox, &["check"], "").code(1);
        let report = format!("{}{}", run.stdout, run.stderr);
        assert!(
            report.contains("secret.yaml: error[file.unreadable]"),
            "{report}"
        );
        assert!(report.contains("no permission"), "{report}");
        run_as_user(&sandbox, &["decks"], "").code(0).shows("small");
    }
}
