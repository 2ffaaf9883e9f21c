//! Saves members of the RFM map as a frozen segment: those of a cell, of a name, or who moved from a name to another.

use regulars_engine::cell::CellNames;
use regulars_engine::condition::{ConditionFile, EntryFile, OneOrMany, RfmFile, Scalar};
use regulars_engine::language::Language;
use regulars_engine::name::SegmentId;
use regulars_engine::program::Text;
use regulars_store::{Actor, SegmentKind};

use super::save::{SegmentState, Taken, make};
use crate::app::App;
use crate::error::{AppError, FieldError, Result};
use crate::keyed::{Done, Keyed};
use crate::report::{NOWHERE, RfmMembers, RfmMethod, RfmRequest, rfm_members, rfm_names};

/// Takes whom a report on RFM asks for.
///
/// # Errors
/// Those of the report, and of a segment that is made.
pub async fn take(
    app: &App,
    by: Actor,
    id: Option<SegmentId>,
    name: Text,
    request: RfmRequest,
    key: Option<Keyed>,
) -> Result<Done<SegmentId>> {
    let when = nearest(&request);
    let told = |language, found: &RfmMembers| told(&request, found, &rfm_names(app), language);
    let found = rfm_members(app, request.clone()).await.map_err(under_of)?;
    let origin = Text {
        en: told(Language::En, &found),
        ru: told(Language::Ru, &found),
    };
    let zone = &app.programs().at(app.now()).program.zone;
    let end = zone.start_of_day(found.as_of.plus_days(1));
    let state = SegmentState {
        name,
        when,
        kind: SegmentKind::Frozen,
        as_of: None,
        taken: Some(Taken {
            members: found.members,
            at: end.min(app.now()),
            origin,
        }),
    };
    make(app, by, id, state, key).await
}

/// What is wrong with the question stands under `of` here.
fn under_of(error: AppError) -> AppError {
    let AppError::Invalid(fields) = error else {
        return error;
    };
    let fields = fields.into_iter().map(|field| {
        let pointer = format!("/of/{}", field.pointer.trim_start_matches('/'));
        FieldError::new(pointer, field.message)
    });
    AppError::Invalid(fields.collect())
}

/// What a condition can say of them: who they are now, by the stamps of the night.
fn nearest(request: &RfmRequest) -> ConditionFile {
    let scores = &request.who.scores;
    let list = |scores: &[u8]| {
        let scores = scores.iter().map(|score| Scalar::new(score.to_string()));
        let scores: Vec<Scalar> = scores.collect();
        (!scores.is_empty()).then_some(OneOrMany(scores))
    };
    let name = request.who.name.as_deref();
    let mut file = RfmFile {
        recency: list(&scores.recency),
        frequency: list(&scores.frequency),
        money: list(&scores.money),
        name: name.map(|name| OneOrMany(vec![Scalar::new(name)])),
    };
    if name.is_none() && scores.is_any() {
        file.recency = list(&[1, 2, 3, 4, 5]);
    }
    ConditionFile {
        entries: vec![EntryFile::Rfm(file)],
    }
}

/// `RFM map of 2026-06-30: group “At risk”; on 2026-01-01: “Loyal”`
fn told(request: &RfmRequest, found: &RfmMembers, names: &CellNames, language: Language) -> String {
    let (who, as_of) = (&request.who, found.as_of);
    let name = |id: &str| match (names.get(id), id) {
        (_, NOWHERE) => language
            .pick("no purchase yet", "ещё без покупок")
            .to_owned(),
        (Some(named), _) => match language {
            Language::En => format!("“{}”", named.name.en),
            Language::Ru => format!("«{}»", named.name.ru),
        },
        (None, id) => id.to_owned(),
    };
    let mut parts = Vec::new();
    parts.extend(who.name.as_deref().map(|id| {
        let group = language.pick("group", "группа");
        format!("{group} {}", name(id))
    }));
    parts.extend((!who.scores.is_any()).then(|| who.scores.told(language)));
    parts.extend(who.from.as_deref().zip(request.since).map(|(id, since)| {
        let then = language.pick("on", "на");
        format!("{then} {since}: {}", name(id))
    }));
    parts.extend(request.window.map(|days| match language {
        Language::En => format!("purchases of the last {days} days"),
        Language::Ru => format!("покупки за последние дни: {days}"),
    }));
    parts.extend(match request.method {
        RfmMethod::Value => None,
        RfmMethod::Ntile => Some(language.pick("even bins", "равные доли").to_owned()),
        RfmMethod::Thresholds(_) => Some(
            language
                .pick("thresholds of one's own", "свои пороги")
                .to_owned(),
        ),
    });
    parts.extend(request.segment.as_ref().map(|id| match language {
        Language::En => format!("of the segment {id}"),
        Language::Ru => format!("из сегмента {id}"),
    }));
    let map = language.pick("RFM map of", "карта RFM на");
    match parts.is_empty() {
        true => format!("{map} {as_of}"),
        false => format!("{map} {as_of}: {}", parts.join("; ")),
    }
}
