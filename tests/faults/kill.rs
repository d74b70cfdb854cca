//! The program killed at any moment: no answer whose verdict was seen is lost, none is there twice, and the next session goes on.

use std::thread;
use std::time::Duration;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::log;
use crate::place::Place;
use crate::scale::{Scale, report, spread};
use crate::terminal::Terminal;

/// Kills at one place: its log grows, and with it what can go wrong.
const KILLS_A_PLACE: usize = 50;

/// One kill in so many happens in a pseudo-terminal.
const ONE_IN_A_TERMINAL: usize = 10;

/// A learner who is interrupted again and again.
struct Learner {
    place: Place,
    chance: ChaCha8Rng,
    /// Every answer that has to be in the log: card and response.
    kept: Vec<(String, String)>,
    /// Responses given so far; each is another text.
    given: usize,
    /// Answers found in the log that could not be told any more.
    untold: usize,
}

/// What was seen of a session that was killed.
#[derive(Default)]
struct Seen {
    /// The answers whose verdict was shown.
    told: Vec<(String, String)>,
    /// The answer that was under way.
    pending: Option<(String, String)>,
}

impl Learner {
    fn new(seed: usize) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(u64::try_from(seed).expect("a small number"));
        Self {
            place: Place::with_cards(chance.random_range(1..6)),
            chance,
            kept: Vec::new(),
            given: 0,
            untold: 0,
        }
    }

    fn response(&mut self) -> String {
        self.given += 1;
        format!("r{}", self.given)
    }

    /// A moment in which anything may be under way: starting takes a few milliseconds, an answer a fraction of one.
    fn moment(&mut self, most_us: u64) -> Duration {
        Duration::from_micros(self.chance.random_range(0..most_us))
    }

    /// Studies over JSON lines until the program is killed.
    fn killed_in_a_pipe(&mut self) -> Seen {
        let mut session = self.place.session();
        let mut seen = Seen::default();
        let answers = self.chance.random_range(0..4);
        if answers == 0 {
            thread::sleep(self.moment(8_000));
        }
        while seen.told.len() < answers || self.chance.random_range(0..3) > 0 {
            let Some(question) = session.next_of("question") else {
                break;
            };
            let card = question["card"].as_str().expect("a card").to_owned();
            self.is_new_only_without_an_answer(&card, question["state"] == "new", &seen);
            let response = self.response();
            session.send(&response);
            seen.pending = Some((card, response));
            if seen.told.len() >= answers {
                thread::sleep(self.moment(1_500));
                break;
            }
            if session.next_of("verdict").is_some() {
                seen.told.extend(seen.pending.take());
            }
        }
        session.kill();
        // What it had written before it died was told.
        if session.next_of("verdict").is_some() {
            seen.told.extend(seen.pending.take());
        }
        seen
    }

    /// A card whose answer was not kept is asked as if nothing had happened, and one whose answer was is not new.
    #[track_caller]
    fn is_new_only_without_an_answer(&self, card: &str, is_new: bool, seen: &Seen) {
        let mut answered = self.kept.iter().chain(&seen.told);
        let was_answered = answered.any(|(answered, _)| answered == card);
        assert_eq!(is_new, !was_answered, "{card} after {:?}", self.kept);
    }

    /// Studies in a pseudo-terminal until the program is killed.
    fn killed_in_a_terminal(&mut self) -> Seen {
        let mut terminal = Terminal::open(&self.place);
        let mut seen = Seen::default();
        for _ in 0..self.chance.random_range(1..4) {
            let number = terminal.wait_for_question();
            let response = self.response();
            terminal.keys(&format!("{response}\r"));
            seen.pending = Some((format!("many:c{number}"), response));
            if self.chance.random_range(0..3) == 0 {
                thread::sleep(self.moment(3_000));
                break;
            }
            // Only a verdict says the answer.
            terminal.wait_for(&format!("w{number}w"));
            seen.told.extend(seen.pending.take());
            terminal.keys("\r");
        }
        let rest = terminal.kill();
        if let Some((card, _)) = &seen.pending {
            let number = card.trim_start_matches("many:c");
            if rest.contains(&format!("w{number}w")) {
                seen.told.extend(seen.pending.take());
            }
        }
        seen
    }

    /// Holds the log against what was seen.
    fn check(&mut self, seen: Seen) {
        self.kept.extend(seen.told);
        let left = log::answers_left(&self.place.progress());
        if left.len() == self.kept.len() + 1 {
            self.kept.extend(seen.pending);
            self.untold += 1;
        }
        assert_eq!(left, self.kept, "in the log, and seen");
    }

    /// The same through the program: it finds its file sound.
    fn verify(&self) {
        let verified = self
            .place
            .run(&["progress", "verify", "--json"], "")
            .code(0);
        assert_eq!(verified.json()["sound"], true, "{verified:#?}");
        let history = self.place.run(&["history", "--all", "--json"], "").code(0);
        let logged = history.json().as_array().expect("a list").len();
        assert_eq!(logged, self.kept.len());
    }
}

#[test]
fn no_answer_is_lost_or_doubled_when_the_program_is_killed_at_any_moment() {
    let kills = Scale::asked().of(200, 10_000);
    let learners = spread(kills / KILLS_A_PLACE, |seed| {
        let mut learner = Learner::new(seed);
        for kill in 0..KILLS_A_PLACE {
            let seen = if kill % ONE_IN_A_TERMINAL == 0 {
                learner.killed_in_a_terminal()
            } else {
                learner.killed_in_a_pipe()
            };
            learner.check(seen);
        }
        learner.verify();
        (learner.kept.len(), learner.untold)
    });
    let kept: usize = learners.iter().map(|(kept, _)| kept).sum();
    let untold: usize = learners.iter().map(|(_, untold)| untold).sum();
    report(&format!(
        "{kills} kills, {kept} answers kept, 0 lost, 0 doubled; {untold} were kept that could not be told any more"
    ));
}
