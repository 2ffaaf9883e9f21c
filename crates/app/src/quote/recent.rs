//! Quotes answered lately: what a purchase that names one is compared with.
//!
//! A quote with a hold also stands in the store and survives a restart. One without a hold promises nothing; it is
//! only remembered, so that the till can be told what changed: here, and where other processes serve the same data, for them
//! in the database.

use std::collections::{HashMap, VecDeque};

use parking_lot::Mutex;
use regulars_engine::basket::Priced;
use regulars_engine::id::{MemberId, QuoteId};
use regulars_store::{ProgramVersion, QuoteRow, Reader, RememberedQuote};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::basket::{BasketRequest, MemberRef};
use crate::commit::to_json;
use crate::error::Result;

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
    /// As other processes are to know it: by our id, so that it names nobody's telephone.
    pub(crate) fn shared(&self) -> RememberedQuote {
        let stored = StoredPromise {
            request: BasketRequest {
                member: self.owner.map(MemberRef::Id),
                ..self.request.clone()
            },
            priced: self.priced.clone(),
        };
        RememberedQuote {
            owner: self.owner,
            version: self.version.clone(),
            promise: to_json(&stored),
        }
    }

    /// One that this or another process remembers; `None` for one that nobody does, or that cannot be read by this version of
    /// the program.
    pub(crate) fn remembered(
        app: &App,
        reader: &Reader<'_>,
        quote: QuoteId,
    ) -> Result<Option<Self>> {
        if let Some(recent) = app.recent().get(quote) {
            return Ok(Some(recent));
        }
        let Some(row) = reader.remembered_quote(quote)? else {
            return Ok(None);
        };
        let stored: Option<StoredPromise> = serde_json::from_str(&row.promise).ok();
        Ok(stored.map(|stored| Self {
            quote,
            owner: row.owner,
            request: stored.request,
            priced: stored.priced,
            version: row.version,
        }))
    }

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
