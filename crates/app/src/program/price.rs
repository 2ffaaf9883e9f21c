//! The playground: prices a basket under any stored version, for a member or somebody made up, at any instant. Posts
//! nothing and holds nothing.

use std::sync::Arc;

use regulars_engine::basket::Basket;
use regulars_engine::decide;
use regulars_engine::decision::When;
use regulars_engine::event::{Adjustment, Event};
use regulars_engine::id::{MemberId, PurchaseId, QuoteId};
use regulars_engine::language::Both;
use regulars_engine::language::Language;
use regulars_engine::member::Profile;
use regulars_engine::name::{SchemeId, TierId, UnitId};
use regulars_engine::number::Points;
use regulars_engine::program::Program;
use regulars_engine::purchase::{Quote, quote};
use regulars_engine::scenario;
use regulars_engine::situation::{Member, Situation, TierState};
use regulars_engine::time::{Instant, UtcOffset};
use regulars_engine::{both, said};
use regulars_store::{ProgramVersion, Reader};

use super::compiled::compiled;
use crate::app::App;
use crate::basket::{BasketRequest, Decimal, MemberRef, points};
use crate::error::{AppError, FieldError, Result};
use crate::live::LiveProgram;
use crate::purchase::{Asked, load};

/// Who buys in the playground.
#[derive(Debug, Clone)]
pub enum PlayBuyer {
    /// Nobody known.
    Stranger,
    /// A member, as they are now.
    Member(MemberRef),
    /// Somebody made up.
    Typed(Box<TypedMember>),
}

/// A member who was made up.
#[derive(Debug, Clone, Default)]
pub struct TypedMember {
    /// What conditions read of them.
    pub profile: Profile,
    /// Points they have, by unit.
    pub balances: Vec<(UnitId, Decimal)>,
    /// Levels they hold, by scheme.
    pub tiers: Vec<(SchemeId, TierId)>,
}

/// A basket to play with.
#[derive(Debug, Clone)]
pub struct PlayRequest {
    /// Under which version.
    pub version: ProgramVersion,
    /// Who buys.
    pub buyer: PlayBuyer,
    /// The basket; its `at` may be any instant, its `member` is not read.
    pub basket: BasketRequest,
}

/// A basket played with.
#[derive(Debug, Clone)]
pub struct Played {
    /// An id like a quote's; nothing remembers it.
    pub id: QuoteId,
    /// The version.
    pub live: Arc<LiveProgram>,
    /// When it was priced for.
    pub at: Instant,
    /// Local offset to show times in.
    pub offset: UtcOffset,
    /// As asked, and with other redemptions.
    pub quote: Quote,
    /// Whether the buyer is identified.
    pub identified: bool,
    /// The same as a scenario file that passes.
    pub scenario: String,
}

/// Prices a basket and records it as a scenario.
///
/// # Errors
/// `NotFound` for the version or the member, wrong fields.
pub async fn price(app: &App, request: PlayRequest) -> Result<Played> {
    app.read(move |app, reader| play(app, reader, &request))
        .await
}

fn play(app: &App, reader: &Reader<'_>, request: &PlayRequest) -> Result<Played> {
    let program = compiled(reader, &request.version)?;
    let basket = request.basket.basket(&program)?;
    let now = app.now();
    let at = request.basket.at.map_or(now, |stated| stated.at);
    // What a member has now is what they have: the past of a balance is not loaded.
    let when = match request.buyer {
        PlayBuyer::Member(_) => When {
            at,
            posted_at: at.max(now),
        },
        PlayBuyer::Stranger | PlayBuyer::Typed(_) => When::now(at),
    };
    let live = Arc::new(LiveProgram {
        version: request.version.clone(),
        program,
        live_at: at,
    });
    let asked = Asked {
        live: live.clone(),
        basket,
        when,
        quote: None,
        replaces: None,
        clock_ahead: None,
    };
    let (situation, offset) = situation(reader, &asked, request)?;
    let purchase = asked.purchase(PurchaseId::from_raw(0), None);
    Ok(Played {
        id: QuoteId::from_raw(app.next_id()),
        at,
        offset,
        quote: quote(&live.program, &situation, &purchase, when),
        identified: situation.member.is_some(),
        scenario: record(&live.program, &situation, &asked.basket, when),
        live,
    })
}

fn situation(
    reader: &Reader<'_>,
    asked: &Asked,
    request: &PlayRequest,
) -> Result<(Situation, UtcOffset)> {
    let member = match &request.buyer {
        PlayBuyer::Member(named) => Some(named.clone()),
        PlayBuyer::Stranger | PlayBuyer::Typed(_) => None,
    };
    let basket = BasketRequest {
        member,
        ..request.basket.clone()
    };
    let pricing = load(reader, asked, &basket)?;
    let mut situation = pricing.situation;
    if let PlayBuyer::Typed(typed) = &request.buyer {
        make_up(&asked.live.program, &mut situation, typed, asked.when)?;
    }
    Ok((situation, pricing.offset))
}

/// Puts a made-up member into a situation that knows the goods and the store alone.
fn make_up(
    program: &Program,
    situation: &mut Situation,
    typed: &TypedMember,
    when: When,
) -> Result<()> {
    situation.member = Some(Member {
        id: MemberId::from_raw(0),
        registered_at: when.at,
        blocked: false,
        profile: typed.profile.clone(),
    });
    situation.wallet.next_lot = 1;
    situation.wallet.next_debt = 1;
    let mut wrong = Vec::new();
    for (unit, stated) in &typed.balances {
        let pointer = format!("/member/balances/{unit}");
        let Some(known) = program.unit(unit) else {
            wrong.push(unknown(
                &pointer,
                both!("unit", "единицы"),
                program.units.iter().map(|unit| unit.id.as_str()),
            ));
            continue;
        };
        if let Some(points) = points(*stated, known, &pointer, &mut wrong) {
            give(program, situation, unit, points, when);
        }
    }
    for (scheme, level) in &typed.tiers {
        match level_of(program, scheme, level) {
            Ok(()) => {
                let state = TierState::earned(Some(level.clone()), when.at, None);
                situation.tiers.insert(scheme.clone(), state);
            }
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(wrong))
    }
}

fn give(program: &Program, situation: &mut Situation, unit: &UnitId, points: Points, when: When) {
    let gift = Event::Adjustment(Adjustment {
        unit: unit.clone(),
        points,
        expires_at: None,
        opening: true,
    });
    let decision = decide(program, situation, &gift, when);
    if decision.refusal.is_none() {
        situation.apply(program, &gift, &decision, when);
    }
}

fn level_of(
    program: &Program,
    scheme: &SchemeId,
    level: &TierId,
) -> std::result::Result<(), FieldError> {
    let pointer = format!("/member/tier/{scheme}");
    let Some(known) = program.schemes.iter().find(|known| known.id == *scheme) else {
        let schemes = program.schemes.iter().map(|scheme| scheme.id.as_str());
        return Err(unknown(
            &pointer,
            both!("tier scheme", "шкалы уровней"),
            schemes,
        ));
    };
    if known.levels.iter().any(|known| known.id == *level) {
        return Ok(());
    }
    let levels = known.levels.iter().map(|level| level.id.as_str());
    Err(unknown(&pointer, both!("level", "уровня"), levels))
}

fn unknown<'a>(pointer: &str, what: Both, known: impl Iterator<Item = &'a str>) -> FieldError {
    let known: Vec<&str> = known.collect();
    let known = match known.as_slice() {
        [] => said!("it has none", "их там нет"),
        known => said!("it has: {}", "есть: `{}`", known.join(", ")),
    };
    let message = said!(
        "names no {what} of the program; {known}",
        "такой {what:#} в программе нет; {known:#}"
    );
    FieldError::new(pointer, message)
}

/// The scenario, named by its day.
fn record(program: &Program, situation: &Situation, basket: &Basket, when: When) -> String {
    let day = Language::En.instant(when.at, &program.zone);
    let name = format!("asked in the playground for {}", day.replace('\u{a0}', " "));
    scenario::record(program, situation, basket, when, &name)
}
