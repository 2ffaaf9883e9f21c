//! Connections that wait to be used.

use parking_lot::{Condvar, Mutex};

use super::Session;
use super::address::Address;
use crate::StoreError;

/// Connections, at most so many.
#[derive(Debug)]
pub(super) struct Pool {
    address: Address,
    most: usize,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Session>,
    open: usize,
}

impl Pool {
    pub(super) fn new(address: Address, most: usize) -> Self {
        Self {
            address,
            most: most.max(1),
            state: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// A connection on loan. Waits if all are in use.
    pub(super) fn borrow(&self) -> Result<Borrowed<'_>, StoreError> {
        let mut state = self.state.lock();
        while state.idle.is_empty() && state.open >= self.most {
            self.freed.wait(&mut state);
        }
        let idle = state.idle.pop();
        state.open += usize::from(idle.is_none());
        drop(state);
        let mut borrowed = Borrowed {
            pool: self,
            session: idle.filter(Session::is_usable),
        };
        if borrowed.session.is_none() {
            borrowed.session = Some(Session::connect(&self.address)?);
        }
        Ok(borrowed)
    }
}

/// A connection on loan: goes back also when the work fails or panics.
pub(super) struct Borrowed<'p> {
    pool: &'p Pool,
    session: Option<Session>,
}

impl Borrowed<'_> {
    pub(super) fn session(&self) -> Result<&Session, StoreError> {
        self.session.as_ref().ok_or(StoreError::Closed)
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        let mut state = self.pool.state.lock();
        match self.session.take().filter(Session::is_usable) {
            Some(session) => state.idle.push(session),
            None => state.open -= 1,
        }
        drop(state);
        self.pool.freed.notify_one();
    }
}
