//! What the evaluator has said of a fact.

use std::sync::atomic::{AtomicU8, Ordering};

use regulars_engine::condition::{Fact, MemberWord, NameId};
use regulars_engine::member::ConsentState;

use crate::column::{Dictionary, Part};

/// Answers of a leaf by the one fact that it reads: whoever is the first with a fact is asked, and the others are answered
/// alike.
#[derive(Debug)]
pub(super) struct Memo {
    fact: Read,
    /// By the number of the fact.
    answers: Vec<AtomicU8>,
}

/// A fact, as columns keep it.
#[derive(Debug, Clone, Copy)]
enum Read {
    Word(MemberWord),
    BirthDate,
    /// Consent to the channel of that key; nobody has one that has no key.
    Consent(Option<u32>),
}

/// What is known of an answer.
const UNASKED: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;

/// Days before 1970 of the first date of birth that has a number, and how many have: 1850 to 2070.
const DAYS_BEFORE: i32 = 43_830;
const DAYS: usize = 80_354;

impl Memo {
    pub(super) fn of(fact: Fact<'_>, words: &Dictionary) -> Self {
        let (fact, numbers) = match fact {
            Fact::Word(word) => (Read::Word(word), words.names.len() + 1),
            Fact::BirthDate => (Read::BirthDate, DAYS),
            Fact::Consent(channel) => (Read::Consent(words.key_number(channel)), 3),
        };
        Self {
            fact,
            answers: (0..numbers).map(|_| AtomicU8::new(UNASKED)).collect(),
        }
    }

    /// The answer for the n-th member of a part; `ask` asks the member.
    pub(super) fn answer(&self, part: &Part, n: usize, ask: impl FnOnce() -> bool) -> bool {
        let number = self.number(part, n);
        let Some(answer) = number.and_then(|number| self.answers.get(number)) else {
            return ask();
        };
        match answer.load(Ordering::Relaxed) {
            UNASKED => {
                let holds = ask();
                answer.store(if holds { YES } else { NO }, Ordering::Relaxed);
                holds
            }
            known => known == YES,
        }
    }

    /// The number of a member's fact: members with the same have the same.
    fn number(&self, part: &Part, n: usize) -> Option<usize> {
        let person = part.people.get(n)?;
        let word = |name: NameId| usize::try_from(name.number()).ok();
        match self.fact {
            Read::Word(MemberWord::FirstName) => word(person.first_name),
            Read::Word(MemberWord::LastName) => word(person.last_name),
            Read::Word(MemberWord::City) => word(person.city),
            Read::Word(MemberWord::Gender) => word(person.gender),
            Read::Word(MemberWord::Language) => word(person.language),
            Read::Word(MemberWord::Store) => word(person.store),
            Read::Word(MemberWord::Tags) => None,
            Read::BirthDate => match person.birth_date {
                Some(date) => usize::try_from(date.days() + DAYS_BEFORE + 1).ok(),
                None => Some(0),
            },
            Read::Consent(key) => {
                let given = part.consents.of(n).iter();
                let mut given = given.filter(|(channel, _)| Some(*channel) == key);
                Some(match given.next() {
                    None => 0,
                    Some((_, ConsentState::Granted)) => 1,
                    Some((_, ConsentState::Withdrawn)) => 2,
                })
            }
        }
    }
}
