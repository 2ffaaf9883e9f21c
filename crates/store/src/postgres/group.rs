//! Which changesets share a transaction.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use super::committer::Committer;
use crate::writer::{Locks, Waiting, weight};
use crate::{Changeset, Options};

/// Something for a committer to do.
pub(super) enum Work {
    /// Commit a changeset.
    Changeset(Waiting, Told),
    /// Do something else between two transactions.
    Task(Task),
}

/// Called once a changeset has its answer.
pub(super) type Told = Box<dyn FnOnce() + Send>;

/// What is done between two transactions.
pub(super) type Task = Box<dyn FnOnce(&mut Committer) + Send>;

/// What a committer does next.
pub(super) enum Next {
    /// Commits these together.
    Group(Vec<(Waiting, Told)>),
    /// Does this.
    Task(Task),
}

/// What a committer was asked and has not done yet, in order.
pub(super) struct Backlog {
    queue: Receiver<Work>,
    taken: VecDeque<Work>,
    /// The most changesets of a group, and the most rows, roughly.
    most: usize,
    heaviest: usize,
}

impl Backlog {
    pub(super) fn new(queue: Receiver<Work>, options: &Options) -> Self {
        Self {
            queue,
            taken: VecDeque::new(),
            most: options.batch,
            heaviest: options.weight,
        }
    }

    /// Waits for something to do; `None` once the queue is closed and everything is done.
    pub(super) fn next(&mut self) -> Option<Next> {
        if self.taken.is_empty() {
            self.taken.push_back(self.queue.recv().ok()?);
        }
        let room = self.most.saturating_sub(self.taken.len());
        self.taken.extend(self.queue.try_iter().take(room));
        Some(match self.taken.pop_front()? {
            Work::Task(task) => Next::Task(task),
            Work::Changeset(first, told) => {
                let mut group = vec![(first, told)];
                self.join(&mut group);
                Next::Group(group)
            }
        })
    }

    /// Adds to a group of one what waits behind it and is apart from all of it, and from all that is left behind: nothing
    /// overtakes what it has to do with.
    fn join(&mut self, group: &mut Vec<(Waiting, Told)>) {
        let mut locks = Locks::default();
        let mut rows = 0;
        for (first, _) in &*group {
            if !may_share(&first.changeset) {
                return;
            }
            locks.add(Locks::of(&first.changeset));
            rows += weight(&first.changeset);
        }
        let mut behind = VecDeque::new();
        while let Some(work) = self.taken.pop_front() {
            let (waiting, told) = match work {
                Work::Changeset(waiting, told) if may_share(&waiting.changeset) => (waiting, told),
                other => {
                    behind.push_back(other);
                    break;
                }
            };
            let own = Locks::of(&waiting.changeset);
            rows += weight(&waiting.changeset);
            let joins = rows <= self.heaviest && locks.are_apart(&own);
            locks.add(own);
            match joins {
                true => group.push((waiting, told)),
                false => behind.push_back(Work::Changeset(waiting, told)),
            }
        }
        behind.append(&mut self.taken);
        self.taken = behind;
    }
}

/// Whether all that a changeset stands on and changes is locked by it or new: what tills, members and imports do.
fn may_share(changeset: &Changeset) -> bool {
    let Changeset {
        posted_at: _,
        call: _,
        new_members: _,
        registrations: _,
        profiles: _,
        owners: _,
        coupons: _,
        gift_cards: _,
        gift_card_holds: _,
        gift_card_releases: _,
        purchases: _,
        discrepancies: _,
        reviews,
        targets,
        returns: _,
        voids: _,
        tombstones: _,
        claims,
        claim_ends,
        seeds,
        transfers: _,
        merges,
        erased,
        events: _,
        adjustments: _,
        products,
        stores,
        dashboards,
        spend,
        experiments,
        versions,
        scenarios,
        publications,
        cancelled_publications,
        rollout_steps,
        segments,
        dropped_segments,
        segments_seen,
        stamps,
        memberships,
        new_keys,
        revoked_keys,
        staff,
        staff_seen,
        sessions,
        audit: _,
        facts: _,
        jobs: _,
        finished_jobs,
        held,
        revived_jobs,
        seen_purchases: _,
    } = changeset;
    let no_catalogue = products.is_empty() && stores.is_empty() && experiments.is_empty();
    let no_versions = versions.is_empty() && scenarios.is_empty() && rollout_steps.is_empty();
    let no_program = no_versions && publications.is_empty() && cancelled_publications.is_empty();
    let no_saved = segments.is_empty() && dropped_segments.is_empty() && segments_seen.is_none();
    let no_segments = no_saved && stamps.is_empty() && memberships.is_empty();
    let no_keys = new_keys.is_empty() && revoked_keys.is_empty();
    let no_staff = staff.is_empty() && staff_seen.is_none() && sessions.is_empty() && no_keys;
    let no_claims = claims.is_empty() && claim_ends.is_empty() && seeds.is_empty();
    let no_jobs = finished_jobs.is_empty() && held.is_none() && revived_jobs.is_empty();
    let no_office = reviews.is_empty() && targets.is_none() && dashboards.is_empty();
    let no_merges = spend.is_empty() && merges.is_empty() && erased.is_empty();
    let nothing_else = no_catalogue && no_program && no_segments && no_staff && no_office;
    nothing_else && no_claims && no_merges && no_jobs
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Sender};

    use regulars_engine::id::PurchaseId;
    use tokio::sync::oneshot;

    use super::*;
    use crate::SeenPurchase;

    /// A changeset that locks these purchases.
    fn ask(queue: &Sender<Work>, posted: &[i64]) {
        let seen = |purchase: &i64| SeenPurchase {
            purchase: PurchaseId::from_raw(*purchase),
            voided: false,
            returns: 0,
        };
        ask_for(
            queue,
            Changeset {
                seen_purchases: posted.iter().map(seen).collect(),
                ..Changeset::default()
            },
        );
    }

    fn ask_for(queue: &Sender<Work>, changeset: Changeset) {
        let (reply, _) = oneshot::channel();
        let changeset = Box::new(changeset);
        let work = Work::Changeset(Waiting { changeset, reply }, Box::new(|| {}));
        queue.send(work).unwrap();
    }

    /// The purchases that each changeset of each group locks; a task is a group of none.
    fn groups(queue: Sender<Work>, work: Receiver<Work>, options: &Options) -> Vec<Vec<Vec<i64>>> {
        drop(queue);
        let mut backlog = Backlog::new(work, options);
        let locked = |waiting: &Waiting| {
            let seen = waiting.changeset.seen_purchases.iter();
            seen.map(|seen| seen.purchase.raw()).collect()
        };
        let groups = std::iter::from_fn(|| backlog.next()).map(|next| match next {
            Next::Task(_) => Vec::new(),
            Next::Group(group) => group.iter().map(|(waiting, _)| locked(waiting)).collect(),
        });
        groups.collect()
    }

    #[test]
    fn what_is_apart_goes_together_and_nothing_overtakes_what_it_has_to_do_with() {
        let (queue, work) = mpsc::channel();
        ask(&queue, &[1]);
        ask(&queue, &[2, 3]);
        // Waits for the one before it; the next for it; the last for nothing.
        ask(&queue, &[3, 4]);
        ask(&queue, &[4]);
        ask(&queue, &[5]);
        let groups = groups(queue, work, &Options::default());
        let expected: [Vec<Vec<i64>>; 3] = [
            vec![vec![1], vec![2, 3], vec![5]],
            vec![vec![3, 4]],
            vec![vec![4]],
        ];
        assert_eq!(groups, expected);
    }

    #[test]
    fn what_locks_less_than_it_stands_on_goes_alone_and_in_its_place() {
        let (queue, work) = mpsc::channel();
        ask(&queue, &[1]);
        ask_for(
            &queue,
            Changeset {
                staff_seen: Some(7),
                ..Changeset::default()
            },
        );
        ask(&queue, &[2]);
        queue.send(Work::Task(Box::new(|_| {}))).unwrap();
        ask(&queue, &[3]);
        ask(&queue, &[4]);
        let groups = groups(queue, work, &Options::default());
        let expected: [Vec<Vec<i64>>; 5] = [
            vec![vec![1]],
            vec![vec![]],
            vec![vec![2]],
            vec![],
            vec![vec![3], vec![4]],
        ];
        assert_eq!(groups, expected);
    }

    #[test]
    fn a_group_is_no_larger_and_no_heavier_than_allowed() {
        let check = |options: Options, expected: &[usize]| {
            let (queue, work) = mpsc::channel();
            (1..=6).for_each(|purchase| ask(&queue, &[purchase]));
            let groups = groups(queue, work, &options);
            assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), expected);
        };
        let most = |batch, weight| Options {
            batch,
            weight,
            ..Options::default()
        };
        check(most(4, 100), &[4, 2]);
        check(most(100, 2), &[2, 2, 2]);
    }
}
