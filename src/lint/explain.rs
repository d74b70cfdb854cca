//! What each problem means, with a wrong example and a right one.

/// The texts of all problems, those of reading a deck and those of the lints.
const EXPLANATIONS: &str = include_str!("explanations.md");

/// What a problem means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code, `card.no-answer`.
    pub code: &'static str,
    /// In plain words, one paragraph or more.
    pub text: &'static str,
    /// What brings the problem about; nothing when it lies outside the text of a deck.
    pub wrong: Option<&'static str>,
    /// The same, mended.
    pub right: Option<&'static str>,
}

/// Explains the problem with this code; nothing when there is none.
pub fn explain(code: &str) -> Option<Explanation> {
    sections().find(|explanation| explanation.code == code)
}

/// The codes of all problems there are, in the order of their explanations.
pub fn explained_codes() -> Vec<&'static str> {
    sections().map(|explanation| explanation.code).collect()
}

fn sections() -> impl Iterator<Item = Explanation> {
    EXPLANATIONS.split("\n## ").skip(1).map(|section| {
        let (code, body) = section.split_once('\n').unwrap_or((section, ""));
        let text = body.split("\nWrong:").next().unwrap_or(body);
        Explanation {
            code: code.trim(),
            text: text.trim(),
            wrong: example(body, "\nWrong:"),
            right: example(body, "\nRight:"),
        }
    })
}

/// The block of code after `heading`.
fn example(body: &'static str, heading: &str) -> Option<&'static str> {
    let (_, after) = body.split_once(heading)?;
    let (_, block) = after.split_once("```yaml\n")?;
    let (example, _) = block.split_once("```")?;
    Some(example)
}
