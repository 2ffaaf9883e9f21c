//! `POST /v1/programs/{id}/versions/{version}/price`

use std::collections::BTreeMap;

use axum::extract::State;
use regulars_app::program::{self, PlayBuyer, PlayRequest, Played, TypedMember};
use regulars_app::{Caller, ProgramVersion};
use regulars_engine::language::Language;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::time::Instant;
use regulars_engine::words::Buyer;
use regulars_engine::{both, said};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::list::ID;
use super::read::VERSION;
use crate::auth::By;
use crate::basket::POINTS;
use crate::basket::{BasketBody, Manner, at_least_zero, check_basket, decimal};
use crate::body::{Address, Answer, Body, Outcome};
use crate::member::MemberBody;
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, MemberName, Pointer, StatedPrice, Wrong, or_default};
use crate::problem::{Kind, Problem, in_body};
use crate::quote::make::Quote;
use crate::render::{LANGUAGE, Moment, Spoken};
use crate::scope::Scope;
use crate::server::Server;
use crate::words::ExplanationAnswer;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_price",
    noun: Noun::Programs,
    summary: "Play with a version",
    description: "Prices a basket under any stored version, published or not, for a member, for somebody made up, or for nobody known, \
        at any instant, and says why. It posts nothing and holds nothing, and no purchase can name its quote.\n\n\
        The answer has the same as a scenario file with what came as expectations, without names and contacts: it passes on this \
        version until a rule is changed. Add it to the program's scenarios to turn a complaint into a test.\n\n\
        A real member needs the scope `members:read` too. Their points are those of now, whatever `at` says.",
    address: &[ID, VERSION],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<PriceBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Price>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::UnknownMember],
};

/// A basket to play with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PriceRequest)]
pub struct PriceBody {
    /// Who buys. Absent: nobody known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member: Option<BuyerBody>,
    /// The basket, as a quote's. Its `member`, `hold` and `expect` must be absent; its `at` may be any instant.
    basket: BasketBody,
}

/// Who buys: a member by one identifier, or somebody made up.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = PriceBuyer)]
struct BuyerBody {
    /// Our id: `mem_…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// A card number.
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<String>,
    /// A telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// An e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// The integrator's own id of the member.
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    /// Somebody made up: what is known of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<MemberBody>,
    /// Somebody made up: points they have, by unit. A unit not named: none.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, StatedPrice>, example = json!({"points": "300"}))]
    balances: BTreeMap<UnitId, StatedPrice>,
    /// Somebody made up: levels they hold, by scheme.
    #[serde(
        deserialize_with = "or_default",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    #[schema(value_type = std::collections::HashMap<String, String>, example = json!({}))]
    tier: BTreeMap<SchemeId, TierId>,
}

/// A basket priced in the playground.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Price)]
pub struct Price {
    /// The answer, as a quote's. Nothing remembers its id.
    quote: Quote,
    /// Why it came out so.
    explanation: ExplanationAnswer,
    /// The same as a scenario file that passes on this version.
    scenario: String,
}

/// Prices a basket under a version.
pub async fn price(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address((id, version)): Address<(String, String)>,
    Body(body): Body<PriceBody>,
) -> Outcome<Price> {
    let version = parse::version(&id, &version)?;
    let request = check(body, version, server.app.now())?;
    may_look(&caller, &request.buyer)?;
    let played = program::price(&server.app, request)
        .await
        .map_err(in_body("/member"))?;
    Ok(Answer::ok(answer(&played, language)))
}

/// A real member's points are a member's data.
fn may_look(caller: &Caller, buyer: &PlayBuyer) -> Result<(), Problem> {
    let needed = Scope::MembersRead;
    match buyer {
        PlayBuyer::Member(_) if !needed.admits(caller) => Err(Problem::lacking(needed.word(), {
            let needed = needed.in_words();
            said!(
                "to price for a member you need the scope {needed}; make somebody up instead",
                "чтобы считать для участника, нужно право {needed:#}; возьмите вымышленного"
            )
        })),
        _ => Ok(()),
    }
}

fn check(body: PriceBody, version: ProgramVersion, now: Instant) -> Result<PlayRequest, Problem> {
    let mut wrong = Wrong::default();
    let root = Pointer::ROOT;
    let at = root.field("basket");
    for (field, there) in [
        ("member", body.basket.member.is_some()),
        ("hold", body.basket.hold),
        ("expect", body.basket.expect.is_some()),
    ] {
        if there {
            wrong.say(
                &at.field(field),
                both!(
                    "has no place in the playground; leave it out",
                    "на пробном расчёте этого нет; уберите поле"
                ),
            );
        }
    }
    let buyer = match body.member {
        None => Some(PlayBuyer::Stranger),
        Some(member) => member.check(&root.field("member"), now, &mut wrong),
    };
    let basket = check_basket(body.basket, &at, &mut wrong);
    let request = buyer.zip(basket).map(|(buyer, basket)| PlayRequest {
        version,
        buyer,
        basket,
    });
    wrong.finish(request)
}

impl BuyerBody {
    fn check(self, at: &Pointer<'_>, now: Instant, wrong: &mut Wrong) -> Option<PlayBuyer> {
        let Self {
            id,
            card,
            phone,
            email,
            external_id,
            profile,
            balances,
            tier,
        } = self;
        let is_typed = profile.is_some() || !balances.is_empty() || !tier.is_empty();
        let named = MemberName {
            id,
            card,
            phone,
            email,
            external_id,
        };
        if !is_typed {
            return named.check(at, wrong).map(PlayBuyer::Member);
        }
        if named.is_said() {
            let both = both!(
                "says both; either an identifier names a member, or `profile`, `balances` and `tier` make somebody up",
                "указано и то и другое; либо участник по номеру, либо вымышленный: `profile`, `balances` и `tier`"
            );
            return wrong.none(at, both);
        }
        let (profile, _) = profile
            .unwrap_or_default()
            .check(&at.field("profile"), now, wrong);
        let at = at.field("balances");
        let balances = balances.into_iter().filter_map(|(unit, stated)| {
            let points = at_least_zero(stated, POINTS, &at.field(unit.as_str()), wrong)?;
            Some((unit, decimal(points)))
        });
        Some(PlayBuyer::Typed(Box::new(TypedMember {
            profile,
            balances: balances.collect(),
            tiers: tier.into_iter().collect(),
        })))
    }
}

fn answer(played: &Played, language: Language) -> Price {
    let manner = Manner {
        program: &played.live.program,
        offset: played.offset,
        language,
    };
    let buyer = match played.identified {
        true => Buyer::Member,
        false => Buyer::Stranger,
    };
    let until = Moment::local(played.at, played.offset);
    let program = (&*played.live).into();
    Price {
        explanation: ExplanationAnswer::of(&played.quote.asked, buyer, manner),
        quote: Quote::of(played.id, until, program, &played.quote, manner),
        scenario: played.scenario.clone(),
    }
}
