//! `GET /v1/members/{id}/stamps`

use axum::extract::State;
use regulars_app::stamp::{self, StampRow};
use regulars_engine::language::Language;
use regulars_engine::program::Program;
use regulars_engine::stamp::Marks;
use regulars_engine::time::LocalDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::body::{Address, Answer, Outcome};
use crate::member::ID;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, StatedDate};
use crate::problem::Kind;
use crate::render::{Decimal, LANGUAGE, Moment, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "stamp_read",
    noun: Noun::Members,
    summary: "Read what analytics say of a member",
    description: "How lately, how often and for how much the member buys compared with all, the stage of their life with the shop, the \
        chance of being still there, the purchases and the value expected within a year, and the day by which the next purchase is \
        expected. Worked out every night; conditions on `rfm`, `stage`, `alive`, `clv`, `expected_purchases` and `next_purchase` \
        read exactly this. Of a member who has not bought, all is `null`.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Json(Shape::of::<MemberStamps>()),
    also: &[],
    problems: &[Kind::NotFound],
};

/// What analytics say of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberStamps {
    /// Since when it is so: the run that first found it; `null`: nothing is said.
    as_of: Option<Moment>,
    /// RFM scores and the name of their cell.
    rfm: Option<Rfm>,
    /// The id of a stage of the program, or of a usual one: `new`, `active`, `loyal`, `at_risk`, `lost`, `won_back`.
    #[schema(example = "loyal")]
    stage: Option<String>,
    /// Its name.
    #[schema(example = "Loyal")]
    stage_name: Option<String>,
    /// Who is in it, in words; `null` of the usual ones.
    #[schema(example = "Stage “Asleep”: last purchase more than 90 days ago.")]
    stage_sentence: Option<String>,
    /// The chance of being still there, from 0 to 1; `null` while there is too little to foretell anything from.
    #[schema(example = "0.93")]
    alive: Option<String>,
    /// The value expected within a year.
    clv: Option<Clv>,
    /// Purchases expected within a year.
    #[schema(example = "5.3")]
    expected_purchases: Option<String>,
    /// The day by which the next purchase is expected, counted on from the last one: it stays until there is another and may
    /// have gone by. `null` where none is seen coming.
    #[schema(value_type = Option<StatedDate>)]
    next_purchase: Option<LocalDate>,
    /// The model that foretells.
    #[schema(example = "mbgnbd-1")]
    model: Option<String>,
}

/// RFM scores, from 1 to 5; more is better.
#[derive(Debug, Serialize, ToSchema)]
struct Rfm {
    /// The id of the name of the cell, of the program's own names or of the usual ones.
    #[schema(example = "champions")]
    cell: String,
    /// The name.
    #[schema(example = "Champions")]
    cell_name: String,
    /// How lately.
    recency: u8,
    /// How often.
    frequency: u8,
    /// For how much.
    money: u8,
}

/// An expected value.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemberClv)]
struct Clv {
    /// Money.
    value: Decimal,
    /// The currency.
    #[schema(example = "RUB")]
    currency: String,
    /// The share of members of whom as much or more is expected: `0.2` and less are the best fifth.
    #[schema(example = "0.12")]
    top: String,
}

impl Rfm {
    fn of(marks: Marks, program: &Program, language: Language) -> Self {
        let cell = program.cell_names.id_of(marks);
        let named = program.cell_names.get(cell);
        let name = named.map_or(cell, |named| {
            language.pick(&named.name.en, &named.name.ru).as_str()
        });
        Self {
            cell: cell.to_owned(),
            cell_name: name.to_owned(),
            recency: marks.recency,
            frequency: marks.frequency,
            money: marks.money,
        }
    }
}

impl MemberStamps {
    fn of(row: Option<StampRow>, program: &Program, language: Language) -> Self {
        let stage = row.as_ref().map(|row| row.stage);
        let name = stage.map(|stage| program.stage_name(stage));
        let foretold = row.as_ref().and_then(|row| row.foretold.clone());
        let worth = foretold.as_ref().and_then(|foretold| foretold.worth);
        Self {
            as_of: row.as_ref().map(|row| Moment::utc(row.as_of)),
            stage: stage.map(|stage| stage.to_string()),
            stage_name: name.map(|name| language.pick(name.en, name.ru)),
            stage_sentence: stage.and_then(|stage| program.stage_in_words(stage, language)),
            rfm: row.map(|row| Rfm::of(row.marks, program, language)),
            alive: foretold.as_ref().map(|foretold| foretold.alive.to_string()),
            clv: worth.map(|worth| Clv {
                value: Scales(program).money(worth.value),
                currency: program.currency.to_string(),
                top: worth.top.to_string(),
            }),
            expected_purchases: foretold
                .as_ref()
                .and_then(|foretold| Some(foretold.purchases?.to_string())),
            next_purchase: foretold
                .as_ref()
                .and_then(|foretold| foretold.next_purchase),
            model: foretold.map(|foretold| foretold.model),
        }
    }
}

/// Reads it.
pub async fn read(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
) -> Outcome<MemberStamps> {
    let row = stamp::read(&server.app, parse::member(&id)?).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(MemberStamps::of(row, &live.program, language)))
}
