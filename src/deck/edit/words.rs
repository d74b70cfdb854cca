//! Fixes of single values and keys: misspelt words, texts that need quotes, names with something around them.

use super::super::quoting::quoted;
use super::super::source::Source;
use super::super::yaml::Span;
use super::Fix;

/// Shortest word of which another one can be a slip of the keyboard; below that every word is near every other.
const SHORTEST: usize = 4;

/// The one word of `known` that `word` certainly is: but for capitals, or one slip away from it and from no other.
pub(in super::super) fn meant<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let word = word.trim().to_lowercase();
    let mut near = None;
    let mut is_torn = false;
    for candidate in known {
        match strsim::osa_distance(&word, candidate) {
            0 => return Some(candidate),
            1 if candidate.len() >= SHORTEST => is_torn |= near.replace(candidate).is_some(),
            _ => {}
        }
    }
    near.filter(|_| !is_torn)
}

/// Writes `word` instead of the key or word at `span`, in the quotes that stand there.
pub(in super::super) fn respelt(source: &Source<'_>, span: Span, word: &str) -> Option<Fix> {
    let written = source.written(span);
    let quote = match written.chars().next()? {
        quote @ ('"' | '\'') => quote.to_string(),
        _ => String::new(),
    };
    Some(Fix::replace(span, format!("{quote}{word}{quote}")))
}

/// Quotes everything from where `span` begins to the end of its line.
pub(in super::super) fn in_quotes(source: &Source<'_>, span: Span) -> Option<Fix> {
    let rest = source.to_line_end(span);
    let written = source.written(rest).trim_end();
    let end = rest.start + written.len();
    (!written.is_empty()).then(|| Fix::replace(Span { end, ..rest }, quoted(written)))
}

/// Makes a list of the one text at `span`; not where it may be several.
pub(in super::super) fn in_list(source: &Source<'_>, span: Span, text: &str) -> Option<Fix> {
    let written = source.written(span);
    let is_quoted = written.starts_with(['"', '\'']);
    let may_be_several = text.contains([',', ';', '/', '|', '\n'])
        || [" or ", " and "].iter().any(|word| text.contains(word));
    if written.contains('\n') || written.is_empty() || (may_be_several && !is_quoted) {
        return None;
    }
    let needs_quotes =
        !is_quoted && text.contains([':', '#', '[', ']', '{', '}', '"', '\'', '&', '*', '!', '?']);
    let item = if needs_quotes {
        quoted(text)
    } else {
        written.to_owned()
    };
    Some(Fix::replace(span, format!("[{item}]")))
}

/// Puts a text between single quotes that stands between double ones, where its backslashes were meant as such.
pub(in super::super) fn single_quoted(source: &Source<'_>, span: Span) -> Option<Fix> {
    let written = source.written(span);
    let inner = written.strip_prefix('"')?.strip_suffix('"')?;
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            // Sequences that people write on purpose.
            '\\' if matches!(
                chars.next()?,
                'n' | 't' | '"' | '\\' | '/' | 'u' | 'U' | 'x' | ' ' | '_' | 'N' | 'L' | 'P'
            ) =>
            {
                return None;
            }
            '\n' => return None,
            _ => {}
        }
    }
    inner
        .contains('\\')
        .then(|| Fix::replace(span, format!("'{}'", inner.replace('\'', "''"))))
}

/// Leaves control characters out that came with a copied text.
pub(in super::super) fn without_control_characters(source: &Source<'_>, span: Span) -> Option<Fix> {
    let written = source.written(span);
    let is_unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let kept: String = written.chars().filter(|&c| !is_unseen(c)).collect();
    (kept.len() < written.len()).then(|| Fix::replace(span, kept))
}

/// Leaves out what a name cannot have at its ends, such as a stray comma or a space that is not one.
pub(in super::super) fn without_margins(
    source: &Source<'_>,
    span: Span,
    text: &str,
    is_name: impl Fn(&str) -> bool,
) -> Option<Fix> {
    let name = text.trim_matches(|c: char| !(c.is_alphanumeric() || "-_./".contains(c)));
    if !is_name(name) || name == text {
        return None;
    }
    respelt(source, span, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_meant_when_it_is_one_slip_away_from_one_word_alone() {
        let keys = ["answer", "answers", "fact", "facts", "id", "alt", "prompt"];
        let meant = |word| meant(word, keys);
        assert_eq!(meant("promt"), Some("prompt"));
        assert_eq!(meant("anwser"), Some("answer"));
        assert_eq!(meant("ID"), Some("id"));
        assert_eq!(meant("Answers "), Some("answers"));
        assert_eq!(meant("answerr"), None, "answer or answers");
        assert_eq!(meant("is"), None, "too short to be a slip");
        assert_eq!(meant("prmt"), None, "two slips");
    }
}
