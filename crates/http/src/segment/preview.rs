//! `POST /v1/segments/preview`

use axum::extract::State;
use regulars_app::segment::{self, PreviewRequest};
use regulars_engine::condition::ConditionFile;
use regulars_engine::id::MemberId;
use regulars_engine::language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Count, moment, share_of_members, share_of_revenue};
use crate::basket::stated_at;
use crate::body::{Answer, Body, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::{Pointer, StatedInstant, Wrong};
use crate::problem::Problem;
use crate::render::{Decimal, LANGUAGE, Moment, Spoken};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "segment_preview",
    noun: Noun::Segments,
    summary: "Count a condition",
    description: "Who a condition is true of, of all members at once: how many, which part of the base and of its money, and a few \
        of them. The condition is one of a program file, written in JSON: what a till says of one member is what is counted \
        here. Nothing is stored.\n\n\
        - The base is all who had joined by `as_of` and are not blocked.\n\
        - Purchases and events up to `as_of` count; profiles, consents, points and what came back are as they are now.\n\
        - The answer holds everything posted before the call.\n\
        - A condition about a basket or the event being decided is refused. One about a figure that nobody has yet (`rfm`, \
        `stage`, `clv`, `alive`) holds for nobody while nobody has that figure, and is named in `without_figure`.\n\n\
        For a while after a start, while members are being read in, it answers 503.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::Json(Shape::of::<PreviewBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Preview>()),
    also: &[],
    problems: &[],
};

/// A condition to count.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SegmentPreviewRequest)]
pub struct PreviewBody {
    /// The condition, as a program file has it.
    #[schema(value_type = Object, example = json!({"member.city": "Kazan", "purchases": {"within": "30d", "count": {"gte": 3}}}))]
    when: ConditionFile,
    /// As of when. Absent: now.
    #[serde(default)]
    as_of: Option<StatedInstant>,
}

/// A condition counted.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SegmentPreview)]
pub struct Preview {
    /// As of when.
    as_of: Moment,
    /// The condition in words, in the language asked for.
    #[schema(example = "city: Kazan and purchases in the last 30 days: at least 3")]
    sentence: String,
    /// The currency of every amount (ISO 4217).
    #[schema(example = "RUB")]
    currency: String,
    /// Who it is true of.
    found: Count,
    /// All members.
    base: Count,
    /// `found.members / base.members`; `null` without members.
    share: Option<Decimal>,
    /// `found.revenue / base.revenue`; `null` without revenue.
    revenue_share: Option<Decimal>,
    /// Up to ten of them, spread evenly.
    #[schema(value_type = Vec<String>, example = json!(["mem_01HZX3V8K0G04"]))]
    sample: Vec<MemberId>,
    /// Where the condition reads a figure that nobody has yet.
    without_figure: Vec<String>,
}

/// Counts a condition.
pub async fn preview(
    State(server): State<Server>,
    Spoken(language): Spoken,
    Body(body): Body<PreviewBody>,
) -> Outcome<Preview> {
    let counted = segment::preview(&server.app, body.request()?).await?;
    Ok(Answer::ok(Preview::of(counted, language)))
}

impl Preview {
    /// A count as it is answered.
    pub fn of(counted: segment::Preview, language: Language) -> Self {
        let (found, base, live) = (&counted.found, &counted.base, &counted.live);
        let sentence = &counted.sentence;
        Self {
            as_of: moment(counted.as_of, live),
            sentence: language.pick(&sentence.en, &sentence.ru).clone(),
            currency: live.program.currency.to_string(),
            found: Count::of(found, live),
            base: Count::of(base, live),
            share: share_of_members(found, base),
            revenue_share: share_of_revenue(found, base),
            sample: counted.sample,
            without_figure: counted.without_figure,
        }
    }
}

impl PreviewBody {
    fn request(self) -> Result<PreviewRequest, Problem> {
        let mut wrong = Wrong::default();
        let as_of = stated_at(self.as_of, &Pointer::ROOT.field("as_of"), &mut wrong);
        wrong.finish(Some(PreviewRequest {
            when: self.when,
            as_of: as_of.map(|stated| stated.at),
        }))
    }
}
