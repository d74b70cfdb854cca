//! A working card of each kind, with the notes that explain it.

use std::fmt;
use std::str::FromStr;

/// A kind of card that a new deck can show by example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Example {
    /// A typed text.
    Text,
    /// One of several options.
    Choices,
    /// Several texts in any order.
    Set,
    /// A date.
    Date,
    /// A figure.
    Number,
    /// Texts to be put in order.
    Order,
    /// Pairs to be found.
    Match,
    /// A sentence with gaps.
    Cloze,
    /// A text that the learner rates.
    Flip,
}

/// A word that names no kind of card.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind of card named {0:?}; the kinds are: {list}", list = words())]
pub struct UnknownExample(String);

impl Example {
    /// All kinds, in the order a new deck shows them.
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Number,
        Self::Text,
        Self::Choices,
        Self::Set,
        Self::Order,
        Self::Match,
        Self::Cloze,
        Self::Flip,
    ];

    /// The word for it on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choices => "choices",
            Self::Set => "set",
            Self::Date => "date",
            Self::Number => "number",
            Self::Order => "order",
            Self::Match => "match",
            Self::Cloze => "cloze",
            Self::Flip => "flip",
        }
    }

    /// The card with its notes.
    pub(super) fn yaml(self) -> &'static str {
        match self {
            Self::Date => DATE,
            Self::Number => NUMBER,
            Self::Text => TEXT,
            Self::Choices => CHOICES,
            Self::Set => SET,
            Self::Order => ORDER,
            Self::Match => MATCH,
            Self::Cloze => CLOZE,
            Self::Flip => FLIP,
        }
    }
}

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Reads the word, or the key a deck has for the kind.
impl FromStr for Example {
    type Err = UnknownExample;

    fn from_str(text: &str) -> Result<Self, UnknownExample> {
        let word = match text.trim() {
            "answer" => "text",
            "answers" => "set",
            "choice" => "choices",
            "figure" => "number",
            "gap" | "gaps" => "cloze",
            word => word,
        };
        let found = Self::ALL.into_iter().find(|example| example.word() == word);
        found.ok_or_else(|| UnknownExample(word.to_owned()))
    }
}

fn words() -> String {
    Example::ALL.map(Example::word).join(", ")
}

const DATE: &str = "  \
  # A date. Write it as exactly as it is known and asked: 1969, 1969-07, 1969-07-20, 196X (a decade), 19XX (a century),
  # -0043 (44 BC), 1969~ (about 1969), 1961/1972 (from one year to another).
  - id: moon-landing/day
    prompt: On which day did people walk on the Moon for the first time?
    date: 1969-07-20
    accept: [1969-07-21]  # also right: east of the Atlantic it was past midnight
    explanation: \"Neil Armstrong stepped out first: at 10:56 in the evening in New York, at 3:56 at night in Paris.\"
";

const NUMBER: &str = "  \
  # A figure. margin says how far off is still right: 2 %, or 500 in the unit of the card, or 0 for exact answers only.
  # bound: about, more-than, at-least, less-than, at-most or almost goes with figures that are not exact.
  - id: moon-distance/figure
    prompt: How far away is the Moon, from centre to centre and on average?
    number: 384400
    unit: km
    margin: 2 %
    explanation: Light takes about one and a quarter seconds for the way.
";

const TEXT: &str = "  \
  # A text that is typed. Capitals, accents and punctuation do not count; accept lists other texts that are right.
  - id: pluto/probe
    prompt: Which space probe was the first to fly past Pluto?
    answer: New Horizons
    accept: [the New Horizons probe]
    hint: Its name speaks of what lies ahead.
    explanation: It had been on its way for more than nine years.
";

const CHOICES: &str = "  \
  # Options: choices lists the wrong ones, the right one is added by itself. wrong answers to a mistake in your own words.
  # With form: grow the card shows its options only at first and is typed later on.
  - id: largest-moon/name
    prompt: Which moon of Jupiter is the largest?
    answer: Ganymede
    choices: [Callisto, Europa, Io]
    wrong:
      Callisto: Callisto comes second.
    explanation: It is larger than the planet Mercury.
";

const SET: &str = "  \
  # Several right answers in any order. With choices, options are shown and all the right ones have to be chosen.
  - id: ice-giants/names
    prompt: Which two planets are called ice giants?
    answers: [Uranus, Neptune]
    explanation: Under their air lie water, ammonia and methane.
";

const ORDER: &str = "  \
  # Things to be put in order; write the first one first. The program shuffles them.
  - id: firsts-in-space/order
    prompt: \"Put these journeys into space in order, the earliest first.\"
    order: [the first satellite, the first dog in orbit, the first person in orbit, the first walk in open space]
    explanation: \"They follow each other quickly: October 1957, November 1957, April 1961, March 1965.\"
";

const MATCH: &str = "  \
  # Pairs to be found. No two lefts and no two rights may be the same.
  - id: telescopes/places
    prompt: Where does each of these telescopes stand?
    match:
      Keck: Hawaii
      Paranal: Chile
      Effelsberg: Germany
    explanation: High and dry places suit mirrors; a valley shields a radio dish.
";

const CLOZE: &str = "  \
  # A sentence with gaps in double braces, and quotes around all of it. Each gap is a card; a name before :: is the end of
  # its id. Four digits are asked as a year, other digits as a figure, everything else as a text.
  - id: galileo-moons
    cloze: \"In {{year::1610}} Galileo saw {{count::4}} moons beside Jupiter.\"
    explanation: They were the first moons found beside another planet.
";

const FLIP: &str = "  \
  # An answer that nobody types: the learner thinks, turns the card and says how well it went.
  - id: same-side/why
    prompt: Explain in your own words why the Moon always shows us the same side.
    flip: It turns round itself once in exactly the time in which it goes round the Earth.
    explanation: The pull of the Earth has slowed it down until both took equally long.
";
