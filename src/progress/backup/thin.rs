//! Which backups can go: all of two days stay, then one a day, one a week, one a month, within a number of bytes.

use super::Backup;

/// When a backup was made, and how much room it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) at_ms: i64,
    pub(super) bytes: u64,
}

impl From<&Backup> for Dated {
    fn from(backup: &Backup) -> Self {
        Self {
            at_ms: backup.at_ms,
            bytes: backup.bytes,
        }
    }
}

const DAY_MS: i64 = 86_400_000;

/// Up to which age, in days, one backup is kept of how many days.
const RULES: [(i64, i64); 3] = [(14, 1), (70, 7), (i64::MAX / DAY_MS, 30)];

/// Days of which every backup is kept.
const ALL_OF_DAYS: i64 = 2;

/// The newest so many stay, however big they are.
const ALWAYS_KEPT: usize = 3;

/// Returns the places of those that can go. They are given newest first; those from the future count as new.
pub(super) fn surplus(backups: &[Dated], now_ms: i64, most_bytes: u64) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut bytes: u64 = 0;
    let mut kept = 0;
    let mut surplus = Vec::new();
    for (index, backup) in backups.iter().enumerate() {
        let period = period(backup.at_ms, now_ms);
        let is_wanted = period.is_none_or(|period| !seen.contains(&period));
        seen.extend(period);
        let fits = bytes.saturating_add(backup.bytes) <= most_bytes || kept < ALWAYS_KEPT;
        if is_wanted && fits {
            kept += 1;
            bytes = bytes.saturating_add(backup.bytes);
        } else {
            surplus.push(index);
        }
    }
    surplus
}

/// The stretch of time of which one backup is kept; nothing where all are. Its newest backup stands for it.
fn period(at_ms: i64, now_ms: i64) -> Option<(i64, i64)> {
    let age_days = now_ms.saturating_sub(at_ms).div_euclid(DAY_MS);
    if age_days < ALL_OF_DAYS {
        return None;
    }
    let (_, days) = RULES.iter().find(|(up_to, _)| age_days < *up_to)?;
    Some((*days, at_ms.div_euclid(DAY_MS * days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;
    const NOW_MS: i64 = 20_000 * DAY_MS + 9 * HOUR_MS;

    fn every(hours: i64, count: i64, bytes: u64) -> Vec<Dated> {
        let at = |number| NOW_MS - number * hours * HOUR_MS;
        let backup = |number| Dated {
            at_ms: at(number),
            bytes,
        };
        (0..count).map(backup).collect()
    }

    fn kept(backups: &[Dated], most_bytes: u64) -> Vec<Dated> {
        let surplus = surplus(backups, NOW_MS, most_bytes);
        let is_kept = |(index, _): &(usize, &Dated)| !surplus.contains(index);
        let kept = backups.iter().enumerate().filter(is_kept);
        kept.map(|(_, backup)| *backup).collect()
    }

    #[test]
    fn of_a_year_of_hours_some_seventy_stay() {
        let kept = kept(&every(1, 24 * 365, 1), u64::MAX);
        let younger = |days: i64| {
            let is_younger = |backup: &&Dated| NOW_MS - backup.at_ms < days * DAY_MS;
            kept.iter().filter(is_younger).count()
        };
        assert_eq!(younger(2), 48);
        assert!((60..=62).contains(&younger(14)), "{}", younger(14));
        assert!((68..=71).contains(&younger(70)), "{}", younger(70));
        assert!((76..=83).contains(&kept.len()), "{}", kept.len());
    }

    #[test]
    fn thinning_every_day_keeps_what_thinning_once_keeps_nearly() {
        let mut backups: Vec<Dated> = Vec::new();
        for day in 0..400 {
            let now_ms = day * DAY_MS;
            for hour in 0..3 {
                let at_ms = now_ms - hour * HOUR_MS;
                backups.insert(
                    usize::try_from(hour).expect("small"),
                    Dated { at_ms, bytes: 1 },
                );
            }
            for index in surplus(&backups, now_ms, u64::MAX).into_iter().rev() {
                backups.remove(index);
            }
        }
        assert!((30..=50).contains(&backups.len()), "{}", backups.len());
        let oldest = backups.last().expect("some").at_ms;
        assert!(oldest < 30 * DAY_MS, "the first months are still there");
    }

    #[test]
    fn the_oldest_go_when_there_are_too_many_bytes_and_the_newest_never() {
        let backups = every(5, 10, 100);
        assert_eq!(kept(&backups, 450), backups[..4]);
        assert_eq!(kept(&backups, 0), backups[..3]);
    }

    #[test]
    fn a_backup_of_a_clock_that_ran_ahead_pushes_none_out() {
        let mut backups = every(5, 4, 1);
        backups.insert(
            0,
            Dated {
                at_ms: i64::MAX,
                bytes: 1,
            },
        );
        assert_eq!(kept(&backups, u64::MAX), backups);
    }
}
