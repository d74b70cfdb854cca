//! The walk through a sheet: one draft after the other, each act can be taken back.

use super::entry::{Decision, Draft, DraftId, Presence, Wording};
use super::phrases::Phrases;
use super::sheet::Sheet;
use super::value::{Kind, UnreadableValue, Value};

/// A review under way.
#[derive(Debug)]
pub struct Review {
    sheet: Sheet,
    /// Rows of words of the notes, or of the quotes where the notes are gone.
    phrases: Phrases,
    at: usize,
    done: Vec<Change>,
}

/// What a teacher does with a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is a fact, in these words.
    Accept(Wording),
    /// Its value is this.
    Fix(String),
    /// It is two: the value of the first, and of the second.
    Split(String, String),
    /// It says more about the one before.
    MergeBefore,
    /// It is none.
    NotAFact,
    /// Later.
    Skip,
}

/// Why an act was not done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no draft left.
    #[error("there is no draft left")]
    NothingLeft,
    /// A fact needs a sentence.
    #[error("a fact needs a statement: a whole sentence of your own")]
    NoStatement,
    /// And a question.
    #[error("a fact needs a question that asks for its value: a whole sentence")]
    NoQuestion,
    /// The second question has no place for the value.
    #[error(
        "a second question is a sentence with {{}} where the value stands, or {{:start}} and {{:end}} for a span"
    )]
    NoGap,
    /// Words carried over from the notes.
    #[error("\"{0}\" stands in the notes word for word; say it in your own words")]
    CopiedWords(String),
    /// The value is missing.
    #[error("the value is missing; give it with fix, or say that it is not a fact")]
    NoValue,
    /// The figure counts nothing.
    #[error("the figure does not say what it counts; fix it, such as: {0} soldiers")]
    NoUnit(String),
    /// No value.
    #[error(transparent)]
    Value(#[from] UnreadableValue),
    /// Nothing stands before it.
    #[error("there is no draft before this one to merge it with")]
    NothingBefore,
    /// The one before is of another kind.
    #[error("{0} before this one is of another kind and cannot take its value")]
    OtherKind(DraftId),
}

/// What an act changed, to take it back.
#[derive(Debug)]
struct Change {
    at: usize,
    replaced: Vec<(usize, Draft)>,
    /// Where a draft was put in.
    inserted: Option<usize>,
}

impl Review {
    /// Begins, or goes on, with the first draft that is open. `notes` is the text of the notes, if it is at hand.
    pub fn new(sheet: Sheet, notes: Option<&str>) -> Self {
        let phrases = notes.map_or_else(
            || {
                let quotes: Vec<&str> = sheet
                    .drafts
                    .iter()
                    .map(|draft| draft.place.quote.as_str())
                    .collect();
                // Each quote ends with a row of its own, so that none runs into the next.
                Phrases::of(&quotes.join(&format!(" {} ", "| x ".repeat(8))))
            },
            Phrases::of,
        );
        let mut review = Self {
            sheet,
            phrases,
            at: 0,
            done: Vec::new(),
        };
        review.seek(0);
        review
    }

    /// The draft to decide about; nothing when none is left from here on.
    pub fn current(&self) -> Option<&Draft> {
        self.sheet.drafts.get(self.at)
    }

    /// The place of the current draft among all, from 1.
    pub fn position(&self) -> usize {
        self.at + 1
    }

    /// The drafts as they stand.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// Does `act` with the current draft and goes on to the next one that is open. After a fix the draft stays.
    ///
    /// # Errors
    ///
    /// The act makes no sense for it; nothing is changed.
    pub fn act(&mut self, act: Act) -> Result<(), Refused> {
        let draft = self.current().ok_or(Refused::NothingLeft)?.clone();
        match act {
            Act::Accept(wording) => {
                let wording = self.checked(&draft, &wording)?;
                self.decide(draft, Decision::Accepted(wording));
            }
            Act::Fix(text) => {
                let value = draft.value.mended(draft.kind, &text)?;
                let found = Some(draft.found_value().clone());
                let fixed = Draft {
                    value,
                    found,
                    ..draft
                };
                self.replace(vec![(self.at, fixed)], None);
            }
            Act::Split(first, second) => self.split(&draft, &first, &second)?,
            Act::MergeBefore => self.merge_before(draft)?,
            Act::NotAFact => self.decide(draft, Decision::NotAFact),
            Act::Skip => {
                self.done.push(Change {
                    at: self.at,
                    replaced: Vec::new(),
                    inserted: None,
                });
                self.seek(self.at + 1);
            }
        }
        Ok(())
    }

    /// Takes the last act back and returns to its draft. When none was done in this sitting, the nearest draft above that was
    /// decided about is open again; tells whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(change) = self.done.pop() else {
            return self.reopen();
        };
        if let Some(inserted) = change.inserted
            && inserted < self.sheet.drafts.len()
        {
            self.sheet.drafts.remove(inserted);
        }
        for (index, draft) in change.replaced {
            if let Some(place) = self.sheet.drafts.get_mut(index) {
                *place = draft;
            }
        }
        self.at = change.at;
        true
    }

    /// Opens the nearest decided draft above the current one, of an earlier sitting.
    fn reopen(&mut self) -> bool {
        let is_decided = |draft: &&Draft| {
            draft.decision != Decision::Open && draft.place.presence == Presence::There
        };
        let above = self.sheet.drafts.get(..self.at).unwrap_or_default();
        let Some(draft) = above.iter().rev().find(is_decided).cloned() else {
            return false;
        };
        for (index, other) in self.sheet.drafts.iter_mut().enumerate() {
            if other.id == draft.id {
                other.decision = Decision::Open;
                self.at = index;
            }
            if draft.decision == Decision::MergedInto(other.id) {
                other.accept.retain(|value| *value != draft.value);
            }
        }
        true
    }

    /// Tells whether a statement carries eight words in a row over from the notes, and which.
    pub fn copied_words(&self, statement: &str) -> Option<String> {
        self.phrases.shared_with(statement)
    }

    /// Tells why a sentence is no second question of the current draft; nothing when it is one.
    pub fn refused_gap(&self, sentence: &str) -> Option<Refused> {
        let draft = self.current()?;
        if !draft.value.fits_gap_of(sentence) {
            return Some(Refused::NoGap);
        }
        self.copied_words(sentence).map(Refused::CopiedWords)
    }

    fn checked(&self, draft: &Draft, wording: &Wording) -> Result<Wording, Refused> {
        let wording = Wording {
            statement: wording.statement.trim().to_owned(),
            question: wording.question.trim().to_owned(),
            gapped: wording
                .gapped
                .as_ref()
                .map(|sentence| sentence.trim().to_owned())
                .filter(|sentence| !sentence.is_empty()),
        };
        match &draft.value {
            Value::Lost => return Err(Refused::NoValue),
            Value::Figure { unit: None, .. } => return Err(Refused::NoUnit(draft.value.plain())),
            Value::Figure { unit: Some(_), .. } | Value::Date(_) => {}
        }
        if wording.statement.is_empty() {
            return Err(Refused::NoStatement);
        }
        if wording.question.split_whitespace().nth(1).is_none() {
            return Err(Refused::NoQuestion);
        }
        if let Some(sentence) = &wording.gapped
            && !draft.value.fits_gap_of(sentence)
        {
            return Err(Refused::NoGap);
        }
        let texts = [&wording.statement, &wording.question];
        for text in texts.into_iter().chain(&wording.gapped) {
            if let Some(words) = self.copied_words(text) {
                return Err(Refused::CopiedWords(words));
            }
        }
        Ok(wording)
    }

    fn decide(&mut self, draft: Draft, decision: Decision) {
        let at = self.at;
        self.replace(vec![(at, Draft { decision, ..draft })], None);
        self.seek(at + 1);
    }

    fn split(&mut self, draft: &Draft, first: &str, second: &str) -> Result<(), Refused> {
        let mended = |text| draft.value.mended(draft.kind, text);
        let (first, second) = (mended(first)?, mended(second)?);
        let id = self.sheet.free_id();
        let found = Some(draft.found_value().clone());
        let part = Draft {
            id,
            value: second,
            accept: Vec::new(),
            split_from: Some(draft.split_from.unwrap_or(draft.id)),
            found: None,
            ..draft.clone()
        };
        let kept = Draft {
            value: first,
            found,
            ..draft.clone()
        };
        self.replace(vec![(self.at, kept)], Some((self.at + 1, part)));
        Ok(())
    }

    /// The draft before takes the value as one that is right as well.
    fn merge_before(&mut self, draft: Draft) -> Result<(), Refused> {
        let is_taker = |other: &&(usize, &Draft)| {
            !matches!(
                other.1.decision,
                Decision::MergedInto(_) | Decision::NotAFact
            ) && other.1.place.presence == Presence::There
        };
        let before = self
            .sheet
            .drafts
            .iter()
            .enumerate()
            .take(self.at)
            .rev()
            .find(|other| is_taker(&other));
        let (index, taker) = before.ok_or(Refused::NothingBefore)?;
        let is_alike = std::mem::discriminant(&taker.value) == std::mem::discriminant(&draft.value);
        if !is_alike || (taker.kind == Kind::Ordinal) != (draft.kind == Kind::Ordinal) {
            return Err(Refused::OtherKind(taker.id));
        }
        let mut taker = taker.clone();
        if taker.value.plain() != draft.value.plain() && !taker.accept.contains(&draft.value) {
            taker.accept.push(draft.value.clone());
        }
        let merged = Draft {
            decision: Decision::MergedInto(taker.id),
            ..draft
        };
        let at = self.at;
        self.replace(vec![(index, taker), (at, merged)], None);
        self.seek(at + 1);
        Ok(())
    }

    /// Puts drafts in place of others, and remembers those.
    fn replace(&mut self, drafts: Vec<(usize, Draft)>, inserted: Option<(usize, Draft)>) {
        let mut change = Change {
            at: self.at,
            replaced: Vec::new(),
            inserted: None,
        };
        for (index, draft) in drafts {
            if let Some(place) = self.sheet.drafts.get_mut(index) {
                change
                    .replaced
                    .push((index, std::mem::replace(place, draft)));
            }
        }
        if let Some((index, draft)) = inserted {
            let index = index.min(self.sheet.drafts.len());
            self.sheet.drafts.insert(index, draft);
            change.inserted = Some(index);
        }
        self.done.push(change);
    }

    fn seek(&mut self, from: usize) {
        let is_open = |draft: &Draft| {
            draft.decision == Decision::Open && draft.place.presence == Presence::There
        };
        let open = self.sheet.drafts.iter().skip(from).position(is_open);
        self.at = open.map_or(self.sheet.drafts.len(), |steps| from + steps);
    }
}

#[cfg(test)]
mod tests {
    use super::super::find::find;
    use super::super::gather::gather;
    use super::*;

    const NOTES: &str = "Portuguese sailors reached Tanegashima in 1543 (some books: 1542). By 1580 there were about 150,000 of them, \
        and later on 61 of the 74 envoys died. Trade was worth , they say.\n";

    fn review() -> Review {
        Review::new(gather("notes.txt", NOTES, &find(NOTES), None), Some(NOTES))
    }

    fn wording(statement: &str) -> Wording {
        Wording {
            statement: statement.to_owned(),
            question: "Which is it?".to_owned(),
            gapped: None,
        }
    }

    fn shown(review: &Review) -> String {
        review
            .current()
            .map_or("end".to_owned(), |draft| draft.value.to_string())
    }

    #[test]
    fn a_walk_goes_from_one_open_draft_to_the_next() {
        let mut review = review();
        assert_eq!(shown(&review), "1543");
        review
            .act(Act::Accept(wording("The Portuguese came in 1543.")))
            .expect("accepted");
        assert_eq!(shown(&review), "1542");
        review.act(Act::NotAFact).expect("done");
        review.act(Act::Skip).expect("done");
        assert_eq!(shown(&review), "about 150,000");
        let again = Review::new(review.sheet().clone(), Some(NOTES));
        assert_eq!(shown(&again), "1580");
    }

    #[test]
    fn words_of_the_notes_cannot_be_accepted() {
        let mut review = review();
        let copied = wording(
            "It is known that Portuguese sailors reached Tanegashima in 1543, some books: 1542.",
        );
        assert!(matches!(
            review.act(Act::Accept(copied.clone())),
            Err(Refused::CopiedWords(_))
        ));
        let mut blind = Review::new(review.sheet().clone(), None);
        assert!(matches!(
            blind.act(Act::Accept(copied)),
            Err(Refused::CopiedWords(_))
        ));
        assert_eq!(shown(&review), "1543");
    }

    #[test]
    fn a_fact_needs_its_words_its_value_and_its_unit() {
        let mut review = review();
        let mumbled = Wording {
            question: "d".to_owned(),
            ..wording("They came in 1543.")
        };
        assert_eq!(review.act(Act::Accept(mumbled)), Err(Refused::NoQuestion));
        assert_eq!(
            review.act(Act::Accept(wording(" "))),
            Err(Refused::NoStatement)
        );
        for _ in 0..3 {
            review.act(Act::Skip).expect("done");
        }
        assert_eq!(
            review.act(Act::Accept(wording("They were many."))),
            Err(Refused::NoUnit("150000".to_owned()))
        );
        review
            .act(Act::Fix("about 150,000 converts".to_owned()))
            .expect("fixed");
        assert_eq!(shown(&review), "about 150,000 converts");
        review
            .act(Act::Accept(wording("They were many.")))
            .expect("accepted");
        while review
            .current()
            .is_some_and(|draft| draft.value != Value::Lost)
        {
            review.act(Act::Skip).expect("done");
        }
        assert_eq!(
            review.act(Act::Accept(wording("It was worth much."))),
            Err(Refused::NoValue)
        );
    }

    #[test]
    fn another_account_is_merged_into_the_draft_before() {
        let mut review = review();
        review
            .act(Act::Accept(wording("The Portuguese came in 1543.")))
            .expect("accepted");
        review.act(Act::MergeBefore).expect("merged");
        let first = &review.sheet().drafts[0];
        assert_eq!(
            first
                .accept
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            ["1542"]
        );
        assert_eq!(review.sheet().tally().merged, 1);
    }

    #[test]
    fn what_is_of_another_kind_is_not_merged() {
        let mut review = review();
        assert_eq!(review.act(Act::MergeBefore), Err(Refused::NothingBefore));
        for _ in 0..3 {
            review.act(Act::Skip).expect("done");
        }
        assert!(matches!(
            review.act(Act::MergeBefore),
            Err(Refused::OtherKind(_))
        ));
    }

    #[test]
    fn a_draft_is_split_into_two() {
        let mut review = review();
        review
            .act(Act::Split("1543".to_owned(), "1544".to_owned()))
            .expect("split");
        assert_eq!(shown(&review), "1543");
        review.act(Act::NotAFact).expect("done");
        assert_eq!(shown(&review), "1544");
    }

    #[test]
    fn undo_takes_back_every_act() {
        let mut review = review();
        let before = review.sheet().clone();
        let acts = [
            Act::Fix("1540".to_owned()),
            Act::Split("1541".to_owned(), "1542".to_owned()),
            Act::Accept(wording("They came.")),
            Act::MergeBefore,
            Act::Skip,
            Act::NotAFact,
        ];
        let count = acts.len();
        for act in acts {
            review.act(act).expect("done");
        }
        for _ in 0..count {
            assert!(review.undo());
        }
        assert!(!review.undo());
        assert_eq!(review.sheet(), &before);
        assert_eq!(shown(&review), "1543");
    }
}
