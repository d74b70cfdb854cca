//! Points and stretches of time while a date is put together, and how they are written as EDTF.

/// A year with what is known below it. Years count as astronomers do: 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i32,
    pub(super) part: Part,
}

/// What is known below the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    /// As EDTF numbers it, 21 to 24.
    Season(u8),
    Month(u8),
    Day(u8, u8),
}

impl Moment {
    pub(super) fn edtf(self) -> String {
        let year = year_text(self.year);
        match self.part {
            Part::Year => year,
            Part::Season(number) | Part::Month(number) => format!("{year}-{number:02}"),
            Part::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// Tells whether a span may go from here to `end`.
    pub(super) fn may_reach(self, end: Self) -> bool {
        let key = |moment: Self| (moment.year, moment.month_key(), moment.day_key());
        key(self) < key(end)
            || (self.year == end.year
                && (self.month_key() == 0 || end.month_key() == 0)
                && self != end)
    }

    fn month_key(self) -> u8 {
        match self.part {
            Part::Year => 0,
            Part::Season(season) => (season.saturating_sub(20)).saturating_mul(3),
            Part::Month(month) | Part::Day(month, _) => month,
        }
    }

    fn day_key(self) -> u8 {
        match self.part {
            Part::Day(_, day) => day,
            Part::Year | Part::Season(_) | Part::Month(_) => 0,
        }
    }

    /// The moment so many years on.
    pub(super) fn plus_years(self, years: i32) -> Self {
        Self {
            year: self.year.saturating_add(years),
            part: Part::Year,
        }
    }

    /// The month so many months on; nothing when no month is known.
    pub(super) fn plus_months(self, months: i32) -> Option<Self> {
        let (Part::Month(month) | Part::Day(month, _)) = self.part else {
            return None;
        };
        let count = self
            .year
            .checked_mul(12)?
            .checked_add(i32::from(month) - 1)?
            .checked_add(months)?;
        let month = u8::try_from(count.rem_euclid(12) + 1).ok()?;
        Some(Self {
            year: count.div_euclid(12),
            part: Part::Month(month),
        })
    }

    /// The day so many days on; nothing when no day is known. Days are those of the calendar of today.
    pub(super) fn plus_days(self, days: i32) -> Option<Self> {
        let Part::Day(month, day) = self.part else {
            return None;
        };
        let (mut year, mut month) = (self.year, i32::from(month));
        let mut day = i32::from(day).checked_add(days)?;
        // A few years at most: who counts days does not count farther.
        for _ in 0..48 {
            if day < 1 {
                month -= 1;
                if month < 1 {
                    (year, month) = (year - 1, 12);
                }
                day += days_in(year, month);
            } else if day > days_in(year, month) {
                day -= days_in(year, month);
                month += 1;
                if month > 12 {
                    (year, month) = (year + 1, 1);
                }
            } else {
                return Some(Self {
                    year,
                    part: Part::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?),
                });
            }
        }
        None
    }
}

fn days_in(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn year_text(year: i32) -> String {
    if year < 0 {
        format!("-{:04}", year.unsigned_abs())
    } else {
        format!("{year:04}")
    }
}

/// A century, a decade, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) shape: Shape,
}

/// How a stretch is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// With its last digits left open: `15XX`, `197X`.
    Open(u8),
    /// With its first and last year.
    Years,
}

impl Stretch {
    /// The century with this number, the first one first.
    pub(super) fn century(number: u32, is_bc: bool) -> Option<Self> {
        let number = i32::try_from(number)
            .ok()
            .filter(|number| (1..=40).contains(number))?;
        Some(if is_bc {
            Self {
                first: 1 - number * 100,
                last: 100 - number * 100,
                shape: Shape::Years,
            }
        } else {
            Self {
                first: (number - 1) * 100,
                last: number * 100 - 1,
                shape: Shape::Open(2),
            }
        })
    }

    /// The decade that begins with `year`.
    pub(super) fn decade(year: i32) -> Self {
        Self {
            first: year,
            last: year + 9,
            shape: Shape::Open(1),
        }
    }

    /// The years from the `from`th to the `to`th of a century, counted from 1; of a decade nothing changes.
    pub(super) fn part(self, from: i32, to: i32) -> Self {
        // Years of our era are counted from 1, so the sixteenth century begins with 1501.
        let base = match self.shape {
            Shape::Open(2) => self.first,
            Shape::Years => self.first - 1,
            Shape::Open(_) => return self,
        };
        Self {
            first: base + from,
            last: base + to,
            shape: Shape::Years,
        }
    }

    pub(super) fn edtf(self) -> String {
        match self.shape {
            Shape::Open(2) => format!("{:02}XX", self.first / 100),
            Shape::Open(_) => format!("{:03}X", self.first / 10),
            Shape::Years => format!("{}/{}", year_text(self.first), year_text(self.last)),
        }
    }

    /// As the start or the end of a span.
    pub(super) fn edge(self, other_is_bc: bool, is_end: bool) -> String {
        match self.shape {
            Shape::Open(2) if other_is_bc && is_end => year_text(self.last + 1),
            Shape::Open(_) => self.edtf(),
            Shape::Years if is_end => year_text(self.last),
            Shape::Years => year_text(self.first),
        }
    }

    pub(super) fn is_bc(self) -> bool {
        self.first < 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn centuries_and_their_parts_are_written_as_history_counts_them() {
        let century = |number, is_bc| Stretch::century(number, is_bc).expect("a century");
        assert_eq!(century(16, false).edtf(), "15XX");
        assert_eq!(century(16, false).part(71, 100).edtf(), "1571/1600");
        assert_eq!(century(1, true).edtf(), "-0099/0000");
        assert_eq!(century(5, true).part(1, 50).edtf(), "-0499/-0450");
        assert_eq!(Stretch::decade(1970).edtf(), "197X");
    }

    #[test]
    fn days_and_months_are_counted_over_the_turn_of_the_year() {
        let day = Moment {
            year: 1941,
            part: Part::Day(12, 28),
        };
        assert_eq!(
            day.plus_days(5).map(Moment::edtf).as_deref(),
            Some("1942-01-02")
        );
        assert_eq!(
            day.plus_days(-30).map(Moment::edtf).as_deref(),
            Some("1941-11-28")
        );
        assert_eq!(
            day.plus_months(3).map(Moment::edtf).as_deref(),
            Some("1942-03")
        );
        assert_eq!(day.plus_years(-2000).edtf(), "-0059");
        assert_eq!(day.plus_years(1).plus_days(1), None);
    }
}
