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

    /// The environment variable that names a user's home folder.
    pub(crate) fn home_variable(self) -> &'static str {
        match self {
            Self::Windows => "USERPROFILE",
            Self::MacOs | Self::Xdg => "HOME",
        }
    }

    /// The environment variable that names the folder for a user's data.
    pub(crate) fn data_variable(self) -> &'static str {
        match self {
            Self::Windows => "APPDATA",
            Self::MacOs | Self::Xdg => "XDG_DATA_HOME",
        }
    }
}
