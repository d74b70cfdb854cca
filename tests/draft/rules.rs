//! Short forms that notes are full of, and what they are read as.

use jmrel_quiz::draft::{self, Worth};

use crate::gold::meaning;

/// Expects these drafts, each as its words and its meaning; all else is left out.
#[track_caller]
fn drafts(text: &str, expected: &[(&str, &str)]) {
    let found = draft::find(text);
    let drafts: Vec<(&str, String)> = found
        .iter()
        .filter(|mention| mention.worth == Worth::Draft)
        .map(|mention| {
            (
                mention.surface(text),
                meaning(&mention.content).unwrap_or_default(),
            )
        })
        .collect();
    let expected: Vec<(&str, String)> = expected
        .iter()
        .map(|(words, value)| (*words, (*value).to_owned()))
        .collect();
    assert_eq!(drafts, expected, "{text}");
}

#[test]
fn a_year_of_two_digits_is_of_the_time_the_text_is_in() {
    drafts(
        "It began in 1348 and reached the north in '49.",
        &[("1348", "1348"), ("'49", "1349")],
    );
    drafts(
        "She was born in 1887 and married in '05.",
        &[("1887", "1887"), ("'05", "1905")],
    );
    drafts(
        "They met in 1953 and parted in '98.",
        &[("1953", "1953"), ("'98", "1998")],
    );
}

#[test]
fn thousands_written_once_belong_to_both_numbers() {
    drafts(
        "London had 40-60,000 people.",
        &[("40-60,000", "40000..60000")],
    );
    drafts(
        "It had 1,200-1,500 people.",
        &[("1,200-1,500", "1200..1500")],
    );
}

#[test]
fn short_words_for_time_tell_when() {
    drafts(
        "In 1348 they were many; 3 yrs later they were not.",
        &[("1348", "1348"), ("3 yrs later", "1351")],
    );
}

#[test]
fn shillings_and_pence_are_no_decade() {
    let found = draft::find("He got 10s 6d a year.");
    assert!(
        found.iter().all(|mention| !mention.why.contains("decade")),
        "{found:?}"
    );
}

#[test]
fn reigns_editions_and_opening_hours_are_left_out() {
    drafts("Nobody may ask more than in 20 Edw. III.", &[]);
    drafts("Smeaton, Narrative, 2nd edn, 1793, p. 118.", &[]);
    drafts("The museum is open 10-5, not Mondays.", &[]);
    drafts("Rents fell all through C14.", &[]);
}
