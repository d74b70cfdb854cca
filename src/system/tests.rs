//! Both ways beside each other: they have one shape, and the other one does no harm.

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use super::{Came, elsewhere, here};

/// Two things of one type.
type Both<T> = [T; 2];

#[test]
fn both_ways_have_one_shape() {
    type Listen = fn(fn(Came) -> ControlFlow<()>) -> io::Result<()>;
    let _: Both<fn(&mut OpenOptions)> = [here::private_file, elsewhere::private_file];
    let _: Both<fn(&mut DirBuilder)> = [here::private_folder, elsewhere::private_folder];
    let _: Both<fn(&Path) -> io::Result<()>> = [here::sync_folder, elsewhere::sync_folder];
    let _: Both<fn(&Path) -> Option<(u64, u64)>> = [here::identity, elsewhere::identity];
    let _: Both<fn(&Metadata, &Metadata) -> bool> =
        [here::have_one_owner, elsewhere::have_one_owner];
    let _: Both<fn(&Metadata) -> (u64, u64)> = [here::change, elsewhere::change];
    let _: Both<Listen> = [here::listen, elsewhere::listen];
    let _: Both<fn(&here::Held) -> _> = [here::Held::came, here::Held::came];
    let _: Both<fn(&elsewhere::Held) -> _> = [elsewhere::Held::came, elsewhere::Held::came];
    let _: (io::Result<here::Held>, io::Result<elsewhere::Held>) =
        (here::Held::new(), elsewhere::Held::new());
}

#[test]
fn the_other_way_makes_files_and_folders_and_knows_nothing_of_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let (inner, file) = (folder.path().join("a"), folder.path().join("a/b"));
    let mut builder = DirBuilder::new();
    elsewhere::private_folder(&mut builder);
    builder.create(&inner).expect("a folder");
    let mut options = OpenOptions::new();
    elsewhere::private_file(options.write(true).create_new(true));
    options.open(&file).expect("a file");
    elsewhere::sync_folder(&inner).expect("nothing to do");
    let metadata = fs::metadata(&file).expect("a file");
    assert_eq!(elsewhere::identity(&file), None);
    assert_eq!(elsewhere::change(&metadata), (0, 0));
    assert!(elsewhere::have_one_owner(&metadata, &metadata));
}

#[test]
fn the_other_way_hears_no_signal_and_leaves_the_terminal_alone() {
    let never = |came: Came| -> ControlFlow<()> { panic!("{came:?}") };
    elsewhere::listen(never).expect("nothing to do");
    let held = elsewhere::Held::new().expect("nothing to do");
    assert_eq!(held.came(), None);
    elsewhere::SingleKeys::switch().expect("nothing to do");
}

#[test]
fn where_a_test_cannot_see_something_it_is_told() {
    use elsewhere::trial;

    let path = Path::new("nowhere");
    assert_eq!(trial::mode(path), None);
    assert!(trial::set_mode(path, 0o600).is_err());
    assert!(trial::link(path, path).is_err());
    assert!(trial::give_away(path).is_err());
    assert!(trial::socket(path).is_err());
}
