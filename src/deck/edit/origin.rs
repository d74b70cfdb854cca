//! Files that are written by the program: what is mended in them is lost when they are written again.

/// Lines at the head of a file that can say so.
const HEAD: usize = 5;

/// Returns what the head of a generated file says about where it comes from; nothing for a file of a person's.
///
/// A generated file says "generated" in one of the comments it begins with.
pub fn generated_note(bytes: &[u8]) -> Option<String> {
    let head: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').take(HEAD).collect();
    head.into_iter()
        .map(String::from_utf8_lossy)
        .map(|line| line.trim().trim_start_matches('\u{feff}').to_owned())
        .take_while(|line| line.is_empty() || line.starts_with('#'))
        .find(|line| line.to_lowercase().contains("generated"))
        .map(|line| line.trim_start_matches('#').trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn notes(text: &str, expected: Option<&str>) {
        assert_eq!(generated_note(text.as_bytes()).as_deref(), expected);
    }

    #[test]
    fn a_generated_file_says_so_in_a_comment_at_its_head() {
        let note = "Generated from facts.yaml: edit that instead.";
        notes(&format!("# {note}\nformat: 1\n"), Some(note));
        notes(
            &format!("\u{feff}# yaml\r\n# {note}\r\nformat: 1\r\n"),
            Some(note),
        );
        notes("format: 1\n# generated\n", None);
        notes("title: How power is generated\n", None);
        notes("", None);
    }
}
