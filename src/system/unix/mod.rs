//! The way of Unix.

mod files;
mod signals;
mod single_keys;
#[cfg(test)]
pub(crate) mod trial;

pub(crate) use files::{
    change, have_one_owner, identity, private_file, private_folder, sync_folder,
};
pub(crate) use signals::{Held, listen};
pub(crate) use single_keys::SingleKeys;
