//! What the guide for teachers shows is true: a reader follows it from top to bottom, and no block is left out.

mod markdown;
mod reader;
mod snippet;

use markdown::blocks;
use reader::Reader;

const GUIDE: &str = include_str!("../../docs/teachers.md");
const FACTS: &str = include_str!("../../docs/facts.md");
const README: &str = include_str!("../../README.md");

#[test]
fn every_block_of_the_guide_does_what_it_shows() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for block in blocks(GUIDE) {
        if let Err(why) = reader.follow(&block) {
            wrong.push(format!("docs/teachers.md:{}: {why}", block.line));
        }
    }
    wrong.extend(reader.finish().err());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_deck_of_the_readme_is_clean() {
    for block in blocks(README) {
        if block.info == "yaml" {
            let followed = Reader::new().follow(&block);
            assert_eq!(followed, Ok(()), "README.md:{}", block.line);
        }
    }
}

#[test]
fn the_fact_base_that_is_explained_gives_clean_decks() {
    let is_base = |text: &str| text.starts_with("version:");
    let bases = blocks(FACTS)
        .into_iter()
        .filter(|block| is_base(block.text));
    let generated: Vec<_> = bases
        .map(|block| Reader::new().generate(block.text))
        .collect();
    assert_eq!(generated, [Ok(())]);
}

#[test]
fn links_inside_the_guide_lead_to_headings() {
    let anchor = |heading: &str| -> String {
        let kept = heading.to_lowercase();
        let kept = kept
            .chars()
            .filter(|sign| sign.is_alphanumeric() || " -".contains(*sign));
        kept.map(|sign| if sign == ' ' { '-' } else { sign })
            .collect()
    };
    let headings: Vec<String> = GUIDE
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' '))
        .map(anchor)
        .collect();
    for link in GUIDE.split("](#").skip(1) {
        let target = link.split(')').next().unwrap_or_default();
        assert!(
            headings.iter().any(|heading| heading == target),
            "#{target}"
        );
    }
}
