//! What reports read of the columns is what was brought in.

use std::collections::BTreeMap;

use proptest::prelude::*;
use regulars_engine::id::MemberId;
use regulars_engine::time::LocalDate;
use regulars_insight::column::{BuyerColumns, Columns, Kept};
use regulars_insight::history::{Histories, Purchase};

use crate::people::{self, Person};

type People = BTreeMap<MemberId, Person>;

/// Whom it is about: everybody, or those with even ids.
fn is_asked(evens: bool) -> impl Fn(MemberId) -> bool {
    move |member| !evens || member.raw() % 2 == 0
}

/// Members with their kept purchases, in order of instant.
fn kept(people: &People, evens: bool) -> Vec<Vec<Kept>> {
    let people = people
        .values()
        .filter(|person| is_asked(evens)(person.member.id));
    let kept = people.map(|person| {
        let purchases = person.history.iter();
        let kept = purchases.map(|past| {
            let (day, time) = past.at.wall_clock(people::offset(past));
            Kept {
                member: person.member.id,
                day,
                hour: u8::try_from(time.ms() / 3_600_000).unwrap(),
                amount: past.amount.minor(),
            }
        });
        kept.collect()
    });
    kept.collect()
}

fn histories(people: &People, evens: bool) -> (Vec<MemberId>, Histories) {
    let mut all = (Vec::new(), Histories::default());
    for mut kept in kept(people, evens) {
        kept.sort_by_key(|kept| kept.day);
        let Some(first) = kept.first() else { continue };
        all.0.push(first.member);
        for kept in kept {
            let (day, amount) = (kept.day.days(), kept.amount);
            all.1.push(Purchase { day, amount });
        }
        all.1.end_member();
    }
    all
}

fn buyers(people: &People, (from, to): (LocalDate, LocalDate), evens: bool) -> BuyerColumns {
    let mut buyers = BuyerColumns::default();
    for kept in kept(people, evens) {
        let by_then = kept.iter().filter(|kept| kept.day <= to);
        let Some(last) = by_then.clone().map(|kept| kept.day).max() else {
            continue;
        };
        let counted = || by_then.clone().filter(|kept| from <= kept.day);
        buyers.members.push(kept[0].member);
        buyers.last_day.push(i64::from(last.days()));
        buyers
            .frequency
            .push(i64::try_from(counted().count()).unwrap());
        buyers
            .monetary
            .push(counted().map(|kept| kept.amount).sum());
    }
    buyers
}

proptest! {
    #[test]
    fn reports_read_what_was_brought_in(
        before in people::people(),
        changes in people::people(),
        gone in prop::collection::vec(0..8_i64, 0..3),
        from in people::instant(),
        to in people::instant(),
        open in any::<bool>(),
        evens in any::<bool>(),
        folds in 0..3_usize,
    ) {
        let mut columns = crate::columns_of(&before);
        changes.iter().for_each(|person| crate::put(&mut columns, person));
        gone.iter().for_each(|id| columns.remove(MemberId::from_raw(*id)));
        if folds == 1 { columns.fold_one(); }
        if folds == 2 { columns.fold(); }
        let mut people: People = before.into_iter().map(|person| (person.member.id, person)).collect();
        people.extend(changes.into_iter().map(|person| (person.member.id, person)));
        gone.iter().for_each(|id| { people.remove(&MemberId::from_raw(*id)); });

        let told = |columns: &Columns| {
            let mut told = Vec::new();
            columns.each_kept(is_asked(evens), |kept| told.push(kept));
            told
        };
        prop_assert_eq!(told(&columns), kept(&people, evens).concat());
        prop_assert_eq!(columns.histories(is_asked(evens)), histories(&people, evens));
        let day = |at: regulars_engine::time::Instant| at.wall_clock(regulars_engine::time::UtcOffset::ZERO).0;
        let days = if open { (LocalDate::MIN, LocalDate::MAX) } else { (day(from.min(to)), day(from.max(to))) };
        prop_assert_eq!(columns.buyers(days, is_asked(evens)), buyers(&people, days, evens));
    }
}
