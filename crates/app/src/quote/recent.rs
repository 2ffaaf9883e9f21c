//! Quotes answered lately: what a purchase that names one is compared with.
//!
//! A quote with a hold also stands in the store and survives a restart. One without a hold promises nothing; it is
//! only remembered here, so that the till can be told what changed.

use std::collections::{HashMap, VecDeque};

use parking_lot::Mutex;
use regulars_engine::basket::Priced;
use regulars_engine::id::{MemberId, QuoteId};
use regulars_store::{ProgramVersion, QuoteRow};
use serde::{Deserialize, Serialize};

use crate::basket::BasketRequest;

/// How many quotes are remembered.
const REMEMBERED: usize = 20_000;

/// A quote as its purchase needs it.
#[derive(Debug, Clone)]
pub struct Promise {
    /// The quote.
    pub quote: QuoteId,
    /// Whose.
    pub owner: Option<MemberId>,
    /// What was asked.
    pub request: BasketRequest,
    /// What was answered.
    pub priced: Priced,
    /// The version that priced it.
    pub version: ProgramVersion,
}

/// The stored part of a promise.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredPromise {
    pub(crate) request: BasketRequest,
    pub(crate) priced: Priced,
}

impl Promise {
    /// A promise from its stored row; `None` if the row cannot be read by this version of the program.
    pub(crate) fn of_row(row: &QuoteRow) -> Option<Self> {
        let stored: StoredPromise = serde_json::from_str(&row.promise).ok()?;
        Some(Self {
            quote: row.hold.quote,
            owner: Some(row.owner),
            request: stored.request,
            priced: stored.priced,
            version: row.version.clone(),
        })
    }
}

/// The last quotes.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    table: Mutex<(HashMap<QuoteId, Promise>, VecDeque<QuoteId>)>,
}

impl Recent {
    /// Remembers a quote, and forgets the oldest one beyond the limit.
    pub(crate) fn put(&self, promise: Promise) {
        let mut table = self.table.lock();
        let (promises, order) = &mut *table;
        order.push_back(promise.quote);
        promises.insert(promise.quote, promise);
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            promises.remove(&oldest);
        }
    }

    /// A remembered quote.
    pub(crate) fn get(&self, quote: QuoteId) -> Option<Promise> {
        self.table.lock().0.get(&quote).cloned()
    }
}
