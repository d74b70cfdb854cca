//! Links, and a shell that gives everybody every right: what is a learner's stays theirs.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, lchown, symlink};
use std::path::Path;

use crate::log;
use crate::old;
use crate::place::{Place, finish};
use crate::refused::{backups, goes_on, is_kept};

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path)
        .expect("there")
        .permissions()
        .mode()
        & 0o777
}

/// Every file and folder below one.
fn all_below(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        look(&path);
        if path.is_dir() {
            all_below(&path, look);
        }
    }
}

#[test]
fn files_are_private_whatever_the_shell_allows() {
    let place = Place::with_cards(5);
    let under_no_mask = |args: &[&str], input: &str| {
        let script = "umask 000; exec \"$0\" \"$@\"";
        finish(place.wrapped(&["sh", "-c", script], args), input).code(0)
    };
    under_no_mask(&["study", "--json"], "?\n?\n?\n");
    under_no_mask(&["progress", "backup"], "");
    let bytes = fs::read(place.file()).expect("a file");
    fs::write(place.file(), &bytes[..bytes.len() / 2]).expect("written");
    under_no_mask(&["progress", "restore"], "");
    let mut session = place.session();
    session.send("?");
    session.next_of("verdict").expect("a verdict");
    assert_eq!(mode(&place.progress()), 0o700);
    let mut files = 0;
    all_below(&place.progress(), &mut |path| {
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(path), expected, "{}", path.display());
        files += 1;
    });
    session.kill();
    assert!(
        files > 6,
        "with the journal, its index, backups and what was set aside"
    );
}

#[test]
fn a_linked_folder_is_used_where_it_leads() {
    let place = Place::with_cards(5);
    let real = place.path().join("real");
    fs::create_dir(&real).expect("a folder");
    symlink(&real, place.progress()).expect("linked");
    let told = old::studied(&place, 3);
    assert!(real.join("learner.sqlite3").is_file());
    is_kept(&place, &told, "a linked folder");
}

#[test]
fn a_linked_file_stays_a_link_through_study_damage_and_restore() {
    let place = Place::with_cards(5);
    let told = old::studied(&place, 3);
    let real = place.path().join("real.sqlite3");
    fs::rename(place.file(), &real).expect("moved");
    symlink(&real, place.file()).expect("linked");
    goes_on(&place, "a linked file");
    let bytes = fs::read(&real).expect("a file");
    fs::write(&real, &bytes[..bytes.len() / 2]).expect("written");
    goes_on(&place, "a linked file that was damaged");
    let link = fs::symlink_metadata(place.file()).expect("there");
    assert!(link.file_type().is_symlink());
    let answers = log::answers_left(&place.progress());
    assert!(
        told.iter()
            .all(|said| answers.iter().any(|(_, kept)| kept == said))
    );
}

#[test]
fn a_link_to_nothing_or_to_what_is_no_log_is_refused_and_nothing_made_there() {
    for target in ["nothing", "decks/many.yaml", "decks", "/dev/null"] {
        let place = Place::with_cards(2);
        fs::create_dir(place.progress()).expect("a folder");
        let target = place.path().join(target);
        let before = fs::read(&target).ok();
        symlink(&target, place.file()).expect("linked");
        let study = place.run(&["study", "--json"], "?\n").code(1);
        assert!(study.stderr.contains("learner.sqlite3"), "{study:#?}");
        if target.is_file() || !target.exists() {
            assert_eq!(fs::read(&target).ok(), before, "{}", target.display());
        }
    }
}

#[test]
fn a_link_of_somebody_else_is_not_followed() {
    let place = Place::with_cards(2);
    old::studied(&place, 3);
    let real = place.path().join("real.sqlite3");
    fs::rename(place.file(), &real).expect("moved");
    symlink(&real, place.file()).expect("linked");
    let bytes = fs::read(&real).expect("a file");
    // Only the superuser can give a link away; others have nothing to see here.
    if lchown(place.file(), Some(54_321), None).is_ok() {
        place
            .run(&["study", "--json"], "?\n")
            .code(1)
            .says("another person's");
        assert_eq!(fs::read(&real).expect("a file"), bytes);
    }
}

#[test]
fn a_second_name_of_a_file_sees_what_the_first_one_wrote() {
    let place = Place::with_cards(5);
    let told = old::studied(&place, 3);
    let second = place.path().join("second.sqlite3");
    fs::hard_link(place.file(), &second).expect("linked");
    goes_on(&place, "a file of two names");
    let (one, two) = (fs::metadata(place.file()), fs::metadata(&second));
    assert_eq!(one.expect("there").ino(), two.expect("there").ino());
    is_kept(&place, &told, "a file of two names");
}

#[test]
fn a_backup_folder_that_leads_elsewhere_or_nowhere_costs_no_answer() {
    for target in ["elsewhere", "nowhere"] {
        let place = Place::with_cards(5);
        fs::create_dir_all(place.path().join("elsewhere")).expect("a folder");
        fs::create_dir(place.progress()).expect("a folder");
        let link = place.progress().join("backups");
        symlink(place.path().join(target), link).expect("linked");
        let told = old::studied(&place, 3);
        is_kept(&place, &told, target);
        if target == "elsewhere" {
            assert_eq!(backups(&place).len(), 1);
        }
    }
}
