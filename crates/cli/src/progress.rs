//! A progress bar on a terminal; nothing where nobody looks.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for long work. Drawn on standard error, only if that is a terminal.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that counts these things.
    pub fn new(things: &'static str) -> Self {
        let bar = ProgressBar::new(0);
        let template = "{wide_bar} {human_pos}/{human_len} {msg} {elapsed} (left {eta})";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(things);
        Self(bar)
    }

    /// Says what it counts now.
    pub fn name(&self, things: &'static str) {
        self.0.set_message(things);
    }

    /// How far it is.
    pub fn show(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
