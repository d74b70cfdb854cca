//! What the program asks of the system, as `strace` saw it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What changes files, and what makes a change last.
const CALLS: &str = "trace=openat,write,pwrite64,writev,pwritev,ftruncate,fallocate,rename,renameat,renameat2,link,linkat,\
    unlink,unlinkat,mkdir,mkdirat,fsync,fdatasync,sync_file_range,copy_file_range,sendfile";

/// One call that had a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) args: Vec<Argument>,
    /// Below 0 for an error.
    pub(crate) result: i64,
}

/// One argument of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// An open file, with its path.
    Open(i64, PathBuf),
    /// Bytes.
    Text(Vec<u8>),
    /// Anything else, as it was written.
    Word(String),
}

impl Argument {
    /// The path it names.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Open(_, path) => Some(path.clone()),
            Self::Text(bytes) => std::str::from_utf8(bytes).ok().map(PathBuf::from),
            Self::Word(_) => None,
        }
    }

    /// The number it is.
    pub(crate) fn number(&self) -> Option<usize> {
        match self {
            Self::Word(word) => word.parse().ok(),
            Self::Open(..) | Self::Text(_) => None,
        }
    }
}

/// Tells whether `strace` is there and allowed to look.
pub(crate) fn is_possible() -> bool {
    let tried = Command::new("strace")
        .args(["-o", "/dev/null", "-e", "trace=none", "true"])
        .stderr(Stdio::null())
        .status();
    tried.is_ok_and(|status| status.success())
}

/// The words before a program that have its calls written to `file`.
pub(crate) fn recording(file: &Path) -> Vec<&str> {
    let file = file.to_str().expect("a path in UTF-8");
    let options = [
        "-f",
        "-y",
        "--signal=none",
        "--seccomp-bpf",
        "-s",
        "100000",
        "-e",
        CALLS,
    ];
    ["strace"]
        .into_iter()
        .chain(options)
        .chain(["-o", file])
        .collect()
}

/// Reads what was recorded.
pub(crate) fn read(file: &Path) -> Vec<Call> {
    let text = fs::read_to_string(file).expect("a recording");
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut calls = Vec::new();
    for line in text.lines() {
        let (process, rest) = line.split_once(' ').expect("a number of a process first");
        let rest = rest.trim_start();
        if let Some(start) = rest.strip_suffix(" <unfinished ...>") {
            begun.insert(process, start);
        } else if rest.starts_with("<... ") {
            let start = begun.remove(process).unwrap_or_default();
            let (_, end) = rest.split_once(" resumed>").expect("a call resumed");
            calls.extend(call(&format!("{start}{end}")));
        } else {
            calls.extend(call(rest));
        }
    }
    calls
}

/// Reads `name(argument, …) = result`; nothing for a line that is no call, or one that never returned.
fn call(line: &str) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    let (mut args, mut rest) = (Vec::new(), rest);
    while !rest.starts_with(')') {
        let (argument, after) = argument(rest)?;
        args.push(argument);
        rest = after.trim_start_matches([',', ' ']);
    }
    let (_, result) = rest.split_once('=')?;
    let digits = result.trim_start().split([' ', '<']).next()?;
    Some(Call {
        name: name.to_owned(),
        args,
        result: digits.parse().ok()?,
    })
}

fn argument(text: &str) -> Option<(Argument, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (bytes, after) = unquote(quoted)?;
        return Some((Argument::Text(bytes), after));
    }
    let end = text.find(['<', ',', ')'])?;
    let (word, after) = text.split_at(end);
    let Some(named) = after.strip_prefix('<') else {
        return Some((Argument::Word(word.to_owned()), after));
    };
    let (path, after) = named.split_once('>')?;
    let number = word.parse().unwrap_or(-1);
    Some((Argument::Open(number, path.into()), after))
}

/// Reads a text up to its closing quote, with the escapes of C.
fn unquote(text: &str) -> Option<(Vec<u8>, &str)> {
    let mut bytes = Vec::new();
    let source = text.as_bytes();
    let mut at = 0;
    loop {
        let byte = *source.get(at)?;
        at += 1;
        match byte {
            b'"' => return Some((bytes, text.get(at..)?)),
            b'\\' => {
                let escaped = *source.get(at)?;
                at += 1;
                let value = match escaped {
                    b'n' => b'\n',
                    b't' => b'\t',
                    b'r' => b'\r',
                    b'v' => 0x0b,
                    b'f' => 0x0c,
                    b'0'..=b'7' => {
                        let digits = source[at - 1..].iter().take(3);
                        let octal: Vec<u8> = digits
                            .take_while(|digit| (b'0'..=b'7').contains(digit))
                            .copied()
                            .collect();
                        at += octal.len() - 1;
                        u8::from_str_radix(std::str::from_utf8(&octal).ok()?, 8).ok()?
                    }
                    other => other,
                };
                bytes.push(value);
            }
            plain => bytes.push(plain),
        }
    }
}

#[test]
fn a_line_of_a_recording_is_read() {
    let line = r#"pwrite64(6</p/x-wal>, "\0\12\1774\n\"", 6, 24752) = 6"#;
    let read = call(line).expect("a call");
    assert_eq!(read.name, "pwrite64");
    let bytes = Argument::Text(b"\0\n\x7f4\n\"".to_vec());
    assert_eq!(
        read.args[..2],
        [Argument::Open(6, "/p/x-wal".into()), bytes]
    );
    assert_eq!((read.args[3].number(), read.result), (Some(24752), 6));
    let failed = r#"mkdir("q", 0700) = -1 ENOENT (No such file or directory)"#;
    assert_eq!(call(failed).map(|call| call.result), Some(-1));
    assert_eq!(call("+++ exited with 0 +++"), None);
}
