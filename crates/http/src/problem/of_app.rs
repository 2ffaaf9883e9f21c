//! From what a use case answers to a problem: the one place where situations become statuses.

use regulars_app::{AppError, Thing};
use regulars_engine::both;
use regulars_engine::decision::Refusal;
use regulars_engine::program;

use super::{Kind, Place, Problem};

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let detail = error.said();
        match error {
            AppError::NotFound { .. } => Self::new(Kind::NotFound, detail),
            AppError::Invalid(fields) => Self::fields(Kind::Invalid, fields),
            AppError::BadFile(problems) => {
                Self::fields(Kind::BadProgram, problems.iter().map(of_file))
            }
            AppError::Refused(refusal) => Self::from(refusal),
            AppError::PriceChanged(_) => Self::plain(Kind::PriceChanged),
            AppError::QuoteGone(_) => Self::new(Kind::QuoteGone, detail),
            AppError::KeyReused(_) => Self::new(Kind::KeyReused, detail),
            AppError::Voided(_) => Self::new(Kind::Voided, detail),
            AppError::Taken(_) => Self::new(Kind::Taken, detail),
            AppError::BadLogin => Self::new(Kind::BadLogin, detail),
            AppError::TooManyTries(seconds) => {
                Self::new(Kind::TooManyRequests, detail).retry_after(seconds)
            }
            AppError::BadCode => Self::new(Kind::BadCode, detail),
            AppError::SetUpAlready => Self::new(Kind::SetUpAlready, detail),
            AppError::LastAdmin => Self::new(Kind::LastAdmin, detail),
            AppError::ExperimentTaken(_) => Self::new(Kind::ExperimentTaken, detail),
            AppError::ExperimentPast(_) => Self::new(Kind::ExperimentPast, detail),
            AppError::SegmentTaken(_) => Self::new(Kind::SegmentTaken, detail),
            AppError::SegmentInUse(_) => Self::new(Kind::SegmentInUse, detail),
            AppError::LoginTaken => Self::new(Kind::LoginTaken, detail),
            AppError::BadImport(_) => Self::new(Kind::BadImport, detail),
            AppError::ImportRunning => Self::new(Kind::ImportRunning, detail),
            AppError::Erased => Self::new(Kind::MemberErased, detail),
            AppError::ClaimClosed(_) => Self::new(Kind::ClaimClosed, detail),
            AppError::LiveAlready(_) => Self::new(Kind::LiveAlready, detail),
            AppError::VersionsClash(_) => Self::new(Kind::VersionsClash, detail),
            AppError::NoRoom(_) => Self::new(Kind::Unavailable, detail).retry_after(60),
            AppError::Forbidden(scope) => Self::lacking(scope, detail),
            AppError::Unavailable(_) => Self::new(Kind::Unavailable, detail).retry_after(1),
            AppError::Internal(why) => {
                tracing::error!(why, "a call failed");
                Self::plain(Kind::Internal)
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let said = refusal.said();
        match refusal {
            Refusal::UnknownLine { .. } => Self::at(Kind::UnknownLine, "/lines", said),
            Refusal::TooMuchReturned { .. } => Self::at(Kind::TooMuchReturned, "/lines", said),
            Refusal::NothingLeft => Self::plain(Kind::NothingLeft),
            Refusal::WouldBreak { .. } => Self::new(Kind::WouldBreak, said),
            Refusal::ReturnedAlready => Self::plain(Kind::ReturnedAlready),
            Refusal::DayIsOver => Self::plain(Kind::DayIsOver),
            Refusal::Voided => Self::plain(Kind::Voided),
            Refusal::NotEnough { .. } => Self::new(Kind::NotEnough, said),
            Refusal::TooFew { .. } => Self::at(Kind::TooFew, "/points", said),
            Refusal::TooMany { .. } => Self::at(Kind::TooMany, "/points", said),
            Refusal::UnknownUnit { .. } => Self::new(Kind::UnknownUnit, said),
            Refusal::UnknownLevel { .. } => Self::new(Kind::UnknownLevel, said),
            Refusal::NothingToRelease { .. } => Self::new(Kind::NothingToRelease, said),
            Refusal::GiftCardNotSold { .. } => Self::new(Kind::GiftCardNotSold, said),
            Refusal::GiftCardSpent { .. } => Self::new(Kind::GiftCardSpent, said),
            Refusal::LimitReached { .. } => Self::new(Kind::LimitReached, said),
            Refusal::OutOfStock { .. } => Self::new(Kind::OutOfStock, said),
            Refusal::NotAllowed { .. } => Self::new(Kind::NotAllowed, said),
            Refusal::BadProperty { property } => {
                Self::at(Kind::BadProperty, format!("/properties/{property}"), said)
            }
            Refusal::TooLate => Self::plain(Kind::TooLate),
        }
    }
}

/// The same situation where the thing is named in the body, at `pointer`, and not in the address.
pub fn in_body(pointer: &'static str) -> impl FnOnce(AppError) -> Problem {
    move |error| match error {
        AppError::NotFound {
            what: Thing::Member,
            ..
        } => Problem::at(
            Kind::UnknownMember,
            pointer,
            both!(
                "is nobody we know; register the member first",
                "такого участника нет; сначала зарегистрируйте его"
            ),
        ),
        other => Problem::from(other),
    }
}

/// A problem of a file: its path `earn[1].rate` becomes the pointer `/earn/1/rate`.
fn of_file(problem: &program::Problem) -> Place {
    Place {
        pointer: pointer(&problem.path),
        message: problem.told(),
        line: problem.line,
    }
}

fn pointer(path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    let parts = path.replace('[', ".").replace(']', "");
    format!("/{}", parts.trim_start_matches('.').replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_pointer() {
        for (path, expected) in [
            ("", ""),
            ("earn[1].rate", "/earn/1/rate"),
            ("units", "/units"),
            ("[0].a", "/0/a"),
        ] {
            assert_eq!(pointer(path), expected);
        }
    }
}
