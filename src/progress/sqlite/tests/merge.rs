//! Logs of several devices that meet, in any order and any number of times.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::{Sandbox, answer};
use crate::day::Timestamp;
use crate::progress::fixture::{all, at, card, intro, review, sample_events, void};
use crate::progress::sqlite::{AccessMode, SqliteProgress};
use crate::progress::{Flaw, Merged, Progress, ProgressError};
use crate::review::{Event, Logged, Rating, Setting, Settings};
use crate::scheduler::{Diary, Records};

/// How a log travels.
#[derive(Clone, Copy, Debug)]
enum Vehicle {
    /// As lines.
    Lines,
    /// As it is.
    File,
}

fn exported(sandbox: &Sandbox) -> String {
    let mut text = Vec::new();
    let store = sandbox.try_open(AccessMode::Read).expect("a store");
    store.export(&mut text).expect("exported");
    String::from_utf8(text).expect("text")
}

/// Brings what `from` holds into `to`.
fn carry(from: &Sandbox, to: &Sandbox, by: Vehicle, now: Timestamp) -> Merged {
    let file = match by {
        Vehicle::File => from.file(),
        Vehicle::Lines => write_lines(to, &exported(from)),
    };
    take(to, file, now)
}

fn write_lines(sandbox: &Sandbox, text: &str) -> PathBuf {
    let file = sandbox.folder.path().join("in.jsonl");
    fs::write(&file, text).expect("written");
    file
}

fn take(to: &Sandbox, file: PathBuf, now: Timestamp) -> Merged {
    let mut merged = to.open().merge(&[file], now).expect("merged");
    merged.remove(0)
}

type State = (Vec<Logged>, Records, Diary, Settings);

fn state(sandbox: &Sandbox) -> State {
    let store = sandbox.open();
    store.verify().expect("sound");
    let records = store.records().expect("records");
    let diary = store.diary().expect("a diary");
    let settings = store.settings().expect("settings");
    (all(&store), records, diary, settings)
}

#[test]
fn an_exported_log_comes_back_whole_wherever_it_is_merged() {
    for by in [Vehicle::Lines, Vehicle::File] {
        let (from, to) = (Sandbox::filled(), Sandbox::new());
        let merged = carry(&from, &to, by, at(900_000));
        assert_eq!((merged.added, merged.known), (21, 0), "{merged:?}");
        assert!(merged.is_whole());
        assert_eq!(state(&to), state(&from));
        let again = carry(&from, &to, by, at(900_000));
        assert_eq!((again.added, again.known), (0, 21), "{again:?}");
        assert_eq!(exported(&to), exported(&from));
    }
}

#[test]
fn an_answer_from_elsewhere_changes_the_record_of_its_card_and_no_other() {
    let (here, there) = (Sandbox::filled(), Sandbox::new());
    answer(&mut there.open(), "d:b", 200_000);
    let before = here.open().records().expect("records");
    carry(&there, &here, Vehicle::Lines, at(900_000));
    let after = here.open().records().expect("records");
    assert_eq!(after[&card("d:a")], before[&card("d:a")]);
    assert_eq!(
        after[&card("d:b")].reviews,
        before[&card("d:b")].reviews + 1
    );
}

#[test]
fn an_event_that_says_something_else_is_left_aside() {
    let sandbox = Sandbox::filled();
    let before = state(&sandbox);
    let text = exported(&sandbox);
    let last = text.lines().last().expect("a line");
    let cut = last.find(",\"checksum\"").expect("a checksum");
    let forged = last[..cut].replace("\"good\"", "\"easy\"") + "}";
    let file = write_lines(&sandbox, &forged);
    let merged = take(&sandbox, file, at(900_000));
    assert_eq!((merged.added, merged.left_aside), (0, 1));
    assert!(
        matches!(merged.faults[0].flaw, Flaw::Conflict(_)),
        "{merged:?}"
    );
    assert_eq!(state(&sandbox), before);
}

#[test]
fn lines_that_cannot_be_read_are_told_with_their_numbers_and_the_others_merged() {
    let (from, to) = (Sandbox::filled(), Sandbox::new());
    let text = exported(&from);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[4] = lines[4].replace("\"seq\":5", "\"seq\":500");
    lines.insert(2, "{\"kind\":\"review\"".to_owned());
    let file = write_lines(&to, &lines.join("\n"));
    let merged = take(&to, file, at(900_000));
    assert_eq!((merged.added, merged.left_aside), (20, 2), "{merged:?}");
    let numbers: Vec<u64> = merged.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(numbers, [3, 6]);
    assert!(!merged.is_whole());
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let (from, to) = (Sandbox::filled(), Sandbox::new());
    let missing = to.folder.path().join("missing.jsonl");
    let folder = to.folder.path().to_owned();
    let files = [missing, folder, from.file()];
    let merged = to.open().merge(&files, at(900_000)).expect("merged");
    let failed: Vec<bool> = merged.iter().map(|file| file.failure.is_some()).collect();
    assert_eq!(failed, [true, true, false]);
    assert_eq!(merged[2].added, 21);
}

#[test]
fn a_clock_that_ran_ahead_does_not_win_for_ever() {
    let (mad, sane, third) = (Sandbox::new(), Sandbox::new(), Sandbox::new());
    let century = 3_000_000_000;
    let set = |count| Event::Set(Setting::NewPerDay(count));
    mad.open()
        .append(&[set(99), review("d:a", Rating::Good)], at(century))
        .expect("saved");
    sane.open().append(&[set(5)], at(0)).expect("saved");
    let merged = carry(&mad, &sane, Vehicle::Lines, at(100));
    assert_eq!((merged.added, merged.ahead), (2, 2));
    assert_eq!(sane.open().settings().expect("settings").new_per_day, 99);
    sane.open().append(&[set(7)], at(200)).expect("saved");
    assert_eq!(sane.open().settings().expect("settings").new_per_day, 7);
    let record = sane.open().records().expect("records")[&card("d:a")].clone();
    let due = record.state.reviewed().expect("a reviewed card").due;
    assert!(due.number() < 30_000, "{due:?}");
    // Wherever both go from here, and whoever heard of the mad one later, the result is the same.
    carry(&mad, &third, Vehicle::File, at(500));
    carry(&sane, &third, Vehicle::Lines, at(600));
    carry(&third, &mad, Vehicle::File, at(700));
    assert_eq!(state(&third), state(&sane));
    assert_eq!(state(&mad), state(&sane));
}

#[test]
fn a_machine_without_a_clock_judges_nobody() {
    let (from, to) = (Sandbox::filled(), Sandbox::new());
    let merged = carry(&from, &to, Vehicle::Lines, Timestamp::new(0, 0));
    assert_eq!((merged.added, merged.ahead), (21, 0));
    assert_eq!(state(&to), state(&from));
}

#[test]
fn a_copied_folder_is_noticed_and_both_go_on() {
    let (one, two) = (Sandbox::filled(), Sandbox::new());
    fs::copy(one.file(), two.file()).expect("copied");
    answer(&mut one.open(), "d:a", 800_000);
    answer(&mut two.open(), "d:b", 800_001);
    let merged = carry(&two, &one, Vehicle::File, at(900_000));
    assert!(merged.is_copy && merged.is_whole(), "{merged:?}");
    assert_eq!((merged.added, merged.known), (1, 21));
    // From now on they write under two names.
    answer(&mut one.open(), "d:a", 900_001);
    answer(&mut two.open(), "d:b", 900_002);
    carry(&one, &two, Vehicle::Lines, at(900_003));
    carry(&two, &one, Vehicle::Lines, at(900_003));
    assert_eq!(all(&one.open()).len(), 25);
    assert_eq!(state(&one), state(&two));
}

#[test]
fn a_file_of_the_first_format_is_merged_and_stays_as_it_is() {
    let (old, to) = (Sandbox::filled(), Sandbox::new());
    let before = state(&old);
    old.make_format_1();
    let bytes = fs::read(old.file()).expect("a file");
    assert!(take(&to, old.file(), at(900_000)).is_whole());
    assert_eq!(state(&to), before);
    assert_eq!(fs::read(old.file()).expect("a file"), bytes);
}

#[test]
fn strangers_are_not_merged() {
    let to = Sandbox::filled();
    let file = to.folder.path().join("other.sqlite3");
    let other = rusqlite::Connection::open(&file).expect("a database");
    other.execute_batch("CREATE TABLE t (x)").expect("a table");
    drop(other);
    let merged = take(&to, file, at(900_000));
    let is_stranger = matches!(merged.failure, Some(ProgressError::NotOurs { .. }));
    assert!(is_stranger, "{merged:?}");
}

#[test]
fn what_can_be_read_of_a_damaged_file_is_merged() {
    let (from, to) = (Sandbox::filled(), Sandbox::new());
    from.sql("UPDATE event SET body = '{}' WHERE seq IN (3, 4)");
    let merged = take(&to, from.file(), at(900_000));
    assert_eq!((merged.added, merged.left_aside), (19, 2), "{merged:?}");
    to.open().verify().expect("sound");
}

#[test]
fn rows_behind_a_destroyed_page_are_still_found() {
    let (from, to) = (Sandbox::new(), Sandbox::new());
    let mut store = from.open();
    for second in 0..400 {
        answer(&mut store, "d:a", second);
    }
    drop(store);
    let mut bytes = fs::read(from.file()).expect("a file");
    let is_leaf =
        |page: &&mut [u8]| page[0] == 0x0d && page[1..].windows(8).any(|w| w == b"\"rating\"");
    let leaf = bytes.chunks_mut(4096).filter(is_leaf).nth(5);
    leaf.expect("many leaves").fill(0);
    fs::write(from.file(), bytes).expect("written");
    let merged = take(&to, from.file(), at(900_000));
    assert!(merged.added > 350 && merged.left_aside > 0, "{merged:?}");
    assert!(merged.added < 400);
}

#[test]
fn answers_to_one_card_under_both_its_names_count_once_each() {
    let (here, old, new) = (Sandbox::new(), Sandbox::new(), Sandbox::new());
    let rename = Event::Rename(vec![(card("d:a"), card("d:b"))]);
    here.open().append(&[rename], at(0)).expect("saved");
    answer(&mut old.open(), "d:a", 1);
    answer(&mut new.open(), "d:b", 2);
    here.open()
        .merge(&[old.file(), new.file()], at(900_000))
        .expect("merged");
    let (_, _, diary, _) = state(&here);
    assert_eq!(
        diary.iter().map(|(_, _, done)| done.answers).sum::<i64>(),
        2
    );
}

/// What happens on one device.
#[derive(Clone, Debug)]
enum Step {
    Do(usize, u8, i64),
    Carry(usize, usize, bool, i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let wild = prop_oneof![
        8 => 0..400_000_i64,
        1 => Just(3_000_000_000_i64),
        1 => Just(-1_795_000_000_i64),
    ];
    let step = prop_oneof![
        3 => (0..3_usize, any::<u8>(), wild).prop_map(|(who, what, when)| Step::Do(who, what, when)),
        1 => (0..3_usize, 0..3_usize, any::<bool>(), 400_000..500_000_i64)
            .prop_map(|(from, to, by, when)| Step::Carry(from, to, by, when)),
    ];
    prop::collection::vec(step, 1..16)
}

fn happen(store: &mut SqliteProgress, what: u8, second: i64) {
    let name = format!("d:{}", what % 3);
    let last = store.last_answer().expect("read");
    let event = match what % 7 {
        0 => Event::Set(Setting::NewPerDay(what.into())),
        1 => Event::Rename(vec![(card(&name), card(&format!("d:{}", what % 5)))]),
        2 => intro(&name),
        3 if last.is_some() => {
            let last = last.expect("there is one");
            void(last.event.card().expect("a card").as_ref(), last.id)
        }
        4 => sample_events().swap_remove(9),
        _ => review(&name, Rating::ALL[usize::from(what % 4)]),
    };
    store.append(&[event], at(second)).expect("saved");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn copies_that_met_agree_whatever_came_before(steps in steps(), order in any::<u8>()) {
        let devices = [Sandbox::new(), Sandbox::new(), Sandbox::new()];
        for step in &steps {
            match *step {
                Step::Do(who, what, second) => happen(&mut devices[who].open(), what, second),
                Step::Carry(from, to, by_lines, second) => {
                    if from != to && devices[from].file().exists() {
                        let by = if by_lines { Vehicle::Lines } else { Vehicle::File };
                        carry(&devices[from], &devices[to], by, at(second));
                    }
                }
            }
        }
        let hub = usize::from(order % 3);
        for round in 0..2 {
            for other in [(hub + 1) % 3, (hub + 2) % 3] {
                carry(&devices[other], &devices[hub], Vehicle::Lines, at(600_000 + round));
            }
            for other in [(hub + 1) % 3, (hub + 2) % 3] {
                carry(&devices[hub], &devices[other], Vehicle::Lines, at(600_000 + round));
            }
        }
        let agreed = state(&devices[hub]);
        for device in &devices {
            prop_assert_eq!(&state(device), &agreed);
            prop_assert_eq!(exported(device), exported(&devices[hub]));
        }
    }
}
