//! What a signal says, whatever the system calls it.

/// A signal that ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(any(unix, test)),
    expect(dead_code, reason = "only Unix sends signals")
)]
pub(crate) enum Signal {
    /// The terminal is gone.
    HungUp,
    /// Ctrl-C.
    Interrupted,
    /// The system asks politely.
    Terminated,
}

/// What a signal says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(unix), expect(dead_code, reason = "only Unix sends signals"))]
pub(crate) enum Came {
    /// The program is to end.
    Ending(Signal),
    /// The screen has another size now.
    Resized,
}
