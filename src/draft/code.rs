//! The names of the problems of a draft file.

/// The file is of another version, or no draft file.
pub(super) const VERSION: &str = "draft.version";
/// A key that has to be there is not.
pub(super) const MISSING: &str = "draft.missing";
/// A value that cannot be read.
pub(super) const BAD_VALUE: &str = "draft.bad-value";
/// A name that is none, or that two drafts have.
pub(super) const BAD_ID: &str = "draft.bad-id";
