//! Wrong dates beside a right one.

use rand::Rng;

use super::pool::{Lent, Near, Pool};
use super::rank::{self, Tiers};
use super::wanted;
use crate::card::{DeckId, FactId};
use crate::when::{HistoricDate, Period, Year, century_of};

/// A question for a date, cut to what is asked.
pub(in crate::facts) struct DateQuestion<'q> {
    pub(in crate::facts) deck: &'q DeckId,
    pub(in crate::facts) fact: &'q FactId,
    pub(in crate::facts) right: HistoricDate,
    /// Other dates that are right, or true of something the question could mean.
    pub(in crate::facts) barred: Vec<HistoricDate>,
    pub(in crate::facts) margin_years: u32,
    /// As the teacher wrote them: these are no wrong options.
    pub(in crate::facts) never: &'q [String],
}

/// A fixed one, so that a deck is the same in whatever year it is written.
const THIS_YEAR: i32 = 2026;

/// How far a wrong year may lie from the right one, at least; a tenth of its age when that is more.
const ERA_YEARS: i32 = 25;

/// Slips of a year that people make: near ones, and a wrong decade.
const YEAR_SLIPS: [i32; 8] = [3, 10, 5, 2, 7, 20, 12, 15];

/// How many months lie around the right one, at most.
const MONTH_SLIPS: i32 = 5;

/// Slips of a day: a week or so, or a wrong ten.
const DAY_SLIPS: [i32; 5] = [7, 10, 3, 14, 5];

impl DateQuestion<'_> {
    /// Draws wrong options; none for what is coarser than a century, lasts, or has too few neighbours.
    pub(in crate::facts) fn draw(
        &self,
        pool: &Pool<'_>,
        chance: &mut impl Rng,
    ) -> Vec<HistoricDate> {
        let Some(period) = self.right.period() else {
            return Vec::new();
        };
        let drawn = match period {
            Period::Century(number) => self.centuries(number, chance),
            Period::Year(year) => self.years(pool, year, chance),
            Period::Month(year, month) => self.months(year, month, chance),
            Period::Day(year, month, day) => self.days(year, month, day, chance),
            Period::Decade(_) | Period::Season(..) => None,
        };
        drawn.unwrap_or_default()
    }

    fn years(
        &self,
        pool: &Pool<'_>,
        right: Year,
        chance: &mut impl Rng,
    ) -> Option<Vec<HistoricDate>> {
        let key = right.number();
        let reach = ERA_YEARS.max((THIS_YEAR - key) / 10);
        let barred: Vec<i32> = self
            .barred
            .iter()
            .filter_map(|date| Some(date.year()?.number()))
            .collect();
        let is_never = |year: i32| {
            let text = year_date(year).map(|date| date.edtf()).unwrap_or_default();
            self.never.contains(&text)
        };
        let is_lawful = |year: &i32| {
            let distance = year.abs_diff(key);
            distance > self.margin_years
                && distance <= reach.unsigned_abs()
                && *year <= THIS_YEAR
                && (*year > 0) == (key > 0)
                && !barred.contains(year)
                && (self.never.is_empty() || !is_never(*year))
        };
        let others = |near: &Near<'_, i32>| {
            let side = |side: &[Lent<'_, i32>]| -> Vec<i32> {
                side.iter()
                    .filter(|lent| lent.fact != self.fact)
                    .map(|lent| lent.value)
                    .filter(is_lawful)
                    .collect()
            };
            (side(&near.below), side(&near.above))
        };
        let [of_deck, of_all] = pool.years(self.deck, key);
        let ((deck_below, deck_above), (all_below, all_above)) =
            (others(&of_deck), others(&of_all));
        let count = wanted(deck_below.len() + deck_above.len());
        let (below, above): (Vec<i32>, Vec<i32>) = YEAR_SLIPS
            .iter()
            .flat_map(|slip| [key - slip, key + slip])
            .chain(swapped(key))
            .filter(is_lawful)
            .partition(|year| *year < key);
        let drawn = rank::draw(
            &vec![deck_below, all_below, below],
            &vec![deck_above, all_above, above],
            count,
            chance,
            |a, b| a.abs_diff(*b) > self.margin_years,
            |drawn| gives_nothing_away(key, drawn),
        )?;
        Some(drawn.into_iter().filter_map(year_date).collect())
    }

    fn centuries(&self, right: i16, chance: &mut impl Rng) -> Option<Vec<HistoricDate>> {
        let latest = Year::new(THIS_YEAR).map_or(right, century_of);
        let lawful = |steps: [i16; 2]| -> Tiers<HistoricDate> {
            let dates = steps
                .into_iter()
                .map(|step| right + step)
                .filter(|number| *number <= latest)
                .map(|number| HistoricDate::exact(Period::Century(number)));
            vec![dates.filter(|date| !self.bars(date)).collect()]
        };
        Self::draw_from(&lawful([-1, -2]), &lawful([1, 2]), chance)
    }

    fn months(&self, year: Year, right: u8, chance: &mut impl Rng) -> Option<Vec<HistoricDate>> {
        let side = |sign: i32| -> Tiers<HistoricDate> {
            let months = (1..=MONTH_SLIPS).map(|step| i32::from(right) + sign * step);
            let dates =
                months.filter_map(|month| self.date(&format!("{}-{month:02}", edtf_year(year))));
            vec![dates.filter(|date| !self.bars(date)).collect()]
        };
        Self::draw_from(&side(-1), &side(1), chance)
    }

    fn days(
        &self,
        year: Year,
        month: u8,
        right: u8,
        chance: &mut impl Rng,
    ) -> Option<Vec<HistoricDate>> {
        let (month, right) = (i32::from(month), i32::from(right));
        let side = |sign: i32| -> Tiers<HistoricDate> {
            let days = DAY_SLIPS.iter().map(|slip| (month, right + sign * slip));
            let months = [1, 2].iter().map(|slip| (month + sign * slip, right));
            let dates = days.chain(months).filter_map(|(month, day)| {
                self.date(&format!("{}-{month:02}-{day:02}", edtf_year(year)))
            });
            vec![dates.filter(|date| !self.bars(date)).collect()]
        };
        Self::draw_from(&side(-1), &side(1), chance)
    }

    fn draw_from(
        below: &Tiers<HistoricDate>,
        above: &Tiers<HistoricDate>,
        chance: &mut impl Rng,
    ) -> Option<Vec<HistoricDate>> {
        rank::draw(below, above, wanted(0), chance, |a, b| a != b, |_| true)
    }

    fn date(&self, edtf: &str) -> Option<HistoricDate> {
        HistoricDate::parse_in(edtf, self.right.calendar()).ok()
    }

    fn bars(&self, date: &HistoricDate) -> bool {
        let asked = self.right.precision();
        let is_barred = |other: &HistoricDate| other.at(asked).edtf() == date.edtf();
        is_barred(&self.right)
            || self.barred.iter().any(is_barred)
            || self
                .never
                .iter()
                .any(|text| *text == date.edtf() || *text == date.to_string())
    }
}

/// Tells whether the right year is neither the only round one, nor the only one that is not, nor alone in its century.
fn gives_nothing_away(key: i32, drawn: &[i32]) -> bool {
    let is_round = |year: i32| year.rem_euclid(10) == 0;
    let century = |year: i32| year.div_euclid(100);
    let shares = |same: &dyn Fn(i32) -> bool| drawn.iter().any(|year| same(*year));
    shares(&|year| is_round(year) == is_round(key)) && shares(&|year| century(year) == century(key))
}

/// The year with its last two digits the wrong way round.
fn swapped(year: i32) -> Option<i32> {
    let (tens, ones) = (year / 10 % 10, year % 10);
    let swapped = year - (10 * tens + ones) + 10 * ones + tens;
    (year > 99 && swapped != year).then_some(swapped)
}

fn year_date(year: i32) -> Option<HistoricDate> {
    Year::new(year).map(|year| HistoricDate::exact(Period::Year(year)))
}

fn edtf_year(year: Year) -> String {
    HistoricDate::exact(Period::Year(year)).edtf()
}
