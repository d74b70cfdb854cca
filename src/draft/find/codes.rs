//! Digits that are signs and no numbers: addresses, telephone numbers, scores, models.

use super::asides::number;
use super::lexicon;
use super::mention::Content;
use super::scan::Hit;
use super::tokens::Tokens;

/// An address of the net: all its pieces hang together.
pub(super) fn address(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let is_address = matches!(tokens.word(at), "http" | "https" | "www" | "doi")
        && matches!(tokens.mark(at + 1), Some(':' | '.'));
    let is_isbn = matches!(tokens.word(at), "isbn" | "issn");
    if !is_address && !is_isbn {
        return None;
    }
    let mut end = at + 1;
    if is_isbn && tokens.mark(end) == Some(':') {
        end += 1;
    }
    let first = end;
    while !tokens.is_break(end) && (tokens.is_joined(end) || (is_isbn && end == first)) {
        end += 1;
    }
    Some(Hit::aside(at..end, Content::Code, "address or book number"))
}

/// Groups of digits a telephone number has at most.
const MOST_GROUPS: usize = 8;

/// `555-0142`, `+44 20 7946 0018`.
pub(super) fn telephone(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let is_called = (1..=3).any(|back| {
        matches!(
            tokens.word_before(at, back),
            "tel" | "phone" | "call" | "fax" | "mobile" | "telephone" | "ring" | "text" | "dial"
        )
    });
    let has_plus = tokens.mark(at) == Some('+') && tokens.is_joined(at + 1);
    let start = if has_plus { at + 1 } else { at };
    let first = tokens.digits(start)?;
    let mut end = start + 1;
    let mut digits = first.len();
    let mut groups = 1;
    let mut is_hyphened = false;
    while groups < MOST_GROUPS {
        let next = match tokens.mark(end) {
            Some('-') if tokens.is_joined(end) && tokens.is_joined(end + 1) => end + 1,
            Some('(' | ')') if is_called || has_plus => end + 1,
            _ => end,
        };
        let Some(group) = tokens
            .digits(next)
            .filter(|_| next > end || is_called || has_plus || first.starts_with('0'))
        else {
            break;
        };
        if group.contains(['.', ',']) {
            break;
        }
        is_hyphened |= next > end && tokens.mark(end) == Some('-');
        digits += group.len();
        groups += 1;
        end = next + 1;
    }
    let has_zero = first.starts_with('0')
        && first.len() > 1
        && !first.contains('.')
        && groups > 1
        && digits > 7;
    let has_long_group = is_hyphened
        && digits >= 7
        && !(groups == 2 && digits == 8 && first.len() == 4)
        && !(groups == 3 && digits == 8);
    let is_local = first.len() == 3 && groups == 2 && digits == 7 && is_hyphened;
    let is_phone = has_plus || has_zero || has_long_group || is_local || (is_called && digits >= 5);
    is_phone.then(|| Hit::aside(at..end, Content::Code, "telephone number"))
}

/// `24/7`, `9/11`, `50-50`.
pub(super) fn idiom(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let (first, second) = (tokens.whole(at)?, tokens.whole(at + 2)?);
    let is_joined =
        tokens.is_joined(at + 1) && tokens.is_joined(at + 2) && !tokens.is_joined(at + 3);
    let is_one = match tokens.mark(at + 1)? {
        '/' => matches!((first, second), (24 | 7, 7) | (9, 11) | (20, 20)),
        // "won 3-1", "16:9"
        '-' | '–' => {
            first < 30
                && second < 30
                && first >= second
                && !matches!(tokens.mark(at + 3), Some('%'))
                && lexicon::month(tokens.word(at + 3)).is_none()
                && lexicon::month(tokens.word_before(at, 1)).is_none()
        }
        ':' => first < 100 && second < 100,
        _ => false,
    };
    (is_joined && is_one).then(|| Hit::aside(at..at + 3, Content::Code, "score, ratio or phrase"))
}

/// `B-52`, `MP3`, `G7`, `1.2.3`: digits that hang on letters.
pub(super) fn code(tokens: &Tokens<'_>, at: usize) -> Option<Hit> {
    let digits = tokens.digits(at)?;
    if digits.matches('.').count() > 1
        && digits.rsplit('.').next().is_none_or(|year| year.len() != 4)
    {
        return Some(Hit::aside(
            at..at + 1,
            Content::Code,
            "number of a version or a section",
        ));
    }
    // "10B" is a class; "25C" may be warm, "40K" many.
    let ending = tokens.written(at + 1..at + 2);
    if tokens.is_joined(at + 1)
        && ending.len() == 1
        && ending
            .chars()
            .all(|c| c.is_ascii_uppercase() && !"KMCFTWVNS".contains(c))
    {
        return Some(Hit::aside(
            at..at + 1,
            number(tokens, at),
            "number in a name",
        ));
    }
    if !tokens.is_joined(at) {
        return None;
    }
    let before = at.checked_sub(1)?;
    let (word, hyphen) = match tokens.mark(before) {
        Some('-') if tokens.is_joined(before) => (tokens.word_before(before, 1), 1),
        Some(_) => return None,
        None => (tokens.word(before), 0),
    };
    let is_known = matches!(
        word,
        "" | "c"
            | "ca"
            | "ad"
            | "bc"
            | "ce"
            | "pre"
            | "post"
            | "mid"
            | "early"
            | "late"
            | "circa"
            | "from"
    ) || lexicon::code(word).is_some()
        || lexicon::month(word).is_some();
    let index = before - hyphen;
    // "c1500" is about that year, "C14" no number of anything.
    let is_known = is_known
        && !(word == "c"
            && tokens.is_capital(index)
            && tokens.whole(at).is_some_and(|number| number < 100));
    let is_name = !word.is_empty() && (tokens.is_capital(index) || hyphen == 0 || word.len() > 2);
    // "Covid-19" and "U-2" are names; "ex-1950" is not met.
    (is_name
        && !is_known
        && !(hyphen == 1
            && tokens
                .whole(at)
                .is_some_and(|year| (1000..2100).contains(&year))))
    .then(|| Hit::aside(at..at + 1, number(tokens, at), "number in a name"))
}
