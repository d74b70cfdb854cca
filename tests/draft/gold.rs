//! A text, what a reader marked in it, and how drafts compare with that.

use std::fs;
use std::ops::Range;
use std::path::Path;

use jmrel_quiz::draft::{self, Amount, Content, Mention, Worth};
use jmrel_quiz::quantity::Number;
use serde_json::Value;

/// A text with its marks.
pub(crate) struct Text {
    text: String,
    marks: Vec<Mark>,
}

/// One mention as a reader marked it.
struct Mark {
    bytes: Range<usize>,
    surface: String,
    /// EDTF, or the value as text.
    meaning: Option<String>,
    is_wanted: bool,
}

/// How many of the wanted mentions were found, found with the right value, and how many drafts are wanted.
#[derive(Debug, Default)]
pub(crate) struct Score {
    wanted: usize,
    found: usize,
    right: usize,
    drafts: usize,
    good: usize,
    /// What went wrong, a line each.
    pub(crate) faults: Vec<String>,
}

impl Text {
    /// Reads a text of the folder `texts`.
    pub(crate) fn named(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/draft/texts");
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).expect("a text");
        let gold = fs::read_to_string(folder.join(format!("{name}.gold.json"))).expect("its marks");
        let gold: Value = serde_json::from_str(&gold).expect("JSON");
        let marks: Vec<Mark> = gold["mentions"]
            .as_array()
            .expect("a list")
            .iter()
            .map(Mark::read)
            .collect();
        for mark in &marks {
            assert_eq!(
                text.get(mark.bytes.clone()),
                Some(mark.surface.as_str()),
                "the marks are of this text"
            );
        }
        Self { text, marks }
    }

    /// Drafts the text and compares.
    pub(crate) fn score(&self) -> Score {
        let found = draft::find(&self.text);
        let drafts: Vec<&Mention> = found
            .iter()
            .filter(|mention| mention.worth == Worth::Draft)
            .collect();
        let wanted: Vec<&Mark> = self.marks.iter().filter(|mark| mark.is_wanted).collect();
        let mut score = Score {
            wanted: wanted.len(),
            drafts: drafts.len(),
            ..Score::default()
        };
        for mark in &wanted {
            let touching: Vec<&&Mention> =
                drafts.iter().filter(|draft| mark.touches(draft)).collect();
            let is_right = touching
                .iter()
                .any(|draft| mark.meaning.is_some() && mark.meaning == meaning(&draft.content));
            score.found += usize::from(!touching.is_empty());
            score.right += usize::from(is_right);
            if !is_right {
                let got: Vec<Option<String>> = touching
                    .iter()
                    .map(|draft| meaning(&draft.content))
                    .collect();
                score.faults.push(format!(
                    "{:?} is {:?}, drafted as {got:?}",
                    mark.surface, mark.meaning
                ));
            }
        }
        for draft in drafts {
            if wanted.iter().any(|mark| mark.touches(draft)) {
                score.good += 1;
            } else {
                score
                    .faults
                    .push(format!("{:?} was not wanted", draft.surface(&self.text)));
            }
        }
        score
    }
}

impl Mark {
    fn read(mark: &Value) -> Self {
        let byte =
            |key: &str| usize::try_from(mark[key].as_u64().expect("a byte")).expect("a small text");
        let meaning = match (&mark["edtf"], &mark["value"]) {
            (Value::String(edtf), _) => Some(edtf.clone()),
            (_, Value::String(value)) => Some(value.clone()),
            (_, Value::Number(value)) => value.to_string().parse::<Number>().ok().map(plain),
            _ => None,
        };
        Self {
            bytes: byte("start_byte")..byte("end_byte"),
            surface: mark["surface"].as_str().expect("a text").to_owned(),
            meaning,
            is_wanted: mark["wanted"].as_bool().expect("yes or no"),
        }
    }

    fn touches(&self, mention: &Mention) -> bool {
        self.bytes.start < mention.bytes.end && mention.bytes.start < self.bytes.end
    }
}

/// What was found, as gold files write it.
pub(crate) fn meaning(content: &Content) -> Option<String> {
    match content {
        Content::Date(date) => Some(date.edtf()),
        Content::FarDate(edtf) => Some(edtf.clone()),
        Content::Number(amount, _) | Content::Money(amount, _) | Content::Duration(amount, _) => {
            Some(match *amount {
                Amount::One(number) => plain(number),
                Amount::Range(low, high) => format!("{}..{}", plain(low), plain(high)),
                Amount::Share(part, whole) => format!("{part}/{whole}"),
            })
        }
        Content::Ordinal(place, _) => Some(plain(*place)),
        Content::Lost | Content::Code => None,
    }
}

fn plain(number: Number) -> String {
    number.to_string().replace(',', "")
}

impl Score {
    /// Wanted mentions that a draft overlaps, in hundredths.
    pub(crate) fn recall(&self) -> usize {
        self.found * 100 / self.wanted.max(1)
    }

    /// Wanted mentions found with their value, in hundredths.
    pub(crate) fn value(&self) -> usize {
        self.right * 100 / self.wanted.max(1)
    }

    /// Drafts that overlap a wanted mention, in hundredths.
    pub(crate) fn precision(&self) -> usize {
        self.good * 100 / self.drafts.max(1)
    }

    /// Both together.
    pub(crate) fn plus(mut self, other: Self) -> Self {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
        self.drafts += other.drafts;
        self.good += other.good;
        self.faults.extend(other.faults);
        self
    }
}
