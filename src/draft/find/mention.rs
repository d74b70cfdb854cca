//! What is found in notes: a place in the text and what it says.

use std::ops::Range;

use crate::quantity::{Bound, Number};
use crate::when::HistoricDate;

/// A date or a figure in notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// What it says.
    pub content: Content,
    /// The words around it that change what it says.
    pub modifier: Option<Modifier>,
    /// Whether a draft is made of it.
    pub worth: Worth,
    /// The rule that found it.
    pub why: &'static str,
    /// Whether a part of it was taken from what stands before.
    pub origin: Origin,
}

impl Mention {
    /// The text of the mention; empty if `text` is not the one it was found in.
    pub fn surface<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes.clone()).unwrap_or_default()
    }

    /// How its number bounds the true value.
    pub fn bound(&self) -> Bound {
        self.modifier.map_or(Bound::Exact, Modifier::bound)
    }
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A date or a span.
    Date(HistoricDate),
    /// A date no calendar of ours reaches, as EDTF.
    FarDate(String),
    /// How many, how much, how large.
    Number(Amount, Option<String>),
    /// A sum of money and its currency.
    Money(Amount, Option<String>),
    /// How long.
    Duration(Amount, Option<String>),
    /// A place in a row, and the word behind it.
    Ordinal(Number, Option<String>),
    /// Nothing: the value that stood here is gone.
    Lost,
    /// Digits that are no figure, such as a telephone number.
    Code,
}

/// A number, or how a source bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One number.
    One(Number),
    /// Anything between two numbers.
    Range(Number, Number),
    /// A part of a whole, such as 2 of 3.
    Share(u32, u32),
}

/// Whether a draft is made of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// It is put before the teacher.
    Draft,
    /// It is seen and left out: a page, a clock time, a number in a name.
    LeftOut,
}

/// Where the value of a mention comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// All of it stands there.
    Written,
    /// A part was taken from a date before: "two years later".
    Context,
    /// It was guessed: the century of '98, the order of 3/4/1972.
    Guessed,
}

/// Words that change what a mention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// About then.
    Circa,
    /// About so many.
    About,
    /// A little less.
    Almost,
    /// More than that.
    MoreThan,
    /// That or more.
    AtLeast,
    /// Less than that.
    LessThan,
    /// That or less.
    AtMost,
    /// From one to the other.
    Range,
    /// Up to then.
    Until,
    /// From then on.
    Since,
    /// Earlier.
    Before,
    /// Later.
    After,
    /// Then or earlier.
    By,
    /// In no more time than that.
    Within,
    /// Its first part.
    Early,
    /// Its middle.
    Mid,
    /// Its last part.
    Late,
    /// Another account gives this.
    Alternative,
    /// The year of a publication that is cited.
    Citation,
    /// Pages.
    Pages,
    /// A time of day.
    Time,
    /// A date of another calendar.
    OldCalendar,
}

impl Modifier {
    /// The word scripts read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Circa => "circa",
            Self::About => "about",
            Self::Almost => "almost",
            Self::MoreThan => "more-than",
            Self::AtLeast => "at-least",
            Self::LessThan => "less-than",
            Self::AtMost => "at-most",
            Self::Range => "range",
            Self::Until => "until",
            Self::Since => "since",
            Self::Before => "before",
            Self::After => "after",
            Self::By => "by",
            Self::Within => "within",
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
            Self::Alternative => "alternative",
            Self::Citation => "citation",
            Self::Pages => "pages",
            Self::Time => "time",
            Self::OldCalendar => "old-calendar",
        }
    }

    fn bound(self) -> Bound {
        match self {
            Self::About => Bound::About,
            Self::Almost => Bound::Almost,
            Self::MoreThan => Bound::MoreThan,
            Self::AtLeast => Bound::AtLeast,
            Self::LessThan => Bound::LessThan,
            Self::AtMost => Bound::AtMost,
            Self::Circa
            | Self::Range
            | Self::Until
            | Self::Since
            | Self::Before
            | Self::After
            | Self::By
            | Self::Within
            | Self::Early
            | Self::Mid
            | Self::Late
            | Self::Alternative
            | Self::Citation
            | Self::Pages
            | Self::Time
            | Self::OldCalendar => Bound::Exact,
        }
    }
}
