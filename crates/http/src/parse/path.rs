//! Ids in addresses: ours, or `ext:` and the caller's own.

use std::str::FromStr;

use regulars_app::purchase::DocumentRef;
use regulars_app::{Caller, ExternalId, Identifier, IdentifierKind, MemberRef, ProgramVersion};
use regulars_engine::id::{IdError, MemberId, PurchaseId, ReturnId};
use regulars_engine::name::ProgramId;
use regulars_engine::said;

use super::NAME_MAX;
use crate::problem::{Kind, Problem};

const EXTERNAL: &str = "ext:";

/// A member in an address.
///
/// # Errors
/// `not_found` for what can be nobody's id.
pub fn member(id: &str) -> Result<MemberRef, Problem> {
    match external(id)? {
        Some(value) => Ok(MemberRef::Identifier(Identifier {
            kind: IdentifierKind::ExternalId,
            value: value.to_owned(),
        })),
        None => ours::<MemberId>(id).map(MemberRef::Id),
    }
}

/// A kind of document with ids of ours.
pub trait Document: FromStr<Err = IdError> {
    /// Its number.
    fn raw(&self) -> i64;
}

impl Document for PurchaseId {
    fn raw(&self) -> i64 {
        (*self).raw()
    }
}

impl Document for ReturnId {
    fn raw(&self) -> i64 {
        (*self).raw()
    }
}

/// A purchase or return in an address; a caller's id is one of its own integration.
///
/// # Errors
/// `not_found` for what can be no document's id.
pub fn document<T: Document>(id: &str, caller: &Caller) -> Result<DocumentRef, Problem> {
    match external(id)? {
        Some(value) => {
            let external = ExternalId {
                integration: caller.integration.clone(),
                id: value.to_owned(),
            };
            Ok(DocumentRef::External(external))
        }
        None => ours::<T>(id).map(|id| DocumentRef::Id(id.raw())),
    }
}

/// A version of a program in an address.
///
/// # Errors
/// `not_found` for what is no number.
pub fn version(program: &str, version: &str) -> Result<ProgramVersion, Problem> {
    let number = version.parse().map_err(|_| {
        Problem::new(
            Kind::NotFound,
            said!(
                "`{}` is not the number of a version",
                "`{}` — не номер версии",
                shown(version)
            ),
        )
    })?;
    Ok(ProgramVersion {
        program: ProgramId::new(program),
        version: number,
    })
}

fn external(id: &str) -> Result<Option<&str>, Problem> {
    let Some(value) = id.strip_prefix(EXTERNAL) else {
        return Ok(None);
    };
    if value.is_empty() || value.len() > 4 * NAME_MAX {
        return Err(Problem::new(
            Kind::NotFound,
            said!(
                "after `{EXTERNAL}` comes your own id, up to {NAME_MAX} characters",
                "после `{EXTERNAL}` идёт ваш собственный номер, до {NAME_MAX} знаков"
            ),
        ));
    }
    Ok(Some(value))
}

fn ours<T: FromStr<Err = IdError>>(id: &str) -> Result<T, Problem> {
    id.parse().map_err(|error: IdError| {
        Problem::new(
            Kind::NotFound,
            said!(
                "{error}; an id of your own is written `{EXTERNAL}{}`",
                "{error:#}; ваш собственный номер пишут так: `{EXTERNAL}{}`",
                shown(id)
            ),
        )
    })
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_and_the_callers_are_told_apart() {
        let caller = Caller {
            integration: "pos".to_owned(),
            ..Caller::local()
        };
        let ours = document::<PurchaseId>("pur_0000000000001", &caller).unwrap();
        assert_eq!(ours, DocumentRef::Id(1));
        let DocumentRef::External(theirs) = document::<PurchaseId>("ext:r/1", &caller).unwrap()
        else {
            panic!("ours")
        };
        assert_eq!(
            (theirs.integration.as_str(), theirs.id.as_str()),
            ("pos", "r/1")
        );
        for wrong in ["receipt-1", "ret_0000000000001", "ext:", ""] {
            let problem = document::<PurchaseId>(wrong, &caller).unwrap_err();
            assert_eq!(problem.kind(), Kind::NotFound, "{wrong}");
        }
        assert!(version("p", "one").is_err());
    }
}
