//! What a use case answers when it does not do what was asked. Situations, not statuses: `http` maps them.

use std::fmt;

use regulars_engine::decision::Refusal;
use regulars_engine::language::{Both, Said};
use regulars_engine::program::Problem;
use regulars_engine::time::Instant;
use regulars_engine::{both, said};
use regulars_store::{ClaimState, CommitError, ExperimentState, IdentifierKind, StoreError};

use crate::purchase::PriceChanged;
use crate::segment::Users;

/// Why a use case did not happen. Nothing was changed, unless the variant says otherwise.
///
/// Written with `{}` it is English, with `{:#}` Russian.
#[derive(Debug)]
pub enum AppError {
    /// There is no such thing.
    NotFound {
        /// Of which kind.
        what: Thing,
        /// As asked for: an id in backticks, or what it was looked for by.
        named: Said,
    },
    /// Fields of the request are wrong.
    Invalid(Vec<FieldError>),
    /// A program or scenario file is wrong.
    BadFile(Vec<Problem>),
    /// The rules say no.
    Refused(Refusal),
    /// The decision differs from what the till expects; nothing was posted.
    PriceChanged(Box<PriceChanged>),
    /// The quote is unknown, used, released or too old to be told.
    QuoteGone(String),
    /// The same key came with another body.
    KeyReused(String),
    /// The purchase was voided before it came, or after.
    Voided(String),
    /// The identifier belongs to another member.
    Taken(IdentifierKind),
    /// Nobody has this login with this password, or they are blocked.
    BadLogin,
    /// A secret was guessed wrongly too often; seconds to wait.
    TooManyTries(u32),
    /// Not the code that the server printed.
    BadCode,
    /// There are staff already.
    SetUpAlready,
    /// Nobody would be left who can run the installation.
    LastAdmin,
    /// Somebody logs in by this already.
    LoginTaken,
    /// There is a segment of this id, saved or of the program.
    SegmentTaken(String),
    /// Saved segments are made of it.
    SegmentInUse(Users),
    /// They may not do this.
    Forbidden(&'static str),
    /// The store takes no writes now: full disk, read-only folder.
    Unavailable(Said),
    /// A file to be imported is no table in CSV, or damaged.
    BadImport(Said),
    /// The import waits or runs.
    ImportRunning,
    /// The claim has ended: its reward was given, or it was given up or left too long.
    ClaimClosed(ClaimState),
    /// The member was erased.
    Erased,
    /// There is an experiment of this id.
    ExperimentTaken(String),
    /// The experiment is not a draft any more, or not running.
    ExperimentPast(ExperimentState),
    /// A publication decides already, or is about to.
    LiveAlready(Instant),
    /// Another version is rolled out, or to be published.
    VersionsClash(Said),
    /// The disk has no room for it.
    NoRoom(Said),
    /// A fault of ours, for the log.
    Internal(String),
}

/// What may not be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A member.
    Member,
    /// A purchase.
    Purchase,
    /// A return.
    Return,
    /// A quote.
    Quote,
    /// Something of the catalogue.
    Product,
    /// A place.
    Store,
    /// A version of a program.
    Version,
    /// The version of a program that decides now.
    LiveVersion,
    /// The scenario file of a program.
    Scenarios,
    /// A version made live.
    Publication,
    /// A version rolled out.
    Rollout,
    /// A file brought in.
    Import,
    /// Something to be done later.
    Job,
    /// A difference at a till.
    Discrepancy,
    /// Somebody who may log in.
    Staff,
    /// What somebody logs in by.
    Login,
    /// A key.
    Key,
    /// A saved segment.
    Segment,
    /// Figures looked at together.
    Dashboard,
    /// Money spent on customers.
    Spend,
    /// An experiment.
    Experiment,
    /// A coupon.
    Coupon,
    /// A series of coupons.
    CouponSeries,
    /// A reward of the catalogue.
    Reward,
    /// A claim of a reward.
    Claim,
    /// A draw.
    Game,
    /// Points sent to another member.
    Transfer,
    /// A gift card.
    GiftCard,
    /// A kind of gift cards.
    GiftCardKind,
}

impl Thing {
    /// The word for it, as it stands behind "there is no"; in Russian in the genitive.
    fn word(self) -> Both {
        match self {
            Self::Member => both!("member", "участника"),
            Self::Purchase => both!("purchase", "покупки"),
            Self::Return => both!("return", "возврата"),
            Self::Quote => both!("quote", "расчёта"),
            Self::Product => both!("product", "товара"),
            Self::Store => both!("store", "магазина"),
            Self::Version => both!("program version", "версии программы"),
            Self::LiveVersion => {
                both!("live version of program", "действующей версии программы")
            }
            Self::Scenarios => both!("scenario file of program", "файла сценариев программы"),
            Self::Publication => both!("publication", "публикации"),
            Self::Rollout => both!("roll-out of a version of", "поэтапного запуска программы"),
            Self::Import => both!("import", "загрузки"),
            Self::Job => both!("job", "задания"),
            Self::Discrepancy => both!("discrepancy", "расхождения по покупке"),
            Self::Staff => both!("staff", "сотрудника"),
            Self::Login => both!("login", "логина"),
            Self::Key => both!("key", "ключа"),
            Self::Segment => both!("segment", "сегмента"),
            Self::Dashboard => both!("dashboard", "сводки"),
            Self::Spend => both!("spend", "траты"),
            Self::Experiment => both!("experiment", "эксперимента"),
            Self::Coupon => both!("coupon", "купона"),
            Self::CouponSeries => both!("coupon series", "серии купонов"),
            Self::Reward => both!("reward", "награды"),
            Self::Claim => both!("claim", "выбранной награды"),
            Self::Game => both!("draw", "розыгрыша"),
            Self::Transfer => both!("transfer", "передачи"),
            Self::GiftCard => both!("gift card", "подарочной карты"),
            Self::GiftCardKind => both!("kind of gift cards", "вида подарочных карт"),
        }
    }
}

/// A wrong field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer into the request: `/lines/0/price`.
    pub pointer: String,
    /// What is wrong and what would be right.
    pub message: Said,
}

impl FieldError {
    /// A wrong field at this place.
    pub fn new(pointer: impl Into<String>, message: impl Into<Said>) -> Self {
        Self {
            pointer: pointer.into(),
            message: message.into(),
        }
    }
}

impl AppError {
    /// One wrong field.
    pub fn field(pointer: impl Into<String>, message: impl Into<Said>) -> Self {
        Self::Invalid(vec![FieldError::new(pointer, message)])
    }

    /// There is no such thing with this id.
    pub fn not_found(what: Thing, id: impl fmt::Display) -> Self {
        let named = Said::same(format!("`{id}`"));
        Self::NotFound { what, named }
    }

    /// What went wrong, in both languages; of a fault of ours only that it is one.
    pub fn said(&self) -> Said {
        match self {
            Self::NotFound { what, named } => {
                let what = what.word();
                said!("there is no {what} {named}", "нет {what:#} {named:#}")
            }
            Self::Invalid(fields) => {
                let count = fields.len();
                said!(
                    "{count} of the request's fields are wrong",
                    "неверных полей в запросе: {count}"
                )
            }
            Self::BadFile(problems) => {
                let count = problems.len();
                said!("the file has {count} problems", "ошибок в файле: {count}")
            }
            Self::Refused(_) => said!("the rules refuse it", "правила этого не позволяют"),
            Self::PriceChanged(_) => said!(
                "prices have changed since the quote",
                "цены изменились после расчёта"
            ),
            Self::QuoteGone(quote) => said!(
                "the quote `{quote}` is not known any more; ask for a new one",
                "расчёт `{quote}` больше не действует; запросите новый"
            ),
            Self::KeyReused(key) => said!(
                "`{key}` was used before with another body",
                "`{key}` уже приходило с другим содержимым"
            ),
            Self::Voided(purchase) => said!(
                "the purchase `{purchase}` was voided",
                "покупка `{purchase}` отменена"
            ),
            Self::Taken(kind) => taken(*kind).into(),
            Self::Unavailable(why) => said!(
                "the store takes no writes now: {why}",
                "сейчас записать нельзя: {why:#}"
            ),
            Self::BadImport(why) | Self::NoRoom(why) | Self::VersionsClash(why) => why.clone(),
            Self::ImportRunning => said!(
                "the import is under way; wait for it, or cancel it",
                "загрузка уже идёт; дождитесь её или отмените"
            ),
            Self::LiveAlready(since) => {
                let since = since.to_string();
                said!(
                    "it has decided since {since}, or is about to; publish the version of before again instead",
                    "версия действует с `{since}` или вот-вот начнёт; чтобы вернуться, опубликуйте прежнюю версию заново"
                )
            }
            Self::ClaimClosed(state) => closed(*state),
            Self::Erased => erased(),
            Self::Internal(_) => said!(
                "the server failed; its log says why",
                "сбой на сервере; причина в его журнале"
            ),
            Self::SegmentTaken(id) => segment_taken(id),
            Self::SegmentInUse(users) => users.told(),
            Self::ExperimentTaken(id) => experiment_taken(id),
            Self::ExperimentPast(state) => past(*state),
            Self::BadLogin
            | Self::TooManyTries(_)
            | Self::BadCode
            | Self::SetUpAlready
            | Self::LastAdmin
            | Self::LoginTaken
            | Self::Forbidden(_) => self.of_staff(),
        }
    }

    /// What is said to whoever logs in, and about who may what.
    fn of_staff(&self) -> Said {
        match self {
            Self::TooManyTries(seconds) => said!(
                "too many wrong tries; wait {seconds} s",
                "слишком много неверных попыток; подождите {seconds} с"
            ),
            Self::BadCode => said!(
                "this is not the code that the server printed when it was started",
                "это не тот код, который сервер напечатал при запуске"
            ),
            Self::SetUpAlready => said!(
                "there is an administrator already; log in, or ask them to add you",
                "администратор уже есть; войдите или попросите его добавить вас"
            ),
            Self::LastAdmin => said!(
                "this is the last administrator who can log in; make somebody else one first",
                "это последний администратор, который может войти; сначала назначьте другого"
            ),
            Self::LoginTaken => said!(
                "somebody else has this login",
                "этот логин уже занят другим сотрудником"
            ),
            Self::Forbidden(scope) => said!(
                "this needs the scope `{scope}` too, which you have not",
                "для этого нужно ещё право `{scope}`, а у вас его нет"
            ),
            _ => said!(
                "the login or the password is wrong",
                "неверный логин или пароль"
            ),
        }
    }
}

/// Whoever is named was erased.
fn erased() -> Said {
    said!(
        "the member was erased; register them anew if they have come back",
        "участник удалён; если человек вернулся, зарегистрируйте его заново"
    )
}

fn closed(state: ClaimState) -> Said {
    match state {
        ClaimState::Open | ClaimState::Given => {
            said!("the reward was given already", "награду уже выдали")
        }
        ClaimState::Cancelled => said!("the claim was given up", "от награды отказались"),
        ClaimState::Expired => said!(
            "the reward was not fetched in time",
            "награду не забрали вовремя"
        ),
    }
}

fn experiment_taken(id: &str) -> Said {
    said!(
        "there is an experiment `{id}` already; choose another id",
        "эксперимент `{id}` уже есть; выберите другой номер"
    )
}

fn past(state: ExperimentState) -> Said {
    match state {
        ExperimentState::Draft => said!(
            "the experiment has not begun; launch it first",
            "эксперимент ещё не начат; сначала запустите его"
        ),
        ExperimentState::Running => said!(
            "the experiment runs, and its arms are fixed; end it and make another one",
            "эксперимент уже идёт, и группы закреплены; завершите его и создайте новый"
        ),
        ExperimentState::Ended => said!(
            "the experiment has ended; make another one",
            "эксперимент завершён; создайте новый"
        ),
    }
}

fn segment_taken(id: &str) -> Said {
    said!(
        "there is a segment `{id}` already; choose another id",
        "сегмент `{id}` уже есть; выберите другой номер"
    )
}

/// For the log a fault of ours says what it is.
impl fmt::Display for AppError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internal(why) => out.write_str(why),
            told => told.said().fmt(out),
        }
    }
}

impl std::error::Error for AppError {}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let en = error.to_string();
        match error {
            StoreError::BadCursor => Self::field("cursor", bad_cursor()),
            StoreError::Busy => Self::Unavailable(Said::new(en, BUSY)),
            StoreError::Lost(_) => Self::Unavailable(Said::new(en, LOST)),
            StoreError::Unknown(_) => Self::Unavailable(Said::new(en, UNKNOWN)),
            StoreError::Displaced => Self::Unavailable(Said::new(en, DISPLACED)),
            StoreError::Moved { .. } => Self::Unavailable(Said::new(en, MOVED)),
            StoreError::Full => Self::Unavailable(Said::new(en, FULL)),
            StoreError::ReadOnly => Self::Unavailable(Said::new(en, READ_ONLY)),
            StoreError::Closed => Self::Unavailable(Said::new(en, CLOSED)),
            _ => Self::Internal(en),
        }
    }
}

impl AppError {
    /// What became of a changeset that can be neither tried again nor told as something of the request.
    pub(crate) fn of_commit(error: &CommitError) -> Self {
        let en = error.to_string();
        match error {
            CommitError::Busy => Self::Unavailable(Said::new(en, BUSY)),
            CommitError::Lost => Self::Unavailable(Said::new(en, LOST)),
            CommitError::Unknown => Self::Unavailable(Said::new(en, UNKNOWN)),
            CommitError::LeaseLost => Self::Unavailable(Said::new(en, DISPLACED)),
            CommitError::Moved { .. } => Self::Unavailable(Said::new(en, MOVED)),
            CommitError::Full => Self::Unavailable(Said::new(en, FULL)),
            CommitError::ReadOnly => Self::Unavailable(Said::new(en, READ_ONLY)),
            _ => Self::Internal(en),
        }
    }
}

// The Russian of what the store says; its English is its own.
const BUSY: &str = "база данных занята: её слишком долго держит другой процесс";
const LOST: &str = "связь с базой данных потеряна";
const UNKNOWN: &str = "связь с базой данных прервалась на записи: выполнена ли она, неизвестно";
const DISPLACED: &str = "работу этого сервера принял на себя другой";
const MOVED: &str = "данные переехали в другую базу";
const FULL: &str = "на диске нет места";
const READ_ONLY: &str =
    "база данных открыта только для чтения: проверьте права на папку данных и её диск";
const CLOSED: &str = "хранилище закрыто";

/// A cursor that no list gave.
pub(crate) fn bad_cursor() -> Both {
    both!(
        "not a cursor of this list; take `next` of the page before, unchanged",
        "это не курсор этого списка; возьмите `next` предыдущей страницы без изменений"
    )
}

/// The word for a kind of identifier.
pub fn kind_name(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Card => "card",
        IdentifierKind::Phone => "phone",
        IdentifierKind::Email => "email",
        IdentifierKind::ExternalId => "external_id",
    }
}

/// An identifier is another member's.
pub(crate) fn taken(kind: IdentifierKind) -> Both {
    match kind {
        IdentifierKind::Card => both!(
            "this card belongs to another member",
            "эта карта принадлежит другому участнику"
        ),
        IdentifierKind::Phone => both!(
            "this phone belongs to another member",
            "этот телефон принадлежит другому участнику"
        ),
        IdentifierKind::Email => both!(
            "this email belongs to another member",
            "эта почта принадлежит другому участнику"
        ),
        IdentifierKind::ExternalId => both!(
            "this external_id belongs to another member",
            "этот внешний код принадлежит другому участнику"
        ),
    }
}

/// What use cases answer.
pub type Result<T> = std::result::Result<T, AppError>;

#[cfg(test)]
mod tests {
    use regulars_engine::language::is_russian;

    use super::*;

    #[test]
    fn what_the_store_says_is_told_in_both_languages() {
        for error in [
            StoreError::Busy,
            StoreError::Lost("reset".to_owned()),
            StoreError::Full,
            StoreError::ReadOnly,
            StoreError::Closed,
        ] {
            let english = error.to_string();
            let error = AppError::from(error);
            assert!(error.to_string().ends_with(&english), "{error}");
            assert!(is_russian(&format!("{error:#}")), "{error:#}");
        }
    }

    #[test]
    fn what_is_not_there_is_named() {
        let error = AppError::not_found(Thing::Store, "kazan-1");
        assert_eq!(error.to_string(), "there is no store `kazan-1`");
        assert_eq!(format!("{error:#}"), "нет магазина `kazan-1`");
    }
}
