//! Changesets that share a transaction: what becomes of one is nothing to the others.

use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

use regulars_store::*;

use crate::support::*;

/// Lets the test wait until the store comes to a COMMIT, and the store wait until the test has asked for more: that is one
/// group then.
struct Gate {
    hook: FaultHook,
    arrived: Receiver<()>,
    open: Sender<()>,
    arm: Sender<Vec<(FaultPoint, Fault)>>,
}

impl Gate {
    /// What happens at the points that come after the one where the store waits is said when the gate is armed.
    fn new() -> Self {
        let (arriving, arrived) = mpsc::channel();
        let (open, opened) = mpsc::channel();
        let (arm, armed) = mpsc::channel();
        let state = Mutex::new((armed, opened, Vec::new()));
        let hook = FaultHook::new(move |point| {
            let mut state = state.lock().unwrap();
            let (armed, opened, next): &mut (Receiver<_>, Receiver<()>, Vec<(FaultPoint, Fault)>) =
                &mut state;
            if let Ok(then) = armed.try_recv() {
                *next = then;
                arriving.send(()).unwrap();
                opened.recv().unwrap();
                return Fault::None;
            }
            let place = next.iter().position(|(at, _)| *at == point);
            place.map_or(Fault::None, |place| next.remove(place).1)
        });
        Self {
            hook,
            arrived,
            open,
            arm,
        }
    }

    /// Commits a changeset, and while it is being committed the others, in one group. They are of no owner, and so go one way.
    fn group(
        &self,
        shop: &Shop,
        first: Changeset,
        others: Vec<Changeset>,
        then: Vec<(FaultPoint, Fault)>,
    ) -> Vec<Result<Committed, CommitError>> {
        self.arm.send(then).unwrap();
        let first = shop.store.submit(first);
        self.arrived.recv().unwrap();
        let others: Vec<_> = others
            .into_iter()
            .map(|other| shop.store.submit(other))
            .collect();
        self.open.send(()).unwrap();
        assert_eq!(first.blocking_recv().unwrap(), Ok(Committed::Posted));
        let outcomes = others
            .into_iter()
            .map(|other| other.blocking_recv().unwrap());
        outcomes.collect()
    }
}

fn gated() -> (Gate, Shop) {
    let gate = Gate::new();
    let shop = Shop::with(Options {
        faults: Some(gate.hook.clone()),
        ..Options::default()
    });
    (gate, shop)
}

/// A purchase of nobody.
fn sale(shop: &Shop) -> Changeset {
    Changeset {
        posted_at: day(1),
        purchases: vec![shop.purchase(None, day(1))],
        ..Changeset::default()
    }
}

#[test]
fn a_group_is_made_once_whenever_the_connection_is_lost() {
    for point in [FaultPoint::BeforeCommit, FaultPoint::AfterCommit] {
        let (gate, shop) = gated();
        // The first AFTER is that of the purchase the group waits behind.
        let mut then = vec![(FaultPoint::AfterCommit, Fault::None)];
        then.push((point, Fault::Error));
        let others = (0..5).map(|_| sale(&shop)).collect();
        let outcomes = gate.group(&shop, sale(&shop), others, then);
        assert_eq!(outcomes, vec![Ok(Committed::Posted); 5], "{point:?}");
        assert_eq!(
            shop.store.read(|reader| reader.counts()).unwrap().purchases,
            6,
            "{point:?}"
        );
        shop.assert_sound();
    }
}

#[test]
fn one_of_a_group_that_cannot_be_written_leaves_the_others_as_they_are() {
    let (gate, shop) = gated();
    let (one, two, three) = (sale(&shop), sale(&shop), sale(&shop));
    // Another purchase under the same number: no guard knows of it.
    let twin = Changeset {
        purchases: two.purchases.clone(),
        ..sale(&shop)
    };
    let outcomes = gate.group(&shop, sale(&shop), vec![one, two, twin, three], Vec::new());
    let posted = Ok(Committed::Posted);
    let refused = Err(CommitError::Busy);
    assert_eq!(outcomes, [posted.clone(), posted.clone(), refused, posted]);
    assert_eq!(
        shop.store.read(|reader| reader.counts()).unwrap().purchases,
        4
    );
    shop.assert_sound();
}

#[test]
fn one_of_a_group_that_is_refused_leaves_the_others_as_they_are() {
    let (gate, shop) = gated();
    let known = call("k", 1);
    shop.commit(Changeset {
        call: Some(known.clone()),
        ..sale(&shop)
    });
    let again = Changeset {
        call: Some(known),
        ..sale(&shop)
    };
    let another = Changeset {
        call: Some(call("k", 2)),
        ..sale(&shop)
    };
    let outcomes = gate.group(
        &shop,
        sale(&shop),
        vec![sale(&shop), again, another, sale(&shop)],
        Vec::new(),
    );
    let posted = Ok(Committed::Posted);
    assert_eq!(outcomes.len(), 4);
    assert_eq!(outcomes.first(), Some(&posted));
    assert!(
        matches!(outcomes.get(1), Some(Ok(Committed::Replayed(_)))),
        "{outcomes:?}"
    );
    assert_eq!(outcomes.get(2), Some(&Err(CommitError::KeyReused)));
    assert_eq!(outcomes.last(), Some(&posted));
    assert_eq!(
        shop.store.read(|reader| reader.counts()).unwrap().purchases,
        4
    );
    shop.assert_sound();
}
