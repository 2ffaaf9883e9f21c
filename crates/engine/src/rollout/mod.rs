//! Versions rolled out: which of two versions decides for a buyer at an instant.
//!
//! A version is rolled out beside the one it may replace, to stores, to a saved segment or to a share of the members. The steps
//! that were taken, one after the other, are the plan; they are never changed, so what decided then is what decides of then now.

mod beside;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::MemberId;
use crate::name::{SegmentId, StoreId};
use crate::salted::{self, MEMBER};
use crate::time::Instant;

pub use beside::cannot_live_beside;

/// The parts of a whole base that shares are told in: hundredths of a percent.
pub const PARTS: u32 = 10_000;

/// A share of the members, more than nobody and less than everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Share(u32);

impl Share {
    /// So many of [`PARTS`]; `None` for nobody and for everybody.
    pub fn of_parts(parts: u32) -> Option<Self> {
        (1..PARTS).contains(&parts).then_some(Self(parts))
    }

    /// How many of [`PARTS`].
    pub fn parts(self) -> u32 {
        self.0
    }

    /// Whether a member is in it under a salt. Who is in a share is in every greater one under the same salt.
    pub fn has(self, salt: &str, member: MemberId) -> bool {
        let point = salted::point(salt, MEMBER, member.raw());
        salted::part(point, u64::from(PARTS)) < u64::from(self.0)
    }
}

impl TryFrom<u32> for Share {
    type Error = String;

    fn try_from(parts: u32) -> Result<Self, String> {
        Self::of_parts(parts).ok_or_else(|| format!("{parts} of {PARTS} parts is no share"))
    }
}

impl From<Share> for u32 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// Whom a version that is rolled out decides for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Whoever buys at these, identified or not. What happens at no store is decided by the standing version.
    Stores(BTreeSet<StoreId>),
    /// Members found in this saved segment when they were last looked at, as rules that name it read it.
    Segment(SegmentId),
    /// Members drawn by the hash of the salt and their number. Each level, segment and city has its share in expectation; it is
    /// not drawn level by level, so that who joins later and who climbs stay where their number puts them.
    Share(Share),
}

impl Audience {
    /// Whether a buyer is in it.
    pub fn has(&self, salt: &str, buyer: &Buyer<'_>) -> bool {
        match self {
            Self::Stores(stores) => buyer.store.is_some_and(|store| stores.contains(store)),
            Self::Segment(segment) => buyer.member.is_some() && buyer.segments.contains(segment),
            Self::Share(share) => buyer.member.is_some_and(|member| share.has(salt, member)),
        }
    }

    /// Whether it takes everybody whom the other takes, and somebody more, whoever there is.
    pub fn is_wider_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stores(stores), Self::Stores(fewer)) => {
                stores.len() > fewer.len() && stores.is_superset(fewer)
            }
            (Self::Share(share), Self::Share(less)) => share > less,
            _ => false,
        }
    }
}

/// Who a decision is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Buyer<'b> {
    /// The member; `None`: not identified.
    pub member: Option<MemberId>,
    /// Of the saved segments, those the member was found in.
    pub segments: &'b [SegmentId],
    /// Where it happens, if at a store.
    pub store: Option<&'b StoreId>,
}

/// A step of the plan: from an instant on a version decides for an audience, or no version is rolled out any more.
#[derive(Debug, Clone)]
pub struct Step<V> {
    /// It holds from here until the next one.
    pub from: Instant,
    /// What the version decides for, and the salt of its shares; `None`: the roll-out is over, by being withdrawn or by having
    /// reached everybody.
    pub to: Option<(Audience, String)>,
    /// The version.
    pub version: V,
}

/// The step that holds at an instant: the last that began by then, of those that began together the last said. `steps` are in
/// the order in which they were said, which is that of their instants.
pub fn in_force<V>(steps: &[Step<V>], at: Instant) -> Option<&Step<V>> {
    let step = steps.iter().rfind(|step| step.from <= at)?;
    step.to.is_some().then_some(step)
}

/// The version rolled out that decides for a buyer at an instant; `None`: the standing one does.
pub fn which<'p, V>(steps: &'p [Step<V>], buyer: &Buyer<'_>, at: Instant) -> Option<&'p V> {
    let step = in_force(steps, at)?;
    let (audience, salt) = step.to.as_ref()?;
    audience.has(salt, buyer).then_some(&step.version)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SALT: &str = "burger-heroes 2/0123456789abcdef";

    fn share(parts: u32) -> Audience {
        Audience::Share(Share::of_parts(parts).unwrap())
    }

    fn stores(names: &[&str]) -> Audience {
        Audience::Stores(names.iter().map(StoreId::new).collect())
    }

    fn step(from: i64, to: Option<Audience>) -> Step<u32> {
        Step {
            from: Instant::from_ms(from),
            to: to.map(|audience| (audience, SALT.to_owned())),
            version: 2,
        }
    }

    fn member(id: i64) -> Buyer<'static> {
        Buyer {
            member: Some(MemberId::from_raw(id)),
            ..Buyer::default()
        }
    }

    #[test]
    fn the_audience_decides() {
        let (north, south) = (StoreId::new("north"), StoreId::new("south"));
        let (vip, lost) = (SegmentId::new("vip"), SegmentId::new("lost"));
        let of = |member: Option<i64>, segments, store| Buyer {
            member: member.map(MemberId::from_raw),
            segments,
            store,
        };
        let vips = std::slice::from_ref(&vip);
        let losts = std::slice::from_ref(&lost);
        let whole = share(PARTS - 1);
        for (audience, buyer, expected) in [
            (stores(&["north"]), of(None, &[], Some(&north)), true),
            (stores(&["north"]), of(Some(1), &[], Some(&north)), true),
            (stores(&["north"]), of(Some(1), &[], Some(&south)), false),
            (stores(&["north"]), of(Some(1), &[], None), false),
            (
                Audience::Segment(vip.clone()),
                of(Some(1), vips, None),
                true,
            ),
            (
                Audience::Segment(vip.clone()),
                of(Some(1), losts, None),
                false,
            ),
            (Audience::Segment(vip.clone()), of(None, vips, None), false),
            (whole.clone(), of(Some(1), &[], None), true),
            (whole, of(None, &[], Some(&north)), false),
        ] {
            assert_eq!(
                audience.has(SALT, &buyer),
                expected,
                "{audience:?} {buyer:?}"
            );
        }
    }

    #[test]
    fn the_step_of_the_instant_decides() {
        let steps = [
            step(100, Some(stores(&["north"]))),
            step(200, Some(stores(&["north", "south"]))),
            step(300, None),
            step(400, Some(share(1))),
            // Withdrawn before it began: of two that begin together the last said counts.
            step(400, None),
        ];
        let south = StoreId::new("south");
        let buyer = Buyer {
            store: Some(&south),
            ..Buyer::default()
        };
        for (at, expected) in [
            (99, None),
            (150, None),
            (200, Some(&2)),
            (299, Some(&2)),
            (300, None),
            (500, None),
        ] {
            assert_eq!(
                which(&steps, &buyer, Instant::from_ms(at)),
                expected,
                "{at}"
            );
        }
        assert!(in_force(&steps, Instant::from_ms(150)).is_some());
        assert!(in_force(&steps, Instant::from_ms(400)).is_none());
    }

    #[test]
    fn only_more_of_the_same_is_wider() {
        let segment = |id: &str| Audience::Segment(SegmentId::new(id));
        for (one, other, expected) in [
            (share(2_500), share(1_000), true),
            (share(1_000), share(1_000), false),
            (share(500), share(1_000), false),
            (stores(&["a", "b"]), stores(&["a"]), true),
            (stores(&["a"]), stores(&["a"]), false),
            (stores(&["b", "c"]), stores(&["a"]), false),
            (segment("a"), segment("b"), false),
            (share(9_000), stores(&["a"]), false),
        ] {
            assert_eq!(one.is_wider_than(&other), expected, "{one:?} {other:?}");
        }
    }

    #[test]
    fn an_audience_is_kept_as_it_is() {
        for (audience, json) in [
            (stores(&["b", "a"]), r#"{"stores":["a","b"]}"#),
            (
                Audience::Segment(SegmentId::new("vip")),
                r#"{"segment":"vip"}"#,
            ),
            (share(1_000), r#"{"share":1000}"#),
        ] {
            assert_eq!(serde_json::to_string(&audience).unwrap(), json);
            let read: Audience = serde_json::from_str(json).unwrap();
            assert_eq!(read, audience);
        }
        assert!(serde_json::from_str::<Audience>(r#"{"share":0}"#).is_err());
        assert!(serde_json::from_str::<Audience>(r#"{"share":10000}"#).is_err());
    }

    proptest! {
        #[test]
        fn who_is_in_a_share_stays_while_it_grows(
            id in 0_i64..i64::MAX, less in 1_u32..PARTS, more in 1_u32..PARTS, at in 0_i64..1_000,
        ) {
            let (less, more) = (less.min(more), less.max(more));
            let plan = |parts| [step(0, Some(share(parts)))];
            let at = Instant::from_ms(at);
            if which(&plan(less), &member(id), at).is_some() {
                prop_assert!(which(&plan(more), &member(id), at).is_some());
            }
        }

        #[test]
        fn a_later_step_changes_nothing_of_before(
            id in 0_i64..i64::MAX, first in 1_u32..PARTS, then in 1_u32..PARTS, ends in any::<bool>(), at in 0_i64..1_000,
        ) {
            let before = vec![step(0, Some(share(first)))];
            let mut after = before.clone();
            after.push(step(1_000, (!ends).then(|| share(then))));
            let at = Instant::from_ms(at);
            prop_assert_eq!(which(&before, &member(id), at), which(&after, &member(id), at));
        }

        #[test]
        fn a_share_has_its_part_of_many(salt in "[a-z]{1,12}", parts in 100_u32..PARTS - 100, first in 0_i64..1_000_000_000) {
            const MANY: i64 = 4_000;
            let of = Share::of_parts(parts).unwrap();
            // Ids of one maker lie close together, with a step.
            let found = (0..MANY).filter(|n| of.has(&salt, MemberId::from_raw(first + n * 4_096))).count();
            let due = i64::from(parts) * MANY / i64::from(PARTS);
            // Six standard deviations of a fair draw: √(4000/4) ≈ 32.
            let found = i64::try_from(found).unwrap();
            prop_assert!((found - due).abs() < 6 * 32, "{} of {}", found, due);
        }
    }
}
