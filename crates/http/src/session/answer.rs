//! A session as it is answered.

use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use regulars_app::session::{Opened, SessionView};
use regulars_app::staff::{Staff, scopes};
use regulars_engine::id::StaffId;
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::body::Answer;
use crate::cookie;
use crate::server::Server;
use crate::staff::Role;

/// Who is logged in, and what a page must know before it shows anything.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// There are no staff yet: the first administrator is to be made.
    #[schema(example = false)]
    setup_needed: bool,
    /// Who is logged in; `null`: nobody.
    staff: Option<Person>,
    /// The currency of the program that decides now, ISO 4217.
    #[schema(example = "RUB")]
    currency: String,
}

/// Who is logged in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SessionStaff)]
pub struct Person {
    /// Our id.
    #[schema(value_type = String, example = "stf_01HZX3V8K0G04")]
    id: StaffId,
    /// Their name.
    #[schema(example = "Anna Petrova")]
    name: String,
    /// What they log in by.
    #[schema(example = "anna")]
    login: String,
    /// What they are for.
    role: Role,
    /// The language of their screens: `en` or `ru`.
    #[schema(value_type = String, example = "en")]
    language: Language,
    /// Where they work; `null`: not at one place.
    #[schema(value_type = Option<String>, example = "kazan-1")]
    store: Option<StoreId>,
    /// What they may do.
    #[schema(example = json!(["till", "members:read"]))]
    scopes: Vec<&'static str>,
}

impl Session {
    /// A session as a page must know it.
    pub fn of(server: &Server, view: SessionView) -> Self {
        let live = server.app.programs().at(server.app.now());
        Self {
            setup_needed: view.setup_needed,
            staff: view.staff.map(Person::from),
            currency: live.program.currency.code().to_owned(),
        }
    }
}

impl From<Staff> for Person {
    fn from(staff: Staff) -> Self {
        Self {
            id: staff.id,
            name: staff.name,
            login: staff.login,
            role: staff.role.into(),
            language: staff.language,
            store: staff.store,
            scopes: scopes(staff.role).to_vec(),
        }
    }
}

/// An answer that sets the cookie.
pub type Carried = ([(HeaderName, String); 1], Answer<Session>);

/// A session just opened, with its cookie.
pub fn carried(
    server: &Server,
    status: StatusCode,
    opened: Opened,
    headers: &HeaderMap,
) -> Carried {
    let view = SessionView {
        setup_needed: false,
        staff: Some(opened.staff),
    };
    let cookie = cookie::set(&opened.token, headers);
    (
        [(SET_COOKIE, cookie)],
        Answer(status, Session::of(server, view)),
    )
}
