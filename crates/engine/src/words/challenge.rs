//! Where a member stands in a challenge, in a sentence.

use super::Words;
use crate::challenge::Progress;
use crate::name::RuleId;
use crate::program::Challenge;
use crate::program::describe::challenges::figure;
use crate::program::describe::parts::{Sentence, named};

impl Words<'_> {
    /// `Three cakes: 2 of 3; through 31 March 2026.` Nothing of a challenge the program does not have.
    pub fn challenge(self, progress: &Progress) -> Option<String> {
        let challenge = self.program.challenge_of(&progress.challenge)?;
        let name = named(&challenge.name, self.language);
        let statement = match progress.next {
            Some(_) => {
                let done = self.of_challenge(challenge, progress.done);
                let goal = self.of_challenge(challenge, progress.done + progress.missing);
                format!("{name}: {done} {} {goal}", self.pick("of", "из"))
            }
            None => format!("{name}: {}", self.pick("reached", "выполнено")),
        };
        let until = progress.until.filter(|_| progress.next.is_some());
        let until = until.map(|until| {
            let day = self.last_day(until);
            self.pick(format!("through {day}"), format!("по {day} включительно"))
        });
        Some(Sentence::new(self.language, &statement).and(until).end())
    }

    /// The name of a badge.
    pub fn badge(self, id: &RuleId) -> Option<String> {
        let mut badges = self.program.badges.iter();
        let badge = badges.find(|badge| badge.id == *id)?;
        Some(named(&badge.name, self.language).to_owned())
    }

    /// So much of what a challenge counts: `3`, `$50`.
    fn of_challenge(self, challenge: &Challenge, amount: i64) -> String {
        figure(self.program, challenge, amount, self.language)
    }
}
