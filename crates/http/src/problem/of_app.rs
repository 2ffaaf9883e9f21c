//! From what a use case answers to a problem: the one place where situations become statuses.

use regulars_app::{AppError, FieldError};
use regulars_engine::decision::Refusal;
use regulars_engine::program;

use super::{Kind, Problem};

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let detail = error.to_string();
        match error {
            AppError::NotFound { .. } => Self::new(Kind::NotFound, detail),
            AppError::Invalid(fields) => Self::fields(Kind::Invalid, fields),
            AppError::BadFile(problems) => {
                Self::fields(Kind::BadProgram, problems.iter().map(of_file).collect())
            }
            AppError::Refused(refusal) => Self::from(refusal),
            AppError::PriceChanged(_) => {
                Self::new(Kind::PriceChanged, Kind::PriceChanged.meaning())
            }
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
            AppError::LoginTaken => Self::new(Kind::LoginTaken, detail),
            AppError::BadImport(_) => Self::new(Kind::BadImport, detail),
            AppError::ImportRunning => Self::new(Kind::ImportRunning, detail),
            AppError::LiveAlready(_) => Self::new(Kind::LiveAlready, detail),
            AppError::NoRoom(_) => Self::new(Kind::Unavailable, detail).retry_after(60),
            AppError::Forbidden(scope) => Self::lacking(scope, detail),
            AppError::Unavailable(_) => Self::new(Kind::Unavailable, detail).retry_after(1),
            AppError::Internal(why) => {
                tracing::error!(why, "a call failed");
                Self::new(Kind::Internal, Kind::Internal.meaning())
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::UnknownLine { line } => Self::at(
                Kind::UnknownLine,
                "/lines",
                format!("has line {line}, which the purchase has not"),
            ),
            Refusal::TooMuchReturned { line, left } => Self::at(
                Kind::TooMuchReturned,
                "/lines",
                format!("asks for more of line {line} than the {left} that are left"),
            ),
            Refusal::NothingLeft => Self::new(Kind::NothingLeft, Kind::NothingLeft.meaning()),
            Refusal::ReturnedAlready => {
                Self::new(Kind::ReturnedAlready, Kind::ReturnedAlready.meaning())
            }
            Refusal::DayIsOver => Self::new(Kind::DayIsOver, Kind::DayIsOver.meaning()),
            Refusal::Voided => Self::new(Kind::Voided, Kind::Voided.meaning()),
            Refusal::NotEnough { unit, .. } => Self::new(
                Kind::NotEnough,
                format!("there are fewer `{unit}` to spend than were asked for"),
            ),
            Refusal::UnknownUnit { unit } => Self::new(
                Kind::UnknownUnit,
                format!("the program has no unit `{unit}`"),
            ),
            Refusal::UnknownLevel { level } => Self::new(
                Kind::UnknownLevel,
                format!("the program has no level `{level}`"),
            ),
            Refusal::NothingToRelease { scheme } => Self::new(
                Kind::NothingToRelease,
                format!("the level of `{scheme}` is neither granted nor frozen"),
            ),
            Refusal::LimitReached { rule } => Self::new(
                Kind::LimitReached,
                format!("the limit of the rule `{rule}` is used up"),
            ),
            Refusal::NotAllowed { rule } => Self::new(
                Kind::NotAllowed,
                format!("a condition of the rule `{rule}` does not hold"),
            ),
            Refusal::BadProperty { property } => Self::at(
                Kind::BadProperty,
                format!("/properties/{property}"),
                "is missing, or is no positive number that the unit can hold; it says how many points are taken",
            ),
            Refusal::TooLate => Self::new(Kind::TooLate, Kind::TooLate.meaning()),
        }
    }
}

/// The same situation where the thing is named in the body, at `pointer`, and not in the address.
pub fn in_body(pointer: &'static str) -> impl FnOnce(AppError) -> Problem {
    move |error| match error {
        AppError::NotFound { what: "member", .. } => Problem::at(
            Kind::UnknownMember,
            pointer,
            "is nobody we know; register the member first",
        ),
        other => Problem::from(other),
    }
}

/// A problem of a file: its path `earn[1].rate` becomes the pointer `/earn/1/rate`.
fn of_file(problem: &program::Problem) -> FieldError {
    let mut message = String::new();
    if let Some(line) = problem.line {
        message.push_str(&format!("line {line}: "));
    }
    message.push_str(&problem.message.to_string());
    if let Some(help) = &problem.help {
        message.push_str(&format!(" ({help})"));
    }
    FieldError {
        pointer: pointer(&problem.path),
        message,
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
