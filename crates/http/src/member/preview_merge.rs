//! `POST /v1/members/{id}/merges/preview`

use axum::extract::State;
use regulars_app::member::{self, MergePreview, MergeSide, UnitPoints};
use regulars_engine::language::{Language, Said};
use regulars_engine::name::UnitId;
use serde::Serialize;
use utoipa::ToSchema;

use super::merge::MergeBody;
use super::{ID, Member};
use crate::body::{Address, Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{self, Pointer, Wrong};
use crate::problem::Kind;
use crate::render::{Decimal, LANGUAGE, Scales, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "member_preview_merge",
    noun: Noun::Members,
    summary: "Preview a merge",
    description: "Both records side by side, what they would have together, and in sentences what would move. Changes nothing.",
    address: &[ID],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<MergeBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<MergePreviewAnswer>()),
    also: &[],
    problems: &[Kind::NotFound, Kind::MemberErased],
};

/// What a merge would come to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergePreview)]
pub struct MergePreviewAnswer {
    /// Who would stay.
    into: MergeSideAnswer,
    /// Who would join.
    from: MergeSideAnswer,
    /// Balances of both as one.
    together: Vec<UnitPointsAnswer>,
    /// What would happen, in sentences.
    says: Vec<String>,
}

/// One of the two records.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergeSide)]
struct MergeSideAnswer {
    /// Who.
    member: Member,
    /// Balances by unit.
    balances: Vec<UnitPointsAnswer>,
    /// The name of the level in the program's first scheme.
    tier: Option<String>,
    /// Purchases of which something was kept.
    purchases: u64,
}

/// Points of a unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MergedPoints)]
struct UnitPointsAnswer {
    /// The unit.
    #[schema(value_type = String, example = "points")]
    unit: UnitId,
    /// Its name.
    name: String,
    /// To spend, less what is owed.
    available: Decimal,
    /// Not yet active.
    pending: Decimal,
}

/// Shows what a merge would come to.
pub async fn preview(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Address(id): Address<String>,
    Body(body): Body<MergeBody>,
) -> Outcome<MergePreviewAnswer> {
    let mut wrong = Wrong::default();
    let from = body
        .member
        .check(&Pointer::ROOT.field("member"), &mut wrong);
    let from = wrong.finish(from)?;
    let preview = member::preview_merge(&server.app, parse::member(&id)?, from).await?;
    Ok(Answer::ok(answer(preview, language)))
}

fn answer(preview: MergePreview, language: Language) -> MergePreviewAnswer {
    let program = &preview.live.program;
    let points = |units: Vec<UnitPoints>| {
        let units = units.into_iter().map(|of| UnitPointsAnswer {
            name: program.unit(&of.unit).map_or_else(
                || of.unit.to_string(),
                |unit| language.pick(&unit.name.en, &unit.name.ru).to_owned(),
            ),
            available: Scales(program).points(&of.unit, of.available),
            pending: Scales(program).points(&of.unit, of.pending),
            unit: of.unit,
        });
        units.collect::<Vec<_>>()
    };
    let level = |id: &regulars_engine::name::TierId| {
        let levels = { program.schemes.first().into_iter() }.flat_map(|scheme| &scheme.levels);
        let level = { levels }.find(|level| level.id == *id)?;
        Some(language.pick(&level.name.en, &level.name.ru).to_owned())
    };
    let side = |side: MergeSide| MergeSideAnswer {
        tier: side.tier.as_ref().and_then(level),
        member: Member::from(side.member),
        balances: points(side.balances),
        purchases: side.purchases,
    };
    let say = |said: Said| match language {
        Language::En => format!("{said}"),
        Language::Ru => format!("{said:#}"),
    };
    MergePreviewAnswer {
        into: side(preview.into),
        from: side(preview.from),
        together: points(preview.together),
        says: preview.says.into_iter().map(say).collect(),
    }
}
