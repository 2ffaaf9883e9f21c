//! What is said of a member.

use regulars_store::StampRow;

use crate::app::App;
use crate::basket::MemberRef;
use crate::error::Result;
use crate::member::resolve;

/// What is said of a member; `None`: the member has not bought, or nobody has looked yet.
///
/// # Errors
/// `NotFound`.
pub async fn read(app: &App, named: MemberRef) -> Result<Option<StampRow>> {
    app.read(move |_, reader| Ok(reader.stamp(resolve(reader, &named)?)?))
        .await
}
