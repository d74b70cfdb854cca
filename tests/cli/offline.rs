//! Nothing goes over a network, as the system sees it.

use std::process::{Command, Stdio};

use crate::sandbox::{Sandbox, finish};

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn no_command_opens_a_network_connection() {
    let sandbox = Sandbox::new();
    let trace = sandbox.path().join("trace");
    let traced = |program: &str, args: &[&str]| {
        let mut command = Command::new("strace");
        command
            .current_dir(sandbox.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", sandbox.path().join("home"))
            .args(["-f", "-e", "trace=network", "-o"])
            .arg(&trace)
            .arg(program)
            .args(args);
        command
    };
    // Some machines have no strace, and some let nobody watch a process.
    let is_watched = traced("true", &[])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !is_watched.is_ok_and(|status| status.success()) {
        println!("skipped: strace is missing, or may not watch a process");
        return;
    }
    for args in [
        &["study", "--json"][..],
        &["study"],
        &["stats"],
        &["check"],
        &["progress", "export"],
        &["progress", "backup"],
        &[],
    ] {
        finish(traced(env!("CARGO_BIN_EXE_jmrel-quiz"), args), b"?\n1970\n");
        let calls = std::fs::read_to_string(&trace).expect("a trace");
        assert!(
            calls.contains("exited with"),
            "{args:?} was watched: {calls}"
        );
        assert!(!calls.contains("AF_INET"), "{args:?}: {calls}");
    }
}
