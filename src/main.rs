//! The program: parse, call the face, return an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    jmrel_quiz::terminal::main().into()
}
