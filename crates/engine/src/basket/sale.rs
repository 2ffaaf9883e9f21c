//! A sale: who buys what, under which rules, and when.

use crate::basket::Basket;
use crate::condition::MemberColumns;
use crate::coupon::{Presented, present};
use crate::decision::When;
use crate::event::Purchase;
use crate::id::QuoteId;
use crate::name::RuleId;
use crate::points::Book;
use crate::program::{Limit, Program};
use crate::situation::{Member, Situation};
use crate::time::Zone;

/// Everything the stages read and none of them changes.
pub(crate) struct Sale<'a> {
    /// The rules.
    pub program: &'a Program,
    /// What is known about the buyer.
    pub situation: &'a Situation,
    /// The buyer's wallet, with what was due already posted.
    pub book: &'a Book<'a>,
    /// The goods.
    pub basket: &'a Basket,
    /// The hold that does not count against this sale.
    pub own_hold: Option<QuoteId>,
    /// When it happened and when it is posted.
    pub when: When,
    /// The codes presented.
    pub codes: Vec<Presented<'a>>,
    /// What conditions read of the buyer.
    pub columns: MemberColumns,
}

impl<'a> Sale<'a> {
    /// A sale of the purchase's basket.
    pub fn new(
        program: &'a Program,
        situation: &'a Situation,
        purchase: &'a Purchase,
        book: &'a Book<'a>,
    ) -> Self {
        let when = book.when;
        let columns = MemberColumns::of(program, situation, when);
        let Purchase {
            basket, own_hold, ..
        } = purchase;
        Self {
            program,
            situation,
            book,
            basket,
            own_hold: *own_hold,
            when,
            codes: present(program, situation, basket, when),
            columns,
        }
    }

    /// The buyer, if identified and not blocked: who has a member's benefits.
    pub fn member(&self) -> Option<&'a Member> {
        self.situation
            .member
            .as_ref()
            .filter(|member| !member.blocked)
    }

    /// The zone of the program's periods and dates. A member's limits and metrics span stores, so they never
    /// follow a store's own zone.
    pub fn zone(&self) -> &'a Zone {
        &self.program.zone
    }

    /// Whether the program gives anything at the time of the sale.
    pub fn is_in_program_life(&self) -> bool {
        self.program.gives_at(self.when.at)
    }

    /// Whether the buyer may use a rule once more. A rule with a limit is for identified members: nobody
    /// can count the uses of a stranger.
    pub fn may_use(&self, rule: &RuleId, limit: Option<&Limit>) -> bool {
        limit.is_none_or(|limit| {
            let left = || limit.left(rule, self.situation, self.when.at, self.zone());
            self.member().is_some() && left() > 0
        })
    }
}
