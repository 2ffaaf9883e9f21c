//! File → [`Program`]: every reference resolved, every number read in its own unit, every problem told at once.
//!
//! Each part compiles to `Option`: `None` where a problem was told. A part goes on after a problem, so that one
//! look shows all of them.

mod about;
mod activities;
mod challenges;
mod conditions;
mod coupons;
mod earn;
mod gift_cards;
mod gifts;
mod limits;
mod memberships;
mod names;
mod offers;
mod partners;
mod redeem;
mod returns;
mod rewards;
mod rfm_names;
mod scalar;
mod scope;
mod segments;
mod shapes;
mod stages;
mod tiers;
mod transfers;
mod units;

use crate::condition::Condition;
use crate::document::Document;
use crate::name::SchemeId;
use crate::program::file::Word;
use crate::program::{
    ChallengeCount, Needs, OfferIndex, Problem, Program, ProgramFile, Referral, TierMetric,
    TierScheme, Written,
};
use scope::Scope;

impl Written {
    /// Reads a program file, YAML or JSON, and keeps it beside its program.
    ///
    /// # Errors
    /// As [`Program::read`].
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let document = Document::scan(text)?;
        let file = document.read()?;
        let program = Program::compile(&file).map_err(|problems| document.in_order(problems))?;
        Ok(Self { file, program })
    }
}

impl Program {
    /// Reads a program file, YAML or JSON.
    ///
    /// # Errors
    /// Every problem found, with path, line and remedy, in the order of the text.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        Written::read(text).map(|written| written.program)
    }

    /// Compiles a program as written.
    ///
    /// # Errors
    /// Every problem found, with path and remedy.
    pub fn compile(file: &ProgramFile) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let program = compile(file, &mut problems);
        match program {
            Some(program) if problems.is_empty() => Ok(program),
            _ => Err(problems),
        }
    }
}

fn compile(file: &ProgramFile, problems: &mut Vec<Problem>) -> Option<Program> {
    names::check(file, problems);
    let scope = Scope::of(file, problems)?;
    let segments = segments::compile(&file.segments, &scope, problems);
    let stages = stages::compile(&file.stages, &scope, problems);
    let cell_names = scope.known.borrow().cell_names.clone();
    scope.let_saved_be_named();
    let joining = memberships::conditions(&file.memberships, &scope, problems);
    let about = about::compile(&file.program, &scope, problems);
    let earn = earn::compile(&file.earn, &scope, problems);
    let coupons = coupons::compile(&file.coupons, &scope, problems);
    let gift_cards = gift_cards::compile(&file.gift_cards, &coupons, &scope, problems);
    let badges = challenges::badges(&file.badges);
    let known = challenges::Known {
        coupons: &coupons,
        badges: &badges,
    };
    let mut activities = activities::compile(&file.activities, known, &scope, problems);
    let (rewards, claimed) = rewards::compile(&file.rewards, known, &scope, problems);
    activities.extend(claimed);
    let challenges = challenges::compile(&file.challenges, known, &scope, problems);
    let offers = offers::compile(&file.offers, &scope, problems);
    let gifts = gifts::compile(&file.offers, &scope, problems);
    let redeem = redeem::compile(&file.redeem, &scope, problems);
    let partners = partners::compile(&file.partners, &scope, problems);
    let transfers = transfers::compile(&file.transfers, &scope, problems);
    let referral = referral(file, &scope, problems);
    let returns = returns::compile(file, &earn, &scope, problems);
    let known = scope.known.into_inner();
    let mut program = Program {
        id: about.id,
        name: about.name,
        currency: scope.currency,
        zone: scope.zone,
        store_time: file.program.store_time,
        day_ends: about.day_ends,
        starts: about.starts,
        ends: about.ends,
        club_price: about.club_price,
        units: scope.units,
        schemes: with_conditions(scope.schemes, joining),
        segments,
        stages,
        cell_names,
        earn,
        activities,
        rewards,
        badges,
        challenges,
        lanes: scope.lanes,
        gifts,
        index: OfferIndex::of(&offers),
        offers,
        purchase_cap: scope.purchase_cap,
        groups: scope.groups,
        coupons,
        gift_cards,
        redeem,
        partners,
        transfers,
        referral,
        late_accept: returns::compile_late(file, problems)?,
        returns: returns?,
        saved: known.saved.unwrap_or_default(),
        names: known.names,
        needs: Needs::default(),
    };
    program.needs = needs(&program);
    Some(program)
}

/// When a purchase of a friend counts.
fn referral(file: &ProgramFile, scope: &Scope, problems: &mut Vec<Problem>) -> Option<Referral> {
    let file = file.referral.as_ref()?;
    Some(Referral {
        by: file.by.as_ref().map_or("referrer", Word::as_str).to_owned(),
        when: conditions::when(file.when.as_ref(), "referral", scope, problems),
    })
}

/// Memberships, each with who may begin it.
fn with_conditions(
    mut schemes: Vec<TierScheme>,
    joining: Vec<(SchemeId, Condition)>,
) -> Vec<TierScheme> {
    for (id, when) in joining {
        let scheme = schemes.iter_mut().find(|scheme| scheme.id == id);
        if let Some(TierMetric::Fee(membership)) = scheme.map(|scheme| &mut scheme.metric) {
            membership.when = when;
        }
    }
    schemes
}

/// What all conditions of the program read, together.
fn needs(program: &Program) -> Needs {
    let mut needs = Needs::default();
    program
        .conditions()
        .for_each(|condition| needs.join(crate::condition::needs(condition)));
    for challenge in &program.challenges {
        if let ChallengeCount::Distinct(variety) = &challenge.count {
            needs.join(variety.needs());
        }
    }
    needs
}

impl Program {
    /// Every condition of the program.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let segments = self.segments.iter().map(|segment| &segment.when);
        let schemes = self.schemes.iter();
        let joining = schemes.filter_map(|scheme| Some(&scheme.membership()?.when));
        let earn = self.earn.iter().map(|rule| &rule.when);
        let activities = self.activities.iter().map(|activity| &activity.when);
        let offers = self.offers.iter().map(|offer| &offer.when);
        let redeem = self.redeem.iter().map(|rule| &rule.when);
        self.club_price
            .iter()
            .chain(segments)
            .chain(joining)
            .chain(earn)
            .chain(activities)
            .chain(offers)
            .chain(self.gifts.iter().map(|gift| &gift.when))
            .chain(redeem)
            .chain(self.transfers.iter().map(|transfer| &transfer.when))
            .chain(self.referral.iter().map(|referral| &referral.when))
            .chain(self.challenges.iter().map(|challenge| &challenge.when))
    }
}
