//! A posting of the ledger in one sentence: what happened to the points, and why.

use super::Words;
use crate::basket::Priced;
use crate::language::Language;
use crate::name::RuleId;
use crate::number::Points;
use crate::points::{Posting, PostingKind};
use crate::program::describe::earning::trigger;
use crate::program::describe::parts::Sentence;
use crate::time::LocalDate;
use crate::transfer::TRANSFER;

/// What a posting belongs to, as far as a sentence tells it.
#[derive(Debug, Clone, Copy)]
pub enum Occasion<'a> {
    /// A purchase.
    Purchase {
        /// Its local day.
        on: LocalDate,
        /// Its decision, if it is kept.
        priced: Option<&'a Priced>,
    },
    /// A return.
    Return {
        /// The local day of the purchase whose goods came back; `None`: without its purchase.
        of: Option<LocalDate>,
    },
    /// A void of a purchase.
    Void {
        /// The purchase's local day.
        of: LocalDate,
    },
    /// A correction by hand.
    Correction {
        /// Why, as somebody wrote it.
        reason: &'a str,
        /// Who did it; `None`: the machine.
        by: Option<Hand<'a>>,
    },
    /// Anything the posting and its rule tell alone: an event, joining, time.
    Other,
}

/// Who did something by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand<'a> {
    /// A person, by name.
    Person(&'a str),
    /// Whoever holds an API key, by its name.
    Key(&'a str),
}

impl Words<'_> {
    /// Why points moved: `37 bonuses = 5% of $740; rule base; purchase of 10 March 2026.`
    pub fn entry(self, posting: &Posting, occasion: &Occasion<'_>) -> String {
        if let (PostingKind::Earn, Some(text)) = (posting.kind, self.earned(posting, occasion)) {
            return text;
        }
        let points = self.points(&posting.unit, moved(posting));
        let statement = format!("{points} {}", self.what_happened(posting, occasion));
        Sentence::new(self.language, &statement)
            .and(posting.rule.as_ref().and_then(|rule| self.known_rule(rule)))
            .and(self.occasion(posting.kind, occasion))
            .end()
    }

    /// What a purchase earned, with its figures.
    fn earned(self, posting: &Posting, occasion: &Occasion<'_>) -> Option<String> {
        let Occasion::Purchase { priced, .. } = occasion else {
            return None;
        };
        let rule = posting.rule.as_ref()?;
        let earning = (*priced)?
            .earn
            .iter()
            .find(|earning| earning.rule == *rule && earning.unit == posting.unit)?;
        Some(self.earning_sentence(earning, self.occasion(posting.kind, occasion)))
    }

    fn what_happened(self, posting: &Posting, occasion: &Occasion<'_>) -> String {
        let said = match posting.kind {
            PostingKind::Earn => return self.given_for(posting.rule.as_ref()),
            PostingKind::Redeem => return self.spent_on(posting, occasion),
            PostingKind::Adjust => return self.corrected(posting),
            PostingKind::Activate => {
                self.pick("can be spent from now on", "— теперь можно потратить")
            }
            PostingKind::Expire => self.pick("burned unspent", "— срок действия истёк"),
            PostingKind::Restore => self.pick(
                "that had been spent came back",
                "— возврат ранее потраченных",
            ),
            PostingKind::Reverse => self.pick("earned were taken back", "— отмена начисления"),
            PostingKind::Reclassify => self.pick(
                "that had burned are counted as taken back",
                "— из сгоревших, учтены как отменённые",
            ),
            PostingKind::SettleDebt => self.pick("paid off a debt", "— погашение долга"),
            PostingKind::Forgive => self.pick(
                "that were missing are not asked for",
                "— недостающие, в долг не записаны",
            ),
            PostingKind::Opening => self.pick(
                "brought along from another system",
                "— перенос из прежней системы",
            ),
            PostingKind::Transfer => return self.sent(posting),
            PostingKind::Donate => self.pick("given to charity", "— на благотворительность"),
            PostingKind::Forfeit => self.pick(
                "left behind by a member who was erased",
                "— остались после удаления участника",
            ),
            PostingKind::Merge => self.pick(
                "moved between two records of one person",
                "— перенос между двумя записями одного человека",
            ),
        };
        said.to_owned()
    }

    /// What an activity gave points for.
    fn given_for(self, rule: Option<&RuleId>) -> String {
        let mut activities = self.program.activities.iter();
        let activity = activities.find(|activity| Some(&activity.id) == rule);
        activity.map_or_else(
            || self.pick("earned", "— начисление").to_owned(),
            |activity| trigger(&activity.on, self.language),
        )
    }

    fn spent_on(self, posting: &Posting, occasion: &Occasion<'_>) -> String {
        if posting
            .rule
            .as_ref()
            .is_some_and(|rule| rule.as_str() == TRANSFER)
        {
            return self
                .pick("paid for sending", "— плата за передачу")
                .to_owned();
        }
        let Occasion::Purchase { priced, .. } = occasion else {
            return self.pick("spent on a reward", "— награда").to_owned();
        };
        let money = priced.and_then(|priced| {
            let mut redeemed = priced.redeem.iter();
            redeemed.find(|redemption| redemption.unit == posting.unit)
        });
        match money {
            Some(redemption) => {
                let money = self.money(redemption.amount);
                match self.language {
                    Language::En => format!("paid {money}"),
                    Language::Ru => format!("— оплата {money}"),
                }
            }
            None => self.pick("paid for goods", "— оплата покупки").to_owned(),
        }
    }

    /// `reason: a cold burger; by Anna Petrova`.
    fn correction(self, reason: &str, by: Option<Hand<'_>>) -> String {
        let reason = reason.trim_end_matches('.');
        let reason = format!("{}: {reason}", self.pick("reason", "причина"));
        let by = by.map(|by| match (by, self.language) {
            (Hand::Person(name), Language::En) => format!("by {name}"),
            (Hand::Person(name), Language::Ru) => format!("сотрудник: {name}"),
            (Hand::Key(name), Language::En) => format!("by the key {name}"),
            (Hand::Key(name), Language::Ru) => format!("ключ API: {name}"),
        });
        [Some(reason), by]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; ")
    }

    fn corrected(self, posting: &Posting) -> String {
        if gained(posting).is_negative() {
            self.pick("taken off by hand", "— списание вручную")
                .to_owned()
        } else {
            self.pick("given by hand", "— начисление вручную")
                .to_owned()
        }
    }

    fn sent(self, posting: &Posting) -> String {
        if gained(posting).is_negative() {
            self.pick("sent to another member", "— передача другому участнику")
                .to_owned()
        } else {
            self.pick(
                "received from another member",
                "— получено от другого участника",
            )
            .to_owned()
        }
    }

    /// The rule, if it is one of the program and not a name of ours.
    fn known_rule(self, rule: &RuleId) -> Option<String> {
        let activities = self.program.activities.iter().map(|activity| &activity.id);
        let earn = self.program.earn.iter().map(|rule| &rule.id);
        activities
            .chain(earn)
            .any(|known| known == rule)
            .then(|| self.rule(rule))
    }

    /// What time did by itself has no occasion, even where a purchase made it be written.
    fn occasion(self, kind: PostingKind, occasion: &Occasion<'_>) -> Option<String> {
        if matches!(kind, PostingKind::Activate | PostingKind::Expire) {
            return None;
        }
        let say = |en: &str, ru: &str, date: LocalDate| {
            let date = self.language.date(date);
            match self.language {
                Language::En => format!("{en} {date}"),
                Language::Ru => format!("{ru} {date}"),
            }
        };
        match occasion {
            Occasion::Purchase { on, .. } => Some(say("purchase of", "покупка", *on)),
            Occasion::Return { of: Some(of) } => Some(say(
                "return of goods bought on",
                "возврат товаров из покупки",
                *of,
            )),
            Occasion::Return { of: None } => Some(
                self.pick("return without a receipt", "возврат без чека")
                    .to_owned(),
            ),
            Occasion::Void { of } => Some(say("void of the purchase of", "отмена покупки", *of)),
            Occasion::Correction { reason, by } => Some(self.correction(reason, *by)),
            Occasion::Other => None,
        }
    }
}

/// What the owner gained.
fn gained(posting: &Posting) -> Points {
    let owners = posting.entries.iter();
    let owners = owners.filter(|entry| entry.account.is_owners());
    owners.map(|entry| entry.points).sum()
}

/// How many points moved: what the gaining sides gain.
fn moved(posting: &Posting) -> Points {
    let gained = posting.entries.iter().map(|entry| entry.points);
    gained.filter(|points| points.is_positive()).sum()
}
