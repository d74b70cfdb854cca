//! A disk as it may be found after the power failed: what was synced is there, of the rest anything may be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::content::{Change, Fate, File};
use crate::trace::{Argument, Call};

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

/// A name that came, went, or stands for something else; not synced yet.
#[derive(Clone, Debug)]
struct Naming {
    path: PathBuf,
    node: Option<Node>,
}

/// The files below one folder, and how much of them is safe.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    root: PathBuf,
    files: Vec<File>,
    names: BTreeMap<PathBuf, Node>,
    synced_names: BTreeMap<PathBuf, Node>,
    pending_names: Vec<Naming>,
    /// Where the next plain write goes, by path.
    positions: BTreeMap<PathBuf, usize>,
}

impl Disk {
    /// A disk with nothing but the folder `root`.
    pub(crate) fn empty(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            files: Vec::new(),
            names: BTreeMap::new(),
            synced_names: BTreeMap::new(),
            pending_names: Vec::new(),
            positions: BTreeMap::new(),
        }
    }

    /// A disk with what is below `root` now, all of it synced.
    pub(crate) fn holding(root: &Path) -> Self {
        let mut disk = Self::empty(root);
        disk.hold(root);
        disk.synced_names.clone_from(&disk.names);
        disk
    }

    fn hold(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                self.names.insert(path.clone(), Node::Folder);
                self.hold(&path);
            } else {
                let synced = fs::read(&path).expect("a file");
                self.names.insert(path, Node::File(self.files.len()));
                self.files.push(File {
                    synced,
                    pending: Vec::new(),
                });
            }
        }
    }

    /// Does what the program had the system do. Other files than those below the root are none of its business.
    pub(crate) fn take_in(&mut self, call: &Call) {
        if call.result < 0 {
            return;
        }
        let path = |index: usize| call.args.get(index).and_then(Argument::path);
        let number = |index: usize| call.args.get(index).and_then(Argument::number);
        match call.name.as_str() {
            "openat" => {
                let Some(Argument::Word(flags)) = call.args.get(2) else {
                    panic!("{call:?}");
                };
                self.open(&path(1).expect("a path"), flags);
            }
            "mkdir" => self.name(&path(0).expect("a path"), Some(Node::Folder)),
            "pwrite64" => {
                let Some(Argument::Text(bytes)) = call.args.get(1) else {
                    panic!("{call:?}");
                };
                let offset = number(3).expect("an offset");
                self.change(
                    &path(0).expect("a path"),
                    Change::Write(offset, bytes.clone()),
                );
            }
            "write" => {
                let (Some(path), Some(Argument::Text(bytes))) = (path(0), call.args.get(1)) else {
                    panic!("{call:?}");
                };
                let position = self.positions.entry(path.clone()).or_default();
                let offset = *position;
                *position += bytes.len();
                self.change(&path, Change::Write(offset, bytes.clone()));
            }
            // From where the last one ended to where the last one ended.
            "copy_file_range" => {
                let length = usize::try_from(call.result).expect("a length");
                self.copy(&path(0).expect("a path"), &path(2).expect("a path"), length);
            }
            "ftruncate" => {
                let length = number(1).expect("a length");
                self.change(&path(0).expect("a path"), Change::Length(length));
            }
            "fsync" | "fdatasync" => self.sync(&path(0).expect("a path")),
            "unlink" => self.name(&path(0).expect("a path"), None),
            "link" => self.link(&path(0).expect("a path"), &path(1).expect("a path")),
            "linkat" => self.link(&path(1).expect("a path"), &path(3).expect("a path")),
            "rename" => {
                let from = path(0).expect("a path");
                self.link(&from, &path(1).expect("a path"));
                self.name(&from, None);
            }
            other => panic!("{other} is not known here: {call:?}"),
        }
    }

    fn is_mine(&self, path: &Path) -> bool {
        // The index of the journal is memory that processes share; the first one after a start makes it anew.
        let is_index = path.to_str().is_some_and(|path| path.ends_with("-shm"));
        path.starts_with(&self.root) && path != self.root && !is_index
    }

    fn open(&mut self, path: &Path, flags: &str) {
        self.positions.remove(path);
        if !self.names.contains_key(path) && flags.contains("O_CREAT") {
            self.files.push(File::default());
            self.name(path, Some(Node::File(self.files.len() - 1)));
        } else if flags.contains("O_TRUNC") {
            self.change(path, Change::Length(0));
        }
    }

    fn name(&mut self, path: &Path, node: Option<Node>) {
        if !self.is_mine(path) {
            return;
        }
        match node {
            Some(node) => self.names.insert(path.to_owned(), node),
            None => self.names.remove(path),
        };
        let path = path.to_owned();
        self.pending_names.push(Naming { path, node });
    }

    fn link(&mut self, from: &Path, to: &Path) {
        if let Some(node) = self.names.get(from).copied() {
            self.name(to, Some(node));
        }
    }

    fn copy(&mut self, from: &Path, to: &Path, length: usize) {
        let Some(Node::File(file)) = self.names.get(from) else {
            return;
        };
        let all = self.files[*file].now();
        let start = *self.positions.entry(from.to_owned()).or_default();
        let bytes = all.get(start..start + length).expect("what was copied");
        let offset = *self.positions.entry(to.to_owned()).or_default();
        self.positions.insert(from.to_owned(), start + length);
        self.positions.insert(to.to_owned(), offset + length);
        self.change(to, Change::Write(offset, bytes.to_vec()));
    }

    fn change(&mut self, path: &Path, change: Change) {
        if let Some(Node::File(file)) = self.names.get(path) {
            self.files[*file].pending.push(change);
        }
    }

    /// A file's content lasts from here on, or a folder's names. That one says nothing about the other.
    fn sync(&mut self, path: &Path) {
        if let Some(Node::File(file)) = self.names.get(path).copied() {
            self.files[file].sync();
            return;
        }
        let (now, later) = std::mem::take(&mut self.pending_names)
            .into_iter()
            .partition(|naming| naming.path.parent() == Some(path));
        self.pending_names = later;
        for naming in now {
            rename(&mut self.synced_names, &naming);
        }
    }

    /// Writes into `folder` what may be found after the power failed now.
    pub(crate) fn found(&self, folder: &Path, fate: Fate, chance: &mut ChaCha8Rng) {
        let mut names = self.synced_names.clone();
        if fate != Fate::Gone {
            let first = chance.random_range(0..=self.pending_names.len());
            for naming in self.pending_names.iter().take(first) {
                rename(&mut names, naming);
            }
        }
        let mut contents: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for (path, node) in &names {
            let target = folder.join(path.strip_prefix(&self.root).expect("below the root"));
            // A name in a folder that is not there is not there.
            if !target.parent().is_some_and(Path::is_dir) {
                continue;
            }
            match node {
                Node::Folder => fs::create_dir(&target).expect("a folder"),
                Node::File(file) => {
                    let content = contents
                        .entry(*file)
                        .or_insert_with(|| self.files[*file].found(fate, chance));
                    fs::write(&target, content).expect("a file");
                }
            }
        }
    }
}

fn rename(names: &mut BTreeMap<PathBuf, Node>, naming: &Naming) {
    match naming.node {
        Some(node) => names.insert(naming.path.clone(), node),
        None => names.remove(&naming.path),
    };
}
