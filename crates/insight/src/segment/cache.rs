//! Answers of leaves that have been asked before.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use parking_lot::Mutex;
use regulars_engine::time::Instant;

use super::bits::Bits;

/// The most leaves remembered; one of a million members is a quarter of a megabyte.
const LEAVES_MAX: usize = 256;

/// Answers by leaf, instant and part of the base, so that editing one leaf of a condition asks one leaf.
///
/// It is for one program: whoever takes up another begins with a new one.
#[derive(Debug, Default)]
pub struct LeafCache(Mutex<Leaves>);

#[derive(Debug, Default)]
struct Leaves {
    answers: HashMap<(String, Instant), BTreeMap<u64, Arc<Answer>>>,
    /// Oldest first.
    order: VecDeque<(String, Instant)>,
}

/// What is known of a leaf in a part.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// Members that have been asked.
    pub asked: Bits,
    /// Those of them for whom it holds.
    pub holds: Bits,
}

impl LeafCache {
    /// What is known of a leaf in the part of that number.
    pub(super) fn get(&self, leaf: &str, at: Instant, part: u64) -> Option<Arc<Answer>> {
        let leaves = self.0.lock();
        let parts = leaves.answers.get(&(leaf.to_owned(), at))?;
        parts.get(&part).cloned()
    }

    /// Remembers an answer.
    pub(super) fn put(&self, leaf: &str, at: Instant, part: u64, answer: Arc<Answer>) {
        let mut leaves = self.0.lock();
        let key = (leaf.to_owned(), at);
        if !leaves.answers.contains_key(&key) {
            leaves.order.push_back(key.clone());
            if leaves.order.len() > LEAVES_MAX
                && let Some(oldest) = leaves.order.pop_front()
            {
                leaves.answers.remove(&oldest);
            }
        }
        leaves.answers.entry(key).or_default().insert(part, answer);
    }

    /// Bytes it takes.
    pub fn memory(&self) -> usize {
        let leaves = self.0.lock();
        let answers = leaves.answers.values().flat_map(BTreeMap::values);
        answers
            .map(|answer| answer.asked.memory() + answer.holds.memory())
            .sum()
    }
}
