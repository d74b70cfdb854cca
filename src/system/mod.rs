//! What systems do each in their own way: who owns a file and who may read it, keys one by one, signals.
//!
//! The only place that asks which system it is compiled for; every name here has a form for unix and one for the others, side
//! by side. It knows nothing of decks, progress or faces.

mod files;
mod locality;
mod signals;
mod single_keys;

pub(crate) use files::{
    change, have_one_owner, identity, private_file, private_folder, sync_folder,
};
pub(crate) use locality::Locality;
pub(crate) use signals::{Came, Held, Signal, listen};
pub(crate) use single_keys::SingleKeys;
