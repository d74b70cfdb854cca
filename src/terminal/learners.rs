//! `learners`: who learns here.

use std::io::Write;

use serde::Serialize;

use super::desk::Desk;
use super::exit::ExitCode;
use super::out::{Form, give};
use super::screen::{OutputError, Screen};
use crate::learner::LearnerName;
use crate::text::SafeText;

#[derive(Serialize)]
struct LearnerObject<'a> {
    name: &'a str,
}

/// Writes the names.
pub(super) fn render<W: Write>(
    learners: &[LearnerName],
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let object = |name| LearnerObject { name };
    let objects: Vec<LearnerObject> = learners.iter().map(AsRef::as_ref).map(object).collect();
    give(objects.as_slice(), form, screen, |screen| {
        if learners.is_empty() {
            return screen.line("Nobody has answered a question here yet.");
        }
        for learner in learners {
            screen.line_of(&SafeText::line(learner.as_ref()))?;
        }
        Ok(())
    })
}

/// Lists the learners who keep progress here.
pub(super) fn run(desk: &Desk) -> anyhow::Result<ExitCode> {
    let learners = desk.outside.folder()?.learners()?;
    render(&learners, desk.form, &mut desk.screen())?;
    Ok(ExitCode::Done)
}

#[cfg(test)]
mod tests {
    use super::super::out::shown;
    use super::*;

    #[test]
    fn names_stand_one_a_line_or_in_a_list() {
        let names = ["anna", "さくら"].map(|name| name.parse().expect("a name"));
        assert_eq!(
            shown::on(80, |screen| render(&names, Form::Rich, screen)),
            "anna\nさくら\n"
        );
        assert_eq!(
            shown::on(80, |screen| render(&names, Form::Json, screen)),
            "[{\"name\":\"anna\"},{\"name\":\"さくら\"}]\n"
        );
    }
}
