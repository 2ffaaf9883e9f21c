//! What conditions read of one buyer, wherever it is kept.

use std::ops::Range;

use super::file::MemberWord;
use super::line::{BasketFacts, LineRow, LineWhere};
use super::names::NameId;
use super::outlet::OutletWhere;
use super::week::WeekWhere;
use super::written::Dimension;
use crate::event::Custom;
use crate::member::{ConsentState, Value};
use crate::name::SegmentId;
use crate::number::{Money, Points};
use crate::stamp::Stamps;
use crate::time::{Instant, Local, LocalDate, Period, Zone};

/// What conditions read of one buyer as of an instant.
///
/// The till's view ([`super::MemberView`]) is made of a loaded situation; analytics lend slices of their columns. The
/// evaluator is written once, over this. Places of purchases, lines and events are the view's own: they come from its
/// time columns and from [`View::lines`].
pub trait View {
    /// The instant it is about: the past ends here.
    fn at(&self) -> Instant;
    /// Whose days and hours count.
    fn zone(&self) -> &Zone;
    /// What the wall clock shows at that instant.
    fn local(&self) -> &Local;
    /// When the member joined; `None` for an unidentified buyer.
    fn registered_at(&self) -> Option<Instant>;
    /// Whether the buyer is identified.
    fn is_known(&self) -> bool {
        self.registered_at().is_some()
    }
    /// Rank in the program's n-th tier scheme: 0 for no level, 1 for the lowest.
    fn rank(&self, scheme: usize) -> usize;
    /// Words of a field of the profile.
    fn words(&self, field: MemberWord) -> &[NameId];
    /// Whether there is an e-mail address.
    fn has_email(&self) -> bool;
    /// Whether there is a telephone.
    fn has_phone(&self) -> bool;
    /// Date of birth.
    fn birth_date(&self) -> Option<LocalDate>;
    /// Another yearly date.
    fn date(&self, name: &str) -> Option<LocalDate>;
    /// A custom attribute.
    fn attribute(&self, name: &str) -> Option<&Value>;
    /// Consent to a channel; `None`: never asked.
    fn consent(&self, channel: &str) -> Option<ConsentState>;
    /// Active points less debt of the program's n-th unit.
    fn balance(&self, unit: usize) -> Points;
    /// The last purchase of all time before the instant.
    fn last_purchase_at(&self) -> Option<Instant>;
    /// What analytics have written down about the member.
    fn stamps(&self) -> Stamps;
    /// Whether the member was found in a saved segment when it was last looked. Analytics ask segments by their conditions
    /// and never for what was found.
    fn is_in_saved(&self, segment: &SegmentId) -> bool {
        let _ = segment;
        false
    }
    /// When one of these facts changes by itself: a lot, a level, a purchase that is not yet past.
    fn changes_at(&self) -> Option<Instant>;

    /// When purchases were made, oldest first.
    fn purchase_times(&self) -> &[Instant];
    /// Money paid for the n-th purchase, net of returns.
    fn purchase_amount(&self, n: usize) -> Money;
    /// Store, channel, city or country of the n-th purchase; nothing for other dimensions.
    fn purchase_word(&self, of: Dimension, n: usize) -> NameId;
    /// What the wall clock showed at the n-th purchase.
    fn purchase_local(&self, n: usize) -> Option<Local>;
    /// Whether a filter is about the n-th purchase. A view that knows its outlets may know the answer beforehand.
    fn outlet_fits(&self, filter: &OutletWhere, n: usize) -> bool {
        filter.fits(|of| self.purchase_word(of, n))
    }
    /// Whether a filter is about the hour of the n-th purchase. A view that knows its clocks may know the answer beforehand.
    fn week_fits(&self, filter: &WeekWhere, n: usize) -> bool {
        let local = self.purchase_local(n);
        local.is_some_and(|local| filter.fits(&local))
    }
    /// Places of the lines of purchases that follow one another.
    fn lines(&self, purchases: Range<usize>) -> Range<usize>;
    /// The line at a place.
    fn line(&self, place: usize) -> LineRow<'_>;
    /// Those of the lines that a filter is about. A view that knows its goods may know the answer beforehand.
    fn lines_fitting<'v>(
        &'v self,
        filter: &'v LineWhere,
        places: Range<usize>,
    ) -> impl Iterator<Item = usize> + 'v {
        places.filter(|place| filter.fits(&self.line(*place)))
    }

    /// When events happened, oldest first.
    fn event_times(&self) -> &[Instant];
    /// Type of the n-th event.
    fn event_kind(&self, n: usize) -> NameId;
    /// A property of the n-th event.
    fn event_property(&self, n: usize, name: &str) -> Option<&Value>;

    /// Which purchase of the member this one is, from 1, in the local calendar period or the whole life; `None` where
    /// nobody counts.
    fn purchase_number(&self, per: Option<Period>) -> Option<i64> {
        let _ = per;
        None
    }
    /// The basket, where there is one.
    fn basket(&self) -> Option<&BasketFacts> {
        None
    }
    /// The event being decided, where there is one.
    fn event(&self) -> Option<&Custom> {
        None
    }
}
