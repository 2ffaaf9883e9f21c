//! What the parts of a program can refer to.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{memberships, offers, rfm_names, scalar, stages, tiers, units};
use crate::condition::Known;
use crate::name::SegmentId;
use crate::number::Currency;
use crate::program::file::Word;
use crate::program::{
    Cap, Lane, OfferGroup, Problem, ProgramFile, Segment, TierScheme, Unit, remedy,
};
use crate::time::Zone;
use crate::{both, said};

/// The most tests that all conditions of a program make; those of a segment count wherever it is named.
pub(super) const TESTS_MAX: usize = 200_000;

/// Currency, zone, and everything that has a name.
pub(super) struct Scope {
    pub(super) currency: Currency,
    pub(super) zone: Zone,
    pub(super) units: Vec<Unit>,
    pub(super) schemes: Vec<TierScheme>,
    pub(super) lanes: Vec<Lane>,
    pub(super) purchase_cap: Cap,
    pub(super) groups: Vec<OfferGroup>,
    pub(super) segments: Vec<SegmentId>,
    /// Whether members bring friends.
    pub(super) has_referral: bool,
    /// The same for conditions, which add the names they compare as they are compiled.
    pub(super) known: RefCell<Known>,
    /// How many tests each segment makes.
    tests: RefCell<BTreeMap<SegmentId, usize>>,
    /// How many tests may still be made.
    tests_left: Cell<usize>,
}

impl Scope {
    /// Compiles what others refer to. `None` without a currency and a zone: no amount could be read.
    pub(super) fn of(file: &ProgramFile, problems: &mut Vec<Problem>) -> Option<Self> {
        let currency = scalar::parsed(
            &file.program.currency.0,
            "program.currency",
            problems,
            Currency::parse,
        );
        let zone = scalar::parsed(
            &file.program.time_zone.0,
            "program.time_zone",
            problems,
            Zone::parse,
        );
        let (currency, zone) = (currency?, zone?);
        let (purchase_cap, groups) =
            offers::compile_limits(file.limits.as_ref(), currency, problems);
        let mut scope = Self {
            currency,
            known: RefCell::new(Known::new(currency, zone.clone())),
            zone,
            tests: RefCell::default(),
            tests_left: Cell::new(TESTS_MAX),
            units: Vec::new(),
            schemes: Vec::new(),
            lanes: offers::compile_lanes(&file.lanes, currency, problems),
            purchase_cap,
            groups,
            has_referral: file.referral.is_some(),
            segments: file
                .segments
                .0
                .iter()
                .map(|(id, _)| SegmentId::new(id))
                .collect(),
        };
        scope.units = units::compile(&file.units, &scope, problems);
        scope.schemes = tiers::compile(&file.tiers, &scope, problems);
        let memberships = memberships::compile(&file.memberships, &scope, problems);
        scope.schemes.extend(memberships);
        scope.tell_conditions();
        scope.known.get_mut().stages = stages::ids(&file.stages);
        scope.known.get_mut().cell_names = rfm_names::compile(&file.rfm_names, problems);
        Some(scope)
    }

    fn tell_conditions(&mut self) {
        let known = self.known.get_mut();
        let levels =
            |scheme: &TierScheme| scheme.levels.iter().map(|level| level.id.clone()).collect();
        known.units = self
            .units
            .iter()
            .map(|unit| (unit.id.clone(), unit.scale))
            .collect();
        known.schemes = self
            .schemes
            .iter()
            .map(|scheme| (scheme.id.clone(), levels(scheme)))
            .collect();
        known.lanes = self.lanes.iter().map(|lane| lane.id.clone()).collect();
    }

    /// Lets conditions that are compiled from now on refer to a segment, which makes so many tests.
    pub(super) fn add_segment(&self, segment: Segment, tests: usize) {
        self.tests.borrow_mut().insert(segment.id.clone(), tests);
        self.known.borrow_mut().segments.push(segment);
    }

    /// Lets conditions that are compiled from now on name segments that are saved beside the program.
    pub(super) fn let_saved_be_named(&self) {
        self.known.borrow_mut().saved = Some(Vec::new());
    }

    /// How many tests a segment makes.
    pub(super) fn tests_of(&self, segment: &str) -> usize {
        self.tests.borrow().get(segment).copied().unwrap_or(1)
    }

    /// Takes so many tests off what the program may make; false if there are not so many left.
    pub(super) fn take_tests(&self, tests: usize) -> bool {
        let left = self.tests_left.get().checked_sub(tests);
        self.tests_left.set(left.unwrap_or(self.tests_left.get()));
        left.is_some()
    }

    /// The unit a rule names, or the only one there is.
    pub(super) fn unit(
        &self,
        named: Option<&Word>,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<&Unit> {
        match (named, self.units.as_slice()) {
            (Some(id), _) => self.unit_named(&id.0, path, problems),
            (None, [only]) => Some(only),
            (None, []) => {
                problems.push(Problem::new(
                    path,
                    said!(
                        "the program has no unit to give; add one to `units`",
                        "в программе нет единицы, которую можно начислить; добавьте её в `units`"
                    ),
                ));
                None
            }
            (None, several) => {
                let help = remedy("", several.iter().map(|unit| unit.id.as_str()));
                problems.push(
                    Problem::new(
                        path,
                        said!("which unit is not said", "не сказано, какая единица"),
                    )
                    .with_help(help),
                );
                None
            }
        }
    }

    /// The unit of that id.
    pub(super) fn unit_named(
        &self,
        id: &str,
        path: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<&Unit> {
        let found = self.units.iter().find(|unit| unit.id.as_str() == id);
        if found.is_none() {
            problems.push(Problem::unknown(
                path,
                both!("there is no unit", "нет единицы"),
                id,
                self.units.iter().map(|unit| unit.id.as_str()),
            ));
        }
        found
    }
}
