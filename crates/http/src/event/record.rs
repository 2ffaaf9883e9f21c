//! `POST /v1/events`

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use regulars_app::event::{self, EventRequest, Recorded};
use regulars_app::{App, CallKey, Caller};
use regulars_engine::id::{EventId, MemberId};
use regulars_engine::language::Language;
use regulars_engine::name::{RuleId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::{both, said};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::By;
use crate::basket::stated_at;
use crate::body::{Answer, Bulk, canonical};
use crate::coupon::Issued;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::MISSING;
use crate::parse::{
    Loose, MemberName, Pointer, StatedInstant, Wrong, caller_id, name, or_default, values,
};
use crate::problem::{Kind, Problem, Told, in_body};
use crate::render::{Decimal, LANGUAGE, Scales, Spoken};
use crate::server::Server;

/// The most events of one request.
const MOST: usize = 1_000;

/// The longest word of a player.
const WORD_MAX: usize = 64;

/// The reference.
pub const DOC: Doc = Doc {
    id: "event_record",
    noun: Noun::Events,
    summary: "Record events",
    description: "Something members did beside buying: a check-in, a review, a reward claimed. What the program's activities give \
        or take for it is posted at once.\n\n\
        The body is one event, or `{\"items\": [ … ]}` with up to 1,000. A batch is answered 200 with an item for each event, in \
        order: what it came to, or its problem. One event that fails stops no other.\n\n\
        An event is identified by your own `id`: sent again with the same body, it answers the same.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<EventsBody>()),
    status: 201,
    answer: Gives::Json(Shape::of::<Event>()),
    also: &[(200, Shape::of::<Batch>())],
    problems: &[
        Kind::UnknownMember,
        Kind::NotEnough,
        Kind::LimitReached,
        Kind::OutOfStock,
        Kind::NotAllowed,
        Kind::TooLate,
        Kind::BadProperty,
        Kind::KeyReused,
    ],
};

/// One event, or `items`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = EventRequest)]
pub struct EventsBody {
    /// Your own id of the event, unique for ever among those of your integration.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "evt-1")]
    id: Option<String>,
    /// Its type, as the program names it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schema(example = "check_in")]
    kind: Option<String>,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<MemberName>,
    /// When it happened. Absent: now.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<StatedInstant>,
    /// Typed properties.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, Loose>, example = json!({"place": "kazan-1"}))]
    properties: BTreeMap<String, Loose>,
    /// The player's own word, which goes into the number that is drawn for them: 1 to 64 letters of ASCII, digits, `-`, `_` and `.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "luck")]
    word: Option<String>,
    /// Many events in place of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    items: Option<Vec<EventsBody>>,
}

/// An event recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// Our id.
    #[schema(value_type = String, example = "evt_01HZX3V8K0G04")]
    event: EventId,
    /// Your own id.
    #[schema(example = "evt-1")]
    id: String,
    /// Whose.
    #[schema(value_type = String, example = "mem_01HZX3V8K0G04")]
    member: MemberId,
    /// Points given, by rule.
    granted: Vec<Given>,
    /// Points taken, by rule.
    taken: Vec<Given>,
    /// Coupons given, to be shown or sent to the member.
    coupons: Vec<Issued>,
    /// Badges given.
    #[schema(value_type = Vec<String>)]
    badges: Vec<RuleId>,
    /// Numbers drawn, whether something was won by them or not.
    draws: Vec<Drawn>,
    /// It was recorded before; this is the same answer.
    replayed: bool,
}

/// Points given or taken by a rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RulePoints)]
struct Given {
    /// The rule.
    #[schema(value_type = String, example = "check-in")]
    rule: RuleId,
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Points.
    amount: Decimal,
}

/// A number drawn.
#[derive(Debug, Serialize, ToSchema)]
struct Drawn {
    /// The draw.
    #[schema(value_type = String, example = "wheel")]
    draw: RuleId,
    /// Its number, from 0 to 999,999; a chance of 25 % is 250,000 of them.
    #[schema(example = 181_204)]
    number: i64,
}

/// One event of a batch: what it came to, or its problem.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchItem {
    /// What it came to.
    event: Option<Event>,
    /// Why it was not recorded.
    problem: Option<Told>,
}

/// A batch, in the order it was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Batch {
    /// One for each event.
    items: Vec<BatchItem>,
}

/// Records one event, or many.
pub async fn record(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Bulk(mut body): Bulk<EventsBody>,
) -> Result<Response, Problem> {
    match body.items.take() {
        None => one(&server.app, &caller, body)
            .await
            .map(|event| Answer::created(event).into_response()),
        Some(items) => many(&server.app, &caller, language, (body, items))
            .await
            .map(|batch| Answer::ok(batch).into_response()),
    }
}

async fn many(
    app: &App,
    caller: &Caller,
    language: Language,
    (rest, items): (EventsBody, Vec<EventsBody>),
) -> Result<Batch, Problem> {
    if canonical(&rest) != b"{}" {
        return Err(Problem::at(
            Kind::Invalid,
            "/items",
            both!(
                "stands beside fields of one event; send one event, or `items` alone",
                "указано вместе с полями одного события; пришлите одно событие или только `items`"
            ),
        ));
    }
    if items.is_empty() || items.len() > MOST {
        return Err(Problem::at(
            Kind::Invalid,
            "/items",
            said!(
                "has {} events; a batch has 1 to {MOST}",
                "событий: {}; в пакете их от 1 до {MOST}",
                items.len()
            ),
        ));
    }
    let mut answers = Vec::with_capacity(items.len());
    for item in items {
        answers.push(match one(app, caller, item).await {
            Ok(event) => BatchItem {
                event: Some(event),
                problem: None,
            },
            Err(problem) => BatchItem {
                event: None,
                problem: Some(problem.told(language)),
            },
        });
    }
    Ok(Batch { items: answers })
}

async fn one(app: &App, caller: &Caller, body: EventsBody) -> Result<Event, Problem> {
    let request = check(body)?;
    let id = request.call.key.clone();
    let done = event::record(app, caller, request)
        .await
        .map_err(in_body("/member"))?;
    Ok(answer(app, id, done.outcome, done.replayed))
}

fn check(body: EventsBody) -> Result<EventRequest, Problem> {
    let canonical = canonical(&body);
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let mut needed =
        |value: Option<String>, field| value.or_else(|| wrong.none(&root.field(field), MISSING));
    let (id, kind) = (needed(body.id, "id"), needed(body.kind, "type"));
    if body.items.is_some() {
        wrong.say(
            &root.field("items"),
            both!(
                "stands inside an item; a batch is not nested",
                "указано внутри события; пакетов в пакете не бывает"
            ),
        );
    }
    let id = id.and_then(|id| caller_id(id, &root.field("id"), &mut wrong));
    let kind = name(kind, &root.field("type"), &mut wrong);
    let member = match body.member {
        Some(member) => member.check(&root.field("member"), &mut wrong),
        None => wrong.none(
            &root.field("member"),
            both!(
                "is missing; an event belongs to a member",
                "не указано; событие всегда чьё-то"
            ),
        ),
    };
    let at = stated_at(body.at, &root.field("at"), &mut wrong);
    let properties = values(body.properties, &root.field("properties"), &mut wrong);
    let word = body
        .word
        .and_then(|word| player_word(word, &root.field("word"), &mut wrong));
    let request = id
        .zip(kind)
        .zip(member)
        .map(|((id, kind), member)| EventRequest {
            call: CallKey::new(id, &canonical),
            kind,
            member,
            at,
            properties,
            word,
        });
    wrong.finish(request)
}

/// What a player says to a draw. It stands in what is hashed, between colons.
fn player_word(word: String, at: &Pointer<'_>, wrong: &mut Wrong) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if (1..=WORD_MAX).contains(&word.len()) && word.bytes().all(is_plain) {
        return Some(word);
    }
    wrong.none(
        at,
        both!(
            "is no word for a draw; write 1 to 64 letters of ASCII, digits, -, _ and .",
            "не годится для розыгрыша; напишите от 1 до 64 латинских букв, цифр, `-`, `_` и `.`"
        ),
    )
}

fn answer(app: &App, id: String, recorded: Recorded, replayed: bool) -> Event {
    let live = app.programs().at(app.now());
    let scales = Scales(&live.program);
    let given = |points: Vec<(RuleId, UnitId, Points)>| -> Vec<Given> {
        let each = points.into_iter();
        each.map(|(rule, unit, points)| Given {
            amount: scales.points(&unit, points),
            rule,
            unit,
        })
        .collect()
    };
    Event {
        event: recorded.event,
        id,
        member: recorded.member,
        granted: given(recorded.granted),
        taken: given(recorded.taken),
        coupons: Issued::of(&recorded.coupons),
        badges: recorded.badges,
        draws: {
            let draws = recorded.draws.into_iter();
            draws.map(|(draw, number)| Drawn { draw, number }).collect()
        },
        replayed,
    }
}
