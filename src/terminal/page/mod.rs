//! A scene as rows of text: a body, and a foot that is always in sight.

mod hints;

use super::editor::Editor;
use super::menu::Menu;
use super::scene::{Asking, Entry, Scene, Stage};
use super::style::{Row, Span, Style, flow};
use super::wording::{self, Headline};
use crate::question::{Asked, Choice};
use crate::review::Verdict;
use crate::session::{Judged, Leech, Posed};
use crate::text::SafeText;

/// What is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// Scrolls when it is too long.
    pub(super) body: Vec<Row>,
    /// The line being typed and the keys that matter now.
    pub(super) foot: Vec<Row>,
    /// Row in the foot and column, when there is a line to type.
    pub(super) cursor: Option<(usize, usize)>,
}

/// Lays a scene out in rows of at most `columns`.
pub(super) fn page(scene: &Scene, columns: usize) -> Page {
    let mut writer = Writer {
        page: Page::default(),
        columns: columns.max(1),
    };
    match &scene.stage {
        Stage::Empty => {}
        Stage::Asking(asking) => writer.asking(asking),
        Stage::Told(judged) => writer.told(judged, scene),
        Stage::Paused { answered, left } => writer.block(
            Style::Strong,
            &format!(
                "{} answered, {left} to come. Go on?",
                wording::cards(*answered)
            ),
        ),
        Stage::Done => writer.block(Style::Strong, &wording::sentence(wording::DONE)),
    }
    writer.notices(&scene.notice);
    writer.foot(scene);
    writer.page
}

struct Writer {
    page: Page,
    columns: usize,
}

impl Writer {
    fn asking(&mut self, asking: &Asking) {
        self.prompt(&asking.posed);
        self.options(&asking.posed.question.asked, &asking.entry);
        if let Some(how) = wording::how_to_answer(&asking.posed.question.asked)
            && !matches!(asking.entry, Entry::Chosen(_) | Entry::Back(_))
        {
            self.gap();
            self.wrapped(Style::Faint, how);
        }
        if let Entry::Back(answer) = &asking.entry {
            self.block(Style::Strong, answer);
        }
        if let Some(hint) = &asking.hint {
            self.block(Style::Plain, &format!("Hint: {hint}"));
        }
    }

    fn prompt(&mut self, posed: &Posed) {
        let progress = format!(
            "{} of {} · {} · {}",
            posed.position, posed.of, posed.deck_title, posed.state
        );
        self.wrapped(Style::Faint, &progress);
        self.block(Style::Strong, &posed.prompt);
        if let Some(image) = &posed.image {
            self.block(
                Style::Plain,
                &format!("Picture: {} ({})", image.alt, image.path),
            );
        }
    }

    fn options(&mut self, asked: &Asked, entry: &Entry) {
        match asked {
            Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze | Asked::Flip => {
            }
            Asked::Choice(choices) | Asked::Choices(choices) => self.menu(choices, entry),
            Asked::Order(items) => {
                self.gap();
                self.marked(items, wording::letter);
            }
            Asked::Match { left, right } => {
                self.gap();
                self.marked(left, wording::letter);
                self.gap();
                self.marked(right, |index| (index + 1).to_string());
            }
        }
    }

    fn menu(&mut self, choices: &[Choice], entry: &Entry) {
        self.gap();
        for (index, choice) in choices.iter().enumerate() {
            let (mark, style) = match entry {
                Entry::Chosen(menu) => menu_mark(menu, index),
                Entry::Typed(_) | Entry::Front | Entry::Back(_) => ("  ".to_owned(), Style::Plain),
            };
            let letter = wording::letter(index);
            self.item(&format!("{mark}{letter}  "), style, &choice.text);
        }
    }

    fn marked(&mut self, items: &[String], mark: impl Fn(usize) -> String) {
        for (index, item) in items.iter().enumerate() {
            self.item(&format!("  {}  ", mark(index)), Style::Plain, item);
        }
    }

    fn told(&mut self, judged: &Judged, scene: &Scene) {
        let posed = scene.answered.as_deref();
        if let Some(posed) = posed {
            self.prompt(posed);
        }
        self.gap();
        let judgement = &judged.judgement;
        let Headline {
            sign,
            word,
            style,
            miss,
        } = wording::headline(judgement);
        let mut spans = match miss {
            None => vec![Span::new(style, format!("{sign} {word}"))],
            Some(miss) => vec![
                Span::new(style, format!("{sign} {word}:")),
                Span::new(Style::Plain, SafeText::line(&miss)),
            ],
        };
        if let Some(note) = judgement.note.as_ref().map(wording::note) {
            spans.push(Span::new(
                Style::Plain,
                SafeText::line(&format!("({note})")),
            ));
        }
        self.flowing(&spans, 2);
        if judgement.verdict != Verdict::Correct
            && posed.is_some_and(|posed| is_typed(&posed.question.asked))
        {
            self.pair("Yours:", Style::Plain, &judged.response);
        }
        self.pair("Answer:", Style::Strong, &judged.answer);
        for text in [&judgement.feedback, &judged.explanation]
            .into_iter()
            .flatten()
        {
            self.block(Style::Plain, text);
        }
        if let Some(source) = &judged.source {
            self.block(Style::Faint, &format!("Source: {source}"));
        }
        let rated = match judged.rating {
            Some(rating) => format!(
                "rated {}, next: {}",
                rating.word(),
                wording::comes_back(judged)
            ),
            None => format!(
                "first meeting, not rated; next: {}",
                wording::comes_back(judged)
            ),
        };
        self.block(Style::Plain, &rated);
        if judged.leech == Leech::Flagged {
            self.wrapped(
                Style::Plain,
                &wording::leech(&judged.card, &scene.invocation),
            );
        }
    }

    fn notices(&mut self, notices: &[String]) {
        if !notices.is_empty() {
            self.gap();
        }
        for notice in notices {
            self.wrapped(Style::Near, notice);
        }
    }

    fn foot(&mut self, scene: &Scene) {
        self.page.foot.push(Row::default());
        if let Some(editor) = scene.editor() {
            self.input(editor);
            self.page.foot.push(Row::default());
        }
        self.page.foot.extend(hints::rows(scene, self.columns));
    }

    fn input(&mut self, editor: &Editor) {
        let window = editor.window(self.columns.saturating_sub(2));
        self.page.cursor = Some((self.page.foot.len(), window.cursor + 2));
        self.page.foot.push(Row(vec![
            Span::new(Style::Strong, "> "),
            Span::new(Style::Plain, window.text),
        ]));
    }

    fn gap(&mut self) {
        if !self.page.body.is_empty() {
            self.page.body.push(Row::default());
        }
    }

    /// Text with an empty row before it.
    fn block(&mut self, style: Style, text: &str) {
        self.gap();
        self.wrapped(style, text);
    }

    fn wrapped(&mut self, style: Style, text: &str) {
        let lines = SafeText::clean(text).wrap(self.columns);
        self.page
            .body
            .extend(lines.into_iter().map(|line| Row::of(style, line)));
    }

    fn flowing(&mut self, spans: &[Span], hang: usize) {
        self.page.body.extend(flow(spans, self.columns, hang));
    }

    fn pair(&mut self, name: &str, style: Style, text: &str) {
        if !text.is_empty() {
            let text = Span::new(style, SafeText::line(text));
            self.flowing(&[Span::new(Style::Plain, name), text], 2);
        }
    }

    /// A mark, and text beside it that stays in its own column.
    fn item(&mut self, mark: &str, style: Style, text: &str) {
        let mark = SafeText::line(mark);
        let lines = SafeText::line(text).wrap(self.columns.saturating_sub(mark.width()));
        for (index, line) in lines.into_iter().enumerate() {
            let lead = if index == 0 {
                mark.clone()
            } else {
                SafeText::clean(&" ".repeat(mark.width()))
            };
            self.page.body.push(Row(vec![
                Span::new(Style::Plain, lead),
                Span::new(style, line),
            ]));
        }
    }
}

/// Whether the response is text that means something by itself, not letters of options.
fn is_typed(asked: &Asked) -> bool {
    match asked {
        Asked::Text | Asked::Set | Asked::Date | Asked::Number | Asked::Cloze => true,
        Asked::Choice(_)
        | Asked::Choices(_)
        | Asked::Order(_)
        | Asked::Match { .. }
        | Asked::Flip => false,
    }
}

fn menu_mark(menu: &Menu, option: usize) -> (String, Style) {
    let here = if menu.is_at(option) { ">" } else { " " };
    let style = if menu.is_at(option) {
        Style::Strong
    } else {
        Style::Plain
    };
    let mark = match menu.is_picked(option) {
        None => format!("{here} "),
        Some(true) => format!("{here} [x] "),
        Some(false) => format!("{here} [ ] "),
    };
    (mark, style)
}

#[cfg(test)]
mod tests {
    use super::super::face::Step;
    use super::super::keys::Key;
    use super::super::sample;
    use super::*;
    use crate::session::Show;

    fn scene(shows: Vec<Show>) -> Scene {
        let mut scene = Scene::default();
        scene.take(Step {
            shows,
            is_over: false,
        });
        scene
    }

    fn shown(scene: &Scene, columns: usize) -> String {
        let page = page(scene, columns);
        let rows: Vec<String> = page.body.iter().chain(&page.foot).map(Row::text).collect();
        let too_wide = page
            .body
            .iter()
            .chain(&page.foot)
            .find(|row| row.width() > columns);
        assert_eq!(too_wide, None, "wider than {columns} columns");
        rows.join("\n")
    }

    fn told() -> Scene {
        let mut scene = scene(vec![sample::question(Asked::Date)]);
        scene.press(&Key::Text("1972".into()));
        scene.press(&Key::Enter);
        let shows = vec![
            sample::verdict(sample::judged()),
            sample::question(Asked::Text),
        ];
        scene.take(Step {
            shows,
            is_over: false,
        });
        scene
    }

    #[test]
    fn a_typed_question_shows_one_thing_at_a_time() {
        let mut scene = scene(vec![sample::question(Asked::Date)]);
        scene.press(&Key::Text("24 Feb".into()));
        insta::assert_snapshot!(shown(&scene, 76), @r"
        1 of 20 · Japan and Mongolia, diplomacy · review

        On which day did Japan and Mongolia open diplomatic relations?

        > 24 Feb

        Enter answer · :help
        ");
        insta::assert_snapshot!(shown(&scene, 20), @r"
        1 of 20 · Japan and
        Mongolia, diplomacy
        · review

        On which day did
        Japan and Mongolia
        open diplomatic
        relations?

        > 24 Feb

        Enter answer · :help
        ");
    }

    #[test]
    fn a_choice_shows_where_the_mark_stands() {
        let mut scene = scene(vec![sample::question(Asked::Choices(sample::choices(&[
            "Tsushima",
            "the island of Iki",
            "Hakata Bay",
        ])))]);
        scene.press(&Key::Down);
        scene.press(&Key::Text("b".into()));
        insta::assert_snapshot!(shown(&scene, 20), @r"
        1 of 20 · Japan and
        Mongolia, diplomacy
        · review

        On which day did
        Japan and Mongolia
        open diplomatic
        relations?

          [ ] a  Tsushima
        > [x] b  the island
                 of Iki
          [ ] c  Hakata Bay

        a-c pick
        Enter answer · :help
        ");
    }

    #[test]
    fn pairs_stand_in_two_lists() {
        let asked = Asked::Match {
            left: sample::texts(&["Kublai", "Hojo"]),
            right: sample::texts(&["regent", "khan"]),
        };
        insta::assert_snapshot!(shown(&scene(vec![sample::question(asked)]), 76), @r"
        1 of 20 · Japan and Mongolia, diplomacy · review

        On which day did Japan and Mongolia open diplomatic relations?

          a  Kublai
          b  Hojo

          1  regent
          2  khan

        Each letter with its number, such as a2 b1 c3.

        > 

        Enter answer · :help
        ");
    }

    #[test]
    fn a_verdict_names_the_miss_the_answer_and_the_next_time() {
        insta::assert_snapshot!(shown(&told(), 76), @r"
        1 of 20 · Japan and Mongolia, diplomacy · review

        On which day did Japan and Mongolia open diplomatic relations?

        ~ Close: right year, wrong month
        Yours: 24 March 1972
        Answer: 24 February 1972

        The embassies opened later that year.

        rated again, next: 25 November 2026, tomorrow

        Enter next · 2 hard · 3 good · 4 easy · u undo · ? help
        ");
        insta::assert_snapshot!(shown(&told(), 20), @r"
        1 of 20 · Japan and
        Mongolia, diplomacy
        · review

        On which day did
        Japan and Mongolia
        open diplomatic
        relations?

        ~ Close: right year,
          wrong month
        Yours: 24 March 1972
        Answer: 24 February
          1972

        The embassies opened
        later that year.

        rated again, next:
        25 November 2026,
        tomorrow

        Enter next · 2 hard
        3 good · 4 easy
        u undo · ? help
        ");
    }

    #[test]
    fn no_width_breaks_a_page() {
        for columns in 1..30 {
            page(&told(), columns);
        }
    }
}
