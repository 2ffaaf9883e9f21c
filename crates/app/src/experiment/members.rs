//! Who is in an experiment, and in which experiments a member is.

use regulars_engine::name::ExperimentId;
use regulars_store::{Cursor, ExperimentState, Page};

use super::control::LeftOut;
use super::enter::{Placed, place};
use super::kept::Kept;
use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;

/// A member's experiments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfMember {
    /// Whether the universal control leaves the member out.
    pub left_out: bool,
    /// Experiments the member is or was in, those that began last first.
    pub experiments: Vec<MemberIn>,
}

/// An experiment a member is or was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberIn {
    /// Its id.
    pub id: ExperimentId,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: ExperimentState,
    /// The arm.
    pub placed: Placed,
}

/// A page of who is in it, by member.
///
/// # Errors
/// `NotFound`; a cursor that no list gave.
pub async fn assignments(
    app: &App,
    id: ExperimentId,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<Placed>> {
    app.read(move |_, reader| {
        let kept = Kept::find(reader, &id)?;
        if kept.row.state == ExperimentState::Draft {
            let (items, next) = (Vec::new(), None);
            return Ok(Page { items, next });
        }
        let page = reader.assignments_page(kept.row.number, cursor.as_ref(), limit)?;
        let items = page.items.into_iter();
        Ok(Page {
            items: items
                .map(|one| place(&kept, one.member, Some(one)))
                .collect(),
            next: page.next,
        })
    })
    .await
}

/// Experiments of a member.
///
/// # Errors
/// `NotFound`.
pub async fn of_member(app: &App, named: MemberRef) -> Result<OfMember> {
    app.read(move |_, reader| {
        let member = resolve(reader, &named)?;
        let found = reader.assignments_of(member)?.into_iter();
        let experiments = found.map(|(id, one)| {
            let kept = Kept::find(reader, &id)?;
            Ok(MemberIn {
                placed: place(&kept, member, Some(one)),
                name: kept.design.name,
                state: kept.row.state,
                id,
            })
        });
        Ok(OfMember {
            left_out: LeftOut::read(reader)?.has(member),
            experiments: experiments.collect::<Result<_>>()?,
        })
    })
    .await
}
