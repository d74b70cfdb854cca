//! A verdict that was shown is on disk, whatever happens next.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::sandbox::Sandbox;

#[cfg(unix)]
#[test]
fn a_signal_ends_the_session_with_a_summary_and_its_own_code() {
    for (signal, code) in [("INT", 130), ("TERM", 143), ("HUP", 129)] {
        let sandbox = Sandbox::new();
        let mut child = sandbox.spawned(&["study", "--json"]);
        let mut stdin = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        lines.next().expect("a question").expect("a line");
        writeln!(stdin, "?").expect("the program reads");
        lines.next().expect("a verdict").expect("a line");
        let pid = child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", signal, &pid])
            .status()
            .expect("kill runs");
        assert!(sent.success());
        let rest: Vec<String> = lines.map(|line| line.expect("a line")).collect();
        assert!(
            rest.last()
                .expect("a last line")
                .contains("\"event\":\"summary\""),
            "{signal}: {rest:#?}"
        );
        assert_eq!(
            child.wait().expect("it ends").code(),
            Some(code),
            "{signal}"
        );
        assert_eq!(sandbox.answered().len(), 1, "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_exit_code_74_and_keeps_the_answers() {
    let sandbox = Sandbox::new();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("a full device");
    let mut child = sandbox
        .command(&["study", "--json"])
        .stdin(Stdio::null())
        .stdout(full)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    assert_eq!(child.wait().expect("it ends").code(), Some(74));
}

#[test]
fn a_closed_output_is_no_error() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command(&["study", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = stdin.write_all(b"?\n?\n?\n");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
