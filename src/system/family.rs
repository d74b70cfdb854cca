//! Which family a system is of: it decides where a user's things lie, and how a shell wants a path.

/// Systems that do alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Windows.
    Windows,
    /// macOS.
    MacOs,
    /// Linux and all others, which follow the XDG specification.
    Xdg,
}

impl Family {
    /// That of the system the program is compiled for.
    pub(crate) const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Xdg
    };
}
