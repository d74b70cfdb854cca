//! The table `meta`: a few words about the file itself.

use rusqlite::{Connection, OptionalExtension};

use crate::day::Timestamp;
use crate::progress::Damage;
use crate::progress::entry::Device;

use super::trouble::Trouble;

/// The key of this copy's name.
const DEVICE: &str = "device";
/// The key of the version of the cached records.
pub(super) const CACHE: &str = "cache";

/// The key of the time of the last full check, in milliseconds since the Unix epoch.
const CHECKED: &str = "checked";

/// Returns when everything was checked last; nothing in a file that never was.
pub(super) fn checked(connection: &Connection) -> Result<Option<i64>, Trouble> {
    Ok(value(connection, CHECKED)?.and_then(|text| text.parse().ok()))
}

/// Notes that everything was checked.
pub(super) fn set_checked(connection: &Connection, now: Timestamp) -> Result<(), Trouble> {
    set(connection, CHECKED, &now.at_ms().to_string())
}

/// Notes that everything is to be checked, as if that had not been done for long.
pub(super) fn set_check_due(connection: &Connection) -> Result<(), Trouble> {
    set(connection, CHECKED, "0")
}

/// Returns this copy's name.
pub(super) fn device(connection: &Connection) -> Result<Device, Trouble> {
    value(connection, DEVICE)?
        .and_then(|text| text.parse().ok())
        .map(Device)
        .ok_or_else(|| Trouble::Damage(Damage::Structure("it does not say its device".to_owned())))
}

/// Gives this copy a name.
pub(super) fn set_device(connection: &Connection, device: Device) -> Result<(), Trouble> {
    set(connection, DEVICE, &device.0.to_string())
}

/// Returns the value of a key.
pub(super) fn value(connection: &Connection, key: &str) -> Result<Option<String>, Trouble> {
    let value = connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(value)
}

/// Sets the value of a key.
pub(super) fn set(connection: &Connection, key: &str, value: &str) -> Result<(), Trouble> {
    let sql = "INSERT INTO meta (key, value) VALUES (?, ?) \
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute([key, value])?;
    Ok(())
}
