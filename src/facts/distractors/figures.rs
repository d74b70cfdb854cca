//! Wrong figures beside a right one.

use rand::Rng;

use super::pool::{Lent, Pool};
use super::rank;
use super::wanted;
use crate::card::{DeckId, FactId};
use crate::facts::fact::FigureValue;
use crate::quantity::{Bound, Figure, Number};

/// A question for a figure.
pub(in crate::facts) struct FigureQuestion<'q> {
    pub(in crate::facts) deck: &'q DeckId,
    pub(in crate::facts) fact: &'q FactId,
    pub(in crate::facts) value: &'q FigureValue,
    /// As the teacher wrote them: these are no wrong options.
    pub(in crate::facts) never: &'q [String],
}

/// Near misses of a count, in hundredths of it, and others for where these are too few.
const PARTS: [u32; 8] = [75, 50, 60, 80, 150, 200, 125, 175];
const FAR_PARTS: [u32; 8] = [70, 66, 40, 30, 133, 250, 300, 400];

/// Near misses of a percentage, in points.
const POINTS: [i64; 5] = [10, 15, 6, 12, 8];

/// Points a wrong percentage lies away, at least.
const LEAST_POINTS: u32 = 5;

/// Near misses of a place in a row.
const PLACES: [i64; 5] = [2, 4, 1, 3, 5];

/// More significant digits than these make no difference to how a figure looks.
const DIGITS: usize = 3;

impl FigureQuestion<'_> {
    /// Draws wrong options; none when there are too few lawful ones.
    pub(in crate::facts) fn draw(&self, pool: &Pool<'_>, chance: &mut impl Rng) -> Vec<Number> {
        let figure = &self.value.figure;
        let key = figure.number();
        let Some(unit) = figure.unit() else {
            return Vec::new();
        };
        let [of_deck, of_all] = pool.figures(self.deck, unit, key);
        let lent = |side: &[Lent<'_, Number>]| -> Vec<Number> {
            let numbers = side
                .iter()
                .filter(|lent| lent.fact != self.fact)
                .map(|lent| lent.value);
            numbers.filter(|number| self.is_lawful(*number)).collect()
        };
        let (deck_below, deck_above) = (lent(&of_deck.below), lent(&of_deck.above));
        let count = wanted(deck_below.len() + deck_above.len());
        let misses = |parts: &[u32]| -> (Vec<Number>, Vec<Number>) {
            let misses = self.near_misses(parts).into_iter();
            misses
                .filter(|number| self.is_lawful(*number))
                .partition(|number| *number < key)
        };
        let ((below, above), (far_below, far_above)) = (misses(&PARTS), misses(&FAR_PARTS));
        let drawn = rank::draw(
            &vec![deck_below, lent(&of_all.below), below, far_below],
            &vec![deck_above, lent(&of_all.above), above, far_above],
            count,
            chance,
            |a, b| a != b && !self.swallows(*a, *b) && !self.swallows(*b, *a),
            |_| true,
        );
        drawn.unwrap_or_default()
    }

    fn near_misses(&self, parts: &[u32]) -> Vec<Number> {
        let key = self.value.figure.number();
        let shifted = |steps: &[i64]| {
            let steps = steps.iter().flat_map(|step| [-*step, *step]);
            steps.map(|step| key.plus(Number::from(step))).collect()
        };
        if self.value.figure.is_rank() {
            return shifted(&PLACES);
        }
        if self.value.figure.is_percentage() {
            return shifted(&POINTS);
        }
        let digits = if key.is_whole() && key < Number::HUNDRED {
            // Whole numbers below a hundred stay whole, and may end in any digit.
            whole_digits(key)
        } else {
            significant_digits(key)
        };
        parts
            .iter()
            .map(|part| {
                key.percent(Number::from(*part))
                    .rounded_to(u32::try_from(digits).unwrap_or(1))
            })
            .collect()
    }

    fn is_lawful(&self, number: Number) -> bool {
        let figure = &self.value.figure;
        let key = figure.number();
        let is_possible = if figure.is_percentage() {
            let distance = number.minus(key).abs();
            number > Number::ZERO
                && number < Number::HUNDRED
                && distance >= Number::from(LEAST_POINTS)
        } else if figure.is_rank() {
            number >= Number::ONE && number.is_whole()
        } else {
            number.is_whole() == key.is_whole()
                && is_fairly_near(key, number)
                && looks_like(key, number)
        };
        let is_right = |right: &Figure| {
            as_figure(right, number).is_none_or(|other| self.value.room().swallows(right, &other))
        };
        let text = number.to_string();
        is_possible
            && number != key
            && !is_right(figure)
            && !self.value.accept.iter().any(is_right)
            && !self
                .never
                .iter()
                .any(|never| never.replace(',', "") == text.replace(',', ""))
    }

    /// Tells whether `other`, given where `number` is right, would be right as well.
    fn swallows(&self, number: Number, other: Number) -> bool {
        let figure = &self.value.figure;
        let pair = as_figure(figure, number).zip(as_figure(figure, other));
        pair.is_none_or(|(number, other)| self.value.room().swallows(&number, &other))
    }
}

fn as_figure(like: &Figure, number: Number) -> Option<Figure> {
    Figure::new(number, like.unit().cloned(), Bound::Exact).ok()
}

/// From a quarter of the figure to four times it, and not nearer than a quarter of it.
fn is_fairly_near(key: Number, number: Number) -> bool {
    let times = |number: Number, hundredths: u32| number.percent(Number::from(hundredths));
    let (small, large) = if number < key {
        (number, key)
    } else {
        (key, number)
    };
    small > Number::ZERO && large >= times(small, 125) && large <= times(small, 400)
}

/// Tells whether two figures are as round as each other. Below a hundred nobody looks.
fn looks_like(key: Number, number: Number) -> bool {
    let shape = |number: Number| significant_digits(number).min(DIGITS);
    key < Number::HUNDRED || shape(key) == shape(number)
}

fn whole_digits(number: Number) -> usize {
    number
        .to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .count()
}

/// Digits up to the last that is not 0.
fn significant_digits(number: Number) -> usize {
    let digits: String = number
        .to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits
        .trim_start_matches('0')
        .trim_end_matches('0')
        .len()
        .max(1)
}
