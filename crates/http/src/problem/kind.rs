//! Every problem the API can answer with: its type, status, title and meaning, on one page.

use axum::http::StatusCode;

macro_rules! kinds {
    ($($name:ident $slug:literal $status:ident $title:literal $meaning:literal)*) => {
        /// A kind of problem. Its `type` is `/problems/` and the slug, and never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {$(
            #[doc = $meaning]
            $name,
        )*}

        impl Kind {
            /// Every kind, in order of status.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The last part of its `type`.
            pub const fn slug(self) -> &'static str {
                match self {$(Self::$name => $slug,)*}
            }

            /// The status it is answered with.
            pub const fn status(self) -> StatusCode {
                match self {$(Self::$name => StatusCode::$status,)*}
            }

            /// The same for every occurrence.
            pub const fn title(self) -> &'static str {
                match self {$(Self::$name => $title,)*}
            }

            /// What it means and what to do.
            pub const fn meaning(self) -> &'static str {
                match self {$(Self::$name => $meaning,)*}
            }
        }
    };
}

kinds! {
    BadJson "bad_json" BAD_REQUEST "The body is not JSON"
        "The body is not well-formed JSON in UTF-8. `detail` says at which line and column."
    BadShape "bad_shape" BAD_REQUEST "The body has another shape"
        "A field is unknown, missing or of the wrong type. `errors` points at it and says what would be right."
    BadQuery "bad_query" BAD_REQUEST "The query is wrong"
        "A query parameter or header is unknown, or cannot be read."
    Unauthorized "unauthorized" UNAUTHORIZED "No valid key or session"
        "Send `Authorization: Bearer <key>` with a key that has not been revoked, or the cookie of a session that is not over."
    BadLogin "bad_login" UNAUTHORIZED "The login or the password is wrong"
        "Nobody has this login with this password, or they are blocked. Which of them is not told."
    Forbidden "forbidden" FORBIDDEN "They may not do this"
        "The key or the session is valid but lacks the scope this call needs, or a change by session came without the header \
         `X-Regulars: console`."
    BadCode "bad_code" FORBIDDEN "The code is wrong"
        "The server printed the code when it was started, behind its address: `set up http://…#CODE`."
    NotFound "not_found" NOT_FOUND "There is no such thing"
        "Nothing has this id, or not for this key."
    NoSuchCall "no_such_call" NOT_FOUND "There is no such call"
        "No call has this address. The calls are in `/openapi.json` and on `/docs`."
    MethodNotAllowed "method_not_allowed" METHOD_NOT_ALLOWED "Not with this method"
        "The address exists, but not with this method; the header `Allow` names those it has."
    PriceChanged "price_changed" CONFLICT "The price has changed"
        "The purchase no longer equals the quote it names, or what it expects. Nothing was posted; `decision` is what the \
         purchase would be now. Ask the buyer, then send it again with another quote or `expect`."
    QuoteGone "quote_gone" CONFLICT "The quote is over"
        "The quote has expired, was used or released, and is no longer known. Ask for a new one."
    Voided "voided" CONFLICT "The purchase was voided"
        "A void of this purchase was received, before it or after it. It is never revived."
    ReturnedAlready "returned_already" CONFLICT "Goods have come back already"
        "A purchase that was returned in part can no longer be voided."
    NothingLeft "nothing_left" CONFLICT "Everything has come back already"
        "The purchase has nothing left to return."
    DayIsOver "day_is_over" CONFLICT "The business day is over"
        "A purchase is voided within its store's business day only; afterwards it is returned."
    NothingToRelease "nothing_to_release" CONFLICT "Nothing is held by hand"
        "The member's level is neither granted nor frozen."
    NotEnough "not_enough" CONFLICT "Not enough points"
        "The balance, less what is held for quotes, is smaller than what was asked."
    LimitReached "limit_reached" CONFLICT "The limit is used up"
        "The rule may not be used more often by this member in this period."
    NotAllowed "not_allowed" CONFLICT "A condition does not hold"
        "The rule that takes points for this event does not apply to this member now."
    TooLate "too_late" CONFLICT "The event is too old"
        "It happened longer ago than the program accepts."
    Taken "taken" CONFLICT "The identifier belongs to another member"
        "A card, telephone, e-mail address or external id identifies one member only."
    LoginTaken "login_taken" CONFLICT "Somebody else has this login"
        "A login is of one person only; choose another."
    LastAdmin "last_admin" CONFLICT "It is the last administrator"
        "Somebody must be able to run the installation. Make somebody else an administrator first."
    SetUpAlready "set_up_already" CONFLICT "It is set up already"
        "There is an administrator. Log in, or ask them to add you."
    LiveAlready "live_already" CONFLICT "It decides already"
        "A publication can be cancelled until two seconds before it would decide. To undo one that decides, publish the \
         version of before again."
    ImportRunning "import_running" CONFLICT "The import is under way"
        "The file waits to be imported, or is being imported. Wait for it, or cancel it first."
    TooLarge "too_large" PAYLOAD_TOO_LARGE "The body is too large"
        "`detail` states the limit."
    UnsupportedMediaType "unsupported_media_type" UNSUPPORTED_MEDIA_TYPE "Not in this format"
        "Send `Content-Type: application/json`; a program or scenario file may also be `application/yaml`."
    Invalid "invalid" UNPROCESSABLE_ENTITY "A value is wrong"
        "The body could be read, but values in it are not possible. `errors` has one entry for each."
    UnknownMember "unknown_member" UNPROCESSABLE_ENTITY "The member is unknown"
        "The body names a member who is not registered. With `priced: till` the purchase would be recorded all the same."
    UnknownLine "unknown_line" UNPROCESSABLE_ENTITY "The line is unknown"
        "The return names a line that the purchase has not."
    UnknownUnit "unknown_unit" UNPROCESSABLE_ENTITY "The unit is unknown"
        "The program has no unit of this name."
    UnknownLevel "unknown_level" UNPROCESSABLE_ENTITY "The level is unknown"
        "The program has no level of this name."
    BadProperty "bad_property" UNPROCESSABLE_ENTITY "A property is wrong"
        "A rule takes as many points as the event's property says, and the property does not say a number of points."
    TooMuchReturned "too_much_returned" UNPROCESSABLE_ENTITY "More than is left"
        "The return asks for more units than have not come back yet; `detail` says how many are left."
    BadProgram "bad_program" UNPROCESSABLE_ENTITY "The file has problems"
        "The program or scenario file was not stored. `errors` has each problem with its path, and its line where known."
    BadImport "bad_import" UNPROCESSABLE_ENTITY "The file is no table"
        "The file is not CSV in UTF-8 with a header line, or is damaged; nothing of it was kept. `detail` says what it seems to be."
    KeyReused "key_reused" UNPROCESSABLE_ENTITY "The id was used with another body"
        "The same `id` or `Idempotency-Key` came before with a different body. Repeat the call byte for byte, or take a new id."
    TooManyRequests "too_many_requests" TOO_MANY_REQUESTS "Too many requests"
        "This key calls faster than it may, or a password was guessed wrongly too often. Wait as long as `Retry-After` says."
    Internal "internal" INTERNAL_SERVER_ERROR "A fault of the server"
        "The server failed. Whether the call was done is told by sending it again under the same id."
    Unavailable "unavailable" SERVICE_UNAVAILABLE "Not now"
        "The server cannot write (a full disk, a read-only folder), or is stopping. Repeat later under the same id."
    TimedOut "timed_out" SERVICE_UNAVAILABLE "It took too long"
        "The server gave up on the call. Whether it was done is told by sending it again under the same id."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_stand_in_order_of_status_and_have_slugs_of_their_own() {
        assert!(Kind::ALL.is_sorted_by_key(|kind| kind.status()));
        let mut slugs: Vec<_> = Kind::ALL.iter().map(|kind| kind.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), Kind::ALL.len());
    }
}
