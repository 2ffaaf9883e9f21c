//! All SQL of Regulars: situations out, changesets in.
//!
//! [`Store::read`] answers questions from one snapshot, above all [`Reader::situation`]; [`Store::submit`] applies a
//! [`Changeset`] whole or not at all. A noun has one file here (`purchase.rs`) and one of SQL (`queries/purchase.sql`).

mod backup;
pub mod bare;
mod call;
mod changeset;
mod codec;
mod commit;
mod connection;
mod counter;
mod error;
mod event;
mod folder;
mod job;
mod journal;
mod key;
mod ledger;
mod member;
mod meta;
mod migrate;
mod options;
mod owner;
mod page;
mod place;
mod product;
mod program;
mod purchase;
mod quote;
mod reader;
mod registry;
mod return_;
mod rows;
mod situation;
mod sql;
mod store;
mod verify;
mod writer;

pub use backup::{BackupProgress, restore};
pub use call::CallRow;
pub use changeset::*;
pub use commit::{CommitError, Committed};
pub use error::StoreError;
pub use job::{DeadJob, Job, LaneCount};
pub use journal::JournalRow;
pub use key::KeyRow;
pub use ledger::{BalanceRow, PostingRow};
pub use member::{MemberFilter, MemberRow};
pub use meta::{Counts, Marks};
pub use options::{Fault, FaultHook, FaultPoint, Options, Role};
pub use owner::Due;
pub use page::{Cursor, Page};
pub use program::{PublicationRow, VersionRow};
pub use purchase::{PurchaseHead, PurchaseLineRow, PurchaseRow};
pub use quote::QuoteRow;
pub use reader::Reader;
pub use registry::{PERSONAL, Personal};
pub use return_::ReturnRow;
pub use situation::{Loaded, Scope};
pub use store::{Acknowledgement, Store};
pub use verify::{Difference, VerifyReport};
