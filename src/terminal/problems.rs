//! What is wrong with decks, as a compiler shows it or as JSON.

use std::collections::BTreeMap;

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::deck::{Place, Problem, Severity, code};
use crate::text::SafeText;

/// Problems of one kind that are shown to people: who has more of them mends those first, or all alike. JSON has them all.
const MOST_OF_A_KIND: usize = 100;

/// First lines that are shown where problems are by the way.
const MOST_HEADLINES: usize = 20;

/// Renders `problems` for people, an empty line between two of them; of very many of one kind the first, and how many more there are.
///
/// ```text
/// decks/x.yaml:12:11: error[card.bad-date]: there is no month 13
///    |
/// 12 |     date: 1274-13
///    |           ^^^^^^^
///    = help: write: date: 1274-11
/// ```
pub(super) fn render(problems: &[Problem]) -> Vec<SafeText> {
    let (shown, more) = first_of_each_kind(problems);
    let mut lines = Vec::new();
    for problem in shown {
        if !lines.is_empty() {
            lines.push(SafeText::default());
        }
        lines.extend(render_one(problem));
    }
    if !more.is_empty() {
        lines.push(SafeText::default());
    }
    lines.extend(more.iter().map(|((severity, code), count)| {
        let severity = word(*severity);
        SafeText::line(&format!(
            "{severity}[{code}]: {count} more like these are not shown"
        ))
    }));
    lines
}

/// Tells whether [`render`] leaves some of them out.
pub(super) fn are_too_many(problems: &[Problem]) -> bool {
    !first_of_each_kind(problems).1.is_empty()
}

type Kind = (Severity, &'static str);

/// What is shown of the problems, and of which kinds how many are not.
fn first_of_each_kind(problems: &[Problem]) -> (Vec<&Problem>, BTreeMap<Kind, usize>) {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let is_among_first = |problem: &&Problem| {
        let count = counts.entry((problem.severity, problem.code)).or_default();
        *count += 1;
        *count <= MOST_OF_A_KIND
    };
    let shown = problems.iter().filter(is_among_first).collect();
    let more = counts.into_iter().filter_map(|(kind, count)| {
        let more = count.checked_sub(MOST_OF_A_KIND)?;
        (more > 0).then_some((kind, more))
    });
    (shown, more.collect())
}

/// The first line about each problem; of very many the first, and how many more there are.
pub(super) fn headlines(problems: &[&Problem]) -> Vec<SafeText> {
    let (shown, more) = problems.split_at(problems.len().min(MOST_HEADLINES));
    let mut lines: Vec<SafeText> = shown.iter().map(|problem| headline(problem)).collect();
    if !more.is_empty() {
        lines.push(SafeText::line(&format!("and {} more", more.len())));
    }
    lines
}

/// The problems as one JSON value: `{"problems":[{"file","line","column","severity","code","message","help"}]}`.
///
/// `help` is `null` where there is none. JSON writes control characters out, so nothing has to be cleaned.
pub(super) fn to_json(problems: &[Problem]) -> serde_json::Value {
    let listed: Vec<serde_json::Value> = problems.iter().map(one_to_json).collect();
    json!({ "problems": listed })
}

fn one_to_json(problem: &Problem) -> serde_json::Value {
    json!({
        "file": shown(&problem.place),
        "line": problem.line,
        "column": problem.column,
        "severity": word(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    })
}

/// The first line about a problem: place, severity, code, message.
fn headline(problem: &Problem) -> SafeText {
    let Problem {
        line,
        column,
        severity,
        code,
        message,
        ..
    } = problem;
    let (place, severity) = (shown(&problem.place), word(*severity));
    // What could not be opened has no lines.
    let is_unopened = matches!(*code, code::FOLDER_UNREADABLE | code::FILE_UNREADABLE);
    let place = if is_unopened {
        place
    } else {
        format!("{place}:{line}:{column}")
    };
    SafeText::line(&format!("{place}: {severity}[{code}]: {message}"))
}

/// The problem as a command to GitHub, which shows it beside its line.
pub(super) fn annotation(problem: &Problem) -> SafeText {
    let Problem {
        line,
        column,
        length,
        severity,
        code,
        message,
        ..
    } = problem;
    let end = column.saturating_add(*length);
    let file = escaped(&shown(&problem.place))
        .replace(':', "%3A")
        .replace(',', "%2C");
    let help = problem
        .help
        .as_ref()
        .map_or_else(String::new, |help| format!("\n{help}"));
    SafeText::line(&format!(
        "::{} file={file},line={line},col={column},endColumn={end},title={code}::{}",
        word(*severity),
        escaped(&format!("{message}{help}"))
    ))
}

/// What GitHub takes for the end of a command, written out.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn render_one(problem: &Problem) -> Vec<SafeText> {
    let mut lines = vec![headline(problem)];
    let number = problem.line.to_string();
    let gutter = " ".repeat(number.len());
    if !problem.source_line.is_empty() {
        let excerpt = Excerpt::of(problem);
        lines.push(SafeText::line(&format!("{gutter} |")));
        lines.push(SafeText::line(&format!("{number} | {}", excerpt.text)));
        lines.push(SafeText::line(&format!("{gutter} | {}", excerpt.carets)));
    }
    if let Some(help) = &problem.help {
        lines.push(SafeText::line(&format!("{gutter} = help: {help}")));
    }
    lines
}

/// The part of a line around a problem, and the carets under it.
struct Excerpt {
    text: String,
    carets: String,
}

/// Characters shown before a problem and from its beginning on; a line may be a megabyte long.
const BEFORE: usize = 60;
const FROM_ON: usize = 100;

impl Excerpt {
    fn of(problem: &Problem) -> Self {
        let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let before = count(problem.column).saturating_sub(1);
        let skipped = before.saturating_sub(BEFORE);
        let part = |from: usize, count: usize| -> String {
            let chars = problem.source_line.chars().skip(from).take(count);
            SafeText::line(&chars.collect::<String>())
                .as_str()
                .to_owned()
        };
        let marked_length = count(problem.length).min(FROM_ON);
        let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
        let lead = format!(
            "{}{}",
            ellipsis(skipped > 0),
            part(skipped, before - skipped)
        );
        let marked = part(before, marked_length);
        let rest_length = FROM_ON - marked_length;
        let rest = part(before + marked_length, rest_length);
        let is_cut = problem.source_line.chars().nth(before + FROM_ON).is_some();
        Self {
            carets: format!(
                "{}{}",
                " ".repeat(lead.width()),
                "^".repeat(marked.width().max(1))
            ),
            text: format!("{lead}{marked}{rest}{}", ellipsis(is_cut)),
        }
    }
}

fn shown(place: &Place) -> String {
    match place {
        Place::File(path) => path.display().to_string(),
        Place::Embedded(name) => format!("(inside the program)/{name}"),
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn problem(source_line: &str, column: u32, length: u32) -> Problem {
        Problem {
            place: Place::File(PathBuf::from("decks/x.yaml")),
            line: 12,
            column,
            length,
            severity: Severity::Error,
            code: "card.bad-date",
            message: "there is no month 13".to_owned(),
            help: Some("write: date: 1274-11".to_owned()),
            fix: None,
            source_line: source_line.to_owned(),
        }
    }

    fn rendered(problem: Problem) -> String {
        let lines = render(&[problem]);
        let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
        lines.join("\n")
    }

    #[test]
    fn a_problem_is_shown_with_its_line_and_carets() {
        insta::assert_snapshot!(rendered(problem("    date: 1274-13", 11, 7)), @r"
        decks/x.yaml:12:11: error[card.bad-date]: there is no month 13
           |
        12 |     date: 1274-13
           |           ^^^^^^^
           = help: write: date: 1274-11
        ");
    }

    #[test]
    fn carets_stand_under_wide_characters() {
        insta::assert_snapshot!(rendered(problem("日本: 文永x", 5, 2)), @r"
        decks/x.yaml:12:5: error[card.bad-date]: there is no month 13
           |
        12 | 日本: 文永x
           |       ^^^^
           = help: write: date: 1274-11
        ");
    }

    #[test]
    fn a_problem_of_a_whole_file_has_no_line_to_show() {
        let mut problem = problem("", 1, 1);
        problem.help = None;
        problem.place = Place::Embedded("x.yaml");
        let line = "(inside the program)/x.yaml:12:1: error[card.bad-date]: there is no month 13";
        assert_eq!(rendered(problem), line);
    }

    #[test]
    fn of_a_long_line_only_the_part_around_the_problem_is_shown() {
        let long = format!("{}X{}", "a".repeat(1000), "b".repeat(1000));
        let shown = rendered(problem(&long, 1001, 1));
        assert!(
            shown.lines().all(|line| line.chars().count() < 180),
            "{shown}"
        );
        assert!(
            shown.contains("…aaa") && shown.contains("aXb") && shown.contains("bbb…"),
            "{shown}"
        );
    }

    #[test]
    fn control_characters_of_a_deck_never_reach_the_terminal() {
        let mut problem = problem("a: \u{1b}[31m\u{202e}red", 4, 1);
        problem.message = "\u{1b}]0;x\u{7}\nnext".to_owned();
        problem.help = Some("\u{9b}2J".to_owned());
        for line in render(&[problem]) {
            assert!(
                !line
                    .as_str()
                    .contains(|c: char| c.is_control() || c == '\u{202e}'),
                "{line:?}"
            );
        }
    }

    #[test]
    fn problems_are_parted_by_an_empty_line() {
        let lines = render(&[problem("x", 1, 1), problem("y", 1, 1)]);
        assert_eq!(
            lines.iter().filter(|line| line.as_str().is_empty()).count(),
            1
        );
    }

    #[test]
    fn of_very_many_problems_of_a_kind_the_first_are_shown_and_the_others_counted() {
        let mut problems = vec![problem("x", 1, 1); 100_000];
        let rare = Problem {
            severity: Severity::Warning,
            code: "lint.unit",
            ..problem("y", 1, 1)
        };
        problems.push(rare);
        let lines = render(&problems);
        assert!(lines.len() < 1_000, "{}", lines.len());
        let [.., last_shown, _, more] = lines.as_slice() else {
            panic!("{lines:?}");
        };
        assert!(last_shown.as_str().contains("help"), "{last_shown:?}");
        assert_eq!(
            more.as_str(),
            "error[card.bad-date]: 99900 more like these are not shown"
        );
        assert!(lines.iter().any(|line| line.as_str().contains("lint.unit")));
        assert!(are_too_many(&problems));
        assert!(!are_too_many(&problems[..MOST_OF_A_KIND]));
        assert_eq!(
            to_json(&problems)["problems"].as_array().map(Vec::len),
            Some(100_001)
        );
    }

    #[test]
    fn of_very_many_problems_by_the_way_the_first_lines_are_shown() {
        let problem = problem("x", 1, 1);
        let lines = headlines(&vec![&problem; 501]);
        assert_eq!(lines.len(), 21);
        assert_eq!(lines.last().map(SafeText::as_str), Some("and 481 more"));
        assert_eq!(headlines(&[&problem; 20]).len(), 20);
    }

    #[test]
    fn json_has_the_keys_scripts_lean_on() {
        let json = to_json(&[problem("x", 3, 2)]);
        assert_eq!(
            json.to_string(),
            serde_json::json!({"problems": [{
                "file": "decks/x.yaml", "line": 12, "column": 3, "severity": "error", "code": "card.bad-date",
                "message": "there is no month 13", "help": "write: date: 1274-11",
            }]})
            .to_string()
        );
        assert_eq!(to_json(&[]).to_string(), r#"{"problems":[]}"#);
    }
}
