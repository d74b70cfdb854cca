//! Runs of the program, recorded call by call, with what the learner was told on the way.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::disk::Disk;
use crate::place::{Place, Session, finish};
use crate::sync::shows_a_verdict;
use crate::trace::{self, Argument, Call};

/// What the learner was told, and so what has to be there from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A verdict on an answer, or answers that were merged.
    Answers(Vec<String>),
    /// A backup was made.
    Backup,
    /// An answer was taken back.
    Undone,
}

/// How a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With its input: the journal is moved into the file, and a backup made.
    Closed,
    /// It is killed: the journal stays.
    Killed,
}

/// A place, and all that happened there.
pub(crate) struct Recorder {
    pub(crate) place: Place,
    recordings: TempDir,
    /// The disk before the first call.
    pub(crate) start: Disk,
    /// Every call, with what was told by it.
    pub(crate) calls: Vec<(Call, Option<Told>)>,
    given: usize,
}

impl Recorder {
    /// Begins with what is at the place now.
    pub(crate) fn at(place: Place) -> Self {
        let start = Disk::holding(place.path());
        Self {
            place,
            recordings: TempDir::new().expect("a temporary folder"),
            start,
            calls: Vec::new(),
            given: 0,
        }
    }

    fn recording(&self) -> PathBuf {
        self.recordings.path().join("calls")
    }

    /// Studies, with so many answers.
    pub(crate) fn study(&mut self, answers: usize, end: End) {
        let file = self.recording();
        let wrapper = trace::recording(&file);
        let args = ["study", "--new", "1000", "--json"];
        let mut session = Session::start(self.place.wrapped(&wrapper, &args));
        let first = self.given;
        for _ in 0..answers {
            session.send(&format!("r{}", self.given));
            session.next_of("verdict").expect("a verdict");
            self.given += 1;
        }
        match end {
            End::Closed => drop(session.end().code(0)),
            End::Killed => {
                // Whoever answers this has come out of the call that showed the last verdict, and so it is recorded.
                session.send(":help");
                session.next_of("help").expect("the commands");
                let text = fs::read_to_string(&file).expect("a recording");
                let process = text.split(' ').next().expect("the program's number");
                let killed = Command::new("kill").args(["-KILL", process]).status();
                assert!(killed.expect("kill runs").success());
                session.child.wait().expect("it is gone");
            }
        }
        let mut responses = (first..self.given).map(|number| format!("r{number}"));
        for call in trace::read(&file) {
            let told = shows_a_verdict(&call)
                .then(|| Told::Answers(vec![responses.next().expect("one a verdict")]));
            self.calls.push((call, told));
        }
        assert_eq!(responses.next(), None, "every answer has its verdict");
    }

    /// Runs another command, which tells its end on standard output.
    pub(crate) fn run(&mut self, args: &[&str], told: Option<Told>) {
        let file = self.recording();
        finish(self.place.wrapped(&trace::recording(&file), args), "").code(0);
        let mut told = told;
        for call in trace::read(&file) {
            let is_output = matches!(call.args.first(), Some(Argument::Open(1, _)));
            let now = if is_output { told.take() } else { None };
            self.calls.push((call, now));
        }
        assert_eq!(told, None, "it was told");
    }
}
