//! Who is in a segment: one pass of the engine's evaluator over the columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_engine::condition::{Beforehand, Condition, needs, prepare};
use regulars_engine::id::MemberId;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;

use super::bits::Bits;
use super::cache::{Answer, LeafCache};
use super::plan::{Plan, PlanLeaf, is_frozen};
use super::way::Way;
use crate::column::{BasePart, ColumnView, Columns, Dictionary, Frame, Part};
use crate::threads;

/// Segments whose members were taken once, with those members in order.
pub type Frozen = BTreeMap<SegmentId, Vec<MemberId>>;

/// Nobody was taken.
static NONE_FROZEN: Frozen = Frozen::new();

/// Columns as of an instant, under a program: what questions are put to.
#[derive(Debug)]
pub struct Asked<'a> {
    columns: &'a Columns,
    frame: Frame,
    cache: &'a LeafCache,
    frozen: &'a Frozen,
}

/// A set of members of the columns it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// By part of the base.
    pub(super) base: Vec<Bits>,
    /// Of the members that have changed since.
    pub(super) changed: Bits,
}

/// Stands for everybody among the leaves.
const EVERYBODY: &str = "";

impl<'a> Asked<'a> {
    /// Columns as of an instant. The cache is the program's.
    pub fn new(columns: &'a Columns, program: &Program, cache: &'a LeafCache, at: Instant) -> Self {
        Self {
            columns,
            frame: Frame::new(program, columns.words(), at),
            cache,
            frozen: &NONE_FROZEN,
        }
    }

    /// The same, with segments of which conditions may speak and whose members were taken once.
    #[must_use]
    pub fn with_frozen(self, frozen: &'a Frozen) -> Self {
        Self { frozen, ..self }
    }

    /// The instant.
    pub fn at(&self) -> Instant {
        self.frame.at()
    }

    /// Up to where the journal has been read.
    pub fn position(&self) -> i64 {
        self.columns.position()
    }

    /// All who had joined by then and are not blocked.
    pub fn everybody(&self) -> Selection {
        self.select(&Condition::Always)
    }

    /// Members for whom a condition holds; it has been compiled against the names of the columns.
    pub fn select(&self, condition: &Condition) -> Selection {
        let words = self.columns.words();
        let goods = if needs(condition).lines {
            words.goods_rows()
        } else {
            Vec::new()
        };
        let known = Beforehand {
            goods: &goods,
            outlets: &words.outlet_rows(),
        };
        let prepared = prepare(condition, self.frame.at(), self.frame.zone(), known);
        let plan = Plan::of(&prepared, self.frozen);
        let base = self.each_part(|_, part| {
            let mask = self.counting(part).without(&part.replaced);
            self.ask(&plan, part, &mask)
        });
        let slices: Vec<&Part> = self.columns.changed().collect();
        let changed = Bits::of(slices.len(), |n| {
            let slice = slices.get(n);
            let asked = slice.and_then(|slice| Some((slice.ids.first()?, self.view(slice, 0)?)));
            asked.is_some_and(|(id, view)| view.counts() && plan.holds(*id, &view, self.frozen))
        });
        Selection { base, changed }
    }

    pub(super) fn view<'p>(&'p self, part: &'p Part, n: usize) -> Option<ColumnView<'p>> {
        ColumnView::new(&self.frame, self.columns.words(), part, n)
    }

    pub(super) fn frame(&self) -> &Frame {
        &self.frame
    }

    pub(super) fn words(&self) -> &Dictionary {
        self.columns.words()
    }

    pub(super) fn frozen(&self) -> &Frozen {
        self.frozen
    }

    pub(super) fn columns(&self) -> &Columns {
        self.columns
    }

    /// Members of a part who had joined by then and are not blocked.
    fn counting(&self, part: &BasePart) -> Bits {
        let everybody = Bits::full(part.part.len());
        let counting = || part.part.counting(self.frame.at());
        self.remembered(EVERYBODY, part, &everybody, |fresh| fresh.and(&counting()))
    }

    /// Those of the mask for whom the plan holds.
    fn ask(&self, plan: &Plan, part: &BasePart, mask: &Bits) -> Bits {
        if mask.is_empty() {
            return mask.clone();
        }
        match plan {
            Plan::Always => mask.clone(),
            Plan::Never => Bits::empty(part.part.len()),
            Plan::All(plans) => plans
                .iter()
                .fold(mask.clone(), |left, plan| self.ask(plan, part, &left)),
            Plan::Any(plans) => {
                let mut left = mask.clone();
                for plan in plans {
                    left = left.without(&self.ask(plan, part, &left));
                }
                mask.without(&left)
            }
            Plan::Not(plan) => mask.without(&self.ask(plan, part, mask)),
            Plan::Frozen(id) => {
                let mut found = Bits::empty(part.part.len());
                let ids = &part.part.ids;
                let is_in = |n: &usize| {
                    ids.get(*n)
                        .is_some_and(|member| is_frozen(self.frozen, id, *member))
                };
                mask.iter().filter(is_in).for_each(|n| found.set(n));
                found
            }
            Plan::Leaf(leaf) => self.ask_leaf(leaf, part, mask),
        }
    }

    fn ask_leaf(&self, leaf: &PlanLeaf, part: &BasePart, mask: &Bits) -> Bits {
        let way = leaf.way.get_or_init(|| Way::of(&leaf.condition, self));
        self.remembered(&leaf.key, part, mask, |fresh| {
            way.ask(self, &leaf.condition, &part.part, fresh)
        })
    }

    /// Asks those of the mask who have not been asked yet; `ask` answers for whom it holds.
    fn remembered(
        &self,
        key: &str,
        part: &BasePart,
        mask: &Bits,
        ask: impl FnOnce(&Bits) -> Bits,
    ) -> Bits {
        let known = self.cache.get(key, self.frame.at(), part.number);
        let fresh = known
            .as_ref()
            .map_or_else(|| mask.clone(), |known| mask.without(&known.asked));
        if let Some(known) = known.as_ref().filter(|_| fresh.is_empty()) {
            return known.holds.and(mask);
        }
        let holds = ask(&fresh);
        let answer = match known {
            Some(known) => Answer {
                asked: known.asked.or(&fresh),
                holds: known.holds.or(&holds),
            },
            None => Answer {
                asked: fresh,
                holds,
            },
        };
        let found = answer.holds.and(mask);
        self.cache
            .put(key, self.frame.at(), part.number, Arc::new(answer));
        found
    }

    /// Does something with every part, on all cores; answers stand in the order of the parts.
    pub(super) fn each_part<T: Send>(&self, each: impl Fn(usize, &BasePart) -> T + Sync) -> Vec<T> {
        threads::each(self.columns.base(), each)
    }
}
