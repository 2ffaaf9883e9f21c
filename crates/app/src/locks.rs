//! Keyed locks: load–decide–commit of one owner (or one call) at a time within this process.
//!
//! Order: the call's key first, then owners by id. Two calls never wait for each other's call key while holding an
//! owner, so there is no cycle.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

type Table<K> = Arc<Mutex<HashMap<K, Arc<AsyncMutex<()>>>>>;

/// Locks by key. A key that nobody holds or waits for takes no memory.
#[derive(Debug)]
pub struct Locks<K> {
    table: Table<K>,
}

impl<K> Default for Locks<K> {
    fn default() -> Self {
        Self {
            table: Arc::default(),
        }
    }
}

/// A held lock; released when dropped.
#[derive(Debug)]
pub struct Held<K: Eq + Hash> {
    table: Table<K>,
    key: K,
    guard: Option<OwnedMutexGuard<()>>,
}

impl<K: Eq + Hash + Clone> Locks<K> {
    /// Waits for the key, in order of asking.
    pub async fn hold(&self, key: K) -> Held<K> {
        let lock = self.table.lock().entry(key.clone()).or_default().clone();
        let guard = lock.lock_owned().await;
        Held {
            table: self.table.clone(),
            key,
            guard: Some(guard),
        }
    }
}

impl<K: Eq + Hash> Drop for Held<K> {
    fn drop(&mut self) {
        self.guard = None;
        let mut table = self.table.lock();
        // One reference is the table's own: nobody else holds or waits.
        if table
            .get(&self.key)
            .is_some_and(|lock| Arc::strong_count(lock) == 1)
        {
            table.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_key_is_held_by_one_and_forgotten_after() {
        let locks = Arc::new(Locks::<u32>::default());
        let first = locks.hold(7).await;
        let waiting = tokio::spawn({
            let locks = locks.clone();
            async move { drop(locks.hold(7).await) }
        });
        let other = locks.hold(8).await;
        assert_eq!(locks.table.lock().len(), 2);
        drop((first, other));
        waiting.await.unwrap();
        assert!(locks.table.lock().is_empty());
    }
}
