//! Parts of the base that each arm gets its share of.

use std::collections::BTreeMap;

use regulars_engine::condition::{MemberWord, View};
use regulars_engine::id::MemberId;
use regulars_engine::program::Program;
use regulars_engine::time::Instant;

use crate::column::{ColumnView, Columns, Frame};

/// What the members of a stratum have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stratum {
    /// Nothing: everybody is in one.
    One,
    /// The level in the program's first scheme.
    Tier,
    /// The scores of recency, frequency and money.
    Rfm,
    /// The city.
    City,
}

/// The stratum of each member, as [`Draw::strata`](super::Draw::strata) takes them: a stratum is numbered by the first
/// member who is in it, so that it does not hang on the order in which this process has met cities.
pub fn strata(
    columns: &Columns,
    program: &Program,
    at: Instant,
    by: Stratum,
    members: &[MemberId],
) -> Vec<(i64, i64)> {
    let frame = Frame::new(program, columns.words(), at);
    let mut first: BTreeMap<u32, i64> = BTreeMap::new();
    let numbered = members.iter().map(|member| {
        let view = columns.find(*member);
        let view = view.and_then(|(part, n)| ColumnView::new(&frame, columns.words(), part, n));
        let common = view.map_or(0, |view| common(&view, by));
        let stratum = *first.entry(common).or_insert(member.raw());
        (member.raw(), stratum)
    });
    numbered.collect()
}

fn common(view: &ColumnView<'_>, by: Stratum) -> u32 {
    match by {
        Stratum::One => 0,
        Stratum::Tier => u32::try_from(view.rank(0)).unwrap_or(u32::MAX),
        Stratum::Rfm => view.stamps().rfm.map_or(0, |marks| {
            u32::from_be_bytes([0, marks.recency, marks.frequency, marks.money])
        }),
        Stratum::City => {
            let city = view.words(MemberWord::City).first();
            city.map_or(0, |city| city.number())
        }
    }
}
