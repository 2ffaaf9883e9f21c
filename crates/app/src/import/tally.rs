//! What an import has done so far, of what is committed.

use std::collections::HashSet;
use std::sync::Arc;

use regulars_engine::language::Said;

use super::document::Document;
use super::field::Refusal;
use super::report::Till;

/// What was done.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) imported: u64,
    pub(super) unchanged: u64,
    pub(super) purchases: u64,
    pub(super) returns: u64,
    pub(super) members: u64,
    pub(super) products: u64,
    pub(super) buyers: HashSet<Arc<str>>,
    pub(super) till: Till,
    pub(super) refused: Vec<(u64, Refusal)>,
}

impl Tally {
    /// Counts a document that was taken.
    pub(super) fn take(&mut self, document: &Document) {
        self.imported += document.rows();
        let amount = document.amount();
        if document.returned {
            self.returns += 1;
            self.till.returned += amount;
            return;
        }
        self.purchases += 1;
        let Some(member) = &document.member else {
            self.till.unidentified += amount;
            return;
        };
        self.buyers.insert(member.clone());
        self.till.identified += amount;
        self.till.identified_purchases += 1;
        for line in &document.lines {
            self.till.exact_line(line.price, line.quantity);
        }
    }

    /// Counts a document that was not, every row of it.
    pub(super) fn refuse(&mut self, document: &Document, column: &str, reason: &Said) {
        let rows = document.lines.iter().map(|line| {
            let refusal = Refusal {
                column: column.to_owned(),
                value: document.id.clone(),
                reason: reason.clone(),
            };
            (line.row, refusal)
        });
        self.refused.extend(rows);
    }

    pub(super) fn add(&mut self, other: Self) {
        self.imported += other.imported;
        self.unchanged += other.unchanged;
        self.purchases += other.purchases;
        self.returns += other.returns;
        self.members += other.members;
        self.products += other.products;
        self.buyers.extend(other.buyers);
        self.till.add(other.till);
    }
}
