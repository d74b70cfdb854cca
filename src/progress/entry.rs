//! A row of the log exactly as it is kept, with the checksum over all of it.

use uuid::{NoContext, Uuid};
use xxhash_rust::xxh3::xxh3_64;

use crate::day::{Day, Days, Rollover, Timestamp};
use crate::review::{Event, EventId, Intro, Logged, Mark, Review};

use super::body;
use super::hlc::Hlc;
use super::names::Names;

/// Names the copy of a log that an event was first written to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Device(pub(super) Uuid);

impl Device {
    /// A name nobody else has; its chance comes from the system, never from a seed.
    pub(super) fn random() -> Self {
        Self(fresh_uuid(0))
    }
}

/// An event with all its columns. Kind and body may be of a newer program; they are kept as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: Uuid,
    pub(super) device: Device,
    /// Counts the events of the device from 1.
    pub(super) seq: i64,
    pub(super) hlc: Hlc,
    /// Where it is taken to stand: at its reading, or where it was first heard of if that reading is ahead of all belief.
    /// Of several ranks heard of one event the lowest holds, so that all copies agree in the end.
    pub(super) rank: Hlc,
    pub(super) kind: String,
    pub(super) card: Option<String>,
    pub(super) at_ms: i64,
    pub(super) offset_min: i64,
    pub(super) body: String,
}

/// Bytes of the columns that are no texts, and of all lengths, for a checksum.
const NUMBERS_OF_AN_ENTRY: usize = 11 * 8 + 2 * 16 + 5 * 8 + 1;

/// Where an event stands in the log.
pub(super) type Place = (Hlc, Device, i64, Uuid);

impl Entry {
    /// Where the event stands in the log: the same on every device.
    pub(super) fn place(&self) -> Place {
        (self.rank, self.device, self.seq, self.id)
    }

    /// The rank of an event nobody doubts: never before its wall time.
    pub(super) fn undoubted_rank(hlc: Hlc, at_ms: i64) -> Hlc {
        hlc.max(Hlc::at_ms(at_ms))
    }

    /// Tells whether both say the same, wherever they are taken to stand.
    pub(super) fn is_same_event(&self, other: &Self) -> bool {
        let rank = self.rank;
        *self
            == Self {
                rank,
                ..other.clone()
            }
    }

    /// Hashes every column. Texts go in with their length, so that no byte can move from one into the next.
    pub(super) fn checksum(&self) -> i64 {
        let card = self.card.as_deref();
        let texts = self.kind.len() + card.map_or(0, str::len) + self.body.len();
        // One hash of all bytes together is several times as fast as one that gets them column by column.
        let mut bytes = Vec::with_capacity(NUMBERS_OF_AN_ENTRY + texts);
        let mut add = |column: &[u8]| {
            bytes.extend_from_slice(&(column.len() as u64).to_le_bytes());
            bytes.extend_from_slice(column);
        };
        add(self.id.as_bytes());
        add(self.device.0.as_bytes());
        add(&self.seq.to_le_bytes());
        add(&self.hlc.number().to_le_bytes());
        add(self.kind.as_bytes());
        add(&[u8::from(card.is_some())]);
        add(card.unwrap_or_default().as_bytes());
        add(&self.at_ms.to_le_bytes());
        add(&self.offset_min.to_le_bytes());
        add(self.body.as_bytes());
        if self.rank != self.hlc {
            add(&self.rank.number().to_le_bytes());
        }
        xxh3_64(&bytes).cast_signed()
    }

    /// Reads the event, under the current name of its card; nothing when a newer program wrote it.
    pub(super) fn logged(&self, names: &Names) -> Option<Logged> {
        let event = body::read(&self.kind, self.card.as_deref(), &self.body)?;
        Some(self.log(event, names))
    }

    /// Reads the event without the texts that shape no record, which is quicker; nothing exactly when
    /// [`logged`](Self::logged) gives nothing.
    pub(super) fn shape(&self, names: &Names) -> Option<Logged> {
        let event = body::read_shape(&self.kind, self.card.as_deref(), &self.body)?;
        Some(self.log(event, names))
    }

    fn log(&self, event: Event, names: &Names) -> Logged {
        let offset_min = i16::try_from(self.offset_min).unwrap_or(0);
        let is_doubted = self.rank < Self::undoubted_rank(self.hlc, self.at_ms);
        let (at, event) = if is_doubted {
            let at = Timestamp::new(self.at_ms.min(self.rank.ms()), offset_min);
            (at, brought_back(event, at))
        } else {
            (Timestamp::new(self.at_ms, offset_min), event)
        };
        Logged {
            id: EventId::new(self.id),
            at,
            event: names.apply(event),
        }
    }
}

/// An event of a clock that ran ahead, without the days that clock believed in: no card is put off for a century.
fn brought_back(event: Event, at: Timestamp) -> Event {
    let today = Day::of(at, Rollover::default());
    match event {
        Event::Review(review) => Event::Review(Review {
            day: review.day.map(|day| day.min(today)),
            ..review
        }),
        Event::Intro(intro) => Event::Intro(Intro {
            day: intro.day.map(|day| day.min(today)),
            ..intro
        }),
        Event::Mark {
            card,
            mark: Mark::BuriedUntil(day),
        } => Event::Mark {
            card,
            mark: Mark::BuriedUntil(day.min(today.plus(Days(1)))),
        },
        Event::Mark { .. }
        | Event::Override { .. }
        | Event::Void { .. }
        | Event::Card(_)
        | Event::Set(_)
        | Event::Rename(_)
        | Event::Flag { .. } => event,
    }
}

/// The end of a log, where the next event of this device goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// This device.
    pub(super) device: Device,
    /// The number of its last event; 0 when there is none.
    pub(super) seq: i64,
    /// The last reading of the clock, as far as it is believed.
    pub(super) clock: Option<Hlc>,
    /// The last reading in the log, believed or not.
    pub(super) newest: Option<Hlc>,
}

impl Head {
    /// Makes entries of events, to be written after the head.
    pub(super) fn stamp(mut self, events: &[Event], at: Timestamp) -> Vec<Entry> {
        let mut next = |event: &Event| {
            let hlc = Hlc::next(self.clock, at);
            self.clock = Some(hlc);
            self.seq += 1;
            Entry {
                id: fresh_uuid(at.at_ms()),
                device: self.device,
                seq: self.seq,
                hlc,
                rank: hlc,
                kind: body::kind_of(event).to_owned(),
                card: event.card().map(ToString::to_string),
                at_ms: at.at_ms(),
                offset_min: at.offset_min().into(),
                body: body::write(event),
            }
        };
        events.iter().map(&mut next).collect()
    }

    /// Tells whether what is written next stands at the end of the log, after all events of other devices too.
    pub(super) fn is_end(&self, at: Timestamp) -> bool {
        self.newest < Some(Hlc::next(self.clock, at))
    }
}

/// A version 7 UUID of this time; the rest of it is the system's chance.
fn fresh_uuid(at_ms: i64) -> Uuid {
    let ms = u64::try_from(at_ms).unwrap_or(0).min((1 << 48) - 1);
    let nanos = u32::try_from(ms % 1000).unwrap_or(0) * 1_000_000;
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, ms / 1000, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: Uuid::from_u128(1),
            device: Device(Uuid::from_u128(2)),
            seq: 3,
            hlc: Hlc::from_number(4),
            rank: Hlc::from_number(4),
            kind: "review".to_owned(),
            card: Some("d:k".to_owned()),
            at_ms: 5,
            offset_min: 6,
            body: "{}".to_owned(),
        }
    }

    #[test]
    fn a_change_of_any_column_changes_the_checksum() {
        let changes: [fn(&mut Entry); 11] = [
            |entry| entry.id = Uuid::from_u128(9),
            |entry| entry.device = Device(Uuid::from_u128(9)),
            |entry| entry.seq = 9,
            |entry| entry.hlc = Hlc::from_number(9),
            |entry| entry.rank = Hlc::from_number(3),
            |entry| entry.kind.push('s'),
            |entry| entry.card = None,
            |entry| entry.card = Some(String::new()),
            |entry| entry.at_ms = 9,
            |entry| entry.offset_min = 9,
            |entry| entry.body.push(' '),
        ];
        let mut sums = vec![entry().checksum()];
        for change in changes {
            let mut other = entry();
            change(&mut other);
            sums.push(other.checksum());
        }
        let all = sums.len();
        sums.sort_unstable();
        sums.dedup();
        assert_eq!(sums.len(), all);
    }

    #[test]
    fn the_checksum_is_the_same_in_every_version_of_the_program() {
        assert_eq!(entry().checksum(), -3_865_418_091_580_850_478);
    }

    #[test]
    fn days_of_a_clock_that_ran_ahead_are_not_believed() {
        let today = Day::from_number(20_000);
        let at = Timestamp::new(20_000 * 86_400_000 + 36_000_000, 0);
        let Event::Mark { mark, .. } = brought_back(
            Event::Mark {
                card: "d:k".parse().expect("a card"),
                mark: Mark::BuriedUntil(Day::from_number(50_000)),
            },
            at,
        ) else {
            panic!("it stays a mark");
        };
        assert_eq!(mark, Mark::BuriedUntil(today.plus(Days(1))));
    }

    #[test]
    fn names_of_events_never_repeat_though_time_stands_still() {
        let ids: std::collections::HashSet<_> = (0..1000).map(|_| fresh_uuid(7)).collect();
        assert_eq!(ids.len(), 1000);
    }
}
