//! Everything that figures of some members are made of.

use std::collections::BTreeMap;

use regulars_engine::name::SegmentId;
use regulars_engine::number::{Rounding, mul_div};
use regulars_engine::time::LocalDate;
use regulars_insight::cohort::Step;
use regulars_insight::column::GoodsCost;
use regulars_insight::kpi::Contacts;
use regulars_store::{Purpose, Reader};

use super::clv::foretold;
use super::contacts::{Messages, Wallets};
use super::ledger::{Crowd, Ledger};
use super::row::{EconomicsRow, Expected, Sums};
use crate::app::App;
use crate::error::Result;
use crate::report::base::{Audience, Base, Days, Purse, today};
use crate::report::goods::goods_cost;
use crate::report::program_days::{Facts, of_everybody};
use crate::report::program_members::of_members;

/// What is the same of everybody.
pub(super) struct Shared {
    step: Step,
    purse: Purse,
    today: LocalDate,
    ledger: Ledger,
}

impl Shared {
    pub(super) fn read(app: &App, reader: &Reader<'_>, step: Step) -> Result<Self> {
        Ok(Self {
            step,
            purse: Purse::of(app),
            today: today(app),
            ledger: Ledger::read(reader)?,
        })
    }
}

/// What everybody did, that money is spread by.
pub(super) struct Everybody {
    crowd: Crowd,
    messages: Messages,
}

impl Everybody {
    pub(super) fn read(app: &App, reader: &Reader<'_>) -> Result<Self> {
        let live = app.programs().at(app.now());
        let zone = &live.program.zone;
        let audience = Audience::read(app, reader, None)?;
        let base = Base::load(app, reader, &audience)?;
        Ok(Self {
            crowd: Crowd::read(reader, (&audience, &base), zone)?,
            messages: Messages::read(reader, &audience, zone)?,
        })
    }
}

/// Whose figures are asked.
pub(super) struct Asked {
    audience: Audience,
    base: Base,
    facts: Facts,
    goods: BTreeMap<i32, GoodsCost>,
    crowd: Crowd,
    messages: Messages,
    wallets: Wallets,
}

impl Asked {
    /// Reads all of it; who did something will be counted for each of the spans, by step.
    pub(super) fn read(
        app: &App,
        reader: &Reader<'_>,
        of: Option<&SegmentId>,
        (step, spans): (Step, &[(i32, i32)]),
    ) -> Result<Self> {
        let live = app.programs().at(app.now());
        let program = &live.program;
        let audience = Audience::read(app, reader, of)?;
        let base = Base::load(app, reader, &audience)?;
        let facts = Facts::new(program, step, spans);
        let whose = (&audience, &base);
        Ok(Self {
            facts: match audience.is_everybody() {
                true => of_everybody(reader, facts)?,
                false => of_members(reader, &audience, facts)?,
            },
            goods: goods_cost(app, reader, |member| audience.has(member))?,
            crowd: Crowd::read(reader, whose, &program.zone)?,
            messages: Messages::read(reader, &audience, &program.zone)?,
            wallets: Wallets::read(reader, whose, (&program.zone, program.currency))?,
            base,
            audience,
        })
    }

    /// Whether they are everybody.
    pub(super) fn is_everybody(&self) -> bool {
        self.audience.is_everybody()
    }

    /// Figures of these days by period, and of all of them as one; `all`: what everybody did, where it is told apart.
    pub(super) fn figures(
        &self,
        shared: &Shared,
        all: Option<&Everybody>,
        days: Days,
    ) -> Result<(Vec<EconomicsRow>, EconomicsRow)> {
        let span = days.ends()?;
        let last = span.1.min(shared.today.days());
        let starts = [self.facts.first_day(), shared.ledger.first()];
        let first = starts.into_iter().flatten().min();
        let first = first.map(|first| first.max(span.0));
        let engaged = self.facts.engaged(span);
        let whole = self.row(shared, all, ("all".to_owned(), span), engaged.all);
        let Some(first) = first.filter(|first| *first <= last) else {
            return Ok((Vec::new(), whole.0));
        };
        let step = shared.step;
        let rows = (step.of(first)..=step.of(last)).map(|period| {
            let start = step.start(period).days().max(span.0);
            let end = (step.start(period + 1).days() - 1).min(span.1);
            let engaged = engaged.by_period.get(&period).copied().unwrap_or(0);
            let named = (step.name(period), (start, end));
            self.row(shared, all, named, engaged).0
        });
        let rows = rows.collect();
        let end = LocalDate::from_days(last);
        let told = foretold(&self.base, end, last + 1 - first, shared.purse);
        let expected = told.and_then(|told| Expected::of(told, &whole.1, &whole.2, shared.purse));
        Ok((
            rows,
            EconomicsRow {
                expected,
                ..whole.0
            },
        ))
    }

    /// A period's figures, with its sums and those from the beginning to its end.
    fn row(
        &self,
        shared: &Shared,
        all: Option<&Everybody>,
        (period, span): (String, (i32, i32)),
        engaged: i64,
    ) -> (EconomicsRow, Sums, Sums) {
        let of = Sums {
            engaged,
            members: self.facts.members_by(span.1),
            ..self.sums(shared, all, span)
        };
        let of = Sums {
            contacts: Contacts {
                buyers: self.messages.buyers(&self.base, span),
                ..of.contacts
            },
            ..of
        };
        let ever = self.sums(shared, all, (i32::MIN, span.1));
        let row = EconomicsRow::of(period, &of, &ever, shared.purse);
        (row, of, ever)
    }

    fn sums(&self, shared: &Shared, all: Option<&Everybody>, span: (i32, i32)) -> Sums {
        let day = self.facts.sum(span);
        let all = all.filter(|_| !self.is_everybody());
        let all = all.map(|all| (&all.crowd, &all.messages.sent));
        let own = (&self.crowd, &self.messages.sent);
        let spent = |purpose| shared.ledger.spent(purpose, span, own, all);
        let mut goods = GoodsCost::default();
        for (_, more) in self.goods.range(span.0..=span.1) {
            goods += *more;
        }
        let messages = &self.messages;
        let minor = shared.purse.minor_per_major();
        let told = mul_div(messages.cost.between(span), minor, 10_000, Rounding::HalfUp);
        Sums {
            leads: day.joined,
            new_customers: self.crowd.new_customers.between(span),
            acquisition: spent(Purpose::Acquisition),
            keeping: spent(Purpose::Keeping),
            revenue: day.kept,
            bonuses: day.redeemed,
            goods,
            contacts: Contacts {
                sent: messages.sent.between(span),
                delivered: messages.delivered.between(span),
                opened: messages.opened.between(span),
                clicked: messages.clicked.between(span),
                buyers: 0,
                cost: told + spent(Purpose::Contacts),
            },
            members: 0,
            engaged: 0,
            wallets: (
                self.wallets.answers.between(span),
                self.wallets.here.between(span),
                self.wallets.stated.between(span),
            ),
        }
    }
}
