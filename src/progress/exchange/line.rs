//! One event as one line of JSON: the columns of the log beside the fields of the body. `write` makes the line, `read` takes it
//! apart; here stands what both know of it.

mod read;
mod write;

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

pub(in crate::progress) use read::read;
pub(in crate::progress) use write::write;

/// The fields that are columns. All others belong to the body.
const COLUMNS: [&str; 11] = [
    "kind",
    "id",
    "device",
    "seq",
    "hlc",
    "rank",
    "at_ms",
    "offset_min",
    "card",
    "body",
    "checksum",
];

/// The years -9998 to 9998, as far as a clock can count them.
const TIMES: RangeInclusive<i64> = -377_705_116_800_000..=253_402_207_200_000;
/// Minutes that local time can be ahead of or behind UTC.
const OFFSETS: RangeInclusive<i64> = -1559..=1559;
/// Letters of the longest name a kind can have.
const LONGEST_KIND: usize = 64;

/// Tells whether an event can have happened then, in milliseconds since the Unix epoch.
pub(super) fn is_time(at_ms: i64) -> bool {
    TIMES.contains(&at_ms)
}

/// Tells whether local time can be so many minutes ahead of UTC.
pub(super) fn is_offset(minutes: i64) -> bool {
    OFFSETS.contains(&minutes)
}

/// Tells whether a kind can have this name.
pub(super) fn is_kind(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST_KIND
}

/// A body in the one form in which it is kept: keys sorted, no spaces.
fn canonical(fields: &Map<String, Value>) -> String {
    serde_json::to_string(fields).expect("a value that was JSON is JSON")
}

#[cfg(test)]
mod tests {
    use super::super::{Flaw, written};
    use super::read::read_any;
    use super::*;
    use crate::progress::entry::{Device, Entry, Head};
    use crate::progress::fixture::{at, sample_events};
    use crate::progress::hlc::Hlc;
    use crate::text::SafeText;

    fn entries() -> Vec<Entry> {
        let head = Head {
            device: Device::random(),
            seq: 0,
            clock: None,
            newest: None,
        };
        head.stamp(&sample_events(), at(0))
    }

    #[test]
    fn every_kind_of_event_comes_back_with_every_column() {
        for entry in entries() {
            let line = write(&entry);
            assert_eq!(read(line.as_bytes()), Ok(entry), "{line}");
        }
    }

    #[test]
    fn what_was_written_is_read_the_same_on_the_quick_way() {
        let mut quick = 0;
        for entry in entries() {
            let line = write(&entry);
            let read = written::read(line.as_bytes());
            quick += usize::from(read.is_some());
            assert!(read.is_none_or(|read| read == entry), "{line}");
            assert_eq!(read_any(line.as_bytes()), Ok(entry), "{line}");
        }
        assert!(quick > 10, "{quick}");
    }

    #[test]
    fn no_line_can_act_on_a_terminal() {
        for entry in entries() {
            let line = write(&entry);
            assert_eq!(SafeText::line(&line).as_str(), line);
        }
    }

    #[test]
    fn what_a_newer_program_wrote_comes_back_to_the_letter() {
        let strange = [
            ("dream", r#"{"of":"sheep","deep":{"er":{"a":1}}}"#),
            ("dream", "{}"),
            ("dream", "{ \"spaced\" : 1 }"),
            ("dream", r#"{"seq":9}"#),
            ("dream", "no JSON at all"),
            ("review", r#"{"rating":"blackout"}"#),
            ("set", r#"{"key":"ratio","value":0.8700000047683716}"#),
        ];
        for (kind, body) in strange {
            let mut entry = entries().remove(0);
            entry.kind = kind.to_owned();
            entry.body = body.to_owned();
            entry.rank = Hlc::from_number(entry.hlc.number() - 1);
            let line = write(&entry);
            assert_eq!(read(line.as_bytes()), Ok(entry), "{line}");
        }
    }

    const LEAST: &str = r#"{"kind":"review","id":"01936000-0000-7000-8000-000000000001","device":"a tablet","seq":1,"at_ms":1795000000000,"offset_min":540,"card":"d:a","rating":"good","ms":900}"#;

    #[test]
    fn the_least_of_a_review_is_filled_in() {
        let entry = read(LEAST.as_bytes()).expect("a review");
        assert_eq!(entry.hlc, Hlc::at_ms(1_795_000_000_000));
        assert_eq!(entry.rank, entry.hlc);
        assert_eq!(entry.body, r#"{"ms":900,"rating":"good"}"#);
        let again = read(LEAST.as_bytes()).expect("a review");
        assert_eq!(again.device, entry.device);
        let other = LEAST.replace("a tablet", "a phone");
        assert_ne!(
            read(other.as_bytes()).expect("a review").device,
            entry.device
        );
    }

    #[test]
    fn every_line_of_the_documentation_is_read() {
        let page = include_str!("../../../docs/progress.md");
        let blocks = page.split("```json\n").skip(1);
        let mut kinds = std::collections::BTreeSet::new();
        for block in blocks.filter_map(|rest| rest.split("```").next()) {
            for value in serde_json::Deserializer::from_str(block).into_iter::<Value>() {
                let line = value.expect("JSON").to_string();
                let entry = read(line.as_bytes()).map_err(|flaw| format!("{flaw}: {line}"));
                kinds.insert(entry.expect("as documented").kind);
            }
        }
        assert_eq!(kinds.len(), 8, "{kinds:?}");
        assert!(page.contains("\"checksum\":\""));
    }

    #[test]
    fn fields_nobody_knows_are_kept() {
        let line = LEAST.replace("\"ms\":900", "\"ms\":900,\"mood\":{\"x\":[1,2]}");
        let entry = read(line.as_bytes()).expect("a review");
        assert!(
            entry.body.contains(r#""mood":{"x":[1,2]}"#),
            "{}",
            entry.body
        );
        assert_eq!(read(write(&entry).as_bytes()), Ok(entry));
    }

    #[track_caller]
    fn refuses(old: &str, new: &str, words: &str) {
        let flaw = read(LEAST.replace(old, new).as_bytes()).expect_err("refused");
        assert!(flaw.to_string().contains(words), "{flaw}");
    }

    #[test]
    fn what_is_no_event_is_refused_with_its_field() {
        refuses("\"seq\":1,", "", "\"seq\"");
        refuses("\"seq\":1,", "\"seq\":0,", "from 1");
        refuses("\"seq\":1,", "\"seq\":1.5,", "whole");
        refuses("\"id\":\"0", "\"id\":\"x", "UUID");
        refuses("1795000000000", "1e300", "at_ms");
        refuses("540", "99999", "offset_min");
        refuses("\"card\":\"d:a\"", "\"card\":7", "\"card\"");
        refuses("\"good\"", "\"splendid\"", "again, hard, good or easy");
        refuses("\"rating\":\"good\",", "", "\"rating\"");
        refuses("\"card\":\"d:a\",", "", "no \"card\"");
        refuses("\"d:a\"", "\"d a\"", "full name");
        refuses("\"ms\":900", "\"ms\":\"long\"", "not a review");
        refuses("}", ",\"checksum\":\"0123456789abcdef\"}", "checksum");
        refuses("}", ",\"body\":\"{}\"}", "body");
        refuses("}", "", "cut off");
        refuses("{", "[{", "not an event");
        refuses("540", "540x", "column 128");
        refuses("{", "", "not an event");
    }

    #[test]
    fn a_line_that_is_no_text_is_refused_as_such() {
        let flaw = read(b"{\"kind\":\"\xff\"}").expect_err("refused");
        assert_eq!(flaw, Flaw::NotText);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_change_of_a_written_line_is_noticed_or_changes_nothing(
            index in proptest::prelude::any::<proptest::sample::Index>(),
            byte in proptest::prelude::any::<u8>(),
        ) {
            let entry = entries().remove(1);
            let mut line = write(&entry).into_bytes();
            let place = index.index(line.len());
            line[place] = byte;
            if let Ok(read) = read(&line) {
                // The name of the checksum itself can be lost: then the line is one of another program.
                let is_unsigned = !String::from_utf8_lossy(&line).contains("\"checksum\"");
                proptest::prop_assert!(is_unsigned || read == entry);
            }
        }
    }
}
