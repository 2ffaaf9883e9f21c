//! Conditions: one typed grammar and its one evaluator, over a [`MemberView`].

use crate::decision::When;
use crate::event::Custom;
use crate::name::{Category, LaneId, Sku};
use crate::number::{Money, Quantity};
use crate::program::Program;
use crate::situation::Situation;

/// A compiled condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Holds always.
    Always,
}

/// A filter of lines: which goods a rule is about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineWhere {}

/// Names that conditions compare, as small integers.
#[derive(Debug, Clone, Default)]
pub struct Names {}

/// What conditions read of a member: owned columns made once per decision.
#[derive(Debug, Clone)]
pub struct MemberColumns {}

/// A borrowed view of one member, optionally with a basket and an event.
#[derive(Debug, Clone, Copy)]
pub struct MemberView<'a> {
    /// Columns of the member.
    pub columns: &'a MemberColumns,
    /// The basket being priced.
    pub basket: Option<&'a BasketFacts>,
}

/// A basket as conditions and line filters read it; lanes move it forward.
#[derive(Debug, Clone, Default)]
pub struct BasketFacts {
    /// Lines in the basket's order.
    pub lines: Vec<LineFacts>,
    /// Sum of lines after the lanes done so far, by lane.
    pub after: Vec<(LaneId, Money)>,
    /// Sum before discounts.
    pub before_discounts: Money,
}

/// A line as conditions and line filters read it.
#[derive(Debug, Clone)]
pub struct LineFacts {
    /// Goods.
    pub sku: Option<Sku>,
    /// Categories.
    pub category: Vec<Category>,
    /// Brand.
    pub brand: Option<String>,
    /// Units.
    pub quantity: Quantity,
    /// Amount before discounts.
    pub amount: Money,
    /// Amount after discounts so far.
    pub now: Money,
    /// Lanes that took something off it, the club price included as lane `club`.
    pub discounted: Vec<LaneId>,
}

/// A leaf that did not hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet {
    /// Path of the leaf in the condition: `all[1].basket.total`.
    pub path: String,
    /// What is missing, where it can be counted.
    pub missing: Option<crate::basket::Missing>,
}

impl BasketFacts {
    /// A basket at shelf prices, before any lane. What a line says of its goods wins over the catalogue.
    pub fn of(program: &Program, basket: &crate::basket::Basket, situation: &Situation) -> Self {
        let _ = situation;
        let lines = basket.lines.iter().map(|line| LineFacts {
            sku: line.sku.clone(),
            category: line.category.clone(),
            brand: line.brand.clone(),
            quantity: line.quantity,
            amount: crate::number::line_amount(line.price, line.quantity, program.currency).unwrap_or_default(),
            now: Money::ZERO,
            discounted: Vec::new(),
        });
        Self { lines: lines.collect(), after: Vec::new(), before_discounts: Money::ZERO }
    }
}

impl MemberColumns {
    /// Columns of a loaded situation, as of the event's instant.
    pub fn of(program: &Program, situation: &Situation, when: When) -> Self {
        let _ = (program, situation, when);
        Self {}
    }

    /// A view without basket and event.
    pub fn view(&self) -> MemberView<'_> {
        MemberView {
            columns: self,
            basket: None,
        }
    }
}

impl<'a> MemberView<'a> {
    /// The same view with a basket.
    pub fn with_basket(self, basket: &'a BasketFacts) -> Self {
        Self {
            basket: Some(basket),
            ..self
        }
    }

    /// The same view with the event being decided.
    pub fn with_event(self, event: &'a Custom) -> Self {
        let _ = event;
        self
    }
}

/// Whether the condition holds.
pub fn holds(condition: &Condition, view: &MemberView<'_>) -> bool {
    let _ = (condition, view);
    true
}

/// Leaves that do not hold, if the condition as a whole does not; empty if it does.
pub fn unmet(condition: &Condition, view: &MemberView<'_>) -> Vec<Unmet> {
    let _ = (condition, view);
    Vec::new()
}

impl LineWhere {
    /// Whether the rule is about this line.
    pub fn matches(&self, line: &LineFacts) -> bool {
        let _ = line;
        true
    }
}
