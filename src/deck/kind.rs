//! Which answer key a card has, and which other keys mean something beside it.

use super::code;
use super::mirror::{Entry, RawCard};
use super::source::Source;
use super::yaml::Span;

/// What a card asks for; named by its answer key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Answer,
    Answers,
    Date,
    Number,
    Order,
    Match,
    Cloze,
    Flip,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Answer,
        Self::Answers,
        Self::Date,
        Self::Number,
        Self::Order,
        Self::Match,
        Self::Cloze,
        Self::Flip,
    ];

    /// The key in the file.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Answers => "answers",
            Self::Date => "date",
            Self::Number => "number",
            Self::Order => "order",
            Self::Match => "match",
            Self::Cloze => "cloze",
            Self::Flip => "flip",
        }
    }

    /// The keys that mean something beside this answer, of those that do not go with every card.
    fn side_keys(self) -> &'static [&'static str] {
        match self {
            Self::Answer => &["prompt", "accept", "choices", "form", "script", "strict"],
            Self::Answers => &["prompt", "choices", "form", "script", "strict"],
            Self::Date => &[
                "prompt",
                "accept",
                "choices",
                "form",
                "precision",
                "calendar",
                "margin",
            ],
            Self::Number => &[
                "prompt", "accept", "choices", "form", "unit", "bound", "margin",
            ],
            Self::Order | Self::Match | Self::Flip => &["prompt"],
            Self::Cloze => &["calendar", "margin", "script", "strict"],
        }
    }

    /// Tells whether `key` means something beside this answer.
    pub(super) fn knows(self, key: &str) -> bool {
        self.side_keys().contains(&key)
    }
}

/// The answer keys of a card, given or not.
pub(super) fn entries<'r, 'a>(
    raw: &'r RawCard<'a>,
) -> impl Iterator<Item = (Kind, &'r Option<Entry<'a>>)> {
    Kind::ALL.into_iter().zip([
        &raw.answer,
        &raw.answers,
        &raw.date,
        &raw.number,
        &raw.order,
        &raw.pairs,
        &raw.cloze,
        &raw.flip,
    ])
}

/// The one answer key of a card; notes when there is none, or more than one.
/// `begin` is where the card begins.
pub(super) fn of(source: &mut Source<'_>, raw: &RawCard<'_>, begin: Span) -> Option<Kind> {
    let mut given: Vec<(Kind, Span)> = entries(raw)
        .filter_map(|(kind, entry)| Some((kind, entry.as_ref()?.key)))
        .collect();
    given.sort_by_key(|(_, span)| span.start);
    match given.as_slice() {
        [] if Kind::ALL.iter().any(|kind| raw.meant.contains(&kind.key())) => None,
        [] => {
            let span = source.to_line_end(begin);
            source
                .error(span, code::CARD_NO_ANSWER, "the card has no answer")
                .advise(
                    "add a line: answer: ... (or one of answers, date, number, order, match, cloze, flip)",
                );
            None
        }
        [(kind, _)] => Some(*kind),
        several => {
            let named: Vec<String> = several
                .iter()
                .map(|(kind, span)| format!("{} (line {})", kind.key(), span.line))
                .collect();
            let last = several.last().map(|(_, span)| *span);
            let message = format!(
                "the card has {} answers: {}",
                several.len(),
                named.join(" and ")
            );
            source
                .error(last.unwrap_or(begin), code::CARD_TWO_ANSWERS, message)
                .advise("keep one of them, or begin a second card with \"- \"; other right answers go under accept");
            None
        }
    }
}

/// Notes the keys that mean nothing beside this kind of answer.
pub(super) fn check_places(source: &mut Source<'_>, raw: &RawCard<'_>, kind: Kind) {
    let side_entries = [
        ("prompt", &raw.prompt),
        ("accept", &raw.accept),
        ("choices", &raw.choices),
        ("form", &raw.form),
        ("precision", &raw.precision),
        ("calendar", &raw.calendar),
        ("bound", &raw.bound),
        ("unit", &raw.unit),
        ("margin", &raw.margin),
        ("script", &raw.script),
        ("strict", &raw.strict),
    ];
    for (key, entry) in side_entries {
        let Some(entry) = entry else { continue };
        if kind.knows(key) {
            continue;
        }
        let at_home: Vec<&str> = Kind::ALL
            .into_iter()
            .filter(|other| other.knows(key))
            .map(Kind::key)
            .collect();
        let message = format!("{key} means nothing beside {}", kind.key());
        let help = match (kind, key) {
            (Kind::Cloze, "prompt") => {
                "delete it; the sentence with its gap is the question".to_owned()
            }
            (Kind::Cloze, "unit") => {
                "delete it, and write the unit into the sentence behind the gap".to_owned()
            }
            _ => format!("delete it; it belongs to {}", at_home.join(", ")),
        };
        source
            .error(entry.key, code::KEY_MISPLACED, message)
            .advise(help);
    }
}
