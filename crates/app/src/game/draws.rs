//! The log of what was drawn for a member.

use regulars_engine::name::RuleId;
use regulars_store::{Cursor, DrawRow, Page};

use super::number::client_of;
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;
use crate::rollout::for_member;

/// A number drawn, as the member may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawView {
    /// As it is kept.
    pub row: DrawRow,
    /// What the member brought to it.
    pub client: String,
    /// The activity that won by the number, by the program of that day, whatever its other conditions said; `None`: nothing.
    pub prize: Option<RuleId>,
}

/// Numbers drawn for a member, latest first.
///
/// # Errors
/// An unknown member; a cursor that no list gave; an unavailable store.
pub async fn draws(
    app: &App,
    member: MemberRef,
    after: Option<Cursor>,
    limit: usize,
) -> Result<Page<DrawView>> {
    app.read(move |app, reader| {
        let member = resolve(reader, &member)?;
        let page = reader.draws_of(member, after.as_ref(), limit)?;
        let view = |row: DrawRow| {
            let live = for_member(app, reader, row.member, row.at)?;
            Ok(DrawView {
                client: client_of(row.member, row.word.as_deref()),
                prize: live.program.prize_of(&row.draw, row.number).cloned(),
                row,
            })
        };
        Ok(Page {
            items: page.items.into_iter().map(view).collect::<Result<_>>()?,
            next: page.next,
        })
    })
    .await
}
