//! Both ways beside each other: they have one shape, and the other one does no harm.

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use super::{Came, Signal, elsewhere, here};

#[test]
fn both_ways_have_one_shape() {
    type File = fn(&mut OpenOptions);
    type Folder = fn(&mut DirBuilder);
    type Sync = fn(&Path) -> io::Result<()>;
    type Identity = fn(&Path) -> Option<(u64, u64)>;
    type Owner = fn(&Metadata, &Metadata) -> bool;
    type Change = fn(&Metadata) -> (u64, u64);
    type Listen = fn(fn(Came) -> ControlFlow<()>) -> io::Result<()>;

    let _: [File; 2] = [here::private_file, elsewhere::private_file];
    let _: [Folder; 2] = [here::private_folder, elsewhere::private_folder];
    let _: [Sync; 2] = [here::sync_folder, elsewhere::sync_folder];
    let _: [Identity; 2] = [here::identity, elsewhere::identity];
    let _: [Owner; 2] = [here::have_one_owner, elsewhere::have_one_owner];
    let _: [Change; 2] = [here::change, elsewhere::change];
    let _: [Listen; 2] = [here::listen, elsewhere::listen];
    let _: fn() -> io::Result<here::Held> = here::Held::new;
    let _: fn() -> io::Result<elsewhere::Held> = elsewhere::Held::new;
    let _: fn(&here::Held) -> Option<Signal> = here::Held::came;
    let _: fn(&elsewhere::Held) -> Option<Signal> = elsewhere::Held::came;
    let _: fn() -> io::Result<here::SingleKeys> = here::SingleKeys::switch;
    let _: fn() -> io::Result<elsewhere::SingleKeys> = elsewhere::SingleKeys::switch;
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
