//! The letters options go by: `a` to `z`, then `aa`, `ab`, ….

/// Letters in the alphabet, as the base of a number without a nought.
const LETTERS: usize = 26;

/// Returns the letter of the option at `index`, which counts from 0.
pub fn letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        letters.extend(('a'..='z').nth(rest % LETTERS));
        if rest < LETTERS {
            break;
        }
        rest = rest / LETTERS - 1;
    }
    letters.iter().rev().collect()
}

/// Returns where the option with this letter stands, from 0; nothing if it is no letter. Small and capital are one.
pub fn position(letter: &str) -> Option<usize> {
    let mut number = 0_usize;
    for byte in letter.bytes() {
        let place = match byte {
            b'a'..=b'z' => byte - b'a',
            b'A'..=b'Z' => byte - b'A',
            _ => return None,
        };
        number = number
            .checked_mul(LETTERS)?
            .checked_add(usize::from(place) + 1)?;
    }
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_positions_are_one() {
        for (index, label) in [
            (0, "a"),
            (25, "z"),
            (26, "aa"),
            (27, "ab"),
            (701, "zz"),
            (702, "aaa"),
        ] {
            assert_eq!(letter(index), label);
        }
        for index in 0..2000 {
            assert_eq!(position(&letter(index)), Some(index));
        }
    }

    #[test]
    fn what_is_no_letter_has_no_position() {
        for text in ["", "1", "é", "a ", "b)", &"z".repeat(100)] {
            assert_eq!(position(text), None, "{text:?}");
        }
        assert_eq!(position("B"), Some(1));
    }
}
