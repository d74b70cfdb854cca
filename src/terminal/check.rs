//! `check`: everything that is wrong with decks, at once, and what a problem means.

use std::io::Write;

use serde_json::json;

use super::args::{Check, CheckFormat};
use super::desk::Desk;
use super::exit::{ExitCode, UsageError};
use super::json_text;
use super::out::Form;
use super::problems;
use super::screen::{OutputError, Screen};
use super::style::Style;
use crate::deck::{self, Library, Problem, Severity, Sources};
use crate::lint::{self, Explanation};
use crate::text::SafeText;

/// Shows the problems of the files, or of all decks there are; or explains one.
pub(super) fn run(desk: &Desk, options: &Check) -> anyhow::Result<ExitCode> {
    let mut screen = desk.screen();
    if let Some(code) = &options.explain {
        explain(&find_explanation(code)?, desk.form, &mut screen)?;
        return Ok(ExitCode::Done);
    }
    let sources = if options.files.is_empty() {
        desk.outside.sources()
    } else {
        Sources::Files(options.files.clone())
    };
    let library = deck::inspect_all(&sources, &|deck, places| {
        lint::lint_beside(deck, places, &|picture| deck.place.has_beside(picture))
    });
    show(&library, options.format, desk.form, &mut screen)?;
    Ok(exit_code(&library.problems, options))
}

fn exit_code(problems: &[Problem], options: &Check) -> ExitCode {
    let fails = |problem: &Problem| match problem.severity {
        Severity::Error => true,
        Severity::Warning => options.strict,
    };
    if problems.iter().any(fails) {
        ExitCode::Failed
    } else {
        ExitCode::Done
    }
}

fn show<W: Write>(
    library: &Library,
    format: CheckFormat,
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let problems = &library.problems;
    match (form, format) {
        (Form::Json, _) => json_text::write_line(screen.writer(), &problems::to_json(problems))?,
        (Form::Plain | Form::Rich, CheckFormat::Github) => {
            for problem in problems {
                screen.line_of(&problems::annotation(problem))?;
            }
        }
        (Form::Plain | Form::Rich, CheckFormat::Text) => show_text(library, screen)?,
    }
    screen.flush()
}

/// Errors first: a deck with one is not studied at all. The count comes last, where the eye is.
fn show_text<W: Write>(library: &Library, screen: &mut Screen<W>) -> Result<(), OutputError> {
    let mut problems = library.problems.clone();
    problems.sort_by_key(|problem| problem.severity);
    for line in problems::render(&problems) {
        screen.line_of(&line)?;
    }
    if !problems.is_empty() {
        screen.blank()?;
    }
    let rest = if problems::are_too_many(&library.problems) {
        "; --json lists them all"
    } else {
        ""
    };
    screen.line_of(&SafeText::line(&format!("{}{rest}", count(library))))
}

fn count(library: &Library) -> String {
    let of = |severity: Severity| {
        let problems = library.problems.iter();
        problems
            .filter(|problem| problem.severity == severity)
            .count()
    };
    let counted = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => {
            let cards = library.decks.iter().map(|deck| deck.cards.len()).sum();
            let (decks, cards) = (counted(library.decks.len(), "deck"), counted(cards, "card"));
            format!("{decks} with {cards}: no problems")
        }
        (0, warnings) => counted(warnings, "warning"),
        (errors, 0) => counted(errors, "error"),
        (errors, warnings) => {
            format!(
                "{}, {}",
                counted(errors, "error"),
                counted(warnings, "warning")
            )
        }
    }
}

fn find_explanation(code: &str) -> Result<Explanation, UsageError> {
    lint::explain(code).ok_or_else(|| {
        let nearest = lint::explained_codes()
            .into_iter()
            .min_by_key(|known| strsim::osa_distance(known, code))
            .filter(|known| strsim::osa_distance(known, code) <= known.len() / 2);
        let help = match nearest {
            Some(known) => format!("did you mean {known}?"),
            None => "it stands in brackets behind \"error\" or \"warning\"".to_owned(),
        };
        UsageError(format!("there is no problem named \"{code}\"; {help}"))
    })
}

fn explain<W: Write>(
    explanation: &Explanation,
    form: Form,
    screen: &mut Screen<W>,
) -> Result<(), OutputError> {
    let Explanation {
        code,
        text,
        wrong,
        right,
    } = explanation;
    if form == Form::Json {
        let value = json!({"code": code, "text": unwrapped(text), "wrong": wrong, "right": right});
        json_text::write_line(screen.writer(), &value)?;
        return screen.flush();
    }
    screen.paragraph(Style::Strong, &SafeText::line(code))?;
    for paragraph in unwrapped(text).split('\n') {
        screen.blank()?;
        screen.paragraph(Style::Plain, &SafeText::line(paragraph))?;
    }
    for (name, example) in [("Wrong:", wrong), ("Right:", right)] {
        let Some(example) = example else { continue };
        screen.blank()?;
        screen.line(name)?;
        screen.blank()?;
        for line in example.lines() {
            screen.line_of(&SafeText::line(&format!("    {line}")))?;
        }
    }
    screen.flush()
}

/// Each paragraph on one line.
fn unwrapped(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.replace('\n', " "))
        .collect();
    paragraphs.join("\n")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::out::shown;
    use super::*;
    use crate::deck::Place;

    fn library(yaml: &str) -> Library {
        let place = Place::File(PathBuf::from("decks/x.yaml"));
        let parsed = deck::inspect(&place, "x", yaml.as_bytes(), &lint::lint);
        Library {
            decks: parsed.deck.into_iter().collect(),
            problems: parsed.problems,
        }
    }

    const MIXED: &str = "format: 1
cards:
  - prompt: Did the fleet come?
    answer: Yes
  - prompt: When did it sail?
    date: 1274-13
";

    const DOUBTFUL: &str = "format: 1
cards:
  - prompt: Did the fleet come?
    answer: Yes
";

    fn text(yaml: &str, format: CheckFormat) -> String {
        shown::on(80, |screen| {
            show(&library(yaml), format, Form::Rich, screen)
        })
    }

    #[test]
    fn errors_come_before_warnings_and_both_are_counted() {
        insta::assert_snapshot!(text(MIXED, CheckFormat::Text), @r#"
        decks/x.yaml:6:11: error[card.bad-date]: there is no month 13
          |
        6 |     date: 1274-13
          |           ^^^^^^^
          = help: write: date: 1274, or with a month date: 1274-02, or with a day date: 1274-02-24

        decks/x.yaml:4:13: warning[lint.yes-no]: half of all guesses are right when the answer is "Yes"
          |
        4 |     answer: Yes
          |             ^^^
          = help: ask which, who, when or how many instead

        1 error, 1 warning
        "#);
    }

    #[test]
    fn a_clean_deck_is_one_line() {
        let clean = "format: 1\ncards:\n  - {prompt: Who came?, answer: Kublai}\n";
        assert_eq!(
            text(clean, CheckFormat::Text),
            "1 deck with 1 card: no problems\n"
        );
        assert_eq!(text(clean, CheckFormat::Github), "");
    }

    #[test]
    fn github_is_given_one_line_a_problem() {
        insta::assert_snapshot!(text(DOUBTFUL, CheckFormat::Github), @r#"::warning file=decks/x.yaml,line=4,col=13,endColumn=16,title=lint.yes-no::half of all guesses are right when the answer is "Yes"%0Aask which, who, when or how many instead"#);
    }

    #[test]
    fn warnings_fail_only_when_that_is_asked_for() {
        let strict = Check {
            strict: true,
            ..Check::default()
        };
        let doubtful = library(DOUBTFUL).problems;
        assert_eq!(exit_code(&doubtful, &Check::default()), ExitCode::Done);
        assert_eq!(exit_code(&doubtful, &strict), ExitCode::Failed);
        assert_eq!(
            exit_code(&library(MIXED).problems, &Check::default()),
            ExitCode::Failed
        );
        assert_eq!(exit_code(&[], &strict), ExitCode::Done);
    }

    #[test]
    fn a_problem_is_explained_with_both_examples() {
        let explanation = find_explanation("lint.yes-no").expect("it is explained");
        let told = shown::on(80, |screen| explain(&explanation, Form::Rich, screen));
        insta::assert_snapshot!(told, @r"
        lint.yes-no

        Yes and no are guessed right half of the time, and guessing right teaches
        nothing. Ask for what makes it so.

        Wrong:

            - prompt: Did a storm end the first invasion?
              answer: Yes

        Right:

            - prompt: What ended the first invasion?
              answer: a storm
        ");
    }

    #[test]
    fn an_unknown_problem_is_bad_usage_with_the_nearest_name() {
        let error = find_explanation("lint.yesno").expect_err("no such problem");
        assert!(error.to_string().ends_with("did you mean lint.yes-no?"));
        let error = find_explanation("zzzzzzzzzzzzzzzzzzzzzzzz").expect_err("no such problem");
        assert!(error.to_string().contains("in brackets"));
    }
}
