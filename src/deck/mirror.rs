//! A flat mirror of the file: every key the format has, its value as written. No other key passes.

use super::code;
use super::edit;
use super::source::Source;
use super::unreviewed;
use super::yaml::{Node, Span};

/// A key of the file with its value.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) key: Span,
    pub(crate) node: Node<'a>,
}

/// Declares a flat mirror: a struct with a field for each key, and its reader.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($field:ident: $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(super) struct $name<'a> {
            $(pub(super) $field: Option<$crate::deck::mirror::Entry<'a>>,)*
            /// The keys that misspelt ones were most likely meant to be.
            pub(super) meant: Vec<&'static str>,
        }

        impl<'a> $name<'a> {
            pub(super) const KEYS: &'static [&'static str] = &[$($key,)*];

            /// Sorts the keys of `map` into their places; notes unknown ones and repeated ones.
            pub(super) fn read(
                map: Vec<($crate::deck::yaml::Node<'a>, $crate::deck::yaml::Node<'a>)>,
                source: &mut $crate::deck::source::Source<'_>,
            ) -> Self {
                use $crate::deck::mirror::{
                    Entry, cut_at_comma, duplicate_key, is_cut, not_a_key, unknown_key,
                };
                use $crate::deck::yaml::Value;
                let mut mirror = Self { $($field: None,)* meant: Vec::new() };
                for (key, node) in map {
                    let Value::Text(name) = &key.value else {
                        not_a_key(source, key.span);
                        continue;
                    };
                    let place = match name.as_ref() {
                        $($key => &mut mirror.$field,)*
                        unknown => {
                            if matches!(node.value, Value::Empty)
                                && is_cut(source, key.span, unknown)
                            {
                                cut_at_comma(source, key.span, unknown);
                                continue;
                            }
                            let meant = unknown_key(source, key.span, unknown, $what, Self::KEYS);
                            mirror.meant.extend(meant);
                            continue;
                        }
                    };
                    match place {
                        Some(first) => duplicate_key(source, key.span, name, first.key.line),
                        None => *place = Some(Entry { key: key.span, node }),
                    }
                }
                mirror
            }
        }
    };
}

pub(crate) use mirror;

mirror!(
    /// What stands at the left margin of the file.
    RawDeck, "a deck", {
        format: "format",
        id: "id",
        title: "title",
        description: "description",
        language: "language",
        author: "author",
        license: "license",
        source: "source",
        defaults: "defaults",
        schedule: "schedule",
        allow: "allow",
        cards: "cards",
    }
);

mirror!(
    /// The keys under `defaults:`.
    RawDefaults, "defaults", {
        margin: "margin",
        tags: "tags",
        strict: "strict",
        source: "source",
        form: "form",
    }
);

mirror!(
    /// The keys under `schedule:`.
    RawSchedule, "the schedule", {
        retention: "retention",
        new_per_day: "new_per_day",
    }
);

mirror!(
    /// The keys of a card.
    RawCard, "a card", {
        id: "id",
        fact: "fact",
        facts: "facts",
        about: "about",
        prompt: "prompt",
        answer: "answer",
        answers: "answers",
        date: "date",
        number: "number",
        order: "order",
        pairs: "match",
        cloze: "cloze",
        flip: "flip",
        accept: "accept",
        choices: "choices",
        form: "form",
        precision: "precision",
        calendar: "calendar",
        bound: "bound",
        unit: "unit",
        margin: "margin",
        hint: "hint",
        explanation: "explanation",
        source: "source",
        tags: "tags",
        wrong: "wrong",
        image: "image",
        alt: "alt",
        after: "after",
        when: "when",
        script: "script",
        strict: "strict",
        revised: "revised",
        allow: "allow",
    }
);

pub(crate) fn not_a_key(source: &mut Source<'_>, span: Span) {
    source
        .error(span, code::VALUE_SHAPE, "this is no key")
        .advise("if this is a text that begins with { or [, put it in quotes");
}

/// A text with a comma between braces, of which the rest looks like a key without a value.
pub(crate) fn cut_at_comma(source: &mut Source<'_>, span: Span, rest: &str) {
    source
        .error(
            span,
            code::KEY_UNKNOWN,
            format!("between braces a comma ends a text, so \"{rest}\" stands alone"),
        )
        .advise("put the whole text in quotes, or write the card without braces, a key a line");
}

/// Tells whether a key without a value is what a comma cut off the text before it: it has spaces, or stands behind one.
pub(crate) fn is_cut(source: &Source<'_>, span: Span, name: &str) -> bool {
    let line = source.line_at(span.start);
    let before = line.text.get(..span.start.saturating_sub(line.start));
    name.contains(' ') || before.is_some_and(|before| before.trim_end().ends_with(','))
}

pub(crate) fn unknown_key(
    source: &mut Source<'_>,
    span: Span,
    name: &str,
    what: &str,
    known: &[&'static str],
) -> Option<&'static str> {
    if name == unreviewed::REVIEW {
        source
            .error(
                span,
                code::KEY_UNKNOWN,
                format!("{what} has no key \"{name}\": it belongs to a draft, which is no card before its review"),
            )
            .advise(format!("review drafts with: {}", unreviewed::command("FILE")));
        return None;
    }
    let message = format!("{what} has no key \"{name}\"");
    // To guess what each of a million keys was meant to be takes long, and nobody is told.
    if source.is_full() {
        source.error(span, code::KEY_UNKNOWN, message);
        return None;
    }
    let meant = nearest(name, known.iter().copied())
        .or_else(|| synonym(name).filter(|key| known.contains(key)));
    let help = match meant {
        Some(near) => format!("did you mean {near}?"),
        None => format!("{what} has: {}", known.join(", ")),
    };
    source.error(span, code::KEY_UNKNOWN, message).advise(help);
    let certain = edit::meant(name, known.iter().copied());
    source.mend_by(certain.and_then(|key| edit::respelt(source, span, key)));
    meant
}

/// The key of ours for a word that other programs, or common sense, have for it.
fn synonym(name: &str) -> Option<&'static str> {
    Some(match name.trim().to_lowercase().as_str() {
        "question" | "q" | "front" | "ask" | "text" => "prompt",
        "a" | "back" | "response" | "solution" | "correct" => "answer",
        "options" | "distractors" | "alternatives" | "wrong_answers" => "choices",
        "also" | "synonyms" | "other_answers" => "accept",
        "year" | "day" | "edtf" => "date",
        "figure" | "amount" | "quantity" | "value" => "number",
        "tolerance" => "margin",
        "pairs" | "matching" => "match",
        "sequence" | "timeline" => "order",
        "gap" | "gaps" => "cloze",
        "note" | "notes" | "comment" | "feedback" | "because" => "explanation",
        "picture" | "img" => "image",
        "tag" | "topics" => "tags",
        "questions" | "items" | "notecards" | "flashcards" => "cards",
        "name" => "title",
        "version" => "format",
        _ => return None,
    })
}

pub(crate) fn duplicate_key(source: &mut Source<'_>, span: Span, name: &str, first_line: u32) {
    let message = format!(
        "the key {name} stands here for the second time; the first is on line {first_line}"
    );
    source
        .error(span, code::KEY_DUPLICATE, message)
        .advise("delete one of them, or begin the next card with \"- \"");
}

/// The word of `known` that `word` is most likely a misspelling of.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.trim().to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, candidate), candidate))
        .filter(|&(distance, candidate)| {
            let length = candidate.chars().count();
            distance <= 1.max(length / 3) && distance < length
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_keys_find_the_nearest_one() {
        let near = |word| nearest(word, RawCard::KEYS.iter().copied());
        assert_eq!(near("anwser"), Some("answer"));
        assert_eq!(near("promt"), Some("prompt"));
        assert_eq!(near("Choices"), Some("choices"));
        assert_eq!(near("colour"), None);
    }
}
