//! The loop every session runs in, whichever face shows it: a step, what it tells, what the learner does next.

use super::arrivals::Signal;
use super::exit::ExitCode;
use super::screen::OutputError;
use crate::day::{Clock, Timestamp};
use crate::session::{Command, Input};

pub(super) use crate::study::Step;

/// What drives a session: it carries effects out and hands back what is to be told.
pub(super) trait Driver {
    /// Takes one input at the time `now`.
    ///
    /// # Errors
    ///
    /// What stands on the input could not be saved or read.
    fn step(&mut self, input: Input, now: Timestamp) -> anyhow::Result<Step>;

    /// Does what can wait until the learner thinks.
    fn rest(&mut self) {}
}

/// Shows a session and takes what the learner does.
pub(super) trait Face {
    /// Tells what a step led to.
    fn tell(&mut self, step: Step) -> Result<(), OutputError>;

    /// Waits for what the learner does next.
    fn ask(&mut self) -> Result<Reply, OutputError>;

    /// Leaves the output as it was found, with the summary on it.
    fn finish(&mut self) -> Result<(), OutputError>;
}

/// What the learner does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reply {
    /// Answers.
    Response {
        /// As typed.
        text: String,
        /// Thinking time in milliseconds.
        ms: u32,
    },
    /// Asks for something else.
    Command(Command),
    /// Leaves.
    Ended(Ending),
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing is left, the learner quit, or the input ended.
    Done,
    /// A signal came.
    Signal(Signal),
}

impl Ending {
    fn exit_code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::Done,
            Self::Signal(signal) => signal.exit_code(),
        }
    }
}

/// Runs a session to its end.
///
/// # Errors
///
/// An answer could not be saved, or the output could not be written. The face has left its output in order all the same.
pub(super) fn run(
    driver: &mut impl Driver,
    face: &mut impl Face,
    clock: &Clock,
) -> anyhow::Result<ExitCode> {
    match converse(driver, face, clock) {
        Ok(Ending::Done) => {
            face.finish()?;
            Ok(ExitCode::Done)
        }
        Ok(ending @ Ending::Signal(_)) => {
            // After a signal there may be nothing left to write on, and nobody to tell.
            drop(face.finish());
            Ok(ending.exit_code())
        }
        Err(error) => {
            drop(face.finish());
            Err(error)
        }
    }
}

fn converse(
    driver: &mut impl Driver,
    face: &mut impl Face,
    clock: &Clock,
) -> anyhow::Result<Ending> {
    let mut input = Input::Start;
    loop {
        let step = driver.step(input, clock.now())?;
        if step.is_over {
            face.tell(step)?;
            return Ok(Ending::Done);
        }
        let next = face.tell(step).and_then(|()| {
            driver.rest();
            face.ask()
        });
        input = match next {
            Ok(Reply::Response { text, ms }) => Input::Response { text, ms },
            Ok(Reply::Command(command)) => Input::Command(command),
            Ok(Reply::Ended(ending)) => {
                let step = driver.step(Input::Command(Command::Quit), clock.now())?;
                let told = face.tell(step);
                return match ending {
                    Ending::Done => Ok(told.map(|()| ending)?),
                    Ending::Signal(_) => Ok(ending),
                };
            }
            Err(error) => {
                driver.step(Input::Command(Command::Quit), clock.now())?;
                return Err(error.into());
            }
        };
    }
}

#[cfg(test)]
pub(super) mod script {
    use super::{Driver, Input, Step};
    use crate::day::Timestamp;

    /// Steps written down beforehand, and the inputs that came.
    #[derive(Debug, Default)]
    pub(in super::super) struct Script {
        steps: std::collections::VecDeque<Step>,
        pub(in super::super) inputs: Vec<Input>,
    }

    impl Script {
        pub(in super::super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
            Self {
                steps: steps.into_iter().collect(),
                inputs: Vec::new(),
            }
        }
    }

    impl Driver for Script {
        fn step(&mut self, input: Input, _now: Timestamp) -> anyhow::Result<Step> {
            self.inputs.push(input);
            Ok(self.steps.pop_front().unwrap_or_default())
        }
    }
}
