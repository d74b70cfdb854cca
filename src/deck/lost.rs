//! What YAML takes out of a text, or puts into it, without a word.

use super::code;
use super::edit;
use super::fields::Text;
use super::quoting::quoted;
use super::source::Source;
use super::yaml::Span;

/// Notes a comment that cuts `text` short, and control characters in it.
pub(super) fn check_text(source: &mut Source<'_>, key: &str, text: &Text<'_>) {
    if text
        .text
        .contains(|c: char| c.is_control() && c != '\n' && c != '\t')
    {
        let written = source.written(text.span);
        let bare = written.trim_matches('"');
        let help = if bare.contains('\\') && !bare.contains('\n') {
            format!(
                "a backslash has a meaning between double quotes; write: '{}'",
                bare.replace('\'', "''")
            )
        } else {
            "delete it; it may have come with a copied text".to_owned()
        };
        let message = format!("there is an invisible control character in {key}");
        source
            .error(text.span, code::TEXT_CONTROL_CHARACTER, message)
            .advise(help);
        source.mend_by(
            edit::single_quoted(source, text.span)
                .or_else(|| edit::without_control_characters(source, text.span)),
        );
    }
    let written = source.written(text.span);
    if written.starts_with(['"', '\'']) || written.ends_with('\n') {
        return;
    }
    let line = source.line_at(text.span.end);
    let rest = line
        .text
        .get(text.span.end - line.start..)
        .unwrap_or_default();
    // Two spaces before it make it a comment that is meant.
    if rest.starts_with(" #") {
        let start = text.span.start.checked_sub(line.start);
        let write = match start.and_then(|start| line.text.split_at_checked(start)) {
            Some((lead, whole)) => {
                format!("write: {}{}", lead.trim_start(), quoted(whole.trim_end()))
            }
            None => "put the whole text in quotes".to_owned(),
        };
        let help = format!("{write} (or put two spaces before a # that begins a comment)");
        let cut = Span {
            start: text.span.end + 1,
            end: line.start + line.text.len(),
            line: text.span.line + u32::try_from(written.matches('\n').count()).unwrap_or(u32::MAX),
        };
        source
            .error(
                cut,
                code::TEXT_COMMENT,
                format!("{key} ends before the #; what follows is lost"),
            )
            .advise(help);
        if start.is_some() && goes_on(key, &text.text, rest) {
            source.mend_by(edit::in_quotes(source, text.span));
        }
    }
}

/// Tells whether the text certainly goes on in `rest`, which YAML takes for a comment: a number sign before a number, or
/// a question that has its mark only at the end.
fn goes_on(key: &str, text: &str, rest: &str) -> bool {
    let comment = rest.trim();
    let is_question = key == "prompt" && comment.ends_with('?') && !text.contains('?');
    is_number_sign(comment) || is_question
}

/// `#1` and not `# one`.
pub(super) fn is_number_sign(comment: &str) -> bool {
    comment
        .strip_prefix('#')
        .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
}
