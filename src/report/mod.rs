//! The log and the cards become numbers. Pure: it knows neither the store nor the screen.

mod forecast;
mod history;
mod retention;
mod stats;
mod wording;

pub use forecast::{FORECAST_DAYS, forecast};
pub use history::{Answer, Kind, Standing, answers};
pub use retention::Retention;
pub use stats::{DeckStats, Period, Sources, Span, Stats, stats};
pub use wording::{asked_otherwise, wordings};
