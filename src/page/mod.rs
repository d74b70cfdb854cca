//! Cards as learners will see them, and as a page of HTML that stands alone.
//!
//! A [`View`] says in words what is asked, which answer is right, and what else would be taken as right or as close: it asks
//! the grading itself. Nothing here touches a file.

mod html;
mod latitude;
mod preview;
mod view;

pub use preview::preview;
pub use view::{Options, Shown, View};
