//! Drafts that nobody has reviewed, met where a deck or a fact base belongs.

use super::source::Source;
use super::yaml::{Node, Value};

/// The key by which a draft says whether it waits for its review.
pub(crate) const REVIEW: &str = "review";

/// Tells whether the keys at the left margin are those of a file of drafts, and notes that it has to be reviewed first.
pub(crate) fn is_file_of_drafts(
    source: &mut Source<'_>,
    map: &[(Node<'_>, Node<'_>)],
    code: &'static str,
) -> bool {
    let is_drafts = |(key, _): &&(Node<'_>, Node<'_>)| matches!(&key.value, Value::Text(key) if key == "drafts");
    let Some((key, _)) = map.iter().find(is_drafts) else {
        return false;
    };
    let help = format!("review it with: {}", command(&source.file_name()));
    source
        .error(
            key.span,
            code,
            "this is a file of drafts, and nothing of it is asked before its review",
        )
        .advise(help);
    true
}

/// The command that reviews a file of drafts.
pub(crate) fn command(file: &str) -> String {
    format!("jmrel-quiz draft --review {file}")
}
