//! Every key a draft file has.

use crate::deck::mirror::mirror;

mirror!(
    /// What stands at the left margin.
    RawSheet, "a draft file", {
        draft: "draft",
        notes: "notes",
        drafts: "drafts",
    }
);

mirror!(
    /// The keys of a draft.
    RawDraft, "a draft", {
        id: "id",
        review: "review",
        decision: "decision",
        kind: "kind",
        value: "value",
        unit: "unit",
        bound: "bound",
        found: "found",
        accept: "accept",
        statement: "statement",
        ask: "ask",
        cloze: "cloze",
        source: "source",
        why: "why",
        doubt: "doubt",
        split_from: "split_from",
        vanished: "vanished",
    }
);

mirror!(
    /// The keys of a place in the notes.
    RawPlace, "a source", {
        file: "file",
        line: "line",
        quote: "quote",
        bytes: "bytes",
    }
);
