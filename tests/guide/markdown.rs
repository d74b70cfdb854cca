//! The fenced blocks of a page.

/// A fenced block.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block<'a> {
    /// The line of its first fence, from 1.
    pub(crate) line: usize,
    /// What stands behind that fence.
    pub(crate) info: &'a str,
    /// The lines between the fences, each with its end.
    pub(crate) text: &'a str,
}

/// Returns the blocks of a page; an open one ends with the page.
pub(crate) fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, &str, usize)> = None;
    let mut place = 0;
    for (index, line) in page.split_inclusive('\n').enumerate() {
        let start = place;
        place += line.len();
        let Some(info) = line.strip_prefix("```") else {
            continue;
        };
        open = match open {
            None => Some((index + 1, info.trim(), place)),
            Some((line, info, begin)) => {
                blocks.push(Block {
                    line,
                    info,
                    text: &page[begin..start],
                });
                None
            }
        };
    }
    blocks.extend(open.map(|(line, info, begin)| Block {
        line,
        info,
        text: &page[begin..],
    }));
    blocks
}

#[test]
fn blocks_are_found_with_their_lines() {
    let page = "Text\n```yaml file=a\nb\n\n```\n```\nc\n";
    let found = blocks(page);
    let expected = [(2, "yaml file=a", "b\n\n"), (6, "", "c\n")].map(|(line, info, text)| Block {
        line,
        info,
        text,
    });
    assert_eq!(found, expected);
}
