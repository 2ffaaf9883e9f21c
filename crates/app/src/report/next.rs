//! What a member, or who holds a basket, is likely to take next.

use std::collections::{BTreeSet, HashMap};

use regulars_engine::id::MemberId;
use regulars_engine::said;
use regulars_insight::recommend::{
    HitRate, Suggestion, Together, Visit, Why, evaluate, for_basket, for_member, popular,
};
use regulars_store::{Identifier, IdentifierKind, Reader};
use serde::Serialize;

use crate::app::App;
use crate::error::{AppError, Result, Thing};
use crate::insight;

/// For whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A member by its external id.
    Member(String),
    /// Who holds these goods.
    Basket(Vec<String>),
    /// Nobody: only how often lists like these are right.
    Nobody,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextRequest {
    /// For whom.
    pub whom: Whom,
    /// Length of the list.
    pub most: usize,
}

/// Goods suggested.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggested {
    /// What.
    pub sku: String,
    /// Comparable within the list only.
    pub score: f64,
    /// Why.
    pub why: Why,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextReport {
    /// For this member or basket.
    pub suggestions: Vec<Suggested>,
    /// What everybody would get: the bar to beat.
    pub popular: Vec<Suggested>,
    /// How often members' last visit held what would have been suggested before it.
    pub hit_rate: HitRate,
}

/// The longest list.
const MOST: usize = 100;

/// Makes the report.
///
/// # Errors
/// A list of no length, a member or goods nobody knows; a store that cannot be read.
pub async fn next(app: &App, request: NextRequest) -> Result<NextReport> {
    if !(1..=MOST).contains(&request.most) {
        return Err(AppError::field(
            "top",
            said!("goes from 1 to {MOST}", "может быть от 1 до {MOST}"),
        ));
    }
    app.read(move |app, reader| {
        let shelf = Shelf::load(app, reader)?;
        let model = Together::of(shelf.visits.iter().map(Vec::as_slice));
        let zone = &app.programs().at(app.now()).program.zone;
        let today = zone.date(app.now()).days();
        let most = request.most;
        let found = match &request.whom {
            Whom::Nobody => Vec::new(),
            Whom::Basket(skus) => for_basket(&model, &shelf.goods_of(skus)?, most),
            Whom::Member(id) => {
                let visits = shelf.visits_of(reader, id)?;
                for_member(&model, visits, today, most)
            }
        };
        Ok(NextReport {
            suggestions: shelf.named(&found),
            popular: shelf.named(&popular(&model, most)),
            hit_rate: evaluate(&shelf.visits, most),
        })
    })
    .await
}

/// Members' visits with goods as numbers.
#[derive(Default)]
struct Shelf {
    goods: Vec<String>,
    numbers: HashMap<String, u32>,
    members: HashMap<MemberId, usize>,
    visits: Vec<Vec<Visit>>,
}

impl Shelf {
    fn load(app: &App, reader: &Reader<'_>) -> Result<Self> {
        let mut shelf = Self::default();
        insight::read(app, reader, |columns| {
            columns.each_kept_line(|kept, sku| {
                let good = shelf.number(sku);
                shelf.add(kept.member, kept.day.days(), good);
            });
        })?;
        for visit in shelf.visits.iter_mut().flatten() {
            let goods: BTreeSet<u32> = visit.goods.drain(..).collect();
            visit.goods = goods.into_iter().collect();
        }
        Ok(shelf)
    }

    fn number(&mut self, sku: &str) -> u32 {
        if let Some(number) = self.numbers.get(sku) {
            return *number;
        }
        let number = u32::try_from(self.goods.len()).unwrap_or(u32::MAX);
        self.goods.push(sku.to_owned());
        self.numbers.insert(sku.to_owned(), number);
        number
    }

    /// Lines come in order of member and time.
    fn add(&mut self, member: MemberId, day: i32, good: u32) {
        let place = *self.members.entry(member).or_insert_with(|| {
            self.visits.push(Vec::new());
            self.visits.len() - 1
        });
        let Some(visits) = self.visits.get_mut(place) else {
            return;
        };
        match visits.last_mut() {
            Some(visit) if visit.day >= day => visit.goods.push(good),
            _ => visits.push(Visit {
                day,
                goods: vec![good],
            }),
        }
    }

    fn goods_of(&self, skus: &[String]) -> Result<Vec<u32>> {
        let number = |sku: &String| {
            let known = self.numbers.get(sku);
            known.copied().ok_or_else(|| {
                AppError::field(
                    "basket",
                    said!(
                        "holds `{sku}`, which no member has bought",
                        "содержит `{sku}`, чего никто из участников не покупал"
                    ),
                )
            })
        };
        skus.iter().map(number).collect()
    }

    fn visits_of(&self, reader: &Reader<'_>, external_id: &str) -> Result<&[Visit]> {
        let identifier = Identifier {
            kind: IdentifierKind::ExternalId,
            value: external_id.to_owned(),
        };
        let member = reader
            .find_member(&identifier)?
            .ok_or_else(|| AppError::not_found(Thing::Member, external_id))?;
        let place = self.members.get(&member);
        let visits = place.and_then(|place| self.visits.get(*place));
        Ok(visits.map_or(&[], Vec::as_slice))
    }

    fn named(&self, suggestions: &[Suggestion]) -> Vec<Suggested> {
        let named = |one: &Suggestion| {
            let sku = self.goods.get(usize::try_from(one.good).ok()?)?;
            Some(Suggested {
                sku: sku.clone(),
                score: one.score,
                why: one.why,
            })
        };
        suggestions.iter().filter_map(named).collect()
    }
}
