//! What systems do each in their own way: who owns a file and who may read it, keys one by one, signals, where things lie.
//!
//! The only place that asks which system it is compiled for. Every name here has a form in `unix` and one in `elsewhere`, side by
//! side; the tests compile and try both. It knows nothing of decks, progress or faces.

#[cfg(any(not(unix), test))]
mod elsewhere;
mod family;
mod locality;
mod signal;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
use elsewhere as here;
#[cfg(unix)]
use unix as here;

pub(crate) use family::Family;
#[cfg(test)]
pub(crate) use here::trial;
pub(crate) use here::{
    Held, SingleKeys, change, have_one_owner, identity, listen, private_file, private_folder,
    sync_folder,
};
pub(crate) use locality::Locality;
pub(crate) use signal::{Came, Signal};
