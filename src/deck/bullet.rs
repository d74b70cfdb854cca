//! Marks that people begin the items of a list with, where only a dash and a space will do.

/// The item after another mark than `- `, where a key follows it: `-id: a`, `– id: a`, `* id: a`, `1. id: a`.
///
/// Gives the byte the mark begins at, and the item as it is written.
pub(super) fn misdrawn(line: &str) -> Option<(usize, &str)> {
    let marked = line.trim_start();
    let numbered = marked.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = if numbered.len() < marked.len() {
        numbered.strip_prefix(['.', ')'])?
    } else {
        marked.strip_prefix(['-', '–', '—', '*', '•', '·'])?
    };
    let is_right = marked.starts_with("- ");
    let item = item.trim();
    let (key, _) = item.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'));
    (is_key && !is_right).then(|| (line.len() - marked.len(), item))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_marks_than_a_dash_and_a_space_are_found() {
        for line in [
            "  -id: a",
            "  – id: a",
            "  * id: a",
            "  • id: a",
            "  1. id: a",
            "  2) id: a",
        ] {
            assert_eq!(misdrawn(line), Some((2, "id: a")), "{line}");
        }
        for line in [
            "  - id: a",
            "id: a",
            "  -5: x",
            "  - ",
            "*x* y: z",
            "",
            "1274: a",
        ] {
            assert_eq!(misdrawn(line), None, "{line}");
        }
    }
}
