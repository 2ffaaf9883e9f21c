//! Claims: of a member, of a state, of everybody.

use regulars_store::{ClaimState, ClaimsOf, Cursor, Page};

use super::ClaimView;
use super::read::shown;
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;

/// Which claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// All.
    Everybody,
    /// Of a member.
    Member(MemberRef),
    /// Those that stand so.
    State(ClaimState),
}

/// Claims, latest first.
///
/// # Errors
/// An unknown member; a cursor that no list gave; an unavailable store.
pub async fn list(
    app: &App,
    which: Which,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<ClaimView>> {
    app.read(move |app, reader| {
        let of = match which {
            Which::Everybody => ClaimsOf::Everybody,
            Which::Member(member) => ClaimsOf::Member(resolve(reader, &member)?),
            Which::State(state) => ClaimsOf::State(state),
        };
        let page = reader.claims(of, after.as_ref(), limit)?;
        let items = page.items.into_iter();
        let items = items.map(|row| shown(app, reader, row));
        Ok(Page {
            items: items.collect::<Result<_>>()?,
            next: page.next,
        })
    })
    .await
}
