//! What an experiment is to be.

use std::collections::BTreeSet;

use regulars_engine::name::SegmentId;
use regulars_engine::{both, said};
use regulars_insight::experiment::{Arms, Kind, Stratum};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, FieldError, Result};

/// The most arms.
const ARMS_MOST: usize = 10;
/// The most parts of an arm.
const PARTS_MOST: u32 = 10_000;
/// The longest it may be planned for.
const DAYS_MOST: u16 = 366;
/// The largest relative lift it may be planned to show.
const LIFT_MOST: f64 = 10.0;

/// What an experiment is to be; fixed once it runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Design {
    /// Its name.
    pub name: String,
    /// Whom it is about; `None`: everybody.
    pub segment: Option<SegmentId>,
    /// Its arms.
    pub arms: Vec<ArmPlan>,
    /// The arm that the others are compared with, and to which nothing is done.
    pub control: String,
    /// Of what each arm gets its share.
    pub strata: Strata,
    /// What decides.
    pub metric: Metric,
    /// Take out what was known before.
    pub cuped: bool,
    /// The smallest relative lift that should show: 0.05 for 5 %.
    pub lift: f64,
    /// Days from its beginning until it is read.
    pub days: u16,
    /// Whoever comes into the audience later is drawn too.
    pub newcomers: bool,
    /// Tell intervals that stay valid however often one looks.
    pub always_valid: bool,
}

/// An arm, and how much of the audience it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmPlan {
    /// Its name.
    pub name: String,
    /// Parts, of any scale.
    pub parts: u32,
}

/// Of what each arm gets its share, but for less than one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strata {
    /// Of the audience as a whole.
    None,
    /// Of each level of the program's first scheme.
    Tier,
    /// Of each cell of RFM.
    Rfm,
    /// Of each city.
    City,
}

/// What is measured of each member since it was assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// The share who bought.
    Buyers,
    /// Paid and kept, per member.
    Revenue,
    /// Purchases per member.
    Purchases,
    /// Paid and kept, per purchase.
    Receipt,
}

impl Metric {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Buyers, Self::Revenue, Self::Purchases, Self::Receipt];

    /// What it is to the statistics.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Buyers => Kind::Proportion,
            Self::Revenue | Self::Purchases => Kind::Mean,
            Self::Receipt => Kind::Ratio,
        }
    }

    /// Whether it is money.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Revenue | Self::Receipt)
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Buyers => "buyers",
            Self::Revenue => "revenue",
            Self::Purchases => "purchases",
            Self::Receipt => "receipt",
        }
    }
}

impl From<Strata> for Stratum {
    fn from(strata: Strata) -> Self {
        match strata {
            Strata::None => Self::One,
            Strata::Tier => Self::Tier,
            Strata::Rfm => Self::Rfm,
            Strata::City => Self::City,
        }
    }
}

impl Design {
    /// Its arms, to be drawn.
    ///
    /// # Errors
    /// At `/arms`: some that cannot be.
    pub(super) fn drawn(&self) -> Result<Arms> {
        let arms: Vec<(&str, u32)> = { self.arms.iter() }
            .map(|arm| (arm.name.as_str(), arm.parts))
            .collect();
        // Checked with the design, which tells it in both languages.
        Arms::new(&arms).map_err(|error| AppError::Internal(error.to_string()))
    }

    /// All parts together.
    pub(super) fn parts(&self) -> u64 {
        self.arms.iter().map(|arm| u64::from(arm.parts)).sum()
    }

    /// Whether it can be at all.
    ///
    /// # Errors
    /// Everything that is wrong with it, each where it stands.
    pub(super) fn check(&self) -> Result<()> {
        let mut wrong = self.check_arms();
        if !(self.lift > 0.0 && self.lift <= LIFT_MOST) {
            let why = said!(
                "is above 0 and up to {LIFT_MOST}; 0.05 stands for 5 %",
                "должно быть больше 0 и не больше {LIFT_MOST}; 0.05 значит 5 %"
            );
            wrong.push(FieldError::new("/lift", why));
        }
        if !(1..=DAYS_MOST).contains(&self.days) {
            let why = said!(
                "are 1 to {DAYS_MOST}; two to six weeks are usual",
                "нужно от 1 до {DAYS_MOST}; обычно от двух до шести недель"
            );
            wrong.push(FieldError::new("/days", why));
        }
        if self.cuped && self.metric.kind() == Kind::Ratio {
            let why = both!(
                "works on shares and means per member, not on the average receipt; leave it out",
                "работает для долей и средних на участника, но не для среднего чека; отключите его"
            );
            wrong.push(FieldError::new("/cuped", why));
        }
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(AppError::Invalid(wrong)),
        }
    }

    fn check_arms(&self) -> Vec<FieldError> {
        let mut wrong = Vec::new();
        if !(2..=ARMS_MOST).contains(&self.arms.len()) {
            let why = said!(
                "are 2 to {ARMS_MOST}; one of them is the control",
                "нужно от 2 до {ARMS_MOST}; одна из них контрольная"
            );
            wrong.push(FieldError::new("/arms", why));
        }
        let mut known = BTreeSet::new();
        for (place, arm) in self.arms.iter().enumerate() {
            if !known.insert(&arm.name) {
                let why = both!(
                    "is the name of another arm already; choose another one",
                    "такое имя уже есть у другой группы; выберите другое"
                );
                wrong.push(FieldError::new(format!("/arms/{place}/name"), why));
            }
            if !(1..=PARTS_MOST).contains(&arm.parts) {
                let why = said!(
                    "are 1 to {PARTS_MOST}; leave out an arm that takes nobody",
                    "нужно от 1 до {PARTS_MOST}; группу, в которую никто не попадёт, уберите"
                );
                wrong.push(FieldError::new(format!("/arms/{place}/parts"), why));
            }
        }
        if !known.contains(&self.control) {
            let why = both!(
                "is none of the arms; name the one to which nothing is done",
                "такой группы нет; назовите ту, с которой ничего не делают"
            );
            wrong.push(FieldError::new("/control", why));
        }
        wrong
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A tenth as control, nine tenths with an offer; revenue decides.
    pub fn design() -> Design {
        let arm = |name: &str, parts| ArmPlan {
            name: name.to_owned(),
            parts,
        };
        Design {
            name: "Spring".to_owned(),
            segment: None,
            arms: vec![arm("control", 1), arm("offer", 9)],
            control: "control".to_owned(),
            strata: Strata::None,
            metric: Metric::Revenue,
            cuped: true,
            lift: 0.05,
            days: 28,
            newcomers: false,
            always_valid: false,
        }
    }

    fn refused(change: impl FnOnce(&mut Design), pointer: &str) {
        let mut wrong = design();
        change(&mut wrong);
        let Err(AppError::Invalid(fields)) = wrong.check() else {
            panic!("{wrong:?} was taken")
        };
        assert!(
            fields.iter().any(|field| field.pointer == pointer),
            "{fields:?}"
        );
    }

    #[test]
    fn what_cannot_be_is_refused_where_it_stands() {
        assert!(design().check().is_ok());
        refused(|design| design.arms.truncate(1), "/arms");
        refused(|design| design.arms[1].parts = 0, "/arms/1/parts");
        refused(
            |design| design.arms[1].name = "control".to_owned(),
            "/arms/1/name",
        );
        refused(|design| design.control = "nobody".to_owned(), "/control");
        refused(|design| design.lift = 0.0, "/lift");
        refused(|design| design.lift = f64::NAN, "/lift");
        refused(|design| design.days = 0, "/days");
        refused(|design| design.metric = Metric::Receipt, "/cuped");
    }
}
