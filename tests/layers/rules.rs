//! Which module may name which: the order of `lib.rs`, the two faces, and the few places that own a crate or do I/O.

use crate::source::{Name, Seen, Source, Written};

/// Names that only some places may use. A place is a file without its ending, or a folder.
struct Owned {
    /// The path, as far as it matters; a first part that ends in `_` stands for all crates that begin so.
    path: &'static [&'static str],
    /// Parts that may follow it anywhere.
    except: &'static [&'static str],
    places: &'static [&'static str],
    why: &'static str,
}

/// Where files, the environment and the store are touched.
const OUTSIDE: &[&str] = &[
    "system",
    "files",
    "deck/folder",
    "deck/cache",
    "progress/sqlite",
    "progress/backup",
    "progress/exchange/source",
    "progress/folder",
    "study",
    "terminal",
    "web",
    "main",
];

const FACES: &[&str] = &["terminal", "web", "main"];

const OWNED: &[Owned] = &[
    Owned::only(&["std", "fs"], OUTSIDE, "the core does no I/O"),
    Owned {
        path: &["std", "io"],
        // An error may be carried by whoever reports it.
        except: &["Error", "ErrorKind"],
        places: OUTSIDE,
        why: "the core does no I/O; an error is named in full, `std::io::Error`",
    },
    Owned::only(
        &["std", "env"],
        OUTSIDE,
        "the core does not look at its surroundings",
    ),
    Owned::only(&["std", "net"], OUTSIDE, "the core does no I/O"),
    Owned::only(&["std", "process"], OUTSIDE, "the core does no I/O"),
    Owned::only(
        &["std", "fs", "rename"],
        &["files"],
        "`files` is the only one that replaces a file",
    ),
    Owned::only(
        &["std", "os"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["cfg", "unix"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["cfg", "windows"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["cfg", "target_os"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["cfg", "target_family"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["rustix"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["signal_hook"],
        &["system"],
        "one place knows which system it is",
    ),
    Owned::only(
        &["rusqlite"],
        &["progress/sqlite", "progress/backup"],
        "the store is behind `Progress`",
    ),
    Owned::only(
        &["edtf_"],
        &["when"],
        "a historic date is a `HistoricDate` to everyone else",
    ),
    Owned::only(
        &["fsrs"],
        &["scheduler/fsrs"],
        "one file validates what goes in and comes out",
    ),
    Owned::only(&["serde_yaml"], &["deck"], "YAML is a deck's business"),
    Owned::only(
        &["anyhow"],
        &["study", "terminal", "web", "main"],
        "a module that fails has an error of its own",
    ),
    Owned::only(&["clap"], FACES, "only a face talks to a person"),
    Owned::only(&["console"], FACES, "only a face talks to a person"),
    Owned::only(&["dialoguer"], FACES, "only a face talks to a person"),
];

impl Owned {
    const fn only(
        path: &'static [&'static str],
        places: &'static [&'static str],
        why: &'static str,
    ) -> Self {
        Self {
            path,
            except: &[],
            places,
            why,
        }
    }

    fn covers(&self, name: &Name) -> bool {
        let (Some(named), Some((first, rest))) = (name.path.first(), self.path.split_first())
        else {
            return false;
        };
        let is_first = match first.strip_suffix('_') {
            Some(_) => named.starts_with(first),
            None => named == first,
        };
        is_first
            && name.imported < self.path.len()
            && name.path.len() >= self.path.len()
            && name
                .path
                .iter()
                .skip(1)
                .zip(rest)
                .all(|(named, part)| named == part)
            && !name
                .path
                .get(self.path.len())
                .is_some_and(|next| self.except.contains(&next.as_str()))
    }
}

/// Every breach of the rules in `sources`, as `file:line: what`, sorted. `lib.rs` among them gives the order.
pub(crate) fn breaches(sources: &[Source]) -> Vec<String> {
    let order: &[String] = sources
        .iter()
        .find(|source| source.path == "lib.rs")
        .map_or(&[], |lib| &lib.declares);
    let for_tests: Vec<Vec<&String>> = sources
        .iter()
        .flat_map(|source| {
            let children = source.declares_for_tests.iter();
            children.map(|child| source.module.iter().chain([child]).collect())
        })
        .collect();

    let mut breaches = Vec::new();
    for source in sources {
        let is_test = for_tests.iter().any(|module| {
            source
                .module
                .iter()
                .take(module.len())
                .eq(module.iter().copied())
        });
        for name in &source.names {
            let is_free = is_test || name.seen == Seen::InTests;
            let found = layer_breach(order, source, name).or_else(|| {
                if is_free {
                    None
                } else {
                    owner_breach(source, name)
                }
            });
            if let Some(what) = found {
                breaches.push((&source.path, name.line, what));
            }
        }
    }
    breaches.sort();
    breaches.dedup();
    breaches
        .into_iter()
        .map(|(path, line, what)| format!("src/{path}:{line}: {what}"))
        .collect()
}

fn layer_breach(order: &[String], source: &Source, name: &Name) -> Option<String> {
    let target = match name.path.as_slice() {
        [root, target, ..] if root == "crate" && name.imported == 0 => target,
        _ => return None,
    };
    if source.path == "lib.rs" {
        return None;
    }
    let Some(place) = order.iter().position(|module| module == target) else {
        // The way up to no module is a macro's, which stands elsewhere than it is written; a glob takes in everything.
        let is_for_macro = name.written == Written::FromHere && target != "*";
        return (!is_for_macro).then(|| format!("`crate::{target}` is no module of `lib.rs`"));
    };
    // `main.rs` stands above all modules.
    let own = source.module.first()?;
    if own == target {
        return None;
    }
    if own == "web" && target == "terminal" {
        return Some("`web` and `terminal` never meet".to_owned());
    }
    match order.iter().position(|module| module == own) {
        Some(own_place) if place < own_place => None,
        Some(_) => Some(format!(
            "`{own}` names `{target}`, which `lib.rs` lists later"
        )),
        None => Some(format!("`{own}` is no module of `lib.rs`")),
    }
}

fn owner_breach(source: &Source, name: &Name) -> Option<String> {
    let owned = OWNED
        .iter()
        .filter(|owned| owned.covers(name))
        .find(|owned| {
            !owned
                .places
                .iter()
                .any(|place| lies_in(&source.path, place))
        })?;
    Some(format!(
        "`{}` is not for here: {}",
        name.path.join("::"),
        owned.why
    ))
}

fn lies_in(path: &str, place: &str) -> bool {
    path.strip_prefix(place)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}
