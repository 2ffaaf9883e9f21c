//! Money spent as callers send and read it.

use regulars_app::spend::{self, SpendEntry, SpendRow};
use regulars_engine::id::SpendId;
use regulars_engine::time::{Instant, LocalDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::Doer;
use crate::basket::{AN_AMOUNT, at_least_zero, decimal};
use crate::parse::{MISSING, Pointer, StatedDate, StatedPrice, TEXT_MAX, Wrong, name, text};
use crate::render::{Decimal, Moment, Scales};

/// For what money was spent.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SpendPurpose)]
pub enum Purpose {
    /// To win customers.
    Acquisition,
    /// To keep them.
    Keeping,
    /// To write to them, call them, print for them: what events of messages do not tell themselves.
    Contacts,
}

impl From<Purpose> for spend::Purpose {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Acquisition => Self::Acquisition,
            Purpose::Keeping => Self::Keeping,
            Purpose::Contacts => Self::Contacts,
        }
    }
}

impl From<spend::Purpose> for Purpose {
    fn from(purpose: spend::Purpose) -> Self {
        match purpose {
            spend::Purpose::Acquisition => Self::Acquisition,
            spend::Purpose::Keeping => Self::Keeping,
            spend::Purpose::Contacts => Self::Contacts,
        }
    }
}

/// Money spent on customers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SpendRequest)]
pub struct SpendBody {
    /// The day, or the first of those it is spread over.
    from: Option<StatedDate>,
    /// The last of them, included, ten years later at most. Absent: the same day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<StatedDate>,
    /// For what.
    purpose: Purpose,
    /// How much, over all its days; above zero.
    amount: Option<StatedPrice>,
    /// Where it was to bring members from: the source of registrations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "instagram")]
    source: Option<String>,
    /// What it belongs to: a campaign, or the id of an experiment, whose results count it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "spring")]
    label: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl SpendBody {
    /// What it states.
    pub fn check(self, wrong: &mut Wrong) -> Option<SpendEntry> {
        let root = Pointer::ROOT;
        let from = match self.from {
            Some(from) => from.take(&root.field("from"), wrong),
            None => wrong.none(&root.field("from"), MISSING),
        };
        let to = self.to.map(|to| to.take(&root.field("to"), wrong));
        let amount = match self.amount {
            Some(amount) => at_least_zero(amount, AN_AMOUNT, &root.field("amount"), wrong),
            None => wrong.none(&root.field("amount"), MISSING),
        };
        let source = name(self.source, &root.field("source"), wrong);
        let label = name(self.label, &root.field("label"), wrong);
        let note = { self.note }.and_then(|note| text(note, TEXT_MAX, &root.field("note"), wrong));
        let from = from?;
        Some(SpendEntry {
            from,
            to: to.map_or(Some(from), |to| to)?,
            purpose: self.purpose.into(),
            amount: decimal(amount?),
            source,
            label,
            note,
        })
    }
}

/// Money spent on customers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Spend {
    /// Its id.
    #[schema(value_type = String, example = "spd_01HZX3V8K0G04")]
    id: SpendId,
    /// The first day it is spread over.
    #[schema(value_type = StatedDate)]
    from: LocalDate,
    /// The last, included.
    #[schema(value_type = StatedDate)]
    to: LocalDate,
    /// For what.
    purpose: Purpose,
    /// How much, over all its days.
    amount: Decimal,
    /// Where it was to bring members from.
    source: Option<String>,
    /// What it belongs to.
    label: Option<String>,
    /// A remark.
    note: Option<String>,
    /// Who entered it.
    by: Doer,
    /// When.
    at: Moment,
}

impl Spend {
    /// An entry, with amounts in the digits of a program.
    pub fn of(row: SpendRow, scales: Scales<'_>) -> Self {
        let at: Instant = row.at;
        Self {
            id: row.id,
            from: row.from,
            to: row.to,
            purpose: row.purpose.into(),
            amount: scales.money(row.amount),
            source: row.source,
            label: row.label,
            note: row.note,
            by: Doer::of(row.by, row.name),
            at: Moment::utc(at),
        }
    }
}
