//! Every key a fact base has.

use crate::deck::mirror::mirror;

mirror!(
    /// What stands at the left margin of the file.
    RawBase, "a fact base", {
        version: "version",
        source: "source",
        author: "author",
        license: "license",
        language: "language",
        notes: "notes",
        topics: "topics",
        facts: "facts",
        groups: "groups",
    }
);

mirror!(
    /// The keys of a topic.
    RawTopic, "a topic", {
        title: "title",
        description: "description",
    }
);

mirror!(
    /// The keys of a fact.
    RawFact, "a fact", {
        id: "id",
        topic: "topic",
        deck: "deck",
        layer: "layer",
        kind: "kind",
        status: "status",
        statement: "statement",
        about: "about",
        event: "event",
        date: "date",
        number: "number",
        name: "name",
        order: "order",
        set: "set",
        unit: "unit",
        bound: "bound",
        margin: "margin",
        precision: "precision",
        calendar: "calendar",
        accept: "accept",
        readings: "readings",
        as_of: "as_of",
        class: "class",
        choices: "choices",
        never: "never",
        derived_from: "derived_from",
        script: "script",
        explanation: "explanation",
        ask: "ask",
        unasked: "unasked",
        section: "section",
        note: "note",
    }
);

mirror!(
    /// The keys of what another source gives.
    RawReading, "a reading", {
        date: "date",
        number: "number",
        name: "name",
        source: "source",
    }
);

mirror!(
    /// The keys of a question that has more than its sentence.
    RawAsk, "a question", {
        prompt: "prompt",
        answer: "answer",
        answers: "answers",
        flip: "flip",
        accept: "accept",
        choices: "choices",
        form: "form",
        about: "about",
        hint: "hint",
        explanation: "explanation",
        wrong: "wrong",
        after: "after",
    }
);

mirror!(
    /// The keys of a question about several facts.
    RawGroup, "a group", {
        id: "id",
        form: "form",
        facts: "facts",
        deck: "deck",
        by: "by",
        prompt: "prompt",
        items: "items",
        pairs: "pairs",
        about: "about",
        hint: "hint",
        explanation: "explanation",
        after: "after",
    }
);
