//! What holds for any text, however odd: mentions lie in it one behind the other, and a long row of one thing is no more than
//! its parts.

use jmrel_quiz::draft;
use proptest::prelude::*;

/// Rows of one thing, which a rule that looks ahead without end would follow to the end of the text from every place.
const PIECES: [&str; 17] = [
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
];

#[test]
fn long_rows_of_one_thing_are_read_to_their_end() {
    for piece in PIECES {
        let row = piece.repeat(4_000 / piece.len());
        let text = format!("{row}\n\nEnvoys came in 1268.\n");
        let found = draft::find(&text);
        let last = found.last().map(|mention| mention.surface(&text));
        assert_eq!(last, Some("1268"), "{piece:?}");
    }
}

#[test]
fn what_a_text_mentions_does_not_depend_on_how_much_stands_before_it() {
    let prose = include_str!("texts/telescope.txt");
    let alone = draft::find(prose).len();
    let thrice = format!("{prose}\n\n{prose}\n\n{prose}");
    assert_eq!(draft::find(&thrice).len(), 3 * alone);
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
