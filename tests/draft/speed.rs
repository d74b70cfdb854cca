//! Long and odd texts: time grows with the length and nothing else.

use std::time::{Duration, Instant};

use jmrel_quiz::draft;
use proptest::prelude::*;

/// Finding in an unoptimised build is some thirty times slower than in a release, which takes well under a second for 1 MB.
const PATIENCE: Duration = Duration::from_secs(20);

#[track_caller]
fn is_quick(text: &str) {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test of how long something takes"
    )]
    let start = Instant::now();
    let found = draft::find(text);
    assert!(
        start.elapsed() < PATIENCE,
        "{} mentions in {:?}",
        found.len(),
        start.elapsed()
    );
}

#[test]
fn long_prose_and_long_rows_of_one_thing_are_quick() {
    let prose = include_str!("texts/telescope.txt");
    is_quick(&prose.repeat(400_000 / prose.len()));
    for piece in [
        "1",
        "1 ",
        "1-",
        "1,",
        "a",
        "(",
        "no. 1, 2 and ",
        "1543 and ",
        "16th and ",
        "[1]",
        "'",
        "c. ",
        "hundred thousand ",
        "+1 ",
        "0 ",
        "Keicho 5, ninth month, ",
        "call 1 ",
    ] {
        is_quick(&piece.repeat(200_000 / piece.len()));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic_and_mentions_follow_each_other(
        text in "([a-z0-9 .,;:/%$£€'’–—()\\[\\]-]{0,12}|in 1[0-9]{3}|about |[0-9]{1,4}|th century|BC|AD |[JFM]a[a-z]{2}|\n|日|½|é){0,30}"
    ) {
        let mut end = 0;
        for mention in draft::find(&text) {
            prop_assert!(end <= mention.bytes.start && mention.bytes.start <= mention.bytes.end);
            prop_assert!(text.get(mention.bytes.clone()).is_some());
            end = mention.bytes.end;
        }
    }
}
