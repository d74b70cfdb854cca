//! Lines in the very form in which this program writes them, read without a look at what their bodies say.
//!
//! Most lines are such. Their checksum proves that they hold what was written, to the letter; so nothing has to be taken apart and
//! put together again. A line in any other form, or with a wrong checksum, is left to the general reader, which says what it is.

use std::str::FromStr;

use crate::progress::entry::{Device, Entry};
use crate::progress::hlc::Hlc;

use super::line::{is_kind, is_offset, is_time};

/// Reads a line if it is in the form of [`super::line::write`] and its checksum is right.
pub(super) fn read(line: &[u8]) -> Option<Entry> {
    let line = std::str::from_utf8(line).ok()?;
    let line = line.strip_suffix("\"}")?;
    let (line, checksum) = line.split_at_checked(line.len().checked_sub(CHECKSUM_DIGITS)?)?;
    let mut rest = Rest(line.strip_suffix(",\"checksum\":\"")?);

    let kind = rest.text("{\"kind\":")?;
    let id = rest.text(",\"id\":")?.parse().ok()?;
    let device = Device(rest.text(",\"device\":")?.parse().ok()?);
    let seq = rest.number(",\"seq\":")?;
    let hlc: i64 = rest.number(",\"hlc\":")?;
    let rank: Option<i64> = rest.number(",\"rank\":");
    let at_ms = rest.number(",\"at_ms\":")?;
    let offset_min = rest.number(",\"offset_min\":")?;
    let card = rest.text(",\"card\":");
    let is_in_range = is_kind(kind)
        && seq >= 1
        && hlc >= 0
        && rank.is_none_or(|rank| rank >= 0)
        && is_time(at_ms)
        && is_offset(offset_min);
    if !is_in_range {
        return None;
    }

    let hlc = Hlc::from_number(hlc);
    let undoubted = Entry::undoubted_rank(hlc, at_ms);
    let entry = Entry {
        id,
        device,
        seq,
        hlc,
        rank: rank.map_or(undoubted, |rank| Hlc::from_number(rank).min(undoubted)),
        kind: kind.to_owned(),
        card: card.map(str::to_owned),
        at_ms,
        offset_min,
        body: rest.body()?,
    };
    let is_digit = |byte: u8| byte.is_ascii_hexdigit();
    let is_right = checksum.bytes().all(is_digit)
        && u64::from_str_radix(checksum, 16) == Ok(entry.checksum().cast_unsigned());
    is_right.then_some(entry)
}

const CHECKSUM_DIGITS: usize = 16;

/// What is still to be read of a line.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// Reads a text without escapes after this name; otherwise nothing is taken.
    fn text(&mut self, name: &str) -> Option<&'a str> {
        let (text, rest) = self
            .0
            .strip_prefix(name)?
            .strip_prefix('"')?
            .split_once('"')?;
        if text.contains('\\') {
            return None;
        }
        self.0 = rest;
        Some(text)
    }

    /// Reads a whole number after this name; otherwise nothing is taken.
    fn number<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let rest = self.0.strip_prefix(name)?;
        let end = rest.find(|c: char| c != '-' && !c.is_ascii_digit());
        let (digits, rest) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        let number = digits.parse().ok()?;
        self.0 = rest;
        Some(number)
    }

    /// What is left are the fields of the body, each after a comma.
    fn body(&self) -> Option<String> {
        if self.0.is_empty() {
            return Some("{}".to_owned());
        }
        let fields = self.0.strip_prefix(',')?;
        if fields.starts_with("\"body\":") {
            return None;
        }
        let mut body = String::with_capacity(fields.len() + 2);
        body.push('{');
        body.push_str(fields);
        body.push('}');
        Some(body)
    }
}
